"""In which language is a title, where the record does not say so?"""

from __future__ import annotations

import re
from collections import Counter

from ..model import Rich, plain

_ENGLISH = frozenset(
    "the of and for to with on from by as at is are or its after during between among".split()
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
_LANGUAGES = {
    word: [language for language, known in _WORDS.items() if word in known.split()]
    for words in _WORDS.values()
    for word in words.split()
}
# Words that also stand in English titles, in names and in abbreviations: one alone tells nothing.
_NAMED = re.compile(r"\b[Vv][ao]n (?:de[rnm]?|het) ")  # van der Waals
_IN_DUTCH = re.compile(r" in (?:de|het) (?!novo\b|facto\b)")
_SHARED = frozenset("i en no na a e do y in on an con z w op per lo".split())


def language_of(title: Rich) -> str:
    """The language of a title as its small words show it; "" for English and where none do."""
    text = _NAMED.sub("", plain(title))
    if _IN_DUTCH.search(text):
        return "dutch"
    words = text.replace("-", " ").split()[1:]
    if not _LANGUAGES.keys() & words or not _ENGLISH.isdisjoint(words):
        return ""
    counts = Counter(language for word in words for language in _LANGUAGES.get(word, ()))
    told = {word for word in words if word in _LANGUAGES}
    if len(told) < 2 and told <= _SHARED:
        return ""
    return max(counts, key=lambda name: counts[name])


def is_english(language: str) -> bool:
    """Whether a record's language is English, or nothing is said of it."""
    return (
        not language
        or re.match(r"(?i)en\b|en[-_]|eng|american|british|australian|canadian|us|uk", language)
        is not None
    )
