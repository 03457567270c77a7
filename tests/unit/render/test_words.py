"""A stop stays with the explained word before it."""

import pytest

from macros.render.words import with_stops

TERM = (
    '<span class="term">\n<button type="button" class="term-word">{}</button>'
    '<span class="term-tip" id="t-1">What it <is>.\n <a href="g#t">Glossary</a></span></span>'
).replace("<is>", "is &lt;")


@pytest.mark.parametrize("word", ["HIT", "<em>local</em> anaesthetic"])
def test_a_stop_after_an_explained_word_is_kept_on_its_line(word):
    term = TERM.format(word)
    found = with_stops(f"<p>{term}.<sup>1</sup> {term}, {term} and ({term}).</p>")
    inside = term.removesuffix("</span>")
    assert found == (
        f"<p>{inside}.</span><sup>1</sup> {inside},</span> {term} and ({inside}).</span></p>"
    )


def test_what_follows_with_a_space_or_in_markup_is_left():
    for html in (TERM.format("HIT") + " .", f"<b>{TERM.format('HIT')}</b>.", "<p>HIT.</p>"):
        assert with_stops(html) == html
