"""Are a page's boxes (admonitions) of a kind that exists, in order, with what belongs into them?"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from ...content.pages import Page
from ...content.regions import indent_of
from ...model import Diagnostic, Edit, Span
from ...profile import Box, Profile
from ...project import Project, per_project
from ...suggest import nearest
from ..patterns import settings_text
from ..rule import check

# Material's own (squidfunk.github.io/mkdocs-material, "Admonitions").
KINDS = """
    note abstract summary tldr info todo tip hint important success check done question help faq
    warning caution attention failure fail missing danger error bug example quote cite
""".split()
ALERTS = {"important": "warning", "caution": "danger"}
BOX = re.compile(
    r"^(?P<indent>[ \t]*)(?P<sign>!!!|\?\?\?\+?)[ \t]*(?P<kind>[\w-]*)(?:[ \t]+[\w-]+)*[ \t]*"
    r"(?:\"(?P<title>[^\n]*?)\")?[ \t]*$",
    re.MULTILINE,
)
OTHER_BOX = re.compile(
    r"^[ \t]*(?P<sign>:{3,}[ \t]*\{?(?P<colon>[A-Za-z][\w-]*)\}?(?![\w.-])[^\n]*"
    r"|>[ \t]*\[!(?P<alert>[A-Za-z]+)\][^\n]*"
    r"|(?P<few>!!|! !!|!! !|!!!!+)[ \t]*(?P<kind>[a-z][\w-]*)(?P<title>[^\n]*)"
    r"|(?P<right>!!!|\?\?\?\+?)[ \t]*(?P<named>[\w-]*):?[ \t]*"
    r"(?P<rest>[“”„\"'‘’«][^\n]*|(?<=[\w:-][ \t])[A-Z][^\n\"]*))$",
    re.MULTILINE,
)
# A title that needs no text below it.
WHOLE = re.compile(r"[.!?]$|\bversions?\b|\bv?\d+\.\d")
MANY = 3  # words: a longer title above an empty row is the box's whole text
LIKE = 0.81  # how alike a kind and a known one are where it is taken for a slip
REFERENCES = ("references", "sources")


@check("page")
def boxes(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The boxes of a page.

    box-unknown (error, fixable)
        A box of an unknown kind has no colour and no sign: a warning then looks like plain text.
        Bad: !!! warnning "Hot"
        Good: !!! warning "Hot"

    box-indent (error)
        The text of a box is indented by four spaces; with fewer it falls out of the box.
        Bad:
            !!! warning "Hot"

            - the lid
        Good:
            !!! warning "Hot"

                - the lid

    box-title (error, fixable, house-style)
        Boxes of urgency have the same words on every page, so that nobody has to think.
        Bad: !!! danger "Emergency", where the handbook has "Leave the building"
        Good: !!! danger "Leave the building"

    box-order (error, house-style)
        The most urgent comes first: a frightened reader stops at the first box that fits.
        Bad: the box "Ask tomorrow" above the box "Leave the building"
        Good: the box "Leave the building" above the box "Ask tomorrow"
    """
    ladder = project.profile.ladder
    steps: list[tuple[int, Box, int]] = []
    for match, kind in _found(page, project):
        line, _ = page.text.position(match.start("sign"))
        if kind != match["kind"].lower():
            what = f'there is no box of the kind "{match["kind"]}"'
            edit = Edit(*match.span("kind"), kind)
            fix = f"did you mean {kind}?"
            yield page.text.diagnostic(match.start("sign"), "box-unknown", what, fix, edit)
        box = project.profile.box(kind)
        if box and box.level:
            steps.append((ladder.index(box), box, line))
            if box.title and match["title"] != box.title:
                yield _title(page, match, box.title)
        yield from _empty(page, match, line, needed=bool(box and box.level))
    for (before, first, above), (after, second, line) in pairwise(steps):
        if after < before and page.section_at(above) == page.section_at(line):
            what = (
                f'"{second.title or second.id}" stands below "{first.title or first.id}" '
                f"(line {above})"
            )
            fix = f"put the more urgent first: {', '.join(box.title or box.id for box in ladder)}"
            yield page.text.diagnostic(page.text.offset(line), "box-order", what, fix)


