"""Changes that a reader sees, or words that a reader no longer sees: a stamp holds through none."""

import datetime as dt

import pytest

from macros.engine.inspect import load_project
from macros.review.records import record_file
from macros.review.stamps import review_state, stamp
from tests.support.tiny import make

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><text>not here</text></svg>'
PAGE = """\
---
title: A
---
# A

Heparin is not advised. Call [999](tel:999) or <a href="tel:111">111</a>. A {{ term("lumen") }}.
Seal with 10<sup>5</sup> units{{ fact("days", end=".") }}

!!! call-now
    Go now.

<img src="a.png" alt="a dot"> ![b](b.svg) {{ errata() }}

| Drug | Dose | Not with |
|------|------|----------|
| A    | 2 mg | B        |

- Wait
- Call

??? note "More"
    Later.

See [it][there]. The HTML says so.

[there]: tel:999

*[HTML]: a language
"""
DATA = {
    "handbook.yml": "boxes:\n  call-now: {title: Call now, level: 1}\n",
    "facts.yml": "- {id: days, text: daily, cite: [smith2020port]}\n",
    "glossary.yml": "- {id: lumen, term: lumen, definition: The space.}\n",
    "errata.yml": "- {id: e, page: a.md, because: It was wrong., until: 2026-01-01}\n",
}
TEXT = [
    ("is not advised", 'is <b alt="not"></b> advised'),
    ("is not advised", 'is <img src="a.png" alt="not"> advised'),
    ("is not advised", "is\n[not]: /\nadvised"),
    ("is not advised", "is\n*[not]: x\nadvised"),
    ("(tel:999)", "(tel:0900)"),
    ('"tel:111"', '"tel:0900"'),
    ('src="a.png"', 'src="c.png"'),
    ('end="."', 'end=" or not."'),
    ("<sup>5</sup>", "<sub>5</sub>"),
    ("<sup>5</sup>", " 5"),
    ("title: A", "title: A\ntemplate: 404.html"),
    ("is not", '<span dir="rtl">is not</span>'),
    ("is not", '<span style="font-family: Wingdings">is not</span>'),
    ("| 2 mg | B        |", "| 2 mg B | |"),
    ("| Drug | Dose | Not with |", "| Drug | Dose Not with | |"),
    ("- Call", "    - Call"),
    ("    Go now.", "Go now."),
    ('??? note "More"', '???+ note "More"'),
    ("there]: tel:999", "there]: tel:0900"),
    ("a language", "another drug"),
    ("(b.svg)", '(b.svg "advised")'),
]
FILES = [
    ("b.svg", "<text>", '<text display="none">'),
    ("b.svg", "<text>", '<text fill="none">'),
    ("b.svg", "<text>", '<text x="-900">'),
    ("data/handbook.yml", "Call now", "No need to call"),
    ("data/handbook.yml", "level: 1", "level: 4"),
    ("../references.bib", "evidence = {cohort}", "evidence = {guideline}"),
    ("data/errata.yml", "wrong", "right"),
    ("data/glossary.yml", "The space", "Not the space"),
]


@pytest.fixture
def reviewed(tmp_path):
    made = make(tmp_path, {"a.md": PAGE, "index.md": "# I\n"}, data=DATA)
    (made / "docs" / "b.svg").write_text(SVG, encoding="utf-8")
    (made / "docs" / "a.png").write_bytes(b"1")
    (made / "docs" / "c.png").write_bytes(b"2")
    project = load_project(made)
    page = project.by_source["a.md"]
    text, record = stamp(page, project, "A", "b", dt.date(2026, 1, 1), dt.date(2099, 1, 1))
    (made / "docs" / "a.md").write_text(text, encoding="utf-8")
    file = record_file(page, project)
    file.parent.mkdir(parents=True)
    file.write_text(record, encoding="utf-8")
    assert state(made) == "reviewed"
    return made


def state(folder):
    project = load_project(folder)
    return review_state(project.by_source["a.md"], project)


@pytest.mark.parametrize(("name", "old", "new"), [*(("a.md", *pair) for pair in TEXT), *FILES])
def test_it_is_seen(reviewed, name, old, new):
    file = reviewed / "docs" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert state(reviewed) == "changed"


def test_a_colour_is_formatting(reviewed):
    (reviewed / "docs" / "b.svg").write_text(SVG.replace("<text", '<text fill="red"'))
    assert state(reviewed) == "reviewed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("|------|------|----------|", "|:-----|:----:|---------:|"),
        ("| A    | 2 mg | B        |", "|A|2 mg|B|"),
        ("- Wait\n- Call", "* Wait\n  * Call"),
        ("    Later.", "        Later."),
    ],
)
def test_another_way_to_write_tables_and_lists_is_formatting(reviewed, old, new):
    file = reviewed / "docs" / "a.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert state(reviewed) == "reviewed"
