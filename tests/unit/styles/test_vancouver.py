"""NLM text: the same interface as AMA, the rules of Citing Medicine."""

from dataclasses import replace

import pytest

from macros.bib.latex import decode
from macros.model import Date, Name, Reference
from macros.styles import STYLES, Style, numbers, vancouver
from macros.styles.locators import parse
from macros.styles.richtext import to_html, to_text

ROE, POE = Name("Roe", "Ann B."), Name("Poe", "Ben", suffix="III")
JOURNAL = Reference(
    key="x",
    kind="journal",
    authors=(ROE, POE),
    title=decode("A trial"),
    journal=decode("Annals of Samples"),
    short_journal=decode("Ann Sampl"),
    date=Date(2020, 3),
    volume="55",
    issue="1",
    pages="17-26",
    doi="10.9999/x",
)
WEB = Reference(
    key="x",
    kind="web",
    authors=(ROE,),
    title=decode("Ports"),
    container=decode("Site"),
    date=Date(2024, 3, 5),
    url="https://s.example/p",
    accessed=Date(2026, 6, 16),
)
BOOK = Reference(
    key="x",
    kind="book",
    authors=(ROE,),
    title=decode("Ports for all"),
    edition="2",
    publisher=decode("Sample Press"),
    date=Date(2019),
)

GOLDEN = [
    (
        "journal",
        JOURNAL,
        "Roe AB, Poe B 3rd. A trial. Ann Sampl. 2020 Mar;55(1):17-26. doi: 10.9999/x",
    ),
    (
        "day",
        replace(JOURNAL, date=Date(2020, 3, 5)),
        "Roe AB, Poe B 3rd. A trial. Ann Sampl. 2020 Mar 5;55(1):17-26. doi: 10.9999/x",
    ),
    (
        "short pages",
        replace(JOURNAL, pages="517-524"),
        "Roe AB, Poe B 3rd. A trial. Ann Sampl. 2020 Mar;55(1):517-24. doi: 10.9999/x",
    ),
    (
        "supplement",
        replace(JOURNAL, issue="3 Suppl 2"),
        "Roe AB, Poe B 3rd. A trial. Ann Sampl. 2020 Mar;55(3 Suppl 2):17-26. doi: 10.9999/x",
    ),
    (
        "seven authors",
        replace(JOURNAL, authors=tuple(Name(letter, letter) for letter in "ABCDEFG")),
        "A A, B B, C C, D D, E E, F F, et al. A trial. Ann Sampl. 2020 Mar;55(1):17-26. doi: 10.9999/x",
    ),
    (
        "one and others",
        replace(JOURNAL, authors=(ROE,), authors_more=True),
        "Roe AB, et al. A trial. Ann Sampl. 2020 Mar;55(1):17-26. doi: 10.9999/x",
    ),
    (
        "address",
        replace(JOURNAL, doi="", url="https://x.example/", accessed=Date(2026, 6, 16)),
        "Roe AB, Poe B 3rd. A trial. Ann Sampl [Internet]. 2020 Mar [cited 2026 Jun 16];55(1):17-26. Available from: https://x.example/",
    ),
    (
        "online first",
        replace(JOURNAL, volume="", issue="", pages="", online_first=True),
        "Roe AB, Poe B 3rd. A trial. Ann Sampl. 2020 Mar. Epub ahead of print. doi: 10.9999/x",
    ),
    (
        "web page",
        WEB,
        "Roe AB. Site [Internet]. 2024 [cited 2026 Jun 16]. Ports. Available from: https://s.example/p",
    ),
    ("book", BOOK, "Roe AB. Ports for all. 2nd ed. Sample Press; 2019."),
    (
        "edited book",
        replace(BOOK, authors=(), editors=(ROE, POE)),
        "Roe AB, Poe B 3rd, editors. Ports for all. 2nd ed. Sample Press; 2019.",
    ),
    (
        "chapter",
        replace(
            BOOK, kind="chapter", container=decode("The book"), editors=(POE,), pages="211-220"
        ),
        "Roe AB. Ports for all. In: Poe B 3rd, editor. The book. 2nd ed. Sample Press; 2019. p. 211-20.",
    ),
    (
        "masters",
        replace(
            BOOK,
            kind="thesis",
            entry_type="mastersthesis",
            genre="Master's thesis",
            edition="",
            publisher=decode("University"),
        ),
        "Roe AB. Ports for all [master's thesis]. University; 2019.",
    ),
    (
        "thesis",
        replace(BOOK, kind="thesis", edition="", publisher=decode("University")),
        "Roe AB. Ports for all [dissertation]. University; 2019.",
    ),
    (
        "preprint",
        replace(
            JOURNAL, kind="preprint", container=decode("medRxiv"), volume="", issue="", pages=""
        ),
        "Roe AB, Poe B 3rd. A trial. medRxiv [Preprint]. 2020 Mar. doi: 10.9999/x",
    ),
    (
        "retracted",
        replace(JOURNAL, status="retracted"),
        "Roe AB, Poe B 3rd. A trial. Ann Sampl. 2020 Mar;55(1):17-26. Retracted. doi: 10.9999/x",
    ),
    ("nothing", Reference(key="x", kind="journal"), ""),
]


@pytest.mark.parametrize(
    ("ref", "expected"), [pytest.param(*case[1:], id=case[0]) for case in GOLDEN]
)
def test_golden(ref, expected):
    assert to_text(vancouver.format_reference(ref)) == expected


def test_marks_stand_in_parentheses():
    assert vancouver.STYLE.marks == ("(", ")")
    assert vancouver.place(parse("p. 45")) == " p45"
    assert vancouver.place(parse("pp 4, 9; table 2")) == " pp4,9,table 2"


def test_short_pages():
    assert [
        numbers.short_pages(pages)
        for pages in (
            "517-24",
            "1197-1204",
            "17-26",
            "S93-S99",
            "e12",
            "99-101",
            "v152-v168",
            "126A-127A",
            "S9-S10",
        )
    ] == ["517-24", "1197-204", "17-26", "S93-9", "e12", "99-101", "v152-68", "126A-127A", "S9-10"]


KINDS = (
    "journal news book chapter paper meeting report thesis web preprint patent standard software "
    "data other"
).split()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_every_style_renders_every_kind(style: Style, kind):
    html = to_html(
        style.reference(
            replace(
                JOURNAL, kind=kind, doi="", url="https://x.example/", title=decode("<script> {x}")
            )
        )
    )
    assert "<script" not in html and '<a href="https://x.example/">' in html
