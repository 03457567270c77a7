"""Are a page's days real, in one form, and in their order? And does no field stop the engine?"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from statistics import median_high
from typing import Any

from ...bib.dates import iso_date
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project, per_project
from ...review.stamps import build_day, unrecorded
from ..rule import check
from .front_matter import replaced, unread
from .front_matter import written as written_value

LONGEST = 731  # days: two years, one of them a leap year
UNREAL = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$")


@check("page", build=True)
def engine_fields(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Fields that the site engine stumbles over.

    meta-date (error, fixable)
        A date that doesn't exist or has another form can't be compared, so an old page would look
        fresh; the site engine shows such a page without all of its fields.
        Bad: written: 22/11/2026
        Good: written: 2026-11-22
    """
    for name, value in page.meta.items():
        unreal = isinstance(value, str) and UNREAL.match(value) and not _repaired(value)
        if unreal and written_value(page, name)[:1] not in ("'", '"'):
            what = f'{name}: "{value}" is no date that exists'
            at = page.field_span(name)
            yield page.text.diagnostic(at, "meta-date", what, "write it as in 2026-11-22")


@check("page", rule_set="house-style")
def dates(page: Page, project: Project) -> Iterator[Diagnostic]:
    """When a page was written and must be read again; a day in another form is a meta-date, too.

    meta-order
        A review can't be due before the page was written, nor later than two years after it.
        Bad:
            written: 2026-11-22
            review_due: 2026-01-01
        Good:
            written: 2026-11-22
            review_due: 2027-11-22

    meta-future
        A page can't have been written on a day that is still to come.
        Bad: written: 2062-11-22
        Good: written: 2026-11-22

    review-contradiction
        A page is reviewed when a named person says so, and then it says so itself.
        Bad:
            status: draft
            reviewed_by: ["Ada Byron, librarian"]
        Good:
            status: reviewed
            reviewed_by: ["Ada Byron, librarian"]
    """
    if unread(page):
        return
    for name in ("written", "review_due"):
        yield from _form(page, name, page.meta.get(name))
    written, due = (_date(page.meta.get(name)) for name in ("written", "review_due"))
    if written and written > today(project) + dt.timedelta(days=1):
        what = f"the page says that it was written on {written}, which is still to come"
        fix = "write the day on which the text was written"
        yield page.text.diagnostic(page.field_span("written"), "meta-future", what, fix)
    elif written and due and (due < written or (due - written).days > LONGEST):
        what = f"the review is due on {due}, before the page was written ({written})"
        fix = "write a day at most two years after written"
        if due > written:
            months = (due - written).days // 30
            what = f"the review is due {months} months after the page was written; 24 are the most"
            fix = "write an earlier day"
        if due < written or not page.meta.get("reviewed"):
            yield page.text.diagnostic(page.field_span("review_due"), "meta-order", what, fix)
    # The reverse, reviewed without a reviewer, is told by the rules of reviews.
    named = page.meta.get("status") == "draft" and page.meta.get("reviewed_by")
    if named and not unrecorded(page, project):
        what = "the page names a reviewer and says that it is a draft"
        fix = "if the review is done, write status: reviewed; if not, reviewed_by: []"
        yield page.text.diagnostic(
            page.field_span("reviewed_by"), "review-contradiction", what, fix
        )


def _form(page: Page, name: str, value: Any) -> Iterator[Diagnostic]:
    if value in (None, "") or (_date(value) and not isinstance(value, dt.datetime)):
        return
    new = _repaired(value)
    if UNREAL.match(str(value)) and not new:
        return  # a day that doesn't exist
    what = f'{name}: "{value}" is not in the form year-month-day'
    fix = f"write {new}" if new else "write it as in 2026-11-22"
    edit = replaced(page, name, new) if new else None
    yield page.text.diagnostic(page.field_span(name), "meta-date", what, fix, edit)


def _date(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)  # in quotes, as some editors write it
    return value if isinstance(value, dt.date) else None


def _repaired(value: Any) -> str:
    """The date that a person meant, where there is no doubt: 2026-1-5, 2026/11/22, 22 Nov 2026."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", str(value).strip(" \u00a0\"'“”‘’"))
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    parts = [int(part) for part in match.groups()] if match else []
    if not parts and (match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)):
        day, month, year = (int(part) for part in match.groups())
        parts = [year, month, day] if day > 12 else []
    try:
        found = dt.date(*parts).isoformat() if parts else iso_date(text)
        return found if len(found) == len("2026-11-22") else ""
    except ValueError:
        return ""


@per_project
def today(project: Project) -> dt.date:
    """The day of the check; a clock that is behind most pages is the one that is wrong."""
    written = [date for page in project.pages if (date := _date(page.meta.get("written")))]
    return max(build_day(), median_high(written)) if len(written) >= 5 else build_day()
