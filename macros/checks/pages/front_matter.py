"""Does each page say what it is, for whom, from when, and who reviewed it? DESIGN, "Front matter, checked"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from statistics import median_high

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...review.stamps import build_day
from ...suggest import closest, fold
from ..rule import Rule

__all__ = ["FIELDS", "RULES", "check", "today", "unreal"]

RULES = (
    Rule(
        "meta-none",
        "The lines between two --- at the top carry the page's title, its readers and its dates; without them nothing can be shown or checked.",
        "# Flushing\n\nText.",
        "---\ntitle: Flushing\nsummary: …\n---\n\n# Flushing",
    ),
    Rule(
        "meta-first",
        "The lines about the page count only when --- is the very first thing in the file.",
        "(an empty line)\n---\ntitle: Flushing\n---",
        "---\ntitle: Flushing\n---",
    ),
    Rule(
        "meta-missing",
        "Each of these fields is used: in search, in sharing, in the banner that tells who reviewed the page.",
        "a page without summary:",
        "summary: How often to flush a port, with what, and what the evidence says.",
    ),
    Rule(
        "meta-unknown",
        "A field that nothing reads does nothing, and the field that was meant is missing.",
        "sumary: How to flush …",
        "summary: How to flush …",
        fixable=True,
    ),
    Rule(
        "meta-type",
        "YAML reads some words as something else: no becomes false, 010 becomes 8. Quotes keep them as words.",
        "title: No",
        'title: "No"',
        fixable=True,
    ),
    Rule(
        "meta-value",
        "Only these values are understood.",
        "audience: patients",
        "audience: patient",
        fixable=True,
    ),
    Rule(
        "meta-date",
        "A date that doesn't exist or has another form can't be compared, so an old page would look fresh.",
        "written: 22/11/2026",
        "written: 2026-11-22",
        fixable=True,
    ),
    Rule(
        "meta-order",
        "A review can't be due before the page was written, nor later than two years after it.",
        "written: 2026-11-22\nreview_due: 2026-01-01",
        "written: 2026-11-22\nreview_due: 2027-11-22",
    ),
    Rule(
        "meta-future",
        "A page can't have been written on a day that is still to come.",
        "written: 2062-11-22",
        "written: 2026-11-22",
    ),
    Rule(
        "review-contradiction",
        "A page is reviewed when a named person says so, and then it says so itself.",
        'status: draft\nreviewed_by: ["Ada Byron, oncology nurse"]',
        'status: reviewed\nreviewed_by: ["Ada Byron, oncology nurse"]',
    ),
    Rule(
        "summary-length",
        "Search engines and shared links cut a longer summary, and a shorter one says too little.",
        "summary: Flushing.",
        "summary: How often to flush a port, with what, and what the evidence says.",
    ),
    Rule(
        "summary-repeated",
        "Two pages with one summary can't be told apart in search.",
        "the same summary: on two pages",
        "say what each page alone answers",
    ),
    Rule(
        "title-differs",
        "The title in search and in the menu must be the heading that the reader then sees.",
        "title: Flushing\n…\n# Locking a port",
        "title: Locking a port\n…\n# Locking a port",
    ),
    Rule(
        "heading-none",
        "A page without a main heading has no name for those who listen to it (WCAG 2.2, 1.3.1).",
        "## How often",
        "# Flushing\n\n## How often",
    ),
    Rule(
        "heading-twice",
        "A page has one main heading; a second one looks like another page.",
        "# Flushing\n…\n# Locking",
        "# Flushing\n…\n## Locking",
        fixable=True,
    ),
)

# What each field is for, and an example of it.
FIELDS = {
    "title": ("the page's name in menus and search", "title: How to begin"),
    "summary": (
        "one sentence for search and sharing",
        "summary: What to do first, with what, and what the sources say about it.",
    ),
    "audience": ("who the page is for", "audience: patient"),
    "status": ("whether somebody has reviewed the page", "status: draft"),
    "written": ("the day on which the text was written", "written: 2026-11-22"),
    "review_due": ("the day by which it must be read again", "review_due: 2027-11-22"),
    "reviewed_by": ("who reviewed it, empty until somebody has", "reviewed_by: []"),
    "aliases": ("other words that people search for", "aliases: [first steps, start here]"),
}
OPTIONAL = ("hide", "search", "tags", "template", "reviewed", "moved_from", "orphan")
# Other handbooks' names for the same thing.
SYNONYMS = {
    "description": "summary",
    "abstract": "summary",
    "date": "written",
    "created": "written",
    "due": "review_due",
    "review": "review_due",
    "next_review": "review_due",
    "reviewer": "reviewed_by",
    "reviewers": "reviewed_by",
    "keywords": "aliases",
    "synonyms": "aliases",
    "name": "title",
    "readers": "audience",
    "for": "audience",
    "state": "status",
    "redirect_from": "moved_from",
    "draft": "status",
    "reviewed_on": "reviewed_by",
    "date_written": "written",
    "last_reviewed": "written",
    "tag": "aliases",
}
VALUES = {"audience": ("patient", "clinician", "everyone"), "status": ("draft", "reviewed")}
HIDDEN = ("navigation", "toc", "footer", "path", "tags")
LONGEST = 731  # two years, one of them a leap year
MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}


def today(project: Project) -> datetime.date:
    """The day of the check; a clock that is behind most pages is the one that is wrong."""
    written = [date for page in project.pages if (date := _date(page.meta.get("written")))]
    return max(build_day(), median_high(written)) if len(written) >= 5 else build_day()


def check(project: Project) -> Iterator[Diagnostic]:
    """All front matter of all pages, then what pages say twice."""
    now = today(project)
    summaries: dict[str, Page] = {}
    for page in project.pages:
        if any(
            diagnostic.rule in ("meta-syntax", "page-encoding", "page-unreadable")
            for diagnostic in page.diagnostics
        ):
            continue  # told already
        if not page.meta:
            yield from _none(page)
            continue
        yield from _fields(page)
        yield from _types(page)
        yield from _dates(page, now)
        yield from _review(page)
        yield from _title(page)
        summary = fold(str(page.meta.get("summary") or "")).strip()
        if summary in summaries and summary:
            yield _tell(
                page,
                "summary",
                "summary-repeated",
                f"the same summary stands on {summaries[summary].path}:{summaries[summary].meta_lines.get('summary', 1)}",
                "say what this page alone answers",
            )
        summaries.setdefault(summary, page)


def _tell(
    page: Page, field: str, rule: str, message: str, fix: str, replacement=None
) -> Diagnostic:
    severity = next(item.severity for item in RULES if item.name == rule)
    return Diagnostic(
        page.path, page.meta_lines.get(field, 1), 1, rule, message, fix, severity, replacement
    )


def unreal(project: Project) -> Iterator[Diagnostic]:
    """Days that do not exist: the site engine can't read such front matter, and would show the page without all of it."""
    for page in project.pages:
        if page.meta:
            yield from (
                diagnostic
                for diagnostic in _dates(page, build_day())
                if diagnostic.rule == "meta-date" and "no date that exists" in diagnostic.message
            )


