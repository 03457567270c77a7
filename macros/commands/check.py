"""Check all sources: citations, references, links, front matter, numbers, accessibility."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from ..checks import all_diagnostics, rules
from ..checks.fixes import fix_files
from ..checks.rule import Rule
from ..checks.summary import summarised
from ..engine.inspect import load_project
from ..engine.languages import language_projects
from ..model import Diagnostic
from ..project import Project
from ..review.records import move_records
from ..suggest import nearest
from . import counted, report
from .changed_lines import read_changes

ROUNDS = 9  # one fix can lay bare what another fault hid


def run(project: Project, options: argparse.Namespace) -> int:
    """0 without errors (warnings allowed), 1 with errors, 2 where nothing could be checked."""
    if options.rules:
        _list_rules(options.format)
        return 0
    if options.explain:
        return _explain(options.explain)
    missing = [path for path in options.paths if not _exists(project, path)]
    if missing:
        return report(f"there is no file or folder {', '.join(missing)}", code=2)
    if not project.pages:
        where = f"no page was read: there is no .md file below {project.prefix}/"
        return report(f"{where}; name the right folder as docs_dir in mkdocs.yml", code=2)
    if project.facts.problem:
        words = f"{project.facts.config_file}: MkDocs itself can't load this project"
        report(f"{words}: {project.facts.problem}")
    wanted = [_shown(project, path) for path in options.paths]
    found = [one for one in everything(project) if _wanted(one, wanted)]
    if options.fix:
        project, found = _fix(project, found, wanted)
    if options.format == "text":
        _text(project, found, every=options.all, whole=bool(wanted))
    else:
        {"github": _github, "json": _json}[options.format](found)
    return 1 if any(one.severity == "error" for one in found) else 0


def everything(project: Project) -> list[Diagnostic]:
    """What is wrong in a project, and in the pages and settings of its further languages."""
    found = all_diagnostics(project)
    for one in language_projects(project):
        theirs = (f"{one.prefix}/", one.facts.config_file)
        found += [each for each in all_diagnostics(one) if each.path.startswith(theirs)]
    return found


def _list_rules(form: str) -> None:
    known = rules().values()
    if form == "json":
        print(json.dumps([asdict(rule) for rule in known], ensure_ascii=False, indent=2))
        return
    for rule in known:
        print(f"{rule.name:24} {rule.severity:8} {rule.rule_set:13} {rule.why}")


def _explain(name: str) -> int:
    rule = rules().get(name)
    if rule is None:
        near = nearest(name, rules())
        fix = f"did you mean {near}?" if near else "check --rules lists them"
        return report(f'there is no rule "{name}"; {fix}', code=2)
    print(f"{rule.name} ({_nature(rule)})\n\n{rule.why}\n")
    for head, example in (("For example:", rule.bad), ("Fixed:", rule.good)):
        print(head + "\n\n    " + example.replace("\n", "\n    ") + "\n")
    return 0


def _nature(rule: Rule) -> str:
    marks = [rule.severity, f"set {rule.rule_set}"]
    marks += ["check --fix fixes it"] if rule.fixable else []
    marks += ["no page may waive it"] if rule.never else []
    return "; ".join(marks)


def _fix(
    project: Project, found: list[Diagnostic], wanted: list[PurePosixPath]
) -> tuple[Project, list[Diagnostic]]:
    """Fix, look again, and so on, until nothing mechanical is left."""
    root, total = project.root, 0
    for _ in range(ROUNDS):
        done = fix_project(project, found) + move_records(project)
        if not done:
            break
        total += done
        project = load_project(root)  # the menu may be another one
        found = [one for one in everything(project) if _wanted(one, wanted)]
    report(f"{total} fixed")
    return project, found


def fix_project(project: Project, found: list[Diagnostic]) -> int:
    """Carry out the edits of diagnostics on a project's files; how many."""
    return fix_files(
        found,
        lambda path: (project.root / path).read_bytes(),
        lambda path, data: (project.root / path).write_bytes(data),
    )


def _exists(project: Project, path: str) -> bool:
    return (project.root / path).exists() or Path(path).exists()


def _shown(project: Project, path: str) -> PurePosixPath:
    below = project.root / path
    return PurePosixPath(project.shown(below if below.exists() else Path(path)))


def _wanted(diagnostic: Diagnostic, wanted: list[PurePosixPath]) -> bool:
    path = PurePosixPath(diagnostic.path)
    return not wanted or any(path == one or one in path.parents for one in wanted)


def _text(project: Project, found: list[Diagnostic], *, every: bool, whole: bool) -> None:
    """What a change brought first; then every error; the rest as one line."""
    changes = None if every or whole else read_changes(project.root)
    notes = [] if every else [one for one in found if one.severity == "note"]
    listed = found if every else [*summarised(found), *notes]
    first: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for one in listed:
        (first if changes and changes.brought(one) else others).append(one)
    shown = {"error"} if changes else {"error", "warning"}
    shown |= {"error", "warning", "note"} if every else set()
    for one in [*first, *(one for one in others if one.severity in shown)]:
        print(one if one.severity == "error" else f"{one} [{one.severity}]")
    rest = [one for one in others if one.severity not in shown]
    if rest:
        where = " where your change is not" if changes else ""
        rules = Counter(one.rule for one in rest).most_common()
        listing = ", ".join(f"{rule} {count}" for rule, count in rules)
        print(f"{_counted(rest)} ({listing}){where}: check --all lists them")
    report(_counted(found, ("error", "warning", "note")))


def _counted(found: Iterable[Diagnostic], always: tuple[str, ...] = ()) -> str:
    counts: Counter[str] = Counter(one.severity for one in found)
    names = [name for name in ("error", "warning", "note") if counts[name] or name in always]
    return ", ".join(counted(counts[name], name) for name in names)


def _github(found: list[Diagnostic]) -> None:
    """Workflow commands (GitHub Docs, "Workflow commands"), escaped as its toolkit does."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    levels = {"error": "error", "warning": "warning", "note": "notice"}
    for one in found:
        place = f"file={value(one.path)},line={one.line},col={one.column},title={value(one.rule)}"
        fix = f"; {one.fix}" if one.fix else ""
        print(f"::{levels[one.severity]} {place}::{data(one.message + fix)}")


def _json(found: list[Diagnostic]) -> None:
    names = ("path", "line", "column", "rule", "severity", "message", "fix")
    rows = [{name: getattr(one, name) for name in names} for one in found]
    print(json.dumps(rows, ensure_ascii=False, indent=2))
