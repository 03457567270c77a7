"""One record of a service against ours, in the fields by which a reader finds a paper."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..bib.names import PARTICLES
from ..model import Name, Reference, plain
from ..suggest import UMLAUTS, fold
from .journals import same_journal
from .notices import Notice, clean, unmarked

SUFFIX = re.compile(r"(?i)[\s,]+(?:jr|sr|ii|iii|iv|2nd|3rd)\.?$")


@dataclass(frozen=True, slots=True)
class Record:
    """What a service knows of a work; what it lacks is empty; `authors` may stand first."""

    service: str
    titles: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    authors: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether there is anything to hold ours against."""
        return bool(self.titles)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the record of a service is not ours."""

    field: str
    ours: str
    theirs: str
    service: str


def compare(ours: Reference, theirs: Record) -> Iterator[Difference]:
    """Every difference in title, year, first author, journal and DOI."""
    title = plain(ours.title)
    if theirs.titles and title and not any(same_title(title, other) for other in theirs.titles):
        yield Difference("title", title, clean(theirs.titles[0]), theirs.service)
    if theirs.years and ours.year and ours.year not in theirs.years:
        years = " or ".join(str(year) for year in sorted(theirs.years))
        yield Difference("year", str(ours.year), years, theirs.service)
    first = ours.authors[0] if ours.authors else None
    if first and theirs.authors and not any(_same_author(first, one) for one in theirs.authors):
        name = first.literal or f"{first.particle} {first.family}".strip()
        yield Difference("author", name, theirs.authors[0], theirs.service)
    mine = [plain(name) for name in (ours.journal, ours.short_journal) if name]
    named = ours.kind == "journal" and mine and theirs.journals
    if named and not any(same_journal(a, b) for a in mine for b in theirs.journals):
        yield Difference("journal", mine[0], clean(theirs.journals[0]), theirs.service)
    if theirs.dois and ours.doi and ours.doi.casefold() not in map(str.casefold, theirs.dois):
        yield Difference("doi", ours.doi, theirs.dois[0], theirs.service)


def _spellings(text: str) -> frozenset[str]:
    """Letters and figures alone, in each way that one title is honestly written.

    Without case, accents, spacing, hyphens and quotes; Greek letters by their names; umlauts as a
    plain letter or as two (ä: a, ae).
    """
    text = unicodedata.normalize("NFKC", clean(text)).replace("&", " and ").replace("ß", "ss")
    text = "".join(_greek(sign) for sign in text.lower())
    return frozenset(
        re.sub(r"[\W_]+", "", fold(form)) or form for form in (text, text.translate(UMLAUTS))
    )


def _greek(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return name.split()[3].lower() if name.startswith("GREEK SMALL LETTER ") else sign


def _alike(a: str, b: str) -> bool:
    return bool(_spellings(a) & _spellings(b))


def same_title(ours: str, theirs: str) -> bool:
    """Whether two titles are one; either may lack a subtitle or a word such as RETRACTED."""
    if _alike(ours, theirs):
        return True
    ours, theirs = unmarked(ours), unmarked(theirs)
    if _alike(ours, theirs):
        return True
    for long, short in ((ours, theirs), (theirs, ours)):
        main = re.split(r"[:.?!]\s|\s[-–—]\s", clean(long), maxsplit=1)
        if len(main) == 2 and len(re.sub(r"\W", "", short)) >= 15 and _alike(main[0], short):
            return True
    return False


def _same_author(first: Name, theirs: str) -> bool:
    theirs = SUFFIX.sub("", clean(theirs))
    if first.literal:
        return any(
            mine in other or other in mine
            for mine in _spellings(first.literal)
            for other in _spellings(theirs)
        )
    if _alike(f"{first.particle} {first.family}", theirs) or _alike(first.family, theirs):
        return True
    return _alike(_bare(first.family), _bare(theirs))


def _bare(family: str) -> str:
    """A family name without its particles."""
    words = re.split(r"[\s'’]+", family)
    while len(words) > 1 and fold(words[0]) in PARTICLES:
        words.pop(0)
    return " ".join(words)
