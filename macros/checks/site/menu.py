"""Is every page reached, and does everything that names a page name one that exists? The menu, the glossary, moved pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from pathspec.gitignore import GitIgnoreSpec

from ...model import Diagnostic
from ...project import Project
from ..link_targets import Config, Ground, published, read_config, read_ground
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "page-orphan",
        "A page that is not in the menu and that no page links to is never found.",
        "docs/patients/new.md, named nowhere",
        "add it below nav: in mkdocs.yml, or say orphan: true in the lines at its top",
    ),
    Rule(
        "page-unlisted",
        "A page outside the menu is found only by those who happen on the one link to it.",
        "docs/patients/new.md, linked but not in the menu",
        "add it below nav: in mkdocs.yml, or say orphan: true in the lines at its top",
        "warning",
    ),
    Rule(
        "nav-missing",
        "The menu names a page that does not exist.",
        "- patients/scan.md",
        "- patients/scans.md",
        fixable=True,
    ),
    Rule(
        "nav-twice",
        "A page that stands in the menu twice gets a wrong way back and forth.",
        "- patients/scans.md (twice)",
        "keep one of the two",
        "warning",
    ),
    Rule(
        "page-name",
        "Only a file whose name ends in .md becomes a page; another is published as it is, and nobody can read it.",
        "docs/patients/fever.md.txt",
        "docs/patients/fever.md",
    ),
    Rule(
        "page-moved",
        "People have saved the old address: it must lead to the new page, and only to one.",
        "moved_from: [patients/scans.md] while that page still exists",
        "moved_from: [patients/old-scans.md]",
        fixable=True,
    ),
    Rule(
        "page-unrecorded",
        "Only a page whose address is on record is missed when it moves.",
        "a new page that docs/data/addresses.yml does not name",
        "- patients/new.md",
        "note",
        True,
    ),
    Rule(
        "data-page",
        "A word of the glossary leads to a page that does not exist.",
        "page: patients/scan.md",
        "page: patients/scans.md",
        fixable=True,
    ),
)
SPECIAL = {"404.md"}
RECORD = "addresses.yml"
MEANT_AS_PAGE = re.compile(
    r"\.(?:md\.txt|md\.docx?|MD|Md|mD|markdown|mdx|mdown|mkd|md~|md\.bak|docx?|odt|rtf|pages)$"
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Pages, menu and data against each other."""
    config = read_config(project)
    ground = read_ground(project, config)
    yield from _names(project, ground)
    yield from _menu(ground, config)
    yield from _orphans(project, ground, config)
    yield from _moved(project, ground, config)
    yield from _data(project, ground)


def _names(project: Project, ground: Ground) -> Iterator[Diagnostic]:
    """Files that were meant as pages."""
    for name in sorted(ground.files):
        if match := MEANT_AS_PAGE.search(name):
            good = name[: match.start()] + ".md"
            fix = (
                f"rename it {good}"
                if match.group().lower().startswith((".md", ".markdown", ".mk"))
                else "put its text into a page that ends in .md, and delete the file"
            )
            yield Diagnostic(
                f"{project.prefix}/{name}",
                1,
                1,
                "page-name",
                f'"{posixpath.basename(name)}" is not shown as a page: the name of a page ends in .md',
                fix,
            )


def _menu(ground: Ground, config: Config) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for entry in config.nav or ():
        if re.match(r"[A-Za-z][\w+.-]*:|//|/|#", entry.target) or not entry.target:
            continue
        if entry.target in first:
            yield Diagnostic(
                "mkdocs.yml",
                entry.line,
                entry.column,
                "nav-twice",
                f'"{entry.target}" stands in the menu on line {first[entry.target]} already',
                "keep one of the two",
                "warning",
            )
        first.setdefault(entry.target, entry.line)
        if (
            entry.target in ground.files
            or entry.target.endswith("/")
            and any(file.startswith(entry.target) for file in ground.files)
        ):
            continue
        near = ground.folded.get(entry.target.lower())
        near = [near] if near else ground.near(entry.target)
        # A page that the menu names already is not the one that is missing.
        near = [
            file for file in near if not any(other.target == file for other in config.nav or ())
        ]
        yield Diagnostic(
            "mkdocs.yml",
            entry.line,
            entry.column,
            "nav-missing",
            f'the menu names "{entry.target}", which does not exist',
            f"did you mean {near[0]}?" if near else "write the page, or take the line out",
            "error",
            (entry.line, entry.column, entry.end, near[0]) if near else None,
        )


def _orphans(project: Project, ground: Ground, config: Config) -> Iterator[Diagnostic]:
    if config.nav is None:
        return
    listed = {entry.target for entry in config.nav}
    aside = GitIgnoreSpec.from_lines(
        str(config.values.get("not_in_nav") or "").splitlines()
        + str(config.values.get("draft_docs") or "").splitlines()
    )
    # A menu entry with a wrong name is told there, not also as a page left out.
    lost = {
        near
        for entry in config.nav
        if entry.target not in ground.files
        for near in [ground.folded.get(entry.target.lower()), *ground.near(entry.target)[:1]]
        if near
    }
    linked = _linked(project, ground)
    for name, page in ground.pages.items():
        if (
            name in listed
            or name in lost
            or name in SPECIAL
            or page.meta.get("orphan") is True
            or any(
                diagnostic.rule in ("page-unreadable", "page-encoding")
                for diagnostic in page.diagnostics
            )
            or aside.match_file(name)
            or any(target.endswith("/") and name.startswith(target) for target in listed)
        ):
            continue
        hidden = page.meta.get("hide")
        if "navigation" in (hidden if isinstance(hidden, list) else [hidden]):
            continue
        fix = "add it below nav: in mkdocs.yml, or write orphan: true in the lines at its top if it stands outside on purpose"
        if name in linked:
            yield Diagnostic(
                page.path, 1, 1, "page-unlisted", "the page is not in the menu", fix, "warning"
            )
        else:
            yield Diagnostic(
                page.path,
                1,
                1,
                "page-orphan",
                "nobody can reach this page: it is not in the menu, and no page links to it",
                fix,
            )


