"""BibTeX source text to raw entries with true line numbers, through pybtex's own parser.

pybtex reads values, quotes, braces, `#` and `@string`; this room adds what it lacks: one broken entry never swallows the
next, every field knows its place, a forgotten comma is told and survived, and nothing vanishes in silence.
What is wrong inside an entry that can't be read is worked out in `bibfaults`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PybtexSyntaxError

from ..model import Diagnostic
from .syntax_errors import COMMA_FIX, Fault, early, faults, unclosed

__all__ = ["TYPES", "RawEntry", "RawField", "scan"]

HEAD = re.compile(r"^[ \t]*@[ \t]*(?P<type>[A-Za-z]+)[ \t]*(?P<open>[{(])", re.MULTILINE)
NEXT_HEAD = re.compile(r"[ \t]*@[ \t]*(?P<type>[A-Za-z]+)[ \t]*(?P<open>[{(])")
KEYED = re.compile(r"[^,{}=\n]*,")
LOST_AT = re.compile(
    r"^[ \t]*(?P<type>[A-Za-z]+)[ \t]*[{(][ \t]*(?P<key>[^\s,{}()=]+)[ \t]*,[ \t]*(?:[A-Za-z][\w-]*[ \t]*=.*)?$"
)
KEY = re.compile(r"[^{(]*[{(]\s*([^,{}()=\n]*)(=?)")
NEXT_FIELD = re.compile(r"\s*[A-Za-z][\w-]*[ \t]*=")
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?:\s|$)|={7}$")
SIGNS = re.compile(r"[{})\"]")
SPECIAL = frozenset({"comment", "string", "preamble"})
# BibTeX's own types, biblatex's (manual 2.1), and what Zotero, JabRef, Mendeley and EndNote write beside them.
TYPES = frozenset(
    [
        "article",
        "artwork",
        "audio",
        "bibnote",
        "book",
        "bookinbook",
        "booklet",
        "collection",
        "commentary",
        "conference",
        "data",
        "dataset",
        "electronic",
        "image",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "jurisdiction",
        "legal",
        "legislation",
        "letter",
        "manual",
        "mastersthesis",
        "misc",
        "movie",
        "music",
        "mvbook",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "online",
        "patent",
        "performance",
        "periodical",
        "phdthesis",
        "preprint",
        "proceedings",
        "reference",
        "report",
        "review",
        "set",
        "software",
        "standard",
        "suppbook",
        "suppcollection",
        "suppperiodical",
        "techreport",
        "thesis",
        "unpublished",
        "video",
        "webpage",
        "www",
        "xdata",
    ]
)


class RawField(NamedTuple):
    """A field as it stands in the file: its name in lower case, its value with abbreviations resolved, its first line.

    `column` is where the name begins; `span` (line, start column, end column) is where the value stands, braces or quotes
    included, if it stands on one line.
    """

    name: str
    value: str
    line: int
    column: int = 1
    span: tuple[int, int, int] | None = None


class RawEntry(NamedTuple):
    """An entry as it stands in the file, its fields in the author's order; `end` is its last line."""

    type: str
    key: str
    line: int
    end: int
    fields: tuple[RawField, ...] = ()

    def field(self, name: str) -> RawField | None:
        """A field, or None."""
        return next((item for item in self.fields if item.name == name), None)

    def get(self, name: str) -> str:
        """The value of a field, or an empty string."""
        for item in self.fields:
            if item.name == name:
                return item.value
        return ""

    def line_of(self, name: str) -> int:
        """The line of a field, or that of the entry where there is no such field."""
        item = self.field(name)
        return item.line if item else self.line


@dataclass(slots=True)
class _Chunk:
    """One `@type{…}` as cut out of the file; `trailing` is what stands between it and the next."""

    type: str
    text: str
    start: int
    end: int
    closed: bool
    trailing: str = ""


