"""A new page: whole, clean but for what is still to be written; and the page of rules."""

import shutil
from importlib import import_module
from pathlib import Path

import markdown
import pytest

from macros.checks import all_diagnostics, rules
from macros.checks.link_targets import published
from macros.checks.rule import Rule
from macros.checks.rules_page import rules_page
from macros.cli import main
from macros.commands import OPTIONS, about
from macros.engine.inspect import load_project
from tests.scorecard.plant import SITE
from tests.support.tiny import make


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the small site."""
    shutil.copytree(SITE, tmp_path / "site")
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("path", "audience"),
    [
        ("patients/travel.md", "patient"),
        ("docs/clinicians/removal.md", "clinician"),
        ("about/us.md", "everyone"),
    ],
)
def test_a_new_page_lacks_only_its_text(
    site: Path, path: str, audience: str, capsys: pytest.CaptureFixture
) -> None:
    summary = "What a small handbook says of one more thing, at a length that is long enough."
    assert main(["-C", str(site), "new", path, "--title", "One: more", "--summary", summary]) == 0
    assert "mkdocs.yml" in capsys.readouterr().out
    name = f"docs/{path.removeprefix('docs/')}"
    page = next(page for page in load_project(site).pages if page.path == name)
    assert page.meta["title"] == "One: more"
    assert page.meta["audience"] == audience
    left = {
        diagnostic.rule
        for diagnostic in all_diagnostics(load_project(site))
        if diagnostic.path == name
    }
    assert (
        {"placeholder", "page-orphan"}
        <= left
        <= {"placeholder", "page-orphan", "bibliography-empty", "heading-empty"}
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("patients/fever.md", "exists already"),
        ("../x.md", "below docs"),
        ("/etc/x.md", "below docs"),
        ("Patients/My Page.md", "patients/my-page.md"),
        ("patients/x", "patients/x.md"),
    ],
)
def test_a_name_that_can_not_be_used(
    site: Path, path: str, words: str, capsys: pytest.CaptureFixture
) -> None:
    before = sorted(site.rglob("*"))
    assert main(["-C", str(site), "new", path, "--title", "T"]) == 1
    assert words in capsys.readouterr().err
    assert sorted(site.rglob("*")) == before


def test_every_rule_can_be_looked_up() -> None:
    html = markdown.markdown(rules_page(rules()), extensions=["toc", "fenced_code"])
    for rule in rules().values():
        assert f'<h2 id="{rule.name}">{rule.name}</h2>' in html
        assert rule.severity in ("error", "warning", "note")
        assert rule.why.endswith((".", "…")), rule.name


def test_examples_keep_their_signs() -> None:
    rule = Rule("a-rule", "Why *not*.", '```\n{{ cite("a") }}', "**b**")
    html = markdown.markdown(rules_page({"a-rule": rule}), extensions=["fenced_code"])
    assert "{{ cite(&quot;a&quot;) }}" in html
    assert "**b**" in html
    assert "Why *not*." in html


def test_a_new_page_goes_on_record_where_addresses_are_kept(tmp_path):
    folder = make(
        tmp_path, {"index.md": "# Bees\n"}, data={"addresses.yml": "# Never less.\n- index.md\n"}
    )
    assert main(["-C", str(folder), "new", "guide/wax.md", "--title", "Wax"]) == 0
    record = (folder / "docs/data/addresses.yml").read_text()
    assert record == "# Never less.\n- index.md\n- guide/wax.md\n"
    assert published(load_project(folder)) == {"index.md": 2, "guide/wax.md": 3}


def test_every_command_says_what_it_does():
    for name in OPTIONS:
        assert callable(import_module(f"macros.commands.{name}").run)
        assert len(about(name).split()) > 4, name
