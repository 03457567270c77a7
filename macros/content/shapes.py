"""The fields of the data files: what each is for, what it holds, and whether it must be there.

One table for the reader of the files, which says what is wrong in them, and for the JSON Schemas
that editors read (`python -m macros schema`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import (
    Annotated,
    Any,
    NamedTuple,
    NotRequired,
    TypedDict,
    get_args,
    get_origin,
    get_type_hints,
)

from ..suggest import nearest

Id = Annotated[str, "the name by which pages call it; no other item of the file has it"]
Keys = Annotated[list[str], "the keys of its sources, in square brackets"]


class Fact(TypedDict):
    """A number or statement that several pages use, shown by fact()."""

    id: Id
    text: Annotated[str, "the words that pages show"]
    cite: Keys


class Value(TypedDict):
    """An answer as a number, for the drawing of how far apart answers are."""

    low: NotRequired[Annotated[float, "the lower end, or the number itself"]]
    high: NotRequired[Annotated[float, "the upper end"]]
    unit: NotRequired[Annotated[str, "the unit of both"]]


class Answer(TypedDict):
    """One answer to a disputed question."""

    answer: Annotated[str, "the answer in a few words"]
    detail: NotRequired[Annotated[str, "what the source found or says"]]
    group: NotRequired[Annotated[str, "of whom, how many, and how it was studied"]]
    cite: NotRequired[Keys | str]
    value: NotRequired[Annotated[Value, "the answer as a number"]]


class Dispute(TypedDict):
    """A question on which good sources differ, shown by differ()."""

    id: Id
    question: Annotated[str, "the question in one sentence"]
    topic: NotRequired[Annotated[str, "the group under which it is listed"]]
    asked_by: NotRequired[Annotated[str, "whose question it is"]]
    answers: Annotated[list[Answer], "the answers, each with its sources"]
    reading: Annotated[str, "a cautious reading of all of them"]
    plain: NotRequired[Annotated[str, "the reading in everyday words"]]


class Term(TypedDict):
    """A word of the glossary, shown by term()."""

    id: Id
    term: Annotated[str, "the word"]
    kind: NotRequired[Annotated[str, "whose word it is"]]
    definition: Annotated[str, "what it means, in a sentence or two"]
    aliases: NotRequired[Annotated[list[str], "other words for it"]]
    misspellings: NotRequired[Annotated[list[str], "how people mistype it"]]
    us: NotRequired[Annotated[str, "the US spelling"]]
    uk: NotRequired[Annotated[str, "the UK spelling"]]
    page: NotRequired[Annotated[str, "the page, below docs, that says more"]]
    section: NotRequired[Annotated[str, "the heading on that page"]]


class Figure(TypedDict):
    """A drawing, shown by figure(): its file has the id as its name."""

    id: Id
    caption: Annotated[str, "one plain sentence below the drawing"]


class Row(TypedDict):
    """One row of a chart."""

    label: Annotated[str, "what the row is, as its source names it"]
    value: NotRequired[Annotated[float, "in the unit of the chart"]]
    low: NotRequired[Annotated[float, "the lower end of the source's own interval"]]
    high: NotRequired[Annotated[float, "the upper end of the source's own interval"]]
    n: NotRequired[Annotated[str | int, "how many the source counts"]]
    group: NotRequired[Annotated[str, "who was counted"]]
    counted: NotRequired[Annotated[str, "what was counted"]]
    cite: NotRequired[Keys | str]


class Chart(TypedDict):
    """Numbers of several sources side by side, shown by chart()."""

    id: Id
    title: Annotated[str, "what the chart shows"]
    unit: NotRequired[Annotated[str, "the unit of all values"]]
    note: NotRequired[Annotated[str, "what must be known to read it"]]
    rows: Annotated[list[Row], "the rows, each with its source"]


# "from" is a word of Python's own, so that this one can't be a class body.
OpenQuestion = TypedDict(
    "OpenQuestion",
    {
        "id": Id,
        "question": Annotated[str, "the question in one sentence"],
        "why": NotRequired[Annotated[str, "why it is open, and what pages say meanwhile"]],
        "pages": NotRequired[Annotated[list[str], "the pages, below docs, that it concerns"]],
        "from": NotRequired[Annotated[str, "what would answer it: the heading of its group"]],
    },
)
OpenQuestion.__doc__ = "A question that the handbook can't answer yet."


class Erratum(TypedDict):
    """What was wrong and was withdrawn, shown by errata()."""

    id: Id
    page: Annotated[str, "the page, below docs"]
    since: NotRequired[Annotated[str, "the day from which it stood there"]]
    until: NotRequired[Annotated[str, "the day on which it was withdrawn"]]
    because: Annotated[str, "why"]
    said: NotRequired[Annotated[str, "what the page said"]]


class Reworded(TypedDict):
    """Words that a page does not say any more, and what it says in their place."""

    was: NotRequired[Annotated[str, "what the page said"]]
    now: NotRequired[Annotated[str, "what it says"]]


class News(TypedDict):
    """What a review changed for readers, for the feed."""

    id: Id
    page: Annotated[str, "the page, below docs"]
    day: Annotated[str, "the day of the review"]
    changes: NotRequired[Annotated[list[Reworded], "what reads otherwise"]]


class Contributor(TypedDict):
    """Somebody who asked to be thanked by name, shown by contributors()."""

    id: Id
    name: Annotated[str, "the name, as they wrote it"]


class Sign(TypedDict):
    """Something that a reader may notice, and how fast to act."""

    id: Id
    who: Annotated[str, "whom it concerns"]
    level: Annotated[str, "the box of urgency in which it is listed"]
    words: Annotated[str, "the one wording, as said to the reader"]
    also: NotRequired[Annotated[list[str], "other words for it"]]
    cite: NotRequired[Keys]
    open: NotRequired[Annotated[str, "the open question, where no source says how fast"]]


SHAPES: Mapping[str, type] = {
    "facts": Fact,
    "disputes": Dispute,
    "glossary": Term,
    "figures": Figure,
    "charts": Chart,
    "open": OpenQuestion,
    "errata": Erratum,
    "changes": News,
    "contributors": Contributor,
    "signs": Sign,
}


class Fault(NamedTuple):
    """What is wrong with a part of an item: the rule, the steps to the part, what, and the fix."""

    rule: str
    steps: tuple[str | int, ...]
    what: str
    fix: str
    word: str = ""  # the name that was meant, in the place of a field's name


def unwrapped(hint: Any) -> tuple[Any, str, bool]:
    """(type, what it is for, whether it must be there) of a field's annotation."""
    needed, about = True, ""
    while get_origin(hint) in (NotRequired, Annotated):
        if get_origin(hint) is NotRequired:
            needed = False
        else:
            about = about or str(hint.__metadata__[0])
        hint = get_args(hint)[0]
    return hint, about, needed


