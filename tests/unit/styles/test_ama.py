"""AMA text of single works, marks, and the tree's rendering: one test a rule of shared ama.md."""

import doctest
import time
from dataclasses import replace

import pytest

from macros.bib.latex import decode
from macros.model import Date, Name, Reference, Run
from macros.styles import ama, names, numbers, titles
from macros.styles import richtext as tree
from macros.styles.locators import parse
from macros.styles.richtext import Link
from macros.styles.style import pieces


def person(text: str) -> Name:
    family, _, given = text.partition(", ")
    return Name(family=family, given=given)


def people(text: str) -> tuple[Name, ...]:
    return tuple(person(one) if "," in one else Name(literal=one) for one in text.split("; "))


def make(kind: str = "journal", **fields) -> Reference:
    rich = ("title", "journal", "short_journal", "container", "publisher", "series")
    names = ("authors", "editors", "translators")
    values = {
        key: decode(value) if key in rich else people(value) if key in names else value
        for key, value in fields.items()
    }
    return Reference(key="x", kind=kind, **values)


def text(ref: Reference) -> str:
    return tree.to_text(ama.format_reference(ref))


JOURNAL = make(
    authors="Roe, Ann B.; Poe, Ben",
    title="A trial",
    journal="Annals of Samples",
    short_journal="Ann Sampl",
    date=Date(2020),
    volume="55",
    issue="1",
    pages="17-26",
    doi="10.9999/x",
)

