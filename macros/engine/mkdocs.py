"""Where the core meets a site engine: MkDocs, ProperDocs or Zensical call it."""

from html import escape, unescape
from pathlib import Path
from typing import Any

from ..checks import rules
from ..exporting.background import Staged
from ..project import Project, per_project
from ..publishing import publish
from ..render.late import at_once
from ..render.listings import withdrawn, write_errata
from ..render.redirects import write_moved
from ..review.stamps import build_day, review_state
from ..search import teach_search
from ..theme.kept import write_kept
from ..theme.scripts import write_scripts
from ..theme.styles import write_styles
from .inspect import project_of
from .languages import taught
from .one_page import ALONE
from .prepared import prepared
from .shared import OURS, shared
from .theme import theme_values
from .vocabulary import Vocabulary, page_source

_projects: dict[tuple[Any, ...], Project] = {}


def define_env(env: Any) -> None:
    """Register the macros on `env`. With MkDocs every fault of every page is reported at once."""
    if isinstance(env.conf, dict):  # Zensical: a dict for each page
        kept = _kept(_project(env))
        if kept.profile.walls:
            _hold(kept)
        Vocabulary(env, kept, lambda _page: at_once)
        return
    from .events import BuildEvents, in_preview
    from .gate import check_sources

    alone = bool((env.conf["extra"] or {}).get(ALONE))
    project = prepared(taught(_project(env), env.conf, alone or in_preview(env.conf)))
    events = BuildEvents(env, project)
    env.handbook = events
    # Material writes it into an attribute as it stands.
    env.conf["site_description"] = escape(env.conf["site_description"] or "")
    extra = env.conf.setdefault("extra", {})  # for the theme
    own = not project.profile.walls  # a project keeps values of its own
    ours = {**theme_values(project), "release": _edition(project)}
    extra.update((name, value) for name, value in ours.items() if not (own and name in extra))
    # A copy on a disk, and a preview that changes under the reader, can't be kept.
    extra["offline_copy"] = any(
        name.endswith("offline") and plugin.config.get("enabled")
        for name, plugin in env.conf["plugins"].items()
    )
    if extra["offline_copy"] and env.conf["site_url"]:
        extra["errata_address"] = f"{env.conf['site_url'].rstrip('/')}/errata.json"
        extra["errata_known"] = " ".join(map(str, project.data.errata))
    events.keeps = extra["keeps"] = (
        project.profile.keep and not extra["offline_copy"] and not events.preview
    )
    if project.setting("theme").lower() == "true":
        _add_theme(env.conf["theme"])
    env.conf["plugins"]["macros/handbook"] = events
    events.left_alone = check_sources(project, env)
    if not extra.pop(ALONE, False):
        events.exports = Staged(project, Path(env.conf["site_dir"]))


def _hold(project: Project) -> None:
    """Stop before a page is run whose source holds a program, or brings one to readers.

    This engine asks nothing of us once a page was run.
    """
    from ..checks import all_diagnostics
    from .gate import refused

    known = {name for name, rule in rules().items() if rule.never}
    found = per_project(all_diagnostics)(project)
    if wrong := [one for one in found if one.severity == "error" and one.rule in known]:
        raise refused(wrong)


def _publish(events: Any, site: Path) -> None:
    """What only the copy on the web needs: an offline copy has files where the web has folders."""
    from mkdocs.exceptions import PluginError

    pages = [file.page for file in events.policies.files.documentation_pages()]
    try:
        publish(events.project, pages, site, str(events.env.conf["site_name"]))
    except ValueError as error:
        raise PluginError(f"docs/data/handbook.yml: publish: {error}") from None


def _let_keep(events: Any, site: Path) -> None:
    """What lets readers keep the site on a phone, made of all that was built before."""
    conf = events.env.conf
    about = unescape(conf["site_description"])
    edition = {**_edition(events.project), "withdrawn": withdrawn(events.project)}
    words = events.project.words.of_scripts()
    write_kept(site, conf["site_name"], about, edition, conf["theme"]["favicon"], words)


def _edition(project: Project) -> dict[str, str]:
    return {"version": project.version, "day": build_day().isoformat()}


def _value(conf: Any, name: str, default: Any = None) -> Any:
    return conf.get(name, default) if hasattr(conf, "get") else getattr(conf, name, default)


def _project(env: Any) -> Project:
    conf = env.conf
    config_file = _value(conf, "config_file_path")
    try:
        return project_of(conf, Path(config_file).parent if config_file else Path(env.project_dir))
    except ValueError as error:
        from mkdocs.exceptions import PluginError

        raise PluginError(str(error)) from None


def _add_theme(theme: Any) -> None:
    """Put our page theme between a project's own `custom_dir` and Material: needs no path."""
    ours = str(OURS)
    if ours not in theme.dirs:
        theme.dirs.insert(1 if theme.get("custom_dir") else 0, ours)


def _kept(project: Project) -> Project:
    """The project of the page before, where no source has changed since: nothing is read twice."""
    files = [project.root / project.setting("file"), *project.docs.rglob("*")]
    newest = max((path.stat().st_mtime_ns for path in files if path.is_file()), default=0)
    settings = str(sorted(project.settings.items()))
    key = (str(project.root), str(project.docs), settings, project.directory_urls, newest)
    if key not in _projects:
        _projects.clear()
    return _projects.setdefault(key, project)


def on_pre_page_macros(env: Any) -> None:
    """Tell the theme, as `page.meta.review_state`, whether a page's review still holds."""
    events = getattr(env, "handbook", None)
    if events is None:
        return
    source = page_source(env.page)
    page = events.project.by_source.get(source)
    # Without front matter nobody can have reviewed it, and Material's menu, drawn on every page,
    # asks more of each page that has any.
    if page is not None and env.page.meta:
        env.page.meta["review_state"] = review_state(page, events.project)
    if source in events.left_alone:
        env.page.meta["render_macros"] = False  # taken out again once the page is rendered


def on_post_page_macros(env: Any) -> None:
    """After a page is run: stop the build where its template failed, with its place."""
    events = getattr(env, "handbook", None)
    if events is not None:
        if page_source(env.page) in events.left_alone:
            env.page.meta.pop("render_macros", None)
        events.check_template(env.page)


def on_post_build(env: Any) -> None:
    """After MkDocs has written the pages: exports, and the gate for warnings.

    Raises PluginError for warnings of a strict build, and for settings that can't be published by.
    """
    events = getattr(env, "handbook", None)
    if events is None:
        return
    from mkdocs.exceptions import PluginError

    from .gate import warned

    site = Path(env.conf["site_dir"])
    if events.exports is not None:
        events.exports.place()
    write_moved(events.project, site)
    write_errata(events.project, site)
    teach_search(events.project, site)
    write_styles(site)
    write_scripts(site, shared(events.policies, events.project) or "{}")
    if env.conf["use_directory_urls"] and not events.preview:
        _publish(events, site)
    if events.keeps:
        _let_keep(events, site)
    if (count := warned()) and env.conf.get("strict"):
        plural = "s" if count != 1 else ""
        raise PluginError(f"{count} warning{plural} above: the site is not published with warnings")
