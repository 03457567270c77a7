"""Is every page reached, and does all that names a page name one that exists?

The menu, the glossary, moved pages.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ...content.data import Item
from ...content.pages import Page
from ...model import Diagnostic, Edit, Span
from ...project import Project, per_project
from ...site_facts import PAGE_ENDINGS
from ...suggest import likeness, nearest
from ...urls import resolved
from ..link_places import SCHEME
from ..link_targets import Targets, fragments, published, record, recorded_before, targets
from ..rule import check
from .sections import ALIKE, gone

# Pages by MkDocs' own names: the home page, and what is no page of the menu's.
SPECIAL = ("404.md", "index.md", "README.md")
MEANT_AS_PAGE = re.compile(r"\.(?:md\.txt|md\.docx?|MD|Md|mD|mdx|mdtxt|mdtext|markdn|md~|md\.bak)$")
OUTSIDE = re.compile(r"[A-Za-z][\w+.-]*:|//|/|#|!|\.\.\.|\*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the menu that names a file."""

    target: str
    span: Span


@check("project")
def names(project: Project) -> Iterator[Diagnostic]:
    """Names of files that were meant as pages.

    page-name
        Only a file whose name ends in .md becomes a page; another is published as it is, and
        nobody can read it.
        Bad: docs/visits/hours.md.txt
        Good: docs/visits/hours.md
    """
    for name in sorted(targets(project).files):
        match = MEANT_AS_PAGE.search(name)
        if match and name in project.files:
            file = posixpath.basename(name)
            what = f'"{file}" is not shown as a page: the name of a page ends in .md'
            fix = f"rename it {name[: match.start()]}.md"
            yield Diagnostic(f"{project.prefix}/{name}", 1, 1, "page-name", what, fix)


@check("project")
def menu(project: Project) -> Iterator[Diagnostic]:
    """What the menu names.

    nav-missing (error, fixable)
        The menu names a page that does not exist.
        Bad: - visits/huors.md
        Good: - visits/hours.md

    nav-twice (warning, house-style)
        A page that stands in the menu twice gets a wrong way back and forth.
        Bad: - visits/hours.md (twice)
        Good: keep one of the two
    """
    entries, site, text = _entries(project), targets(project), project.config_text
    folders = {posixpath.dirname(file) for file in site.files}
    first: dict[str, int] = {}
    for entry in entries:
        line, _ = text.position(entry.span.start)
        if entry.target in first:
            what = f'"{entry.target}" stands in the menu on line {first[entry.target]} already'
            yield text.diagnostic(entry.span, "nav-twice", what, "keep one of the two")
        first.setdefault(entry.target, line)
        if entry.target in site.files or entry.target.rstrip("/") in folders:
            continue
        if project.facts.makes_menu or project.facts.makes_pages:
            continue
        near = [file for file in _meant(site, entry.target) if file not in _named(project)]
        what = f'the menu names "{entry.target}", which does not exist'
        fix = f"did you mean {near[0]}?" if near else "write the page, or take the line out"
        written = text.slice(entry.span)
        quote = written[:1] if written[:1] in "'\"" else ""
        edit = Edit(entry.span.start, entry.span.end, f"{quote}{near[0]}{quote}") if near else None
        yield text.diagnostic(entry.span, "nav-missing", what, fix, edit)


