"""Do the years, dates, pages and volumes of a record hold?"""

import re
from collections.abc import Iterator
from datetime import date

from ...bib.dates import MONTHS, iso_date, parse_date, real_date
from ...bib.numbering import placeholder
from ...bib.parser import RawField
from ...model import Diagnostic
from ...project import Project
from ...review.stamps import build_day
from ..rule import check
from .records import Record, record_fields

_SEASONS = frozenset(
    (
        "spring summer autumn fall winter easter christmas first second third fourth quarter early "
        "mid late and"
    ).split()
)
_YEAR_WORDS = re.compile(
    r"\b(?:in press|forthcoming|submitted|to appear|accepted|online|epub|n\.?\s?d\.?)\b|^$",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:\[|c|ca|circa)?\.?\s*\d{4}(?:\s*(?:[-/\u2010-\u2015]|--|and)\s*(?:\d{4}|\d{2}))?\s*\]?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"[~?]?(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T[\d:.+Z-]*)?[~?%]?|(?:\.\.|open)?"
)
_PAGE, _DASH = r"([A-Za-z]?\d[A-Za-z0-9]*)", r"\s*(?:-+|[\u2010-\u2015\u2212])\s*"
_LABEL = r"(?:[Pp](?:p|ages?|gs?)\.?|[Pp]\.)[\s~]*"
# What people paste with the pages, and the pages inside it.
_PAGE_SLIPS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_LABEL}|[Pp][\s~]+){_PAGE}{_DASH}(?:{_LABEL})?{_PAGE}\.?",
        rf"\d+\s*\(\w+\)\s*:\s*{_PAGE}{_DASH}{_PAGE}",
        r"([A-Za-z]?\d+)\s*(?:\.{2,3}|…|\u2212|/|to|bis)\s*([A-Za-z]?\d+)\.?",
        rf"{_PAGE}{_DASH}{_PAGE}\.",
    )
)
_RANGE = re.compile(
    r"(?<![\w.-])([A-Za-z]{0,3})(\d+)([A-Za-z]?)\s*(?:-+"
    r"|[\u2010-\u2015])\s*([A-Za-z]{0,3})(\d+)([A-Za-z]?)(?![\w-])"
)
_COUNT = re.compile(
    r"(?:vol(?:ume)?|no|nr|issue|iss|number|heft)\.?\s*:?\s*(\d[\w/-]*)", re.IGNORECASE
)


@check("project", rule_set="citations")
def years(project: Project) -> Iterator[Diagnostic]:
    """Years, months and days.

    bib-year (fixable)
        A year that can't be is printed all the same.
        Bad: year = {20}
        Good: year = {2020}

    bib-month (fixable)
        A month that can't be read is left out.
        Bad: month = {Marsh}
        Good: month = {3}

    bib-date (fixable)
        A date that can't be read is left out, and a web page without its day of access can't be
        checked.
        Bad: urldate = {16.06.2026}
        Good: urldate = {2026-06-16}
    """
    today = build_day()
    for record, item in record_fields(
        project, "year", "month", "day", "date", "urldate", "eventdate"
    ):
        if item.name == "year":
            yield from _year(record, item, today)
        elif item.name == "month":
            yield from _month(record, item)
        elif item.name == "day":
            yield from _day(record, item)
        else:
            yield from _date(record, item, today)


def _year(record: Record, item: RawField, today: date) -> Iterator[Diagnostic]:
    value = item.value.strip().strip("{}")
    numbers = re.findall(r"(?<!\d)\d{4}(?!\d)", value)
    put = None
    if not numbers and _YEAR_WORDS.search(value):
        what = f'"{value}" is not a year'
        fix = (
            "leave the field out where no year is printed; for a work that has been accepted "
            "write pubstate = {inpress} and the year so far"
        )
    elif not numbers:
        what, fix = (
            f'"{value[:40]}" is not a year with four digits',
            "write the year of publication, as in year = {2020}",
        )
        if short := re.fullmatch(r"['’]?(\d{2})", value):
            century = "20" if int(short[1]) <= today.year % 100 else "19"
            fix = f"write year = {{{century}{short[1]}}} if that is the year of publication"
    elif int(numbers[-1]) > today.year + 1:
        what, fix = f"the year {numbers[-1]} lies in the future", "check it against the source"
    elif int(numbers[0]) < 1450:
        what, fix = f"the year {numbers[0]} is before printing began", "check it against the source"
    elif re.fullmatch(r"\d{4}[a-z]", value):
        what = f'"{value}" is a year with a letter, which only author-date styles need'
        fix, put = f"write year = {{{numbers[0]}}}", numbers[0]
    elif _YEARS.fullmatch(value) or ((when := parse_date(value)) and when.month):
        return
    else:
        what, fix = f'"{value[:40]}" holds more than the year', f"write year = {{{numbers[0]}}}"
        put = numbers[0] if re.fullmatch(r"\W*\d{4}\W*", value) else None
    yield record.at(item, "bib-year", what, fix, put)


