"""Is this the name of a body, a group or a company, although no braces hold it together?"""

from __future__ import annotations

import re

# Nouns that nobody has as a family name: with any word before them they make a body.
_SURE = frozenset(
    "academy administration agency association associations authority collaboration "
    "collaborative collaborators commission committee confederation consortium "
    "corporation department directorate federation foundation gmbh hospitals inc "
    "incorporated initiative institute institutes institution institutions investigators "
    "laboratories llc llp ltd limited ministry network organisation organisations "
    "organization organizations parliament partnership plc secretariat societies society "
    "taskforce trialists universities university".split()
)
# Nouns that make one together with another word of the kind, or with a name in capitals.
_NOUNS = _SURE | frozenset(
    "alliance board bureau center centers centre centres charity clinic coalition college "
    "company council division force forum fund group groups hospital league office panel "
    "party program programme project service services team trust union unit writers".split()
)
# Nouns that are nobody's family name: "Clinic, Quay" is turned round.
_NO_SURNAMES = frozenset(
    "agency association clinic collaboration committee consortium hospital institute ministry "
    "organisation organization university".split()
)
_WORDS = _NOUNS | frozenset(
    "access advisory american australian british cancer canadian cardiac care clinical "
    "cochrane control core development disease drug education european evaluation "
    "excellence expert food global guideline guidelines health healthcare human infection "
    "infectious infusion international joint line medical medicine medicines national nhs "
    "nurses nursing oncology prevention products public quality radiology registry "
    "regulatory research review royal safety school science scientific staff steering "
    "study surgery surgical system systems task technology trial trials united vascular "
    "working world writing".split()
)
# No body's name is as long.
_LONGEST = 300
_JOINING = frozenset(("of", "for", "on", "against", "&"))
# With one of these at the seam, a body's name was turned round: "Health, National Institutes of".
_LINKING = frozenset(("of", "for", "on", "against", "and", "&", "the"))
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]{2,}")
_INITIAL = re.compile(r"(?:[A-Z]\.?-?){1,2}")
COMPANY = re.compile(
    r"(?:Inc|Ltd|LLC|LLP|GmbH|Co|Corp|PLC|Limited|Incorporated|S\.?A|AG|B\.?V|N\.?V)\.?",
    re.IGNORECASE,
)


def _known(word: str) -> str:
    return word.lower().strip(".,'’")


def is_body(words: list[str]) -> bool:
    """Whether words in their natural order are surely a body's name and not a person's."""
    if len(words) < 2:
        return False
    low = [_known(word) for word in words]
    nouns = sum(word in _NOUNS for word in low)
    known = sum(word in _WORDS for word in low)
    initials = any(_INITIAL.fullmatch(word) for word in words[:-1])
    capitals = any(_CAPITALS.fullmatch(word) for word in words) and words[-1] != words[-1].upper()
    if words[0] == "The" or (nouns and any(word in _JOINING for word in low[1:-1])):
        return True
    if low[-1] in _SURE:
        return not initials or known > 1 or capitals
    if low[-1] in _NOUNS:
        return known > 1 or capitals
    return known > 1 and nouns + (low[-1] in _WORDS) > 0 and not initials


def turned_body(family: list[str], given: list[str]) -> str:
    """A body's name that was turned round like a person's ("Organization, World Health"), or ""."""
    low = [_known(word) for word in family]
    if not low or not given:
        return ""
    turned = " ".join([*given, *family])
    if family[0].startswith("(") or low[0] in _LINKING or low in (["group"], ["groups"]):
        return turned
    if given[-1].lower() in _LINKING and (given[1:] or low[-1] in _WORDS):
        return turned
    if all(word in _WORDS for word in low) and is_body([*given, *family]) and low[-1] in _NOUNS:
        return turned
    if all(_known(word) in _WORDS for word in [*family, *given]) and _known(given[-1]) in _NOUNS:
        return " ".join([*family, *given])
    person = all(_INITIAL.fullmatch(word) for word in given)
    if len(low) == 1 and low[0] in _NO_SURNAMES and not person:
        return turned
    return (
        ", ".join([" ".join(family), " ".join(given)])
        if len(family) > 1 and is_body(family) and not person
        else ""
    )


def joined_bodies(parts: list[str]) -> list[str]:
    """Names in which a body's own "and" parts it no more: "Centers for Control and Prevention"."""
    out: list[str] = []
    for part in parts:
        words = part.split()
        if (
            out
            and words
            and len(out[-1]) < _LONGEST
            and not re.search(r"[{},\\]", out[-1] + part)
            and _goes_on(out[-1].split(), words)
        ):
            out[-1] = f"{out[-1]} and {part}"
        else:
            out.append(part)
    return out


def _goes_on(before: list[str], words: list[str]) -> bool:
    """Whether the words behind an "and" belong to the body that was named before it."""
    if len(before) == 1 or "and" in before:
        return _known(before[0]) in _WORDS and is_body(words)
    if not is_body(before) or any(_INITIAL.fullmatch(word) for word in words):
        return False
    ends = _known(words[-1]) in _NOUNS - {"services"}
    return _known(words[0]) in _WORDS and (len(words) == 1 or not ends)
