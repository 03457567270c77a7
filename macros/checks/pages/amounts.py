"""Does every number carry its source?"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...content.pages import Page
from ...content.sentences import Piece
from ...content.units import NUMBER, TIMES, amount_units
from ...model import Diagnostic
from ...project import Project
from ...tables import table
from ..patterns import blank, quoted
from ..rule import check

START = r"\d(?<![\w.,/#–-]\d)" + NUMBER.removeprefix(r"\d")
COUNT = re.compile(
    r"\d(?<![\w.,/#–-]\d)(?:[\d,]*+(?<!,))?\s+(?:of|in|out\s+of|per)\s+"
    r"(?:the\s+|every\s+|each\s+|about\s+)?\d(?:[\d,]*+(?<!,))?(?![\w])"
)
STATISTIC = re.compile(
    r"\b(?:P|p|OR|HR|RR|CI|odds ratio|hazard ratio|risk ratio)\s*(?:[=<>≤≥]|of|was)?\s*\d*\.?\d+"
)
ONES, TENS, _COMMON = (text.split() for text in table(__file__).values())
WORDS = "|".join([*ONES, *TENS])
SPELLED = re.compile(
    rf"\b(?:{WORDS})(?:\s(?:or|to|and)\s\w+)?[ -]"
    rf"(?:(?:{'|'.join(TIMES)})s?|per\s?cent|units|mL|mg)\b",
    re.IGNORECASE,
)
FRACTION = re.compile(
    rf"\b(?:one|two|three|four|nine)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:{WORDS}|a\s+hundred|\d+)\b"
    rf"(?!\s+(?:{'|'.join(TIMES)}|step|piece|row|place|part)s?)",
    re.IGNORECASE,
)
# A time of day, and what only says "always".
NO_AMOUNT = re.compile(
    r"(?<![\d:])\d{1,2}:\d{2}(?![\d:])|\b24 hours (?:a|each|every) day\b|\b7 days a week\b",
    re.ASCII,
)
KINDS = {"sentence": "sentence", "item": "list item", "row": "table row"}
FIGURE = re.compile(rf"\d[\d.,]*|\b(?:{WORDS})\b", re.IGNORECASE)
COMMON = frozenset(_COMMON)


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount that a page states: where it stands, what it says, and its piece.

    `sourced` says whether that piece cites.
    """

    start: int
    amount: str
    piece: Piece
    sourced: bool


@cache
def stated_amount(counted: tuple[str, ...]) -> re.Pattern[str]:
    """What an amount is here, with the units and the `counted` words of a handbook."""
    return re.compile(
        rf"(?:[<>≤≥≈±~]\s?)?{START}(?:\s?(?:–|-|to|or|and|×|x|±)\s?{NUMBER})?"
        rf"[\s -]?(?:{amount_units(counted)})(?!\w|\.[A-Za-z]\.)",
        re.IGNORECASE,
    )


@cache
def _warm(words: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(re.escape(word) for word in words) or "(?!)"
    return re.compile(
        rf"\b(?:{named})\s+(?:of|above|over|below|under|is|at)\s+\d{{2,3}}(?:\.\d)?(?![\d%])",
        re.IGNORECASE,
    )


def claims(page: Page, project: Project) -> list[Claim]:
    """The sentences, items and rows of a page that state an amount, each with its first one."""
    profile, found = project.profile, []
    digits = (stated_amount(profile.counted), COUNT, STATISTIC, _warm(profile.temperature_words))
    text = _unlinked(page)
    marks = _marks(page, project)
    for piece in page.pieces:
        words = text[piece.start : piece.end]
        patterns = (SPELLED, FRACTION, *digits) if re.search(r"\d", words) else (SPELLED, FRACTION)
        stated = [
            match for pattern in patterns for match in pattern.finditer(words) if not quoted(match)
        ]
        if stated:
            first = min(stated, key=lambda match: match.start())
            sourced = bisect_left(marks, piece.start) < bisect_left(marks, piece.end)
            start = piece.start + first.start()
            found.append(Claim(start, first.group().strip(), piece, sourced))
    return found


def _unlinked(page: Page) -> str:
    """A page's clean text without what states nothing: titles of other pages, times, "always"."""
    links = [(link.at, link.stop) for link in page.document.links]
    clean = page.document.clean
    return blank(clean, [*links, *(match.span() for match in NO_AMOUNT.finditer(clean))])


def _marks(page: Page, project: Project) -> list[int]:
    """Where a page cites, or where a call stands that nobody here can read."""
    calls = [
        call.span.start
        for call in page.calls
        if call.place != "code"
        and (project.macros.citing(call.name) or call.name not in project.macros)
    ]
    unread = [
        page.text.offset(diagnostic.line, diagnostic.column)
        for diagnostic in page.diagnostics
        if diagnostic.rule.startswith("macro-")
    ]
    return sorted(calls + unread)


@check("page", rule_set="medical")
def unsourced(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Amounts without a source.

    amount-unsourced (error)
        A number without its source can't be checked, and a wrong one can hurt somebody.
        Bad: Rinse with 20 mL of saline.
        Good: Rinse with 20 mL of saline.{{ cite("key") }}
    """
    for claim in claims(page, project):
        if not claim.sourced:
            what = f'"{claim.amount}" has no source in its {KINDS[claim.piece.kind]}'
            fix = (
                'add {{ cite("key") }} after its full stop, with the key of the source from the '
                "file of sources; if there is none, take the number out"
            )
            yield page.text.diagnostic(claim.start, "amount-unsourced", what, fix)