def _none(page: Page) -> Iterator[Diagnostic]:
    lead = re.match(r"\s*", page.source).group()
    rest = page.source[len(lead) :]
    if lead and re.match(r"---[ \t]*\n(?:[\w-]+:.*\n(?:[ \t-].*\n)*)+---", rest):
        what = (
            f"{lead.count(chr(10))} empty line{'s' if lead.count(chr(10)) > 1 else ''}"
            if "\n" in lead
            else "a space"
        )
        yield Diagnostic(
            page.path,
            lead.count("\n") + 1,
            1,
            "meta-first",
            f"{what} before the first ---: the lines about the page are shown as text instead of being read",
            "delete everything before the first ---",
        )
    elif re.match(r"(?!---[ \t]*\n)[-–—_=*]{1,8}[ \t]*\n[\w-]+:", rest):
        yield Diagnostic(
            page.path,
            lead.count("\n") + 1,
            1,
            "meta-first",
            f'the page begins with "{rest.split(chr(10))[0].strip()}" instead of three hyphens',
            "write --- (three hyphens, nothing else) before and after the lines about the page",
            "error",
            (lead.count("\n") + 1, 1, len(rest.split("\n")[0]) + 1, "---"),
        )
    elif re.match(r"(?:title|summary|audience|status):[ \t]*\S", rest):
        yield Diagnostic(
            page.path,
            lead.count("\n") + 1,
            1,
            "meta-first",
            "the lines about the page have no --- before them, so that they are shown as text",
            "add a line with --- before and after them",
        )
    else:
        example = "; ".join(f"{example}" for _, example in FIELDS.values())
        yield Diagnostic(
            page.path,
            1,
            1,
            "meta-none",
            "the page does not say what it is: the lines between two --- at its top are missing",
            f"begin the file with ---, these lines, and --- again: {example}",
        )


