"""Are the records of references.bib whole, known, alone, cited, and fit to be cited?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from ...bib.evidence import KINDS
from ...bib.formatter import HEADER, canonical
from ...bib.merge import CITABLE
from ...bib.parser import TYPES, RawEntry
from ...model import Diagnostic, Reference, plain
from ...project import Project
from ...suggest import closest, describe, fold, likely_keys
from ..pages.vocabulary import DESIRED, FIELDS, NEEDED, NOT_CITABLE, VALUES, known_field
from ..rule import Rule
from . import creators, identifiers, titles
from .records import at_entry, at_field, named, places, source, without

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "bib-type",
        "The type decides how a reference is printed: one of an unknown type loses its journal, book or address.",
        "@artcle{smith2020,",
        "@article{smith2020,",
        fixable=True,
    ),
    Rule(
        "bib-field",
        "What stands under a misspelt name never reaches a reader.",
        "jounal = {BMJ}",
        "journal = {BMJ}",
        fixable=True,
    ),
    Rule(
        "bib-needed",
        "Without its journal, publisher, year or address a reader can't find the work.",
        "an @article without year",
        "add year = {2020}",
    ),
    Rule(
        "bib-incomplete",
        "Readers are told that the record is incomplete, and so should be whoever can complete it.",
        "recordquality = {partial}",
        "add what is listed, then write recordquality = {full}",
        "note",
    ),
    Rule(
        "bib-key",
        "A key with other signs can't be an address on the page, or can't be typed on every keyboard.",
        "@article{müller 2020,",
        "@article{mueller2020,",
    ),
    Rule(
        "bib-same-work",
        "The same work under two keys gets two numbers on one page, and looks like two sources.",
        "two entries with one DOI",
        "keep one entry; cite its key on every page",
    ),
    Rule(
        "bib-uncited",
        "A source that nothing rests on is dead weight, or a citation has been lost.",
        "an entry that no page cites",
        "delete it, or add keywords = {further-reading}",
        "warning",
    ),
    Rule(
        "bib-further-cited",
        "Further reading is what no page cites; the word is left over.",
        "a cited entry with keywords = {further-reading}",
        "take further-reading out of keywords",
        "warning",
        True,
    ),
    Rule(
        "bib-vocabulary",
        "A value that nothing knows shows no kind of evidence.",
        "evidence = {guidline}",
        "evidence = {guideline}",
        fixable=True,
    ),
    Rule(
        "bib-authority",
        "Shops, forums and private pages can't carry a statement on health.",
        "a cited entry with authority = {community}",
        "rest the statement on a journal, guideline, society, hospital, charity or maker",
    ),
    Rule(
        "bib-record-only",
        "Where only the record of a source was seen, nobody knows what it recommends.",
        "textseen = {record}, cited alone",
        "read the source and say so under textseen, or add one that was read",
        "note",
    ),
    Rule(
        "bib-retracted",
        "A retracted work must not carry a statement on health.",
        "a cited entry with status = {retracted}",
        "take the citation out, and what rests on it alone",
    ),
    Rule(
        "bib-superseded",
        "A newer version has replaced this one.",
        "a cited entry with status = {superseded}",
        "read the newer version and cite it",
        "warning",
    ),
    Rule(
        "bib-concern",
        "The journal itself has doubts about this work.",
        "a cited entry with status = {concern}",
        "read the notice; say so on the page or rest the statement on another source",
        "warning",
    ),
    Rule(
        "bib-form",
        "One form for all keeps every later change easy to read.",
        "entries out of order",
        "run make format",
        "note",
    ),
)
# What people call it who know the field, and the fields of other programs that nothing here reads.
MEANT = {
    "evidence": {
        "rct": "randomised-trial",
        "trial": "randomised-trial",
        "randomized-trial": "randomised-trial",
        "randomised controlled trial": "randomised-trial",
        "randomized controlled trial": "randomised-trial",
        "meta-analysis": "systematic-review",
        "metaanalysis": "systematic-review",
        "practice guideline": "guideline",
        "guidelines": "guideline",
        "case report": "case-series",
        "case-report": "case-series",
        "cohort study": "cohort",
        "narrative review": "review",
        "ifu": "manufacturer",
        "leaflet": "patient-information",
    },
    "authority": {
        "society": "professional-society",
        "company": "manufacturer",
        "maker": "manufacturer",
        "nhs": "hospital",
        "blog": "personal",
        "shop": "commercial",
        "forum": "community",
    },
}
WRITTEN = {
    "authors": "author",
    "published": "date",
    "publication_date": "date",
    "publicationdate": "date",
    "pubdate": "date",
    "pub_year": "year",
    "pubyear": "year",
    "references": "",
    "link": "url",
    "web": "url",
    "website": "url",
    "issue_no": "number",
    "no": "number",
    "vol": "volume",
    "page": "pages",
    "publication": "journal",
    "source_title": "journal",
    "pubmed": "pmid",
    "pubmedid": "pmid",
    "pubmed_id": "pmid",
    "pubmed-id": "pmid",
}
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._+/-]*")
LISTS: dict[str, frozenset[str]] = {"evidence": frozenset(name for name, _, _ in KINDS), **VALUES}


def check(project: Project) -> Iterator[Diagnostic]:
    """All records. Silent where the file itself can't be read: its reader has told that already."""
    bibliography = project.bibliography
    entries = bibliography.entries
    if not entries:
        return
    where, lines = places(project), source(project).split("\n")
    undefined = {
        diagnostic.line
        for diagnostic in bibliography.diagnostics
        if diagnostic.rule == "bib-string"
    }
    found: list[Diagnostic] = []
    for entry in entries:
        reference = bibliography.references[entry.key]
        found += _names(bibliography.path, entry)
        found += _needed(
            bibliography.path,
            entry,
            reference,
            {other.key.lower(): other for other in entries} if entry.get("crossref") else {},
            undefined,
        )
        found += _standing(bibliography.path, entry, reference, where, lines)
    twins = list(_same(bibliography.path, entries, bibliography.references, where))
    found += twins
    found += _uncited(project, entries, where, {diagnostic.line for diagnostic in twins})
    yield from found
    yield from _record_only(project)
    yield from _form(project, entries, found)


