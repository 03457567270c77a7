"""A page's running text in the pieces that a citation stands for: sentence, list item, row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .markdown import MACRO
from .tables import is_rule

MARKER = re.compile(r"[ \t]*(?:>[ \t]?)*(?:[-*+]|\d+[.)])[ \t]+")
SKIP = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]*\S|!!!|\?\?\?\+?[ \t]|===|\[[^\]]+\]:[ \t]|(?:=+|-+)[ \t]*$)"
)
# A full stop ends a sentence where white space and a new beginning follow; the marks of citations
# belong to what they follow.
END = re.compile(
    rf"[.!?…][\"”’')\]*_]*(?:{MACRO}+)?[\"”’')\]*_]*(?=\s+[\"“‘'(\[*_]*[A-Z0-9Α-Ω{MACRO}\[])"
)
SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|et al|approx|ca|cf|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Fig|Figs|Inc|Ltd|Co"
    r"|resp|max|min)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Offsets of one piece into the page's text; `kind` is sentence, item or row."""

    start: int
    end: int
    kind: str


def read_pieces(clean: str, first: int) -> tuple[Piece, ...]:
    """All pieces of a text whose body begins on the line `first`, in order.

    Headings, titles of boxes, code and table headers are none.
    """
    found: list[Piece] = []
    block: list[int] = []  # start, end, 1 for a list item
    offset, rows = 0, clean.split("\n")

    def flush() -> None:
        if block:
            start, end, item = block
            if item:
                found.append(Piece(start, end, "item"))
            else:
                found.extend(sentences(clean, start, end))
            block.clear()

    for number, row in enumerate(rows):
        start, end = offset, offset + len(row)
        offset = end + 1
        if number + 1 < first or not row.strip() or SKIP.match(row):
            flush()
            continue
        if row.lstrip().startswith("|"):
            flush()
            header = number + 1 < len(rows) and is_rule(rows[number + 1])
            if not header and not is_rule(row):
                found.append(Piece(start, end, "row"))
            continue
        marker = MARKER.match(row)
        if marker:
            flush()
            block.extend((marker.end() + start, end, 1))
        elif block:
            block[1] = end
        else:
            block.extend((start, end, 0))
    flush()
    return tuple(found)


def sentences(clean: str, start: int, end: int) -> Iterator[Piece]:
    """The sentences of one paragraph, each with the marks that follow its stop.

    In: a text in which marks are `MACRO` characters, and where the paragraph begins and ends.
    """
    begin, block = start, clean[start:end]
    for match in END.finditer(block):
        if SHORT.search(block, max(0, match.start() - 12), match.start() + 1):
            continue
        stop = start + match.end()
        yield Piece(begin, stop, "sentence")
        begin = stop
    if clean[begin:end].strip():
        yield Piece(begin, end, "sentence")
