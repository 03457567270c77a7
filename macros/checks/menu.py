"""Is every page reached, and does everything that names a page name one that exists? The menu, the glossary, moved pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from pathspec.gitignore import GitIgnoreSpec

from ..model import Problem
from ..project import Project
from .grounds import Config, Ground, read_config, read_ground
from .markdown import read_text
from .rules import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule("page-orphan", "A page that is not in the menu and that no page links to is never found.", "docs/patients/new.md, named nowhere", "add it below nav: in mkdocs.yml, or say orphan: true in the lines at its top"),
    Rule("page-unlisted", "A page outside the menu is found only by those who happen on the one link to it.", "docs/patients/new.md, linked but not in the menu", "add it below nav: in mkdocs.yml, or say orphan: true in the lines at its top", "warning"),
    Rule("nav-missing", "The menu names a page that does not exist.", "- patients/scan.md", "- patients/scans.md", fixable=True),
    Rule("nav-twice", "A page that stands in the menu twice gets a wrong way back and forth.", "- patients/scans.md (twice)", "keep one of the two", "warning"),
    Rule("page-moved", "People have saved the old address: it must lead to the new page, and only to one.", "moved_from: [patients/scans.md] while that page still exists", "moved_from: [patients/old-scans.md]"),
    Rule("data-page", "A word of the glossary leads to a page that does not exist.", "page: patients/scan.md", "page: patients/scans.md", fixable=True),
)
SPECIAL = {"404.md"}


def check(project: Project) -> Iterator[Problem]:
    """Pages, menu and data against each other."""
    config = read_config(project)
    ground = read_ground(project, config)
    yield from _menu(ground, config)
    yield from _orphans(project, ground, config)
    yield from _moved(project, ground)
    yield from _data(project, ground)


def _menu(ground: Ground, config: Config) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for entry in config.nav or ():
        if re.match(r"[A-Za-z][\w+.-]*:|//|/|#", entry.target) or not entry.target:
            continue
        if entry.target in first:
            yield Problem("mkdocs.yml", entry.line, entry.column, "nav-twice", f'"{entry.target}" stands in the menu on line {first[entry.target]} already', "keep one of the two", "warning")
        first.setdefault(entry.target, entry.line)
        if entry.target in ground.files or entry.target.endswith("/") and any(file.startswith(entry.target) for file in ground.files):
            continue
        near = ground.folded.get(entry.target.lower())
        near = [near] if near else ground.near(entry.target)
        # A page that the menu names already is not the one that is missing.
        near = [file for file in near if not any(other.target == file for other in config.nav or ())] or near[:1]
        yield Problem("mkdocs.yml", entry.line, entry.column, "nav-missing", f'the menu names "{entry.target}", which does not exist', f"did you mean {near[0]}?" if near else "write the page, or take the line out", "error", (entry.line, entry.column, entry.end, near[0]) if near else None)


def _orphans(project: Project, ground: Ground, config: Config) -> Iterator[Problem]:
    if config.nav is None:
        return
    listed = {entry.target for entry in config.nav}
    aside = GitIgnoreSpec.from_lines(str(config.values.get("not_in_nav") or "").splitlines() + str(config.values.get("draft_docs") or "").splitlines())
    # A menu entry with a wrong name is told there, not also as a page left out.
    lost = {near for entry in config.nav if entry.target not in ground.files for near in [ground.folded.get(entry.target.lower()), *ground.near(entry.target)[:1]] if near}
    linked = _linked(project, ground)
    for name, page in ground.pages.items():
        if name in listed or name in lost or name in SPECIAL or page.meta.get("orphan") is True or any(problem.rule == "page-unreadable" for problem in page.problems) or aside.match_file(name) or any(target.endswith("/") and name.startswith(target) for target in listed):
            continue
        hidden = page.meta.get("hide")
        if "navigation" in (hidden if isinstance(hidden, list) else [hidden]):
            continue
        fix = "add it below nav: in mkdocs.yml, or write orphan: true in the lines at its top if it stands outside on purpose"
        if name in linked:
            yield Problem(page.path, 1, 1, "page-unlisted", "the page is not in the menu", fix, "warning")
        else:
            yield Problem(page.path, 1, 1, "page-orphan", "nobody can reach this page: it is not in the menu, and no page links to it", fix)


def _linked(project: Project, ground: Ground) -> set[str]:
    found = set()
    for name, page in ground.pages.items():
        for link in [*read_text(page).links, *read_text(page).definitions]:
            path = unquote(link.target.partition("#")[0])
            if path.endswith(".md"):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                if target != name:
                    found.add(target)
    return found | {str(item.get("page")) for item in project.data.glossary.values()}


def _moved(project: Project, ground: Ground) -> Iterator[Problem]:
    claimed: dict[str, str] = {}
    for name, page in ground.pages.items():
        olds = page.meta.get("moved_from")
        line = page.meta_lines.get("moved_from", 1)
        for old in [olds] if isinstance(olds, str) else olds if isinstance(olds, list) else []:
            old = str(old)
            if old in ground.pages:
                yield Problem(page.path, line, 1, "page-moved", f'"{old}" is said to have moved here, but still exists', "delete the old page, or this line")
            elif not old.endswith(".md") or old.startswith(("/", "../")):
                yield Problem(page.path, line, 1, "page-moved", f'"{old}" is no file name of a page', "write it as it was below docs, as in patients/old-name.md")
            elif old in claimed:
                yield Problem(page.path, line, 1, "page-moved", f'"{old}" is said to have moved to {claimed[old]} as well', "keep it on the page that answers the same question")
            claimed.setdefault(old, page.path)


def _data(project: Project, ground: Ground) -> Iterator[Problem]:
    for item in project.data.glossary.values():
        page = str(item.get("page") or "")
        if page and page not in ground.pages:
            near = ground.near(page)
            line, column = _field(project, item, page)
            yield Problem(item.path, line, column, "data-page", f'"{item.get("term")}" leads to {page}, which does not exist', f"did you mean {near[0]}?" if near else "name a page below docs", "error", (line, column, column + len(page), near[0]) if near and column > 1 else None)


def _field(project: Project, item, value: str) -> tuple[int, int]:
    rows = (project.root / item.path).read_text(encoding="utf-8-sig").splitlines()
    for number in range(item.line - 1, min(len(rows), item.line + 30)):
        match = re.match(rf"(\s*(?:- )?page:\s*[\"']?){re.escape(value)}", rows[number])
        if match:
            return number + 1, match.end(1) + 1
    return item.line, 1
