"""Does every link lead where it says, online, offline and from every page? Pages, images, anchors, addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import parse_qs, quote, unquote, urlsplit, urlunsplit

from ...content.markdown import Document, Link
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...suggest import closest
from ...urls import page_url, relative_file
from ..link_targets import Ground, anchors, likeness_of, published, read_config, read_ground
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "link-dead",
        "A reader who follows the link finds nothing.",
        "[Occlusion](../complications/oclusion.md)",
        "[Occlusion](../complications/occlusion.md)",
        fixable=True,
    ),
    Rule(
        "image-dead",
        "The reader sees a broken image.",
        "![Port pocket](../assets/port-poket.png)",
        "![Port pocket](../assets/port-pocket.png)",
        fixable=True,
    ),
    Rule(
        "link-anchor",
        "The page opens at its top instead of at the place that was meant.",
        "[see below](#needle-choise)",
        "[see below](#needle-choice)",
        fixable=True,
    ),
    Rule(
        "link-case",
        "It works on Windows and on a Mac, and is dead on the web, where letter case counts.",
        "[Flushing](Flushing.md)",
        "[Flushing](flushing.md)",
        fixable=True,
    ),
    Rule(
        "link-root",
        "An address that begins with / leads to the server's root: the site lives in a folder below it, and the offline copy has no server.",
        "[Home](/index.md)",
        "[Home](../index.md)",
        fixable=True,
    ),
    Rule(
        "link-built",
        "The address of the finished site differs between the web and the offline copy; the file's name works in both.",
        "[Flushing](../flushing/)",
        "[Flushing](flushing.md)",
        fixable=True,
    ),
    Rule(
        "link-own-site",
        "Our own site by its full address isn't checked, and leaves the offline copy.",
        "[Flushing](https://our.site/clinicians/flushing/)",
        "[Flushing](../clinicians/flushing.md)",
        fixable=True,
    ),
    Rule(
        "link-outside",
        "Only what is below docs is published: the file exists for you, not for readers.",
        "[sources](../../references.bib)",
        "[sources](../sources/index.md)",
    ),
    Rule(
        "link-local-file",
        "The address is on your own computer: nobody else can open it.",
        "[leaflet](file:///C:/Users/me/leaflet.pdf)",
        "put the file into docs/assets and link to it there",
    ),
    Rule(
        "link-backslash",
        "In addresses the strokes lean forward; with backslashes the link is dead.",
        "[Flushing](..\\\\clinicians\\\\flushing.md)",
        "[Flushing](../clinicians/flushing.md)",
        fixable=True,
    ),
    Rule(
        "link-space",
        "A space ends an address: some readers' programs cut it off there.",
        "[card](../assets/port card.pdf)",
        "[card](../assets/port%20card.pdf)",
        fixable=True,
    ),
    Rule(
        "link-mailto",
        "The reader's mail program can't open it.",
        "[write to us](team@example.org)",
        "[write to us](mailto:team@example.org)",
        fixable=True,
    ),
    Rule(
        "link-scheme",
        "Without a right beginning an address is taken for a file of this site.",
        "[the clinic](www.example.org)",
        "[the clinic](https://www.example.org)",
        fixable=True,
    ),
    Rule(
        "link-empty",
        "A link without an address leads nowhere.",
        "[Flushing]()",
        "[Flushing](flushing.md)",
    ),
    Rule(
        "link-http",
        "Plain http can be read and changed on the way; most sites have https.",
        "http://example.org",
        "https://example.org",
        "note",
    ),
    Rule(
        "link-wrapped",
        "An address that leads through a counter tells others who reads what; one through a library's door opens for its members alone.",
        "https://www.google.com/url?q=https://example.org/a",
        "https://example.org/a",
        fixable=True,
    ),
    Rule(
        "link-html",
        "An address in raw HTML isn't followed: it counts from the finished page, which lies elsewhere online and offline.",
        '<a href="flushing.md">Flushing</a>',
        "[Flushing](flushing.md)",
        fixable=True,
    ),
)
SEVERITY = {rule.name: rule.severity for rule in RULES}
DOMAIN = re.compile(
    r"^(?:www\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|gov|edu|int|info|nhs\.uk|ac\.uk|co\.uk|org\.uk|de|fr|ca|au|nz|ie|eu|io))(?:[/?#:]|$)",
    re.IGNORECASE,
)
MAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
LOCAL = re.compile(
    r"^(?:file:|[A-Za-z]:[\\/]|\\\\|~/|/(?:Users|home|tmp|mnt|Volumes)/|https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|192\.168\.\d+\.\d+|10\.\d+\.\d+\.\d+)(?:[:/]|$))",
    re.IGNORECASE,
)
SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
ODD_HTTP = re.compile(r"^(?:h?tt?t?ps?s?|htp|htps|hhtps?)(?::/*|//+)(?=[\w-]+\.)", re.IGNORECASE)
WRAPPERS = (
    (r"safelinks\.protection\.outlook\.com/", "url"),
    (r"(?:^|\.)google\.[a-z.]+/url$", "q"),
    (r"(?:^|\.)google\.[a-z.]+/url$", "url"),
    (r"facebook\.com/l\.php$", "u"),
    (r"urldefense\.proofpoint\.com/", "u"),
    (r"(?:^|\.)out\.reddit\.com/", "url"),
    (r"(?:^|\.)youtube\.com/redirect$", "q"),
    (r"linkedin\.com/redir/", "url"),
    (r"slack-redir\.net/", "url"),
)
PASSED = ("tel:", "sms:", "data:", "doi:")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with an address: rule, words, mend, the right address where it is known, and where in the address the fault stands."""

    rule: str
    message: str
    fix: str
    new: str | None = None


