"""data/search.yml as values: everyday words that mean much the same, words of alarm, weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from ..content.patterns import FILE, pattern_fault
from ..content.yaml_records import read_record
from ..project import Project, per_project

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is an alarm though it is no listed word: one word of each list, or a pattern."""

    alarm: Annotated[str, "the word of alarm that it means"] = ""
    words: Annotated[tuple[Words, ...], "lists of words: one of each is an alarm"] = ()
    pattern: Annotated[str, "a regular expression: what it finds is an alarm"] = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Words for whom it is asked, and the pages that come before others then."""

    words: Annotated[Words, "words for whom it is asked"] = ()
    pages: Annotated[Words, "pages that come before others then"] = ()


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What the search knows beyond the glossary.

    A project without the file has none of it, and a search that works.
    """

    help: Annotated[str, "the page that comes first for every word of alarm"] = ""
    help_facts: Annotated[Words, "facts that are shown above the results of an alarm"] = ()
    alarm: Annotated[tuple[Words, ...], "groups of words of alarm"] = ()
    together: Annotated[tuple[Alarm, ...], "words that are an alarm together, in any order"] = ()
    patterns: Annotated[tuple[Alarm, ...], "what is an alarm without a listed word"] = ()
    calm: Annotated[Words, "where a word of alarm is none"] = ()
    clinical: Annotated[Words, "words of professionals: with one a word of alarm is none"] = ()
    alike: Annotated[tuple[Words, ...], "words of which each finds the others"] = ()
    patients: Annotated[Words, "words by which a patient is known"] = ()
    clinicians: Annotated[Words, "words by which a clinician is known"] = ()
    subject: Annotated[str, "the everyday word for what all pages are about"] = ""
    device: Annotated[Words, "entries of the glossary that mean no more than the subject"] = ()
    labels: Annotated[Mapping[str, str], "what a result says of its readers, by audience"] = field(
        default_factory=dict
    )
    leads: Annotated[tuple[Lead, ...], "pages that come before others for some words"] = ()
    weights: Annotated[Mapping[str, float], "how far a page steps back behind others"] = field(
        default_factory=dict
    )
    headings: Annotated[Mapping[str, Words], "other names of headings that say little"] = field(
        default_factory=dict
    )
    asked: Annotated[Mapping[str, Words], "ways in which people ask for a section"] = field(
        default_factory=dict
    )

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
    found, _ = read_record(project.data_folder / FILE, FILE, SearchSettings)
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
