"""A review vouches for a text: what undoes it, what doesn't, and what the site and `check` say then. All names are invented."""

import contextlib
import datetime as dt
import io
import re
import shutil
from pathlib import Path

import pytest

from macros.cli import main
from macros.engine.inspect import load_project
from macros.review.stamps import review_state
from tests.support.tiny import CONFIG, build, make

FACTS = "- id: needle-days\n  text: up to 7 days\n  cite: [smith2020port]\n"
TEXT = """\
---
title: "Flushing"
summary: How to flush a port, for a test, in a few words that say enough.
audience: everyone
status: draft
written: 2026-01-01
review_due: 2027-06-01
reviewed_by: []
aliases: [flush]   # a remark that stays
---

# Flushing

Flush the port with 10 mL of saline every 4 weeks.{{ cite("moss2021cava", locator="p406") }}
Do not use force. The catheter is patent when it flushes freely.

!!! warning "Stop"

    Pain, swelling or 38 °C (100.4 °F): stop and call.{{ cite("smith2020port") }}

- Leave the needle for {{ fact("needle-days", ".") }}
- Use a syringe of at least 10 mL; see [Access](https://example.org/access).{{ cite("smith2020port") }}

| When | Volume |
|---|---|
| After blood | 20 mL of saline{{ cite("smith2020port") }} |

## References

{{ bibliography() }}
"""


def macros(folder: Path, *arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(["-C", str(folder), *arguments])
    return code, out.getvalue()


def site(folder: Path, text: str = TEXT) -> Path:
    return make(folder, {"flushing.md": text}, data={"facts.yml": FACTS})


def stamp(
    folder: Path, *options: str, name: str = "Ada Invented", role: str = "test nurse"
) -> tuple[int, str]:
    return macros(folder, "review", "docs/flushing.md", "--name", name, "--role", role, *options)


def state(folder: Path, today: str = "2026-06-01") -> str:
    project = load_project(folder)
    return review_state(project.pages[0], project, dt.date.fromisoformat(today))


def change(folder: Path, old: str, new: str, file: str = "docs/flushing.md") -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def warned(folder: Path, rule: str) -> list[str]:
    return [line for line in macros(folder, "check")[1].split("\n") if f" {rule}: " in line]


@pytest.fixture(scope="module")
def stamped_site(tmp_path_factory):
    folder = site(tmp_path_factory.mktemp("stamped"))
    code, said = stamp(folder, "--date", "2026-02-03", "--due", "2027-06-01")
    assert code == 0, said
    return folder


@pytest.fixture
def reviewed(stamped_site, tmp_path):
    return shutil.copytree(stamped_site, tmp_path, dirs_exist_ok=True)


def test_a_stamp_says_who_what_when_and_over_which_text(reviewed):
    text = (reviewed / "docs/flushing.md").read_text()
    assert re.search(
        r'\nstatus: reviewed\n.*\nreviewed_by:\n  - name: "Ada Invented"\n    role: "test nurse"\n    "on": 2026-02-03\n    hash: "[0-9a-f]{16}"\naliases: \[flush\]   # a remark that stays\n',
        text,
        re.S,
    )
    assert text.split("---\n", 2)[2] == TEXT.split("---\n", 2)[2], "the text itself is untouched"
    assert state(reviewed) == "reviewed"
    assert (
        not warned(reviewed, "review-changed")
        + warned(reviewed, "review-unstamped")
        + warned(reviewed, "review-overdue")
    )


def test_what_was_reviewed_can_be_read(reviewed):
    kept = (reviewed / "docs/data/reviews/flushing.txt").read_text(encoding="utf-8")
    assert (
        "do not use force" in kept
        and "⟦cite_moss2021cava⟧ ⟦at_p406⟧" in kept
        and "up to 7 days" in kept
    )


def test_a_draft_is_a_draft(tmp_path):
    assert state(site(tmp_path)) == "draft"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10 mL of saline", "5 mL of saline"),
        ("10 mL of saline", "10 cm of saline"),
        ("every 4 weeks", "every 4 months"),
        ("38 °C", "39 °C"),
        ("38 °C", "38 °F"),
        ("Do not use force", "Do use force"),
        ("Do not use", "Do now use"),
        ("at least 10", "at most 10"),
        ("at least 10 mL", "10 mL"),
        ("20 mL", "2.0 mL"),
        ('cite("moss2021cava"', 'cite("brown2019"'),
        ('locator="p406"', 'locator="p407"'),
        ('{{ cite("smith2020port") }}', ""),
        ("!!! warning", "!!! note"),
        ("The catheter is patent when it flushes freely.", ""),
        ("Do not use force.", "Do not use force. Warm the saline."),
        ("saline", "heparin"),
        ("patent", "patient"),
        ("- Leave the needle", "- Take a coffee.\n- Leave the needle"),
        ("Pain, swelling", "Pain swelling and cough"),
        ("needle for", "needle after"),
        ("freely", "slowly"),
        ("| After blood", "| Before blood"),
        ('title: "Flushing"', 'title: "Flushing a port"'),
        # A sign of punctuation can turn a sentence round.
        ("saline every", "saline, every"),
        ("Do not use force.", "Do not. Use force."),
        ("Do not use force.", "Do not use force?"),
        ("Do not use force.", "Do (not) use force."),
        ("# Flushing", "## Flushing"),
        ("10 mL of", "10 ML of"),
    ],
)
def test_a_change_of_substance_undoes_it(reviewed, old, new):
    # A second page knows the word "patient": two words that the handbook uses are never a mere misspelling of one another.
    (reviewed / "docs/other.md").write_text("# Other\n\nAsk the patient: is the port patent?\n")
    change(reviewed, old, new)
    project = load_project(reviewed)
    assert review_state(project.pages[0], project) == "changed"
    assert len(warned(reviewed, "review-changed")) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("catheter", "cathteer"),
        ("catheter", "cathter"),
        ("catheter", "cathetter"),
        ("catheter", "cathefer"),
        ("swelling", "sweling"),
        ("the port", "teh port"),
        ("The catheter", "the catheter"),
        ("of saline", "of  \nsaline"),
        ("force. The", "force.\nThe"),
        ("10 mL of", "10 ml of"),
        ("Use a syringe", "Use *a* **syringe**"),
        ("the port", "the the port"),
        ("https://example.org/access", "https://example.org/new"),
        ("- Leave", "* Leave"),
        ("# Flushing", "#  Flushing"),
        ("freely.", "freely.<!-- a remark -->"),
        ("freely.", "freely"),
        ("freely.", "freely!"),
        ("swelling or", "swelling  or"),
        ("| After blood |", "|   After blood   |"),
    ],
)
def test_a_typo_or_the_layout_does_not(reviewed, old, new):
    change(reviewed, old, new)
    assert state(reviewed) == "reviewed"
    assert not warned(reviewed, "review-changed")


