"""What YAML's reader says of a file, in words for somebody who never heard of YAML."""

from __future__ import annotations

import re

__all__ = ["yaml_words"]

# (what the reader says, what it means, how to fix it).
_WORDS = (
    (
        r"mapping values are not allowed",
        "there is a second colon on this line",
        'put the words after the first colon in "double quotes"',
    ),
    (r"'\\t'|tab character", "this line is indented with a tab", "use spaces instead of the tab"),
    (
        r"could not find expected ':'",
        "this line has no colon after the name",
        "write name: value",
    ),
    (
        r"expected ',' or ']'|expected the node content, but found ']'",
        "a list in square brackets is never closed, or lacks a comma",
        "write [first, second]",
    ),
    (
        r"expected ',' or '}'",
        "a group in curly brackets is never closed, or lacks a comma",
        "write {name: value, name: value}",
    ),
    (
        r"unexpected end of stream|while scanning a quoted scalar",
        "a quotation mark is never closed",
        'end the text with the same mark: "…"',
    ),
    (
        r"expected <block end>",
        "this line is indented unlike its neighbours, or a quotation mark ends too early",
        "begin neighbours in the same column, and quote text that holds \" with 'single' quotes",
    ),
    (
        r"cannot start any token|undefined alias|scanning an? (?:alias|anchor|tag)|tag handle",
        "a value on this line begins with a sign that can't stand there",
        'put the value in "double quotes"',
    ),
    (
        r"special characters are not allowed|unacceptable character",
        "the file holds a character that can't be shown",
        "delete it, or save the file as UTF-8",
    ),
)


def yaml_words(error: Exception, text: str) -> tuple[int, str, str]:
    """The line of the fault (1 is the first), what is wrong, and how to fix it.

    In: what PyYAML raised, and the text that it read.
    """
    mark, context = getattr(error, "problem_mark", None), str(getattr(error, "context", None) or "")
    if any(word in context for word in ("simple key", "flow", "quoted")):
        mark = getattr(error, "context_mark", None) or mark  # where the unfinished thing begins
    rows = text.split("\n")
    line = min(mark.line + 1 if mark else _character_line(error, text), len(rows))
    said = f"{getattr(error, 'problem', None) or error} {context}"
    if _unclosed(rows, line):
        return _unclosed(rows, line), _WORDS[5][1], _WORDS[5][2]
    for pattern, what, fix in _WORDS:
        if re.search(pattern, said):
            return line, what, fix
    first = said.split("\n", maxsplit=1)[0].strip()
    return line, f"the file can't be read from here on ({first})", "mind its indents and colons"


def _character_line(error: Exception, text: str) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _unclosed(rows: list[str], end: int) -> int:
    """The last line down to `end` whose text opens a double quote and never closes it, or 0."""
    for number in range(min(end, len(rows)), 0, -1):
        after = rows[number] if number < len(rows) else ""
        if re.match(r'\s*(?:- )?[\w-]+:\s*"(?:[^"\\]|\\.)*$', rows[number - 1]) and re.match(
            r"\s*(?:- )?[\w-]+:(?:\s|$)", after
        ):
            return number
    return 0
