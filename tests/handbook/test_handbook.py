"""The handbook itself, built for real: every promise of its pages that a machine can hold it to."""

import json
import re
from pathlib import Path

import pytest
import yaml

from macros.bib.formatter import formatted
from macros.bib.library import read_bibliography
from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def project():
    return load_project(ROOT)


def test_check_finds_no_error(project):
    errors = [
        str(diagnostic) for diagnostic in all_diagnostics(project) if diagnostic.severity == "error"
    ]
    assert not errors, "\n".join(errors)


def test_references_are_in_canonical_form():
    path = ROOT / "references.bib"
    bibliography = read_bibliography(path)
    assert not bibliography.diagnostics
    text = path.read_text(encoding="utf-8")
    assert formatted(text).text == text


def test_only_sources_of_citable_authority_are_kept(project):
    assert {entry.get("authority") for entry in project.bibliography.entries} <= set(
        project.profile.authorities
    )


def test_the_home_page_is_called_by_the_name_of_the_site_alone(handbook):
    home = (handbook.online / "index.html").read_text(encoding="utf-8")
    assert "<title>Port Handbook</title>" in home


def test_words_in_drawings_are_read_on_a_phone(project):
    """12 px and more where a drawing is 324 px wide, and not higher than the 34rem it may have."""
    shown = {call.args[0] for page in project.pages for call in page.calls if call.name == "figure"}
    for name in shown - {"architecture"}:  # for people at a desk, who can enlarge it
        text = (ROOT / "docs/assets/figures" / f"{name}.svg").read_text(encoding="utf-8")
        width, height = map(int, re.findall(r"viewBox=\"0 0 (\d+) (\d+)\"", text)[0])
        smallest = min(map(float, re.findall(r'font-size="([\d.]+)"', text)))
        assert smallest * min(324 / width, 680 / height) >= 12, name


def test_no_page_claims_a_review_that_nobody_made(project):
    for page in project.pages:
        if page.meta.get("status") == "draft":
            assert page.meta.get("reviewed_by") == [], page.path
        else:
            # Stamped by `review`, at the reviewer's own word: never by hand.
            assert all(
                stamp.get("name") and stamp.get("role") and stamp.get("hash")
                for stamp in page.meta["reviewed_by"]
            ), page.path


def test_every_page_of_the_first_issue_exists(project):
    have = {project.source(page) for page in project.pages}
    wanted = {
        f"patients/{name}.md"
        for name in (
            "what-is-a-port",
            "do-i-need-one",
            "before",
            "the-day",
            "first-two-weeks",
            "using-your-port",
            "everyday-life",
            "scans",
            "looking-after",
            "problems",
            "get-help",
            "removal",
            "questions",
        )
    }
    wanted |= {
        f"clinicians/{name}.md"
        for name in (
            "choosing",
            "accessing",
            "de-accessing",
            "flushing",
            "no-blood-return",
            "infection",
        )
    }
    wanted |= {
        "index.md",
        "sources/index.md",
        "sources/differ.md",
        "sources/glossary.md",
        "about/index.md",
        "about/licence.md",
        "about/offline.md",
        "about/privacy.md",
    }
    assert wanted <= have, wanted - have


def test_every_dispute_of_the_data_is_shown_where_it_matters(project):
    shown = {call.args[0] for page in project.pages for call in page.calls if call.name == "differ"}
    assert len(project.data.disputes) >= 27
    assert shown <= set(project.data.disputes)
    for item in project.data.disputes.values():
        assert len(item.get("answers")) >= 2, item.id
        assert item.get("reading"), item.id


def test_figures_are_drawings_with_a_text_alternative(project):
    files = sorted((ROOT / "docs" / "assets" / "figures").glob("*.svg"))
    assert len(files) >= 20
    for path in files:
        text = path.read_text(encoding="utf-8")
        title, about = (
            re.search(r"<title[^>]*>(.+?)</title>", text, re.S),
            re.search(r"<desc[^>]*>(.+?)</desc>", text, re.S),
        )
        assert title and about and len(about[1].split()) >= 12, path.name
        assert not re.search(r"<script|\son\w+=|href=\"(?!#)|url\((?!#)", text), path.name
    assert {path.stem for path in files} == set(project.data.figures)


