"""BibTeX source text to raw entries with their places, through pybtex's own parser.

pybtex reads values, quotes, braces, `#` and `@string`; this module adds what it lacks: one broken
entry never swallows the next, every field knows its place, a forgotten comma is reported and
survived, and nothing vanishes in silence. What is wrong inside an entry that can't be read is
worked out in `syntax_errors`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import Pattern, PybtexSyntaxError

from ..model import Diagnostic, Edit
from ..source_text import SourceText
from .dates import MONTHS
from .syntax_errors import COMMA_FIX, Fault, early, faults, unclosed
from .vocabulary import PRINTED, TYPES

HEAD = re.compile(r"^[ \t]*@[ \t]*(?P<type>[A-Za-z]+)[ \t]*(?P<open>[{(])", re.MULTILINE)
NEXT_HEAD = re.compile(r"[ \t]*@[ \t]*(?P<type>[A-Za-z]+)[ \t]*(?P<open>[{(])")
KEYED = re.compile(r"[^,{}=\n]*,")
LOST_AT = re.compile(
    r"^[ \t]*(?P<type>[A-Za-z]+)[ \t]*[{(][ \t]*(?P<key>[^\s,{}()=]+)[ \t]*,[ "
    r"\t]*(?:[A-Za-z][\w-]*[ \t]*=.*)?$"
)
KEY = re.compile(r"[^{(]*[{(]\s*([^,{}()=\n]*)(=?)")
NEXT_FIELD = re.compile(r"\s*[A-Za-z][\w-]*(?:\xa0\d+)?[ \t]*=")
CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?:\s|$)|={7}$")
SIGNS = re.compile(r"[{})\"]")
SPECIAL = frozenset({"comment", "string", "preamble"})


class RawField(NamedTuple):
    """A field as it stands in the file: its name at `at`, its whole value from `start` to `end`."""

    name: str
    value: str
    at: int = 0
    start: int = 0
    end: int = 0


class RawEntry(NamedTuple):
    """An entry as it stands in the file from `start` to `end`, its fields in the author's order."""

    type: str
    key: str
    start: int = 0
    end: int = 0
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


@dataclass(slots=True)
class Chunk:
    """One `@type{…}` as cut out of the file; `trailing` is what stands between it and the next."""

    type: str
    text: str
    start: int
    end: int
    closed: bool
    trailing: str = ""


class _Abbreviations(dict[str, str]):
    """Names of @string and of months: their letter case means nothing (btxhak)."""

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name.lower(), value)

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())


class _FieldParser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, which notes the place of each field and goes on after a missing comma."""

    NAME = Pattern(r"[^\s\"#%'(),={}\d][^\s\"#%'(),={}]*", "a valid name")
    PLAIN = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*\{([^{}]*)\}\s*,")
    LONG_NAME = re.compile(r"(?:[ \t\xa0]+[\w-]+)+(?=[ \t]*=)")

    def __init__(self, text: str, macros: _Abbreviations) -> None:
        super().__init__(text, macros=macros)
        self.pos: int
        self.text: str
        self.current_field_name: str | None = None
        self.current_value: list[str] = []
        self.located: list[RawField] = []
        self.faults: list[Fault] = []
        self.failed = False
        self.key_seen = ""

    def handle_error(self, error: Exception) -> None:
        if type(error).__name__ != "UndefinedMacro":
            self.failed = True
            return
        word = str(error).strip("'\"").split()[-1]
        name = self.current_field_name or ""
        if self._bare(name, word):
            return
        message = f'the field "{name}" uses the abbreviation "{word}", which no @string defines'
        fix = "put the text in braces, or define the abbreviation with @string above"
        self.faults.append(Fault(self.text.rfind(word, 0, self.pos), "bib-string", message, fix))

    def substitute_macro(self, name: str) -> str:
        value: str = super().substitute_macro(name)
        return value or (name if self._bare(self.current_field_name or "", name) else "")

    @staticmethod
    def _bare(field_name: str, word: str) -> bool:
        """Whether a word without braces is meant as it stands: a month's whole name, a key."""
        name = field_name.lower()
        return name in ("xdata", "crossref") or (name == "month" and word.lower() in MONTHS)

    def parse_entry_body(self, body_end: Any) -> None:
        key_pattern = self.KEY_PAREN if body_end == self.RPAREN else self.KEY_BRACE
        self.key_seen = self.current_entry_key = self.required([key_pattern]).value.strip()
        if not self.optional([self.COMMA]) and NEXT_FIELD.match(self.text, self.pos):
            self._no_comma(f'the key "{self.key_seen}"', len(self.text[: self.pos].rstrip()))
        self.parse_entry_fields()

    def _no_comma(self, what: str, at: int) -> None:
        self.faults.append(
            Fault(at, "bib-comma", f"{what} is not followed by a comma", COMMA_FIX, (0, ","))
        )

    def parse_entry_fields(self) -> None:
        while True:
            while plain := self.PLAIN.match(self.text, self.pos):  # most fields of most files
                name, value = plain[1].lower(), " ".join(plain[2].split())
                at, start, end = plain.start(1), plain.start(2) - 1, plain.end(2) + 1
                self.located.append(RawField(name, value, at, start, end))
                self.pos = plain.end()
            self.current_field_name, self.current_value = None, []
            token = self.optional([self.NAME])
            if not token:
                return
            at = self.pos - len(token.value)
            if longer := self.LONG_NAME.match(
                self.text, self.pos
            ):  # "funding_text 1", as Scopus wrote
                self.pos = longer.end()
            name = self.current_field_name = self.text[at : self.pos]
            self.required([self.EQUALS])
            start = self.pos
            self.parse_value()
            raw = self.text[start : self.pos]
            start += len(raw) - len(raw.lstrip())
            end = start + len(raw.strip())
            value = " ".join("".join(self.current_value).split())
            self.located.append(RawField(name.lower(), value, at, start, end))
            if not self.optional([self.COMMA]):
                if not NEXT_FIELD.match(self.text, self.pos):
                    return
                self._no_comma(f'the field "{name}"', end)


