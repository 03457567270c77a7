"""What is done to a page's HTML when all of it is there, before the theme puts it on a page."""

from __future__ import annotations

from ..profile import Profile
from .boxes import closed_references, sections
from .tables import labelled

__all__ = ["finished"]

# What the NHS service manual hides before the title of its most urgent care cards.
IMMEDIATE = "Immediate action"
# Levels of the ladder at which somebody acts at once, day or night.
AT_ONCE = 2


def finished(html: str, profile: Profile, audience: object) -> str:
    """Tables with labels, boxes with headings, and for readers outside of practice closed lists."""
    levels = {box.id: IMMEDIATE if box.level <= AT_ONCE else "" for box in profile.ladder}
    html = labelled(sections(html, levels))
    reader = profile.audience(audience)
    return html if reader is None or reader.practice else closed_references(html)
