"""The likely meaning of a mistyped key: by spelling, by letter case and accents, by author and
year, by DOI or PubMed number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from .model import Reference, plain

__all__ = ["closest", "describe", "fold", "likely_keys", "sure", "unknown_key"]

# Letters that Unicode does not take apart into a letter and an accent.
_WHOLE = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def fold(text: str) -> str:
    """Lower case without accents: what a mistyped letter case or accent leaves alike."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE))
        if not unicodedata.combining(sign)
    )


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


def likely_keys(key: str, references: Mapping[str, Reference], limit: int = 3) -> list[str]:
    """Up to `limit` keys that somebody who wrote `key` may have meant, best first."""
    bare = (
        re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)", "", key.strip(), flags=re.IGNORECASE)
        .rstrip(".")
        .lower()
    )
    digits = re.sub(r"^(?:pmid|pmc):?\s*", "", key.strip(), flags=re.IGNORECASE)
    for other, reference in references.items():
        if (bare.startswith("10.") and reference.doi.lower() == bare) or (
            digits.isdigit() and digits in (reference.pmid, reference.pmcid[3:])
        ):
            return [other]
    words, years = re.findall(r"[a-z]{3,}", fold(key)), re.findall(r"(?:19|20)\d\d", key)
    scored: dict[str, float] = {
        choice: 3 - number / 10
        for number, choice in enumerate(closest(key, references, limit * 2, 0.7))
    }
    if words:
        for other, reference in references.items():
            family = (
                fold(reference.authors[0].family or reference.authors[0].literal)
                if reference.authors
                else ""
            )
            if not family:
                continue
            named = (
                words[0] == family
                or words[0] in family.split()
                or (len(words[0]) > 4 and SequenceMatcher(None, words[0], family).ratio() > 0.84)
            )
            if named and years and str(reference.year) in years:
                scored[other] = scored.get(other, 0) + 2.5
            elif named:
                scored[other] = scored.get(other, 0) + 0.8
    return sorted(scored, key=lambda other: (-scored[other], other))[:limit]


def describe(reference: Reference) -> str:
    """A source in a few words: author, year, short title."""
    author = ""
    if reference.authors:
        first = reference.authors[0]
        author = first.family or first.literal
        author += " and others" if len(reference.authors) > 1 or reference.authors_more else ""
    title = plain(reference.title)
    short = title if len(title) <= 60 else title[:57].rsplit(" ", 1)[0] + " …"
    return ", ".join(
        part for part in (author, str(reference.year or ""), f'"{short}"' if short else "") if part
    )


def unknown_key(
    key: str, references: Mapping[str, Reference], path: str
) -> tuple[str, str, list[str]]:
    """What to say of a key that no source has: (what is wrong, how to mend it, the likely keys)."""
    found = likely_keys(key, references)
    message = f'no source has the key "{key}"'
    if not found:
        return message, f"add the source to {path}, or mend the key", []
    if fold(found[0]) == fold(key):
        why = "letter case and accents count"
        return (
            message,
            f'did you mean "{found[0]}" ({why})? See {path}:{references[found[0]].line}.',
            found,
        )
    listed = " or ".join(f'"{other}" ({describe(references[other])})' for other in found)
    return message, f"did you mean {listed}? See {path}:{references[found[0]].line}.", found


def sure(key: str, found: list[str], references: Mapping[str, Reference]) -> bool:
    """Whether a mistyped key can be mended without asking: one source only is meant, by its DOI, or
    but for a slip of the keyboard.

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
    if re.search(r"10\.\d{4,}/|pubmed|pmid|pmc", key, re.IGNORECASE) or key.isdigit():
        return True
    return ours == theirs and SequenceMatcher(None, fold(key), fold(found[0])).ratio() >= 0.85