class _FieldParser(LowLevelParser):
    """pybtex's parser, told to note the place of each field and to go on after a missing comma."""

    def __init__(self, text: str, macros: dict) -> None:
        super().__init__(text, macros=macros)
        self.located: list[tuple[str, str, int, int, int]] = []
        self.faults: list[Fault] = []
        self.failed = False
        self.key_seen = ""

    def handle_error(self, error):
        if type(error).__name__ == "UndefinedMacro":
            word = str(error).strip("'\"").split()[-1]
            self.faults.append(
                Fault(
                    self.text.rfind(word, 0, self.pos),
                    "bib-string",
                    f'the field "{self.current_field_name}" uses the abbreviation "{word}", which no @string defines',
                    "put the text in braces, or define the abbreviation with @string above",
                )
            )
        else:
            self.failed = True

    def parse_entry_body(self, body_end):
        key_pattern = self.KEY_PAREN if body_end == self.RPAREN else self.KEY_BRACE
        self.key_seen = self.current_entry_key = self.required([key_pattern]).value.strip()
        if not self.optional([self.COMMA]) and NEXT_FIELD.match(self.text, self.pos):
            self.faults.append(
                Fault(
                    len(self.text[: self.pos].rstrip()),
                    "bib-comma",
                    f'the key "{self.key_seen}" is not followed by a comma',
                    COMMA_FIX,
                    (0, ","),
                )
            )
        self.parse_entry_fields()

    def parse_entry_fields(self):
        while True:
            self.current_field_name, self.current_value = None, []
            name = self.optional([self.NAME])
            if not name:
                return
            self.current_field_name = name.value
            at = self.pos - len(name.value)
            self.required([self.EQUALS])
            start = self.pos
            self.parse_value()
            raw = self.text[start : self.pos]
            start += len(raw) - len(raw.lstrip())
            end = start + len(raw.strip())
            self.located.append((name.value.lower(), "".join(self.current_value), at, start, end))
            if not self.optional([self.COMMA]):
                if NEXT_FIELD.match(self.text, self.pos):
                    self.faults.append(
                        Fault(
                            end,
                            "bib-comma",
                            f'the field "{name.value}" is not followed by a comma',
                            COMMA_FIX,
                            (0, ","),
                        )
                    )
                    continue
                return


@dataclass(slots=True)
class _Scan:
    path: str
    text: str
    entries: list[RawEntry] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)

    def line(self, position: int) -> int:
        return bisect_right(self.starts, position)

    def column(self, position: int) -> int:
        return position - self.starts[self.line(position) - 1] + 1

    def tell(self, base: int, fault: Fault, key: str = "") -> None:
        at = min(base + max(fault.at, 0), len(self.text))
        line, column = self.line(at), self.column(at)
        replacement = (line, column, column + fault.put[0], fault.put[1]) if fault.put else None
        message = f'in the entry "{key}" {fault.message}' if key else fault.message
        self.diagnostics.append(
            Diagnostic(
                self.path, line, column, fault.rule, message, fault.fix, fault.severity, replacement
            )
        )


