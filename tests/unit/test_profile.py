"""The profile: neutral without a file, read field by field, and every slip told with its line."""

from pathlib import Path

import pytest

from macros.engine.inspect import load_project
from macros.profile import Profile, read_profile
from tests.conftest import ROOT
from tests.support.tiny import make


def read(tmp_path: Path, text: str | bytes) -> tuple[Profile, list[str]]:
    path = tmp_path / "handbook.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    profile, found = read_profile(path, "docs/data/handbook.yml")
    return profile, [str(one).removeprefix("docs/data/handbook.yml:") for one in found]


def test_a_project_that_says_nothing(tmp_path):
    profile, found = read_profile(tmp_path / "handbook.yml", "handbook.yml")
    assert (profile, found) == (Profile(), ())
    assert profile.rules == ("core", "citations")
    assert not profile.walls
    assert profile.audiences == ()
    assert profile.schema == "WebPage"


def test_fields_lists_and_names(tmp_path):
    profile, found = read(
        tmp_path,
        "rules: [core, medical]\nwalls: yes\nhelp: {page: a/help.md}\n"
        "audiences:\n  keeper: {name: Keepers, folder: keepers, plain: true}\n  everyone: All\n"
        "boxes:\n  calm: {title: Later, level: 2}\n  now: {title: Now, level: 1}\n"
        "topics: {hives: Hives and frames}\n"
        "evidence:\n  survey: {label: Survey, many: surveys}\n",
    )
    assert found == []
    assert profile.walls and profile.has("medical") and not profile.has("citations")
    assert profile.help.page == "a/help.md" and profile.help.link == "Get help"
    assert profile.audience("keeper").plain and profile.audience("everyone").name == "All"
    assert profile.audience_of("keepers/a.md").id == "keeper"
    assert profile.audience_of("keepersx/a.md").id == "everyone"
    assert [box.id for box in profile.ladder] == ["now", "calm"]
    assert profile.topics[0].heading == "Hives and frames"
    assert profile.evidence[0].many == "surveys"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("audience:\n  a: B\n", '1:1: setting-unknown: the file has no setting "audience"'),
        ("walls: perhaps\n", '1:8: data-syntax: "walls" can\'t hold this; write true or false'),
        ("walls: [1]\n", '1:8: data-syntax: "walls" can\'t hold this'),
        ("# a\nrules: core\n", '2:8: data-syntax: "rules" is not a list'),
        (
            "rules: [cor]\n",
            '1:9: data-syntax: "rules" can\'t hold "cor"; did you mean "core"?',
        ),
        ("topics: [a]\n", '1:9: data-syntax: "topics" has no names'),
        ("boxes:\n  a:\n    titel: B\n", '3:5: setting-unknown: boxes: a has no setting "titel"'),
        ("boxes: {a: {level: one}}\n", '1:20: data-syntax: "level" can\'t hold this'),
        ("boxes: {a: B, a: C}\n", '1:15: data-syntax: "a" stands twice below "boxes"'),
        ("- a\n", "1:1: data-syntax: the file holds no settings"),
        ("? [a]\n: b\n", "1:3: data-syntax: the file can't be read here: this can't be a name"),
        (
            "a: b: c\n",
            "1:5: data-syntax: the file can't be read here: there is a second colon on this line",
        ),
        (
            "zip: [a\n",
            "1:6: data-syntax: the file can't be read here: a list in square brackets is never closed",
        ),
        (
            "\thelp: a\n",
            "1:1: data-syntax: the file can't be read here: this line begins with, or holds, a tab",
        ),
        (
            'zip: "a\nschema: b\n',
            "1:1: data-syntax: the file can't be read here: the double quote that opens",
        ),
        (
            "zip: a\x00\n",
            "1:1: data-syntax: the file can't be read here: this line holds a character that no text has",
        ),
        (
            b"zip: a\nhelp: \xff\n",
            "2:1: data-syntax: this line holds a character that is not",
        ),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path, text, told):
    profile, found = read(tmp_path, text)
    assert isinstance(profile, Profile)
    assert len(found) == 1 and found[0].startswith(told), found


def test_what_can_not_be_read_keeps_its_default(tmp_path):
    profile, found = read(tmp_path, "walls: perhaps\nschema: Article\nhelp: {link: 3, pag: a}\n")
    assert len(found) == 2
    assert (profile.walls, profile.schema, profile.help.link) == (False, "Article", "3")


def test_a_file_that_refers_to_itself(tmp_path):
    assert read(tmp_path, "help: &a\n  page: *a\n")[1]


def test_the_check_tells_it(tmp_path):
    from macros.checks import all_diagnostics

    make(tmp_path, {"index.md": "# A\n"}, data={"handbook.yml": "walls: perhaps\n"})
    told = [str(one) for one in all_diagnostics(load_project(tmp_path))]
    assert any(one.startswith("docs/data/handbook.yml:1:8: data-syntax") for one in told)


def test_this_handbook_has_a_whole_profile():
    project = load_project(ROOT)
    assert project.profile_diagnostics == ()
    assert project.profile.walls and len(project.profile.rules) == 5