def _fields(page: Page) -> Iterator[Diagnostic]:
    excused = set()
    for field in page.meta:
        name = str(field)
        if name in FIELDS or name in OPTIONAL:
            continue
        known = [*FIELDS, *OPTIONAL]
        near = (
            [SYNONYMS[name.lower()]]
            if name.lower() in SYNONYMS
            else closest(re.sub(r"[\s-]+", "_", name), known, 1, 0.7)
        )
        if near and near[0] in page.meta:
            yield _tell(
                page,
                name,
                "meta-unknown",
                f'there is no field "{name}"; the field that it looks like, "{near[0]}", stands on line {page.meta_lines.get(near[0], 1)}',
                "delete this line, or move what it says there",
            )
        elif near:
            excused.add(near[0])
            line = page.meta_lines.get(name, 1)
            row = page.source.split("\n")[line - 1]
            at = row.find(name)
            swap = (
                (line, at + 1, at + 1 + len(name), near[0])
                if at >= 0 and not row[at + len(name) :].startswith(('"', "'"))
                else None
            )
            yield _tell(
                page,
                name,
                "meta-unknown",
                f'there is no field "{name}"',
                f'did you mean "{near[0]}" ({FIELDS.get(near[0], ("an option",))[0]})?',
                swap,
            )
        else:
            yield _tell(
                page,
                name,
                "meta-unknown",
                f'there is no field "{name}", so that nothing reads it',
                f"delete the line; the fields are: {', '.join(known)}",
            )
    for field, (purpose, example) in FIELDS.items():
        if field in excused:
            continue
        empty = (
            field in page.meta
            and page.meta[field] in (None, "")
            and field not in ("reviewed_by", "aliases")
        )
        if field not in page.meta or empty:
            yield _tell(
                page,
                field,
                "meta-missing",
                f'the field "{field}" ({purpose}) is {"empty" if empty else "missing"}',
                f"add a line such as {example}" if not empty else f"fill it in, as in {example}",
            )


