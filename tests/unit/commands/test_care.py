"""What maintainers do: take back what is wrong, make a version, see in words what a change means."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from macros.checks import all_diagnostics
from macros.cli import main
from macros.engine.inspect import load_project
from macros.project import SETTINGS
from macros.render.listings import LISTINGS, contributors, errata, reviews, settings, write_errata
from macros.version import VERSION
from tests.conftest import ROOT
from tests.support.tiny import build, make

PAGE = """\
---
title: Wax
written: 2026-11-20
status: draft
reviewed_by: []
---

# Wax

Wax is *safe* to eat.{{ cite("brown2019") }} It melts at 62 degrees.

## How it melts

It darkens with age.{{ cite("moss2021cava") }}

## References

{{ bibliography() }}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = {
        "index.md": "# Bees\n\nSee [wax](wax.md#how-it-melts).\n",
        "wax.md": PAGE,
        "errata.md": "# What was wrong\n\n{{ errata() }}\n",
    }
    return make(tmp_path / "site", pages)


def withdraw(folder: Path, *more: str) -> int:
    return main(["-C", str(folder), "withdraw", "docs/wax.md", "--because", "It is not so.", *more])


def text(folder: Path) -> str:
    return (folder / "docs/wax.md").read_text()


def test_a_sentence_is_taken_back(folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 28 November 2026
    assert withdraw(folder, "--sentence", "Wax is safe to eat.", "--since", "2026-11-21") == 0
    assert "**Withdrawn on 2026-11-28**: It is not so. It melts at 62" in text(folder)
    assert "brown2019" not in text(folder)
    item = load_project(folder).data.errata["wax-2026-11-28"]
    assert (item.get("since"), item.get("until"), item.get("said")) == (
        "2026-11-21",
        "2026-11-28",
        "Wax is safe to eat.",
    )
    assert withdraw(folder, "--sentence", "It darkens with age.") == 0
    assert set(load_project(folder).data.errata) == {"wax-2026-11-28", "wax-2026-11-28-2"}
    built = build(folder)
    assert built.code == 0, built.said
    html = built.html("errata/index.html")
    assert (
        "2026-11-21 to 2026-11-28" in html
        and "Wax is safe to eat." in html
        and '<a href="../wax/"' in html
    )
    told = json.loads(built.html("errata.json"))
    assert told["withdrawn"][0]["page"] == "wax.md" and "said" not in told["withdrawn"][0]


@pytest.mark.parametrize("because", ["It is not so", "It is not so.", "It is not so.."])
@pytest.mark.parametrize("sentence", ["Wax is safe to eat", "Wax is safe to eat."])
def test_a_notice_ends_in_one_full_stop(folder, because, sentence):
    assert withdraw(folder, "--because", because, "--sentence", sentence) == 0
    assert "**: It is not so. It melts at 62" in text(folder)
    assert "brown2019" not in text(folder)


def test_a_page_is_taken_back_and_its_addresses_stay(folder, capsys):
    stamp = 'status: reviewed\nreviewed_by:\n  - name: "A"\n    role: "b"\n'
    reviewed = PAGE.replace("status: draft\nreviewed_by: []\n", stamp)
    (folder / "docs/wax.md").write_text(reviewed)
    assert withdraw(folder) == 0
    assert (
        "safe to eat" not in text(folder)
        and "status: draft" in text(folder)
        and "reviewed_by: []" in text(folder)
    )
    sign = ["review", str(folder / "docs/wax.md"), "--name", "A", "--role", "b"]
    assert main(["-C", str(folder), *sign]) == 1
    assert "it was withdrawn" in capsys.readouterr().err
    built = build(folder)
    assert built.code == 0, built.said
    html = built.html("wax/index.html")
    assert (
        'id="how-it-melts"' in html
        and "This page was withdrawn" in html
        and 'class="cite"' not in html
    )


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--sentence", "Wax is blue and green."], 1, "does not stand"),
        (["--since", "yesterday"], 2, "is not a day"),
        (["--because", "no"], 2, "--because"),
        (["--because", "<script>x</script> was wrong"], 1, "HTML"),
    ],
)
def test_what_can_not_be_taken_back_changes_nothing(folder, more, code, told, capsys):
    assert withdraw(folder, *more) == code
    assert told in capsys.readouterr().err
    assert text(folder) == PAGE and not (folder / "docs/data/errata.yml").exists()


