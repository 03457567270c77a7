"""A card to fill in: a form that stays in the reader's browser, and the wallet card it prints.

Without scripts it is a form on paper: each field prints as a line to write on. With them it fills
in a card of the size of a bank card (ISO/IEC 7810 ID-1, 85.6 × 54 mm), two sides, to print, fold
and carry. It has no address to be sent to and no button that sends. What it asks is data: card.yml.
"""

from ..content.card import Card
from ..markup import Say, filled
from .template import block


def form_card(card: Card, say: Say = filled) -> str:
    """The form, the card and its buttons, as one line of HTML (a blank line ends a block)."""
    return block("form-card", card=card, say=say)
