"""A handbook of one's own: begun by a command, about something that is no port and no medicine, and its whole life; the README's snippet; the wheel."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from macros.cli import main
from macros.starter import FILES, PACKAGE, SHARED, generator_files, shared_files
from macros.version import VERSION
from tests.conftest import ROOT
from tests.support.tiny import BIB

ANSWERS = {
    "--name": "Beekeeping Handbook",
    "--description": 'How to keep bees: hives, wax & "swarms", with sources.',
    "--url": "https://bees.example.org",
    "--repository": "https://github.com/example/bees",
    "--contact": "bees@example.org",
    "--owner": "@example/keepers",
}
PAGE = """\
---
title: Wax
summary: What beeswax is and what it is used for, with the sources that say so.
audience: everyone
status: draft
written: 2026-11-22
review_due: 2027-11-22
reviewed_by: []
aliases: [beeswax]
---

# Wax

Bees make wax in glands.{{ cite("brown2019") }}

## References

{{ bibliography() }}
"""


def begin(folder: Path) -> Path:
    assert main(["init", str(folder), *(part for pair in ANSWERS.items() for part in pair)]) == 0
    git(folder, "init", "-q")
    commit(folder, "Begin")
    return folder


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    done = subprocess.run(
        ["git", *names, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(folder: Path, words: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", words)


def run(folder: Path, *arguments: str, code: int = 0, **environment: str) -> str:
    """Run `python …` in a handbook, with its own copy of the generator."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**kept, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    return begin(tmp_path / "bees")


def test_it_is_whole_and_says_nothing_of_this_handbook(bees):
    text = run(bees, "-m", "macros", "check")
    assert "0 errors, 0 warnings" in text
    own = [path for path in bees.rglob("*") if path.is_file() and "macros" not in path.parts]
    assert len(own) > 40
    words = re.compile(
        r"\b(?:ports?|catheters?|patients?|clinicians?|port-handbook)\b", re.IGNORECASE
    )
    for path in own:
        if path.suffix in (".md", ".yml", ".bib", ".cff", ".py") and ".git" not in path.parts:
            name = path.relative_to(bees).as_posix()
            if name in SHARED or name == "README.md":
                continue
            assert not words.search(path.read_text(encoding="utf-8")), name
    config = yaml.safe_load(re.sub(r"!ENV", "", (bees / "mkdocs.yml").read_text(encoding="utf-8")))
    assert config["site_description"] == ANSWERS["--description"]
    assert config["site_url"] == "https://bees.example.org/"
    assert yaml.safe_load((bees / "CITATION.cff").read_text())["title"] == "Beekeeping Handbook"


def test_its_whole_life(bees):
    """New page, source, check, build, offline copy, review, move, release: the README's section."""
    summary = "What beeswax is and what it is used for, with the sources that say so."
    run(bees, "-m", "macros", "new", "guide/wax.md", "--title", "Wax", "--summary", summary)
    assert "placeholder" in run(bees, "-m", "macros", "check", "docs/guide/wax.md", code=1)
    (bees / "more.bib").write_text(BIB[BIB.index("@book") :])
    (bees / "docs/guide/wax.md").write_text(PAGE)
    menu = (bees / "mkdocs.yml").read_text()
    (bees / "mkdocs.yml").write_text(
        menu.replace("guide/begin.md\n", "guide/begin.md\n      - guide/wax.md\n")
    )
    assert "cite-unknown" in run(bees, "-m", "macros", "check", code=1)
    run(bees, "-m", "macros", "add", "more.bib")
    (bees / "more.bib").unlink()
    assert "0 errors" in run(bees, "-m", "macros", "check")
    commit(bees, "Write about wax")
    words = ["--name", "Ada Example", "--role", "beekeeper"]
    run(bees, "-m", "macros", "review", "docs/guide/wax.md", *words)
    run(bees, "-m", "macros", "format", "--check")
    run(bees, "-m", "macros", "check", "--fix")
    assert "guide/wax.md" in (bees / "docs/data/addresses.yml").read_text()
    commit(bees, "Ada has read it")
    (bees / "docs/hive").mkdir()
    git(bees, "mv", "docs/guide/wax.md", "docs/hive/wax.md")
    run(bees, "-m", "macros", "check", "--fix")
    assert "hive/wax.md" in (bees / "mkdocs.yml").read_text()
    assert "moved_from: [guide/wax.md]" in (bees / "docs/hive/wax.md").read_text()
    commit(bees, "Move wax to the hive")
    run(bees, "-m", "macros", "release", "0.2.0")
    commit(bees, "Release 0.2.0")
    run(bees, "-m", "macros", "bundle")
    run(bees, "-m", "macros", "release", "--check", "v0.2.0", "--notes", "notes.md")
    assert "The first pages" in (bees / "notes.md").read_text()
    assert (bees / "site/hive/wax/index.html").is_file()
    assert "Reviewed by Ada Example" in (bees / "site/hive/wax/index.html").read_text()
    assert (bees / "dist/beekeeping-handbook-offline-0.2.0.zip").is_file()
    assert "0.1.0" in run(bees, "-m", "macros", "release", "--check", "v0.1.0", code=1)


