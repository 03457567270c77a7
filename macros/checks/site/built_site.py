"""The built site, as readers get it: every link, anchor, image and id, online below its own address or offline from a disk."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ...model import Diagnostic
from ...project import Project
from .html import Built, Link, css_loads, read_built
from ..rule import Rule

__all__ = ["RULES", "check", "site_diagnostics"]

RULES = (
    Rule(
        "site-link",
        "A reader who follows this link finds nothing.",
        '<a href="../flushng/">',
        '<a href="../flushing/">',
    ),
    Rule(
        "site-offline-link",
        "From a disk a folder has no page of its own: the reader sees a list of files, or nothing.",
        '<a href="../flushing/">',
        '<a href="../flushing/index.html">',
    ),
    Rule(
        "site-root-link",
        "The site lives below a folder of its host, and the offline copy has no root at all.",
        '<a href="/flushing/">',
        '<a href="../flushing/">',
    ),
    Rule(
        "site-anchor",
        "The page opens, but not at the place that was meant.",
        '<a href="../flushing/#how-oftn">',
        '<a href="../flushing/#how-often">',
    ),
    Rule(
        "site-empty-link",
        "A link without a target leads nowhere.",
        '<a href="">',
        '<a href="flushing/">',
    ),
    Rule(
        "site-id-twice",
        "Of two places with one name a link reaches only the first.",
        '<h2 id="risks"> twice on one page',
        "give one of the headings another name",
    ),
    Rule(
        "site-pointer",
        "A screen reader looks for a label that isn't there.",
        '<label for="serch">',
        '<label for="search">',
    ),
    Rule(
        "site-load",
        "Pages load nothing from other hosts: it would tell them who reads, and fails without a network.",
        '<script src="https://cdn.example/x.js">',
        "keep the file in docs/assets",
    ),
    Rule(
        "site-leak",
        "Readers see source text instead of what it stands for.",
        '{{ cite("moss2021cava") }} on the finished page',
        "mend the call or the Markdown in the page's source",
    ),
    Rule(
        "site-alt",
        "Who can't see the image must be told what it shows.",
        '<img src="tip.svg">',
        '<img src="tip.svg" alt="The tip lies in the lower superior vena cava">',
    ),
    Rule(
        "site-lang",
        "Without its language a page is read aloud in the wrong voice (WCAG 3.1.1).",
        "<html>",
        '<html lang="en">',
    ),
    Rule(
        "site-h1",
        "A page has one main heading: readers and screen readers find their way by it.",
        "two <h1> on one page",
        "one # heading in the page's source",
    ),
    Rule(
        "site-search",
        "A search result must open.",
        "search/search_index.json names a page that wasn't built",
        "build the site again",
    ),
    Rule(
        "site-empty",
        "There is nothing to check.",
        "an empty folder",
        "build the site first: make site",
    ),
)

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
# Not served below any one folder: it answers at every address.
ROOTED = "404.html"
# A problem, and what makes two of them the same: the address they miss, or their words.
Fault = tuple[Diagnostic, str]
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.I)


def check(project: Project) -> Iterator[Diagnostic]:
    """Nothing: these rules look at what was built (`python -m macros site FOLDER`), not at the sources."""
    return iter(())


def site_diagnostics(folder: Path, site_url: str = "", offline: bool = False) -> list[Diagnostic]:
    """What is wrong with a built site.

    In: its folder; the address it will be served at (its path is the only root that links may name); whether it is the copy for `file://`.
    Out: problems that name the built file and, where its edit link tells, the page's source. A fault that stands on many pages is told once.
    """
    folder = Path(folder)
    files = (
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        if folder.is_dir()
        else set()
    )
    pages = {
        name: read_built(folder / name, name)
        for name in sorted(files)
        if name.endswith((".html", ".htm"))
    }
    if not pages:
        return [
            Diagnostic(
                folder.as_posix(),
                1,
                1,
                "site-empty",
                "there are no pages in this folder",
                "build the site first: make site",
            )
        ]
    site = _Site(folder, files, pages, site_url, offline)
    found: list[Fault] = []
    for built in pages.values():
        found += [*site.links(built), *_shape(built)]
    for name in sorted(files):
        if name.endswith(".css"):
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
            found += [
                fault
                for address, line in css_loads(text)
                for fault in site.load(name, Link(address, line, "css", "load"))
            ]
    found += site.search_index()
    return _once(found, folder, pages)


class _Site:
    """The files of one built site, and where an address on one of its pages leads."""

    def __init__(
        self, folder: Path, files: set[str], pages: dict[str, Built], site_url: str, offline: bool
    ) -> None:
        self.folder, self.files, self.pages, self.offline = folder, files, pages, offline
        self.folders = {parent.as_posix() for name in files for parent in Path(name).parents}
        # The offline copy may name its twin on the web, whose addresses have another form.
        self.own = site_url.rstrip("/") + "/" if site_url and not offline else ""
        self.base = (urlsplit(self.own).path or "/") if self.own else "/"

    def links(self, built: Built) -> Iterator[Fault]:
        for link in built.links:
            if link.kind == "load":
                yield from self.load(built.path, link)
            else:
                yield from self._link(built, link)
        for name, target, line in built.pointers:
            # Material labels its drawer and contents list for switches that a page without headings lacks.
            if target not in built.ids and not (name == "for" and target.startswith("__")):
                yield _at(
                    built.path,
                    line,
                    "site-pointer",
                    f'{name}="{target}" points to nothing on this page',
                    "give the element that it means this id, or take the attribute away",
                )

    def load(self, page: str, link: Link) -> Iterator[Fault]:
        """A file that a page or a style sheet fetches by itself."""
        address = link.address.strip()
        if not address:
            yield _at(
                page,
                link.line,
                "site-empty-link",
                f"<{link.tag}> loads a file without naming it",
                "name the file, or take the element away",
            )
        elif address.startswith(("data:", "blob:", "#", "about:blank", "javascript:")):
            return
        elif OUTSIDE.match(address):
            if not (self.own and address.startswith(self.own)):
                yield _at(
                    page,
                    link.line,
                    "site-load",
                    f"<{link.tag}> loads {_short(address)} from another host",
                    "keep a copy in docs/assets and link that",
                )
            elif address[len(self.own) :].split("?")[0].split("#")[0] not in self.files:
                yield _at(
                    page,
                    link.line,
                    "site-link",
                    f"<{link.tag}> loads {_short(address)}, which was not built",
                    "mend the address",
                )
        else:
            yield from self._inside(page, link, "the file", anchor=False)

    def _link(self, built: Built, link: Link) -> Iterator[Fault]:
        address = link.address.strip()
        if not address:
            yield _at(
                built.path,
                link.line,
                "site-empty-link",
                "a link has no target",
                "write where it leads, or take it away",
            )
        elif self.own and (address + "/").startswith(self.own):
            yield from self._reached(
                built.path,
                link,
                unquote(urlsplit(address).path)[len(self.base) :],
                urlsplit(address).fragment,
                address,
            )
        elif OUTSIDE.match(address):
            if link.tag != "meta" and re.match(r"(?i)(?:file|c|d):", address):
                yield _at(
                    built.path,
                    link.line,
                    "site-link",
                    f"the link {_short(address)} leads to somebody's own computer",
                    "link a file of the handbook",
                )
            elif re.match(
                r"(?i)(?:mailto:(?![^@\s?]+@[^@\s?]+\.\w)|tel:(?!\+?[\d().\s-]{2,}$)|https?:/?(?!/)|https?:///?$)",
                address,
            ):
                yield _at(
                    built.path,
                    link.line,
                    "site-link",
                    f"the address {_short(address)} is not whole",
                    "write it in full",
                )
        else:
            yield from self._inside(built.path, link, "the page")

    def _inside(self, page: str, link: Link, what: str, anchor: bool = True) -> Iterator[Fault]:
        parts = urlsplit(link.address.strip())
        path = unquote(parts.path)
        if page == ROOTED and path.startswith("/"):
            path = posixpath.normpath(path) + ("/" if path.endswith(("/", "/.")) else "")
        if path.startswith("/"):
            if page == ROOTED and not self.offline and path.startswith(self.base):
                yield from self._reached(
                    page,
                    link,
                    path[len(self.base) :],
                    parts.fragment if anchor else "",
                    link.address,
                )
                return
            yield _at(
                page,
                link.line,
                "site-root-link",
                f"{_short(link.address)} starts at the root of the host, and misses {what} below {self.base}"
                if not self.offline
                else f"{_short(link.address)} starts at the root of the disk, where nothing of this copy lies",
                "link it from the page's own place, such as ../flushing.md",
            )
            return
        if not path:
            yield from self._reached(
                page, link, page, parts.fragment if anchor else "", link.address
            )
            return
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        target = (
            ""
            if target == "."
            else target + ("/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else "")
        )
        if target.startswith("../") or target == "..":
            yield _at(
                page,
                link.line,
                "site-link",
                f"{_short(link.address)} leads out of the site",
                "mend the link: one ../ too many?",
            )
            return
        yield from self._reached(page, link, target, parts.fragment if anchor else "", link.address)

    def _reached(
        self, page: str, link: Link, target: str, fragment: str, shown: str
    ) -> Iterator[Fault]:
        """Whether a path below the site's root is a file, and holds the anchor."""
        if target in self.files:
            found = target
        elif target.rstrip("/") in self.folders or not target:
            found = posixpath.join(target, "index.html")
            if found not in self.files:
                yield _at(
                    page,
                    link.line,
                    "site-link",
                    f"{_short(shown)} leads to a folder without a page",
                    "link a page in it",
                    target.rstrip("/"),
                )
                return
            if self.offline and link.kind != "named":
                yield _at(
                    page,
                    link.line,
                    "site-offline-link",
                    f"{_short(shown)} is a folder: from a disk, no page opens",
                    "build this copy with OFFLINE=true, and write links in pages as ../page.md",
                    target.rstrip("/"),
                )
        else:
            what = "file" if link.kind == "load" else "page"
            near = _similar(target, self.files)
            yield _at(
                page,
                link.line,
                "site-link",
                f"{_short(shown)} leads to no {what} of the site",
                f"did you mean {near}?" if near else "mend the link, or add what it means",
                target.rstrip("/"),
            )
            return
        if fragment and not fragment.startswith(":~:") and found in self.pages:
            name = unquote(fragment).split(":~:")[0]
            anchors = self.pages[found].anchors
            if name and name not in anchors and fragment not in anchors and name.lower() != "top":
                near = _similar(name, anchors)
                yield _at(
                    page,
                    link.line,
                    "site-anchor",
                    f'{_short(shown)}: "{name}" is no place on {"this page" if found == page else found}',
                    f"did you mean #{near}?" if near else "mend the part after #",
                )

    def search_index(self) -> Iterator[Fault]:
        """Every place that the search index names."""
        name = "search/search_index.json"
        if name not in self.files:
            return
        try:
            docs = json.loads((self.folder / name).read_text(encoding="utf-8"))["docs"]
            places = [str(item["location"]) for item in docs]
        except (ValueError, KeyError, TypeError):
            yield _at(
                name,
                1,
                "site-search",
                "the search index can't be read, so search finds nothing",
                "build the site again",
            )
            return
        for place in places:
            path, _, fragment = place.partition("#")
            link = Link(place, 1, "search", "named")
            for diagnostic, cause in self._reached(name, link, unquote(path), fragment, place):
                yield replace(diagnostic, rule="site-search"), place


