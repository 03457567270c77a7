"""Is a table shown as a table, with all that its rows hold?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...content.markdown import MACRO
from ...content.pages import Page
from ...content.sentences import MARKER
from ...content.tables import cells, is_rule
from ...model import Diagnostic, Edit
from ...project import Project
from ..rule import check
from .lists import OPENER, SIGN

FRAMED = re.compile(r"[ \t]*\|.*\|[ \t]*$")
BARE = re.compile(r"[|:\s-]+")
DASHED = re.compile(r"\|?[ \t]*:?[-–—−]+:?[ \t]*(?:\|[ \t]*:?[-–—−]+:?[ \t]*)+\|?[ \t]*$")
DASHES = re.compile(r"[–—−]+")
# HTML, or a definition of a word, note or address.
APART = re.compile(r"[ \t]*(?::|<[a-z/]|\[\^?[^\]]*\]:|\*\[)")


class Row(NamedTuple):
    """A row with a stroke in it: its number, its words, and those around it."""

    number: int
    words: str
    above: str
    below: str
    first: bool  # whether no row of strokes stands right above


def table_rows(page: Page) -> Iterator[Row]:
    """The rows of a page that hold a stroke, without those in HTML."""
    rows = page.document.markdown.replace(MACRO, "x").split("\n")
    for number in range(page.body_line - 1, len(rows)):
        if "|" in rows[number]:
            above = rows[number - 1] if number >= page.body_line else ""
            below = rows[number + 1] if number + 1 < len(rows) else ""
            # The first row of a table may stand behind a colon that begins a definition.
            words = re.sub(r"^([ \t]*):(?=[ \t]+\|)", r"\1 ", rows[number])
            yield Row(number, words, above, below, "|" not in above)


@check("page")
def tables(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Tables that fall apart, or say not what their cells are.

    table-blank-line (error)
        Without an empty line before it a table is shown as a row of strokes.
        Bad:
            See:
            | A | B |
            |---|---|
        Good:
            See:

            | A | B |
            |---|---|

    table-cells (error)
        What stands in more cells than the table has columns is not shown.
        Bad:
            | A | B |
            |---|---|
            | 1 | 2 | 3 |
        Good:
            | A | B | C |
            |---|---|---|
            | 1 | 2 | 3 |

    table-short (warning, house-style)
        In a row with a cell too few, what stands behind the missing one moves under another head.
        Bad:
            | A | B | C |
            |---|---|---|
            | 1 | 3 |
        Good:
            | A | B | C |
            |---|---|---|
            | 1 | | 3 |

    table-syntax (error, fixable)
        Without a line of hyphens below its first row, or with tabs for strokes, a table is shown as
        plain signs.
        Bad:
            | Bolt | Result |
            | Steel | Good |
        Good:
            | Bolt | Result |
            |---|---|
            | Steel | Good |

    table-header (error, accessibility)
        Without a header the cells are read aloud with nothing to say what they are (WCAG 1.3.1).
        Bad:
            | | |
            |---|---|
            | 1 | 2 |
        Good:
            | Bolt | Days |
            |---|---|
            | 1 | 2 |
    """
    columns, last = 0, -9
    for row in table_rows(page):
        columns = columns if row.number == last + 1 else 0
        last = row.number
        if not columns and is_rule(row.below):
            columns = len(cells(row.words))
            yield from _head(page, row, columns)
            yield from _header(page, row)
        elif columns and not BARE.fullmatch(row.words.strip()):
            parts = cells(row.words)
            count = len(parts)
            if any(part.strip() for part in parts[columns:]):
                what = f"this row has {count} cells, the table has {columns} columns: the last is "
                fix = "put what it says into the other cells, or add a column; write \\| for a "
                at = page.text.offset(row.number + 1)
                yield page.text.diagnostic(
                    at, "table-cells", f"{what}not shown", f"{fix}stroke in the text"
                )
            elif 1 < count < columns:
                what = f"this row has {count} cells, the table has {columns} columns: what stands "
                what += "behind the missing cell moves under another head"
                fix = "add the missing cell, empty if need be, with its own stroke |"
                at = page.text.offset(row.number + 1)
                yield page.text.diagnostic(at, "table-short", what, fix)
        elif not columns and not row.words.startswith("    "):
            yield from _ruleless(page, row)
    yield from _tabbed(page)
    yield from _headless(page)


