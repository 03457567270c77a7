"""Would the authors and editors of a record print as the people and bodies that they are?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...bib.bodies import is_body, joined_bodies, turned_body
from ...bib.names import DEGREES, PARTICLES, SUFFIX, name_list, pairs_of, people, pieces_of
from ...bib.parser import RawField
from ...model import Diagnostic
from ...project import Project
from ...styles.names import listed
from ..rule import check
from .records import Record, record_fields

_DEGREE = re.compile(
    rf"[\s,]{DEGREES.pattern}(?=[\s,]|$)|^(?:Dr|Prof|Professor|Mrs?|Ms)\.?\s(?=\S)"
)
INITIALS = re.compile(r"([^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+){0,2})\s+((?:[A-Z]\.?-?){1,3})")
# "J. K. Weiss" or "Jana Weiss": two of them with a comma between are two people, not family and
# given name.
GIVEN_FIRST = re.compile(
    r"(?:[A-Z]\.[ -]?)+\s?[^\W\d_][\w'’-]+|[A-Z][a-z][\w'’-]*\s[A-Z][a-z][\w'’-]+"
)
FULL = re.compile(r"[A-Z][a-z][\w'’-]*\s(?:[A-Z]\.\s)?[A-Z][a-z][\w'’-]+")
# One name that is surely one: a body in braces, family and given name with a comma, or one without
# any comma.
ONE = re.compile(
    r"\{.*\}|[^,]+,\s*(?:[A-Z]\.?[ -]?)+|[^\s,]+(?:\s[^\s,]+)?,\s*[^\s,]+(?:\s[A-Z]\.?)*|[^,]+"
)
NOBODY = re.compile(
    r"\[?(?:anon(?:ymous)?|no authors? listed|no authors?|unknown|n/?a|none|various|null)\]?\.?",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"[^\Wa-z\d_][^\Wa-z\d_'’-]{2,}(?:\s[^\Wa-z\d_'’-]+)*")
# What is no error: an error in the same field is reported first, or a fix would bring it to light.
_LIGHT = frozenset(("bib-author-body", "bib-author-caps", "bib-author-suffix", "bib-author-twice"))
_PART = 'part them by "and", each as Family, Given'


class Fault(NamedTuple):
    """What is wrong with a list of names, the fix, and (`put`) the list as it should stand."""

    rule: str
    message: str
    fix: str
    put: str | None = None
    certain: bool = True


@check("project", rule_set="citations")
def creators(project: Project) -> Iterator[Diagnostic]:
    """The author and editor fields of all records: one diagnostic a field, the weightiest.

    bib-author-list (fixable)
        Names that are not parted by "and" become one person, or lose people.
        Bad: author = {Smith J, Jones A et al.}
        Good: author = {Smith, J. and Jones, A. and others}

    bib-author-turned (fixable)
        Without a comma the last word counts as the family name: the person is listed under
        initials.
        Bad: author = {Smith JA and Jones B}
        Good: author = {Smith, J. A. and Jones, B.}

    bib-author-body (warning, fixable)
        A body whose name is not in braces is taken apart like a person's by other programs, and
        here where its name
        does not show what it is.
        Bad: author = {Centers for Disease Control and Prevention}
        Good: author = {{Centers for Disease Control and Prevention}}

    bib-author-caps (warning)
        Capitals in the record are capitals in the list.
        Bad: author = {SMITH, JOHN}
        Good: author = {Smith, John}

    bib-author-extra
        What is no name does not belong to the names: it would be printed as one.
        Bad: author = {Smith, John, MD}
        Good: author = {Smith, John}

    bib-author-suffix (note)
        Without commas other programs take the suffix for the family name.
        Bad: author = {John Doe Jr. and Rolf Stone II}
        Good: author = {Doe, Jr., John and Stone, II, Rolf}

    bib-author-twice (note)
        A name that stands twice is two people of one name, or one by mistake.
        Bad: author = {Wu, X. and Ito, S. and Wu, X.}
        Good: author = {Wu, X. and Ito, S.}, if it is one person
    """
    for record, item in record_fields(project, "author", "editor", "translator"):
        faults = sorted(_faults(item.value.strip()), key=lambda one: one.rule in _LIGHT)
        if faults:
            yield _diagnostic(record, item, faults[0])


def _diagnostic(record: Record, item: RawField, fault: Fault) -> Diagnostic:
    today = listed(*people(item.value), 3)
    message = f'{fault.message}; it prints as "{today[:120]}"'
    fix = f"{fault.fix}: {item.name} = {{{fault.put}}}" if fault.put else fault.fix
    return record.at(item, fault.rule, message, fix, fault.put if fault.certain else None)


def _faults(value: str) -> Iterator[Fault]:
    parts = name_list(value)
    extended = any(re.match(r"(?:family|given|prefix)\s*=", part) for part in parts)
    if extended or re.search(r"&(?:#\d+|[a-z]+);", value, re.IGNORECASE):
        return  # biblatex's extended form says all itself; HTML has a check of its own
    bare = _outside_braces(value)
    if NOBODY.fullmatch(value.strip("{}")):
        fix = "leave the field out: a work without authors starts with its title"
        yield Fault("bib-author-extra", f'"{value}" is no name', fix)
    if "@" in bare or re.search(r"https?:|\d{3}", bare):
        what = "a mail address, number or web address stands among the names"
        yield Fault("bib-author-extra", what, "keep the names only")
    pasted = _pasted(value, bare)
    if pasted is not None:
        yield Fault("bib-author-list", 'the names are not parted by "and"', _PART, pasted or None)
    if re.search(r"(?:^|\sand)\s+and\b|^and\s|\sand$", bare, re.IGNORECASE) or not all(parts):
        trimmed = (re.sub(r"^and\s+|\s+and$", "", part, flags=re.IGNORECASE) for part in parts)
        put = " and ".join(part for part in trimmed if part and part.lower() != "and")
        yield Fault("bib-author-list", 'an "and" stands where no name follows', "take it out", put)
    yield from _bodies(parts)
    for number, part in enumerate(parts):
        if part in parts[:number] and part.lower() != "others":
            yield Fault(
                "bib-author-twice",
                f'the name "{part}" stands twice',
                "delete one, if it is one person",
            )
            break
    for part in parts:
        if not _whole(part) and part.lower() != "others":
            yield from _person(part, parts)


def _bodies(parts: list[str]) -> Iterator[Fault]:
    """Bodies without braces of their own; where one ends that holds an "and", a person decides."""
    joined = joined_bodies(parts)
    braced = [_braced(part, parts) for part in joined]
    if braced != parts:
        what = "the name of a body is not in braces of its own"
        fix = "put it in a second pair of braces"
        yield Fault("bib-author-body", what, fix, " and ".join(braced), certain=joined == parts)


def _braced(part: str, parts: list[str]) -> str:
    """A body's name in braces; any other name as it is."""
    bare = part.rstrip(" ,")
    pieces = bare.split(", ")
    if len(pieces) == 2 and not re.search(r"[{}\\]", bare):
        family, given = (piece.split() for piece in pieces)
        if ", " in turned_body(family, given):
            return f"{{{bare}}}"
    if part not in parts or (not re.search(r"[{},\\]", bare) and is_body(bare.split())):
        return f"{{{bare}}}"
    return part


