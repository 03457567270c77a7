"""Does every link and image lead to a file of this site, online, offline and from every page?"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...site_facts import PAGE_ENDINGS
from ...suggest import likeness
from ...urls import address_parts, page_url, resolved
from ..link_places import Place, Verdict, diagnostics, places
from ..link_targets import anchors, fragments, published, targets
from ..rule import check
from ..selection import selection
from .addresses import DOMAIN, is_address

# What the template engine fills in, or a person is to.
TEMPLATE = re.compile(r"\{\{|\{%")
# Within this likeness a name is taken for a slip of the keyboard.
SURE = 0.75
HOSTED = re.compile(
    r"https?://(?:www\.)?github\.com/[^/]+/[^/]+/(?:blob|edit|raw|tree)/[^/]+/(?P<path>[^?#]+)"
    r"(?:#(?P<anchor>.*))?",
    re.IGNORECASE,
)


@check("page")
def links(page: Page, project: Project) -> Iterator[Diagnostic]:
    r"""Links and images that lead to files of this site.

    link-dead (error, fixable)
        A reader who follows the link finds nothing.
        Bad: [Opening hours](../visits/huors.md)
        Good: [Opening hours](../visits/hours.md)

    image-dead (error, fixable)
        The reader sees a broken image.
        Bad: ![The front door](../assets/front-dor.png)
        Good: ![The front door](../assets/front-door.png)

    link-case (error, fixable)
        It works on Windows and on a Mac, and is dead on the web, where letter case counts.
        Bad: [Opening hours](Hours.md)
        Good: [Opening hours](hours.md)

    link-root (error, fixable)
        An address that begins with / leads to the server's root: a site in a folder below it is
        missed, and an offline copy has no root.
        Bad: [Home](/index.md)
        Good: [Home](../index.md)

    link-built (error, fixable)
        The address of the finished site differs between the web and an offline copy; the file's
        name works in both.
        Bad: [Opening hours](../hours/)
        Good: [Opening hours](hours.md)

    link-outside (error)
        Only what is below docs is published: the file exists for you, not for readers.
        Bad: [sources](../../references.bib)
        Good: [sources](../sources/index.md)

    link-backslash (error, fixable)
        In addresses the strokes lean forward; with backslashes the link is dead.
        Bad: [Opening hours](..\\visits\\hours.md)
        Good: [Opening hours](../visits/hours.md)

    link-space (warning, fixable)
        A space ends an address: GitHub and editors show such a link as text.
        Bad: [card](../assets/visit card.pdf)
        Good: [card](../assets/visit%20card.pdf)

    link-own-site (error, fixable, house-style)
        Our own site by its full address isn't checked, and leaves the offline copy.
        Bad: [Opening hours](https://our.site/visits/hours/)
        Good: [Opening hours](../visits/hours.md)

    link-html (error, fixable)
        An address in raw HTML isn't followed: it counts from the finished page, which lies
        elsewhere online and offline.
        Bad: <a href="hours.md">Opening hours</a>
        Good: [Opening hours](hours.md)
    """
    source = project.source(page)
    if source not in targets(project).pages:
        return
    judge = _Judge(project, source)
    part = page.path in fragments(project)
    for place in places(page):
        if place.target.startswith("#") or (is_address(place.target) and not judge.own(place)):
            continue
        if project.facts.templates.on and page.rendered and TEMPLATE.search(place.target):
            continue
        spaced = place.kind == "inline" and page.source[place.start - 1] == "<"
        verdict = judge.verdict(place)
        if part and verdict and verdict.rule in ("link-dead", "image-dead", "link-built"):
            continue  # it is right on the pages that take this one in
        if verdict and not (verdict.rule == "link-space" and spaced):
            yield from diagnostics(project, page, place, verdict)


class _Judge:
    """What the links of one page are held against."""

    def __init__(self, project: Project, source: str) -> None:
        self.project, self.source, self.site = project, source, targets(project)
        self.folder = posixpath.dirname(source)
        parts = address_parts(project.site_url)
        self.host, self.base = (
            parts.netloc.lower().removeprefix("www."),
            f"{parts.path.rstrip('/')}/",
        )
        # Whether the site must be right without its server too.
        self.offline = "offline" in project.facts.plugins or selection(project).has("house-style")

    def way(self, file: str, anchor: str = "") -> str:
        """The address of a file, as a page says it."""
        way = posixpath.relpath(file, self.folder or ".")
        return quote(way, safe="/-._~@!$&'+,;=") + (f"#{anchor}" if anchor else "")

    def own(self, place: Place) -> bool:
        """Whether an address of the web may be this site's own."""
        return place.followed and place.target.lower().startswith(("http://", "https://"))

    def verdict(self, place: Place) -> Verdict | None:
        """What is wrong with an address; None where it is right, or another rule's business."""
        if self.own(place):
            return self._own_site(place.target)
        if place.kind == "html" and not place.target.startswith("/") and "\\" not in place.target:
            return self._html(place)
        return self._path(place)

    def _own_site(self, target: str) -> Verdict | None:
        try:
            parts = address_parts(target)
        except ValueError:
            return None
        ours = parts.netloc.lower().removeprefix("www.")
        if self.host and ours == self.host and f"{parts.path}/".startswith(self.base):
            inner = unquote(parts.path[len(self.base) :])
            file = self.site.served(inner)
            new = self.way(file, parts.fragment) if file else None
            what = f'"{target}" is our own site by its full address'
            fix = f"write {new}" if new else "link to the page's file instead"
            return Verdict("link-own-site", what, fix, new)
        match = HOSTED.match(target)
        repo = self.project.facts.text("repo_url").rstrip("/").lower()
        if not match or not repo or not target.lower().startswith(f"{repo}/"):
            return None
        inner = unquote(match["path"]).removeprefix(f"{self.project.prefix}/")
        if inner not in self.site.files:
            return None
        new = self.way(inner, match["anchor"] or "")
        what = f'"{target}" is our own page as the code host shows it to writers'
        return Verdict("link-own-site", what, f"write {new}", new)

    def _path(self, place: Place) -> Verdict | None:
        target = place.target
        path, _, anchor = target.partition("#")
        path = path.partition("?")[0]
        plain = unquote(path)
        slashed = plain.replace("\\", "/")
        if slashed.startswith("/"):
            return self._from_root(slashed, anchor, image=place.image)
        wanted = posixpath.normpath(posixpath.join(self.folder, slashed)) if plain else self.source
        found = wanted in self.site.files
        found = found and (not slashed.endswith("/") or slashed.endswith(".md/"))  # MkDocs reads it
        if found and plain == slashed and " " not in path:
            return None
        if found:
            new = self.way(wanted, anchor)
            if plain != slashed:
                return Verdict("link-backslash", f'"{target}" has backslashes', f"write {new}", new)
            what = f'there is a space in "{target}"'
            return Verdict("link-space", what, f"write {new}", new)
        if DOMAIN.match(target):
            return None  # an address without its beginning
        rule = "link-backslash" if plain != slashed else ""
        return self._missing(place, slashed, wanted, anchor, rule)

    def _from_root(self, path: str, anchor: str, *, image: bool) -> Verdict | None:
        inner = path.lstrip("/")
        if self._from_docs():
            file = inner if inner in self.site.files else ""
        else:
            file = ""
            if self.base == "/" and not self.offline and not inner.endswith(PAGE_ENDINGS):
                return None  # the site is the server's root, or the server serves more than it
        if file or self.project.facts.makes_links:
            return None
        host_path = self.base.lstrip("/")
        below = inner.removeprefix(host_path) if inner.startswith(host_path) else ""
        served = host_path and not self.offline and not below.endswith(PAGE_ENDINGS)
        if below and served and self.site.served(below):
            return None  # it names the folder in which the site lives
        lead = f'"{path}" begins at the server\'s root'
        for form in (inner, inner.removeprefix(host_path), inner.removeprefix("docs/")):
            found = self.site.served(form) or self.site.folded.get(form.lower())
            if found:
                new = self.way(found, anchor)
                what = (
                    f"{lead}, but the site lives in a folder below it, and the offline copy has no "
                    "root"
                )
                if self.base == "/":
                    what = f"{lead}, where no page is called by its file's name"
                return Verdict("link-root", what, f"write {new}", new)
        near = self.site.near(inner)
        new = self.way(near[0], anchor) if near else ""
        fix = (
            f"the nearest is {new}"
            if new
            else "write the way from this page, as in ../visits/hours.md"
        )
        what = f"{lead}, and there is no such {'image' if image else 'page'} either"
        return Verdict("link-root", what, fix, new if len(near) == 1 else None)

    def _from_docs(self) -> bool:
        """Whether MkDocs takes an address that begins with / from the docs folder (1.6)."""
        given = self.project.facts.values.get("validation")
        given = given if isinstance(given, dict) else {}
        inside = given.get("links")
        inside = inside if isinstance(inside, dict) else {}
        chosen = inside.get("absolute_links", given.get("absolute_links"))
        return chosen == "relative_to_docs"

    def _missing(
        self, place: Place, plain: str, wanted: str, anchor: str, rule: str
    ) -> Verdict | None:
        target = place.target
        exact = self.site.folded.get(wanted.lower())
        if exact and not plain.endswith("/"):
            new = self.way(exact, anchor)
            what = f'"{target}" differs in letter case from the file {exact}'
            return Verdict(rule or "link-case", what, f"write {new}", new)
        if built := self.site.built(self.source, plain):
            new = self.way(built, anchor)
            what = f'"{target}" is not a file: it is an address of the finished site'
            return Verdict(rule or "link-built", what, f"write {new}", new)
        if self.project.facts.makes_links:
            return None
        if wanted == ".." or wanted.startswith("../"):
            return self._outside(target, plain)
        if wanted in self.site.hidden:
            what = f'"{target}" is a file that is not published (mkdocs.yml, exclude_docs)'
            return Verdict("link-outside", what, "link to the page that shows it")
        return None if self.project.facts.makes_pages else self._dead(place, wanted, anchor, rule)

    def _outside(self, target: str, plain: str) -> Verdict:
        there = (self.project.docs / self.folder / plain).exists()
        name = posixpath.basename(plain)
        near = [] if there else self.site.near(name)
        new = (
            self.way(near[0])
            if near and likeness(name, posixpath.basename(near[0])) > 0.8
            else None
        )
        what = f'"{target}" leads out of the folder of pages'
        what += ": the file exists, but is not published" if there else ""
        fix = (
            f"write {new}"
            if new
            else "link to a page below docs, or to the file's place on the web"
        )
        return Verdict("link-outside", what, fix, new)

    def _dead(self, place: Place, wanted: str, anchor: str, rule: str) -> Verdict:
        near = self.site.near(wanted)
        addresses = [self.way(file, anchor) for file in near]
        sure = self._sure(wanted, near, anchor)
        ending = posixpath.splitext(wanted)[1]
        thing = "page" if ending in ("", *PAGE_ENDINGS) else "file"
        what = f"the {thing} that it leads to does not exist: {place.target}"
        what = f"image not found: {place.target}" if place.image else what
        nearest = " or ".join(addresses[:1] if sure else addresses[:2])
        fix = f"the nearest {'image' if place.image else 'one'} is {nearest}"
        fix = fix if near else "correct the address, or take the link out"
        dead = "image-dead" if place.image else "link-dead"
        return Verdict(rule or dead, what, fix, addresses[0] if sure else None)

    def _sure(self, wanted: str, near: list[str], anchor: str) -> bool:
        """Whether the nearest file is the one that was meant."""
        if not near:
            return False
        names = [posixpath.basename(file) for file in near]
        if likeness(posixpath.basename(wanted), names[0]) < SURE and len(near) > 1:
            return False
        if len(near) > 1 and names[0] == names[1]:
            return False  # two files of one name: which is meant, only a person knows
        recorded = published(self.project)
        if wanted in recorded and near[0] in recorded:
            return False  # a page that was there and is gone is no slip of the keyboard
        if anchor and near[0] in self.site.pages:
            return anchor in anchors(self.project, near[0])[0]
        return True

    def _html(self, place: Place) -> Verdict | None:
        """Raw HTML: the browser counts from the finished page; only Markdown is right in all."""
        target = place.target
        if is_address(target) or DOMAIN.match(target):
            return None
        path = unquote(target.partition("#")[0].partition("?")[0])
        tail = target.partition("#")[2]
        here = page_url(self.source, bool(self.project.directory_urls))
        base = here if here.endswith("/") else posixpath.dirname(here)
        online = posixpath.normpath(posixpath.join(base, path))
        online = "" if online == "." else online
        file = self.site.addresses.get(f"{online}/") or self.site.addresses.get(online)
        if file and not path.endswith(PAGE_ENDINGS):
            stable = page_url(self.source, True).rstrip("/") == posixpath.dirname(
                page_url(self.source, False)
            ) and not file.endswith(PAGE_ENDINGS)
            if stable or not self.offline:
                return None
            new = self.way(file, tail)
            what = (
                f'"{target}" in raw HTML is right in one copy of the site only: online and offline '
                "pages lie at different addresses"
            )
            return Verdict("link-html", what, f"write it as Markdown: {new}", new)
        outside = posixpath.normpath(posixpath.join(self.folder, path)).startswith("..")
        facts = self.project.facts
        if outside and not online.startswith(".."):  # it counts from the page, which is a folder
            return (
                None
                if facts.makes_links or facts.makes_pages
                else self._dead(place, online, tail, "")
            )
        verdict = self._path(place)
        if verdict is not None or facts.makes_links:
            return verdict
        new = self.way(resolved(self.source, target), tail)
        what = (
            f'"{target}" in raw HTML counts from the finished page and not from this file, so that '
            "it is dead"
        )
        return Verdict("link-html", what, "write it as Markdown", new)
