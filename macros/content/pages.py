"""`docs/**/*.md` to `Page`s: front matter, headings and macro calls with the line numbers of the author's file. Nothing is run."""

from __future__ import annotations

import re
from pathlib import Path

from markdown.extensions.toc import slugify, unique

from ..model import Diagnostic, Heading, Page
from .front_matter import front_matter
from .macro_calls import HEADING, calls
from .regions import Zones, zones

__all__ = ["heading_text", "parse_page", "read_page", "read_pages"]

MARKUP = re.compile(r"[\\`*_{}\[\]<~]")
ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*[^}]*?#(?P<id>[\w:.-]+)[^}]*\}[ \t]*$")


def read_pages(docs: str | Path, prefix: str = "docs") -> list[Page]:
    """All pages below a folder, sorted by path. A page's `path` is `prefix` + its path below `docs`."""
    docs = Path(docs)
    return [
        read_page(
            path,
            f"{prefix}/{path.relative_to(docs).as_posix()}"
            if prefix
            else path.relative_to(docs).as_posix(),
        )
        for path in sorted(docs.rglob("*.md"))
        if not any(part.startswith((".", "_")) for part in path.relative_to(docs).parts[:-1])
        and not path.name.startswith(".")
    ]


def read_page(path: str | Path, name: str) -> Page:
    """One page. A file that can't be read, or broken front matter, is a problem of the page, never an exception."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return Page(
            name,
            "",
            diagnostics=(
                Diagnostic(
                    name,
                    1,
                    1,
                    "page-unreadable",
                    f"the page can't be read ({error.strerror})",
                    "check the file",
                ),
            ),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Page(
            name,
            "",
            diagnostics=(
                Diagnostic(
                    name,
                    line,
                    1,
                    "page-encoding",
                    f"this line holds a character that is not UTF-8 (byte {data[error.start]:#04x})",
                    "save the file with the encoding UTF-8",
                ),
            ),
        )
    return parse_page(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def parse_page(text: str, name: str) -> Page:
    """A page from its text."""
    diagnostics: list[Diagnostic] = []
    meta, lines, body_start = front_matter(text, name, diagnostics)
    body_line = text.count("\n", 0, body_start) + 1
    body = text[body_start:]
    where = zones(body)
    headings = _headings(body, body_line, where)
    found = calls(body, body_line, name, where, diagnostics)
    return Page(
        name, text, meta, lines, body_line, tuple(headings), tuple(found), tuple(diagnostics)
    )


def _headings(body: str, first: int, where: Zones) -> list[Heading]:
    found, used, offset = [], set(), 0
    for number, row in enumerate(body.split("\n")):
        match = HEADING.match(row) if row[:1] == "#" else None
        if match and match["text"] and where.at(offset) not in ("fence", "comment", "raw"):
            text, given = match["text"], ANCHOR.search(match["text"])
            if given:
                text = text[: given.start()]
            words = heading_text(text)
            anchor = given["id"] if given else unique(slugify(words, "-"), used)
            used.add(anchor)
            found.append(Heading(len(match["marks"]), words, anchor, first + number))
        offset += len(row) + 1
    return found


def heading_text(markdown: str) -> str:
    """A heading as a reader sees it, without Markdown's signs and macro calls."""
    if not MARKUP.search(markdown):
        return " ".join(markdown.split())
    text = re.sub(r"\{\{.*?\}\}", "", markdown)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"(\*\*|__|~~|`)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text)).strip()
