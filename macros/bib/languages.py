"""In which language is a title, where the record does not say so?"""

from __future__ import annotations

import re

from ..model import Rich, plain

__all__ = ["is_english", "language_of"]

_ENGLISH = frozenset(
    "the of and in for to with on from by as an at is are or its after during between among".split()
)
# Words that stand in titles of these languages, and mean nothing in English.
_WORDS = {
    "german": "der das und für des zur zum mit bei im eine einer über vom den dem oder nach",
    "french": "le les des du et une dans pour sur au aux chez avec par",
    "spanish": "el los las del y una con por en al para",
    "italian": "il lo gli della delle dei degli nella nel sulla con di e",
    "portuguese": "da do dos das em uma para com os ao na no",
    "dutch": "het een voor met bij van op naar",
    "swedish": "och för med hos vid av till ett",
    "danish": "og til ved af hos med et",
    "polish": "w z i na dla oraz",
}
_TABLE = {word: language for language, words in _WORDS.items() for word in words.split()}
_SHARED = frozenset(
    "i en no na a e et do y in on an con z w op per lo van des du le der den".split()
)


def language_of(title: Rich) -> str:
    """The language of a title as its small words show it; "" for English and where they do not tell."""
    words = re.findall(r"[^\W\d_]+", plain(title))
    low = [word for word in words[1:] if word.islower()]
    if not low or any(word in _ENGLISH for word in low):
        return ""
    counts: dict[str, int] = {}
    for language, known in _WORDS.items():
        hits = [word for word in low if word in known.split()]
        if hits and (
            len(hits) > 1
            or hits[0] not in _SHARED
            or hits[0] in ("der", "des", "le", "du", "den", "et", "van")
        ):
            counts[language] = len(hits)
    return max(counts, key=lambda name: counts[name]) if counts else ""


def is_english(language: str) -> bool:
    """Whether a record's language is English, or nothing is said of it."""
    return (
        not language
        or re.match(r"(?i)en\b|en[-_]|eng|american|british|australian|canadian|us|uk", language)
        is not None
    )
