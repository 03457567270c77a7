"""A page's front matter: the fields between two lines of ---, with their places."""

import re
from dataclasses import dataclass, field
from typing import Any

from ..model import Diagnostic, Edit, Span
from ..source_text import SourceText
from .yaml_source import YamlError, YamlTree, load_yaml

BLOCK = re.compile(r"^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Without a field below it, the line is a rule between two parts.
OPEN = re.compile(r"\A---[ \t]*\n(?:[ \t]*\n|#[^\n]*\n)*[\"']?[\w-]+[\"']?[ \t]*:")

# What a word processor makes of the closing hyphens, or a slip leaves of them.
DASHES = re.compile(
    r"\A---[ \t]*\n(?:[\w-]+:.*\n(?:[ \t-].*\n)*)+?([–—][–—-]*|--|-{4,})[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a page, where each stands, and where the body begins."""

    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    body_start: int = 0
    tree: YamlTree | None = None

    def value_span(self, name: str) -> Span | None:
        """The span of a field's value."""
        return self.tree.at(name) if self.tree else None


def front_matter(source: SourceText) -> tuple[FrontMatter, list[Diagnostic]]:
    """The front matter of a page, and what is wrong with it. A page without any has no fields."""
    match = BLOCK.match(source.text)
    if not match:
        if OPEN.match(source.text):
            what = "the front matter (the lines between two --- at the top) is never closed"
            fix = "add a line with --- after its last field"
            if dashes := DASHES.search(source.text):
                what = (
                    f'"{dashes[1].strip()}" stands where the front matter ends with three hyphens'
                )
                edit = Edit(*dashes.span(1), "---")
                found = source.diagnostic(dashes.start(1), "meta-syntax", what, "write ---", edit)
                return FrontMatter(), [found]
            return FrontMatter(), [source.diagnostic(0, "meta-syntax", what, fix)]
        return FrontMatter(), []
    try:
        tree = load_yaml(source, match[1], 2)
    except YamlError as error:
        what = f"the lines about the page can't be read: {error.what}"
        found = source.diagnostic(error.offset, "meta-syntax", what, error.fix)
        return FrontMatter(body_start=match.end()), [found]
    if tree.value is None:
        return FrontMatter(body_start=match.end()), []
    if not isinstance(tree.value, dict):
        found = source.diagnostic(
            source.offset(2),
            "meta-syntax",
            "the front matter is not a list of fields",
            "write each field as name: value",
        )
        return FrontMatter(body_start=match.end()), [found]
    keys, repeated = _keys(source, tree)
    values = {str(name): value for name, value in tree.value.items()}
    return FrontMatter(values, keys, match.end(), tree), repeated


def _keys(source: SourceText, tree: YamlTree) -> tuple[dict[str, Span], list[Diagnostic]]:
    keys: dict[str, Span] = {}
    repeated = []
    for name, span in tree.field_names():
        if name in keys:
            line, _ = source.position(keys[name].start)
            what = f'the field "{name}" stands twice (also on line {line})'
            repeated.append(source.diagnostic(span, "meta-twice", what, "keep one of them"))
        else:
            keys[name] = span
    return keys, repeated
