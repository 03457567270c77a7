"""Check all sources: citations, references, links, front matter, numbers, accessibility."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..checks import all_diagnostics, rules
from ..checks.fixes import fix_files
from ..model import Diagnostic
from ..project import Project
from ..review.records import move_records

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("paths", nargs="*", help="tell only of these files or folders")
    parser.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how problems are told"
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="carry out every mend that needs no judgement, then tell what is left",
    )
    parser.add_argument("--rules", action="store_true", help="list all rules")
    parser.add_argument("--explain", metavar="RULE", help="explain one rule")


def run(project: Project, options: argparse.Namespace) -> int:
    """0 without errors (warnings allowed), 1 with errors, 2 for a rule that does not exist."""
    known = rules()
    if options.rules:
        for rule in known.values():
            print(f"{rule.name:24} {rule.severity:8} {rule.why}")
        return 0
    if options.explain:
        rule = known.get(options.explain)
        if rule is None:
            print(
                f'there is no rule "{options.explain}"; python -m macros check --rules lists them',
                file=sys.stderr,
            )
            return 2
        print(
            f"{rule.name} ({rule.severity})\n\n{rule.why}\n\nFor example:\n\n    {rule.bad}\n\nFixed:\n\n    {rule.good}"
        )
        return 0
    missing = [path for path in options.paths if not _exists(project, path)]
    if missing:
        print(f"there is no file or folder {', '.join(missing)}", file=sys.stderr)
        return 2
    wanted = [_shown(project, path) for path in options.paths]
    diagnostics = [
        diagnostic for diagnostic in all_diagnostics(project) if _wanted(diagnostic, wanted)
    ]
    if options.fix:
        project, diagnostics = _fix(project, diagnostics, wanted)
    {"text": _text, "github": _github, "json": _json}[options.format](diagnostics)
    return 1 if any(diagnostic.severity == "error" for diagnostic in diagnostics) else 0


def _fix(
    project: Project, diagnostics: list[Diagnostic], wanted: list[PurePosixPath]
) -> tuple[Project, list[Diagnostic]]:
    """Mend, look again, and so on: one mend can lay bare what another fault hid. Ends when nothing mechanical is left."""
    total = 0
    for _ in range(9):
        done = fix_files(
            diagnostics,
            lambda path: (project.root / path).read_bytes(),
            lambda path, data: (project.root / path).write_bytes(data),
        )
        done += move_records(project)
        if not done:
            break
        total += done
        project = replace(project)
        diagnostics = [
            diagnostic for diagnostic in all_diagnostics(project) if _wanted(diagnostic, wanted)
        ]
    print(f"{total} mended", file=sys.stderr)
    return project, diagnostics


def _exists(project: Project, path: str) -> bool:
    return (project.root / path).exists() or Path(path).exists()


def _shown(project: Project, path: str) -> PurePosixPath:
    below = project.root / path
    return PurePosixPath(project.shown(below if below.exists() else Path(path)))


def _wanted(diagnostic: Diagnostic, wanted: list[PurePosixPath]) -> bool:
    path = PurePosixPath(diagnostic.path)
    return not wanted or any(path == one or one in path.parents for one in wanted)


def _text(diagnostics: list[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        print(
            diagnostic
            if diagnostic.severity == "error"
            else f"{diagnostic} [{diagnostic.severity}]"
        )
    counts = [
        (sum(diagnostic.severity == name for diagnostic in diagnostics), name)
        for name in ("error", "warning", "note")
    ]
    print(
        ", ".join(f"{count} {name}{'s' if count != 1 else ''}" for count, name in counts),
        file=sys.stderr,
    )


def _github(diagnostics: list[Diagnostic]) -> None:
    """Workflow commands (GitHub Docs, "Workflow commands for GitHub Actions"), escaped as its toolkit does."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    levels = {"error": "error", "warning": "warning", "note": "notice"}
    for diagnostic in diagnostics:
        mend = f"; {diagnostic.fix}" if diagnostic.fix else ""
        print(
            f"::{levels[diagnostic.severity]} file={value(diagnostic.path)},line={diagnostic.line},col={diagnostic.column},title={value(diagnostic.rule)}::{data(diagnostic.message + mend)}"
        )


def _json(diagnostics: list[Diagnostic]) -> None:
    names = ("path", "line", "column", "rule", "severity", "message", "fix")
    print(
        json.dumps(
            [{name: getattr(diagnostic, name) for name in names} for diagnostic in diagnostics],
            ensure_ascii=False,
            indent=2,
        )
    )
