"""Do our records agree with what Crossref and PubMed said when they were last asked? Read from the
dated file.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...bib.verified import identity, print_of
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from .records import records

FIELDS = {"year": ("year", "date"), "journal": ("journal", "journaltitle", "shortjournal")}


@check("project", rule_set="citations", build=True)
def readable(project: Project) -> Iterator[Diagnostic]:
    """Can the record of what was verified be read?

    verified-unreadable (never)
        Without the record of what was verified, nobody knows what has been retracted.
        Bad: docs/data/verified.json cut off in the middle
        Good: restore it from the last good version, or run python -m macros verify
    """
    yield from project.verified.diagnostics


@check("project", rule_set="citations")
def verified(project: Project) -> Iterator[Diagnostic]:
    """What was found out about each source, where its record has not been changed since.

    source-unknown (warning)
        A DOI or PMID that the service doesn't know leads readers nowhere, or was made up.
        Bad: doi = {10.1000/no-such-work}
        Good: compare the number with the paper itself

    source-differs (warning)
        A wrong title, year, author or journal sends readers to another paper.
        Bad: year = {2012} where Crossref says 2021
        Good: year = {2021}
    """
    for record in records(project) if project.verified.sources else ():
        told, reference = project.verified.sources.get(record.key), record.reference
        if (
            not told
            or told.get("of") != identity(reference)
            or told.get("print") != print_of(reference)
        ):
            continue
        again = f"run python -m macros verify --only {record.key}"
        for service in told.get("unknown_to", []):
            name, value = (
                ("pmid", reference.pmid) if service == "PubMed" else ("doi", reference.doi)
            )
            what = f"{service} did not know the {name.upper()} {value} on {told.get('checked')}"
            yield record.at(
                name, "source-unknown", what, f"compare it with the paper itself, then {again}"
            )
        for one in told.get("differences", []):
            name = str(one.get("field"))
            item = next(
                (
                    field
                    for other in FIELDS.get(name, (name,))
                    if (field := record.entry.field(other))
                ),
                None,
            )
            what = (
                f'the {name} is "{one.get("ours")}", but {one.get("service")} says '
                f'"{one.get("theirs")}"'
            )
            yield record.at(
                item,
                "source-differs",
                what,
                f"look at the paper and correct the entry; then {again}",
            )
