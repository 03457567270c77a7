"""Rules of pages on sites of any subject: what is told, and above all what is not."""

from pathlib import Path

import pytest

from macros.checks import all_diagnostics, rules
from macros.checks.runner import all_checks
from macros.engine.inspect import load_project
from macros.model import Diagnostic
from tests.support.tiny import make

MODULES = """
    accessibility alt_text html_tags assets drawings boxes lists tables placeholders pasted units
    temperatures amounts shared_amounts
""".split()
OURS = {
    rule.name
    for one in all_checks()
    if one.module.rpartition(".")[2] in MODULES
    for rule in one.rules
}
ALL = "rules: [core, citations, accessibility, medical, house-style]\n"
BEES = f"""{ALL}
boxes:
  run: {{title: Close the hive and go, level: 1}}
  wait: {{title: Look again tomorrow, level: 2}}
  kit: {{title: What you need, needed_by: [keeper]}}
audiences:
  keeper: {{folder: keepers, practice: true, all_levels: true}}
counted: [frame, hive]
temperature_words: [brood, temperature]
"""


def told(folder: Path, text: str, data: dict[str, str] | None = None) -> list[Diagnostic]:
    """What the rules of this test say of a site with one page."""
    files = {"handbook.yml": ALL, **(data or {})}
    project = load_project(make(folder, {"index.md": text}, data=files))
    return [one for one in all_diagnostics(project) if one.rule in OURS]


def named(found: list[Diagnostic]) -> list[str]:
    return [f"{one.line}:{one.rule}" for one in found]


@pytest.mark.parametrize(
    "text",
    [
        '=== "One"\n    | A | B |\n    |---|---|\n    | 1 | 2 |\n\n=== "Two"\n    1. First\n    2. Then',
        '!!! Note\n    Words.\n\n!!! note "Only a title"\n\n!!! pied-piper "Own kind"\n    Words.',
        "| Tool | What |\n|---|---|\n| one\t| first\t|\n\n*\tA point\n*\tAnother",
        "<pre>$ ls -lh\ntotal 3G\n-rw 1 me us 440M a.bt2\n-rw 1 me us 327M b.bt2\n</pre>",
        "The machines **hpc.6.\\*** are new, and **\\*** stands for all.\n\n***\n\nSo ***strong***.",
        "You can [add it to your team] there.\n\n[add it to your team]: index.md",
        "The AI/ML teams follow ISO 27001 and use 33306, 17 U.S.C. 5 and cc-pVTZ.",
        "## Variables\n\nWords.\n\n### More { #variables }\n\nWords.",
        "Write `2**3`, 2**3 and `**kwargs`; \\[ a**b \\] is $x**2$.",
        "::: package.Class\n    options:\n        members:\n        - run\n        - stop",
        "#### <!-- md:setting config.enabled -->\n\nWords.\n\n### <https://example.org/>\n\nWords.",
        "``` text\n    ``` c\n    x\n    ```\n```\n\n<div markdown>\n\n```\nx\n```\n\n</div>",
        "Words.\n\n- - -\n1. First\n2. Then",
        "它支持\u200b中文\u200b和分割。",
        '{ style="color: #EF5350" } and { style="color: #EF5350" }',
    ],
)
def test_what_is_right_elsewhere_is_left_alone(tmp_path: Path, text: str) -> None:
    assert [str(one) for one in told(tmp_path, f"# Home\n\n{text}\n")] == []


def test_a_handbook_of_another_subject_has_its_own_boxes_and_words(tmp_path: Path) -> None:
    text = (
        "---\naudience: keeper\n---\n\n# Hives\n\n"
        '!!! wait "Later"\n\n    Rest.\n\n!!! run "Close the hive and go"\n\n    Go.\n\n'
        "Keep 12000 frames. Watch for a brood above 36."
    )
    make(tmp_path, {"keepers/hives.md": text})
    found = told(tmp_path, "# Home\n\nWords.\n", {"handbook.yml": BEES})
    assert named(found) == [
        "7:box-title",
        "11:box-order",
        "15:amount-unsourced",
        "15:thousands-comma",
        "15:amount-unsourced",
        "15:temp-sign",
    ]


def test_a_project_without_a_profile_is_asked_for_no_box(tmp_path: Path) -> None:
    text = "---\naudience: patient\n---\n\n# A\n\n!!! danger\n\n    Words.\n"
    assert told(tmp_path, text) == []


def test_a_comment_that_never_ends_is_told_once(tmp_path: Path) -> None:
    assert named(told(tmp_path, "# A\n\n<!-- TODO: write more\n\nWords.\n")) == ["3:comment-open"]


def test_a_trailing_zero_in_a_table_is_told_once(tmp_path: Path) -> None:
    one = "# A\n\n| What | How much |\n|---|---|\n| Rest | Take {} of salt a day.§ |\n"
    one = one.replace("§", '{{ cite("clinic2024") }}')
    make(tmp_path, {"b.md": one.format("5 mg")})
    assert named(told(tmp_path, one.format("5.0 mg"))) == ["5:dose-trailing-zero"]


def test_a_shared_fact_with_another_number_is_told(tmp_path: Path) -> None:
    facts = '- id: filter-days\n  text: "up to 7 days"\n  cite: [clinic2024]\n'
    text = '# A\n\nThe filter stays for {} days.{{{{ cite("clinic2024") }}}}\n'
    assert named(told(tmp_path, text.format(5), {"facts.yml": facts})) == ["3:amount-disagrees"]
    assert named(told(tmp_path / "b", text.format(7), {"facts.yml": facts})) == ["3:amount-fact"]


def test_a_sentence_copied_with_another_number_is_told(tmp_path: Path) -> None:
    text = "# A\n\nLeave the lid on for {} before you look again.{}\n"
    make(tmp_path, {"b.md": text.format("4 hours", '{{ cite("clinic2024") }}')})
    found = told(tmp_path, text.format("40 hours", ""))
    assert named(found) == ["3:amount-disagrees", "3:amount-unsourced"]


def test_every_rule_here_is_declared_once() -> None:
    names = [rule.name for one in all_checks() for rule in one.rules if rule.name in OURS]
    assert len(names) == len(set(names))
    assert OURS <= set(rules())
