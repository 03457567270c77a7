"""What is done to a page's HTML when all of it is there, before the theme puts it on a page."""

from ..markup import Say, filled
from ..profile import Profile
from ..styles import Style
from .boxes import closed_references, sections
from .neighbours import merged_marks
from .questions import closed_answers
from .skip_links import with_skip_links
from .tables import labelled
from .words import with_stops

# Levels of the ladder at which somebody acts at once, day or night: before the title of their boxes
# are the words that the NHS service manual hides before its most urgent care cards.
AT_ONCE = 2


def finished(html: str, profile: Profile, style: Style, audience: object, say: Say = filled) -> str:
    """Tables with labels, boxes with headings; what else, the readers of the page decide.

    Those outside of practice have closed lists of references, and some have fewer marks.
    """
    levels = {
        box.id: say("Immediate action") if box.level <= AT_ONCE else "" for box in profile.ladder
    }
    html = labelled(sections(closed_answers(html), levels), say)
    reader = profile.audience(audience)
    if reader and reader.merge_marks:
        html = merged_marks(html, style)
    if reader and not reader.practice:
        html = closed_references(html, say)
    return with_stops(with_skip_links(html, say))
