"""What the site engine makes of a project: plain values, so that no check guesses at its settings.

`engine.inspect` fills them in from MkDocs' own reading of its file. The defaults are MkDocs'.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify
from pathspec.gitignore import GitIgnoreSpec

from .tables import table, words

# The endings that make a file a page (MkDocs, `utils.markdown_extensions`).
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")

# Plug-ins by what they make that no source shows. The tame make nothing of the kind.
_TAME, _PAGES, _MENUS, _LINKS, _LABELS, _WORDS, _MACROS = map(words, table(__file__).values())


@dataclass(frozen=True)
class Templates:
    """How mkdocs-macros reads pages: the signs of calls, which pages, and whose macros."""

    variable: tuple[str, str] = ("{{", "}}")
    block: tuple[str, str] = ("{%", "%}")
    comment: tuple[str, str] = ("{#", "#}")
    by_default: bool = True
    on: bool = True  # the plug-in is on at all
    own_words: bool = False  # the project loads macros of its own, which only its engine knows
    guest: bool = False  # the plug-in is there for the macros of this package alone

    @property
    def usual(self) -> bool:
        """Whether the signs are Jinja's own."""
        return self.variable == ("{{", "}}") and self.block == ("{%", "%}")


@dataclass(frozen=True)
class SiteFacts:
    """One project's settings as its engine reads them."""

    config_file: str = "mkdocs.yml"
    problem: str = ""  # why the engine itself can't load the project, in words
    values: Mapping[str, Any] = field(default_factory=dict)  # all settings, inherited ones too
    theme: str = "mkdocs"
    theme_folder: Path | None = None
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    plugins: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    events: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by plug-in, where known
    nav: tuple[str, ...] | None = None  # what the menu names; None: all pages
    slug: Callable[[str, str], str] = slugify
    separator: str = "-"
    base_level: int = 1
    templates: Templates = Templates()
    filters: frozenset[str] = frozenset()  # the plug-ins that do nothing but leave files out
    left_out: frozenset[str] = frozenset()  # the files below docs that these leave out

    def text(self, name: str) -> str:
        """A setting as text; "" without it."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    @property
    def language(self) -> str:
        """The language of the theme's own words, as a tag (BCP 47)."""
        theme = self.values.get("theme")
        return str((theme.get("language") if isinstance(theme, Mapping) else "") or "en")

    @property
    def list_indent(self) -> int:
        """By how many spaces a list stands within another (`mdx_truly_sane_lists`)."""
        options = self.extensions.get("mdx_truly_sane_lists")
        return 4 if options is None else int(options.get("nested_indent") or 2)

    def anchor(self, heading: str) -> str:
        """The anchor that Python-Markdown's toc makes of a heading's words."""
        return self.slug(heading, self.separator)

    @cached_property
    def hidden(self) -> GitIgnoreSpec:
        """What is below docs and never published: `exclude_docs`, after MkDocs' own first lines."""
        lines = [".*", "/templates/", *self.text("exclude_docs").splitlines()]
        return GitIgnoreSpec.from_lines(lines)

    @cached_property
    def aside(self) -> GitIgnoreSpec:
        """What stands outside the menu on purpose: `not_in_nav` and drafts."""
        lines = self.text("not_in_nav").splitlines() + self.text("draft_docs").splitlines()
        return GitIgnoreSpec.from_lines(lines)

    @staticmethod
    def knows(plugin: str) -> bool:
        """Whether it is known here what a plug-in does."""
        known = _TAME | _PAGES | _MENUS | _LINKS | _LABELS | _WORDS
        return plugin.removeprefix("material/") in known

    @staticmethod
    def brings_words(plugin: str) -> bool:
        """Whether a plug-in is known to hand macros to mkdocs-macros."""
        return plugin in _MACROS

    def _any(self, names: frozenset[str], events: tuple[str, ...]) -> bool:
        for name in self.plugins:
            short = name.removeprefix("material/")
            if short in names:
                return True
            if short in _TAME or name in self.filters:
                continue
            known = self.events.get(name)
            if known is None or any(event in known for event in events):
                return True  # nothing is known of it, or it does such things
        return False

    @cached_property
    def makes_pages(self) -> bool:
        """Whether pages or files come from elsewhere than the docs folder."""
        return self._any(_PAGES, ("files", "hooks"))

    @cached_property
    def makes_menu(self) -> bool:
        """Whether the menu is made by a plug-in."""
        return self._any(_MENUS, ("files", "nav"))

    @cached_property
    def makes_links(self) -> bool:
        """Whether a link may lead to what no file of that name stands for."""
        return self._any(_LINKS, ("files",))

    @cached_property
    def makes_labels(self) -> bool:
        """Whether a link's label may be defined outside its page."""
        return self._any(_LABELS, ())

    @cached_property
    def makes_text(self) -> bool:
        """Whether text comes from elsewhere, so that not all anchors are known."""
        return self._any(_WORDS, ())

    @property
    def has_hooks(self) -> bool:
        """Whether the project changes its pages by code of its own while they are built."""
        return bool(self.values.get("hooks"))

    @property
    def material(self) -> bool:
        """Whether the theme is Material, which makes a page's title its heading."""
        return self.theme in ("material", "materialx")

    def has(self, *extensions: str) -> bool:
        """Whether one of some Markdown extensions is on."""
        return any(name in self.extensions for name in extensions)
