"""Entries of the menu that are drawn once for many pages are those that the theme draws for each."""

import hashlib
from pathlib import Path

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.engine.menu import KNOWN
from tests.support import tiny

PAGES = (
    "index.md",
    "one.md",
    "two.md",
    "a/index.md",
    "a/first.md",
    "a/second.md",
    "a/deep/index.md",
    "a/deep/low.md",
    "a/deep/lower.md",
    "b/first.md",
    "b/second.md",
    "v1.2/notes.md",
)
NAV = """\
nav:
  - index.md
  - one.md
  - Two: two.md
  - Elsewhere: https://example.org/
  - A:
      - a/index.md
      - a/first.md
      - Deep:
          - a/deep/index.md
          - a/deep/low.md
          - a/deep/lower.md
      - a/second.md
  - B:
      - b/first.md
      - b/second.md
      - The same as a link: a/first/
      - v1.2/notes.md
"""
ALL = "[navigation.tabs, navigation.sections, navigation.indexes, navigation.prune]"


def menus(folder: Path, features: str, folders: bool, plugins: str, nav: str) -> dict[str, str]:
    head = "---\nicon: material/link\nstatus: new\n---\n"
    pages = {name: (head if "first" in name else "") + f"# Page {name}\n" for name in PAGES}
    config = (
        f"site_name: Tiny\ntheme: {{name: material, features: {features}}}\nstrict: false\n"
        f"use_directory_urls: {str(folders).lower()}\nplugins: [{plugins}]\n{nav}"
    )
    built = tiny.build(tiny.make(folder, pages, config=config))
    assert built.code == 0, built.said
    return {
        path.relative_to(built.site).as_posix(): "\n".join(
            node.html or ""
            for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("nav")
        )
        for path in built.site.rglob("*.html")
    }


@pytest.mark.parametrize(
    ("features", "folders", "nav"),
    [("[]", True, NAV), (ALL, False, NAV), ("[navigation.indexes]", True, NAV + "  - one.md\n")],
    ids=["folders", "files", "a page twice"],
)
def test_a_menu_is_the_themes_own_on_every_page(tmp_path, features, folders, nav):
    ours = menus(tmp_path / "ours", features, folders, "macros: {modules: [macros]}", nav)
    assert len(ours) == len(PAGES) + 1
    assert ours == menus(tmp_path / "plain", features, folders, "", nav)


def test_the_installed_themes_menu_is_known():
    """After an update of Material: see what its nav-item.html depends on, then name its digest."""
    path = Path(material.__file__).parent / "templates" / "partials" / "nav-item.html"
    assert hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest() in KNOWN
