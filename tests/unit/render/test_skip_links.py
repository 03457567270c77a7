"""Ways past many stops of the Tab key: from topic to topic, and past an open list of references."""

import pytest

from macros.render.skip_links import with_skip_links

LINKS = '<p><a href="#x">x</a></p>' * 40
TOPICS = (
    '<h2 id="one">One</h2>{0}<h2 id="two">Two &amp; <em>more</em>'
    '<a class="headerlink" href="#two">&para;</a></h2>{0}'
)
OPEN = '<section class="bibliography" style="--count:3"><ol class="references"></ol></section>'
CLOSED = OPEN.replace("<ol", '<details class="references-box"><ol')


def test_a_page_with_many_links_has_a_way_from_topic_to_topic():
    found = with_skip_links(TOPICS.format(LINKS))
    assert '</h2><a class="skip-on" href="#two">Skip to: Two &amp; more</a><p>' in found
    assert found.count("skip-on") == 2  # the last leads to the foot, past its own many links


@pytest.mark.parametrize(
    "html",
    [
        "",
        TOPICS.format("<p>Text.</p>"),
        TOPICS.format('<a href="#ref-x">1</a>' * 40),
        LINKS,
        "".join(f'<h2 id="t{number}">T</h2>{LINKS}' for number in range(60)),
        CLOSED,
    ],
)
def test_other_pages_stay_as_they_are(html):
    assert with_skip_links(html) == html


@pytest.mark.parametrize("name", ["bibliography", "all-references"])
def test_an_open_list_of_references_can_be_passed(name):
    found = with_skip_links(OPEN.replace("bibliography", name))
    assert f'<section class="{name}" style="--count:3"><a class="skip-on" href="#__about">' in found
