"""Rules that are a pattern and a word: tables of them, and the texts that they are run over."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ..content.data import FILES
from ..content.markdown import Document
from ..model import Diagnostic, Edit, Span
from ..project import Project, per_project
from ..source_text import SourceText, overwritten

# What a reader of words passes over: addresses, numbers of records, attribute lists.
RECORDS = re.compile(r"\b(?:https?://|www\.|doi:|DOI |PMID:? ?|NCT|ISBN )\S+|\{:?\s*[#.][^{}\n]*\}")
FIELD = re.compile(r"\s*(?:-\s+)?(?P<name>[\w-]+):(?=\s|$)")
UNSAID = frozenset("id cite page aliases misspellings value low high n".split())
CITED = re.compile(r"https?://\S+|\bcite: \[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: what `regex` finds breaks `rule`; `new` is what to write in its place.

    `new` is a template of `Match.expand`, a function that gives the words (None: this match is no
    fault), or None where a person has to decide. `message` and `fix` may hold {found} (the match),
    {new} and the names of its groups. `edit` says that `new` can be put in without asking; `once`
    that one message a line is enough.
    """

    rule: str
    regex: re.Pattern[str]
    message: str
    new: str | Callable[[re.Match[str]], str | None] | None = None
    fix: str = 'write "{new}"'
    edit: bool = True
    once: bool = False

    def replacement(self, match: re.Match[str]) -> str | None:
        """What is to be written; None where the match is no fault."""
        if self.new is None:
            return ""
        return match.expand(self.new) if isinstance(self.new, str) else self.new(match)


def matches(
    patterns: Iterable[Pattern],
    source: SourceText,
    words: str,
    skip: Callable[[re.Match[str]], bool] = lambda _match: False,
    spans: Iterable[Span] | None = None,
) -> Iterator[Diagnostic]:
    """What the patterns find in `words`, the masked text of `source`; offsets are the same in both.

    No two on the same characters: the first pattern of the table wins. `spans` are where to look.
    """
    ranges = [Span(0, len(words))] if spans is None else list(spans)
    taken = bytearray(len(words))
    for pattern in patterns:
        line = 0
        found = (pattern.regex.finditer(words, span.start, span.end) for span in ranges)
        for match in chain.from_iterable(found):
            start, end = match.span()
            if taken.find(1, start, end) >= 0 or skip(match):
                continue
            new = pattern.replacement(match)
            if new is None or (pattern.once and source.position(start)[0] == line):
                continue
            line = source.position(start)[0]
            taken[start:end] = b"\1" * (end - start)
            named = {name: value or "" for name, value in match.groupdict().items()}
            named |= {"found": source.text[start:end].strip()[:60], "new": new}
            yield source.diagnostic(
                Span(start, end),
                pattern.rule,
                pattern.message.format_map(named),
                pattern.fix.format_map(named),
                Edit(start, end, new) if pattern.edit and pattern.new is not None else None,
            )


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with spaces for the characters of some ranges; line ends stay."""
    parts, offset = [], 0
    for start, end in sorted(spans):
        if end > offset:
            start = max(start, offset)
            parts += [text[offset:start], overwritten(text[start:end])]
            offset = end
    return "".join([*parts, text[offset:]])


def quoted(match: re.Match[str]) -> bool:
    """Whether the match alone stands in quotation marks: it is spoken of, not stated."""
    start, end = match.span()
    text = match.string
    return start > 0 and text[start - 1] in '"“‘' and text[end : end + 1] in ('"', "”", "’")


@dataclass(frozen=True, slots=True)
class Stated:
    """The words of a page or data file, as long as its text, in spans that each say one thing."""

    source: SourceText
    words: str
    spans: tuple[Span, ...]


@per_project
def stated_texts(project: Project) -> tuple[Stated, ...]:
    """The words of every page (by sentence, item and row) and of the data files (by line)."""
    pages = (
        Stated(
            page.text,
            _words(page.document),
            tuple(Span(piece.start, piece.end) for piece in page.pieces),
        )
        for page in project.pages
    )
    return (*pages, *_data_texts(project))


def _words(document: Document) -> str:
    spans = [(link.start, link.end) for link in document.links if link.start >= 0]
    spans += [(tag.at, tag.stop) for tag in document.tags]
    spans += [match.span() for match in RECORDS.finditer(document.clean)]
    return blank(document.clean, spans)


def _data_texts(project: Project) -> Iterator[Stated]:
    """The data files that pages show, without comments, ids, keys and addresses."""
    for path in (project.data_folder / name for name in FILES.values()):
        if not path.is_file():
            continue
        source = project.text_of(path)
        spans = [match.span() for match in CITED.finditer(source.text)]
        for line, row in enumerate(source.lines, 1):
            field, start = FIELD.match(row), source.offset(line)
            if row.lstrip().startswith("#") or (field and field["name"] in UNSAID):
                spans.append((start, start + len(row)))
            elif field:
                spans.append((start, start + field.end()))
        lines = tuple(source.line_span(line) for line in range(1, len(source.lines) + 1))
        yield Stated(source, blank(source.text, spans), lines)


@per_project
def settings_text(project: Project) -> str:
    """What mkdocs.yml and the YAML files beside it say, such as one that it inherits from."""
    files = sorted([*project.root.glob("*.yml"), *project.root.glob("*.yaml")])
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
