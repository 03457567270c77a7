"""Begin a page: its file, the lines at its top, the parts that a page of its kind has."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import PurePosixPath

from ..project import Project
from ..review.stamps import build_day
from ..suggest import fold

__all__ = ["arguments", "run", "template"]

AUDIENCES = ("patient", "clinician", "everyone")
# Each comment says what to write there; `check` finds those that are left.
BODIES = {
    "patient": """\
<!-- template: the answer in one or two short sentences, then why -->

!!! call-now "Call 999, 112 or 911 now"

    - <!-- template: what can't wait, each point with its source -->

!!! call-team-now "Phone your team now, day or night"

    - <!-- template: what can't wait for morning, each point with its source -->

!!! call-today "Phone your team today"

    - <!-- template: what can wait for the day, each point with its source -->

!!! ask-next "Ask at your next visit"

    - <!-- template: what can wait for the next visit -->

## <!-- template: a question, in the words in which people ask it -->

<!-- template: its answer, with its source -->

## References

{{ bibliography() }}
""",
    "clinician": """\
<!-- template: what to do, in one or two sentences, with its source -->

!!! red-flag "Red flags"

    - <!-- template: what must stop the reader, each point with its source -->

## Steps

1. <!-- template: what to do first, with its source -->

## Why

<!-- template: the figures, each with its group, its denominator and its source -->

!!! strength "How strong is this?"

    - <!-- template: for each recommendation the kind of its source and how much of it was read -->

!!! local "What local policy decides"

    <!-- template: what the device's instructions and local policy decide -->

## References

{{ bibliography() }}
""",
    "everyone": """\
<!-- template: what the page is about, in one or two sentences -->

## References

{{ bibliography() }}
""",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `new`."""
    parser.add_argument(
        "path", metavar="PAGE", help="the new file below docs, such as patients/travel.md"
    )
    parser.add_argument("--title", required=True, help="the page's main heading")
    parser.add_argument(
        "--audience", choices=AUDIENCES, help="who the page is for (default: by its folder)"
    )
    parser.add_argument(
        "--summary", default="", help="one sentence of 50 to 160 characters for search and sharing"
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Writes the page; 1 when its name can't be used or is taken."""
    name = options.path.replace("\\", "/").removeprefix("./")
    name = name.removeprefix(f"{project.prefix}/") if project.prefix else name
    path = PurePosixPath(name)
    wrong = _wrong(project, path)
    if wrong:
        print(wrong, file=sys.stderr)
        return 1
    audience = options.audience or {"patients": "patient", "clinicians": "clinician"}.get(
        path.parts[0], "everyone"
    )
    target = project.docs / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        template(options.title.strip(), audience, options.summary.strip()), encoding="utf-8"
    )
    shown = project.shown(target)
    print(f"{shown} is made. Next:")
    print(
        "  1. Write the text where a comment <!-- template: … --> stands, and delete the comment."
    )
    print(f"  2. Add the line - {path} to the menu, below nav: in mkdocs.yml.")
    print(f"  3. python -m macros check {shown}")
    return 0


def _wrong(project: Project, path: PurePosixPath) -> str:
    """Why a page can't have this name, or ""."""
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", str(path)):
        return f"{path}: name the file below {project.prefix}, as in patients/travel.md"
    good = re.sub(r"[^a-z0-9/]+", "-", fold(str(path.with_suffix("")))).strip("-/") + ".md"
    if str(path) != good:
        return f"{path}: a page's name has small letters, digits and hyphens, and ends in .md; write {good}"
    if (project.docs / path).exists():
        return (
            f"{project.shown(project.docs / path)} exists already; edit it, or choose another name"
        )
    return ""


def template(title: str, audience: str, summary: str = "") -> str:
    """The text of a new page."""
    written = build_day()
    try:
        due = written.replace(year=written.year + 1)
    except ValueError:  # 29 February
        due = written.replace(year=written.year + 1, day=28)
    return (
        f"---\ntitle: {_quoted(title)}\nsummary: {_quoted(summary) if summary else ''}".rstrip(" ")
        + f"\naudience: {audience}\nstatus: draft\nwritten: {written}\nreview_due: {due}\nreviewed_by: []\naliases: []\n---\n\n# {title}\n\n{BODIES[audience]}"
    )


def _quoted(text: str) -> str:
    """A YAML value: bare where YAML can't misread it, else in double quotes."""
    if re.fullmatch(r"[A-Za-z][\w ,;()'’–-]*[\w)?.!]", text) and not re.fullmatch(
        r"(?:yes|no|on|off|true|false|null|y|n)", text, re.IGNORECASE
    ):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
