"""`Reference`s and `Diagnostic`s as plain data for the cache, and back. Only fields that say something are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from ..model import Date, Diagnostic, Edit, Name, Reference, Rich, Run

__all__ = ["pack_diagnostic", "pack_reference", "unpack_diagnostic", "unpack_references"]

_TYPES = {field.name: str(field.type) for field in fields(Reference)}
_RICH = frozenset(name for name, kind in _TYPES.items() if kind == "Rich")
_NAMES = frozenset(name for name, kind in _TYPES.items() if kind.startswith("tuple[Name"))
_DATES = frozenset(name for name, kind in _TYPES.items() if kind.startswith("Date"))
_DEFAULTS = {
    field.name: field.default for field in fields(Reference) if field.default is not MISSING
}
_NAME_PARTS = tuple(field.name for field in fields(Name))
_KINDS: dict[str, type | tuple[type, ...]] = {
    name: bool if kind == "bool" else int if kind == "int" else str
    for name, kind in _TYPES.items()
    if name not in _RICH | _NAMES | _DATES
}


def pack_reference(reference: Reference) -> dict[str, Any]:
    """A reference's fields that differ from their defaults; a text in one plain run is that text."""
    packed: dict[str, Any] = {}
    for name, value in vars(reference).items():
        if value == _DEFAULTS.get(name, MISSING):
            continue
        if name in _RICH:
            value = [_pack_run(run) for run in value]
        elif name in _NAMES:
            value = [
                {part: text for part in _NAME_PARTS if (text := getattr(one, part))}
                for one in value
            ]
        elif name in _DATES:
            value = [value.year, value.month, value.day]
        packed[name] = value
    return packed


def _pack_run(run: Run) -> Any:
    return [run.text, run.style, run.protected] if run.style or run.protected else run.text


def unpack_references(packed: Iterable[Mapping[str, Any]]) -> dict[str, Reference]:
    """References by key. Raises TypeError, ValueError or KeyError where a field has not its type."""
    new, found = object.__new__, {}
    known = _TYPES.keys()
    for values in packed:
        state: dict[str, Any] = dict(values)
        if not state.keys() <= known:
            raise ValueError("an unknown field")
        for name in state.keys() & _RICH:
            state[name] = _runs(state[name])
        for name in state.keys() & _NAMES:
            state[name] = tuple([_name(one) for one in state[name]])
        for name in state.keys() & _DATES:
            state[name] = Date(*map(_number, state[name]))  # type: ignore[arg-type]
        for name in state.keys() & _KINDS.keys():
            if not isinstance(state[name], _KINDS[name]):
                raise TypeError(name)
        # Thousands are read at the start of every build: a frozen dataclass would set its fields one by one.
        reference = new(Reference)
        vars(reference).update(state)
        found[state["key"]] = reference
    return found


def _runs(packed: Iterable[Any]) -> Rich:
    runs = []
    for item in packed:
        text, style, protected = (item, "", False) if isinstance(item, str) else item
        if not (isinstance(text, str) and isinstance(style, str)):
            raise TypeError("a run")
        runs.append(Run(text, style, bool(protected)))
    return tuple(runs)


def _name(parts: Mapping[str, str]) -> Name:
    name = object.__new__(Name)
    for part, text in parts.items():
        if part not in _NAME_PARTS or not isinstance(text, str):
            raise TypeError(part)
    vars(name).update(parts)
    return name


def _number(value: Any) -> int | None:
    if value is not None and not isinstance(value, int):
        raise TypeError("a date")
    return value


def pack_diagnostic(diagnostic: Diagnostic) -> list[Any]:
    """A diagnostic's fields, its edit as three values."""
    edit = diagnostic.edit and [diagnostic.edit.start, diagnostic.edit.end, diagnostic.edit.text]
    place = [diagnostic.path, diagnostic.line, diagnostic.column]
    key = diagnostic.argument("key")
    return [*place, diagnostic.rule, diagnostic.message, diagnostic.fix, edit, key]


def unpack_diagnostic(packed: Iterable[Any]) -> Diagnostic:
    """The diagnostic of what `pack_diagnostic` gave."""
    path, line, column, rule, message, fix, edit, key = packed
    arguments = {"key": key} if key else None
    made = Edit(*edit) if edit else None
    return Diagnostic(path, line, column, rule, message, fix, edit=made, arguments=arguments)
