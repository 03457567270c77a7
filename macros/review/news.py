"""What a review changed for readers, kept in `docs/data/changes.yml`: the feed is made of it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from ..content.data import free_id
from ..content.pages import Page
from ..content.yaml_source import yaml_text
from ..project import Project
from .diff import Change

FILE = "changes.yml"
HEADER = "# What changed in reviewed pages, newest last; python -m macros review adds to it.\n"


def news_file(project: Project) -> Path:
    """Where the changes are kept."""
    return project.data_folder / FILE


def with_news(
    project: Project, page: Page, on: dt.date, found: Sequence[Change], first: bool
) -> str | None:
    """The file's text with one more entry, or None where a review changed nothing.

    In: the page, the day of its review, what differs from the review before, and whether there was
    none. Writes nothing; an `OSError` where the file can't be read.
    """
    spoken = [one for one in found if one.was or one.now]
    if not first and not spoken:
        return None
    file, source = news_file(project), project.source(page)
    name = free_id(source, on.isoformat(), project.data.changes)
    rows = [f"- id: {name}", f"  page: {source}", f'  day: "{on}"']
    rows += ["  changes:"] if spoken else []
    for one in spoken:
        rows += [f"    - was: {yaml_text(one.was)}", f"      now: {yaml_text(one.now)}"]
    text = file.read_text(encoding="utf-8") if file.is_file() else HEADER
    return f"{text.rstrip()}\n" + "\n".join(rows) + "\n"