def test_a_typo_may_be_mended_after_the_review(tmp_path):
    site(tmp_path, TEXT.replace("swelling", "sweling").replace("Flush the port", "Flush teh port"))
    stamp(tmp_path)
    change(tmp_path, "sweling", "swelling")
    change(tmp_path, "teh", "the")
    assert state(tmp_path) == "reviewed"


def test_many_typos_and_one_number(reviewed):
    change(reviewed, "catheter", "cathter")
    change(reviewed, "swelling", "sweling")
    assert state(reviewed) == "reviewed"
    change(reviewed, "4 weeks", "6 weeks")
    assert state(reviewed) == "changed"


def test_the_line_and_the_words_are_told(reviewed):
    change(reviewed, "Pain, swelling or 38 °C", "Pain, swelling or 40 °C")
    line = next(
        number
        for number, row in enumerate((reviewed / "docs/flushing.md").read_text().split("\n"), 1)
        if "40 °C" in row
    )
    assert warned(reviewed, "review-changed")[0].startswith(
        f'docs/flushing.md:{line}:1: review-changed: changed since Ada Invented reviewed the page on 2026-02-03: "38" is now "40"; ask Ada Invented'
    )


def test_shared_data_is_part_of_the_page(reviewed):
    change(reviewed, "7 days", "9 days", "docs/data/facts.yml")
    assert state(reviewed) == "changed"
    change(reviewed, "9 days", "7 days", "docs/data/facts.yml")
    assert state(reviewed) == "reviewed"


def test_overdue(reviewed):
    change(reviewed, "review_due: 2027-06-01", "review_due: 2026-05-31")
    assert (
        state(reviewed, "2026-05-31") == "reviewed" and state(reviewed, "2026-06-01") == "overdue"
    )
    change(reviewed, "review_due: 2026-05-31", "review_due: 2020-01-01")
    assert (
        "this page was to be reviewed by 2020-01-01" in warned(reviewed, "review-overdue")[0]
        and ":10:1:" not in warned(reviewed, "review-overdue")[0]
    )


def test_a_review_sets_the_next_one(tmp_path):
    site(tmp_path)
    stamp(tmp_path, "--date", "2024-02-29")
    assert "\nreview_due: 2025-02-28\n" in (tmp_path / "docs/flushing.md").read_text()


def test_a_claim_without_a_stamp_is_a_draft(tmp_path):
    site(tmp_path, TEXT.replace("status: draft", "status: reviewed"))
    assert state(tmp_path) == "draft"
    assert warned(tmp_path, "review-unstamped")[0].startswith(
        "docs/flushing.md:5:1: review-unstamped: the page says that it was reviewed"
    )


