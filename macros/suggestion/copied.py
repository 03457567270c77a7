"""What a copy from a browser or a print adds to a sentence: numbers of citation marks, bullets.

A number that follows a letter or a stop at once may be a mark ("goes in.26") or belong to the
words ("0.5 mL"): the page decides, since only the latter stands there, too.
"""

import re
from typing import NamedTuple

from .visible import Visible, folded

# Numbers of marks: "3", "3,4-6", with a locator "3(p406)".
_NUMBERS = r"\d{1,3}(?:[,-]\d{1,3})*(?:\(pp?\d+(?:-\d+)?\))?"
_MARK = re.compile(rf"(?<=[^\s\d(\[]){_NUMBERS}(?!\w)")
_TYPED = re.compile(r"\s?\[\d{1,3}(?:[,-]\s?\d{1,3})*\](?=[\s.,;:]|$)")
_BULLET = re.compile(r"^(?:[•·▪◦‣●○*-]|\d{1,3}[.)])\s+")


class Copy(NamedTuple):
    """A copied sentence in the visible text, and marks of the copy: words before, and numbers."""

    start: int
    end: int
    marks: tuple[tuple[str, str], ...] = ()


def copies(text: Visible, sentence: str) -> list[Copy]:
    """Where a folded sentence stands: to the letter, in any case, or without what a copy adds."""
    for wanted in dict.fromkeys((sentence, _BULLET.sub("", sentence))):
        if not wanted:
            continue
        pattern, marks = _pattern(wanted)
        for flags in (re.NOFLAG, re.IGNORECASE):
            found = [
                Copy(
                    *one.span(), tuple(m for m, g in zip(marks, one.groups(), strict=True) if not g)
                )
                for one in re.finditer(pattern, text.text, flags)
            ]
            if found:
                return found
    return []


def _pattern(wanted: str) -> tuple[str, list[tuple[str, str]]]:
    """An expression that finds the words with or without each number that may be a mark."""
    parts, marks, at = [r"(?<!\w)" if wanted[0].isalnum() else ""], [], 0
    for one in _MARK.finditer(wanted):
        before = wanted[: one.start()]
        parts.append(f"{re.escape(wanted[at : one.start()])}({re.escape(one[0])}(?!\\w))?")
        marks.append((before[before.rfind(" ") + 1 :], one[0]))
        at = one.end()
    parts.append(re.escape(wanted[at:]))
    return "".join(parts) + (r"(?!\w)" if wanted[-1].isalnum() else ""), marks


def without_marks(words: str, marks: tuple[tuple[str, str], ...]) -> str:
    """Better words in one line, without the bullet and the marks that the copied sentence had."""
    words = _TYPED.sub("", _BULLET.sub("", " ".join(words.split())))
    for before, numbers in marks:
        for context in (before, before[-1:]):
            ahead = r"(?<!\S)" if context == before else r"(?<!\d)"
            found = re.search(f"{ahead}{re.escape(context + numbers)}(?!\\w)", folded(words))
            if found:
                words = words[: found.start() + len(context)] + words[found.end() :]
                break
    return words
