"""A stamp is bound to what readers see: edits that change the meaning undo it, edits of form do not.

The site is held against the record twice: its sources by `check`, what it shows by the build. All names are invented.
"""

import shutil

import pytest

from macros.engine.inspect import load_project
from macros.review.stamps import review_state
from tests.support.tiny import build, make
from tests.unit.review.test_review import change, macros

PAGE = """\
---
title: Keeping bees warm
summary: How to keep bees warm in winter, for a test, in some words.
audience: everyone
status: draft
written: 2026-01-01
review_due: 2027-06-01
reviewed_by: []
---

# Keeping bees warm

A hive holds {{ config.extra.dose }} kg of honey.{{ cite("smith2020port") }} Do not open it below 10 °C.{{ cite("moss2021cava", locator="p406") }}

3. Close the lid.
4. Wait 2 days.

- Feed 1.5 L of syrup; never hot.{{ cite("brown2019") }}
- Look at the {{ term("brood", "young bees") }} weekly.

!!! warning "Stop"

    Call [the keeper](tel:+44111) if 5 bees or more lie dead.

| When | Feed |
|------|------|
| March | 200 g of sugar.{{ cite("smith2020port") }} |
| April | nothing |

{{ figure("hive") }}

![A smoker with its lid on](smoker.svg)

--8<-- "shared.md"

## References

{{ bibliography() }}
"""
DATA = {
    "glossary.yml": "- id: brood\n  term: brood\n  definition: Bees not yet born.\n",
    "figures.yml": "- id: hive\n  caption: A hive from the side.\n",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>T</title><desc>D</desc><text>{}</text></svg>'
CONFIG = """\
site_name: Tiny
site_url: https://example.org/tiny/
theme: mkdocs
plugins:
  - search
  - macros:
      modules: [macros]
      on_error_fail: true
      on_undefined: strict
markdown_extensions: [admonition, attr_list, md_in_html, tables, footnotes, sane_lists, toc, pymdownx.tilde,
  {pymdownx.snippets: {base_path: [docs/_parts], check_paths: true}}]
exclude_docs: "_parts/"
extra:
  dose: 15
"""
NAME = "docs/bees.md"


@pytest.fixture(scope="module")
def stamped(tmp_path_factory):
    folder = make(
        tmp_path_factory.mktemp("bees"),
        {"bees.md": PAGE, "index.md": "# Home\n", "_parts/shared.md": "Bees sleep at night.\n"},
        config=CONFIG,
        data=DATA,
    )
    (folder / "docs/smoker.svg").write_text(SVG.format("hot"))
    (folder / "docs/assets/figures").mkdir(parents=True)
    (folder / "docs/assets/figures/hive.svg").write_text(SVG.format("lid on top"))
    code, said = macros(folder, "review", NAME, "--name", "Ada Invented", "--role", "keeper")
    assert code == 0, said
    return folder


@pytest.fixture
def reviewed(stamped, tmp_path):
    return shutil.copytree(stamped, tmp_path, dirs_exist_ok=True)


def state(folder):
    project = load_project(folder)
    return review_state(project.by_source["bees.md"], project)


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("below 10 °C", "below 12 °C", NAME),
        ("1.5 L", "15 L", NAME),
        ("1.5 L", "1.5 mL", NAME),
        ("never hot", "ever hot", NAME),
        ("title: Keeping bees warm", "title: Keeping bees cold", NAME),
        ("keep bees warm in winter, for", "cool bees in winter, for", NAME),
        ("audience: everyone", "audience: keepers", NAME),
        ("3. Close", "5. Close", NAME),
        ("3. Close the lid.\n4. Wait 2 days.", "3. Wait 2 days.\n4. Close the lid.", NAME),
        ("Do not", "Do ~~not~~", NAME),
        ("Do not", 'Do <span style="font-size:0">not</span>', NAME),
        ("Do not", 'Do <span style="color: #fffffe">not</span>', NAME),
        ("Do not", 'Do <span style="margin: -999px">not</span>', NAME),
        ("Do not", "Do not usually", NAME),
        ("Do not", "Do {--not--}", NAME),
        ("lie dead", "lie dead[^1]", NAME),
        ("nothing |", "nothing, or 20 g |", NAME),
        ("tel:+44111", "tel:+44112", NAME),
        ("A smoker with its lid on", "A smoker with its lid off", NAME),
        ("![A smoker", "<!-- ![A smoker", NAME),
        ('cite("brown2019")', 'cite("clinic2024")', NAME),
        ('locator="p406"', 'locator="p407"', NAME),
        ("young bees", "old bees", NAME),
        ("lid on top", "lid below", "docs/assets/figures/hive.svg"),
        ("<text>", '<text visibility="hidden">', "docs/smoker.svg"),
        ("not yet born", "just born", "docs/data/glossary.yml"),
        ("from the side", "from below", "docs/data/figures.yml"),
        ("evidence = {cohort}", "evidence = {cohort},\n  status = {retracted}", "references.bib"),
        ("A book of ports", "A book of wasps", "references.bib"),
        ("- name:", "- Prof Famous\n  - name:", NAME),
        ("role: ", "role: senior ", NAME),
    ],
)
def test_a_change_of_meaning_is_noticed(reviewed, old, new, file):
    change(reviewed, old, new.replace('senior "', '"senior '), file)
    assert state(reviewed) in ("changed", "draft")
    told = macros(reviewed, "check")[1]
    assert "review-changed" in told or "review-unrecorded" in told or "meta-" in told, told


