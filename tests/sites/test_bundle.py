"""`bundle`: both copies or none, whatever happens; words, never a traceback; nothing left behind."""

import resource
import subprocess
import sys
import zipfile

import pytest

from tests.support.tiny import CONFIG, make, run

BUNDLED = CONFIG.replace("{theme}", "{name: material, font: false}").replace(
    "  - macros:", "  - offline:\n      enabled: !ENV [OFFLINE, false]\n  - macros:"
)
PAGE = '---\ntitle: A\n---\n# A\n\nText.{{ cite("clinic2024") }} [B](b.md)\n\n## References\n\n{{ bibliography() }}\n'
PAGES = {"index.md": PAGE, "b.md": "---\ntitle: B\n---\n# B\n"}


def project(folder, pages=PAGES, config=BUNDLED):
    return make(folder, pages, config=config)


def bundle(folder, **more):
    done = run(folder, "-m", "macros", "bundle", **more)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_both_copies_are_made_and_nothing_else(tmp_path):
    done = bundle(project(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "b" / "index.html").is_file()
    with zipfile.ZipFile(tmp_path / "dist" / "tiny-offline.zip") as archive:
        assert "tiny-offline/b.html" in archive.namelist()
    assert {path.name for path in tmp_path.iterdir()} == {
        *(".cache", "docs", "dist", "mkdocs.yml", "references.bib", "site")
    }


@pytest.mark.parametrize(
    "address", ["site_url: https://handbook.example/", "site_url: https://handbook.example", ""]
)
def test_a_site_at_the_root_of_its_host(tmp_path, address):
    config = BUNDLED.replace("site_url: https://example.org/tiny/", address)
    done = bundle(project(tmp_path, config=config))
    assert done.returncode == 0, done.stderr


def test_a_project_without_the_offline_plugin_is_told_what_to_write(tmp_path):
    done = bundle(
        project(tmp_path, config=CONFIG.replace("{theme}", "{name: material, font: false}"))
    )
    assert done.returncode == 1
    assert "mkdocs.yml lacks the plug-in offline" in done.stderr
    assert "enabled: !ENV [OFFLINE, false]" in done.stderr


def test_what_killed_builds_left_is_taken_away(tmp_path):
    project(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    for name in (f".build-{child.pid}-abc", f".references-{child.pid}-abc"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.html").write_text("x")
    running = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        (tmp_path / f".build-{running.pid}-abc").mkdir()
        assert bundle(tmp_path).returncode == 0
        assert [path.name for path in tmp_path.glob(".*-*")] == [f".build-{running.pid}-abc"]
    finally:
        running.communicate()


def test_a_site_lost_between_two_steps_comes_back(tmp_path):
    project(tmp_path, {"index.md": '# A\n\n{{ cite("nosuch") }}\n'})
    (tmp_path / "site.old").mkdir()
    (tmp_path / "site.old" / "index.html").write_text("the last good one")
    assert bundle(tmp_path).returncode == 1
    assert (tmp_path / "site" / "index.html").read_text() == "the last good one"


def test_a_fault_changes_nothing(tmp_path):
    project(tmp_path)
    assert bundle(tmp_path).returncode == 0
    before = (tmp_path / "site" / "index.html").read_bytes()
    (tmp_path / "docs" / "index.md").write_text(PAGE.replace("b.md", "none.md"))
    done = bundle(tmp_path)
    assert done.returncode == 1 and "none.md" in done.stderr and "unchanged" in done.stderr
    assert (tmp_path / "site" / "index.html").read_bytes() == before


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("bundled"))
    assert bundle(folder).returncode == 0
    return folder


@pytest.mark.parametrize("size", [1_000, 20_000, 120_000, 300_000])
def test_a_full_disk_is_words(bundled, size):
    """A limit on what a process may write stands for a disk that is full: the same calls fail."""
    before = (bundled / "site" / "index.html").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "macros", "bundle"],
        cwd=bundled,
        env=surroundings(),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1 and "unchanged" in done.stderr, done.stderr
    assert (bundled / "site" / "index.html").read_bytes() == before


def surroundings():
    import os

    from tests.support.tiny import ROOT

    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


def test_a_file_in_the_way_is_words(tmp_path):
    project(tmp_path)
    (tmp_path / "dist").write_text("a file")
    done = bundle(tmp_path)
    assert done.returncode == 1 and "dist" in done.stderr and "unchanged" in done.stderr


def test_a_locale_that_knows_only_ascii(tmp_path):
    project(tmp_path)
    done = bundle(
        tmp_path,
        environment={"PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docs/b.md", '---\ntitle: B\nmoved_from: ["a\\0b.md"]\n---\n# B\n\nNUL \0 here.\n'),
        ("docs/b.md", "---\ntitle: &t\n  - *t\n---\n# B\n"),
        ("docs/data/facts.yml", "- &a\n  id: x\n  text: *a\n"),
        ("docs/data/handbook.yml", "walls: &a\n  - *a\n"),
    ],
)
def test_odd_files_are_words(tmp_path, name, text):
    project(tmp_path)
    (tmp_path / "docs" / "data").mkdir()
    (tmp_path / name).write_text(text)
    bundle(tmp_path)
