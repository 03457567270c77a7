"""data/search.yml as values: everyday words that mean much the same, words of alarm, weights of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from ..project import Project

__all__ = ["FILE", "SearchSettings", "read_settings"]

FILE = "search.yml"


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What the search knows beyond the glossary. A project without the file has none of it, and a search that works."""

    help: str = ""
    alarm: tuple[tuple[str, ...], ...] = ()
    calm: tuple[str, ...] = ()
    clinical: tuple[str, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    patients: tuple[str, ...] = ()
    clinicians: tuple[str, ...] = ()
    subject: str = ""
    device: tuple[str, ...] = ()
    together: tuple[dict[str, object], ...] = ()
    patterns: tuple[dict[str, str], ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    leads: tuple[dict[str, tuple[str, ...]], ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def weight(self, source: str) -> float:
        """How far a page counts: its own entry, else that of the longest folder it stands in, else 1."""
        if source in self.weights:
            return self.weights[source]
        folders = [name for name in self.weights if name.endswith("/") and source.startswith(name)]
        return self.weights[max(folders, key=len)] if folders else 1.0


def read_settings(project: Project) -> SearchSettings:
    """The settings of a project. A file that can't be read, or a field of the wrong shape, counts as absent."""
    path = project.docs / project.setting("data") / FILE
    if not path.is_file():
        return SearchSettings()
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return SearchSettings()
    found = found if isinstance(found, dict) else {}
    weights = {str(name): float(value) for name, value in _dict(found.get("weights")).items() if isinstance(value, int | float)}
    return SearchSettings(
        help=str(found.get("help") or ""), alarm=_lists(found.get("alarm")), calm=_words(found.get("calm")), clinical=_words(found.get("clinical")),
        alike=_lists(found.get("alike")), patients=_words(found.get("patients")), clinicians=_words(found.get("clinicians")),
        subject=str(found.get("subject") or ""), device=_words(found.get("device")), together=_together(found.get("together")),
        leads=tuple({"words": _words(item.get("words")), "pages": _words(item.get("pages"))} for item in _items(found.get("leads"))),
        patterns=_patterns(found.get("patterns")), labels={str(name): str(text) for name, text in _dict(found.get("labels")).items()}, weights=weights,
        headings={str(place): _words(names) for place, names in _dict(found.get("headings")).items()})


def _together(value) -> tuple[dict[str, object], ...]:
    """Words that are an alarm in whatever order: `{alarm, words: [[one of], [and one of]]}`."""
    return tuple({"alarm": str(item.get("alarm") or ""), "words": _lists(item.get("words"))} for item in _items(value) if _lists(item.get("words")))


def _patterns(value) -> tuple[dict[str, str], ...]:
    """What is an alarm without a word: `{alarm, pattern}`. One that is no regular expression counts as absent: the browser would stop at it."""
    found = []
    for item in _items(value):
        pattern = str(item.get("pattern") or "")
        try:
            re.compile(pattern)
        except re.error:
            continue
        if pattern:
            found.append({"alarm": str(item.get("alarm") or ""), "pattern": pattern})
    return tuple(found)


def _items(value) -> list[dict]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _dict(value) -> dict:
    return value if isinstance(value, dict) else {}


def _words(value) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


def _lists(value) -> tuple[tuple[str, ...], ...]:
    return tuple(_words(item) for item in value if isinstance(item, list)) if isinstance(value, list) else ()
