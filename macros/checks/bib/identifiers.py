"""Do the numbers of a record hold: DOI, PubMed numbers, addresses, ISBN, dates, pages?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

from ...bib.normalise import MONTHS, bare_doi, bare_pmcid, bare_pmid, parse_date, safe_url
from ...bib.parser import RawEntry, RawField
from ...model import Diagnostic
from ...project import Project
from ...review.stamps import build_day
from ..rule import Rule
from .records import at_field

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "bib-doi",
        "A DOI with a prefix, a space or a final stop leads nowhere (DOI Handbook 2.2).",
        "doi = {https://doi.org/10.1000/abc.}",
        "doi = {10.1000/abc}",
        fixable=True,
    ),
    Rule(
        "bib-pmid",
        "A PubMed number is digits only.",
        "pmid = {PMID: 123456}",
        "pmid = {123456}",
        fixable=True,
    ),
    Rule(
        "bib-pmcid",
        "A PubMed Central number is PMC and digits.",
        "pmcid = {6946320}",
        "pmcid = {PMC6946320}",
        fixable=True,
    ),
    Rule(
        "bib-url",
        "Only a whole web address can be followed; one that would run a script is refused.",
        "url = {www.example.org/port}",
        "url = {https://www.example.org/port}",
        fixable=True,
    ),
    Rule(
        "bib-isbn",
        "An ISBN whose last digit does not fit was mistyped (ISO 2108).",
        "isbn = {978-3-16-148410-1}",
        "isbn = {978-3-16-148410-0}",
        "warning",
    ),
    Rule(
        "bib-year",
        "A year that can't be is printed all the same.",
        "year = {20}",
        "year = {2020}",
        fixable=True,
    ),
    Rule(
        "bib-month",
        "A month that can't be read is left out.",
        "month = {Marsh}",
        "month = {3}",
        fixable=True,
    ),
    Rule(
        "bib-date",
        "A date that can't be read is left out, and a web page without its day of access can't be checked.",
        "urldate = {16.06.2026}",
        "urldate = {2026-06-16}",
        fixable=True,
    ),
    Rule(
        "bib-pages",
        "Readers need the first and the last page, in full (AMA 11th, 3.11).",
        "pages = {517--24}",
        "pages = {517--524}",
        "warning",
        True,
    ),
)
PAGE_SLIPS = (
    (
        re.compile(
            r"[Pp](?:p|ages?|gs?)?\.?\s*([A-Za-z]?\d[\w-]*)\s*(?:-+|[\u2010-\u2015\u2212])\s*([A-Za-z]?\d\w*)\.?"
        ),
        r"\1--\2",
    ),
    (
        re.compile(
            r"\d+\s*\(\w+\)\s*:\s*([A-Za-z]?\d\w*)\s*(?:-+|[\u2010-\u2015\u2212])\s*([A-Za-z]?\d\w*)"
        ),
        r"\1--\2",
    ),
    (re.compile(r"([A-Za-z]?\d+)\s*(?:\.{2,3}|…|\u2212|/|to|bis)\s*([A-Za-z]?\d+)\.?"), r"\1--\2"),
    (re.compile(r"([A-Za-z]?\d+)(?:-+|[\u2010-\u2015])([A-Za-z]?\d+)\."), r"\1--\2"),
)
SEASONS = frozenset(
    [
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "easter",
        "christmas",
        "first",
        "second",
        "third",
        "fourth",
        "quarter",
        "early",
        "mid",
        "late",
        "and",
    ]
)
# What a browser's address or a page's file hangs on to a DOI.
DOI_TAIL = re.compile(
    r"(?:[?&](?:utm_\w+|journalCode|needAccess|src|fbclid|download|casa_token)=.*|/(?:full|abstract|pdf|epdf|fulltext|meta)(?:\.html?)?|\.pdf|#.*)$",
    re.IGNORECASE,
)
YEAR_WORDS = re.compile(
    r"\b(?:in press|forthcoming|submitted|to appear|accepted|online|epub|n\.?\s?d\.?)\b|^$",
    re.IGNORECASE,
)


def check(project: Project) -> Iterator[Diagnostic]:
    """All records, field by field. An empty field is told by the room of needed fields."""
    path, today = project.bibliography.path, build_day()
    for entry in project.bibliography.entries:
        for item in entry.fields:
            if item.name in _CHECKS and item.value:
                yield from _CHECKS[item.name](path, entry, item, today)


def _doi(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    value = item.value.strip()
    bare = bare_doi(value)
    plain = (
        re.sub(r"\\([_%#&])", r"\1", value.strip("{}"))
        .replace("\\textless", "<")
        .replace("\\textgreater", ">")
        .replace("{", "")
        .replace("}", "")
    )
    if (
        bare
        and bare == plain
        and not re.search(r"&(?:lt|gt|amp);|[\u2010-\u2015\u200b\u00ad]", bare)
        and bare.count(")") <= bare.count("(")
        and not DOI_TAIL.search(bare)
    ):
        return
    tidy = re.sub(
        r"[\u200b\u00ad\ufeff]", "", re.sub(r"[\u2010-\u2015]", "-", html.unescape(plain))
    )
    several = len(re.findall(r"10\.\d{4,9}/", tidy)) > 1
    tidy = (
        re.sub(r"\s+", "", tidy)
        if re.match(r"(?:\S+\s+){0,2}(?:https?://|doi|10\.)", tidy, re.IGNORECASE)
        else tidy
    )
    mended = bare_doi(tidy) or bare_doi(re.sub(r"^.*?(?=10\.\d{4,9}/)", "", tidy))
    mended = DOI_TAIL.sub("", mended)
    while mended.endswith(")") and mended.count(")") > mended.count("("):
        mended = mended[:-1]
    if several:
        yield at_field(
            path,
            entry,
            item,
            "bib-doi",
            f'two DOIs stand here: "{value[:80]}"',
            "keep the DOI of this work alone",
        )
    elif mended:
        yield at_field(
            path,
            entry,
            item,
            "bib-doi",
            f'the DOI "{value[:80]}" holds more, or other signs, than the DOI itself',
            f"store the bare DOI: doi = {{{mended}}}",
            mended,
        )
    else:
        yield at_field(
            path,
            entry,
            item,
            "bib-doi",
            f'"{value[:80]}" is not a DOI',
            "a DOI starts with 10. and a number, then / and the rest, as in 10.1056/NEJMoa1601747; copy it again from the work's first page",
        )


def _pmid(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    bare = bare_pmid(item.value.strip().rstrip(".,;"))
    if len(bare) > 8:
        yield at_field(
            path,
            entry,
            item,
            "bib-pmid",
            f'"{item.value}" has {len(bare)} digits; a PubMed number has eight at most',
            "copy it again from PubMed",
        )
        return
    if bare == item.value:
        return
    if not bare and bare_pmcid(item.value):
        yield at_field(
            path,
            entry,
            item,
            "bib-pmid",
            f'"{item.value}" is a PubMed Central number, not a PubMed number',
            f"write pmcid = {{{bare_pmcid(item.value)}}}",
        )
    else:
        yield at_field(
            path,
            entry,
            item,
            "bib-pmid",
            f'"{item.value[:60]}" is not a bare PubMed number',
            f"store the digits: pmid = {{{bare}}}"
            if bare
            else "a PubMed number has up to eight digits: copy it again",
            bare or None,
        )


def _pmcid(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    bare = bare_pmcid(item.value)
    if bare != item.value:
        yield at_field(
            path,
            entry,
            item,
            "bib-pmcid",
            f'"{item.value[:60]}" is not a bare PubMed Central number',
            f"write pmcid = {{{bare}}}"
            if bare
            else "it is PMC and digits, as in PMC6946320: copy it again",
            bare or None,
        )


def _url(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    value = item.value.strip()
    if not safe_url(value):
        slip = re.match(
            r"(?!https?://)h{0,2}t{1,3}p{1,2}(s?)\s*[:;]?\s*/{0,3}(?=[a-z0-9-]+\.[a-z])",
            value,
            re.IGNORECASE,
        )
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)", value)
        put = None
        inside = re.fullmatch(
            r"(?:\[[^\]]*\]\s*)?[<(\[\"'“]+\s*(https?://[^\s<>()\[\]\"']+)\s*[>)\]\"'”]+\.?", value
        )
        if slip and safe_url(f"http{slip[1].lower()}://{value[slip.end() :]}"):
            put = f"http{slip[1].lower()}://{value[slip.end() :]}"
            why, fix = (
                f'the beginning of the address is misspelt: "{value[:12]}"',
                f"write url = {{{put}}}",
            )
        elif scheme and scheme[1].lower() not in ("http", "https"):
            why, fix = (
                f'addresses that start with "{scheme[1]}:" are not shown: they lead out of the web or could run a script',
                "give the web page's own address, starting with https://",
            )
        elif re.match(
            r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/|$))", value, re.IGNORECASE
        ) and safe_url(f"https://{value}"):
            put = f"https://{value}"
            why, fix = (
                f'the address "{value[:80]}" has no https:// before it',
                f"write url = {{{put}}}, and try it in a browser",
            )
        elif inside and safe_url(inside[1]):
            put = inside[1]
            why, fix = f'the address stands in brackets: "{value[:80]}"', f"write url = {{{put}}}"
        elif re.search(r"\s", value):
            why, fix = (
                f'the address "{value[:80]}" holds a space',
                "if these are two addresses, keep one; else write %20 for the space",
            )
        else:
            why, fix = (
                f'"{value[:80]}" is not a whole web address',
                "copy it again from the browser's address line",
            )
        yield at_field(path, entry, item, "bib-url", why, fix, put)
        return
    if re.search(r"(?<!\.)[.,;]$", value) and not re.search(
        r"(?:Inc|Ltd|Co|Jr|St|etc)\.$|\(.*\.$", value
    ):
        yield at_field(
            path,
            entry,
            item,
            "bib-url",
            f'the address ends in "{value[-1]}", which hardly belongs to it',
            f"write url = {{{value.rstrip('.,;')}}}, if it opens so",
            value.rstrip(".,;"),
            "warning",
        )
        return
    linked = re.match(r"https?://(?:dx\.)?doi\.org/(10\..+)", value)
    if (
        linked
        and bare_doi(entry.get("doi"))
        and bare_doi(linked[1]).lower() != bare_doi(entry.get("doi")).lower()
    ):
        yield at_field(
            path,
            entry,
            item,
            "bib-url",
            f"the address leads to the DOI {linked[1]}, but the record's DOI is {bare_doi(entry.get('doi'))}",
            "one of the two is wrong: try both, keep the right one",
        )


def _isbn(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    if re.match(r"\s*\d{4}-\d{3}[\dXx]\b", item.value):
        return  # an ISSN: Mendeley writes it here
    for part in re.findall(
        r"[0-9Xx][0-9Xx -]{8,}[0-9Xx]", re.sub(r"[\u2010-\u2015]", "-", item.value)
    ) or [item.value]:
        digits = re.sub(r"[^0-9X]", "", part.upper())
        numbers = [digits] if len(digits) <= 13 else [digits[:13], digits[13:]]
        for number in numbers:
            if not _isbn_holds(number):
                yield at_field(
                    path,
                    entry,
                    item,
                    "bib-isbn",
                    f'"{part.strip()}" is not an ISBN: '
                    + (
                        "its last digit does not fit the others"
                        if len(number) in (10, 13)
                        else f"it has {len(number)} digits, not 10 or 13"
                    ),
                    "copy it again from the book",
                    severity="warning",
                )
                return


def _isbn_holds(digits: str) -> bool:
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return (
            sum(
                (10 - place) * (10 if sign == "X" else int(sign))
                for place, sign in enumerate(digits)
            )
            % 11
            == 0
        )
    return (
        bool(re.fullmatch(r"97[89]\d{10}", digits))
        and sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(digits)) % 10 == 0
    )


def _year(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    value = item.value.strip().strip("{}")
    numbers = re.findall(r"(?<!\d)\d{4}(?!\d)", value)
    if YEAR_WORDS.search(value) and not numbers:
        yield at_field(
            path,
            entry,
            item,
            "bib-year",
            f'"{value}" is not a year',
            "leave the field out where no year is printed; for a work that has been accepted write pubstate = {inpress} and the year so far",
        )
    elif not numbers:
        short = re.fullmatch(r"['\u2019]?(\d{2})", value)
        yield at_field(
            path,
            entry,
            item,
            "bib-year",
            f'"{value[:40]}" is not a year with four digits',
            f"write year = {{{'20' if int(short[1]) <= today.year % 100 else '19'}{short[1]}}} if that is the year of publication"
            if short
            else "write the year of publication, as in year = {2020}",
        )
    elif int(numbers[-1]) > today.year + 1:
        yield at_field(
            path,
            entry,
            item,
            "bib-year",
            f"the year {numbers[-1]} lies in the future",
            "check it against the source",
        )
    elif int(numbers[0]) < 1450:
        yield at_field(
            path,
            entry,
            item,
            "bib-year",
            f"the year {numbers[0]} is before printing began",
            "check it against the source",
        )
    elif re.fullmatch(r"\d{4}[a-z]", value):
        yield at_field(
            path,
            entry,
            item,
            "bib-year",
            f'"{value}" is a year with a letter, which only author-date styles need',
            f"write year = {{{numbers[0]}}}",
            numbers[0],
        )
    elif not re.fullmatch(
        r"(?:\[|c|ca|circa)?\.?\s*\d{4}(?:\s*(?:[-/\u2010-\u2015]|--|and)\s*(?:\d{4}|\d{2}))?\s*\]?",
        value,
        re.IGNORECASE,
    ):
        yield at_field(
            path,
            entry,
            item,
            "bib-year",
            f'"{value[:40]}" holds more than the year',
            f"write year = {{{numbers[0]}}}"
            + (", and the month under month" if re.search(r"[A-Za-z]", value) else ""),
            numbers[0] if re.fullmatch(r"\W*\d{4}\W*", value) else None,
        )


def _month(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    words = re.findall(r"[^\W\d_]+|\d+", item.value)
    for word in words:
        known = word.lower() in MONTHS or word.lower() in SEASONS
        if not (
            known
            or (word.isdigit() and (1 <= int(word) <= 12 or (len(words) > 1 and int(word) <= 31)))
        ):
            near = next(
                (
                    name
                    for name in MONTHS
                    if len(name) > 3 and word.lower()[:3] == name[:3] and len(word) > 3
                ),
                "",
            )
            yield at_field(
                path,
                entry,
                item,
                "bib-month",
                f'"{item.value}" is not a month',
                f'did you mean "{near.capitalize()}"?'
                if near
                else "write a number from 1 to 12, or the month's English name",
                str(MONTHS[near]) if near and len(words) == 1 else None,
            )
            return


def _day(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    when = parse_date(entry.get("year"), entry.get("month"))
    day = item.value.strip()
    if (
        not day.isdigit()
        or not 1 <= int(day) <= 31
        or (when and when.month and not _real(when.year, when.month, int(day)))
    ):
        yield at_field(
            path,
            entry,
            item,
            "bib-date",
            f'"{item.value}" is not a day of that month',
            "write the day as a number, or leave the field out",
        )


def _date(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    value = item.value.strip()
    ends = (
        [part.strip() for part in value.split("/")]
        if "/" in value and item.name == "date"
        else [value]
    )
    for part in ends:
        match = re.fullmatch(
            r"[~?]?(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T[\d:.+Z-]*)?[~?%]?|(?:\.\.|open)?", part
        )
        if not match or (
            match[1] and not _real(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        ):
            mended = _iso(part)
            yield at_field(
                path,
                entry,
                item,
                "bib-date",
                f'{item.name} can\'t be "{value[:40]}"',
                f"write {item.name} = {{{mended}}}"
                if mended
                else f"write year-month-day, as in {item.name} = {{2026-06-16}}",
                mended or None,
            )
            return
        if match[1] and (
            int(match[1]) > today.year + 1
            or (
                item.name != "date"
                and match[3]
                and (date(int(match[1]), int(match[2]), int(match[3])) - today).days > 1
            )
        ):
            yield at_field(
                path, entry, item, "bib-date", f"the date {part} lies in the future", "check it"
            )
            return


def _iso(text: str) -> str:
    """A date that can be read in one way only: "16 June 2026", "June 16, 2026", "16.06.2026" with a day above 12, "2026/6/16"."""
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if match:
        year, month, day = match.groups()
        if int(month) > 12:
            month, day = day, month
    elif match := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text):
        day, month, year = match.groups()
        if int(month) > 12:
            day, month = month, day
        elif int(day) <= 12 and day != month and "/" in text:
            return ""  # 05/06/2026 is May in one country and June in another
    elif match := re.fullmatch(
        r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?(?:\s+(\d{1,2}))?,?\s+(\d{4})", text
    ):
        day, month, year = (
            match[1] or match[3] or "",
            str(MONTHS.get(match[2].lower(), "")),
            match[4],
        )
        if not day and month:
            return f"{year}-{int(month):02d}"
    if not match or not (day and month) or not _real(int(year), int(month), int(day)):
        return ""
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _pages(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    if re.fullmatch(
        r"(?:n\.?/?a\.?|none|null|nan|unknown|\?+|[-\u2010-\u2015]+|no[. ]?pages?|0+)",
        item.value.strip(),
        re.IGNORECASE,
    ):
        yield at_field(
            path,
            entry,
            item,
            "bib-pages",
            f'"{item.value}" stands where the pages belong',
            "leave the field out, or write the pages or the article number",
        )
        return
    for pattern, what in PAGE_SLIPS:
        if match := pattern.fullmatch(item.value.strip()):
            put = match.expand(what) if what else None
            yield at_field(
                path,
                entry,
                item,
                "bib-pages",
                f'"{item.value}" holds more, or other signs, than the pages',
                f"write pages = {{{put}}}"
                if put
                else "write the first and the last page, as in pages = {11--19}",
                put,
                "warning",
            )
            return
    for match in re.finditer(
        r"(?<![\w.-])([A-Za-z]{0,3})(\d+)([A-Za-z]?)\s*(?:-+|[\u2010-\u2015])\s*([A-Za-z]{0,3})(\d+)([A-Za-z]?)(?![\w-])",
        item.value,
    ):
        before, first, _, other, last, _ = match.groups()
        if other and other.lower() != before.lower():
            continue
        if len(last) < len(first):
            full = first[: len(first) - len(last)] + last
            if int(full) < int(first):
                yield at_field(
                    path,
                    entry,
                    item,
                    "bib-pages",
                    f'"{match.group()}" runs backwards',
                    "check both pages against the source",
                )
            else:
                put = f"{before}{first}--{before if other or before else ''}{full}"
                whole = item.value.replace(match.group(), put)
                yield at_field(
                    path,
                    entry,
                    item,
                    "bib-pages",
                    f'"{match.group()}" does not give the last page in full',
                    f"write pages = {{{whole}}}",
                    whole,
                    "warning",
                )
            return
        if int(last) < int(first):
            yield at_field(
                path,
                entry,
                item,
                "bib-pages",
                f'"{match.group()}" runs backwards',
                "check both pages against the source",
            )
            return


def _volume(path: str, entry: RawEntry, item: RawField, today: date) -> Iterator[Diagnostic]:
    match = re.fullmatch(
        r"(?:vol(?:ume)?|no|nr|issue|iss|number|heft)\.?\s*:?\s*(\d[\w/-]*)",
        item.value.strip(),
        re.IGNORECASE,
    )
    if match and entry.type == "article":
        yield at_field(
            path,
            entry,
            item,
            "bib-pages",
            f'the style adds "Vol" and "No" itself: {item.name} = {{{item.value}}}',
            f"write {item.name} = {{{match[1]}}}",
            match[1],
            "warning",
        )


_CHECKS = {
    "volume": _volume,
    "number": _volume,
    "issue": _volume,
    "doi": _doi,
    "pmid": _pmid,
    "pmcid": _pmcid,
    "url": _url,
    "isbn": _isbn,
    "year": _year,
    "month": _month,
    "day": _day,
    "date": _date,
    "urldate": _date,
    "pages": _pages,
}
