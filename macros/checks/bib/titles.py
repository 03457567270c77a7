"""Do the texts of a record read as they were printed: letter case, HTML, broken letters?"""

import html
import re
from collections.abc import Iterator

from ...bib.languages import is_english
from ...bib.latex import unknown_commands
from ...bib.parser import RawField
from ...bib.sentence_case import as_sentence, lowered
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from .records import Record, record_fields

TEXTS = (
    "author editor title subtitle booktitle journal journaltitle shortjournal publisher "
    "institution school organization "
    "howpublished series note translator eventtitle"
).split()
TAG = re.compile(
    r"</?(?:i|b|em|strong|sup|sub|inf|span|p|br|u|sc|scp|tt|italic|bold|title|(?:jats"
    r"|mml):[a-z]+|a|font|div|h\d)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
STYLES = {
    **dict.fromkeys("i em italic".split(), "textit"),
    **dict.fromkeys("b strong bold".split(), "textbf"),
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "inf": "textsubscript",
}
_STYLED = re.compile(rf"<((?:jats:)?(?:{'|'.join(STYLES)}))>([^<>]*)</\1>", re.IGNORECASE)
_EMPTY = re.compile(
    r"</?(?:span|p|u|sc|scp|tt|font|div|jats:[a-z]+|title|h\d)(?:\s[^<>]*)?>", re.IGNORECASE
)
# Two or three bytes of UTF-8, each read as a letter of Windows-1252.
GARBLED = re.compile(
    r"[\u00c2-\u00c5\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    r"\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00e2\u20ac.|\ufffd"
)
ABBREVIATED = re.compile(
    (
        r"(?:\.\.\.|\b(?:[A-Za-z]\.)+[A-Za-z]\.|\b(?:et al|Inc|Ltd|Co|Corp|Jr|Sr|No|vol|etc|spp"
        r"|sp)\.)$"
    ),
    re.IGNORECASE,
)


@check("project", rule_set="citations")
def titles(project: Project) -> Iterator[Diagnostic]:
    r"""The text fields of all records: one diagnostic a field.

    bib-garbled (fixable)
        A file that was read in the wrong encoding shows wrong letters.
        Bad: author = {MÃ¼ller, A.}
        Good: author = {Müller, A.}

    bib-html (warning, fixable)
        HTML in a record is shown letter by letter by other programs, and here where it is not
        plain.
        Bad: title = {Flushing &amp; locking}
        Good: title = {Flushing \& locking}

    bib-latex (warning)
        A command that nothing here knows is left out: only its text in braces is shown.
        Bad: title = {\mycommand{Bees} in practice}
        Good: title = {Bees in practice}

    bib-title-caps (warning)
        A title in capitals shouts in every list, and abbreviations can't be told from words.
        Bad: title = {CARE OF WOODEN HIVES}
        Good: title = {Care of wooden hives}

    bib-title-case (note)
        Titles of articles stand as sentences: capitals for the first word and names only (AMA
        11th, 3.9.1).
        Bad: title = {Care of Wooden Hives in Towns}
        Good: title = {Care of wooden hives in towns}

    bib-title-stop (note, fixable)
        The style adds the full stop.
        Bad: title = {Care of hives.}
        Good: title = {Care of hives}
    """
    for record, item in record_fields(project, *TEXTS):
        diagnostic = next(_faults(record, item, project.profile.names), None)
        if diagnostic:
            yield diagnostic


def _faults(record: Record, item: RawField, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    value = item.value
    if GARBLED.search(value):
        put = ungarbled(value)
        fix = (
            f'write "{put[:60]}"'
            if put
            else "copy the text again from the source, and save the file as UTF-8"
        )
        yield record.at(
            item,
            "bib-garbled",
            f'letters are broken in "{_near(value, GARBLED)}"',
            fix,
            put or None,
        )
    mark = ENTITY if ENTITY.search(value) else TAG
    if mark.search(value):
        put = _latex(value)
        fix = f"write {item.name} = {{{put[:100]}}}" if put else "write the text without tags"
        yield record.at(
            item, "bib-html", f'HTML stands in the text: "{_near(value, mark)}"', fix, put or None
        )
    unknown = unknown_commands(value) if "\\" in value else []
    if unknown:
        what = f"nothing here knows the command \\{unknown[0]}: it is left out"
        yield record.at(
            item, "bib-latex", what, "write the text without it, or a letter or sign in its place"
        )
    if item.name in ("title", "booktitle"):
        yield from _title(record, item, names)


def _title(record: Record, item: RawField, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    value = item.value
    letters = re.findall(r"[^\W\d_]", re.sub(r"\\[A-Za-z]+", "", value))
    capitals = sum(sign.isupper() for sign in letters)
    if (
        len(letters) >= 12
        and len(re.findall(r"[^\W\d_]{2,}", value)) > 2
        and capitals > 0.85 * len(letters)
    ):
        sentence = lowered(record.reference.title, names) if item.name == "title" else ""
        fix = "write it as a sentence, with capitals at its start and for names and abbreviations"
        fix += f": title = {{{sentence[:160]}}}" if sentence else ""
        yield record.at(item, "bib-title-caps", "the title is in capitals", fix)
    elif (
        item.name == "title"
        and value.rstrip("}").endswith(".")
        and not ABBREVIATED.search(value.rstrip("}"))
    ):
        whole = re.fullmatch(r"(.*?)\.(\}*)", value)
        put = whole[1].rstrip() + whole[2] if whole else None
        what = "the title ends with a full stop, which the style adds"
        yield record.at(item, "bib-title-stop", what, "take it out", put)
    elif item.name == "title" and (sentence := _sentence(record, names)):
        fix = f"if no name is hidden in it, write title = {{{sentence[:160]}}}"
        yield record.at(item, "bib-title-case", "the title has capitals like a book's", fix)


def _sentence(record: Record, names: tuple[str, ...]) -> str:
    """The title of an English article as a sentence, where it stands in title case."""
    reference = record.reference
    if reference.kind not in ("journal", "preprint") or not is_english(reference.language):
        return ""
    return as_sentence(reference.title, names)


def _near(text: str, pattern: re.Pattern[str]) -> str:
    """The words round the first match."""
    match = pattern.search(text)
    start = max(0, (match.start() if match else 0) - 20)
    return text[start : start + 60].strip()


def ungarbled(text: str) -> str:
    """The text with each garbled run read again as UTF-8; "" where that can't be done."""
    if "\ufffd" in text:
        return ""
    try:
        return re.sub(
            r"[^\x00-\x7f]+", lambda run: run.group().encode("cp1252").decode("utf-8"), text
        )
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def _latex(text: str) -> str:
    """HTML as LaTeX: styles as commands, entities as characters; "" where tags are left."""
    previous = None
    while previous != text:
        previous = text
        text = _STYLED.sub(
            lambda match: f"\\{STYLES[match[1].lower().removeprefix('jats:')]}{{{match[2]}}}", text
        )
    text = re.sub(r"\s*<br\s*/?>\s*", " ", _EMPTY.sub("", text), flags=re.IGNORECASE)
    if TAG.search(text):
        return ""
    known = {"&amp;": "\\&", "&nbsp;": "~"}
    plain = ENTITY.sub(lambda match: known.get(match[0].lower(), html.unescape(match[0])), text)
    plain = re.sub(r"\\+&", r"\\&", plain)
    if ENTITY.search(plain) or plain.count("{") != plain.count("}"):
        return ""
    return re.sub(r"(?<!\\)([%#])", r"\\\1", plain).strip()
