"""CSL-JSON (the CSL 1.0.2 schema), as Zotero and others export it."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..model import Name
from ..verify.shapes import date_parts, mappings
from .file_parts import Left, file_work
from .work import Work


def read_csl(text: str, name: str) -> Iterator[Work | Left]:
    """The works of a file, and what is left out. Raises ValueError for what is no whole JSON."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{name} is no whole JSON ({error})") from None
    items = loaded.get("items", [loaded]) if isinstance(loaded, dict) else loaded
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if isinstance(item, dict):
            people = (list(map(_person, mappings(item.get(role)))) for role in ("author", "editor"))
            yield file_work("csl", str(item.get("type")), number, partial(_text, item), people)
        else:
            yield (f"record {number}", "it is no record")


def _text(item: dict[str, Any], name: str) -> str:
    """A variable as text; a date by its parts, or as somebody wrote it."""
    value = item.get(name)
    if isinstance(value, dict):
        written = value.get("raw") or value.get("literal") or ""
        return "-".join(map(str, date_parts(value))) or str(written)
    return "" if value is None else str(value)


def _person(item: dict[str, Any]) -> Name:
    if item.get("family"):
        particle = item.get("non-dropping-particle") or item.get("dropping-particle") or ""
        family = f"{particle} {item['family']}".strip()
        suffix = str(item.get("suffix") or "")
        return Name(family, str(item.get("given") or ""), suffix=suffix)
    return Name(literal=str(item.get("literal") or item.get("name") or item.get("given") or ""))
