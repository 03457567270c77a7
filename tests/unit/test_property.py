"""Generated and hostile input: never a traceback, never invalid HTML, never two equal ids; what a field says is shown as text."""

import re
import tempfile
from pathlib import Path

import html5lib
import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.bibtex.utils import split_name_list

from macros.bib.identifiers import bare_doi, safe_url
from macros.bib.library import read_bibliography
from macros.bib.names import name_list, people
from macros.bib.parser import scan
from macros.checks import all_diagnostics
from macros.checks.fixes import apply_edits
from macros.content.pages import parse_page
from macros.engine.inspect import load_project
from macros.render.citations import CitationError, Citations
from macros.render.late import at_once
from macros.styles import STYLES
from tests.support.tiny import make

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
SLOW = settings(SETTINGS, max_examples=25)

# Signs that mean something to BibTeX, LaTeX, HTML, Markdown, Jinja or a terminal, among ordinary and extraordinary letters.
SIGNS = st.sampled_from(
    [
        *"{}\"@,=#%\\~$^_&<>|`*[]()'!:;-+/. \n\t\r",
        "\u0000",
        "\u0301",
        "\u202e",
        "\u05d0",
        "\u0627",
        "\u200b",
        "\ufeff",
        "\U0001f489",
        "é",
        "ß",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "]]>",
        "<!--",
        "-->",
        "\\'e",
        "{\\ss}",
        "\\textbf{",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "et al",
        " and ",
        "10.1000/x",
        "2020",
        "javascript:",
        "A",
        "b",
        "Smith",
        "title",
    ]
)
TEXT = st.lists(SIGNS, max_size=14).map("".join)
NAMES = (
    "title",
    "author",
    "editor",
    "journal",
    "year",
    "month",
    "volume",
    "number",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "url",
    "urldate",
    "publisher",
    "booktitle",
    "edition",
    "note",
    "date",
    "isbn",
    "evidence",
    "status",
    "keywords",
    "crossref",
    "odd",
)
TYPES = (
    "article",
    "book",
    "incollection",
    "inproceedings",
    "techreport",
    "phdthesis",
    "online",
    "misc",
    "odd",
)


def balanced(text: str) -> str:
    """A value that keeps its braces even, so that the entry is read."""
    kept, depth = [], 0
    for sign in text:
        if sign == "}" and depth == 0:
            continue
        depth += (sign == "{") - (sign == "}")
        kept.append(sign)
    return "".join(kept) + "}" * depth


FIELDS = st.dictionaries(st.sampled_from(NAMES), TEXT.map(balanced), max_size=9)
KEYS = st.text(st.sampled_from("abzAZ019-_.:+/'&<\"éü|*"), min_size=1, max_size=8)
ENTRIES = st.lists(st.tuples(st.sampled_from(TYPES), KEYS, FIELDS), min_size=1, max_size=4)


def written(entries) -> str:
    """Entries as a .bib file."""
    return "\n\n".join(
        "@{}{{{},\n{}\n}}".format(
            kind, key, "\n".join(f"  {name} = {{{value}}}," for name, value in fields.items())
        )
        for kind, key, fields in entries
    )


def strict(html: str) -> None:
    """Raise unless this stands as it is in a valid document."""
    html5lib.HTMLParser(strict=True).parse(
        f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{html}</body></html>'
    )
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def shown(references, style=STYLES["ama"]) -> tuple[str, str]:
    """A mark for each source, one for all, and the list."""
    page = Citations(references, style, lambda key: CitationError(key))
    marks = (
        "".join(f"<p>Text.{page.cite([key])}</p>" for key in references)
        + f"<p>All.{page.cite(list(references))}</p>"
    )
    return marks, at_once(page.bibliography())


def read(text: str):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "references.bib"
        path.write_bytes(text.encode("utf-8", "replace"))
        return read_bibliography(path)


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>x</p>",
        '<a href="a" href="b">x</a>',
        "<p>&#0;</p>",
        "<p>a < b</p>",
        "</div>",
        '<p id="a"></p><p id="a"></p>',
    ],
)
def test_the_judge_judges(html):
    with pytest.raises((html5lib.html5parser.ParseError, AssertionError)):
        strict(html)


