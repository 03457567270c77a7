"""The values that everything else is made of. They know nothing of files, MkDocs or HTML."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Call",
    "Citation",
    "Date",
    "Diagnostic",
    "Heading",
    "Name",
    "Page",
    "Reference",
    "Rich",
    "Run",
    "plain",
]


class _Kept:
    """A value that the cache keeps without the fields that say nothing: they are read back as the class's defaults.

    Thousands of them are read at the start of every build. With slots each field would be set one by one in Python.
    """

    def __getstate__(self) -> dict:
        plain = type(self).__dict__
        return {
            name: value
            for name, value in self.__dict__.items()
            if name not in plain or value != plain[name]
        }


@dataclass(frozen=True)
class Run(_Kept):
    """A run of text in one style: "" (roman), "i", "b", "sup" or "sub".

    `protected` marks what BibTeX braces protect: its letter case is never changed.
    """

    text: str
    style: str = ""
    protected: bool = False


Rich = tuple[Run, ...]


def plain(rich: Rich) -> str:
    """The characters of a rich text, without its styles."""
    return "".join(span.text for span in rich)


@dataclass(frozen=True)
class Name(_Kept):
    """A person, or (with only `literal`) an organisation that is never taken apart."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Date(_Kept):
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


@dataclass(frozen=True)
class Reference(_Kept):
    """One source, normalised: LaTeX decoded, biblatex and BibTeX names folded into one vocabulary.

    `kind` is journal, news, book, chapter, paper, meeting, report, thesis, web, preprint, patent, standard,
    software, data or other; `genre` is what the record itself calls the work within its kind, as it is printed
    ("Master's thesis", "Poster", "US patent", "magazine"). A field that the record lacks is empty.
    `authors_more` says that the record itself cut its list ("and others"). `online_first` says that the work has
    no volume and no issue yet. `event` is the meeting at which it was presented. `eprint` is the whole number that a
    preprint server gave it ("arXiv:2101.00999"). `status` is "" or retracted, concern, corrected, superseded;
    `notice` is where the notice stands. Text that a person reads is `Rich`.
    """

    key: str
    kind: str
    line: int = 1
    entry_type: str = "misc"
    title: Rich = ()
    authors: tuple[Name, ...] = ()
    authors_more: bool = False
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    journal: Rich = ()
    short_journal: Rich = ()
    container: Rich = ()
    date: Date | None = None
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
    note: str = ""

    @property
    def year(self) -> int | None:
        """The year of publication, where it is known."""
        return self.date.year if self.date else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, with the anchor that Python-Markdown's toc gives it."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class Call:
    """One macro call as it stands in a page: its name, its plain arguments, and where it begins."""

    name: str
    args: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    line: int
    column: int
    place: str = "text"  # text, heading, code, table, comment

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
class Diagnostic:
    """Something wrong, told for a person: what it is and how to mend it.

    `replacement` is (start line, start column, end column, new text) where the mend is mechanical: what stands from the start
    column up to the end column gives way to the new text. An end column beyond the line counts on into the next lines, each
    line end being one sign.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str = ""
    severity: str = "error"
    replacement: tuple[int, int, int, str] | None = None

    def __str__(self) -> str:
        mend = f"; {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.message}{mend}"


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page, read without being run. Line numbers are those of the author's file."""

    path: str
    source: str
    meta: dict = field(default_factory=dict)
    meta_lines: dict = field(default_factory=dict)
    body_line: int = 1
    headings: tuple[Heading, ...] = ()
    calls: tuple[Call, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def title(self) -> str:
        """The front matter's title, else the first heading, else the file's name."""
        if self.meta.get("title"):
            return str(self.meta["title"])
        return self.headings[0].text if self.headings else self.path

    def section_at(self, line: int) -> Heading | None:
        """The last heading at or above a line."""
        found = None
        for heading in self.headings:
            if heading.line > line:
                break
            found = heading
        return found
