"""Which part of a Markdown text is what: fenced code, inline code, HTML comments, Jinja raw blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["RAW", "Zones", "zones"]

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)$")
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Zones:
    """Which part of a text is what: sorted, non-overlapping (start, end, kind); kind is fence, code, comment or raw."""

    spans: tuple[tuple[int, int, str], ...]

    def at(self, position: int) -> str:
        """The kind of the zone that holds a position, or ""."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle][1] <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.spans) and self.spans[low][0] <= position:
            return self.spans[low][2]
        return ""


def zones(text: str) -> Zones:
    """Find fenced code, inline code, HTML comments and Jinja raw blocks. `raw` wins: there Jinja runs nothing."""
    found: list[tuple[int, int, str]] = [(m.start(), m.end(), "raw") for m in RAW.finditer(text)]
    fences = _fences(text)
    found += [(a, b, "fence") for a, b in fences if not _inside(a, found)]
    found += [
        (m.start(), m.end(), "comment")
        for m in COMMENT.finditer(text)
        if not _inside(m.start(), found)
    ]
    found.sort()
    code = []
    for start, end in _gaps(found, len(text)) if "`" in text else ():
        for match in re.finditer(
            r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", text[start:end], re.DOTALL
        ):
            code.append((start + match.start(), start + match.end(), "code"))
    return Zones(tuple(sorted(found + code)))


def _inside(position: int, spans: list[tuple[int, int, str]]) -> bool:
    return any(a <= position < b for a, b, _ in spans)


def _gaps(spans: list[tuple[int, int, str]], length: int):
    position = 0
    for start, end, _ in spans:
        if start > position:
            yield position, start
        position = max(position, end)
    if position < length:
        yield position, length


def _fences(text: str) -> list[tuple[int, int]]:
    if "```" not in text and "~~~" not in text:
        return []
    found, opened, mark, offset = [], None, "", 0
    for row in text.split("\n"):
        match = FENCE.match(row)
        if match and opened is None:
            opened, mark = offset, match["mark"]
        elif (
            match
            and match["mark"][0] == mark[0]
            and len(match["mark"]) >= len(mark)
            and not match["info"].strip()
        ):
            found.append((opened, offset + len(row)))
            opened = None
        offset += len(row) + 1
    if opened is not None:
        found.append((opened, len(text)))
    return found
