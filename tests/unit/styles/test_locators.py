"""Locators: what is read, what is refused with a word to the author, and how a mark prints them."""

import re

import pytest

from macros.content.macros import split_key
from macros.model import Reference
from macros.render.citations import CitationError, Citations
from macros.styles import STYLES
from macros.styles.locators import WORDS, Locator, LocatorError, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("  ", ()),
        ("p45", (Locator("page", ("45",)),)),
        ("P. 45", (Locator("page", ("45",)),)),
        ("pg 45", (Locator("page", ("45",)),)),
        ("45", (Locator("page", ("45",)),)),
        ("e12", (Locator("page", ("e12",)),)),
        ("pe12", (Locator("page", ("e12",)),)),
        ("pS93-9", (Locator("page", ("S93-S99",)),)),
        ("p. xii-xv", (Locator("page", ("xii-xv",)),)),
        ("pp45-pp47", (Locator("page", ("45-47",)),)),
        ("pp. 45–7", (Locator("page", ("45-47",)),)),
        ("p45, 47", (Locator("page", ("45", "47")),)),
        ("p45; p47", (Locator("page", ("45", "47")),)),
        ("pp 45 and 47", (Locator("page", ("45", "47")),)),
        ("pp 45 & 47", (Locator("page", ("45", "47")),)),
        ("§4.2.1", (Locator("section", ("4.2.1",)),)),
        ("Sect. 4", (Locator("section", ("4",)),)),
        ("paras 2-3", (Locator("paragraph", ("2-3",)),)),
        ("table S1", (Locator("table", ("S1",)),)),
        ("Figs. 2A, 2C", (Locator("figure", ("2A", "2C")),)),
        ("appendix B", (Locator("appendix", ("B",)),)),
        ("vol 2, p45", (Locator("volume", ("2",)), Locator("page", ("45",)))),
        ("recommendation 12", (Locator("recommendation", ("12",)),)),
        ("part iv", (Locator("part", ("iv",)),)),
        ("p4, table 2, p9", (Locator("page", ("4", "9")), Locator("table", ("2",)))),
    ],
)
def test_what_is_read(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_known_in_every_spelling(word):
    for spelling in (word, word.upper(), *WORDS[word].split()):
        for between in ("", " ", ". "):
            assert parse(f"{spelling}{between}3") == (Locator(word, ("3",)),)


@pytest.mark.parametrize(
    ("text", "word", "near"),
    [
        ("pagge 4", "pagge", "page"),
        ("tabel 2", "tabel", "table"),
        ("verse 3", "verse", ""),
        ("see there", "see", ""),
        ("p", "", ""),
        ("p45-table47", "", ""),
        ("p45 of 60", "", ""),
        ("-3", "", ""),
        ("4--", "", ""),
        (",", "", ""),
        ("p4,,5", "", ""),
        ("9" * 300, "", ""),
        ("<b>4</b>", "", ""),
        ("{{ 4 }}", "", ""),
    ],
)
def test_what_is_refused_says_why(text, word, near):
    with pytest.raises(LocatorError) as caught:
        parse(text)
    assert (caught.value.word, caught.value.near) == (word, near)
    assert str(caught.value)


def test_an_argument_is_a_key_and_what_stands_behind_it():
    assert split_key("moss2021") == ("moss2021", "")
    assert split_key(" moss2021  p. 45 ") == ("moss2021", "p. 45")


# In a mark


def page(style: str = "ama") -> Citations:
    references = {key: Reference(key, "journal") for key in "abcdef"}
    return Citations(references, STYLES[style], lambda key: CitationError(f"no {key}"))


def text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ([("a p3", "b")], ["1(p3),2"]),
        ([("a", "b p. 45-7")], ["1,2(pp45-47)"]),
        ([("a", "b", "c", "d")], ["1-4"]),
        ([("a", "b p1", "c", "d", "e")], ["1,2(p1),3-5"]),
        ([("b",), ("a", "b table 2")], ["1", "1(table 2),2"]),
        ([("a p4", "a p9")], ["1(pp4,9)"]),
        ([("a p4", "a")], ["1(p4)"]),
    ],
)
def test_marks_on_a_page(cites, expected):
    citations = page()
    assert [text(citations.cite(keys)) for keys in cites] == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("ama", "1(p3),2,3(tables 1,2)"),
        ("vancouver", "(1 p3,2,3 tables 1,2)"),
        ("elsevier", "[1 (p. 3),2,3 (tables 1, 2)]"),
    ],
)
def test_each_style_has_its_own_form(style, expected):
    assert text(page(style).cite(["a p3", "b", "c tables 1, 2"])) == expected


def test_a_mark_keeps_its_contract_with_locators():
    html = page().cite(["a p3", "b"])
    assert html == (
        '<sup class="cite" data-search-exclude data-cite="a b">'
        '<a href="#ref-a" id="cite-a-1">1(p3)</a>,'
        '<a href="#ref-b" id="cite-b-1">2</a></sup>'
    )


def test_the_option_belongs_to_one_key():
    assert text(page().cite(["a"], "p. 4")) == "1(p4)"
    assert text(page().cite(["a p9"], "p. 4")) == "1(pp9,4)"
    with pytest.raises(CitationError, match="one source"):
        page().cite(["a", "b"], "p4")


@pytest.mark.parametrize(
    ("argument", "message"),
    [("a pagge 4", 'did you mean "page"'), ("a <b>", "names no place"), ("a verse 3", "verse")],
)
def test_a_locator_that_cant_be_read_is_told(argument, message):
    with pytest.raises(CitationError, match=message):
        page().cite([argument])
