"""What was reviewed, by whom: `docs/data/reviews/PAGE.txt`, JSON for each reviewer, then text.

Anybody can read there what was vouched for. The page only repeats the names; what the record does
not hold is no review.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..content.pages import Page
from ..project import Project
from ..source_text import decode, file_bytes


@dataclass(frozen=True, slots=True)
class Stamp:
    """One review: who, as what, on which day (ISO 8601), over which text (no hash: no stamp)."""

    name: str
    role: str = ""
    on: str = ""
    hash: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.role, f"on {self.on}" if self.on else "")))


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a page's reviews: who, the reviewed blocks, and perhaps what was shown."""

    stamps: tuple[Stamp, ...] = ()
    texts: tuple[str, ...] = ()
    rendered: str = ""


def stamps_of(page: Page) -> list[Stamp]:
    """The reviewers that a page names; a bare `on:`, true to YAML 1.1, is the day."""
    names = page.meta.get("reviewed_by")
    found = []
    for item in names if isinstance(names, list) else [names] if names else []:
        if isinstance(item, dict):
            fields = {("on" if name is True else str(name)): value for name, value in item.items()}
            found.append(_stamp(fields))
        else:
            name, _, role = str(item).partition(",")
            found.append(Stamp(name.strip(), role.strip()))
    return found


def _stamp(fields: Mapping[str, Any]) -> Stamp:
    values = [
        " ".join(str(fields.get(name) or "").split()) for name in ("name", "role", "on", "hash")
    ]
    return Stamp(*values)


def record_file(page: Page, project: Project) -> Path:
    """Where the record of a page belongs."""
    return project.data_folder / "reviews" / f"{project.source(page).removesuffix('.md')}.txt"


def read_record(file: Path) -> Record:
    """A record; an empty one where the file is absent or can't be read."""
    try:
        return parse_record(decode(file_bytes(file)))
    except (OSError, UnicodeDecodeError):
        return Record()


def parse_record(text: str) -> Record:
    """A record from its text."""
    stamps: list[Stamp] = []
    lines, rendered = text.splitlines(), ""
    heads = list(takewhile(lambda line: line.startswith("{"), lines))
    for line in heads:
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            return Record()
        if "rendered" in fields:
            rendered = str(fields["rendered"])
        else:
            stamps.append(_stamp(fields))
    return Record(tuple(stamps), tuple(lines[len(heads) :]), rendered)


def record_text(stamps: Sequence[Stamp], texts: Sequence[str], rendered: str = "") -> str:
    """The file of a record; `rendered` is what the built page showed."""
    heads = [
        json.dumps(
            {"name": one.name, "role": one.role, "on": one.on, "hash": one.hash}, ensure_ascii=False
        )
        for one in stamps
    ]
    if rendered:
        heads.append(json.dumps({"rendered": rendered}, ensure_ascii=False))
    return "\n".join([*heads, *texts]) + "\n"


def misplaced(project: Project) -> dict[Path, Path]:
    """Records whose page, known by its stamps, was moved: where each is, and where it belongs."""
    homes = {record_file(page, project): page for page in project.pages}
    folder = project.data_folder / "reviews"
    astray = (
        [file for file in sorted(folder.rglob("*.txt")) if file not in homes]
        if folder.is_dir()
        else []
    )
    found = {}
    for home, page in homes.items():
        stamps = [one for one in stamps_of(page) if one.hash]
        if stamps and not home.is_file():
            for file in astray:
                if set(stamps) <= set(read_record(file).stamps):
                    found[file] = home
                    break
    return found


def move_records(project: Project) -> int:
    """Put the records of moved pages where they belong; how many were moved."""
    moves = misplaced(project)
    for old, new in moves.items():
        new.parent.mkdir(parents=True, exist_ok=True)
        old.replace(new)
    return len(moves)
