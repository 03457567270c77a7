"""Where the addresses of a built site lead: links, files, anchors and the search index."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from ...model import Diagnostic
from ...suggest import nearest
from ...urls import address_parts
from .html import Built, Link

# Not served below any one folder: it answers at every address.
ROOTED = "404.html"
# A diagnostic, and what makes two of them the same: the address they miss, or their words.
Fault = tuple[Diagnostic, str]
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


class Site:
    """The files of one built site, and where an address on one of its pages leads."""

    def __init__(
        self, folder: Path, files: set[str], pages: dict[str, Built], site_url: str, offline: bool
    ) -> None:
        self.folder, self.files, self.pages, self.offline = folder, files, pages, offline
        self.folders = {parent.as_posix() for name in files for parent in Path(name).parents}
        # The offline copy may name its twin on the web, whose addresses have another form.
        self.own = site_url.rstrip("/") + "/" if site_url and not offline else ""
        self.base = (address_parts(self.own).path or "/") if self.own else "/"

    def links(self, built: Built) -> Iterator[Fault]:
        """What is wrong with the links, loads and labels of a page."""
        for link in built.links:
            if link.kind == "load":
                yield from self.load(built.path, link)
            else:
                yield from self._link(built, link)
        for name, target in built.pointers:
            # Material labels its drawer and contents list for switches that a page without headings
            # lacks.
            if target not in built.ids and not (name == "for" and target.startswith("__")):
                what = f'{name}="{target}" points to nothing on this page'
                fix = "give the element that it means this id, or take the attribute away"
                yield at(built.path, built.line(name, target), "site-pointer", what, fix)

    def load(self, page: str, link: Link) -> Iterator[Fault]:
        """A file that a page or a style sheet fetches by itself."""
        address = link.address.strip()
        if not address:
            what = f"<{link.tag}> loads a file without naming it"
            fix = "name the file, or take the element away"
            yield self._told(page, link, "site-empty-link", what, fix)
        elif address.startswith(("data:", "blob:", "#", "about:blank", "javascript:")):
            return
        elif OUTSIDE.match(address):
            if not (self.own and address.startswith(self.own)):
                what = f"<{link.tag}> loads {short(address)} from another host"
                fix = "keep a copy in docs/assets and link that"
                yield self._told(page, link, "site-load", what, fix)
            elif address[len(self.own) :].split("?")[0].split("#")[0] not in self.files:
                what = f"<{link.tag}> loads {short(address)}, which was not built"
                fix = "mend the address"
                yield self._told(page, link, "site-link", what, fix)
        else:
            yield from self._inside(page, link, "the file", anchor=False)

    def _link(self, built: Built, link: Link) -> Iterator[Fault]:
        address = link.address.strip()
        if not address:
            what, fix = "a link has no target", "write where it leads, or take it away"
            yield self._told(built.path, link, "site-empty-link", what, fix)
        elif self.own and (address + "/").startswith(self.own):
            yield from self._reached(
                built.path,
                link,
                unquote(address_parts(address).path)[len(self.base) :],
                address_parts(address).fragment,
                address,
            )
        elif OUTSIDE.match(address):
            if link.tag != "meta" and re.match(r"(?i)(?:file|c|d):", address):
                what = f"the link {short(address)} leads to somebody's own computer"
                fix = "link a file of the handbook"
                yield self._told(built.path, link, "site-link", what, fix)
            elif re.match(
                r"(?i)(?:mailto:(?![^@\s?]+@[^@\s?]+\.\w)|tel:(?!\+?[\d().\s-]{2,}$)|https?:/?(?!/)|https?:///?$)",
                address,
            ):
                what, fix = f"the address {short(address)} is not whole", "write it in full"
                yield self._told(built.path, link, "site-link", what, fix)
        else:
            yield from self._inside(built.path, link, "the page")

    def _inside(self, page: str, link: Link, what: str, anchor: bool = True) -> Iterator[Fault]:
        parts = address_parts(link.address.strip())
        path = unquote(parts.path)
        if page == ROOTED and path.startswith("/"):
            # MkDocs writes "/." for the home of a site at the root of its host.
            folder = path.endswith(("/", "/."))
            path = "/" + posixpath.normpath(path).strip("/")
            path += "/" if folder and path != "/" else ""
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
            yield self._told(
                page,
                link,
                "site-root-link",
                f"{short(link.address)} starts at the root of the host, "
                f"and misses {what} below {self.base}"
                if not self.offline
                else f"{short(link.address)} starts at the root of the disk, not of this copy",
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
            yield self._told(
                page,
                link,
                "site-link",
                f"{short(link.address)} leads out of the site",
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
                what, fix = f"{short(shown)} leads to a folder without a page", "link a page in it"
                yield self._told(page, link, "site-link", what, fix, target.rstrip("/"))
                return
            if self.offline and link.kind != "named":
                what = f"{short(shown)} is a folder: from a disk, no page opens"
                fix = "build this copy with OFFLINE=true, and write links in pages as ../page.md"
                yield self._told(page, link, "site-offline-link", what, fix, target.rstrip("/"))
        else:
            what = "file" if link.kind == "load" else "page"
            near = _similar(target, self.files)
            yield self._told(
                page,
                link,
                "site-link",
                f"{short(shown)} leads to no {what} of the site",
                f"did you mean {near}?" if near else "mend the link, or add what it means",
                target.rstrip("/"),
            )
            return
        if fragment and not fragment.startswith(":~:") and found in self.pages:
            name = unquote(fragment).split(":~:")[0]
            anchors = self.pages[found].anchors
            if name and name not in anchors and fragment not in anchors and name.lower() != "top":
                near = _similar(name, anchors)
                what = (
                    f'{short(shown)}: "{name}" is no place on '
                    f"{'this page' if found == page else found}"
                )
                fix = f"did you mean #{near}?" if near else "mend the part after #"
                yield self._told(page, link, "site-anchor", what, fix)

    def _told(
        self, page: str, link: Link, rule: str, what: str, fix: str, cause: str = ""
    ) -> Fault:
        line = link.line or self.pages[page].line(link.name, link.address, link.number)
        return at(page, line, rule, what, fix, cause)

    def search_index(self) -> Iterator[Fault]:
        """Every place that the search index names."""
        name = "search/search_index.json"
        if name not in self.files:
            return
        try:
            docs = json.loads((self.folder / name).read_text(encoding="utf-8"))["docs"]
            places = [str(item["location"]) for item in docs]
        except (ValueError, KeyError, TypeError):
            what = "the search index can't be read, so search finds nothing"
            fix = "build the site again"
            yield at(name, 1, "site-search", what, fix)
            return
        for place in places:
            path, _, fragment = place.partition("#")
            link = Link(place, "search", "named", line=1)
            for diagnostic, _ in self._reached(name, link, unquote(path), fragment, place):
                yield replace(diagnostic, rule="site-search"), place


def at(path: str, line: int, rule: str, message: str, fix: str, cause: str = "") -> Fault:
    """A fault of a built file. What stands on every page comes from the template: one cause."""
    if not cause:
        # What stands on every page comes from the template; a fault of one page's own is told for
        # each page.
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
                "site-policy",
            )
            else f"{path} {line} {message}"
        )
    return Diagnostic(path, line, 1, rule, message, fix), cause


def short(text: str) -> str:
    """A text for a message, cut where it is long."""
    return text if len(text) <= 80 else text[:77] + "…"


def _similar(wanted: str, choices: Iterable[str]) -> str:
    """The likely name that was meant, among those of the same folder and kind.

    Comparing all with all would take longer than the build.
    """
    folder, ending = posixpath.split(wanted.rstrip("/"))[0], posixpath.splitext(wanted)[1]
    choices = [
        choice
        for choice in choices
        if posixpath.dirname(choice.rstrip("/").removesuffix("/index.html")) == folder
        and abs(len(choice) - len(wanted)) < 12
        and (not ending or choice.endswith(ending))
    ]
    return nearest(wanted, filter(None, choices), 0.75)
