"""Every address that a page names, and the edit that puts another in its place."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from ..content.links import Link
from ..content.pages import Page
from ..model import Diagnostic, Edit
from ..project import Project
from ..urls import page_url, relative_file, resolved
from .link_targets import targets

SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
LOADED = ("video", "audio", "source", "embed", "object")
# Elements that stand in running text (HTML Living Standard, phrasing content) or hold nothing.
INLINE = frozenset(
    """
    a abbr b br cite code em i img kbd mark q s small span strong sub sup u wbr source input button
    label time hr link meta
    """.split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an address: rule, words, fix, and the right address where it is known."""

    rule: str
    message: str
    fix: str
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a page: a link, an image, what a label stands for, or an attribute of HTML.

    `kind` is inline, auto, label or html; the address stands at `start` to `end`, and the whole
    begins at `at`.
    """

    kind: str
    target: str
    image: bool
    at: int
    start: int
    end: int
    link: Link | None = None

    @property
    def followed(self) -> bool:
        """Whether a reader follows it; else the browser loads it."""
        return self.kind != "html" or (self.link is not None and self.link.label in ("a", "area"))


def places(page: Page) -> Iterator[Place]:
    """The addresses of a page, each once: those of labels where they are given."""
    document = page.document
    for one in document.definitions:
        image = one.target.lower().endswith(PICTURES)
        yield Place("label", one.target, image, one.start, one.start, one.end)
    for link in document.links:
        if link.kind != "reference":
            image = link.image or (link.kind == "html" and link.label in LOADED)
            yield Place(link.kind, link.target, image, link.at, link.start, link.end, link)


def diagnostics(
    project: Project, page: Page, place: Place, verdict: Verdict | None
) -> Iterator[Diagnostic]:
    """The diagnostic of a verdict, with the edit where the right address is known."""
    if verdict is not None:
        edit = None if verdict.new is None else _edit(project, page, place, verdict.new)
        yield page.text.diagnostic(place.at, verdict.rule, verdict.message, verdict.fix, edit)


def _edit(project: Project, page: Page, place: Place, new: str) -> Edit | None:
    if place.link is None or place.kind == "inline":
        return Edit(place.start, place.end, new)
    local = not SCHEME.match(new) and not new.startswith("#")
    if place.kind == "html":
        return _in_html(project, page, place, new, local=local)
    if local:  # only an address of the web can stand between pointed brackets
        there = targets(project).pages.get(resolved(project.source(page), new))
        title = there.title if there else posixpath.basename(unquote(new.partition("#")[0]))
        return Edit(place.at, place.link.stop, f"[{title}]({new})")
    return Edit(place.start, place.end, new)


def _in_html(project: Project, page: Page, place: Place, new: str, *, local: bool) -> Edit | None:
    """The tag as Markdown in running text, else its address as the HTML block needs it."""
    link = place.link
    if link is None:
        return None
    whole = page.source[link.at : link.stop]
    if local and link.label in ("a", "img") and "\n" not in whole and not _in_block(page, link.at):
        sized = re.search(r"\s(?:width|height|class|style|align)\s*=", whole)
        if not sized:  # what the tag says besides would be lost
            text = f"{'!' if link.image else ''}[{link.text.strip()}]({new})"
            return Edit(link.at, link.stop, text)
    if local:
        file, tail = resolved(project.source(page), new), new[len(new.partition("#")[0]) :]
        known = file in targets(project).pages
        target = page_url(file, bool(project.directory_urls)) if known else file
        new = relative_file(project.source(page), target, project.directory_urls) + tail
    return Edit(place.start, place.end, escape(new, quote=True))


def _in_block(page: Page, at: int) -> bool:
    """Whether an offset lies in a raw HTML block whose content is not read as Markdown."""
    opened: list[tuple[str, bool]] = []
    for tag in page.document.tags:
        if tag.at >= at:
            break
        if tag.name in INLINE:
            continue
        if tag.closing:
            while opened and opened.pop()[0] != tag.name:
                pass
        else:
            opened.append((tag.name, "markdown" in tag.attributes))
    return bool(opened) and not opened[-1][1]