@dataclass(slots=True)
class _Scan:
    source: SourceText
    entries: list[RawEntry] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def report(self, base: int, fault: Fault, key: str = "") -> None:
        at = min(base + max(fault.at, 0), len(self.source.text))
        edit = Edit(at, at + fault.put[0], fault.put[1]) if fault.put else None
        message = f'in the entry "{key}" {fault.message}' if key else fault.message
        self.diagnostics.append(
            self.source.diagnostic(at, fault.rule, message, fault.fix, edit, key=key)
        )


def scan(
    text: str, path: str = "references.bib"
) -> tuple[list[RawEntry], list[Diagnostic], set[str]]:
    """Read BibTeX source.

    In: the text of a .bib file and the path to name in diagnostics. Out: the entries that could be
    read, in the file's order; the diagnostics; and the keys of entries that are there but could not
    be read, so that a citation of one is not reported as unknown on top. Raises nothing.
    """
    # A byte-order mark inside the text is left where two files were joined.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", " ")
    state = _Scan(SourceText(path, text))
    macros = _Abbreviations()
    for name, month in month_names.items():
        macros[name] = month
    found, before = chunks(text)
    _stray(state, before, 0)
    for chunk in found:
        entry = chunk.type.lower() not in SPECIAL
        wrong = early(chunk.text, chunk.trailing) if chunk.closed and entry else None
        if wrong:
            key = _key(chunk.text)
            state.broken |= {key} - {""}
            state.report(chunk.start, wrong, key)
        elif chunk.type.lower() != "comment":
            _read(state, chunk, macros)
        _stray(state, chunk.trailing, chunk.end, quiet=wrong is not None)
    return state.entries, state.diagnostics, state.broken


def chunks(text: str) -> tuple[list[Chunk], str]:
    """A file cut into its `@type{…}`, and what stands before the first."""
    heads = [
        head
        for head in HEAD.finditer(text)
        if head["type"].lower() in TYPES | SPECIAL or KEYED.match(text, head.end())
    ]
    found: list[Chunk] = []
    covered = 0
    for number, start in enumerate(heads):
        limit = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        head: re.Match[str] | None = start
        # Several entries may stand on one line; a head that stands inside another entry's text is
        # none.
        while head and head.start() >= covered:
            end = _close(text, head.end() - 1, limit)
            if end is None and head["type"].lower() == "comment":
                end = text.find("\n", head.end())
                end = len(text) - 1 if end < 0 else end
            covered = limit if end is None else end + 1
            piece = text[head.start() : covered]
            found.append(Chunk(head["type"], piece, head.start(), covered, end is not None))
            head = NEXT_HEAD.match(text, covered)
            if head and head.end() > limit:
                head = None
        if found and found[-1].end == covered:
            found[-1].trailing = text[covered:limit]
    return found, text[: heads[0].start()] if heads else text


def _close(text: str, opened: int, limit: int) -> int | None:
    """Where the bracket at `opened` is closed: a round one outside of braces and quotes."""
    depth, quoted, round_one = 0, False, text[opened] == "("
    for match in SIGNS.finditer(text, opened + 1, limit):
        sign = match.group()
        if depth == 0 and not quoted and sign == (")" if round_one else "}"):
            return match.start()
        if sign == '"':
            quoted = round_one and depth == 0 and not quoted
        depth += (sign == "{") - (sign == "}")
    return None


