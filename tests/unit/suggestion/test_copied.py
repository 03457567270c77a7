"""Corrections as people send them: copied from a browser or a print, with what a copy adds."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from macros.markup import filled
from macros.suggestion.privacy import personal
from tests.conftest import ROOT
from tests.support.tiny import make
from tests.unit.suggestion.test_suggestion import suggest

PAGE = """\
---
title: Beeswax and honey
summary: What wax is made of, how warm it may get, and for whom that matters most.
---

# Beeswax and honey

Close it while the last 0.5 mL of honey goes in.{{ cite("brown2019") }} Labels look alike, with a
bad result{{ cite("moss2021cava") }}: read the units first.

!!! note "At a glance"

    - Push, pause, push, never hard.{{ cite("brown2019") }}
    - **Keep it closed** at night.

## How often {#rarely}

Push, pause, push, never hard.{{ cite("brown2019") }}

## How much honey

| Frame | What it holds |
|---|---|
| Deep, no foundation | A maker says that it is safe.{{ cite("brown2019") }} |
| Shallow | Every 4 weeks when idle |

{{ differ("interval") }}

{{ bibliography() }}
"""
DISPUTES = """\
- id: interval
  question: How often is it looked at?
  answers:
    - answer: Every 4 weeks
      cite: [brown2019]
    - answer: Only once in
        a whole summer
      cite: [moss2021cava]
  reading: Nobody has compared the two.