GOLDEN = [
    ("journal", JOURNAL, "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x"),
    (
        "no abbreviation known",
        replace(JOURNAL, short_journal=()),
        "Roe AB, Poe B. A trial. Annals of Samples. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "article number",
        replace(JOURNAL, pages="e20152488"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):e20152488. doi:10.9999/x",
    ),
    (
        "supplement",
        replace(JOURNAL, volume="12", issue="Suppl. 2", pages="S93--S99"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;12(suppl 2):S93-S99. doi:10.9999/x",
    ),
    (
        "supplement in the volume",
        replace(JOURNAL, volume="12 Suppl 2", issue="", pages="S93-9"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;12(suppl 2):S93-S99. doi:10.9999/x",
    ),
    (
        "supplement to an issue",
        replace(JOURNAL, volume="12", issue="3 Suppl 2"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;12(3)(suppl 2):17-26. doi:10.9999/x",
    ),
    (
        "part of an issue",
        replace(JOURNAL, issue="4 Pt 2"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(4, pt 2):17-26. doi:10.9999/x",
    ),
    (
        "no issue",
        replace(JOURNAL, issue=""),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55:17-26. doi:10.9999/x",
    ),
    (
        "no volume",
        replace(JOURNAL, volume=""),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;(1):17-26. doi:10.9999/x",
    ),
    (
        "neither volume nor issue",
        replace(JOURNAL, volume="", issue=""),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020:17-26. doi:10.9999/x",
    ),
    (
        "no date",
        replace(JOURNAL, date=None),
        "Roe AB, Poe B. A trial. Ann Sampl. 55(1):17-26. doi:10.9999/x",
    ),
    (
        "no author",
        replace(JOURNAL, authors=()),
        "A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "no journal",
        replace(JOURNAL, journal=(), short_journal=()),
        "Roe AB, Poe B. A trial. 2020;55(1):17-26. doi:10.9999/x",
    ),
    ("only a title", make(title="A trial"), "A trial."),
    ("nothing", make(), ""),
    (
        "question",
        replace(JOURNAL, title=decode("Does it flush?")),
        "Roe AB, Poe B. Does it flush? Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "quotation",
        replace(JOURNAL, title=decode("On ``flushing''")),
        "Roe AB, Poe B. On “flushing.” Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "asked quotation",
        replace(JOURNAL, title=decode("On ``flushing?''")),
        "Roe AB, Poe B. On “flushing?” Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "apostrophe",
        replace(JOURNAL, title=decode("Needs of carers'")),
        "Roe AB, Poe B. Needs of carers'. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "title with its stop",
        replace(JOURNAL, title=decode("A trial. ")),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "online first",
        replace(JOURNAL, volume="", issue="", pages="", online_first=True, date=Date(2026, 3, 5)),
        "Roe AB, Poe B. A trial. Ann Sampl. Published online March 5, 2026. doi:10.9999/x",
    ),
    (
        "DOI before address",
        replace(JOURNAL, url="https://x.example/", accessed=Date(2026, 6, 16)),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "address",
        replace(JOURNAL, doi="", url="https://x.example/", accessed=Date(2026, 6, 16)),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. Accessed June 16, 2026. https://x.example/",
    ),
    (
        "PubMed is no part of it",
        replace(JOURNAL, pmid="1", pmcid="PMC2"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "retracted",
        replace(JOURNAL, status="retracted", notice="https://doi.org/10.9999/n"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. Retracted (notice: doi:10.9999/n). doi:10.9999/x",
    ),
    (
        "retracted, notice unknown",
        replace(JOURNAL, status="retracted"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. Retracted. doi:10.9999/x",
    ),
    (
        "concern",
        replace(JOURNAL, status="concern", notice="https://n.example/1"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. Expression of concern (notice: https://n.example/1). doi:10.9999/x",
    ),
    (
        "web page",
        make(
            "web",
            authors="Roe, Ann",
            title="Ports",
            container="Site",
            date=Date(2024, 3, 5),
            url="https://s.example/p",
            accessed=Date(2026, 6, 16),
        ),
        "Roe A. Ports. Site. March 5, 2024. Accessed June 16, 2026. https://s.example/p",
    ),
    (
        "web page of its author",
        make(
            "web",
            authors="The Port Charity",
            title="What is a port?",
            container="Port Charity",
            url="https://s.example/p",
            accessed=Date(2026, 6, 16),
        ),
        "The Port Charity. What is a port? Accessed June 16, 2026. https://s.example/p",
    ),
    (
        "book",
        make(
            "book",
            authors="Roe, Ann",
            title="Ports for all: a primer",
            edition="2",
            publisher="Sample Press",
            date=Date(2019),
        ),
        "Roe A. Ports for All: A Primer. 2nd ed. Sample Press; 2019.",
    ),
    (
        "first edition",
        make(
            "book",
            authors="Roe, Ann",
            title="Ports",
            edition="First",
            publisher="Sample Press",
            date=Date(2019),
        ),
        "Roe A. Ports. Sample Press; 2019.",
    ),
    (
        "edited book",
        make(
            "book",
            editors="Roe, Ann; Poe, Ben",
            title="Ports",
            publisher="Sample Press, Inc.",
            date=Date(2019),
        ),
        "Roe A, Poe B, eds. Ports. Sample Press, Inc.; 2019.",
    ),
    (
        "book with author and editor",
        make(
            "book",
            authors="Roe, Ann",
            editors="Poe, Ben",
            title="Ports",
            edition="3rd",
            publisher="Press",
            date=Date(2019),
        ),
        "Roe A. Ports. 3rd ed. Poe B, ed. Press; 2019.",
    ),
    (
        "publisher with a stop, no date",
        make("book", authors="Roe, Ann", title="Ports", publisher="Press, Inc."),
        "Roe A. Ports. Press, Inc.",
    ),
    (
        "chapter",
        make(
            "chapter",
            authors="Roe, Ann",
            title="Needles",
            editors="Poe, Ben",
            container="Ports",
            publisher="Press",
            date=Date(2019),
            pages="11-20",
        ),
        "Roe A. Needles. In: Poe B, ed. Ports. Press; 2019:11-20.",
    ),
    (
        "chapter, many editors",
        make(
            "chapter",
            authors="Roe, Ann",
            title="Needles",
            editors="A, A; B, B; C, C; D, D; E, E; F, F; G, G",
            container="Ports",
            publisher="Press",
            date=Date(2019),
        ),
        "Roe A. Needles. In: A A, B B, C C, et al, eds. Ports. Press; 2019.",
    ),
    (
        "guideline",
        make(
            "report",
            authors="National Institute",
            title="Ports in hospital",
            publisher="National Institute",
            date=Date(2021),
            url="https://n.example/1",
            accessed=Date(2026, 6, 16),
        ),
        "National Institute. Ports in Hospital. National Institute; 2021. Accessed June 16, 2026. https://n.example/1",
    ),
    (
        "thesis",
        make(
            "thesis",
            authors="Roe, Ann",
            title="Ports",
            publisher="Invented University",
            date=Date(2010),
            entry_type="phdthesis",
        ),
        "Roe A. Ports. Dissertation. Invented University; 2010.",
    ),
    (
        "conference paper",
        make(
            "paper",
            authors="Roe, Ann",
            title="Ports",
            container="Proceedings of the congress",
            date=Date(2018),
            pages="1-2",
        ),
        "Roe A. Ports. In: Proceedings of the Congress. 2018:1-2.",
    ),
    (
        "preprint",
        make(
            "preprint",
            authors="Roe, Ann",
            title="Ports",
            container="medRxiv",
            date=Date(2024, 2, 1),
            doi="10.9999/p",
        ),
        "Roe A. Ports. medRxiv. Preprint posted online February 1, 2024. doi:10.9999/p",
    ),
    (
        "preprint without a date",
        make("preprint", title="Ports", container="medRxiv", doi="10.9999/p"),
        "Ports. medRxiv. Preprint posted online. doi:10.9999/p",
    ),
    (
        "a group after people",
        replace(JOURNAL, authors=(*JOURNAL.authors, Name(literal="PORT Investigators"))),
        "Roe AB, Poe B; PORT Investigators. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "a group after seven people",
        replace(
            JOURNAL,
            authors=(
                *people("A, A; B, B; C, C; D, D; E, E; F, F; G, G"),
                Name(literal="PORT Investigators"),
            ),
        ),
        "A A, B B, C C, et al; PORT Investigators. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "a group after six people",
        replace(
            JOURNAL,
            authors=(
                *people("A, A; B, B; C, C; D, D; E, E; F, F"),
                Name(literal="PORT Investigators"),
            ),
        ),
        "A A, B B, C C, D D, E E, F F; PORT Investigators. A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "retracted in the title too",
        replace(JOURNAL, title=decode("RETRACTED: A trial"), status="retracted"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. Retracted. doi:10.9999/x",
    ),
    (
        "retracted in brackets in the title",
        replace(JOURNAL, title=decode("[RETRACTED] A trial"), status="retracted"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;55(1):17-26. Retracted. doi:10.9999/x",
    ),
    (
        "retracted in the title alone",
        replace(JOURNAL, title=decode("RETRACTED: A trial")),
        "Roe AB, Poe B. RETRACTED: A trial. Ann Sampl. 2020;55(1):17-26. doi:10.9999/x",
    ),
    (
        "a supplement with an underscore",
        replace(JOURNAL, volume="71", issue="Supplement_2", pages="S102-S110"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;71(suppl 2):S102-S110. doi:10.9999/x",
    ),
    (
        "a supplement to an issue with an underscore",
        replace(JOURNAL, volume="37", issue="15_suppl", pages="e18301"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;37(15)(suppl):e18301. doi:10.9999/x",
    ),
    (
        "a supplement with a hyphen",
        replace(JOURNAL, volume="37", issue="4-Suppl", pages="S1-S9"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;37(4)(suppl):S1-S9. doi:10.9999/x",
    ),
    (
        "brackets in pairs",
        replace(JOURNAL, volume="37", issue="2 pt. (1988)", pages="1-9"),
        "Roe AB, Poe B. A trial. Ann Sampl. 2020;37(2 pt. (1988)):1-9. doi:10.9999/x",
    ),
    (
        "online first with an article number",
        replace(JOURNAL, volume="", issue="", pages="e14567", online_first=True, date=Date(2023)),
        "Roe AB, Poe B. A trial. Ann Sampl. Published online 2023:e14567. doi:10.9999/x",
    ),
    (
        "poster",
        make(
            "meeting",
            authors="Roe, Ann",
            title="Another poster",
            genre="Poster",
            event=decode("Port Society Conference"),
            event_place="Torino, Italy",
            date=Date(2024, 9, 5),
        ),
        "Roe A. Another poster. Poster presented at: Port Society Conference; September 5, 2024; Torino, Italy.",
    ),
    (
        "paper at a meeting of several days",
        make(
            "meeting",
            authors="Roe, Ann",
            title="Flow",
            event=decode("Annual Congress"),
            event_place="Lyon, France",
            event_start=Date(2019, 4, 30),
            event_end=Date(2019, 5, 2),
            date=Date(2019, 5),
        ),
        "Roe A. Flow. Paper presented at: Annual Congress; April 30-May 2, 2019; Lyon, France.",
    ),
    (
        "master's thesis",
        make(
            "thesis",
            authors="Roe, Ann",
            title="Port use",
            genre="MSc thesis",
            publisher="University of X",
            date=Date(2019),
        ),
        "Roe A. Port Use. MSc thesis. University of X; 2019.",
    ),
    (
        "patent",
        make(
            "patent",
            authors="Roe, Ann; Poe, Ben",
            title="Port with a valve",
            genre="US patent",
            number="1234567",
            publisher="Port Works Inc",
            date=Date(2019, 3, 5),
        ),
        "Roe A, Poe B, inventors; Port Works Inc, assignee. Port with a valve. US patent 1234567. March 5, 2019.",
    ),
    (
        "standard",
        make(
            "standard",
            authors="ISO",
            title="Ports: requirements",
            number="ISO 12345:2019",
            publisher="ISO",
            date=Date(2019),
        ),
        "ISO. Ports: Requirements. ISO 12345:2019. ISO; 2019.",
    ),
    (
        "report with its number",
        make(
            "report",
            authors="A Body",
            title="Audit of ports",
            number="12",
            publisher="A Body",
            date=Date(2020),
        ),
        "A Body. Audit of Ports. A Body; 2020. Report 12.",
    ),
    (
        "software",
        make(
            "software",
            authors="A Team",
            title="PortFlow",
            version="4.3.1",
            publisher="A Foundation",
            date=Date(2023),
            url="https://s.example/",
            accessed=Date(2026, 6, 16),
        ),
        "A Team. PortFlow. Version 4.3.1. A Foundation; 2023. Accessed June 16, 2026. https://s.example/",
    ),
    (
        "data",
        make(
            "data",
            authors="Roe, Ann",
            title="Flow rates of ports",
            version="2",
            publisher="Zenodo",
            date=Date(2020, 3, 5),
            doi="10.9999/d",
        ),
        "Roe A. Flow rates of ports. Version 2. Zenodo. March 5, 2020. doi:10.9999/d",
    ),
    (
        "news",
        make(
            "news",
            authors="Roe, Ann",
            title="Ports in the paper",
            journal="The Daily Example",
            date=Date(2019, 3, 4),
            pages="A1",
        ),
        "Roe A. Ports in the paper. The Daily Example. March 4, 2019:A1.",
    ),
    (
        "translated book",
        make(
            "book",
            authors="Roe, Ann",
            translators="Poe, Ben",
            title="Ports",
            publisher="Press",
            date=Date(2019),
        ),
        "Roe A. Ports. Poe B, trans. Press; 2019.",
    ),
    (
        "numbered series",
        make(
            "book",
            editors="Roe, Ann",
            title="Ports",
            series="Port studies",
            number="260",
            publisher="Press",
            date=Date(2019),
        ),
        "Roe A, ed. Ports. Press; 2019. Port studies; vol 260.",
    ),
    (
        "series without a number",
        make(
            "book",
            authors="Roe, Ann",
            title="Ports",
            series="Port Monographs",
            publisher="Press",
            date=Date(2019),
        ),
        "Roe A. Ports. Port Monographs. Press; 2019.",
    ),
    (
        "chapter's number",
        make(
            "chapter",
            authors="Roe, Ann",
            title="Needles",
            editors="Poe, Ben",
            container="Ports",
            publisher="Press",
            date=Date(2019),
            chapter="12",
        ),
        "Roe A. Needles. In: Poe B, ed. Ports. Press; 2019:chap 12.",
    ),
    (
        "arXiv number without a DOI",
        make(
            "preprint",
            authors="Roe, Ann",
            title="Ports",
            container="arXiv",
            eprint="arXiv:2101.00999",
            date=Date(2021),
        ),
        "Roe A. Ports. arXiv. Preprint posted online 2021. arXiv:2101.00999",
    ),
    (
        "of no known kind",
        make("other", authors="A Body", title="Leaflet", publisher="Printer", date=Date(2019)),
        "A Body. Leaflet. Printer; 2019.",
    ),
]


@pytest.mark.parametrize(
    ("ref", "expected"), [pytest.param(*case[1:], id=case[0]) for case in GOLDEN]
)
def test_golden(ref, expected):
    assert text(ref) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Jean-Pierre", "JP"),
        ("J. A.", "JA"),
        ("J.A.", "JA"),
        ("JA", "JA"),
        ("John A", "JA"),
        ("Yu. V.", "YuV"),
        ("J.-P.", "JP"),
        ("Åse", "Å"),
        ("E\u0301lan", "É"),
        ("Maria de los Angeles", "MA"),
        ("bell", "B"),
        ("D'Angelo", "D"),
        ("小明", "小明"),
        ("", ""),
        ("...", "..."),
        ("William (Bill) C.", "WC"),
    ],
)
def test_initials(given, expected):
    assert names.initials(given) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Smith", "John A.", suffix="Jr."), "Smith JA Jr"),
        (Name("Smith", "John", suffix="III"), "Smith J III"),
        (Name("Berg", "Jan Piet", "van der"), "van der Berg JP"),
        (Name(literal="World Health Organization"), "World Health Organization"),
        (Name("Plato"), "Plato"),
        (Name(), ""),
    ],
)
def test_names(name, expected):
    assert names.person(name) == expected


@pytest.mark.parametrize(
    ("count", "more", "expected"),
    [
        (1, False, "A A"),
        (6, False, "A A, B B, C C, D D, E E, F F"),
        (7, False, "A A, B B, C C, et al"),
        (20, True, "A A, B B, C C, et al"),
        (6, True, "A A, B B, C C, et al"),
        (3, True, "A A, B B, C C, et al"),
        (2, True, "A A, B B, et al"),
        (1, True, "A A et al"),
        (0, True, ""),
    ],
)
def test_lists_of_names(count, more, expected):
    people = [Name(letter, letter) for letter in "ABCDEFGHIJKLMNOPQRST"[:count]]
    assert names.listed(people, more, 3) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("517-24", "517-524"),
        ("517--524", "517-524"),
        ("517\u201324", "517-524"),
        ("1197-204", "1197-1204"),
        ("S93-9", "S93-S99"),
        ("S93-S99", "S93-S99"),
        ("e22-e28", "e22-e28"),
        ("e20152488", "e20152488"),
        ("xi-xv", "xi-xv"),
        ("11-15, 20-4", "11-15, 20-24"),
        ("86-86", "86"),
        ("271-", "271"),
        ("99-12", "99-12"),
        ("12A-3A", "12A-13A"),
        ("", ""),
        ("1-1000000", "1-1000000"),
    ],
)
def test_pages_in_full(pages, expected):
    assert numbers.full_pages(pages) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2", "2nd ed"),
        ("2nd", "2nd ed"),
        ("Third", "3rd ed"),
        ("11", "11th ed"),
        ("21st ed.", "21st ed"),
        ("112", "112th ed"),
        ("1", ""),
        ("1st edition", ""),
        ("", ""),
        ("Revised", "Rev ed"),
        ("5. udgave", "5th ed"),
        ("2. Aufl.", "2nd ed"),
        ("3a edición", "3rd ed"),
        ("1. Auflage", ""),
        ("Erweiterte Auflage", "Erweiterte Auflage"),
        ("International", "International ed"),
    ],
)
def test_editions(given, expected):
    assert numbers.edition(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a guide to the care of ports", "A Guide to the Care of Ports"),
        ("Living with ports", "Living With Ports"),
        ("{mRNA} and pH of 5-FU", "mRNA and pH of 5-FU"),
        ("ports: an overview", "Ports: An Overview"),
        ("follow-up after long-term use", "Follow-up After Long-Term Use"),
        ("what ports are for", "What Ports Are For"),
        ("THE PORT BOOK", "THE PORT BOOK"),
        ("{ports in lower case}", "Ports in Lower Case"),
        ("{knitr}", "knitr"),
        ("x-ray of ports", "X-ray of Ports"),
        ("the patient's port", "The Patient's Port"),
    ],
)
def test_title_case_only_raises(given, expected):
    assert "".join(span.text for span in titles.title_case(decode(given))) == expected


def test_title_case_leaves_other_languages():
    assert titles.title_case(decode("der Port"), "german") == decode("der Port")


def test_italics_within_italics_are_roman():
    html = tree.to_html(
        ama.format_reference(make("book", title=r"Ports and \emph{Candida}", date=Date(2019)))
    )
    assert html == "<i>Ports and </i>Candida. 2019."


# Marks


def mark(cited: list[int | tuple[int, str]]) -> str:
    pairs = [(one, ()) if isinstance(one, int) else (one[0], parse(one[1])) for one in cited]
    return ",".join(
        (f"{piece.first}-{piece.last}" if piece.last > piece.first else str(piece.first))
        + ama.place(piece.locators)
        for piece in pieces(pairs)
    )


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ([1], "1"),
        ([1, 3, 4, 5, 6, 7, 8, 19], "1,3-8,19"),
        ([3, 4], "3,4"),
        ([5, 3, 4], "3-5"),
        ([2, 2, 1], "1,2"),
        ([1, 2, 4, 5, 6, 8, 9], "1,2,4-6,8,9"),
        ([], ""),
        ([(3, "p45")], "3(p45)"),
        ([(3, "p. 45")], "3(p45)"),
        ([(3, "45")], "3(p45)"),
        ([(3, "pp. 45--7")], "3(pp45-47)"),
        ([(3, "pp45-pp47")], "3(pp45-47)"),
        ([(3, "p45-p47")], "3(pp45-47)"),
        ([(3, "page 45")], "3(p45)"),
        ([(3, "pages 45, 49")], "3(pp45,49)"),
        ([1, (2, "p3"), 3], "1,2(p3),3"),
        ([(1, "p3"), 2], "1(p3),2"),
        ([(1, "p4"), (1, "p9")], "1(pp4,9)"),
        ([(1, "table 2")], "1(table 2)"),
        ([(1, "Tables 2 and 3")], "1(tables 2,3)"),
        ([(1, "section 4.2")], "1(section 4.2)"),
        ([(1, "ch. 3")], "1(chap 3)"),
        ([(1, "p45, fig. 2B")], "1(p45,figure 2B)"),
        ([1, 2, 3, (4, "p7")], "1-3,4(p7)"),
        ([1, 2, (3, "p7"), 4, 5, 6], "1,2,3(p7),4-6"),
    ],
)
def test_mark(cited, expected):
    assert mark(cited) == expected


# The tree


def test_html_has_styles_and_links_and_nothing_else():
    ref = make(
        title=r"CO$_2$ and \textit{S. aureus} at 10\textsuperscript{3}",
        short_journal="J Sampl",
        doi="10.1002/x(1)5<12::A>3.0.CO;2-9",
    )
    assert tree.to_html(ama.format_reference(ref)) == (
        'CO<sub>2</sub> and <i>S. aureus</i> at 10<sup>3</sup>. <i>J Sampl</i>. <a href="https://doi.org/10.1002/x(1)5%3C12::A%3E3.0.CO;2-9">doi:10.1002/x(1)5&lt;12::A&gt;3.0.CO;2-9</a>'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}",
        "{% raw %}",
        "a|b",
        "<b onclick=x>",
        "&lt;i&gt;",
        "\x00\x08\u0085",
    ],
)
def test_hostile_text_stays_text(hostile):
    span = Run(hostile)
    ref = Reference(
        key="x",
        kind="book",
        title=(span,),
        publisher=(span,),
        authors=(Name(literal=hostile),),
        volume=hostile,
        pages=hostile,
        edition=hostile,
        status="retracted",
        notice=hostile,
        url=hostile,
    )
    html = tree.to_html(ama.format_reference(ref))
    bare = html.replace("<i>", "").replace("</i>", "")
    assert not set(bare) & set("<>{}|\"'\x00\x08\u0085\n")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "ftp://x.example",
        'https://x.example/"onclick=x',
        "https://x .example",
        "JaVaScRiPt:x",
    ],
)
def test_other_addresses_are_text(address):
    assert "<a" not in tree.to_html((Link(address, (Run("x"),)),)) and "<a" not in tree.to_html(
        (tree.web_link(address),)
    )


