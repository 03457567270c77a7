"""CSL-JSON (the CSL 1.0.2 schema), as Zotero and others export it."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..bib.merge import Left
from ..verify.shapes import date_parts, mappings
from .file_parts import file_work
from .work import Work, person


def read_csl(text: str, name: str) -> Iterator[Work | Left]:
    """The works of a file, and what is left out. Raises ValueError for what is no whole JSON."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else error
        raise ValueError(f"{name} is no whole JSON ({why})") from None
    items = loaded.get("items", [loaded]) if isinstance(loaded, dict) else loaded
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if isinstance(item, dict):
            people = (list(map(person, mappings(item.get(role)))) for role in ("author", "editor"))
            yield file_work("csl", str(item.get("type")), number, partial(_text, item), people)
        else:
            yield Left(f"record {number}", "it is no record")


def _text(item: dict[str, Any], name: str) -> str:
    """A variable as text; a date by its parts, or as somebody wrote it."""
    value = item.get(name)
    if isinstance(value, dict):
        written = value.get("raw") or value.get("literal") or ""
        return "-".join(map(str, date_parts(value))) or str(written)
    return "" if value is None else str(value)
