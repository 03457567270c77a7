"""The pages that list everything: all references with where they are cited, all disputed questions, the glossary."""

from __future__ import annotations

import re
from html import escape

from ..bib.evidence import rests_on
from ..model import Reference, plain
from ..project import Project
from ..suggest import fold
from ..urls import relative
from ..markup import attribute
from .citations import reference_item
from .components import Blocks, markdown
from .late import Keep, at_once

__all__ = ["disputes", "glossary", "references", "sort_key"]


def sort_key(reference: Reference) -> tuple:
    """Alphabetical by first author, then year, then title, as a reader looks for it."""
    first = reference.authors[0] if reference.authors else None
    name = (first.family or first.literal) if first else plain(reference.title)
    return fold(name), reference.year or 0, fold(plain(reference.title)), reference.key


def references(project: Project, source: str, extras=lambda reference: "") -> str:
    """All references with filters that work without a server: kind, year, page and free text.

    Out: one line of HTML; the list is whole and readable without scripts, the filters appear with them.
    """
    everything = sorted(project.bibliography.references.values(), key=sort_key)
    where = project.places
    titles = {page.path: page.title for page in project.pages}
    sources = {page.path: project.source(page) for page in project.pages}
    ways = {
        path: attribute(relative(source, sources[path], "", project.directory_urls))
        for path in titles
    }
    known = project.profile.kinds
    items = []
    for reference in everything:
        places = where.get(reference.key, [])
        paths = list(dict.fromkeys(citation.path for citation in places))
        if places:
            links = ", ".join(
                f'<a href="{ways[path]}">{escape(titles[path])}</a>' for path in paths
            )
            cited = f'<span class="ref-cited">Cited in {links}</span>'
        else:
            cited = '<span class="ref-cited">Not cited on a page: further reading</span>'
        item = reference_item(reference, project.style, "", cited + extras(reference), kinds=known)
        kind = reference.evidence if reference.evidence in known else ""
        data = f' data-kind="{attribute(kind)}" data-year="{reference.year or ""}"'
        # How long the text is: from it the theme knows about how high an entry is before it is laid out.
        length = len(re.sub(r"<[^>]+>", "", item))
        items.append(item.replace("<li ", f'<li{data} style="--length:{length}" ', 1))
    kinds = [
        (kind.id, kind.label or kind.id)
        for kind in known.values()
        if any(reference.evidence == kind.id for reference in everything)
    ]
    years = sorted({reference.year for reference in everything if reference.year}, reverse=True)
    used = [
        page
        for page in project.pages
        if any(
            citation.path == page.path and citation.via != "disputes"
            for citation in project.citations
        )
    ]
    form = (
        '<form class="ref-filter" role="search" aria-label="Filter the references" hidden>'
        '<label>Words <input type="search" name="words" autocomplete="off"></label>'
        f'<label>Kind <select name="kind"><option value="">all kinds</option>{_options(kinds)}</select></label>'
        f'<label>From <select name="from"><option value="">any year</option>{_options([(str(year), str(year)) for year in years])}</select></label>'
        f'<label>Topic <select name="page"><option value="">any topic</option>{_topics(used, sources, ways)}</select></label>'
        '<output class="ref-count" aria-live="polite"></output></form>'
    )
    basis = rests_on([reference for reference in everything if reference.key in where], known)
    head = f'<p class="rests-on">The handbook rests on {escape(basis)}.</p>' if basis else ""
    return f'<section class="all-references" data-search-exclude>{head}{form}<ol class="references">{"".join(items)}</ol></section>'


def _topics(used, sources: dict[str, str], ways: dict[str, str]) -> str:
    """The pages that cite, as topics: grouped by the folder they stand in."""
    groups: dict[str, list[str]] = {}
    for page in used:
        name = sources[page.path]
        folder = name.partition("/")[0] if "/" in name else "home"
        # The value stands in addresses that readers share; by the link a script finds who is cited there.
        option = f'<option value="{attribute(name)}" data-page="{ways[page.path]}">'
        groups.setdefault(folder, []).append(f"{option}{escape(page.title)}</option>")
    return "".join(
        f'<optgroup label="{attribute(folder.capitalize())}">{"".join(options)}</optgroup>'
        for folder, options in groups.items()
    )


def _options(pairs) -> str:
    return "".join(
        f'<option value="{attribute(value)}">{escape(label)}</option>' for value, label in pairs
    )


def disputes(project: Project, blocks: Blocks) -> str:
    """All disputed questions, by topic, each under a heading of its own so that it is found and linked."""
    parts = []
    for heading, items in project.data.disputes_by_topic():
        parts += [f"## {markdown(heading)}", *(blocks.differ(item.id, anchor="") for item in items)]
    return "\n\n".join(parts)


def glossary(project: Project, keep: Keep = at_once) -> str:
    """All words of the glossary from A to Z: what each means, other names, and the page that says more."""
    items = sorted(project.data.glossary.values(), key=lambda item: fold(str(item.get("term"))))
    source = project.page_with("glossary")
    here = project.source(source) if source else ""
    known = {project.source(page): page.title for page in project.pages}
    letters: dict[str, list[str]] = {}
    for item in items:
        term = str(item.get("term"))
        initial = fold(term)[:1].upper()
        initial = initial if initial.isalpha() else "0–9"
        names = [str(name) for name in item.get("aliases", [])]
        spellings = [
            f"{item.get(side)} ({label})"
            for side, label in (("us", "US"), ("uk", "UK"))
            if item.get(side) and item.get(side) != term
        ]
        also = (
            f'<span class="also">Also: {escape(", ".join(spellings + names))}</span>'
            if names or spellings
            else ""
        )
        page = str(item.get("page"))
        more = (
            f' <a href="{relative(here, page, "", project.directory_urls)}">{escape(known[page])}</a>'
            if page in known
            else ""
        )
        letters.setdefault(initial, []).append(
            f'<dt id="{attribute(item.id)}">{escape(term)}</dt><dd>{escape(str(item.get("definition")))}{also}{more}</dd>'
        )
    return "\n\n".join(
        f"## {letter}\n\n"
        + keep(f'<dl class="glossary">{"".join(found)}</dl>', block=True, searched=True)
        for letter, found in letters.items()
    )
