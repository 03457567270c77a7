"""Are the sources alone, cited, and fit to be cited?"""

import re
from collections.abc import Iterator

from ...bib.identifiers import bare_doi
from ...bib.vocabulary import NOT_CITABLE
from ...model import Diagnostic, Reference, plain
from ...project import Project
from ...suggest import describe, fold, likely_keys
from ..rule import check
from .records import Record, places, records

_RETRACTED = re.compile(
    r"^\W*(?:retracted|withdrawn|removed|temporary removal)\b(?:\s+(?:article|paper"
    r"|chapter))?\s*[\])]?\s*[:.\u2013\u2014-]"
    r"|^\W*(?-i:RETRACTED|WITHDRAWN)\W|^\W*[\[(](?:retracted|withdrawn)\b|[\[(](?:this article "
    r"has been )?(?:retracted|withdrawn)\b[^\])]{0,200}[\])]\W*$"
    r"|[\[(]\s*(?:retraction|withdrawal)\s+(?:in|of publication)\b",
    re.IGNORECASE,
)


@check("project", rule_set="citations")
def standing(project: Project) -> Iterator[Diagnostic]:
    """May a source carry what rests on it?

    bib-retracted (never)
        A retracted work must not carry a statement.
        Bad: a cited entry with status = {retracted}
        Good: take the citation out, and what rests on it alone

    bib-retracted-title (never)
        The record itself says that the work was retracted, and readers are not told.
        Bad: title = {RETRACTED: Bees in towns}
        Good: title = {Bees in towns}, status = {retracted}

    bib-superseded (warning)
        A newer version has replaced this one.
        Bad: a cited entry with status = {superseded}
        Good: read the newer version and cite it

    bib-concern (warning)
        The journal itself has doubts about this work.
        Bad: a cited entry with status = {concern}
        Good: read the notice; say so on the page or rest the statement on another source

    bib-authority
        Shops, forums and private pages can't carry a statement.
        Bad: a cited entry with authority = {community}
        Good: rest the statement on a journal, guideline, society, hospital, charity or maker

    bib-further-cited (warning, fixable)
        Further reading is what no page cites; the word is left over.
        Bad: a cited entry with keywords = {further-reading}
        Good: take further-reading out of keywords
    """
    for record in records(project):
        reference = record.reference
        if not reference.status and _RETRACTED.search(plain(reference.title)):
            fix = "look it up; if so, write status = {retracted} and take the word out of the title"
            yield record.at(
                "title", "bib-retracted-title", "the title says that the work was retracted", fix
            )
        if not record.cited:
            continue
        if reference.further_reading:
            yield from _further(record)
        if reference.authority in NOT_CITABLE:
            what = (
                f"the authority is {reference.authority}, which may not carry a statement; "
                f"cited in {', '.join(record.cited)}"
            )
            fix = (
                f"rest these statements on one of: {', '.join(sorted(project.profile.authorities))}"
            )
            yield record.at("authority", "bib-authority", what, fix)
        yield from _status(record)


def _further(record: Record) -> Iterator[Diagnostic]:
    item = record.entry.field("keywords")
    if not item:
        return
    words = [word.strip() for word in re.split(r"[,;]", item.value)]
    rest = ", ".join(word for word in words if word and word.lower() != "further-reading")
    what = f"the keyword further-reading stands, although {record.cited[0]} cites it"
    yield record.at(
        item, "bib-further-cited", what, "take the word out", rest or record.without(item)
    )


def _status(record: Record) -> Iterator[Diagnostic]:
    where = ", ".join(record.cited)
    message = {
        "retracted": (
            f"the work was retracted, and these still rest on it: {where}",
            "take the citations out, and every statement that has no other source",
        ),
        "superseded": (
            f"a newer version has replaced the work; cited in {where}",
            "read the newer version, and cite that",
        ),
        "concern": (
            f"the journal has published an expression of concern; cited in {where}",
            "read the notice, and say so on the page or rest the statement on another source",
        ),
    }.get(record.reference.status)
    if message:
        yield record.at(record.entry.field("status"), f"bib-{record.reference.status}", *message)


@check("project", rule_set="citations")
def asked(project: Project) -> Iterator[Diagnostic]:
    """What the handbook's profile asks of every source.

    bib-asked (warning)
        The profile asks for this field, so that readers can see what a page rests on.
        Bad: an entry without evidence, where the profile says source_needs: [evidence]
        Good: evidence = {guideline}
    """
    for name in project.profile.source_needs:
        without = [record for record in records(project) if not record.entry.get(name)]
        if without:
            more = f" and {len(without) - 1} more sources" if without[1:] else ""
            what = (
                f'"{without[0].key}"{more} do not say their {name}'
                if more
                else f'"{without[0].key}" does not say its {name}'
            )
            fix = f"add {name} = {{…}} where it can be told"
            yield without[0].source.diagnostic(
                without[0].entry.start, "bib-asked", what, fix, count=len(without)
            )


