"""Which lines a change brings against the main branch, with what is not committed yet."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ..history import before, git, new_files
from ..model import Diagnostic

HUNK = re.compile(r"^@@ -\S+ \+(?P<start>\d+)(?:,(?P<count>\d+))? @@")


@dataclass(frozen=True)
class Changes:
    """The changed lines of each file; an empty list of ranges stands for a whole new file."""

    lines: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def brought(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic stands on a changed line, or is about a whole changed file."""
        ranges = self.lines.get(diagnostic.path)
        if ranges is None:
            return False
        whole = not ranges or diagnostic.line == 1
        return whole or any(first <= diagnostic.line <= last for first, last in ranges)


def read_changes(root: Path) -> Changes | None:
    """The changes below a folder; None without git, a main branch, or any change."""
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--relative")
    diff = git(root, "diff", *options, before(root))
    if diff is None:
        return None
    found: dict[str, list[tuple[int, int]]] = {}
    path = ""
    for row in diff.split("\n"):
        if row.startswith("+++ "):
            path = row[6:] if row.startswith("+++ b/") else ""
        elif path and (hunk := HUNK.match(row)):
            start, count = int(hunk["start"]), int(hunk["count"] or 1)
            found.setdefault(path, []).append((start, start + max(count, 1) - 1))
    found |= {name: [] for name in new_files(root) or ()}
    return Changes(found) if found else None
