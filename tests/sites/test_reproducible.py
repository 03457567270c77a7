"""One commit gives the same bytes, wherever and whenever it is built; and whatever stops a build, the last good site stands."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.sites.test_bundle import PAGE, bundle, project, surroundings
from tests.support.tiny import run

SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {
        "TZ": "America/Los_Angeles",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "2",
    },
)


def git(folder, *arguments):
    names = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def made(folder):
    """Everything that a build leaves to be published, by its path."""
    files = (path for top in ("site", "dist") for path in (folder / top).rglob("*"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.is_file()
    }


def test_two_folders_zones_locales_and_masks_give_the_same_bytes(tmp_path):
    first = project(tmp_path / "one")
    git(first, "init", "-q")
    git(first, "add", "-A")
    git(first, "commit", "-qm", "Begin")
    second = tmp_path / "another place" / "deeper"
    second.parent.mkdir()
    git(tmp_path, "clone", "-q", str(first), str(second))
    found = []
    for folder, environment, mask in zip(
        (first, second), SURROUNDINGS, (0o022, 0o077), strict=True
    ):
        before = os.umask(mask)
        try:
            for command in ("bundle", "books"):
                done = run(folder, "-m", "macros", command, environment=environment)
                assert done.returncode == 0, done.stdout + done.stderr
        finally:
            os.umask(before)
        found.append(made(folder))
        time.sleep(1.1)
    assert {"dist/tiny-offline.zip", "dist/tiny-whole.pdf", "dist/tiny-whole.epub"} <= set(found[0])
    different = {
        name for name in {*found[0], *found[1]} if found[0].get(name) != found[1].get(name)
    }
    assert not different


def test_killed_while_it_builds(tmp_path):
    project(tmp_path)
    assert bundle(tmp_path).returncode == 0
    before = made(tmp_path)
    (tmp_path / "docs" / "index.md").write_text(PAGE.replace("Text.", "Other text."))
    child = subprocess.Popen(
        [sys.executable, "-m", "macros", "bundle"],
        cwd=tmp_path,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".build-*/*/index.html")) and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert made(tmp_path) == before and list(tmp_path.glob(".build-*"))
    assert bundle(tmp_path).returncode == 0
    assert not list(tmp_path.glob(".build-*")) and made(tmp_path) != before


def test_a_folder_that_may_not_be_written_to(tmp_path):
    """Root may write anywhere, unless it gives that right away (capabilities(7))."""
    project(tmp_path)
    assert bundle(tmp_path).returncode == 0
    before = made(tmp_path)
    bound = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    assert not bound or shutil.which("setpriv")
    tmp_path.chmod(0o555)
    try:
        for command in ("bundle", "books"):
            done = subprocess.run(
                [*bound, sys.executable, "-m", "macros", command],
                cwd=tmp_path,
                env=surroundings(),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 1 and "unchanged" in done.stderr, done.stderr
            assert "Traceback" not in done.stdout + done.stderr
    finally:
        tmp_path.chmod(0o755)
    assert made(tmp_path) == before


@pytest.mark.parametrize("home", [None, "/nowhere"])
def test_without_a_home(tmp_path, home):
    project(tmp_path)
    variables = {name: value for name, value in surroundings().items() if name != "HOME"}
    for command in ("bundle", "books"):
        done = subprocess.run(
            [sys.executable, "-m", "macros", command],
            cwd=tmp_path,
            env=variables | ({"HOME": home} if home else {}),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
