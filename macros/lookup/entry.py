"""A work as an entry of references.bib: its key, what the record says, what must be asked."""

import datetime as dt
import html
import re
from collections.abc import Collection

from ..bib.markup import STYLE_TAGS
from ..bib.parser import RawEntry, RawField
from ..model import Name
from ..suggest import fold
from ..tables import table, words
from .work import Work

_TABLE = table(__file__)
COMMON = words(_TABLE["common"])
ESCAPED = {**{sign: f"\\{sign}" for sign in "&%$#_"}, "{": "", "}": "", "\\": r"\textbackslash{}"}
_STYLED = {"i": "emph", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}
TAGS = {tag: _STYLED[style] for tag, style in STYLE_TAGS.items()}


def key_of(work: Work, taken: Collection[str], common: Collection[str] = ()) -> str:
    """First author, year, a telling word of the title (none of `common`), a letter if taken."""
    first = (work.authors or work.editors or [Name(literal="anon")])[0]
    name = _letters(first.family.split()[-1]) if first.family else _short(first.literal)
    word = _telling(work.get("title"), {*COMMON, *common})
    key = f"{name or 'anon'}{work.get('year')}{word}"
    used = {one.lower() for one in taken}
    return next(
        choice
        for choice in (
            key,
            *(f"{key}{chr(98 + number)}" for number in range(25)),
            f"{key}{len(used)}",
        )
        if choice not in used
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(re.sub(r"<[^<>]+>", "", text)))


def _short(group: str) -> str:
    """A body by its initials, where it has several words: World Health Organization is who."""
    capitals = [word for word in re.findall(r"\w+", group) if word[0].isupper()]
    if len(capitals) < 2:
        return _letters(group)[:12]
    return "".join(_letters(word)[:1] for word in capitals)


def _telling(title: str, common: Collection[str]) -> str:
    """An acronym in brackets or before a colon, else the first word that is not in most titles."""
    acronym = re.search(r"\(([A-Z][A-Za-z]*[A-Z][A-Z0-9]*)\)|^([A-Z]{3,10}):", title)
    if acronym:
        return _letters(acronym[1] or acronym[2])
    parts = [_letters(word) for word in re.split(r"[\W_]+", re.sub(r"<[^<>]+>", "", title))]
    long = [word for word in parts if len(word) > 3 and not word.isdigit()]
    return next((word for word in long if word not in common), long[0] if long else "")[:14]


def evidence_of(work: Work) -> str:
    """The kind of evidence, where the record itself says so; "" where a person must."""
    kinds = " | ".join(work.kinds).lower()
    for called, kind in _TABLE["called"].items():
        if called in kinds and not (kind == "review" and "peer-review" in kinds):
            return str(kind)
    title, titled = work.get("title").lower(), dict[str, str](_TABLE["titled"])
    return next((kind for form, kind in titled.items() if re.search(form, title)), "")


def questions(work: Work) -> list[str]:
    """What only a person can say, in words."""
    found = []
    if not work.get("evidence"):
        found.append("evidence = {…}: what kind of work it is (guideline, cohort, review …)")
    if not work.get("authority"):
        found.append("authority = {…}: who speaks (professional-society, government, hospital …)")
    found.append(
        "textseen = {record} says that only the record was seen: write full or abstract "
        "once you have read it"
    )
    named = bool(work.authors or work.editors)
    missing = [] if named else ["author"]
    missing += [] if work.get("year") else ["year"]
    if _needs_day(work) and not work.get("urldate"):
        found.append("urldate = {…}: the day on which you read the page")
    return [*found, *(f"{field} = {{…}}: the record names none" for field in missing)]


def _needs_day(work: Work) -> bool:
    return work.kind == "online" or bool(work.get("url") and not work.get("doi"))


def entry_of(work: Work, key: str, seen: dt.date | None) -> RawEntry:
    """The entry; `seen` is the day on which its address was read, None where nobody did."""
    if work.kind in ("article", "inproceedings"):
        work.put("authority", "journal")
    work.put("evidence", evidence_of(work))
    work.put("textseen", "record")
    if seen and _needs_day(work):
        work.put("urldate", seen.isoformat())
    if work.kind == "techreport" and not work.get("institution"):
        work.put("institution", work.fields.pop("publisher", ""))
    if work.kind.endswith("thesis"):
        work.put("school", work.fields.pop("publisher", ""))
    rows = {name: _value(name, value) for name, value in work.fields.items()}
    for name, people in (("author", work.authors), ("editor", work.editors)):
        rows[name] = " and ".join(map(_name, people))
    fields = tuple(RawField(name, value) for name, value in rows.items() if value)
    return RawEntry(work.kind, key, fields=fields)


def _name(person: Name) -> str:
    if person.literal:
        return f"{{{_plain(person.literal)}}}"
    parts = (person.family, person.suffix, person.given)
    return ", ".join(_plain(part) for part in parts if part)


def _value(name: str, value: str) -> str:
    if name in ("doi", "url", "isbn", "pmid", "pmcid", "pages", "urldate", "notice"):
        return re.sub(r"[{}\\]", "", value)
    return _plain(value)


def _plain(text: str) -> str:
    """Plain text, with what HTML and JATS tags say of its style, as LaTeX."""
    parts = re.split(r"(</?[A-Za-z][^<>]*>)", html.unescape(text))
    out: list[str] = []
    stack: list[str] = []
    for part in parts:
        tag = re.fullmatch(r"<(/?)(?:jats:)?([A-Za-z]+)[^<>]*>", part)
        if not tag:
            out.append("".join(ESCAPED.get(sign, sign) for sign in part))
        elif tag[2].lower() in TAGS and not tag[1]:
            stack.append(tag[2].lower())
            out.append(f"\\{TAGS[tag[2].lower()]}{{")
        elif tag[1] and stack and stack[-1] == tag[2].lower():
            stack.pop()
            out.append("}")
    return " ".join("".join(out).split()) + "}" * len(stack)
