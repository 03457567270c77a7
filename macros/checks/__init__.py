"""The checks: sources in, problems out. A check never prints, and knows nothing of the engine.

Each room is a module with `RULES` (name → Rule) and `check(project)`; adding a room to ROOMS adds its checks and its page of rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from ..model import Diagnostic
from ..project import Project
from . import suppressions
from .rule import Rule

__all__ = ["ROOMS", "all_diagnostics", "build_diagnostics", "rules"]

# In the order in which a person mends: what hides other faults comes first.
ROOMS = (
    "pages.syntax",
    "pages.citations",
    "pages.citation_placement",
    "bib.fields",
    "bib.identifiers",
    "bib.creators",
    "bib.titles",
    "bib.verified",
    "pages.front_matter",
    "pages.links",
    "pages.reference_links",
    "site.menu",
    "site.third_party",
    "pages.boxes",
    "pages.pasted",
    "pages.amounts",
    "pages.units",
    "pages.temperatures",
    "pages.accessibility",
    "pages.assets",
    "pages.review",
    "site.built_site",
    "suppressions",
)
# What would make a built page wrong. The rest belongs to `check`.
BUILD_ROOMS = ("pages.syntax", "pages.citations")


def rules() -> dict[str, Rule]:
    """All rules by name, in the order of their rooms."""
    return {rule.name: rule for room in ROOMS for rule in import_module(f".{room}", __name__).RULES}


def all_diagnostics(project: Project) -> list[Diagnostic]:
    """Every problem of every source, sorted by place; none hides another."""
    stand, silenced = suppressions.kept(project, _run(project, ROOMS))
    return _sorted([*stand, *suppressions.unused(project, silenced)])


def build_diagnostics(project: Project) -> list[Diagnostic]:
    """The problems that would make a page wrong, told before a page is built."""
    from .pages.front_matter import unreal

    return _sorted(
        [
            *suppressions.kept(project, _run(project, BUILD_ROOMS))[0],
            *unreal(project),
            *(
                diagnostic
                for diagnostic in _run(project, ["bib.verified"])
                if diagnostic.rule == "verified-unreadable"
            ),
        ]
    )


def _run(project: Project, rooms: Iterable[str]) -> list[Diagnostic]:
    found: dict[tuple, Diagnostic] = {}
    for room in rooms:
        for diagnostic in import_module(f".{room}", __name__).check(project):
            found.setdefault(
                (
                    diagnostic.path,
                    diagnostic.line,
                    diagnostic.column,
                    diagnostic.rule,
                    diagnostic.message,
                ),
                diagnostic,
            )
    return _sorted(found.values())


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(
        diagnostics,
        key=lambda diagnostic: (
            diagnostic.path,
            diagnostic.line,
            diagnostic.column,
            diagnostic.rule,
        ),
    )