@dataclass
class Linker:
    """All that links of one project can be held against."""

    project: Project
    ground: Ground
    known: dict[str, tuple[set[str], bool]] = field(default_factory=dict)

    @cached_property
    def root(self) -> tuple[str, str]:
        """The site's own host and path."""
        parts = urlsplit(self.project.site_url)
        return parts.netloc.lower(), parts.path.rstrip("/") + "/"

    @cached_property
    def record(self) -> frozenset[str]:
        """The pages that were ever published."""
        return frozenset(published(self.project))

    def anchors(self, source: str) -> tuple[set[str], bool]:
        """The anchors of a page, worked out once."""
        if source not in self.known:
            from .. import rules  # at call time: this room is one of those that it lists

            self.known[source] = anchors(
                self.project, self.ground.pages[source], lambda: rules().keys()
            )
        return self.known[source]

    def judge(self, source: str, target: str, image: bool) -> Verdict | None:
        """An address as it stands in the Markdown of a page; None where it is right."""
        thing = "image" if image else "page"
        if not target:
            return Verdict(
                "link-empty",
                f"this {'image' if image else 'link'} has no address",
                "write the address between the round brackets",
            )
        if LOCAL.match(target):
            return Verdict(
                "link-local-file",
                f'"{target}" is an address on your own computer',
                "put the file into docs/assets and link to it there, or link to the page on the web",
            )
        if target.lower().startswith("mailto:"):
            address = unquote(target[7:].partition("?")[0])
            return (
                None
                if MAIL.match(address)
                else Verdict(
                    "link-mailto",
                    f'"{address}" is no e-mail address',
                    "write mailto:name@example.org",
                    f"mailto:{address.strip('/ ')}" if MAIL.match(address.strip("/ ")) else None,
                )
            )
        if MAIL.match(target):
            return Verdict(
                "link-mailto",
                f'"{target}" lacks its "mailto:", so that it is taken for a page',
                f"write mailto:{target}",
                f"mailto:{target}",
            )
        if re.match(r"^https?://", target, re.IGNORECASE):
            return self._web(source, target)
        if target.startswith("//"):
            return Verdict(
                "link-scheme",
                f'"{target}" lacks its beginning, and is dead in the offline copy',
                f"write https:{target}",
                f"https:{target}",
            )
        if match := ODD_HTTP.match(target):
            new = f"https://{target[match.end() :]}"
            return Verdict(
                "link-scheme", f'"{target}" has a misspelt beginning', f"write {new}", new
            )
        if match := re.match(r"^h?tt?ps?;/*(?=[\w-]+\.)", target, re.IGNORECASE):
            new = f"https://{target[match.end() :]}"
            return Verdict(
                "link-scheme", f'"{target}" has a misspelt beginning', f"write {new}", new
            )
        if target.lower().startswith("tel:") and not re.fullmatch(
            r"tel:\+?[\d().\s%-]{2,24}(?:[;,].*)?", target, re.IGNORECASE
        ):
            return Verdict(
                "link-mailto",
                f'"{target}" holds no telephone number that can be called',
                "write tel: and the number, as in tel:+442012345678",
            )
        if SCHEME.match(target) and "\\" not in target:
            if target.lower().startswith(PASSED):
                return None
            return Verdict(
                "link-scheme",
                f'an address can\'t begin with "{target.partition(":")[0]}:"',
                "link to a page, or to https://…",
            )
        if target.startswith("#"):
            return self._anchor(source, source, target[1:], "")
        return self._path(source, target, thing)

    def _web(self, source: str, target: str) -> Verdict | None:
        try:
            parts = urlsplit(target)
        except ValueError:
            return Verdict(
                "link-scheme",
                f'"{target}" is no whole address',
                "copy it again from the browser's address line",
            )
        if (
            verdict := _malformed(target, parts)
            or self._own_file(source, target)
            or _wrapped(target, parts)
        ):
            return verdict
        host, base = self.root
        host, ours = host.removeprefix("www."), parts.netloc.lower().removeprefix("www.")
        if host and ours == host and (parts.path + "/").startswith(base):
            inner = unquote(parts.path[len(base) :]) if parts.path.startswith(base) else ""
            file = self._served(inner)
            new = self._way(source, file, parts.fragment) if file else None
            return Verdict(
                "link-own-site",
                f'"{target}" is our own site by its full address',
                f"write {new}" if new else "link to the page's file instead",
                new,
            )
        if parts.scheme.lower() == "http":
            return Verdict(
                "link-http",
                f'"{target}" uses plain http',
                f"write https{target[4:]}, if it opens there",
            )
        return None

    def _own_file(self, source: str, target: str) -> Verdict | None:
        """A page as the code host shows it: whoever edits there copies that address."""
        match = re.match(
            r"https?://(?:www\.)?github\.com/[^/]+/[^/]+/(?:blob|edit|raw|tree)/[^/]+/(?P<path>[^?#]+)(?:#(?P<anchor>.*))?",
            target,
            re.IGNORECASE,
        )
        repo = str(read_config(self.project).values.get("repo_url") or "").rstrip("/").lower()
        if not match or not repo or not target.lower().startswith(f"{repo}/"):
            return None
        inner = unquote(match["path"]).removeprefix(f"{self.project.prefix}/")
        if inner not in self.ground.files:
            return None
        new = self._way(source, inner, match["anchor"] or "")
        return Verdict(
            "link-own-site",
            f'"{target}" is our own page as the code host shows it to writers',
            f"write {new}",
            new,
        )

    def _served(self, address: str) -> str | None:
        address = posixpath.normpath(address) if address not in ("", "/") else ""
        address = "" if address == "." else address
        for form in (address, f"{address}/", f"{address}.md", address.removesuffix("index.html")):
            if form in self.ground.addresses:
                return self.ground.addresses[form]
            if form in self.ground.files:
                return form
        return None

    def _way(self, source: str, file: str, anchor: str = "") -> str:
        way = posixpath.relpath(file, posixpath.dirname(source) or ".")
        return quote(way, safe="/-._~@!$&'+,;=") + (f"#{anchor}" if anchor else "")

    def _path(self, source: str, target: str, thing: str) -> Verdict | None:
        path, _, anchor = target.partition("#")
        path, _, query = path.partition("?")
        plain = unquote(path)
        if (
            DOMAIN.match(target)
            and posixpath.normpath(posixpath.join(posixpath.dirname(source), plain))
            not in self.ground.files
        ):
            return Verdict(
                "link-scheme",
                f'"{target}" lacks its "https://", so that it is taken for a page of this site',
                f"write https://{target}",
                f"https://{target}",
            )
        rule, lead = ("", "")
        if "\\" in plain:
            rule, lead, plain = (
                "link-backslash",
                f'"{target}" has backslashes',
                plain.replace("\\", "/"),
            )
        if plain.startswith("/"):
            return self._from_root(source, plain, anchor, thing)
        wanted = (
            posixpath.normpath(posixpath.join(posixpath.dirname(source), plain))
            if plain
            else source
        )
        if wanted in self.ground.files and not plain.endswith("/"):
            if rule:
                new = self._way(source, wanted, anchor)
                return Verdict(rule, lead, f"write {new}", new)
            if wanted in self.ground.pages and anchor:
                return self._anchor(source, wanted, anchor, path)
            if " " in path:
                new = self._way(source, wanted, anchor)
                return Verdict("link-space", f'there is a space in "{target}"', f"write {new}", new)
            return None
        return self._missing(source, target, plain, wanted, anchor, thing, rule)

    def _from_root(self, source: str, path: str, anchor: str, thing: str) -> Verdict:
        inner = path.lstrip("/")
        host_path = self.root[1].lstrip("/")
        for form in (
            inner,
            inner.removeprefix(host_path) if host_path else inner,
            inner.removeprefix("docs/"),
        ):
            file = self._served(form) or self.ground.folded.get(form.lower())
            if file:
                new = self._way(source, file, anchor)
                return Verdict(
                    "link-root",
                    f'"{path}" begins at the server\'s root, but the site lives in a folder below it, and the offline copy has no root',
                    f"write {new}",
                    new,
                )
        near = self.ground.near(inner)
        new = self._way(source, near[0], anchor) if near else None
        return Verdict(
            "link-root",
            f'"{path}" begins at the server\'s root, and there is no such {thing} either',
            f"the nearest is {new}"
            if new
            else "write the way from this page, as in ../clinicians/flushing.md",
            new if near and len(near) == 1 else None,
        )

    def _missing(
        self, source: str, target: str, plain: str, wanted: str, anchor: str, thing: str, rule: str
    ) -> Verdict:
        exact = self.ground.folded.get(wanted.lower())
        if exact and not plain.endswith("/"):
            new = self._way(source, exact, anchor)
            return Verdict(
                rule or "link-case",
                f'"{target}" differs in letter case from the file {exact}',
                f"write {new}",
                new,
            )
        # The address of the finished site, counted from the file or from the page's own address.
        for base in (posixpath.dirname(source), page_url(source).rstrip("/")):
            address = posixpath.normpath(posixpath.join(base, plain))
            file = (
                None
                if address.startswith("..")
                or posixpath.splitext(plain)[1] not in ("", ".html", ".htm")
                else self._served(
                    address.removesuffix(".htm").removesuffix(".html")
                    if address.endswith((".html", ".htm"))
                    else address
                )
            )
            if file and file.endswith(".md"):
                new = self._way(source, file, anchor)
                return Verdict(
                    rule or "link-built",
                    f'"{target}" is not a file: it is an address of the finished site',
                    f"write {new}",
                    new,
                )
        if wanted == ".." or wanted.startswith("../"):
            outside = (self.project.docs / posixpath.dirname(source) / plain).exists()
            near = self.ground.near(posixpath.basename(plain)) if not outside else []
            new = (
                self._way(source, near[0], anchor)
                if near
                and likeness_of(posixpath.basename(plain), posixpath.basename(near[0])) > 0.8
                else None
            )
            return Verdict(
                "link-outside",
                f'"{target}" leads out of the folder of pages'
                + (": the file exists, but is not published" if outside else ""),
                f"write {new}"
                if new
                else "link to a page below docs, or to the file's place on the web",
                new,
            )
        if wanted in self.ground.hidden:
            return Verdict(
                "link-outside",
                f'"{target}" is a file that is not published (mkdocs.yml, exclude_docs)',
                "link to the page that shows it",
            )
        near = self.ground.near(wanted)
        ways = [self._way(source, file, anchor) for file in near]
        sure = bool(near) and (
            likeness_of(posixpath.basename(wanted), posixpath.basename(near[0])) >= 0.75
            or len(near) == 1
        )
        if len(near) > 1 and posixpath.basename(near[0]) == posixpath.basename(near[1]):
            sure = False  # two files of one name: which is meant, only a person knows
        if near and wanted in self.record and near[0] in self.record:
            sure = False  # a page that was there and is gone is no slip of the keyboard
        if (
            near
            and anchor
            and near[0] in self.ground.pages
            and anchor not in self.anchors(near[0])[0]
        ):
            sure = False
        dead = "image-dead" if thing == "image" else "link-dead"
        what = (
            "image not found"
            if thing == "image"
            else "the page that it leads to does not exist"
            if posixpath.splitext(plain)[1] in (".md", "")
            else "the file that it leads to does not exist"
        )
        return Verdict(
            rule or dead,
            f"{what}: {target}",
            f"the nearest {thing if thing == 'image' else 'one'} is {' or '.join(ways[:2] if not sure else ways[:1])}"
            if near
            else "mend the address, or take the link out",
            ways[0] if sure else None,
        )

    def _anchor(self, source: str, file: str, anchor: str, path: str) -> Verdict | None:
        anchor = unquote(anchor)
        known, whole = self.anchors(file)
        if not anchor or anchor == "top" or anchor in known or anchor.startswith((":~:", "__")):
            return None
        near = closest(
            anchor,
            sorted(
                name
                for name in known
                if not name.startswith(("cite-", "ref-")) or anchor.startswith(("cite-", "ref-"))
            ),
            1,
            0.6,
        )
        if not whole and not near:
            return None  # a macro of that page may make the anchor
        where = "on this page" if file == source else f"on {file}"
        new = (
            f"{path}#{quote(near[0], safe='-._~:@!$*+,;=')}"
            if near and likeness_of(anchor, near[0]) >= 0.75
            else None
        )
        return Verdict(
            "link-anchor",
            f'there is no section "#{anchor}" {where}',
            f"did you mean #{near[0]}?"
            if near
            else "use the section's heading in small letters with hyphens for spaces, or leave the # part out",
            new,
        )


