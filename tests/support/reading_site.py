"""A tiny site with the handbook's own settings and theme, for tests in a browser."""

import functools
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.support.browser import served
from tests.support.tiny import ROOT, build, make

__all__ = ["CARD", "DIFFER", "FLUSHING", "LIVING", "QUESTIONS", "SOURCES", "sites", "web"]

DIFFER, QUESTIONS = "sources/differ/", "patients/questions/"
LIVING, FLUSHING, CARD, SOURCES = (
    "patients/living/",
    "clinicians/flushing/",
    "patients/port-card/",
    "sources/",
)

HEAD = """\
---
title: {title}
summary: What a reader of a tiny site learns from this page, in one "quoted" sentence.
audience: {audience}
status: draft
written: 2026-11-22
review_due: 2027-11-22
reviewed_by: []
---

# {title}

"""

PAGES = {
    "index.md": HEAD.format(title="Tiny", audience="everyone")
    + """\
A handbook.{{ cite("clinic2024") }}

## For patients

- **I feel ill.** [When to get help](patients/get-help.md)
- **The card.** [My port card](patients/port-card.md)

## References

{{ bibliography() }}
""",
    "patients/get-help.md": HEAD.format(title="When to get help", audience="patient")
    + """\
!!! call-now "Call 999, 112 or 911 now"

    - It is hard to breathe.{{ cite("clinic2024") }}

!!! call-team-now "Phone your team now, day or night"

    - You have a fever.{{ cite("clinic2024") }}

!!! call-today "Phone your team today"

    - The skin is red.{{ cite("clinic2024") }}

!!! ask-next "Ask at your next visit"

    - You wonder about scars.

!!! red-flag "Red flags"

    A flag.

!!! strength "How strong is this?"

    Not very.

!!! local "What local policy decides"

    Much.

## References

{{ bibliography() }}
""",
    "patients/living.md": HEAD.format(title="Living with it", audience="patient")
    + """\
A {{ term("catheter", "thin tube") }} leads to a vein.{{ cite("smith2020port") }} Most people forget it in 2 weeks.{{ cite("moss2021cava", "clinic2024", "brown2019") }}

"""
    + "One more line of the page.\n\n" * 40
    + """\
At last.{{ cite("smith2020port") }}

## References

{{ bibliography() }}
""",
    "clinicians/flushing.md": HEAD.format(title="Flushing", audience="clinician")
    + """\
Flush it.{{ cite("moss2021cava") }}

{{ differ("flush-interval") }}

| One | Two | Three | Four | Five |
|---|---|---|---|---|
| a long cell with words | a long cell with words | a long cell with words | a long cell with words | alteplase.{{ cite("smith2020port") }} |

## References

{{ bibliography() }}
""",
    "sources/index.md": HEAD.format(title="All references", audience="everyone")
    + "{{ references() }}\n",
    "sources/differ.md": HEAD.format(title="Where sources differ", audience="everyone")
    + "{{ disputes() }}\n\n## References\n\n{{ bibliography() }}\n",
    "patients/questions.md": HEAD.format(title="Questions", audience="patient")
    + """\
{{ questions() }}

## Water

### Can I swim?

Ask.{{ cite("moss2021cava") }} Then swim.

### May I bathe?

Yes.{{ cite("clinic2024") }}

## Sport

### Is golf fine?

Nobody knows.

## References

{{ bibliography() }}
""",
    "sources/glossary.md": HEAD.format(title="Glossary", audience="everyone")
    + "{{ glossary() }}\n",
    "patients/port-card.md": HEAD.format(title="My port card", audience="patient")
    + "{{ form_card() }}\n\n## Why?\n\nSo that they know.\n",
}

DATA = {
    "handbook.yml": """\
help: {page: patients/get-help.md, question: "Something wrong?", link: When to get help}
review: {draft: Not yet reviewed by a clinician}
audiences:
  patient: {name: Patients, folder: patients, plain: true, help: true}
  clinician: {name: Clinicians, folder: clinicians, practice: true}
  everyone: Everyone
boxes:
  call-now: {title: "Call 999, 112 or 911 now", level: 1}
  call-team-now: {title: "Phone your team now, day or night", level: 2}
  call-today: {title: Phone your team today, level: 3}
  ask-next: {title: Ask at your next visit, level: 4}
""",
    "glossary.yml": "- id: catheter\n  term: catheter\n  kind: clinical\n  definition: A soft, thin tube that leads into a vein.\n  page: patients/living.md\n",
    **{
        name: (ROOT / "docs/data" / name).read_text(encoding="utf-8")
        for name in ("handbook.yml", "card.yml")
    },
    "disputes.yml": """\
- id: flush-interval
  question: How often?
  topic: flushing
  answers:
    - {answer: Every 4 weeks, detail: As one says., cite: [moss2021cava], value: {low: 4, high: 4, unit: weeks}}
    - {answer: Every 12 weeks, detail: As another says., cite: [smith2020port], value: {low: 12, high: 12, unit: weeks}}
  reading: Ask.
  plain: Ask.
- id: needle
  question: Which needle?
  topic: using
  asked_by: clinician
  answers:
    - {answer: Short, detail: As one says., cite: [moss2021cava]}
    - {answer: Long, detail: As another says of padlocks., cite: [clinic2024]}
  reading: Look.
""",
}


def settings() -> str:
    """The handbook's own mkdocs.yml, without its pages."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?ms)^(nav|watch):\n(?:[ #].*\n?|\n)*", "", text)
    return text.replace(
        "custom_dir: macros/theme", f"custom_dir: {(ROOT / 'macros' / 'theme').as_posix()}"
    ).replace("module_name: macros", "modules: [macros]")


@functools.cache
def _built() -> tuple[tempfile.TemporaryDirectory, dict[str, Path]]:
    # Once a process, though several test files import the fixture. The folder lives as long as the value.
    base = tempfile.TemporaryDirectory(prefix="reading-")
    built = {}
    for form in ("online", "offline"):
        folder = make(Path(base.name) / form, PAGES, config=settings(), data=DATA)
        for name in (
            "assets/javascripts/iframe-worker.js",
            "assets/logo.svg",
            "assets/favicon.svg",
        ):
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "docs" / name, folder / "docs" / name)
        result = build(folder, environment={"OFFLINE": "true" if form == "offline" else "false"})
        assert result.code == 0, result.said
        built[form] = result.site
    return base, built


@pytest.fixture(scope="session")
def sites() -> dict[str, Path]:
    """The tiny site as the web has it, and as a disk has it."""
    return _built()[1]


@pytest.fixture(scope="session")
def web(sites) -> str:
    """The address of the tiny site."""
    with served(sites["online"]) as address:
        yield address
