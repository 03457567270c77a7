"""The profile: what a handbook calls its readers, boxes, topics and kinds of evidence.

It is read from `docs/data/handbook.yml`; a project without that file gets the defaults written
here, which fit any subject. The settings page (docs/contribute/settings.md) is made from the same
dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import yaml

from .bib.evidence import DEFAULT_KINDS, Kind
from .content.yaml_errors import yaml_words
from .model import Diagnostic
from .suggest import closest

__all__ = [
    "FILE",
    "RULE_SETS",
    "Audience",
    "Box",
    "Help",
    "Profile",
    "Review",
    "Topic",
    "read_profile",
]

FILE = "handbook.yml"
# What a rule can belong to. A project that says nothing gets the first two.
RULE_SETS = ("core", "citations", "accessibility", "medical", "house-style")
# Who may stand behind a source that carries a statement.
AUTHORITIES = (
    "journal",
    "professional-society",
    "government",
    "hospital",
    "charity",
    "manufacturer",
    "standard-body",
)


@dataclass(frozen=True)
class Audience:
    """A group of readers: the front matter's `audience` names one."""

    id: Annotated[str, "what `audience` says in a page's front matter"]
    name: Annotated[str, "what readers see"] = ""
    folder: Annotated[str, "the folder below docs whose pages are for them"] = ""
    plain: Annotated[bool, "plain words come first, and the reading grade counts"] = False
    help: Annotated[bool, "each of their pages links to the help page"] = False
    practice: Annotated[bool, "a page that cites has a heading for its references"] = False
    all_levels: Annotated[bool, "a page with one box of urgency has all levels"] = False
    merge_marks: Annotated[bool, "citation marks of neighbouring sentences are merged"] = False
    schema_type: Annotated[str, "the audience's type in schema.org's words"] = ""
    schema_audience: Annotated[str, "its `audienceType` in schema.org's words"] = ""


@dataclass(frozen=True)
class Box:
    """A box (admonition) that the handbook gives a meaning of its own."""

    id: Annotated[str, "the word after `!!!`"]
    title: Annotated[str, "the title that each box of this kind bears; empty: any"] = ""
    level: Annotated[int, "its level of urgency, 1 the most urgent; 0: none"] = 0
    needed_by: Annotated[tuple[str, ...], "audiences whose pages that cite need this box"] = ()


@dataclass(frozen=True)
class Topic:
    """A group of disputed questions."""

    id: Annotated[str, "what `topic` says in disputes.yml"]
    heading: Annotated[str, "its heading on the page of all questions"] = ""


@dataclass(frozen=True)
class Review:
    """The words for the state of a page."""

    reviewer: Annotated[str, "who reviews, with the article, such as: a historian"] = ""
    draft: Annotated[str, "said of a page that nobody has reviewed"] = "Not yet reviewed"
    changed: Annotated[str, "said of a page changed since"] = "Changed since that review"
    overdue: Annotated[str, "said when a review is overdue"] = "This page may be out of date."
    advice: Annotated[str, "what a reader does then"] = "Look for a newer copy."


@dataclass(frozen=True)
class Help:
    """The page to which readers turn first."""

    page: Annotated[str, "its file below docs; empty: there is none"] = ""
    question: Annotated[str, "the words in front of the link"] = "Something wrong?"
    link: Annotated[str, "the words of the link"] = "Get help"


@dataclass(frozen=True)
class Profile:
    """All that a handbook decides for itself."""

    rules: Annotated[tuple[str, ...], f"sets of rules that are on, out of {RULE_SETS}"] = (
        "core",
        "citations",
    )
    walls: Annotated[
        bool,
        "what runs, loads or sends, links out of the project, and template words beyond the "
        "registered macros are refused rather than noted",
    ] = False
    zip: Annotated[str, "the name of the offline copy; empty: made from site_name"] = ""
    schema: Annotated[str, "the type of a page in schema.org's words"] = "WebPage"
    help: Annotated[Help, "the help page"] = Help()
    review: Annotated[Review, "the words for the state of a page"] = Review()
    audiences: Annotated[tuple[Audience, ...], "the groups of readers"] = ()
    boxes: Annotated[tuple[Box, ...], "the boxes with a meaning of their own"] = ()
    topics: Annotated[tuple[Topic, ...], "the topics of disputed questions, in order"] = ()
    evidence: Annotated[tuple[Kind, ...], "kinds of evidence, strongest first"] = DEFAULT_KINDS
    authorities: Annotated[tuple[str, ...], "who may stand behind a cited source"] = AUTHORITIES
    source_needs: Annotated[tuple[str, ...], "fields that every source is asked for"] = ()

    def audience(self, name: object) -> Audience | None:
        """The audience of that id."""
        return next((one for one in self.audiences if one.id == name), None)

    def audience_of(self, source: str) -> Audience | None:
        """The audience of a page below docs by its folder, else the one that has no folder."""
        for one in self.audiences:
            if one.folder and source.startswith(f"{one.folder.strip('/')}/"):
                return one
        return next((one for one in self.audiences if not one.folder), None)

    def box(self, kind: str) -> Box | None:
        """The box of that kind."""
        return next((one for one in self.boxes if one.id == kind), None)

    @property
    def ladder(self) -> tuple[Box, ...]:
        """The boxes of urgency, the most urgent first."""
        return tuple(sorted((one for one in self.boxes if one.level), key=lambda one: one.level))

    def has(self, rule_set: str) -> bool:
        """Whether a set of rules is on."""
        return rule_set in self.rules


