"""`docs/**/*.md` to `Page`s: front matter, headings and macro calls with their places. Nothing is
run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify, unique

from ..model import Call, Diagnostic, Heading, Span
from ..source_text import SourceText, read_source
from .front_matter import FrontMatter, front_matter
from .macro_calls import HEADING, read_calls
from .macros import BUILTIN, Registry
from .markdown import Document, read_document
from .regions import Regions, find_regions
from .sentences import Piece, read_pieces

__all__ = ["Page", "heading_text", "parse_page", "read_pages"]

MARKUP = re.compile(r"[\\`*_{}\[\]<~]")
ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*[^}]*?#(?P<id>[\w:.-]+)[^}]*\}[ \t]*$")


@dataclass(frozen=True)
class Page:
    """One Markdown page, read without being run; lines and offsets are the author's file's."""

    text: SourceText
    front: FrontMatter = field(default_factory=FrontMatter)
    regions: Regions = field(default_factory=lambda: Regions(()))
    headings: tuple[Heading, ...] = ()
    calls: tuple[Call, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> str:
        """The page's path, as a contributor knows it."""
        return self.text.path

    @property
    def source(self) -> str:
        """All characters of the file."""
        return self.text.text

    @property
    def meta(self) -> Mapping[str, Any]:
        """The fields of the front matter."""
        return self.front.values

    @property
    def body_start(self) -> int:
        """The offset at which the body begins."""
        return self.front.body_start

    @cached_property
    def body_line(self) -> int:
        """The line on which the body begins."""
        return self.text.position(self.body_start)[0]

    @cached_property
    def meta_lines(self) -> Mapping[str, int]:
        """The line of each field of the front matter."""
        return {name: self.text.position(span.start)[0] for name, span in self.front.keys.items()}

    def field_span(self, name: str) -> Span:
        """Where a field of the front matter begins; the page's start where it has none."""
        return self.front.keys.get(name, Span(0, 0))

    @cached_property
    def document(self) -> Document:
        """The structure of the body: links, raw HTML, code."""
        return read_document(self.text, self.body_start, self.regions)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The running text in pieces that a citation can stand for."""
        return read_pieces(self.document.clean, self.body_line)

    @property
    def title(self) -> str:
        """The front matter's title, else the first heading, else the file's name."""
        if self.meta.get("title"):
            return str(self.meta["title"])
        return self.headings[0].text if self.headings else self.path

    def section_at(self, line: int) -> Heading | None:
        """The last heading at or above a line."""
        found = None
        for heading in self.headings:
            if heading.line > line:
                break
            found = heading
        return found


def read_pages(docs: str | Path, prefix: str = "docs", registry: Registry = BUILTIN) -> list[Page]:
    """All pages below a folder, sorted by path. A page's `path` is `prefix` + its path below
    `docs`.
    """
    docs = Path(docs)
    found = []
    for file in sorted(docs.rglob("*.md")):
        below = file.relative_to(docs)
        if below.name.startswith(".") or any(part[0] in "._" for part in below.parts[:-1]):
            continue
        name = f"{prefix}/{below.as_posix()}" if prefix else below.as_posix()
        source, diagnostics = read_source(file, name)
        found.append(
            Page(source, diagnostics=tuple(diagnostics)) if diagnostics else _page(source, registry)
        )
    return found


def parse_page(text: str, name: str, registry: Registry = BUILTIN) -> Page:
    """A page from its text."""
    return _page(SourceText(name, text), registry)


def _page(source: SourceText, registry: Registry) -> Page:
    front, diagnostics = front_matter(source)
    regions = find_regions(source.text[front.body_start :])
    headings = _headings(source, front.body_start, regions)
    calls, more = read_calls(source, front.body_start, regions, registry)
    return Page(source, front, regions, tuple(headings), tuple(calls), (*diagnostics, *more))


def _headings(source: SourceText, body_start: int, regions: Regions) -> list[Heading]:
    found: list[Heading] = []
    used: set[str] = set()
    first, offset = source.position(body_start)[0], body_start
    for line, row in enumerate(source.text[body_start:].split("\n"), first):
        match = HEADING.match(row) if row[:1] == "#" else None
        region = regions.at(offset - body_start)
        if match and match["text"] and region not in ("fence", "comment", "raw"):
            text, given = match["text"], ANCHOR.search(match["text"])
            if given:
                text = text[: given.start()]
            words = heading_text(text)
            anchor = given["id"] if given else unique(slugify(words, "-"), used)
            used.add(anchor)
            found.append(Heading(len(match["marks"]), words, anchor, line))
        offset += len(row) + 1
    return found


def heading_text(markdown: str) -> str:
    """A heading as a reader sees it, without Markdown's characters and macro calls."""
    if not MARKUP.search(markdown):
        return " ".join(markdown.split())
    text = re.sub(r"\{\{.*?\}\}", "", markdown)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"(\*\*|__|~~|`)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text)).strip()
