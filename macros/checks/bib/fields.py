"""Are the types, fields and keys of references.bib known, and the records whole?"""

import re
from collections.abc import Iterator, Mapping

from ...bib.parser import RawEntry, RawField
from ...bib.vocabulary import (
    DESIRED,
    FIELDS,
    NEEDED,
    NOT_CITABLE,
    TYPES,
    VALUES,
    WRITTEN,
    known_field,
    lacking,
)
from ...model import Diagnostic, Edit
from ...project import Project
from ...suggest import fold, likeness, nearest
from ...tables import table, turned
from ..rule import check
from .records import Record, record_fields, records

_TABLE = table(__file__)
# What people call it who know the field.
_MEANT = {name: turned(groups) for name, groups in _TABLE["meant"].items()}
_XDATA = re.compile(r"@xdata\s*[{(]\s*([^\s,{}()]+)", re.IGNORECASE)
_KEY = re.compile(r"\w[\w:.+/-]*")
_OWN_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|/Users/|/home/")
_NO_TITLE = re.compile(
    r"\W*(?:title(?: here)?|untitled|todo|tbd|tbc|xxx+|test|new (?:entry|article)|unknown|\?+)\W*",
    re.IGNORECASE,
)


@check("project", rule_set="citations")
def types_and_keys(project: Project) -> Iterator[Diagnostic]:
    """The type and key of each entry.

    bib-type (fixable)
        The type decides how a reference is printed: one of an unknown type loses its journal, book
        or address.
        Bad: @artcle{smith2020,
        Good: @article{smith2020,

    bib-key
        A key with other signs can't be an address on the page.
        Bad: @article{o'brien 2020,
        Good: @article{obrien2020,

    bib-key-letters (note)
        A letter with an accent can't be typed on every keyboard.
        Bad: @article{müller2020,
        Good: @article{mueller2020,
    """
    for record in records(project):
        key, entry = record.key, record.entry
        if not (key.isascii() and _KEY.fullmatch(key)):
            plainer = re.sub(r"[^A-Za-z0-9:._+/-]", "", fold(key)).lstrip(":._+/-")
            fix = (
                f'write another, such as "{plainer}", here and on the pages that cite it'
                if plainer
                else "give the entry a key such as smith2020port"
            )
            what = f'the key "{key}" holds signs other than letters a to z, digits and : . _ + / -'
            rule = "bib-key-letters" if _KEY.fullmatch(key) else "bib-key"
            yield record.source.diagnostic(entry.start, rule, what, fix, key=key)
        if entry.type not in TYPES:
            near = nearest(entry.type, sorted(TYPES), 0.7)
            what = (
                f'the entry "{key}" has the type @{entry.type}, which nothing knows: its '
                f"journal, book or address would not be printed"
            )
            fix = (
                f"did you mean @{near}?"
                if near
                else "use @article, @book, @incollection, @techreport, @online or @misc"
            )
            start = record.source.text.lower().find(entry.type, entry.start)
            edit = Edit(start, start + len(entry.type), near) if near else None
            yield record.source.diagnostic(entry.start, "bib-type", what, fix, edit, key=key)


@check("project", rule_set="citations")
def field_names(project: Project) -> Iterator[Diagnostic]:
    """The names of fields, and the words that some may hold.

    bib-field (fixable)
        What stands under a misspelt name never reaches a reader.
        Bad: jounal = {BMJ}
        Good: journal = {BMJ}

    bib-field-unknown (note)
        Nothing reads a field of this name; its text never reaches a reader.
        Bad: colour = {blue}
        Good: note = {blue}

    bib-field-private (warning)
        A file's place on somebody's own computer names that person.
        Bad: file = {/home/ann/bees.pdf}
        Good: delete the field

    bib-vocabulary (fixable)
        A value that nothing knows shows no kind of evidence.
        Bad: evidence = {guidline}
        Good: evidence = {guideline}
    """
    profile = project.profile
    allowed = {
        "evidence": frozenset(profile.kinds),
        "authority": frozenset(profile.authorities) | NOT_CITABLE,
        **VALUES,
    }
    for record in records(project):
        have = {item.name for item in record.entry.fields}
        for item in record.entry.fields:
            yield from _name(record, item, have)
            if item.name in allowed and item.value.strip() not in allowed[item.name]:
                yield _word(record, item, allowed[item.name])


def _name(record: Record, item: RawField, have: set[str]) -> Iterator[Diagnostic]:
    name = item.name
    meant = WRITTEN.get(name, "")
    if known_field(name) and (not meant or meant in have):
        if name in ("file", "local-url") and _OWN_COMPUTER.search(item.value):
            what = (
                f'the field "{name}" names a file on somebody\'s own computer, and with it '
                f"that person"
            )
            yield record.at(item, "bib-field-private", what, "delete the field")
        return
    near = _near(name)
    what = f'the field "{name}" is not known, and its text is lost'
    if near and near not in have:
        have.add(near)
        edit = Edit(item.at, item.at + len(name), near)
        yield record.at(item, "bib-field", what, f'did you mean "{near}"?', edit)
        return
    fix = (
        f'"{near}" stands in this entry already: keep one of the two'
        if near
        else "delete it, or put its text under note"
    )
    yield record.at(item, "bib-field-unknown", what, fix)


