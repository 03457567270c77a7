"""The files that are published as they are: none from outside the project, and none that is a
program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ...model import Diagnostic
from ...project import Project
from ..rule import check

__all__ = ["links_out", "programs"]

# What a browser runs, or reads as a page, when it meets such a file.
RUN = frozenset(
    ".js .mjs .cjs .css .html .htm .xhtml .xht .shtml .xml .xsl .xslt .svgz .mht .mhtml "
    ".swf .wasm .hta .htc .jar".split()
)


@check("project", build=True)
def links_out(project: Project) -> Iterator[Diagnostic]:
    """Links of the file system that lead out of the project.

    file-outside (error, never, wall)
        What such a link leads to on another's computer is published, be it a letter or a key.
        Bad: docs/assets/notes.pdf -> ../../../home/me/notes.pdf
        Good: a copy of the file in docs/assets
    """
    root = project.root.resolve()
    for path in _linked(project):
        try:
            target = path.resolve()
            inside = target.is_relative_to(root)
        except (OSError, RuntimeError):  # a link that leads to itself
            inside = False
        if not inside:
            yield Diagnostic(
                project.shown(path.parent) + f"/{path.name}",
                1,
                1,
                "file-outside",
                "this is a link to something outside the project, which would be published",
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
    custom, settings = project.facts.theme_folder, project.config_text.text
    for path in sorted(project.docs.rglob("*")):
        if not path.is_file() or (path.suffix.lower() not in RUN and custom is None):
            continue
        name = path.relative_to(project.docs).as_posix()
        if any(part.startswith((".", "_")) for part in name.split("/")):
            continue
        own = custom is not None and (custom / name).exists()
        if own or (path.suffix.lower() in RUN and name not in settings):
            what = "takes the place of the theme's own file" if own else "is a program for browsers"
            fix = "take it out; what belongs to the theme stands in the theme's folder"
            yield Diagnostic(project.shown(path), 1, 1, "file-program", f"this file {what}", fix)
