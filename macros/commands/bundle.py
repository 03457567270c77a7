"""Build the site and the offline copy; the last good ones stay until the new ones are whole."""

import argparse
import datetime as dt
import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..books.epub import zip_info
from ..checks import build_diagnostics
from ..checks.site.built_site import site_diagnostics, weight_diagnostics
from ..engine.languages import published_languages
from ..engine.prepared import prepare
from ..history import git
from ..project import Project
from ..source_text import os_words
from . import counted, report

# On file:// these can't work, and the source maps only weigh.
NOT_OFFLINE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "objects.inv")
# The plug-in of Material for MkDocs that lets pages be opened from a disk.
NO_PLUGIN = (
    "mkdocs.yml lacks the plug-in offline, which an offline copy needs. With the theme material, "
    "write before macros:\n  - offline:\n      enabled: !ENV [OFFLINE, false]"
)
UNCHANGED = "What was built before is still there, unchanged."
LEFT = re.compile(r"\.(?:build|references)-(?:(\d+)-)?\w+\Z")


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when both copies are in place; 1 when anything failed, and then nothing has changed."""
    root = project.root.resolve()
    name = options.name or project.copy_name
    site, dist = root / options.site, root / options.dist
    try:
        _clear(root, site)
        projects = [project, *published_languages(project)]
        found = [one for each in projects for one in build_diagnostics(each)]
        if errors := [one for one in found if one.severity == "error"]:
            what = f"\n{counted(len(errors), 'problem')} to mend first. {UNCHANGED}"
            return report(*errors, what)
        with workplace(root) as work:
            return _build(projects, work, site, dist, name)
    except OSError as error:
        return report(os_words(error), UNCHANGED)


@contextmanager
def workplace(root: Path) -> Iterator[Path]:
    """A folder to build in, as of the commit's date: two builds are the same bytes.

    It is beside the result, so that two builds at once don't meet and the last step is a rename
    (reproducible-builds.org).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or git(root, "log", "-1", "--format=%ct") or ""
    mark = f".build-{os.getpid()}-"
    with (
        environment({"SOURCE_DATE_EPOCH": epoch.strip() or "315532800"}),
        tempfile.TemporaryDirectory(prefix=mark, dir=root, ignore_cleanup_errors=True) as work,
    ):
        yield Path(work)


def _clear(root: Path, site: Path) -> None:
    """Take away what killed builds left, and put back the last site that one had moved."""
    for path in root.iterdir():
        match = LEFT.match(path.name)
        if match and path.is_dir() and not _running(match[1], path):
            shutil.rmtree(path, ignore_errors=True)
    old = site.with_name(f"{site.name}.old")
    if old.is_dir() and not site.exists():
        old.replace(site)
    shutil.rmtree(old, ignore_errors=True)


def _running(process: str | None, path: Path) -> bool:
    """Whether the build of a folder may still be at work; where unknown, for an hour."""
    if process is None or os.name != "posix":
        return time.time() - path.stat().st_mtime < 3600
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


@dataclass
class _Copy:
    """One of the two copies: its folder, and what its process said."""

    name: str
    folder: Path
    child: int = 0
    code: int = 1

    @property
    def log(self) -> Path:
        """Where its process writes what a person should read."""
        return self.folder.with_suffix(".log")


def _build(projects: list[Project], work: Path, site: Path, dist: Path, name: str) -> int:
    project = projects[0]
    print("Building the online and the offline copy …", flush=True)
    archive = work / f"{name}.zip"
    copies = [_Copy("online", work / "online"), _Copy("offline", work / "offline")]
    with environment({"NO_MKDOCS_2_WARNING": "1"}):
        prepare(*projects)  # read once, for both
        for copy in copies:
            _start(projects, copy, archive)
        for copy in copies:
            _wait(copy)
    for copy in copies:
        logged = copy.log.read_text(encoding="utf-8") if copy.log.is_file() else ""
        if logged:
            print(logged, end="", file=sys.stderr)
        if copy.code:
            plain = any(plugin.endswith("offline") for plugin in project.facts.plugins)
            more = () if plain else (NO_PLUGIN,)
            return report(f"\nThe {copy.name} copy could not be built. {UNCHANGED}", *more)
    dist.mkdir(parents=True, exist_ok=True)
    _swap(copies[0].folder, site)
    for older in dist.glob(f"{project.zip_name}*.zip"):
        older.unlink()
    archive.replace(dist / archive.name)
    _report(project, site, dist / archive.name)
    return 0


