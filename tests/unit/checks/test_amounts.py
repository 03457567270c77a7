"""Amounts: what states one, and which piece of a page its source must stand in."""

from pathlib import Path

import pytest

from macros.checks.pages.amounts import claims
from macros.checks.pages.temperatures import other
from macros.content.pages import parse_page
from macros.project import Project

PROJECT = Project(Path(), Path())
CITE = '{{ cite("a2020") }}'


def page(markdown: str):
    """A page with one paragraph."""
    return parse_page(f"---\ntitle: A\n---\n\n# A\n\n{markdown}\n", "a.md")


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("Give 10 mL.", ["10 mL"]),
        ("It took 5–7 days.", ["5–7 days"]),
        ("A 20-gauge needle.", ["20-gauge"]),
        ("Seen in 32% of 147 people.", ["32%"]),
        ("Seen in 5 of 203.", ["5 of 203"]),
        ("They differed (P = .005).", ["P = .005"]),
        ("Call at a temperature above 38.", ["temperature above 38"]),
        ("Every four weeks.", ["four weeks"]),
        ("Call 999, 112 or 911.", []),
        ("Go to step 3. See the guideline of 2019.", []),
        ('Write "10 mL".', []),
        ("See [The first two weeks](b.md).", []),
        ("`10 mL`", []),
        ("COVID-19 and 5-FU.", []),
    ],
)
def test_what_states_an_amount(markdown: str, found: list[str]) -> None:
    assert [claim.amount for claim in claims(page(markdown), PROJECT)] == found


@pytest.mark.parametrize(
    ("markdown", "sourced"),
    [
        (f"Give 10 mL.{CITE}", [True]),
        (f"Give 10 mL,{CITE} as a rule.", [True]),
        (f"Give 10 mL. Wait 2 hours.{CITE}", [False, True]),
        (f"Give 10 mL.{CITE} Wait 2 hours.", [True, False]),
        (f"Give e.g. 10 mL, as Dr. Lee did.{CITE}", [True]),
        (f"- Give 10 mL. Then wait.{CITE}\n- Wait 2 hours.", [True, False]),
        (f"| A | B |\n|---|---|\n| 10 mL | c{CITE} |\n| 2 hours | d |", [True, False]),
        ('Give {{ fact("volume", ".") }} Wait 2 hours.', [False]),
        ('Give 5 mL, {{ fact("volume", ".") }} Wait 2 hours.', [True, False]),
    ],
)
def test_a_source_stands_for_its_sentence_item_or_row(markdown: str, sourced: list[bool]) -> None:
    assert [claim.sourced for claim in claims(page(markdown), PROJECT)] == sourced


def test_headings_boxes_titles_and_table_headers_are_no_pieces() -> None:
    made = page(
        '## Every 4 weeks\n\n!!! note "10 mL"\n\n    Rest.\n\n| 24 hours | 7 days |\n|---|---|\n| a | b |'
    )
    assert [piece.kind for piece in made.pieces] == ["sentence", "row"]


@pytest.mark.parametrize(
    ("value", "scale", "result"),
    [("38.0", "C", "100.4"), ("100.4", "F", "38.0"), ("−20", "C", "-4.0")],
)
def test_temperatures_are_converted(value: str, scale: str, result: str) -> None:
    assert other(value, scale) == result
