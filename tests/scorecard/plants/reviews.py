"""Reviews that no longer hold, and what Crossref and PubMed said of a record. Reviewers are invented."""

import datetime as dt
import json
from pathlib import Path

from macros.bib.verified import identity, print_of
from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from macros.review.records import record_file
from macros.review.stamps import stamp
from tests.scorecard.plant import clean, fault, swap, write

FLUSH, RECORD = "docs/clinicians/flushing.md", "docs/data/verified.json"
PROFILE = "docs/data/handbook.yml"


def reviewed(root: Path) -> list[str]:
    """Stamp the page on flushing, as the review command does."""
    project = load_project(root)
    page = next(page for page in project.pages if page.path == FLUSH)
    source, record = stamp(
        page,
        project,
        "Ada Invented",
        "test nurse",
        dt.date(2026, 2, 3),
        dt.date(2027, 1, 10),
    )
    kept = record_file(page, project)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(record, encoding="utf-8")
    (root / FLUSH).write_text(source, encoding="utf-8")
    return []


REVIEWED_DRAFT = ["review-changed", "review-overdue"]


def recorded(key: str, **told):
    """What verify would have kept of one source."""

    def edit(root: Path) -> list[str]:
        reference = load_project(root).bibliography.references[key]
        item = {
            "of": identity(reference),
            "print": print_of(reference),
            "checked": "2026-01-20",
            "found": True,
            "answers": {"Crossref": "a title", "PubMed": "a title"},
            **told,
        }
        (root / RECORD).write_text(
            json.dumps({"sources": {key: item}, "links": {}}), encoding="utf-8"
        )
        return []

    return edit


def differs(field: str, ours: str, theirs: str) -> dict:
    return {
        "differences": [{"field": field, "ours": ours, "theirs": theirs, "service": "Crossref"}]
    }


def moved(old: str, new: str):
    """A page under another name."""

    def edit(root: Path) -> list[str]:
        (root / "docs" / old).rename(root / "docs" / new)
        return []

    return edit


def records(root: Path) -> list:
    found = all_diagnostics(load_project(root))
    return [one for one in found if one.rule == "review-record-moved"]


