"""JSON Schema (draft 2020-12) from the types of dataclasses and typed dictionaries.

Editors complete and check a data file with it while it is written. What a field is for is its
annotation, so that the schema, the settings page and the checks say the same.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from .shapes import unwrapped

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
Choices = Mapping[str, Sequence[str]]
_SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number"}


def object_schema(kind: Any, choices: Choices, *, named: bool = False) -> Schema:
    """The schema of a mapping with the fields of a type; `choices` are the words of a field.

    `named`: lists of records are mappings of their ids, as in the files that `read_record` reads.
    """
    needed, properties = [], {}
    given = _given(kind)
    for name, hint in get_type_hints(kind, include_extras=True).items():
        inner, about, required = unwrapped(hint)
        found = value_schema(inner, choices, name, named=named)
        properties[name] = {"description": about, **found} if about else found
        if required and not named and name not in given:
            needed.append(name)
            if found.get("type") == "array":
                properties[name]["minItems"] = 1  # an empty one counts as absent
    return _closed(properties, needed, (kind.__doc__ or "").split("\n")[0])


def value_schema(hint: Any, choices: Choices, name: str = "", *, named: bool = False) -> Schema:
    """The schema of one value, by its annotation and its field's name."""
    kind, _, _ = unwrapped(hint)
    if kind in _SCALARS:
        words = choices.get(name) if kind is str else None
        return {"enum": list(words)} if words else {"type": _SCALARS[kind]}
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (list, tuple):
        if named and is_dataclass(inner[0]):
            return _by_id(inner[0], choices)
        return {"type": "array", "items": value_schema(inner[0], choices, name, named=named)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [value_schema(one, choices, name, named=named) for one in inner]}
    if origin is not None and issubclass(origin, Mapping):
        held = value_schema(inner[1], choices, name, named=named)
        return {"type": "object", "additionalProperties": held}
    return object_schema(kind, choices, named=named)


def _by_id(kind: Any, choices: Choices) -> Schema:
    """A mapping of ids to records, or to a text, which stands for the field after the id."""
    record = object_schema(kind, choices, named=True)
    del record["properties"]["id"]
    either = [{"type": "string"}, record]
    return {"type": "object", "additionalProperties": {"anyOf": either}}


def _given(kind: Any) -> set[str]:
    """The fields of a dataclass that have a default."""
    every = fields(kind) if is_dataclass(kind) else ()
    return {one.name for one in every if (one.default, one.default_factory) != (MISSING, MISSING)}


def _closed(properties: Schema, needed: list[str], about: str) -> Schema:
    found: Schema = {"description": about} if about else {}
    found |= {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": needed} if needed else {})