@check("page")
def reached(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Pages that readers can find.

    page-orphan
        A page that is not in the menu and that no page links to is never found.
        Bad: docs/visits/new.md, named nowhere
        Good: add it below nav: in mkdocs.yml, or say orphan: true in the lines at its top

    page-unlisted (warning, house-style)
        A page outside the menu is found only by those who happen on the one link to it.
        Bad: docs/visits/new.md, linked but not in the menu
        Good: add it below nav: in mkdocs.yml, or say orphan: true in the lines at its top
    """
    facts, name = project.facts, project.source(page)
    if facts.nav is None or facts.makes_menu or facts.makes_pages or facts.makes_links:
        return
    if name in _found_elsewhere(project) or name in SPECIAL or facts.aside.match_file(name):
        return
    hidden = page.meta.get("hide")
    unread = any(one.rule in ("page-unreadable", "page-encoding") for one in page.diagnostics)
    aside = "navigation" in (hidden if isinstance(hidden, list) else [hidden])
    taken_in = page.path in fragments(project)
    if unread or aside or taken_in or page.meta.get("orphan") is True or page.meta.get("template"):
        return
    if any(target.endswith("/") and name.startswith(target) for target in facts.nav):
        return
    fix = (
        "add it below nav: in mkdocs.yml, or write orphan: true in the lines at its top if it "
        "stands outside on purpose"
    )
    if name in _linked(project):
        yield page.text.diagnostic(0, "page-unlisted", "the page is not in the menu", fix)
    else:
        what = "nobody can reach this page: it is not in the menu, and no page links to it"
        yield page.text.diagnostic(0, "page-orphan", what, fix)


@check("project")
def moved(project: Project) -> Iterator[Diagnostic]:
    """Pages that moved.

    page-moved (error, fixable)
        People have saved the old address: it must lead to the new page, and only to one.
        Bad: moved_from: [visits/hours.md] while that page still exists
        Good: moved_from: [visits/old-hours.md]

    page-unrecorded (warning, fixable, house-style)
        Only a page whose address is on record is missed when it moves.
        Bad: a new page that docs/data/addresses.yml does not name
        Good: - visits/new.md
    """
    claimed: dict[str, str] = {}
    for page in targets(project).pages.values():
        yield from _claims(project, page, claimed)
    yield from _recorded(project, set(claimed))


@check("project")
def glossary(project: Project) -> Iterator[Diagnostic]:
    """Pages that the glossary names.

    data-page (error, fixable)
        A word of the glossary leads to a page, or to a section of it, that does not exist.
        Bad: page: visits/huors.md
        Good: page: visits/hours.md
    """
    site, recorded = targets(project), published(project)
    for item in project.data.glossary.values():
        page = str(item.get("page") or "")
        if item.tree is None:
            continue
        if not page or page in site.pages:
            yield from _section(project, item) if page else ()
            continue
        near = site.near(page)
        sure = bool(near) and not {page, near[0]} <= recorded.keys()
        text, span = item.tree.source, item.span("page")
        at = text.text.find(page, span.start, span.end)
        edit = Edit(at, at + len(page), near[0]) if sure and at >= 0 else None
        what = f'"{item.get("term")}" leads to {page}, which does not exist'
        fix = f"did you mean {near[0]}?" if near else "name a page below docs"
        yield text.diagnostic(span, "data-page", what, fix, edit)


def _section(project: Project, item: Item) -> Iterator[Diagnostic]:
    """A heading that the glossary names and its page has not: the word leads to the page's top."""
    name, page = str(item.get("section") or "").strip(), str(item.get("page"))
    there = targets(project).pages[page]
    headings = {heading.text.strip().lower(): heading for heading in there.headings}
    if not name or item.tree is None or name.lower() in headings:
        return
    if any(likeness(name, one.replace("-", " ")) > ALIKE for one in gone(project).get(page, ())):
        return  # that the section is gone is told where its heading was
    near = nearest(name, [heading.text for heading in there.headings], 0.7)
    slug = re.sub(r"[^\w]+", "-", name.lower()).strip("-")
    moved = there.former_sections.get(slug, "")
    near = next((one.text for one in there.headings if moved and one.anchor == moved), near)
    what = f'"{item.get("term")}" leads to the section "{name}", which {page} has not'
    fix = f'did you mean "{near}"?' if near else "write a heading of that page"
    source, span = item.tree.source, item.span("section")
    at = source.text.find(name, span.start, span.end)
    edit = Edit(at, at + len(name), near) if near and at >= 0 and ":" not in near else None
    yield source.diagnostic(span, "data-page", what, fix, edit)


@per_project
def _entries(project: Project) -> tuple[Entry, ...]:
    """The files that the menu names, with their places in mkdocs.yml."""
    return tuple(_walk(project, ("nav",), project.config_tree.value))


def _walk(project: Project, steps: tuple[str | int, ...], root: Any) -> Iterator[Entry]:
    node = root
    for step in steps:
        node = node.get(step) if isinstance(node, dict) else node[step]
    if isinstance(node, str):
        span = project.config_tree.at(*steps)
        if node and span and not OUTSIDE.match(node):
            yield Entry(posixpath.normpath(node) + "/" * node.endswith("/"), span)
    elif isinstance(node, list | dict):
        inside = node if isinstance(node, dict) else range(len(node))
        for step in inside:
            yield from _walk(project, (*steps, step), root)


@per_project
def _named(project: Project) -> frozenset[str]:
    nav = [posixpath.normpath(target) for target in project.facts.nav or ()]
    site = targets(project)
    # An address of the finished site, which no file is called: the theme links to it as it stands.
    paths = [] if project.directory_urls else [name.partition("#")[0] for name in nav]
    shown = (site.served(path) for path in paths if path.endswith(".html"))
    return frozenset(nav) | {name for name in shown if name}


def _meant(site: Targets, target: str) -> list[str]:
    exact = site.folded.get(target.lower())
    return [exact] if exact else site.near(target)


@per_project
def _found_elsewhere(project: Project) -> frozenset[str]:
    """What the menu names, and what a wrong name in it may mean: that is told there."""
    site = targets(project)
    wrong = (entry.target for entry in _entries(project) if entry.target not in site.files)
    named = _named(project)
    meant = ([one for one in _meant(site, target) if one not in named][:1] for target in wrong)
    return named.union(*meant)


@per_project
def _linked(project: Project) -> frozenset[str]:
    """The pages that another page links to, or the glossary."""
    found = {str(item.get("page")) for item in project.data.glossary.values()}
    site = targets(project)
    for name, page in site.pages.items():
        named = [link.target for link in page.document.links]
        for target in [*named, *(one.target for one in page.document.definitions)]:
            file: str | None = resolved(name, target)
            path = unquote(target.partition("#")[0])
            if not path.endswith(PAGE_ENDINGS):  # an address of the finished site works, too
                file = None if SCHEME.match(path) or not path else site.built(name, path)
            found |= {file or name} - {name}
    return frozenset(found)


def _claims(project: Project, page: Page, claimed: dict[str, str]) -> Iterator[Diagnostic]:
    """What a page says to have replaced."""
    span = page.field_span("moved_from")
    for old in page.former_names:
        what = fix = ""
        if old in targets(project).pages:
            what = f'"{old}" is said to have moved here, but still exists'
            fix = "delete the old page, or this line"
        elif not old.endswith(".md") or old.startswith(("/", "../")):
            what = f'"{old}" is no file name of a page'
            fix = "write it as it was below docs, as in visits/old-name.md"
        elif old in claimed:
            what = f'"{old}" is said to have moved to {claimed[old]} as well'
            fix = "keep it on the page that answers the same question"
        if what:
            yield page.text.diagnostic(span, "page-moved", what, fix)
        claimed.setdefault(old, page.path)


def _recorded(project: Project, claimed: set[str]) -> Iterator[Diagnostic]:
    """Pages that were published once, and are neither there nor said to have moved."""
    text, known = record(project)
    if not known:
        return
    pages, wrong = targets(project).pages, {entry.target for entry in _entries(project)}
    once = recorded_before(project)
    every = [*known, *sorted(once - known.keys())]
    gone = [name for name in every if name not in pages and name not in claimed]
    fresh = sorted(name for name in pages if name not in (once if gone else known))
    for name in gone:
        if name in wrong:
            continue  # the menu still names it, and that is told there
        went = targets(project).moves.get(name) or (
            fresh[0] if len(gone) == len(fresh) == 1 else ""
        )
        if went:
            yield _renamed(pages[went], name)
            continue
        what = (
            f'the page "{name}" was published and is gone: whoever saved its address finds nothing'
        )
        fix = f"write moved_from: [{name}] at the top of the page that answers it now"
        yield text.diagnostic(text.offset(known.get(name, 1)), "page-moved", what, fix)
    if fresh and not gone:
        end = len(text.text.rstrip())
        few = ", ".join(fresh[:3]) + (" …" if len(fresh) > 3 else "")
        what = f"{len(fresh)} page{'s' if len(fresh) > 1 else ''} not recorded yet: {few}"
        fix = "add a line for each (check --fix does), so that its address never dies"
        edit = Edit(end, end, "".join(f"\n- {name}" for name in fresh))
        yield text.diagnostic(end, "page-unrecorded", what, fix, edit)


def _renamed(page: Page, name: str) -> Diagnostic:
    at = page.front.keys.get("reviewed_by") or page.front.keys.get("title")
    line = f"moved_from: [{name}]\n"
    edit = Edit(at.start, at.start, line) if at else None
    if not page.body_start:
        edit = Edit(0, 0, f"---\n{line}---\n")
    what = (
        f'the page "{name}" was published and is gone, and this page is new: whoever saved the old '
        "address finds nothing"
    )
    fix = f"if this is where it went, write moved_from: [{name}] in the lines at the top"
    return page.text.diagnostic(0, "page-moved", what, fix, edit)
