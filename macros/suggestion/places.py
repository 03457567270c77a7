"""Which page and which place of it somebody means: by title or address, section and sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote, urlsplit

from ..content.pages import Page
from ..project import Project
from ..suggest import closest, fold
from ..urls import page_url
from .form import Refusal, Suggestion
from .visible import Visible, folded, visible

__all__ = ["Place", "find_page", "find_place"]

# Numbers that a copied sentence brings along from citation marks, as in "enough.3,4-6".
_MARKS = re.compile(r"(?<=[.,;:!?)\"'])\d{1,3}(?:[,-]\d{1,3})*(?=\s|$)")


@dataclass(frozen=True)
class Place:
    """A sentence in a page's visible text: the range of its characters."""

    page: Page
    text: Visible
    start: int
    end: int


def find_page(project: Project, suggestion: Suggestion) -> tuple[Page, str]:
    """The page, and the anchor that its address named. Raises Refusal."""
    given = suggestion.page.strip()
    path, _, anchor = given.partition("#")
    names = _names(project)
    for key in (fold(given), fold(path).strip("/ "), *_addresses(project, path)):
        if key in names:
            return names[key], unquote(anchor)
    near = closest(given, [page.title for page in project.pages])
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise Refusal(f"there is no page with that title or address.{hint}")


def _names(project: Project) -> dict[str, Page]:
    """All that a page is called: its title, its file, its address."""
    found: dict[str, Page] = {}
    for page in project.pages:
        source = project.source(page)
        address = page_url(source).strip("/")
        for name in (fold(page.title), fold(page.path), fold(source), f"/{fold(address)}"):
            found.setdefault(name, page)
    return found


def _addresses(project: Project, given: str) -> list[str]:
    """What an address may mean: "/" and a page's own path; of a copy on a disk any end of it."""
    if not re.match(r"https?://|file://|/", given) or len(given) > 500:
        return []
    path = unquote(urlsplit(given).path)
    base = urlsplit(project.site_url).path.rstrip("/")
    path = path.removeprefix(base) if base and path.startswith(f"{base}/") else path
    parts = fold(re.sub(r"(?:/index)?\.html$", "", path)).strip("/").split("/")
    ends = range(len(parts)) if given.startswith("file:") else (0,)
    return ["/" + "/".join(parts[start:]) for start in ends]


def find_place(project: Project, page: Page, suggestion: Suggestion, anchor: str) -> Place:
    """Where the sentence stands. Raises Refusal where that is nowhere or not one place."""
    text = visible(page, project.macros, project.data)
    wanted = folded(suggestion.sentence)
    if len(wanted) < 8:
        raise Refusal("the sentence is too short to be found; please copy all of it")
    found = _occurrences(text, wanted)
    if len(found) > 1:
        inside = _within(page, text, found, suggestion.section or anchor)
        found = inside or found
    if len(found) == 1:
        return Place(page, text, *found[0])
    if found:
        raise Refusal(
            f"the sentence stands on the page {len(found)} times; please say in which section you "
            "read it, or copy the sentence before it, too"
        )
    raise Refusal(_nowhere(project, page, text, wanted))


def _occurrences(text: Visible, wanted: str) -> list[tuple[int, int]]:
    for words in dict.fromkeys((wanted, _MARKS.sub("", wanted))):
        if found := text.found(words):
            return found
        if found := Visible(text.text.lower(), (), frozenset()).found(words.lower()):
            return found
    return []


def _within(
    page: Page, text: Visible, found: list[tuple[int, int]], section: str
) -> list[tuple[int, int]]:
    """The occurrences in a section, named by its heading or its anchor."""
    name = fold(section.strip())
    wanted = [one for one in page.headings if name and name in (fold(one.text), fold(one.anchor))]
    if not wanted:
        return []
    return [
        (start, end)
        for start, end in found
        if page.section_at(page.text.position(text.places[start].start)[0]) in wanted
    ]


def _nowhere(project: Project, page: Page, text: Visible, wanted: str) -> str:
    others = [
        other.title
        for other in project.pages
        if other is not page
        and wanted.lower() in visible(other, project.macros, project.data).text.lower()
    ]
    if others:
        return f"the sentence does not stand on this page, but on: {', '.join(others[:3])}"
    sentences = re.split(r"(?<=[.!?])\s+|\n", text.text)
    scored = [(SequenceMatcher(None, wanted, one).ratio(), one) for one in sentences]
    ratio, near = max(scored, default=(0.0, ""))
    if ratio > 0.6:
        return f'the sentence does not stand on the page. The most alike one is: "{near.strip()}"'
    return "the sentence does not stand on the page; it may have been changed since you read it"
