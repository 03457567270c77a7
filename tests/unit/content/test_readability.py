"""The reading grade, held against textstat, which looks syllables up in a dictionary."""

import re

import pytest
import textstat

from macros.content.pages import parse_page
from macros.content.readability import grade, prose, syllables
from macros.engine.inspect import load_project
from tests.conftest import ROOT


def test_every_page_has_the_grade_that_textstat_gives_it() -> None:
    project = load_project(ROOT)
    differences = []
    for page in project.pages:
        text = prose(page, project.data)
        spoken = re.sub(r"\([^)]*\)", "", text)
        spoken = re.sub(r"\d[\d.,–-]*", "one", spoken)
        spoken = re.sub(r"°\s*[CF]", "degrees", spoken)
        differences.append(grade(text) - textstat.flesch_kincaid_grade(spoken))
    assert max(map(abs, differences)) < 1
    assert abs(sum(differences) / len(differences)) < 0.15


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("water", 2), ("cable", 2), ("evening", 3), ("hoped", 1), ("wanted", 2)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_what_is_read_aloud_is_what_counts() -> None:
    page = parse_page(
        "# A\n\nRead `code` here.<!-- not this -->\n\n| a | b |\n\n- One item\n", "a.md"
    )
    assert prose(page) == "Read code here. One item."
