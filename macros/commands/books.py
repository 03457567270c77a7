"""Make books of the built site, as PDF and EPUB; the last good ones stay until all are made."""

import argparse
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..books.chapters import Chapters
from ..books.epub import epub
from ..books.pdf import pdf
from ..books.plan import planned
from ..books.volume import Volume
from ..engine.languages import menu, published_languages
from ..project import Project
from ..review.stamps import build_day
from ..source_text import os_words
from . import report
from .bundle import UNCHANGED, workplace

FORMS = {"pdf": pdf, "epub": epub}


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when all books are made and in place; 1 when anything failed, and then nothing changed.

    Raises FileNotFoundError without a built site, and ValueError where books can't be made here.
    """
    root = project.root.resolve()
    site, dist = root / options.site, root / options.dist
    forms = {name: make for name, make in FORMS.items() if options.only in (None, name)}
    try:
        with workplace(root) as work:
            for volume in _volumes(project, site, options.books):
                for ending, make in forms.items():
                    print(f"Making {volume.name}.{ending} …", flush=True)
                    (work / f"{volume.name}.{ending}").write_bytes(make(volume))
            dist.mkdir(parents=True, exist_ok=True)
            made = sorted(work.iterdir())
            for path in made:
                shown = os.path.relpath(dist / path.name, root)
                size = path.stat().st_size / 1e6
                path.replace(dist / path.name)
                print(f"{shown} ({size:.1f} MB)")
        _forget(project, dist, [path.name for path in made])
    except FileNotFoundError:
        raise
    except OSError as error:
        return report(os_words(error), UNCHANGED)
    return 0


def _volumes(project: Project, site: Path, names: list[str]) -> Iterator[Volume]:
    """The books of the profile, or those of these names; then the same in further languages."""
    if not site.is_dir():
        raise FileNotFoundError(f"there is no folder {site}: build the site first (make site)")
    known = {book.id: book for book in project.profile.books}
    for name in names or known:
        if name not in known:
            words = ", ".join(known) or "none"
            raise ValueError(f'the profile names no book "{name}"; it names: {words}')
        pages = planned(project, known[name])
        if not pages:
            raise ValueError(
                f'the book "{name}" of the profile holds no page: name folders or files below '
                "docs that are in the menu"
            )
        yield Volume(known[name], project, Chapters(project, site, pages), build_day())
    for other in published_languages(project):
        for book in other.profile.books:
            pages = planned(other, book, menu(other))
            # A language need not have a page of every book.
            if pages and book.id in (names or known):
                yield Volume(book, other, Chapters(other, site, pages), build_day())


def _forget(project: Project, dist: Path, made: list[str]) -> None:
    """Take the older versions of what was made away."""
    for name in made:
        stem, _, ending = name.rpartition(".")
        stem = stem.removesuffix(f"-{project.version}") if project.version else stem
        older = re.compile(rf"{re.escape(stem)}(?:-\d[\w.+-]*)?\.{ending}")
        for path in dist.iterdir():
            if older.fullmatch(path.name) and path.name not in made:
                path.unlink()
