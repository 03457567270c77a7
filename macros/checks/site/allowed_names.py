"""The elements and attributes that published HTML may hold, without and with the theme."""

from ...content.svg import ATTRIBUTES as DRAWN
from ...content.svg import ELEMENTS
from ...tables import table, words

_LISTED = {name: words(text) for name, text in table(__file__).items()}
DRAWING = ELEMENTS | {name.lower() for name in ELEMENTS}
AUTHORED = _LISTED["text"] | _LISTED["maths"] | DRAWING
PUBLISHED = AUTHORED | _LISTED["frame"]
_OF_PAGES = frozenset(name.lower() for name in DRAWN).union(
    *(_LISTED[name] for name in ("everywhere", "of_text", "of_drawings", "of_maths"))
)
# Of a page's own text, and (True) of a whole page.
ATTRIBUTES = {False: _OF_PAGES, True: _OF_PAGES | _LISTED["of_frame"]}
