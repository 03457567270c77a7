"""A book as EPUB 3.3: a ZIP file of XHTML pages, a list of contents and a package file.

Written here rather than by a library: those that there are stamp the time into the file, or turn
the pages into something of their own. epubcheck judges what comes out.
"""

from __future__ import annotations

import io
import mimetypes
import re
import uuid
import zipfile
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .volume import Entry, Volume, block, contents, title_page

STYLE = Path(__file__).with_name("book.css")
# The earliest date that a ZIP file can hold.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
# EPUB Accessibility 1.1, "Discovery metadata".
ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "All text can be read aloud, enlarged and reflowed. Drawings are described in words.",
    ),
)


def epub(volume: Volume) -> bytes:
    """The EPUB file of a book, the same bytes for the same pages."""
    files = {
        "META-INF/container.xml": CONTAINER.encode(),
        "book/book.css": STYLE.read_bytes(),
        "book/title.xhtml": _page(volume, "Title page", title_page(volume), "titlepage"),
        "book/contents.xhtml": _contents(volume),
        "book/package.opf": _package(volume),
    }
    where = {one.id: f"{one.id}.xhtml" for one in volume.pages.in_order}
    for one in volume.pages.in_order:
        body = re.sub(r'href="#(?P<id>[^"]+)"', lambda match: _way(match["id"], where), one.body)
        html = block("chapter", chapter=one, body=Markup(body))  # noqa: S704
        files[f"book/{where[one.id]}"] = _page(volume, one.title, html, lang=one.lang)
    files |= {f"book/{name}": data for name, data in volume.pages.files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # First, and not compressed (OCF 3.3, "OCF ZIP container media type identification").
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in sorted(files.items()):
            _add(archive, name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    archive.writestr(zip_info(name, how), data, compresslevel=9)


def zip_info(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """The head of a file in a ZIP archive, the same on every machine and day."""
    info = zipfile.ZipInfo(name, ZIP_DATE)
    info.compress_type, info.create_system, info.external_attr = how, 3, 0o644 << 16
    return info


def _way(target: str, where: dict[str, str]) -> str:
    """A link of the book as a link between its files."""
    page, _, anchor = target.partition("--")
    return f'href="{where[page]}{f"#{target}" if anchor else ""}"'


def _page(volume: Volume, title: str, body: str, kind: str = "bodymatter", lang: str = "") -> bytes:
    inside = Markup(body)  # noqa: S704
    html = block("page", title=title, body=inside, kind=kind, lang=lang or volume.lang)
    return html.encode()


def _contents(volume: Volume) -> bytes:
    """The list of contents (EPUB 3.3, "EPUB navigation document"): parts, chapters, sections."""
    entries, first = _nested([*contents(volume)]), volume.pages.in_order[0].id
    listed = block("contents", entries=entries, first=first)
    return _page(volume, "Contents", listed, "frontmatter")


def _nested(entries: list[Entry]) -> list[tuple[Entry, list[Any]]]:
    """Entries with those below them, by their depth."""
    rows: list[tuple[Entry, list[Any]]] = []
    at = 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end].depth > entries[at].depth:
            end += 1
        rows.append((entries[at], _nested(entries[at + 1 : end])))
        at = end
    return rows


def _package(volume: Volume) -> bytes:
    project, files = volume.project, sorted(volume.pages.files)
    html = block(
        "package",
        volume=volume,
        identity=uuid.uuid5(uuid.NAMESPACE_URL, f"{project.site_url}#{volume.name}"),
        day=volume.day.isoformat(),
        licence=project.setting("license"),
        access=ACCESS,
        chapters=volume.pages.in_order,
        files=[(name, mimetypes.guess_type(name)[0] or "image/png") for name in files],
    )
    return html.encode()
