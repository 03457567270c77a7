"""Does every number carry its source? And do pages say the same of the same thing? DESIGN, rules 1 and 2 of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...content.macros import BUILTIN as VOCABULARY
from ...content.pages import Page
from ...content.sentences import Piece
from ...model import Diagnostic
from ...project import Project
from ..rule import Rule

__all__ = ["RULES", "Claim", "check", "claims"]

RULES = (
    Rule(
        "amount-unsourced",
        "A number without its source can't be checked, and a wrong one can hurt somebody.",
        "Flush with 20 mL of saline.",
        'Flush with 20 mL of saline.{{ cite("key") }}',
    ),
    Rule(
        "amount-fact",
        "A shared number that is typed by hand is forgotten when the shared one changes.",
        'up to 7 days.{{ cite("baycare", "savannah") }}',
        '{{ fact("needle-days", ".") }}',
        "note",
    ),
    Rule(
        "amount-disagrees",
        "Two numbers for the same thing from the same source: one of them is a slip, and a reader can't know which.",
        "one page says 32% of 147, another 23% of 147, both from the same source",
        "read the source again and mend the wrong one",
        "warning",
    ),
)
NUMBER = r"(?<![\w.,/#–-])(?:[<>≤≥≈±~]\s?)?\d[\d,]*(?:\.\d+)?"
UNITS = (
    "%|per\\s?cent|percent|°\\s?[CF]|degrees?|mg|mcg|µg|μg|micrograms?|milligrams?|grams?|g|kg|lb|pounds?|stone|mL|ml|millilit(?:re|er)s?|L|lit(?:re|er)s?|cc|cm|mm|m|met(?:re|er)s?|inch(?:es)?|feet"
    "|units?|IU|U|mmol|mEq|mmHg|psi|kPa|bar|tesla|T|gauge|Fr|French|seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|months?|years?|times|people|persons?|patients?|adults?|children|babies|infants|women|men|participants|subjects"
    "|ports?|catheters?|needles?|punctures?|cases?|studies|trials|randomised|episodes?|events?|lines|devices|doses?|calories|kcal|kJ|billion|million"
)
AMOUNT = re.compile(
    rf"{NUMBER}(?:\s?(?:–|-|to|or|and|×|x|±)\s?\d[\d,]*(?:\.\d+)?)?[\s -]?(?:{UNITS})(?![\w])",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"(?<![\w.,/#–-])\d(?:[\d,]*\d)?\s+(?:of|in|out\s+of|per)\s+(?:the\s+|every\s+|each\s+|about\s+)?\d(?:[\d,]*\d)?(?![\w])"
)
STATISTIC = re.compile(
    r"\b(?:P|p|OR|HR|RR|CI|odds ratio|hazard ratio|risk ratio)\s*(?:[=<>≤≥]|of|was)?\s*\d*\.?\d+"
)

# A span of time in words, and a temperature without its unit.
SPELLED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|sixty|ninety)(?:\s(?:or|to|and)\s\w+)?[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|per\s?cent|units|mL|mg)\b",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?:one|two|three|four|nine)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|a\s+hundred|\d+)\b(?!\s+(?:weeks?|days?|hours?|months?|years?|steps?|pieces?|rows?|places?|parts?))",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
FEVER = re.compile(
    r"\b(?:temperature|fever)\s+(?:of|above|over|below|under|is|at)\s+\d{2,3}(?:\.\d)?(?![\d%])",
    re.IGNORECASE,
)
SOURCING = ("cite", "fact", "differ", "chart")
KINDS = {"sentence": "sentence", "item": "list item", "row": "table row"}
COMMON = frozenset(
    """
        about after also been before between from have into less more most only other over says
        than that their them then there these they this those under were what when where which
        while with your against people patients study
    """.split()
)


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount that a page states: where it stands, what it says, the piece that holds it, and whether that piece cites."""

    start: int
    amount: str
    piece: Piece
    sourced: bool


def claims(page: Page) -> list[Claim]:
    """The sentences, list items and table rows of a page that state an amount, each with its first amount."""
    text = page.document
    named = _links(page)
    marks = [
        text.starts[call.line - 1] + call.column - 1
        for call in page.calls
        if (call.name in SOURCING or call.name not in VOCABULARY) and call.place != "code"
    ]
    # A call that can't be read is told where it stands: what it cites is not missing on top.
    marks += [
        text.starts[diagnostic.line - 1] + diagnostic.column - 1
        for diagnostic in page.diagnostics
        if diagnostic.rule.startswith("macro-")
    ]
    found = []
    for piece in page.pieces:
        words = text.clean[piece.start : piece.end]
        patterns = (
            (AMOUNT, COUNT, STATISTIC, SPELLED, FRACTION, FEVER)
            if DIGIT.search(words)
            else (SPELLED, FRACTION)
        )
        matches = [match for pattern in patterns for match in pattern.finditer(words)]
        matches = [
            match
            for match in matches
            if not _mentioned(words, match)
            and not any(a <= piece.start + match.start() < b for a, b in named)
        ]
        if matches:
            first = min(matches, key=lambda match: match.start())
            found.append(
                Claim(
                    piece.start + first.start(),
                    first.group().strip(),
                    piece,
                    any(piece.start <= mark < piece.end for mark in marks),
                )
            )
    return found


def _links(page: Page) -> list[tuple[int, int]]:
    """Where links stand: the title of another page states nothing here."""
    return [(link.at, link.stop) for link in page.document.links]


def _mentioned(words: str, match: re.Match) -> bool:
    """Whether the amount alone stands in quotation marks: it is spoken of, not stated."""
    return words[match.start() - 1 : match.start()] in ('"', "“", "‘") and words[
        match.end() : match.end() + 1
    ] in ('"', "”", "’")


