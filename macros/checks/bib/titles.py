"""Do the texts of a record read as they were printed: no capitals throughout, no HTML, no broken letters?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ...bib.parser import RawEntry, RawField
from ...model import Diagnostic
from ...project import Project
from ..rule import Rule
from .records import at_field

__all__ = ["GARBLED", "RULES", "check", "ungarbled"]

RULES = (
    Rule(
        "bib-title-caps",
        "A title in capitals shouts in every list, and abbreviations can't be told from words.",
        "title = {CARE OF IMPLANTED PORTS}",
        "title = {Care of implanted ports}",
        "warning",
    ),
    Rule(
        "bib-title-stop",
        "The style adds the full stop.",
        "title = {Care of ports.}",
        "title = {Care of ports}",
        "warning",
        True,
    ),
    Rule(
        "bib-html",
        "HTML in a record is shown letter by letter.",
        "title = {Flushing &amp; locking}",
        "title = {Flushing \\& locking}",
        fixable=True,
    ),
    Rule(
        "bib-garbled",
        "A file that was read in the wrong encoding shows wrong letters.",
        "author = {MÃ¼ller, A.}",
        "author = {Müller, A.}",
        fixable=True,
    ),
)
READ = frozenset(
    [
        "author",
        "editor",
        "title",
        "subtitle",
        "booktitle",
        "journal",
        "journaltitle",
        "shortjournal",
        "publisher",
        "institution",
        "school",
        "organization",
        "howpublished",
        "series",
        "note",
    ]
)
TAG = re.compile(
    r"</?(?:i|b|em|strong|sup|sub|span|p|br|u|sc|tt|italic|bold|title|jats:[a-z]+|a|font|div|h\d)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
STYLES = {
    "i": "textit",
    "em": "textit",
    "italic": "textit",
    "b": "textbf",
    "strong": "textbf",
    "bold": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
}
# Two or three bytes of UTF-8, each read as a letter of Windows-1252.
GARBLED = re.compile(
    r"[\u00c2-\u00c5\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00e2\u20ac.|\ufffd"
)
ABBREVIATED = re.compile(
    r"(?:\.\.\.|\b(?:[A-Za-z]\.)+[A-Za-z]\.|\b(?:et al|Inc|Ltd|Co|Corp|Jr|Sr|No|vol|etc|spp|sp)\.)$",
    re.IGNORECASE,
)


def check(project: Project) -> Iterator[Diagnostic]:
    """The text fields of all records: one message a field."""
    path = project.bibliography.path
    for entry in project.bibliography.entries:
        for item in entry.fields:
            if item.name in READ and item.value:
                diagnostic = next(_field(path, entry, item), None)
                if diagnostic:
                    yield diagnostic


def _field(path: str, entry: RawEntry, item: RawField) -> Iterator[Diagnostic]:
    value = item.value
    if GARBLED.search(value):
        mended = ungarbled(value)
        yield at_field(
            path,
            entry,
            item,
            "bib-garbled",
            f'letters are broken in "{_round(value, GARBLED)}"',
            f'write "{_round(mended, re.compile(re.escape(mended[:1])))}"'
            if mended
            else "copy the text again from the source, and save the file as UTF-8",
            mended or None,
        )
    if ENTITY.search(value) or TAG.search(value):
        mended = _latex(value)
        yield at_field(
            path,
            entry,
            item,
            "bib-html",
            f'HTML stands in the text and would be shown as it is: "{_round(value, ENTITY if ENTITY.search(value) else TAG)}"',
            f"write {item.name} = {{{mended[:100]}}}" if mended else "write the text without tags",
            mended or None,
        )
    if item.name in ("title", "booktitle"):
        letters = re.findall(r"[^\W\d_]", re.sub(r"\\[A-Za-z]+", "", value))
        if (
            len(letters) >= 12
            and len(re.findall(r"[^\W\d_]{2,}", value)) > 2
            and sum(sign.isupper() for sign in letters) > 0.85 * len(letters)
        ):
            yield at_field(
                path,
                entry,
                item,
                "bib-title-caps",
                "the title is in capitals",
                "write it as a sentence: capitals at its start, for names and for abbreviations only",
                severity="warning",
            )
        elif (
            item.name == "title"
            and value.rstrip("}").endswith(".")
            and not ABBREVIATED.search(value.rstrip("}"))
        ):
            whole = re.fullmatch(r"(.*?)\.(\}*)", value)
            yield at_field(
                path,
                entry,
                item,
                "bib-title-stop",
                "the title ends with a full stop, which the style adds",
                "take it out",
                whole[1].rstrip() + whole[2],
                "warning",
            )


def _round(text: str, pattern: re.Pattern) -> str:
    """The words round the first match."""
    match = pattern.search(text)
    start = max(0, (match.start() if match else 0) - 20)
    return text[start : start + 60].strip()


def ungarbled(text: str) -> str:
    """The text with each garbled run read again as UTF-8; "" where that can't be done."""
    if "\ufffd" in text:
        return ""
    try:
        mended = re.sub(
            r"[^\x00-\x7f]+", lambda run: run.group().encode("cp1252").decode("utf-8"), text
        )
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return mended


def _latex(text: str) -> str:
    """HTML as LaTeX: styles as commands, entities as signs; "" where tags are left."""
    previous = None
    while previous != text:
        previous = text
        text = re.sub(
            r"<(i|em|italic|b|strong|bold|sup|sub)>([^<>]*)</\1>",
            lambda match: f"\\{STYLES[match[1].lower()]}{{{match[2]}}}",
            text,
            flags=re.IGNORECASE,
        )
    text = re.sub(
        r"</?(?:span|p|u|sc|tt|font|div|jats:[a-z]+|title|h\d)(?:\s[^<>]*)?>",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"\s*<br\s*/?>\s*", " ", text, flags=re.IGNORECASE)
    if TAG.search(text):
        return ""
    signs = ENTITY.sub(
        lambda match: {"&amp;": "\\&", "&nbsp;": "~"}.get(
            match.group().lower(), html.unescape(match.group())
        ),
        text,
    )
    signs = re.sub(r"\\+&", r"\\&", signs)
    return (
        ""
        if ENTITY.search(signs) or signs.count("{") != signs.count("}")
        else re.sub(r"(?<!\\)([%#])", r"\\\1", signs).strip()
    )
