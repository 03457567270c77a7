"""What can be linked to: the published pages and files, their addresses, their anchors."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from ..content.attribute_lists import given_names
from ..content.pages import Page, heading_text
from ..history import text_before
from ..model import Call
from ..project import Project, per_project
from ..site_facts import PAGE_ENDINGS
from ..source_text import SourceText
from ..suggest import NameIndex, fold, likeness
from ..urls import page_url

INDENTED = re.compile(
    r"^(?:[ \t]+|[ \t]*(?:>[ \t]*)+)#{1,6}[ \t]*(?P<text>[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE
)
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
TAB = re.compile(r"^[ \t]*={3}[!+]*[ \t]+\"(?P<label>[^\"\n]+)\"", re.MULTILINE)
# What brings in text of another file, or of a program: snippets, includes, mkdocstrings.
BROUGHT = re.compile(
    r"--8<--|\{%-?\s*include|^[ \t]*:::[ \t]+\w|\{!|^[ \t>*+-]*```[^\n]*\bexec\b", re.MULTILINE
)
# The file that a page takes in: snippets, Jinja, include-markdown, Markdown-Include.
TAKEN_IN = re.compile(
    r"--8<--[^\S\n]+[\"']([^\"'\n:]+)|\{%-?\s*include(?:-markdown)?\s+[\"']([^\"'\n]+)|\{!\s*([^!\n]+?)\s*!\}"
)
RECORD = "addresses.yml"
RECORDED = re.compile(
    r"-\s+[\"']?(?P<name>[^\"'#]+\.md)(?:#(?P<section>[^\s\"']+))?[\"']?\s*(?:#.*)?$"
)
INDEX = ("index", "README", "")
SAME = 0.7  # how alike two texts of one page are, before and after it moved
MOST = 20  # pages that are held against each other


@dataclass(frozen=True)
class Targets:
    """The published site by source path below docs, and the file behind each address."""

    pages: dict[str, Page]
    files: frozenset[str]
    hidden: frozenset[str]
    folded: dict[str, str]
    addresses: dict[str, str]
    moves: dict[str, str] = field(default_factory=dict)

    def near(self, path: str) -> list[str]:
        """Files that may have been meant, best first: the page's new place, then names alike."""
        if path in self.moves:
            return [self.moves[path]]
        folder, name = posixpath.split(path)
        stem, kind = posixpath.splitext(name)
        page = kind.lower() in ("", ".html", ".htm", *PAGE_ENDINGS)
        stems, index = self._names[page]
        scored = []
        for other in index.near(stem, 12, 0.7) if stem not in INDEX else ():
            for file in stems[other][:50]:
                same = posixpath.dirname(file) == folder
                scored.append((-likeness(stem, other) - 0.1 * same, file))
        if stem in INDEX and page:
            folders, index = self._folders
            scored = [(-likeness(folder, one), folders[one]) for one in index.near(folder, 3, 0.7)]
        return [file for _, file in sorted(scored)[:3]]

    def served(self, address: str) -> str | None:
        """The file behind an address of the finished site."""
        address = posixpath.normpath(address) if address not in ("", "/") else ""
        address = "" if address == "." else address
        for form in (address, f"{address}/", f"{address}.md", address.removesuffix("index.html")):
            if form in self.addresses:
                return self.addresses[form]
            if form in self.files:
                return form
        return None

    def built(self, source: str, path: str) -> str | None:
        """The page behind an address of the finished site, from the file `source` or its page."""
        for base in (posixpath.dirname(source), page_url(source).rstrip("/")):
            address = posixpath.normpath(posixpath.join(base, path))
            address = address.removesuffix(".htm").removesuffix(".html")
            file = None if address.startswith("..") else self.served(address)
            if file and file.endswith(PAGE_ENDINGS):
                return file
        return None

    @cached_property
    def _names(self) -> dict[bool, tuple[dict[str, list[str]], NameIndex]]:
        """For pages and for other files: the files of each name without its ending."""
        found: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
        for file in sorted(self.files):
            stem, kind = posixpath.splitext(posixpath.basename(file))
            found[kind.lower() in PAGE_ENDINGS].setdefault(stem, []).append(file)
        return {page: (stems, NameIndex(stems)) for page, stems in found.items()}

    @cached_property
    def _folders(self) -> tuple[dict[str, str], NameIndex]:
        """The index pages by their folders."""
        names = (file for file in self.files if file.endswith(PAGE_ENDINGS))
        found = {
            posixpath.dirname(file): file
            for file in names
            if posixpath.splitext(posixpath.basename(file))[0] == "index"
        }
        return found, NameIndex(found)


