"""Does every number carry its source? And do pages say the same of the same thing?"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ...content.data import Item, key_list
from ...content.pages import Page
from ...content.sentences import Piece
from ...content.units import NUMBER, TIMES, amount_units
from ...model import Diagnostic, Span
from ...project import Project
from ...source_text import SourceText
from ...tables import table
from ..patterns import blank, quoted
from ..rule import check

Amount = tuple[str, str]
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
KINDS = {"sentence": "sentence", "item": "list item", "row": "table row"}
FIGURE = re.compile(rf"\d[\d.,]*|\b(?:{WORDS})\b", re.IGNORECASE)
LEAST = 6  # the fewest words of a sentence that can be called another's copy
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
def _amount(counted: tuple[str, ...]) -> re.Pattern[str]:
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
    digits = (_amount(profile.counted), COUNT, STATISTIC, _warm(profile.temperature_words))
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
    """A page's clean text without its links: the title of another page states nothing here."""
    return blank(page.document.clean, ((link.at, link.stop) for link in page.document.links))


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


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one place states: its sources, its amounts, its other words; `fact` is a fact's id."""

    source: SourceText
    span: Span
    keys: frozenset[str]
    amounts: frozenset[Amount]
    text: str
    fact: str = ""

    @property
    def place(self) -> str:
        """The path and line."""
        return f"{self.source.path}:{self.source.position(self.span.start)[0]}"

    @property
    def path(self) -> str:
        """The file."""
        return self.source.path


@check("project", rule_set="medical")
def disagreements(project: Project) -> Iterator[Diagnostic]:
    """Shared facts typed by hand, and amounts on which two places disagree.

    amount-fact (note)
        A shared number that is typed by hand is forgotten when the shared one changes.
        Bad: up to 7 days.{{ cite("smith2020") }}
        Good: {{ fact("longest-stay", ".") }}

    amount-disagrees (warning)
        Two numbers for the same thing from the same source: one of them is a slip, and a reader
        can't know which.
        Bad: one page says 32% of 147, another 23% of 147, both from the same source
        Good: read the source again and correct the wrong one
    """
    amount = _amount(project.profile.counted)
    stated = [place for page in project.pages for place in _stated(page, project, amount)]
    facts = [
        _item(item, item.keys, str(item.get("text")), amount, item.span("text"), item.id)
        for item in project.data.facts.values()
    ]
    answers = [
        _item(
            item,
            key_list(answer),
            str(answer.get("detail") or ""),
            amount,
            item.span("answers", number),
        )
        for item in project.data.disputes.values()
        for number, answer in enumerate(item.get("answers"))
        if isinstance(answer, dict)
    ]
    yield from _typed(facts, stated)
    found: dict[tuple[str, int, int], Diagnostic] = {}
    rivals = (*_rivals([*facts, *answers, *stated]), *_mistyped(facts, stated))
    for diagnostic in (*_copies(stated), *rivals):
        found.setdefault((diagnostic.path, diagnostic.line, diagnostic.column), diagnostic)
    yield from found.values()


def _item(
    item: Item,
    keys: Iterable[object],
    text: str,
    amount: re.Pattern[str],
    span: Span,
    fact: str = "",
) -> _Stated:
    source = item.tree.source if item.tree else SourceText(item.path, "")
    return _Stated(source, span, frozenset(map(str, keys)), _amounts(text, amount), text, fact)


def _stated(page: Page, project: Project, amount: re.Pattern[str]) -> Iterator[_Stated]:
    calls = [
        (call.span.start, call)
        for call in page.calls
        if call.place != "code" and project.macros.citing(call.name)
    ]
    index = 0
    for piece in page.pieces:
        words = page.document.clean[piece.start : piece.end]
        keys: set[str] = set()
        while index < len(calls) and calls[index][0] < piece.end:
            if calls[index][0] >= piece.start and calls[index][1].name == "cite":
                keys.update(calls[index][1].args)
            index += 1
        if amounts := _amounts(words, amount):
            start = piece.start + len(words) - len(words.lstrip())
            yield _Stated(page.text, Span(start, piece.end), frozenset(keys), amounts, words)


