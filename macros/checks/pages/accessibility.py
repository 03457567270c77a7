"""Can everybody use the page? Its links, headings, tables and words, by WCAG 2.2."""

import re
from collections.abc import Iterator

from ...content.links import Link
from ...content.markdown import MACRO, visible
from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ...tables import table
from ...urls import resolved
from ..patterns import Pattern, matches
from ..rule import check

VAGUE = frozenset(one.strip() for one in table(__file__)["vague"].split("|"))
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
OUTSIDE = re.compile(r"[A-Za-z][\w+.-]*:|//")
BLANK = re.compile(r"target\s*=\s*[\"']?_blank")
NAMED = re.compile(r"\b(?:aria-label(?:ledby)?|title)\s*=")
EMPTY_HEADING = re.compile(r"^#{1,6}[ \t]*(?:\{:?[ \t]*[^{}\n]*\})?[ \t]*#*[ \t]*$", re.MULTILINE)
BOLD_LINE = re.compile(
    r"(?:\A|\n[ \t]*\n)(?P<mark>\*\*|__)(?P<words>[^*_\n]{2,80}?)(?P=mark)[ \t]*(?=\n[ \t]*\n|\Z)"
)
# Small words tell a sentence from a row of short forms.
SMALL = re.compile(
    r"\b(?:THE|A|AN|YOUR|YOU|DO|NOT|TO|IS|ARE|OF|IN|WITH|BEFORE|AFTER|AND|OR|NEVER|ALWAYS|IF|THIS"
    r"|THAT|ON|AT|FOR|IT|MUST|BE|CALL|STOP|LEAVE|WHEN)\b"
)
# The text of a licence is quoted as it is.
LEGAL = re.compile(r"WARRANT|LIAB|MERCHANT|LICEN[CS]|COPYRIGHT|DAMAGES")
CAPITALS = Pattern(
    "capitals",
    re.compile(r"(?<![\w-])[A-Z]{2,}(?:[ ,'’-]+[A-Z]++(?![a-z\d])){4,}"),
    '"{found}" is in capitals',
    lambda match: "" if len(SMALL.findall(match.group())) >= 2 else None,
    "write it in small letters; for weight use **bold**",
    edit=False,
)


