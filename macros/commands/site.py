"""Check a built site: every link, anchor, image and id, as readers online or offline meet them."""

import argparse
from pathlib import Path

from ..checks.site.built_site import site_diagnostics
from ..project import Project
from . import counted, report


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when nothing is wrong, 1 otherwise. Raises FileNotFoundError without such a folder: 2."""
    folder = Path(options.folder)
    if not folder.is_dir():
        raise FileNotFoundError(
            f"there is no folder {options.folder}: build the site first (make site)"
        )
    diagnostics = site_diagnostics(folder, project.site_url, options.offline, project.profile.walls)
    for diagnostic in diagnostics:
        print(diagnostic)
    pages = sum(1 for _ in folder.rglob("*.html"))
    report(f"{pages} pages, {counted(len(diagnostics), 'fault')}")
    return 1 if diagnostics else 0
