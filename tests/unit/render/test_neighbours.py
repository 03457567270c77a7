"""Marks of neighbouring sentences: which are drawn together, which never, and that every anchor stays."""

import re
from html import unescape
from urllib.parse import unquote

import markdown
import pytest

from macros.bib.formatter import Reference
from macros.render.citations import CitationError, Citations
from macros.render.late import at_once
from macros.render.neighbours import merged_marks, states_amount
from macros.styles import STYLES

KEYS = ("a1", "b2", "c3", "d'4", "e5")


def page(text: str, style: str = "ama") -> str:
    """A page of Markdown with calls such as [a1,b2], rendered as the engine does."""
    citations = Citations(
        {key: Reference(key=key, kind="article") for key in KEYS},
        STYLES[style],
        lambda key: CitationError(key),
    )
    marked = re.sub(
        r"\[\[([^\]]+)\]\]",
        lambda match: citations.cite(match[1].split("+")),
        text,
    )
    body = markdown.markdown(marked, extensions=["tables", "md_in_html", "admonition"])
    return body + at_once(citations.bibliography())


def merged(text: str, style: str = "ama") -> str:
    return merged_marks(page(text, style), STYLES[style])


def shown(html: str) -> str:
    """The text of the page's own part, with its marks in angle brackets."""
    text = html.split('<section class="bibliography"')[0]
    text = re.sub(r'<sup class="cite".*?>(.*?)</sup>', lambda m: f"‹{m[1]}›", text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It heals.[[a1]] You can swim.[[b2]]", "It heals. You can swim.‹1,2›"),
        ("It heals.[[a1]] You can swim.[[a1]]", "It heals. You can swim.‹1›"),
        (
            "It heals.[[a1]] Swim.[[b2]] Rest.[[c3]] Ask.",
            "It heals. Swim. Rest.‹1-3› Ask.",
        ),
        ("**Bold.**[[a1]] *Swim.*[[b2]]", "Bold. Swim.‹1,2›"),
        ('They sing "Go."[[a1]] You go.[[b2]]', 'They sing "Go." You go.‹1,2›'),
        ("- It heals.[[a1]] Swim.[[b2]]\n- Rest.[[a1]]", "It heals. Swim.‹1,2› Rest.‹1›"),
        ("1. It heals.[[a1]] Swim.[[b2]]\n\n    More.[[a1]]", "It heals. Swim.‹1,2› More.‹1›"),
        ('!!! note "N"\n\n    It heals.[[a1]] Swim.[[b2]]', "N It heals. Swim.‹1,2›"),
        # an uncited lead, and a number further on
        (
            "Ask.  It heals.[[a1]] Swim.[[b2]] Use 5 mL.[[c3]]",
            "Ask. It heals. Swim.‹1,2› Use 5 mL.‹3›",
        ),
    ],
)
def test_neighbours_share_a_mark(text, found):
    assert shown(merged(text)) == found


@pytest.mark.parametrize(
    "amount",
    [
        "5 days", "2–4 weeks", "8%", "2 to 4 hours", "half of them", "two nurses", "twelve people",
        "a hundred people", "eight in a hundred", "a few per cent", "½ of it", "thousands", "twice",
        "one clinic", "every day", "once a week", "each month", "daily", "a third of them", "٣ days",
        "10<sup>3</sup> cells", "a dozen", "38.0 °C", "each <b>other</b> week", "&#53; days",
        "an hour", "per fortnight",
    ],
)  # fmt: skip
def test_a_sentence_with_an_amount_keeps_its_mark(amount):
    assert states_amount(amount) or "<" in amount or "&" in amount
    for text in (
        f"It heals.[[a1]] It takes {amount}.[[b2]] Swim.[[c3]]",
        f"It takes {amount}.[[a1]] Swim.[[b2]]",
        f"Swim.[[b2]] It takes {amount}.[[a1]]",
        f"- Swim.[[b2]] It takes {amount}.[[b2]]",
    ):
        assert merged(text) == page(text)


@pytest.mark.parametrize(
    "text",
    [
        "It heals.[[a1]] Nobody knows why. Swim.[[b2]]",  # an uncited sentence must not look cited
        "Some do,[[a1]] and others wait.[[b2]] Swim.[[c3]]",  # a mark within
        "It heals.[[a1]]\n\nSwim.[[b2]]",
        "- It heals.[[a1]]\n- Swim.[[b2]]",
        "| a | b |\n|---|---|\n| It heals.[[a1]] Swim.[[b2]] | x |",
        "<table><tr><td markdown='1'>\n\nIt heals.[[a1]] Swim.[[b2]]\n\n</td></tr></table>",
        "It heals.[[a1 p45]] Swim.[[b2]]",
        "It heals[[a1]] and itches.[[b2]]",
        "It heals.[[a1]] A leaflet says no.[[b2]]",  # who says what
        "A study found harm.[[a1]] Swim.[[b2]]",
        "## It heals.[[a1]] Swim.[[b2]]",
        "It heals.[[a1]] Ask Dr. Who: Swim[[b2]]",
        "",
    ],
)
def test_other_sentences_keep_theirs(text):
    assert merged(text) == page(text)


def test_what_a_source_says_may_share_the_mark_of_the_same_source():
    assert (
        shown(merged("A leaflet says no.[[a1]] It hurts.[[a1]]"))
        == "A leaflet says no. It hurts.‹1›"
    )


def test_a_word_explained_is_no_sentence_of_the_text():
    tip = '<span class="term"><button>vein</button><span class="term-tip">Holds 5 L. Of blood.</span></span>'
    assert shown(merged(f"It heals.[[a1]] It is in a {tip}.[[b2]]")).endswith("‹1,2›")


@pytest.mark.parametrize("style", STYLES)
def test_every_anchor_stays_and_the_marks_keep_their_shape(style):
    text = (
        "It heals.[[c3+a1]] Swim.[[a1+b2]] Rest.[[d'4+c3]]\n\n"
        "Use 5 mL.[[a1]] Rest.[[e5]] Ask.[[e5+a1]]"
    )
    before, after = page(text, style), merged(text, style)
    ids = re.compile(r'id="([^"]+)"')
    assert sorted(ids.findall(before)) == sorted(ids.findall(after))
    assert before.split("<section")[1] == after.split("<section")[1]
    targets = set(re.findall(r'href="#([^"]+)"', after))
    assert {unquote(unescape(one)) for one in targets} <= set(map(unescape, ids.findall(after)))
    marks = re.findall(r'<sup class="cite" data-search-exclude data-cite="([^"]+)">', after)
    assert marks == ["c3 a1 b2 d&#39;4", "a1", "a1 e5"]
    opening, closing = STYLES[style].marks
    assert f"‹{opening}1-4{closing}›" in shown(after)
    assert merged_marks(after, STYLES[style]) == after
