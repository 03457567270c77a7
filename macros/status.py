"""The state of the handbook, page by page: review, dates, words, grade, sources, what is open."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from .checks.pages.amounts import claims
from .content.pages import Page
from .content.readability import grade, prose, words
from .project import Project
from .render.late import Keep, at_once
from .render.template import block
from .review.stamps import review_state
from .urls import relative

COLUMNS = (
    "Page",
    "State",
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
    text, sentences = prose(page, project.data), claims(page, project)
    return PageStatus(
        page.path,
        page.title,
        str(page.meta.get("audience", "")),
        review_state(page, project),
        _date(page, "review_due"),
        words(text),
        grade(text),
        len(keys),
        tuple((kind, counts[kind]) for kind in project.profile.kinds if counts[kind]),
        len(sentences),
        sum(claim.sourced for claim in sentences),
    )


def _date(page: Page, name: str) -> str:
    value = page.meta.get(name)
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def health(project: Project, source: str, keep: Keep = at_once) -> str:
    """The site health page: totals, a row for each page, open questions, as Markdown and tables."""
    shown = partial(keep, block=True, searched=True)
    statuses = page_statuses(project)
    rows = [_row(project, source, status) for status in statuses]
    parts = [
        shown(block("health-table", heads=(), rows=_totals(project, statuses))),
        "## Page by page",
        shown(block("health-table", heads=COLUMNS, rows=rows)),
    ]
    incomplete = [
        {"key": reference.key, "note": reference.note}
        for reference in project.bibliography.references.values()
        if reference.record == "partial" and not reference.further_reading
    ]
    if incomplete:
        lists = block("health-lists", lists=[("", incomplete)])
        parts += ["## Records that are incomplete", shown(lists)]
    if project.data.open:
        lists = block("health-lists", lists=_open(project, source).items())
        parts += ["## Open questions", shown(lists)]
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


def _row(project: Project, source: str, status: PageStatus) -> tuple[object, ...]:
    target = status.path[len(project.prefix) + 1 :]
    address = relative(source, target, "", project.directory_urls)
    known = project.profile.kinds
    return (
        Markup('<a href="{}">{}</a>').format(address, status.title),
        status.state,
        status.review_due,
        status.words,
        f"{status.grade:g}",
        status.citations,
        ", ".join(known[kind].counted(number) for kind, number in status.kinds) or "–",
        f"{status.sourced} of {status.numbers}" if status.numbers else "–",
    )


def _open(project: Project, source: str) -> dict[str, list[dict[str, object]]]:
    """The open questions by the heading of their group, each with its pages."""
    known = {project.source(page): page.title for page in project.pages}
    groups: dict[str, list[dict[str, object]]] = {}
    for item in project.data.open.values():
        pages = [
            (relative(source, page, "", project.directory_urls), known[page])
            for page in item.get("pages", [])
            if page in known
        ]
        question = {"question": item.get("question"), "why": item.get("why"), "pages": pages}
        groups.setdefault(str(item.get("from")) or "Other", []).append(question)
    return groups