def _malformed(target: str, parts) -> Verdict | None:
    """An address of the web without a host, or with its beginning twice."""
    rest = re.sub(r"^(?:https?:?/*\s*)+", "", target, flags=re.IGNORECASE)
    new = f"https://{rest}"
    if re.match(r"https?://+\s*(?:https?:?/|/|\s)", target, re.IGNORECASE):
        return Verdict(
            "link-scheme",
            f'"{target}" has a misspelt beginning',
            f"write {new}",
            new if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", rest) else None,
        )
    if (
        not parts.hostname
        or ("." not in parts.netloc and parts.hostname != "localhost")
        or re.search(r"[\s,]", parts.netloc)
    ):
        return Verdict(
            "link-scheme",
            f'"{target}" names no web site',
            "copy the address again from the browser's address line",
        )
    return None


def _wrapped(target: str, parts) -> Verdict | None:
    """An address that leads through somebody else's counter, or through one library's door."""
    host, inside = parts.netloc.lower(), parse_qs(parts.query)
    for pattern, field in WRAPPERS:
        if re.search(pattern, host + parts.path) and inside.get(field, [""])[0].startswith("http"):
            new = inside[field][0]
            return Verdict(
                "link-wrapped",
                f"the address leads through {host}, which counts who follows it and may let it die",
                f"write {new}",
                new,
            )
    if re.search(r"(?:^|[.-])(?:ez)?proxy\d*[.-]|\.idm\.oclc\.org$|ezproxy", host):
        return Verdict(
            "link-wrapped",
            f"the address leads through the library {host}, whose members alone can open it",
            "copy the publisher's own address",
        )
    if re.fullmatch(
        r"(?:www\.)?(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|lnkd\.in|is\.gd|buff\.ly|rb\.gy|cutt\.ly|shorturl\.at)",
        host,
    ):
        return Verdict(
            "link-wrapped",
            f"the short address {host} hides where it leads, and dies with its maker",
            "open it, and copy the address that the browser then shows",
        )
    if counted := [
        name for name in inside if re.match(r"utm_|fbclid$|gclid$|mc_[ce]id$|_ga$|igshid$", name)
    ]:
        kept = "&".join(
            part for part in parts.query.split("&") if part.partition("=")[0] not in counted
        )
        new = urlunsplit(parts._replace(query=kept))
        return Verdict(
            "link-wrapped",
            f"the address tells its owner where the reader came from ({', '.join(counted)})",
            f"write {new}",
            new,
        )
    return None


