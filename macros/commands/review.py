"""Stamp a page that you have read as reviewed, show what changed since, or say who may vouch."""

import argparse

from ..checks import all_diagnostics
from ..content.pages import Page
from ..engine.languages import language_projects, project_with
from ..engine.one_page import shown_words
from ..project import Project
from ..review.news import news_file, with_news
from ..review.people import judged
from ..review.records import record_file
from ..review.rendered import rendered_words
from ..review.stamps import build_day, changed_since, stamp, stamped
from ..review.substance import substance
from ..review.translation import WITHDRAWN
from ..source_text import write_text
from ..suggest import describe
from . import day_of, page_at, report, text_at, year_after


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when all is well; 1 for errors, changes, or no stamp.

    Raises ValueError for what can't be used: 2.
    """
    if options.who is not None:
        return _who(project, options.who.strip(), options.base)
    if not options.page:
        raise ValueError("name the page's file, such as docs/guide/begin.md")
    project = project_with(project, options.page)
    page = page_at(project, options.page)
    if options.changes:
        return _changes(project, page)
    return _stamp(project, page, options)


def _who(project: Project, login: str, base: str) -> int:
    if not login:
        raise ValueError("--who needs the login of whoever sent the change")
    vouches, wrong = list[str](), list[str]()
    for one in (project, *language_projects(project)):
        theirs = judged(one, login, base)
        vouches, wrong = vouches + theirs[0], wrong + theirs[1]
    for line in vouches:
        print(line)
    for line in wrong:
        report(f"review-not-theirs: {line}")
    if not vouches and not wrong:
        print("No page is stamped anew in this change.")
    return 1 if wrong else 0


def _changes(project: Project, page: Page) -> int:
    """What differs, each with the sources that its block names now."""
    latest, found = stamped(page), changed_since(page, project)
    if latest is None:
        print(f"{page.path}: nobody has reviewed this page yet")
        return 0
    if not found:
        print(f"{page.path}: nothing has changed since {latest}")
        return 0
    if not found[0].was and not found[0].now:
        print(f"{page.path}: the text that {latest} reviewed is not on record")
        return 1
    print(f"{page.path}: {len(found)} change{'s' if len(found) > 1 else ''} since {latest}")
    blocks = [one for one in substance(page, project) if not one.text.startswith("⟦source_")]
    for change in found:
        print(f"\n{page.path}:{change.line}")
        print(f"  then: {change.was or '(nothing)'}\n  now:  {change.now or '(nothing)'}")
        block = next((one for one in reversed(blocks) if one.line <= change.line), None)
        for key in _keys(block.text if block else ""):
            reference = project.bibliography.references.get(key)
            print(f"  source: {key}{': ' + describe(reference) if reference else ''}")
    return 1


def _keys(text: str) -> list[str]:
    found = [token[6:-1] for token in text.split() if token.startswith("⟦cite_")]
    return list(dict.fromkeys(found))


def _stamp(project: Project, page: Page, options: argparse.Namespace) -> int:
    name, role = " ".join((options.name or "").split()), " ".join((options.role or "").split())
    if not name or not role:
        raise ValueError("a review needs the reviewer's name and role (--name, --role)")
    on = day_of(options.date, "--date") if options.date else build_day()
    if on > build_day():
        raise ValueError(f"a review can't have taken place on {on}: that day is still to come")
    again = day_of(options.due, "--due") if options.due else year_after(on)
    if again <= on:
        raise ValueError(f"the next review ({again}) must come after this one ({on})")
    if f'"{WITHDRAWN}"' in page.source:
        return report(
            f"{page.path} is not stamped: it was withdrawn, and has no text to vouch for; write "
            "it anew first"
        )
    broken = [
        diagnostic
        for diagnostic in all_diagnostics(project)
        if diagnostic.path == page.path
        and diagnostic.severity == "error"
        and diagnostic.rule != "review-unrecorded"
    ]
    if broken:
        return report(
            *broken, f"{page.path} is not stamped: correct these first, then read it again"
        )
    rendered = _rendered(project, page, options.rendered)
    source, record = stamp(page, project, name, role, on, again, rendered)
    changes = changed_since(page, project)
    news = with_news(project, page, on, changes, first=stamped(page) is None)
    file, kept = project.docs / project.source(page), record_file(page, project)
    try:
        write_text(kept, record)
        write_text(file, source)
        if news is not None:
            write_text(news_file(project), news)
    except OSError as error:
        raise ValueError(f"the review can't be written: {error.strerror or error}") from None
    written = [project.shown(kept)] + ([project.shown(news_file(project))] if news else [])
    print(
        f"{page.path}: reviewed by {name}, {role}, on {on}; next review {again}.\n"
        f"What was reviewed is kept in {' and '.join(written)}. Commit these files together."
    )
    return 0


def _rendered(project: Project, page: Page, read: str | None) -> str:
    """What the built page (`read`) shows; "" for a page of lists. Raises ValueError if not."""
    if any(project.macros.shows_all(call.name) or call.name == "reviews" for call in page.calls):
        return ""
    words = shown_words(project, project.source(page))
    if read is not None:
        seen = iter(rendered_words(text_at(read)))
        if missing := next((word for word in words if word not in seen), ""):
            raise ValueError(
                f'{read} does not show what {page.path} makes now ("{missing}"): build the site '
                "again, and read the page anew"
            )
    return " ".join(words)
