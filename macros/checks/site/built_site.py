"""The built site, as readers get it: links, anchors, images, ids, and what a browser would do."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from statistics import median

from ...content.svg import SvgError, inlined
from ...markup import digest
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from .allowed import inline_texts, own_names, policy_digests, published
from .html import Built, Link, css_loads, read_built
from .placing import place
from .site_links import ROOTED, Fault, Site, at, short

# Bytes of a page's document, compressed: the median of all pages, and the longest.
WEIGHTS = (13_000, 60_000)
HEADING = re.compile(r"<h1\b", re.IGNORECASE)
NO_ALT = re.compile(r"<img\b(?![^>]*\salt\b)", re.IGNORECASE)
LEAKS = (
    (re.compile(r"\{\{[^{}]{0,60}|\}\}|\{%[^{}]{0,40}"), "a macro call that was not carried out"),
    (re.compile(r"Macro (?:Syntax |Rendering )?Error"), "the report of a macro that failed"),
    (
        re.compile(r"Traceback \(most recent call last\)|jinja2\.exceptions\.\w+"),
        "a program's error report",
    ),
    (
        re.compile(r"(?:^|\n)\s*(?:!!!|\?\?\?\+?)\s+[\w-]+[^\n]{0,40}"),
        "a call-out that was not drawn (mind the empty line before it and its indent)",
    ),
    (re.compile(r"\]\((?:[\w./#-]+|https?:[^\s)]+)\)|\]\[[\w-]+\]"), "a link that was not made"),
    (re.compile("\ufffd"), "a character that could not be read"),
)


@check("project")
def built_rules(_project: Project) -> Iterator[Diagnostic]:
    """What is wrong with a built site.

    These rules look at what was built (`python -m macros site FOLDER`), not at the sources.

    site-link
        A reader who follows this link finds nothing.
        Bad: <a href="../flushng/">
        Good: <a href="../flushing/">

    site-offline-link
        From a disk a folder has no page of its own: the reader sees a list of files, or
        nothing.
        Bad: <a href="../flushing/">
        Good: <a href="../flushing/index.html">

    site-root-link
        The site lives below a folder of its host, and the offline copy has no root at all.
        Bad: <a href="/flushing/">
        Good: <a href="../flushing/">

    site-anchor
        The page opens, but not at the place that was meant.
        Bad: <a href="../flushing/#how-oftn">
        Good: <a href="../flushing/#how-often">

    site-empty-link
        A link without a target leads nowhere.
        Bad: <a href="">
        Good: <a href="flushing/">

    site-id-twice
        Of two places with one name a link reaches only the first.
        Bad: <h2 id="risks"> twice on one page
        Good: give one of the headings another name

    site-pointer
        A screen reader looks for a label that isn't there.
        Bad: <label for="serch">
        Good: <label for="search">

    site-load (error, wall)
        Pages load nothing from other hosts: it would tell them who reads, and fails without a
        network.
        Bad: <script src="https://cdn.example/x.js">
        Good: keep the file in docs/assets

    site-leak
        Readers see source text instead of what it stands for.
        Bad: {{ cite("moss2021cava") }} on the finished page
        Good: mend the call or the Markdown in the page's source

    site-alt
        Who can't see the image must be told what it shows.
        Bad: <img src="tip.svg">
        Good: <img src="tip.svg" alt="The tip lies in the lower superior vena cava">

    site-lang
        Without its language a page is read aloud in the wrong voice (WCAG 3.1.1).
        Bad: <html>
        Good: <html lang="en">

    site-h1
        A page has one main heading: readers and screen readers find their way by it.
        Bad: two <h1> on one page
        Good: one # heading in the page's source

    site-search
        A search result must open.
        Bad: search/search_index.json names a page that wasn't built
        Good: build the site again

    site-empty
        There is nothing to check.
        Bad: an empty folder
        Good: build the site first: make site

    site-active (error, never, wall)
        Whatever runs in a reader's browser can change what a page says, and tell others who reads
        it.
        Bad: [Flushing](flushing.md){: onfocus="go()" }
        Good: [Flushing](flushing.md)

    site-element (error, never, wall)
        What a page may hold is a short list; nobody has looked at what is not on it.
        Bad: <canvas id="x">
        Good: !!! note

    site-policy (error, never, wall)
        Each page names the scripts that may run on it, so that a planted one can't.
        Bad: a page without <meta http-equiv="Content-Security-Policy">
        Good: build the site with this project's mkdocs.yml

    site-weight (warning)
        A page is read on a phone, on a ward, over a slow network.
        Bad: a page of 200 kB, compressed
        Good: part the page, or say less
    """
    yield from ()


# How a theme writes the way to the site's root into a script.
WAY = re.compile(r"""(["'])[./]*\1""")


@dataclass
class _Read:
    """The files of a built site, its pages read."""

    folder: Path
    files: set[str]
    pages: dict[str, Built] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def site_diagnostics(
    folder: Path, site_url: str = "", offline: bool = False, walls: bool = False
) -> list[Diagnostic]:
    """What is wrong with a built site.

    In: its folder; the address it will be served at (its path is the only root that links may
    name); whether it is the copy for `file://`; whether whatever is not on the lists of what may be
    published is an error. Out: diagnostics that name the built file and, where its edit link says
    so, the page's source. A fault that stands on many pages is told once.
    """
    read = _read(Path(folder))
    if not read.pages:
        why = "there are no pages in this folder"
        return [
            Diagnostic(
                read.folder.as_posix(), 1, 1, "site-empty", why, "build the site first: make site"
            )
        ]
    site = Site(read.folder, read.files, read.pages, site_url, offline)
    found: list[Fault] = []
    for name, built in read.pages.items():
        found += [*site.links(built), *_shape(built)]
        if walls:
            found += _judged(built, read.texts[name], read.texts.get(ROOTED, ""))
    for name in sorted(read.files):
        if name.endswith(".css"):
            text = (read.folder / name).read_text(encoding="utf-8", errors="replace")
            for address, line in css_loads(text):
                found += site.load(name, Link(address, "css", "load", line=line))
        elif walls and name.endswith(".svg"):
            try:
                inlined((read.folder / name).read_bytes())
            except SvgError as error:
                found.append(
                    at(name, error.line, "site-active", str(error), "draw it anew, without that")
                )
    found += site.search_index()
    merged = _once(found, read.folder, read.pages)
    if walls:
        return merged
    notes = {rule.name for rule in built_rules.rules if rule.wall}
    return [replace(one, severity="note") if one.rule in notes else one for one in merged]


def weight_diagnostics(folder: Path) -> list[Diagnostic]:
    """Pages that are heavier than they may be, as a server compresses them."""
    sizes = {
        path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes(), 6))
        for path in sorted(folder.rglob("*.html"))
    }
    middle, most = WEIGHTS
    found = [
        Diagnostic(
            f"{folder.as_posix()}/{name}",
            1,
            1,
            "site-weight",
            f"the page weighs {size / 1000:.0f} kB, compressed; at most {most / 1000:.0f} is right",
            "part the page, or say less",
            "warning",
        )
        for name, size in sizes.items()
        if size > most
    ]
    half = median(sizes.values()) if sizes else 0
    if half > middle:
        why = (
            f"half of the pages weigh more than {half / 1000:.1f} kB, compressed; "
            f"{middle / 1000:.0f} is right"
        )
        found.append(
            Diagnostic(
                folder.as_posix(), 1, 1, "site-weight", why, "send less with each page", "warning"
            )
        )
    return found


