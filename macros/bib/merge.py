"""Other people's .bib files into references.bib, by rule: who may be cited, which records are whole, what a later look completed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .parser import RawEntry, RawField

__all__ = ["CITABLE", "completed", "selected"]

# DESIGN, rules of the text, 8: never shops, forums, law firms or content farms.
CITABLE = frozenset(
    {
        "journal",
        "professional-society",
        "government",
        "hospital",
        "charity",
        "manufacturer",
        "standard-body",
    }
)


def completed(entries: Iterable[RawEntry], later: Iterable[RawEntry]) -> list[RawEntry]:
    """Entries with the fields (and type) that later entries of the same key add or correct."""
    mended = {entry.key: entry for entry in later}
    result = []
    for entry in entries:
        update = mended.get(entry.key)
        if update is None:
            result.append(entry)
            continue
        fields = {item.name: item for item in entry.fields}
        fields.update({item.name: item for item in update.fields})
        result.append(
            RawEntry(update.type, entry.key, entry.line, entry.end, tuple(fields.values()))
        )
    return result


def selected(entries: Iterable[RawEntry], cited: Collection[str]) -> list[RawEntry]:
    """The entries that belong in references.bib.

    In: entries, and the keys that pages cite. Out: every whole record of citable authority, and an incomplete one (by its own word, or
    because nothing says where it can be read) only where a page cites it, which then says "record incomplete". What no page cites is
    marked as further reading.
    """
    result = []
    for entry in entries:
        authority = entry.get("authority")
        if authority and authority not in CITABLE:
            continue
        named = bool(entry.get("author") or entry.get("editor")) or entry.type not in (
            "article",
            "book",
        )
        whole = (
            entry.get("recordquality") != "partial"
            and named
            and bool(
                entry.get("url")
                or entry.get("doi")
                or entry.get("journal")
                or entry.get("publisher")
            )
        )
        if not whole and entry.key not in cited:
            continue
        keywords = [
            word.strip()
            for word in entry.get("keywords").split(",")
            if word.strip() and word.strip() != "further-reading"
        ]
        if entry.key not in cited:
            keywords.append("further-reading")
        fields = [
            item
            for item in entry.fields
            if item.name != "keywords" and (whole or item.name != "recordquality")
        ]
        if not whole:
            fields.append(RawField("recordquality", "partial", entry.line))
        if keywords:
            fields.append(RawField("keywords", ", ".join(keywords), entry.line))
        result.append(RawEntry(entry.type, entry.key, entry.line, entry.end, tuple(fields)))
    return result