def _shape(built: Built) -> Iterator[Fault]:
    for name, first, line in built.twice:
        yield _at(
            built.path,
            line,
            "site-id-twice",
            f'the name "{name}" stands on line {first} already: links reach only that place',
            "give one of the two another id",
        )
    if "" in built.ids:
        yield _at(
            built.path,
            built.ids[""],
            "site-id-twice",
            "an element has an empty id",
            "name it, or take the id away",
        )
    for address, line in built.no_alt:
        yield _at(
            built.path,
            line,
            "site-alt",
            f"the image {_short(address)} has no text for readers who can't see it",
            'describe it in alt="…"; alt="" where it only decorates',
        )
    for text, line in built.texts:
        for pattern, what in LEAKS:
            match = pattern.search(text)
            if match:
                yield _at(
                    built.path,
                    line + text.count("\n", 0, match.start()),
                    "site-leak",
                    f'readers see {what}: "{_short(match[0].strip())}"',
                    "mend it in the page's source",
                )
                break
    if built.refresh:
        return  # a page that only sends the reader on
    if not built.lang.strip():
        yield _at(
            built.path,
            1,
            "site-lang",
            "the page doesn't say its language",
            'write <html lang="en"> in the template',
        )
    if len(built.h1) != 1:
        yield _at(
            built.path,
            built.h1[1] if built.h1 else 1,
            "site-h1",
            f"the page has {len(built.h1) or 'no'} main heading{'s' if len(built.h1) > 1 else ''}",
            "give the page's source exactly one # heading",
        )