@per_project
def targets(project: Project) -> Targets:
    """The files below docs that are published, and the static files of the theme's folder."""
    every = set(project.files)
    folder = project.facts.theme_folder
    if folder and folder.is_dir():
        found = (path for path in (folder / "assets").rglob("*") if path.is_file())
        every |= {path.relative_to(folder).as_posix() for path in found}
    pages = {name: page for page in project.pages if (name := project.source(page)) in every}
    if project.original:  # a link to what a language lacks leads to the original
        theirs = project.original
        every |= theirs.files.keys() - project.hidden_files
        pages = {name: page for name, page in theirs.by_source.items() if name in every} | pages
    addresses: dict[str, str] = {}
    for name in every:
        if name.endswith(PAGE_ENDINGS):
            for directory in (True, False):
                addresses.setdefault(page_url(name, directory), name)
            addresses.setdefault(page_url(name, True).rstrip("/"), name)
        else:
            addresses[name] = name
    folded = {name.lower(): name for name in sorted(every)}
    moves = _moves(project, pages)
    return Targets(pages, frozenset(every), project.hidden_files, folded, addresses, moves)


@per_project
def fragments(project: Project) -> frozenset[str]:
    """The paths of pages that other pages take in: parts of a text, which need not be whole."""
    found = {
        next(filter(None, match)).lstrip("./")
        for page in project.pages
        for match in TAKEN_IN.findall(page.source)
    }
    paths = [page.path for page in project.pages] if found else []
    return frozenset(way for way in paths if any(f"/{way}".endswith(f"/{name}") for name in found))


def _moves(project: Project, pages: dict[str, Page]) -> dict[str, str]:
    """Where pages went that are gone: by `moved_from`, else by their text as git remembers it."""
    found = {
        old: name for name, page in pages.items() for old in page.former_names if old not in pages
    }
    known = record(project)[1]
    if not known:
        return found
    once = recorded_before(project)
    gone = [name for name in sorted({*known, *once}) if name not in pages and name not in found]
    fresh = [name for name in pages if name not in once]
    for old in gone[:MOST]:
        text = text_before(project.root, f"{project.prefix}/{old}")
        alone = len(gone) == len(fresh) == 1
        scored = [
            (SequenceMatcher(None, text, pages[one].source, autojunk=False).quick_ratio(), one)
            for one in fresh[:MOST]
        ]
        ratio, name = max(scored, default=(0.0, ""))
        if name and (ratio >= SAME or (alone and not text)):
            found[old] = name
            fresh.remove(name)
    return found


@per_project
def record(project: Project) -> tuple[SourceText, dict[str, int]]:
    """Every page ever published, with its line in data/addresses.yml; and the text of that file."""
    source = project.text_of(project.data_folder / RECORD)
    return source, _recorded(source)


@per_project
def recorded_before(project: Project) -> frozenset[str]:
    """What the record held before the change: whoever renames a page may rename it there, too."""
    source, known = record(project)
    text = text_before(project.root, source.path) if known else ""
    return frozenset(_recorded(SourceText(source.path, text)) or known)


def _recorded(source: SourceText) -> dict[str, int]:
    rows = enumerate(source.lines, 1)
    found = ((line, RECORDED.match(row)) for line, row in rows)
    return {one["name"]: line for line, one in found if one and not one["section"]}


@per_project
def recorded_sections(project: Project) -> dict[str, dict[str, int]]:
    """The anchors of sections ever published, by page, with their lines in the record.

    The line is 0 for one that the change at hand took out of it.
    """
    source, known = record(project)
    found: dict[str, dict[str, int]] = {}
    if not known:
        return found
    rows = [(line, row) for line, row in enumerate(source.lines, 1) if ".md#" in row]
    if rows:
        rows += [(0, row) for row in text_before(project.root, source.path).split("\n")]
    for line, row in rows:
        match = RECORDED.match(row)
        if match and match["section"]:
            found.setdefault(match["name"], {}).setdefault(match["section"], line)
    return found


