"""Text and replacements in, mended text out: what `check --fix` does to a file."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from ..model import Diagnostic

__all__ = ["mended", "mended_files"]

Replacement = tuple[int, int, int, str]


def mended(text: str, replacements: Iterable[Replacement]) -> tuple[str, int]:
    """A text with replacements carried out, and how many were.

    In: text with plain line ends, and replacements as `Problem` describes them. Of two that overlap the first is carried out: a
    second look finds what is left. One that lies outside the text is left out.
    """
    starts = [0, *accumulate(len(row) + 1 for row in text.split("\n"))]
    spans = []
    for line, column, end, new in set(replacements):
        if 1 <= line < len(starts) and column >= 1:
            start, stop = starts[line - 1] + column - 1, starts[line - 1] + end - 1
            if start <= stop <= len(text):
                spans.append((start, stop, new))
    parts, position, count, last = [], 0, 0, (-1, -1)
    for start, stop, new in sorted(spans):
        if start < position or (start, stop) == last:
            continue
        parts += [text[position:start], new]
        position, last, count = stop, (start, stop), count + 1
    return "".join(parts) + text[position:], count


def mended_files(diagnostics: Iterable[Diagnostic], read, write) -> int:
    """Carry out the replacements of problems, file by file, and say how many were.

    `read(path)` gives a file's bytes, `write(path, data)` takes them; line ends and a byte-order mark stay as they were.
    """
    by_path: dict[str, list[Replacement]] = {}
    for diagnostic in diagnostics:
        if diagnostic.replacement:
            by_path.setdefault(diagnostic.path, []).append(diagnostic.replacement)
    total = 0
    for path, replacements in by_path.items():
        data = read(path)
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        text = data[len(mark) :].decode("utf-8")
        ends = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
        after, count = mended(text.replace("\r\n", "\n").replace("\r", "\n"), replacements)
        if count:
            write(path, mark + after.replace("\n", ends).encode("utf-8"))
            total += count
    return total
