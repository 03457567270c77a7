"""Can everything be read? What the readers of sources, pages, data and settings have met."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...content.data import FILES
from ...model import Diagnostic, Span
from ...profile import FILE as PROFILE
from ...project import SETTINGS, Project
from ...styles import STYLES
from ...suggest import nearest
from ..rule import check
from ..selection import selection

# What the settings of the engine must say so that a fault stops a page, by where they stand.
GATES = {"on_error_fail": (True, "true"), "on_undefined": ("strict", "strict")}
READ = ("search.yml",)  # of a project without a profile, too
ENTRY = re.compile(r"\s*@\w+\s*[{(]\s*(?P<key>[^,\s{}]+)")
# The macros without a data item of their own that show a whole kind.
WHOLE = {"disputes": ("disputes",), "glossary": ("glossary",), "health": ("disputes", "open")}


@check("project", build=True)
def settings(project: Project) -> Iterator[Diagnostic]:
    """The settings of the project.

    setting-style
        The style decides how references look.
        Bad: style: apa
        Good: style: ama

    setting-unknown
        A setting that nothing reads does nothing.
        Bad: stile: ama
        Good: style: ama

    setting-plugin
        Without the macros plug-in a citation is shown to readers as it is written.
        Bad: plugins: [search] with {{ cite("a2020") }} on a page
        Good:
            plugins:
              - search
              - macros:
                  module_name: macros

    setting-gate (error, house-style)
        With this setting a fault no longer stops a page from being published.
        Bad: strict: false
        Good: strict: true
    """
    yield from project.profile_diagnostics
    yield from _settings(project)
    yield from selection(project).diagnostics
    yield from _gates(project)
    if not project.facts.templates.on:
        yield from _no_plugin(project)


@check("project", rule_set="citations", build=True)
def sources(project: Project) -> Iterator[Diagnostic]:
    """The file of sources.

    bib-absent (error, never)
        Without the file of sources no citation can be shown.
        Bad: references.bib was renamed or deleted
        Good: restore it from the last good version

    bib-unreadable (error, never)
        Without the file of sources no citation can be shown.
        Bad: references.bib is a folder
        Good: make it a text file again

    bib-empty (error, never)
        Without sources no citation can be shown.
        Bad: references.bib has no text
        Good: restore it from the last good version

    bib-encoding (error, never)
        A file in another encoding shows wrong letters in names and titles.
        Bad: Müller saved as Windows-1252
        Good: save the file as UTF-8

    bib-syntax (error, fixable, never)
        An entry that can't be read is lost, and every citation of it with it.
        Bad: @article{smith2020, title = {A}, year 2020}
        Good: @article{smith2020, title = {A}, year = {2020}}

    bib-brace (error, fixable, never)
        A missing brace swallows what follows.
        Bad: title = {Care in {CF},
        Good: title = {Care in {CF}},

    bib-quote (error, fixable, never)
        A missing quote swallows what follows.
        Bad: title = "Care,
        Good: title = "Care",

    bib-comma (error, fixable, never)
        Without the comma the next field is lost.
        Bad:
            title = {Care}
            year = {2020}
        Good:
            title = {Care},
            year = {2020}

    bib-string (error, never)
        An abbreviation that nothing defines leaves its field empty.
        Bad: month = foo
        Good: month = {March}

    bib-no-at (error, fixable, never)
        An entry without its @ is a comment: it vanishes in silence.
        Bad: article{smith2020,
        Good: @article{smith2020,

    bib-text-outside (warning, never)
        Text outside entries is left out in silence.
        Bad: see also Smith 2020
        Good: % see also Smith 2020

    bib-conflict (error, never)
        Two versions of the file stand between Git's own marks, and both are read.
        Bad: <<<<<<< HEAD
        Good: keep one of the two versions, and delete the lines of marks

    bib-field-twice (error, never)
        Of two fields with one name only one can count.
        Bad: year = {2020}, year = {2021}
        Good: year = {2021}

    bib-duplicate-key (error, never)
        Of two entries with one key only one can be cited: readers may get the wrong paper.
        Bad: @article{smith2020, …} twice
        Good: @article{smith2020a, …} and @article{smith2020b, …}
    """
    wanted = bool(project.citing) or any(
        project.page_with(name) for name in ("bibliography", "references")
    )
    for one in project.bibliography.diagnostics:
        if one.rule in ("bib-absent", "bib-empty") and not wanted:
            continue  # nothing is cited yet
        yield _affected(project, one) if one.rule == "bib-duplicate-key" else one


@check("project", build=True)
def pages(project: Project) -> Iterator[Diagnostic]:
    """Pages, their front matter and their calls.

    page-unreadable (error, never)
        A page that can't be read is missing from the site.
        Bad: a page without read permission
        Good: make the file readable

    page-encoding (error, never)
        A page in another encoding shows wrong letters.
        Bad: a page saved as Windows-1252
        Good: save the page as UTF-8

    meta-syntax (error, never)
        Without readable front matter a page has no title, no date and no status.
        Bad: title: Care: a guide
        Good: title: "Care: a guide"

    meta-twice (error, never, lasting)
        Of two fields with one name only one can count.
        Bad:
            title: A
            title: B
        Good: title: B

    macro-syntax (error, fixable, never)
        A call that can't be read shows its braces to readers instead of a reference.
        Bad: {{ cite("smith2020" }}
        Good: {{ cite("smith2020") }}

    macro-argument (error, fixable, never)
        Arguments are plain text, so that a page can be read without being run.
        Bad: {{ cite(smith2020) }}
        Good: {{ cite("smith2020") }}
    """
    for page in project.pages:
        alone = page.diagnostics and project.leaves_alone(page)
        for one in page.diagnostics:
            if not (alone and one.rule.startswith("macro-")):
                yield one


@check("project", build=True)
def data(project: Project) -> Iterator[Diagnostic]:
    """The data files that a project asks for: with a profile all of them, else those it calls.

    data-syntax (error, never)
        A data file that can't be read empties every page that shows it.
        Bad:
            - id: a
               text: b
        Good:
            - id: a
              text: b

    data-missing (error, never)
        An item without this field can't be shown.
        Bad: - id: visit-days
        Good:
            - id: visit-days
              text: up to 7 days
              cite: [smith2020]

    data-field (error, fixable)
        A misspelt field is a field that nothing reads, and what it says is shown nowhere.
        Bad: aliasses: [open days]
        Good: aliases: [open days]

    data-twice (error, never)
        Of two items with one id only one can be shown.
        Bad: two items with id: visit-days
        Good: give one of them another id
    """
    folder = project.data_folder
    handbook = (folder / PROFILE).is_file()
    asked = set(FILES) if handbook else _asked(project)
    paths = {f"{project.shown(folder)}/{FILES[kind]}" for kind in asked}
    yield from (one for one in project.data.diagnostics if one.path in paths)
    for path in sorted(folder.glob("*.yml")):
        known = path.name in FILES.values() and path.is_file()
        if known or not (handbook or path.name in READ):
            continue
        yield from project.yaml_of(path)[2]


def _asked(project: Project) -> set[str]:
    """The kinds of data that some page shows."""
    names = {call.name for page in project.pages for call in page.calls}
    found = {kind for name in names for kind in WHOLE.get(name, ())}
    macros = (project.macros.get(name) for name in names)
    return found | {macro.data for macro in macros if macro and macro.data}


def _settings(project: Project) -> Iterator[Diagnostic]:
    """What is wrong with `extra: citations:`."""

    def wrong(name: str, rule: str, what: str, fix: str) -> Diagnostic:
        at = project.config_tree.key("extra", "citations", name) or Span(0, 0)
        return project.config_text.diagnostic(at, rule, what, fix)

    style = project.setting("style")
    if style not in STYLES:
        what, fix = f'there is no citation style "{style}"', f"write one of: {', '.join(STYLES)}"
        yield wrong("style", "setting-style", what, fix)
    if why := project.macros_fault:
        fix = "name modules that hold MACROS, a list of Macro(...)"
        what = f'extra: citations: macros: "macros" can\'t be used: {why}'
        yield wrong("macros", "setting-unknown", what, fix)
    for name in project.settings:
        if name not in SETTINGS:
            near = nearest(str(name), SETTINGS)
            fix = f"did you mean {near}?" if near else f"the settings are: {', '.join(SETTINGS)}"
            what = f'extra: citations: has no setting "{name}"'
            yield wrong(name, "setting-unknown", what, fix)


def _gates(project: Project) -> Iterator[Diagnostic]:
    """Settings that would let a fault pass: strict, and the two of the macros."""
    tree = project.config_tree
    found: list[tuple[tuple[str | int, ...], Any, str]] = []
    settings: dict[str, Any] = tree.value if isinstance(tree.value, dict) else {}
    if settings.get("strict", True) is not True:
        found.append((("strict",), settings["strict"], "true"))
    plugins = settings.get("plugins")
    for number, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        options = plugin.get("macros") if isinstance(plugin, dict) else None
        options = options if isinstance(options, dict) else {}
        for name, (good, written) in GATES.items():
            if options.get(name, good) != good:
                found.append((("plugins", number, "macros", name), options[name], written))
    for steps, value, written in found:
        text = str(value).lower() if isinstance(value, bool) else value
        what = f"{steps[-1]}: {text} lets pages with faults be published"
        at = tree.key(*steps) or tree.key("plugins")
        if at:
            fix = f"write {steps[-1]}: {written}"
            yield project.config_text.diagnostic(at, "setting-gate", what, fix)


def _no_plugin(project: Project) -> Iterator[Diagnostic]:
    """A project whose pages cite, and whose settings do not load the plug-in for it."""
    for page in project.pages:
        if any(call.name == "cite" and call.place != "code" for call in page.calls):
            what = f"pages cite ({page.path}), but the plug-in that carries it out is not loaded"
            fix = "add it below plugins: - macros: with module_name: macros"
            at = project.config_tree.key("plugins") or Span(0, 0)
            yield project.config_text.diagnostic(at, "setting-plugin", what, fix)
            return


def _affected(project: Project, diagnostic: Diagnostic) -> Diagnostic:
    """A key that stands twice, with the places that cite it: each may mean the one or the other."""
    lines = project.bibliography_text.lines
    entry = ENTRY.match(lines[min(diagnostic.line, len(lines)) - 1])
    key = entry["key"].lower() if entry else ""
    cited = (one for one in project.citations if one.key.lower() == key)
    where = dict.fromkeys(f"{one.path}:{one.line}" for one in cited)
    fix = f"{diagnostic.fix}; it is cited in {', '.join(where)}"
    return replace(diagnostic, fix=fix) if where else diagnostic
