"""What a new handbook is made of: files that all handbooks share, and files filled in for one.

Shared files are those of the generator's own repository: they stand beside the package in a clone
or in a handbook that was begun with `init`, and in the package's folder `shared` in a wheel
(setup.py puts them there). Only the standard library is used: the packaging asks this module, too.
"""

from pathlib import Path
from string import Template

PACKAGE = Path(__file__).resolve().parents[1]
FILES = Path(__file__).resolve().parent / "files"
# Where a shared file stands in a handbook, and its name in the generator's repository if another.
SHARED: dict[str, tuple[str, ...]] = {
    "Makefile": (),
    ".gitignore": (),
    "pins/site.in": (),
    "pins/site.txt": (),
    "pins/books.in": (),
    "pins/books.txt": (),
    "pins/test.in": ("pins/handbook.in",),
    "pins/test.txt": ("pins/handbook.txt",),
    "pins/tools.in": (),
    "pins/tools.txt": (),
    "docs/assets/javascripts/iframe-worker.js": (),
    "docs/assets/javascripts/iframe-worker.LICENSE.txt": (),
    ".devcontainer/devcontainer.json": (),
    ".github/dependabot.yml": (),
    ".github/workflows/build.yml": (),
    ".github/workflows/check.yml": (),
    ".github/workflows/preview.yml": (),
    ".github/workflows/publish.yml": (),
    ".github/workflows/release.yml": (),
    ".github/workflows/sources.yml": (),
    ".github/workflows/suggest.yml": (),
    "macros/LICENSE": ("LICENSE",),
}


class _Marks(Template):
    """Text with %%{name}: a mark that no file of a handbook uses for anything else."""

    delimiter = "%%"


def filled(values: dict[str, str]) -> dict[str, bytes]:
    """The files that are written for one handbook, by their path. Raises KeyError for a value."""
    found = {}
    for path in sorted(FILES.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            text = _Marks(path.read_text(encoding="utf-8")).substitute(values)
            found[path.relative_to(FILES).as_posix()] = text.encode()
    return found


def shared_files() -> dict[str, bytes]:
    """The files that all handbooks share, by path. Raises FileNotFoundError for a missing one."""
    packaged = PACKAGE / "shared"
    home = packaged if packaged.is_dir() else PACKAGE.parent
    found = {}
    for path, others in SHARED.items():
        places = [home / name for name in (*others, path)]
        source = next((place for place in places if place.is_file()), None)
        if source is None:
            raise FileNotFoundError(
                f"{places[-1]} is missing: begin a handbook from a whole copy of the generator"
            )
        found[path] = source.read_bytes()
    return found


def generator_files() -> dict[str, bytes]:
    """The generator itself, as the folder macros/ of a handbook."""
    return {
        f"macros/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file()
        and path.suffix != ".pyc"
        and path.relative_to(PACKAGE).parts[0] not in ("shared", "LICENSE")
    }
