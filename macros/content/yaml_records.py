"""YAML files as frozen dataclasses, by the types of their fields; a slip is told with its line.

A field of a tuple of records with an id is a mapping in the file: id to fields, or id to a text,
which stands for the field after `id`. What can't be read keeps its default.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from ..model import Diagnostic
from ..source_text import SourceText
from ..suggest import nearest
from .yaml_source import read_yaml

Record = TypeVar("Record")


def read_record(
    path: Path,
    name: str,
    kind: type[Record],
    choices: Mapping[str, tuple[str, ...]] | None = None,
    base: Record | None = None,
) -> tuple[Record, tuple[Diagnostic, ...]]:
    """A file as one record, and what is wrong in it.

    In: the file, how diagnostics name it, a dataclass whose fields all have defaults, for fields
    that are words or lists of them what they may hold, and the record that holds what the file does
    not say (records below it are told by their ids). An absent file is that record, or the default.
    """
    usual = kind() if base is None else base
    if not (path.exists() or path.is_symlink()):
        return usual, ()
    source, tree, unreadable = read_yaml(path, name)
    if tree is None:
        return usual, tuple(unreadable)
    reader = _Reader(source, choices or {})
    found = reader.value(tree.node, kind, base=base) if tree.node else None
    return (found if isinstance(found, kind) else usual), tuple(reader.found)


class _Reader:
    """YAML nodes to dataclasses, by the types of their fields; a wrong shape is a diagnostic."""

    def __init__(self, source: SourceText, choices: Mapping[str, tuple[str, ...]]) -> None:
        self.source, self.choices = source, choices
        self.found: list[Diagnostic] = []

    def say(self, node: yaml.Node, what: str, fix: str, rule: str = "data-syntax") -> None:
        """One more diagnostic."""
        at = self.source.offset(node.start_mark.line + 1, node.start_mark.column + 1)
        self.found.append(self.source.diagnostic(at, rule, what, fix))

    def value(self, node: yaml.Node, kind: Any, name: str = "the file", base: Any = None) -> Any:
        """A node as a value of a type; None, with a diagnostic, where it has another shape."""
        if kind in _SCALARS:
            return self._scalar(node, kind, name)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is tuple and inner[0] is str:
            return self._words(node, name)
        if origin is tuple and "id" in _hints(inner[0]):
            return self._items(node, inner[0], name, base or ())
        if origin is tuple:
            return self._list(node, inner[0], name)
        if origin is not None:
            return self._mapping(node, inner[1], name)
        return self._record(node, kind, {}, name, base)

    def _list(self, node: yaml.Node, kind: Any, name: str) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            self.say(node, f'"{name}" is not a list', "begin each item with a hyphen")
            return None
        found = (self.value(one, kind, name) for one in node.value)
        return tuple(one for one in found if one is not None)

    def _mapping(self, node: yaml.Node, kind: Any, name: str) -> dict[str, Any] | None:
        if not isinstance(node, yaml.MappingNode):
            self.say(node, f'"{name}" has no names with values', "write each as name: value")
            return None
        found = {key.value: self.value(one, kind, key.value) for key, one in self._pairs(node)}
        return {key: one for key, one in found.items() if one is not None}

    def _scalar(self, node: yaml.Node, kind: type, name: str) -> Any:
        convert, fix = _SCALARS[kind]
        if isinstance(node, yaml.ScalarNode) and (value := convert(node.value)) is not None:
            if not (known := self.choices.get(name)) or value in known:
                return value
            self.say(node, f'"{name}" can\'t hold "{value}"', _near(value, known))
            return None
        self.say(node, f'"{name}" can\'t hold this', fix)
        return None

    def _words(self, node: yaml.Node, name: str) -> tuple[str, ...] | None:
        if isinstance(node, yaml.SequenceNode) and all(
            isinstance(one, yaml.ScalarNode) for one in node.value
        ):
            known = self.choices.get(name)
            for one in node.value if known else ():
                if known and one.value not in known:
                    self.say(one, f'"{name}" can\'t hold "{one.value}"', _near(one.value, known))
            return tuple(one.value for one in node.value if not known or one.value in known)
        self.say(node, f'"{name}" is not a list', "write [first, second]")
        return None

    def _items(
        self, node: yaml.Node, kind: type, name: str, base: tuple[Any, ...]
    ) -> tuple[Any, ...] | None:
        """A mapping of ids to records; a plain text stands for the field after the id.

        Those of `base` come first, in its order.
        """
        if not isinstance(node, yaml.MappingNode):
            self.say(node, f'"{name}" has no names with fields below it', "write id: text")
            return None
        known = {one.id: one for one in base if hasattr(one, "id")}
        found, seen = dict(known), set[str]()
        for key, value in self._pairs(node):
            if key.value in seen:
                self.say(key, f'"{key.value}" stands twice below "{name}"', "keep one of them")
                continue
            seen.add(key.value)
            usual = known.get(key.value)
            given = {"id": str(key.value)}
            if isinstance(value, yaml.ScalarNode):
                text = {list(_hints(kind))[1]: value.value}
                found[key.value] = replace(usual, **text) if usual else kind(**given, **text)
            elif (
                item := self._record(value, kind, given, f"{name}: {key.value}", usual)
            ) is not None:
                found[key.value] = item
        return tuple(found.values())

    def _pairs(self, node: yaml.MappingNode) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.say(key, "this can't be a name", "begin the line with a plain word")
        return [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)]

    def _record(
        self, node: yaml.Node, kind: type, given: dict[str, Any], name: str, base: Any = None
    ) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.say(node, f"{name} holds no settings", "write each as name: value")
            return None
        types = _hints(kind)
        for key, value in self._pairs(node):
            if key.value not in types or key.value in given:
                known = [one for one in types if one != "id"]
                what = f'{name} has no setting "{key.value}", or has it twice'
                self.say(key, what, _near(key.value, known), "setting-unknown")
                continue
            inner = getattr(base, key.value, None)
            if (read := self.value(value, types[key.value], str(key.value), inner)) is not None:
                given[key.value] = read
        return kind(**given) if base is None else replace(base, **given)


def _near(word: object, known: tuple[str, ...] | list[str]) -> str:
    near = nearest(str(word), known)
    return f'did you mean "{near}"?' if near else f"the names are: {', '.join(known)}"


def _flag(text: str) -> bool | None:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(
        text.lower()
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _decimal(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[-+]?\d{1,9}(?:\.\d{1,9})?", text) else None


_SCALARS: Mapping[type, tuple[Callable[[str], Any], str]] = MappingProxyType(
    {
        str: (lambda text: text, 'write a text, in "double quotes" if it holds a colon'),
        bool: (_flag, "write true or false"),
        int: (_number, "write a whole number"),
        float: (_decimal, "write a number"),
    }
)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields; none of another type."""
    return get_type_hints(kind) if is_dataclass(kind) else {}