"""
LABELS = "Labels look alike, with a bad result: read the units first."


@pytest.fixture
def folder(tmp_path):
    index = "# Bees\n\nSee [honey](wax.md#how-much-honey).\n"
    make(tmp_path, {"index.md": index, "wax.md": PAGE}, data={"disputes.yml": DISPUTES})
    return tmp_path


def changed(folder, sentence: str, words: str, **answers: str) -> str:
    """The page after a correction that must be made."""
    given = {"page": "Beeswax and honey", **answers}
    code, answer, _ = suggest(folder, sentence=sentence, words=words, **given)
    assert code == 0, answer
    return (folder / "docs/wax.md").read_text(encoding="utf-8")


def left(folder, sentence: str, words: str, **answers: str) -> str:
    """The answer on an issue that a person has to look at; the page is as it was."""
    given = {"page": "Beeswax and honey", **answers}
    code, answer, _ = suggest(folder, sentence=sentence, words=words, **given)
    assert code == 1
    assert (folder / "docs/wax.md").read_text(encoding="utf-8") == PAGE
    return answer.replace("&#34;", '"')


@pytest.mark.parametrize(
    ("sentence", "words", "after"),
    [
        (
            "Close it while the last 0.5 mL of honey goes in.26",
            "Close it while the last 1 mL of honey goes in.26",
            'the last 1 mL of honey goes in.{{ cite("brown2019") }}',
        ),
        (
            "Close it while the last 0.5 mL of honey goes in.3–5,9",
            "Close it while the last 0.5 mL of honey goes down.3–5,9",
            'the last 0.5 mL of honey goes down.{{ cite("brown2019") }}',
        ),
        (
            "Labels look alike, with a bad result12: read the units first.",
            "Labels look alike, with a bad result12: read the units twice.",
            'bad result{{ cite("moss2021cava") }}: read the units twice.',
        ),
        (
            "• Keep it closed at night.",
            "• Keep it closed by night.",
            "**Keep it closed** by night.",
        ),
        ("1. Keep it closed at night.", "Keep it closed by night.", "**Keep it closed** by night."),
        (
            "Deep, no foundation\tA maker says that it is safe.3",
            "Deep, no foundation\tOne maker says that it is safe.3",
            "| Deep, no foundation | One maker says that it is safe.{{",
        ),
        (
            "Close it while the last 0.5 mL of honey goes in.",
            "Close it while the last 1 mL of honey goes in.[12]",
            'the last 1 mL of honey goes in.{{ cite("brown2019") }}',
        ),
    ],
)
def test_what_a_copy_adds_is_left_out(folder, sentence, words, after):
    assert after in changed(folder, sentence, words)


def test_a_number_of_a_sentence_is_no_mark(folder):
    sentence = "Close it while the last 0.5 mL of honey goes in."
    assert "the last 0.25 mL" in changed(folder, sentence, sentence.replace("0.5", "0.25"))


def test_a_box_is_a_section(folder):
    words = "Push, pause, push, never with force."
    text = changed(folder, "Push, pause, push, never hard.", words, section="At a glance")
    assert "    - Push, pause, push, never with force.{{" in text
    assert text.count("never hard") == 1


def test_a_renamed_heading_keeps_its_address(folder):
    assert "## How much wax {#how-much-honey}\n" in changed(
        folder, "How much honey", "How much wax"
    )
    assert "## How seldom {#rarely}\n" in changed(folder, "How often", "How seldom")


@pytest.mark.parametrize(
    "name", ["Beeswax and honey - Tiny", "beeswax and honey – tiny", "http://localhost:8000/tiny/wax/"]
)  # fmt: skip
def test_a_page_by_the_title_of_its_window(folder, name):
    assert "units twice" in changed(folder, LABELS, LABELS.replace("first", "twice"), page=name)


def foot(name: str, title: str, address: str) -> str:
    """The answer to "Which page?" that the foot of a page writes into the form, by the theme."""
    text = (ROOT / "macros/theme/partials/page-about.html").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if re.match(r"{% set (?:version|what) =", line)]
    assert len(lines) == 2 and f"page={{{{ {name} | urlencode }}}}" in text
    template = Environment().from_string("\n".join([*lines, f"{{{{ {name} }}}}"]))
    given = {"title": title, "address": address, "meta": {"written": "2026-11-22"}}
    plain = SimpleNamespace(say=filled)
    return template.render(**given, release={"version": "0.1.0"}, plain=plain).strip()


@pytest.mark.parametrize("title", ["Beeswax and honey", "A (new) name, since"])
def test_a_page_as_the_foot_of_the_page_writes_it(folder, title):
    page = foot("what", title, "https://example.org/tiny/wax/")
    assert "0.1.0, as written on 2026-11-22" in page
    assert "units twice" in changed(folder, LABELS, LABELS.replace("first", "twice"), page=page)


def test_a_section_as_the_link_at_a_heading_writes_it(folder):
    page = foot("what", "Beeswax and honey", "https://example.org/tiny/wax/")
    page += ", section “How often” (#rarely)"
    text = changed(
        folder, "Push, pause, push, never hard.", "Push and pause, never hard.", page=page
    )
    assert text.split("## How often")[0].count("never hard") == 1
    assert "Push and pause" in text.split("## How often")[1]


def test_words_that_the_page_shows_from_its_data(folder):
    answer = left(folder, "Every 4 weeks", "Every 12 weeks")
    assert "docs/data/disputes.yml, line 1" in answer and "2 times" in answer
    answer = left(folder, "Only once in a whole summer", "Only twice in a whole summer")
    assert "docs/data/disputes.yml, line 1" in answer
    answer = left(folder, "how warm it may get, and for whom", "how warm it may get")
    assert "summary" in answer


@pytest.mark.parametrize("words", ["Delete this sentence.", "I do not know", "n/a", "wrong!!"])
def test_an_instruction_is_no_sentence(folder, words):
    assert "no word" in left(folder, "A maker says that it is safe.", words)


@pytest.mark.parametrize("words", ["It is safe.\n\nSays a maker.", "A maker says:\n- it is safe"])
def test_more_than_a_paragraph_is_for_a_person(folder, words):
    assert "paragraph" in left(folder, "A maker says that it is safe.", words)


def test_words_on_both_sides_of_a_mark(folder):
    words = "Labels are alike, and that ended badly: study the units first."
    assert "a citation stands among" in left(folder, LABELS, words)


def test_answers_end_in_one_full_stop(folder):
    for answers in (
        {"page": "Honey"},
        {"sentence": LABELS.replace("bad", "poor")},
        {"page": "Zzz"},
    ):
        answer = left(folder, answers.pop("sentence", LABELS), "Labels are alike.", **answers)
        said = answer.split("program: ")[1].split("\n")[0]
        assert not said.endswith(("..", "?.", '.".')), said
    assert "Beeswax and honey" in left(folder, LABELS, "Labels are alike.", page="Honey")


@pytest.mark.parametrize(
    "source",
    ["doi.org/10.1016/S0140-6736(21)00766-2", "https://doi.org/10.1016%2FS0140-6736(21)00766-2",
     "DOI 10.1016/S0140-6736(21)00766-2.", "https://www.thelancet.com/doi/10.1016/S0140-6736(21)00766-2/fulltext"],
)  # fmt: skip
def test_a_known_source_by_any_of_its_names(folder, source):
    text = changed(folder, "Keep it closed at night.", "Keep it closed by night.", source=source)
    assert 'by night.{{ cite("moss2021cava") }}' in text


@pytest.mark.parametrize(
    "source",
    ["https://pubmed.ncbi.nlm.nih.gov/12345678/?term=port", "PubMed ID: 12345678",
     "https://www.ncbi.nlm.nih.gov/pubmed/12345678"],
)  # fmt: skip
def test_a_known_pubmed_number_by_any_of_its_names(folder, source):
    text = changed(folder, "Keep it closed at night.", "Keep it closed by night.", source=source)
    assert 'by night.{{ cite("smith2020port") }}' in text


def test_two_sources_are_for_a_person(folder):
    source = "10.1016/S0140-6736(21)00766-2 and 10.1001/jama.2020.1"
    assert "neither a DOI" in left(folder, LABELS, LABELS[:-6] + "now.", source=source)


@pytest.mark.parametrize(
    "text",
    ["Mrs K, b. 12/03/1961", "The lady (12.03.1961) was harmed", "my mother, 3 March 1961",
     "Hosp. no. 4471123", "CHI number 1203611234", "UR: 0456123", "patient #4455667",
     "hospital no: K123456", "Ring me on 07700 900123", "+44 7700 900123", "born 3/12/61", "she was born on the 3rd of March 1961", "pt 03-12-61 seen here"],
)  # fmt: skip
def test_what_could_tell_who_somebody_is(text):
    assert personal(f"So: {text}.")


@pytest.mark.parametrize(
    "text",
    ["published on 12.03.2024", "/the-child/), version 0.1.0, as written on 2026-11-22", "read on 28 November 2026", "the trial of 3 March 1998 said so",
     "+1.5 (95% CI 0.9-2.1)", "study no. 12", "unit price 12000", "a dose of 5,000 units"],
)  # fmt: skip
def test_what_could_not(text):
    assert personal(text) == ""