def _names(path: str, entry: RawEntry) -> Iterator[Diagnostic]:
    if not KEY.fullmatch(entry.key):
        plainer = re.sub(r"[^A-Za-z0-9:._+/-]", "", fold(entry.key)).lstrip(":._+/-")
        yield at_entry(
            path,
            entry,
            "bib-key",
            f'the key "{entry.key}" holds signs other than letters a to z, digits and : . _ + / -',
            f'write another, such as "{plainer}", here and on the pages that cite it'
            if plainer
            else "give the entry a key such as smith2020port",
        )
    if entry.type not in TYPES:
        near = closest(entry.type, sorted(TYPES), 1, 0.7)
        diagnostic = at_entry(
            path,
            entry,
            "bib-type",
            f'the entry "{entry.key}" has the type @{entry.type}, which nothing knows: its journal, book or address would not be printed',
            f"did you mean @{near[0]}?"
            if near
            else "use @article, @book, @incollection, @techreport, @online or @misc",
        )
        yield Diagnostic(
            diagnostic.path,
            diagnostic.line,
            1,
            diagnostic.rule,
            diagnostic.message,
            diagnostic.fix,
            "error",
            (entry.line, 2, 2 + len(entry.type), near[0]) if near else None,
        )
    have = {item.name for item in entry.fields}
    for item in entry.fields:
        if known_field(item.name) and not (
            WRITTEN.get(item.name) and WRITTEN[item.name] not in have
        ):
            if item.name in ("file", "local-url") and re.search(
                r"[A-Za-z]:[\\/]|/Users/|/home/", item.value
            ):
                yield Diagnostic(
                    path,
                    item.line,
                    item.column,
                    "bib-field",
                    f'in the entry "{entry.key}" the field "{item.name}" names a file on somebody\'s own computer, and with it that person',
                    "delete the field",
                    "warning",
                )
            continue
        near = _near(item.name)
        if near and near not in have:
            yield Diagnostic(
                path,
                item.line,
                item.column,
                "bib-field",
                f'in the entry "{entry.key}" the field "{item.name}" is not known, and its text is lost',
                f'did you mean "{near}"?',
                "error",
                (item.line, item.column, item.column + len(item.name), near),
            )
        else:
            yield Diagnostic(
                path,
                item.line,
                item.column,
                "bib-field",
                f'in the entry "{entry.key}" the field "{item.name}" is not known, and its text is lost',
                f'"{near}" stands in this entry already: keep one of the two'
                if near
                else "delete it, or put its text under note",
                "warning",
            )
    for name, allowed in LISTS.items():
        item = entry.field(name)
        if item and item.value.strip() not in allowed:
            near = (
                [MEANT[name][fold(item.value)]]
                if fold(item.value) in MEANT.get(name, {})
                else closest(item.value, sorted(allowed), 1, 0.7)
            )
            yield at_field(
                path,
                entry,
                item,
                "bib-vocabulary",
                f'{name} can\'t be "{item.value}"',
                f'did you mean "{near[0]}"?'
                if near
                else f"write one of: {', '.join(sorted(allowed))}",
                near[0] if near else None,
            )


