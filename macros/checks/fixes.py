"""Edits carried out: what `check --fix` does to a file."""

from collections.abc import Callable, Iterable

from ..model import Diagnostic, Edit

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """A text with edits carried out, and how many were.

    Of two edits that overlap the first is carried out: a second look finds what is left. One that
    lies outside the text is left out.
    """
    parts: list[str] = []
    offset, count, last = 0, 0, (-1, -1)
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end, edit.text)):
        inside = offset <= edit.start <= edit.end <= len(text)
        if not inside or (edit.start, edit.end) == last:
            continue
        parts += [text[offset : edit.start], edit.text]
        offset, last, count = edit.end, (edit.start, edit.end), count + 1
    return "".join(parts) + text[offset:], count


def fix_files(
    diagnostics: Iterable[Diagnostic],
    read: Callable[[str], bytes],
    write: Callable[[str, bytes], object],
) -> int:
    """Carry out the edits of diagnostics, file by file, and say how many were.

    `read(path)` gives a file's bytes, `write(path, data)` takes them; line ends and a byte-order
    mark stay as they were.
    """
    by_path: dict[str, list[Edit]] = {}
    for diagnostic in diagnostics:
        if diagnostic.edit:
            by_path.setdefault(diagnostic.path, []).append(diagnostic.edit)
    total = 0
    for path, edits in by_path.items():
        data = read(path)
        mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
        text = data[len(mark) :].decode("utf-8")
        ends = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        after, count = apply_edits(plain, edits)
        if count:
            write(path, mark + after.replace("\n", ends).encode("utf-8"))
            total += count
    return total
