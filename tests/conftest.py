"""What several test files share: the handbook itself, built once for all workers."""

import os
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest_plugins = ["tests.support.browser", "tests.support.reading_site"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.hookimpl(trylast=True)
def pytest_configure(config) -> None:
    """Where Python may not keep what it compiled, programs that tests start keep it in the run's own folder: to compile it anew takes a quarter of a small build."""
    one_of_several = hasattr(config, "workerinput")
    if one_of_several or not getattr(config.option, "numprocesses", None):
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
            base = config._tmp_path_factory.getbasetemp()
            base = base.parent if one_of_several else base
            os.environ["PYTHONPYCACHEPREFIX"] = str(base / "bytecode")


@dataclass(frozen=True)
class Handbook:
    """The built handbook: as the web serves it, and as it comes out of its ZIP file."""

    online: Path
    offline: Path
    archive: Path
    said: str


@pytest.fixture(scope="session")
def handbook(tmp_path_factory) -> Handbook:
    """Build everything as `make site` does, once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder, done, lock = base / "handbook", base / "handbook.done", base / "handbook.lock"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        mine = True
    except FileExistsError:
        mine = False
    if mine:
        folder.mkdir()
        result = subprocess.run(
            [
                sys.executable,
                "-m",
                "macros",
                "bundle",
                "--site",
                str(folder / "site"),
                "--dist",
                str(folder / "dist"),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode == 0:
            (copy,) = (folder / "dist").glob("*.zip")
            with zipfile.ZipFile(copy) as archive:
                archive.extractall(folder / "unzipped")
        done.write_text(f"{result.returncode}\n{result.stdout}{result.stderr}", encoding="utf-8")
    for _ in range(3000):
        if done.exists() and done.read_text(encoding="utf-8"):
            break
        time.sleep(0.1)
    code, _, said = done.read_text(encoding="utf-8").partition("\n")
    assert code == "0", said
    return Handbook(
        folder / "site",
        next((folder / "unzipped").iterdir()),
        next((folder / "dist").glob("*.zip")),
        said,
    )