def check(project: Project) -> Iterator[Diagnostic]:
    """Unsourced amounts, shared facts typed by hand, and amounts on which two places disagree."""
    stated = []
    for page in project.pages:
        text = page.document
        for claim in claims(page):
            if not claim.sourced:
                line, column = text.place(claim.start)
                yield Diagnostic(
                    page.path,
                    line,
                    column,
                    "amount-unsourced",
                    f'"{claim.amount}" has no source in its {KINDS[claim.piece.kind]}',
                    'add {{ cite("key") }} after its full stop, with the key of the source from references.bib; if there is none, take the number out',
                )
        stated += _stated(page)
    facts = [
        _Stated(
            item.path,
            item.line,
            1,
            frozenset(item.keys),
            _amounts(str(item.get("text"))),
            str(item.get("text")),
            item.id,
        )
        for item in project.data.facts.values()
    ]
    yield from _by_hand(facts, stated)
    answers = [
        _Stated(
            item.path,
            item.line,
            1,
            frozenset([cite] if isinstance(cite := answer.get("cite") or [], str) else cite),
            _amounts(str(answer.get("detail") or "")),
            str(answer.get("detail") or ""),
        )
        for item in project.data.disputes.values()
        for answer in item.get("answers")
        if isinstance(answer, dict)
    ]
    yield from _disagreements([*facts, *answers, *stated])


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one place states: the sources it names, its amounts as (value, unit), and its other words."""

    path: str
    line: int
    column: int
    keys: frozenset
    amounts: frozenset
    text: str
    fact: str = ""


def _stated(page: Page) -> Iterator[_Stated]:
    text = page.document
    calls = [
        (text.starts[call.line - 1] + call.column - 1, call)
        for call in page.calls
        if call.name == "cite" and call.place != "code"
    ]
    if not calls:
        return
    for piece in page.pieces:
        keys = frozenset(
            key for offset, call in calls if piece.start <= offset < piece.end for key in call.args
        )
        words = text.clean[piece.start : piece.end]
        if keys and (amounts := _amounts(words)):
            line, column = text.place(piece.start + len(words) - len(words.lstrip()))
            yield _Stated(page.path, line, column, keys, amounts, words)


def _amounts(words: str) -> frozenset:
    return frozenset(
        _normal(match.group()) for pattern in (AMOUNT, COUNT) for match in pattern.finditer(words)
    )


def _normal(amount: str) -> tuple[str, str]:
    """("5–10 mL" → ("5-10", "ml")): the value and its unit, without what is only style."""
    text = re.sub(r"\s+(?:to|and|or)\s+|\s*[–]\s*", "-", amount.strip().lower()).replace(",", "")
    match = re.match(r"[^\d]*([\d.]+(?:-[\d.]+)?)[\s -]*(.*)$", text, re.DOTALL)
    unit = re.sub(r"\s+", " ", match[2]).strip() if match else text
    return (match[1] if match else "", unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit)


def _content(words: str) -> frozenset:
    return frozenset(re.findall(r"[a-z]{4,}", words.lower())) - COMMON


def _by_hand(facts: list[_Stated], stated: list[_Stated]) -> Iterator[Diagnostic]:
    for place in stated:
        for fact in facts:
            if (
                fact.keys <= place.keys
                and fact.amounts
                and fact.amounts <= place.amounts
                and _content(fact.text) <= _content(place.text)
            ):
                yield Diagnostic(
                    place.path,
                    place.line,
                    place.column,
                    "amount-fact",
                    f'this is the shared fact "{fact.fact}", typed by hand',
                    f'write {{{{ fact("{fact.fact}") }}}} instead, so that one change reaches all pages',
                    "note",
                )


def _disagreements(places: list[_Stated]) -> Iterator[Diagnostic]:
    by_keys: dict[frozenset, list[_Stated]] = defaultdict(list)
    for place in places:
        if place.keys and place.amounts:
            by_keys[place.keys].append(place)
    for group in by_keys.values():
        said: dict[str, set] = defaultdict(set)
        for place in group:
            said[place.path] |= place.amounts
        for number, one in enumerate(group):
            for other in group[:number]:
                pair = _odd(one, other) if one.path != other.path else None
                # A page that states both amounts knows of both: they are about two groups, not a slip.
                if pair and pair[0] not in said[other.path] and pair[1] not in said[one.path]:
                    mine, theirs = (f"{value} {unit}".replace(" %", "%") for value, unit in pair)
                    yield Diagnostic(
                        one.path,
                        one.line,
                        one.column,
                        "amount-disagrees",
                        f"this says {mine}, but {other.path}:{other.line} says {theirs} from the same source",
                        "read the source again and mend the wrong one",
                        "warning",
                    )


def _odd(one: _Stated, other: _Stated) -> tuple[tuple, tuple] | None:
    """The one amount on which two places differ that otherwise say the same, else nothing."""
    shared, mine, theirs = (
        one.amounts & other.amounts,
        one.amounts - other.amounts,
        other.amounts - one.amounts,
    )
    for amount in sorted(mine):
        rivals = [rival for rival in theirs if rival[1] == amount[1]]
        if len(rivals) != 1 or sum(other[1] == amount[1] for other in mine) != 1:
            continue
        if _names(other.text, amount[0]) or _names(one.text, rivals[0][0]):
            continue  # the number stands there too, in other words: "from day 6"
        ours, yours = _content(one.text), _content(other.text)
        alike = len(ours & yours) >= 0.6 * len(ours | yours) > 0
        if alike or (len(shared) >= 2 and len(mine) == len(theirs) == 1):
            return amount, rivals[0]
    return None


def _names(text: str, value: str) -> bool:
    return (
        re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.]*\d)", text.replace(",", "")) is not None
    )
