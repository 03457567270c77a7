"""Every question that patients ask has an answer where one would look for it."""

import posixpath
import re

import pytest
import yaml

from tests.conftest import ROOT

QUESTIONS = yaml.safe_load(
    (ROOT / "tests" / "handbook" / "questions.yml").read_text(encoding="utf-8")
)


def target(handbook, address: str) -> str:
    """The HTML of a section: from its heading to the next of the same or a higher level."""
    page, _, anchor = address.partition("#")
    html = (handbook.online / page.removesuffix(".md") / "index.html").read_text(encoding="utf-8")
    if not anchor:
        return html
    start = re.search(rf'<h(\d) id="{re.escape(anchor)}"', html)
    assert start, address
    rest = html[start.end() :]
    end = re.search(rf'<h[1-{start[1]}]\b|<section class="bibliography"', rest)
    return rest[: end.start()] if end else rest


def test_the_table_is_whole():
    assert len(QUESTIONS) == 90
    assert len({row["question"] for row in QUESTIONS}) == 90


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"][:50])
def test_a_question_finds_its_answer(handbook, row):
    section = target(handbook, row["answer"])
    words = re.sub(r"<[^>]+>", " ", section)
    assert len(words.split()) >= 12, "an answer is more than its question"
    if row.get("more"):
        assert target(handbook, posixpath.normpath(posixpath.join("patients", row["more"])))
