"""Is the page whole: no template text left, no part missing, nothing that Markdown would swallow or flatten?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.markdown import MACRO, Document
from ...content.pages import Page
from ...content.sentences import MARKER
from ...model import Diagnostic
from ...project import Project
from ...suggest import closest
from ..rule import Rule

__all__ = ["BOXES", "RULES", "check"]

RULES = (
    Rule(
        "placeholder",
        "Document that was to be replaced is still here, and a reader takes it for advice or for carelessness.",
        "Flush with XX mL. TODO: ask the pharmacist",
        "Flush with 20 mL.",
    ),
    Rule(
        "section-empty",
        "A heading that promises something, with nothing below it.",
        "## How often\n\n## How much",
        "## How often\n\nEvery 4 weeks.\n\n## How much",
        "warning",
    ),
    Rule(
        "box-missing",
        "Each practice page says what is dangerous, how strong the evidence is and what local policy decides; each page with emergency boxes has all four. Readers look for them at once.",
        "a clinicians' page without !!! red-flag",
        '!!! red-flag "Red flags"\n\n    - …',
    ),
    Rule(
        "box-unknown",
        "A box of an unknown kind has no colour and no sign: a warning then looks like plain text.",
        '!!! red-flags "Red flags"',
        '!!! red-flag "Red flags"',
        fixable=True,
    ),
    Rule(
        "box-title",
        "The emergency boxes have the same words on every page, so that nobody has to think.",
        '!!! call-now "Emergency"',
        '!!! call-now "Call 999, 112 or 911 now"',
        fixable=True,
    ),
    Rule(
        "box-order",
        "The most urgent comes first: a frightened reader stops at the first box that fits.",
        "!!! call-today … above !!! call-now …",
        "!!! call-now … above !!! call-today …",
    ),
    Rule(
        "box-indent",
        "The text of a box is indented by four spaces; with fewer it falls out of the box.",
        '!!! red-flag "Red flags"\n\n- pain',
        '!!! red-flag "Red flags"\n\n    - pain',
    ),
    Rule(
        "list-blank-line",
        "Without an empty line before it a list is shown as one long sentence.",
        "Look for:\n- redness\n- swelling",
        "Look for:\n\n- redness\n- swelling",
    ),
    Rule(
        "list-indent",
        "Points below a point are indented by four spaces; with two or three they are shown on the level above.",
        "- port\n  - needle",
        "- port\n    - needle",
        "warning",
        True,
    ),
    Rule(
        "table-blank-line",
        "Without an empty line before it a table is shown as a row of strokes.",
        "See:\n| A | B |\n|---|---|",
        "See:\n\n| A | B |\n|---|---|",
    ),
    Rule(
        "table-cells",
        "What stands in more cells than the table has columns is not shown.",
        "| A | B |\n|---|---|\n| 1 | 2 | 3 |",
        "| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |",
    ),
    Rule(
        "fence-open",
        "A block of code that is never closed swallows the rest of the page.",
        "```\nexample",
        "```\nexample\n```",
    ),
    Rule(
        "comment-open",
        "A comment that is never closed hides the rest of the page.",
        "<!-- note",
        "<!-- note -->",
    ),
    Rule(
        "references-missing",
        "A practice page that cites ends with a heading for its sources, so that the contents list leads there.",
        "{{ bibliography() }} without a heading",
        "## References\n\n{{ bibliography() }}",
    ),
)
SEVERITY = {rule.name: rule.severity for rule in RULES}

# The project's own boxes and Material's (squidfunk.github.io/mkdocs-material, "Admonitions").
BOXES = (
    "call-now",
    "call-team-now",
    "call-today",
    "ask-next",
    "strength",
    "local",
    "red-flag",
    "note",
    "abstract",
    "summary",
    "tldr",
    "info",
    "todo",
    "tip",
    "hint",
    "important",
    "success",
    "check",
    "done",
    "question",
    "help",
    "faq",
    "warning",
    "caution",
    "attention",
    "failure",
    "fail",
    "missing",
    "danger",
    "error",
    "bug",
    "example",
    "quote",
    "cite",
)
TITLES = {
    "call-now": "Call 999, 112 or 911 now",
    "call-team-now": "Phone your team now, day or night",
    "call-today": "Phone your team today",
    "ask-next": "Ask at your next visit",
}
LADDER = tuple(TITLES)
NEEDED = {
    "red-flag": '!!! red-flag "Red flags"',
    "strength": '!!! strength "How strong is this?"',
    "local": '!!! local "What local policy decides"',
}
BOX = re.compile(
    r"^(?P<indent>[ \t]*)(?P<sign>!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w-]*)(?P<more>(?:[ \t]+[\w-]+)*)[ \t]*(?:\"(?P<title>[^\"\n]*)\")?[ \t]*$",
    re.MULTILINE,
)
PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|TKTK|XXX+)\b|[(\[](?:refs?|source|citation|cite)\s?\?+[)\]]|\bError! (?:Reference source|Bookmark) not\b|\bas an AI (?:language )?model\b|:contentReference\[|\boaicite:|\bciteturn\d|\blorem ipsum\b|\bdolor sit amet\b"
    r"|\[(?:citation|source|reference|ref|cite|date|page|number|clarification)s? (?:needed|missing|here)\]|\[(?:insert|add|your|fill in|describe|name of|to be)\b[^\]\n]*\](?![(\[:])|\[(?:who|when|which|ref|\.\.\.|…)\?*\](?![(\[])"
    r"|<(?:insert|add|your|fill|describe|enter|name of|placeholder)\b[^>\n]*>|(?<![?\n])(?<!^)\?\?\?(?=[ \t]*$)|(?<![?\n])(?<!^)\?\?\?(?!\?*[ \t]*[\w-]+[ \t]*\")|\b(?:[Yy]our|[Ss]ample|[Dd]ummy|[Pp]laceholder|[Tt]emplate) (?:text|title|content|summary|heading)(?: (?:goes )?here)?\b(?=[.:\n]| here|$)"
    r"|\b(?:[Tt]ext|[Cc]ontent|[Dd]etails|[Dd]escription) (?:goes|to come|to follow|comes) here\b|\b(?:XX|xx|NN|__+|\?\?)\s?(?:mL|ml|mg|mcg|units?|days?|weeks?|hours?|months?|%|°C)(?!\w)|\b(?:to be (?:written|completed|confirmed|added|decided)|coming soon)\b(?=[.\n)\]]|$)|\b(?:Replace|Delete|Remove) this (?:text|line|paragraph|sentence|section|comment|block)\b",
    re.IGNORECASE | re.MULTILINE,
)
# Without one of these nothing of the above can be found: most pages are passed by quickly.
HINTS = (
    "todo",
    "fixme",
    "tbd",
    "tbc",
    "tktk",
    "xx",
    "lorem",
    "dolor",
    "needed]",
    "missing]",
    "here]",
    "goes here",
    "comes here",
    "[insert",
    "[add",
    "[your",
    "[fill",
    "[describe",
    "[name of",
    "[to be",
    "[who",
    "[when",
    "[which",
    "[ref",
    "[...",
    "[…",
    "<insert",
    "<add",
    "<your",
    "<fill",
    "<describe",
    "<enter",
    "<name of",
    "<placeholder",
    "?)",
    "?]",
    "???",
    "??",
    "error!",
    "as an ai",
    "contentreference",
    "oaicite",
    "citeturn",
    "your text",
    "your title",
    "your content",
    "your summary",
    "your heading",
    "sample ",
    "dummy ",
    "placeholder",
    "template ",
    "to come",
    "to follow",
    " nn",
    "__",
    "to be written",
    "to be completed",
    "to be confirmed",
    "to be added",
    "to be decided",
    "coming soon",
    "replace this",
    "delete this",
    "remove this",
)
# Upper case only: "xxx" or "todo" in running text are words or spellings.
LOUD = re.compile(r"^(?:todo|fixme|tbd|tbc|tktk|xxx+)$", re.IGNORECASE)
COMMENTED = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX|[Tt]emplate|[Pp]laceholder|[Rr]eplace (?:this|with)|[Dd]elete this|[Ff]ill (?:in|this)|[Ww]rite (?:here|what|who|how|the|a|one|in)|[Ii]nsert|[Dd]escribe|[Yy]our text)\b"
)


def check(project: Project) -> Iterator[Diagnostic]:
    """The text of every page."""
    for page in project.pages:
        text = page.document
        yield from _open(page, text)
        yield from _placeholders(page, text)
        yield from _empty(page, text)
        yield from _boxes(project, page, text)
        yield from _lists(page, text)
        yield from _tables(page, text)


def _tell(
    page: Page, line: int, column: int, rule: str, message: str, fix: str, replacement=None
) -> Diagnostic:
    return Diagnostic(page.path, line, column, rule, message, fix, SEVERITY[rule], replacement)


def _open(page: Page, text: Document) -> Iterator[Diagnostic]:
    if text.open_fence >= 0:
        mark = re.match(r"[ \t]*(`{3,}|~{3,})", text.source[text.open_fence :])[1]
        yield _tell(
            page,
            *text.place(text.open_fence),
            "fence-open",
            "the block of code that begins here is never closed, and swallows the rest of the page",
            f"add a line with {mark} where it ends",
        )
    for start, end in ((one.start, one.end) for one in text.comments):
        if not text.source[start:end].endswith("-->"):
            yield _tell(
                page,
                *text.place(start),
                "comment-open",
                "the comment that begins here is never closed, and hides the rest of the page",
                "add --> where it ends",
            )


def _placeholders(page: Page, text: Document) -> Iterator[Diagnostic]:
    fix = "write the real text, or take it out"
    told = set()
    low = text.clean.lower()
    for match in PLACEHOLDER.finditer(text.clean) if any(sign in low for sign in HINTS) else ():
        words = match.group().strip()
        if (LOUD.match(words) and words != words.upper()) or (
            words.startswith(("XX", "xx", "NN")) and words[:2] not in ("XX", "NN", "xx")
        ):
            continue
        line, column = text.place(match.start())
        if line not in told:
            told.add(line)
            yield _tell(
                page,
                line,
                column,
                "placeholder",
                f'template text is still here: "{words[:60]}"',
                fix,
            )
    for start, end in ((one.start, one.end) for one in text.comments):
        match = COMMENTED.search(text.source, start, end)
        if match and not re.match(r"<!--[ \t]*check[ \t]*:", text.source[start:end]):
            yield _tell(
                page,
                *text.place(start),
                "placeholder",
                f'a note to the author is still here: "{" ".join(text.source[start + 4 : end].split())[:60].removesuffix("-->").strip()}"',
                "do what it says, then delete it",
            )
    for name, value in page.meta.items():
        for item in value if isinstance(value, list) else [value]:
            match = PLACEHOLDER.search(item) if isinstance(item, str) else None
            if match and not (LOUD.match(match.group()) and match.group() != match.group().upper()):
                yield _tell(
                    page,
                    page.meta_lines.get(name, 1),
                    1,
                    "placeholder",
                    f'template text is still here: "{match.group()[:60]}" in the field {name}',
                    fix,
                )


def _empty(page: Page, text: Document) -> Iterator[Diagnostic]:
    rows = text.source.split("\n")
    for number, heading in enumerate(page.headings):
        following = page.headings[number + 1] if number + 1 < len(page.headings) else None
        between = rows[heading.line : following.line - 1 if following else len(rows)]
        if heading.text.lower() in ("references", "sources") and not any(
            call.name == "bibliography" for call in page.calls
        ):
            continue  # that the list is missing is told where the page first cites
        if not "".join(between).strip() and not (following and following.level > heading.level):
            yield _tell(
                page,
                heading.line,
                1,
                "section-empty",
                f'there is nothing below "{heading.text}"',
                "write the section, or take its heading out",
            )


def _boxes(project: Project, page: Page, text: Document) -> Iterator[Diagnostic]:
    found: list[tuple[str, int]] = []
    meant = set()
    rows = text.source.split("\n")
    for match in BOX.finditer(text.clean):
        kind, (line, column) = match["kind"], text.place(match.start("sign"))
        if kind not in BOXES:
            near = closest(kind, BOXES, 1, 0.55)
            meant |= set(near)
            yield _tell(
                page,
                line,
                column,
                "box-unknown",
                f'there is no box of the kind "{kind}"',
                f"did you mean {near[0]}?" if near else f"the kinds are: {', '.join(BOXES[:8])}",
                text.swap(match.start("kind"), match.end("kind"), near[0]) if near else None,
            )
            kind = near[0] if near else kind
        found.append((kind, line))
        if kind in TITLES and match["title"] != TITLES[kind]:
            told = f'"{match["title"]}"' if match["title"] is not None else "none"
            swap = (
                text.swap(match.start("title"), match.end("title"), TITLES[kind])
                if match["title"] is not None
                else text.swap(match.end("kind"), match.end(), f' "{TITLES[kind]}"')
            )
            yield _tell(
                page,
                line,
                column,
                "box-title",
                f"the title of this box is {told}",
                f'write "{TITLES[kind]}", as on every page',
                swap,
            )
        after = next(
            ((number, row) for number, row in enumerate(rows[line:], line + 1) if row.strip()), None
        )
        depth = len(match["indent"].expandtabs(4)) + 4
        if (
            after is None
            or len(after[1].expandtabs(4)) - len(after[1].expandtabs(4).lstrip()) < depth
        ):
            yield _tell(
                page,
                after[0]
                if after and not BOX.match(after[1]) and not after[1].startswith("#")
                else line,
                1,
                "box-indent",
                f'the box "{match["title"] or kind}" on line {line} is empty: the text below it is not indented',
                "put four spaces before each line of its text",
            )
    yield from _ladder(page, found)
    kinds = {kind for kind, _ in found} | meant
    index = page.path.rsplit("/", 1)[-1] in ("index.md", "README.md")
    if page.meta.get("audience") == "clinician" and not index:
        cites = any(call.name in ("cite", "fact", "differ") for call in page.calls)
        missing = [opening for kind, opening in NEEDED.items() if kind not in kinds]
        for opening in missing if cites else ():
            yield _tell(
                page,
                page.body_line,
                1,
                "box-missing",
                f"the box {opening.removeprefix('!!! ')} is missing",
                f"add {opening} above the references, with its text indented by four spaces",
            )
        lists = [call for call in page.calls if call.name == "bibliography"]
        if (
            cites
            and lists
            and not any(
                heading.level == 2 and heading.text.lower() in ("references", "sources")
                for heading in page.headings
            )
        ):
            yield _tell(
                page,
                lists[0].line,
                1,
                "references-missing",
                "the list of references has no heading",
                "write ## References and an empty line above it",
            )
    elif page.meta.get("audience") == "patient" and kinds & set(LADDER[:3]):
        for kind in LADDER:
            if kind not in kinds:
                place = next((line for other, line in found if other in LADDER), page.body_line)
                yield _tell(
                    page,
                    place,
                    1,
                    "box-missing",
                    f'the box "{TITLES[kind]}" is missing among the emergency boxes',
                    f'add !!! {kind} "{TITLES[kind]}" {"before the others" if kind == LADDER[0] else "after " + TITLES[LADDER[LADDER.index(kind) - 1]]}',
                )


def _ladder(page: Page, found: list[tuple[str, int]]) -> Iterator[Diagnostic]:
    steps = [(LADDER.index(kind), line) for kind, line in found if kind in LADDER]
    for (before, first), (after, line) in zip(steps, steps[1:]):
        section, other = page.section_at(first), page.section_at(line)
        if after < before and section == other:
            yield _tell(
                page,
                line,
                1,
                "box-order",
                f'"{TITLES[LADDER[after]]}" stands below "{TITLES[LADDER[before]]}" (line {first})',
                "put the more urgent box first: 999, team now, team today, next visit",
            )


def _lists(page: Page, text: Document) -> Iterator[Diagnostic]:
    rows = text.clean.split("\n")
    told = -1
    levels: list[int] = []
    for number in range(page.body_line - 1, len(rows)):
        row, before = rows[number], rows[number - 1] if number else ""
        marker = re.match(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,2}\.)[ \t]+\S", row)
        indent = len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
        if not row.strip():
            continue
        if not marker:
            if indent == 0 and not before.strip():
                levels = []
            continue
        starts = (
            before.strip()
            and not MARKER.match(before)
            and not re.match(r"[ \t]*(?:#{1,6}[ \t]*\S|>|\||<|!!!|\?\?\?)", before)
            and not levels
        )
        if (
            starts
            and number > page.body_line - 1
            and told != number - 1
            and len(before.expandtabs(4)) - len(before.expandtabs(4).lstrip()) <= indent
            and (row.lstrip()[0] in "-*+" or row.lstrip().startswith("1."))
        ):
            yield _tell(
                page,
                number + 1,
                indent + 1,
                "list-blank-line",
                "this list follows its lead without an empty line, and is shown as one long sentence",
                "add an empty line above this line",
            )
        if starts:
            told = number
            continue
        if told == number - 1 and told >= 0 and before.strip():
            told = number
            continue
        if (
            levels
            and indent % 4 in (2, 3)
            and indent - levels[-1] in (2, 3)
            and MARKER.match(before) is not None
        ):
            good = levels[-1] + 4
            yield _tell(
                page,
                number + 1,
                1,
                "list-indent",
                f"this point is indented by {indent} spaces, and is shown on the level above",
                f"indent it by {good} spaces",
                (number + 1, 1, indent + 1, " " * good),
            )
            continue
        levels = [level for level in levels if level < indent] + [indent]


def _tables(page: Page, text: Document) -> Iterator[Diagnostic]:
    rows = text.clean.split("\n")
    columns = 0
    for number in range(page.body_line - 1, len(rows)):
        row = rows[number].strip()
        if "|" not in row:
            columns = 0
            continue
        following = rows[number + 1].strip() if number + 1 < len(rows) else ""
        if (
            re.fullmatch(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?", following)
            and "|" in following
            and not columns
        ):
            columns = len(_cells(row))
            above = rows[number - 1].strip() if number else ""
            if (
                above
                and number > page.body_line - 1
                and not re.match(r"#{1,6}\s*\S|!!!|\?\?\?|<", above)
            ):
                yield _tell(
                    page,
                    number + 1,
                    1,
                    "table-blank-line",
                    "this table follows its lead without an empty line, and is shown as a row of strokes",
                    "add an empty line above this line",
                )
            if len(_cells(following)) != columns:
                yield _tell(
                    page,
                    number + 2,
                    1,
                    "table-cells",
                    f"the line below the header has {len(_cells(following))} parts, the header has {columns} columns: the table is shown as strokes",
                    "write |---| once for each column",
                )
        elif columns and not re.fullmatch(r"[|:\s-]+", row) and len(_cells(row)) > columns:
            yield _tell(
                page,
                number + 1,
                1,
                "table-cells",
                f"this row has {len(_cells(row))} cells, the table has {columns} columns: the last is not shown",
                "put what it says into the other cells, or add a column; write \\| for a stroke in the text",
            )


def _cells(row: str) -> list[str]:
    return re.split(
        r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|").replace(MACRO, "x")
    )