def test_its_tests_and_plain_mkdocs_pass(bees):
    assert "4 passed" in run(bees, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")
    mkdocs = Path(sys.executable).parent / "mkdocs"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [mkdocs, "build"], cwd=bees, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--url", "bees"], "is not an address"),
        (["--contact", "me"], "is not a mail address"),
        (["--owner", "me; rm"], "is not a name"),
        (["--name", " "], "--name"),
        (["--style", "apa"], "one of: ama, vancouver, elsevier"),
    ],
)
def test_an_answer_that_can_not_be_used_writes_nothing(tmp_path, more, told, capsys):
    given = [part for pair in {**ANSWERS, **dict([more])}.items() for part in pair]
    assert main(["init", str(tmp_path / "x"), *given]) == 2
    assert told in capsys.readouterr().err and not (tmp_path / "x").exists()


def test_what_no_option_says_is_asked_on_a_terminal(tmp_path, monkeypatch, capsys):
    replies = iter(["Bees", "", ""])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(replies))
    given = ["--description", "About bees.", "--url", ANSWERS["--url"]]
    assert main(["init", str(tmp_path / "x"), *given]) == 0
    assert main(["init", str(tmp_path / "y"), *given]) == 2
    assert "--name is needed" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert main(["init", str(tmp_path / "y")]) == 2
    assert 'Say it with --name "' in capsys.readouterr().err


def test_a_folder_that_holds_something_is_left_alone(tmp_path, capsys):
    (tmp_path / "mine").write_text("")
    assert main(["init", str(tmp_path), "--name", "A"]) == 1
    assert "holds something already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_odd_names_stay_whole(tmp_path):
    odd = {
        **ANSWERS,
        "--name": 'Bees: a "new" #1 \\ handbook %%{x} $y',
        "--authors": "[A], {B}: 'C'",
    }
    folder = tmp_path / "odd"
    assert main(["init", str(folder), *(part for pair in odd.items() for part in pair)]) == 0
    assert yaml.safe_load((folder / "CITATION.cff").read_text())["title"] == odd["--name"]
    assert "0 errors" in run(folder, "-m", "macros", "check")


def test_a_newer_generator_renews_what_is_its_own(bees, capsys):
    lock = json.loads((bees / "handbook.lock").read_text())
    assert lock["generator"] == VERSION and set(lock["files"]) == {
        *shared_files(),
        *generator_files(),
    }
    assert main(["-C", str(bees), "upgrade"]) == 0 and "0 files renewed" in capsys.readouterr().out
    lock["generator"] = "0.0.1"
    # As if the handbook had been begun with an older generator, and one file changed since.
    old = {"macros/cli.py": b"# old\n", "macros/gone.py": b"# gone\n", "Makefile": b"# old\n"}
    for name, data in old.items():
        (bees / name).write_bytes(data)
    lock["files"] |= {name: hashlib.sha256(data).hexdigest() for name, data in old.items()}
    lock["files"]["../outside"] = "0"
    (bees / "handbook.lock").write_text(json.dumps(lock))
    (bees / "Makefile").write_text("# mine\n")
    assert main(["-C", str(bees), "upgrade", "--dry-run"]) == 1
    shown = capsys.readouterr().out
    assert (
        "macros/cli.py: renewed" in shown
        and "-# old" in shown
        and "macros/gone.py: removed" in shown
    )
    assert f"generator 0.0.1 → {VERSION}." in shown
    assert "Makefile: yours differs, and is kept" in shown and (bees / "macros/gone.py").exists()
    assert main(["-C", str(bees), "upgrade"]) == 1
    assert (bees / "macros/cli.py").read_bytes() == (PACKAGE / "cli.py").read_bytes()
    assert not (bees / "macros/gone.py").exists() and (bees / "Makefile").read_text() == "# mine\n"
    capsys.readouterr()
    text = run(bees, "-m", "macros", "upgrade", "--from", str(ROOT), code=1)
    assert "Makefile: yours differs" in text
    assert "own copy of the generator" in run(bees, "-m", "macros", "upgrade", code=2)


def test_every_shared_file_is_there():
    missing = [name for name, others in SHARED.items() if not (ROOT / (*others, name)[0]).is_file()]
    assert not missing
    workflows = {
        f".github/workflows/{path.name}" for path in (ROOT / ".github/workflows").glob("*.yml")
    }
    assert workflows <= set(SHARED)


