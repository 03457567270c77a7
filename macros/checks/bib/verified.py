"""Do our records agree with what the services said when they were last asked? No network."""

from collections.abc import Iterator

from ...bib.verified import identity, print_of
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from .records import records

FIELDS = {
    "title": ("title",),
    "year": ("year", "date"),
    "author": ("author",),
    "journal": ("journal", "journaltitle", "shortjournal"),
    "doi": ("doi",),
}


@check("project", rule_set="citations", build=True)
def record(project: Project) -> Iterator[Diagnostic]:
    """The record of what was verified can be read and believed.

    verified-unreadable (error, never)
        Without the record of what was verified, nobody knows what has been retracted.
        Bad: docs/data/verified.json cut off in the middle
        Good: docs/data/verified.json from the last good version

    verified-refused (error, never)
        A record with a day that is still to come, or without an answer behind it, was not written
        by
        the command that asks.
        Bad: "checked": "2999-01-01"
        Good: "checked": "2026-11-22"
    """
    yield from project.verified.diagnostics


@check("project", rule_set="citations")
def answers(project: Project) -> Iterator[Diagnostic]:
    """What was found out about each source, where its record has not been changed since.

    source-unknown (warning)
        A DOI or PMID that the service doesn't know leads readers nowhere, or was made up.
        Bad: doi = {10.1000/no-such-work}
        Good: doi = {10.1000/the-number-of-the-paper}

    source-differs (warning)
        A wrong title, year, author or journal sends readers to another paper.
        Bad: year = {2012}
        Good: year = {2021}
    """
    for record in records(project) if project.verified.sources else ():
        entry, reference = record.entry, record.reference
        item = project.verified.sources.get(entry.key, {})
        if item.get("of") != identity(reference) or item.get("print") != print_of(reference):
            continue
        again = f"then run python -m macros verify --only {entry.key}"
        for service in item.get("unknown_to", []):
            name = "pmid" if service == "PubMed" else "doi"
            value, day = getattr(reference, name), item.get("checked")
            what = f"{service} did not know the {name.upper()} {value} on {day}"
            fix = f"compare it with the paper itself, {again}"
            yield record.at(entry.field(name), "source-unknown", what, fix)
        for one in item.get("differences", []):
            field = str(one.get("field"))
            held = next(filter(None, map(entry.field, FIELDS.get(field, (field,)))), None)
            what = f'the {field} is "{one.get("ours")}", but {one.get("service")} says'
            fix = f"look at the paper and correct the entry; {again}"
            yield record.at(held, "source-differs", f'{what} "{one.get("theirs")}"', fix)