def test_the_reviewed_text_must_be_there_and_be_the_stamped_one(reviewed):
    change(reviewed, "10 mL of", "5 mL of")
    record = reviewed / "docs/data/reviews/flushing.txt"
    stamps = record.read_text().split("\n", 1)[0]
    record.write_text(f"{stamps}\nflushing\nsomething else\n")
    assert (
        state(reviewed) == "changed" and "is not on record" in warned(reviewed, "review-changed")[0]
    )
    record.unlink()
    assert state(reviewed) == "draft", "nobody can tell who reviewed what"
    assert warned(reviewed, "review-unrecorded")


def test_a_bare_on_is_understood(reviewed):
    change(reviewed, '"on": 2026-02-03', "on: 2026-02-03")
    assert state(reviewed) == "reviewed"
    stamp(reviewed, "--date", "2026-03-01", name="Bo Invented")
    text = (reviewed / "docs/flushing.md").read_text()
    assert text.count('    "on": 2026-') == 2


def test_two_reviewers_and_the_same_one_again(reviewed):
    stamp(reviewed, "--date", "2026-03-01", name='Bo "B." Invented', role="test doctor")
    text = (reviewed / "docs/flushing.md").read_text()
    assert text.count("  - name:") == 2 and '"Bo \\"B.\\" Invented"' in text
    stamp(reviewed, "--date", "2026-04-01")
    text = (reviewed / "docs/flushing.md").read_text()
    assert (
        text.count("  - name:") == 2
        and text.count("Ada Invented") == 1
        and '"on": 2026-04-01' in text
        and text.count("reviewed_by:") == 1
    )
    assert state(reviewed) == "reviewed"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("docs/flushing.md", "--name", " ", "--role", "nurse"),
            "needs the reviewer's name and role",
        ),
        (
            ("docs/flushng.md", "--name", "Ada", "--role", "nurse"),
            "there is no page docs/flushng.md",
        ),
        (
            ("docs/flushing.md", "--name", "Ada", "--role", "nurse", "--date", "3 May"),
            '"3 May" is not a day',
        ),
        (
            ("docs/flushing.md", "--name", "Ada", "--role", "nurse", "--date", "2999-01-01"),
            "still to come",
        ),
        (
            ("docs/flushing.md", "--name", "Ada", "--role", "nurse", "--due", "2020-01-01"),
            "must come after",
        ),
        (("references.bib", "--name", "Ada", "--role", "nurse"), "there is no page"),
    ],
)
def test_what_can_not_be_stamped(tmp_path, options, said):
    site(tmp_path)
    code, told = macros(tmp_path, "review", *options)
    assert code == 2 and said in told and "Traceback" not in told
    assert (tmp_path / "docs/flushing.md").read_text() == TEXT and not (
        tmp_path / "docs/data/reviews"
    ).exists()


def test_a_page_with_errors_is_not_stamped(tmp_path):
    site(tmp_path, TEXT.replace("moss2021cava", "moss2021cave"))
    code, told = stamp(tmp_path)
    assert code == 1 and "cite-unknown" in told and "is not stamped" in told


def test_windows_line_ends_and_the_byte_order_mark_stay(tmp_path):
    site(tmp_path)
    (tmp_path / "docs/flushing.md").write_bytes(
        b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    )
    assert stamp(tmp_path)[0] == 0
    data = (tmp_path / "docs/flushing.md").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert state(tmp_path) == "reviewed"


def test_the_theme_is_told(tmp_path):
    theme = "\n  name: mkdocs\n  custom_dir: overrides"
    config = CONFIG.replace("theme: {theme}", f"theme:{theme}") + "exclude_docs: data/\n"
    make(
        tmp_path,
        {
            "flushing.md": TEXT,
            "index.md": "# Home\n\nNothing is called here.\n",
            "new.md": "---\ntitle: New\nstatus: draft\n---\n\n# New\n",
        },
        config=config,
        data={"facts.yml": FACTS},
    )
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/main.html").write_text(
        '{% extends "base.html" %}{% block content %}<p>state={{ page.meta.review_state }}</p>{{ page.content }}{% endblock %}'
    )
    stamp(tmp_path, "--date", "2026-02-03", "--due", "2027-06-01")
    built = build(tmp_path)
    assert built.code == 0, built.said
    assert "state=reviewed" in built.html("flushing/index.html") and "state=draft" in built.html(
        "new/index.html"
    )
    assert "state=</p>" in built.html()  # without front matter it has none
    change(tmp_path, "10 mL of", "5 mL of")
    assert (
        "state=changed" in (build(tmp_path), (tmp_path / "site/flushing/index.html").read_text())[1]
    )
