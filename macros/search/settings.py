"""data/search.yml as values: everyday words that mean much the same, words of alarm, weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..content.patterns import FILE, pattern_fault
from ..content.yaml_source import YamlError, load_yaml
from ..project import Project
from ..source_text import read_source

__all__ = ["FILE", "Alarm", "Lead", "SearchSettings", "read_settings"]

# Signs and how fast to act: those of the first level are words of alarm by themselves.
SIGNS = "signs.yml"
FIRST_LEVEL = "999"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is an alarm though it is no listed word: one word of each list, or a pattern."""

    alarm: str
    words: tuple[Words, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Words for whom it is asked, and the pages that come before others then."""

    words: Words
    pages: Words


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

    def weight(self, source: str) -> float:
        """How far a page counts: its own entry, else that of its longest folder, else 1."""
        if source in self.weights:
            return self.weights[source]
        folders = [name for name in self.weights if name.endswith("/") and source.startswith(name)]
        return self.weights[max(folders, key=len)] if folders else 1.0


def read_settings(project: Project) -> SearchSettings:
    """The settings of a project.

    A file that can't be read, or a field of the wrong shape, counts as absent.
    """
    found = _mapping(_read(project, FILE))
    signs = tuple(
        _words(sign.get("also"))
        for sign in _items(_read(project, SIGNS))
        if str(sign.get("level")) == FIRST_LEVEL
    )
    return SearchSettings(
        help=_text(found, "help"),
        help_facts=_words(found.get("help_facts")),
        alarm=(*_lists(found.get("alarm")), *signs),
        together=tuple(alarm for alarm in _alarms(found.get("together")) if alarm.words),
        patterns=tuple(alarm for alarm in _alarms(found.get("patterns")) if alarm.pattern),
        calm=_words(found.get("calm")),
        clinical=_words(found.get("clinical")),
        alike=_lists(found.get("alike")),
        patients=_words(found.get("patients")),
        clinicians=_words(found.get("clinicians")),
        subject=_text(found, "subject"),
        device=_words(found.get("device")),
        labels={str(name): str(text) for name, text in _mapping(found.get("labels")).items()},
        leads=tuple(
            Lead(_words(item.get("words")), _words(item.get("pages")))
            for item in _items(found.get("leads"))
        ),
        weights={
            str(name): float(value)
            for name, value in _mapping(found.get("weights")).items()
            if isinstance(value, int | float)
        },
        headings={
            str(place): _words(names) for place, names in _mapping(found.get("headings")).items()
        },
    )


def _read(project: Project, name: str) -> object:
    path = project.docs / project.setting("data") / name
    try:
        return load_yaml(read_source(path, name)[0]).value if path.is_file() else None
    except YamlError:
        return None


def _alarms(value: object) -> list[Alarm]:
    return [
        Alarm(_text(item, "alarm"), _lists(item.get("words")), _pattern(item))
        for item in _items(value)
    ]


def _pattern(item: Mapping[str, Any]) -> str:
    """A pattern, or nothing for one at which the browser would stop."""
    pattern = _text(item, "pattern")
    return "" if pattern_fault(pattern) else pattern


def _text(item: Mapping[str, Any], name: str) -> str:
    return str(item.get(name) or "")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _words(value: object) -> Words:
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


def _lists(value: object) -> tuple[Words, ...]:
    items = value if isinstance(value, list) else []
    return tuple(_words(item) for item in items if isinstance(item, list))
