"""Which lines a change brings against the main branch, with what is not committed yet."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ..history import before, git, new_files
from ..model import Diagnostic

# A place that a message names: "docs/care.md:12".
PLACE = re.compile(r"([\w./-]+\.[a-z]{2,4}):(\d{1,6})\b")
HUNK = re.compile(r"^@@ -\S+ \+(?P<start>\d+)(?:,(?P<count>\d+))? @@")


@dataclass(frozen=True)
class Changes:
    """The changed lines of each file; an empty list of ranges stands for a whole new file."""

    lines: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def brought(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic stands on a changed line or names one, or is about a whole file."""
        ranges = self.lines.get(diagnostic.path)
        if ranges is not None and (not ranges or diagnostic.line == 1):
            return True
        # What stands at two places, such as a number copied wrongly, names the other one.
        named = PLACE.findall(diagnostic.message)
        return any(
            self._changed(path, int(line))
            for path, line in ((diagnostic.path, str(diagnostic.line)), *named)
        )

    def _changed(self, path: str, line: int) -> bool:
        ranges = self.lines.get(path)
        if ranges is None:
            return False
        return not ranges or any(first <= line <= last for first, last in ranges)


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
