"""How the rooms that look at references.bib point at a field, and where a source is cited."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...bib.parser import RawEntry, RawField
from ...model import Diagnostic
from ...project import Project

__all__ = ["at_entry", "at_field", "named", "places", "source", "without"]


def at_field(
    path: str,
    entry: RawEntry,
    item: RawField,
    rule: str,
    message: str,
    fix: str,
    put: str | None = None,
    severity: str = "error",
) -> Diagnostic:
    """A problem of one field. `put` is the value as it should stand, where that is mechanical; its braces are added here."""
    replacement = (*item.span, f"{{{put}}}") if put is not None and item.span else None
    return Diagnostic(
        path,
        item.line,
        item.column,
        rule,
        f'in the entry "{entry.key}" {message}',
        fix,
        severity,
        replacement,
    )


def at_entry(
    path: str,
    entry: RawEntry,
    rule: str,
    message: str,
    fix: str,
    severity: str = "error",
    line: int = 0,
) -> Diagnostic:
    """A problem of a whole entry."""
    return Diagnostic(path, line or entry.line, 1, rule, message, fix, severity)


def places(project: Project) -> Mapping[str, list[str]]:
    """For each key, where it is cited: "path:line", in the order of pages and data files, each once."""
    found: dict[str, dict[str, None]] = {}
    for citation in project.citations:
        found.setdefault(citation.key, {})[f"{citation.path}:{citation.line}"] = None
    for items in (project.data.facts, project.data.disputes, project.data.charts):
        for item in items.values():
            for key in item.keys:
                found.setdefault(key, {}).setdefault(f"{item.path}:{item.line}", None)
    return {key: list(value) for key, value in found.items()}


def named(where: list[str], limit: int = 0) -> str:
    """Places in words: all of them, or the first few and how many more."""
    if limit and len(where) > limit:
        return f"{', '.join(where[:limit])} and {len(where) - limit} more"
    return ", ".join(where)


def source(project: Project) -> str:
    """The text of the file of sources, with plain line ends; "" where it can't be read."""
    try:
        return (
            (project.root / project.setting("file"))
            .read_text(encoding="utf-8-sig")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
        )
    except (OSError, UnicodeDecodeError):
        return ""


def without(lines: list[str], item: RawField) -> tuple[int, int, int, str]:
    """The replacement that takes a field of one line out of its entry, with its comma, or the comma before it where it is the last."""
    _, _, end = item.span
    line, column, row = item.line, item.column, lines[item.line - 1]
    comma = re.match(r"[ \t]*,[ \t]*", row[end - 1 :])
    if comma:
        alone = not row[: column - 1].strip() and end - 1 + comma.end() == len(row)
        return (line, 1, len(row) + 2, "") if alone else (line, column, end + comma.end(), "")
    start = len(lines[line - 2].rstrip()) if line > 1 else 0
    if line > 1 and not row[: column - 1].strip() and lines[line - 2].rstrip().endswith(","):
        return line - 1, start, len(lines[line - 2]) + 1 + end, ""
    return line, column, end, ""
