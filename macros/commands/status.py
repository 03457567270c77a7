"""Show the state of every page: review, dates, words, reading grade, citations by kind, sourced amounts, open questions."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from ..project import Project
from ..render.status import page_statuses

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `status`."""
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="a table, or JSON for other tools",
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Prints; always 0: judging is what `check` does."""
    statuses = page_statuses(project)
    if options.format == "json":
        print(json.dumps([asdict(status) for status in statuses], ensure_ascii=False, indent=2))
        return 0
    print(
        f"{'page':46} {'for':10} {'state':9} {'review due':10} {'words':>6} {'grade':>5} {'cited':>5} {'amounts sourced':>15}"
    )
    for status in statuses:
        share = f"{status.sourced}/{status.numbers}" if status.numbers else "-"
        print(
            f"{status.path:46} {status.audience:10} {status.state:9} {status.review_due:10} {status.words:6} {status.grade:5.1f} {status.citations:5} {share:>15}"
        )
    numbers, sourced = (
        sum(status.numbers for status in statuses),
        sum(status.sourced for status in statuses),
    )
    print(
        f"\n{len(statuses)} pages, {sum(status.words for status in statuses)} words, {sum(status.citations for status in statuses)} citations of {len({citation.key for citation in project.citations})} sources; {sourced} of {numbers} sentences with an amount carry a source; {len(project.data.open)} open questions."
    )
    return 0
