"""The live preview: a change of one page, of the sources or of the data renders what it touches; a page that can't be built says why."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.tiny import BIB, CONFIG, ROOT, make

DATA = {"facts.yml": "- id: days\n  text: seven days\n  cite: [clinic2024]\n"}
PAGES = {
    "index.md": '---\ntitle: Home\n---\n# Home\n\nFirst.{{ cite("moss2021cava") }}\n\n## References\n\n{{ bibliography() }}\n',
    "b.md": '---\ntitle: B\n---\n# B\n\nIt lasts {{ fact("days", ".") }}\n\n## References\n\n{{ bibliography() }}\n',
    "all.md": "---\ntitle: All\n---\n# All\n\n{{ references() }}\n",
}


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    folder: Path
    address: str
    log: Path

    def page(self, name: str = "") -> str:
        """A page as it is served now."""
        with urllib.request.urlopen(f"{self.address}{name}", timeout=60) as answer:
            return answer.read().decode()

    def write(self, name: str, text: str) -> None:
        """Change a file of the project."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def until(self, name: str, words: str) -> str:
        """Wait until a page holds words."""
        for _ in range(600):
            html = self.page(name)
            if words in html:
                return html
            time.sleep(0.1)
        raise AssertionError(f"{words!r} was never shown on {name!r}:\n{self.log.read_text()}")

    @property
    def built(self) -> int:
        """How often the whole site was built."""
        return len(re.findall(r"Documentation built in", self.log.read_text()))


@pytest.fixture
def preview(tmp_path):
    folder = make(tmp_path / "p", PAGES, data=DATA, config=CONFIG)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        opened = Preview(folder, f"http://127.0.0.1:{port}/tiny/", log)
        for _ in range(600):
            try:
                opened.page()
                break
            except OSError:
                time.sleep(0.1)
        yield opened
    finally:
        server.terminate()
        server.wait(30)


def test_what_changed_is_shown_and_nothing_else_is_built(preview):
    preview.write("docs/index.md", PAGES["index.md"].replace("First.", "Second."))
    assert "cite-moss2021cava-1" in preview.until("", "Second.")
    preview.write("docs/data/facts.yml", DATA["facts.yml"].replace("seven", "nine"))
    preview.until("b/", "nine days")
    preview.write("references.bib", BIB.replace("About your port", "About another port"))
    preview.until("b/", "About another port")
    assert "About another port" in preview.page("all/")
    assert preview.built == 1
    preview.write(
        "docs/index.md",
        PAGES["index.md"].replace("# Home", '# Home\n\nMore.{{ cite("brown2019") }}'),
    )
    assert 'id="cite-brown2019-1"' in preview.until("", "More.")
    entry = preview.page("all/").split('id="ref-brown2019"')[1].split("</li>")[0]
    assert 'Cited in <a href="../">Home</a>' in entry
    assert preview.built == 1


def test_a_page_that_can_not_be_built_says_why_and_comes_back(preview):
    preview.write("docs/b.md", PAGES["b.md"].replace('fact("days"', 'fact("dyas"'))
    shown = preview.until("b/", "shown yet")
    assert "docs/b.md:6:" in shown and "days" in shown and "Traceback" not in shown
    preview.write("docs/b.md", PAGES["b.md"].replace("It lasts", "It takes"))
    preview.until("b/", "It takes")


def test_what_the_menu_shows_is_a_whole_build(preview):
    preview.write(
        "docs/b.md", PAGES["b.md"].replace("title: B", "title: Beta").replace("# B", "# Beta")
    )
    preview.until("", "Beta")
    preview.write("docs/c.md", "---\ntitle: Gamma\n---\n# Gamma\n")
    preview.until("", "Gamma")
    assert "<h1" in preview.page("c/")
    (preview.folder / "docs" / "c.md").unlink()
    for _ in range(300):
        if "Gamma" not in preview.page():
            break
        time.sleep(0.1)
    assert "Gamma" not in preview.page()