@check("page", rule_set="accessibility")
def link_words(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The words of links.

    link-text (error)
        Read alone, as in a list of links, it means nothing (WCAG 2.4.4).
        Bad: [click here](repairs.md)
        Good: [How to repair it](repairs.md)

    link-text-empty (error)
        A link without words can't be seen, nor heard (WCAG 2.4.4).
        Bad: [](repairs.md)
        Good: [How to repair it](repairs.md)

    link-text-address (warning)
        An address read aloud is a row of letters (WCAG 2.4.4).
        Bad: [https://example.org/a](https://example.org/a)
        Good: [The maker's leaflet](https://example.org/a)

    link-text-twice (warning)
        Two links with the same words that lead to two places can't be told apart (WCAG 2.4.4).
        Bad: [Repairs](a.md) … [Repairs](b.md)
        Good: [Repairs at home](a.md) … [Repairs in the workshop](b.md)

    new-window (warning)
        A new window opened unasked takes the way back from the reader (WCAG 3.2.5).
        Bad: [a](b.md){ target="_blank" }
        Good: [a](b.md)
    """
    source, seen = project.source(page), dict[str, tuple[str, Link]]()
    for link in page.document.links:
        if BLANK.search(_attributes(page, link)):
            what = "this link opens a new window unasked"
            yield page.text.diagnostic(link.at, "new-window", what, "take the target out")
        if link.image or (link.kind == "html" and link.label != "a") or not link.target:
            continue
        if found := _link_fault(page, project, link, _target(source, link.target), seen):
            yield page.text.diagnostic(link.at, *found)


def _link_fault(
    page: Page, project: Project, link: Link, target: str, seen: dict[str, tuple[str, Link]]
) -> tuple[str, str, str] | None:
    """Rule, message and fix for the words of one link; `seen` are the links above it."""
    words = visible(link.text)
    bare = re.sub(r"[^\w\s:/.@]", "", words).strip(" .:").lower()
    if not bare:
        named = NAMED.search(_attributes(page, link)) or "<svg" in link.text
        what = "this link has no words"
        fix = "write the title of the page that it leads to between the square brackets"
        return None if words or named else ("link-text-empty", what, fix)
    whole, _, _ = target.partition("#")
    if bare in VAGUE and not _name(page, link, words):
        other = project.by_source.get(whole)
        what = f'the link\'s words, "{words}", mean nothing when they are read alone'
        fix = "write what it leads to" + (f', as in "{other.title}"' if other else "")
        return "link-text", what, fix
    if link.kind == "auto":
        return None
    if ADDRESS.match(words):
        fix = "write the name of the page or of its owner"
        return "link-text-address", "the link's words are an address", fix
    # Two places of one other page share its name; a row of a table says what its links are about.
    goal = target if whole == project.source(page) else whole
    if goal != whole and not re.fullmatch(r"[^\s]*", target):
        return None  # an address with a space leads nowhere, and is told as that
    line = page.text.position(link.at)[0]
    if page.text.lines[line - 1].lstrip().startswith("|"):
        return None
    before = seen.setdefault(bare, (goal, link))
    # A page of this site by its full address is told as that.
    if before[0] == goal or (project.site_url and goal.startswith(project.site_url)):
        return None
    line = page.text.position(before[1].at)[0]
    what = f'"{words}" leads to {link.target} here, and elsewhere on line {line}'
    return "link-text-twice", what, "say in the words of each what sets it apart"


def _name(page: Page, link: Link, words: str) -> bool:
    """Whether the words are a name: code, a capital within a sentence, a part of the address."""
    row = page.source[max(0, link.at - 40) : link.at].rpartition("\n")[2]
    within = re.search(r"[\w,;)]\s+[*_]*$", row)
    capital = words[:1].isupper() and " " not in words
    return "`" in link.text or bool(capital and (within or words.lower() in link.target.lower()))


def _attributes(page: Page, link: Link) -> str:
    """The attribute list of a link, or its tag."""
    if link.kind == "html":
        return page.source[link.at : page.source.find(">", link.end) + 1]
    return link.extra


def _target(source: str, target: str) -> str:
    """Where a link leads, so that two ways of writing it are one."""
    if OUTSIDE.match(target):
        return target.rstrip("/")
    anchor = target.partition("#")[2]
    there = resolved(source, target)
    return f"{there}#{anchor}" if anchor else there


@check("page", rule_set="accessibility")
def headings(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """The order and the words of headings.

    heading-jump (error, fixable)
        Who moves from heading to heading takes a left-out level for a lost part (WCAG 1.3.1).
        Bad:
            ## How

            #### When
        Good:
            ## How

            ### When

    heading-empty (error)
        A heading without words is an empty entry in the contents list (WCAG 2.4.6).
        Bad: ##
        Good: ## How often

    heading-bold (note)
        A bold line looks like a heading, but isn't one for who listens (WCAG 1.3.1).
        Bad: **How often**
        Good: ### How often
    """
    text, level = page.text, 0
    empty = [match.start() for match in EMPTY_HEADING.finditer(page.document.clean)]
    for heading in page.headings:
        row = text.line_span(heading.line)
        if not heading.text:
            continue
        # The first heading is the main one: whether it is there is told with the page's title.
        if level and heading.level > level + 1:
            marks = "#" * (level + 1)
            yield text.diagnostic(
                row,
                "heading-jump",
                f'"{heading.text}" is a heading of level {heading.level} below one of level '
                f"{level}: a level is left out",
                f"write {marks} {heading.text}",
                Edit(row.start, row.start + heading.level, marks),
            )
        level = heading.level
    for at in empty:
        shown = text.slice(text.line_span(text.position(at)[0]))
        if at >= page.body_start and EMPTY_HEADING.match(shown):  # a plugin can fill a comment
            fix = "write its words, or take it out"
            yield text.diagnostic(at, "heading-empty", "this heading has no words", fix)
    for match in BOLD_LINE.finditer(page.document.clean):
        words = match["words"].strip()
        if words and words[-1] not in ".!?…,;:" and MACRO not in words:
            what = f'"{words}" stands alone in bold, like a heading'
            fix = f"if it is one, write ### {words}"
            yield text.diagnostic(match.start("mark"), "heading-bold", what, fix)


@check("page", rule_set="accessibility")
def words(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Words that are hard to read.

    capitals (warning)
        Words in capitals are slower to read, and some screen readers spell them.
        Bad: DO NOT PUSH THE HANDLE WITH FORCE
        Good: **Do not push the handle with force.**
    """

    def quoted(match: re.Match[str]) -> bool:
        line = page.text.lines[page.text.position(match.start())[0] - 1]
        near = match.string[max(0, match.start() - 600) : match.end() + 600]
        return line.lstrip().startswith(">") or bool(LEGAL.search(near))

    yield from matches([CAPITALS], page.text, page.document.clean, quoted)
