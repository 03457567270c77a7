"""Whether a page's review still holds: who stamped it, when, over which text, and what has changed since.

The front matter holds the stamp (name, role, day, digest of the substance). The reviewed substance itself is kept beside the data, in
`docs/data/reviews/PAGE.txt`, one block a line: so that anybody can read what was vouched for, and a later change can be named.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from pathlib import Path

from ..content.pages import Page
from ..project import Project
from .diff import Change, changes, digest, substance

__all__ = [
    "build_day",
    "changed_since",
    "due",
    "overdue",
    "review_state",
    "reviewed_file",
    "stamp",
    "stamped",
]


def build_day() -> datetime.date:
    """Today, or the day of SOURCE_DATE_EPOCH (reproducible-builds.org), so that two builds of one commit are alike."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()


def stamped(page: Page) -> Mapping | None:
    """The latest stamp of a page that carries a digest, or None."""
    stamps = [item for item in _reviewers(page) if isinstance(item, dict) and item.get("hash")]
    return max(stamps, key=lambda item: str(item.get("on", ""))) if stamps else None


def _reviewers(page: Page) -> list:
    """The reviewers as they stand. A bare `on:` is read by YAML 1.1 as true: what was meant is the day."""
    told = page.meta.get("reviewed_by")
    return (
        [
            {("on" if name is True else name): value for name, value in item.items()}
            if isinstance(item, dict)
            else item
            for item in told
        ]
        if isinstance(told, list)
        else []
    )


def reviewed_file(page: Page, project: Project) -> Path:
    """Where the reviewed substance of a page is kept."""
    return (
        project.docs
        / project.setting("data")
        / "reviews"
        / f"{project.source(page).removesuffix('.md')}.txt"
    )


def changed_since(page: Page, project: Project) -> list[Change]:
    """What has changed in a page's substance since its latest stamp; nothing without a stamp.

    Where the reviewed text is missing or is not the one that was stamped, one `Change` without words says so.
    """
    latest = stamped(page)
    if latest is None:
        return []
    now = substance(page, project.data)
    if digest([block.text for block in now]) == str(latest["hash"]):
        return []
    try:
        before = reviewed_file(page, project).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        before = []
    if digest(before) != str(latest["hash"]):
        return [Change(page.meta_lines.get("reviewed_by", 1), "", "")]

    def known(word: str) -> bool:
        form = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        return any(form.search(other.source) for other in project.pages if other.path != page.path)

    return changes(before, now, known)


def due(page: Page) -> datetime.date | None:
    """The day on which a page is to be looked at again, where it has a readable one."""
    value = page.meta.get("review_due")
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def overdue(page: Page, today: datetime.date | None = None) -> int:
    """By how many days the review is overdue; 0 where it is not."""
    day = due(page)
    return max(0, ((today or build_day()) - day).days) if day else 0


def review_state(page: Page, project: Project, today: datetime.date | None = None) -> str:
    """Draft (nobody has stamped it), reviewed, changed (since the review) or overdue (reviewed, unchanged, past its day)."""
    if str(page.meta.get("status", "")) != "reviewed" or stamped(page) is None:
        return "draft"
    if changed_since(page, project):
        return "changed"
    return "overdue" if overdue(page, today) else "reviewed"


def stamp(
    page: Page, project: Project, name: str, role: str, on: datetime.date, again: datetime.date
) -> tuple[str, list[str]]:
    """A page's source with the stamp added, and the lines of its reviewed substance. Writes nothing.

    An earlier stamp of the same person is replaced; those of others stay. Raises ValueError (with a sentence) for a page without front matter.
    """
    if not page.meta or page.body_line < 3:
        raise ValueError(
            f"{page.path} has no readable front matter (the lines between two --- at its top): mend that first"
        )
    texts = [block.text for block in substance(page, project.data)]
    kept = [
        item
        for item in _reviewers(page)
        if (
            str(item.get("name", "")) if isinstance(item, dict) else str(item).split(",")[0]
        ).strip()
        != name
    ]
    items = [*kept, {"name": name, "role": role, "on": on.isoformat(), "hash": digest(texts)}]
    rows = page.source.split("\n")
    end = page.body_line - 2  # the closing --- of the front matter
    head = rows[1:end]
    head = _field(head, "status", ["status: reviewed"])
    head = _field(
        head, "reviewed_by", ["reviewed_by:", *(line for item in items for line in _item(item))]
    )
    head = _field(head, "review_due", [f"review_due: {again.isoformat()}"])
    return "\n".join([rows[0], *head, *rows[end:]]), texts


def _field(rows: list[str], name: str, new: list[str]) -> list[str]:
    """The rows of the front matter with one field replaced where it stands, or added at the end."""
    start = next((number for number, row in enumerate(rows) if re.match(rf"{name}\s*:", row)), None)
    if start is None:
        return [*rows, *new]
    end = start + 1
    while end < len(rows) and (rows[end].startswith((" ", "\t", "- ")) or not rows[end].strip()):
        end += 1
    return [*rows[:start], *new, *rows[end:]]


def _item(item: Mapping | str) -> list[str]:
    def quoted(value: object) -> str:
        text = str(value).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'

    if not isinstance(item, dict):
        return [f"  - {quoted(item)}"]
    lines = []
    for name in (
        "name",
        "role",
        "on",
        "hash",
        *(other for other in item if other not in ("name", "role", "on", "hash")),
    ):
        if name in item:
            value = str(item[name]) if name == "on" else quoted(item[name])
            # A bare on: is the word true to YAML 1.1.
            field = '"on"' if name == "on" else name
            lines.append(f"{'    ' if lines else '  - '}{field}: {value}")
    return lines
