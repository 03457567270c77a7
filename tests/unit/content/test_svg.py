"""How wide a drawing must be for its letters to be read."""

import pytest

from macros.content.svg import readable_width


@pytest.mark.parametrize(
    ("inside", "needed"),
    [
        ('viewBox="0 0 1000 900"><text font-size="15">a</text>', 800),
        ('viewBox="0,0,1000,900"><g style="font-size: 24px"/><text style="font-size:15"/>', 800),
        ('viewBox="-10 0 480 500"><text font-size="18">a</text>', 0),  # a phone is wide enough
        ('viewBox="0 0 1000 900"><path d="M0 0"/>', 0),  # no letters
        ('viewBox="0 0 1000 900"><text font-size="0">a</text>', 0),
        ('width="1000"><text font-size="15">a</text>', 0),  # no frame
    ],
)
def test_the_width_follows_from_the_smallest_letters(inside, needed):
    assert readable_width(f"<svg {inside}</svg>") == needed
