"""One project as values: where its files are, what its bibliography, pages and data say. Read once,
then only looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from .bib.library import Bibliography, read_bibliography
from .bib.verified import FILE, Verified, applied, read_verified
from .content.card import FILE as CARD
from .content.card import Card
from .content.data import Data, read_data
from .content.macros import BUILTIN, Registry, load_macros
from .content.pages import Page, read_pages
from .content.release import citation_version
from .content.yaml_records import read_record
from .model import Citation, Diagnostic
from .profile import FILE as PROFILE
from .profile import Profile, read_profile
from .source_text import SourceText, read_source
from .styles import STYLES, Style
from .suggest import fold
from .urls import Addresses

__all__ = ["STYLES", "Project", "cited", "load_project", "per_project", "prepare", "prepared"]

SHAPE = "what stands below extra: citations: can't be read; write one setting a line, as in file: references.bib, indented below citations:"
ABOUT_SETTINGS = {
    "file": "the bibliography, in BibTeX",
    "style": "the style of citations, such as ama or vancouver",
    "data": "the folder below docs with the YAML files that macros show",
    "figures": "the folder below docs with the drawings that `figure` shows",
    "cache": "where what was read is kept, so that it is not read again",
    "contact": "a mail address at which Crossref and PubMed can reach you",
    "license": "the address of the licence of the pages' text",
    "theme": "true: the generator's page theme, where it is installed and not beside mkdocs.yml",
    "macros": "modules with macros of the project's own, which the checks then know",
}
SETTINGS = {
    "file": "references.bib",
    "style": "ama",
    "data": "data",
    "figures": "assets/figures",
    "cache": ".cache/references",
    "contact": "",
    "license": "",
    "theme": "",
    "macros": "",
}


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
    """The files of one handbook. `docs` is the folder of pages; `settings` is `extra: citations:`
    of mkdocs.yml.
    """

    root: Path
    docs: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    directory_urls: Addresses = True
    site_url: str = ""
    site_name: str = ""
    # Whether the project loads macros of its own, which only its engine knows.
    open_vocabulary: bool = False
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def rendered(self) -> dict[str, str]:
        """References as HTML, as far as they are the same on every page: filled by `citing`."""
        return {}

    def setting(self, name: str) -> str:
        """A setting, or its default."""
        return str(self.settings.get(name) or SETTINGS[name])

    @cached_property
    def prefix(self) -> str:
        """The docs folder as it is named in problems."""
        return self.shown(self.docs)

    def shown(self, path: Path) -> str:
        """A path as a contributor knows it: below the project, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    @property
    def style(self) -> Style:
        """The citation style; where the setting names none, a diagnostic says so."""
        return STYLES.get(self.setting("style"), STYLES["ama"])

    @cached_property
    def bibliography(self) -> Bibliography:
        """The sources."""
        path = self.root / self.setting("file")
        found = read_bibliography(path, self.root / self.setting("cache"), self.shown(path))
        return (
            replace(found, references=applied(found.references, self.verified))
            if self.verified.sources
            else found
        )

    @cached_property
    def verified(self) -> Verified:
        """What Crossref, PubMed and the web said of the sources when they were last asked."""
        path = self.docs / self.setting("data") / FILE
        return read_verified(path, self.shown(path))

    @cached_property
    def bibliography_text(self) -> SourceText:
        """The text of the file of sources; "" where it can't be read."""
        path = self.root / self.setting("file")
        return read_source(path, self.shown(path))[0]

    @cached_property
    def macros(self) -> Registry:
        """The macros that pages may call: the built-in ones, and those that the project registers."""
        return self._macros[0]

    @cached_property
    def _macros(self) -> tuple[Registry, str]:
        names: Any = self.settings.get("macros") or []
        try:
            names = [names] if isinstance(names, str) else [str(name) for name in names]
            return BUILTIN.with_macros(load_macros(self.root, names)), ""
        except (ValueError, TypeError) as error:
            return BUILTIN, str(error)

    @property
    def likeness(self) -> float:
        """How like a registered macro a name must be to be taken for it."""
        return 0.8 if self.open_vocabulary else 0.6

    @cached_property
    def pages(self) -> list[Page]:
        """The pages, read without being run."""
        return read_pages(self.docs, self.prefix, self.macros)

    @cached_property
    def data(self) -> Data:
        """Shared facts, disputed questions, glossary, figures."""
        folder = self.docs / self.setting("data")
        data = read_data(folder, self.shown(folder))
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
        words = re.sub(r"[^a-z0-9]+", "-", fold(self.site_name)).strip("-")
        return given or f"{words or 'handbook'}-offline"

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
        path = self.docs / self.setting("data") / CARD
        return read_record(path, self.shown(path), Card)

    @cached_property
    def _profile(self) -> tuple[Profile, tuple[Diagnostic, ...]]:
        path = self.docs / self.setting("data") / PROFILE
        return read_profile(path, self.shown(path))

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """The pages by their path below the docs folder."""
        return {self.source(page): page for page in self.pages}

    @cached_property
    def citations(self) -> list[Citation]:
        """Every key at every place where a page cites it, in order, each with its section."""
        return [citation for page in self.pages for citation in cited(page, self.data, self.macros)]

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

    @cached_property
    def setting_diagnostics(self) -> list[Diagnostic]:
        """What is wrong with `extra: citations:`."""
        found = list(self.profile_diagnostics)
        if self.setting("style") not in STYLES:
            found.append(
                Diagnostic(
                    "mkdocs.yml",
                    1,
                    1,
                    "setting-style",
                    f'there is no citation style "{self.setting("style")}"',
                    f"write one of: {', '.join(STYLES)}",
                )
            )
        if wrong := self._macros[1]:
            fix = "name modules that hold MACROS, a list of Macro(...)"
            what = f'extra: citations: macros: "macros" can\'t be used: {wrong}'
            found.append(Diagnostic("mkdocs.yml", 1, 1, "setting-unknown", what, fix))
        for name in self.settings:
            if name not in SETTINGS:
                found.append(
                    Diagnostic(
                        "mkdocs.yml",
                        1,
                        1,
                        "setting-unknown",
                        f'extra: citations: has no setting "{name}"',
                        f"the settings are: {', '.join(SETTINGS)}",
                    )
                )
        return found


