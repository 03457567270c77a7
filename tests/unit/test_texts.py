"""Words put in the place of others, characters blanked, and the file that an address means."""

import pytest

from macros.source_text import overwritten, spliced
from macros.suggest import nearest
from macros.urls import resolved


def test_of_two_pieces_that_overlap_the_first_counts():
    pieces = [(4, 7, "TWO"), (0, 3, "ONE"), (5, 9, "lost"), (9, 9, "!")]
    assert spliced("one two th", pieces) == "ONE TWO t!h"


def test_blanked_characters_keep_length_and_lines():
    assert overwritten("a\n\nbcd", "x") == "x\n\nxxx"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("b.md", "care/b.md"),
        ("../a%20b.md?x#y", "a b.md"),
        ("#below", "care/a.md"),
        ("", "care/a.md"),
        ("../../out.md", "../out.md"),
    ],
)
def test_the_file_that_an_address_means(address, file):
    assert resolved("care/a.md", address) == file


def test_the_nearest_name_or_none():
    assert nearest("huors", ["hours", "days"]) == "hours"
    assert nearest("huors", ["zebra"]) == ""
