"""One raw BibTeX or biblatex entry to one `Reference`: field names folded, names taken apart, identifiers made bare."""

from __future__ import annotations

import re
from functools import lru_cache

from pybtex.database import InvalidNameString, Person

from ..model import Date, Name, Reference, plain
from .latex import decode
from .parser import RawEntry

__all__ = [
    "bare_doi",
    "bare_pmcid",
    "bare_pmid",
    "name_list",
    "normalise",
    "parse_date",
    "people",
    "safe_url",
]

KINDS = {
    "article": "journal",
    "periodical": "journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "manual": "book",
    "collection": "book",
    "proceedings": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "suppbook": "chapter",
    "inreference": "chapter",
    "reference": "book",
    "inproceedings": "paper",
    "conference": "paper",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "web",
    "webpage": "web",
    "www": "web",
    "electronic": "web",
    "preprint": "preprint",
    "unpublished": "other",
    "misc": "other",
}
PREPRINT = re.compile(
    r"\b(bio|med|chem|psy|soc|edu|eco)?r?xiv\b|preprint|research square|ssrn", re.IGNORECASE
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
ONLINE = re.compile(
    r"\b(online ahead|ahead of print|published online|epub|online first|early view|in press)\b",
    re.IGNORECASE,
)


def normalise(entry: RawEntry) -> Reference:
    """A raw entry's `Reference`. Never fails: a value that can't be understood is left out; the checks tell of it."""
    get = entry.get

    def first(*names: str) -> str:
        return next((value for value in (get(name) for name in names) if value), "")

    journal = first("journaltitle", "journal")
    kind = _kind(entry, journal)
    title = decode(_joined(first("title"), get("subtitle")))
    container = decode(_joined(first("booktitle", "maintitle"), get("booksubtitle")))
    publisher = first("publisher", "institution", "school", "organization", "howpublished")
    if kind == "web":
        container, publisher = (
            decode(
                first(
                    "booktitle",
                    "journaltitle",
                    "journal",
                    "organization",
                    "publisher",
                    "institution",
                    "howpublished",
                )
            ),
            "",
        )
    elif kind == "preprint":
        container, publisher = (
            decode(
                first(
                    "journaltitle",
                    "journal",
                    "eprinttype",
                    "archiveprefix",
                    "publisher",
                    "howpublished",
                )
            ),
            "",
        )
    authors, more = people(get("author"))
    editors, _ = people(get("editor"))
    date = parse_date(get("date")) or parse_date(get("year"), get("month"), get("day"))
    volume, pages = (
        _text(get("volume")),
        pages_of(first("pages", "eid", "articleno", "article-number")),
    )
    issue = _text(first("number", "issue")) if kind in ("journal", "preprint") else ""
    doi, pmid = bare_doi(get("doi")), bare_pmid(get("pmid"))
    eprint_type = first("eprinttype", "archiveprefix").lower()
    if not pmid and eprint_type in ("pubmed", "pmid"):
        pmid = bare_pmid(get("eprint"))
    pmcid = bare_pmcid(first("pmcid", "pmc")) or (
        bare_pmcid(get("eprint")) if eprint_type in ("pmc", "pmcid") else ""
    )
    if not doi:
        linked = re.match(r"https?://(?:dx\.)?doi\.org/(10\..+)", get("url"))
        doi = bare_doi(linked.group(1)) if linked else ""
    online = (
        kind == "journal"
        and not volume
        and not pages
        and bool((get("pubstate") or ONLINE.search(get("note")) or (date and date.month)) and doi)
    )
    keywords = {word.strip().lower() for word in re.split(r"[,;]", get("keywords"))}
    return Reference(
        key=entry.key,
        kind=kind,
        line=entry.line,
        entry_type=entry.type,
        title=title,
        authors=authors,
        authors_more=more,
        editors=editors,
        journal=decode(journal),
        short_journal=decode(first("shortjournal", "journalabbrev", "journal-iso")),
        container=container,
        date=date,
        online_first=online,
        volume=volume,
        issue=issue,
        pages=pages,
        edition=_text(get("edition")),
        publisher=decode(publisher),
        number=_text(get("number")) if kind not in ("journal", "preprint") else "",
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        url=safe_url(get("url")),
        accessed=parse_date(first("urldate", "lastchecked", "accessed")),
        isbn=_text(get("isbn")),
        language=_text(first("langid", "language")),
        evidence=get("evidence"),
        authority=get("authority"),
        record=get("recordquality"),
        text_seen=get("textseen"),
        further_reading="further-reading" in keywords,
        status=get("status").lower()
        if get("status").lower() in ("retracted", "concern", "corrected", "superseded")
        else "",
        notice=safe_url(get("notice")),
        note=_text(get("note")),
    )


def _kind(entry: RawEntry, journal: str) -> str:
    kind = KINDS.get(entry.type, "other")
    server = (
        " ".join(
            entry.get(name) for name in ("howpublished", "eprinttype", "archiveprefix", "publisher")
        )
        + " "
        + journal
    )
    if (
        kind in ("other", "journal")
        and PREPRINT.search(server)
        and not (kind == "journal" and entry.get("volume"))
    ):
        return "preprint"
    if kind == "other" and entry.get("url"):
        return "web"
    if kind == "journal" and not journal and entry.get("url"):
        return "web"
    return kind


def _joined(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title
    return f"{title} {subtitle}" if re.search(r"[?!:.]\W*$", title) else f"{title}: {subtitle}"


def _text(value: str) -> str:
    return plain(decode(value)).strip()


def pages_of(value: str) -> str:
    """Pages with plain hyphens, and nothing but what is printed."""
    text = re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", _text(value))
    return re.sub(r"\s*,\s*", ", ", re.sub(r"^(?:pp?\.?)\s*(?=[A-Za-z]?\d)", "", text))


def parse_date(value: str, month: str = "", day: str = "") -> Date | None:
    """A date from ISO text ("2024-03-05", "2024-03/2024-04"), or from a year with a month in words or figures."""
    value = value.strip().strip("{}")
    match = re.match(r"^[~?]?(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?(?:/.*)?$", value)
    if not match:
        match = re.match(r"^\D*?(\d{4})()()(?!\d)", value)
        if not match:
            return None
    year, number, date = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not number and month:
        words = re.findall(r"[A-Za-z]+|\d+", month)
        for word in words:
            if word.isdigit() and 1 <= int(word) <= 12 and len(words) == 1:
                number = int(word)
            elif word.isdigit() and not date and int(word) <= 31:
                date = int(word)
            elif not number:
                number = MONTHS.get(word.lower(), 0)
        if not date and day.strip().isdigit():
            date = int(day)
    if not 1 <= number <= 12:
        number = date = 0
    if not 1 <= date <= 31:
        date = 0
    return Date(year, number or None, date or None)


def bare_doi(value: str) -> str:
    """A DOI without prefix, braces or final stop (DOI Handbook 2.2); empty where the value holds none."""
    text = (
        re.sub(r"\\([_%#&])", r"\1", value.strip().strip("{}"))
        .replace("\\textless", "<")
        .replace("\\textgreater", ">")
        .replace("{", "")
        .replace("}", "")
    )
    text = re.sub(
        r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", text, flags=re.IGNORECASE
    ).strip()
    text = text.rstrip(".,; ") if not re.search(r"[<>]$", text) else text
    return text if re.match(r"^10\.\d{4,9}(?:\.\d+)*/\S+$", text) else ""


def bare_pmid(value: str) -> str:
    """A PubMed number without prefix or address; empty where the value holds none."""
    match = re.match(
        r"^(?:https?://\S*?/)?(?:pmid:?\s*)?0*([1-9]\d{0,8})/?$", value.strip(), re.IGNORECASE
    )
    return match[1] if match else ""


def bare_pmcid(value: str) -> str:
    """A PubMed Central number as PMC1234567; empty where the value holds none."""
    match = re.match(
        r"^(?:https?://\S*?/)?(?:pmcid:?\s*)?(?:pmc)?([1-9]\d{2,9})(?:\.\d+)?/?$",
        value.strip(),
        re.IGNORECASE,
    )
    return f"PMC{match[1]}" if match else ""


def safe_url(value: str) -> str:
    """An address of the web, or nothing: `javascript:`, `data:` and all others are refused (RFC 3986; WHATWG URL)."""
    text = re.sub(r"\{(\\[_%#&~])\}", r"\1", value.strip())
    text = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", re.sub(r"^\{(.*)\}$", r"\1", text))
    text = re.sub(r"\\([_%#&~])", r"\1", text)
    if not re.match(
        r"^https?://[^\s/?#\"'<>\\^`{|}@:]+(?::\d+)?(?:[/?#][^\s\"<>\\^`{|}]*)?$",
        text,
        re.IGNORECASE,
    ):
        return ""
    return text


PASTED = re.compile(r"^[^\W\d_][\w'’-]+(?: [\w'’-]+){0,2} [A-Z]{1,3}(?:,|;| and\b|$)", re.UNICODE)


def people(value: str) -> tuple[tuple[Name, ...], bool]:
    """The people of an author field, and whether the field says that there are more ("and others", "et al")."""
    if not value.strip():
        return (), False
    value, cut = re.subn(
        r"[,;]?\s*(?:\band\s+)?\bet\.?\s+al\b\.?\s*$", "", value.strip(), flags=re.IGNORECASE
    )
    parts = name_list(value)
    more = bool(cut)
    if parts and plain(decode(parts[-1])).strip().lower() == "others":
        parts, more = parts[:-1], True
    names: list[Name] = []
    for part in parts:
        if (
            "{" not in part
            and PASTED.match(part)
            and ((part.count(",") >= 1 and re.search(r" [A-Z]{1,3},", part)) or ";" in part)
        ):
            names.extend(_pasted(part))
        else:
            names.append(_person(part))
    return tuple(name for name in names if name != Name()), more


_BETWEEN = re.compile(r"[{}]| and ", re.IGNORECASE)


def name_list(value: str) -> list[str]:
    """The names that "and" parts, outside of braces (btxdoc, 4). As pybtex's split_name_list, which needs time by the square of the length."""
    parts, start, depth = [], 0, 0
    for match in _BETWEEN.finditer(value):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(value[start : match.start()].strip())
            start = match.end()
    return [*parts, value[start:].strip()] if value.strip() else []


def _pasted(part: str) -> list[Name]:
    found = []
    for piece in re.split(r"[,;]\s*", part):
        match = re.match(r"^(.*\S)\s+([A-Z]{1,3})$", piece.strip())
        if match:
            found.append(Name(family=match[1], given=" ".join(match[2])))
        elif piece.strip():
            found.append(Name(literal=piece.strip()))
    return found


# No person's name is as long; pybtex needs time by the square of it.
_LONGEST = 1000


@lru_cache(maxsize=20000)
def _person(part: str) -> Name:
    text = part.strip()
    if len(text) > _LONGEST and not _whole(text):
        return Name(literal=_text(text))
    if _whole(text):
        return Name(literal=_text(text[1:-1]))
    try:
        person = Person(text)
    except (InvalidNameString, RecursionError, ValueError):
        return Name(literal=_text(text))

    def words(items: list[str]) -> str:
        return " ".join(filter(None, (_text(item) for item in items)))

    family, given = words(person.last_names), words(person.first_names + person.middle_names)
    particle, suffix = words(person.prelast_names), words(person.lineage_names)
    if not given and not particle and not suffix and family:
        return Name(literal=family)
    if not family:
        return Name(literal=words(person.first_names + person.middle_names + person.prelast_names))
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def _whole(text: str) -> bool:
    """Whether one pair of braces holds the whole name: an organisation."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for position, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return position == len(text) - 1
    return False
