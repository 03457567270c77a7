"""`Reference`s and `Diagnostic`s as plain data for the cache, without what is as by default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, astuple, fields
from typing import Any

from ..cache import pack, unpack
from ..model import Date, Diagnostic, Edit, Name, Reference, Rich, Run

_DEFAULTS = {
    field.name: field.default for field in fields(Reference) if field.default is not MISSING
}
_NAME_PARTS = tuple(field.name for field in fields(Name))


def pack_reference(reference: Reference) -> dict[str, Any]:
    """A reference's fields that differ from their defaults; a plain run is its text."""
    return {
        name: _HOW[name][0](value)
        for name, value in vars(reference).items()
        if value != _DEFAULTS.get(name, MISSING)
    }


def unpack_reference(packed: Mapping[str, Any]) -> Reference:
    """The reference of `pack_reference`.

    Thousands are read in every build: the value is made without its `__init__`, which would set
    the fields of a frozen dataclass one by one. Raises TypeError, ValueError, KeyError or
    AttributeError where a field has not its type.
    """
    reference = object.__new__(Reference)
    state = reference.__dict__
    for name, value in packed.items():
        state[name] = _HOW[name][1](value)
    return reference


class References(Mapping[str, Reference]):
    """References by key, each made when it is asked for.

    Thousands of them at once fill ten times the memory of their bytes.
    """

    def __init__(self, packed: Iterable[bytes] = ()) -> None:
        """Raises what `unpack_reference` raises, for all later calls."""
        self.packed = {unpack_reference(unpack(data)).key: data for data in packed}

    def __getitem__(self, key: str) -> Reference:
        return unpack_reference(unpack(self.packed[key]))

    def __contains__(self, key: object) -> bool:
        return key in self.packed

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def changed(self, references: Iterable[Reference]) -> References:
        """The same with other references in the place of those with their keys, or added."""
        found = References()
        found.packed = self.packed | {one.key: pack(pack_reference(one)) for one in references}
        return found


def _text(value: Any) -> str:
    if value.__class__ is not str:
        raise TypeError("a text")
    return str(value)


def _pack_runs(runs: Rich) -> list[Any]:
    return [
        [run.text, run.style, run.protected] if run.style or run.protected else run.text
        for run in runs
    ]


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


def _pack_names(names: Iterable[Name]) -> list[dict[str, str]]:
    parts = ({part: getattr(name, part) for part in _NAME_PARTS} for name in names)
    return [{part: text for part, text in one.items() if text} for one in parts]


def _names(packed: Iterable[Mapping[str, str]]) -> tuple[Name, ...]:
    names = []
    for parts in packed:
        name = object.__new__(Name)
        for part, text in parts.items():
            if part not in _NAME_PARTS:
                raise TypeError(part)
            name.__dict__[part] = _text(text)
        names.append(name)
    return tuple(names)


def _date(packed: Iterable[Any]) -> Date:
    year, month, day = packed
    if not all(number is None or number.__class__ is int for number in (year, month, day)):
        raise TypeError("a date")
    return Date(year, month, day)


# How a field is packed and unpacked, by its type.
_KINDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "str": (str, _text),
    "bool": (bool, bool),
    "int": (int, int),
    "int | None": (int, int),
    "Rich": (_pack_runs, _runs),
    "tuple[Name, ...]": (_pack_names, _names),
    "Date | None": (astuple, _date),
}
_HOW = {field.name: _KINDS[str(field.type)] for field in fields(Reference)}


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
