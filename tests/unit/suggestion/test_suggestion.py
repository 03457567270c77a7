"""A correction from a form: applied where it is clear, left to people where it is not, harmless always."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from macros.cli import main
from macros.suggestion.form import LABELS
from macros.suggestion.privacy import personal
from macros.suggestion.words import as_markdown, quoted
from tests.conftest import ROOT
from tests.support.services import article, work
from tests.support.tiny import EVERY_SET, make
from tests.unit.verify.conftest import services

__all__ = ["services"]

PAGE = """\
---
title: Beeswax
---

# Beeswax

Wax melts at *about* 62 degrees.{{ cite("brown2019") }} It is made by
young bees, who [eat honey](index.md) first.

- Keep it dry.
- A frame holds {{ fact("frame", ".") }} Nobody knows why.

## Colour

New wax is white. It darkens with age.

## Again

It darkens with age. A “quoted” word – and 5 > 3.

## References

{{ bibliography() }}
"""
FACTS = '- id: frame\n  text: "two combs of wax"\n  cite: [brown2019]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = {"index.md": "# Bees\n\nSee [wax](wax.md).\n", "wax.md": PAGE}
    make(tmp_path, pages, data={"facts.yml": FACTS, "handbook.yml": EVERY_SET})
    return tmp_path


def form(**answers: str) -> str:
    given = {"page": "Beeswax", "harm": "No, or I do not know", **answers}
    parts = [
        f"### {label}\n\n{given.get(name) or '_No response_'}" for name, label in LABELS.items()
    ]
    return "\n\n".join(
        [*parts, "### Before you send it\n\n- [X] Nothing above can identify anybody."]
    )


def suggest(folder: Path, body: str | None = None, **answers: str) -> tuple[int, str, str]:
    """The exit code, the answer on the issue, and the text of the pull request."""
    issue = {
        "issue": {"number": 7, "title": "x", "body": form(**answers) if body is None else body}
    }
    (folder / "issue.json").write_text(json.dumps(issue), encoding="utf-8")
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    code = main(["-C", str(folder), "suggest", str(folder / "issue.json"), "--out", str(out)])
    request = out / "pull-request.md"
    result = json.loads((out / "result.json").read_text())
    assert result["state"] == ("told" if code else "changed")
    assert request.exists() is (code == 0)
    return code, (out / "answer.md").read_text(), request.read_text() if code == 0 else ""


def page(folder: Path) -> str:
    return (folder / "docs/wax.md").read_text(encoding="utf-8")


def test_words_and_a_known_source_are_applied(folder):
    code, answer, request = suggest(
        folder,
        sentence="Wax melts at about 62 degrees.1",
        words="Wax melts at about 64 degrees.",
        source="https://doi.org/10.1016/S0140-6736(21)00766-2",
        why="I measured it. @someone look, <b>now</b>",
    )
    assert code == 0, answer
    assert 'Wax melts at *about* 64 degrees.{{ cite("brown2019", "moss2021cava") }}' in page(folder)
    assert page(folder).count("\n") == PAGE.count("\n")
    assert "docs/wax.md, line 7" in request and "62 degrees" in request and "64 degrees" in request
    assert "Central venous access devices" in request and "Closes #7" in request
    assert "Is that the work that is meant?" in request
    outside = re.sub(r"(?ms)^(`{3,}) text$.*?^\1$", "", request)
    assert "@someone" not in outside and "<b>" not in outside
    assert "Thank you" in answer


@pytest.mark.parametrize(
    ("page_name", "section", "changed"),
    [
        ("https://example.org/tiny/wax/#again", "", 2),
        ("docs/wax.md", "colour", 1),
        ("file:///home/x/copy/wax.html#colour", "", 1),
        ("/tiny/wax/", "Again", 2),
    ],
)
def test_a_page_by_address_and_a_sentence_that_stands_twice(folder, page_name, section, changed):
    answers = {"sentence": "It darkens with age.", "words": "It turns dark with age."}
    code, answer, _ = suggest(folder, page=page_name, section=section, **answers)
    assert code == 0, answer
    first, second = page(folder).split("## Again")
    assert ("turns dark" in first, "turns dark" in second) == (changed == 1, changed == 2)


def test_words_across_lines_quotes_and_dashes(folder):
    answers = {
        "sentence": 'A "quoted" word - and 5 > 3',
        "words": 'A "quoted" word - and 6 < 7 & more',
    }
    assert suggest(folder, **answers)[0] == 0
    assert "A “quoted” word – and 6 &#60; 7 &#38; more." in page(folder)
    answers = {"sentence": "It is made by young bees", "words": "It is made by very young bees"}
    assert suggest(folder, **answers)[0] == 0
    assert "made by\nvery young bees, who [eat honey](index.md) first." in page(folder)


def test_a_list_of_references_is_added_with_the_first_citation(folder):
    (folder / "docs/wax.md").write_text("# Beeswax\n\nWax is made by bees.\n")
    answers = {"sentence": "Wax is made by bees.", "words": "Wax is made by young bees."}
    assert suggest(folder, source="12345678", **answers)[0] == 0
    assert page(folder).endswith(
        'young bees.{{ cite("smith2020port") }}\n\n## References\n\n{{ bibliography() }}\n'
    )


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            {"sentence": "Wax melts at about 99 degrees."},
            "most alike one is: &#34;Wax melts at about 62",
        ),
        ({"sentence": "Bees can dance when they are glad."}, "does not stand on the page"),
        ({"sentence": "It darkens with age."}, "2 times"),
        ({"sentence": "See wax."}, "does not stand"),
        ({"sentence": "A frame holds two combs of wax."}, "docs/data/facts.yml, line 1"),
        ({"sentence": "young bees, who eat honey first."}, "link"),
        ({"sentence": "Wax"}, "too short"),
        ({"sentence": "New wax is white.", "words": "New wax is white"}, "the same"),
        ({"sentence": "New wax is white.", "words": ""}, "no better words"),
        ({"page": "Beewax", "sentence": "New wax is white."}, "Did you mean Beeswax"),
        ({"page": "../../etc/passwd", "sentence": "New wax is white."}, "no page with that title"),
        ({"page": "", "sentence": "New wax is white."}, "is missing"),
        ({"sentence": "New wax is white.", "words": "{{ include('/etc/passwd') }}"}, "carry out"),
        ({"sentence": "New wax is white.", "words": "New {% set x = 1 %} wax"}, "carry out"),
        ({"sentence": "New wax is white.", "words": "<script>alert(1)</script>"}, "HTML"),
        ({"sentence": "New wax is white.", "words": "a <img src=x onerror=y>"}, "HTML"),
        ({"sentence": "New wax is white.", "source": "I saw it"}, "neither a DOI"),
        ({"sentence": "New wax is white.", "source": "10.1000/x; rm -rf /"}, "neither a DOI"),
        ({"sentence": "New wax is white.", "source": "--complete"}, "neither a DOI"),
        ({"sentence": "New wax is white.", "source": "javascript:alert(1)"}, "neither a DOI"),
        ({"sentence": "New wax is white.", "words": "a" * 3000}, "longer than 2000"),
        ({"sentence": "New wax is white.", "why": "DOB 12/03/1961"}, "a date of birth"),
        ({"sentence": "New wax is white.", "why": "hospital number 4471123"}, "a record number"),
        ({"sentence": "New wax is white.", "credit": "ada@example.org"}, "a mail address"),
    ],
)
def test_what_a_person_has_to_do(folder, answers, told):
    before = {
        path: path.read_bytes() for path in folder.rglob("*") if path.suffix in (".md", ".bib")
    }
    code, answer, _ = suggest(folder, **{"words": "Something else.", **answers})
    assert code == 1
    assert told in answer.replace('"', "&#34;"), answer
    assert "Nothing is lost" in answer
    if "why" in answers or "credit" in answers:
        assert not any(value in answer for value in answers.values())
    assert {path: path.read_bytes() for path in before} == before


def test_a_form_that_was_written_by_hand(folder):
    twice = form(sentence="New wax is white.", words="x y z") + "\n\n### Which page?\n\nBees"
    assert "stands in the text twice" in suggest(folder, body=twice)[1]
    assert "is missing" in suggest(folder, body="no form at all")[1]
    assert "too long" in suggest(folder, body="x" * 400_000)[1]


@pytest.mark.parametrize(
    "text", ["[1]", "null", '{"number": "7"}', '{"number": -1}', "{", "[" * 99999]
)
def test_what_is_no_issue(folder, text, capsys):
    (folder / "issue.json").write_text(text)
    assert (
        main(["-C", str(folder), "suggest", str(folder / "issue.json"), "--out", str(folder)]) == 2
    )
    assert "issue" in capsys.readouterr().err


def test_a_retracted_source_supports_nothing(folder):
    bib = folder / "references.bib"
    bib.write_text(
        bib.read_text().replace("pmid = {12345678}", "status = {retracted},\n  pmid = {12345678}")
    )
    answers = {"sentence": "New wax is white.", "words": "New wax is pale."}
    code, answer, _ = suggest(folder, source="PMID: 12345678", **answers)
    assert code == 1 and "retracted" in answer
    assert page(folder) == PAGE


def test_a_source_that_can_not_be_added_changes_nothing(folder):
    answers = {"sentence": "New wax is white.", "words": "New wax is pale."}
    before = (folder / "references.bib").read_bytes()
    code, answer, _ = suggest(folder, source="10.9999/no-such-work", **answers)
    assert code == 1 and "could not be added" in answer
    assert page(folder) == PAGE and (folder / "references.bib").read_bytes() == before


def _asking(services, folder: Path, source: str) -> tuple[int, str]:
    """As `suggest`, with services on this machine; the exit code and the pull request."""
    body = form(sentence="New wax is white.", words="New wax is pale.", source=source)
    (folder / "issue.json").write_text(json.dumps({"number": 7, "body": body}), encoding="utf-8")
    bases = [f"--base-url-{name}={services.url}" for name in ("crossref", "pubmed", "doi")]
    out = folder / "out"
    arguments = ["suggest", str(folder / "issue.json"), "--out", str(out), *bases]
    code = main(["-C", str(folder), *arguments, f"--base-url-datacite={services.url}"])
    request = out / "pull-request.md"
    return code, request.read_text(encoding="utf-8") if code == 0 else ""


def test_a_work_that_is_there_under_another_number(folder, services):
    title = "Central venous access devices for the delivery of systemic anticancer therapy (CAVA)"
    doi = "10.1016/S0140-6736(21)00766-2"
    services.works[doi.lower()] = work(doi, title, 2021, "Moss")
    services.articles["40000001"] = article("40000001", title, 2021, "Moss", doi=doi)
    code, request = _asking(services, folder, "PMID: 40000001")
    assert code == 0 and "already in the bibliography" in request
    assert 'New wax is pale.{{ cite("moss2021cava") }}' in page(folder)


def test_a_service_that_was_silent_is_asked_again(folder, services):
    services.works["10.1000/pale"] = work("10.1000/pale", "Pale wax")
    services.scripts["/works/10.1000/pale"] = [(503, {}, "busy")] * 6
    code, request = _asking(services, folder, "10.1000/pale")
    assert code == 0 and "new in the bibliography" in request


def test_new_faults_are_named(folder):
    answers = {"sentence": "Keep it dry.", "words": "Keep it dry, as https://example.org/dry says."}
    code, _, request = suggest(folder, **answers)
    assert code == 0 and "The checks found, in what was changed" in request


@pytest.mark.parametrize(
    "text",
    ["*a* _b_ `c` [d](e) ![f](g) ~~h~~ ^i^ |j| $k$ {l}", "# a", "1. a", "12) a", "- a", "+ a", "> a",
     ": a", "=== a", "!!! note", "???+ b", "&lt; a", "a\\b", "5 < 6"],
)  # fmt: skip
def test_markdown_shows_the_words_and_nothing_else(text):
    import html

    import markdown

    line = as_markdown(text, opens_line=True)
    extensions = [
        "admonition",
        "attr_list",
        "tables",
        "def_list",
        "footnotes",
        "abbr",
        "md_in_html",
    ]
    shown = markdown.markdown(
        line, extensions=[*extensions, "pymdownx.details", "pymdownx.superfences"]
    )
    assert html.unescape(shown) == f"<p>{' '.join(text.split())}</p>"


def test_a_quotation_can_not_be_left():
    assert quoted("a\n```\n@b\n````\nc").split("\n")[0] == "````` text"


@pytest.mark.parametrize(
    "text",
    ["born on 3 March 1961", "D.O.B.: 1961-03-12", "NHS 943 476 5919", "MRN: A1234567",
     "123-45-6789", "me@example.org", "tel. +44 20 7946 0000"],
)  # fmt: skip
def test_what_could_tell_who_somebody_is(text):
    assert personal(f"So: {text}.")


@pytest.mark.parametrize(
    "text",
    ["In 2024, 1,234 of 5,678 people", "10.1016/S0140-6736(21)00766-2", "PMID 34010603",
     "written 2026-11-22", "0.25 (95% CI 0.09-0.86)", "every 4-12 weeks", "999, 112 or 911"],
)  # fmt: skip
def test_what_could_not(text):
    assert personal(text) == ""


@pytest.mark.parametrize("home", [".github", "macros/starter/files/.github"])
def test_the_form_asks_what_is_read(home):
    found = yaml.safe_load(
        (ROOT / home / "ISSUE_TEMPLATE/1-mistake.yml").read_text(encoding="utf-8")
    )
    asked = {item["id"]: item["attributes"]["label"] for item in found["body"] if "id" in item}
    assert {name: asked.get(name) for name in LABELS} == LABELS