def check(project: Project) -> Iterator[Diagnostic]:
    """The links of every page."""
    linker = Linker(project, read_ground(project, read_config(project)))
    for page in project.pages:
        source = project.source(page)
        if source in linker.ground.pages:
            yield from _links(linker, page, source)


def _tell(
    page: Page, text: Document, at: int, rule: str, message: str, fix: str, replacement=None
) -> Diagnostic:
    line, column = text.place(at)
    return Diagnostic(page.path, line, column, rule, message, fix, SEVERITY[rule], replacement)


def _links(linker: Linker, page: Page, source: str) -> Iterator[Diagnostic]:
    text = page.document
    for definition in text.definitions:
        verdict = linker.judge(
            source,
            definition.target,
            definition.target.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")),
        )
        if verdict:
            yield _tell(
                page,
                text,
                definition.start,
                verdict.rule,
                verdict.message,
                verdict.fix,
                text.swap(definition.start, definition.end, verdict.new) if verdict.new else None,
            )
    for link in text.links:
        if link.kind == "html":
            yield from _html(linker, page, text, source, link)
        elif link.kind in ("inline", "auto"):
            verdict = linker.judge(source, link.target, link.image)
            if verdict and not (
                verdict.rule == "link-space" and text.source[link.start - 1] == "<"
            ):
                put = (
                    text.swap(link.start, link.end, verdict.new)
                    if verdict.new is not None
                    else None
                )
                if put and link.kind == "auto" and not SCHEME.match(verdict.new):
                    # Only an address of the web can stand between pointed brackets.
                    file = posixpath.normpath(
                        posixpath.join(
                            posixpath.dirname(source), unquote(verdict.new.partition("#")[0])
                        )
                    )
                    title = (
                        linker.ground.pages[file].title
                        if file in linker.ground.pages
                        else posixpath.basename(file)
                    )
                    put = text.swap(link.at, link.stop, f"[{title}]({verdict.new})")
                yield _tell(page, text, link.at, verdict.rule, verdict.message, verdict.fix, put)