def _person(part: str, parts: list[str]) -> Iterator[Fault]:
    pieces = pieces_of(_outside_braces(part))
    if (len(pieces) > 1 and not pieces[-1]) or pieces[0] == "":
        trimmed = [one for other in parts for one in _paired(other.strip(", "))]
        put = " and ".join(_braced(one, trimmed) for one in trimmed)
        yield Fault(
            "bib-author-list",
            f'a comma stands at the edge of the name "{part}"',
            "take it out",
            put,
        )
    elif _has_degree(part, pieces):
        yield Fault(
            "bib-author-extra",
            f'a title or degree stands with the name "{part}"',
            "keep the name only",
        )
    elif len(pieces) > 3 or (len(pieces) == 3 and not any(map(_suffix_or_particle, pieces[1:]))):
        what = f'"{part}" holds more commas than one name can'
        paired = [one for other in parts for one in _paired(other)]
        right = " and ".join(paired) if len(_paired(part)) > 1 else None
        yield Fault("bib-author-list", what, _PART, right)
    elif len(pieces) == 2 and _two_people(pieces, parts):
        yield Fault("bib-author-list", f'"{part}" looks like two people', _PART)
    elif re.search(r"\d", re.sub(r"\b(?:1st|2nd|3rd|[4-9]th)\b", "", part)) or re.search(
        r"[*†‡§]", part
    ):
        what = f'a number or sign stands with the name "{part}"'
        yield Fault("bib-author-extra", what, "keep the name only")
    elif len(pieces) == 1 and len(words := part.split()) > 2 and SUFFIX.fullmatch(words[-1]):
        fix = f"write {words[-2]}, {words[-1]}, {' '.join(words[:-2])}"
        yield Fault("bib-author-suffix", f'the suffix of "{part}" stands without commas', fix)
    elif _turned(part) != part:
        put = " and ".join(map(_turned, parts))
        what = f'in "{part}" no comma says which is the family name'
        yield Fault("bib-author-turned", what, "write Family, Given", put)
    elif _shouted(part, pieces):
        fix = f'write it as it is spelt, such as "{_spelt(pieces)}"'
        if len(pieces) == 2 and re.fullmatch(r"(?=.*[AEIOU])[^\W\d_]{3}", pieces[1]):
            fix += f', or "{_spelt(pieces[:1])}, {pieces[1].capitalize()}" if that is a name'
        yield Fault("bib-author-caps", f'the name "{part}" is in capitals', fix)


