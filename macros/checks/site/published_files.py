"""The files that are published as they are: none from outside the project, and no program."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ...content.svg import SvgError, inlined
from ...model import Diagnostic
from ...project import Project
from ...tables import table, words
from ..rule import check

# What a browser shows, plays or saves, and never runs.
PLAIN = words(table(__file__)["plain"])
LEGAL = frozenset(["LICENSE", "LICENCE", "COPYING", "NOTICE", "CNAME"])


@check("project", build=True)
def links_out(project: Project) -> Iterator[Diagnostic]:
    """Links of the file system that lead out of the project.

    file-outside (error, never, wall)
        What such a link leads to on another's computer is published, be it a letter or a key.
        Bad: docs/assets/notes.pdf -> ../../../home/me/notes.pdf
        Good: a copy of the file in docs/assets
    """
    root, docs = project.root.resolve(), project.docs.resolve()
    if not project.profile.walls:  # a site in a folder of a repository, which is public as a whole
        root = next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
    for path in _linked(project):
        try:
            target = path.resolve()
            inside = target.is_relative_to(root) and not docs.is_relative_to(target)
            # Hidden files of a project are its keys, its history and its caches.
            inside = inside and not any(
                part.startswith(".") for part in target.relative_to(root).parts
            )
        except (OSError, RuntimeError):  # a link that leads to itself
            inside = False
        if not inside:
            yield Diagnostic(
                project.shown(path.parent) + f"/{path.name}",
                1,
                1,
                "file-outside",
                "this is a link to something outside the project, or hidden in it, which would be "
                "published",
                "put a copy of it here",
            )


def _linked(project: Project) -> Iterator[Path]:
    for path in (project.root / project.setting("file"), project.docs):
        if path.is_symlink():
            yield path
    for folder, folders, files in os.walk(project.docs):
        for name in (*folders, *files):
            path = Path(folder) / name
            if path.is_symlink():
                yield path


@check("project", build=True)
def programs(project: Project) -> Iterator[Diagnostic]:
    """Programs among the files of docs.

    file-program (error, never, wall)
        A script, a style or a whole page among the texts changes what readers get, and takes the
        place of the theme's own file of that name.
        Bad: docs/assets/js/page.js
        Good: macros/theme, or a name in extra_javascript or extra_css of mkdocs.yml
    """
    if not project.profile.walls:
        return
    custom = project.facts.theme_folder
    settings = set(re.findall(r"[^\s\"',\[\]]+", project.config_text.text))
    for name in sorted(project.files):
        path, what, line = project.docs / name, "", 1
        if path.suffix.lower() == ".svg":
            line, what = _drawn(path)
        if custom is not None and (custom / name).exists():
            what = "this file takes the place of the theme's own file"
        elif not (path.suffix.lower() in PLAIN or path.name in LEGAL or name in settings or what):
            what = "this file could be a program for browsers"
        if what:
            fix = "take it out; what belongs to the theme stands in the theme's folder"
            yield Diagnostic(project.shown(path), line, 1, "file-program", what, fix)


def _drawn(path: Path) -> tuple[int, str]:
    """What a drawing holds that runs or loads, with its line; "" where it holds nothing of that."""
    try:
        inlined(path.read_bytes())
    except SvgError as error:
        return error.line, str(error)
    except OSError:
        pass
    return 1, ""
