"""What an entry takes from others: `crossref` and `xdata` (biblatex manual 2.4.1, 3.13.6)."""

import re
from collections.abc import Mapping

from .parser import RawEntry, RawField

_INSIDE = frozenset(
    (
        "incollection inproceedings conference inbook bookinbook suppbook suppcollection "
        "inreference article suppperiodical"
    ).split()
)
# What says something of the parent alone.
_OWN = frozenset(
    "crossref xref xdata ids doi pages url urldate note keywords options label shorthand "
    "sortkey sorttitle shorttitle indextitle abstract file eprint pmid pmcid isbn-10 "
    "annote annotation relatedtype related execute".split()
)
_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_DEPTH = 9
_GRANULAR = re.compile(r"xdata\s*=\s*(?P<key>[^\s]+?)-(?P<field>[A-Za-z]+)(?:-\d+)?")


def inherited(
    entry: RawEntry,
    entries: Mapping[str, RawEntry],
    memo: dict[str, dict[str, str]],
    depth: int = 0,
) -> dict[str, str]:
    """The fields of an entry, by name, with all that it takes from others (by small key)."""
    fields = {item.name: item.value for item in reversed(entry.fields)}
    if not fields.keys() & {"crossref", "xdata"} and "xdata=" not in "".join(fields.values()):
        return fields
    known = memo.get(entry.key.lower())
    if known is not None:
        return known
    memo[entry.key.lower()] = fields
    if depth > _DEPTH:
        return fields
    for name, value in list(fields.items()):
        if value.startswith("xdata") and (found := _GRANULAR.fullmatch(value)):
            source = entries.get(found["key"].lower())
            fields[name] = source.get(found["field"].lower()) if source else ""
    for key in re.split(r"[,\s]+", fields.get("xdata", "")):
        source = entries.get(key.lower())
        if source and source is not entry:
            for name, value in inherited(source, entries, memo, depth + 1).items():
                fields.setdefault(name, value)
    parent = entries.get(fields.get("crossref", "").lower())
    if parent and parent is not entry:
        _take(entry, fields, inherited(parent, entries, memo, depth + 1), parent.type)
    return fields


def _take(
    entry: RawEntry, fields: dict[str, str], parent: Mapping[str, str], parent_type: str
) -> None:
    inside = entry.type in _INSIDE
    renamed = _PERIODICAL if parent_type == "periodical" else _TITLES if inside else {}
    if parent_type in ("mvbook", "mvcollection", "mvproceedings", "mvreference"):
        renamed = {"title": "maintitle", "subtitle": "mainsubtitle"}
    have = set(fields)
    for name, value in parent.items():
        new = renamed.get(name, name)
        if name in _OWN or new in have:
            continue
        if inside and name == "author" and entry.type != "inbook":
            continue  # the book's author is not the chapter's
        if new != name and new in parent:
            continue  # the parent's own booktitle is the better one
        fields[new] = value


def field_source(entry: RawEntry, name: str) -> RawField | None:
    """Where an inherited value can be seen: its own field, or the one that names the parent."""
    return entry.field(name) or entry.field("crossref") or entry.field("xdata")