def _amounts(words: str, amount: re.Pattern[str]) -> frozenset[Amount]:
    return frozenset(
        _normal(match.group()) for pattern in (amount, COUNT) for match in pattern.finditer(words)
    )


def _normal(amount: str) -> Amount:
    """The value and unit of an amount: "5–10 mL" → ("5-10", "ml"), "5.0 mg" → ("5", "mg")."""
    text = re.sub(r"\s+(?:to|and|or)\s+|\s*–\s*", "-", amount.strip().lower()).replace(",", "")
    text = re.sub(r"(\d)\.0+(?!\d)", r"\1", text)
    match = re.match(r"[^\d]*([\d.]+(?:-[\d.]+)?)[\s -]*(.*)$", text, re.DOTALL)
    unit = re.sub(r"\s+", " ", match[2]).strip() if match else text
    return (match[1] if match else "", unit[:-1] if len(unit) > 3 and unit.endswith("s") else unit)


def _content(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", words.lower())) - COMMON


def _typed(facts: list[_Stated], stated: list[_Stated]) -> Iterator[Diagnostic]:
    """Places that say what a shared fact says: its amounts, from its sources, in its words."""
    by_amount: dict[Amount, list[_Stated]] = defaultdict(list)
    for fact in facts:
        if fact.amounts:
            by_amount[min(fact.amounts)].append(fact)
    for place in stated:
        for fact in (fact for amount in place.amounts for fact in by_amount.get(amount, ())):
            words, about = _content(fact.text), _content(fact.fact.replace("-", " "))
            ours = _content(place.text)
            same = words <= ours or len(ours & (words | about)) >= 0.5 * len(words | about)
            cited = fact.keys and (fact.keys <= place.keys or _one_of_its_sources(fact, place))
            if cited and fact.amounts <= place.amounts and same:
                what = f'this is the shared fact "{fact.fact}", typed by hand'
                fix = (
                    f'write {{{{ fact("{fact.fact}") }}}} instead, so that one change reaches all '
                    "pages"
                )
                yield place.source.diagnostic(place.span, "amount-fact", what, fix)


def _one_of_its_sources(fact: _Stated, place: _Stated) -> bool:
    """Whether a sentence holds the very words of a fact, and cites not all of its sources.

    A row of a table that says what one source says is a statement of its own.
    """
    words = re.sub(r"\s+", " ", place.text.lower())
    about = _content(fact.fact.replace("-", " "))
    same = len(about & _content(place.text)) >= len(about) / 2
    row = "|" in place.text
    return (
        bool(place.keys)
        and place.keys < fact.keys
        and same
        and not row
        and fact.text.lower() in words
    )


def _copies(stated: list[_Stated]) -> Iterator[Diagnostic]:
    """Sentences of two pages that are the same but for their numbers, from no other source."""
    groups: dict[str, list[_Stated]] = defaultdict(list)
    for place in stated:
        bare = FIGURE.sub("0", re.sub(r"[^\w\s]", " ", place.text.lower().replace(",", "")))
        row = place.text.lstrip().startswith("|")  # a row's words are too few to tell it by
        if not row and len(bare.split()) >= LEAST and len(_content(bare)) >= LEAST / 2:
            groups[" ".join(bare.split())].append(place)
    for group in groups.values():
        first = group[0]
        for place in group[1:]:
            keys = {one.keys for one in (first, place) if one.keys}
            known = len(keys) == 1  # one source at least, and no other
            if place.path != first.path and place.amounts != first.amounts and known:
                mine, theirs = (
                    ", ".join(_shown(amount) for amount in sorted(one.amounts - two.amounts))
                    for one, two in ((place, first), (first, place))
                )
                what = f"this says {mine}, but the same sentence at {first.place} says {theirs}"
                fix = "read the source again and correct the wrong one"
                yield place.source.diagnostic(place.span, "amount-disagrees", what, fix)


def _mistyped(facts: list[_Stated], stated: list[_Stated]) -> Iterator[Diagnostic]:
    """A place that cites all sources of a shared fact, speaks of it, and has another number."""
    facts = [fact for fact in facts if len(fact.keys) > 1 and len(fact.amounts) == 1]
    for place in stated:
        for fact in facts:
            (amount,) = fact.amounts
            rivals = [one for one in place.amounts if one[1] == amount[1]]
            said = len(rivals) != 1 or amount in place.amounts or _names(place.text, amount[0])
            if said or not (fact.keys <= place.keys and _about(fact, _content(place.text))):
                continue
            if fact.keys == place.keys:
                continue  # two places from the same sources are compared as such
            what = f'this says {_shown(rivals[0])}, but the shared fact "{fact.fact}" says '
            fix = (
                f'read the source again; if the fact is right, write {{{{ fact("{fact.fact}") }}}}'
            )
            yield place.source.diagnostic(
                place.span, "amount-disagrees", f"{what}{_shown(amount)}", fix
            )


def _rivals(places: list[_Stated]) -> Iterator[Diagnostic]:
    """Places of two files that say one thing in two numbers, from the same sources."""
    by_keys: dict[frozenset[str], dict[str, list[_Stated]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        if place.keys and place.amounts:
            by_keys[place.keys][place.path].append(place)
    for files in by_keys.values():
        named = {
            path: frozenset().union(*(one.amounts for one in group))
            for path, group in files.items()
        }
        paths = list(files)
        for number, path in enumerate(paths):
            for before in paths[:number]:
                yield from _compared(files[path], files[before], named[path], named[before])


def _compared(
    ours: list[_Stated],
    theirs: list[_Stated],
    named: frozenset[Amount],
    theirs_named: frozenset[Amount],
) -> Iterator[Diagnostic]:
    for one in ours:
        for two in theirs:
            pair = _odd(one, two)
            # A page that states both amounts knows of both: they are about two groups, no slip.
            if pair and pair[0] not in theirs_named and pair[1] not in named:
                what = (
                    f"this says {_shown(pair[0])}, but {two.place} says {_shown(pair[1])} "
                    "from the same source"
                )
                fix = "read the source again and correct the wrong one"
                yield one.source.diagnostic(one.span, "amount-disagrees", what, fix)


def _shown(amount: Amount) -> str:
    unit = re.sub(r"^(?:ml|dl|l)\b", lambda match: match[0].replace("l", "L"), amount[1])
    unit = re.sub(r"^°[cf]", lambda match: match[0].upper(), unit)
    return f"{amount[0]} {unit}".replace(" %", "%")


def _odd(one: _Stated, two: _Stated) -> tuple[Amount, Amount] | None:
    """The one amount on which two places differ that otherwise say the same, else nothing."""
    shared, mine, theirs = (
        one.amounts & two.amounts,
        one.amounts - two.amounts,
        two.amounts - one.amounts,
    )
    for amount in sorted(mine):
        rivals = [rival for rival in theirs if rival[1] == amount[1]]
        if len(rivals) != 1 or sum(other[1] == amount[1] for other in mine) != 1:
            continue
        if _names(two.text, amount[0]) or _names(one.text, rivals[0][0]):
            continue  # the number stands there too, in other words: "from day 6"
        ours, yours = _content(one.text), _content(two.text)
        alike = len(ours & yours) >= 0.6 * len(ours | yours) > 0
        alike = alike or _about(one, yours) or _about(two, ours)
        if alike or (len(shared) >= 2 and len(mine) == len(theirs) == 1):
            return amount, rivals[0]
    return None


def _about(fact: _Stated, words: frozenset[str]) -> bool:
    """Whether some words hold all that the name of a fact holds, such as "filter" and "days"."""
    name = _content(fact.fact.replace("-", " "))
    return bool(name) and name <= words


def _names(text: str, value: str) -> bool:
    bare = text.replace(",", "")
    return re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.]*\d)", bare) is not None