@check("project", rule_set="citations")
def record_only(project: Project) -> Iterator[Diagnostic]:
    """Statements that rest on nothing that was read.

    bib-record-only (note)
        Where only the record of a source was seen, nobody knows what it recommends.
        Bad: textseen = {record}, cited alone
        Good: read the source and say so under textseen, or add one that was read
    """
    references = project.bibliography.references
    for page in project.pages:
        for call in page.calls:
            keys = [key.strip() for key in call.args] if call.name == "cite" else []
            if keys and all(
                key in references and references[key].text_seen == "record" for key in keys
            ):
                what = (
                    f"of {' and '.join(keys)} only the record was seen, and nothing else is "
                    f"cited here"
                )
                fix = (
                    "it may be named, but not credited with a recommendation: add a source "
                    "that was read, or read this one"
                )
                yield page.text.diagnostic(call.span, "bib-record-only", what, fix)


@check("project", rule_set="citations")
def same_and_uncited(project: Project) -> Iterator[Diagnostic]:
    """Works that stand twice, and works that nothing cites.

    bib-same-work
        The same work under two keys gets two numbers on one page, and looks like two sources.
        Bad: two entries with one DOI
        Good: keep one entry; cite its key on every page

    bib-uncited (warning)
        A source that nothing rests on is dead weight, or a citation has been lost.
        Bad: an entry that no page cites
        Good: delete it, or add keywords = {further-reading}
    """
    twins: set[str] = set()
    for record, found in _same(records(project)):
        twins.add(record.key)
        yield found
    yield from _uncited(project, twins)


def _same(found: list[Record]) -> Iterator[tuple[Record, Diagnostic]]:
    seen: dict[tuple[object, ...], Record] = {}
    for record in found:
        for mark in _identity(record.reference):
            first = seen.setdefault(mark, record)
            diagnostic = _twins(mark[0], first, record) if first is not record else None
            if diagnostic:
                yield record, diagnostic
                break


def _twins(kind: object, first: Record, record: Record) -> Diagnostic | None:
    """What to say of two records that share a mark: they are one work, or a number is wrong."""
    names = f'"{record.key}" and "{first.key}" (line {first.line})'
    if not _alike(first.reference, record.reference):
        if kind != "pmid" or not (first.reference.doi and record.reference.doi):
            return None
        what = f"{names} have the same PubMed number, but different DOIs"
        fix = "one of the numbers is wrong: look both up, and keep the right one"
        item = record.entry.field("pmid")
        return record.source.diagnostic(
            item.at if item else record.entry.start, "bib-same-work", what, fix
        )
    keep, other = (first, record) if len(first.cited) >= len(record.cited) else (record, first)
    reasons = {
        "doi": "the same DOI",
        "pmid": "the same PubMed number",
        "url": "the same address and title",
    }
    what = (
        f"{names} are the same work: they have "
        f"{reasons.get(str(kind), 'the same title, year and first author')}"
    )
    fix = f'keep "{keep.key}" and delete "{other.key}"' + (
        f"; then change {', '.join(other.cited)}" if other.cited else ""
    )
    return record.source.diagnostic(record.entry.start, "bib-same-work", what, fix, key=record.key)


def _identity(reference: Reference) -> Iterator[tuple[object, ...]]:
    if reference.doi:
        yield "doi", reference.doi.lower()
    if reference.pmid:
        yield "pmid", reference.pmid
    title = re.sub(r"\W+", "", fold(plain(reference.title)))
    if title and reference.url:
        yield "url", re.sub(r"^https?://(?:www\.)?", "", reference.url.lower()).rstrip("/"), title
    if reference.year and (len(title) >= 20 or (title and reference.pages and reference.authors)):
        yield "title", title, reference.year, fold(reference.lead)


def _alike(first: Reference, other: Reference) -> bool:
    """Whether nothing shows two works: the parts of a series share title and year."""
    if first.doi and bare_doi(first.doi).lower() == other.doi.lower():
        return True
    names = ("doi", "volume", "number", "isbn", "edition", "chapter", "version", "eprint")
    pairs = [
        (str(getattr(first, name)).lower(), str(getattr(other, name)).lower()) for name in names
    ]
    differ = any(ours and theirs and ours != theirs for ours, theirs in pairs)
    return not differ and (first.kind == other.kind or not (first.doi or other.doi))


def _uncited(project: Project, reported: set[str]) -> Iterator[Diagnostic]:
    references = project.bibliography.references
    idle = [
        one
        for one in records(project)
        if not (one.cited or one.reference.further_reading or one.key in reported)
    ]
    unread = any(
        one.rule in ("page-encoding", "page-unreadable")
        for page in project.pages
        for one in page.diagnostics
    ) or any(one.rule == "data-syntax" for one in project.data.diagnostics)
    if not idle or unread:
        return  # nobody can know what an unreadable page cites
    parents = {
        key.lower()
        for one in records(project)
        for key in (one.entry.get("crossref"), *one.entry.get("xdata").split(","))
    }
    # A citation that is misspelt or can't be read is reported where it stands: its source is not
    # reported on top.
    meant = {
        near
        for key in places(project)
        if key not in references
        for near in likely_keys(key, references)
    }
    words = {
        word
        for page in project.pages
        for row in page.source.split("\n")
        if "cite" in row or "@" in row or "[^" in row
        for found in re.findall(r"[\w:.+/'-]+", row)
        for word in (found, found.strip("'.:/+-"))
    }
    for record in idle:
        if record.key.lower() in parents or record.key in meant or record.key in words:
            continue
        what = f'"{record.key}" ({describe(record.reference)}) is not cited anywhere'
        fix = "cite it, delete it, or mark it as further reading with keywords = {further-reading}"
        yield record.source.diagnostic(record.entry.start, "bib-uncited", what, fix, key=record.key)
