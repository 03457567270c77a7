"""Tables in the index: Material keeps a table's words and drops its shape: no sentence is left."""

import re
from itertools import takewhile

from ..content.tables import cells, is_rule

ROW = re.compile(r"[ \t]*\|.+\|[ \t]*$")


def tables(source: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The tables of a Markdown text, as plain text.

    Out: (the words of the header, [(first cell, beginning of the second), …]).
    """
    found, lines = [], source.split("\n")
    for number, line in enumerate(lines[:-1]):
        if not ROW.match(line) or not is_rule(lines[number + 1]):
            continue
        rows = []
        for row in takewhile(ROW.match, lines[number + 2 :]):
            words = [_plain(cell) for cell in cells(row)]
            if len(words) > 1 and words[0] and words[1]:
                rows.append((words[0], " ".join(words[1].split()[:3])))
        found.append((" ".join(filter(None, map(_plain, cells(line)))), rows))
    return found


def legible(text: str, found: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """An indexed text with each row of a table on a line of its own, and without headers.

    A row reads "Gauge: Needles run from …".
    """
    for header, rows in found:
        if header not in text:
            continue
        text = text.replace(header, "\n", 1)
        for first, second in rows:
            text = text.replace(f" {first} {second}", f"\n{first}: {second}", 1)
    return text


def _plain(cell: str) -> str:
    cell = re.sub(r"\{\{.*?\}\}", "", cell)
    cell = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell)
    return " ".join(re.sub(r"[*_`]|\{[^}]*\}|<[^>]+>", "", cell).split())
