"""What can be linked to: the published pages and files, their addresses, their anchors; and what
mkdocs.yml says of them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import yaml
from markdown.extensions.toc import slugify
from pathspec.gitignore import GitIgnoreSpec

from ..content.pages import Page, heading_text
from ..project import Project
from ..suggest import fold
from ..urls import page_url

__all__ = ["Config", "Entry", "Ground", "anchors", "published", "read_config", "read_ground"]

GIVEN = re.compile(r"(?<!\{)\{:?(?![{%])[^{}\n]*?#(?P<id>[\w:.-]+)[^{}\n]*\}")
SETEXT = re.compile(r"^(?P<text>[^\s#>|-][^\n]*)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
INDENTED = re.compile(r"^[ \t]+#{1,6}[ \t]*(?P<text>[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in mkdocs.yml that names a file: line, first and last column."""

    target: str
    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Config:
    """mkdocs.yml as plain text values; `nav` is None where it has no menu of its own."""

    values: dict
    nav: tuple[Entry, ...] | None
    loaded: tuple[Entry, ...]
    text: str
    lines: dict


def read_config(project: Project) -> Config:
    """The settings that decide what is published; empty where mkdocs.yml is absent or broken (told
    by whoever loads the project).
    """
    try:
        return _config((project.root / "mkdocs.yml").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return Config({}, None, (), "", {})


@lru_cache(maxsize=8)
def _config(text: str) -> Config:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    if not isinstance(node, yaml.MappingNode):
        return Config({}, None, (), text, {})
    values, nav, loaded, lines = {}, None, [], {}
    for key, value in node.value:
        values[key.value] = _plain(value)
        lines[key.value] = key.start_mark.line + 1
        if key.value == "nav":
            nav = tuple(_entries(value))
        elif key.value in ("extra_css", "extra_javascript"):
            loaded += _entries(value)
    return Config(values, nav, tuple(loaded), text, lines)


def _plain(node):
    if isinstance(node, yaml.MappingNode):
        return {
            key.value: _plain(value)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    return node.value


def _entries(node):
    if isinstance(node, yaml.ScalarNode):
        yield Entry(
            node.value,
            node.start_mark.line + 1,
            node.start_mark.column + 1,
            node.end_mark.column + 1,
        )
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _entries(child)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in ("defer", "async", "type"):
                yield from _entries(value)


def published(project: Project) -> dict[str, int]:
    """Every page that was ever published, by data/addresses.yml, with its line there; empty without
    that file.
    """
    try:
        rows = (
            (project.docs / project.setting("data") / "addresses.yml")
            .read_text(encoding="utf-8-sig")
            .splitlines()
        )
    except (OSError, UnicodeDecodeError):
        return {}
    return {
        match[1]: number
        for number, row in enumerate(rows, 1)
        if (match := re.match(r"-\s+[\"']?([^\"'#]+\.md)[\"']?\s*(?:#.*)?$", row))
    }


@dataclass(frozen=True, slots=True)
class Ground:
    """The published site by source path below docs: pages, all files, and the way from an address
    back to its file.
    """

    pages: dict[str, Page]
    files: frozenset[str]
    hidden: frozenset[str]
    folded: dict[str, str]
    addresses: dict[str, str]

    def near(self, path: str) -> list[str]:
        """Files that somebody who wrote `path` may have meant, best first: the same name elsewhere,
        else a name like it.
        """
        folder, name = posixpath.split(path)
        stem, kind = posixpath.splitext(name)
        page = kind.lower() in ("", ".md", ".html", ".htm", ".markdown")
        scored = []
        for file in self.files:
            there, other = posixpath.split(file)
            if (posixpath.splitext(other)[1].lower() == ".md") != page:
                continue
            if stem in ("index", "README", "") and posixpath.splitext(other)[0] == "index":
                likeness = likeness_of(folder, there)
            else:
                likeness = likeness_of(stem, posixpath.splitext(other)[0])
            if likeness >= 0.7:
                scored.append((-likeness - 0.1 * (there == folder), file))
        return [file for _, file in sorted(scored)[:3]]


def likeness_of(one: str, other: str) -> float:
    """How like two names are, from 0 to 1, whatever the letter case and accents."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


def read_ground(project: Project, config: Config) -> Ground:
    """The files below docs, without what `exclude_docs` leaves out, and the static files of the
    theme's folder.
    """
    hide = GitIgnoreSpec.from_lines(str(config.values.get("exclude_docs") or "").splitlines())
    every, hidden = set(), set()
    for path in project.docs.rglob("*"):
        if path.is_file():
            name = path.relative_to(project.docs).as_posix()
            (
                hidden
                if hide.match_file(name) or any(part.startswith(".") for part in name.split("/"))
                else every
            ).add(name)
    theme = config.values.get("theme")
    custom = (
        project.root / str(theme.get("custom_dir"))
        if isinstance(theme, dict) and theme.get("custom_dir")
        else None
    )
    if custom and custom.is_dir():
        every |= {
            path.relative_to(custom).as_posix()
            for path in (custom / "assets").rglob("*")
            if path.is_file()
        }
    pages = {name: page for page in project.pages if (name := project.source(page)) not in hidden}
    addresses = {}
    for name in every:
        if name.endswith(".md"):
            for directory in (True, False):
                addresses.setdefault(page_url(name, directory), name)
            addresses.setdefault(page_url(name, True).rstrip("/"), name)
        else:
            addresses[name] = name
    return Ground(
        pages,
        frozenset(every),
        frozenset(hidden),
        {name.lower(): name for name in sorted(every)},
        addresses,
    )


def anchors(project: Project, page: Page, rule_names=tuple) -> tuple[set[str], bool]:
    """The anchors of a page: headings, given ids, raw HTML, and what its macros make (`rule_names`
    for those of
    rules()). False where a macro may make more.
    """
    text = page.document
    found = {heading.anchor for heading in page.headings}
    for pattern in (SETEXT, INDENTED):
        found |= {
            slugify(heading_text(match["text"]), "-") for match in pattern.finditer(text.clean)
        }
    found |= {match["id"] for match in GIVEN.finditer(text.clean)}
    for tag in text.tags:
        found |= {value for name in ("id", "name") if (value := tag.value(name))}
    found |= {
        f"{kind}:{label}"
        for label in re.findall(r"\[\^([^\]\s]+)\]", text.clean)
        for kind in ("fn", "fnref")
    }
    data, whole = project.data, True
    for call in page.calls:
        name = call.args[0] if call.args else ""
        if call.name in ("differ", "figure", "chart"):
            found.add(f"{call.name}-{name}")
        elif call.name == "glossary":
            found |= set(data.glossary) | {
                slugify(initial, "-")
                for initial in _initials(str(item.get("term")) for item in data.glossary.values())
            }
        elif call.name == "disputes":
            found |= set(data.disputes) | {
                slugify(data.topic(str(item.get("topic"))), "-") for item in data.disputes.values()
            }
        elif call.name == "references":
            found |= {f"ref-{key}" for key in project.bibliography.references}
        elif call.name in ("bibliography", "cite"):
            keys = (
                call.args
                if call.name == "cite"
                else [citation.key for citation in project.citations if citation.path == page.path]
            )
            found |= {f"ref-{key}" for key in keys} | {
                f"cite-{key}-{number}" for key in keys for number in range(1, 40)
            }
        elif call.name == "rules":
            found |= set(rule_names())
        elif call.name not in ("fact", "term"):
            whole = False
    return found, whole


def _initials(terms: Iterable[str]) -> set[str]:
    return {
        initial if initial.isalpha() else "0–9"
        for initial in (fold(term)[:1].upper() for term in terms)
    }
