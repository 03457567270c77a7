"""Pages of questions: answers closed below their questions, and what can't be closed left open."""

import re

import markdown
import pytest

from macros.profile import Audience, Profile
from macros.render.questions import closed_answers, question_filter

PROFILE = Profile(
    audiences=(Audience("child", "Children", folder="kids"), Audience("all", "Everyone"))
)
FORM = question_filter(PROFILE, closes=True)
TEXT = """\
# Page

### Before the filter

Stays.

FORM

## First topic

### What is it? { #what }

A [word](#x).

- One.

### Why?

Because.

## Second & last

### How?

So.
"""


def html(text: str) -> str:
    made = markdown.markdown(text, extensions=["attr_list", "toc", "md_in_html", "admonition"])
    return made.replace("<p>FORM</p>", FORM)


def test_each_answer_after_the_filter_is_closed_below_its_question():
    found = closed_answers(html(TEXT))
    assert '<h3 id="before-the-filter">Before the filter</h3>\n<p>Stays.</p>' in found
    assert (
        '<details class="asked"><summary><h3 id="what">What is it?</h3></summary>'
        '<p>A <a href="#x">word</a>.</p>\n<ul>\n<li>One.</li>\n</ul></details>'
    ) in found
    assert found.count("<details") == found.count("</details>") == 3


def test_the_list_of_references_stays_outside():
    found = closed_answers(html(TEXT) + '<section class="bibliography"><ol></ol></section>')
    assert '</details>\n<section class="bibliography">' in found


@pytest.mark.parametrize(
    "text",
    [
        "FORM\n\n### Nothing below\n\n### Also nothing",
        'FORM\n\n!!! note "N"\n\n    ### In a box\n\n    Text.\n\nMore.',
    ],
)
def test_what_can_not_be_parted_stays_open(text):
    assert closed_answers(html(text)) == html(text)


def test_only_a_page_with_the_filter_is_changed():
    assert closed_answers(html(TEXT.replace("FORM", ""))) == html(TEXT.replace("FORM", ""))
    open_form = question_filter(PROFILE)
    made = html(TEXT).replace(FORM, open_form)
    assert closed_answers(made) == made


def test_readers_are_those_who_ask_and_have_pages_of_their_own():
    form = question_filter(PROFILE, ["child", "all", "child"])
    assert re.findall(r'value="(\w*)">([\w ]+)', form) == [
        ("", "all readers"),
        ("child", "Children"),
        ("", "any topic"),
    ]
    assert "Readers" not in FORM