PLANTS = (
    fault(
        "review-changed",
        "an interval",
        reviewed,
        swap(
            FLUSH, "Ports were flushed every three months", "▸Ports were flushed every two months"
        ),
    ),
    fault(
        "review-changed",
        "a citation",
        reviewed,
        swap(
            FLUSH,
            '| Saline | No more blockages.{{ cite("lee2019lock") }}',
            '▸| Saline | No more blockages.{{ cite("brown2017access") }}',
        ),
    ),
    fault(
        "review-changed",
        "a new sentence",
        reviewed,
        swap(
            FLUSH,
            "    - Pain or swelling during a flush: stop.",
            "▸    - Pain or swelling during a flush: stop. Call your team.",
        ),
    ),
    fault(
        "review-changed",
        "a not",
        reviewed,
        swap(FLUSH, "    Which lock is used.", "▸    Which lock is not used."),
    ),
    clean("review-changed", "nothing has changed", reviewed),
    clean(
        "review-changed",
        "a slip of the pen, and another layout",
        reviewed,
        swap(FLUSH, "technique", "tecnique"),
        swap(FLUSH, "| Saline |", "|  *Saline*  |"),
    ),
    fault(
        "review-unstamped", "reviewed by nobody", swap(FLUSH, "status: draft", "▸status: reviewed")
    ),
    fault(
        "review-unstamped",
        "a name without a stamp",
        swap("docs/patients/fever.md", "status: draft", "▸status: reviewed"),
        swap(
            "docs/patients/fever.md", "reviewed_by: []", 'reviewed_by: ["Ada Invented, test nurse"]'
        ),
        besides=["review-unrecorded"],
    ),
    clean("review-unstamped", "a draft"),
    fault(
        "review-unrecorded",
        "a second name beside the one on record",
        reviewed,
        swap(FLUSH, "reviewed_by:\n", "▸reviewed_by:\n  - Ann Invented, another nurse\n"),
    ),
    fault(
        "review-unrecorded",
        "a name on a page that nobody has on record",
        swap(
            "docs/patients/fever.md", "reviewed_by: []", '▸reviewed_by: ["Ann Invented, a nurse"]'
        ),
    ),
    fault(
        "review-contradiction",
        "a reviewed page that is called a draft again",
        reviewed,
        swap(FLUSH, "status: reviewed", "status: draft"),
        swap(FLUSH, "reviewed_by:\n", "▸reviewed_by:\n"),
        besides=REVIEWED_DRAFT,
    ),
    fault(
        "review-contradiction",
        "a reviewed page that has lost its state",
        reviewed,
        swap(FLUSH, "status: reviewed", 'status: "draft"'),
        swap(FLUSH, "reviewed_by:\n", "▸reviewed_by:\n"),
        besides=REVIEWED_DRAFT,
    ),
    clean("review-unrecorded", "as on record", reviewed),
    fault(
        "review-claimed",
        "a reviewer in the words for drafts",
        swap(PROFILE, "  draft: Not yet reviewed", "▸  draft: Reviewed"),
    ),
    fault(
        "review-claimed",
        "a reviewer in the words for changed pages",
        swap(PROFILE, "  changed: Changed", "▸  changed: Approved by two nurses. Changed"),
    ),
    clean(
        "review-claimed",
        "a draft that says what it lacks",
        swap(PROFILE, "draft: Not yet reviewed", "draft: Awaits a nurse; not reviewed"),
    ),
    fault(
        "review-record-moved",
        "a page that has another name",
        reviewed,
        moved("clinicians/flushing.md", "clinicians/washing.md"),
        at="docs/data/reviews/clinicians/flushing.txt:1",
        look=records,
    ),
    fault(
        "review-record-moved",
        "a page in another folder",
        reviewed,
        moved("clinicians/flushing.md", "patients/flushing.md"),
        at="docs/data/reviews/clinicians/flushing.txt:1",
        look=records,
    ),
    clean("review-record-moved", "where it was", reviewed, look=records),
    fault(
        "verified-refused",
        "a day that is still to come",
        recorded("lee2019lock", checked="2999-01-01"),
        at=f"{RECORD}:1",
    ),
    fault(
        "verified-refused",
        "no answer behind it",
        recorded("lee2019lock", answers={}),
        at=f"{RECORD}:1",
    ),
    clean("verified-refused", "as verify writes it", recorded("lee2019lock")),
    fault(
        "review-overdue",
        "years ago",
        swap(
            FLUSH,
            "written: 2026-01-10\nreview_due: 2027-01-10",
            "written: 2019-01-10\n▸review_due: 2020-01-10",
        ),
    ),
    fault(
        "review-overdue",
        "by a day",
        swap("docs/patients/fever.md", "review_due: 2027-01-10", "▸review_due: 2026-05-31"),
    ),
    clean(
        "review-overdue",
        "on its last day",
        swap("docs/patients/fever.md", "review_due: 2027-01-10", "review_due: 2026-06-01"),
    ),
    clean(
        "review-overdue",
        "far ahead",
        swap(FLUSH, "review_due: 2027-01-10", "review_due: 2027-01-09"),
    ),
    fault("verified-unreadable", "cut off", write(RECORD, '{"sources": {'), at=f"{RECORD}:1"),
    fault(
        "verified-unreadable", "another form", write(RECORD, '{"sources": []}'), at=f"{RECORD}:1"
    ),
    clean("verified-unreadable", "nothing in it", write(RECORD, '{"sources": {}, "links": {}}')),
    fault(
        "source-unknown",
        "a DOI",
        recorded("diaz2018interval", found=False, unknown_to=["Crossref"]),
        swap(
            "references.bib", "  doi = {10.1000/jea.2018.0301}", "▸  doi = {10.1000/jea.2018.0301}"
        ),
    ),
    fault(
        "source-unknown",
        "a PMID",
        recorded("diaz2018interval", found=False, unknown_to=["PubMed"]),
        swap("references.bib", "  pmid = {28000001}", "▸  pmid = {28000001}"),
    ),
    clean(
        "source-unknown",
        "another DOI since",
        recorded("diaz2018interval", found=False, unknown_to=["Crossref"]),
        swap("references.bib", "10.1000/jea.2018.0301", "10.1000/jea.2018.0302"),
    ),
    fault(
        "source-differs",
        "the year",
        recorded("diaz2018interval", **differs("year", "2018", "2017")),
        swap("references.bib", "  year = {2018}", "▸  year = {2018}"),
    ),
    fault(
        "source-differs",
        "the title",
        recorded("diaz2018interval", **differs("title", "Three months", "Two months")),
        swap("references.bib", "  title = {Three months", "▸  title = {Three months"),
    ),
    clean(
        "source-differs",
        "mended since",
        recorded("diaz2018interval", **differs("year", "2018", "2017")),
        swap("references.bib", "  year = {2018}", "  year = {2017}"),
    ),
    clean("source-differs", "found, and alike", recorded("diaz2018interval")),
)
