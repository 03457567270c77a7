"""Bring references.bib into its one canonical form."""

from __future__ import annotations

import argparse
import sys

from ..bib.formatter import canonical
from ..project import Project

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `format`."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; exit 1 where the file is not in canonical form",
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Rewrites the file only when every entry of it was read: nothing can get lost."""
    bibliography = project.bibliography
    errors = [diagnostic for diagnostic in bibliography.diagnostics]
    if errors:
        for diagnostic in errors:
            print(diagnostic, file=sys.stderr)
        print(f"{bibliography.path} is left as it is: mend these first", file=sys.stderr)
        return 1
    path = project.root / project.setting("file")
    before = path.read_text(encoding="utf-8")
    after = canonical(bibliography.entries)
    if before == after:
        return 0
    if options.check:
        print(
            f"{bibliography.path}:1:1: bib-form: the file is not in its canonical form; run make format"
        )
        return 1
    path.write_text(after, encoding="utf-8")
    print(f"{bibliography.path} rewritten: {len(bibliography.entries)} entries")
    return 0
