"""The address of a published section outlives its heading."""

import subprocess

from macros.checks import all_diagnostics
from macros.commands.check import _fix as fix
from macros.engine.inspect import load_project
from tests.support.tiny import CONFIG, build, make

SETTINGS = CONFIG.replace("{theme}", "mkdocs") + "    checks:\n      - house-style: on\n"
RECORD = "- index.md\n- hours.md\n- hours.md#opening-hours\n- hours.md#parking\n"
HOURS = "---\ntitle: Hours\n---\n# Hours\n\n## Opening hours\n\nText.\n\n## Parking\n\nText.\n"
INDEX = "# A\n\n[Hours](hours.md), [open](hours.md#opening-hours)\n"


def _project(folder, hours=HOURS, record=RECORD):
    pages = {"index.md": INDEX, "hours.md": hours}
    return make(folder, pages, config=SETTINGS, data={"addresses.yml": record})


def _found(folder, *rules):
    every = all_diagnostics(load_project(folder))
    return [one for one in every if one.rule in (rules or ("section-moved", "link-anchor"))]


def _committed(folder):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-b", "main"], ["add", "."], ["commit", "-m", "first"]):
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_renamed_heading_is_said_once_and_its_address_kept(tmp_path):
    _committed(_project(tmp_path))
    (tmp_path / "docs/hours.md").write_text(HOURS.replace("Opening hours", "When you can come"))
    found = _found(tmp_path)
    assert [str(one).split(": ")[0] for one in found] == ["docs/hours.md:6:1"], found
    assert '"  opening-hours: when-you-can-come"' in found[0].fix
    project = load_project(tmp_path)
    fix(project, all_diagnostics(project), [])
    assert "moved_sections:\n  opening-hours: when-you-can-come\ntitle: Hours\n" in (
        tmp_path / "docs/hours.md"
    ).read_text(encoding="utf-8")
    record = (tmp_path / "docs/data/addresses.yml").read_text(encoding="utf-8")
    assert record == RECORD  # what a change brings is not published yet
    assert _found(tmp_path) == []
    built = build(tmp_path)
    assert built.code == 0, built.said
    heading = '<h2 id="when-you-can-come"><span id="opening-hours"></span>When you can come'
    assert heading in built.html("hours/index.html")


def test_what_is_on_the_main_branch_is_published_though_not_on_record(tmp_path):
    _committed(_project(tmp_path, record="- index.md\n- hours.md\n"))
    (tmp_path / "docs/hours.md").write_text(HOURS.replace("Parking", "Car park"))
    (found,) = _found(tmp_path)
    assert '"  parking: car-park"' in found.fix


def test_two_headings_at_once_and_a_second_renaming(tmp_path):
    _project(tmp_path, HOURS.replace("Opening hours", "Opening times").replace("Parking", "Park"))
    project = load_project(tmp_path)
    _, left = fix(project, all_diagnostics(project), [])
    text = (tmp_path / "docs/hours.md").read_text()
    assert "  opening-hours: opening-times\n  parking: park\n" in text
    (tmp_path / "docs/hours.md").write_text(text.replace("Opening times", "Opening days"))
    (found, other) = _found(tmp_path)
    assert '"opening-hours" is said to lead to the section "opening-times"' in found.message
    assert 'did you mean "opening-days"' in found.fix and '"  opening-times: ' in other.fix


def test_a_section_that_is_gone_is_missed_once(tmp_path):
    _project(tmp_path, "---\ntitle: Hours\n---\n# Hours\n\nText.\n")
    (found,) = _found(tmp_path)
    assert "the sections #opening-hours, #parking were published" in found.message
    assert found.edit is None and "(top, if none does)" in found.fix
    both = "moved_sections:\n  opening-hours: top\n  parking: top\n"
    _project(tmp_path, f"---\ntitle: Hours\n{both}---\n# Hours\n\nText.\n")
    assert _found(tmp_path) == []


def test_a_moved_page_keeps_its_sections(tmp_path):
    _committed(_project(tmp_path))
    (tmp_path / "docs/hours.md").rename(tmp_path / "docs/times.md")
    moved = HOURS.replace("## Parking", "## Where to park")
    (tmp_path / "docs/times.md").write_text(moved)
    (tmp_path / "docs/index.md").write_text(INDEX.replace("hours.md", "times.md"))
    project = load_project(tmp_path)
    fix(project, all_diagnostics(project), [])
    text = (tmp_path / "docs/times.md").read_text()
    assert "moved_from: [hours.md]\n" in text and "  parking: where-to-park\n" in text
    built = build(tmp_path)
    assert built.code == 0, built.said
    assert "location.hash" in built.html("hours/index.html")
    assert '<span id="parking">' in built.html("times/index.html")


def test_what_is_wrong_in_the_lines_is_told(tmp_path):
    for lines, words in (
        ("moved_sections: [parking]", "names no old and new sections"),
        ("moved_sections: {parking: opening-hours}", "still exists"),
        ("moved_sections: {times: openin-hours}", "this page has not"),
    ):
        _project(tmp_path, HOURS.replace("title: Hours", f"title: Hours\n{lines}"))
        (found,) = _found(tmp_path)
        assert words in found.message and found.line == 3


def test_new_sections_are_put_on_record(tmp_path):
    _project(tmp_path, f"{HOURS}\n## Costs\n", "- index.md\n- hours.md # long ago\n")
    (found,) = _found(tmp_path, "section-unrecorded")
    assert found.edit is not None
    assert found.edit.text == "\n- hours.md#opening-hours\n- hours.md#parking\n- hours.md#costs"
