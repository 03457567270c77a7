"""Built pages as the chapters of a book: read from the site's folder, linked to each other."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..project import Project
from ..urls import page_url
from .plan import Planned
from .xhtml import Writer

# A host that nobody has: only what is relative to the site counts.
HERE = "https://book.invalid/"
# The narrowest first: a theme may put its menu into <main>.
MAIN = ("article", "[role=main]", "main")
# Media types that every EPUB reader knows (EPUB 3.3, "Core media types").
PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


@dataclass(frozen=True)
class Heading:
    """A section of a chapter, for lists of contents."""

    id: str
    title: str


@dataclass
class Chapter:
    """One page in a book. `body` is XHTML; `address` is the page's on the web, or ""."""

    id: str
    source: str
    title: str
    parts: tuple[str, ...]
    address: str
    lang: str = ""
    reviewed: bool = False
    body: str = ""
    headings: list[Heading] = field(default_factory=list)
    drawings: dict[str, bytes] = field(default_factory=dict)


class Chapters:
    """The chapters of one book, out of a built site.

    Raises FileNotFoundError where the site lacks a page of the book: it is another project's, or
    older than the sources.
    """

    def __init__(self, project: Project, site: Path, pages: Iterable[Planned]) -> None:
        self.project, self.site = project, site
        # The site that all languages share: a chapter links to pages of the original, too.
        self.web = (project.original or project).site_url.rstrip("/")
        self.urls = bool(project.directory_urls)
        self.by_url = {self._url(name): name for name in project.by_source}
        self.chapters = {
            one.source: self._begun(one, number) for number, one in enumerate(pages, 1)
        }
        self.nodes = {name: self._read(chapter) for name, chapter in self.chapters.items()}
        # Twice: only when all are written it is known which anchors there are to lead to.
        self.anchors: dict[str, set[str]] = {}
        for _ in range(2):
            self.anchors = {name: self._write(name) for name in self.chapters}

    @property
    def in_order(self) -> list[Chapter]:
        """The chapters as a reader meets them."""
        return list(self.chapters.values())

    @property
    def files(self) -> dict[str, bytes]:
        """Every drawing and picture of the book, by its name there."""
        return {name: data for one in self.in_order for name, data in one.drawings.items()}

    def _begun(self, page: Planned, number: int) -> Chapter:
        words = re.sub(r"[^a-z0-9]+", "-", posixpath.splitext(page.source)[0].lower()).strip("-")
        address = self.web and f"{self.web}/{self._url(page.source)}"
        return Chapter(f"page{number}-{words}", page.source, "", page.parts, address)

    def _url(self, source: str) -> str:
        """A page's address from the top of the site, which holds each further language below it."""
        language = self.project.language
        return (f"{language}/" if language else "") + page_url(source, self.urls)

    def _read(self, chapter: Chapter) -> LexborNode:
        url = self._url(chapter.source)
        path = self.site / (url if url.endswith(".html") else f"{url}index.html")
        if not path.is_file():
            raise FileNotFoundError(
                f"{path} is missing: build the site first (make site), then make the books"
            )
        parser = LexborHTMLParser(path.read_text(encoding="utf-8"))
        main = next(filter(None, map(parser.css_first, MAIN)), None)
        if main is None:
            raise ValueError(f"{path} has no main part: a book needs the element <main>")
        root = parser.css_first("html")
        chapter.lang = (root.attributes.get("lang") if root else "") or ""
        heading = main.css_first("h1")
        chapter.title = _words(heading) if heading else chapter.source
        chapter.reviewed = main.css_first(".page-reviewed") is not None
        return main

    def _write(self, source: str) -> set[str]:
        chapter, main = self.chapters[source], self.nodes[source]
        writer = Writer(
            f"{chapter.id}--",
            lambda href: self._link(source, href),
            lambda src: self._picture(chapter, src),
        )
        chapter.body = writer.inside(main)
        chapter.drawings |= {one.name: one.text.encode() for one in writer.drawings}
        chapter.headings = [
            Heading(f"{chapter.id}--{node.id}", _words(node))
            for node in main.css("h2[id]")
            if node.id in writer.ids
        ]
        return writer.ids

    def _link(self, source: str, href: str) -> str:
        """An address of a page as a book needs it: `#id` in the book, else on the web."""
        here = HERE + self._url(source)
        try:
            target = urlsplit(urljoin(here, href.strip()))
        except ValueError:
            return ""
        if not href or target.scheme not in ("https", "http", "mailto", "tel"):
            return ""
        if target.scheme not in ("https", "http") or target.netloc != HERE.split("/")[2]:
            return target.geturl()
        url = unquote(target.path).lstrip("/").removesuffix("index.html" if self.urls else "")
        chapter = self.chapters.get(self.by_url.get(url, ""))
        if chapter is None:
            way = target._replace(scheme="", netloc="").geturl().lstrip("/")
            return self.web and f"{self.web}/{way}"
        anchor = unquote(target.fragment)
        known = anchor in self.anchors.get(chapter.source, ())
        return f"#{chapter.id}--{anchor}" if known else f"#{chapter.id}"

    def _picture(self, chapter: Chapter, src: str) -> str:
        """A picture of the site as a file of the book; "" where there is none."""
        address = urlsplit(urljoin(HERE + self._url(chapter.source), src))
        path = (self.site / unquote(address.path).lstrip("/")).resolve()
        inside = path.is_relative_to(self.site.resolve()) and path.is_file()
        if not inside or path.suffix.lower() not in PICTURES:
            return ""
        name = f"pictures/{path.relative_to(self.site.resolve()).as_posix().replace('/', '-')}"
        chapter.drawings[name] = path.read_bytes()
        return name


def _words(node: LexborNode) -> str:
    """A heading's text without the sign of its link, and without marks."""
    parts = [
        (child.text_content or "") if child.tag == "-text" else _words(child)
        for child in node.iter(include_text=True)
        if not {"headerlink", "cite", "visually-hidden"}
        & set((child.attributes.get("class") or "").split() if child.tag != "-text" else ())
    ]
    return " ".join("".join(parts).split())
