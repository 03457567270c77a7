"""Does each page say truly who has reviewed it, and is that review still good?"""

import re
from collections.abc import Iterator

from ...content.pages import Page
from ...model import Diagnostic
from ...profile import FILE as PROFILE
from ...project import Project
from ...review.diff import Change
from ...review.records import Stamp, misplaced
from ...review.rendered import content_words
from ...review.stamps import changed_since, due, overdue, shown_since, stamped, unrecorded
from ..rule import check

# That somebody vouches, and what denies it in the same sentence.
VOUCHED = re.compile(
    r"\b(?:reviewed|checked|approved|verified|vetted|endorsed|certified|signed off)\b"
    r"(?P<by>.*\bby\b)?",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|never|no|nobody|none|yet|un\w+|to be|awaiting|until|before)\b", re.IGNORECASE
)
COMMAND = 'python -m macros review {} --name "{}" --role "{}"'


@check("page", build=True)
def recorded(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The reviewers that a page names are those who reviewed it.

    review-unrecorded (error, never)
        A name, a role or a day that the record of the review does not hold is a claim that nobody
        made.
        Bad: reviewed_by: ["Ada Byron, professor of everything"]
        Good: reviewed_by: []
    """
    for what in unrecorded(page, project):
        yield page.text.diagnostic(
            page.field_span("reviewed_by"),
            "review-unrecorded",
            f"{what}: the record of the review does not say the same",
            "names are added by the review command alone: "
            + COMMAND.format(page.path, "…", "…")
            + "; else take them out",
        )


@check("page")
def reviews(page: Page, project: Project) -> Iterator[Diagnostic]:
    """A review still stands for what the page says.

    review-changed (warning, never)
        A reviewer vouches for a text; once the text says something else, readers must not lean on
        the old name.
        Bad: a reviewed page that said 10 mL and now says 5 mL
        Good: the same page, read again and stamped anew

    review-unstamped (warning)
        Without its stamp nobody can tell which text was reviewed, and the site goes on calling the
        page a draft.
        Bad: status: reviewed
        Good: status: draft

    review-overdue (warning)
        Advice ages: a page that nobody has looked at for too long may tell yesterday's practice.
        Bad: review_due: 2020-01-01
        Good: review_due: 2027-01-01
    """
    latest = stamped(page)
    if str(page.meta.get("status", "")) == "reviewed":
        if latest is None:
            what = (
                "the page says that it was reviewed, but carries no stamp of a review, so the site"
                " shows it as a draft"
            )
            fix = (
                f"whoever has read it: {COMMAND.format(page.path, '…', '…')}; or write "
                f"status: draft"
            )
            yield page.text.diagnostic(page.field_span("status"), "review-unstamped", what, fix)
        else:
            yield from _changed(page, project, latest)
    days = overdue(page)
    if days and (latest or not _before(page)):
        what = (
            f"this page was to be reviewed by {due(page)}: {days} day{'s' if days > 1 else ''} ago"
        )
        fix = "have it read against its sources; python -m macros review sets the next day"
        yield page.text.diagnostic(page.field_span("review_due"), "review-overdue", what, fix)


def _changed(page: Page, project: Project, latest: Stamp) -> Iterator[Diagnostic]:
    found = changed_since(page, project)
    if not found:
        return
    first, who = found[0], latest.name or "the reviewer"
    if not first.was and not first.now:
        if unrecorded(page, project):
            return  # said by review-unrecorded
        yield page.text.diagnostic(
            page.field_span("reviewed_by"),
            "review-changed",
            f"the text that {who} reviewed on {latest.on} is not on record, so nobody can tell what"
            " has changed since",
            "ask for a new review, and commit the file below docs/data/reviews that the review"
            " command writes",
        )
        return
    more = f" (python -m macros review --changes {page.path})"
    what = _difference(found, more)
    yield page.text.diagnostic(
        page.text.offset(first.line),
        "review-changed",
        f"changed since {who} reviewed the page on {latest.on}: {what}",
        (
            f"ask {who} to read the page again, then: "
            f"{COMMAND.format(page.path, who, latest.role or '…')}"
        ),
    )


def _difference(found: list[Change], where: str = "") -> str:
    first, more = found[0], len(found) - 1
    what = f'"{first.was}" is now "{first.now}"' if first.was and first.now else ""
    what = what or (f'"{first.was}" is gone' if first.was else f'"{first.now}" is new')
    return what + (f"; {more} more change{'s' if more > 1 else ''}{where}" if more else "")


@check("page")
def shown(_page: Page, _project: Project) -> Iterator[Diagnostic]:
    """A reviewed page shows what its reviewer saw. Judged while it is built: see `shown_otherwise`.

    review-rendered (error, never)
        What an included file, a variable, an extension or a plug-in puts into a page changes what
        readers see, and no word of the page's own file.
        Bad: a reviewed page whose included file said 10 mL and now says 5 mL
        Good: the same page, read again and stamped anew
    """
    yield from ()


def shown_otherwise(page: Page, project: Project, content: str) -> Iterator[Diagnostic]:
    """What a reviewed page shows otherwise than when it was reviewed; `content` is its HTML."""
    latest = stamped(page)
    found = shown_since(page, project, content_words(content)) if latest else []
    if latest and found:
        who = latest.name or "the reviewer"
        yield page.text.diagnostic(
            page.field_span("reviewed_by"),
            "review-rendered",
            f"the page shows other words than {who} reviewed on {latest.on}: {_difference(found)}",
            f"look what changed them (a file that it includes, a setting, a plug-in, a drawing),"
            f" and ask {who} to read the page again, then: "
            f"{COMMAND.format(page.path, who, latest.role or '…')}",
        )


@check("project", build=True)
def claims(project: Project) -> Iterator[Diagnostic]:
    """The profile's words for a page that nobody has reviewed name nobody as its reviewer.

    review-claimed (error, never)
        They stand where the reviewers of other pages stand, on every page at once.
        Bad: review: {draft: "Reviewed by Prof Ada Byron"}
        Good: review: {draft: "Not yet reviewed by a historian"}
    """
    words, path = project.profile.review, project.data_folder / PROFILE
    opening = project.words("Reviewed by {people}").partition("{")[0].strip()
    own = re.compile(rf"\s*{re.escape(opening)}\b", re.IGNORECASE) if opening else None
    for name in ("draft", "changed", "overdue", "advice"):
        text = getattr(words, name)
        if not (own and own.match(text)) and not _claims(text, everywhere=name == "draft"):
            continue
        source = project.text_of(path)
        at = next(re.finditer(rf"^[ ]+{name}:", source.text, re.MULTILINE), None)
        yield source.diagnostic(
            at.start() if at else 0,
            "review-claimed",
            f'"{text}" says that somebody has reviewed every page that is a draft',
            "write what a draft lacks; who has reviewed a page stands in the record of its review",
        )


def _claims(text: str, *, everywhere: bool) -> bool:
    """Whether a sentence says that somebody has reviewed; `everywhere` even if it names nobody."""
    for sentence in re.split(r"[.!?;:](?:\s|$)", text):
        found = VOUCHED.search(sentence)
        if found and (found["by"] or everywhere) and not DENIED.search(sentence):
            return True
    return False


def _before(page: Page) -> bool:
    """Whether the review is due before the page was written: that is told as such."""
    written, day = page.meta.get("written"), due(page)
    try:
        return bool(day and written and day < written)
    except TypeError:
        return False


@check("project")
def records(project: Project) -> Iterator[Diagnostic]:
    """The record of a review stands under the name of its page.

    review-record-moved (warning)
        A record under an old name is found by those who know it, and by nobody else.
        Bad: docs/data/reviews/old.txt for docs/new.md
        Good: docs/data/reviews/new.txt for docs/new.md
    """
    for old, new in misplaced(project).items():
        yield Diagnostic(
            project.shown(old),
            1,
            1,
            "review-record-moved",
            "the page of this review has moved, and its record has not",
            f"move it to {project.shown(new)}; check --fix does so",
        )
