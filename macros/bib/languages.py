"""In which language is a title, where the record does not say so?"""

import re
from collections import Counter

from ..model import Rich, plain
from ..tables import table, words

_TABLE = table(__file__)
_ENGLISH = words(_TABLE["english"])
_WORDS: dict[str, str] = _TABLE["others"]
_LANGUAGES = {
    word: [language for language, known in _WORDS.items() if word in known.split()]
    for small in _WORDS.values()
    for word in small.split()
}
_SHARED = words(_TABLE["shared"])
_NAMED = re.compile(r"\b[Vv][ao]n (?:de[rnm]?|het) ")  # van der Waals
_IN_ENGLISH = re.compile(r"(?i)en\b|en[-_]|eng|american|british|australian|canadian|us|uk")
_IN_DUTCH = re.compile(r" in (?:de|het) (?!novo\b|facto\b)")


def language_of(title: Rich) -> str:
    """The language of a title as its small words show it; "" for English and where none do."""
    text = _NAMED.sub("", plain(title))
    if _IN_DUTCH.search(text):
        return "dutch"
    rest = text.replace("-", " ").split()[1:]
    if not _LANGUAGES.keys() & rest or not _ENGLISH.isdisjoint(rest):
        return ""
    counts = Counter(language for word in rest for language in _LANGUAGES.get(word, ()))
    named = {word for word in rest if word in _LANGUAGES}
    if len(named) < 2 and named <= _SHARED:
        return ""
    return max(counts, key=lambda name: counts[name])


def is_english(language: str) -> bool:
    """Whether a record's language is English, or nothing is said of it."""
    return not language or _IN_ENGLISH.match(language) is not None
