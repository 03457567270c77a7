"""Dates as they stand in records, in figures or in words."""

import re
from datetime import date as calendar

from ..model import MONTH_NAMES, Date

MONTHS = {
    name: number
    for number, month in enumerate(map(str.lower, MONTH_NAMES), 1)
    for name in (month, month[:3], *(["sept"] if number == 9 else []))
}
_ISO = re.compile(r"[~?]?(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T\S*)?[~?%]?(?:/.*)?")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_SEEN = re.compile(
    r"(?i)\b(?:accessed|retrieved|visited|checked|viewed|consulted|seen|downloaded|cited|abgerufen"
    r"|zugriff|consulté)"
    r"(?:\s+(?:on|at|am|le|date|the))*\s*:?\s*(?P<date>[\w\s,./\u2010-\u2015-]{6,30})"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEARS = r"(?P<year>\d{4})"
# "2026/6/16", "16.06.2026", "16 June 2026", "June 16, 2026", "2026, June 16".
_FORMS = [
    re.compile(form)
    for form in (
        rf"{_YEARS}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}})(?P<sign>[-./])(?P<month>\d{{1,2}})(?P=sign){_YEARS}",
        rf"{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEARS}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEARS}",
        rf"{_YEARS},?\s+{_MONTH}\s+{_DAY}",
    )
]
_MONTH_YEAR = re.compile(rf"{_MONTH},?[\s-]+{_YEARS}")


def parse_date(value: str, month: str = "", day: str = "") -> Date | None:
    """A date from ISO text ("2024-03", "2024-03/2024-04"), or from a year and a month in words."""
    value = value.strip().strip("{}")
    if not value:
        return None
    match = _ISO.fullmatch(value)
    if match:
        year, number, number_day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    else:
        found = _YEAR.search(value)
        if not found:
            return None
        year, number, number_day = int(found[1]), 0, 0
        exact = iso_date(value)
        if exact:
            return parse_date(exact)
        month = month or value.replace(found[0], " ", 1)
    if not number and month:
        number, number_day = _month_and_day(month)
    if not number_day and day.strip().isdigit():
        number_day = int(day)
    if not 1 <= number <= 12:
        number = number_day = 0
    if not 1 <= number_day <= 31:
        number_day = 0
    return Date(year, number or None, number_day or None)


def _month_and_day(text: str) -> tuple[int, int]:
    """Month and day of "Mar", "3", "mar 5", "5~March", "#mar#"."""
    words = re.findall(r"[A-Za-z]+|\d+", text)
    month = day = 0
    for word in words:
        if word.isdigit() and len(words) == 1:
            month = int(word)
        elif word.isdigit() and not day:
            day = int(word)
        elif not month:
            month = MONTHS.get(word.lower(), 0)
    return month, day


def iso_date(text: str) -> str:
    """A date that can be read in one way only, in ISO's form; "" for any other.

    "16 June 2026", "June 16, 2026", "2-March-2021", "16.06.2026", "2026/6/16"; not "05/06/2026".
    """
    text = text.strip(" .,;[]()")
    match = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if match is None:
        alone = _MONTH_YEAR.fullmatch(text)
        number = MONTHS.get(alone["month"].lower()) if alone else None
        return f"{alone['year']}-{number:02d}" if alone and number else ""
    day, word = int(match["day"]), match["month"].lower()
    month = int(word) if word.isdigit() else MONTHS.get(word, 0)
    if month > 12:
        day, month = month, day
    elif match.groupdict().get("sign", ".") != "." and day <= 12 and day != month:
        return ""  # 05/06/2026 is May in one country and June in another
    real = real_date(int(match["year"]), month, day)
    return f"{match['year']}-{month:02d}-{day:02d}" if real else ""


def seen_date(text: str) -> Date | None:
    """The day on which a note says that the page was read: "[Online; accessed 2-March-2021]"."""
    for match in _SEEN.finditer(text):
        words = match["date"].split()
        for count in range(len(words), 0, -1):
            found = iso_date(" ".join(words[:count]))
            if found:
                return parse_date(found)
    return None


def date_range(value: str) -> tuple[Date | None, Date | None]:
    """Both ends of "2019-05-03/2019-05-05"; the second is None where there is one day only."""
    first, _, last = value.partition("/")
    return parse_date(first), parse_date(last) if re.match(r"\s*\d{4}", last) else None


def unread_range(value: str) -> bool:
    """Whether a date says more than `Date` holds: a range, a time, a season, a doubt."""
    return not re.fullmatch(r"\d{4}(?:-(?:0?[1-9]|1[0-2])(?:-\d{1,2})?)?", value.strip())


def real_date(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        calendar(year, month, day)
    except ValueError:
        return False
    return True
