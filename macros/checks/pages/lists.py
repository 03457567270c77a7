"""Are the points of a list shown as points, each on its level?"""

import re
from collections.abc import Iterator

from ...content.markdown import MACRO
from ...content.pages import Page
from ...content.regions import indent_of
from ...content.sentences import MARKER
from ...model import Diagnostic, Edit, Span
from ...project import Project
from ..rule import check

POINT = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+]|\d{1,2}\.)[ \t]+\S")
# What a list can stand right below: a heading, a quotation, a table, HTML, a box, a tab, a block.
OPENER = re.compile(
    r"[ \t]*(?:[-*+][ \t]*\u00a0|"
    r"#{1,6}[ \t]*\S|>|\||<|!!!|\?\?\?|===|///|:::|\*\[|\[\^|(?:[-*_][ \t]*){3,}$)"
)
# A word processor's bullet, a dash, a bracket for a stop, or a sign without its space.
SIGN = re.compile(
    r"(?P<indent>[ \t]*)(?P<sign>(?P<hard>[•·●▪◦■‣⁃∙◆➢➤✓✔\uf0b7\uf0a7])[ \t\u00a0]*"
    r"|(?P<tied>[-*+])[ \t]*\u00a0[ \t\u00a0]*|[–—−][ \t\u00a0]+|o[ \t\u00a0]+"
    r"|\(?\d{1,2}\)[ \t]+|[§→»][ \t\u00a0]+"
    r"|[-*+](?=[A-Za-z][a-z']*(?:[ ,;.:][^*\n]*)?$))(?P<rest>\S.*)"
)
# What a definition begins with, which may be a list.
TERM = re.compile(r"^[ \t]*:[ \t]+(?=[-*+]|\d+\.)")
# What ends a line, so that the next one stands below it.
BREAK = re.compile(r"(?: {2}|\\|<br ?/?>)[ \t]*$", re.IGNORECASE)
# These stand in running text too.
SOFT = "·∙◆➢➤✓✔"


@check("page")
def lists(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Lists that begin or go on in the wrong place.

    list-blank-line (error)
        Without an empty line before it a list is shown as one long sentence.
        Bad:
            Look for:
            - redness
            - swelling
        Good:
            Look for:

            - redness
            - swelling

    list-indent (warning, fixable)
        Points below a point are indented by four spaces; with two or three they are shown on the
        level above.
        Bad:
            - bolt
              - nut
        Good:
            - bolt
                - nut
    """
    rows, text = page.document.markdown.split("\n"), page.text
    reported = -1  # the last row of a list that has a diagnostic
    levels = list[int]()  # the indents of points
    step = project.facts.list_indent
    for number in range(page.body_line - 1, len(rows)):
        row, before = rows[number], rows[number - 1] if number else ""
        before = TERM.sub("", before)
        point, indent = POINT.match(row), indent_of(row)
        if not point:
            if row.strip() and indent == 0 and not before.strip():
                levels = []
            continue
        # Of a row that is only a call or a statement nobody knows what it leaves.
        follows = bool(before.replace(MACRO, " ").strip()) and number >= page.body_line
        if ("|" in row and "|" in before) or (follows and reported == number - 1):
            reported = number
        elif follows and not levels and not MARKER.match(before) and not OPENER.match(before):
            reported = number
            if indent_of(before) <= indent and point["sign"] in ("-", "*", "+", "1."):
                what = "this list follows its lead without an empty line, and is shown as one long "
                at = text.offset(number + 1, len(point["indent"]) + 1)
                fix = "add an empty line above this line"
                yield text.diagnostic(at, "list-blank-line", f"{what}sentence", fix)
            else:
                reported = number
        elif (
            step == 4
            and levels
            and indent % 4 > 1
            and indent - levels[-1] in (2, 3)
            and MARKER.match(before)
        ):
            good, start = levels[-1] + 4, text.offset(number + 1)
            yield text.diagnostic(
                start,
                "list-indent",
                f"this point is indented by {indent} spaces, and is shown on the level above",
                f"indent it by {good} spaces",
                Edit(start, start + len(point["indent"]), " " * good),
            )
        else:
            levels = [level for level in levels if level < indent] + [indent]


@check("page")
def list_signs(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Rows that look like the points of a list, and are none here.

    list-sign (error, fixable)
        A word processor's bullet, or one without a space after it, makes no list: all its points
        run together.
        Bad:
            • redness
            • swelling
        Good:
            - redness
            - swelling
    """
    rows, text = page.document.markdown.split("\n"), page.text
    last = -1
    for number in range(page.body_line - 1, len(rows)):
        first = SIGN.match(rows[number]) if number > last else None
        if not first:
            continue
        last = number
        while last + 1 < len(rows) and SIGN.match(rows[last + 1]):
            last += 1
        before = rows[number - 1].strip() if number else ""
        if not _is_list(first, rows[number + 1 : last + 1], before):
            continue
        whole = Span(text.offset(number + 1), text.line_span(last + 1).end)
        points = [_as_point(line) for line in text.slice(whole).split("\n")]
        yield text.diagnostic(
            whole.start + first.start("sign"),
            "list-sign",
            f'"{first["sign"].strip()}" begins no point of a list here: the points run together',
            f'begin each with "{_point(first)}"',
            Edit(whole.start, whole.end, "\n" * bool(before) + "\n".join(points)),
        )


def _is_list(first: re.Match[str], more: list[str], before: str) -> bool:
    """Whether the sign can stand for nothing but a point, or another row goes on with it.

    Rows that end with a break of the line do not run together.
    """
    if more and all(BREAK.search(row) for row in (first.group(), *more[:-1])):
        return False
    if first["tied"] or (first["hard"] and first["hard"] not in SOFT):
        return True
    after = SIGN.match(more[0]) if more else None
    alike = after is not None and after["sign"].strip()[-1:] == first["sign"].strip()[-1:]
    return alike and not before.startswith(("-", "*", "+"))


def _point(sign: re.Match[str]) -> str:
    number = re.search(r"\d+", sign["sign"])
    return f"{number[0]}. " if number else "- "


def _as_point(row: str) -> str:
    sign = SIGN.match(row)
    return f"{sign['indent']}{_point(sign)}{sign['rest']}" if sign else row
