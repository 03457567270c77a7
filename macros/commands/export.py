"""Write the references (BibTeX, RIS, CSL-JSON) into a site of an engine without build hooks."""

import argparse
from pathlib import Path

from ..exporting.files import write_exports
from ..project import Project
from . import report


def run(project: Project, options: argparse.Namespace) -> int:
    """MkDocs and ProperDocs need no such step: they call the macros when a build ends."""
    folder = Path(options.site)
    if not folder.is_dir():
        return report(f"{folder}: there is no such folder; build the site first", code=2)
    write_exports(project, folder)
    return 0
