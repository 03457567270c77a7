"""data/search.yml as values: everyday words that mean much the same, words of alarm, weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..content.patterns import FILE, pattern_fault
from ..content.yaml_records import read_record
from ..project import Project, per_project

__all__ = ["FILE", "Alarm", "Lead", "SearchSettings", "read_settings"]

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is an alarm though it is no listed word: one word of each list, or a pattern."""

    alarm: str = ""
    words: tuple[Words, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Words for whom it is asked, and the pages that come before others then."""

    words: Words = ()
    pages: Words = ()


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What the search knows beyond the glossary; the fields are explained in the file itself.

    A project without the file has none of it, and a search that works.
    """

    help: str = ""
    help_facts: Words = ()
    alarm: tuple[Words, ...] = ()
    together: tuple[Alarm, ...] = ()
    patterns: tuple[Alarm, ...] = ()
    calm: Words = ()
    clinical: Words = ()
    alike: tuple[Words, ...] = ()
    patients: Words = ()
    clinicians: Words = ()
    subject: str = ""
    device: Words = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    leads: tuple[Lead, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    headings: Mapping[str, Words] = field(default_factory=dict)
    asked: Mapping[str, Words] = field(default_factory=dict)

    def weight(self, source: str) -> float:
        """How far a page counts: its own entry, else that of its longest folder, else 1."""
        if source in self.weights:
            return self.weights[source]
        folders = [name for name in self.weights if name.endswith("/") and source.startswith(name)]
        return self.weights[max(folders, key=len)] if folders else 1.0


@per_project
def read_settings(project: Project) -> SearchSettings:
    """The settings of a project.

    A file that can't be read, or a field of the wrong shape, counts as absent.
    """
    path = project.docs / project.setting("data") / FILE
    found, _ = read_record(path, FILE, SearchSettings)
    gravest = [box.id for box in project.profile.ladder[:1]]
    signs = tuple(
        tuple(map(str, sign.get("also", [])))
        for sign in project.data.signs.values()
        if sign.get("level") in gravest
    )
    return replace(
        found,
        alarm=(*found.alarm, *signs),
        together=tuple(one for one in found.together if one.words),
        # Without those at which a browser would stop.
        patterns=tuple(
            one for one in found.patterns if one.pattern and not pattern_fault(one.pattern)
        ),
    )
