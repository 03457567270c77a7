"""Does every link to a section find it?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ...content.pages import Page
from ...model import Diagnostic, Edit, Heading
from ...project import Project, per_project
from ...suggest import NameIndex, fold, likeness
from ...urls import fragment, resolved
from ..link_places import SCHEME, Place, Verdict, diagnostics, places
from ..link_targets import anchors, targets
from ..rule import check
from ..site.sections import gone

WORD, SURE, CERTAIN = 0.6, 0.75, 0.9
# Words that a heading gains or loses without meaning something else.
SMALL = frozenset("a an and at by for from in is of on or the to with your".split())
# Names that marks and references make: nobody who wrote another name meant one of them.
MADE = ("cite-", "ref-")


@dataclass(frozen=True, slots=True)
class _Lost:
    """One link to a section that is not there."""

    page: Page
    place: Place
    path: str
    anchor: str
    file: str


@check("project")
def sections(project: Project) -> Iterator[Diagnostic]:
    """Links to sections.

    link-anchor (error, fixable)
        The page opens at its top instead of at the place that was meant.
        Bad: [see below](#opening-huors)
        Good: [see below](#opening-hours)
    """
    used: set[tuple[str, str]] = set()
    lost: dict[tuple[str, str], list[_Lost]] = {}
    for one in _links(project):
        known, _ = anchors(project, one.file)
        if one.anchor in known:
            used.add((one.file, one.anchor))
        elif one.anchor not in gone(project).get(one.file, ()):  # section-moved says so, once
            lost.setdefault((one.file, one.anchor), []).append(one)
    for (file, anchor), links in lost.items():
        near = _near(project, file, anchor)
        if not anchors(project, file)[1] and (not near or likeness(anchor, near) < CERTAIN):
            continue  # a macro of that page, or a text brought in, may make it
        close = near and _meant(anchor, near) and (file, near) not in used
        cased = near.casefold() == anchor.casefold()  # the links are at fault, not the heading
        renamed = _renamed(project, file, near) if close and not cased else None
        if renamed and len(links) > 1:
            yield _once(project, links, renamed)
        else:
            yield from _each(project, links, near)


def _links(project: Project) -> Iterator[_Lost]:
    """All links with a section, on pages and to pages of this site."""
    site = targets(project)
    for source, page in site.pages.items():
        for place in places(page):
            if "#" not in place.target or SCHEME.match(place.target):
                continue
            path, _, anchor = place.target.partition("#")
            plain = unquote(path.partition("?")[0])
            file = resolved(source, place.target)
            anchor = unquote(anchor)
            if (
                anchor in ("", "top")
                or anchor.startswith((":~:", "__", "/", "!"))
                or plain.startswith("/")
            ):
                continue
            if file in site.pages and (place.kind != "html" or not plain):
                yield _Lost(page, place, path, anchor, file)


def _near(project: Project, file: str, anchor: str) -> str:
    indexes = _indexes(project)
    if file not in indexes:
        known = sorted(anchors(project, file)[0])
        plain = NameIndex(name for name in known if not name.startswith(MADE))
        indexes[file] = (plain, NameIndex(known))
    near = indexes[file][anchor.startswith(MADE)].near(anchor, 1, 0.6)
    return near[0] if near else ""


@per_project
def _indexes(_project: Project) -> dict[str, tuple[NameIndex, NameIndex]]:
    """The names of each page's anchors: without those that marks make, and all."""
    return {}


def _meant(anchor: str, near: str) -> bool:
    """Whether an anchor is sure to mean another: slips in its words, or words more or less.

    Names that share only their form, such as "add-a-user" and "add-a-role", are two sections.
    """
    one, other = (
        [word for word in re.findall(r"\w+", fold(name).replace("_", "-")) if word not in SMALL]
        for name in (anchor, near)
    )
    fewer, more = sorted((set(one), set(other)), key=len)
    if len(fewer) > 1 and fewer <= more:
        return True
    alike = len(one) == len(other) and all(
        likeness(a, b) >= WORD for a, b in zip(one, other, strict=True)
    )
    return likeness(anchor, near) >= (SURE if alike else CERTAIN)


def _renamed(project: Project, file: str, near: str) -> Heading | None:
    """The heading whose words make an anchor; None where the anchor is given, or has no heading."""
    if not near or not project.facts.has("attr_list"):
        return None
    page = targets(project).pages[file]
    for heading in page.headings:
        made = heading.anchor == near == project.facts.anchor(heading.text)
        if made and page.text.lines[heading.line - 1].startswith("#"):
            return heading
    return None


def _once(project: Project, links: list[_Lost], heading: Heading) -> Diagnostic:
    """A heading that was renamed while pages link to it: its old anchor keeps every link alive."""
    page, anchor = targets(project).pages[links[0].file], links[0].anchor
    row = page.text.lines[heading.line - 1].rstrip().rstrip("#").rstrip()
    end = page.text.offset(heading.line) + len(row)
    where = ", ".join(f"{one.page.path}:{one.page.text.position(one.place.at)[0]}" for one in links)
    what = (
        f'{len(links)} links lead to "#{anchor}", which no section is called: was this heading '
        f"renamed? ({where})"
    )
    fix = f"keep its old name, for saved addresses too: {row} {{: #{anchor} }}"
    edit = Edit(end, end, f" {{: #{anchor} }}")
    return page.text.diagnostic(page.text.offset(heading.line), "link-anchor", what, fix, edit)


def _each(project: Project, links: list[_Lost], near: str) -> Iterator[Diagnostic]:
    for one in links:
        source = project.source(one.page)
        where = "on this page" if one.file == source else f"on {one.file}"
        close = near and _meant(one.anchor, near)
        new = f"{one.path}{fragment(near)}" if close else None
        what = f'there is no section "#{one.anchor}" {where}'
        fix = f"did you mean #{near}?"
        if not near:
            fix = (
                "write the section's heading in small letters with hyphens for spaces, or leave "
                "the # part out"
            )
        yield from diagnostics(project, one.page, one.place, Verdict("link-anchor", what, fix, new))