def test_patients_pages_show_the_way_to_help(handbook):
    for path in (handbook.online / "patients").glob("*/index.html"):
        if path.parent.name != "get-help":
            assert 'class="way-out' in path.read_text(encoding="utf-8"), path


def test_pages_say_that_nobody_has_reviewed_them(handbook):
    for path in [
        *handbook.online.glob("patients/*/index.html"),
        *handbook.online.glob("clinicians/*/index.html"),
    ]:
        assert re.search(
            r"not yet reviewed by a clinician", path.read_text(encoding="utf-8"), re.I
        ), path


def test_nothing_of_the_generator_leaks_into_pages(handbook):
    for path in handbook.online.rglob("*.html"):
        main = re.sub(
            r"(?s)<(?:script|style|pre|code)\b.*?</(?:script|style|pre|code)>",
            "",
            path.read_text(encoding="utf-8"),
        )
        assert not re.search(
            r"\{\{|\}\}|\{%|Macro (?:Rendering|Syntax) Error|Traceback|^!!! |\bUndefined\b",
            main,
            re.M,
        ), path


def test_what_a_page_gives_away_is_its_list_in_its_order(handbook):
    """ "In its order of first mention", whatever the page cites through: marks, facts, disputed questions, charts."""
    compared = 0
    for page in handbook.online.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        given = re.search(
            r'<p class="page-export">Take these references.*?href="([^"]+\.json)"', text
        )
        if given:
            items = json.loads((page.parent / given[1]).resolve().read_text(encoding="utf-8"))
            assert [item["id"] for item in items] == re.findall(r'<li id="ref-([^"]+)"', text), page
            compared += 1
    assert compared > 40


def test_marks_and_lists_stay_out_of_the_search_index(handbook):
    index = json.loads(
        (handbook.online / "search" / "search_index.json").read_text(encoding="utf-8")
    )
    text = " ".join(item["text"] for item in index["docs"])
    assert "doi:10." not in text
    assert "Accessed November" not in text
    assert 'class="cite' not in text


def test_the_offline_copy_holds_what_can_work_there(handbook):
    names = {
        path.relative_to(handbook.offline).as_posix()
        for path in handbook.offline.rglob("*")
        if path.is_file()
    }
    assert "index.html" in names and "patients/get-help.html" in names
    assert not {"404.html", "sitemap.xml", "sitemap.xml.gz"} & names
    assert not [name for name in names if name.endswith(".map")]


def test_the_offline_index_page_links_files_not_folders(handbook):
    html = (handbook.offline / "index.html").read_text(encoding="utf-8")
    for href in re.findall(r'href="([^"#?:]+)"', html):
        target = (handbook.offline / href).resolve()
        assert target.is_file(), href


def test_data_files_are_not_published(handbook):
    assert not list(handbook.online.rglob("*.yml"))


def test_settings_pin_the_stack():
    pins = (ROOT / "pins" / "site.txt").read_text(encoding="utf-8")
    for name in (
        "mkdocs==1.6.1",
        "mkdocs-material==9.8.1",
        "mkdocs-macros-plugin==1.5.0",
        "pybtex==0.26.1",
    ):
        assert re.search(rf"^{re.escape(name)} ", pins, re.M), name
    for block in re.split(r"\n(?=\S)", pins.strip()):
        assert "--hash=sha256:" in block, block[:60]


def test_facts_are_rendered_and_not_restated(project):
    used = {call.args[0] for page in project.pages for call in page.calls if call.name == "fact"}
    assert set(project.data.facts) == used, set(project.data.facts) ^ used
    assert yaml.safe_load(Path(ROOT / "docs" / "data" / "facts.yml").read_text(encoding="utf-8"))
