"""Does the HTML in a page hold, and do its elements work for everybody?"""

import re
from collections import Counter
from collections.abc import Iterator

from ...content.attribute_lists import given_names
from ...content.html_tags import Tag
from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ...suggest import likeness
from ...tables import table, words
from ..link_targets import fragments
from ..patterns import blank
from ..rule import check
from ..site.allowed_names import PUBLISHED

VOID, OPTIONAL, OBSOLETE, _MORE = map(words, table(__file__).values())
KNOWN = VOID | OPTIONAL | OBSOLETE | _MORE | {name.lower() for name in PUBLISHED}
# Told as template text.
TEMPLATE = re.compile(
    r"</?(?:insert|add|your|fill|describe|enter|name|placeholder)\b", re.IGNORECASE
)
BROKEN = re.compile(r"(?<!\\)</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>\"'=]|$)", re.MULTILINE)
GOES_ON = re.compile(r"\s*(?:$|[\w-]+\s*=|<|/|\n)")
SLIP = 0.7  # how like an element's name an unknown one is that was to close it
ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\$")
DRAWN = re.compile(r"\sid=[\"']([^\"']+)[\"']")
MARKDOWN = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+\S[^\n]*\n[ \t]*(?:[-*+]|\d+\.)[ \t]|#{1,6}[ \t]+\S)"
    r"|\*\*\w[^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)",
    re.MULTILINE,
)


