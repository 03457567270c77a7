"""A text with its path and line index, for everything that points into a file."""

from __future__ import annotations

import codecs
import errno
import re
import stat
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .model import Diagnostic, Edit, Span

# JabRef's first line: "% Encoding: Cp1252".
_ENCODING = re.compile(rb"(%\s*Encoding:[ \t]*)([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True)
class SourceText:
    """The text of one file, with plain line ends. Offsets count characters."""

    path: str
    text: str

    @cached_property
    def starts(self) -> array[int]:
        """The offsets at which the lines begin."""
        starts, at = array("L", [0]), self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")

    def release(self) -> None:
        """Hold the text small until somebody asks for it again."""
        state = vars(self)
        if "_packed" not in state:
            state["_packed"] = zlib.compress(self.text.encode("utf-8", "surrogatepass"), 1)
        state.pop("text", None)
        state.pop("lines", None)

    def __getattr__(self, name: str) -> str:
        """The text that was let go of."""
        if name != "text" or "_packed" not in vars(self):
            raise AttributeError(name)
        text = zlib.decompress(vars(self)["_packed"]).decode("utf-8", "surrogatepass")
        vars(self)["text"] = text
        return text

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column; one outside the text is moved to its nearest end."""
        line = min(max(line, 1), len(self.starts))
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def line_span(self, line: int) -> Span:
        """A whole line, without its end."""
        start = self.offset(line)
        return Span(start, start + len(self.lines[min(max(line, 1), len(self.lines)) - 1]))

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]

    def diagnostic(
        self,
        span: Span | int,
        rule: str,
        message: str,
        fix: str = "",
        edit: Edit | None = None,
        **arguments: Any,
    ) -> Diagnostic:
        """What is wrong at a span or offset; other code may ask for `arguments`."""
        start = span if isinstance(span, int) else span.start
        line, column = self.position(start)
        return Diagnostic(
            self.path, line, column, rule, message, fix, edit=edit, arguments=arguments or None
        )


def spliced(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """A text in which other words stand for some ranges; of two that overlap the first counts."""
    parts, offset = [], 0
    for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
        if start >= offset:
            parts += [text[offset:start], new]
            offset = end
    return "".join([*parts, text[offset:]])


def overwritten(text: str, by: str = " ") -> str:
    """A text of the same length and lines in which all characters are one."""
    return "\n".join(by * len(row) for row in text.split("\n"))


def os_words(error: OSError) -> str:
    """Why a file can't be read or written, and what to do about it."""
    where = f"{error.filename}: " if error.filename else ""
    why = (error.strerror or str(error)).lower()
    return f"{where}{why}; make room there, or allow reading and writing, and try again"


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, any byte-order mark and line ends. Raises UnicodeDecodeError.

    A file that is not UTF-8 and names its encoding in its first line, as JabRef's do, is read by
    it; the line then says UTF-8, in which every file is written.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _ENCODING.match(data)
        if not named:
            raise
        try:
            body = data[named.end() :].decode(named[2].decode())
        except (LookupError, UnicodeDecodeError):
            body = ""
        if not body:
            raise
        text = f"{named[1].decode()}UTF-8{body}"
    return text.replace("\r\n", "\n").replace("\r", "\n")


def file_bytes(file: Path) -> bytes:
    """What an ordinary file holds. Raises OSError.

    It is raised for a device or a pipe, too: a link may lead to one, and they never end.
    """
    mode = file.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(file))
    return file.read_bytes()


def read_source(file: Path, path: str) -> tuple[SourceText, list[Diagnostic]]:
    """A file's text, named `path`; for one that can't be read an empty text and a diagnostic."""
    try:
        data = file_bytes(file)
    except OSError as error:
        why = f"the file can't be read ({error.strerror})"
        return SourceText(path, ""), [
            Diagnostic(path, 1, 1, "page-unreadable", why, "check the file")
        ]
    try:
        return SourceText(path, decode(data)), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = f"this line holds a character that is not UTF-8 (byte {data[error.start]:#04x})"
        fix = "save the file with the encoding UTF-8"
        return SourceText(path, ""), [Diagnostic(path, line, 1, "page-encoding", why, fix)]


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, with its line ends and byte-order mark. Raises OSError."""
    path = path.resolve()  # a link stays one
    old = path.read_bytes() if path.exists() else b""
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    data = mark + text.replace("\n", "\r\n" if b"\r\n" in old else "\n").encode()
    new.unlink(missing_ok=True)  # what somebody left there may be a link to elsewhere
    try:
        with new.open("xb") as file:
            file.write(data)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
