"""How the checks of references.bib see its records, and where each source is cited."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...bib.inherit import field_source
from ...bib.parser import RawEntry, RawField
from ...model import Diagnostic, Edit, Reference
from ...project import Project, per_project
from ...source_text import SourceText


@dataclass(frozen=True, slots=True)
class Record:
    """One entry: as it stands in the file, as it is read, and where it is cited."""

    source: SourceText
    entry: RawEntry
    reference: Reference
    cited: list[str]

    @property
    def key(self) -> str:
        """The key that pages cite."""
        return self.entry.key

    @property
    def line(self) -> int:
        """The line on which the entry begins."""
        return self.source.position(self.entry.start)[0]

    def empty(self, item: RawField) -> bool:
        """Whether a field was left empty; one that uses an unknown abbreviation was not."""
        return not item.value and item.end - item.start <= 2

    def at(
        self,
        item: RawField | str | None,
        rule: str,
        message: str,
        fix: str = "",
        put: str | Edit | None = None,
    ) -> Diagnostic:
        """A diagnostic at a field, or at the entry.

        In: the field, its name (which may be inherited), or None. `put` is the edit, or the value
        as it should stand, where that needs no judgement; its braces are added here.
        """
        if isinstance(item, str):
            item = field_source(self.entry, item)
        if item and isinstance(put, str):
            put = Edit(item.start, item.end, f"{{{put}}}")
        edit = put if isinstance(put, Edit) else None
        place = item.at if item else self.entry.start
        return self.source.diagnostic(
            place, rule, f'in the entry "{self.key}" {message}', fix, edit, key=self.key
        )

    def without(self, item: RawField) -> Edit:
        """The edit that takes a field out with its comma (the one before the last field)."""
        text, start, end = self.source.text, item.at, item.end
        comma = re.compile(r"[ \t]*,[ \t]*\n?").match(text, end)
        before = re.compile(r"\n[ \t]*\Z").search(text[max(0, start - 200) : start])
        if comma:
            whole = comma[0].endswith("\n") and before
            return Edit(start - len(before[0]) + 1 if whole and before else start, comma.end(), "")
        lead = re.search(r",\s*\Z", text[max(0, start - 200) : start])
        return Edit(start - len(lead[0]) if lead else start, end, "")


@per_project
def records(project: Project) -> list[Record]:
    """All records that could be read."""
    source, where = project.bibliography_text, places(project)
    references = project.bibliography.references
    return [
        Record(source, entry, references[entry.key], where.get(entry.key, []))
        for entry in project.bibliography.entries
    ]


def record_fields(project: Project, *names: str) -> Iterator[tuple[Record, RawField]]:
    """All fields of these names that hold text, each with its record."""
    wanted = frozenset(names)
    for record in records(project):
        for item in record.entry.fields:
            if item.name in wanted and item.value:
                yield record, item


@per_project
def places(project: Project) -> Mapping[str, list[str]]:
    """For each key, where it is cited, each place once: "path:line", pages before data files."""
    found: dict[str, dict[str, None]] = {}
    for citation in project.citations:
        found.setdefault(citation.key, {})[f"{citation.path}:{citation.line}"] = None
    for items in (project.data.facts, project.data.disputes, project.data.charts):
        for item in items.values():
            for key in item.keys:
                found.setdefault(key, {}).setdefault(f"{item.path}:{item.line}", None)
    return {key: list(value) for key, value in found.items()}
