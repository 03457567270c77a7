"""What the indents and bars of a page mean: boxes, tabs, depths of lists, cells of tables."""

import re

from ..content.regions import indent_of

CALLOUT = re.compile(r"^\s*(!!!|\?\?\?\+?)\s*([\w-]+)(?:\s+inline(?:\s+end)?)?")
OPENING = re.compile(r"[ \t>]*(?:!!!|\?\?\?|===)[!+]*[ \t]")
LISTED = re.compile(r"[ \t>]*(?:[-*+]|(?P<number>\d+)[.)])\s")
HEADING = re.compile(r"(#{1,6})(?!#)")
# Between the head of a table and its rows (Python-Markdown, "Tables").
RULE = re.compile(r"\s*\|?[\s|:-]*-[\s|:-]*")
BAR = re.compile(r"(?<!\\)\|")
# How far a list stands within another (Python-Markdown, tab_length).
STEP = 4


class Layout:
    """The boxes and lists that a row stands in; `mark` is asked for each row that is not empty."""

    def __init__(self) -> None:
        self.boxes: list[int] = []
        self.items: list[int] = []
        self.numbered: list[int] = []

    def mark(self, row: str, *, continued: bool) -> str:
        """What a row's place says, as tokens.

        A box that ends before it, its depth as an item or a heading, and the first number of a
        list.
        """
        indent = indent_of(row)
        ended = [one for one in self.boxes if one >= indent]
        self.boxes = [one for one in self.boxes if one < indent]
        if OPENING.match(row):
            self.boxes.append(indent)
        if heading := HEADING.match(row):
            return "⟦end⟧ " * len(ended) + f"⟦heading {len(heading[1])}⟧ "
        return "⟦end⟧ " * len(ended) + self._item(row, indent, continued=continued)

    def _item(self, row: str, indent: int, *, continued: bool) -> str:
        match = LISTED.match(row)
        if match is None:
            if not continued:  # a line of an item's own paragraph may stand at any indent
                self.items = [one for one in self.items if one < indent // STEP]
                self.numbered = [one for one in self.numbered if one < indent]
            return ""
        self.items = [one for one in self.items if one < indent // STEP]
        mark = f"⟦in {len(self.items)}⟧ " if self.items else ""
        self.items.append(indent // STEP)
        first = not self.numbered or self.numbered[-1] < indent
        self.numbered = [one for one in self.numbered if one < indent]
        if not match["number"]:
            return mark
        self.numbered.append(indent)
        return f"{mark}⟦from {match['number']}⟧ " if first else mark


def cells(row: str) -> str:
    """A row of a table with a token between its cells; nothing for the line below its head."""
    if "|" not in row:
        return row
    if RULE.fullmatch(row):
        return ""
    return BAR.sub(" ⟦cell⟧ ", BAR.sub("", row.strip(), count=1) if row.strip()[:1] == "|" else row)
