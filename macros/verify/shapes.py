"""Foreign JSON: only what has the shape that was expected, and nothing for all else."""

from typing import Any


def mappings(value: object) -> list[dict[str, Any]]:
    """The mappings of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """The texts of a list, without empty ones."""
    listed = value if isinstance(value, list) else []
    return [item for item in listed if isinstance(item, str) and item.strip()]


def date_parts(value: object) -> list[int]:
    """Year, month and day of a date as Crossref and CSL-JSON write it, as far as they are known."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return [int(part) for part in first if str(part).isdigit()] if isinstance(first, list) else []
