"""Locators: where in a source a statement is found, such as "p45" or "table 2, fig 3B".

    locator = part *( ("," / ";" / "&" / "and") part )
    part    = [ word ] value [ "-" [ word ] value ]    ; "pp45-pp47" names its word once too often
    word    = a key or a spelling of WORDS, with or without a full stop and a space
    value   = "45", "e12", "4.2", "S3A" / a roman number ("xii") / a capital letter ("A")

A value without a word belongs to the word before it; without any it is a page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..suggest import nearest
from ..tables import table, turned
from .numbers import full_pages

# What a locator may name, with the other ways to write it.
WORDS: dict[str, str] = table(__file__)["words"]
_SPELLINGS = turned(WORDS) | {word: word for word in WORDS}
_WORD = rf"(?i:{'|'.join(sorted(_SPELLINGS, key=len, reverse=True))})\.?\s*"
_VALUE = (
    r"(?:[A-Za-z]{0,3}\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]?)*"
    r"|[ivxlcdm]+(?![A-Za-z])|[A-Z](?![A-Za-z\d]))"
)
_PART = re.compile(
    rf"(?P<word>{_WORD}(?={_VALUE}))?(?P<first>{_VALUE})"
    rf"(?:\s*(?:-+|[\u2010-\u2015])\s*(?P<again>{_WORD}(?={_VALUE}))?(?P<last>{_VALUE}))?"
)
_BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_LONGEST = 200


class LocatorError(ValueError):
    """A locator that can't be read. `word` is the word not known; `near` a known one like it."""

    def __init__(self, message: str, word: str = "", near: str = "") -> None:
        super().__init__(message)
        self.word, self.near = word, near


@dataclass(frozen=True)
class Locator:
    """One word and what it counts: `Locator("page", ("45-47", "52"))`."""

    word: str
    values: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether it names more than one, so that its word stands in the plural."""
        return len(self.values) > 1 or "-" in self.values[0]


Locators = tuple[Locator, ...]


@lru_cache(maxsize=4096)
def parse(text: str) -> Locators:
    """The parts of a locator, none of an empty one; raises LocatorError for what is no locator."""
    if len(text) > _LONGEST:
        raise LocatorError("a locator names a place in a source, this text is far longer")
    found: list[Locator] = []
    word = "page"
    for piece in _BETWEEN.split(text.strip()) if text.strip() else ():
        part = _PART.fullmatch(piece)
        if part is None:
            raise _unreadable(piece)
        word = _meaning(part["word"]) or word
        if _meaning(part["again"]) not in ("", word):
            raise _unreadable(piece)
        value = f"{part['first']}-{part['last']}" if part["last"] else part["first"]
        found.append(Locator(word, (full_pages(value) if word == "page" else value,)))
    return merged(found)


def _meaning(spelling: str | None) -> str:
    return _SPELLINGS[spelling.strip(" .\t\n").lower()] if spelling else ""


def _unreadable(piece: str) -> LocatorError:
    word = re.match(r"[^\W\d_]+", piece)
    if word is None or word[0].lower() in _SPELLINGS:
        return LocatorError(f'"{piece}" names no place in a source')
    what = f'"{word[0]}" is no word for a place in a source'
    return LocatorError(what, word[0], nearest(word[0], WORDS))


def merged(locators: Iterable[Locator]) -> Locators:
    """Locators with one entry a word, in order of first mention: "p4" and "p9" are "pp4,9"."""
    values: dict[str, dict[str, None]] = {}
    for one in locators:
        values.setdefault(one.word, {}).update(dict.fromkeys(one.values))
    return tuple(Locator(word, tuple(kept)) for word, kept in values.items())
