"""Would the authors and editors of a record print as the people and bodies that they are?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bib.normalise import name_list, people
from ...bib.parser import RawEntry, RawField
from ...model import Diagnostic
from ...project import Project
from ...styles.common import listed
from ..rule import Rule
from .records import at_field

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "bib-author-list",
        'Names that are not parted by "and" become one person, or lose people.',
        "author = {Smith J, Jones A et al.}",
        "author = {Smith, J. and Jones, A. and others}",
        fixable=True,
    ),
    Rule(
        "bib-author-turned",
        "Without a comma the last word counts as the family name: the person is listed under initials.",
        "author = {Smith JA and Jones B}",
        "author = {Smith, J. A. and Jones, B.}",
        fixable=True,
    ),
    Rule(
        "bib-author-body",
        "A body whose name is not in braces is taken apart like a person's.",
        "author = {Centers for Disease Control and Prevention}",
        "author = {{Centers for Disease Control and Prevention}}",
        fixable=True,
    ),
    Rule(
        "bib-author-caps",
        "Capitals in the record are capitals in the list.",
        "author = {SMITH, JOHN}",
        "author = {Smith, John}",
        "warning",
    ),
    Rule(
        "bib-author-extra",
        "What is no name does not belong to the names: it would be printed as one.",
        "author = {Smith, John, MD}",
        "author = {Smith, John}",
    ),
)
# Words that stand in the names of bodies, and hardly ever in those of people.
BODY = re.compile(
    r"\b(?:academy|agency|alliance|association|authority|board|bureau|cent(?:er|re)s?|charity|clinic|cochrane|collaboration|collaborative|college|"
    r"commission|committee|company|consortium|corporation|council|department|directorate|division|federation|forum|foundation|fund|gmbh|"
    r"group|health|healthcare|hospitals?|inc|initiative|institutes?|investigators|laborator(?:y|ies)|league|ltd|medical|ministry|network|nhs|nurses|"
    r"office|organi[sz]ation|programme|program|publishers?|radiology|research|royal|school|service|services|societ(?:y|ies)|study|systems?|task force|team|trial|"
    r"trialists|trust|union|universit(?:y|ies)|unit|working party|of the|for the)\b",
    re.IGNORECASE,
)
SUFFIX = re.compile(r"(?:jr|sr|junior|senior|[ivx]{1,4}|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
DEGREE = re.compile(
    r"[\s,](?:M\.?D\.?|Ph\.?D\.?|R\.?N\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?P\.?H\.?|F\.?R\.?C\.?[A-Z]\.?|D\.?O\.?|M\.?B\.?B\.?S\.?|B\.?S\.?N\.?|M\.?S\.?N\.?|Pharm\.?D\.?|Prof\.?|Dr\.?)(?=[\s,]|$)|^(?:Dr|Prof|Professor|Mrs?|Ms)\.?\s(?=\S)"
)
INITIALS = re.compile(
    r"([^\W\d_][\w'\u2019-]+(?:\s[^\W\d_][\w'\u2019-]+){0,2})\s+((?:[A-Z]\.?-?){1,3})"
)
# "J. K. Weiss" or "Jana Weiss", and "Jana Weiss" alone: two of them with a comma between are two people, not family and given name.
GIVEN_FIRST = re.compile(
    r"(?:[A-Z]\.[ -]?)+\s?[^\W\d_][\w'\u2019-]+|[A-Z][a-z][\w'\u2019-]*\s[A-Z][a-z][\w'\u2019-]+"
)
FULL = re.compile(r"[A-Z][a-z][\w'\u2019-]*\s(?:[A-Z]\.\s)?[A-Z][a-z][\w'\u2019-]+")
# One name that is surely one: a body in braces, family and given name with a comma, or one without any comma.
ONE = re.compile(
    r"\{.*\}|[^,]+,\s*(?:[A-Z]\.?[ -]?)+|[^\s,]+(?:\s[^\s,]+)?,\s*[^\s,]+(?:\s[A-Z]\.?)*|[^,]+"
)
NOBODY = re.compile(
    r"\[?(?:anon(?:ymous)?|no authors? listed|no authors?|unknown|n/?a|none|various|null)\]?\.?",
    re.IGNORECASE,
)


def check(project: Project) -> Iterator[Diagnostic]:
    """The author and editor fields of all records: one message a field, the weightiest."""
    path = project.bibliography.path
    for entry in project.bibliography.entries:
        for item in entry.fields:
            if item.name in ("author", "editor") and item.value:
                diagnostic = next(_field(path, entry, item), None)
                if diagnostic:
                    yield diagnostic


def _field(path: str, entry: RawEntry, item: RawField) -> Iterator[Diagnostic]:
    def tell(
        rule: str, message: str, fix: str, put: str | None = None, severity: str = "error"
    ) -> Diagnostic:
        today = listed(*people(item.value), 3)
        return at_field(
            path,
            entry,
            item,
            rule,
            f'{message}; it would print as "{today[:120]}"',
            f"{fix}: {item.name} = {{{put}}}" if put else fix,
            put,
            severity,
        )

    value = item.value.strip()
    if re.search(r"&(?:#\d+|[a-z]+);", value, re.IGNORECASE):
        return  # HTML has a room of its own
    bare = _outside_braces(value)
    parts = [part.strip() for part in name_list(value)]
    if NOBODY.fullmatch(value.strip("{}")):
        yield tell(
            "bib-author-extra",
            f'"{value}" is no name',
            f"leave {item.name} out: a work without authors starts with its title",
        )
        return
    if "@" in bare or re.search(r"https?:|\d{3}", bare):
        yield tell(
            "bib-author-extra",
            "a mail address, number or web address stands among the names",
            "keep the names only",
        )
        return
    pasted = _pasted(value, bare)
    if pasted is not None:
        yield tell(
            "bib-author-list",
            'the names are not parted by "and"',
            'part them by "and", each as Family, Given',
            pasted or None,
        )
        return
    if re.search(r"(?:^|\sand)\s+and\b|^and\s|\sand$", bare, re.IGNORECASE) or not all(parts):
        put = " and ".join(
            part
            for part in (
                re.sub(r"^and\s+|\s+and$", "", part, flags=re.IGNORECASE) for part in parts
            )
            if part and part.lower() != "and"
        )
        yield tell("bib-author-list", 'an "and" stands where no name follows', "take it out", put)
        return
    bodies = _bodies(parts)
    if bodies is not None:
        yield tell(
            "bib-author-body",
            "the name of a body is not in braces of its own",
            "put it in a second pair of braces",
            bodies,
        )
        return
    twice = next(
        (
            part
            for number, part in enumerate(parts)
            if part in parts[:number] and part.lower() != "others"
        ),
        "",
    )
    if twice:
        yield tell(
            "bib-author-extra",
            f'the name "{twice}" stands twice',
            "keep it once",
            " and ".join(dict.fromkeys(parts)),
        )
        return
    yield from _people(parts, tell)


def _people(parts: list[str], tell) -> Iterator[Diagnostic]:
    for number, part in enumerate(parts):
        if (part.startswith("{") and part.endswith("}")) or part.lower() == "others":
            continue
        pieces = [piece.strip() for piece in _outside_braces(part).split(",")]
        if (len(pieces) > 1 and not pieces[-1]) or pieces[0] == "":
            put = " and ".join(other.strip(", ") for other in parts)
            yield tell(
                "bib-author-list",
                f'a comma stands at the edge of the name "{part}"',
                "take it out",
                put,
            )
            return
        if DEGREE.search(part) and not (
            len(pieces) > 1
            and re.fullmatch(r"[A-Z]\.?(?:\s?[A-Z]\.?)*", pieces[-1])
            and len(pieces) == 2
        ):
            yield tell(
                "bib-author-extra",
                f'a title or degree stands with the name "{part}"',
                "keep the name only",
            )
            return
        if len(pieces) > 3 or (
            len(pieces) == 3 and not (SUFFIX.fullmatch(pieces[1]) or SUFFIX.fullmatch(pieces[2]))
        ):
            yield tell(
                "bib-author-list",
                f'"{part}" holds more commas than one name can',
                'part the names by "and", each as Family, Given',
            )
            return
        if (
            len(pieces) == 2
            and GIVEN_FIRST.fullmatch(pieces[0])
            and (FULL.fullmatch(pieces[1]) or GIVEN_FIRST.fullmatch(pieces[1]))
            and (pieces[0][1] == "." or any("," not in other and " " in other for other in parts))
        ):
            yield tell(
                "bib-author-list",
                f'"{part}" looks like two people',
                'part the names by "and", each as Family, Given',
            )
            return
        if re.search(r"\d", part) or re.search(r"[*†‡§]", part):
            yield tell(
                "bib-author-extra",
                f'a number or sign stands with the name "{part}"',
                "keep the name only",
            )
            return
        match = INITIALS.fullmatch(part)
        if match and not re.search(r"\b(?:van|von|de|di|da|la)\b", match[1]):
            turned = [_turned(other) for other in parts]
            yield tell(
                "bib-author-turned",
                f'in "{part}" no comma says which is the family name',
                "write Family, Given",
                " and ".join(turned),
            )
            return
        if (
            len(pieces) > 1
            and re.fullmatch(
                r"[^\Wa-z\d_][^\Wa-z\d_'\u2019-]{2,}(?:\s[^\Wa-z\d_'\u2019-]+)*", pieces[0]
            )
            and pieces[0] == pieces[0].upper()
        ):
            yield tell(
                "bib-author-caps",
                f'the name "{part}" is in capitals',
                f'write it as it is spelt, such as "{_cased(part)}"',
                severity="warning",
            )
            return
        words = part.split()
        if (
            len(pieces) == 1
            and len(words) > 1
            and part == part.upper()
            and re.search(r"[^\W\d_]{4}", part)
            and number < 100
        ):
            yield tell(
                "bib-author-caps",
                f'the name "{part}" is in capitals',
                f'write it as it is spelt, such as "{_cased(part)}"',
                severity="warning",
            )
            return


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
    """The mended list of a pasted one; "" where it can't be mended by rule; None where nothing was pasted."""
    cut, latin = re.subn(
        r"[,;]?\s*(?:\band\s+)?\bet\.?\s*al\b\.?\s*$", "", value, flags=re.IGNORECASE
    )
    cut, more = re.subn(r"\s+and\s+others\s*$", "", cut.strip(" ,;"), flags=re.IGNORECASE)
    signs = ";" in bare or re.search(r"\s(?:&|\\&|/|\+)\s", bare)
    if not signs and not latin and "," not in bare:
        return None
    more += latin
    several = (
        re.split(r"\s*[,;]\s*(?:and\s+|\\?&\s+)?|\s+(?:and|\\?&|/|\+)\s+", cut)
        if "{" not in cut
        else [cut]
    )
    if len(several) > 1 and all(INITIALS.fullmatch(piece) for piece in several):
        return _and([_turned(piece) for piece in several], more)
    if not signs and not latin:
        return None
    pieces = [
        piece.strip(" ,")
        for piece in re.split(r"\s*;\s*(?:and\s+)?|\s+(?:\\?&|/|\+)\s+|\s+and\s+", cut)
        if piece.strip(" ,")
    ]
    if all(ONE.fullmatch(piece) for piece in pieces):
        return _and([_turned(piece) for piece in pieces], more)
    return ""


