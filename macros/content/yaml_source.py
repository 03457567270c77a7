"""YAML with positions: a value, and where each of its parts stands in the file.

PyYAML's C loader gives both in one pass. Its messages are worded for programmers, so the sentences
for people are made here, from the same few kinds of mistake.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from ..model import Diagnostic, Span
from ..source_text import SourceText, read_source
from ..tables import table

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 100


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader that leaves a date which does not exist as text: its line can be named."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The value of a node; one that its tag can't hold is an error with its place.

        PyYAML's own readers of numbers and days fail in any way for text that is neither.
        """
        try:
            return super().construct_object(node, deep)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            what = f'"{node.value}" is no {node.tag.rpartition(":")[2]}'
            raise ConstructorError(None, None, what, node.start_mark) from error

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


class _LooseLoader(_Loader):
    """Reads past tags such as !ENV and !!python/name: their values stay plain."""

    def construct_tagged(self, tag: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            items = self.construct_sequence(node, deep=True)
            # Its last item is what counts without the variables; a name can't be a list.
            return items[-1] if tag == "!ENV" and items else items
        return self.construct_scalar(node)


_LooseLoader.add_multi_constructor("", _LooseLoader.construct_tagged)


class YamlError(ValueError):
    """YAML that can't be read: the offset, what is wrong and how to fix it, in plain words."""

    def __init__(self, offset: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.offset, self.what, self.fix = offset, what, fix


@dataclass(frozen=True, slots=True)
class YamlTree:
    """A value and its node. Steps into it are names of fields and numbers of items."""

    value: Any
    node: yaml.Node | None
    source: SourceText
    first_line: int  # the line on which the YAML begins in its file

    def at(self, *steps: str | int) -> Span | None:
        """The span of the value at some steps; None where there is none."""
        node = self._walk(steps)
        return self._span(node) if node is not None else None

    def key(self, *steps: str | int) -> Span | None:
        """The span of the name of the field at some steps."""
        parent = self._walk(steps[:-1])
        for name, _ in parent.value if isinstance(parent, yaml.MappingNode) else ():
            if name.value == str(steps[-1]):
                return self._span(name)
        return None

    def field_names(self, *steps: str | int) -> list[tuple[str, Span]]:
        """The names of all fields of a mapping, repeated ones too, each with its span."""
        node = self._walk(steps)
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        return [(str(name.value), self._span(name)) for name, _ in pairs]

    def scalars(self) -> Iterator[tuple[str, Span]]:
        """Every text in the file, names of fields too, each with its span."""
        rest, seen = [self.node] if self.node else [], set[int]()
        while rest:
            node = rest.pop()
            if id(node) in seen:  # an alias stands for a node that was read
                continue
            seen.add(id(node))
            if isinstance(node, yaml.ScalarNode):
                yield node.value, self._span(node)
            elif isinstance(node, yaml.MappingNode):
                rest += [part for pair in node.value for part in pair]
            elif isinstance(node, yaml.SequenceNode):
                rest += node.value

    def _walk(self, steps: tuple[str | int, ...]) -> yaml.Node | None:
        node = self.node
        for step in steps:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step] if step < len(node.value) else None
            elif isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if name.value == str(step)), None)
            else:
                return None
        return node

    def _span(self, node: yaml.Node) -> Span:
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        return (
            Span(start, max(start, len(self.source.text[:end].rstrip())))
            if (isinstance(node, yaml.CollectionNode) and not node.flow_style)
            else Span(start, end)
        )

    def _offset(self, mark: Any) -> int:
        return self.source.offset(self.first_line + int(mark.line), int(mark.column) + 1)


