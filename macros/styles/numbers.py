"""Numbers of pages, volumes, issues and editions, and dates, as styles print them."""

import re

from ..model import Date

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
# Longer than any number of a volume, issue, page or edition: such a text is something else, and is
# printed as it is.
_LONG = 200
_RANGE = re.compile(
    r"(?<![\w.:])(?P<left>(?P<head>[A-Za-z]{0,3})(?P<first>\d+)(?P<tail>[A-Za-z]?))\s*-+\s*"
    r"(?P<head2>[A-Za-z]{0,3})(?P<last>\d+)(?P<tail2>[A-Za-z]?)(?![.:]\w)"
)
_SHORT = re.compile(r"(?<![\w.:])([A-Za-z]{0,3})(\d+)-\1(\d+)(?![\w.:])")


# Pages


def _hyphens(pages: str) -> str:
    return re.sub(r"\s*(?:-{2,}|[\u2010-\u2015\u2212])\s*", "-", pages.strip()).rstrip("-")


def full_pages(pages: str) -> str:
    """Page ranges in full, joined by a hyphen (AMA 11th, 3.11).

    >>> full_pages("517--24"), full_pages("S93-9")
    ('517-524', 'S93-S99')
    """
    return pages if len(pages) > _LONG else _RANGE.sub(_full, _hyphens(pages))


def _full(match: re.Match[str]) -> str:
    head, first, last = match["head"], match["first"], match["last"]
    if match["head2"] not in ("", head):
        return match[0]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if len(last) == len(first) and last < first:
        return match[0]
    if first == last and match["tail"] == match["tail2"]:
        return match["left"]
    return f"{match['left']}-{head}{last}{match['tail2']}"


def short_pages(pages: str) -> str:
    """Page ranges without the figures that the second number repeats (Citing Medicine, chapter 1).

    >>> short_pages("517-524"), short_pages("S93-S101"), short_pages("126A-127A")
    ('517-24', 'S93-101', '126A-127A')
    """
    return pages if len(pages) > _LONG else _SHORT.sub(_cut, full_pages(pages))


def _cut(match: re.Match[str]) -> str:
    letters, first, last = match.groups()
    if len(first) != len(last):
        return f"{letters}{first}-{last}"
    same = next((place for place in range(len(first)) if first[place] != last[place]), 0)
    return f"{letters}{first}-{last[same:]}"


# Volumes, issues, editions

_SUPPLEMENT = re.compile(
    r"(?i)^(?P<rest>.*?)[\s,;(_-]*(?<![^\W\d_])suppl?(?:ement)?s?(?![^\W\d_])\.?[\s,_]*"
    r"(?P<name>[^\W_]*(?:[\w-]*[^\W_])?)\)*\s*$"
)
_PART = re.compile(
    r"(?i)^(?P<rest>.*?)[\s,;(_-]*\b(?P<word>p(?:ar)?t)s?\b\.?[\s_]*(?P<name>[^\W_]+)\)*$"
)


def supplements(volume: str, issue: str) -> tuple[str, tuple[str, ...]]:
    """A volume, and what stands in parentheses behind it (AMA 11th, 3.11).

    >>> supplements("12 Suppl 2", ""), supplements("12", "3_Supplement")
    (('12', ('suppl 2',)), ('12', ('3', 'suppl')))
    """
    if len(volume) + len(issue) > _LONG:
        return volume, (issue,) if issue else ()
    volume, inside = volume.strip(), []
    behind = _SUPPLEMENT.match(volume)
    if behind and (behind["rest"] or (behind["name"] and not issue)):
        volume = behind["rest"].strip()
        inside.append(_numbered("suppl", behind["name"]))
    of_volume = _PART.match(volume)
    if of_volume and of_volume["rest"]:
        volume = of_volume["rest"].strip()
        inside.append(_numbered("pt", of_volume["name"]))
    issue = _hyphens(issue)
    issue = issue[1:-1].strip() if re.fullmatch(r"\([^()]*\)", issue) else issue
    match = _SUPPLEMENT.match(issue)
    if match:
        inside.insert(0, _numbered("suppl", match["name"]))
        issue = match["rest"].strip(" ,(")
    part = _PART.match(issue)
    if part:
        rest = part["rest"].strip()
        named = _SUPPLEMENT.match(rest)
        if named and not named["rest"]:
            rest = _numbered("suppl", named["name"])
        issue = ", ".join(filter(None, (rest, _numbered("pt", part["name"]))))
    if issue:
        inside.insert(0, issue)
    return volume, tuple(inside)


def _numbered(word: str, name: str) -> str:
    return f"{word} {name}" if name else word


# "5. udgave", "2. Aufl.", "3a edición", "2e éd.": a number, and a word for edition.
_EDITION = re.compile(
    r"(?i)^(?P<number>\d{1,3})(?:\.0)?(?:st|nd|rd|th|\.|a|ª|º|e|ème|eme|er|re)?"
    r"(?:[\s,]*(?:ed|edn|edition|éd|édition|edición|edição|edizione|ediz|aufl|auflage|udg|udgave"
    r"|utg|utgave|uppl|upplaga|druk|painos|wyd|vydání|kiad)\b\.?)?$"
)
_EDITION_WORD = re.compile(r"(?i)[\s,]*\b(?:ed|edn|edition)\b\.?\s*$")


def edition(text: str) -> str:
    """An edition as styles name it (AMA 11th, 3.12); a first edition is not named.

    >>> edition("2"), edition("Third"), edition("5. udgave"), edition("Revised"), edition("1st ed")
    ('2nd ed', '3rd ed', '5th ed', 'Rev ed', '')
    """
    if len(text) > _LONG:
        return text
    core = _EDITION_WORD.sub("", text.strip()).strip()
    figures = _EDITION.match(text.strip()) or _EDITION.match(core)
    number = int(figures["number"]) if figures else _ORDINALS.get(core.lower(), 0)
    if number == 1 or not core:
        return ""
    if not number:
        # A word for an edition in another language says all; "ed" would say it twice.
        if re.search(r"(?i)aufl|udgave|utgave|edici|edizion|édition|upplag", core):
            return core
        return ("Rev" if core.lower().rstrip(".") in ("revised", "rev") else core) + " ed"
    return f"{number}{_ending(number)} ed"


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


# Dates


def long_date(date: Date | None) -> str:
    """A date in words as far as it is known (AMA 11th, 3.15): "June 16, 2026", "June 2026"."""
    if date is None:
        return ""
    month = date.month_name
    if not month:
        return str(date.year)
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def date_range(first: Date | None, last: Date | None) -> str:
    """The days of a meeting (AMA 11th, 3.13.9): "May 3-5, 2019", "April 30-May 2, 2019"."""
    if first is None or last is None or first == last:
        return long_date(first or last)
    if first.year != last.year or not (first.day and last.day):
        return f"{long_date(first)}-{long_date(last)}"
    end = str(last.day) if first.month == last.month else f"{last.month_name} {last.day}"
    return f"{first.month_name} {first.day}-{end}, {first.year}"