def _near(name: str) -> str:
    if WRITTEN.get(name):
        return WRITTEN[name]
    turned = next((field for field in sorted(FIELDS) if sorted(field) == sorted(name)), "")
    return turned or next(iter(closest(name, sorted(FIELDS), 1, 0.75)), "")


def _needed(
    path: str,
    entry: RawEntry,
    reference: Reference,
    parents: Mapping[str, RawEntry],
    undefined: set[int],
) -> Iterator[Diagnostic]:
    parent = parents.get(entry.get("crossref").lower())
    have = {item.name for item in entry.fields if item.value or item.line in undefined} | (
        {item.name for item in parent.fields} | {"booktitle"} if parent else set()
    )
    meant = {
        _near(item.name)
        for item in entry.fields
        if not known_field(item.name) or WRITTEN.get(item.name)
    }

    def lacking(fields: tuple[str, ...]) -> list[str]:
        return [field for field in fields if not {*field.split("/")} & (have | meant)]

    needed = lacking(NEEDED.get(entry.type, ("title",)))
    if reference.record == "partial":
        missing = [_words(field) for field in needed + lacking(DESIRED.get(entry.type, ()))]
        item = entry.field("recordquality")
        yield at_field(
            path,
            entry,
            item,
            "bib-incomplete",
            f"the record is incomplete{': it lacks ' + ', '.join(missing) if missing else ', as it says itself'}",
            "complete it from the source itself, then write recordquality = {full}",
            severity="note",
        )
        return
    title = entry.field("title")
    if title and re.fullmatch(
        r"\W*(?:title(?: here)?|untitled|todo|tbd|tbc|xxx+|test|new (?:entry|article)|unknown|\?+)\W*",
        title.value,
        re.IGNORECASE,
    ):
        yield at_field(
            path,
            entry,
            title,
            "bib-needed",
            f'"{title.value}" stands where the title belongs',
            "write the title as the source gives it",
        )
    for field in needed:
        empty = next((item for item in entry.fields if item.name in field.split("/")), None)
        what = f'the field "{empty.name}" is empty' if empty else f"the {_words(field)} is missing"
        types = ", ".join(
            f"@{name}"
            for name in sorted(NEEDED)
            if field in NEEDED[name]
            and name
            in (
                "article",
                "book",
                "incollection",
                "inproceedings",
                "online",
                "phdthesis",
                "techreport",
            )
        )
        yield Diagnostic(
            path,
            empty.line if empty else entry.line,
            empty.column if empty else 1,
            "bib-needed",
            f'in the entry "{entry.key}" {what}',
            f"add {field.split('/')[0]} = {{…}} from the source itself{f'; {types} need it' if types else ''}",
        )


def _words(field: str) -> str:
    first = field.split("/")
    return {
        "url": "address (url)",
        "urldate": "day it was read (urldate)",
        "author": "author or editor" if "editor" in first else "author",
        "pages": "pages or article number",
    }.get(first[0], first[0])