def readme(language: str) -> list[str]:
    section = (ROOT / "README.md").read_text().split("## Start your own")[1].split("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def test_the_readme_shows_what_is_tested(bees):
    (command,) = re.findall(r"macros init \.\./bees (.*)", readme("")[0])
    offline = readme("yaml")[1]
    assert "docs/assets/javascripts/iframe-worker.js" in SHARED
    assert "- assets/javascripts/iframe-worker.js" in offline
    assert '--name "Beekeeping Handbook"' in command and "make site && make test" in readme("")[0]


@pytest.mark.parametrize("program", ["mkdocs", "-m mkdocs"])
def test_the_readmes_settings_work_in_another_project(tmp_path, program):
    settings, _ = readme("yaml")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Mine\n{settings}")
    shutil.copytree(PACKAGE, tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "references.bib").write_text(BIB)
    (tmp_path / "docs").mkdir()
    text = '# A\n\n!!! warning "Mind"\n\n    It.{{ cite("brown2019") }}\n\n## B {#b}\n\n{{ bibliography() }}\n'
    (tmp_path / "docs/index.md").write_text(text)
    python = Path(sys.executable)
    command = [python.parent / "mkdocs"] if program == "mkdocs" else [python, *program.split()]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [*command, "build"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    html = (tmp_path / "site/index.html").read_text()
    assert 'id="ref-brown2019"' in html and "admonition" in html and 'id="b"' in html
    assert (tmp_path / "site/search/search_index.json").is_file()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, unpacked as pip would install it, from a copy of what git knows."""
    base = tmp_path_factory.mktemp("wheel")
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    for name in names:
        if name and not name.startswith(("tests/", "docs/")) or "iframe-worker" in name:
            target = base / "source" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [*command, "-w", str(base), str(base / "source")], check=True, capture_output=True
    )
    (found,) = base.glob("*.whl")
    with zipfile.ZipFile(found) as archive:
        archive.extractall(base / "installed")
    return base / "installed"


def test_the_wheel_holds_all_files_under_a_name_of_its_own(wheel):
    assert not (wheel / "macros").exists()
    package = wheel / "porthandbook_macros"
    for path in PACKAGE.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert (package / path.relative_to(PACKAGE)).is_file(), path
    assert all((package / "shared" / name).is_file() for name in SHARED)
    assert VERSION in run(wheel, "-m", "porthandbook_macros", "--version")


def test_the_wheel_works_beside_a_module_called_macros(wheel, tmp_path):
    """A project's own module `macros`, the generator as a package, and its theme without a path."""
    (tmp_path / "macros.py").write_text("def define_env(env):\n    open('ran', 'w').close()\n")
    settings = readme("yaml")[0]
    settings = settings.replace(
        "module_name: macros", "module_name: macros\n      modules: [porthandbook_macros]"
    )
    settings = settings.replace("    style: ama ", "    theme: true\n    style: ama ")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Mine\ntheme: material\n{settings}")
    (tmp_path / "references.bib").write_text(BIB)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(
        '# A\n\nIt.{{ cite("brown2019") }}\n\n{{ bibliography() }}\n'
    )
    run(tmp_path, "-m", "mkdocs", "build", PYTHONPATH=str(wheel))
    html = (tmp_path / "site/index.html").read_text()
    assert (
        (tmp_path / "ran").exists() and 'id="ref-brown2019"' in html and "assets/js/page.js" in html
    )
    run(tmp_path, "-m", "porthandbook_macros", "status", PYTHONPATH=str(wheel))
    folder = tmp_path / "bees"
    given = [part for pair in ANSWERS.items() for part in pair]
    run(tmp_path, "-m", "porthandbook_macros", "init", str(folder), *given, PYTHONPATH=str(wheel))
    assert "0 errors" in run(folder, "-m", "macros", "check")
    assert not (folder / "macros/shared").exists()


def test_the_packaging_names_what_there_is():
    text = (ROOT / "pyproject.toml").read_text()
    listed = set(re.findall(r'"(porthandbook_macros[\w.]*)",', text))
    have = {
        ".".join(["porthandbook_macros", *path.parent.relative_to(PACKAGE).parts])
        for path in PACKAGE.rglob("__init__.py")
    }
    assert listed == have, listed ^ have
    pinned = {
        re.split(r"[=<>]", line)[0].lower()
        for line in (ROOT / "pins/site.in").read_text().split("\n")
        if line and line[0] != "#"
    }
    needed = {
        re.split(r"[=<>]", one)[0].lower()
        for one in re.findall(r'^  "([\w-]+[>=<].*)",$', text, re.M)
    }
    assert pinned == needed, pinned ^ needed
    assert FILES.is_dir()
