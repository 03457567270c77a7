r"""The other markup inside LaTeX fields: HTML, JATS and MathML, escaped by an exporter or not.

Crossref sends `<jats:italic>` and MathML, Mendeley writes `{\textless}i{\textgreater}`, older
exporters `$\less$i$\greater$` and `{\&}amp$\mathsemicolon$`. All become the five tags that `latex`
reads, or nothing.
"""

import re
from html import unescape

from ..tables import table, turned, words

_TABLE = table(__file__)
STYLE_TAGS = turned(_TABLE["styles"])
_STRIPPED, _SPACED, _MATHS = (words(_TABLE[name]) for name in ("stripped", "spaced", "maths"))

_SEMICOLON = r"(?:;|\$\\mathsemicolon\$|\\mathsemicolon(?:\{\})?)"
_ENTITY = re.compile(
    r"(?:\{\\&\}|\\&|&)(?:amp" + _SEMICOLON + r"){0,3}"
    r"((?:\{\\#\}|\\?#)(?:\d{1,6}|[xX][0-9a-fA-F]{1,5})|[A-Za-z][A-Za-z0-9]{1,30})" + _SEMICOLON
)
_LESS = (
    r"(?:\{\\textless(?:\{\})?\}|\\textless(?:\{\}|\s|(?![A-Za-z]))|\$\\(?:less|lt)\$|\$<\$"
    r"|\{<\}|\\<|<)"
)
_GREATER = (
    r"(?:\{\\textgreater(?:\{\})?\}|\\textgreater(?:\{\}|\s|(?![A-Za-z]))|\$\\(?:greater|gt)\$"
    r"|\$>\$|\{>\}|\\>|>)"
)
_TAG = re.compile(
    _LESS
    + r"(/?)((?:jats|mml|m):)?([A-Za-z][A-Za-z0-9-]{0,15})(?:\s[^<>]{0,300}?)?\s?/?"
    + _GREATER
)
_TRIGGER = re.compile(r"[<&]|\\less|\\textless|\\lt")
_ESCAPED = {sign: f"\\{sign}" for sign in "&%#$_"} | {
    "{": "\\lbrace{}",
    "}": "\\rbrace{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "\xa0": "~",
}
_UNESCAPED = str.maketrans("", "", "{}\\")
_TEX_MATH = re.compile(r"<tex-math\b[^>]{0,200}>.{0,2000}?</tex-math>", re.DOTALL)

# Parts of a formula while it is read: two letters of the private use area round what is done.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PART = f"\\s*{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}"
_LEAF = re.compile(r"<(mi|mn|mo|mtext|ms)>([^<>]*)</\1>|<(mspace)>(?:</mspace>)?")
_ROW = re.compile(f"<(mrow|mstyle|mpadded|semantics|mfenced|math|msqrt)>((?:{_PART})*)\\s*</\\1>")
_SCRIPT = re.compile(f"<(msub|msup|mfrac|mover|munder)>{_PART}{_PART}\\s*</\\1>")
_SCRIPTS = re.compile(f"<msubsup>{_PART}{_PART}{_PART}\\s*</msubsup>")
_SHAPES = {"msub": "{}\\textsubscript{{{}}}", "msup": "{}\\textsuperscript{{{}}}", "mfrac": "{}/{}"}


def plain_tags(value: str) -> str:
    r"""A field's value with known tags and entities in their plain form; all else stays as it is.

    >>> plain_tags(r"{\textless}i{\textgreater}S. aureus{\textless}/i{\textgreater}")
    '<i>S. aureus</i>'
    """
    if not _TRIGGER.search(value):
        return value
    value = _ENTITY.sub(_character, _TEX_MATH.sub("", value))
    value = _TAG.sub(_tag, value)
    return _formulas(value) if "<m" in value else value


def _character(match: re.Match[str]) -> str:
    entity = f"&{match[1].translate(_UNESCAPED)};"
    text = unescape(entity)
    if text == entity:  # "&Amp;", "&Reg;": written by what raises the first letter of each word
        text = unescape(entity.lower())
    if text == entity.lower():
        return match[0]
    if not text.isprintable() and text != "\xa0":
        return " "
    return "".join(_ESCAPED.get(sign, sign) for sign in text)


def _tag(match: re.Match[str]) -> str:
    closing, prefix, name = match[1], match[2], match[3].lower()
    if name in STYLE_TAGS:
        return f"<{closing}{STYLE_TAGS[name]}>"
    if name in _SPACED:
        return " "
    if name in _MATHS:
        return f"<{closing}{name}>"
    return "" if name in _STRIPPED or prefix else match[0]


def _formulas(text: str) -> str:
    """MathML as text with raised and lowered parts; from the inside out."""
    text = re.sub(r"(?<=>)\s+(?=<)", "", text) if "<math>" in text else text
    text = _LEAF.sub(lambda match: f"{_OPEN}{' ' if match[3] else match[2].strip()}{_CLOSE}", text)
    for _ in range(12):
        before = text
        text = _ROW.sub(lambda match: _OPEN + _inside(match[2], match[1]) + _CLOSE, text)
        text = _SCRIPT.sub(
            lambda match: _OPEN + _SHAPES.get(match[1], "{0}").format(match[2], match[3]) + _CLOSE,
            text,
        )
        text = _SCRIPTS.sub(
            lambda match: (
                f"{_OPEN}{match[1]}\\textsubscript{{{match[2]}}}\\textsuperscript{{{match[3]}}}{_CLOSE}"
            ),
            text,
        )
        if text == before:
            break
    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    return re.sub(rf"</?(?:{'|'.join(sorted(_MATHS))})>", "", text)


def _inside(parts: str, name: str) -> str:
    text = "".join(re.findall(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}", parts))
    return f"√{text}" if name == "msqrt" else f"({text})" if name == "mfenced" else text