def _month(record: Record, item: RawField) -> Iterator[Diagnostic]:
    words = re.findall(r"[^\W\d_]+|\d+", item.value)
    for word in words:
        number = word.isdigit() and (1 <= int(word) <= 12 or (len(words) > 1 and int(word) <= 31))
        if number or word.lower() in MONTHS or word.lower() in _SEASONS:
            continue
        close = (
            name
            for name in MONTHS
            if len(name) > 3 and len(word) > 3 and word.lower()[:3] == name[:3]
        )
        near = next(close, "")
        fix = (
            f'did you mean "{near.capitalize()}"?'
            if near
            else "write a number from 1 to 12, or the month's English name"
        )
        put = str(MONTHS[near]) if near and len(words) == 1 else None
        yield record.at(item, "bib-month", f'"{item.value}" is not a month', fix, put)
        return


def _day(record: Record, item: RawField) -> Iterator[Diagnostic]:
    when, day = parse_date(record.entry.get("year"), record.entry.get("month")), item.value.strip()
    sound = day.isdigit() and 1 <= int(day) <= 31
    if not sound or (when and when.month and not real_date(when.year, when.month, int(day))):
        what = f'"{item.value}" is not a day of that month'
        yield record.at(item, "bib-date", what, "write the day as a number, or leave the field out")


def _date(record: Record, item: RawField, today: date) -> Iterator[Diagnostic]:
    value = item.value.strip()
    ranged = "/" in value and item.name != "urldate"
    for part in [piece.strip() for piece in value.split("/")] if ranged else [value]:
        match = _PART.fullmatch(part)
        year, month, day = (int(text or 0) for text in match.groups()) if match else (0, 0, 0)
        season = item.name == "date" and 21 <= month <= 24 and not day  # biblatex manual 2.3.8
        if not match or (year and not season and not real_date(year, month or 1, day or 1)):
            put = iso_date(part) or None
            example = f"write year-month-day, as in {item.name} = {{2026-06-16}}"
            fix = f"write {item.name} = {{{put}}}" if put else example
            yield record.at(item, "bib-date", f'{item.name} can\'t be "{value[:40]}"', fix, put)
            return
        seen = item.name == "urldate" and day and (date(year, month, day) - today).days > 1
        if year > today.year + 1 or seen:
            yield record.at(item, "bib-date", f"the date {part} lies in the future", "check it")
            return


@check("project", rule_set="citations")
def numbers(project: Project) -> Iterator[Diagnostic]:
    """Volume, issue and pages.

    bib-pages (note, fixable)
        Readers need the first and the last page, in full (AMA 11th, 3.11); the style adds "Vol",
        "No" and "p" itself.
        Bad: pages = {517--24}
        Good: pages = {517--524}

    bib-pages-order
        Pages that run backwards hold a slip of the keyboard.
        Bad: pages = {524--517}
        Good: pages = {517--524}

    bib-placeholder (note)
        A word for "not yet" stands in a field: perhaps the work has its volume and pages by now.
        Bad: volume = {n/a}, pages = {ahead of print}
        Good: volume = {12}, pages = {517--524}
    """
    for record, item in record_fields(project, "pages", "volume", "number", "issue"):
        value = item.value.strip()
        if placeholder(value) and item.name not in ("number", "issue"):
            fix = "look whether it has its volume and pages now; else leave the field out"
            yield record.at(
                item, "bib-placeholder", f'{item.name} = {{{value}}} says only "not yet"', fix
            )
        elif item.name == "pages":
            yield from _pages(record, item)
        elif (match := _COUNT.fullmatch(value)) and record.entry.type == "article":
            what = f'the style adds "Vol" and "No" itself: {item.name} = {{{item.value}}}'
            yield record.at(
                item, "bib-pages", what, f"write {item.name} = {{{match[1]}}}", match[1]
            )


def _pages(record: Record, item: RawField) -> Iterator[Diagnostic]:
    slip = next(
        (match for pattern in _PAGE_SLIPS if (match := pattern.fullmatch(item.value.strip()))), None
    )
    if slip:
        put = f"{slip[1]}--{slip[2]}"
        what = f'"{item.value}" holds more, or other signs, than the pages'
        yield record.at(item, "bib-pages", what, f"write pages = {{{put}}}", put)
        return
    for match in _RANGE.finditer(item.value):
        before, first, _, other, last, _ = match.groups()
        if other and other.lower() != before.lower():
            continue
        full = first[: max(0, len(first) - len(last))] + last
        if int(full) < int(first):
            what = f'"{match.group()}" runs backwards'
            yield record.at(item, "bib-pages-order", what, "check both pages against the source")
            return
        if len(last) < len(first):
            put = item.value.replace(
                match.group(), f"{before}{first}--{before if other or before else ''}{full}"
            )
            what = f'"{match.group()}" does not give the last page in full'
            yield record.at(item, "bib-pages", what, f"write pages = {{{put}}}", put)
            return