def load_yaml(
    source: SourceText, text: str | None = None, first_line: int = 1, *, loose: bool = False
) -> YamlTree:
    """Read a whole file, or the part `text` of it that begins on a line. Raises YamlError.

    `loose` reads past the tags of a settings file.
    """
    text = source.text if text is None else text
    loader = (_LooseLoader if loose else _Loader)(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return YamlTree(None, None, source, first_line)
        _refuse_cycles(node, source, first_line)
        return YamlTree(loader.construct_document(node), node, source, first_line)
    except YamlError:
        raise
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise _worded(error, source, text, first_line) from None
    finally:
        loader.dispose()


# A file's text, its tree, or None and why it can't be read.
YamlFile = tuple[SourceText, YamlTree | None, list[Diagnostic]]


def read_yaml(file: Path, name: str) -> YamlFile:
    """A file's text, named `name` in messages, and its tree, or None and why it can't be read."""
    source, unreadable = read_source(file, name)
    if unreadable:
        return source, None, [replace(one, rule="data-syntax") for one in unreadable]
    try:
        return source, load_yaml(source), []
    except YamlError as error:
        what = f"the file can't be read here: {error.what}"
        return source, None, [source.diagnostic(error.offset, "data-syntax", what, error.fix)]


def _refuse_cycles(node: yaml.Node, source: SourceText, first_line: int) -> None:
    """Anchors that hold themselves, and aliases that multiply without end, are no data."""
    stack: list[tuple[yaml.Node, int]] = [(node, 0)]
    seen = 0
    while stack:
        current, depth = stack.pop()
        seen += 1
        if depth > DEEPEST or seen > 500_000:
            at = source.offset(first_line + int(current.start_mark.line))
            raise YamlError(
                at,
                "a part of the file refers to itself, or is nested too deeply",
                "take the anchor (&) or the alias (*) out",
            )
        if isinstance(current, yaml.MappingNode):
            stack += [(part, depth + 1) for pair in current.value for part in pair]
        elif isinstance(current, yaml.SequenceNode):
            stack += [(part, depth + 1) for part in current.value]


def yaml_text(text: str) -> str:
    """A text as a value in double quotes: JSON is YAML, and nothing in it can be misread."""
    return json.dumps(text, ensure_ascii=False)


# What YAML says, and what it means for somebody who never heard of YAML.
_WORDS: list[tuple[str, str, str]] = table(__file__)["words"]


def _worded(error: Exception, source: SourceText, text: str, first_line: int) -> YamlError:
    try:  # the pure Python loader tells the place and kind of a mistake more finely
        yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as finer:
        error = finer
    mark, context = getattr(error, "problem_mark", None), str(getattr(error, "context", ""))
    if any(word in context for word in ("simple key", "flow", "quoted")):
        mark = getattr(error, "context_mark", None) or mark  # where the unfinished thing begins
    lines = text.split("\n")
    line = min(int(mark.line) if mark else 0, len(lines) - 1)
    if (opened := _open_quote(lines, line + 1)) and mark:
        at = source.offset(first_line + opened - 1)
        what = "the double quote that opens the text on this line is never closed"
        return YamlError(at, what, 'end the text with "')
    at = source.offset(first_line + line, (int(mark.column) if mark else 0) + 1)
    row = lines[line] if mark else ""
    if first_line > 1 and row.startswith(" ") and row.count(":") == 1:
        return YamlError(
            at, "this line begins with a space", "begin each field at the start of its line"
        )
    words = f"{getattr(error, 'problem', None) or error} {getattr(error, 'context', None) or ''}"
    for pattern, what, fix in _WORDS:
        if re.search(pattern, words):
            return YamlError(at, what, fix)
    fix = 'write each field as name: value, and put a value that holds a colon in "double quotes"'
    return YamlError(at, words.split("\n", 1)[0].strip(), fix)


def _open_quote(lines: list[str], end: int) -> int:
    """The last line above a place whose text opens a quote and never closes it, or 0."""
    for number in range(min(end, len(lines)), 0, -1):
        after = lines[number] if number < len(lines) else ""
        if re.match(r'\s*(?:- )?[\w-]+:\s*"(?:[^"\\]|\\.)*$', lines[number - 1]) and re.match(
            r"\s*(?:- )?[\w-]+:(?:\s|$)", after
        ):
            return number
    return 0
