"""A page as it is read."""

import pytest

from macros.content.pages import parse_page


@pytest.mark.parametrize(
    "text", ["# A\n\nText.{{ cite('a') }} \ud800\n", "{% raw %}x{% endraw %}\n", ""]
)
def test_what_is_let_go_of_is_read_again(text):
    page, same = parse_page(text, "docs/a.md"), parse_page(text, "docs/a.md")
    assert page.document == same.document
    for _ in range(2):
        page.release()
        assert "document" not in vars(page) and "text" not in vars(page.text)
        assert (page.source, page.shadow, page.text.lines) == (
            same.source,
            same.shadow,
            same.text.lines,
        )
        assert page == same and page.document == same.document
