"""The state of the handbook, page by page: review, dates, words, reading grade, what each page rests on, what is open."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import partial
from html import escape

from ..checks.pages.amounts import claims
from ..content.pages import Page
from ..content.readability import grade, prose, words
from ..project import Project
from ..review.stamps import review_state
from ..urls import relative
from .late import Keep, at_once

__all__ = ["PageStatus", "health", "page_statuses"]


@dataclass(frozen=True, slots=True)
class PageStatus:
    """One page in figures. `numbers` are its sentences with an amount, `sourced` those of them that carry a citation."""

    path: str
    title: str
    audience: str
    state: str
    written: str
    review_due: str
    words: int
    grade: float
    citations: int
    kinds: tuple[tuple[str, int], ...]
    numbers: int
    sourced: int


def page_statuses(project: Project) -> list[PageStatus]:
    """The status of every page, in the order of their paths."""
    references = project.bibliography.references
    keys: dict[str, list[str]] = {}
    for citation in project.citations:
        keys.setdefault(citation.path, []).append(citation.key)
    found = []
    for page in project.pages:
        text = prose(page, project.data)
        cited = [
            references[key] for key in dict.fromkeys(keys.get(page.path, [])) if key in references
        ]
        counts = Counter(reference.evidence for reference in cited)
        said = claims(page)
        found.append(
            PageStatus(
                page.path,
                page.title,
                str(page.meta.get("audience", "")),
                review_state(page, project),
                _date(page, "written"),
                _date(page, "review_due"),
                words(text),
                grade(text),
                len(keys.get(page.path, [])),
                tuple((kind, counts[kind]) for kind in project.profile.kinds if counts[kind]),
                len(said),
                sum(claim.sourced for claim in said),
            )
        )
    return found


def _date(page: Page, name: str) -> str:
    value = page.meta.get(name)
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def health(project: Project, source: str, keep: Keep = at_once) -> str:
    """The site health page: totals, a row for each page, and the open questions. Markdown with HTML tables, for one macro call."""
    block = partial(keep, block=True, searched=True)
    statuses = page_statuses(project)
    references = project.bibliography.references.values()
    numbers, sourced = (
        sum(status.numbers for status in statuses),
        sum(status.sourced for status in statuses),
    )
    incomplete = [
        reference
        for reference in references
        if reference.record == "partial" and not reference.further_reading
    ]
    unseen = [
        reference
        for reference in references
        if reference.text_seen in ("abstract", "record") and not reference.further_reading
    ]
    flagged = [reference for reference in references if reference.status]
    unchecked = [reference for reference in references if not reference.checked]
    reviewed = sum(status.state == "reviewed" for status in statuses)
    totals = (
        (f"Pages reviewed{project.profile.by_reviewer}", f"{reviewed} of {len(statuses)}"),
        (
            "Sentences with an amount that carry a source",
            f"{sourced} of {numbers}" + (f" ({100 * sourced / numbers:.0f}%)" if numbers else ""),
        ),
        ("Sources", str(len(references))),
        ("Cited sources of which only the abstract or the record was read", str(len(unseen))),
        ("Cited sources whose record is incomplete", str(len(incomplete))),
        ("Sources retracted, corrected or under concern", str(len(flagged))),
        (
            "Sources whose record has not been checked against Crossref, PubMed or the web",
            str(len(unchecked)),
        ),
    )
    head = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in totals
    )
    rows = "".join(_row(project, source, status) for status in statuses)
    columns = (
        "Page",
        "For",
        "State",
        "Written",
        "Review due",
        "Words",
        "US grade",
        "Citations",
        "Rests on",
        "Sourced amounts",
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in columns)
    parts = [
        block(f'<table class="health-totals"><tbody>{head}</tbody></table>'),
        "## Page by page",
        block(
            f'<div class="table-scroll" tabindex="0" role="region" aria-label="Status of each page"><table class="health"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        ),
    ]
    if incomplete:
        items = "".join(
            f"<li><code>{escape(reference.key)}</code> {escape(reference.note)}</li>"
            for reference in incomplete
        )
        parts += ["## Records that are incomplete", block(f"<ul>{items}</ul>")]
    if project.data.open:
        parts += ["## Open questions", block(_open(project, source))]
    return "\n\n".join(parts)


def _row(project: Project, source: str, status: PageStatus) -> str:
    target = status.path[len(project.prefix) + 1 :]
    link = f'<a href="{relative(source, target, "", project.directory_urls)}">{escape(status.title)}</a>'
    known = project.profile.kinds
    kinds = ", ".join(known[kind].counted(number) for kind, number in status.kinds) or "–"
    share = f"{status.sourced} of {status.numbers}" if status.numbers else "–"
    cells = (
        link,
        status.audience,
        status.state,
        status.written,
        status.review_due,
        str(status.words),
        f"{status.grade:g}",
        str(status.citations),
        kinds,
        share,
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _open(project: Project, source: str) -> str:
    known = {project.source(page): page.title for page in project.pages}
    groups: dict[str, list[str]] = {}
    for item in project.data.open.values():
        links = ", ".join(
            f'<a href="{relative(source, page, "", project.directory_urls)}">{escape(known[page])}</a>'
            for page in item.get("pages", [])
            if page in known
        )
        text = f"<li><strong>{escape(str(item.get('question')))}</strong> {escape(str(item.get('why')))}{' ' + links if links else ''}</li>"
        groups.setdefault(str(item.get("from")) or "Other", []).append(text)
    return "\n".join(
        f"<h3>{escape(name[0].upper() + name[1:])}</h3>\n<ul>{''.join(items)}</ul>"
        for name, items in groups.items()
    )
