"""The cache holds data only, and only our own."""

import os
import subprocess
from dataclasses import replace

import pytest

from macros.bib import library
from macros.bib.library import read_bibliography
from macros.bib.packing import References
from macros.cache import load, pack, save, tracked
from tests.support.tiny import BIB

HARD = (
    BIB
    + "\n@article{x, author={van der Berg, Jr, Jan and {A Group} and others}, title={{H}andbook of \\emph{x}$_2$}, "
    "journal={J}, date={2019-05}, status={retracted}, year=foo}\n"
    "@book{y, title={Long}, author={Moss, Ann}, publisher={P}, year={2001/2005}}\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "references.bib").write_text(HARD, encoding="utf-8")
    return tmp_path


def again(folder):
    library._memory.clear()
    return read_bibliography(folder / "references.bib", folder / ".cache")


def test_what_is_read_from_the_cache_is_what_was_written(folder):
    first = again(folder)
    [kept] = (folder / ".cache").iterdir()
    assert kept.suffix == ".msgpack"
    second = again(folder)
    assert second is not first
    assert second.references == first.references
    assert second.entries == first.entries
    assert second.diagnostics == first.diagnostics
    assert [str(one) for one in second.diagnostics]
    assert References(first.references.packed.values()) == first.references
    changed = second.references.changed([replace(second.references["x"], volume="1999")])
    assert (changed["x"].volume, second.references["x"].volume != "1999", len(changed)) == (
        "1999", True, len(first.references),
    )  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-1], lambda data: b"", lambda data: b"\x00" * 99, lambda data: data[::-1]],
)
def test_a_spoilt_file_is_no_cache(folder, spoil):
    first = again(folder)
    [kept] = (folder / ".cache").iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert again(folder).references == first.references


@pytest.mark.parametrize(
    "value", [None, 3, [], [[], [], [], b""], *([[one], [], [], b""] for one in (
        3, b"", b"\xc1", pack({"key": "a", "kind": 1}), pack({"key": "a", "evil": 1}), pack({"kind": "book"}),
        pack([]), pack({"key": "a", "kind": "book", "authors": [{"family": []}]}),
    ))],
)  # fmt: skip
def test_values_of_another_shape_are_no_cache(folder, value):
    first = again(folder)
    [kept] = (folder / ".cache").iterdir()
    save(folder / ".cache", kept.stem, value)
    found = again(folder)
    assert found.references == first.references or value == [[], [], [], b""]


def test_a_file_that_git_tracks_is_never_read(folder):
    again(folder)
    [kept] = (folder / ".cache").iterdir()
    assert not tracked(kept)
    assert load(folder / ".cache", kept.stem) is not None
    git = ("git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-f", str(kept)], check=True)
    assert tracked(kept)
    assert load(folder / ".cache", kept.stem) is None


def test_a_disk_that_cannot_be_written_is_no_fault(folder, tmp_path):
    (folder / ".cache").write_text("a file where the folder belongs")
    assert again(folder).references
    save(folder / ".cache", "x", [1])
    assert load(folder / "nowhere", "x") is None
    if os.geteuid():
        (tmp_path / "locked").mkdir(mode=0o500)
        save(tmp_path / "locked", "x", [1])
        assert load(tmp_path / "locked", "x") is None


def test_only_the_last_few_are_kept(tmp_path):
    for number in range(9):
        save(tmp_path, str(number), number)
    assert len(list(tmp_path.iterdir())) <= 5


@pytest.mark.parametrize("trick", ["link", "two halves", "letter case"])
def test_a_tracked_file_under_another_name_is_not_read(tmp_path, trick):
    folder = tmp_path / ".cache" / "references"
    home = {"link": tmp_path / "docs" / "c", "letter case": tmp_path / ".Cache" / "references"}
    save(home.get(trick, folder), "k", [1])

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-f", ".")
    if trick == "link":
        folder.parent.mkdir()
        folder.symlink_to("../docs/c")
    elif trick == "two halves":
        git("update-index", "--split-index")
    else:
        (tmp_path / ".Cache").rename(tmp_path / ".cache")
    assert load(folder, "k") is None