FORM = [
    ("holds {{", "**holds** {{", NAME),
    ("Do not open it below", "Do not open\nit below", NAME),
    ("below 10 °C", "below 10&nbsp;°C", NAME),
    ("4. Wait", "9. Wait", NAME),
    ("- Feed", "* Feed", NAME),
    ("- Look at", "-   Look at", NAME),
    ("|------|------|", "|:-----|-----:|", NAME),
    ("| March | 200 g", "|   March   |   200 g", NAME),
    ("# Keeping bees warm\n", "# Keeping bees warm #\n", NAME),
    ("## References", "## References {: #sources }", NAME),
    ("never hot", "never _hot_", NAME),
    ("(smoker.svg)", '(smoker.svg){ width="40" }', NAME),
    ("of syrup", 'of <b style="color: #c00; font-weight: bold">syrup</b>', NAME),
    ("written: 2026-01-01", "written: 2026-01-01\naliases: [apiary]", NAME),
    ("review_due: ", "review_due:  ", NAME),
    ("lie dead.", "lie dead. <!-- a remark for authors -->", NAME),
    ("title: Keeping bees warm", 'title: "Keeping bees warm"', NAME),
    ("<text>", '<text fill="#123456">', "docs/smoker.svg"),
    ("pages = {1--9}", "pages = {1--9},\n  publisher = {Wiley}", "references.bib"),
    ("A book of ports", "A {Book} of Ports", "references.bib"),
    ("@book{brown2019", "@book{ brown2019", "references.bib"),
    ("site_name: Tiny", "site_name: Another name", "mkdocs.yml"),
    ("\n## References", "\n\n\n## References", NAME),
]


@pytest.mark.parametrize(("old", "new", "file"), FORM)
def test_a_change_of_form_is_not(reviewed, old, new, file):
    change(reviewed, old, new, file)
    assert state(reviewed) == "reviewed"


def test_all_changes_of_form_together_build(reviewed):
    for old, new, file in FORM:
        change(reviewed, old, new, file)
    # An earlier source renumbers every mark that follows.
    change(
        reviewed,
        "# Home\n",
        'Home.{{ cite("clinic2024") }}\n\n{{ bibliography() }}\n',
        "docs/index.md",
    )
    built = build(reviewed)
    assert built.code == 0, built.said


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("dose: 15", "dose: 150", "mkdocs.yml"),
        ("at night", "by day", "docs/_parts/shared.md"),
        ("site_name", "hooks: [hook.py]\nsite_name", "mkdocs.yml"),
    ],
)
def test_what_no_source_of_the_page_says_is_seen_by_the_build(reviewed, old, new, file):
    (reviewed / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html.replace('Do not', 'Do')\n"
    )
    change(reviewed, old, new, file)
    assert state(reviewed) == "reviewed"
    built = build(reviewed)
    assert built.code != 0
    line = next(one for one in built.said.split("\n") if "review-rendered" in one)
    assert f"{NAME}:8:1: review-rendered: " in line
    assert "ask Ada Invented to read the page again" in line and "Traceback" not in built.said


def test_what_was_shown_can_not_be_rewritten_alone(reviewed):
    record = reviewed / "docs/data/reviews/bees.txt"
    text = record.read_text()
    assert "⟦cite_smith2020port⟧" in text.split("\n")[1]
    record.write_text(text.replace("15 kg", "150 kg", 1))
    assert state(reviewed) == "changed"
    record.write_text("\n".join(line for line in text.split("\n") if '"rendered"' not in line))
    assert state(reviewed) == "changed"


def test_the_page_that_was_read_must_be_the_one_that_is_stamped(reviewed):
    assert build(reviewed).code == 0
    read = str(reviewed / "site/bees/index.html")
    arguments = ("review", NAME, "--name", "Bo", "--role", "b", "--rendered", read)
    assert macros(reviewed, *arguments)[0] == 0
    change(reviewed, "2 days", "3 days", NAME)
    code, told = macros(reviewed, *arguments)
    assert code == 2 and "read the page anew" in told


def test_a_page_that_can_not_be_built_is_not_stamped(reviewed):
    (reviewed / "docs/_parts/shared.md").unlink()
    code, told = macros(reviewed, "review", NAME, "--name", "Bo", "--role", "b")
    assert code == 2 and "bees.md can't be built" in told and "Traceback" not in told