@check("page")
def structure(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Tags that open and close nothing, or that a browser does not know.

    html-unclosed (error)
        An element that is never closed swallows what follows, often the rest of the page.
        Bad:
            <div>

            text
        Good:
            <div>

            text

            </div>

    html-stray (error)
        A closing tag without its beginning breaks the frame around it.
        Bad: text</div>
        Good: text

    html-broken (error)
        A tag without its > or its quotation mark swallows what follows.
        Bad: <a href="repairs.md>Repairs</a>
        Good: [Repairs](repairs.md)

    html-unknown (error)
        A browser shows nothing of what it takes for an unknown element.
        Bad: call <number> now
        Good: call the number now

    html-markdown (error)
        Markdown is not read inside a block of HTML, but shown letter by letter: a list becomes one
        long line.
        Bad:
            <div class="box">
            - redness
            - swelling
            </div>
        Good:
            <div class="box" markdown>

            - redness
            - swelling

            </div>
    """
    text, known, unknown = page.text, list[Tag](), list[Tag]()
    closed = {tag.name for tag in page.document.tags if tag.closing}
    for tag in page.document.tags:
        escaped = ESCAPED.search(page.source, max(0, tag.at - 20), tag.at)
        # A shell's sign for a line that goes on may stand before the end of an element.
        if escaped and not (tag.closing and tag.name in KNOWN):
            continue
        own = "-" in tag.name and (tag.name in closed or tag.attributes)
        if tag.name in KNOWN or own:
            known.append(tag)
            continue
        words = page.source[tag.at : tag.stop]
        unknown.append(tag)
        if not TEMPLATE.match(words):
            what = f'"{words[:40]}" is taken for HTML, and nothing of it is shown'
            fix = f"write it without < and >, or in code: `{words[:40]}`"
            yield text.diagnostic(tag.at, "html-unknown", what, fix)
    if page.path not in fragments(project):
        yield from _unpaired(page, known, unknown)
    yield from _broken(page)
    for start, end in page.document.raw:
        block = page.document.clean[start:end]
        if match := MARKDOWN.search(block):
            line, _ = text.position(start + match.start())
            what = (
                f"this Markdown stands inside {re.split('[ >/]', block, maxsplit=1)[0]}>, where it "
                "is shown letter by letter"
            )
            fix = 'add the word "markdown" to that tag, and put empty lines around the text'
            yield text.diagnostic(max(text.offset(line), start), "html-markdown", what, fix)


def _unpaired(page: Page, tags: list[Tag], unknown: list[Tag]) -> Iterator[Diagnostic]:
    """Elements that cross or close nothing; of one mistake one element is named."""
    text, opened, count, crossed = page.text, list[Tag](), Counter[str](), Counter[str]()
    for tag in tags:
        if tag.name in VOID or page.source[tag.at : tag.stop].endswith("/>"):
            continue
        if not tag.closing:
            opened.append(tag)
            count[tag.name] += 1
        elif count[tag.name]:
            lost = list[Tag]()
            while (other := opened.pop()).name != tag.name:
                count[other.name] -= 1
                lost += [other] if other.name not in OPTIONAL else []
            count[tag.name] -= 1
            for number, other in enumerate(lost):
                if _twice(page, other, lost[number + 1 : number + 2]):
                    continue
                crossed[other.name] += 1
                line = text.position(tag.at)[0]
                what = f"<{other.name}> is not closed before </{tag.name}> on line {line}"
                yield _unclosed(page, other, what)
        elif crossed[tag.name]:
            crossed[tag.name] -= 1
        elif tag.name != "p" and not ESCAPED.search(page.source, max(0, tag.at - 20), tag.at):
            what, fix = f"</{tag.name}> closes nothing", "take it out, or add its beginning"
            yield text.diagnostic(tag.at, "html-stray", what, fix)
    yield from _never_closed(page, opened, unknown)


def _never_closed(page: Page, opened: list[Tag], unknown: list[Tag]) -> Iterator[Diagnostic]:
    """Elements without an end, once a line, but those whose end is misspelt there."""
    text = page.text
    slips: dict[int, set[str]] = {}  # by line, the names of elements that do not exist
    for one in unknown:
        slips.setdefault(text.position(one.at)[0], set()).add(one.name)
    seen = set[tuple[int, str]]()
    for other in opened:
        place = (text.position(other.at)[0], other.name)
        slip = any(likeness(name, other.name) > SLIP for name in slips.get(place[0], ()))
        if other.name not in OPTIONAL and not slip and place not in seen:
            what = f"<{other.name}> is never closed, and takes in all that follows"
            yield _unclosed(page, other, what)
        seen.add(place)


def _twice(page: Page, tag: Tag, before: list[Tag]) -> bool:
    """Whether the tag before it, on the same line, is the same: one of the two is its end."""
    line = page.text.position(tag.at)[0]
    return any(tag.name == one.name and page.text.position(one.at)[0] == line for one in before)


def _unclosed(page: Page, tag: Tag, what: str) -> Diagnostic:
    return page.text.diagnostic(tag.at, "html-unclosed", what, f"add </{tag.name}> where it ends")


def _broken(page: Page) -> Iterator[Diagnostic]:
    document = page.document
    spans = [(tag.at, tag.stop) for tag in document.tags]
    spans += [(link.at, link.stop) for link in document.links if link.kind == "auto"]
    bare = blank(document.clean, spans) if "<" in document.clean else ""
    for match in BROKEN.finditer(bare):
        if match["name"].lower() in KNOWN and GOES_ON.match(bare, match.end()):
            start = page.source[match.start() : match.start() + 30].splitlines()[0]
            what = f'the tag "{start}" has no end: a > or a quotation mark is missing'
            fix = "complete the tag, or write the same in Markdown"
            yield page.text.diagnostic(match.start(), "html-broken", what, fix)


@check("page", rule_set="accessibility")
def elements(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Elements and attributes that shut somebody out.

    html-obsolete (warning)
        The element is no longer part of HTML, and not every browser shows it.
        Bad: <center>text</center>
        Good: text

    html-keyboard (error, fixable)
        It takes the keyboard's order out of the reader's hands (WCAG 2.4.3).
        Bad: <a tabindex="3" href="#a">
        Good: <a tabindex="0" href="#a">

    html-frame (error)
        A frame without a title is announced as a frame and nothing else (WCAG 4.1.2).
        Bad: <iframe src=…>
        Good: <iframe title="…" src=…>
    """
    text = page.text
    for tag in page.document.tags:
        if tag.closing:
            continue
        if tag.name in OBSOLETE:
            what = f"<{tag.name}> is no longer part of HTML"
            yield text.diagnostic(tag.at, "html-obsolete", what, "take it out")
        if tag.name == "iframe" and not (tag.value("title") or "").strip():
            fix = 'add title="…", which says what it holds'
            yield text.diagnostic(tag.at, "html-frame", "this frame has no title", fix)
        for name, (value, start, _) in tag.attributes.items():
            if name in ("autofocus", "accesskey", "autoplay"):
                what = f'"{name}" acts before the reader does'
                yield text.diagnostic(tag.at, "html-keyboard", what, "take it out")
            elif name == "tabindex" and re.match(r"\s*[1-9]", value):
                what = f"tabindex={value} changes the order in which the keyboard moves"
                edit = Edit(start, start + len(value), "0")
                fix = 'take it out, or write tabindex="0"'
                yield text.diagnostic(tag.at, "html-keyboard", what, fix, edit)


@check("page", rule_set="accessibility")
def ids(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Names that stand twice: given by hand, in raw HTML, brought by drawings.

    id-twice (error)
        Of two places with one name a link reaches only the first (HTML Standard, 3.2.6).
        Bad:
            ## Tools {#tool}

            <div id="tool">
        Good:
            ## Tools {#tool}

            <div id="one-tool">
    """
    given: dict[str, tuple[int, str, bool]] = {}
    for at, name, what, free in sorted(_names(page, project)):
        if name not in given:
            given[name] = (at, what, free)
            continue
        first, other, first_free = given[name]
        line = page.text.position(first)[0]
        # A name that is made from a heading's words gives way to one that Markdown knows of.
        if (free or first_free) and not (what.startswith("<") or other.startswith("<")):
            continue
        message = (
            f'the name "{name}" of {what} is taken on line {line} by {other}; links to #{name} '
            f"reach line {line}"
            if first != at
            else f'the name "{name}" stands twice in {what}'
        )
        fix = "give one of the two another name"
        yield page.text.diagnostic(at, "id-twice", message, fix)


def _names(page: Page, project: Project) -> Iterator[tuple[int, str, str, bool]]:
    """Offset, name and bearer of each name, and whether it was made from words."""
    text, heads = page.text, dict[int, str]()
    for heading in page.headings:
        row = text.line_span(heading.line)
        explicit = any(given_names(text.slice(row)))
        heads[heading.line] = heading.anchor
        what = f'the heading "{heading.text}"'
        what += "" if explicit else " (its name is made from its words)"
        yield row.start, heading.anchor, what, not explicit
    for tag in page.document.tags:
        if not tag.closing and (name := tag.value("id")):
            yield tag.at, name, f"<{tag.name}>", False
    for at, name in given_names(page.document.clean):
        if text.position(at)[0] not in heads:
            yield at, name, "the element marked here", False
    for call in page.calls:
        if call.name == "figure" and call.args and call.place == "text":
            path = project.figure_folder / f"{call.args[0]}.svg"
            drawing = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            for name in DRAWN.findall(drawing):
                yield call.span.start, name, f'<svg> of the drawing "{call.args[0]}"', False