@cache
def _fields(shape: type) -> dict[str, tuple[Any, str, bool]]:
    hints = get_type_hints(shape, include_extras=True)
    return {name: unwrapped(hint) for name, hint in hints.items()}


def required(shape: type) -> tuple[str, ...]:
    """The fields that an item must have."""
    return tuple(name for name, (_, _, needed) in _fields(shape).items() if needed)


def faults(
    value: dict[Any, Any], shape: type, steps: tuple[str | int, ...] = ()
) -> Iterator[Fault]:
    """What is wrong in an item: a field that lacks, is misspelt, or holds another kind of thing.

    A field that nothing reads is a note of the author's own, unless its name is close to one that
    is read and is not there. A single word or number does for a text.
    """
    fields = _fields(shape)
    absent = [name for name in fields if value.get(name) in (None, "", [])]
    meant = set()
    for name in value:
        if name not in fields and (near := nearest(str(name), absent, 0.7)):
            meant.add(near)
            what, fix = f'there is no field "{name}" here', f'did you mean "{near}"?'
            yield Fault("data-field", (*steps, name), what, fix, near)
    missing = [name for name in required(shape) if name in absent and name not in meant]
    if missing:
        whose = f'the item "{value.get("id", "?")}"' if "id" in fields else "this"
        yield Fault("data-missing", steps, f"{whose} lacks {', '.join(missing)}", "add it")
    for name, (hint, _, _) in fields.items():
        if name not in absent:
            yield from _wrong(value[name], hint, (*steps, name))


def _wrong(value: Any, hint: Any, steps: tuple[str | int, ...]) -> Iterator[Fault]:
    name = next(str(step) for step in reversed(steps) if isinstance(step, str))
    kind = unwrapped(hint)[0]
    origin = get_origin(kind)
    if isinstance(kind, type) and hasattr(kind, "__required_keys__"):
        if isinstance(value, dict):
            yield from faults(value, kind, steps)
        else:
            fix = f"write each as name: value, with {', '.join(_fields(kind))}"
            yield Fault("data-syntax", steps, f'"{name}" has no fields here', fix)
    elif origin is list:
        if isinstance(value, list):
            for number, one in enumerate(value):
                yield from _wrong(one, get_args(kind)[0], (*steps, number))
        else:
            yield _no_list(name, value, steps)
    elif origin is not None:  # a text, or something else
        found = [list(_wrong(value, one, steps)) for one in get_args(kind) if one is not str]
        yield from [] if isinstance(value, str) or [] in found else found[0]
    elif kind in (float, int) and (isinstance(value, bool) or not isinstance(value, float | int)):
        fix = "write a plain number, and its unit beside it"
        if isinstance(value, str) and re.fullmatch(r"-?\d+,\d+", value):
            fix = f"write {value.replace(',', '.')}, with a point"
        yield Fault("data-syntax", steps, f'"{name}" is no number: {str(value)[:40]}', fix)
    elif isinstance(value, str) and re.fullmatch(r"[“”„][^“”„\"]*[“”]", value):
        what = f'curled quotes stand round the text of "{name}", and would be shown'
        yield Fault("data-syntax", steps, what, f'write {name}: "{value[1:-1][:40]}…", straight')
    elif value is None or isinstance(value, dict | list):
        shown = "nothing" if value is None else "a list" if isinstance(value, list) else "fields"
        fix = f'write {name}: "…", in double quotes'
        fix = f"write {name}: [first, second]" if isinstance(steps[-1], int) else fix
        yield Fault("data-syntax", steps, f'"{name}" holds {shown} in the place of a text', fix)


def _no_list(name: str, value: Any, steps: tuple[str | int, ...]) -> Fault:
    hyphens = isinstance(value, dict)
    fix = "begin each item with a hyphen" if hyphens else f"write {name}: [{value}]"
    what = f'"{name}" is not a list, so that none is read'
    if name == "cite":
        what = "the sources are not in square brackets, so that none is read"
    return Fault("data-syntax", steps, what, fix)
