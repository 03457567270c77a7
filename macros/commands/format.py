"""Bring references.bib into its one form, without a change of what is read from it."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections import Counter
from pathlib import Path

from ..bib.formatter import Formatted, formatted
from ..project import Project


def run(project: Project, options: argparse.Namespace) -> int:
    """Rewrites the file only when every entry of it was read: nothing can get lost."""
    name = project.bibliography.path
    errors = [one for one in project.bibliography.diagnostics if one.rule != "bib-text-outside"]
    if errors:
        for error in errors:
            print(error, file=sys.stderr)
        print(f"{name} is left as it is: correct these first", file=sys.stderr)
        return 1
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
    if not write_text(project.root / project.setting("file"), result.text):
        return 2
    print(f"{name} rewritten: {len(project.bibliography.entries)} entries")
    return 0


def _notes(name: str, result: Formatted) -> None:
    """What is taken out or could be, by field and count, and what was left as it stood."""
    if result.dropped:
        print(f"taken out of {name}: {_counted(result.dropped)}", file=sys.stderr)
    if result.droppable:
        print(
            f"kept in {name}: {_counted(result.droppable)}; --drop takes them out", file=sys.stderr
        )
    if result.untouched:
        keys = ", ".join(result.untouched[:5]) + (" …" if result.untouched[5:] else "")
        print(f"left as they stand, since their references would change: {keys}", file=sys.stderr)


def _counted(fields: Counter[str]) -> str:
    return ", ".join(f"{field} ({count})" for field, count in sorted(fields.items()))


def _agreed(dropped: Counter[str]) -> bool:
    return input(f"Take out {_counted(dropped)}? [y/N] ").strip().lower() in ("y", "yes")


def write_text(path: Path, text: str) -> bool:
    """Write a file with the line ends and byte-order mark it has; says so if it can't."""
    try:
        old = path.read_bytes() if path.exists() else b""
        mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
        ends = "\r\n" if b"\r\n" in old else "\n"
        new = path.with_name(path.name + ".new")
        new.write_bytes(mark + text.replace("\n", ends).encode("utf-8"))
        new.replace(path)
    except OSError as error:
        print(f"{path.name} can't be written ({error.strerror})", file=sys.stderr)
        return False
    return True