def _paired(part: str) -> list[str]:
    """The names of "Smith, J. A., Jones, B."; any other part as it is."""
    pairs = [] if "{" in part else pairs_of(pieces_of(part))
    return [", ".join(filter(None, (one[0], one[2], one[1]))) for one in pairs] or [part]


def _suffix_or_particle(piece: str) -> bool:
    return bool(SUFFIX.fullmatch(piece)) or all(word in PARTICLES for word in piece.split())


def _has_degree(part: str, pieces: list[str]) -> bool:
    if not _DEGREE.search(part):
        return False
    if len(pieces) != 2:
        return True
    initials = re.fullmatch(r"[A-Z]\.?(?:\s?[A-Z]\.?)*", pieces[1])
    first = re.fullmatch(rf"{DEGREES.pattern}(?: .+)?", pieces[1])  # "Alam, MD Kamrul"
    return not (initials or first)


def _two_people(pieces: list[str], parts: list[str]) -> bool:
    """Whether a comma parts two people: other names of the list must begin with the given name."""
    if not GIVEN_FIRST.fullmatch(pieces[0]) or not (
        FULL.fullmatch(pieces[1]) or GIVEN_FIRST.fullmatch(pieces[1])
    ):
        return False
    if pieces[0].split()[0].lower() in PARTICLES:
        return False
    others = [part for part in parts if "," not in part and " " in part and not _whole(part)]
    return pieces[0][1] == "." or bool(others)


def _shouted(part: str, pieces: list[str]) -> bool:
    if len(pieces) > 1:
        return CAPITALS.fullmatch(pieces[0]) is not None and pieces[0] == pieces[0].upper()
    return (
        len(part.split()) > 1
        and part == part.upper()
        and re.search(r"[^\W\d_]{4}", part) is not None
    )


def _spelt(pieces: list[str]) -> str:
    """A name in capitals with small letters; given names of up to three letters are initials.

    Unless a longer one stands beside them: "THI PHUONG" is two names.
    """
    family = re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize(), pieces[0])
    if len(pieces) < 2:
        return family
    if re.search(r"[^\W\d_]{4}", pieces[1]):
        return f"{family}, {pieces[1].title()}"
    given = re.sub(
        r"\b[^\W\d_]{2,3}\b", lambda word: " ".join(f"{sign}." for sign in word[0]), pieces[1]
    )
    return f"{family}, {given}"


def _whole(part: str) -> bool:
    return part.startswith("{") and part.endswith("}")


def _outside_braces(value: str) -> str:
    """A value without what braces protect: a body in braces may hold any sign."""
    if "{" not in value:
        return value
    depth, kept = 0, []
    for sign in value:
        depth += sign == "{"
        kept.append(sign if depth == 0 else "x")
        depth -= sign == "}"
    return "".join(kept)


def _pasted(value: str, bare: str) -> str | None:
    """The right list of a pasted one; "" where no rule tells it; None where nothing was pasted."""
    cut, latin = re.subn(
        r"[,;]?\s*(?:\band\s+)?\bet\.?\s*al\b\.?\s*$", "", value, flags=re.IGNORECASE
    )
    cut, more = re.subn(r"\s+and\s+others\s*$", "", cut.strip(" ,;"), flags=re.IGNORECASE)
    signs = ";" in bare or re.search(r"\s(?:&|\\&|/|\+)\s", bare)
    if not signs and not latin and "," not in bare:
        return None
    more += latin
    several = (
        [cut]
        if "{" in cut
        else re.split(r"\s*[,;]\s*(?:and\s+|\\?&\s+)?|\s+(?:and|\\?&|/|\+)\s+", cut)
    )
    if len(several) > 1 and all(_turned(piece) != piece for piece in several):
        return _and([_turned(piece) for piece in several], more)
    if not signs and not latin:
        return None
    pieces = re.split(r"\s*;\s*(?:and\s+)?|\s+(?:\\?&|/|\+)\s+|\s+and\s+", cut)
    pieces = [piece.strip(" ,") for piece in pieces if piece.strip(" ,")]
    return (
        _and([_turned(piece) for piece in pieces], more) if all(map(ONE.fullmatch, pieces)) else ""
    )


def _and(names: list[str], more: int) -> str:
    return " and ".join([*names, "others"] if more else names)


def _turned(name: str) -> str:
    """A name like "Smith JA" as "Smith, J. A."; any other, and what may be a suffix, as it is."""
    match = INITIALS.fullmatch(name.strip())
    if (
        not match
        or SUFFIX.fullmatch(match[2])
        or any(word in PARTICLES for word in match[1].split())
    ):
        return name.strip()
    return f"{match[1]}, {' '.join(f'{sign}.' for sign in re.findall('[A-Z]', match[2]))}"
