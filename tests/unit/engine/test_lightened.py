"""Built pages are sent without the indents of their templates; what is read stays as it was."""

import pytest

from macros.engine.policy import lightened


@pytest.mark.parametrize(
    ("html", "sent"),
    [
        ("<ul>\n  <li>\n    <a>One</a>\n  </li>\n</ul>", "<ul><li><a>One</a></li></ul>"),
        ('<a>\n <span class="md-ellipsis">\n  Home\n </span>\n</a>\n<b>', '<a>\n<span class="md-ellipsis">Home</span></a>\n<b>'),
        ("<p>one\n  <em>two</em>\n  <a>three</a>\n  four", "<p>one\n<em>two</em>\n<a>three</a>\nfour"),
        ("<p>one <a>two\n  </a>\n three", "<p>one <a>two</a>\nthree"),
        ("<p><a>two\n  </a>three", "<p><a>two\n</a>three"),
        ("<ul>\n<pre>\n  a\n</pre>", "<ul><pre>\n  a\n</pre>"),
    ],
)  # fmt: skip
def test_white_space_that_shows_goes_nowhere(html, sent):
    assert lightened(html) == sent
