"""Where the core meets a site engine: MkDocs, ProperDocs or Zensical call it; nothing below knows of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from ..checks import build_diagnostics, rules
from ..checks.rules_page import rules_page
from ..exporting.background import Staged
from ..exporting.files import json_ld, page_links, reference_links
from ..project import SHAPE, Project
from ..render.charts import chart, strip
from ..render.citations import CitationError, Citations
from ..render.components import Blocks
from ..render.indexes import disputes, glossary, references
from ..render.port_card import port_card
from ..render.redirects import write_moved
from ..review.stamps import review_state
from ..search import teach_search
from ..suggest import unknown_key
from ..theme.scripts import write_scripts
from .template_errors import environment, template_diagnostics
from .theme import theme_values

__all__ = ["define_env", "on_post_build", "on_pre_page_macros"]

LOG = logging.getLogger("mkdocs.plugins.references")
_projects: dict[tuple, Project] = {}


class _Counter(logging.Handler):
    """Counts warnings whatever the verbosity: `--strict` alone forgets them under -q and -v."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


_counter = _Counter()


def _value(conf, name: str, default=None):
    return conf.get(name, default) if hasattr(conf, "get") else getattr(conf, name, default)


def _project(env) -> Project:
    conf = env.conf
    config_file = _value(conf, "config_file_path")
    root = Path(config_file).parent if config_file else Path(env.project_dir)
    docs = Path(_value(conf, "docs_dir", "docs"))
    settings = (_value(conf, "extra") or {}).get("citations") or {}
    if not isinstance(settings, Mapping):
        from mkdocs.exceptions import PluginError

        raise PluginError(f"mkdocs.yml: setting-syntax: {SHAPE}")
    settings = dict(settings)
    return Project(
        root,
        docs if docs.is_absolute() else root / docs,
        settings,
        _addresses(conf),
        str(_value(conf, "site_url") or ""),
        str(_value(conf, "site_name") or ""),
    )


def _addresses(conf):
    """Zensical rewrites the links of raw HTML as it does Markdown's; MkDocs and ProperDocs leave them as they are."""
    return "sources" if isinstance(conf, dict) else bool(_value(conf, "use_directory_urls", True))


def define_env(env) -> None:
    """Register the macros on `env`. With MkDocs every problem of every page is told before a page is built."""
    whole = not isinstance(
        env.conf, dict
    )  # MkDocs hands over its own config once a build; Zensical a dict for each page
    project = _project(env)
    if whole:
        env.handbook = project
        env.conf["extra"].update(theme_values(project))
    else:
        # Kept from page to page, so that nothing is read twice; any change of a source file makes another key.
        newest = max(
            (
                path.stat().st_mtime_ns
                for path in [project.root / project.setting("file"), *project.docs.rglob("*")]
                if path.is_file()
            ),
            default=0,
        )
        key = (
            str(project.root),
            str(project.docs),
            str(sorted(project.settings.items())),
            project.directory_urls,
            newest,
        )
        if key not in _projects:
            _projects.clear()
        project = _projects.setdefault(key, project)
    state = SimpleNamespace(page=None, citations=None, blocks=None)

    def unknown(key: str) -> CitationError:
        message, fix, _ = unknown_key(
            key, project.bibliography.references, project.bibliography.path
        )
        return CitationError(f"{message}; {fix}")

    def here():
        if state.page is not env.page:
            state.page = env.page
            source = _source(env.page)
            state.citations = Citations(
                project.bibliography.references,
                project.style,
                unknown,
                lambda reference: reference_links(project, source, reference),
                rendered=project.rendered,
            )
            state.blocks = Blocks(
                project,
                state.citations,
                source,
                str((env.page.meta or {}).get("audience", "")),
                strip,
            )
        return state

    @env.macro
    def cite(*keys: str, locator: str = "") -> str:
        return here().citations.cite(keys, locator)

    @env.macro
    def bibliography() -> str:
        source = _source(env.page)
        return here().citations.bibliography(
            lambda cited: (
                page_links(project, source)
                + json_ld(project, dict(env.page.meta or {}), source, cited)
            )
        )

    @env.macro
    def fact(name: str, end: str = "") -> str:
        return here().blocks.fact(name, end)

    @env.macro
    def differ(name: str) -> str:
        return here().blocks.differ(name)

    @env.macro
    def figure(name: str) -> str:
        return here().blocks.figure(name)

    @env.macro
    def term(name: str, shown: str = "") -> str:
        return here().blocks.term(name, shown)

    env.macro(lambda: disputes(project, here().blocks), "disputes")
    env.macro(lambda: glossary(project), "glossary")
    env.macro(
        lambda: references(
            project,
            _source(env.page),
            lambda reference: reference_links(project, _source(env.page), reference),
        ),
        "references",
    )
    env.macro(
        lambda: import_module("..render.status", __package__).health(project, _source(env.page)),
        "health",
    )
    env.macro(lambda name: chart(project.data.charts[name], here().citations), "chart")
    env.macro(port_card, "port_card")
    env.macro(lambda: rules_page(rules()), "rules")
    if whole:
        _gate(project, env)
        env.exports = Staged(project, Path(env.conf["site_dir"]))


def _source(page) -> str:
    file = getattr(page, "file", None)
    return (file.src_uri if file is not None else str(page.path)).replace("\\", "/")


def _gate(project: Project, env) -> None:
    """Stop the build on any problem that would make a page wrong, telling all of them."""
    from mkdocs.exceptions import PluginError

    logger = logging.getLogger("mkdocs")
    # -q lowers the logger below WARNING, and so would lose the count: the gate can't be disarmed by a switch.
    if logger.level > logging.WARNING:
        logger.setLevel(logging.WARNING)
    _counter.told.clear()
    if _counter not in logger.handlers:
        logger.addHandler(_counter)
    diagnostics = build_diagnostics(project)
    known = {*env.macros, *env.variables, "page", "navigation", "files"}
    engine = environment(env.config)
    unknown = {(diagnostic.path, diagnostic.line) for diagnostic in diagnostics}
    diagnostics += [
        diagnostic
        for page in project.pages
        for diagnostic in template_diagnostics(page, known, engine)
        if (diagnostic.path, diagnostic.line) not in unknown
    ]
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    if errors:
        raise PluginError(
            "\n".join(
                [
                    f"{len(errors)} problem{'s' if len(errors) != 1 else ''} to mend before the site can be built:",
                    *(f"  {diagnostic}" for diagnostic in errors),
                ]
            )
        )


def on_pre_page_macros(env) -> None:
    """Before a page is run: tell the theme, as `page.meta.review_state`, whether its review still holds."""
    project = getattr(env, "handbook", None)
    if project is None:
        return
    page = project.by_source.get(_source(env.page))
    # Without front matter nobody can have reviewed it, and Material's menu, drawn on every page, asks more of each page that has any.
    if page is not None and env.page.meta:
        env.page.meta["review_state"] = review_state(page, project)


def on_post_build(env) -> None:
    """After MkDocs has written the pages: exports, and the gate for warnings."""
    from mkdocs.exceptions import PluginError

    project = getattr(env, "handbook", None)
    if project is None:
        return
    env.exports.place()
    write_moved(project, Path(env.conf["site_dir"]))
    teach_search(project, Path(env.conf["site_dir"]))
    write_scripts(Path(env.conf["site_dir"]))
    if _counter.told and env.conf.get("strict"):
        raise PluginError(
            f"{len(_counter.told)} warning{'s' if len(_counter.told) != 1 else ''} above: the site is not published with warnings"
        )