def _once(found: list[Fault], folder: Path, pages: dict[str, Built]) -> list[Diagnostic]:
    """One cause, one message: the same fault on many pages (a menu, a footer) is told at the first, with the number of the others."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic, cause in found:
        groups.setdefault((diagnostic.rule, cause), []).append(diagnostic)
    told = []
    for group in groups.values():
        first = min(group, key=lambda diagnostic: diagnostic.path == ROOTED)
        source = pages[first.path].source if first.path in pages else ""
        others = len({diagnostic.path for diagnostic in group}) - 1
        message = (
            first.message
            + (f" (source: {source})" if source else "")
            + (f" (also on {others} more page{'s' if others > 1 else ''})" if others else "")
        )
        told.append(
            replace(first, path=f"{folder.as_posix().rstrip('/')}/{first.path}", message=message)
        )
    return sorted(
        told, key=lambda diagnostic: (diagnostic.path, diagnostic.line, diagnostic.rule, diagnostic.message)
    )


def _at(path: str, line: int, rule: str, message: str, fix: str, cause: str = "") -> Fault:
    if not cause:
        # What stands on every page comes from the template; a fault of one page's own is told for each page.
        cause = (
            message
            if rule
            in (
                "site-load",
                "site-root-link",
                "site-pointer",
                "site-empty-link",
                "site-link",
                "site-lang",
            )
            else f"{path} {line} {message}"
        )
    return Diagnostic(path, line, 1, rule, message, fix), cause


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def _similar(wanted: str, choices: Iterable[str]) -> str:
    """The likely name that was meant, among those of the same folder and kind: comparing all with all would take longer than the build."""
    folder, ending = posixpath.split(wanted.rstrip("/"))[0], posixpath.splitext(wanted)[1]
    choices = [
        choice
        for choice in choices
        if posixpath.dirname(choice.rstrip("/").removesuffix("/index.html")) == folder
        and abs(len(choice) - len(wanted)) < 12
        and (not ending or choice.endswith(ending))
    ]
    near = get_close_matches(wanted, [choice for choice in choices if choice], 1, 0.75)
    return near[0] if near else ""
