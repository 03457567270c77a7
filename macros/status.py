"""The state of the handbook, page by page: review, dates, words, grade, sources, what is open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from .checks.pages.amounts import claims
from .content.pages import Page
from .content.readability import grade, prose, words
from .project import Project
from .render.late import Keep, at_once
from .review.stamps import review_state
from .urls import relative

__all__ = ["PageStatus", "health", "page_statuses"]

COLUMNS = (
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


@dataclass(frozen=True, slots=True)
class PageStatus:
    """One page in figures: `numbers` are its sentences with an amount, `sourced` those cited."""

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
    keys: dict[str, list[str]] = {}
    for citation in project.citations:
        keys.setdefault(citation.path, []).append(citation.key)
    return [_status(project, page, keys.get(page.path, [])) for page in project.pages]


def _status(project: Project, page: Page, keys: list[str]) -> PageStatus:
    references = project.bibliography.references
    counts = Counter(references[key].evidence for key in set(keys) if key in references)
    text, said = prose(page, project.data), claims(page, project)
    return PageStatus(
        page.path,
        page.title,
        str(page.meta.get("audience", "")),
        review_state(page, project),
        _date(page, "written"),
        _date(page, "review_due"),
        words(text),
        grade(text),
        len(keys),
        tuple((kind, counts[kind]) for kind in project.profile.kinds if counts[kind]),
        len(said),
        sum(claim.sourced for claim in said),
    )


def _date(page: Page, name: str) -> str:
    value = page.meta.get(name)
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def health(project: Project, source: str, keep: Keep = at_once) -> str:
    """The site health page: totals, a row for each page, open questions, as Markdown and tables."""
    block = partial(keep, block=True, searched=True)
    statuses = page_statuses(project)
    totals = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in _totals(project, statuses)
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    rows = "".join(_row(project, source, status) for status in statuses)
    parts = [
        block(f'<table class="health-totals"><tbody>{totals}</tbody></table>'),
        "## Page by page",
        block(
            '<div class="table-scroll" tabindex="0" role="region" aria-label="Status of each page">'
            f'<table class="health"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
            "</div>"
        ),
    ]
    incomplete = "".join(
        f"<li><code>{escape(reference.key)}</code> {escape(reference.note)}</li>"
        for reference in project.bibliography.references.values()
        if reference.record == "partial" and not reference.further_reading
    )
    if incomplete:
        parts += ["## Records that are incomplete", block(f"<ul>{incomplete}</ul>")]
    if project.data.open:
        parts += ["## Open questions", block(_open(project, source))]
    return "\n\n".join(parts)


def _totals(project: Project, statuses: Iterable[PageStatus]) -> Iterator[tuple[str, str]]:
    statuses = list(statuses)
    numbers, sourced = (sum(getattr(one, of) for one in statuses) for of in ("numbers", "sourced"))
    reviewed = sum(status.state == "reviewed" for status in statuses)
    share = f" ({100 * sourced / numbers:.0f}%)" if numbers else ""
    yield f"Pages reviewed{project.profile.by_reviewer}", f"{reviewed} of {len(statuses)}"
    yield "Sentences with an amount that carry a source", f"{sourced} of {numbers}{share}"
    everything = list(project.bibliography.references.values())
    cited = [reference for reference in everything if not reference.further_reading]
    unseen = [one for one in cited if one.text_seen in ("abstract", "record")]
    yield "Sources", str(len(everything))
    yield "Cited sources of which only the abstract or the record was read", str(len(unseen))
    yield (
        "Cited sources whose record is incomplete",
        str(sum(one.record == "partial" for one in cited)),
    )
    yield (
        "Sources retracted, corrected or under concern",
        str(sum(bool(one.status) for one in everything)),
    )
    yield (
        "Sources whose record has not been checked against Crossref, PubMed or the web",
        str(sum(not one.checked for one in everything)),
    )


def _row(project: Project, source: str, status: PageStatus) -> str:
    target = status.path[len(project.prefix) + 1 :]
    address = relative(source, target, "", project.directory_urls)
    known = project.profile.kinds
    cells = (
        f'<a href="{address}">{escape(status.title)}</a>',
        escape(status.audience),
        status.state,
        escape(status.written),
        escape(status.review_due),
        str(status.words),
        f"{status.grade:g}",
        str(status.citations),
        escape(", ".join(known[kind].counted(number) for kind, number in status.kinds)) or "–",
        f"{status.sourced} of {status.numbers}" if status.numbers else "–",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _open(project: Project, source: str) -> str:
    known = {project.source(page): page.title for page in project.pages}
    groups: dict[str, list[str]] = {}
    for item in project.data.open.values():
        links = ", ".join(
            f'<a href="{relative(source, page, "", project.directory_urls)}">'
            f"{escape(known[page])}</a>"
            for page in item.get("pages", [])
            if page in known
        )
        question, why = (escape(str(item.get(name))) for name in ("question", "why"))
        text = f"<li><strong>{question}</strong> {why}{' ' + links if links else ''}</li>"
        groups.setdefault(str(item.get("from")) or "Other", []).append(text)
    return "\n".join(
        f"<h3>{escape(name[0].upper() + name[1:])}</h3>\n<ul>{''.join(items)}</ul>"
        for name, items in groups.items()
    )
