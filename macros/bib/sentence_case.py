"""A title that stands in title case, as a sentence (AMA 11th, 3.9.1: titles of articles)."""

import re
from collections.abc import Collection

from ..model import Rich, plain
from ..tables import table, words

_NAMES = words(table(__file__)["names"])
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def as_sentence(title: Rich, names: Collection[str] = ()) -> str:
    """The title as a sentence where it stands in title case; "" where it does not.

    A suggestion: only a person can tell a name from a word. What braces protect, abbreviations and
    known names keep their capitals.
    """
    text = plain(title)
    # Braces round the whole title, as Mendeley writes them, single no word out.
    whole = all(run.protected for run in title)
    kept = "".join(("x" if run.protected and not whole else " ") * len(run.text) for run in title)
    found = [word for word in _WORD.finditer(text) if word.start() > 0 and len(word[0]) > 3]
    open_words = [
        word[0] for word in found if kept[word.start()] != "x" and not _is_name(word[0], names)
    ]
    capitals = [word for word in open_words if word[0].isupper()]
    if len(capitals) < 3 or len(capitals) < 0.6 * len(open_words):
        return ""

    def lowered(match: re.Match[str]) -> str:
        word, start = match[0], match.start()
        first = start == 0 or re.search(r"[.?!]\s+$", text[max(0, start - 9) : start]) is not None
        article = (
            word == "A"
            and re.search(r"[:;\u2013\u2014]\s+$", text[max(0, start - 9) : start]) is not None
        )
        same = first or kept[start] == "x" or (_is_name(word, names) and not article)
        return word if same else word[0].lower() + word[1:]

    return _WORD.sub(lowered, text)


def lowered(title: Rich, names: Collection[str] = ()) -> str:
    """A title in capitals as a sentence; names and words without a vowel stay. A suggestion."""
    text = plain(title)

    def cased(match: re.Match[str]) -> str:
        word, before = match[0], text[max(0, match.start() - 9) : match.start()]
        if not before or re.search(r"[.?!]\s+$", before) or word.capitalize() in {*_NAMES, *names}:
            return word.capitalize()
        return word.lower() if re.search("[AEIOUY]", word) else word

    return _WORD.sub(cased, text)


def _is_name(word: str, names: Collection[str]) -> bool:
    """Whether a word keeps its capital: a known name, an abbreviation, a single letter."""
    bare = re.sub(r"['’]s?$", "", word)
    return (
        bare in _NAMES
        or bare in names
        or len(bare) == 1
        or any(sign.isupper() for sign in bare[1:])
    )
