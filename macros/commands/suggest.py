"""Turn a form about a mistake into a correction: words, source and citation, with a report."""

import argparse
import json
from pathlib import Path

from ..checks import all_diagnostics
from ..model import Diagnostic
from ..project import Project
from ..suggestion.applied import apply
from ..suggestion.form import Refusal, Suggestion, read_issue
from ..suggestion.report import answer, pull_request, refusal
from . import bring


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when the files are changed, 1 when a person has to do it; either is written down.

    The folder then holds result.json (`state` is changed or told, and fixed words only), answer.md
    for the issue and, where something changed, pull-request.md.
    """
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    suggestion: Suggestion | None = None
    try:
        suggestion = read_issue(Path(options.issue))
        done = apply(project, suggestion, _errors, bring.given(options))
    except Refusal as error:
        (out / "answer.md").write_text(refusal(suggestion, str(error)), encoding="utf-8")
        _result(out, "told", suggestion)
        print(f"left to a person: {error}")
        return 1
    (out / "answer.md").write_text(answer(done), encoding="utf-8")
    text = pull_request(done, project.style)
    (out / "pull-request.md").write_text(text, encoding="utf-8")
    _result(out, "changed", suggestion)
    print(f"changed: {', '.join(done.files)}; the report is in {out}")
    return 0


def _result(out: Path, state: str, suggestion: Suggestion | None) -> None:
    number = suggestion.number if suggestion else 0
    urgent = bool(suggestion and suggestion.urgent)
    found = {"state": state, "number": number, "urgent": urgent}
    (out / "result.json").write_text(json.dumps(found) + "\n", encoding="utf-8")


def _errors(project: Project) -> list[Diagnostic]:
    return [one for one in all_diagnostics(project) if one.severity != "note"]