@pytest.mark.parametrize(
    "title",
    [
        "a" * 1_000_000,
        "1-" * 500_000,
        "'" * 1_000_000,
        "word " * 200_000,
        "suppl " * 160_000,
        " " * 1_000_000,
    ],
)
def test_a_megabyte_is_only_long(title):
    started = time.process_time()
    for kind in ("journal", "book", "web"):
        ref = Reference(
            key="x",
            kind=kind,
            title=(Run(title),),
            pages=title,
            volume=title,
            issue=title,
            edition=title,
            authors=(Name(title, title),),
        )
        assert tree.to_html(ama.format_reference(ref)).strip() or not title.strip()
    # A net for quadratic time only: it takes about a second.
    assert time.process_time() - started < 20


def test_a_notice_changes_nothing_else():
    for ref in (JOURNAL, replace(JOURNAL, doi="", url="https://x.example/")):
        with_notice = text(replace(ref, status="retracted", notice="https://n.example/1"))
        assert with_notice.replace("Retracted (notice: https://n.example/1). ", "") == text(ref)
    assert '<a href="https://n.example/1">' in tree.to_html(
        ama.format_reference(replace(JOURNAL, status="retracted", notice="https://n.example/1"))
    )


@pytest.mark.parametrize("module", [names, numbers])
def test_doctests(module):
    assert doctest.testmod(module).failed == 0
