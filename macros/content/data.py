"""The handbook's data, from YAML files: shared facts, disputed questions, glossary and more.

A project without these files simply has none of them. Every item knows its line, so that a problem
can name it.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from ..model import Diagnostic, Edit, Span
from .shapes import SHAPES, faults, required
from .yaml_source import YamlFile, YamlTree, read_yaml

FILES = {
    "facts": "facts.yml",
    "disputes": "disputes.yml",
    "glossary": "glossary.yml",
    "figures": "figures.yml",
    "charts": "charts.yml",
    "open": "open-questions.yml",
    "errata": "errata.yml",
    "changes": "changes.yml",
    "contributors": "contributors.yml",
    "signs": "signs.yml",
}
# The fields whose items have sources of their own, by file.
PARTS = {FILES["disputes"]: "answers", FILES["charts"]: "rows"}


def key_list(fields: Mapping[str, Any]) -> list[str]:
    """The keys that an item, or a part of one, cites."""
    cite = fields.get("cite") or []
    return list(map(str, cite if isinstance(cite, list) else [cite]))


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a data file: its id, its fields, and where it stands."""

    id: str
    fields: dict[str, Any]
    path: str
    line: int
    tree: YamlTree | None = field(default=None, compare=False, repr=False)
    number: int = 0

    def span(self, *steps: str | int) -> Span:
        """Where the value at some steps into the item stands; the item's beginning without one."""
        found = self.tree.at(self.number, *steps) if self.tree else None
        return found or (self.tree and self.tree.at(self.number)) or Span(0, 0)

    def get(self, name: str, default: Any = "") -> Any:
        """A field, or `default`."""
        value = self.fields.get(name, default)
        return default if value is None else value

    def names(self, *fields: str) -> list[str]:
        """The words of some fields of a term, in their order: of all that name it, without any."""
        fields = fields or ("term", "aliases", "misspellings", "us", "uk")
        held = (self.get(name) for name in fields)
        listed = (one if isinstance(one, list) else [one] for one in held)
        return list(dict.fromkeys(str(name) for names in listed for name in names if name))

    @property
    def keys(self) -> tuple[str, ...]:
        """The citation keys that the item rests on, in the order shown, each once."""
        parts = self.get(PARTS.get(self.path.rpartition("/")[2], ""), [])
        found = [key for part in (self.fields, *parts) for key in key_list(part)]
        return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class Data:
    """All items by kind and id, and what is wrong with their files."""

    facts: dict[str, Item] = field(default_factory=dict)
    disputes: dict[str, Item] = field(default_factory=dict)
    glossary: dict[str, Item] = field(default_factory=dict)
    figures: dict[str, Item] = field(default_factory=dict)
    charts: dict[str, Item] = field(default_factory=dict)
    open: dict[str, Item] = field(default_factory=dict)
    errata: dict[str, Item] = field(default_factory=dict)
    changes: dict[str, Item] = field(default_factory=dict)
    contributors: dict[str, Item] = field(default_factory=dict)
    signs: dict[str, Item] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    names: dict[str, Item] | None = None
    topics: dict[str, str] = field(default_factory=dict)  # of disputed questions: id and heading

    def term(self, words: str) -> Item | None:
        """The glossary's entry for a term, an alias or a spelling of it, in any letter case."""
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
            for name in item.names():
                names.setdefault(name.lower(), item)
        # A term's own name goes before another's alias.
        names.update({str(item.get("term")).lower(): item for item in self.glossary.values()})
        return names


def read_data(
    folder: str | Path,
    prefix: str = "docs/data",
    read: Callable[[Path], YamlFile] | None = None,
) -> Data:
    """Read the data files of a folder; what is absent is empty, what is broken is a problem.

    In: the folder, and how it is named in diagnostics, or what reads a file under its name.
    """
    read = read or (lambda path: read_yaml(path, f"{prefix}/{path.name}"))
    data = Data()
    for kind, name in FILES.items():
        path = Path(folder) / name
        if path.is_file():
            _read(data, kind, read(path))
    return data


def _read(data: Data, kind: str, file: YamlFile) -> None:
    source, tree, unreadable = file
    data.diagnostics += unreadable
    if tree is None or tree.value is None:
        return
    if not isinstance(tree.value, list):
        what, fix = "the file must be a list of items", "start each item with a hyphen"
        data.diagnostics.append(source.diagnostic(0, "data-syntax", what, fix))
        return
    items: dict[str, Item] = getattr(data, kind)
    for number, raw in enumerate(tree.value):
        found = list(_faults(kind, tree, number, raw, items))
        data.diagnostics += found
        whole = isinstance(raw, dict) and all(raw.get(name) for name in required(SHAPES[kind]))
        if whole and all(one.rule == "data-field" for one in found):
            line = source.position((tree.at(number) or Span(0, 0)).start)[0]
            item = Item(str(raw["id"]), raw, source.path, line, tree, number)
            items[item.id] = item


def _faults(
    kind: str, tree: YamlTree, number: int, raw: Any, items: Mapping[str, Item]
) -> Iterator[Diagnostic]:
    """What is wrong with one item of a file."""
    source, span = tree.source, tree.at(number) or Span(0, 0)
    if not isinstance(raw, dict):
        what = f"this is not an item with fields: {str(raw)[:40]}"
        yield source.diagnostic(span, "data-syntax", what, "start each item with - id: name")
        return
    for fault in faults(raw, SHAPES[kind]):
        at = tree.at(number, *fault.steps) or span
        key = fault.steps and tree.key(number, *fault.steps)
        edit = Edit(key.start, key.end, fault.word) if key and fault.word else None
        yield source.diagnostic(key or at, fault.rule, fault.what, fault.fix, edit)
    if str(raw.get("id")) in items:
        line = items[str(raw["id"])].line
        what = f'the id "{raw["id"]}" stands on line {line} already'
        yield source.diagnostic(span, "data-twice", what, "give one of the two another id")


def free_id(source: str, day: str, taken: Container[str]) -> str:
    """An id for a new item about a page on a day, such as care-bees-2026-11-22."""
    name = f"{re.sub(r'[^a-z0-9]+', '-', source.removesuffix('.md')).strip('-')}-{day}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(one for one in names if one not in taken)
