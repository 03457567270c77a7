"""What every style of reference shares: names, numbers of pages and issues, dates, editions, title case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ..model import Date, Name, Rich, Run, plain

__all__ = [
    "MONTHS",
    "edition",
    "full_pages",
    "groups",
    "initials",
    "italic",
    "journal_name",
    "listed",
    "long_date",
    "person",
    "same_body",
    "short_pages",
    "supplements",
    "title_case",
]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ),
        1,
    )
}
# AMA 11th, 3.9: articles, coordinating conjunctions, prepositions of up to three letters, and the to of an infinitive.
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "nor",
        "but",
        "for",
        "yet",
        "so",
        "as",
        "at",
        "by",
        "in",
        "of",
        "off",
        "on",
        "per",
        "to",
        "up",
        "via",
        "vs",
        "van",
        "von",
        "de",
    ]
)
_PREFIXES = frozenset(
    [
        "anti",
        "bi",
        "co",
        "de",
        "inter",
        "intra",
        "multi",
        "non",
        "post",
        "pre",
        "re",
        "semi",
        "sub",
        "trans",
        "ultra",
        "un",
        "x",
    ]
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")


# Names


def initials(given: str) -> str:
    """Given names as initials: no full stops or spaces, hyphens dropped (AMA 11th, 3.7).

    In: "Jean-Pierre", "J. A.", "JA". Out: "JP", "JA", "JA". A romanised pair with its stop stays: "Yu. V." is "YuV".
    Names in a script without capitals come back whole.
    """
    given = unicodedata.normalize("NFC", given).strip()
    if not any(sign.isupper() or sign.islower() for sign in given):
        return given
    given = re.sub(r"[(\u201c\"][^)\u201d\"]*[)\u201d\"]", " ", given)
    words = [word for word in re.split(r"[\s,]+", given) if word]
    if any(word[0].isupper() for word in words):
        words = [word for word in words if not word[0].islower()]
    return "".join(
        _initial(part)
        for word in words
        for part in re.split(r"(?<=\.)(?=[^\W\d_])|[-\u2010\u2011]", word)
        if part
    )


def _initial(part: str) -> str:
    letters = "".join(sign for sign in part if sign.isalpha() or unicodedata.combining(sign))
    if not letters:
        return ""
    if letters.isupper() and len(letters) <= 3 and "'" not in part and "\u2019" not in part:
        return letters
    if part.endswith(".") and len(letters) == 2 and letters[0].isupper():
        return letters
    first = letters[0].upper()
    return first + "".join(sign for sign in letters[1:2] if unicodedata.combining(sign))


def person(name: Name, suffixes: dict[str, str] | None = None) -> str:
    """A name as both styles print it: particle, family name, initials, suffix; an organisation in full (AMA 11th, 3.7 and 3.8)."""
    if name.literal or not name.family:
        return name.literal or " ".join(filter(None, (name.particle, name.given)))
    suffix = name.suffix.strip(" .,")
    given = initials(name.given)
    return " ".join(
        filter(None, (name.particle, name.family, given, (suffixes or {}).get(suffix, suffix)))
    )


def listed(
    names: Sequence[Name],
    more: bool,
    shown: int,
    suffixes: dict[str, str] | None = None,
    comma: bool = False,
) -> str:
    """A list of names: all up to six; of a longer list the first `shown`, then "et al"; `comma` also after a single name.

    `more` says that the record itself cut the list: then all it names, unless it names six, which makes at least seven.
    """
    cut = len(names) + more > 6
    texts = [person(name, suffixes) for name in (names[:shown] if cut else names)]
    texts = [text for text in texts if text]
    if not (cut or (more and texts)):
        return ", ".join(texts)
    return ", ".join(texts) + (" et al" if len(texts) == 1 and not comma else ", et al")


def same_body(text: str, names: Iterable[Name]) -> bool:
    """Whether a site or publisher is the very body that stands as an author."""

    def bare(value: str) -> str:
        return re.sub(r"^the|\W", "", value.casefold())

    return bool(bare(text)) and any(bare(name.literal) == bare(text) for name in names)


# Numbers

# Longer than any number of a volume, issue, page or edition: such a field is something else, and is printed as it stands.
_LONG = 200

_RANGE = re.compile(
    r"(?P<left>(?P<head>[A-Za-z]{0,3})(?P<first>\d+)(?P<tail>[A-Za-z]?))\s*-+\s*(?P<head2>[A-Za-z]{0,3})(?P<last>\d+)(?P<tail2>[A-Za-z]?)"
)


def _hyphens(pages: str) -> str:
    return re.sub(r"\s*(?:-{2,}|[\u2010-\u2015\u2212])\s*", "-", pages.strip()).rstrip("-")


def full_pages(pages: str) -> str:
    """Page ranges in full, joined by a hyphen (AMA 11th, 3.11): "517--24" is "517-524", "S93-9" is "S93-S99"."""
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
    """Page ranges without what the second number repeats (Citing Medicine, chapter 1): "517-524" is "517-24", "S93-S99" is "S93-9"; "126A-127A" stays."""

    def cut(match: re.Match[str]) -> str:
        letters, first, last = match.groups()
        if len(first) != len(last):
            return match[0]
        same = next((place for place in range(len(first)) if first[place] != last[place]), 0)
        return f"{letters}{first}-{last[same:]}"

    return (
        pages
        if len(pages) > _LONG
        else re.sub(r"(?<![\w.])([A-Za-z]{0,3})(\d+)-\1(\d+)(?![\w.])", cut, full_pages(pages))
    )


_SUPPLEMENT = re.compile(
    r"^(?P<rest>.*?)[\s,;(]*\bsuppl?(?:ement)?(?:s|\b)\.?[\s,]*(?P<name>[\w-]*)\)*\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"^(?P<rest>.*?)[\s,;(]*\bp(?:ar)?t\b\.?\s*(?P<name>\w+)\)*$", re.IGNORECASE)


def supplements(volume: str, issue: str) -> tuple[str, tuple[str, ...]]:
    """A volume, and what stands in parentheses behind it (AMA 11th, 3.11).

    In: ("12 Suppl 2", "") or ("12", "Suppl. 2"). Out: ("12", ("suppl 2",)); of ("12", "3 Suppl 2"), ("12", ("3", "suppl 2")).
    """
    if len(volume) + len(issue) > _LONG:
        return volume, (issue,) if issue else ()
    volume, inside = volume.strip(), []
    behind = _SUPPLEMENT.match(volume)
    if behind and behind["rest"]:
        volume = behind["rest"].strip()
        inside.append(_numbered("suppl", behind["name"]))
    issue = _hyphens(issue.strip().strip("()"))
    match = _SUPPLEMENT.match(issue)
    if match:
        inside.insert(0, _numbered("suppl", match["name"]))
        issue = match["rest"].strip(" ,()")
    part = _PART.match(issue)
    if part:
        issue = ", ".join(filter(None, (part["rest"].strip(), _numbered("pt", part["name"]))))
    if issue:
        inside.insert(0, issue)
    return volume, tuple(inside)


def _numbered(word: str, name: str) -> str:
    return f"{word} {name}" if name else word


def edition(text: str) -> str:
    """An edition as a style names it (AMA 11th, 3.12): "2" is "2nd ed", "Revised" is "Rev ed"; a first edition is not named."""
    if len(text) > _LONG:
        return text
    core = re.sub(
        r"[\s,]*\b(?:ed|edn|edition)\b\.?\s*$", "", text.strip(), flags=re.IGNORECASE
    ).strip()
    number = _ORDINALS.get(core.lower()) or next(
        (
            int(match[1])
            for match in [re.match(r"^(\d{1,3})(?:st|nd|rd|th)?\.?$", core, re.IGNORECASE)]
            if match
        ),
        0,
    )
    if number == 1 or not core:
        return ""
    if not number:
        return ("Rev" if core.lower() in ("revised", "rev", "rev.") else core) + " ed"
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending} ed"


def long_date(date: Date | None) -> str:
    """A date in words as far as it is known (AMA 11th, 3.15): "June 16, 2026", "June 2026", "2026"."""
    if date is None:
        return ""
    month = MONTHS[date.month - 1] if date.month and 1 <= date.month <= 12 else ""
    if not month:
        return str(date.year)
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def groups(cited: Iterable[tuple[int, str]]) -> list[tuple[str, tuple[int, ...], str]]:
    """Numbers of one mark in order, closed runs of three and more drawn together (AMA 11th, 3.6).

    In: pairs of a number and its locator, or an empty string. Out: (text, the numbers it stands for, locator).
    A number with a locator stands alone; two neighbours stay two.
    """
    places: dict[int, list[str]] = {}
    for number, locator in cited:
        kept = places.setdefault(number, [])
        if locator and locator not in kept:
            kept.append(locator)
    out: list[tuple[str, tuple[int, ...], str]] = []
    run: list[int] = []
    for number in (*sorted(places), None):
        if run and (number is None or number != run[-1] + 1 or places[number]):
            out.extend(
                [(f"{run[0]}-{run[-1]}", tuple(run), "")]
                if len(run) > 2
                else [(str(one), (one,), "") for one in run]
            )
            run = []
        if number is not None and places[number]:
            out.append((str(number), (number,), ",".join(places[number])))
        elif number is not None:
            run.append(number)
    return out


# Titles


def journal_name(short: Rich, full: Rich) -> str:
    """The NLM abbreviation where the record has it, else the name as given; no full stops (AMA 11th, 3.11)."""
    return re.sub(r"\s+", " ", plain(short or full).replace(".", "")).strip()


def italic(rich: Rich) -> Rich:
    """A text in italics; what was in italics stands out in roman, as in print."""
    turned = {"": "i", "i": ""}
    return tuple(
        Run(span.text, turned.get(span.style, span.style), span.protected) for span in rich
    )


def title_case(rich: Rich, language: str = "") -> Rich:
    """A title with its chief words capitalised (AMA 11th, 3.9): only words wholly in lower case change, none becomes lower.

    What braces protect stays as it is, and what is not English, where the record says so; and what is in italics, for that is most
    often the name of a species, whose second word keeps its small letter in titles too (AMA 11th, 10.3).
    """
    if language and not re.match(r"(?i)en\b|en[-_]|eng|american|british|us|uk", language):
        return rich
    whole, out, at = plain(rich), [], 0
    last = max((match.start() for match in re.finditer(r"\w+", whole)), default=0)
    for span in rich:
        if not span.protected and span.style in ("", "b"):
            offset = at
            text = _WORD.sub(lambda word: _cased(word, offset, whole, last), span.text)
            out.append(Run(text, span.style, span.protected))
        else:
            out.append(span)
        at += len(span.text)
    return tuple(out)


def _cased(match: re.Match[str], offset: int, whole: str, last: int) -> str:
    word, start = match[0], offset + match.start()
    # A short look back is enough, and keeps the cost of a very long title in proportion to its length.
    before = whole[max(0, start - 9) : start].rstrip("\"'\u201c\u2018([ ") or "-" * (start > 9)
    glued = whole[start - 1] if start else " "
    if (
        word != word.lower()
        or not word[0].isalpha()
        or "\u0370" <= word[0] <= "\u03ff"
        or glued.isdigit()
        or glued in "'\u2019/@."
    ):
        return word
    if glued in "-\u2010\u2011":
        head = re.search(r"(\w+).$", whole[max(0, start - 24) : start])
        if word in _SMALL or (head and head[1].lower() in _PREFIXES):
            return word
    elif word in _SMALL and before and before[-1] not in ":?!.\u2014\u2013" and start != last:
        return word
    return word[0].upper() + word[1:]
