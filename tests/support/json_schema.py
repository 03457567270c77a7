"""As much of JSON Schema as the published ones use: what is wrong with a value, by its path."""

import re
from collections.abc import Iterator
from typing import Any

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
WORDS = {"$schema", "title", "description", "format"}
KNOWN = WORDS | set("type enum anyOf items minItems pattern properties required".split())
KNOWN |= {"additionalProperties"}


def invalid(value: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """Each place at which a value is not as the schema says."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "anyOf" in schema and all(any(invalid(value, one)) for one in schema["anyOf"]):
        yield f"{path}: none of several"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        number = isinstance(value, bool) and "boolean" not in names
        if number or not any(isinstance(value, TYPES[name]) for name in names):
            yield f"{path}: no {names}"
            return
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{path}: not {schema['pattern']}"
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{path}: too few"
        for number, one in enumerate(value):
            yield from invalid(one, schema.get("items", {}), f"{path}/{number}")
    if isinstance(value, dict):
        yield from (
            f"{path}: lacks {name}" for name in schema.get("required", ()) if name not in value
        )
        more = schema.get("additionalProperties", True)
        for name, one in value.items():
            known = schema.get("properties", {}).get(name)
            if known is None and more is False:
                yield f"{path}: {name} is unknown"
            elif known is not None or isinstance(more, dict):
                yield from invalid(one, known or more, f"{path}/{name}")
