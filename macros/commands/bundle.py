"""Build the site and the offline copy; the last good ones stay until the new ones are whole."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from ..checks.site.built_site import site_diagnostics
from ..project import Project

__all__ = ["arguments", "run"]

# On file:// these can't work, and the source maps only weigh.
NOT_OFFLINE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "objects.inv")
ZIP = "port-handbook-offline"
# The earliest date that a ZIP file can hold; a fixed one, so that two builds of one commit are the same bytes.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `bundle`."""
    parser.add_argument("--site", default="site", help="where the site for the web goes")
    parser.add_argument("--dist", default="dist", help="where the offline copy goes")
    parser.add_argument("--name", default=ZIP, help="the offline copy's name")


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when both are built, checked and in place; 1 when anything failed, and then nothing has changed."""
    root = project.root.resolve()
    # A folder of its own beside the result: two builds at once don't meet, and the last step is a rename.
    work = Path(tempfile.mkdtemp(prefix=".build-", dir=root))
    try:
        return _build(project, options, root, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _build(project: Project, options: argparse.Namespace, root: Path, work: Path) -> int:
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(root),
        "PYTHONHASHSEED": "0",
        "NO_MKDOCS_2_WARNING": "1",
    }
    for name, offline in (("online", "false"), ("offline", "true")):
        print(f"Building the {name} copy …", flush=True)
        built = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(work / name)],
            cwd=root,
            env={**environment, "OFFLINE": offline},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [
            line
            for line in (built.stdout + built.stderr).split("\n")
            if line.strip() and not line.startswith("INFO")
        ]
        if built.returncode:
            print("\n".join(lines), file=sys.stderr)
            print(
                f"\nThe {name} copy could not be built. What was built before is still there, unchanged.",
                file=sys.stderr,
            )
            return 1
    offline = work / "offline"
    for pattern in (*NOT_OFFLINE, "**/*.map"):
        for path in offline.glob(pattern):
            path.unlink()
    (work / "online" / ".nojekyll").touch()
    diagnostics = site_diagnostics(work / "online", project.site_url) + site_diagnostics(
        offline, "", offline=True
    )
    for diagnostic in diagnostics:
        print(diagnostic, file=sys.stderr)
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        print(
            "\nThe built pages have faults. What was built before is still there, unchanged.",
            file=sys.stderr,
        )
        return 1
    archive = work / f"{options.name}.zip"
    _zip(offline, archive, options.name)
    _swap(work / "online", root / options.site)
    (root / options.dist).mkdir(parents=True, exist_ok=True)
    shutil.move(archive, root / options.dist / archive.name)
    pages = sum(1 for _ in (root / options.site).rglob("*.html"))
    size = (root / options.dist / archive.name).stat().st_size / 1e6
    print(
        f"\n{pages} pages, {len(project.bibliography.references)} sources, {len(project.citations)} citations."
    )
    print(
        f"Open {options.site}/index.html through a web server (make serve), or unzip {options.dist}/{archive.name} ({size:.1f} MB) anywhere and open its index.html."
    )
    return 0


def _commit_time(root: Path) -> str:
    """The date of the commit, so that two builds of it are the same bytes (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    told = (
        subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        if shutil.which("git")
        else ""
    )
    return told or "315532800"


def _zip(folder: Path, archive: Path, top: str) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", ZIP_DATE)
                info.compress_type, info.external_attr, info.create_system = (
                    zipfile.ZIP_DEFLATED,
                    0o644 << 16,
                    3,
                )
                out.writestr(info, path.read_bytes())


def _swap(new: Path, place: Path) -> None:
    old = place.with_name(place.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        os.replace(place, old)
    shutil.move(new, place)
    shutil.rmtree(old, ignore_errors=True)
