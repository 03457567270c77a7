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
from html import escape
from pathlib import Path

from .volume import Entry, Volume, contents, title_page

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
        "book/title.xhtml": _page(volume, "Title page", title_page(volume), "titlepage").encode(),
        "book/contents.xhtml": _contents(volume).encode(),
        "book/package.opf": _package(volume).encode(),
    }
    where = {one.id: f"{one.id}.xhtml" for one in volume.pages.in_order}
    for one in volume.pages.in_order:
        body = re.sub(r'href="#(?P<id>[^"]+)"', lambda match: _way(match["id"], where), one.body)
        link = f'<a href="{escape(one.address)}">This page on the web</a>'
        web = f'<p class="chapter-address">{link}</p>' if one.address else ""
        html = f'<section id="{escape(one.id)}" epub:type="chapter">{body}{web}</section>'
        files[f"book/{where[one.id]}"] = _page(volume, one.title, html, lang=one.lang).encode()
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


def _page(volume: Volume, title: str, body: str, kind: str = "bodymatter", lang: str = "") -> str:
    language = escape(lang or volume.lang)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}"><head><title>{escape(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>'
        f'<body epub:type="{kind}">{body}</body></html>\n'
    )


def _contents(volume: Volume) -> str:
    """The list of contents (EPUB 3.3, "EPUB navigation document"): parts, chapters, sections."""
    first = volume.pages.in_order[0].id
    marks = (
        '<nav epub:type="landmarks" hidden="hidden"><h2>Landmarks</h2><ol>'
        '<li><a epub:type="titlepage" href="title.xhtml">Title page</a></li>'
        '<li><a epub:type="toc" href="contents.xhtml">Contents</a></li>'
        f'<li><a epub:type="bodymatter" href="{escape(first)}.xhtml">Text</a></li></ol></nav>'
    )
    listed = (
        f'<nav epub:type="toc" role="doc-toc"><h1>Contents</h1>{_nested([*contents(volume)])}</nav>'
    )
    return _page(volume, "Contents", listed + marks, "frontmatter")


def _nested(entries: list[Entry]) -> str:
    """Entries as lists in lists, by their depth."""
    rows, at = [], 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end].depth > entries[at].depth:
            end += 1
        rows.append(f"<li>{_line(entries[at])}{_nested(entries[at + 1 : end])}</li>")
        at = end
    return f"<ol>{''.join(rows)}</ol>" if rows else ""


def _line(entry: Entry) -> str:
    if entry.chapter is None:
        return f"<span>{escape(entry.title)}</span>"
    file = f"{escape(entry.chapter.id)}.xhtml"
    sections = "".join(
        f'<li><a href="{file}#{escape(one.id)}">{escape(one.title)}</a></li>'
        for one in entry.chapter.headings
        if one.title
    )
    inside = f"<ol>{sections}</ol>" if sections else ""
    return f'<a href="{file}">{escape(entry.title)}</a>{inside}'


def _package(volume: Volume) -> str:
    project = volume.project
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{project.site_url}#{volume.name}")
    metadata = [
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>',
        f"<dc:title>{escape(volume.title)}</dc:title>",
        f"<dc:language>{escape(volume.lang)}</dc:language>",
        f"<dc:creator>{escape(project.site_name)}</dc:creator>",
        f"<dc:date>{volume.day.isoformat()}</dc:date>",
    ]
    for name, value in (
        ("description", volume.book.about),
        ("rights", project.setting("license")),
        ("source", project.site_url),
    ):
        if value:
            metadata.append(f"<dc:{name}>{escape(value)}</dc:{name}>")
    metadata.append(f'<meta property="dcterms:modified">{volume.day.isoformat()}T00:00:00Z</meta>')
    metadata += [f'<meta property="schema:{name}">{value}</meta>' for name, value in ACCESS]
    items = [
        ("style", "book.css", "text/css", ""),
        ("title", "title.xhtml", "application/xhtml+xml", ""),
        ("contents", "contents.xhtml", "application/xhtml+xml", ' properties="nav"'),
    ]
    chapters = volume.pages.in_order
    items += [(one.id, f"{one.id}.xhtml", "application/xhtml+xml", "") for one in chapters]
    items += [
        (f"file-{number}", name, mimetypes.guess_type(name)[0] or "image/png", "")
        for number, name in enumerate(sorted(volume.pages.files))
    ]
    manifest = "".join(
        f'<item id="{escape(name)}" href="{escape(href)}" media-type="{kind}"{more}/>'
        for name, href, kind, more in items
    )
    spine = "".join(
        f'<itemref idref="{escape(name)}"/>'
        for name in ("title", "contents", *(one.id for one in chapters))
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(volume.lang)}" prefix="schema: http://schema.org/">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{"".join(metadata)}</metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>\n"
    )
