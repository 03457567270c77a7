"""Runs the checks of a project, each once, and keeps what the project's settings ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..model import Diagnostic, Edit
from ..project import Project, per_project
from . import bib, pages, site, suppressions
from .rule import Check, Rule
from .selection import selection

# What hides other faults comes first, on the page of rules too; the rest in the order of the names.
FIRST = (
    "pages.syntax",
    "pages.citations",
    "pages.citation_placement",
    "pages.foreign_citations",
    "bib.fields",
)
# Where the checks are that stop a build: it loads no others, whose patterns take long to compile.
BUILD = (
    "pages.syntax",
    "pages.citations",
    "pages.data_words",
    "pages.markup",
    "pages.page_dates",
    "pages.reference_lists",
    "pages.review",
    "pages.templates",
    "bib.verified",
    "site.published_files",
)


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, in the order in which a person fixes things."""
    names = [
        f"{package.__name__}.{module.name}"
        for package in (pages, bib, site)
        for module in iter_modules(package.__path__)
    ]
    first = [f"{__package__}.{name}" for name in FIRST]
    ordered = [*first, *(name for name in names if name not in first)]
    return (*_checks_of(ordered), suppressions.suppressions)


@cache
def _build_checks() -> tuple[Check, ...]:
    found = _checks_of(f"{__package__}.{name}" for name in BUILD)
    return tuple(one for one in found if one.build)


def _checks_of(modules: Iterable[str]) -> Iterator[Check]:
    for name in modules:
        for item in vars(import_module(name)).values():
            if isinstance(item, Check) and item.module == name:
                yield item


@cache
def _rules() -> dict[str, Rule]:
    return {rule.name: rule for one in all_checks() for rule in one.rules}


def rules() -> dict[str, Rule]:
    """All rules by name, in the order of their checks."""
    return dict(_rules())


def all_diagnostics(project: Project) -> list[Diagnostic]:
    """Every diagnostic of every rule that is on, sorted by place; none hides another."""
    known, chosen = _rules(), selection(project)
    found = _once(chosen.applied(_run(project, all_checks()), known))
    allowed = suppressions.collect(project)
    active, silenced = suppressions.divide(found, allowed, known)
    spoken = [
        one
        for one in allowed
        if one.rule not in known or chosen.severity(known[one.rule], one.source.path)
    ]
    unused = suppressions.unused(spoken, silenced, known)
    return _sorted(project, [*active, *chosen.applied(unused, known)])


def _once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics without the wall's word on a file of which a finer rule says what is wrong.

    A build, which asks the wall alone, keeps it.
    """
    found = list(found)
    finer = ("svg-broken", "svg-script", "svg-external", "asset-kind")
    paths = {one.path for one in found if one.rule in finer and one.severity == "error"}
    named = ("third-party", "link-local-file", "link-scheme", "html-unknown", "placeholder")
    loads = {(one.path, one.line) for one in found if one.rule in named and one.severity == "error"}
    return [
        one
        for one in found
        if not (one.rule == "file-program" and one.path in paths)
        and not (one.rule == "html-script" and (one.path, one.line) in loads)
    ]


@per_project
def build_diagnostics(project: Project) -> list[Diagnostic]:
    """What would make a page wrong, found before a page is built."""
    checks = _build_checks()
    # Of what is set aside, these rules alone can matter here.
    known = {rule.name: rule for one in checks for rule in one.rules}
    chosen = selection(project)
    found = [
        one
        for one in chosen.applied(_run(project, checks), known)
        if chosen.walls or not known[one.rule].lasting
    ]
    return _sorted(project, suppressions.divide(found, suppressions.collect(project), known)[0])


def _run(project: Project, checks: Iterable[Check]) -> list[Diagnostic]:
    chosen = selection(project)
    found: dict[tuple[str, int, int, str, str], Diagnostic] = {}
    for one in checks:
        if project.language and one.module.startswith(bib.__name__):
            continue  # the original has the same sources
        if not any(chosen.may_speak(rule) for rule in one.rules):
            continue
        for diagnostic in _found(one, project):
            place = (diagnostic.path, diagnostic.line, diagnostic.column)
            found.setdefault((*place, diagnostic.rule, diagnostic.message), diagnostic)
    return list(found.values())


def _found(one: Check, project: Project) -> Iterator[Diagnostic]:
    if one.scope == "project":
        yield from one.run(project)
        return
    for page in project.pages:
        yield from one.run(page, project)


def _sorted(project: Project, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by place, each in its own file: several files of sources are read as one text."""
    if len(project.bib_files) > 1:
        joined = project.bibliography_text.path
        diagnostics = [
            _in_its_file(project, one) if one.path == joined else one for one in diagnostics
        ]
    return sorted(diagnostics, key=lambda one: (one.path, one.line, one.column, one.rule))


def _in_its_file(project: Project, one: Diagnostic) -> Diagnostic:
    text, line = project.source_place(one.line)
    before = project.bibliography_text.offset(one.line - line + 1)
    edit = one.edit
    if edit:
        edit = Edit(edit.start - before, edit.end - before, edit.text)
    return replace(one, path=text.path, line=line, edit=edit)
