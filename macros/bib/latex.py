"""LaTeX as it stands in the fields of real .bib files, to `Rich` text.

One pass from left to right over tokens, with a stack of open groups: no recursion, so that no field is too deep or too long.
What is not understood stays as text, character for character. Nothing here ever fails.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from html import unescape

from ..model import Rich, Run
from .latex_symbols import ACCENTS, GREEK, SIGNS

__all__ = ["decode"]

_SPECIAL = re.compile(r"[\\{}$~<`&\x00-\x1f\x7f-\x9f\u2028\u2029]|--|''|  ")
_TOKEN = re.compile(
    r"(?P<text>[^\\{}$~<`'& \u2028\u2029\x00-\x1f\x7f-\x9f_^-]+)|(?P<space>[ \t\r\n\f\v\x85\u2028\u2029]+)"
    r"|\\(?P<word>[A-Za-z]+)\*?(?P<gap>[ \t\r\n]*)|\\(?P<sign>&amp;|[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<dollar>\$+)|(?P<dash>---?)|(?P<tie>~)|(?P<quote>``|''|`)|(?P<tag></?(?:i|em|b|sup|sub)>)"
    r"|(?P<entity>&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});)|(?P<script>[_^])|(?P<control>[\x00-\x1f\x7f-\x9f])|(?P<other>.)",
    re.DOTALL,
)
_TAG = re.compile(r"<(/?)(i|em|b|sup|sub)>")
_STYLES = {
    "textit": "i",
    "emph": "i",
    "textsl": "i",
    "mathit": "i",
    "textbf": "b",
    "mathbf": "b",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    "em": "i",
    "i": "i",
    "b": "b",
    "sup": "sup",
    "sub": "sub",
}
_SWITCHES = {
    "it": "i",
    "itshape": "i",
    "em": "i",
    "sl": "i",
    "slshape": "i",
    "bf": "b",
    "bfseries": "b",
    "rm": "",
    "normalfont": "",
    "upshape": "",
    "tt": None,
    "sc": None,
    "small": None,
    "scshape": None,
    "sffamily": None,
}
_THROUGH = frozenset(
    [
        "text",
        "textrm",
        "textup",
        "textnormal",
        "textmd",
        "textsc",
        "textsf",
        "texttt",
        "mathrm",
        "mathsf",
        "mathtt",
        "mathcal",
        "mathbb",
        "mbox",
        "hbox",
        "ensuremath",
        "url",
        "path",
        "href",
        "nolinkurl",
        "uppercase",
        "underline",
        "relax",
        "protect",
    ]
)
_QUOTING = frozenset(("enquote", "mkbibquote"))
_LONE_SIGN = re.compile(
    r"\{\\(?:[^A-Za-z{}]|(?:[Hcdbkruvtijlo]|ss|aa|AA|ae|AE|oe|OE|O|L|dh|DH|th|TH|dj|DJ|ng|NG)(?![A-Za-z]))"
)
_LETTER = re.compile(
    r"\s*(?:\{\s*\\([ij])\s*\}|\\([ij])(?![A-Za-z])\s*|\{\s*([^\\{}\s])\s*\}|([^\s\\{}$]))"
)
_GROUPED = re.compile(r"\s*\{(?=\s*[^\\{}\s])\s*")
_VERBATIM = re.compile(r"\{([^{}\\]*)\}")
_ONE = re.compile(r"[^\s\\{}$]")


def decode(value: str) -> Rich:
    """A field's text as spans. In: the value as it stands in the file. Out: text with styles, white space folded.

    Accents and signs (LaTeX2e, and latexcodec for the rarer ones), \\textit and its kin, sub- and superscripts, simple
    mathematics, quotes and dashes; braces become `Span.protected`; of HTML only i, em, b, sup and sub are markup.
    """
    if not _SPECIAL.search(value):
        text = value.strip(" ")
        return (Run(_nfc(text)),) if text else ()
    return _Reader(value).read()


def _nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1000)
def _codec(word: str) -> str:
    """A command that the tables lack, by way of latexcodec; empty where it does not know it either."""
    try:
        import latexcodec  # noqa: F401  (importing it registers the codec)

        found = codecs.decode(f"\\{word} ", "ulatex").strip()
    except Exception:  # a codec's opinion is welcome, never needed
        return ""
    return "" if "\\" in found or found == word else found


class _Reader:
    """One value being read: where, what is open, and what has come out. A group is (kind, style, protected, closing text)."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.out: list[tuple[str, str, bool]] = []
        self.stack: list[tuple[str, str, bool, str]] = [("top", "", False, "")]
        self.open = {"brace": 0, "math": 0, "i": 0, "em": 0, "b": 0, "sup": 0, "sub": 0}
        self.tags = _paired(value) if "<" in value else frozenset()
        self.singles = 0
        self.no_dollar = False

    def read(self) -> Rich:
        value, at, size, match = self.value, 0, len(self.value), _TOKEN.match
        while at < size:
            token = match(value, at)
            kind = token.lastgroup
            if kind == "text":
                _, style, protected, _ = self.stack[-1]
                self.out.append((token[0], style, protected))
                at = token.end()
            elif kind == "space":
                self.put(" ")
                at = token.end()
            else:
                at = _READ[kind](self, token)
        for _, style, protected, after in reversed(self.stack):
            if after:
                self.out.append((after, style, protected))
        return self.merged()

    def put(self, text: str, style: str | None = None) -> None:
        _, current, protected, _ = self.stack[-1]
        self.out.append((text, current if style is None else style, protected))

    def push(
        self, kind: str, style: str | None = None, protected: bool = False, after: str = ""
    ) -> None:
        _, current, guarded, _ = self.stack[-1]
        self.stack.append((kind, current if style is None else style, protected or guarded, after))
        self.open[kind] += 1

    def pop(self) -> None:
        kind, _, _, after = self.stack.pop()
        self.open[kind] -= 1
        if after:
            self.put(after)

    def pop_to(self, kind: str) -> None:
        """Close the innermost group of a kind, and all that was left open inside it."""
        while self.open[kind]:
            found = self.stack[-1][0] == kind
            self.pop()
            if found:
                return

    def merged(self) -> Rich:
        spans: list[Run] = []
        texts: list[str] = []
        style, protected, blank = "", False, True
        for text, new_style, new_protected in self.out:
            if text == " ":
                if blank:
                    continue
                blank = True
            elif text:
                blank = text[-1] == " "
            if (new_style, new_protected) != (style, protected):
                if texts:
                    spans.append(Run(_nfc("".join(texts)), style, protected))
                texts, style, protected = [], new_style, new_protected
            texts.append(text)
        if texts:
            spans.append(Run(_nfc("".join(texts)), style, protected))
        while spans and not spans[-1].text.rstrip(" "):
            spans.pop()
        if spans:
            spans[-1] = Run(spans[-1].text.rstrip(" "), spans[-1].style, spans[-1].protected)
        return tuple(span for span in spans if span.text)

    # One method for each kind of token; each gives the place to read on from.

    def _control(self, token: re.Match[str]) -> int:
        return token.end()

    def _other(self, token: re.Match[str]) -> int:
        sign = token[0]
        if sign == "'" and self.singles and not self.value[token.end() : token.end() + 1].isalnum():
            self.singles -= 1
            sign = "\u2019"
        self.put(sign)
        return token.end()

    def _dash(self, token: re.Match[str]) -> int:
        self.put("\u2014" if len(token[0]) == 3 else "\u2013")
        return token.end()

    def _tie(self, token: re.Match[str]) -> int:
        self.put("\u00a0")
        return token.end()

    def _quote(self, token: re.Match[str]) -> int:
        self.singles += token[0] == "`"
        self.put({"``": "\u201c", "''": "\u201d", "`": "\u2018"}[token[0]])
        return token.end()

    def _entity(self, token: re.Match[str]) -> int:
        text = unescape(token[0])
        self.put(text if text.isprintable() or text == "\xa0" else " ")
        return token.end()

    def _tag(self, token: re.Match[str]) -> int:
        if token.start() not in self.tags:
            self.put(token[0])
        elif token[0][1] == "/":
            self.pop_to(token[0][2:-1])
        else:
            self.push(token[0][1:-1], _STYLES[token[0][1:-1]])
        return token.end()

    def _brace(self, token: re.Match[str]) -> int:
        if token[0] == "}":
            literal = self.stack[-1][3] == "}"
            self.pop_to("brace")
            if literal and self.value[token.end() : token.end() + 1] == "{":
                # a further argument of a command that is not understood
                self.put("{")
                self.push("brace", after="}")
                return token.end() + 1
        else:
            # In mathematics braces only group; a brace round one accented letter protects nothing (BibTeX, "special characters").
            self.push(
                "brace",
                protected=not self.open["math"] and not _LONE_SIGN.match(self.value, token.start()),
            )
        return token.end()

    def _dollar(self, token: re.Match[str]) -> int:
        if len(token[0]) > 1:
            self.put(token[0])
        elif self.open["math"]:
            self.pop_to("math")
        elif self._opens_math(token.end()):
            self.push("math")
        else:
            self.put("$")
        return token.end()

    def _opens_math(self, start: int) -> bool:
        """Whether a dollar begins mathematics and not a price: closed later, no space inside its ends, no figures on both sides."""
        end = -1 if self.no_dollar else self.value.find("$", start)
        self.no_dollar = end < 0
        if end <= start or self.value[start].isspace() or self.value[end - 1].isspace():
            return False
        return not (self.value[start].isdigit() and self.value[end + 1 : end + 2].isdigit())

    def _script(self, token: re.Match[str]) -> int:
        if not self.open["math"]:
            self.put(token[0])
            return token.end()
        style, at = ("sub" if token[0] == "_" else "sup"), token.end()
        following = self.value[at : at + 1]
        if following == "{":
            self.push("brace", style)
            return at + 1
        if following == "\\":
            inner = _TOKEN.match(self.value, at)
            if inner.lastgroup == "gap":
                if inner["word"] == "circ":
                    self.put("\u00b0", "")
                else:
                    self.put(self._named(inner["word"]) or inner[0], style)
                return inner.end()
        if _ONE.match(following):
            self.put(following, style)
            return at + 1
        self.put(token[0])
        return at

    def _sign(self, token: re.Match[str]) -> int:
        sign, at = token["sign"], token.end()
        if sign in ACCENTS:
            return self._accent(sign, at, token[0])
        if sign in "()":
            if sign == "(":
                self.push("math")
            else:
                self.pop_to("math")
        elif sign in " \n\t,;:!/-@\\":
            self.put("" if sign in "!/-@" else " ")
        else:
            self.put("&" if sign == "&amp;" else sign)
        return at

    def _accent(self, sign: str, at: int, raw: str) -> int:
        letter = _LETTER.match(self.value, at)
        if letter:
            self.put(_nfc((letter[1] or letter[2] or letter[3] or letter[4]) + ACCENTS[sign]))
            return letter.end()
        group = _GROUPED.match(self.value, at)
        if group:
            self.push("brace")
            self.put(_nfc(self.value[group.end()] + ACCENTS[sign]))
            return group.end() + 1
        self.put(raw)
        return at

    def _named(self, word: str) -> str:
        return SIGNS.get(word) or GREEK.get(word) or _codec(word)

    def _gap(self, token: re.Match[str]) -> int:
        word, gap, at = token["word"], token["gap"], token.end()
        braced = self.value[at : at + 1] == "{"
        if word in ACCENTS:
            return self._accent(word, at, token[0])
        if word == "circ" and self.stack[-1][1] == "sup":
            self.put("\u00b0", "")  # a raised circle is how LaTeX writes the degree sign
            return at
        if word in _STYLES and word not in _SWITCHES and braced:
            self.push("brace", _STYLES[word])
            return at + 1
        if word in _THROUGH:
            verbatim = (
                _VERBATIM.match(self.value, at) if word in ("url", "path", "nolinkurl") else None
            )
            if verbatim:
                self.put(verbatim[1])
                return verbatim.end()
            if braced:
                self.push("brace")
                return at + 1
            return at
        if word in _QUOTING and braced:
            self.put("\u201c")
            self.push("brace", after="\u201d")
            return at + 1
        if word in _SWITCHES:
            kind, style, protected, after = self.stack[-1]
            self.stack[-1] = (
                kind,
                style if _SWITCHES[word] is None else _SWITCHES[word],
                protected,
                after,
            )
            return at
        sign = self._named(word)
        if sign:
            self.put(sign + " " if gap and self.open["math"] else sign)
            return at + 2 if self.value[at : at + 2] == "{}" else at
        self.put(f"\\{word}" + (" " if gap else ""))
        if braced:
            self.put("{")
            self.push("brace", after="}")
            return at + 1
        return at


_READ = {
    kind: getattr(_Reader, f"_{kind}")
    for kind in (
        "sign",
        "gap",
        "brace",
        "dollar",
        "dash",
        "tie",
        "quote",
        "tag",
        "entity",
        "script",
        "control",
        "other",
    )
}


def _paired(value: str) -> frozenset[int]:
    """Where the tags stand that have their partner; all others are text."""
    open_tags: list[tuple[str, int]] = []
    waiting = dict.fromkeys(("i", "em", "b", "sup", "sub"), 0)
    places: set[int] = set()
    for tag in _TAG.finditer(value):
        if not tag[1]:
            open_tags.append((tag[2], tag.start()))
            waiting[tag[2]] += 1
        elif waiting[tag[2]]:
            name, start = "", 0
            while name != tag[2]:
                name, start = open_tags.pop()
                waiting[name] -= 1
            places.update((start, tag.start()))
    return frozenset(places)
