"""Do our records agree with what the services said when they were last asked? From the dated file;
no network.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bib.parser import RawEntry
from ...bib.verified import identity, print_of
from ...model import Diagnostic
from ...project import Project
from ..rule import check

__all__ = ["answers", "record"]

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
    bibliography = project.bibliography
    text = project.bibliography_text
    for entry in bibliography.entries if project.verified.sources else ():
        item = project.verified.sources.get(entry.key)
        reference = bibliography.references[entry.key]
        if (
            not item
            or item.get("of") != identity(reference)
            or item.get("print") != print_of(reference)
        ):
            continue
        again = f"then run python -m macros verify --only {entry.key}"
        have = {one.name for one in entry.fields}
        for service in item.get("unknown_to", []):
            pubmed = service == "PubMed"
            name, value = ("pmid", reference.pmid) if pubmed else ("doi", reference.doi)
            yield text.diagnostic(
                _place(entry, name),
                "source-unknown",
                f'in the entry "{entry.key}" {service} did not know the {name.upper()} {value}'
                f" on {item.get('checked')}",
                f"compare it with the paper itself, {again}",
            )
        for one in item.get("differences", []):
            field = str(one.get("field"))
            name = next((name for name in FIELDS.get(field, ()) if name in have), field)
            yield text.diagnostic(
                _place(entry, name),
                "source-differs",
                f'in the entry "{entry.key}" the {field} is "{one.get("ours")}",'
                f' but {one.get("service")} says "{one.get("theirs")}"',
                f"look at the paper and correct the entry; {again}",
            )


def _place(entry: RawEntry, name: str) -> int:
    """Where a field is named; the entry where it has none."""
    item = entry.field(name)
    return item.at if item else entry.start
