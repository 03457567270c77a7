"""The likely meaning of a mistyped key: by spelling, author and year, DOI or PubMed number."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher

from .model import Reference, plain
from .tables import table

# Letters that Unicode does not take apart into a letter and an accent.
_WHOLE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


# How letters are written where they can't be typed (German, Scandinavian, Croatian).
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"})


def fold(text: str) -> str:
    """Lower case without accents: what a mistyped letter case or accent leaves alike."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE))
        if not unicodedata.combining(sign)
    )


def likeness(one: str, other: str) -> float:
    """How like two names are, from 0 to 1, whatever the letter case and accents."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


class NameIndex:
    """Many names: only those sharing most pairs of letters with a word are compared with it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(dict.fromkeys(names))
        self._by_pair: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            for pair in _pairs(name):
                self._by_pair.setdefault(pair, []).append(number)

    def near(self, word: str, limit: int = 3, least: float = 0.6) -> list[str]:
        """The names most like a word, best first."""
        shared: Counter[int] = Counter()
        pairs = _pairs(word)
        for pair in pairs:
            shared.update(self._by_pair.get(pair, ()))
        scored = [
            (2 * count / (len(pairs) + max(len(self.names[number]), 1)), number)
            for number, count in shared.items()
        ]
        likely = [self.names[number] for _, number in sorted(scored, reverse=True)[:30]]
        return closest(word, likely, limit, least)


def _pairs(name: str) -> set[str]:
    name = f" {fold(name)} "
    return {name[start : start + 2] for start in range(len(name) - 1)}


def closest(word: str, choices: Iterable[str], limit: int = 3, least: float = 0.6) -> list[str]:
    """The choices most like a word, best first."""
    wanted = fold(word)
    scored = []
    for choice in choices:
        other = fold(choice)
        matcher = SequenceMatcher(None, wanted, other)
        if other == wanted:
            scored.append((2.0, choice))
        elif (
            matcher.real_quick_ratio() >= least
            and matcher.quick_ratio() >= least
            and (ratio := matcher.ratio()) >= least
        ):
            scored.append((ratio, choice))
    return [choice for _, choice in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:limit]]


def nearest(word: str, choices: Iterable[str], least: float = 0.6) -> str:
    """The choice most like a word; "" where none is like it."""
    return next(iter(closest(word, choices, 1, least)), "")


class _Sources:
    """What keys of some references can be found by: their spelling, families, DOIs and numbers."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self.references = references
        self.keys = NameIndex(references)
        self.marks: dict[str, str] = {}
        self.families: dict[str, list[str]] = {}
        for key, one in references.items():
            for mark in (one.doi.lower(), one.pmid, one.pmcid[3:]):
                self.marks.setdefault(mark, key)
            family = fold(one.lead)
            for name in {family, *family.split()} - {""}:
                self.families.setdefault(name, []).append(key)
        self.names = NameIndex(self.families)

    def by_family(self, word: str) -> list[str]:
        """The keys of sources whose first author is called like a word."""
        near = self.names.near(word, 5, 0.85) if len(word) > 4 else []
        names = dict.fromkeys([*([word] if word in self.families else []), *near])
        return list(dict.fromkeys(key for name in names for key in self.families[name]))


_latest: list[_Sources] = []


def _sources(references: Mapping[str, Reference]) -> _Sources:
    """The index of the references that were asked for last."""
    if not _latest or _latest[0].references is not references:
        _latest[:] = [_Sources(references)]
    return _latest[0]


def likely_keys(key: str, references: Mapping[str, Reference], limit: int = 3) -> list[str]:
    """Up to `limit` keys that somebody who wrote `key` may have meant, best first."""
    sources = _sources(references)
    bare = re.sub(r"(?i)^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)", "", key.strip())
    digits = re.sub(r"(?i)^(?:pmid|pmc):?\s*", "", key.strip())
    bare = bare.rstrip(".").lower()
    for mark in (bare if bare.startswith("10.") else "", digits if digits.isdigit() else ""):
        if mark and mark in sources.marks:
            return [sources.marks[mark]]
    words, years = re.findall(r"[a-z]{3,}", fold(key)), re.findall(r"(?:19|20)\d\d", key)
    near = sources.keys.near(key, limit * 2, 0.7)
    scored: dict[str, float] = {choice: 3 - number / 10 for number, choice in enumerate(near)}
    for other in sources.by_family(words[0]) if words else ():
        dated = years and str(references[other].year) in years
        scored[other] = scored.get(other, 0) + (2.5 if dated else 0.8)
    return sorted(scored, key=lambda other: (-scored[other], other))[:limit]


def describe(reference: Reference) -> str:
    """A source in a few words: author, year, short title."""
    several = len(reference.authors) > 1 or (reference.authors and reference.authors_more)
    author = reference.lead + (" and others" if several else "")
    title = plain(reference.title)
    short = title if len(title) <= 60 else title[:57].rsplit(" ", 1)[0] + " …"
    return ", ".join(
        part for part in (author, str(reference.year or ""), f'"{short}"' if short else "") if part
    )


# Characters that look like one of the keyboard's (Unicode, "Confusables"), and what belongs there.
_TABLE = table(__file__)
_LOOKALIKES = {odd: belongs for belongs, signs in _TABLE["signs"].items() for odd in signs} | {
    odd: f"the letter {latin}"
    for odd, latin in zip(_TABLE["letters"], _TABLE["latin"], strict=True)
}


def odd_character(word: str) -> str:
    """What a word's first odd character is and what belongs there, in words; "" without one."""
    for character in word:
        belongs = _LOOKALIKES.get(character)
        if belongs:
            name = unicodedata.name(character, "character").lower()
            article = "an" if name[0] in "aeiou" else "a"
            return f"{article} {name}, U+{ord(character):04X}, where {belongs} belongs"
    return ""


def unknown_key(
    key: str, references: Mapping[str, Reference], path: str | Callable[[int], str]
) -> tuple[str, str, list[str]]:
    """What to say of a key that no source has: (what is wrong, the fix, the likely keys)."""
    found = likely_keys(key, references)
    odd = odd_character(key)
    message = f'no source has the key "{key}"' + (f": it holds {odd}" if odd else "")

    def place(other: str) -> str:
        line = references[other].line
        return f"See {path}:{line}." if isinstance(path, str) else f"See {path(line)}."

    if not found:
        where = path if isinstance(path, str) else path(1).rpartition(":")[0]
        return message, f"add the source to {where}, or correct the key", []
    if fold(found[0]) == fold(key):
        fix = f'did you mean "{found[0]}" (letter case and accents count)? {place(found[0])}'
        return message, fix, found
    listed = " or ".join(f'"{other}" ({describe(references[other])})' for other in found)
    return message, f"did you mean {listed}? {place(found[0])}", found


def sure(key: str, found: list[str]) -> bool:
    """Whether a mistyped key can be corrected without asking: one DOI, or one slip of a key.

    A wrong source is worse than none: where two could be meant, or the years differ other than by
    turned digits, a person decides.
    """
    if not found:
        return False
    if fold(found[0]) == fold(key):
        return sum(fold(other) == fold(key) for other in found) == 1
    if len(found) > 1:
        return False
    ours, theirs = (sorted(re.findall(r"\d", word)) for word in (key, found[0]))
    if re.search(r"(?i)10\.\d{4,}/|pubmed|pmid|pmc", key) or key.isdigit():
        return True
    return ours == theirs and SequenceMatcher(None, fold(key), fold(found[0])).ratio() >= 0.85