def _types(page: Page) -> Iterator[Diagnostic]:
    for field in ("title", "summary", "audience", "status", "template"):
        value = page.meta.get(field)
        if value is not None and not isinstance(value, str):
            yield _typed(page, field, value)
    for field in ("aliases", "reviewed_by", "tags", "moved_from"):
        value = page.meta.get(field)
        if value is None:
            continue
        if isinstance(value, str):
            swap = _swap(
                page,
                field,
                f"[{value}]" if ":" not in value and "#" not in value else f'["{value}"]',
            )
            yield _tell(
                page,
                field,
                "meta-type",
                f'"{field}" is a list, and this is one piece of text',
                f"put it in square brackets: {field}: [{value}]",
                swap,
            )
        elif not isinstance(value, list):
            yield _tell(
                page,
                field,
                "meta-type",
                f'"{field}" is a list',
                f"write {field}: [first, second], or {field}: [] for none",
            )
        elif any(
            isinstance(item, str) and re.match(r"[\u201c\u201d\u201e\u2018\u2019]", item.strip())
            for item in value
        ):
            row = page.source.split("\n")[page.meta_lines.get(field, 1) - 1]
            straight = re.sub(r"[\u201c\u201d\u201e]", '"', row.partition(":")[2].strip())
            yield _tell(
                page,
                field,
                "meta-type",
                f"curled quotes stand among the {field}, and are kept as letters",
                f"write {field}: {straight}",
                _swap(page, field, straight) if "[" in row else None,
            )
        elif field != "reviewed_by":
            for item in value:
                if not isinstance(item, str):
                    yield _tell(
                        page,
                        field,
                        "meta-type",
                        f"one of the {field} is read as {_yaml(item)}, not as a word",
                        'put it in "double quotes"',
                    )
        else:
            for item in value:
                named = (isinstance(item, str) and item.strip()) or (
                    isinstance(item, dict) and str(item.get("name") or "").strip()
                )
                if not named:
                    yield _tell(
                        page,
                        field,
                        "meta-type",
                        "a reviewer has no name here",
                        'write name and role, as in reviewed_by: ["Ada Byron, oncology nurse"]',
                    )
    for field, allowed in VALUES.items():
        value = page.meta.get(field)
        if isinstance(value, str) and value and value not in allowed:
            near = closest(value, allowed, 1, 0.5)
            yield _tell(
                page,
                field,
                "meta-value",
                f'{field} can\'t be "{value}"',
                f"did you mean {near[0]}?" if near else f"write one of: {', '.join(allowed)}",
                _swap(page, field, near[0]) if near else None,
            )
    if "orphan" in page.meta and not isinstance(page.meta["orphan"], bool):
        yield _tell(
            page,
            "orphan",
            "meta-type",
            '"orphan" is true or false',
            "write orphan: true for a page that stands outside the menu on purpose",
            _swap(page, "orphan", "true"),
        )
    hide = page.meta.get("hide")
    for item in [hide] if isinstance(hide, str) else hide if isinstance(hide, list) else []:
        if str(item) not in HIDDEN:
            near = closest(str(item), HIDDEN, 1)
            yield _tell(
                page,
                "hide",
                "meta-value",
                f'hide can\'t be "{item}"',
                f"did you mean {near[0]}?" if near else f"write some of: {', '.join(HIDDEN)}",
            )
    summary = page.meta.get("summary")
    if isinstance(summary, str) and summary.strip() and not 50 <= len(summary.strip()) <= 160:
        size = len(summary.strip())
        yield _tell(
            page,
            "summary",
            "summary-length",
            f"the summary has {size} characters",
            f"{'say a little more' if size < 50 else 'say it shorter'}: 50 to 160 characters",
        )


def _typed(page: Page, field: str, value) -> Diagnostic:
    row = page.source.split("\n")[page.meta_lines.get(field, 1) - 1]
    written = re.sub(r"\s+#.*$", "", row.partition(":")[2]).strip()
    return _tell(
        page,
        field,
        "meta-type",
        f"{field}: {written} is read as {_yaml(value)}, not as words",
        f'put it in quotes: {field}: "{written}"',
        _swap(page, field, f'"{written}"') if written[:1] not in "[{|>&*" else None,
    )


