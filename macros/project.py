"""One project as values: its files, bibliography, pages and data, each read once."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from os.path import relpath
from pathlib import Path, PurePath
from typing import Any, TypeVar, cast

from pathspec.gitignore import GitIgnoreSpec

from .bib.library import Bibliography, read_bibliography
from .bib.verified import FILE, Verified, applied, read_verified
from .content.card import FILE as CARD
from .content.card import Card
from .content.data import Data, read_data
from .content.files import docs_files
from .content.macros import BUILTIN, Registry, load_macros
from .content.pages import Page, read_pages
from .content.release import citation_version
from .content.words import FILE as WORDS
from .content.words import Words, read_words
from .content.yaml_records import read_record
from .content.yaml_source import YamlError, YamlFile, YamlTree, load_yaml, read_yaml
from .model import Citation, Diagnostic
from .profile import FILE as PROFILE
from .profile import Language, Profile, read_profile
from .site_facts import SiteFacts
from .source_text import SourceText, read_source
from .styles import STYLES, Style
from .suggest import fold, nearest
from .tables import table
from .urls import Addresses

# The settings below `extra: citations:`: the default of each, and what it is for.
SETTINGS: dict[str, tuple[str, str]] = table(__file__)
LIKE = 0.8  # how like a macro's name another is that is taken for it where others are at home
T = TypeVar("T")


def per_project(function: Callable[[Project], T]) -> Callable[[Project], T]:
    """Let a function of a project be computed once for each project."""

    @wraps(function)
    def once(project: Project) -> T:
        if function not in project.memo:
            project.memo[function] = function(project)
        return cast("T", project.memo[function])

    return once


@dataclass
class Project:
    """The files of one handbook. `settings` is `extra: citations:` of mkdocs.yml."""

    root: Path
    docs: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    directory_urls: Addresses = True
    site_url: str = ""
    site_name: str = ""
    facts: SiteFacts = field(default_factory=SiteFacts)
    # Of a translation its tag, what it is one of, and the pages that a build leaves out.
    language: str = ""
    original: Project | None = field(default=None, repr=False, compare=False)
    left_out: frozenset[str] = frozenset()
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def rendered(self) -> dict[str, str]:
        """References as HTML, as far as they are the same on every page: filled by `citing`."""
        return {}

    def setting(self, name: str) -> str:
        """A setting, or its default."""
        return str(self.settings.get(name) or SETTINGS[name][0])

    @cached_property
    def prefix(self) -> str:
        """The docs folder as it is named in problems."""
        return self.shown(self.docs)

    def shown(self, path: Path) -> str:
        """A path as seen from the project's folder, with forward slashes."""
        try:
            found = relpath(path.resolve(), self.root.resolve())
        except ValueError:  # on another drive of Windows
            return path.as_posix()
        return PurePath(found).as_posix()

    def text_of(self, path: Path) -> SourceText:
        """The text of a file; "" where it can't be read, which has its own message."""
        return read_source(path, self.shown(path))[0]

    def yaml_of(self, path: Path) -> YamlFile:
        """The text of a YAML file, its tree, and why it can't be read; each file is read once."""
        found = self.memo.get(path) or read_yaml(path, self.shown(path))
        return cast("YamlFile", self.memo.setdefault(path, found))

    @property
    def data_folder(self) -> Path:
        """The folder of the YAML files that macros show."""
        return self.docs / self.setting("data")

    @property
    def figure_folder(self) -> Path:
        """The folder of the drawings that `figure` shows."""
        return self.docs / self.setting("figures")

    @property
    def style(self) -> Style:
        """The citation style; where the setting names none, a diagnostic says so."""
        return STYLES.get(self.setting("style"), STYLES["ama"])

    @cached_property
    def bibliography(self) -> Bibliography:
        """The sources; several files are read as one text (see `source_place`)."""
        files, cache = self.bib_files, self.root / self.setting("cache")
        path = files[0]
        if len(files) > 1:
            path = cache / "joined.bib"
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(self.bibliography_text.text, encoding="utf-8")
            except OSError:
                path = files[0]  # a read-only disk: the first file is better than none
        found = read_bibliography(path, cache, self.shown(files[0]))
        if not self.verified.sources:
            return found
        return replace(found, references=applied(found.references, self.verified))

    @cached_property
    def bib_files(self) -> tuple[Path, ...]:
        """The files of sources: `file` names one, a list of them, or a folder."""
        given = self.settings.get("file") or SETTINGS["file"][0]
        found: list[Path] = []
        for name in given if isinstance(given, list | tuple) else [given]:
            path = self.root / str(name)
            inside = sorted(path.rglob("*.bib")) if path.is_dir() else []
            found += inside or [path]
        return tuple(dict.fromkeys(found)) or (self.root / SETTINGS["file"][0],)

    @cached_property
    def verified(self) -> Verified:
        """What Crossref, PubMed and the web said of the sources when they were last asked."""
        path = self.data_folder / FILE
        return read_verified(path, self.shown(path))

    @cached_property
    def _bib_texts(self) -> tuple[SourceText, ...]:
        return tuple(map(self.text_of, self.bib_files))

    @cached_property
    def bibliography_text(self) -> SourceText:
        """The text of the sources, named like their first file; "" if unreadable."""
        texts = self._bib_texts
        joined = "\n".join(text.text for text in texts) if len(texts) > 1 else texts[0].text
        return SourceText(texts[0].path, joined)

    @cached_property
    def _bib_lines(self) -> list[int]:
        starts = [1]
        for text in self._bib_texts[:-1]:
            starts.append(starts[-1] + len(text.lines))
        return starts

    def source_place(self, line: int) -> tuple[SourceText, int]:
        """The file, and the line in it, of a line of `bibliography_text`."""
        number = bisect_right(self._bib_lines, line) - 1
        return self._bib_texts[number], line - self._bib_lines[number] + 1

    def source_name(self, line: int) -> str:
        """A line of `bibliography_text` as `path:line`."""
        text, line = self.source_place(line)
        return f"{text.path}:{line}"

    @cached_property
    def config_text(self) -> SourceText:
        """The text of the engine's settings."""
        return self.text_of(self.root / self.facts.config_file)

    @cached_property
    def config_tree(self) -> YamlTree:
        """The engine's settings with their places; what is inherited has none."""
        try:
            return load_yaml(self.config_text, loose=True)
        except YamlError:
            return YamlTree({}, None, self.config_text, 1)

    @cached_property
    def macros(self) -> Registry:
        """The macros that pages may call: the built-in ones, and those the project registers."""
        return self._macros[0]

    @property
    def macros_fault(self) -> str:
        """Why the project's own macros can't be used, or ""."""
        return self._macros[1]

    @cached_property
    def _macros(self) -> tuple[Registry, str]:
        names: Any = self.settings.get("macros") or []
        try:
            names = [names] if isinstance(names, str) else [str(name) for name in names]
            return BUILTIN.with_macros(load_macros(self.root, names)), ""
        except (ValueError, TypeError) as error:
            return BUILTIN, str(error)

    def leaves_alone(self, page: Page) -> bool:
        """Whether a page's braces are another program's: no macro is called, no wall wanted.

        Where the plug-in is there for this package alone, that is each page which calls none of it.
        """
        guest = self.facts.templates.guest
        for call in page.calls:
            if guest and call.name not in self.macros:
                if self.macros.synonym(call.name) or nearest(call.name, self.macros, LIKE):
                    return False
                continue
            workflow = page.source[max(0, call.span.start - 1)] == "$"  # ${{ … }} of GitHub Actions
            if call.name in self.macros or (call.place != "code" and not workflow):
                return False
        if self.profile.walls:
            return False
        return not any(
            self.means_macro(one)
            for one in page.diagnostics
            if not page.in_code(page.text.offset(one.line, one.column))
        )

    def means_macro(self, diagnostic: Diagnostic) -> bool:
        """Whether a call that can't be read is meant for a macro of this package."""
        name = str(diagnostic.argument("macro") or "").lower()
        return name in self.macros or bool(self.macros.synonym(name))

    @property
    def likeness(self) -> float:
        """How like a registered macro a name must be to be taken for it."""
        templates = self.facts.templates
        at_home = self.profile.walls or not (templates.own_words or templates.guest)
        return 0.6 if at_home else LIKE

    @cached_property
    def pages(self) -> list[Page]:
        """The pages, read without being run."""
        return read_pages(self.files, self.prefix, self.macros, self.facts)

    @property
    def files(self) -> dict[str, Path]:
        """The published files below docs, by their path there."""
        return self._files[0]

    @property
    def hidden_files(self) -> frozenset[str]:
        """Files below docs that are not published."""
        return self._files[1]

    @cached_property
    def _files(self) -> tuple[dict[str, Path], frozenset[str]]:
        hidden = self.facts.hidden + GitIgnoreSpec.from_lines(self.aside)
        return docs_files(self.docs, hidden, self.facts.left_out)

    @property
    def aside(self) -> list[str]:
        """What is below docs and not of this site, as lines of a .gitignore."""
        others = () if self.language else self.further_languages
        found = [f"/{one.id}/" for one in others] + [f"/{name}" for name in sorted(self.left_out)]
        package = self.root / Path(__file__).parent.name  # may lie among the pages
        here = os.path.relpath(package, self.docs).replace(os.sep, "/")
        if not here.startswith("..") and package.resolve() == Path(__file__).resolve().parent:
            found.append(f"/{here}/")
        return found

    @property
    def further_languages(self) -> list[Language]:
        """The languages beside that of the pages themselves."""
        return [one for one in self.profile.languages if one.id != self.facts.language]

    @cached_property
    def data(self) -> Data:
        """Shared facts, disputed questions, glossary, figures."""
        data = read_data(self.data_folder, read=self.yaml_of)
        data.topics = {topic.id: topic.heading for topic in self.profile.topics}
        return data

    @property
    def profile(self) -> Profile:
        """What the handbook decides for itself: readers, boxes, topics, evidence, rules."""
        return self._profile[0]

    @property
    def profile_diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the files of the profile and the card."""
        return self._profile[1] + self._card[1]

    @cached_property
    def version(self) -> str:
        """The handbook's version, as CITATION.cff names it, or ""."""
        found = citation_version(self.root)
        return found.version if found else ""

    @property
    def zip_name(self) -> str:
        """The name of the offline copy, without its ending."""
        given = re.sub(r"[^\w.-]+", "-", self.profile.zip, flags=re.ASCII).strip("-.")
        return given or f"{self.base_name}-offline"

    @property
    def base_name(self) -> str:
        """The site's name, fit for the names of files."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.site_name)).strip("-") or "handbook"

    @property
    def copy_name(self) -> str:
        """The name of the offline copy with the handbook's version, where it has one."""
        return f"{self.zip_name}-{self.version}" if self.version else self.zip_name

    @property
    def card(self) -> Card:
        """The card that readers fill in."""
        return self._card[0]

    @cached_property
    def _card(self) -> tuple[Card, tuple[Diagnostic, ...]]:
        path = self.data_folder / CARD
        return read_record(path, self.shown(path), Card)

    @cached_property
    def _profile(self) -> tuple[Profile, tuple[Diagnostic, ...]]:
        path = self.data_folder / PROFILE
        original = self.original.profile if self.original else None
        return read_profile(path, self.shown(path), original)

    @cached_property
    def words(self) -> Words:
        """The generator's own words on pages, in the language of the pages."""
        path = self.data_folder / WORDS
        return read_words(path, self.shown(path))

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """The pages by their path below the docs folder."""
        return {self.source(page): page for page in self.pages}

    @cached_property
    def citations(self) -> list[Citation]:
        """Every key at every place where a page cites it, in order, each with its section."""
        return [citation for page in self.pages for citation in cited(page, self.data, self.macros)]

    @cached_property
    def citing(self) -> frozenset[str]:
        """The pages that cite anything, by their path below the docs folder."""
        data, cites = self.data, self.macros.cites
        return frozenset(
            self.source(page)
            for page in self.pages
            if any(cites(call, data) for call in page.calls)
        )

    @cached_property
    def places(self) -> dict[str, list[Citation]]:
        """For each key its citations, one for each section of each page."""
        found: dict[str, dict[tuple[str, str], Citation]] = {}
        for citation in self.citations:
            if citation.via != "disputes":
                place = (citation.path, citation.anchor)
                found.setdefault(citation.key, {}).setdefault(place, citation)
        return {key: list(places.values()) for key, places in found.items()}

    def page_with(self, macro: str) -> Page | None:
        """The page that calls a macro, such as the one that lists all references."""
        return self._first_calls.get(macro)

    @cached_property
    def _first_calls(self) -> dict[str, Page]:
        return {call.name: page for page in reversed(self.pages) for call in reversed(page.calls)}

    def source(self, page: Page) -> str:
        """A page's path below the docs folder."""
        return page.path[len(self.prefix) + 1 :] if self.prefix else page.path


def cited(page: Page, data: Data, registry: Registry = BUILTIN) -> list[Citation]:
    """What a page cites, by `cite` and through facts, disputed questions and charts."""
    found: list[Citation] = []
    for call in page.calls:
        keys = registry.cites(call, data)
        section = page.section_at(call.line) if keys else None
        anchor, heading = (section.anchor, section.text) if section else ("", "")
        found += [
            Citation(key, page.path, call.line, call.column, anchor, heading, call.name)
            for key in keys
        ]
    return found
