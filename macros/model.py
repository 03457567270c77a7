"""The values that everything else is made of. They know nothing of files, MkDocs or HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Run:
    """Text in one style ("", "i", "b", "sup", "sub"); `protected` text keeps its letter case."""

    text: str
    style: str = ""
    protected: bool = False


Rich = tuple[Run, ...]


def plain(rich: Rich) -> str:
    """The characters of a rich text, without its styles."""
    return "".join(span.text for span in rich)


@dataclass(frozen=True)
class Name:
    """A person, or (with only `literal`) an organisation that is never taken apart."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True)
class Date:
    """A date as far as it is known: a year, perhaps a month, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """ISO 8601, cut to what is known."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def month_name(self) -> str:
        """The month in English, or ""."""
        return MONTH_NAMES[self.month - 1] if self.month and 1 <= self.month <= 12 else ""


@dataclass(frozen=True)
class Reference:
    """One source, normalised: LaTeX decoded, biblatex and BibTeX names folded into one vocabulary.

    `kind` is journal, news, book, chapter, paper, meeting, report, thesis, web, preprint, patent,
    standard, software, data or other; `genre` is what the record itself calls the work within its
    kind, as it is printed ("Master's thesis", "Poster", "US patent", "magazine"). A field that the
    record lacks is empty. `authors_more` says that the record itself cut its list ("and others").
    `online_first` says that the work has no volume and no issue yet. `event` is the meeting at
    which it was presented. `eprint` is the whole number that a preprint server gave it
    ("arXiv:2101.00999"). `status` is "" or retracted, concern, corrected, superseded; `notice` is
    where the notice stands. Text that a person reads is `Rich`.
    """

    key: str
    kind: str
    line: int = 1
    entry_type: str = "misc"
    title: Rich = ()
    authors: tuple[Name, ...] = ()
    authors_more: bool = False
    editors: tuple[Name, ...] = ()
    editors_more: bool = False
    translators: tuple[Name, ...] = ()
    book_authors: tuple[Name, ...] = ()  # of the book that holds a chapter by others
    journal: Rich = ()
    short_journal: Rich = ()
    container: Rich = ()
    date: Date | None = None
    last_year: int | None = None  # of a book in several volumes
    online_first: bool = False
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    chapter: str = ""
    series: Rich = ()
    version: str = ""
    publisher: Rich = ()
    place: str = ""
    number: str = ""
    genre: str = ""
    event: Rich = ()
    event_place: str = ""
    event_start: Date | None = None
    event_end: Date | None = None
    eprint: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    accessed: Date | None = None
    isbn: str = ""
    language: str = ""
    evidence: str = ""
    authority: str = ""
    record: str = ""
    text_seen: str = ""
    further_reading: bool = False
    status: str = ""
    notice: str = ""
    checked: str = ""
    archived: str = ""
    note: str = ""

    @property
    def years(self) -> str:
        """The year as it is printed; both ends for a book that came out over several."""
        first = f"{self.date.year}" if self.date else ""
        return f"{first}-{self.last_year}" if first and self.last_year else first

    @property
    def lead(self) -> str:
        """The family name of the first author, or the name of a body; "" without one."""
        first = self.authors[0] if self.authors else Name()
        return first.family or first.literal

    @property
    def year(self) -> int | None:
        """The year of publication, where it is known."""
        return self.date.year if self.date else None


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters of a `SourceText`: from the offset `start` up to, without, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, with the anchor that Python-Markdown's toc gives it."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Call:
    """One macro call of a page: its name, its plain arguments, and where it stands."""

    name: str
    args: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    line: int
    column: int
    place: str = "text"  # text, heading, code, table, comment
    span: Span = Span(0, 0)

    def option(self, name: str, default: str = "") -> str:
        """The keyword argument `name`, or `default`."""
        return dict(self.options).get(name, default)


@dataclass(frozen=True, slots=True)
class Citation:
    """One key cited at one place: by `cite` itself, or through a fact or a disputed question."""

    key: str
    path: str
    line: int
    column: int
    anchor: str = ""
    section: str = ""
    via: str = "cite"


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from `start` up to `end` of a file's text are replaced by `text`."""

    start: int
    end: int
    text: str


# The states of a page whose review holds, as `review.stamps` finds them.
HOLDING = frozenset(("reviewed", "overdue"))

Severity = Literal["error", "warning", "note"]

# Ends of lines, and signs that a terminal obeys or that turn the order of letters (Unicode, C0, C1,
# Zl, Zp and the explicit formatting of UAX 9).
_OBEYED = re.compile(
    r"\s*[\t-\r\x85\u2028\u2029]\s*|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)


def _visible(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else f"\\u{ord(match[0]):04x}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong, said for a person: what it is and how to fix it.

    `edit` is the fix where it needs no judgement. `arguments` hold what other code may ask of the
    diagnostic, so that nothing ever reads its sentence.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str = ""
    severity: Severity = "error"
    edit: Edit | None = None
    arguments: Mapping[str, Any] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        # What a text says must not pass for a line of its own, which a workflow might obey.
        for name in ("path", "message", "fix"):
            text = getattr(self, name)
            if _OBEYED.search(text):
                object.__setattr__(self, name, _OBEYED.sub(_visible, text))

    def argument(self, name: str) -> Any:
        """One of the arguments, or None."""
        return (self.arguments or {}).get(name)

    def __str__(self) -> str:
        fix = f"; {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.message}{fix}"
