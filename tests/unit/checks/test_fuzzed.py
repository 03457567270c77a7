"""Inputs that once ended in a traceback, found by mutating pages and data: each is told in words, or harmless."""

import pytest

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.support.tiny import EVERY_SET, make


@pytest.mark.parametrize(
    ("page", "data", "rule"),
    [
        ("See http://[::1 and www.[a.example.", {}, ""),
        (
            "Text.",
            {"disputes.yml": "- {id: a, question: b, answers: [often], reading: c}\n"},
            "data-syntax",
        ),
        (
            "Text.",
            {"glossary.yml": "- {id: a, term: b, definition: [c], aliases: d}\n"},
            "data-syntax",
        ),
        ("Text.", {"charts.yml": "- {id: a, title: b, unit: c, rows: {d: e}}\n"}, "data-syntax"),
        (
            "!!! go\n    Fever.\n",
            {
                "handbook.yml": EVERY_SET + "boxes:\n  go: {title: Go, level: 1}\n",
                "signs.yml": "- {id: s, who: everyone, level: Go, words: fever}\n",
            },
            "",
        ),
    ],
)
def test_no_traceback(tmp_path, page, data, rule):
    made = make(tmp_path, {"index.md": f"# A\n\n{page}\n"}, data={"handbook.yml": EVERY_SET} | data)
    found = {one.rule for one in all_diagnostics(load_project(made))}
    assert not rule or rule in found
