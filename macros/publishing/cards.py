"""The picture of a shared link (Open Graph, `og:image`), with the letters that Pillow brings."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 84
SIZES = (84, 72, 60, 50, 42)  # of the title, the largest that fits
LINES = 4


def card_name(url: str) -> str:
    """The card's file below the site, from the page's address."""
    return f"assets/cards/{url.removesuffix('.html').strip('/') or 'index'}.png"


def card(title: str, above: tuple[str, ...], below: str, color: str) -> bytes:
    """A PNG file, the same bytes for the same words.

    In: the title; the words above it (empty ones are left out) and below it; the ground as a
    color of CSS. Letters that the font lacks are drawn as boxes. A `ValueError` says what is wrong
    with the color or with Pillow.
    """
    from PIL import Image, ImageDraw

    # Coverage of white on the ground, in sixteen steps: small files, no search for a palette.
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN), " · ".join(filter(None, above)), font=_font(34), fill=200)
    for size in SIZES:
        lines = _wrapped(title, size)
        if len(lines) <= LINES:
            break
    draw.multiline_text(
        (MARGIN, HEIGHT / 2), "\n".join(lines[:LINES]), font=_font(size), fill=255, anchor="lm"
    )
    if below:
        draw.text((MARGIN, HEIGHT - MARGIN), below, font=_font(34), fill=200, anchor="ls")
    draw.rectangle((0, HEIGHT - 16, WIDTH, HEIGHT), fill=90)
    shown = image.point([value >> 4 for value in range(256)]).convert("P")
    shown.putpalette(_palette(color))
    out = BytesIO()
    # One level more would take four times as long, for a file that is a twelfth smaller.
    shown.save(out, "PNG", bits=4, compress_level=6)
    return out.getvalue()


@lru_cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise ValueError("Pillow was built without FreeType: set publish: cards: false")
    return font


def _wrapped(text: str, size: int) -> list[str]:
    """The words of a title in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _font(size).getlength(longer) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _palette(color: str) -> list[int]:
    """From the ground to white in sixteen steps."""
    from PIL import ImageColor

    ground = ImageColor.getrgb(color)[:3]
    return [round(part + (255 - part) * step / 15) for step in range(16) for part in ground]
