"""Do our records agree with what Crossref and PubMed said when they were last asked? Read from the dated file; no network."""

from __future__ import annotations

from collections.abc import Iterator

from ...bib.verified import identity, print_of
from ...model import Diagnostic
from ...project import Project
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "verified-unreadable",
        "Without the record of what was verified, nobody knows what has been retracted.",
        "docs/data/verified.json cut off in the middle",
        "restore it from the last good version, or run python -m macros verify",
    ),
    Rule(
        "source-unknown",
        "A DOI or PMID that the service doesn't know leads readers nowhere, or was made up.",
        "doi = {10.1000/no-such-work}",
        "compare the number with the paper itself",
        "warning",
    ),
    Rule(
        "source-differs",
        "A wrong title, year, author or journal sends readers to another paper.",
        "year = {2012} where Crossref says 2021",
        "year = {2021}",
        "warning",
    ),
)
FIELDS = {
    "title": ("title",),
    "year": ("year", "date"),
    "author": ("author",),
    "journal": ("journal", "journaltitle", "shortjournal"),
    "doi": ("doi",),
}


def check(project: Project) -> Iterator[Diagnostic]:
    """What was found out about each source, where its record has not been changed since."""
    yield from project.verified.diagnostics
    bibliography = project.bibliography
    for entry in bibliography.entries if project.verified.sources else ():
        item, reference = (
            project.verified.sources.get(entry.key),
            bibliography.references[entry.key],
        )
        if (
            not item
            or item.get("of") != identity(reference)
            or item.get("print") != print_of(reference)
        ):
            continue
        have = {one.name for one in entry.fields}
        for service in item.get("unknown_to", []):
            name, value = (
                ("pmid", reference.pmid) if service == "PubMed" else ("doi", reference.doi)
            )
            yield Diagnostic(
                bibliography.path,
                entry.line_of(name),
                1,
                "source-unknown",
                f'in the entry "{entry.key}" {service} did not know the {name.upper()} {value} on {item.get("checked")}',
                "compare it with the paper itself, then run python -m macros verify --only "
                + entry.key,
                "warning",
            )
        for one in item.get("differences", []):
            name = next(
                (name for name in FIELDS.get(one.get("field"), ()) if name in have),
                str(one.get("field")),
            )
            yield Diagnostic(
                bibliography.path,
                entry.line_of(name),
                1,
                "source-differs",
                f'in the entry "{entry.key}" the {one.get("field")} is "{one.get("ours")}", but {one.get("service")} says "{one.get("theirs")}"',
                f"look at the paper and mend the entry; then run python -m macros verify --only {entry.key}",
                "warning",
            )
