"""Boxes as sections with real headings, and lists of references that are closed."""

import markdown

from macros.render.boxes import closed_references, sections

LEVELS = {"call-now": "Immediate action", "ask-next": ""}
TEXT = """\
# Page

!!! call-now "Call *now*"

    - One.

    <div class="inner"><div>deep</div></div>

!!! note "Note"

    A note.

## Part

!!! ask-next "Ask"

    Text.

### Deep

!!! call-now "Call"

    Text.
"""
HTML = markdown.markdown(TEXT, extensions=["admonition", "md_in_html"])


def test_boxes_of_the_levels_become_sections_with_headings():
    found = sections(HTML, LEVELS)
    assert (
        '<section class="admonition call-now" aria-labelledby="call-now-1">\n'
        '<h2 class="admonition-title"><span class="visually-hidden">Immediate action: </span>'
        '<span id="call-now-1">Call <em>now</em></span></h2>\n'
    ) in found
    assert '<h3 class="admonition-title"><span id="ask-next-2">Ask</span></h3>' in found
    assert '<h4 class="admonition-title"><span class="visually-hidden">' in found
    assert found.count("<section") == found.count("</section>") == 3
    assert found.count("<div") == found.count("</div>") == 3
    assert '<div class="admonition note">\n<p class="admonition-title">Note</p>' in found


def test_what_is_inside_stays():
    assert '<div class="inner"><div>deep</div></div>' in sections(HTML, LEVELS)


def test_a_box_without_a_title_or_an_end_is_left():
    for html in (
        '<div class="admonition call-now">\n<p>No title.</p>\n</div>',
        '<div class="admonition call-now">\n<p class="admonition-title">T</p>',
        "",
    ):
        assert sections(html, LEVELS) == html


def test_a_list_of_references_is_closed_and_says_how_many():
    html = '<p>x</p><section class="bibliography" style="--count:28" data-search-exclude aria-label="References"><ol class="references"><li>a</li></ol></section><p>y</p>'
    found = closed_references(html)
    assert (
        '<details class="references-box"><summary>Where this comes from (28 sources)</summary>'
        '<ol class="references"><li>a</li></ol></details></section><p>y</p>'
    ) in found
    assert "(1 source)" in closed_references(html.replace("28", "1"))
    assert closed_references("<p>x</p>") == "<p>x</p>"
