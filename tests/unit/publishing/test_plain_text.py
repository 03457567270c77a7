"""Built pages as plain text."""

import pytest

from macros.publishing.plain_text import article_text


@pytest.mark.parametrize(
    ("opening", "signs"),
    [
        ("<ol>", ["1.", "2."]),
        ('<ol start="7">', ["7.", "8."]),
        ('<ol start="0">', ["0.", "1."]),
        ('<ol start="first">', ["1.", "2."]),
        ("<ul>", ["-", "-"]),
    ],
)
def test_items_have_the_signs_of_their_list(opening, signs):
    closing = f"</{opening[1:3]}>"
    html = f"<article><h1>A</h1>{opening}<li>One</li> <li><p>Two</p></li>{closing}</article>"
    assert article_text(html) == f"# A\n\n{signs[0]} One\n{signs[1]} Two\n"