def _read(folder: Path) -> _Read:
    files = (
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        if folder.is_dir()
        else set()
    )
    read = _Read(folder, files)
    for name in sorted(files):
        if name.endswith((".html", ".htm")):
            read.texts[name] = (folder / name).read_text(encoding="utf-8", errors="replace")
            read.pages[name] = read_built(read.texts[name], name)
    return read


def _judged(built: Built, html: str, empty: str) -> Iterator[Fault]:
    digests = policy_digests(html)
    if digests is None and not built.refresh:
        why = "the page doesn't say which scripts may run on it"
        yield at(built.path, 1, "site-policy", why, "build the site with this project's mkdocs.yml")
    seen: Counter[str] = Counter()
    known = _of_theme(html, empty) if digests is None else digests | own_names(empty)
    for refusal in published(html, known):
        line = html.count("\n", 0, place(html, refusal, seen)) + 1
        rule = "site-active" if refusal.does else "site-element"
        yield at(built.path, line, rule, str(refusal), "take it out of the page's source")


def _of_theme(html: str, empty: str) -> frozenset[str]:
    """What the theme brings to a page without a policy.

    It stands on the page for wrong addresses as well, which holds no text of the project's. The
    way to the site's root differs.
    """
    known = {WAY.sub("", text) for text in inline_texts(empty)}
    return frozenset(
        {digest(text) for text in inline_texts(html) if WAY.sub("", text) in known}
        | own_names(empty)
    )


