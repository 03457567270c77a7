"""The same pages by MkDocs, ProperDocs and Zensical: the same numbers, the same lists, the same anchors. And in a foreign project."""

import re
import shutil

import pytest

from tests import engines
from tests.engines import citations
from tests.sites.test_build import PAGE
from tests.support.tiny import BIB, CONFIG, ROOT, build, make, run

SECOND = """\
---
title: Second
---
# Second

First here.{{ cite("brown2019") }} A fact: {{ fact("days", ".") }}

{{ differ("question") }}

Then.{{ cite("moss2021cava", "brown2019", locator="") }}

## References

{{ bibliography() }}
"""

DATA = {
    "facts.yml": "- id: days\n  text: up to seven\n  cite: [clinic2024]\n",
    "disputes.yml": "- id: question\n  question: How often?\n  answers:\n    - answer: often\n      detail: Every day.\n      cite: [smith2020port]\n    - answer: seldom\n      cite: [clinic2024]\n  reading: Ask.\n",
}
PAGES = {"index.md": PAGE, "more/second.md": SECOND, "all.md": "# All\n\n{{ references() }}\n"}


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("mkdocs"), PAGES, data=DATA)
    built = build(folder)
    assert built.code == 0, built.said
    return built


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_another_engine_gives_the_same(by_mkdocs, tmp_path, engine):
    folder = make(tmp_path, PAGES, data=DATA, theme="material")
    if engine == "properdocs":
        (folder / "mkdocs.yml").rename(folder / "properdocs.yml")
        (folder / "mkdocs.yml").write_text((folder / "properdocs.yml").read_text())
    built = build(folder, engine=engine)
    assert built.code == 0, built.said
    for page in ("index.html", "more/second/index.html", "all/index.html"):
        ours, theirs = citations(by_mkdocs.html(page)), citations(built.html(page))
        assert ours["marks"] == theirs["marks"], page
        assert ours["anchors"] == theirs["anchors"], page
        assert ours["lists"] == theirs["lists"], page
    assert citations(built.html("more/second/index.html"))["marks"] == ["1", "2", "3", "2", "1,4"]
    # An answer that says all in a few words has its mark there, and no empty line below.
    assert '<strong>seldom</strong><sup class="cite"' in by_mkdocs.html("more/second/index.html")


@pytest.fixture(scope="module")
def handbook_by_mkdocs(tmp_path_factory):
    return engines.pages(engines.built(tmp_path_factory.mktemp("handbook"), "mkdocs"))


@pytest.mark.parametrize("engine", engines.ENGINES[1:])
def test_the_whole_handbook_is_cited_alike(handbook_by_mkdocs, tmp_path, engine):
    found = engines.pages(engines.built(tmp_path, engine))
    assert found.keys() == handbook_by_mkdocs.keys()
    assert all(
        number == alike > 0 for number, alike in engines.same(handbook_by_mkdocs, found).values()
    )
    assert found == handbook_by_mkdocs


def test_a_foreign_project_needs_only_the_module_and_a_setting(tmp_path):
    """Its own folder names, its own file of sources, the second style."""
    config = CONFIG.replace(
        "file: references.bib", "file: library/sources.bib\n    style: vancouver"
    ).replace("site_name: Tiny", "site_name: PICC handbook\ndocs_dir: text")
    folder = make(tmp_path, {"index.md": PAGE}, bib=None, config=config)
    (folder / "docs").rename(folder / "text")
    (folder / "library").mkdir()
    (folder / "library" / "sources.bib").write_text(BIB)
    built = build(folder)
    assert built.code == 0, built.said
    html = built.html()
    marks = [
        re.sub(r"<[^>]+>", "", mark) for mark in re.findall(r'<sup class="cite".*?</sup>', html)
    ]
    assert marks == ["(1)", "(2-4)", "(1 p406)", "(3)"]
    assert "Lancet. 2021;398(10298):403-15" in re.sub(
        r"<[^>]+>", "", html
    ) or "Lancet. 2021;398(10298):403-415" in re.sub(r"<[^>]+>", "", html)
    checked = run(folder, "-m", "macros", "check", "--format", "json")
    assert '"cite-unknown"' not in checked.stdout


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_module_works_as_a_local_module_too(tmp_path, engine):
    config = CONFIG.replace("modules: [macros]", "module_name: macros")
    folder = make(tmp_path, {"index.md": PAGE}, config=config, theme="material")
    shutil.copytree(
        ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__")
    )
    # -P: as the engine's own command starts, without the project's folder among the places of modules.
    built = run(folder, "-P", "-m", engine, "build", environment={"PYTHONPATH": ""})
    assert built.returncode == 0, built.stdout + built.stderr
    assert 'id="ref-moss2021cava"' in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_an_unknown_style_is_told_in_words(tmp_path):
    built = build(make(tmp_path, {"index.md": PAGE}, config=CONFIG + "    style: apa\n"))
    assert built.code != 0
    assert 'there is no citation style "apa"' in built.said and "Traceback" not in built.said


def test_the_bibliography_is_parsed_once_and_then_only_when_it_changes(tmp_path):
    folder = make(tmp_path, PAGES, data=DATA)
    assert build(folder).code == 0
    kept = list((folder / ".cache" / "references").glob("*.msgpack"))
    assert len(kept) == 1
    stamp = kept[0].stat().st_mtime_ns
    assert build(folder).code == 0
    assert kept[0].stat().st_mtime_ns == stamp
    (folder / "references.bib").write_text(
        BIB.replace("Ports in practice", "Ports in daily practice")
    )
    built = build(folder)
    assert "Ports in daily practice" in built.html()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('{{ lipsum.__globals__["os"].popen("touch ran").read() }}', "template-word"),
        ("<b onclick=x()>a</b>", "html-script"),
    ],
)
def test_zensical_runs_no_page_that_is_a_program(tmp_path, line, rule):
    data = {"handbook.yml": "walls: true\n"}
    pages = {"index.md": f"# A\n\nText.\n\n{line}\n"}
    folder = make(tmp_path, pages, data=data, theme="material")
    built = build(folder, engine="zensical")
    assert built.code != 0 and f"docs/index.md:5:1: {rule}: " in built.said.replace("5:4:", "5:1:")
    assert not (folder / "ran").exists() and not (folder / "site/index.html").exists()