def _html(
    linker: Linker, page: Page, text: Document, source: str, link: Link
) -> Iterator[Diagnostic]:
    """Raw HTML: the browser counts from the finished page, so that only a Markdown link is right in every copy."""
    image = link.image or link.label in ("video", "audio", "source", "embed", "object")
    target = link.target
    if re.match(r"^https?://", target, re.IGNORECASE) and link.label not in ("a", "area"):
        return  # what pages load from elsewhere has a room of its own
    if (
        not target
        or target.startswith(("#", "//", "/"))
        or SCHEME.match(target)
        or LOCAL.match(target)
        or "\\" in target
        or DOMAIN.match(target)
    ):
        verdict = (
            linker.judge(source, target, image) if target or link.label in ("a", "img") else None
        )
        if verdict and not (target.startswith("//") and link.label not in ("a", "area")):
            yield _tell(
                page,
                text,
                link.at,
                verdict.rule,
                verdict.message,
                verdict.fix,
                _rewritten(linker, text, source, link, verdict.new),
            )
        return
    path = unquote(target.partition("#")[0].partition("?")[0])
    own = page_url(source, linker.project.directory_urls)
    online = posixpath.normpath(
        posixpath.join(own if own.endswith("/") else posixpath.dirname(own), path)
    )
    file = (
        linker.ground.addresses.get(f"{online}/")
        or linker.ground.addresses.get(online)
        or (linker.ground.addresses.get("") if online == "." else None)
    )
    if file and not path.endswith(".md"):
        stable = page_url(source, True).rstrip("/") == posixpath.dirname(
            page_url(source, False)
        ) and not file.endswith(".md")
        if not stable:
            yield _tell(
                page,
                text,
                link.at,
                "link-html",
                f'"{target}" in raw HTML is right in one copy of the site only: online and offline pages lie at different addresses',
                f"write it as Markdown: {_markdown(linker, source, link, file)}",
                _rewritten(
                    linker, text, source, link, linker._way(source, file, target.partition("#")[2])
                ),
            )
        return
    verdict = linker.judge(source, target, image)
    if verdict is None:
        new = linker._way(
            source,
            posixpath.normpath(posixpath.join(posixpath.dirname(source), path)),
            target.partition("#")[2],
        )
        yield _tell(
            page,
            text,
            link.at,
            "link-html",
            f'"{target}" in raw HTML counts from the finished page and not from this file, so that it is dead',
            "write it as Markdown" if new else "",
            _rewritten(linker, text, source, link, new),
        )
    else:
        yield _tell(
            page,
            text,
            link.at,
            verdict.rule,
            verdict.message,
            verdict.fix,
            _rewritten(linker, text, source, link, verdict.new),
        )


