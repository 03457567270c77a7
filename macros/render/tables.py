"""Tables that a narrow screen can show: each cell carries the name of its column.

Below 45em the theme shows a row as a card, with the name before each value (WCAG 2.2, 1.4.10: no
scrolling in two directions). A table with cells over several columns or rows stays as it is, and
scrolls in a box of its own.
"""

import re
from html import escape

from ..markup import Say, filled

TABLE = re.compile(r"<table(?P<attributes>[^>]*)>(?P<inside>.*?)</table>", re.DOTALL)
HEAD = re.compile(r"<thead[^>]*>(.*?)</thead>", re.DOTALL)
ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[dh])((?:\s[^>]*)?)>")
SPANNING = re.compile(r"<t[dh][^>]*\s(?:col|row)span=")
NAME = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
EMPTY = re.compile(r"<th\b[^>]*>\s*</th>")  # a header without words names nothing
MARK = re.compile(r'<sup class="cite".*?</sup>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
BOX = '<div class="table-scroll" role="group" aria-label="{}" tabindex="0">'


def labelled(html: str, say: Say = filled) -> str:
    """A page's HTML with `data-label` on the cells of its tables.

    A table from Markdown, which has no attribute, gets its scrolling box too; a macro's tables see
    to that themselves. Without scripts the box is a stop for the Tab key; with them only while it
    scrolls.
    """
    box = BOX.format(escape(say("Table")))
    return TABLE.sub(lambda match: _table(match, box), html)


def _table(match: re.Match[str], box: str) -> str:
    attributes, inside = match["attributes"], match["inside"]
    head = HEAD.search(inside)
    names = [_text(name) for name in NAME.findall(head[1])] if head else []
    cards = bool(names) and not SPANNING.search(inside)
    if head and cards:
        body = ROW.sub(lambda row: _row(row[0], names), inside[head.end() :])
        inside = EMPTY.sub("<td></td>", inside[: head.end()]) + body
    if attributes:
        return f"<table{_with_class(attributes, cards)}>{inside}</table>"
    return f'{box}<table class="data{" cards" if cards else ""}">{inside}</table></div>'


def _with_class(attributes: str, cards: bool) -> str:
    return re.sub(r'(class="[^"]*)"', r'\1 cards"', attributes, count=1) if cards else attributes


def _row(row: str, names: list[str]) -> str:
    columns = iter(names)

    def cell(match: re.Match[str]) -> str:
        name = next(columns, "")
        label = f' data-label="{name}"' if name and match[1] == "td" else ""
        return f"<{match[1]}{match[2]}{label}>"

    return CELL.sub(cell, row)


def _text(html: str) -> str:
    """A header's words, fit for an attribute: entities are left as they are."""
    return " ".join(TAG.sub("", MARK.sub("", html)).replace('"', "&quot;").split())
