"""Stamp a page as reviewed: by whom, when, and over which text. Only for the person who has read the page, or at their word."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from ..checks import build_diagnostics
from ..project import Project
from ..review.stamps import reviewed_file, stamp

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `review`."""
    parser.add_argument("page", help="the page's file, such as docs/clinicians/flushing.md")
    parser.add_argument(
        "--name", required=True, help="the reviewer's name, as it shall stand on the page"
    )
    parser.add_argument(
        "--role", required=True, help="what they are, such as: vascular access nurse"
    )
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", help="the day of the review (default: today)"
    )
    parser.add_argument(
        "--due",
        metavar="YYYY-MM-DD",
        help="when it is to be reviewed again (default: a year later)",
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when the page is stamped; 1 when it has errors of its own; 2 when the page, a name or a day can't be used."""
    today = datetime.date.today()
    name, role = " ".join(options.name.split()), " ".join(options.role.split())
    if not name or not role:
        raise ValueError("a review needs the reviewer's name and role")
    on = _day(options.date, "--date") if options.date else today
    if on > today:
        raise ValueError(f"a review can't have taken place on {on}: that day is still to come")
    again = _day(options.due, "--due") if options.due else _year_after(on)
    if again <= on:
        raise ValueError(f"the next review ({again}) must come after this one ({on})")
    wanted = _resolved(project, options.page)
    page = next(
        (
            page
            for page in project.pages
            if (project.docs / project.source(page)).resolve() == wanted
        ),
        None,
    )
    if page is None:
        raise ValueError(
            f"there is no page {options.page}: give its file, such as {project.prefix}/index.md"
        )
    broken = [
        diagnostic
        for diagnostic in build_diagnostics(project)
        if diagnostic.path == page.path and diagnostic.severity == "error"
    ]
    if broken:
        for diagnostic in broken:
            print(diagnostic, file=sys.stderr)
        print(f"{page.path} is not stamped: mend these first, then read it again", file=sys.stderr)
        return 1
    source, lines = stamp(page, project, name, role, on, again)
    file = project.docs / project.source(page)
    kept = reviewed_file(page, project)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    original = file.read_bytes()
    text = source.replace("\n", "\r\n") if b"\r\n" in original else source
    file.write_bytes(
        (b"\xef\xbb\xbf" if original.startswith(b"\xef\xbb\xbf") else b"") + text.encode()
    )
    print(
        f"{page.path}: reviewed by {name}, {role}, on {on}; next review {again}.\nWhat was reviewed is kept in {project.shown(kept)}. Commit both files together."
    )
    return 0


def _resolved(project: Project, told: str) -> Path:
    """A page named from the folder one stands in, from the project's folder, or from its docs folder."""
    places = (Path(told), project.root / told, project.docs / told)
    return next(
        (place.resolve() for place in places if place.is_file()), Path(os.path.abspath(told))
    )


def _day(text: str, option: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'{option}: "{text}" is not a day; write it as 2026-11-22') from None


def _year_after(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
