"""Make a version: CITATION.cff and CHANGELOG.md name it; or see whether all that name it agree."""

import argparse
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from ..checks import all_diagnostics
from ..content.release import citation_version, newest, notes, with_release
from ..project import Project
from ..review.stamps import build_day
from ..version import VERSION as GENERATOR
from .check import fix_project

# Semantic Versioning 2.0.0, without build metadata.
VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?")


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when the files are written or agree, 1 when they differ.

    Raises ValueError for what is no version, or none that comes next.
    """
    if options.check:
        return _check(project, options)
    if not VERSION.fullmatch(options.version):
        raise ValueError(f'"{options.version}" is no version; write three numbers, as in 1.2.0')
    latest, cited = newest(project.root), citation_version(project.root)
    order = _order(options.version)
    if latest and order <= _order(latest.version):
        raise ValueError(f"{options.version} does not come after {latest.version}")
    if cited and order < _order(cited.version):
        raise ValueError(f"{options.version} does not come after {cited.version} of CITATION.cff")
    day = build_day().isoformat()
    for name, text in with_release(project.root, options.version, day).items():
        (project.root / name).write_text(text, encoding="utf-8")
    if (own := _own_version(project)) is not None:
        own.write_text(
            re.sub(r'"[^"\n]*"$', f'"{options.version}"', own.read_text("utf-8")), "utf-8"
        )
    if _recorded(project):
        print("Pages and sections that are new stand in the record of addresses now.")
    print(f"CITATION.cff and CHANGELOG.md name {options.version}, {day}. Next:")
    print("  1. Send it as a pull request, and take it in.")
    print(f"  2. git tag v{options.version} && git push origin v{options.version}")
    return 0


def _own_version(project: Project) -> Path | None:
    """The file of the generator's version, in its own repository: both are released together."""
    home = (project.root / "setup.py").is_file()
    file = project.root / "macros" / "version.py"
    return file if home and file.is_file() else None


def _recorded(project: Project) -> int:
    """Put every page and section on record; how many lines of it changed."""
    total = 0
    for rule in ("page-unrecorded", "section-unrecorded"):  # a page's line comes before its own
        found = [one for one in all_diagnostics(replace(project)) if one.rule == rule]
        total += fix_project(project, found)
    return total


def _order(version: str) -> tuple[tuple[int, ...], bool]:
    numbers = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    return tuple(map(int, numbers.groups())) if numbers else (), "-" not in version


def _check(project: Project, options: argparse.Namespace) -> int:
    version = options.check.removeprefix("v")
    cited, logged = citation_version(project.root), newest(project.root)
    named = {
        "CITATION.cff": cited.version if cited else "none",
        "CHANGELOG.md": logged.version if logged else "none",
        "the offline copy": _copy_version(project, Path(options.dist)),
    }
    if _own_version(project) is not None:
        named["the generator"] = GENERATOR
    wrong = [f"{where} names {found}" for where, found in named.items() if found != version]
    if cited and logged and cited.date != logged.date:
        wrong.append(f"CITATION.cff is of {cited.date}, CHANGELOG.md of {logged.date}")
    for words in wrong:
        print(f"{options.check}: {words}", file=sys.stderr)
    if options.notes and not wrong:
        Path(options.notes).write_text(f"{notes(project.root, version)}\n", encoding="utf-8")
    return 1 if wrong else 0


def _copy_version(project: Project, dist: Path) -> str:
    """The version that the offline copy says inside, where its name carries the same one."""
    try:
        (archive,) = dist.glob(f"{project.zip_name}*.zip")
        with zipfile.ZipFile(archive) as copy:
            inside = copy.read(f"{archive.stem}/VERSION.txt").decode().split("\n")[0].split()[-1]
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, IndexError):
        return "none"
    return (
        inside if archive.stem == f"{project.zip_name}-{inside}" else f"{inside} ({archive.name})"
    )
