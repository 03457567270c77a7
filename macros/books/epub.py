"""A book as EPUB 3.3: a ZIP file of XHTML pages, a list of contents and a package file.

Written here rather than by a library: those that there are stamp the time into the file, or turn
the pages into something of their own. epubcheck judges what comes out.
"""

import io
import mimetypes
import re
import uuid
import zipfile
from collections.abc import Iterable
from pathlib import Path

from .volume import Entry, Volume, block, contents, title_page

STYLE = Path(__file__).with_name("book.css")
# The earliest date that a ZIP file can hold.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
Branch = tuple[Entry, list["Branch"]]


def epub(volume: Volume) -> bytes:
    """The EPUB file of a book, the same bytes for the same pages."""
    chapters, files = volume.pages.in_order, volume.pages.files
    say = volume.project.words
    listed = block("contents.xhtml", tree=_tree(contents(volume)), first=chapters[0].id, say=say)
    kinds = [(name, mimetypes.guess_type(name)[0] or "image/png") for name in sorted(files)]
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{volume.project.site_url}#{volume.name}")
    texts = {
        "META-INF/container.xml": block("container.xml"),
        "book/title.xhtml": _page(volume, say("Title page"), title_page(volume), "titlepage"),
        "book/contents.xhtml": _page(volume, say("Contents"), listed, "frontmatter"),
        "book/package.opf": block(
            "package.opf", volume=volume, identity=identity, files=kinds, say=say
        ),
    }
    for one in chapters:
        body = re.sub(r'href="#(?P<page>[^"]+?)(?P<anchor>--[^"]*)?"', _between_files, one.body)
        section = block("chapter.xhtml", chapter=one, body=body, say=say)
        texts[f"book/{one.id}.xhtml"] = _page(volume, one.title, section, lang=one.lang)
    whole = {name: text.encode() for name, text in texts.items()}
    whole |= {f"book/{name}": data for name, data in files.items()}
    whole["book/book.css"] = STYLE.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # First, and not compressed (OCF 3.3, "OCF ZIP container media type identification").
        archive.writestr(zip_info("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        for name, data in sorted(whole.items()):
            archive.writestr(zip_info(name), data, compresslevel=9)
    return out.getvalue()


def zip_info(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """The head of a file in a ZIP archive, the same on every machine and day."""
    info = zipfile.ZipInfo(name, ZIP_DATE)
    info.compress_type, info.create_system, info.external_attr = how, 3, 0o644 << 16
    return info


def _between_files(link: re.Match[str]) -> str:
    """A link of the book as a link between its files."""
    anchor = f"#{link['page']}{link['anchor']}" if link["anchor"] else ""
    return f'href="{link["page"]}.xhtml{anchor}"'


def _page(volume: Volume, title: str, body: str, kind: str = "bodymatter", lang: str = "") -> str:
    return block("page.xhtml", title=title, body=body, kind=kind, lang=lang or volume.lang)


def _tree(entries: Iterable[Entry]) -> list[Branch]:
    """Entries with those below them (EPUB 3.3, "EPUB navigation document"), by their depth."""
    tree: list[Branch] = []
    open_lists = [(-1, tree)]
    for entry in entries:
        while open_lists[-1][0] >= entry.depth:
            open_lists.pop()
        branch: Branch = (entry, [])
        open_lists[-1][1].append(branch)
        open_lists.append((entry.depth, branch[1]))
    return tree