@SETTINGS
@given(TEXT)
def test_any_text_is_scanned(text):
    entries, diagnostics, broken = scan(
        "@misc{first,\n  title = {A}\n}\n" + text + "\n@misc{last,\n  title = {Z}\n}\n"
    )
    rows = (text.count("\n") + text.count("\r")) + 8
    assert all(
        1 <= diagnostic.line <= rows and diagnostic.column >= 1 and diagnostic.message
        for diagnostic in diagnostics
    )
    assert "first" in {entry.key for entry in entries} | broken


@SETTINGS
@given(TEXT)
def test_any_text_in_a_field_is_scanned_and_its_mend_can_be_carried_out(text):
    source = "@article{a,\n  title = {A},\n  note = " + text + ",\n  year = {2020}\n}\n"
    _, diagnostics, _ = scan(source)
    apply_edits(source, [diagnostic.edit for diagnostic in diagnostics if diagnostic.edit])


@SETTINGS
@given(ENTRIES)
def test_any_entries_become_valid_html(entries):
    found = read(written(entries))
    if not found.references:
        return
    for style in STYLES.values():
        marks, listed = shown(found.references, style)
        strict(marks + listed)
        assert "<script" not in listed.lower()
        assert "<img" not in listed.lower()
        assert not re.search(r'href="(?!https?://|#)', marks + listed)
        assert "\n" not in listed
        assert not re.search(r"\{\{|\{%|\{#", marks + listed)


@SLOW
@given(ENTRIES)
def test_markdown_leaves_marks_and_lists_as_they_are(entries):
    found = read(written(entries))
    if not found.references:
        return
    page = Citations(found.references, STYLES["ama"], lambda key: CitationError(key))
    text = (
        "# T\n\n"
        + "\n\n".join(f"Text.{page.cite([key])} More." for key in found.references)
        + "\n\n| a | b |\n|---|---|\n| c |"
        + page.cite(list(found.references))
        + " |\n\n## References\n\n"
    )
    html = markdown.markdown(
        text + at_once(page.bibliography()) + "\n",
        extensions=["attr_list", "md_in_html", "tables", "toc", "admonition"],
    )
    strict(html)
    assert html.count("<li id=") == len(found.references)
    assert html.count("<td") == 2


@SLOW
@given(ENTRIES, st.lists(TEXT, max_size=4))
def test_any_project_is_checked(entries, lines):
    page = (
        "---\ntitle: A\n---\n\n# A\n\n"
        + "\n\n".join(lines)
        + '\n\n{{ cite("a") }}\n\n{{ bibliography() }}\n'
    )
    with tempfile.TemporaryDirectory() as folder:
        root = make(
            Path(folder),
            {"index.md": page.encode("utf-8", "replace")},
            written(entries).encode("utf-8", "replace"),
        )
        for diagnostic in all_diagnostics(load_project(root)):
            assert diagnostic.line >= 1
            assert diagnostic.column >= 1
            assert diagnostic.message
            assert "Traceback" not in str(diagnostic)


@SETTINGS
@given(TEXT)
def test_any_page_is_read(text):
    for whole in (
        text,
        "---\n" + text + "\n---\n" + text,
        "{{ cite(" + text + ") }}",
        '{{ cite("' + text + '") }}',
        "```\n" + text,
    ):
        page = parse_page(whole, "docs/a.md")
        rows = whole.count("\n") + 2
        assert all(1 <= diagnostic.line <= rows for diagnostic in page.diagnostics)
        assert all(1 <= call.line <= rows for call in page.calls)


@SETTINGS
@given(TEXT)
def test_any_value_is_normalised(text):
    people(text)
    address = safe_url(text)
    assert not address or re.match(r"https?://[^\s\"'<>]+$", address)
    doi = bare_doi(text)
    assert not doi or doi.startswith("10.")
    assert bare_doi(doi) == doi


