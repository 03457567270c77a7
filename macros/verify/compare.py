"""One record of a service against one of ours: what differs in the fields by which a reader finds a paper."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Reference, plain
from ..suggest import fold

__all__ = ["STATUSES", "Difference", "Notice", "Record", "compare", "same_title", "worst"]

# From the gravest to the least; the words are those of Reference.status.
STATUSES = ("retracted", "concern", "superseded", "corrected")


@dataclass(frozen=True, slots=True)
class Notice:
    """What was later published about a work: a status (or "" for a kind that changes none), where, when, and who says so."""

    status: str
    kind: str
    id: str = ""
    date: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a service knows of a work. A field it lacks is empty, and is then not compared."""

    service: str
    titles: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    author: str = ""
    journals: tuple[str, ...] = ()
    doi: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the record of a service is not ours."""

    field: str
    ours: str
    theirs: str
    service: str


def worst(notices: tuple[Notice, ...] | list[Notice]) -> Notice | None:
    """The notice that decides a work's status, the gravest and then the latest, or None."""
    told = [notice for notice in notices if notice.status in STATUSES]
    return (
        min(
            sorted(told, key=lambda notice: notice.date, reverse=True),
            key=lambda notice: STATUSES.index(notice.status),
        )
        if told
        else None
    )


def compare(ours: Reference, theirs: Record) -> Iterator[Difference]:
    """Every difference in title, year, first author, journal and DOI."""
    title = plain(ours.title)
    if theirs.titles and title and not any(same_title(title, other) for other in theirs.titles):
        yield Difference("title", title, _clean(theirs.titles[0]), theirs.service)
    if theirs.years and ours.year and ours.year not in theirs.years:
        yield Difference(
            "year",
            str(ours.year),
            " or ".join(str(year) for year in sorted(theirs.years)),
            theirs.service,
        )
    if theirs.author and ours.authors and not _same_author(ours, theirs.author):
        first = ours.authors[0]
        yield Difference(
            "author",
            first.literal or " ".join(filter(None, (first.particle, first.family))),
            theirs.author,
            theirs.service,
        )
    mine = [plain(name) for name in (ours.journal, ours.short_journal) if name]
    if (
        ours.kind == "journal"
        and mine
        and theirs.journals
        and not any(_same_journal(a, b) for a in mine for b in theirs.journals)
    ):
        yield Difference("journal", mine[0], _clean(theirs.journals[0]), theirs.service)
    if theirs.doi and ours.doi and theirs.doi.casefold() != ours.doi.casefold():
        yield Difference("doi", ours.doi, theirs.doi, theirs.service)


def _clean(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def _bare(text: str) -> str:
    """Letters and figures alone, without case and accents: spacing, hyphens, quotes and mark-up don't tell works apart."""
    return re.sub(r"[\W_]+", "", fold(_clean(text).replace("&", " and ")))


def same_title(ours: str, theirs: str) -> bool:
    """Whether two titles are one, a subtitle that either lacks and a word such as RETRACTED: before it allowed."""
    theirs = re.sub(
        r"^\W*(?:retracted|withdrawn|retraction|removed)(?:\s+article)?\s*[:.\]-]\s*",
        "",
        _clean(theirs),
        flags=re.IGNORECASE,
    )
    a, b = _bare(ours), _bare(theirs)
    if a == b:
        return True
    for long, short in ((ours, b), (theirs, a)):
        main = re.split(r"[:.?!]\s|\s[-–—]\s", long, maxsplit=1)
        if len(main) == 2 and len(short) >= 15 and _bare(main[0]) == short:
            return True
    return False


def _same_author(ours: Reference, theirs: str) -> bool:
    first = ours.authors[0]
    mine, other = _bare(first.literal or first.particle + first.family), _bare(theirs)
    if first.literal:
        return mine in other or other in mine
    return (
        mine == other
        or _bare(first.family) == other
        or (
            other.endswith(_bare(first.family))
            and other[: -len(_bare(first.family))]
            in (
                "van",
                "von",
                "de",
                "der",
                "vander",
                "vande",
                "da",
                "dos",
                "di",
                "la",
                "le",
                "el",
                "al",
                "ter",
                "ten",
            )
        )
    )


def _same_journal(ours: str, theirs: str) -> bool:
    a, b = (_journal(name) for name in (ours, theirs))
    if a == b or _bare(" ".join(a)) == _bare(" ".join(b)):
        return True
    short, long = sorted((a, b), key=lambda words: sum(map(len, words)))
    # An abbreviation (ISO 4) is made of the beginnings of the words, in their order.
    return len(short) == len(long) and all(
        whole.startswith(part) or (part[0] == whole[0] and part[-1] == whole[-1] and len(part) > 2)
        for part, whole in zip(short, long, strict=True)
    )


def _journal(name: str) -> list[str]:
    name = re.sub(r"\(.*?\)|:.*$", "", _clean(name))
    return [
        word
        for word in re.findall(r"\w+", fold(name))
        if word not in ("the", "of", "and", "in", "for", "a", "on", "de", "et", "la")
    ] or re.findall(r"\w+", fold(name))
