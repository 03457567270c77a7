"""Which rules are on, where and how much they count."""

import json

import pytest

from macros.checks import all_diagnostics, runner
from macros.engine.inspect import load_project
from tests.support.tiny import CONFIG, make, run

PAGE = '# A\n\n[b](http://example.net/) [gone](gone.md) So.{{ cite("moss2021cava") }}\n\n{{ bibliography() }}\n'
PAGES = {"index.md": PAGE, "old/index.md": PAGE, "old/b.md": PAGE}


def said(folder, checks: str, pages=None) -> list[str]:
    """Places, rules and severities of links, and what is wrong with the settings."""
    config = CONFIG.replace("{theme}", "mkdocs") + (f"    checks:\n{checks}" if checks else "")
    project = load_project(make(folder, pages or PAGES, config=config))
    return [
        f"{one.path}:{one.line} {one.rule} {one.severity}"
        for one in all_diagnostics(project)
        if one.rule in ("link-http", "link-dead", "setting-unknown", "allow-unused")
    ]


def item(*rows: str) -> str:
    return "".join(f"      {'-' if not number else ' '} {row}\n" for number, row in enumerate(rows))


def test_a_project_that_says_nothing_gets_two_sets(tmp_path):
    assert said(tmp_path, "") == [
        "docs/index.md:3 link-dead error",
        "docs/old/b.md:3 link-dead error",
        "docs/old/index.md:3 link-dead error",
    ]


def test_a_set_is_put_on_and_a_rule_off_in_a_folder(tmp_path):
    checks = item("house-style: on", "because: it is our house")
    checks += item("link-dead: off", "in: old", "because: old pages stay as they were")
    found = said(tmp_path, checks)
    assert "docs/index.md:3 link-dead error" in found and "docs/old/b.md:3 link-http note" in found
    assert not any("docs/old" in one and "link-dead" in one for one in found)


def test_a_later_item_goes_before_an_earlier_one(tmp_path):
    checks = item("link-dead: off", "because: we are moving every page")
    checks += item("link-dead: warning", "in: docs/old/b.md", "because: this one has moved already")
    assert said(tmp_path, checks) == ["docs/old/b.md:3 link-dead warning"]


def test_a_severity_is_set_for_a_set_and_for_all_notes(tmp_path):
    checks = item("core: warning", "because: we begin with what there is")
    checks += item("house-style: on") + item("note: off", "because: notes are for later on")
    assert said(tmp_path, checks)[0] == "docs/index.md:3 link-dead warning"
    assert not any("link-http" in one for one in said(tmp_path, checks))


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        (item("link-daed: off", "because: it is not needed here"), 'did you mean "link-dead"'),
        (item("link-dead: of", "because: it is not needed here"), "did you mean off"),
        (item("link-dead: off"), "the reason"),
        (item("link-dead: off", "because: why"), "too short"),
        ("      link-dead: off\n", "is not a list"),
        ("      - link-dead\n", "names no rule"),
    ],
)
def test_a_setting_that_can_t_be_read_is_named_on_its_line(tmp_path, checks, words):
    config = CONFIG.replace("{theme}", "mkdocs") + f"    checks:\n{checks}"
    project = load_project(make(tmp_path, {"index.md": PAGE}, config=config))
    found = [one for one in all_diagnostics(project) if one.rule == "setting-unknown"]
    assert len(found) == 1 and words in str(found[0]), found
    assert found[0].path == "mkdocs.yml" and found[0].line >= config.count("\n") - checks.count(
        "\n"
    )


def test_a_rule_that_no_page_may_waive_needs_its_own_name(tmp_path):
    page = "# A\n\n{{ cite(moss) }}\n"
    config = CONFIG.replace("{theme}", "mkdocs") + "    checks:\n"
    whole = item("core: off", "because: we do not want to know")
    project = load_project(make(tmp_path, {"index.md": page}, bib=None, config=config + whole))
    assert [one.rule for one in all_diagnostics(project)] == ["macro-argument"]
    named = item("macro-argument: off", "because: another program reads this page")
    project = load_project(make(tmp_path, {"index.md": page}, bib=None, config=config + named))
    assert "macro-argument" not in [one.rule for one in all_diagnostics(project)]


def test_an_allowance_for_a_rule_that_is_off_is_left_alone(tmp_path):
    page = "# A\n\n<!-- check: allow link-http because the host has nothing better -->\nWords.\n"
    assert said(tmp_path, "", {"index.md": page}) == []
    found = said(tmp_path, item("house-style: on"), {"index.md": page})
    assert "docs/index.md:3 allow-unused warning" in found


def test_notes_are_one_line_and_all_lists_them(tmp_path):
    config = CONFIG.replace("{theme}", "mkdocs") + "    checks:\n" + item("link-http: on")
    make(tmp_path, {"index.md": "# A\n\n[b](http://example.net/)\n"}, bib=None, config=config)
    few = run(tmp_path, "-m", "macros", "check")
    assert few.returncode == 0
    assert few.stdout == "1 note (link-http 1): check --all lists them\n"
    assert "link-http" in run(tmp_path, "-m", "macros", "check", "--all").stdout


def test_the_rules_are_listed_for_machines_with_their_sets(tmp_path):
    make(tmp_path, {"index.md": "# A\n"})
    rules = json.loads(run(tmp_path, "-m", "macros", "check", "--rules", "--format", "json").stdout)
    one = next(rule for rule in rules if rule["name"] == "link-http")
    assert one["rule_set"] == "house-style" and one["severity"] == "note" and one["bad"]
    told = run(tmp_path, "-m", "macros", "check", "--explain", "link-http").stdout
    assert "note; set house-style" in told and "https://example.org" in told


def test_what_a_change_brought_comes_first(tmp_path):
    import subprocess

    config = (
        CONFIG.replace("{theme}", "mkdocs")
        + "    checks:\n"
        + item("link-dead: warning", "because: we begin with what there is")
    )
    make(
        tmp_path,
        {"index.md": "# A\n\n[b](b.md)\n", "z.md": "# Z\n\n[b](b.md)\n"},
        bib=None,
        config=config,
    )
    for arguments in (["init", "-b", "main"], ["add", "."], ["commit", "-m", "x"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "docs/z.md").write_text("# Z\n\n[b](b.md)\n\n[c](c.md)\n")
    told = run(tmp_path, "-m", "macros", "check")
    first, rest = told.stdout.splitlines()
    assert first.startswith("docs/z.md:5:")
    assert rest == "2 warnings (link-dead 2) where your change is not: check --all lists them"


def test_a_build_knows_every_check_that_stops_it():
    """It loads the modules that `BUILD` names, and no others."""
    assert list(runner._build_checks()) == [one for one in runner.all_checks() if one.build]
