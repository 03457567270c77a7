"""Tables in the index: Material keeps a table's words and drops its shape: no sentence is left."""

import re

ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$")
RULE = re.compile(r"^[ \t]*\|[\s:|-]+\|[ \t]*$")


def tables(source: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The tables of a Markdown text, as plain text.

    Out: (the words of the header, [(first cell, beginning of the second), …]).
    """
    found, lines = [], source.split("\n")
    for number, line in enumerate(lines[:-1]):
        head = ROW.match(line)
        if not head or not RULE.match(lines[number + 1]):
            continue
        rows = []
        for row in map(ROW.match, lines[number + 2 :]):
            if not row:
                break
            cells = [_plain(cell) for cell in row[1].split("|")]
            if len(cells) > 1 and cells[0] and cells[1]:
                rows.append((cells[0], " ".join(cells[1].split()[:3])))
        found.append((" ".join(filter(None, map(_plain, head[1].split("|")))), rows))
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