def _linked(project: Project, ground: Ground) -> set[str]:
    found = set()
    for name, page in ground.pages.items():
        for link in [*page.document.links, *page.document.definitions]:
            path = unquote(link.target.partition("#")[0])
            if path.endswith(".md"):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                if target != name:
                    found.add(target)
    return found | {str(item.get("page")) for item in project.data.glossary.values()}


def _moved(project: Project, ground: Ground, config: Config) -> Iterator[Diagnostic]:
    claimed: dict[str, str] = {}
    for name, page in ground.pages.items():
        olds = page.meta.get("moved_from")
        line = page.meta_lines.get("moved_from", 1)
        for old in [olds] if isinstance(olds, str) else olds if isinstance(olds, list) else []:
            old = str(old)
            if old in ground.pages:
                yield Diagnostic(
                    page.path,
                    line,
                    1,
                    "page-moved",
                    f'"{old}" is said to have moved here, but still exists',
                    "delete the old page, or this line",
                )
            elif not old.endswith(".md") or old.startswith(("/", "../")):
                yield Diagnostic(
                    page.path,
                    line,
                    1,
                    "page-moved",
                    f'"{old}" is no file name of a page',
                    "write it as it was below docs, as in patients/old-name.md",
                )
            elif old in claimed:
                yield Diagnostic(
                    page.path,
                    line,
                    1,
                    "page-moved",
                    f'"{old}" is said to have moved to {claimed[old]} as well',
                    "keep it on the page that answers the same question",
                )
            claimed.setdefault(old, page.path)
    yield from _published(project, ground, config, set(claimed))


def _published(
    project: Project, ground: Ground, config: Config, claimed: set[str]
) -> Iterator[Diagnostic]:
    """Pages that were published once, from data/addresses.yml, and are neither there nor said to have moved."""
    path = project.docs / project.setting("data") / RECORD
    record = published(project)
    if not record:
        return
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    named = {entry.target for entry in config.nav or ()}
    gone = [name for name in record if name not in ground.pages and name not in claimed]
    fresh = sorted(name for name in ground.pages if name not in record)
    for name in gone:
        if name in named:
            continue  # the menu still names it, and is told of
        if len(gone) == len(fresh) == 1:
            page = ground.pages[fresh[0]]
            line = page.meta_lines.get("reviewed_by") or page.meta_lines.get("title", 1)
            yield Diagnostic(
                page.path,
                1,
                1,
                "page-moved",
                f'the page "{name}" was published and is gone, and this page is new: whoever saved the old address finds nothing',
                f"if this is where it went, write moved_from: [{name}] in the lines at the top",
                "error",
                (line, 1, 1, f"moved_from: [{name}]\n") if line > 1 else None,
            )
        else:
            yield Diagnostic(
                project.shown(path),
                record[name],
                1,
                "page-moved",
                f'the page "{name}" was published and is gone: whoever saved its address finds nothing',
                f"write moved_from: [{name}] at the top of the page that answers it now",
            )
    if fresh and not gone:
        end = len(rows)
        yield Diagnostic(
            project.shown(path),
            end,
            1,
            "page-unrecorded",
            f"{len(fresh)} page{'s' if len(fresh) > 1 else ''} not recorded yet: {', '.join(fresh[:3])}{' …' if len(fresh) > 3 else ''}",
            "add a line for each, so that its address never dies",
            "note",
            (end, len(rows[-1]) + 1, len(rows[-1]) + 1, "".join(f"\n- {name}" for name in fresh)),
        )


def _data(project: Project, ground: Ground) -> Iterator[Diagnostic]:
    record = published(project)
    for item in project.data.glossary.values():
        page = str(item.get("page") or "")
        if page and page not in ground.pages:
            near = ground.near(page)
            sure = bool(near) and not {page, near[0]} <= record.keys()
            line, column = _field(project, item, page)
            yield Diagnostic(
                item.path,
                line,
                column,
                "data-page",
                f'"{item.get("term")}" leads to {page}, which does not exist',
                f"did you mean {near[0]}?" if near else "name a page below docs",
                "error",
                (line, column, column + len(page), near[0]) if sure and column > 1 else None,
            )


def _field(project: Project, item, value: str) -> tuple[int, int]:
    rows = (project.root / item.path).read_text(encoding="utf-8-sig").splitlines()
    for number in range(item.line - 1, min(len(rows), item.line + 30)):
        match = re.match(rf"(\s*(?:- )?page:\s*[\"']?){re.escape(value)}", rows[number])
        if match:
            return number + 1, match.end(1) + 1
    return item.line, 1
