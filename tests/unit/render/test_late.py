"""Tokens: what stands for finished HTML until a page is rendered."""

import pytest

from macros.render.late import Tokens

MARK = '<sup id="a">1</sup>'


def rendered(html, *kept):
    """A page's HTML, in which ▸ is the next token, as the search and as the reader get it."""
    tokens = Tokens("page")
    for one, options in kept:
        html = html.replace("▸", tokens.keep(one, **options), 1)
    shown = tokens.shown(html)
    return shown, tokens.filled(shown)


def test_a_mark_is_a_comment_until_the_search_has_read_the_page():
    shown, filled = rendered("<p>Text.▸</p>", (MARK, {}))
    assert "<sup" not in shown and "1" not in shown.split("<!--")[0]
    assert filled == f"<p>Text.{MARK}</p>"


def test_what_is_searched_is_there_at_once():
    shown, filled = rendered(
        "<p>▸</p>", ("<section>words</section>", {"block": True, "searched": True})
    )
    assert shown == filled == "<section>words</section>"


def test_a_block_ends_the_paragraph_that_it_stands_in():
    block = ("<ol></ol>", {"block": True})
    assert rendered("<p>▸</p>", block)[1] == "<ol></ol>"
    assert rendered("<p>a ▸</p>", block)[1] == "<p>a </p><ol></ol>"
    assert rendered("<p>▸ b</p>", block)[1] == "<ol></ol><p> b</p>"
    assert rendered("<p>a ▸ b</p>", block)[1] == "<p>a </p><ol></ol><p> b</p>"
    assert rendered("<p>▸\n▸</p>", block, block)[1] == "<ol></ol><ol></ol>"
    assert rendered("<ul><li>▸</li></ul>", block)[1] == "<ul><li><ol></ol></li></ul>"
    assert rendered('<p class="x">▸</p>', block)[1] == "<ol></ol>"
    assert rendered("<p>▸▸</p>", (MARK, {}), block)[1] == f"<p>{MARK}</p><ol></ol>"


def test_an_attribute_and_a_comment_are_never_broken():
    for html in (
        '<img alt="a ▸ b">',
        '<a title=">" href="x▸">',
        "<!-- ▸ -->",
        "<!-- a > b ▸ --><p>c</p>",
        '<p title="<b>a</b> ▸">c</p>',
        "<p title='a <i x=\"y\">▸ b'>c</p>",
        '<a href="x" title="<!-- a --> ▸ <b>">c</a>',
    ):
        shown, filled = rendered(html, (MARK, {}))
        assert shown == filled == html.replace("▸", "")
    tokens = Tokens("page")
    twice = f'<img alt="{tokens.keep(MARK)} and {tokens.keep(MARK)}">'
    assert tokens.filled(tokens.shown(twice)) == '<img alt=" and ">'


def test_a_page_can_not_forge_a_token():
    ours, theirs = Tokens("a page"), Tokens("a page that was written to look like another")
    ours.keep(MARK)
    forged = theirs.keep("<b>x</b>")
    assert (
        ours.filled(ours.shown(f"<p>{forged} \ue000\uf8ff</p>")) == f"<p>{forged} \ue000\uf8ff</p>"
    )
    unknown = ours.keep(MARK)[:4] + "\uf8ff\uf8ff"
    assert ours.filled(ours.shown(f"<p>{unknown}</p>")) == "<p></p>"


@pytest.mark.parametrize("mark", [MARK, "<b>\ud800</b>", "<b>\0</b>"])
def test_what_waits_is_as_it_was(mark):
    tokens = Tokens("page")
    html = "".join(tokens.keep(one, block=one == "<ol></ol>") for one in (mark, "<ol></ol>", mark))
    shown = tokens.shown(html)
    tokens.wait()
    assert tokens.filled(shown) == f"<p>{mark}</p><ol></ol><p>{mark}</p>"
    other = Tokens("another page")
    assert other.filled(shown) == shown


def test_plain_text_gets_words():
    tokens = Tokens("page")
    text = f"A {tokens.keep('<i>lumen</i>', text='lumen')}.{tokens.keep(MARK)}"
    assert tokens.without(text) == "A lumen."


def test_anchors_are_known():
    tokens = Tokens("page")
    tokens.keep('<section id="one"><a data-id="no" id="two"></a></section>')
    assert tokens.anchors() == {"one", "two"}
