"""Where in the sources something stands that was refused in the HTML made of them."""

import re
from collections import Counter
from collections.abc import Sequence

from ...source_text import SourceText
from .allowed import Refusal


def place(source: str, refusal: Refusal, seen: Counter[str]) -> int:
    """Where in a text something stands that HTML made of it holds.

    The next place of its value, its name or its element; 0 where nothing of it stands there.
    """
    return max(_find(source, seen, [*_value(refusal), *_name(refusal)]), 0)


def origin(sources: Sequence[SourceText], refusal: Refusal, seen: Counter[str]) -> tuple[int, int]:
    """The number of the text that something refused comes from, and its place in it.

    The first that holds its value; else the first text of all, or another that holds its name.
    """
    for wanted in (_value(refusal), _name(refusal)):
        for number, source in enumerate(sources):
            at = _find(source.text, seen, wanted)
            if at >= 0:
                return number, at
    return 0, 0


def _value(refusal: Refusal) -> list[str]:
    value = refusal.value[:40].strip()
    named = f'{refusal.name}="{value}' if refusal.name else ""
    return [named, value if len(value) > 5 else ""]


def _name(refusal: Refusal) -> list[str]:
    word = max(re.findall("[a-zA-Z]{3,}", refusal.value or refusal.tag), key=len, default="")
    name = [f"{refusal.name}=", f" {refusal.name}"] if refusal.name else []
    return [*name, f"<{refusal.tag}", word]


def _find(source: str, seen: Counter[str], wanted: list[str]) -> int:
    low = source.lower()
    for text in filter(None, map(str.lower, wanted)):
        start = low.find(text, seen[text])
        start = start if start >= 0 else low.find(text)
        if start >= 0:
            seen[text] = start + 1
            return start
    return -1
