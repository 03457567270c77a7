"""Which page and which place of it somebody means: by title or address, section and sentence."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote

from ..content.boxes import boxes
from ..content.data import Item
from ..content.pages import Page
from ..project import Project
from ..suggest import closest, fold
from ..urls import address_parts, page_url
from .copied import Copy, copies
from .form import Refusal, Suggestion
from .visible import Visible, folded, visible

_ADDRESS = re.compile(r"https?://[^\s()<>]+")


@dataclass(frozen=True)
class Place:
    """A sentence in a page's visible text: the range of its characters, the copy's marks."""

    page: Page
    text: Visible
    start: int
    end: int
    marks: tuple[tuple[str, str], ...] = ()


def find_page(project: Project, suggestion: Suggestion) -> tuple[Page, str]:
    """The page, and the anchor that its address named. Raises Refusal."""
    given = suggestion.page.strip()
    # The foot of a page writes its title, its address in brackets and its version into the form;
    # the link at a heading adds (#anchor).
    section = re.search(r"\(#([^\s()]+)\)", given)
    if (inside := _ADDRESS.search(given)) and not given.startswith(inside[0]):
        given = inside[0]
    path, _, anchor = given.partition("#")
    anchor = section[1] if section else anchor
    names = _names(project)
    for key in (
        fold(given),
        fold(folded(given)),
        fold(path).strip("/ "),
        *_addresses(project, path),
    ):
        if key in names:
            return names[key], unquote(anchor)
    titles = list(dict.fromkeys(page.title for page in project.pages))
    near = closest(given, titles) or [one for one in titles if fold(given) in fold(one)][:3]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise Refusal(f"there is no page with that title or address.{hint}")


def _names(project: Project) -> dict[str, Page]:
    """All that a page is called: its title, its file, its address."""
    found: dict[str, Page] = {}
    for page in project.pages:
        source = project.source(page)
        address = page_url(source).strip("/")
        window = folded(f"{page.title} - {project.site_name}")
        for name in (page.title, window, page.path, source, f"/{address}"):
            found.setdefault(fold(name), page)
    return found


def _addresses(project: Project, given: str) -> list[str]:
    """What an address may mean: "/" and a page's own path; of a copy on a disk any end of it."""
    if not re.match(r"https?://|file://|/", given) or len(given) > 500:
        return []
    path = unquote(address_parts(given).path)
    base = address_parts(project.site_url).path.rstrip("/")
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
    found = copies(text, wanted)
    if len(found) > 1:
        inside = _within(page, text, found, suggestion.section or anchor)
        found = inside or found
    heading = len(found) == 1 and text.alone(found[0].start, found[0].end)
    shown = [] if heading else _shown(project, page, wanted)
    if len(found) == 1 and not shown:
        return Place(page, text, *found[0])
    where = f"in {shown[0].path}, line {shown[0].line}" if shown else ""
    if found:
        times = len(found) + len(shown)
        raise Refusal(
            f"the sentence stands on the page {times} times{where and ', once '}{where}; please "
            "say in which section you read it, or copy the sentence before it, too"
        )
    if shown:
        raise Refusal(f"the page takes the sentence from elsewhere, {where}: a person has to look")
    raise Refusal(_nowhere(project, page, text, wanted))


def _shown(project: Project, page: Page, wanted: str) -> list[Item]:
    """The entries of data files that the page shows as a whole and that hold the words."""
    found = []
    for call in page.calls:
        macro = project.macros.get(call.name)
        kind = macro.data if macro else ""
        item = getattr(project.data, kind).get(call.args[0]) if kind and call.args else None
        # The text of a shared fact is part of the visible text already.
        if item and kind != "facts" and wanted.lower() in folded(_words(item.fields)).lower():
            found.append(item)
    return found


def _words(value: object) -> str:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return "\n".join(map(_words, parts))
    return str(value)


def _within(page: Page, text: Visible, found: list[Copy], section: str) -> list[Copy]:
    """The occurrences in a section, named by its heading, its anchor or the title of its box."""
    name = fold(section.strip())
    wanted = [one for one in page.headings if name and name in (fold(one.text), fold(one.anchor))]
    titled = [box for box in boxes(page.source) if name and name == fold(box.title)]
    inside = []
    for one in found:
        at = text.places[one.start].start
        heading = page.section_at(page.text.position(at)[0])
        if heading in wanted or any(box.start <= at < box.end for box in titled):
            inside.append(one)
    return inside


def _nowhere(project: Project, page: Page, text: Visible, wanted: str) -> str:
    others = [
        other.title
        for other in project.pages
        if other is not page
        and wanted.lower() in visible(other, project.macros, project.data).text.lower()
    ]
    if others:
        return f"the sentence does not stand on this page, but on: {', '.join(others[:3])}"
    for name in ("summary", "title"):
        if wanted in folded(str(page.meta.get(name, ""))):
            return f"the sentence stands in the {name} at the top of the page's file"
    sentences = re.split(r"(?<=[.!?])\s+|\n", text.text)
    scored = [(SequenceMatcher(None, wanted, one).ratio(), one) for one in sentences]
    ratio, near = max(scored, default=(0.0, ""))
    if ratio > 0.6:
        return f'the sentence does not stand on the page. The most alike one is: "{near.strip()}"'
    return "the sentence does not stand on the page; it may have been changed since you read it"
