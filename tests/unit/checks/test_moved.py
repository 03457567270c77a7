"""A page that was published keeps its address, or leaves a redirect."""

import subprocess

from macros.checks import all_diagnostics
from macros.commands.check import _fix as fix
from macros.engine.inspect import load_project
from tests.support.tiny import CONFIG, make

SETTINGS = CONFIG.replace("{theme}", "mkdocs") + "    checks:\n      - house-style: on\n"
RECORD = "- index.md\n- hours.md\n"


def _git(folder, *arguments):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_page_renamed_in_the_record_too_is_missed(tmp_path):
    pages = {"index.md": "# A\n\n[Hours](hours.md)\n", "hours.md": "# Hours\n"}
    make(tmp_path, pages, config=SETTINGS, data={"addresses.yml": RECORD})
    _git(tmp_path, "init", "-b", "main")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-m", "first")
    (tmp_path / "docs/hours.md").rename(tmp_path / "docs/times.md")
    (tmp_path / "docs/index.md").write_text("# A\n\n[Hours](times.md)\n")
    (tmp_path / "docs/data/addresses.yml").write_text(RECORD.replace("hours", "times"))
    found = [
        str(one) for one in all_diagnostics(load_project(tmp_path)) if one.rule == "page-moved"
    ]
    assert len(found) == 1 and found[0].startswith("docs/times.md:1:1: page-moved:"), found
    assert "moved_from: [hours.md]" in found[0]


def test_a_heading_renamed_while_pages_link_to_it_is_said_once(tmp_path):
    pages = {
        "index.md": "# A\n\n[one](hours.md#opening-hours), [two](hours.md#opening-hours)\n",
        "other.md": "# B\n\n[three](hours.md#opening-hours)\n",
        "hours.md": "# Hours\n\n## Opening times and hours\n\nText.\n",
    }
    make(tmp_path, pages)
    found = [one for one in all_diagnostics(load_project(tmp_path)) if one.rule == "link-anchor"]
    assert [(one.path, one.line) for one in found] == [("docs/hours.md", 3)]
    assert "docs/index.md:3, docs/index.md:3, docs/other.md:3" in found[0].message
    assert found[0].edit is not None and found[0].edit.text == " {: #opening-hours }"


def test_a_moved_page_is_found_by_its_text(tmp_path):
    menu = f"{SETTINGS}nav:\n  - index.md\n  - hours.md\n"
    text = "# Opening\n\nWe open at nine and close at five, on each day of the week.\n"
    pages = {"index.md": "# A\n\n[Hours](hours.md)\n", "hours.md": text}
    make(tmp_path, pages, config=menu, data={"addresses.yml": RECORD})
    _git(tmp_path, "init", "-b", "main")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-m", "first")
    (tmp_path / "docs/visits").mkdir()
    (tmp_path / "docs/hours.md").rename(tmp_path / "docs/visits/when-to-come.md")
    (tmp_path / "docs/parking.md").write_text("# Parking\n\nBehind the house.\n")
    project = load_project(tmp_path)
    fix(project, all_diagnostics(project), [])
    assert "  - visits/when-to-come.md\n" in (tmp_path / "mkdocs.yml").read_text()
    assert "[Hours](visits/when-to-come.md)" in (tmp_path / "docs/index.md").read_text()
    moved = (tmp_path / "docs/visits/when-to-come.md").read_text()
    assert moved.startswith("---\nmoved_from: [hours.md]\n---\n")