def _found(page: Page, project: Project) -> Iterator[tuple[re.Match[str], str]]:
    """Each box, with the kind that is meant."""
    known = [*(box.id for box in project.profile.boxes), *KINDS]
    clean = page.document.markdown
    for match in BOX.finditer(clean) if "!!!" in clean or "???" in clean else ():
        kind = match["kind"].lower()
        if kind and kind not in known and f".{kind}" not in _styles(project):
            kind = nearest(kind, known, LIKE) or kind
        if kind:
            yield match, kind


@per_project
def _styles(project: Project) -> str:
    """All style sheets: a kind that one of them names is a box of the project's own."""
    files = sorted(project.docs.rglob("*.css"))
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)


def _title(page: Page, match: re.Match[str], title: str) -> Diagnostic:
    title_shown = f'"{match["title"]}"' if match["title"] is not None else "none"
    edit = Edit(match.end("kind"), match.end(), f' "{title}"')
    if match["title"] is not None:
        edit = Edit(*match.span("title"), title)
    what, fix = f"the title of this box is {title_shown}", f'write "{title}", as on every page'
    return page.text.diagnostic(match.start("sign"), "box-title", what, fix, edit)


def _empty(page: Page, match: re.Match[str], line: int, *, needed: bool) -> Iterator[Diagnostic]:
    """A box whose text is not indented, or with fewer spaces than four.

    One that has only a title may stand above a new part, be a whole sentence, or say since which
    version something is there; but a box of urgency is nothing without its text (`needed`).
    """
    rows, depth = page.text.lines, indent_of(match["indent"]) + 4
    below = next((row for row in range(line, len(rows)) if rows[row].strip()), len(rows))
    row = rows[below] if below < len(rows) else "#"
    if indent_of(row) >= depth:
        return
    ends = BOX.match(row) or row.startswith(("#", "===", "<", "---", "```", "~~~"))
    name = page.source[slice(*match.span("title"))] or match["kind"]
    whole = below > line and (WHOLE.search(name) or len(name.split()) > MANY)
    slipped = not ends and indent_of(row) > indent_of(match["indent"])
    if match["title"] and (ends or whole) and not (needed or slipped):
        return
    at = page.text.offset(line if ends else below + 1)
    what = f'the box "{name}" on line {line} is empty: the text below it is not indented'
    yield page.text.diagnostic(
        at, "box-indent", what, "put four spaces before each line of its text"
    )


