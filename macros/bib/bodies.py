"""Is this the name of a body, a group or a company, although no braces hold it together?"""

import re

from ..tables import table, words

_TABLE = table(__file__)
_SURE = words(_TABLE["sure"])
_NOUNS = _SURE | words(_TABLE["nouns"])
_NO_SURNAMES = words(_TABLE["no_surnames"])
_WORDS = _NOUNS | words(_TABLE["others"])
_ACRONYMS = words(_TABLE["acronyms"])
_TRADES = words(_TABLE["trades"])
# No body's name is as long.
_LONGEST = 300
_JOINING = frozenset(("of", "for", "on", "against", "&"))
# With one of these at the seam, a body's name was turned round: "Health, National Institutes of".
_LINKING = frozenset(("of", "for", "on", "against", "and", "&", "the"))
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]{2,}")
_INITIAL = re.compile(r"(?:[A-Z]\.?-?){1,2}")
_COMPANY = re.compile(
    r"(?:Inc|INC|inc|Ltd|LTD|ltd|LLC|LLP|GmbH|GMBH|Co\.|Corp|CORP|PLC|plc|Limited|Incorporated"
    r"|CO\.)\.?"
)
# Forms of companies that are anybody's initials, too.
_COMPANY_OR_INITIALS = re.compile(r"(?:S\.?A|A\.?G|B\.?V|N\.?V|C[oO])\.?")


def _known(word: str) -> str:
    return word.lower().strip(".,'’")


def is_company(name: str, form: str) -> bool:
    """Whether what stands behind a comma is the form of a company: "Quay Devices, Inc".

    "Waldman, SA" is a person with two initials, and "Quay Devices, SA" a company.
    """
    if _COMPANY.fullmatch(form):
        return True
    words = {_known(word) for word in name.split()}
    return bool(_COMPANY_OR_INITIALS.fullmatch(form)) and bool(words & (_WORDS | _TRADES))


def is_body(name: list[str]) -> bool:
    """Whether words in their natural order are surely a body's name and not a person's."""
    if len(name) < 2:
        return False
    low = [_known(word) for word in name]
    nouns = sum(word in _NOUNS for word in low)
    known = sum(word in _WORDS for word in low)
    initials = any(_INITIAL.fullmatch(word) for word in name[:-1])
    capitals = any(_CAPITALS.fullmatch(word) for word in name) and name[-1] != name[-1].upper()
    if low[0] in _ACRONYMS and name[0] == name[0].upper() and not initials:
        return True
    if name[0] == "The" or (nouns and any(word in _JOINING for word in low[1:-1])):
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
    part_of = given[1:] and given[0] == "The"  # "Quay Kids, The Hospital for Sick Children"
    part_of = part_of or (given[2:] and is_body(given) and any(one in _JOINING for one in given))
    listed = (len(family) > 1 and is_body(family) and not person) or part_of
    return ", ".join([" ".join(family), " ".join(given)]) if listed else ""


def joined_bodies(parts: list[str]) -> list[str]:
    """Names in which a body's own "and" parts it no more: "Centers for Control and Prevention"."""
    out: list[str] = []
    for part in parts:
        tokens = part.split()
        if (
            out
            and tokens
            and len(out[-1]) < _LONGEST
            and not re.search(r"[{},\\]", out[-1] + part)
            and _goes_on(out[-1].split(), tokens)
        ):
            out[-1] = f"{out[-1]} and {part}"
        else:
            out.append(part)
    return out


def _goes_on(before: list[str], after: list[str]) -> bool:
    """Whether the words behind an "and" belong to the body that was named before it."""
    if len(before) == 1 or "and" in before:
        return _known(before[0]) in _WORDS and is_body(after)
    if not is_body(before) or any(_INITIAL.fullmatch(word) for word in after):
        return False
    if _known(before[0]) in _ACRONYMS and len(after) == 1 and _known(before[-1]) not in _NOUNS:
        return True  # "NHS Dumfries and Galloway"
    ends = _known(after[-1]) in _NOUNS - {"services"}
    return _known(after[0]) in _WORDS and (len(after) == 1 or not ends)