def _read(state: _Scan, chunk: Chunk, macros: _Abbreviations) -> None:
    if not chunk.closed:
        key = _key(chunk.text)
        state.broken |= {key} - {""}
        state.report(chunk.start, unclosed(chunk.text), key)
        return
    parser = _FieldParser(chunk.text, macros)
    result = None
    try:
        result = next(iter(parser), None)
    except (PybtexSyntaxError, RecursionError):
        parser.failed = True
    if chunk.type.lower() in SPECIAL:
        if parser.failed:
            what = f"this @{chunk.type.lower()} can't be read"
            state.report(
                chunk.start, Fault(0, "bib-syntax", what, 'write it as @string{name = "text"}')
            )
        return
    key = parser.key_seen
    if parser.failed or result is None or not key or "=" in key:
        key = _key(chunk.text)
        state.broken |= {name for name in (key, key.replace(" ", "")) if name}
        for fault in faults(chunk.text):
            state.report(chunk.start, fault, key)
        return
    for fault in parser.faults:
        state.report(chunk.start, fault, key)
    fields = tuple(_once(state, chunk.start, key, parser.located))
    state.entries.append(RawEntry(chunk.type.lower(), key, chunk.start, chunk.end, fields))


def _once(state: _Scan, base: int, key: str, located: list[RawField]) -> Iterator[RawField]:
    """The fields of an entry, each name once: BibTeX keeps the first; unseen ones are joined."""
    first: dict[str, RawField] = {}
    for item in located:
        same = first.setdefault(item.name, item)
        if same is item or item.value == same.value:
            continue
        if item.name in PRINTED:
            line = state.source.position(base + same.at)[0]
            what = f'the field "{item.name}" stands twice (also on line {line})'
            state.report(base, Fault(item.at, "bib-field-twice", what, "keep one of them"), key)
        else:
            joined = "; ".join(filter(None, (same.value, item.value)))
            first[item.name] = RawField(same.name, joined, same.at, same.start, same.end)
    for name, value, at, start, end in first.values():
        yield RawField(name, value, base + at, base + start, base + end)


def _key(text: str) -> str:
    """The key of an entry that could not be read, or "" where it has none."""
    match = KEY.match(text)
    return match[1].strip() if match and not match[2] else ""


def _stray(state: _Scan, text: str, start: int, *, quiet: bool = False) -> None:
    """Report what stands outside entries: entries that lost their @, then other text, once."""
    offset, depth = start, 0
    for row in text.split("\n"):
        here, bare = offset, row.strip()
        offset += len(row) + 1
        lost = LOST_AT.match(row)
        if lost and lost["type"].lower() in TYPES:
            _lost_at(state, here, row, lost)
            depth = row.count("{") - row.count("}")
        elif depth > 0:  # the lines of the entry just reported
            depth += row.count("{") - row.count("}")
        elif CONFLICT.match(bare):
            if bare[0] == "<":
                what = (
                    "two versions of the file stand here, between lines that begin with "
                    "<<<<<<<, ======= and >>>>>>>"
                )
                fix = "keep one of the two versions, and delete the lines with these marks"
                state.report(here, Fault(0, "bib-conflict", what, fix))
        elif not (
            quiet
            or not bare.strip(",")
            or bare.startswith("%")
            or bare.lower().startswith("@comment")
            or _EXPORTED.match(bare)
        ):
            quiet = True
            _outside(state, here, bare)


# What Mendeley writes above the entries, and hides from no one.
_EXPORTED = re.compile(
    r"(?i)automatically generated by|any changes to this file will be lost"
    r"|bibtex export options can be customi[sz]ed|this file was created with|encoding: "
)


def _lost_at(state: _Scan, at: int, row: str, lost: re.Match[str]) -> None:
    key, kind = lost["key"], lost["type"]
    state.broken.add(key)
    what = f'the entry "{key}" has lost the @ before "{kind}" and would be left out'
    indent = len(row) - len(row.lstrip())
    state.report(at, Fault(indent, "bib-no-at", what, f"write @{kind}{{{key},", (0, "@")))


def _outside(state: _Scan, at: int, bare: str) -> None:
    if bare.startswith("@"):
        state.broken |= {_key(bare)} - {""}
        if named := re.match(r"@\s*\w*[\s({]+([\w:./+-]+)\s*,?", bare):
            state.broken.add(named[1])
        what = f'this line starts like an entry but can\'t be read: "{bare[:40]}"'
        fault = Fault(0, "bib-syntax", what, "an entry starts as in @article{smith2020port,")
    else:
        fix = "put it inside an entry, or start the line with % to make it a comment"
        fault = Fault(
            0, "bib-text-outside", f'text outside any entry is left out: "{bare[:60]}"', fix
        )
    state.report(at, fault)