def _and(names: list[str], more: int) -> str:
    return " and ".join([*names, "others"] if more else names)


def _turned(name: str) -> str:
    """ "Smith JA" as "Smith, J. A."; what is not of that form as it is."""
    match = INITIALS.fullmatch(name.strip())
    return (
        f"{match[1]}, {' '.join(f'{sign}.' for sign in re.findall(r'[A-Z]', match[2]))}"
        if match
        else name.strip()
    )


def _bodies(parts: list[str]) -> str | None:
    """The list with its bodies in braces, or None where every body has them already."""
    found: list[str] = []
    changed = False
    for part in parts:
        open_body = found and found[-1].startswith("{") and changed
        if "," in _outside_braces(part) or part.startswith("{") or part.lower() == "others":
            found.append(part)
        elif BODY.search(part) and len(part.split()) > 1:
            changed = True
            found.append(f"{{{part}}}")
        elif (
            open_body
            and parts[len(found) - 1 :]
            and len(part.split()) <= 3
            and not INITIALS.fullmatch(part)
        ):
            found[-1] = (
                f"{found[-1][:-1]} and {part}}}"  # "Disease Control and Prevention": one body's name
            )
        else:
            found.append(part)
    return " and ".join(found) if changed else None


def _cased(name: str) -> str:
    return re.sub(r"[^\W\d_]{2,}", lambda word: word.group().capitalize(), name)