def read_profile(path: Path, name: str) -> tuple[Profile, tuple[Diagnostic, ...]]:
    """The profile of a file and what is wrong in it; what can't be read keeps its default.

    In: the file, and how it is named in diagnostics. An absent file is the default profile.
    """
    reader = _Reader(name)
    node = reader.root(path) if path.is_file() else None
    profile = reader.value(node, Profile) if node else None
    return (profile if isinstance(profile, Profile) else Profile()), tuple(reader.found)


class _Reader:
    """YAML nodes to dataclasses, by the types of their fields; a wrong shape is a diagnostic."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []

    def say(self, line: int, rule: str, what: str, fix: str) -> None:
        """One more diagnostic."""
        self.found.append(Diagnostic(self.path, line, 1, rule, what, fix))

    def wrong(self, node: yaml.Node, what: str, fix: str) -> None:
        """A value of the wrong shape."""
        self.say(node.start_mark.line + 1, "data-syntax", what, fix)

    def root(self, path: Path) -> yaml.Node | None:
        """The file's node, or None where it is empty or can't be read."""
        text = ""
        try:
            text = path.read_bytes().decode("utf-8-sig")
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.say(line, "data-syntax", "this line is not UTF-8", "save the file as UTF-8")
        except (yaml.YAMLError, RecursionError) as error:
            line, what, fix = yaml_words(error, text)
            self.say(line, "data-syntax", what, fix)
        except OSError as error:
            self.say(1, "data-syntax", f"the file can't be read ({error.strerror})", "check it")
        return None

    def value(self, node: yaml.Node, kind: Any, name: str = "the file") -> Any:
        """A node as a value of a type; None, with a diagnostic, where it has another shape."""
        if kind in _SCALARS:
            return self._scalar(node, kind, name)
        if get_origin(kind) is tuple:
            inner = get_args(kind)[0]
            return self._words(node, name) if inner is str else self._items(node, inner, name)
        return self._record(node, kind, {}, name)

    def _scalar(self, node: yaml.Node, kind: type, name: str) -> Any:
        convert, fix = _SCALARS[kind]
        if isinstance(node, yaml.ScalarNode) and (value := convert(node.value)) is not None:
            return value
        self.wrong(node, f'"{name}" can\'t hold this', fix)
        return None

    def _words(self, node: yaml.Node, name: str) -> tuple[str, ...] | None:
        if isinstance(node, yaml.SequenceNode) and all(
            isinstance(one, yaml.ScalarNode) for one in node.value
        ):
            words = tuple(str(one.value) for one in node.value)
            return self._rule_sets(node, words) if name == "rules" else words
        self.wrong(node, f'"{name}" is not a list', "write [first, second]")
        return None

    def _rule_sets(self, node: yaml.Node, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if word not in RULE_SETS:
                self.wrong(node, f'there is no set of rules "{word}"', _near(word, RULE_SETS))
        return tuple(word for word in words if word in RULE_SETS)

    def _items(self, node: yaml.Node, kind: type, name: str) -> tuple[Any, ...] | None:
        """A mapping of ids to records; a plain text stands for the field after the id."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f'"{name}" has no names with fields below it', "write id: text")
            return None
        found: dict[str, Any] = {}
        for key, value in self._pairs(node):
            if key.value in found:
                self.wrong(key, f'"{key.value}" stands twice below "{name}"', "keep one of them")
                continue
            given = {"id": str(key.value)}
            if isinstance(value, yaml.ScalarNode):
                found[key.value] = kind(str(key.value), value.value)
            elif (item := self._record(value, kind, given, f"{name}: {key.value}")) is not None:
                found[key.value] = item
        return tuple(found.values())

    def _pairs(self, node: yaml.MappingNode) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(key, "this can't be a name", "begin the line with a plain word")
        return [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)]

    def _record(self, node: yaml.Node, kind: type, given: dict[str, Any], name: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{name} holds no settings", "write each as name: value")
            return None
        types = _hints(kind)
        for key, value in self._pairs(node):
            if key.value not in types or key.value in given:
                known = [one for one in types if one != "id"]
                what = f'{name} has no setting "{key.value}", or has it twice'
                self.say(key.start_mark.line + 1, "setting-unknown", what, _near(key.value, known))
            elif (read := self.value(value, types[key.value], str(key.value))) is not None:
                given[key.value] = read
        return kind(**given)


def _near(word: object, known: tuple[str, ...] | list[str]) -> str:
    near = closest(str(word), known, 1)
    return f'did you mean "{near[0]}"?' if near else f"the names are: {', '.join(known)}"


def _flag(text: str) -> bool | None:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(
        text.lower()
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 else None


_SCALARS: Mapping[type, tuple[Callable[[str], Any], str]] = MappingProxyType(
    {
        str: (lambda text: text, 'write a text, in "double quotes" if it holds a colon'),
        bool: (_flag, "write true or false"),
        int: (_number, "write a whole number"),
    }
)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
