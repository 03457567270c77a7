"""The state of the handbook, page by page: review, dates, words, reading grade, what each page rests on, what is open."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from html import escape

from ..bib.evidence import KINDS, kind_of
from ..checks.pages.amounts import claims
from ..content.pages import Page
from ..content.readability import grade, prose, words
from ..project import Project
from ..review.stamps import review_state
from ..urls import relative

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
        counts = Counter(kind_of(reference) for reference in cited)
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
                tuple((kind, counts[kind]) for kind, _, _ in KINDS if counts[kind]),
                len(said),
                sum(claim.sourced for claim in said),
            )
        )
    return found


def _date(page: Page, name: str) -> str:
    value = page.meta.get(name)
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def health(project: Project, source: str) -> str:
    """The site health page: totals, a row for each page, and the open questions. Markdown with HTML tables, for one macro call."""
    statuses = page_statuses(project)
    references = project.bibliography.references.values()
    numbers, sourced = (
        sum(status.numbers for status in statuses),
        sum(status.sourced for status in statuses),
    )
    partial = [
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
        ("Pages reviewed by a clinician", f"{reviewed} of {len(statuses)}"),
        (
            "Sentences with an amount that carry a source",
            f"{sourced} of {numbers}" + (f" ({100 * sourced / numbers:.0f}%)" if numbers else ""),
        ),
        ("Sources", str(len(references))),
        ("Cited sources of which only the abstract or the record was read", str(len(unseen))),
        ("Cited sources whose record is incomplete", str(len(partial))),
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
        f'<table class="health-totals"><tbody>{head}</tbody></table>',
        "## Page by page",
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="Status of each page"><table class="health"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>',
    ]
    if partial:
        items = "".join(
            f"<li><code>{escape(reference.key)}</code> {escape(reference.note)}</li>"
            for reference in partial
        )
        parts += ["## Records that are incomplete", f"<ul>{items}</ul>"]
    if project.data.open:
        parts += ["## Open questions", _open(project, source)]
    return "\n\n".join(parts)


def _row(project: Project, source: str, status: PageStatus) -> str:
    target = status.path[len(project.prefix) + 1 :]
    link = f'<a href="{relative(source, target, "", project.directory_urls)}">{escape(status.title)}</a>'
    labels = {kind: many for kind, _, many in KINDS}
    kinds = ", ".join(f"{number} {labels[kind]}" for kind, number in status.kinds) or "–"
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
    return "".join(
        f"<h3>{escape(name[0].upper() + name[1:])}</h3><ul>{''.join(items)}</ul>"
        for name, items in groups.items()
    )
