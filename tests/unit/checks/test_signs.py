"""A sign has one level of urgency, in boxes, prose and drawings."""

import pytest

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.support.tiny import make

PROFILE = """\
rules: [core, citations, medical]
audiences:
  reader: {all_levels: true}
boxes:
  now: {title: "Ring 112 now", level: 1}
  team: {title: "Phone your team today", level: 2}
  ask: {title: "Ask at your next visit", level: 3}
"""
SIGNS = """\
- id: smoke
  who: everybody
  level: now
  words: There is smoke.
  also: [smoke, smells of smoke]
- id: noise
  who: everybody
  level: team
  words: It makes a noise.
  also: [odd noise]
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg"><text y="1">Phone your team today</text>'
    '<text y="2">{}</text></svg>'
)


def found(folder, body: str, drawing: str = "Odd noise") -> list[str]:
    make(
        folder,
        {"index.md": f"---\ntitle: A\naudience: reader\n---\n\n# A\n\n{body}\n"},
        data={"handbook.yml": PROFILE, "signs.yml": SIGNS},
    )
    figures = folder / "docs" / "assets" / "figures"
    figures.mkdir(parents=True)
    (figures / "ladder.svg").write_text(DRAWING.format(drawing))
    diagnostics = all_diagnostics(load_project(folder))
    return [f"{one.path}:{one.line}" for one in diagnostics if one.rule == "sign-level"]


@pytest.mark.parametrize(
    "body",
    [
        '!!! team "Phone your team today"\n\n    - It smells of smoke.',
        '!!! team "Phone your team today"\n\n    - An odd noise.\n    - There is smoke.',
        '!!! now "Ring 112 now"\n\n    - It makes an odd noise.',
        '!!! team "Phone your team today"\n\n    - {{ sign("smoke") }}',
        '!!! now "Ring 112 now"\n\n    - {{ sign("smoke") }}\n    - {{ sign("noise") }}',
        "If there is smoke, phone your own team today.",
        "- Smoke? Ask about it at your next visit.",
    ],
)
def test_a_sign_on_another_level_is_found(tmp_path, body):
    assert len(found(tmp_path, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        '!!! now "Ring 112 now"\n\n    - There is smoke, or an odd noise.',
        '!!! team "Phone your team today"\n\n    - An odd noise.',
        '!!! now "Ring 112 now"\n\n    - {{ sign("smoke") }}',
        '!!! team "Phone your team today"\n\n    - An odd noise. With smoke, ring 112.',
        '!!! ask "Ask at your next visit"\n\n    - Whom do I ring if there is smoke?',
        "If there is smoke, ring 112. For an odd noise, phone your team today.",
        "Without smoke, phone your team today.",
    ],
)
def test_signs_on_their_level_are_left_alone(tmp_path, body):
    assert found(tmp_path, body) == []


def test_a_drawing_is_read_too(tmp_path):
    assert found(tmp_path, "Text.", "Smoke") == ["docs/assets/figures/ladder.svg:1"]