@check("page", rule_set="house-style")
def parts(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The boxes and headings that a page for some readers needs.

    box-missing (error)
        Readers look for the same boxes on every page of a kind, and miss what is not there.
        Bad: a page with "Ask tomorrow" and without "Leave the building"
        Good: a page with all boxes of urgency

    references-missing (error)
        A practice page that cites ends with a heading for its sources, so that the contents list
        leads there.
        Bad: {{ bibliography() }}
        Good:
            ## References

            {{ bibliography() }}
    """
    profile, text = project.profile, page.text
    audience = profile.audience(page.meta.get("audience"))
    if audience is None:
        return
    found = [(kind, match.start("sign")) for match, kind in _found(page, project)]
    kinds = {kind for kind, _ in found}
    index = page.path.rsplit("/", 1)[-1] in ("index.md", "README.md")
    calls = [] if index else [call for call in page.calls if project.macros.citing(call.name)]
    if calls:
        for box in profile.boxes:
            if audience.id in box.needed_by and box.id not in kinds:
                opening = f'!!! {box.id} "{box.title}"'
                fix = f"add {opening} above the references, with its text indented by four spaces"
                what = f"the box {opening.removeprefix('!!! ')} is missing"
                yield text.diagnostic(page.body_start, "box-missing", what, fix)
        lists = [call for call in page.calls if call.name == "bibliography"]
        headed = any(
            heading.level == 2 and heading.text.lower() in REFERENCES for heading in page.headings
        )
        if audience.practice and lists and not headed:
            what = "the list of references has no heading"
            fix = "write ## References and an empty line above it"
            yield text.diagnostic(lists[0].span, "references-missing", what, fix)
    if audience.all_levels:
        yield from _levels(page, profile, found)


def _levels(page: Page, profile: Profile, found: list[tuple[str, int]]) -> Iterator[Diagnostic]:
    """The levels of urgency that lack on a page that has one; the last of them can stand alone."""
    ladder, kinds = profile.ladder, {kind for kind, _ in found}
    if not any(box.id in kinds for box in ladder[:-1]):
        return
    at = next(at for kind, at in found if any(box.id == kind for box in ladder))
    for number, box in enumerate(ladder):
        if box.id not in kinds:
            place = f"after {ladder[number - 1].title}" if number else "before the others"
            what = f'the box "{box.title or box.id}" is missing among the boxes of urgency'
            fix = f'add !!! {box.id} "{box.title}" {place}'
            yield page.text.diagnostic(at, "box-missing", what, fix)


@check("page")
def box_syntax(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Boxes that begin as in another program.

    box-syntax (error, fixable)
        A box that begins as in another program is shown as plain text, and a warning in it is
        overlooked.
        Bad: :::warning
        Good: !!! warning
    """
    clean, settings = page.document.markdown, settings_text(project)
    known = [*(box.id for box in project.profile.boxes), *KINDS]
    for match in OTHER_BOX.finditer(clean) if re.search(r":::|\[!|!!|\?\?\?", clean) else ():
        span = Span(*match.span("sign"))
        if match["right"]:
            # A box that folds needs no kind (PyMdown Extensions, "Details").
            named = match["named"] or match["right"].startswith("?")
            if not (named and BOX.match(match[0]) and match["rest"][0] == '"'):
                yield _title_syntax(page, match, span, known)
            continue
        name = (match["colon"] or match["alert"] or match["kind"]).lower()
        kind = name if name in known else ALERTS.get(name) or nearest(name, known, LIKE)
        elsewhere = (match["alert"] and re.search("callout|alert", settings)) or (
            match["colon"] and re.search("mkdocstrings|container", settings)
        )
        if kind and not elsewhere:
            new = f"!!! {kind}{match['title'] or ''}".rstrip()
            yield page.text.diagnostic(
                span,
                "box-syntax",
                f'"{match["sign"].strip()[:40]}" begins no box here',
                f"write {new}, and below it the text, each line indented by four spaces",
                Edit(span.start, span.end, new) if match["few"] else None,
            )


def _title_syntax(
    page: Page, match: re.Match[str], span: Span, known: Collection[str]
) -> Diagnostic:
    """A first line that lacks the kind, or has its title not between two straight quotes."""
    rest = match["rest"].strip()
    title = re.match(r"[“”„\"'‘’«]?(?P<title>[^“”„\"«»]*?)(?P<end>[”“\"»]|['’](?=\s*$)|$)", rest)
    assert title is not None
    words, after = title["title"].strip(), rest[title.end() :].strip()
    named = match["named"] or "note"
    if rest[0].isalpha() and named[0].isupper() and named.lower() not in known:
        named, words = "note", f"{named} {words}"  # "!!! Prepare the hive" has no kind
    new = f'{match["right"]} {named} "{words}"'
    edit = None if after or not match["named"] else Edit(span.start, span.end, new)
    fix = f"write {new}"
    if not match["named"]:
        what, fix = "this box has no kind, and is shown as plain text", f"{fix}, or another kind"
    elif after:
        what = "words stand behind the title of this box, so that all of it is shown as plain text"
        fix = f"{fix}, and the words below it, indented by four spaces"
    elif rest[0].isalpha():
        what = f'the title of this box has no quotes, and is not shown: "{words}"'
    elif not title["end"]:
        what = f"the title of this box is never closed, so that it is shown as plain text: {rest}"
    elif rest[0] == '"' == rest[-1]:
        what = "this box has more than its kind before its title, and is shown as plain text"
    else:
        kind = "single" if rest[0] == "'" else "curled"
        what = f"{kind} quotes stand round the title of this box: {words}"
    return page.text.diagnostic(span, "box-syntax", what, fix, edit)
