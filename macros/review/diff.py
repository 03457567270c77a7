"""What has changed in a page since somebody vouched for it, word by word.

A spelling mend is no change: one word for one word that starts alike and differs by one letter
(added, dropped, changed, two neighbours swapped), of at least four letters (three where two are
swapped), where one of both spellings stands nowhere else in the handbook; two words written as one
or the reverse; a doubled word. Words that turn a sentence round (not, never, before, left …), units
and numbers are never mended silently. Everything else is a change of substance. What this can't
see: a new word that the handbook uses nowhere else and that is one letter away from the old one
("flush" to "flesh").
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import shorten

from ..content.units import LABELS, TIMES
from ..content.units import UNITS as MEASURES
from ..tables import table, words
from .substance import Block

TURNING, _SPOKEN = map(words, table(__file__).values())
_FORMS = (form for unit in MEASURES for form in unit.symbols if form not in LABELS)
_NAMES = (word for word in (*TIMES, *(word for unit in MEASURES for word in unit.words)))
# As tokens are compared: in small letters.
UNITS = frozenset(
    word.casefold() for name in (*_NAMES, *_SPOKEN) for word in (name, f"{name}s")
) | frozenset(form.casefold() for form in _FORMS)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of substance: the line in today's page, and the words then and now."""

    line: int
    was: str
    now: str


def changes(
    before: Sequence[str], now: Sequence[Block], known: Callable[[str], bool] = lambda _word: False
) -> list[Change]:
    """Every difference of substance between the reviewed blocks and today's, in page order.

    `known` says whether another page uses a word: two words that the handbook both knows are never
    a mere misspelling.
    """
    found: list[Change] = []
    words_then = [token for block in before for token in block.split()]
    words_now = [token for block in now for token in block.text.split()]

    def misspelt(old: str, new: str) -> bool:
        return _near(old, new) and not (
            (words_now.count(old) > 0 or known(old)) and (words_then.count(new) > 0 or known(new))
        )

    blocks = SequenceMatcher(None, list(before), [block.text for block in now], autojunk=False)
    for tag, a, b, c, d in blocks.get_opcodes():
        if tag == "equal":
            continue
        old = [token for block in before[a:b] for token in block.split()]
        new = [(token, block.line) for block in now[c:d] for token in block.text.split()]
        near = now[c].line if c < len(now) else now[-1].line if now else 1
        found += _words(old, new, near, misspelt)
    return found


def _words(
    old: list[str], new: list[tuple[str, int]], near: int, misspelt: Callable[[str, str], bool]
) -> Iterator[Change]:
    tokens = [token for token, _ in new]
    for tag, a, b, c, d in SequenceMatcher(None, old, tokens, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        was, now = old[a:b], tokens[c:d]
        if (
            tag == "replace"
            and len(was) == len(now)
            and all(misspelt(*pair) for pair in zip(was, now, strict=True))
        ):
            continue
        if (
            tag == "replace"
            and "".join(was) == "".join(now)
            and not any(_guarded(word) for word in was + now)
        ):
            continue
        doubled = was or now
        if tag != "replace" and len(doubled) == 1 and not _guarded(doubled[0]):
            around = old if was else tokens
            at = a if was else c
            if doubled[0] in around[max(0, at - 1) : at] + around[at + 1 : at + 2]:
                continue
        yield Change(new[c][1] if c < len(new) else near, _shown(was), _shown(now))


def _shown(tokens: list[str]) -> str:
    text = " ".join(re.sub(r"^⟦\w+?_(.*)⟧$", r"[\1]", token) for token in tokens)
    return shorten(text, 90, placeholder=" …")


def _guarded(word: str) -> bool:
    return (
        not word.replace("'", "").isalpha()
        or word in TURNING
        or word in UNITS
        or word.endswith("n't")
        or "not" in (word[:3], word[-3:])
    )


def _near(old: str, new: str) -> bool:
    """One spelling slip apart, in words that carry no figure, unit or negation."""
    if _guarded(old) or _guarded(new) or abs(len(old) - len(new)) > 1:
        return False
    short, long = sorted((old, new), key=len)
    if len(short) == len(long):
        apart = [place for place in range(len(short)) if short[place] != long[place]]
        if (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and short[apart[0]] == long[apart[1]]
            and short[apart[1]] == long[apart[0]]
        ):
            return len(short) >= 3
        return len(apart) == 1 and apart[0] > 0 and len(short) >= 4
    at = next((place for place in range(len(short)) if short[place] != long[place]), len(short))
    return at > 0 and len(long) >= 4 and short[at:] == long[at + 1 :]
