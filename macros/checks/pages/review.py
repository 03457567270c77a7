"""Does each page say truly who has reviewed it, and is that review still good?"""

from __future__ import annotations

from collections.abc import Iterator

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...review.stamps import changed_since, due, overdue, stamped
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "review-changed",
        "A reviewer vouches for a text; once the text says something else, readers must not lean on the old name.",
        "a reviewed page that said 10 mL and now says 5 mL",
        'python -m macros review docs/page.md --name "…" --role "…", run by or for the reviewer who has read the page again',
        "warning",
    ),
    Rule(
        "review-unstamped",
        "Without its stamp nobody can tell which text was reviewed, and the site goes on calling the page a draft.",
        "status: reviewed\nreviewed_by: []",
        'python -m macros review docs/page.md --name "…" --role "…", run by or for the person who has read the page',
        "warning",
    ),
    Rule(
        "review-overdue",
        "Advice ages: a page that nobody has looked at for too long may tell yesterday's practice.",
        "review_due: 2020-01-01",
        "read the page against its sources, mend it, and set a new day (the review command does so)",
        "warning",
    ),
)


def check(project: Project) -> Iterator[Diagnostic]:
    """The reviews of all pages."""
    for page in project.pages:
        yield from _page(page, project)


def _page(page: Page, project: Project) -> Iterator[Diagnostic]:
    line = page.meta_lines.get("reviewed_by") or page.meta_lines.get("status") or 1
    latest = stamped(page)
    if str(page.meta.get("status", "")) == "reviewed":
        if latest is None:
            yield Diagnostic(
                page.path,
                page.meta_lines["status"],
                1,
                "review-unstamped",
                "the page says that it was reviewed, but carries no stamp of a review, so the site shows it as a draft",
                f'whoever has read it: python -m macros review {page.path} --name "…" --role "…"; or write status: draft',
                "warning",
            )
        elif found := changed_since(page, project):
            name = str(latest.get("name") or "the reviewer")
            if not found[0].was and not found[0].now:
                yield Diagnostic(
                    page.path,
                    line,
                    1,
                    "review-changed",
                    f"the text that {name} reviewed on {latest.get('on')} is not on record, so nobody can tell what has changed since",
                    "ask for a new review, and commit the file below docs/data/reviews that the review command writes",
                    "warning",
                )
            else:
                first, more = found[0], len(found) - 1
                what = _what(first.was, first.now) + (
                    f"; {more} more change{'s' if more > 1 else ''} of substance follow{'s' if more == 1 else ''}"
                    if more
                    else ""
                )
                yield Diagnostic(
                    page.path,
                    first.line,
                    1,
                    "review-changed",
                    f"changed since {name} reviewed the page on {latest.get('on')}: {what}",
                    f'ask {name} to read the page again, then: python -m macros review {page.path} --name "{name}" --role "{latest.get("role") or "…"}"',
                    "warning",
                )
    days = overdue(page)
    if days and (latest or not _before(page)):
        yield Diagnostic(
            page.path,
            page.meta_lines.get("review_due", line),
            1,
            "review-overdue",
            f"this page was to be reviewed by {due(page)}: {days} day{'s' if days > 1 else ''} ago",
            "have it read against its sources; python -m macros review sets the next day",
            "warning",
        )


def _before(page: Page) -> bool:
    """Whether the review is due before the page was written: that is told as such."""
    written = page.meta.get("written")
    try:
        return bool(due(page) and written and due(page) < written)
    except TypeError:
        return False


def _what(was: str, now: str) -> str:
    if was and now:
        return f'"{was}" is now "{now}"'
    return f'"{was}" is gone' if was else f'"{now}" is new'