LOG = (
    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Wax.\n\n## [0.1.0] - 2026-01-01\n\n- Bees.\n"
)
CITATION = 'cff-version: 1.2.0\ntitle: Bees\nversion: "0.1.0"\ndate-released: 2026-01-01\n'


@pytest.fixture
def released(folder: Path) -> Path:
    (folder / "CHANGELOG.md").write_text(LOG)
    (folder / "CITATION.cff").write_text(CITATION)
    return folder


def test_a_version_is_named_everywhere(released, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")
    assert main(["-C", str(released), "release", "0.2.0"]) == 0
    assert (
        "## [Unreleased]\n\n## [0.2.0] - 2026-11-28\n\n### Added"
        in (released / "CHANGELOG.md").read_text()
    )
    assert "version: 0.2.0\ndate-released: 2026-11-28\n" in (released / "CITATION.cff").read_text()
    project = load_project(released)
    assert (project.version, project.copy_name) == ("0.2.0", "tiny-offline-0.2.0")
    check = [
        "-C",
        str(released),
        "release",
        "--dist",
        str(released / "dist"),
        "--notes",
        str(released / "notes.md"),
    ]
    assert main([*check, "--check", "v0.2.0"]) == 1
    assert "the offline copy names none" in capsys.readouterr().err
    (released / "dist").mkdir()
    with zipfile.ZipFile(released / "dist/tiny-offline-0.2.0.zip", "w") as copy:
        copy.writestr("tiny-offline-0.2.0/VERSION.txt", "version 0.2.0\n")
    assert main([*check, "--check", "v0.2.0"]) == 0
    assert (released / "notes.md").read_text() == "### Added\n\n- Wax.\n"
    assert main([*check, "--check", "v0.3.0"]) == 1
    # In the generator's own repository the generator's version is the handbook's.
    (released / "setup.py").touch()
    (released / "macros").mkdir()
    (released / "macros/version.py").write_text('VERSION = "0.1.0"\n')
    assert _recorded_by(released, "0.2.1") == [
        "- wax.md",
        "- wax.md#how-it-melts",
        "- wax.md#references",
    ]
    assert (released / "macros/version.py").read_text() == 'VERSION = "0.2.1"\n'
    assert main(["-C", str(released), "release", "0.3.0"]) == 2
    assert "nothing stands below" in capsys.readouterr().err


def _recorded_by(folder: Path, version: str) -> list[str]:
    """What a release writes into the record of addresses."""
    record = folder / "docs/data/addresses.yml"
    record.parent.mkdir(exist_ok=True)
    record.write_text("- index.md\n")
    (folder / "docs/data/handbook.yml").write_text("rules: [core, house-style]\n")
    log = (folder / "CHANGELOG.md").read_text()
    (folder / "CHANGELOG.md").write_text(log.replace("ed]\n", "ed]\n\n- More.\n", 1))
    assert main(["-C", str(folder), "release", version]) == 0
    return [row for row in record.read_text().split("\n") if "wax" in row]


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("0.1.0", "does not come after"),
        ("0.0.9", "after"),
        ("v1", "no version"),
        ("1.2", "no version"),
        ("", "no version"),
    ],
)
def test_a_version_that_can_not_be(released, version, told, capsys):
    assert main(["-C", str(released), "release", version]) == 2
    assert told in capsys.readouterr().err and (released / "CHANGELOG.md").read_text() == LOG


def test_a_first_version_is_not_older_than_the_one_that_is_cited(released, capsys):
    (released / "CHANGELOG.md").write_text(LOG.split("## [0.1.0]")[0])
    assert main(["-C", str(released), "release", "0.0.9"]) == 2
    assert "does not come after 0.1.0" in capsys.readouterr().err
    assert main(["-C", str(released), "release", "0.1.0"]) == 0


@pytest.mark.parametrize(
    ("old", "new"), [('version: "0.1.0"', "version: 0.2.0"), ("2026-01-01", "2026-01-02")]
)
def test_two_versions_are_told(released, old, new):
    def found() -> list[str]:
        return [
            one.rule
            for one in all_diagnostics(load_project(released))
            if one.rule == "version-differs"
        ]

    assert found() == []
    (released / "CITATION.cff").write_text(CITATION.replace(old, new))
    assert found() == ["version-differs"]