# What is read of a project's files, and does not depend on how its pages are addressed.
READ = ("bibliography", "verified", "bibliography_text", "macros", "pages", "data", "by_source")
_ready: list[Project] = []


def prepare(project: Project) -> None:
    """Read a project's files once, for all builds that this process and its children make of them."""
    for name in READ:
        getattr(project, name)
    _ready[:] = [project]


def prepared(project: Project) -> Project:
    """The same project, with what was read of it already and what its sources' checks found."""
    for known in _ready:
        same = (known.root.resolve(), known.docs.resolve(), dict(known.settings))
        if same == (project.root.resolve(), project.docs.resolve(), dict(project.settings)):
            vars(project).update({name: vars(known)[name] for name in READ})
            project.memo.update(
                (key, value) for key, value in known.memo.items() if ".checks." in key.__module__
            )
    return project


def cited(page: Page, data: Data, registry: Registry = BUILTIN) -> list[Citation]:
    """What a page cites: by `cite`, and through the facts, disputed questions and charts that it
    shows.
    """
    found = []
    for call in page.calls:
        keys = registry.cites(call, data)
        section = page.section_at(call.line) if keys else None
        anchor, heading = (section.anchor, section.text) if section else ("", "")
        for key in keys:
            found.append(
                Citation(key, page.path, call.line, call.column, anchor, heading, call.name)
            )
    return found


class _Loose(yaml.SafeLoader):
    """mkdocs.yml holds tags such as !!python/name and !ENV: read past them."""


_Loose.add_multi_constructor("", lambda loader, suffix, node: None)


def load_project(root: str | Path = ".") -> Project:
    """The project of a folder, from its mkdocs.yml. Raises FileNotFoundError or ValueError (with a
    sentence) without one.
    """
    root = Path(root)
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no mkdocs.yml in {root}: run this in the project's folder"
        )
    try:
        config = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loose)  # noqa: S506 (a subclass of SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(
            f"mkdocs.yml:{mark.line + 1 if mark else 1}:1: setting-syntax: the file can't be read ({getattr(error, 'problem', error)}); mind its indents and colons"
        ) from None
    if not isinstance(config, dict):
        raise ValueError("mkdocs.yml:1:1: setting-syntax: the file holds no settings; restore it")
    extra = config.get("extra") or {}
    settings = (extra.get("citations") or {}) if isinstance(extra, dict) else None
    if not isinstance(settings, dict):
        raise ValueError(f"mkdocs.yml:1:1: setting-syntax: {SHAPE}")
    return Project(
        root,
        root / (config.get("docs_dir") or "docs"),
        settings,
        bool(config.get("use_directory_urls", True)),
        str(config.get("site_url") or ""),
        str(config.get("site_name") or ""),
        _loads_more_macros(config, root),
    )


def _loads_more_macros(config: Mapping[str, Any], root: Path) -> bool:
    """Whether mkdocs-macros loads other modules than this package: by its settings, or a file
    main.py.
    """
    plugins = config.get("plugins") or []
    named = [plugin for plugin in plugins if isinstance(plugin, dict) and "macros" in plugin]
    options = (named[0]["macros"] or {}) if named else {}
    if not isinstance(options, dict):
        return False
    own = __package__ or "macros"
    modules = [*(options.get("modules") or []), options.get("module_name") or "main"]
    return any(module != own and module != "main" for module in modules) or (
        "main" in modules and ((root / "main.py").is_file() or (root / "main").is_dir())
    )
