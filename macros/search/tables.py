"""Tables in the index: Material keeps the words of a table and drops its shape, so that no sentence of it can be read."""

from __future__ import annotations

import re

__all__ = ["legible", "tables"]

ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$")
RULE = re.compile(r"^[ \t]*\|[\s:|-]+\|[ \t]*$")


def tables(source: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The tables of a Markdown text: (the words of the header, [(first cell, beginning of the second), …]), all as plain text."""
    found, lines = [], source.split("\n")
    for number, line in enumerate(lines[:-1]):
        if ROW.match(line) and RULE.match(lines[number + 1]):
            rows = []
            for row in lines[number + 2 :]:
                match = ROW.match(row)
                if not match:
                    break
                cells = [_plain(cell) for cell in match[1].split("|")]
                if len(cells) > 1 and cells[0] and cells[1]:
                    rows.append((cells[0], " ".join(cells[1].split()[:3])))
            found.append(
                (
                    " ".join(
                        filter(None, (_plain(cell) for cell in ROW.match(line)[1].split("|")))
                    ),
                    rows,
                )
            )
    return found


def legible(text: str, found: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """An indexed text in which each row of a table is a line of its own, "Gauge: Needles run …", and headers are gone."""
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
