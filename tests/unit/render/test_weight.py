"""What an entry of a list says once, and not twice."""

import re

from macros.model import Reference, Run
from macros.render.citations import reference_item
from macros.styles import STYLES


def links(**fields: str) -> list[str]:
    """The links of an entry, as (where to, what is read)."""
    html = reference_item(Reference("a", "web", title=(Run("Ports"),), **fields), STYLES["ama"])
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', html)


def test_an_address_that_is_shown_has_no_second_link() -> None:
    assert links(url="https://example.org/a?b&c") == [("https://example.org/a?b&amp;c",) * 2]


def test_an_address_that_is_not_shown_has_its_link() -> None:
    found = links(doi="10.1000/a", pmid="12")
    assert [name for _, name in found] == ["doi:10.1000/a", "DOI", "PubMed"]
