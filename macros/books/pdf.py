"""A book as PDF, by WeasyPrint: tagged (PDF/UA-1), with an outline, links and page numbers."""

import importlib.util
import mimetypes
import re
from pathlib import Path
from typing import Any

from .volume import Entry, Volume, block, contents, title_page

STYLE = Path(__file__).with_name("book.css")
PAPER = Path(__file__).with_name("paper.css")
MISSING = (
    "WeasyPrint and the letters it draws with are missing; make books installs them. By hand:\n"
    "  python -m pip install --require-hashes -r pins/books.txt\n"
    "  Debian, Ubuntu:  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "  macOS:           brew install pango"
)
# A package of the pins, so that each machine has the same letters: Source Sans Pro, under the SIL
# Open Font License.
FONT = "font_source_sans_pro"
FACES = (
    ("Regular", 400, "normal"),
    ("It", 400, "italic"),
    ("Bold", 700, "normal"),
    ("BoldIt", 700, "italic"),
)
INSIDE = "book:///"


def pdf(volume: Volume) -> bytes:
    """The PDF file of a book. Raises ValueError, in words, where it can't be made here."""
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError):
        raise ValueError(MISSING) from None
    fonts, fetcher = FontConfiguration(), _fetcher(volume.pages.files)
    styles = [
        weasyprint.CSS(string=text, font_config=fonts, url_fetcher=fetcher)
        for text in (_faces(), STYLE.read_text("utf-8"), PAPER.read_text("utf-8"), _foot(volume))
    ]
    document = weasyprint.HTML(string=_document(volume), base_url=INSIDE, url_fetcher=fetcher)
    made: bytes = document.write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1", full_fonts=False
    )
    return made


def _foot(volume: Volume) -> str:
    """The number of each sheet, in the language of the book."""
    say = volume.project.words
    words = re.sub(r'["\\\\\n]', "", say("Page {number} of {total}"))
    for name, counter in (("{number}", "page"), ("{total}", "pages")):
        words = words.replace(name, f'" counter({counter}) "')
    return f'@page {{ @bottom-right {{ content: "{words}" }} }}'


def _faces() -> str:
    found = importlib.util.find_spec(FONT)
    if found is None or not found.submodule_search_locations:
        raise ValueError(MISSING)
    folder = Path(found.submodule_search_locations[0]) / "files"
    return "".join(
        f"@font-face{{font-family:Book;font-weight:{weight};font-style:{style};"
        f"src:url({(folder / f'SourceSansPro-{name}.ttf').as_uri()})}}"
        for name, weight, style in FACES
    )


def _fetcher(files: dict[str, bytes]) -> Any:
    """Gives WeasyPrint the letters and the pictures of the book, and reaches nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(INSIDE)
            if url.startswith("file:"):
                return URLFetcherResponse(url, _letters(url), {"Content-Type": "font/ttf"})
            if name not in files:
                raise ValueError(f"a book fetches nothing: {url}")
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            data = files[name]
            if kind == "image/svg+xml":
                data = data.replace(b'font-family="sans-serif"', b'font-family="Book"')
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return Fetcher()


def _letters(url: str) -> bytes:
    from urllib.request import url2pathname

    return Path(url2pathname(url.removeprefix("file://"))).read_bytes()


def _document(volume: Volume) -> str:
    day = volume.day.isoformat()
    meta = {
        "author": volume.project.site_name,
        "description": volume.book.about,
        "dcterms.created": day,
        "dcterms.modified": day,
    }
    listed, chapters = [*contents(volume)], list[tuple[Entry, list[Entry]]]()
    parts: list[Entry] = []  # what is to be named before the next chapter
    for entry in listed:
        parts.append(entry)
        if entry.chapter is not None:
            chapters.append((parts.pop(), parts))
            parts = []
    title = title_page(volume)
    values = {"meta": meta, "title": title, "contents": listed, "chapters": chapters}
    text = block("document.html", volume=volume, say=volume.project.words, **values)
    # A mark stays with its word: WeasyPrint takes the end of a paragraph to a line of its own.
    return text.replace('<sup class="cite"', '\u2060<sup class="cite"')
