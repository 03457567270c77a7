"""A card to fill in: a form that stays in the reader's browser, and the wallet card it prints.

Without scripts it is a form on paper: each field prints as a line to write on. With them it fills
in a card of the size of a bank card (ISO/IEC 7810 ID-1, 85.6 × 54 mm), two sides, to print, fold
and carry. It has no address to be sent to and no button that sends. What it asks is data: card.yml.
"""

from __future__ import annotations

from html import escape

from ..content.card import Card, Entry

__all__ = ["form_card"]


def form_card(card: Card) -> str:
    """The form, the card and its buttons, as one line of HTML (a blank line ends a block)."""
    name = escape(card.name)
    groups = "".join(
        f"<fieldset><legend>{escape(group.id)}</legend>{''.join(map(_asked, group.fields))}"
        "</fieldset>"
        for group in card.groups
    )
    return (
        f'<section class="form-card" data-search-exclude data-store="{escape(card.store)}" '
        f'aria-label="{name[:1].upper()}{name[1:]}">'
        '<form class="card-form" autocomplete="off" '
        f'aria-label="Fill in your {name}">{groups}</form>'
        '<div class="card-tools" hidden>'
        '<label class="card-keep"><input type="checkbox" name="keep"> '
        "<span>Keep on this device. Anyone who uses it can read the card.</span></label>"
        '<p class="card-buttons"><button type="button" class="card-print">Print the card</button> '
        '<button type="button" class="card-save">Save it as a picture</button> '
        '<button type="button" class="card-clear">Clear</button></p>'
        '<p class="card-said" role="status"></p></div>'
        '<div class="card-preview" hidden><p class="card-preview-title">Your card</p>'
        f'<div class="card-sheet">{_side(card, "front", card.front)}'
        f"{_side(card, 'back', card.back)}</div>"
        '<p class="card-how">The two sides print next to each other. '
        "Cut along the outer line and fold in the middle.</p></div>"
        '<p class="card-private">What you write stays in your browser. It is not sent to anyone.'
        "</p></section>"
    )


def _asked(field: Entry) -> str:
    identity = f"card-{escape(field.id)}"
    hint = (
        f'<span class="card-hint" id="{identity}-hint">{escape(field.hint)}</span>'
        if field.hint
        else ""
    )
    if field.choices:
        options = "".join(
            f'<label><input type="radio" name="{escape(field.id)}" value="{escape(choice)}"> '
            f"{escape(choice)}</label>"
            for choice in field.choices
        )
        return (
            '<div class="card-field card-choice" role="radiogroup" '
            f'aria-labelledby="{identity}-asked"><span class="card-asked" id="{identity}-asked">'
            f'{escape(field.asked)}</span><span class="card-options">{options}</span></div>'
        )
    ideas = "".join(f"<option>{escape(idea)}</option>" for idea in field.ideas)
    ideas = ideas and f'<datalist id="{identity}-ideas">{ideas}</datalist>'
    described = (f' aria-describedby="{identity}-hint"' if hint else "") + (
        f' list="{identity}-ideas"' if ideas else ""
    )
    return (
        f'<div class="card-field"><label class="card-asked" for="{identity}">'
        f'{escape(field.asked)}</label><input type="{escape(field.type)}" id="{identity}" '
        f'name="{escape(field.id)}" maxlength="80" autocomplete="off" spellcheck="false"'
        f"{described}>{hint}{ideas}</div>"
    )


def _side(card: Card, side: str, title: str) -> str:
    rows = "".join(
        f'<div class="card-row"><dt>{escape(field.shown)}</dt><dd data-card="{escape(field.id)}" '
        f'data-blank="{escape(field.blank)}">{escape(field.blank)}</dd></div>'
        for group in card.groups
        for field in group.fields
        if (field.side == "back") == (side == "back")
    )
    foot = f'<p class="card-foot">{escape(card.foot)}</p>' if card.foot and side == "back" else ""
    return (
        f'<div class="card-side card-{side}"><p class="card-title">{escape(title)}</p>'
        f"<dl>{rows}</dl>{foot}</div>"
    )