def _markdown(linker: Linker, source: str, link: Link, file: str) -> str:
    return f"{'!' if link.image else ''}[{link.text.strip()}]({linker._way(source, file)})"


def _rewritten(linker: Linker, text: Document, source: str, link: Link, new: str | None):
    """The tag as Markdown where it stands in running text; inside an HTML block, the address as that block needs it."""
    if new is None:
        return None
    plain = new.partition("#")[0]
    local = not SCHEME.match(new) and not new.startswith("#")
    if (
        local
        and link.label in ("a", "img")
        and not _in_block(text, link.at)
        and "\n" not in text.source[link.at : link.stop]
    ):
        return text.swap(
            link.at, link.stop, f"{'!' if link.image else ''}[{link.text.strip()}]({new})"
        )
    if local:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(plain)))
        target = page_url(file, linker.project.directory_urls) if file.endswith(".md") else file
        new = relative_file(source, target, linker.project.directory_urls) + new[len(plain) :]
    return text.swap(link.start, link.end, escape(new, quote=True))


INLINE = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "img",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "wbr",
    "source",
    "input",
    "button",
    "label",
    "time",
}


def _in_block(text: Document, at: int) -> bool:
    """Whether an offset lies in a raw HTML block whose content is not read as Markdown."""
    open_tags: list[tuple[str, bool]] = []
    for tag in text.tags:
        if tag.at >= at:
            break
        if tag.name in INLINE or tag.name in ("hr", "link", "meta"):
            continue
        if tag.closing:
            while open_tags and open_tags.pop()[0] != tag.name:
                pass
        else:
            open_tags.append((tag.name, "markdown" in tag.attributes))
    return bool(open_tags) and not open_tags[-1][1]