@SETTINGS
@given(
    st.lists(
        st.sampled_from(
            ["A", "and", "AND", " ", "  ", "{", "}", "{ and }", "band", "B,", "\\'e", "~", "others"]
        ),
        max_size=30,
    )
)
def test_names_are_parted_as_pybtex_parts_them(pieces):
    # Two "and"s may share a space for us, as BibTeX reads them; pybtex wants a space for each.
    wide = balanced("  ".join(pieces))
    assert name_list(wide) == split_name_list(wide)
    narrow = [" ".join(name.split()) for name in name_list(balanced(" ".join(pieces)))]
    assert narrow == [" ".join(name.split()) for name in name_list(wide)]


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror="alert(1)">',
    "single quotes": "' onmouseover='alert(1)",
    "template": "{{ 7 * 7 }} {% raw %} {# x #}",
    "markdown": "**bold** [x](javascript:alert(1)) ![y](z) `code` | cell | ~~no~~ # head",
    "comment": "<!-- --> <![CDATA[ ]]> &lt;b&gt; &#60;",
    "right to left": "\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627\u202c",
    "combining": "Z\u0351\u036b\u0343\u0313 a\u0301\u0302\u0303\u0304",
    "controls": "a\u0000b\u0007c\u001b[31m",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "name",
    [
        "title",
        "author",
        "journal",
        "publisher",
        "year",
        "pages",
        "volume",
        "doi",
        "url",
        "note",
        "edition",
    ],
)
def test_hostile_fields_are_shown_as_text(name, value):
    fields = {
        "title": "A title",
        "author": "Smith, A.",
        "journal": "J",
        "year": "2020",
        "publisher": "P",
        "url": "https://example.org/a",
    } | {name: balanced(value)}
    for kind in ("article", "book", "online"):
        found = read(written([(kind, "a", fields)]))
        if not found.references:
            assert found.diagnostics
            continue
        marks, listed = shown(found.references)
        strict(marks + listed)
        assert not re.search(r"<(?:script|img|style|iframe)|\son\w+=(?=[^<>]*>)", listed, re.I)
        assert not re.search(r'href="(?!https?://|#)', listed)
        assert "49" not in listed


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "file:///etc/passwd",
        'https://a" onclick="x',
        "https://user:word@example.org",
        "//example.org/x",
    ],
)
def test_addresses_that_could_do_harm_are_refused_with_a_message(tmp_path, address):
    bib = (
        "@online{a,\n  author = {B, C.},\n  title = {T},\n  url = {"
        + address
        + "},\n  urldate = {2026-01-05}\n}\n"
    )
    project = load_project(
        make(tmp_path, {"index.md": '# A\n\nText.{{ cite("a") }}\n\n{{ bibliography() }}\n'}, bib)
    )
    assert project.bibliography.references["a"].url == ""
    assert [
        diagnostic.rule
        for diagnostic in all_diagnostics(project)
        if diagnostic.path == "references.bib"
    ] == ["bib-url"]


def test_a_title_of_a_megabyte():
    found = read(
        "@misc{a,\n  title = {" + "Ports and {lines} " * 60_000 + "},\n  author = {B, C.}\n}\n"
    )
    marks, listed = shown(found.references)
    strict(marks + listed)
    assert len(listed) > 900_000


def test_authors_of_a_megabyte():
    for text in ("{a}" * 300_000, "Smith, A. and " * 70_000 + "others", "{a{b}c} d" * 100_000):
        found = read("@misc{a,\n  title = {T},\n  author = {" + text + "}\n}\n")
        marks, listed = shown(found.references)
        strict(marks + listed)


def test_deep_braces_and_long_lines():
    for text in (
        "{" * 5_000 + "}" * 5_000,
        "{" * 50_000,
        "\\emph{" * 2_000 + "x" + "}" * 2_000,
        '"' * 9_999,
        "@" * 20_000,
        "a = " * 5_000,
    ):
        found = read("@misc{a,\n  title = {T},\n  note = {" + text + "}\n}\n")
        assert found.references or found.diagnostics
        scan("@misc{a,\n  title = " + text + "\n}\n")


def test_ten_thousand_entries(tmp_path):
    bib = "\n".join(
        f"@article{{key{number},\n  author = {{Smith, A. and Jones, B. and others}},\n  title = {{Ports in practice, part {number}}},\n  journal = {{J Ports}},\n  year = {{{2000 + number % 25}}},\n  volume = {{{number}}},\n  pages = {{{number}--{number + 9}}},\n  doi = {{10.1000/{number}}}\n}}"
        for number in range(1, 10_001)
    )
    keys = ", ".join(f'"key{number}"' for number in range(100, 10_001, 100))
    project = load_project(
        make(
            tmp_path,
            {"index.md": f"# A\n\nText.{{{{ cite({keys}) }}}}\n\n{{{{ bibliography() }}}}\n"},
            bib,
        )
    )
    assert len(project.bibliography.references) == 10_000
    told = [
        diagnostic for diagnostic in all_diagnostics(project) if diagnostic.path == "references.bib"
    ]
    assert {diagnostic.rule for diagnostic in told} == {"bib-uncited"}
    assert len(told) == 9_900
