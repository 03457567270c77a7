"""Asks MkDocs what it makes of a project: settings, plug-ins, theme, table of contents.

Checks get plain values (`SiteFacts`) and never guess.

Where MkDocs can't load a project (a plug-in or an extension is not installed), what it could read
counts, and the rest is named in words.
"""

import copy
import inspect
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from ..content.yaml_source import YamlError, load_yaml
from ..project import Project
from ..site_facts import SiteFacts, Templates
from ..source_text import read_source
from .prepared import prepared

CONFIG_FILES = ("mkdocs.yml", "mkdocs.yaml")
# The settings of a further language, which inherit the others.
LANGUAGE_FILE = re.compile(r"mkdocs\.([\w-]+)\.ya?ml")
SHAPE = (
    "what stands below extra: citations: can't be read; write one setting a line, as in "
    "file: references.bib, indented below citations:"
)
# How a plug-in reaches into mkdocs-macros.
REGISTERS = re.compile(
    r"""\.register_(?:macros|filters|variables)\(|plugins(?:\.get\(|\[)["']macros["']"""
)
# Plug-ins whose names say that they leave files out; what they do leave out they are asked.
FILTER = re.compile(r"exclu(?!de-search)|ignore|unused")
# Extensions that switch on others, or are others' new names (PyMdown Extensions, "Extra").
_BRINGS = {
    "extra": "abbr attr_list def_list fenced_code footnotes md_in_html tables",
    "pymdownx.extra": "pymdownx.superfences footnotes attr_list def_list tables abbr md_in_html",
}


def load_project(
    root: str | Path = ".", name: str = "", original: Project | None = None
) -> Project:
    """The project of a folder, from its mkdocs.yml, or from the file `name` of a further language.

    `original` is what the pages of that are translations of, where it was read already.

    Raises FileNotFoundError without one, and ValueError with `path:line:column: rule: words` where
    it can't be read.
    """
    root = Path(root)
    names = [name] if name else CONFIG_FILES
    file = next((root / one for one in names if (root / one).is_file()), None)
    if file is None:
        raise FileNotFoundError(
            f"there is no {names[0]} in {root}: run this in the project's folder"
        )
    text, unreadable = read_source(file, file.name)
    if unreadable:
        raise ValueError(str(unreadable[0]).replace("page-", "setting-"))
    try:
        tree = load_yaml(text, loose=True)
    except YamlError as error:
        raise ValueError(
            str(text.diagnostic(error.offset, "setting-syntax", error.what, error.fix))
        ) from None
    if not isinstance(tree.value, dict):
        what = "the file holds no settings; restore it"
        raise ValueError(f"{file.name}:1:1: setting-syntax: {what}")
    values, problem = _read(file, tree.value)
    config, more = _validated(file, values) if _unknown(values) else (None, "")
    found = _project(root, values, config, file.name, problem or more)
    return _in_language(found, tree.value.get("nav"), original)


def project_of(config: Any, root: Path) -> Project:
    """The project of a configuration that an engine has loaded: MkDocs' object, or Zensical's dict.

    Raises ValueError where the settings below `extra: citations:` have no shape.
    """
    plain = isinstance(config, dict)
    values = dict(config) if plain else _merged(config)
    name = Path(str(values.get("config_file_path") or CONFIG_FILES[0])).name
    found = _project(root, values, None if plain else config, name, "")
    own = found.config_tree.value if LANGUAGE_FILE.fullmatch(name) else None
    return _in_language(found, own.get("nav") if isinstance(own, dict) else None)


def _in_language(project: Project, menu: Any, original: Project | None = None) -> Project:
    """A project as that of a further language, where the profile of its original knows it.

    In: `menu`, which its own file of settings holds; that of the original names other pages.
    """
    match = LANGUAGE_FILE.fullmatch(project.facts.config_file)
    if match is None:
        return project
    try:
        original = original or prepared(load_project(project.root))
    except (FileNotFoundError, ValueError):
        return project
    if not original.profile.language(match[1]):
        return project
    facts = replace(project.facts, nav=tuple(_targets(menu)) if menu else None)
    return replace(project, language=match[1], original=original, facts=facts)


def _merged(config: Any) -> dict[str, Any]:
    """All settings of a loaded configuration, as they are after every plug-in has seen them."""
    values: dict[str, Any] = {}
    with warnings.catch_warnings():  # the settings as given are to be had nowhere else
        warnings.simplefilter("ignore", DeprecationWarning)
        for given in getattr(config, "user_configs", ()):
            values |= given
    # MkDocs empties what it was given of a plug-in's options; the plug-ins themselves hold them.
    plugins = getattr(config, "plugins", None) or {}
    values["plugins"] = {
        name.rpartition("/")[2]: dict(getattr(plugin, "config", None) or {})
        for name, plugin in plugins.items()
    }
    keep = ("plugins", "markdown_extensions", "theme", "exclude_docs", "not_in_nav", "draft_docs")
    return {**values, **{name: config[name] for name in config if name not in keep}}


