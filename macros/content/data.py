"""The handbook's data: shared facts, disputed questions, glossary, figures, charts and open questions, from YAML files.

A project without these files simply has none of them. Every item knows its line, so that a problem can name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ..model import Diagnostic
from ..suggest import closest
from .yaml_errors import yaml_words

__all__ = ["Data", "Item", "read_data"]

FILES = {
    "facts": "facts.yml",
    "disputes": "disputes.yml",
    "glossary": "glossary.yml",
    "figures": "figures.yml",
    "charts": "charts.yml",
    "open": "open-questions.yml",
}
NEEDED = {
    "facts": ("id", "text", "cite"),
    "disputes": ("id", "question", "answers", "reading"),
    "glossary": ("id", "term", "definition"),
    "figures": ("id", "caption"),
    "charts": ("id", "title", "rows"),
    "open": ("id", "question"),
}


class _Lines(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """A safe loader that adds the line of each mapping as `__line__`."""

    def construct_mapping(self, node, deep=False):
        mapping = super().construct_mapping(node, deep=deep)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a data file: its id, its fields, and where it stands."""

    id: str
    fields: dict
    path: str
    line: int

    def get(self, name: str, default=""):
        """A field, or `default`."""
        value = self.fields.get(name, default)
        return default if value is None else value

    @property
    def keys(self) -> tuple[str, ...]:
        """The citation keys that the item rests on, in the order in which it shows them, each once."""
        found = (
            [key for key in self.get("cite", [])] if isinstance(self.get("cite", []), list) else []
        )
        for answer in self.get("answers", []) + self.get("rows", []):
            cited = answer.get("cite", [])
            found += [cited] if isinstance(cited, str) else cited
        return tuple(dict.fromkeys(str(key) for key in found))


@dataclass(slots=True)
class Data:
    """All items by kind and id, and what is wrong with their files."""

    facts: dict[str, Item] = field(default_factory=dict)
    disputes: dict[str, Item] = field(default_factory=dict)
    glossary: dict[str, Item] = field(default_factory=dict)
    figures: dict[str, Item] = field(default_factory=dict)
    charts: dict[str, Item] = field(default_factory=dict)
    open: dict[str, Item] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    names: dict[str, Item] | None = None
    topics: dict[str, str] = field(default_factory=dict)  # of disputed questions: id and heading

    def term(self, words: str) -> Item | None:
        """The glossary's entry for a term, an alias or a spelling of it, whatever the letter case."""
        if self.names is None:
            self.names = self._names()
        return self.names.get(words.strip().lower())

    def disputes_by_topic(self) -> list[tuple[str, list[Item]]]:
        """The disputed questions as their page lists them: (heading, questions).

        The profile's topics come first, in their order, then those that it does not name.
        """
        named = {str(item.get("topic")) for item in self.disputes.values()}
        topics = [*self.topics, *sorted(named - set(self.topics))]
        found = [
            (
                self.topic(topic),
                [item for item in self.disputes.values() if str(item.get("topic")) == topic],
            )
            for topic in topics
        ]
        return [(heading, items) for heading, items in found if items]

    def topic(self, name: str) -> str:
        """The heading of a topic."""
        return self.topics.get(name) or name[:1].upper() + name[1:] or "Other questions"

    def _names(self) -> dict[str, Item]:
        names: dict[str, Item] = {}
        for item in self.glossary.values():
            for name in [
                item.get("term"),
                item.get("us"),
                item.get("uk"),
                *item.get("aliases", []),
                *item.get("misspellings", []),
            ]:
                if name:
                    names.setdefault(str(name).lower(), item)
        # A term's own name goes before another's alias.
        names.update({str(item.get("term")).lower(): item for item in self.glossary.values()})
        return names


def read_data(folder: str | Path, prefix: str = "docs/data") -> Data:
    """Read the data files of a folder; what is absent is empty, what is broken is a problem."""
    data = Data()
    for kind, name in FILES.items():
        path = Path(folder) / name
        if path.is_file():
            _read(data, kind, path, f"{prefix}/{name}")
    return data


def _read(data: Data, kind: str, path: Path, name: str) -> None:
    def tell(line: int, rule: str, message: str, fix: str) -> None:
        data.diagnostics.append(Diagnostic(name, line, 1, rule, message, fix))

    try:
        source = path.read_bytes()
        if wrong := _undecodable(source):
            tell(
                wrong,
                "data-syntax",
                "this line holds a character that is not UTF-8",
                "save the file with the encoding UTF-8",
            )
            return
        loaded = yaml.load(source.decode("utf-8-sig"), Loader=_Lines)  # noqa: S506 (a subclass of SafeLoader)
    except OSError as error:
        tell(1, "data-syntax", f"the file can't be read ({error.strerror})", "check the file")
        return
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line, what, fix = yaml_words(error, source.decode("utf-8-sig"))
        tell(line, "data-syntax", what, fix)
        return
    if loaded is None:
        return
    if not isinstance(loaded, list):
        tell(1, "data-syntax", "the file must be a list of items", "start each item with a hyphen")
        return
    items = getattr(data, kind)
    for raw in loaded:
        if not isinstance(raw, dict):
            tell(
                1,
                "data-syntax",
                f"this is not an item with fields: {str(raw)[:40]}",
                "start each item with - id: name",
            )
            continue
        line = raw.pop("__line__", 1)
        _strip(raw)
        missing = [field for field in NEEDED[kind] if raw.get(field) in (None, "", [])]
        if missing:
            near = [
                other
                for other in raw
                if other not in NEEDED[kind] and closest(str(other), missing, 1, 0.7)
            ]
            tell(
                line,
                "data-missing",
                f'the item "{raw.get("id", "?")}" lacks {", ".join(missing)}',
                f'did you mean "{missing[0]}" where "{near[0]}" stands?' if near else "add it",
            )
            continue
        if "cite" in raw and not isinstance(raw["cite"], list):
            at = next(
                (
                    number
                    for number, row in enumerate(
                        source.decode("utf-8-sig").splitlines()[line - 1 :], line
                    )
                    if re.match(r"\s*(?:- )?cite\s*:", row)
                ),
                line,
            )
            tell(
                at,
                "data-syntax",
                f'the sources of "{raw["id"]}" are not in square brackets, so that none is read',
                f"write cite: [{raw['cite']}]",
            )
            continue
        item = Item(str(raw["id"]), raw, name, line)
        if item.id in items:
            tell(
                line,
                "data-twice",
                f'the id "{item.id}" stands on line {items[item.id].line} already',
                "give one of the two another id",
            )
            continue
        items[item.id] = item


def _undecodable(source: bytes) -> int:
    """The first line that is not UTF-8, or 0."""
    try:
        source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return source[: error.start].count(b"\n") + 1
    return 0


def _strip(value) -> None:
    if isinstance(value, dict):
        value.pop("__line__", None)
        for child in value.values():
            _strip(child)
    elif isinstance(value, list):
        for child in value:
            _strip(child)
