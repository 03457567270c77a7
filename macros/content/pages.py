"""Pages from their files: front matter, headings and macro calls with places; nothing is run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from markdown.extensions.toc import unique

from ..model import Call, Diagnostic, Heading, Span
from ..site_facts import PAGE_ENDINGS, SiteFacts
from ..source_text import SourceText, read_source
from .front_matter import FrontMatter, front_matter
from .macro_calls import HEADING, read_calls
from .macros import BUILTIN, Registry
from .markdown import Document, read_document
from .regions import Regions, find_regions
from .sentences import Piece, read_pieces
from .shadow import shadow

EMOJI = re.compile(r":[\w+-]+:")
MARKUP = re.compile(r"[\\`*_{}\[\]<~&]")
CITED = re.compile(r"\{\{\s*cite\(\s*[\"']")
UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
ANCHOR = re.compile(
    r"[ \t]*\{:?[ \t]*(?:[^}]*?(?<=[ {:\t]))?(?:#|id=[\"']?)(?P<id>[\w:.-]+)[^}]*\}[ \t]*$"
)


@dataclass(frozen=True)
class Page:
    """One Markdown page, read without being run; lines and offsets are the author's file's."""

    text: SourceText
    front: FrontMatter = field(default_factory=FrontMatter)
    regions: Regions = field(default_factory=lambda: Regions(()))
    headings: tuple[Heading, ...] = ()
    calls: tuple[Call, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    rendered: bool = True  # whether the template engine reads it
    shadow: str = field(
        default_factory=str
    )  # the text as the template engine leaves it to Markdown
    defines: bool = True  # whether ":   " begins a definition

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
    def may_show_code(self) -> bool:
        """Whether indented code or raw HTML can stand on it: where not, nobody need look for it."""
        return any(sign in self.shadow for sign in ("    ", "\t", "</"))

    def in_code(self, offset: int) -> bool:
        """Whether a place is shown as code."""
        return self.regions.at(offset - self.body_start) in ("fence", "code")

    @cached_property
    def document(self) -> Document:
        """The structure of the body: links, raw HTML, code."""
        return read_document(
            self.text, self.body_start, self.regions, self.shadow, defines=self.defines
        )

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The running text in pieces that a citation can stand for."""
        return read_pieces(self.document.clean, self.body_line)

    def release(self) -> None:
        """Let go of what can be read again from the text: of a thousand pages it is much."""
        for name in ("document", "pieces"):
            vars(self).pop(name, None)
        if vars(self).get("shadow") is self.source:
            del vars(self)["shadow"]
        self.text.release()

    def __getattr__(self, name: str) -> str:
        """The shadow that was let go of, being the text itself."""
        if name != "shadow":
            raise AttributeError(name)
        return self.source

    @property
    def title(self) -> str:
        """The front matter's title, else the first heading, else the file's name."""
        if self.meta.get("title"):
            return str(self.meta["title"])
        return self.headings[0].text if self.headings else self.path

    @property
    def former_names(self) -> list[str]:
        """Where the page once stood, below docs: its `moved_from`."""
        given = self.meta.get("moved_from")
        found = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        return [str(one) for one in found]

    @property
    def former_sections(self) -> dict[str, str]:
        """Former anchors of sections, each with the section of now: its `moved_sections`."""
        given = self.meta.get("moved_sections")
        return {str(old): str(new) for old, new in given.items()} if isinstance(given, dict) else {}

    def section_at(self, line: int) -> Heading | None:
        """The last heading at or above a line."""
        found = None
        for heading in self.headings:
            if heading.line > line:
                break
            found = heading
        return found