def _head(page: Page, row: Row, columns: int) -> Iterator[Diagnostic]:
    text = page.text
    if row.above.strip() and not OPENER.match(row.above):
        what = "this table follows its lead without an empty line, and is shown as a row of strokes"
        fix = "add an empty line above this line"
        yield text.diagnostic(text.offset(row.number + 1), "table-blank-line", what, fix)
    parts = len(cells(row.below))
    if parts != columns:
        what = f"the line below the header has {parts} parts, the header has {columns} columns: "
        at = text.offset(row.number + 2)
        fix = "write |---| once for each column"
        yield text.diagnostic(at, "table-cells", f"{what}the table is shown as strokes", fix)


def _header(page: Page, row: Row) -> Iterator[Diagnostic]:
    """Cells of the header without words; the first may be one, above the names of rows."""
    heads = [cell.strip() for cell in cells(row.words)]
    what = fix = ""
    if len(heads) > 1 and not any(heads):
        what, fix = "the table's header is empty", "write what each column holds"
    elif len(heads) > 2 and not all(heads[1:]):
        what = f"column {heads.index('', 1) + 1} of the table has no header"
        fix = "write what the column holds"
    if what:
        at = page.text.offset(row.number + 1)
        yield page.text.diagnostic(at, "table-header", what, fix)


def _headless(page: Page) -> Iterator[Diagnostic]:
    """Tables in HTML without a header cell."""
    what = "the table has no header cells"
    fix = "write <th> for the cells that say what the others hold, or write the table in Markdown"
    opened = headed = None
    for tag in (*page.document.tags, None):
        if tag is None or tag.name == "table":
            if opened and not headed:
                yield page.text.diagnostic(opened.at, "table-header", what, fix)
            plain = tag and (tag.closing or tag.value("role") in ("presentation", "none"))
            opened, headed = (None if plain else tag), False
        headed = headed or tag.name == "th" if tag else False


def _ruleless(page: Page, row: Row) -> Iterator[Diagnostic]:
    text, span = page.text, page.text.line_span(row.number + 1)
    strokes, below = row.words.count("|"), row.below.strip()
    framed = FRAMED.match(row.words) and strokes > 2 and row.below.count("|") == strokes
    if row.first and framed and not BARE.fullmatch(below) and not DASHED.match(below):
        line = re.sub(r"[^|]+", "---", row.words.strip().strip("|"))
        yield text.diagnostic(
            span,
            "table-syntax",
            "this table has no line of hyphens below its first row, so that it is shown as a row "
            "of strokes",
            f"add the line |{line}| below this one",
            Edit(span.end, span.end, f"\n|{line}|"),
        )
    elif not row.first and DASHED.match(row.words.strip()) and DASHES.search(row.words):
        new = DASHES.sub("---", row.words)
        what = (
            "dashes stand below the table's first row where hyphens belong, so that the table is "
            "shown as a row of strokes"
        )
        fix = f"write {new.strip()}"
        yield text.diagnostic(span, "table-syntax", what, fix, Edit(span.start, span.end, new))


def _is_point(row: str) -> bool:
    """Whether a row is a point of a list, or a definition."""
    return any(pattern.match(row) for pattern in (MARKER, SIGN, APART)) or row.endswith("\\")


def _tabbed(page: Page) -> Iterator[Diagnostic]:
    """Rows of cells parted by tabs, as a spreadsheet copies them."""
    rows = page.document.markdown.split("\n") if "\t" in page.document.markdown else []
    last = -9
    for number in range(page.body_line - 1, len(rows) - 1):
        row, below = rows[number].strip(), rows[number + 1].strip()
        if "\t" not in row or "|" in row or _is_point(row) or rows[number].endswith("  "):
            continue
        if last != number - 1 and "|" not in below and below.count("\t") == row.count("\t"):
            what = (
                "these lines hold tabs, as a spreadsheet copies them: they are shown as one long "
                "sentence"
            )
            fix = "write | between the cells, and a line |---|---| below the first row"
            yield page.text.diagnostic(page.text.offset(number + 1), "table-syntax", what, fix)
        last = number
