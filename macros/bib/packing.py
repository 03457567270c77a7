"""`Reference`s and `Diagnostic`s as plain data for the cache, without what is as by default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from ..model import Date, Diagnostic, Edit, Name, Reference, Rich, Run

_TYPES = {field.name: str(field.type) for field in fields(Reference)}
_RICH = frozenset(name for name, kind in _TYPES.items() if kind == "Rich")
_NAMES = frozenset(name for name, kind in _TYPES.items() if kind.startswith("tuple[Name"))
_DATES = frozenset(name for name, kind in _TYPES.items() if kind.startswith("Date"))
_DEFAULTS = {
    field.name: field.default for field in fields(Reference) if field.default is not MISSING
}
_NAME_PARTS = frozenset(field.name for field in fields(Name))


def pack_reference(reference: Reference) -> dict[str, Any]:
    """A reference's fields that differ from their defaults; a plain run is its text."""
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
    """References by key. Raises TypeError, ValueError or KeyError where a field has not its type.

    Thousands are read at the start of every build: the values are made without their `__init__`,
    which would set the fields of a frozen dataclass one by one.
    """
    new, found = object.__new__, {}
    for values in packed:
        reference = new(Reference)
        state = reference.__dict__
        for name, value in values.items():
            state[name] = _UNPACK[name](value)
        found[state["key"]] = reference
    return found


def _text(value: Any) -> str:
    if value.__class__ is not str:
        raise TypeError("a text")
    return str(value)


def _runs(packed: Iterable[Any]) -> Rich:
    runs = []
    for item in packed:
        run = object.__new__(Run)
        if item.__class__ is str:
            run.__dict__["text"] = item
        else:
            text, style, protected = item
            run.__dict__.update(text=_text(text), style=_text(style), protected=bool(protected))
        runs.append(run)
    return tuple(runs)


def _names(packed: Iterable[Mapping[str, str]]) -> tuple[Name, ...]:
    names = []
    for parts in packed:
        name = object.__new__(Name)
        state = name.__dict__
        for part, text in parts.items():
            if text.__class__ is not str or part not in _NAME_PARTS:
                raise TypeError(part)
            state[part] = text
        names.append(name)
    return tuple(names)


def _date(packed: Iterable[Any]) -> Date:
    year, month, day = packed
    if not all(number is None or number.__class__ is int for number in (year, month, day)):
        raise TypeError("a date")
    return Date(year, month, day)


_UNPACK: dict[str, Callable[[Any], Any]] = {
    name: _runs
    if name in _RICH
    else _names
    if name in _NAMES
    else _date
    if name in _DATES
    else _text
    for name in _TYPES
} | {
    name: bool if kind == "bool" else int
    for name, kind in _TYPES.items()
    if kind in ("bool", "int")
}


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
