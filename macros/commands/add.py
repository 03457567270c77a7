"""Add sources from other .bib files to references.bib, by rule: whole records of citable authority, and incomplete ones that a page cites."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..bib.formatter import canonical
from ..bib.merge import completed, selected
from ..bib.parser import scan
from ..project import Project

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `add`."""
    parser.add_argument("files", nargs="+", metavar="FILE.bib", help="where the records stand")
    parser.add_argument(
        "--complete",
        metavar="FILE.bib",
        help="records of the same keys whose fields add to or correct these",
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Merges the files into references.bib and rewrites it in canonical form; nothing is written when a file can't be read."""
    path = project.root / project.setting("file")
    failed = False
    entries = list(project.bibliography.entries) if path.is_file() else []
    have = {entry.key for entry in entries}
    later = []
    for name in [*options.files, *([options.complete] if options.complete else [])]:
        try:
            text = Path(name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: can't be read ({error})", file=sys.stderr)
            return 2
        found, diagnostics, _ = scan(text, name)
        for diagnostic in diagnostics:
            print(diagnostic, file=sys.stderr)
            failed = failed or diagnostic.severity == "error"
        if name == options.complete:
            later = found
        else:
            entries += [entry for entry in found if entry.key not in have]
            have |= {entry.key for entry in found}
    if failed:
        print("nothing is added: mend these first", file=sys.stderr)
        return 1
    cited = {citation.key for citation in project.citations}
    cited |= {
        key
        for items in (project.data.facts, project.data.disputes, project.data.charts)
        for item in items.values()
        for key in item.keys
    }
    result = selected(completed(entries, later), cited)
    path.write_text(canonical(result), encoding="utf-8")
    print(f"{path.name}: {len(result)} entries")
    return 0