def _near(name: str) -> str:
    """The field that a misspelt name means, or ""."""
    if WRITTEN.get(name):
        return WRITTEN[name]
    turned = next((field for field in sorted(FIELDS) if sorted(field) == sorted(name)), "")
    if turned:
        return turned
    near = nearest(name, sorted(FIELDS), 0.75 if len(name) > 3 else 0.9)
    # "citation" is not "location": a slip keeps the first letters, or all, or nearly all, others.
    kept = name[:2] == near[:2] or name[1:] == near[1:] or likeness(name, near) >= 0.85
    return near if kept else ""


def _word(record: Record, item: RawField, allowed: frozenset[str]) -> Diagnostic:
    meant = _MEANT.get(item.name, {}).get(fold(item.value), "")
    near = meant if meant in allowed else nearest(item.value, sorted(allowed), 0.7)
    fix = f'did you mean "{near}"?' if near else f"write one of: {', '.join(sorted(allowed))}"
    return record.at(
        item, "bib-vocabulary", f'{item.name} can\'t be "{item.value}"', fix, near or None
    )


@check("project", rule_set="citations")
def whole(project: Project) -> Iterator[Diagnostic]:
    """What a record lacks.

    bib-needed
        Without its journal, publisher, year or address a reader can't find the work.
        Bad: an @article without year
        Good: year = {2020}

    bib-incomplete (note)
        Readers are told that the record is incomplete, and so should be whoever can complete it.
        Bad: recordquality = {partial}
        Good: add what is listed, then write recordquality = {full}
    """
    for record in records(project):
        reference, needed = record.reference, _needed(record)
        if reference.record == "partial":
            missing = needed + lacking(reference, DESIRED)
            lacks = f"it lacks {', '.join(missing)}" if missing else "as it says itself"
            what = f"the record is incomplete{':' if missing else ','} {lacks}"
            fix = "complete it from the source itself, then write recordquality = {full}"
            yield record.at("recordquality", "bib-incomplete", what, fix)
            continue
        title = record.entry.field("title")
        if title and _NO_TITLE.fullmatch(title.value):
            fix = "write the title as the source gives it"
            yield record.at(
                title, "bib-needed", f'"{title.value}" stands where the title belongs', fix
            )
        for words in needed:
            name = _field_of(words)
            empty = next(
                (
                    item
                    for item in record.entry.fields
                    if item.name in name.split("/") and record.empty(item)
                ),
                None,
            )
            what = f'the field "{empty.name}" is empty' if empty else f"the {words} is missing"
            fix = (
                f"add {name.split('/')[0]} = {{…}} from the source itself; "
                f"@{record.entry.type} needs it"
            )
            yield record.at(empty, "bib-needed", what, fix)


@check("project", rule_set="citations")
def parents(project: Project) -> Iterator[Diagnostic]:
    """What records take from others.

    bib-parent
        What a record would take from another that is not there is missing in the list.
        Bad: crossref = {handbok}, where no entry has this key
        Good: crossref = {handbook}
    """
    bibliography = project.bibliography
    entries = {entry.key.lower(): entry for entry in bibliography.entries}
    known = {*entries, *(key.lower() for key in bibliography.broken)}
    known |= {key.lower() for key in _XDATA.findall(project.bibliography_text.text)}
    for record, item in record_fields(project, "crossref", "xdata"):
        for key in filter(None, re.split(r"[,\s]+", item.value.lower())):
            if key not in known:
                near = nearest(key, known)
                fix = f'did you mean "{near}"?' if near else "add that entry, or take the field out"
                yield record.at(item, "bib-parent", f'"{key}" is the key of no entry', fix)
            elif item.name == "crossref" and key in _ancestors(key, entries):
                what = f'"{key}" takes its fields from an entry that takes them from it'
                yield record.at(item, "bib-parent", what, "name the book in one of them only")


def _ancestors(key: str, entries: Mapping[str, RawEntry]) -> set[str]:
    """The keys that a chain of crossref leads to."""
    found: set[str] = set()
    while (entry := entries.get(key)) and (key := entry.get("crossref").lower()) not in found:
        found.add(key)
    return found


def _field_of(words: str) -> str:
    """The fields that would hold what is lacking, the commonest first."""
    inside = re.search(r"\((\w+)\)", words)
    name: str = inside[1] if inside else _TABLE["field_of"].get(words, words)
    return name


def _needed(record: Record) -> list[str]:
    """What is lacking, and is not there under a misspelt name or an undefined abbreviation."""
    there = {item.name for item in record.entry.fields if not item.value and not record.empty(item)}
    there |= {
        _near(item.name)
        for item in record.entry.fields
        if not known_field(item.name) or WRITTEN.get(item.name)
    }
    unread = {
        item.name
        for item in record.entry.fields
        if item.value and item.name in ("year", "date", "url", "urldate", "pmid")
    }
    return [
        words
        for words in lacking(record.reference, NEEDED)
        if not {*_field_of(words).split("/")} & (there | unread)
    ]
