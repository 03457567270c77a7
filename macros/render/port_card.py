"""The port card: a form that stays in the reader's browser, and the wallet card that it prints.

Without scripts it is a form on paper: each field prints as a line to write on. With them it fills in a card of the size of a bank card
(ISO/IEC 7810 ID-1, 85.6 × 54 mm), two sides, to print, fold and carry. It has no address to be sent to and no button that sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

__all__ = ["FIELDS", "port_card"]


@dataclass(frozen=True)
class Field:
    """One line of the card: its name in the form, the question asked, the few words on the card, and how it is answered."""

    name: str
    asked: str
    shown: str
    side: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    kind: str = "text"
    ideas: tuple[str, ...] = ()
    blank: str = ""


FIELDS = (
    (
        "You",
        (
            Field("name", "Your name", "Name", "front"),
            Field("born", "Date of birth", "Born", "front"),
            Field(
                "allergies",
                "Allergies",
                "Allergies",
                "back",
                hint="Such as dye, skin cleaner, plasters, numbing drugs",
            ),
            Field(
                "heparin",
                "Heparin",
                "Heparin",
                "back",
                ("may have it", "must NOT have it", "not known: ask first"),
            ),
        ),
    ),
    (
        "Your port",
        (
            Field(
                "site",
                "Where it sits",
                "Where",
                "front",
                ideas=("Right chest", "Left chest", "Right arm", "Left arm"),
            ),
            Field(
                "model",
                "Maker, name and model",
                "Port",
                "front",
                hint="From the card or letter of your hospital",
            ),
            Field("lot", "Lot or serial number", "Lot or serial", "front"),
            Field("channels", "Channels", "Channels", "front", ("one", "two", "not known")),
            Field(
                "power",
                "Power port (can take fast dye for a scan)",
                "Power port",
                "front",
                ("yes", "no", "not known: ask first"),
            ),
            Field(
                "mri",
                "MRI: what the maker says",
                "MRI",
                "front",
                hint="If left empty, the card says: see the maker’s card",
                blank="see the maker’s card",
            ),
            Field("placed", "Date it was put in", "Put in", "front"),
            Field("hospital", "Hospital and doctor", "Hospital", "back"),
            Field("needle", "Needle: size and length", "Needle", "front"),
            Field("blood", "Gives blood: yes or no, and when", "Gives blood", "front"),
        ),
    ),
    (
        "Whom to call",
        (
            Field("day", "Your team by day", "Team, day", "back", kind="tel"),
            Field("night", "Your team by night", "Team, night", "back", kind="tel"),
            Field(
                "fever",
                "Your fever number",
                "Fever: call at",
                "back",
                hint="The one your own team gave you",
            ),
        ),
    ),
    (
        "Last flush",
        (
            Field("flush", "Flushed with what, how often", "Flush", "back"),
            Field("last", "Last flush", "Last flush", "back"),
            Field("next", "Next flush", "Next flush", "back"),
        ),
    ),
)


def port_card() -> str:
    """The form, the card and its buttons, as one line of HTML (a blank line would end the block for Markdown)."""
    groups = "".join(
        f"<fieldset><legend>{escape(title)}</legend>{''.join(map(_asked, fields))}</fieldset>"
        for title, fields in FIELDS
    )
    return (
        '<section class="form-card" data-store="port-handbook.card" data-search-exclude aria-label="Port card">'
        f'<form class="card-form" autocomplete="off" aria-label="Fill in your port card">{groups}</form>'
        '<div class="card-tools" hidden>'
        '<label class="card-keep"><input type="checkbox" name="keep"> <span>Keep on this device. Anyone who uses it can read the card.</span></label>'
        '<p class="card-buttons"><button type="button" class="card-print">Print the card</button> <button type="button" class="card-clear">Clear</button></p>'
        '<p class="card-said" role="status"></p></div>'
        f'<div class="card-preview" hidden><p class="card-preview-title">Your card</p><div class="card-sheet">{_side("front", "I have an implanted port")}{_side("back", "Call my team")}</div>'
        '<p class="card-how">The two sides print next to each other. Cut along the outer line and fold in the middle.</p></div>'
        '<p class="card-private">What you write stays in your browser. It is not sent to anyone.</p></section>'
    )


def _asked(field: Field) -> str:
    hint = (
        f'<span class="card-hint" id="card-{field.name}-hint">{escape(field.hint)}</span>'
        if field.hint
        else ""
    )
    if field.choices:
        options = "".join(
            f'<label><input type="radio" name="{field.name}" value="{escape(choice)}"> {escape(choice)}</label>'
            for choice in field.choices
        )
        return f'<div class="card-field card-choice" role="radiogroup" aria-labelledby="card-{field.name}-asked"><span class="card-asked" id="card-{field.name}-asked">{escape(field.asked)}</span><span class="card-options">{options}</span></div>'
    ideas = (
        f'<datalist id="card-{field.name}-ideas">{"".join(f"<option>{escape(idea)}</option>" for idea in field.ideas)}</datalist>'
        if field.ideas
        else ""
    )
    told = (f' aria-describedby="card-{field.name}-hint"' if hint else "") + (
        f' list="card-{field.name}-ideas"' if ideas else ""
    )
    return f'<div class="card-field"><label class="card-asked" for="card-{field.name}">{escape(field.asked)}</label><input type="{field.kind}" id="card-{field.name}" name="{field.name}" maxlength="80" autocomplete="off" spellcheck="false"{told}>{hint}{ideas}</div>'


def _side(side: str, title: str) -> str:
    rows = "".join(
        f'<div class="card-row"><dt>{escape(field.shown)}</dt><dd data-card="{field.name}" data-blank="{escape(field.blank)}">{escape(field.blank)}</dd></div>'
        for _, fields in FIELDS
        for field in fields
        if field.side == side
    )
    foot = (
        '<p class="card-foot">I may be very ill with a normal temperature.</p>'
        if side == "back"
        else ""
    )
    return f'<div class="card-side card-{side}"><p class="card-title">{escape(title)}</p><dl>{rows}</dl>{foot}</div>'