def _standing(
    path: str,
    entry: RawEntry,
    reference: Reference,
    where: Mapping[str, list[str]],
    lines: list[str],
) -> Iterator[Diagnostic]:
    """May this source carry what rests on it? DESIGN, rules of the text, 8."""
    cited = where.get(entry.key, [])
    keywords = entry.field("keywords")
    if cited and reference.further_reading and keywords:
        rest = ", ".join(
            word.strip()
            for word in re.split(r"[,;]", keywords.value)
            if word.strip().lower() != "further-reading" and word.strip()
        )
        diagnostic = at_field(
            path,
            entry,
            keywords,
            "bib-further-cited",
            f"the keyword further-reading stands, although {cited[0]} cites it",
            "take the word out",
            rest or None,
            "warning",
        )
        if not rest and keywords.span:
            diagnostic = replace(diagnostic, edit=without(lines, keywords))
        yield diagnostic
    if not cited:
        return
    if reference.authority in NOT_CITABLE:
        yield at_field(
            path,
            entry,
            entry.field("authority"),
            "bib-authority",
            f"the authority is {reference.authority}, which may not carry a statement; cited in {named(cited)}",
            f"rest these statements on one of: {', '.join(sorted(CITABLE))}",
        )
    told = {
        "retracted": (
            "error",
            f"the work was retracted, and these still rest on it: {named(cited)}",
            "take the citations out, and every statement that has no other source",
        ),
        "superseded": (
            "warning",
            f"a newer version has replaced the work; cited in {named(cited)}",
            "read the newer version, and cite that",
        ),
        "concern": (
            "warning",
            f"the journal has published an expression of concern; cited in {named(cited)}",
            "read the notice, and say so on the page or rest the statement on another source",
        ),
    }.get(reference.status)
    if told:
        severity, message, fix = told
        yield at_entry(
            path,
            entry,
            f"bib-{reference.status}",
            f'in the entry "{entry.key}" {message}',
            fix,
            severity,
            entry.line_of("status"),
        )


def _record_only(project: Project) -> Iterator[Diagnostic]:
    references = project.bibliography.references
    for page in project.pages:
        for call in page.calls:
            keys = [key.strip() for key in call.args] if call.name == "cite" else []
            if keys and all(
                key in references and references[key].text_seen == "record" for key in keys
            ):
                yield Diagnostic(
                    page.path,
                    call.line,
                    call.column,
                    "bib-record-only",
                    f"of {' and '.join(keys)} only the record was seen, and nothing else is cited here",
                    "it may be named, but not credited with a recommendation: add a source that was read, or read this one",
                    "note",
                )


def _same(
    path: str,
    entries: tuple[RawEntry, ...],
    references: Mapping[str, Reference],
    where: Mapping[str, list[str]],
) -> Iterator[Diagnostic]:
    seen: dict[tuple, RawEntry] = {}
    for entry in entries:
        reference = references[entry.key]
        for mark in _identity(reference):
            first = seen.setdefault(mark, entry)
            if (
                first is not entry
                and mark[0] == "pmid"
                and reference.doi
                and references[first.key].doi
                and not _alike(references[first.key], reference)
            ):
                yield at_entry(
                    path,
                    entry,
                    "bib-same-work",
                    f'"{entry.key}" and "{first.key}" (line {first.line}) have the same PubMed number, but different DOIs',
                    "one of the numbers is wrong: look both up, and keep the right one",
                    line=entry.line_of("pmid"),
                )
                break
            if first is entry or not _alike(references[first.key], reference):
                continue
            keep = (
                first if len(where.get(first.key, [])) >= len(where.get(entry.key, [])) else entry
            )
            other = entry if keep is first else first
            affected = where.get(other.key, [])
            what = {
                "doi": "the same DOI",
                "pmid": "the same PubMed number",
                "url": "the same address and title",
            }.get(mark[0], "the same title, year and first author")
            yield at_entry(
                path,
                entry,
                "bib-same-work",
                f'"{entry.key}" and "{first.key}" (line {first.line}) are the same work: they have {what}',
                f'keep "{keep.key}" and delete "{other.key}"'
                + (f"; then mend {named(affected)}" if affected else ""),
            )
            break


