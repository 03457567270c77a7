"""The data files: a wrong shape anywhere in an item is told on its line, and never a traceback."""

import pytest

from macros.content.data import FILES, read_data

DISPUTE = "- id: a\n  question: b\n  reading: c\n"
TERM = "- id: a\n  term: b\n  definition: c\n"
CHART = "- id: a\n  title: b\n"


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("facts", "- id: a\n  text: [b]\n  cite: [k]\n", "2:3: data-syntax"),
        ("facts", "- id: a\n  text: b\n  cite: k\n", "3:3: data-syntax"),
        ("facts", "- id: a\n  text: b\n  cite: [{k: 5}]\n", "3:10: data-syntax"),
        ("facts", "- id: a\n  text: b\n", "1:3: data-missing"),
        ("facts", "- id: a\n  txt: b\n  cite: [k]\n", "2:3: data-field"),
        ("facts", "a: b\n", "1:1: data-syntax"),
        ("disputes", f"{DISPUTE}  answers: 5\n", "4:3: data-syntax"),
        ("disputes", f"{DISPUTE}  answers: [yes]\n", "4:13: data-syntax"),
        ("disputes", f"{DISPUTE}  answers: [{{answer: d, cite: 5}}]\n", "4:25: data-syntax"),
        ("disputes", f"{DISPUTE}  answers: [{{answr: d, cite: k}}]\n", "4:14: data-field"),
        ("disputes", f"{DISPUTE}  answers: {{answer: d}}\n", "4:3: data-syntax"),
        ("glossary", f"{TERM}  aliases: 5\n", "4:3: data-syntax"),
        ("glossary", f"{TERM}  alias: [d]\n", "4:3: data-field"),
        ("charts", f"{CHART}  rows: [5]\n", "3:10: data-syntax"),
        ("charts", f"{CHART}  rows: [{{label: c, value: high}}]\n", "3:21: data-syntax"),
        ("signs", "- id: a\n  who: b\n  level: c\n  words: d\n  also: 5\n", "5:3: data-syntax"),
        ("open", "- id: a\n  question: b\n  pages: [{c: d}]\n", "3:11: data-syntax"),
        ("errata", "- id: a\n  page: {b: c}\n  because: d\n", "2:3: data-syntax"),
    ],
)
def test_a_wrong_shape_has_its_line(kind, text, said, tmp_path):
    (tmp_path / FILES[kind]).write_text(text)
    data = read_data(tmp_path, "data")
    found = [str(one).removeprefix(f"data/{FILES[kind]}:") for one in data.diagnostics]
    assert any(one.startswith(said) for one in found), found
    assert len(found) == 1
    for item in getattr(data, kind).values():  # what is kept can be shown
        assert isinstance(item.keys, tuple)
    assert data.term("b") is None or kind == "glossary"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("facts", "- id: 5\n  text: 38.5\n  cite: [k]\n  note: mine\n  answers: 7\n"),
        ("disputes", f"{DISPUTE}  answers: [{{answer: 5, cite: k}}]\n  plain:\n"),
        ("glossary", f"{TERM}  aliases:\n"),
        ("charts", f"{CHART}  rows: [{{label: 2019, value: 5, n: 305}}]\n"),
        ("errata", "- id: a\n  page: b\n  because: d\n  until: 2026-11-22\n"),
    ],
)
def test_a_word_a_number_or_a_day_does_for_a_text(kind, text, tmp_path):
    (tmp_path / FILES[kind]).write_text(text)
    data = read_data(tmp_path, "data")
    assert data.diagnostics == []
    assert all(isinstance(item.keys, tuple) for item in getattr(data, kind).values())
