"""Which part of a Markdown text is what: code, formulas, HTML comments, raw blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["fence", "code", "comment", "raw"]
FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)$")
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A key with words of its own (pymdownx.keys), which are shown as they are.
KEY = re.compile(r"\+\+\"[^\"\n]*\"\+\+")
# A formula on rows of its own, which no Markdown is read in (PyMdown Extensions, "Arithmatex").
FORMULA = re.compile(
    r"^[ \t]*(?:\$\$(?:(?!\$\$|\n[ \t]*\n|\{\{).)+\$\$"
    r"|\\\[(?:(?!\\\]|\n[ \t]*\n|\{\{).)+\\\])[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
TICKS = re.compile(r"`+|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Region:
    """The characters from `start` up to `end`, which are of one kind."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Regions:
    """Sorted, non-overlapping regions of a text."""

    spans: tuple[Region, ...]
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(region.start for region in self.spans))

    def at(self, offset: int) -> Kind | Literal[""]:
        """The kind of the region that holds an offset, or ""."""
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and offset < self.spans[index].end:
            return self.spans[index].kind
        return ""


def indent_of(row: str) -> int:
    """How far a row is indented, a tab up to the next fourth column."""
    wide = row.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def find_regions(text: str) -> Regions:
    """The regions of a text. A raw block wins: there Jinja runs nothing."""
    found = [Region(match.start(), match.end(), "raw") for match in RAW.finditer(text)]
    found = _with(found, (Region(start, end, "fence") for start, end in _fences(text)))
    comments = COMMENT.finditer(text) if "<!--" in text else ()
    found = _with(found, (Region(match.start(), match.end(), "comment") for match in comments))
    if "$$" in text or "\\[" in text:
        formulas = FORMULA.finditer(text)
        found = _with(found, (Region(match.start(), match.end(), "code") for match in formulas))
    if '++"' in text:
        keys = KEY.finditer(text)
        found = _with(found, (Region(match.start(), match.end(), "code") for match in keys))
    if "`" in text:
        found += [
            region for start, end in _gaps(found, len(text)) for region in _code(text, start, end)
        ]
        found.sort(key=lambda region: region.start)
    return Regions(tuple(found))


def _with(found: list[Region], more: Iterator[Region]) -> list[Region]:
    """Regions and those of `more` that do not begin inside one of them, sorted."""
    known = Regions(tuple(found))
    added = [region for region in more if not known.at(region.start)]
    return sorted([*found, *added], key=lambda region: region.start) if added else found


def _gaps(regions: list[Region], length: int) -> Iterator[tuple[int, int]]:
    offset = 0
    for region in regions:
        if region.start > offset:
            yield offset, region.start
        offset = max(offset, region.end)
    if offset < length:
        yield offset, length


def _code(text: str, start: int, end: int) -> Iterator[Region]:
    """Inline code: a run of backticks up to the next run of the same length in its paragraph.

    CommonMark 6.1. Each run is looked at once, so that the time is linear in the text.
    """
    paragraph: list[tuple[int, int]] = []
    for match in TICKS.finditer(text, start, end):
        if match.group()[0] == "`":
            paragraph.append((match.start(), match.end()))
        else:
            yield from _paired(text, paragraph)
            paragraph = []
    yield from _paired(text, paragraph)


def _paired(text: str, runs: list[tuple[int, int]]) -> Iterator[Region]:
    by_length: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        by_length.setdefault(runs[index][1] - runs[index][0], []).append(index)
    position = 0
    while position < len(runs):
        start, end = runs[position]
        start += escaped(text, start)  # an escaped backtick opens nothing (CommonMark 2.4)
        same = by_length.get(end - start, [])
        while same and same[-1] <= position:
            same.pop()
        if same:
            closing = runs[same[-1]]
            yield Region(start, closing[1], "code")
            position = same[-1] + 1
        else:
            position += 1


def escaped(text: str, position: int) -> bool:
    """Whether an odd number of backslashes stands before a character (CommonMark 2.4)."""
    before = text[max(0, position - 20) : position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _fences(text: str) -> Iterator[tuple[int, int]]:
    if "```" not in text and "~~~" not in text:
        return
    opened, mark, offset, depth = -1, "", 0, 0
    for row in text.split("\n"):
        match = FENCE.match(row)
        if match and opened < 0:
            opened, mark, depth = offset, match["mark"], len(match["indent"].expandtabs(4))
        elif (
            match
            and match["mark"].startswith(mark)
            and not match["info"].strip()
            and len(match["indent"].expandtabs(4)) < depth + 4  # CommonMark 4.5
        ):
            yield opened, offset + len(row)
            opened = -1
        offset += len(row) + 1
    if opened >= 0:
        yield opened, len(text)
