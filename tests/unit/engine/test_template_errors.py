"""What a template engine stumbles over before it runs, and what this machine's settings stop."""

import pytest
from mkdocs.exceptions import Abort

from macros.content.pages import parse_page
from macros.engine.events import BuildEvents
from macros.engine.template_errors import environment, template_diagnostics


@pytest.mark.parametrize("text", ["{{ 1 | own_filter }}", "{% if 1 is own_test %}a{% endif %}"])
def test_filters_and_tests_of_a_projects_own_are_left_to_the_engine(text):
    page = parse_page(f"---\ntitle: A\n---\n# A\n\n{text}\n", "docs/a.md")
    assert template_diagnostics(page, ["cite"], environment({})) == []


def test_a_name_that_the_locale_cannot_read_is_told_in_words():
    error = UnicodeEncodeError("utf-8", "gr\udcc3.md", 2, 3, "surrogates not allowed")
    with pytest.raises(Abort, match="PYTHONUTF8=1"):
        BuildEvents.on_build_error(None, error=error)