def _shape(built: Built) -> Iterator[Fault]:
    for name, number in built.twice:
        first, line = built.line("id", name), built.line("id", name, number)
        what = f'the name "{name}" stands on line {first} already: links reach only that place'
        fix = "give one of the two another id"
        yield at(built.path, line, "site-id-twice", what, fix)
    if "" in built.ids:
        what, fix = "an element has an empty id", "name it, or take the id away"
        yield at(built.path, built.line("id", ""), "site-id-twice", what, fix)
    for number, address in enumerate(built.no_alt):
        what = f"the image {short(address)} has no text for readers who can't see it"
        fix = 'describe it in alt="…"; alt="" where it only decorates'
        yield at(built.path, built.line_of(NO_ALT, number), "site-alt", what, fix)
    if any(pattern.search(built.texts.replace("\0", "\n")) for pattern, _ in LEAKS):
        yield from _leaks(built)
    if built.refresh:
        return  # a page that only sends the reader on
    if not built.lang.strip():
        what, fix = "the page doesn't say its language", 'write <html lang="en"> in the template'
        yield at(built.path, 1, "site-lang", what, fix)
    if built.h1 != 1:
        what = f"the page has {built.h1 or 'no'} main heading{'s' if built.h1 > 1 else ''}"
        fix = "give the page's source exactly one # heading"
        line = built.line_of(HEADING, 1) if built.h1 else 1
        yield at(built.path, line, "site-h1", what, fix)


def _leaks(built: Built) -> Iterator[Fault]:
    """The first of what readers should not see in each piece of text."""
    start = 0
    for text in built.texts.split("\0"):
        found = ((what, match) for pattern, what in LEAKS if (match := pattern.search(text)))
        for what, match in found:
            words = match[0].strip()
            place = built.html.find(escape(words, quote=False), start)
            start = max(place + 1, 1)
            why = f'readers see {what}: "{short(words)}"'
            fix = "mend it in the page's source"
            yield at(built.path, built.line_at(start - 1), "site-leak", why, fix)
            break


def _once(found: list[Fault], folder: Path, pages: dict[str, Built]) -> list[Diagnostic]:
    """One cause, one message.

    The same fault on many pages (a menu, a footer) is told at the first, with the number of the
    others.
    """
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic, cause in found:
        groups.setdefault((diagnostic.rule, cause), []).append(diagnostic)
    merged = []
    for group in groups.values():
        first = min(group, key=lambda diagnostic: diagnostic.path == ROOTED)
        source = pages[first.path].source if first.path in pages else ""
        others = len({diagnostic.path for diagnostic in group}) - 1
        message = (
            first.message
            + (f" (source: {source})" if source else "")
            + (f" (also on {others} more page{'s' if others > 1 else ''})" if others else "")
        )
        merged.append(
            replace(first, path=f"{folder.as_posix().rstrip('/')}/{first.path}", message=message)
        )
    return sorted(
        merged,
        key=lambda diagnostic: (
            diagnostic.path,
            diagnostic.line,
            diagnostic.rule,
            diagnostic.message,
        ),
    )