def _identity(reference: Reference) -> Iterator[tuple]:
    if reference.doi:
        yield "doi", reference.doi.lower()
    if reference.pmid:
        yield "pmid", reference.pmid
    title = re.sub(r"\W+", "", fold(plain(reference.title)))
    if title and reference.url:
        yield "url", re.sub(r"^https?://(?:www\.)?", "", reference.url.lower()).rstrip("/"), title
    if reference.year and (len(title) >= 20 or (title and reference.pages and reference.authors)):
        author = (
            fold(reference.authors[0].family or reference.authors[0].literal)
            if reference.authors
            else ""
        )
        yield "title", title, reference.year, author


def _alike(first: Reference, other: Reference) -> bool:
    """Whether nothing says that two records with one mark are two works: parts of one series share title and year."""
    pairs = (
        (first.doi.lower(), other.doi.lower()),
        (first.volume, other.volume),
        (first.number, other.number),
        (first.isbn, other.isbn),
        (first.edition, other.edition),
    )
    same_doi = first.doi and first.doi.lower() == other.doi.lower()
    return bool(same_doi) or (
        not any(ours and theirs and ours != theirs for ours, theirs in pairs)
        and (first.kind == other.kind or not (first.doi or other.doi))
    )


def _uncited(
    project: Project, entries: tuple[RawEntry, ...], where: Mapping[str, list[str]], told: set[int]
) -> Iterator[Diagnostic]:
    references = project.bibliography.references
    idle = [
        entry
        for entry in entries
        if entry.key not in where
        and not references[entry.key].further_reading
        and entry.line not in told
    ]
    lost = any(
        diagnostic.rule in ("page-encoding", "page-unreadable")
        for page in project.pages
        for diagnostic in page.diagnostics
    )
    if (
        not idle
        or lost
        or any(diagnostic.rule == "data-syntax" for diagnostic in project.data.diagnostics)
    ):
        return  # nobody can know what an unreadable page cites
    parents = {entry.get("crossref").lower() for entry in entries} | {
        entry.get("xdata").lower() for entry in entries
    }
    # A citation that is misspelt or can't be read is told where it stands: its source is not told as uncited on top.
    meant = {
        near for key in where if key not in references for near in likely_keys(key, references)
    }
    rows = [
        row
        for page in project.pages
        for row in page.source.split("\n")
        if "cite" in row or "@" in row or "[^" in row
    ]
    for entry in idle:
        if (
            entry.key.lower() in parents
            or entry.key in meant
            or any(
                re.search(rf"(?<![\w-]){re.escape(entry.key)}(?![\w-])", row)
                for row in rows
                if entry.key in row
            )
        ):
            continue
        yield at_entry(
            project.bibliography.path,
            entry,
            "bib-uncited",
            f'"{entry.key}" ({describe(references[entry.key])}) is not cited anywhere',
            "cite it, delete it, or mark it as further reading with keywords = {further-reading}",
            "warning",
        )


def _form(
    project: Project, entries: tuple[RawEntry, ...], found: list[Diagnostic]
) -> Iterator[Diagnostic]:
    """The canonical form, for a file that says it is kept in it; told alone, since a mend of another fault often mends this."""
    if project.bibliography.diagnostics or any(
        diagnostic.rule != "bib-incomplete" for diagnostic in found
    ):
        return
    text = source(project)
    if not text.startswith(HEADER.split("\n")[0]):
        return
    wanted = canonical(entries)
    ours, theirs = text.split("\n"), wanted.split("\n")
    lines = [
        number for number, pair in enumerate(zip_longest(ours, theirs), 1) if pair[0] != pair[1]
    ]
    if lines and len(ours) == len(
        theirs
    ):  # a line with a fault of its own is told by that fault's rule
        told = {
            diagnostic.line
            for room in (identifiers, creators, titles)
            for diagnostic in room.check(project)
        }
        lines = [number for number in lines if number not in told]
    if lines:
        yield Diagnostic(
            project.bibliography.path,
            min(lines[0], len(ours)),
            1,
            "bib-form",
            "from this line on the file is not in its one form (order of entries, order of fields, braces)",
            "run make format, which loses nothing",
            "note",
        )
