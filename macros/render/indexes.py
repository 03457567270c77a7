"""The pages that list everything: all references, all disputed questions, the glossary."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from ..bib.evidence import rests_on
from ..content.pages import Page
from ..markup import attribute
from ..model import Reference, plain
from ..project import Project
from ..suggest import fold
from ..urls import relative
from .citations import reference_item
from .components import Blocks, markdown
from .late import Keep, at_once
from .questions import question_filter
from .template import block

SortKey = tuple[str, int, str, str]


def sort_key(reference: Reference) -> SortKey:
    """Alphabetical by first author, then year, then title, as a reader looks for it."""
    name = reference.lead if reference.authors else plain(reference.title)
    return fold(name), reference.year or 0, fold(plain(reference.title)), reference.key


def references(
    project: Project, source: str, extras: Callable[[Reference], str] = lambda _reference: ""
) -> str:
    """All references with filters that work without a server: kind, year, page and free text.

    Out: one line of HTML; the list is whole and readable without scripts, the filters appear with
    them.
    """
    everything = sorted(project.bibliography.references.values(), key=sort_key)
    where, known = project.places, project.profile.kinds
    urls = {
        page.path: relative(source, project.source(page), "", project.directory_urls)
        for page in project.pages
    }
    titles = {page.path: page.title for page in project.pages}
    entries = [_entry(project, one, extras(one), titles, urls) for one in everything]
    given = {one.evidence for one in everything}
    years = {one.year for one in everything if one.year}
    cited = {place.path for places in where.values() for place in places}
    return block(
        "references",
        basis=rests_on([one for one in everything if one.key in where], known, project.words),
        kinds=[(kind.id, kind.label or kind.id) for kind in known.values() if kind.id in given],
        years=sorted(years, reverse=True),
        topics=_topics(project, [page for page in project.pages if page.path in cited], urls),
        entries=Markup("".join(entries)),  # noqa: S704
        say=project.words,
    )


def _entry(
    project: Project,
    reference: Reference,
    extra: str,
    titles: Mapping[str, str],
    urls: Mapping[str, str],
) -> str:
    known = project.profile.kinds
    paths = dict.fromkeys(place.path for place in project.places.get(reference.key, ()))
    links = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(urls[path], titles[path]) for path in paths
    )
    say = project.words
    words = Markup(say.html("Cited in {pages}", pages=links))  # noqa: S704
    words = words if paths else Markup(say.html("Not cited on a page: further reading"))  # noqa: S704
    cited = Markup('<span class="ref-cited">{}</span>').format(words)
    item = reference_item(reference, project.style, "", f"{cited} {extra}", kinds=known, say=say)
    kind = attribute(reference.evidence if reference.evidence in known else "")
    # How long the text is, by two hundreds: from it the theme knows about how high an entry is
    # before it is laid out.
    length = 200 * (1 + len(re.sub(r"<[^>]+>", "", item)) // 200)
    shown = f' data-kind="{kind}"'  # once an entry, of the hundreds that the page holds
    item = item.replace(f'<span class="ref-badge"{shown}>', '<span class="ref-badge">', 1)
    year = f' data-year="{reference.year}"' if reference.year else ""
    data = f'{shown}{year} style="--length:{length}"'
    return item.replace("<li ", f"<li{data} ", 1)


def _topics(
    project: Project, used: list[Page], urls: Mapping[str, str]
) -> list[tuple[str, list[dict[str, str]]]]:
    """The pages that cite, as topics: grouped by the folder they stand in.

    Their sources stand in addresses that readers share; by the ways a script finds who is cited
    there.
    """
    groups: dict[str, list[dict[str, str]]] = {}
    for page in used:
        source = project.source(page)
        folder = source.partition("/")[0] if "/" in source else "home"
        topic = {"source": source, "way": urls[page.path], "title": page.title}
        groups.setdefault(folder.capitalize(), []).append(topic)
    return list(groups.items())


def disputes(project: Project, blocks: Blocks) -> str:
    """All disputed questions, by topic, each under a heading so that it is found and linked.

    Above them is a filter by words, readers and topic.
    """
    readers = (str(item.get("asked_by")) for item in project.data.disputes.values())
    parts = [blocks.keep(question_filter(project.profile, readers, say=project.words), block=True)]
    for heading, items in project.data.disputes_by_topic():
        parts += [
            f"## {markdown(heading)}",
            *(blocks.differ(item.id, listed=True) for item in items),
        ]
    return "\n\n".join(parts)


def glossary(project: Project, keep: Keep = at_once) -> str:
    """All words of the glossary from A to Z: what each means, other names, where more is said."""
    items = sorted(project.data.glossary.values(), key=lambda item: fold(str(item.get("term"))))
    page = project.page_with("glossary")
    here = project.source(page) if page else ""
    titles = {project.source(page): page.title for page in project.pages}
    letters: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        term, target = str(item.get("term")), str(item.get("page"))
        initial = fold(term)[:1].upper()
        spellings = [
            f"{item.get(side)} ({label})"
            for side, label in (("us", "US"), ("uk", "UK"))
            if item.get(side) and item.get(side) != term
        ]
        entry = {
            "id": item.id,
            "term": term,
            "definition": str(item.get("definition")),
            "also": [*spellings, *map(str, item.get("aliases", []))],
            "more": relative(here, target, "", project.directory_urls) if target in titles else "",
            "title": titles.get(target, ""),
        }
        letters.setdefault(initial if initial.isalpha() else "0–9", []).append(entry)
    lists = {
        letter: block("glossary", items=found, say=project.words)
        for letter, found in letters.items()
    }
    return "\n\n".join(
        f"## {letter}\n\n{keep(html, block=True, searched=True)}" for letter, html in lists.items()
    )
