"""Show the state of every page: review, dates, words, grade, citations, sourced amounts."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from ..engine.languages import language_projects
from ..project import Project
from ..review.translation import translations
from ..status import page_statuses

COLUMNS = "{:46} {:10} {:9} {:10} {:>6} {:>5} {:>5} {:>15}"
HEADS = ("page", "for", "state", "review due", "words", "grade", "cited", "amounts sourced")


def run(project: Project, options: argparse.Namespace) -> int:
    """Prints; always 0: judging is what `check` does."""
    statuses = page_statuses(project)
    others = language_projects(project)
    if options.format == "json":
        rows = [asdict(status) for status in statuses]
        rows += [row for one in others for row in _translated(one)]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    print(COLUMNS.format(*HEADS))
    for one in statuses:
        share = f"{one.sourced}/{one.numbers}" if one.numbers else "-"
        state = (one.path, one.audience, one.state, one.review_due, one.words)
        print(COLUMNS.format(*state, f"{one.grade:.1f}", one.citations, share))
    numbers, sourced = (
        sum(getattr(one, name) for one in statuses) for name in ("numbers", "sourced")
    )
    cited = len({citation.key for citation in project.citations})
    print(
        f"\n{len(statuses)} pages, {sum(one.words for one in statuses)} words, "
        f"{sum(one.citations for one in statuses)} citations of {cited} sources; {sourced} of "
        f"{numbers} sentences with an amount carry one; {len(project.data.open)} open questions."
    )
    for other in others:
        print(f"\n{other.prefix}: the review of each page, and the page against its original")
        for row in _translated(other):
            shown = f"not published: {row['refused']}" if row["refused"] else "published"
            print(f"{row['path']:46} {row['state']:9} {row['translation']:10} {shown}")
    return 0


def _translated(project: Project) -> list[dict[str, Any]]:
    """The pages of a further language: the state of each, and of it as a translation."""
    known = translations(project)
    return [
        {
            **asdict(status),
            "language": project.language,
            "translation": known[status.path[len(project.prefix) + 1 :]].state,
            "refused": known[status.path[len(project.prefix) + 1 :]].refused,
        }
        for status in page_statuses(project)
    ]
