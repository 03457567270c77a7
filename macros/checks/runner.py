"""Runs the checks of a project, each once, and keeps what the project's settings ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..model import Diagnostic
from ..project import Project, per_project
from . import bib, pages, site, suppressions
from .rule import Check, Rule, legacy

__all__ = ["all_checks", "all_diagnostics", "build_diagnostics", "rules"]

# What hides other faults comes first, on the page of rules too; the rest in the order of the names.
FIRST = ("pages.syntax", "pages.citations", "pages.citation_placement", "bib.fields")


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
    found: list[Check] = []
    for name in ordered:
        module = import_module(name)
        made = [item for item in vars(module).values() if isinstance(item, Check)]
        made = [item for item in made if item.module == name]
        found += made or (legacy(module) if hasattr(module, "RULES") else [])
    return (*found, suppressions.suppressions)


@cache
def _rules() -> dict[str, Rule]:
    return {rule.name: rule for one in all_checks() for rule in one.rules}


def rules() -> dict[str, Rule]:
    """All rules by name, in the order of their checks."""
    return dict(_rules())


def all_diagnostics(project: Project) -> list[Diagnostic]:
    """Every diagnostic of every source, sorted by place; none hides another."""
    found = _run(project, all_checks())
    allowed = suppressions.collect(project)
    active, silenced = suppressions.divide(found, allowed, _rules())
    return _sorted([*active, *suppressions.unused(allowed, silenced, _rules())])


@per_project
def build_diagnostics(project: Project) -> list[Diagnostic]:
    """What would make a page wrong, found before a page is built."""
    found = _run(project, [one for one in all_checks() if one.build])
    return _sorted(suppressions.divide(found, suppressions.collect(project), _rules())[0])


def _run(project: Project, checks: Iterable[Check]) -> list[Diagnostic]:
    found: dict[tuple[str, int, int, str, str], Diagnostic] = {}
    for one in checks:
        for diagnostic in _judged(_found(one, project), project.profile.walls):
            place = (diagnostic.path, diagnostic.line, diagnostic.column)
            found.setdefault((*place, diagnostic.rule, diagnostic.message), diagnostic)
    return list(found.values())


def _found(one: Check, project: Project) -> Iterator[Diagnostic]:
    if one.scope == "project":
        yield from one.run(project)
        return
    for page in project.pages:
        yield from one.run(page, project)


def _judged(found: Iterable[Diagnostic], walls: bool) -> Iterator[Diagnostic]:
    """Diagnostics with the severity that their rule declares."""
    known = _rules()
    for diagnostic in found:
        rule = known[diagnostic.rule]
        severity = "note" if rule.wall and not walls else rule.severity
        same = diagnostic.severity == severity
        yield diagnostic if same else replace(diagnostic, severity=severity)


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda one: (one.path, one.line, one.column, one.rule))