def scan(
    text: str, path: str = "references.bib"
) -> tuple[list[RawEntry], list[Diagnostic], set[str]]:
    """Read BibTeX source.

    In: the text of a .bib file and the path to name in problems. Out: the entries that could be read, in the file's
    order; the problems; and the keys of entries that are there but could not be read, so that a citation of one is not
    told as unknown on top. Raises nothing.
    """
    # A byte-order mark inside the text is left where two files were joined.
    state = _Scan(path, text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", " "))
    state.starts = [0] + [match.end() for match in re.finditer("\n", state.text)]
    macros = dict(month_names)
    chunks, before = _chunks(state.text)
    _stray(state, before, 0)
    for chunk in chunks:
        wrong = (
            early(chunk.text, chunk.trailing)
            if chunk.closed and chunk.type.lower() not in SPECIAL
            else None
        )
        if wrong:
            key = _key(chunk.text)
            state.broken |= {key} - {""}
            state.tell(chunk.start, wrong, key)
        elif chunk.type.lower() != "comment":
            _read(state, chunk, macros)
        _stray(state, chunk.trailing, chunk.end, quiet=wrong is not None)
    return state.entries, state.diagnostics, state.broken


def _chunks(text: str) -> tuple[list[_Chunk], str]:
    heads = [
        head
        for head in HEAD.finditer(text)
        if head["type"].lower() in TYPES | SPECIAL or KEYED.match(text, head.end())
    ]
    chunks: list[_Chunk] = []
    covered = 0
    for number, head in enumerate(heads):
        limit = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        # Several entries may stand on one line; a head that stands inside another entry's text is none.
        while head and head.start() >= covered:
            end = _close(text, head.end() - 1, limit)
            if end is None and head["type"].lower() == "comment":
                end = text.find("\n", head.end())
                end = len(text) - 1 if end < 0 else end
            covered = limit if end is None else end + 1
            chunks.append(
                _Chunk(
                    head["type"],
                    text[head.start() : covered],
                    head.start(),
                    covered,
                    end is not None,
                )
            )
            head = NEXT_HEAD.match(text, covered)
            if head and head.end() > limit:
                head = None
        if chunks:
            chunks[-1].trailing = (
                text[covered:limit] if chunks[-1].end == covered else chunks[-1].trailing
            )
    return chunks, text[: heads[0].start()] if heads else text


def _close(text: str, opened: int, limit: int) -> int | None:
    """Where the bracket at `opened` is closed. A brace is closed by its brace; a round bracket outside of braces and quotes."""
    depth, quoted, round_one = 0, False, text[opened] == "("
    for match in SIGNS.finditer(text, opened + 1, limit):
        sign = match.group()
        if depth == 0 and not quoted and sign == (")" if round_one else "}"):
            return match.start()
        if sign == '"':
            quoted = round_one and depth == 0 and not quoted
        depth += (sign == "{") - (sign == "}")
    return None


def _read(state: _Scan, chunk: _Chunk, macros: dict) -> None:
    if not chunk.closed:
        key = _key(chunk.text)
        state.broken |= {key} - {""}
        state.tell(chunk.start, unclosed(chunk.text), key)
        return
    parser = _FieldParser(chunk.text, macros)
    result = None
    try:
        for result in parser:
            break
    except (PybtexSyntaxError, RecursionError):
        parser.failed = True
    if chunk.type.lower() in SPECIAL:
        if parser.failed:
            state.tell(
                chunk.start,
                Fault(
                    0,
                    "bib-syntax",
                    f"this @{chunk.type.lower()} can't be read",
                    'write it as @string{name = "text"}',
                ),
            )
        return
    key = parser.key_seen
    if parser.failed or result is None or not key or "=" in key:
        key = _key(chunk.text)
        state.broken |= {name for name in (key, key.replace(" ", "")) if name}
        for fault in faults(chunk.text):
            state.tell(chunk.start, fault, key)
        return
    for fault in parser.faults:
        state.tell(chunk.start, fault, key)
    fields, seen = [], {}
    for name, value, at, start, end in parser.located:
        line, column = state.line(chunk.start + at), state.column(chunk.start + at)
        if name in seen:
            state.tell(
                chunk.start,
                Fault(
                    at,
                    "bib-field-twice",
                    f'the field "{name}" stands twice (also on line {seen[name]})',
                    "keep one of them",
                ),
                key,
            )
            continue
        seen[name] = line
        first, last = state.line(chunk.start + start), state.line(chunk.start + end)
        span = (
            (first, state.column(chunk.start + start), state.column(chunk.start + end))
            if first == last
            else None
        )
        fields.append(RawField(name, re.sub(r"\s+", " ", value).strip(), line, column, span))
    state.entries.append(
        RawEntry(
            chunk.type.lower(),
            key,
            state.line(chunk.start),
            state.line(chunk.end - 1),
            tuple(fields),
        )
    )


def _key(text: str) -> str:
    """The key of an entry that could not be read, or "" where it has none."""
    match = KEY.match(text)
    return match[1].strip() if match and not match[2] else ""


def _stray(state: _Scan, text: str, start: int, quiet: bool = False) -> None:
    """Tell what stands outside entries: an entry that lost its @ (and its lines with it), then other text, once."""
    offset, depth, told = start, 0, quiet
    for row in text.split("\n"):
        here, bare = offset, row.strip()
        offset += len(row) + 1
        lost = LOST_AT.match(row)
        if lost and lost["type"].lower() in TYPES:
            indent = len(row) - len(row.lstrip())
            state.broken.add(lost["key"])
            state.tell(
                here,
                Fault(
                    indent,
                    "bib-no-at",
                    f'the entry "{lost["key"]}" has lost the @ before "{lost["type"]}" and would be left out',
                    f"write @{lost['type']}{{{lost['key']},",
                    (0, "@"),
                ),
            )
            depth = row.count("{") - row.count("}")
            continue
        if depth > 0:  # the lines of the entry just told
            depth += row.count("{") - row.count("}")
            continue
        if (
            told
            or not bare.strip(",")
            or bare.startswith("%")
            or bare.lower().startswith("@comment")
        ):
            continue
        if CONFLICT.match(bare):
            if bare[0] == "<":
                state.tell(
                    here,
                    Fault(
                        0,
                        "bib-conflict",
                        "two versions of the file stand here, between lines that begin with <<<<<<<, ======= and >>>>>>>",
                        "keep one of the two versions, and delete the lines with these marks",
                    ),
                )
            continue
        told = True
        if bare.startswith("@"):
            state.broken |= {_key(bare)} - {""}
            if named := re.match(r"@\s*\w*[\s({]+([\w:./+-]+)\s*,?", bare):
                state.broken.add(named[1])
            state.tell(
                here,
                Fault(
                    0,
                    "bib-syntax",
                    f'this line starts like an entry but can\'t be read: "{bare[:40]}"',
                    "an entry starts as in @article{smith2020port,",
                ),
            )
        else:
            state.tell(
                here,
                Fault(
                    0,
                    "bib-text-outside",
                    f'text outside any entry is left out: "{bare[:60]}"',
                    "put it inside an entry, or start the line with % to make it a comment",
                    severity="warning",
                ),
            )
