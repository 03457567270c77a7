"""What the checks of links say, and how a page's links are read."""

import shutil
from pathlib import Path

import pytest

from macros.checks import all_diagnostics
from macros.content.markdown import visible
from macros.content.pages import parse_page
from macros.engine.inspect import load_project
from tests.scorecard.plant import SITE


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the small site in which the checks are checked."""
    shutil.copytree(SITE, tmp_path / "site")
    return tmp_path / "site"


def say(site: Path, path: str, old: str, new: str) -> list[str]:
    """What the checks say after one change."""
    file = site / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return [str(diagnostic) for diagnostic in all_diagnostics(load_project(site))]


def test_a_dead_link_names_the_nearest_page(site: Path) -> None:
    assert say(site, "docs/index.md", "clinicians/flushing.md", "clinicians/flushng.md") == [
        "docs/index.md:14:42: link-dead: the page that it leads to does not exist: clinicians/flushng.md; the nearest one is clinicians/flushing.md"
    ]


def test_many_faults_at_once_are_all_told_in_the_order_of_the_page(site: Path) -> None:
    found = say(
        site,
        "docs/index.md",
        "Start with",
        "See [here](a.md), [b](#b), ![](c.png), <img src='/d.svg'> and [f] (index.md). Start with",
    )
    assert [line.split(": ")[1] for line in found] == [
        "link-dead",
        "link-text",
        "link-anchor",
        "image-dead",
        "img-alt",
        "img-alt",
        "link-root",
        "link-syntax",
    ]
    assert all(line.startswith("docs/index.md:14:") for line in found)


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("[a](b.md)", [("inline", "a", "b.md")]),
        ("[a](b(c)d.md)", [("inline", "a", "b(c)d.md")]),
        ("[a](<b c.md>)", [("inline", "a", "b c.md")]),
        ("[a](b.md 'c')", [("inline", "a", "b.md")]),
        ('[a](b.md "it\'s")', [("inline", "a", "b.md")]),
        ("[a [b] c](d.md)", [("inline", "a [b] c", "d.md")]),
        ("[![a](b.png)](c.md)", [("inline", "![a](b.png)", "c.md"), ("inline", "a", "b.png")]),
        ("[a][B]\n\n[b]: c.md", [("reference", "a", "c.md")]),
        ("[b][]\n\n[b]: c.md", [("reference", "b", "c.md")]),
        ("[b]\n\n[b]: <c d.md> 'e'", [("reference", "b", "c d.md")]),
        (
            "<https://a.example/?b&c>",
            [("auto", "https://a.example/?b&c", "https://a.example/?b&c")],
        ),
        ("<a@b.example>", [("auto", "a@b.example", "mailto:a@b.example")]),
        ('<a href="b.md">c</a>', [("html", "c", "b.md")]),
        ("<img alt=c src=b.png>", [("html", "c", "b.png")]),
        (r"\[a](b.md)", []),
        ("`[a](b.md)`", []),
        ("```\n[a](b.md)\n```", []),
        ("<!-- [a](b.md) -->", []),
        ("{% raw %}[a](b.md){% endraw %}", []),
        ("Text.\n\n    [a](b.md)", []),
        ("- Text.\n\n    [a](b.md)", [("inline", "a", "b.md")]),
        ("- Text.\n\n        [a](b.md)", []),
        ('!!! note "A"\n\n    [a](b.md)', [("inline", "a", "b.md")]),
        ("[a\n\nb](c.md)", []),
        ("[ ] and [x] and [sic]", []),
    ],
)
def test_links_are_read_as_python_markdown_reads_them(markdown: str, links: list) -> None:
    text = parse_page(f"---\ntitle: A\n---\n\n{markdown}\n", "a.md").document
    assert [(link.kind, link.text, link.target) for link in text.links] == links


def test_places_count_the_front_matter() -> None:
    page = parse_page("---\ntitle: A\n---\n\nSee [a](b.md).\n", "a.md")
    link = page.document.links[0]
    assert page.text.position(link.at) == (5, 5)
    assert page.source[link.start : link.end] == "b.md"


def test_visible_text_is_what_a_reader_hears() -> None:
    assert visible("**When** to `call` ![a port](a.png) <b>now</b>") == "When to call a port now"
