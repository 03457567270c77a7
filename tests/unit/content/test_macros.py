"""A project registers macros of its own; the checks know them from then on."""

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.support.tiny import CONFIG, build, make

MODULE = """
from macros.content.macros import Macro


def dose(page, amount, unit="mg"):
    return f"<b>{amount} {unit}</b>"


MACROS = [Macro("dose", "text", options=("unit",), render=dose)]
"""
SETTING = CONFIG.replace("    file: references.bib", "    file: references.bib\n    macros: [own]")


def rules(folder, body: str, module: str = MODULE) -> list[str]:
    make(folder, {"index.md": f"# A\n\n{body}\n"}, config=SETTING)
    (folder / "own.py").write_text(module)
    found = all_diagnostics(load_project(folder))
    return [one.rule for one in found if one.rule.startswith(("macro", "cite", "setting"))]


def test_a_registered_macro_and_its_options_are_known(tmp_path):
    assert rules(tmp_path, '{{ dose("5", unit="mL") }}') == []


def test_a_misspelt_option_of_it_is_reported(tmp_path):
    assert rules(tmp_path, '{{ dose("5", unt="mL") }}') == ["cite-option"]


def test_a_module_without_macros_is_reported_in_words(tmp_path):
    assert "setting-unknown" in rules(tmp_path, "Text.", "MACROS = 5")


def test_a_module_that_fails_is_reported_in_words_and_once(tmp_path):
    """The calls that nobody can know then are no faults of their own; a slip in another is."""
    body = '{{ dose("5") }} {{ citte("a") }}'
    assert rules(tmp_path, body, "raise RuntimeError('no')") == ["macro-unknown", "setting-unknown"]


def test_a_macro_that_fails_is_named(tmp_path):
    make(tmp_path, {"index.md": '# A\n\n{{ dose("5") }}\n'}, config=SETTING)
    (tmp_path / "own.py").write_text(
        MODULE.replace('return f"<b>{amount} {unit}</b>"', "return 1 / 0")
    )
    said = build(tmp_path).said
    assert "docs/index.md:3:1: template-failed: the macro dose() failed here (ZeroDivision" in said