def test_this_handbook_names_one_version():
    project = load_project(ROOT)
    assert re.fullmatch(r"\d+\.\d+\.\d+", project.version)
    assert project.version == VERSION
    assert not [one for one in all_diagnostics(project) if one.rule == "version-differs"]


def changes(folder: Path, other: Path, capsys, *more: str) -> str:
    assert main(["-C", str(folder), "changes", str(other), *more]) == 0
    return capsys.readouterr().out


def test_a_change_in_words(folder, tmp_path, capsys):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    assert "No page reads differently." in changes(folder, other, capsys)
    page = PAGE.replace("62 degrees", "64 degrees. @you `````<b>").replace(
        '{{ cite("moss2021cava") }}', ""
    )
    (other / "docs/wax.md").write_text(page)
    (other / "docs/new.md").write_text("# New\n\nIt is new at 10ml.\n")
    (other / "docs/errata.md").unlink()
    files = tmp_path / "files.txt"
    files.write_text("docs/wax.md\ndocs/new.md\ndocs/errata.md\nmacros/cli.py\ndocs/x.svg\n")
    run = "https://github.com/a/b/actions/runs/1"
    shown = changes(
        folder, other, capsys, "--files", str(files), "--run", run, "--result", "failure"
    )
    assert "**Read first (1 file): code." in shown and "macros/cli.py" in shown
    assert "docs/x.svg" not in shown
    assert "- It melts at 62 degrees." in shown and "+ It melts at 64 degrees." in shown
    assert "- source moss2021cava: cited 0 times, 1 before" in shown
    assert "### docs/new.md\n\nA new page." in shown and "**This page is taken away.**" in shown
    assert "did not pass" in shown and f"({run}#artifacts)" in shown
    outside = re.sub(r"(?ms)^(`{3,}) \w+$.*?^\1$", "", shown)
    assert "@you" not in outside and "<b>" not in outside
    assert "New, and to be mended" in shown
    assert "javascript" not in changes(folder, other, capsys, "--run", "javascript:alert(1)")


def test_a_change_of_shared_data_is_one_of_each_page_that_shows_it(folder, tmp_path, capsys):
    for name, words in (("site", "two combs"), ("other", "three combs")):
        place = tmp_path / name
        if name == "other":
            shutil.copytree(folder, place)
        (place / "docs/data").mkdir(exist_ok=True)
        (place / "docs/data/facts.yml").write_text(
            f'- id: a\n  text: "{words}"\n  cite: [brown2019]\n'
        )
        (place / "docs/wax.md").write_text(PAGE + '\nA frame holds {{ fact("a", ".") }}\n')
    files = tmp_path / "files.txt"
    files.write_text("docs/data/facts.yml\n")
    shown = changes(folder, tmp_path / "other", capsys, "--files", str(files))
    assert "- A frame holds two combs." in shown and "+ A frame holds three combs." in shown


def test_lists_of_the_projects_own_files(folder):
    project = load_project(folder)
    assert "Nothing that was wrong" in errata(project, "a.md")
    assert "Nobody has asked" in contributors(project, "a.md")
    assert "No page has been reviewed yet" in reviews(project, "a.md")
    (folder / "docs/data").mkdir()
    (folder / "docs/data/contributors.yml").write_text(
        '- id: a\n  name: "Ada <b>*x*</b> {{ y }}"\n'
    )
    shown = contributors(load_project(folder), "a.md")
    assert "<b>" not in shown and "{{" not in shown and "*x" not in shown
    write_errata(project, folder)
    assert json.loads((folder / "errata.json").read_text())["withdrawn"] == []
    assert set(LISTINGS) <= set(project.macros)


def test_every_setting_is_on_its_page():
    shown = settings(load_project(ROOT), "contribute/settings.md")
    for name in (
        *SETTINGS,
        "walls",
        "source_needs",
        "needed_by",
        "choices",
        "overdue",
    ):
        assert f"<code>{name}</code>" in shown, name
    assert "core, citations" in shown and "{{" not in shown
