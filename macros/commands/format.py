"""Bring references.bib into its one form, without a change of what is read from it."""

import argparse
import difflib
import sys
from collections import Counter

from ..bib.formatter import Formatted, formatted
from ..project import Project
from ..source_text import write_text
from . import report


def run(project: Project, options: argparse.Namespace) -> int:
    """Rewrites the file only when every entry of it was read: nothing can get lost."""
    name = project.bibliography.path
    errors = [one for one in project.bibliography.diagnostics if one.rule != "bib-text-outside"]
    if errors:
        return report(*errors, f"{name} is left as it is: correct these first")
    before = project.bibliography_text.text
    result = formatted(before, drop=options.drop)
    if options.check:
        if result.text != before:
            print(f"{name}:1:1: bib-form: the file is not in its one form; run make format")
        return int(result.text != before)
    _notes(name, result)
    if options.dry_run:
        lines = difflib.unified_diff(
            before.split("\n"), result.text.split("\n"), name, f"{name} (formatted)", lineterm=""
        )
        print(*lines, sep="\n", end="")
        return 0
    if result.text == before:
        return 0
    if result.dropped and sys.stdin.isatty() and not _agreed(result.dropped):
        print(f"{name} is left as it is")
        return 1
    write_text(project.root / project.setting("file"), result.text)
    print(f"{name} rewritten: {len(project.bibliography.entries)} entries")
    return 0


def _notes(name: str, result: Formatted) -> None:
    """What is taken out or could be, by field and count, and what was left as it stood."""
    if result.dropped:
        report(f"taken out of {name}: {_counted(result.dropped)}")
    if result.droppable:
        report(f"kept in {name}: {_counted(result.droppable)}; --drop takes them out")
    if result.untouched:
        keys = ", ".join(result.untouched[:5]) + (" …" if result.untouched[5:] else "")
        report(f"left as they stand, since their references would change: {keys}")


def _counted(fields: Counter[str]) -> str:
    return ", ".join(f"{field} ({count})" for field, count in sorted(fields.items()))


def _agreed(dropped: Counter[str]) -> bool:
    return input(f"Take out {_counted(dropped)}? [y/N] ").strip().lower() in ("y", "yes")
