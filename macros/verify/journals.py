"""Are two names of a journal one? By the rules of abbreviation alone (ISO 4, as NLM uses it).

A name of one word is never shortened; articles, conjunctions and prepositions are left out; every
other word is written whole, or cut behind at least three letters with at least two left away, or
shortened as ABBREVIATIONS says. Those few are the abbreviations that could be taken for the
beginning of another word (Can is Canadian, never Cancer), or that are no beginning at all (Natl). A
full stop behind a stem there means the whole word.
"""

import html
import re
from collections.abc import Iterator

from ..suggest import UMLAUTS, fold
from ..tables import table, words

_TABLE = table(__file__)
SMALL = words(_TABLE["small"])
ABBREVIATIONS, PLACES, ALIASES = (
    dict[str, str](_TABLE[name]) for name in ("abbreviations", "places", "aliases")
)
# What stands behind a colon or an equals sign and only says whose journal it is.
SUBTITLE = re.compile(
    r"(?i)\b(?:journal|official|organ|publication|proceedings|magazine|zeitschrift|revue|"
    r"revista|rivista|bulletin|international|society|"
    r"association|advances)\b"
)
PARTED = re.compile(r"\s*(?::| = )\s*")


def same_journal(ours: str, theirs: str) -> bool:
    """Whether two names, whole or abbreviated, are of one journal and the same section."""
    return any(_same(a, b) for a in _names(ours) for b in _names(theirs))


def _names(name: str) -> Iterator[list[str]]:
    """The words of a name, with and without what only says whose journal it is."""
    name = re.sub(r"<[^<>]+>", "", html.unescape(name))
    # A town, as NLM tells namesakes apart, or the name in another language.
    name = re.sub(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])", "", name) or name
    yield from _words(name)
    initials, _, rest = name.partition(" ")  # AJR Am J Roentgenol, as NLM writes it
    if (
        len(initials) > 1
        and initials == "".join(re.findall(r"\b([A-Z])\w*", rest))[: len(initials)]
    ):
        yield from _words(rest)
    whole, tail = [*PARTED.split(name, maxsplit=1), ""][:2]
    if tail and whole and (SUBTITLE.search(tail) or " : " in name or " = " in name):
        yield from _words(whole)


def _words(name: str) -> Iterator[list[str]]:
    """A hyphen joins two words or parts them, an umlaut is one letter or two: all are read."""
    name = name.replace("&", " and ").lower()
    forms = [fold(name), fold(name.translate(UMLAUTS))]
    for whole, short in PLACES.items():
        forms = [form.replace(whole, short) for form in forms]
    forms += [re.sub(r"(?<=\w)[-‐‑–](?=\w)", "", form) for form in forms]
    for read in dict.fromkeys(forms):
        found = re.findall(r"\w+", re.sub(r"(?<=\w)['’](?=\w)", "", read))
        # A letter at the end names a section (Popul Rep A).
        last = len(found) - 1
        yield [
            word
            for place, word in enumerate(found)
            if word not in SMALL or (place == last and len(word) == 1)
        ] or found


def _same(a: list[str], b: list[str]) -> bool:
    if "".join(a) == "".join(b):
        return True
    for one, other in ((a, b), (b, a)):
        full = ALIASES.get(" ".join(one))
        if full and full.split() == other:
            return True
    if len(a) != len(b) or len(a) < 2:
        return False
    # One of both is the abbreviation: it is never the one that is longer anywhere.
    if any(one == other and one in ABBREVIATIONS for one, other in zip(a, b, strict=True)):
        return False  # both are abbreviations, and differ
    return any(all(map(_shortens, short, long)) for short, long in ((a, b), (b, a)))


def _shortens(part: str, whole: str) -> bool:
    if part == whole:
        return True
    if part in ABBREVIATIONS:
        return any(f"{whole}.".startswith(stem) for stem in ABBREVIATIONS[part].split())
    return len(part) >= 3 and len(whole) - len(part) >= 2 and whole.startswith(part)