def _report(project: Project, site: Path, archive: Path) -> None:
    pages = sum(1 for _ in site.rglob("*.html"))
    root = project.root.resolve()
    shown = [
        path.relative_to(root) if path.is_relative_to(root) else path for path in (site, archive)
    ]
    size = archive.stat().st_size / 1e6
    sources, citations = len(project.bibliography.references), len(project.citations)
    print(f"\n{pages} pages, {sources} sources, {citations} citations.")
    print(
        f"Open {shown[0]}/index.html through a web server (make serve), or unzip {shown[1]} "
        f"({size:.1f} MB) anywhere and open its index.html."
    )


def _start(projects: list[Project], copy: _Copy, archive: Path) -> None:
    """Begin a copy in a process of its own, which knows what this one has read."""
    if not hasattr(os, "fork"):
        copy.code = _make(projects, copy, archive)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    copy.child = os.fork()
    if copy.child:
        return
    code = 1
    try:
        code = _make(projects, copy, archive)
    finally:
        os._exit(code)  # nothing of the parent's may run on here


def _wait(copy: _Copy) -> None:
    if copy.child:
        copy.code = os.waitstatus_to_exitcode(os.waitpid(copy.child, 0)[1])


def _make(projects: list[Project], copy: _Copy, archive: Path) -> int:
    """Build, check and pack one copy with all languages; what went wrong goes into its log."""
    offline = copy.name == "offline"
    try:
        with copy.log.open("w", encoding="utf-8") as log:
            for project in projects:
                if not _engine(project, copy.folder / project.language, offline, log):
                    return 1
            return _finish(projects, copy, archive, log)
    except Exception as error:  # noqa: BLE001 (a process of its own must say whatever stopped it)
        words = f"{type(error).__name__}: {error}"
        return report(os_words(error) if isinstance(error, OSError) else words)


def _engine(project: Project, folder: Path, offline: bool, log: TextIO) -> bool:
    """What `mkdocs build --strict` does; whether it went well."""
    from io import StringIO

    from mkdocs.__main__ import cli

    output = StringIO()
    switches = ["build", "--strict", "--site-dir", str(folder)]
    config = str(project.root.resolve() / project.facts.config_file)
    code: object = 0
    with (
        environment({"OFFLINE": str(offline).lower()}),
        redirect_stdout(output),
        redirect_stderr(output),
    ):
        try:
            cli.main([*switches, "--config-file", config], standalone_mode=True)
        except SystemExit as end:
            code = end.code
    rows = [
        row for row in output.getvalue().split("\n") if row.strip() and not row.startswith("INFO")
    ]
    if code:
        print(*rows, sep="\n", file=log)
        if isinstance(code, str) and code not in output.getvalue():
            print(code, file=log)
    return not code


def _finish(projects: list[Project], copy: _Copy, archive: Path, log: TextIO) -> int:
    project = projects[0]
    walls = project.profile.walls
    folders = [copy.folder / each.language for each in projects]
    for folder in folders[1:]:  # a server knows one page for wrong addresses
        (folder / "404.html").unlink(missing_ok=True)
    if copy.name == "offline":
        (copy.folder / "VERSION.txt").write_text(_version(project), encoding="utf-8")
        for pattern in (*NOT_OFFLINE, "**/*.map"):
            for path in [path for folder in folders for path in folder.glob(pattern)]:
                path.unlink(missing_ok=True)
        found = site_diagnostics(copy.folder, "", offline=True, walls=walls)
    else:
        (copy.folder / ".nojekyll").touch()
        found = site_diagnostics(copy.folder, project.site_url, walls=walls)
        found += weight_diagnostics(copy.folder)
    for one in found:  # the folder is a passing one
        print(str(one).removeprefix(f"{copy.folder.parent}{os.sep}"), file=log)
    if any(one.severity == "error" for one in found):
        print("\nThe built pages have faults.", file=log)
        return 1
    if copy.name == "offline":
        _zip(copy.folder, archive, archive.stem)
    return 0


def _version(project: Project) -> str:
    """What the offline copy says of itself, for people and for `release --check`."""
    day = dt.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), dt.UTC).date()
    lines = (f"version {project.version or 'none'}", f"made on {day}", project.site_url)
    return "\n".join(line for line in lines if line) + "\n"


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """Environment variables for as long as something is built."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _zip(folder: Path, archive: Path, top: str) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{top}/{path.relative_to(folder).as_posix()}"
                out.writestr(zip_info(name), path.read_bytes())


def _swap(new: Path, place: Path) -> None:
    old = place.with_name(f"{place.name}.old")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.replace(old)
    shutil.move(new, place)
    shutil.rmtree(old, ignore_errors=True)