def _read(file: Path, loose: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The settings by MkDocs' own reader; else as they stand in the file, and why."""
    try:
        from mkdocs.exceptions import ConfigurationError
        from mkdocs.utils.yaml import yaml_load
    except ImportError:
        return loose, ""
    try:
        with file.open("rb") as opened:
            found = yaml_load(opened, _loader())
        return (found, "") if isinstance(found, dict) else (loose, "")
    except (ConfigurationError, yaml.YAMLError, OSError, ValueError, TypeError) as error:
        return loose, " ".join(str(error).split())


def _loader() -> Any:
    """MkDocs' loader; names that this Python does not know become None instead of an end."""
    from mkdocs.utils.yaml import get_yaml_loader

    class Loader(get_yaml_loader()):  # type: ignore[misc]
        def find_python_name(self, name: str, mark: Any, **options: Any) -> Any:
            try:
                return super().find_python_name(name, mark, **options)
            except yaml.constructor.ConstructorError:
                return None

    Loader.add_constructor("!relative", lambda _loader, _node: "")
    return Loader


def _unknown(values: Mapping[str, Any]) -> bool:
    """Whether a project has plug-ins of which only MkDocs can say what they do."""
    plugins = (name for name, _ in _named(values.get("plugins", ["search"])))
    return bool(values.get("hooks")) or not all(SiteFacts.knows(name) for name in plugins)


def _validated(file: Path, values: dict[str, Any]) -> tuple[Any, str]:
    """MkDocs' configuration object, and what it found wrong, in words."""
    try:
        from mkdocs.config.defaults import MkDocsConfig
    except ImportError:
        return None, ""
    logger = logging.getLogger("mkdocs")
    level, logger.disabled = logger.level, True
    try:
        config = MkDocsConfig(config_file_path=str(file))
        config.load_dict(copy.deepcopy(values))  # it takes its options apart
        errors, _ = config.validate()
    except Exception as error:  # noqa: BLE001 (a plug-in of the project's may raise anything)
        return None, f"{type(error).__name__}: {error}"
    finally:
        logger.disabled = False
        logger.setLevel(level)
    words = "; ".join(f"{name}: {' '.join(str(error).split())}" for name, error in errors)
    return config, words


def _project(
    root: Path, values: Mapping[str, Any], config: Any, file: str, problem: str
) -> Project:
    extra = values.get("extra") or {}
    settings = (extra.get("citations") or {}) if isinstance(extra, Mapping) else None
    if not isinstance(settings, Mapping):
        raise ValueError(f"{file}:1:1: setting-syntax: {SHAPE}")
    docs = Path(str(values.get("docs_dir") or "docs"))
    return Project(
        root,
        docs if docs.is_absolute() else root / docs,
        dict(settings),
        "sources" if config is None and "nav" in values and _zensical(values) else _urls(values),
        str(values.get("site_url") or ""),
        str(values.get("site_name") or ""),
        facts_of(values, config, root, file, problem),
    )


def _zensical(values: Mapping[str, Any]) -> bool:
    """Whether Zensical hands the settings over: it rewrites links between source files itself."""
    return "config_file_path" not in values and "mdx_configs" in values


def _urls(values: Mapping[str, Any]) -> bool:
    return bool(values.get("use_directory_urls", True))


def facts_of(
    values: Mapping[str, Any], config: Any, root: Path, file: str = "mkdocs.yml", problem: str = ""
) -> SiteFacts:
    """The facts of settings. `config` is MkDocs' own object, or None where there is none."""
    theme = values.get("theme") or "mkdocs"
    theme = {"name": theme} if isinstance(theme, str) else theme
    theme = theme if isinstance(theme, Mapping) else {}
    folder = theme.get("custom_dir")
    extensions = _extensions(_loaded_extensions(config) or values.get("markdown_extensions"))
    plugins = _loaded_plugins(config) or dict(_named(values.get("plugins", ["search"])))
    plugins |= {str(hook): {} for hook in values.get("hooks") or ()}
    toc = extensions.get("toc", {})
    slug = toc.get("slugify")
    nav = values.get("nav")
    return SiteFacts(
        file,
        problem,
        values,
        str(theme.get("name") or ""),
        root / str(folder) if folder else None,
        extensions,
        plugins,
        _events(config, plugins),
        tuple(_targets(nav)) if nav else None,
        slug if callable(slug) else slugify,
        str(toc.get("separator") or "-"),
        _level(toc.get("baselevel")),
        _templates(plugins, root, _brings_words(config, plugins)),
        *_left_out(config),
    )


def _left_out(config: Any) -> tuple[frozenset[str], frozenset[str]]:
    """The plug-ins of a loaded configuration that leave files out, and those files."""
    plugins = _loaded_plugins(config)
    filters = frozenset(name for name in plugins if FILTER.search(name))
    if not filters:
        return frozenset(), frozenset()
    from mkdocs.structure.files import get_files

    try:
        files = get_files(config)
        every = {file.src_uri for file in files}
        for name in filters:
            files = config["plugins"][name].on_files(files, config=config) or files
        kept = {file.src_uri for file in files if file.inclusion.name != "EXCLUDED"}
    except Exception:  # noqa: BLE001 (a plug-in of the project's may raise anything)
        return frozenset(), frozenset()
    return filters, frozenset(every - kept)


def _loaded_extensions(config: Any) -> list[dict[str, Any]]:
    """The extensions of a configuration that MkDocs has loaded: it takes the options apart."""
    names = config["markdown_extensions"] if config is not None else ()
    plain = isinstance(names, list) and all(isinstance(name, str) for name in names)
    options = config["mdx_configs"] if plain and names else {}
    return [{name: (options or {}).get(name) or {}} for name in names] if plain else []


def _loaded_plugins(config: Any) -> dict[str, dict[str, Any]]:
    """The plug-ins of a configuration that MkDocs has loaded, with their options."""
    found = config["plugins"] if config is not None else {}
    if not isinstance(found, Mapping) or not hasattr(found, "run_event"):
        return {}
    return {
        str(name): dict(getattr(plugin, "config", None) or {}) for name, plugin in found.items()
    }


def _level(value: Any) -> int:
    return int(value) if str(value or "").isdecimal() else 1


def _named(given: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names with their options, from the three shapes that MkDocs takes: list, mapping, both."""
    if isinstance(given, Mapping):
        given = [{name: options} for name, options in given.items()]
    for item in given if isinstance(given, Iterable) and not isinstance(given, str) else ():
        if isinstance(item, Mapping):
            for name, options in item.items():
                yield str(name), dict(options) if isinstance(options, Mapping) else {}
        elif item:
            yield str(item), {}


def _extensions(given: Any) -> dict[str, dict[str, Any]]:
    """Markdown extensions by their short names, MkDocs' own three among them."""
    found: dict[str, dict[str, Any]] = {"toc": {}, "tables": {}, "fenced_code": {}}
    for name, options in _named(given):
        short = name.removeprefix("markdown.extensions.")
        found[short] = {**found.get(short, {}), **options}
        for brought in _BRINGS.get(short, "").split():
            own = options.get(brought)
            found.setdefault(brought, dict(own) if isinstance(own, Mapping) else {})
    return found


def _events(config: Any, plugins: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """What each plug-in does, by MkDocs' names of events; one that is not loaded is left out."""
    try:
        loaded = dict(config["plugins"]) if config is not None else {}
        origins = config["plugins"]._event_origins if loaded else {}  # noqa: SLF001
        events = config["plugins"].events if loaded else {}
    except (AttributeError, TypeError, ValueError, KeyError):
        return {}
    found: dict[str, set[str]] = {name: set() for name in loaded if name in plugins}
    for event, methods in events.items():
        for method in methods:
            found.setdefault(str(origins.get(method, "")), set()).add(event)
    return {name: frozenset(names) for name, names in found.items() if name}


def _targets(node: Any) -> Iterator[str]:
    """All that a menu names, in order."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for child in node.values():
            yield from _targets(child)
    elif isinstance(node, Iterable):
        for child in node:
            yield from _targets(child)


def _brings_words(config: Any, plugins: Mapping[str, Any]) -> bool:
    """Whether a plug-in hands macros of its own to mkdocs-macros, or is not there to be asked."""
    loaded = config["plugins"] if _loaded_plugins(config) else {}
    for name in plugins:
        if name not in loaded:
            if name.endswith(".py"):
                continue  # a hook
            if SiteFacts.brings_words(name) or not SiteFacts.knows(name):
                return True
            continue
        module = inspect.getmodule(type(loaded[name]))
        try:
            source = inspect.getsource(module) if module else ""
        except (OSError, TypeError):
            continue
        if name != "macros" and REGISTERS.search(source):
            return True
    return False


# Settings of mkdocs-macros by which a project shows that its pages are templates already.
_USED = (
    "include_dir",
    "include_yaml",
    "j2_variable_start_string",
    "j2_block_start_string",
)


def _templates(plugins: Mapping[str, Mapping[str, Any]], root: Path, brought: bool) -> Templates:
    if "macros" not in plugins:
        return Templates(on=False)
    options = plugins["macros"] or {}

    def signs(kind: str, usual: tuple[str, str]) -> tuple[str, str]:
        given = [options.get(f"j2_{kind}_{side}_string") for side in ("start", "end")]
        return str(given[0] or usual[0]), str(given[1] or usual[1])

    own = __package__.partition(".")[0]
    modules = [*(options.get("modules") or ()), options.get("module_name") or "main"]
    others = any(
        module not in (own, "main") or (module == "main" and _exists(root, "main"))
        for module in map(str, modules)
    )
    used = others or brought or any(map(options.get, _USED))
    return Templates(
        signs("variable", ("{{", "}}")),
        signs("block", ("{%", "%}")),
        signs("comment", ("{#", "#}")),
        bool(options.get("render_by_default", True)),
        own_words=used,
        guest=modules == [own] and not used,
    )


def _exists(root: Path, module: str) -> bool:
    return (root / f"{module}.py").is_file() or (root / module).is_dir()
