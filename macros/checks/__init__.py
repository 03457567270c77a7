"""The checks: sources in, problems out. A check never prints, and knows nothing of the engine.

Each room is a module with `RULES` (name → Rule) and `check(project)`; adding a room to ROOMS adds its checks and its page of rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from ..model import Problem
from ..project import Project
from . import allowing
from .rules import Rule

__all__ = ["ROOMS", "all_problems", "build_problems", "rules"]

# In the order in which a person mends: what hides other faults comes first.
ROOMS = (
    "reading",
    "citations",
    "marks",
    "references",
    "identifiers",
    "creators",
    "titles",
    "verified",
    "frontmatter",
    "links",
    "brackets",
    "menu",
    "thirdparty",
    "content",
    "pasted",
    "amounts",
    "notation",
    "temperatures",
    "accessibility",
    "assets",
    "review",
    "site",
    "allowing",
)
# What would make a built page wrong. The rest belongs to `check`.
BUILD_ROOMS = ("reading", "citations")


def rules() -> dict[str, Rule]:
    """All rules by name, in the order of their rooms."""
    return {rule.name: rule for room in ROOMS for rule in import_module(f".{room}", __name__).RULES}


def all_problems(project: Project) -> list[Problem]:
    """Every problem of every source, sorted by place; none hides another."""
    stand, silenced = allowing.kept(project, _run(project, ROOMS))
    return _sorted([*stand, *allowing.unused(project, silenced)])


def build_problems(project: Project) -> list[Problem]:
    """The problems that would make a page wrong, told before a page is built."""
    from .frontmatter import unreal

    return _sorted(
        [
            *allowing.kept(project, _run(project, BUILD_ROOMS))[0],
            *unreal(project),
            *(
                problem
                for problem in _run(project, ["verified"])
                if problem.rule == "verified-unreadable"
            ),
        ]
    )


def _run(project: Project, rooms: Iterable[str]) -> list[Problem]:
    found: dict[tuple, Problem] = {}
    for room in rooms:
        for problem in import_module(f".{room}", __name__).check(project):
            found.setdefault(
                (problem.path, problem.line, problem.column, problem.rule, problem.message), problem
            )
    return _sorted(found.values())


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(
        problems, key=lambda problem: (problem.path, problem.line, problem.column, problem.rule)
    )
