"""Other people's records into references.bib: which are taken, and why others are left out."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ..model import Reference, plain
from .library import references_of
from .parser import RawEntry, RawField
from .vocabulary import NEEDED, NOT_CITABLE, lacking


class Left(NamedTuple):
    """A record that is not taken, and why."""

    key: str
    reason: str


class Merged(NamedTuple):
    """The records that are taken, and those that are left out."""

    taken: list[RawEntry]
    left: list[Left]


def completed(entries: Iterable[RawEntry], later: Iterable[RawEntry]) -> list[RawEntry]:
    """Entries with the fields (and type) that later entries of the same key add or correct."""
    updates = {entry.key: entry for entry in later}
    return [
        _with(entry, updates[entry.key]) if entry.key in updates else entry for entry in entries
    ]


def _with(entry: RawEntry, update: RawEntry) -> RawEntry:
    fields = {item.name: item for item in entry.fields} | {
        item.name: item for item in update.fields
    }
    return entry._replace(type=update.type, fields=tuple(fields.values()))


def merged(
    entries: Iterable[RawEntry], references: Mapping[str, Reference], cited: Collection[str]
) -> Merged:
    """The new entries that belong in references.bib.

    In: entries of other files, what references.bib holds already, and the keys that pages cite.
    Out: every whole record that names no authority which may not carry a statement; an incomplete
    one only where a page cites it, marked as such. What no page cites is marked as further reading.
    Of works that are there already none is taken.
    """
    entries = list(entries)
    among = {entry.key.lower(): entry for entry in reversed(entries)}
    works = {key.lower(): reference for key, reference in references.items()}
    out = Merged([], [])
    found = references_of([entry for entry in entries if entry.type != "xdata"], among)
    for entry in entries:
        if entry.type == "xdata":
            continue
        first = among[entry.key.lower()] is entry
        reference = (found if first else references_of([entry], among))[entry.key]
        reason = _reason(entry, reference, works, cited)
        if reason:
            out.left.append(Left(entry.key, reason))
            continue
        works[entry.key.lower()] = reference
        out.taken.append(_marked(entry, reference, among, cited))
    return out


def _reason(
    entry: RawEntry, reference: Reference, works: Mapping[str, Reference], cited: Collection[str]
) -> str:
    """Why a record is not taken, or ""."""
    taken = works.get(entry.key.lower())
    if taken is not None and same_work(taken, reference):
        return "the work is there already"
    if taken is not None:
        return (
            f"the key is taken by another work ({plain(taken.title)[:50]}): give this one a "
            f"key of its own"
        )
    twin = next((key for key, other in works.items() if same_work(other, reference)), "")
    if twin:
        return f'the work is there already, as "{works[twin].key}"'
    if reference.authority in NOT_CITABLE:
        return f"its authority is {reference.authority}, which may not carry a statement"
    missing = lacking(reference, NEEDED)
    if missing and entry.key not in cited:
        return f"the record lacks {', '.join(missing)}, and no page cites it"
    return ""


def same_work(first: Reference, other: Reference) -> bool:
    """Whether two records are of one work: by DOI or PMID, else by title, year and first author."""
    if first.doi and other.doi:
        return first.doi.lower() == other.doi.lower()
    if first.pmid and other.pmid:
        return first.pmid == other.pmid
    titles = [re.sub(r"\W+", "", plain(one.title).lower()) for one in (first, other)]
    same = (
        titles[0] == titles[1]
        and first.lead.lower() == other.lead.lower()
        and first.kind == other.kind
    )
    volumes = first.volume == other.volume or not (first.volume and other.volume)
    return (
        bool(titles[0]) and same and first.year == other.year and volumes and first.url == other.url
    )


def _marked(
    entry: RawEntry, reference: Reference, among: Mapping[str, RawEntry], cited: Collection[str]
) -> RawEntry:
    """An entry that stands alone, and says whether it is whole and cited."""
    fields = [
        item for item in entry.fields if item.name not in ("keywords", "recordquality", "xdata")
    ]
    for key in re.split(r"[,\s]+", entry.get("xdata")):
        source = among.get(key.lower())
        have = {item.name for item in fields}
        fields += [item for item in source.fields if item.name not in have] if source else []
    quality = "partial" if lacking(reference, NEEDED) else entry.get("recordquality")
    words = [word.strip() for word in re.split("[,;]", entry.get("keywords")) if word.strip()]
    words = [word for word in words if word.lower() != "further-reading"]
    words += [] if entry.key in cited else ["further-reading"]
    more = (("recordquality", quality), ("keywords", ", ".join(words)))
    fields += [RawField(name, value) for name, value in more if value]
    return entry._replace(fields=tuple(fields))