def _yaml(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no (false)"
    if isinstance(value, (datetime.date, datetime.datetime)):
        return "a date"
    return (
        "a list"
        if isinstance(value, list)
        else "fields of its own"
        if isinstance(value, dict)
        else "nothing"
        if value is None
        else f"the number {value}"
    )


def _swap(page: Page, field: str, new: str) -> tuple[int, int, int, str] | None:
    """A replacement for a field's value, where it stands on the field's own line."""
    line = page.meta_lines.get(field)
    if line is None:
        return None
    match = re.match(
        r"(\s*[\w-]+\s*:[ \t]*)(.*?)[ \t]*(?:[ \t]#.*)?$", page.source.split("\n")[line - 1]
    )
    return (line, match.end(1) + 1, match.end(2) + 1, new) if match and match[2] else None


def _date(value) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None


def _dates(page: Page, now: datetime.date) -> Iterator[Diagnostic]:
    for field in ("written", "review_due"):
        value = page.meta.get(field)
        if value in (None, ""):
            continue
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            new = _repaired(value)
            why = (
                f'"{value}" is no date that exists'
                if re.fullmatch(r"\d{4}-\d\d?-\d\d?", str(value)) and not new
                else f'"{value}" is not in the form year-month-day'
            )
            yield _tell(
                page,
                field,
                "meta-date",
                f"{field}: {why}",
                f"write {new}" if new else "write it as in 2026-11-22",
                _swap(page, field, new) if new else None,
            )
    written, due = _date(page.meta.get("written")), _date(page.meta.get("review_due"))
    if written and written > now + datetime.timedelta(days=1):
        yield _tell(
            page,
            "written",
            "meta-future",
            f"the page says that it was written on {written}, which is still to come",
            "write the day on which the text was written",
        )
    elif written and due and due < written:
        yield _tell(
            page,
            "review_due",
            "meta-order",
            f"the review is due on {due}, before the page was written ({written})",
            "write a day at most two years after written",
        )
    elif written and due and (due - written).days > LONGEST and not page.meta.get("reviewed"):
        yield _tell(
            page,
            "review_due",
            "meta-order",
            f"the review is due {(due - written).days // 30} months after the page was written; the longest is 24 months",
            "write an earlier day",
        )


def _repaired(value) -> str:
    """The date that a person meant, where there is no doubt: 2026-1-5, 2026/11/22, 22 Nov 2026, a date with a time."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", str(value).strip(" \u00a0\"'“”‘’"))
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    parts = (match[1], match[2], match[3]) if match else None
    if (
        not parts
        and (
            match := re.fullmatch(
                r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})", text
            )
        )
        and match[2][:3].lower() in MONTHS
    ):
        parts = (match[3], MONTHS[match[2][:3].lower()], match[1])
    if (
        not parts
        and (match := re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text))
        and match[1][:3].lower() in MONTHS
    ):
        parts = (match[3], MONTHS[match[1][:3].lower()], match[2])
    if (
        not parts
        and (match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text))
        and int(match[1]) > 12
    ):
        parts = (match[3], match[2], match[1])
    try:
        return datetime.date(*(int(part) for part in parts)).isoformat() if parts else ""
    except ValueError:
        return ""


def _review(page: Page) -> Iterator[Diagnostic]:
    # The reverse, reviewed without a reviewer, is told by the room of reviews.
    if page.meta.get("status") == "draft" and page.meta.get("reviewed_by"):
        yield _tell(
            page,
            "reviewed_by",
            "review-contradiction",
            "the page names a reviewer and says that it is a draft",
            "if the review is done, write status: reviewed; if not, reviewed_by: []",
        )


def _title(page: Page) -> Iterator[Diagnostic]:
    mains = [heading for heading in page.headings if heading.level == 1]
    if page.meta.get("template") and not page.headings:
        return
    if not mains:
        title = page.meta.get("title")
        yield Diagnostic(
            page.path,
            page.body_line,
            1,
            "heading-none",
            "the page has no main heading",
            f"begin its text with # {title}"
            if isinstance(title, str)
            else "begin its text with # and the title",
        )
        return
    for heading in mains[1:]:
        yield Diagnostic(
            page.path,
            heading.line,
            1,
            "heading-twice",
            f'"{heading.text}" is a second main heading; the first stands on line {mains[0].line}',
            f"write ## {heading.text}",
            "error",
            (heading.line, 1, 2, "##"),
        )
    title = page.meta.get("title")
    if isinstance(title, str) and title.strip() and _plain(title) != _plain(mains[0].text):
        yield _tell(
            page,
            "title",
            "title-differs",
            f'the title is "{title}", the main heading on line {mains[0].line} "{mains[0].text}"',
            "make the two the same",
        )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("“", '"').replace("”", '"')).strip()
