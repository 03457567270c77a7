"""The one form in which references.bib is kept: order, field names, braces.

A file in this form never changes by being written again, and writing a file never changes what is
read from it: an entry whose reference would differ stays as it is. Comments, @string, @comment and
groups of other programs stay.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..model import Reference
from .dates import parse_date, unread_range
from .identifiers import bare_doi, bare_pmcid, bare_pmid
from .library import references_of
from .parser import RawEntry, RawField, chunks, scan
from .vocabulary import ONE_TYPE, ORDER, RENAMED, WORKING_NOTES

HEADER = """\
% references.bib: every source of the handbook, once, sorted by key. `make format` writes this form; a test checks it.
% evidence, authority: the words that docs/data/handbook.yml names.
% recordquality: full, or partial where the record lacks something (see note). textseen: what was read: full, opening, abstract, record.
% keywords = {further-reading}: listed, though no page cites it. status and notice: retracted, concern, corrected, superseded, and where it says so.
"""  # noqa: E501 (a file's own lines)

_FIRST_LINE = HEADER.split("\n", 1)[0]


@dataclass
class Formatted:
    """A file in its one form, what was taken out (by field), which entries stay as they were."""

    text: str
    dropped: Counter[str] = field(default_factory=Counter)
    droppable: Counter[str] = field(default_factory=Counter)
    untouched: list[str] = field(default_factory=list)


def formatted(text: str, *, drop: bool = False) -> Formatted:
    """A file in its one form.

    In: a file that can be read (`scan` reports no error), with plain line ends. `drop` takes
    working notes out. Out: entries sorted by key, parents of `crossref` last, each with the
    comments above it; @string and @preamble first.
    """
    entries, _, _ = scan(text)
    among = {entry.key.lower(): entry for entry in reversed(entries)}
    by_start = {entry.start: entry for entry in entries}
    found, before = chunks(text)
    out = Formatted("")
    head, _, near = before.rpartition("\n\n")  # a remark that touches the first entry belongs to it
    head, near = (before, "") if before.startswith(_FIRST_LINE) else (head, near)
    top: list[str] = [head.strip("\n")]
    rows: list[tuple[tuple[bool, str], str]] = []
    lead = _comments(near)
    parents = {entry.get("crossref").lower() for entry in entries}
    for chunk in found:
        entry = by_start.get(chunk.start)
        piece = chunk.text.strip()
        if entry:
            written = _entry_text(entry, piece, text, among, out, drop=drop)
            last = entry.key.lower() in parents or entry.type == "xdata"
            rows.append(((last, entry.key.lower()), lead + written))
            lead = ""
        elif chunk.type.lower() in ("string", "preamble"):
            top.append(lead + piece)
            lead = ""
        else:
            lead += piece + "\n"
        lead += _comments(chunk.trailing)
    head = top[0]
    if head.startswith(_FIRST_LINE):
        head = HEADER.rstrip("\n") + _after_header(head)
    ordered = [row for _, row in sorted(rows, key=lambda row: row[0])]
    blocks = [head, "\n".join(filter(None, top[1:])), *ordered, lead]
    out.text = "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"
    return out


def _after_header(head: str) -> str:
    """What stands below our own header: somebody's remarks."""
    known = set(HEADER.split("\n"))
    rest = [line for line in head.split("\n") if line not in known]
    return "\n" + "\n".join(rest) if any(line.strip() for line in rest) else ""


def _comments(trailing: str) -> str:
    """The lines between two entries, without commas and blank lines at their ends."""
    text = "\n".join(line.rstrip() for line in trailing.split("\n")).strip("\n, ")
    return f"{text}\n" if text else ""


def _entry_text(
    entry: RawEntry,
    piece: str,
    text: str,
    among: Mapping[str, RawEntry],
    out: Formatted,
    *,
    drop: bool,
) -> str:
    """One entry in its one form, or as it stands where that would change what is read."""
    fields = _fields(entry, text, drop=drop)
    made = tuple(RawField(name, value) for name, (_, value) in fields.items())
    new = RawEntry(ONE_TYPE.get(entry.type, entry.type), entry.key, fields=made)
    ours = references_of([entry], among)[entry.key]
    theirs = references_of(
        [new], {**among, entry.key.lower(): new} if among.get(entry.key.lower()) is entry else among
    )
    if _seen(ours) != _seen(theirs[entry.key]):
        out.untouched.append(entry.key)
        return piece
    notes = Counter(item.name for item in entry.fields if item.name in WORKING_NOTES)
    (out.dropped if drop else out.droppable).update(notes)
    return _written(new, fields).rstrip("\n")


def _seen(reference: Reference) -> Reference:
    """A reference without what its place in the file and its type's other name say."""
    return replace(
        reference, line=1, entry_type=ONE_TYPE.get(reference.entry_type, reference.entry_type)
    )


def canonical_entry(entry: RawEntry, text: str = "", *, drop: bool = False) -> str:
    """One entry in its one form, ending with a line end; `text` keeps its abbreviations."""
    return _written(entry, _fields(entry, text, drop=drop))


def _written(entry: RawEntry, fields: Mapping[str, tuple[str, str]]) -> str:
    written = {name: raw for name, (raw, _) in fields.items()}
    return entry_text(ONE_TYPE.get(entry.type, entry.type), entry.key, written)


def entry_text(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry of fields that are written already, in their one order."""
    known = [name for name in ORDER if name in fields] + sorted(fields.keys() - ORDER)
    rows = "".join(f"\n  {name} = {fields[name]}," for name in known).rstrip(",")
    return f"@{kind}{{{key},{rows}\n}}\n"


def _fields(entry: RawEntry, text: str, *, drop: bool) -> dict[str, tuple[str, str]]:
    """The fields under the names that are kept, each as it is written and as it is read."""
    have = {item.name for item in entry.fields}
    fields: dict[str, tuple[str, str]] = {}
    for item in entry.fields:
        target = RENAMED.get(item.name, "")
        clash = (
            not target
            or target in have
            or any(RENAMED.get(name) == target for name in have - {item.name})
        )
        name = item.name if clash else target
        if not (drop and name in WORKING_NOTES) and (item.value or item.end - item.start > 2):
            fields[name] = (_kept(text, item.start, item.end) or f"{{{item.value}}}", item.value)
    date = fields.get("date", ("", ""))[1]
    if (
        date
        and not have & {"year", "month", "day"}
        and not unread_range(date)
        and (when := parse_date(date))
    ):
        del fields["date"]
        for name, number in (("year", when.year), ("month", when.month), ("day", when.day)):
            if number:
                fields[name] = _plain(str(number))
    for name, tidy in (("doi", bare_doi), ("pmid", bare_pmid), ("pmcid", bare_pmcid)):
        if bare := tidy(fields.get(name, ("", ""))[1]):
            fields[name] = _plain(bare)
    pages = fields.get("pages", ("", ""))[1]
    if re.fullmatch(r"\w+\s*(?:-+|[\u2010-\u2015])\s*\w+", pages):
        fields["pages"] = _plain(re.sub(r"\s*(?:-+|[\u2010-\u2015])\s*", "--", pages))
    return fields


def _plain(value: str) -> tuple[str, str]:
    return f"{{{value}}}", value


def _kept(text: str, start: int, end: int) -> str:
    """A value as it stands in the file, where it holds an abbreviation; "" for any other."""
    raw = " ".join(text[start:end].split())
    plain = re.fullmatch(r"\d+", raw) or raw[:1] == "{" or (raw[:1] == '"' and "#" not in raw)
    joined = raw[:1] == "{" and re.search(r"\}\s*#", raw)
    return "" if plain and not joined else raw