def published(project: Project) -> dict[str, int]:
    """Every page that was ever published, with its line in the record; empty without a record."""
    return record(project)[1]


def anchors(project: Project, source: str) -> tuple[frozenset[str], bool]:
    """The anchors of a page below docs; False where macros or other files may make more."""
    if project.original and source not in project.by_source:
        return anchors(project.original, source)
    known = _known_anchors(project)
    if source not in known:
        known[source] = _anchors(project, targets(project).pages[source])
    return known[source]


@per_project
def _known_anchors(_project: Project) -> dict[str, tuple[frozenset[str], bool]]:
    return {}


def _anchors(project: Project, page: Page) -> tuple[frozenset[str], bool]:
    text, facts = page.document, project.facts
    found = {heading.anchor for heading in page.headings}
    found |= {facts.anchor(heading_text(match["text"])) for match in INDENTED.finditer(text.clean)}
    found |= {name for _, name in given_names(text.clean)}
    for tag in text.tags:
        found |= {value for name in ("id", "name") if (value := tag.value(name))}
    found |= {
        f"{kind}:{label}" for label in FOOTNOTE.findall(text.clean) for kind in ("fn", "fnref")
    }
    found |= set(_tabs(project, page)) | page.former_sections.keys()
    whole = not facts.makes_text and not facts.has_hooks and not BROUGHT.search(page.source)
    if facts.templates.own_words and page.rendered:  # a loop or a macro may print headings
        whole = whole and "{%" not in page.shadow and page.shadow.count("{{") == len(page.calls)
    for call in page.calls:
        macro = project.macros.get(call.name)
        make = MAKES.get(call.name) or (macro.anchors if macro else None)
        if make is None:
            whole = False
        else:
            found |= make(call, (project, page) if call.name in MAKES else project)
    return frozenset(found), whole


def _tabs(project: Project, page: Page) -> list[str]:
    """The anchors of tabs (PyMdown Extensions, "Tabbed": `slugify`, `combine_header_slug`)."""
    options = project.facts.extensions.get("pymdownx.tabbed", {})
    slug = options.get("slugify")
    if not callable(slug):
        return []
    separator = str(options.get("separator") or "-")
    found = [slug(match["label"], separator) for match in TAB.finditer(page.document.clean)]
    if options.get("combine_header_slug"):
        found += [f"{heading.anchor}-{name}" for heading in page.headings for name in found]
    return found


_Where = tuple[Project, Page]


def _list_anchors(_call: Call, where: _Where) -> set[str]:
    project, page = where
    keys = _cited_on(project).get(page.path, set())
    numbered = {f"cite-{key}-{number}" for key in keys for number in range(1, 40)}
    return {f"ref-{key}" for key in keys} | numbered


def _glossary_anchors(_call: Call, where: _Where) -> set[str]:
    project, _ = where
    terms = project.data.glossary
    initials = (fold(str(item.get("term")))[:1].upper() for item in terms.values())
    letters = {initial if initial.isalpha() else "0–9" for initial in initials}
    return set(terms) | {project.facts.anchor(letter) for letter in letters}


def _dispute_anchors(_call: Call, where: _Where) -> set[str]:
    project, _ = where
    headings = (heading for heading, _ in project.data.disputes_by_topic())
    return set(project.data.disputes) | {project.facts.anchor(heading) for heading in headings}


def _reference_anchors(_call: Call, where: _Where) -> set[str]:
    return {f"ref-{key}" for key in where[0].bibliography.references}


def _rule_anchors(_call: Call, _where: _Where) -> set[str]:
    from .runner import rules  # at call time: these checks are among those that it lists

    return set(rules())


# The macros whose anchors come from the whole project.
MAKES: Mapping[str, Callable[[Call, Any], set[str]]] = {
    "bibliography": _list_anchors,
    "glossary": _glossary_anchors,
    "disputes": _dispute_anchors,
    "references": _reference_anchors,
    "rules": _rule_anchors,
}


@per_project
def _cited_on(project: Project) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for citation in project.citations:
        found.setdefault(citation.path, set()).add(citation.key)
    return found
