"""The handbook itself, built for real: what a machine can hold its pages to."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.bib.formatter import formatted
from macros.checks import all_diagnostics
from macros.engine.inspect import load_project

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both copies, made and judged as `make site` does."""
    folder = tmp_path_factory.mktemp("built")
    places = ["--site", str(folder / "site"), "--dist", str(folder / "dist")]
    command = [sys.executable, "-m", "macros", "bundle", *places]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_sources_have_no_error() -> None:
    found = [one for one in all_diagnostics(load_project(ROOT)) if one.severity == "error"]
    assert not found, "\n".join(map(str, found))


def test_references_are_in_canonical_form() -> None:
    project = load_project(ROOT)
    file = ROOT / project.setting("file")
    text = file.read_text(encoding="utf-8")
    assert formatted(text).text == text


def test_every_page_is_built(built: Path) -> None:
    pages = load_project(ROOT).pages
    assert len(list((built / "site").rglob("index.html"))) >= len(pages)


def test_the_offline_copy_opens_from_a_disk(built: Path) -> None:
    (archive,) = (built / "dist").glob("*.zip")
    with zipfile.ZipFile(archive) as copy:
        names = copy.namelist()
    assert any(name.endswith("/index.html") for name in names)
    assert not any(name.endswith(("404.html", ".map")) for name in names)