def read_pages(
    files: Mapping[str, Path],
    prefix: str = "docs",
    registry: Registry = BUILTIN,
    facts: SiteFacts | None = None,
) -> list[Page]:
    """The pages among files below docs. A page's `path` is `prefix` and its path below docs."""
    found = []
    for below, file in files.items():
        if not below.endswith(PAGE_ENDINGS):
            continue
        name = f"{prefix}/{below}" if prefix else below
        source, diagnostics = read_source(file, name)
        found.append(
            Page(source, diagnostics=tuple(diagnostics))
            if diagnostics
            else _page(source, registry, facts or SiteFacts())
        )
    return found


def parse_page(
    text: str, name: str, registry: Registry = BUILTIN, facts: SiteFacts | None = None
) -> Page:
    """A page from its text."""
    return _page(SourceText(name, text), registry, facts or SiteFacts())


def _page(source: SourceText, registry: Registry, facts: SiteFacts) -> Page:
    front, diagnostics = front_matter(source)
    wanted = front.values.get("render_macros")
    rendered = wanted if isinstance(wanted, bool) else facts.templates.by_default
    # Without the plug-in only a page that cites is read, so that its lack is the one thing said.
    rendered = rendered and (facts.templates.on or bool(CITED.search(source.text)))
    seen = shadow(source.text, facts.templates, rendered=rendered)
    regions = find_regions(seen[front.body_start :])
    headings = _headings(seen, source, front.body_start, regions, facts)
    calls, more = read_calls(SourceText(source.path, seen), front.body_start, regions, registry)
    found = (*diagnostics, *more)
    defines = facts.has("def_list") or not facts.extensions
    return Page(
        source, front, regions, tuple(headings), tuple(calls), found, rendered, seen, defines
    )


def _headings(
    seen: str, source: SourceText, body_start: int, regions: Regions, facts: SiteFacts
) -> list[Heading]:
    found: list[tuple[int, int, str, str]] = []  # line, level, words, the anchor that is given
    first, offset = source.position(body_start)[0], body_start
    rows = seen[body_start:].split("\n")
    for number, row in enumerate(rows):
        level, text = _heading(rows, number)
        if text and regions.at(offset - body_start) not in ("fence", "comment"):
            given = ANCHOR.search(text)
            text = text[: given.start()] if given else text
            words = heading_text(EMOJI.sub("", text) if facts.has("pymdownx.emoji") else text)
            found.append((first + number, level, words, given["id"] if given else ""))
        offset += len(row) + 1
    # Python-Markdown's toc: an anchor made from words gives way to every one that is given.
    used = {given for *_, given in found if given}
    return [
        Heading(level, words, given or unique(facts.anchor(words), used), line)
        for line, level, words, given in found
    ]


def _heading(rows: list[str], number: int) -> tuple[int, str]:
    """Level and text of the heading that begins on a row: with #, or underlined.

    For the latter the two rows begin a block (Python-Markdown's SetextHeaderProcessor).
    """
    row = rows[number]
    if row[:1] == "#":
        match = HEADING.match(row)
        return (len(match["marks"]), match["text"]) if match else (0, "")
    below = rows[number + 1] if number + 1 < len(rows) else ""
    above = rows[number - 1].strip() if number else ""
    if row[:1] not in (" ", "\t", "") and not above and UNDERLINE.match(below):
        return (1 if below[0] == "=" else 2), row.strip()
    return 0, ""


def heading_text(markdown: str) -> str:
    """A heading as a reader sees it, without Markdown's characters and macro calls."""
    if not MARKUP.search(markdown):
        return " ".join(markdown.split())
    codes: list[str] = []  # what stands in code keeps its characters

    def kept(match: re.Match[str]) -> str:
        codes.append(match[2])
        return f"\ue000{len(codes) - 1}\ue001"

    text = re.sub(r"(`+)(.+?)\1", kept, re.sub(r"\{\{.*?\}\}", "", markdown))
    text = re.sub(r"!?\[([^\]]{0,500})\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"(\*\*|__|~~)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", text)
    text = unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text))
    text = re.sub("\ue000(\\d+)\ue001", lambda match: codes[int(match[1])], text)
    return re.sub(r"\s+", " ", text).strip()
