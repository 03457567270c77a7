"""A page's front matter: the fields between two lines of ---, with their lines, and what is wrong with them in words for people."""

from __future__ import annotations

import re

import yaml

from ..model import Diagnostic

__all__ = ["front_matter"]


def front_matter(text: str, name: str, diagnostics: list[Diagnostic]) -> tuple[dict, dict, int]:
    """The fields of a page, the line of each in the author's file, and where the body begins in the text; what is wrong is added to `problems`."""
    match = re.match(
        r"^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE
    )
    if not match:
        if text.startswith("---\n"):
            diagnostics.append(
                Diagnostic(
                    name,
                    1,
                    1,
                    "meta-syntax",
                    "the front matter (the lines between two --- at the top) is never closed",
                    "add a line with --- after its last field",
                )
            )
        return {}, {}, 0
    block = match[1]
    try:
        meta = yaml.load(block, Loader=_Loader)  # noqa: S506 (a subclass of SafeLoader)
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark, context = getattr(error, "problem_mark", None), str(getattr(error, "context", ""))
        if any(word in context for word in ("simple key", "flow", "quoted")):
            mark = getattr(error, "context_mark", None) or mark  # where the unfinished thing begins
        line = (mark.line if mark else 0) + 2
        diagnostics.append(
            Diagnostic(
                name,
                min(line, block.count("\n") + 2),
                (mark.column if mark else 0) + 1,
                "meta-syntax",
                *_yaml_words(
                    error,
                    block.split("\n")[mark.line] if mark and mark.line <= block.count("\n") else "",
                ),
            )
        )
        return {}, {}, match.end()
    if meta is None:
        return {}, {}, match.end()
    if not isinstance(meta, dict):
        diagnostics.append(
            Diagnostic(
                name,
                2,
                1,
                "meta-syntax",
                "the front matter is not a list of fields",
                "write each field as name: value",
            )
        )
        return {}, {}, match.end()
    lines = {}
    for key, _ in node.value:
        field = str(key.value)
        line = key.start_mark.line + 2
        if field in lines:
            diagnostics.append(
                Diagnostic(
                    name,
                    line,
                    1,
                    "meta-twice",
                    f'the field "{field}" stands twice (also on line {lines[field]})',
                    "keep one of them",
                )
            )
        else:
            lines[field] = line
    return meta, lines, match.end()


class _Loader(yaml.SafeLoader):
    """A safe loader that leaves a date which does not exist as text, so that its own line can be told."""

    def construct_yaml_timestamp(self, node):
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)

# What YAML says, and what it means for somebody who never heard of YAML.
_YAML_WORDS = (
    (
        r"mapping values are not allowed",
        "there is a second colon on this line",
        'put the words after the first colon in "double quotes"',
    ),
    (r"'\\t'", "this line begins with, or holds, a tab", "use spaces instead of the tab"),
    (
        r"could not find expected ':'",
        "this line has no colon after the field's name",
        "write name: value",
    ),
    (
        r"expected ',' or ']'|expected the node content, but found ']'",
        "a list in square brackets is never closed, or lacks a comma",
        "write [first, second]",
    ),
    (
        r"found unexpected end of stream|while scanning a quoted scalar",
        "a quotation mark is never closed",
        'end the text with the same mark: "…"',
    ),
    (
        r"expected <block end>",
        "this line is indented differently from the others, or a quotation mark ends too early",
        "begin each field at the start of its line, and use 'single' quotes around text that holds \"double\" ones",
    ),
    (
        r"cannot start any token|alias|anchor|tag",
        "this line begins its value with a sign that can't stand there",
        'put the value in "double quotes"',
    ),
)


def _yaml_words(error: Exception, row: str) -> tuple[str, str]:
    if row.startswith(" ") and row.count(":") == 1:
        return (
            "the lines about the page can't be read: this line begins with a space",
            "begin each field at the start of its line",
        )
    told = f"{getattr(error, 'problem', None) or error} {getattr(error, 'context', None) or ''}"
    for pattern, what, fix in _YAML_WORDS:
        if re.search(pattern, told):
            return f"the lines about the page can't be read: {what}", fix
    return (
        f"the lines about the page can't be read here ({told.split(chr(10), maxsplit=1)[0].strip()})",
        'write each field as name: value, and put a value that holds a colon in "double quotes"',
    )
