"""Do pages say the same of the same thing? Shared facts typed by hand, and numbers that differ."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...content.data import Item, key_list
from ...content.pages import Page
from ...model import Diagnostic, Span
from ...project import Project
from ...source_text import SourceText
from ..rule import check
from .amounts import COMMON, COUNT, FIGURE, stated_amount

Amount = tuple[str, str]
LEAST = 6  # the fewest words of a sentence that can be called another's copy


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


# Letters of a part of a fact's text that say enough, and of a word that tell it from others.
LEAST_PART, STEM = 12, 5


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
    amount = stated_amount(project.profile.counted)
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
        for amount in fact.amounts if fact.keys else ():
            by_amount[amount].append(fact)
    for place in stated:
        near = (fact for amount in place.amounts for fact in by_amount.get(amount, ()))
        for fact in {id(one): one for one in near}.values():
            if _is_typed(fact, place) or _one_of_its_sources(fact, place):
                what = f'this is the shared fact "{fact.fact}", typed by hand'
                fix = (
                    f'write {{{{ fact("{fact.fact}") }}}} instead, so that one change reaches all '
                    "pages"
                )
                yield place.source.diagnostic(place.span, "amount-fact", what, fix)


def _is_typed(fact: _Stated, place: _Stated) -> bool:
    """Whether a sentence cites all sources of a fact, and holds its amounts and its words."""
    if not (fact.keys <= place.keys and fact.amounts <= place.amounts):
        return False
    words, about = _content(fact.text), _content(fact.fact.replace("-", " "))
    ours = _content(place.text)
    return words <= ours or len(ours & (words | about)) >= 0.5 * len(words | about)


def _figures(place: _Stated) -> list[str]:
    """The numbers of a sentence, in their order."""
    return [figure.lower().rstrip(".,") for figure in FIGURE.findall(place.text)]


def _one_of_its_sources(fact: _Stated, place: _Stated) -> bool:
    """Whether a sentence holds the very words of a fact, or a part of it, and not all its sources.

    A row of a table that says what one source says is a statement of its own.
    """
    if not place.keys or not place.keys < fact.keys or "|" in place.text:
        return False
    words = re.sub(r"\s+", " ", place.text.lower())
    parts = [part.strip() for part in re.split("[;,]", fact.text.lower())]
    held = [part for part in parts if len(part) >= LEAST_PART and re.search(r"\d", part)]
    return _speaks_of(fact, place) and any(part in words for part in (fact.text.lower(), *held))


def _speaks_of(fact: _Stated, place: _Stated) -> bool:
    """Whether a sentence has at least half of the words of a fact's name, in whatever form."""
    about = {word[:STEM] for word in _content(fact.fact.replace("-", " "))}
    ours = {word[:STEM] for word in _content(place.text)}
    return bool(about) and len(about & ours) >= len(about) / 2


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
            if place.path != first.path and known and _figures(place) != _figures(first):
                mine, theirs = (
                    ", ".join(
                        map(_shown, sorted(one.amounts - two.amounts))
                        if one.amounts != two.amounts
                        else [figure for figure in _figures(one) if figure not in _figures(two)]
                    )
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
            same = len(rivals) != 1 or amount in place.amounts or _names(place.text, amount[0])
            if same or not (fact.keys <= place.keys and _speaks_of(fact, place)):
                continue
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
