"""What a stamp is bound to: what a reader sees, and the exact people. Each case kept its stamp once. All names are invented."""

import shutil
import subprocess
from pathlib import Path

import pytest

from macros.engine.inspect import load_project
from macros.review.rendered import rendered_words
from macros.review.stamps import review_state
from tests.support.tiny import BIB, EVERY_SET, make
from tests.unit.review.test_review import FACTS, TEXT, change, macros, stamp, state, warned

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>A port</title><text>{}</text></svg>'
)
FIGURES = "- id: port\n  caption: A port under the skin.\n"
MORE = """
Give no heparin, not even in a lock (P = .005).{{ cite("smith2020port") }}

{{ figure("port") }}

![A needle](assets/needle.svg)
"""


def site(folder: Path) -> Path:
    text = TEXT.replace("\n## References", MORE + "\n## References")
    make(
        folder,
        {"flushing.md": text},
        data={"facts.yml": FACTS, "figures.yml": FIGURES, "handbook.yml": EVERY_SET},
    )
    for name, words in (("figures/port", "upright"), ("needle", "10 mL")):
        file = folder / f"docs/assets/{name}.svg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SVG.format(words))
    return folder


@pytest.fixture(scope="module")
def stamped_site(tmp_path_factory):
    folder = site(tmp_path_factory.mktemp("stamped"))
    code, said = stamp(folder, "--date", "2026-02-03", "--due", "2027-06-01")
    assert code == 0, said
    assert state(folder) == "reviewed"
    return folder


@pytest.fixture
def reviewed(stamped_site, tmp_path):
    return shutil.copytree(stamped_site, tmp_path, dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("not even", "<span hidden>not</span> even"),
        ("not even", "<del>not</del> even"),
        ("not even", "<s>not</s> even"),
        ("not even", "~~not~~ even"),
        ("not even", '<span style="display: none">not</span> even'),
        ("not even", '<span class="md-toggle">not</span> even'),
        ("not even", "<template>not</template> even"),
        ("not even", "{% if false %}not{% endif %} even"),
        ("not even", '*not*{: .x hidden="" } even'),
        ("not even", "*not*{: hidden='' } even"),
        ("not even", "not<!--> sometimes --> even"),
        ("not even", "not<!-- --!> rarely <!-- --> even"),
        ("(P = .005)", "(P = 005)"),
        ("(P = .005)", "(P = -.005)"),
        ("(P = .005)", "(P ≠ .005)"),
        ("10 mL of saline", "1/10 mL of saline"),
        ("10 mL of saline", "10² mL of saline"),
        ("!!! warning", "??? warning"),
        ("![A needle](assets/needle.svg)", "![A needle](assets/figures/port.svg)"),
        ("20 mL of saline", "20 mL of saline ✗"),
    ],
)
def test_what_a_reader_sees_undoes_it(reviewed, old, new):
    change(reviewed, old, new)
    assert state(reviewed) == "changed"
    assert len(warned(reviewed, "review-changed")) == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/assets/figures/port.svg", "upright", "slanted"),
        ("docs/assets/needle.svg", "10 mL", "5 mL"),
        ("docs/data/figures.yml", "under the skin", "on the skin"),
        ("references.bib", "Ports in practice", "Ports in theory"),
        ("references.bib", "pmid = {12345678}", "pmid = {87654321}"),
        ("references.bib", "pmid = {12345678}", "pmid = {12345678},\n  status = {retracted}"),
    ],
)
def test_what_the_page_shows_of_others_undoes_it(reviewed, file, old, new):
    change(reviewed, old, new, file)
    assert state(reviewed) == "changed"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/flushing.md", "not even", "**not** <span>even</span>"),
        ("docs/flushing.md", "## References", "## References {#references}"),
        ("docs/assets/needle.svg", "<text>", '<text fill="red">'),
        ("references.bib", "Ports in practice", "Ports in Practice"),
        ("references.bib", "pages = {1--9}", "pages = {1--10}"),
    ],
)
def test_formatting_and_style_do_not(reviewed, file, old, new):
    change(reviewed, old, new, file)
    assert state(reviewed) == "reviewed"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Ada Invented", "Ann Invented", 'names "Ann Invented'),
        ("test nurse", "professor", 'the record "Ada Invented, test nurse, on 2026-02-03"'),
        ("2026-02-03", "2026-02-04", "2026-02-04"),
        ("reviewed_by:\n", "reviewed_by:\n  - Prof Famous, an invented clinic\n", "Prof Famous"),
        ("status: reviewed\n", "status: reviewed\nreviewed: 2026-06-01\n", "2026-06-01"),
    ],
)
def test_who_reviewed_it_is_on_record_or_an_error(reviewed, old, new, said):
    change(reviewed, old, new)
    code, told = macros(reviewed, "check")
    line = next(line for line in told.split("\n") if "review-unrecorded: " in line)
    assert code == 1 and said in line
    assert state(reviewed) == "draft", "the site names nobody"


@pytest.mark.parametrize("hash_of_it", ["", "0123456789abcdef"])
def test_nobody_slips_in_beside_the_one_who_stamped(reviewed, hash_of_it):
    """A second person, on the page and in the record, whom the stamp does not cover."""
    other = (
        f'  - name: Prof Famous\n    role: expert\n    "on": 2026-01-15\n    hash: "{hash_of_it}"\n'
    )
    change(reviewed, "reviewed_by:\n", f"reviewed_by:\n{other}")
    record = reviewed / "docs/data/reviews/flushing.txt"
    line = (
        f'{{"name": "Prof Famous", "role": "expert", "on": "2026-01-15", "hash": "{hash_of_it}"}}\n'
    )
    record.write_text(line + record.read_text())
    assert state(reviewed) == "changed" and warned(reviewed, "review-changed")


def test_a_name_that_the_page_keeps_back_and_a_day_to_come(reviewed):
    stamp(reviewed, "--date", "2026-03-01", name="Bo Invented")
    page = reviewed / "docs/flushing.md"
    rows = page.read_text().split("\n")
    at = next(number for number, row in enumerate(rows) if "Ada Invented" in row)
    page.write_text("\n".join(rows[:at] + rows[at + 4 :]))
    assert 'the record names "Ada Invented' in warned(reviewed, "review-unrecorded")[0]
    for file in (page, reviewed / "docs/data/reviews/flushing.txt"):
        file.write_text(file.read_text().replace("2026-03-01", "2999-03-01"))
    assert any("still to come" in line for line in warned(reviewed, "review-unrecorded"))


def test_a_name_can_not_be_waived(reviewed):
    change(reviewed, "Ada Invented", "Ann Invented")
    change(
        reviewed,
        "# Flushing",
        "<!-- check: allow review-unrecorded because of this -->\n\n# Flushing",
    )
    assert warned(reviewed, "review-unrecorded")


def test_a_record_moves_with_its_page(reviewed):
    (reviewed / "docs/care").mkdir()
    (reviewed / "docs/flushing.md").rename(reviewed / "docs/care/flush.md")
    project = load_project(reviewed)
    assert review_state(project.pages[0], project) == "changed", "the drawing's address has changed"
    assert "docs/data/reviews/care/flush.txt" in warned(reviewed, "review-record-moved")[0]
    macros(reviewed, "check", "--fix")
    assert (reviewed / "docs/data/reviews/care/flush.txt").is_file()
    assert not (reviewed / "docs/data/reviews/flushing.txt").exists()
    assert not warned(reviewed, "review-record-moved") + warned(reviewed, "review-unrecorded")


def test_claim_by_claim(reviewed):
    change(reviewed, "every 4 weeks", "every 6 weeks")
    change(reviewed, "Give no heparin", "Give heparin")
    code, told = macros(reviewed, "review", "docs/flushing.md", "--changes")
    assert code == 1 and "2 changes since Ada Invented" in told
    first, second = told.split("\n\n")[1:]
    assert "then: 4\n  now:  6" in first and "source: moss2021cava: Moss" in first
    assert "then: no\n" in second and "source: smith2020port: Smith" in second
    assert "moss2021cava" not in second


def test_a_page_with_any_error_is_not_stamped(tmp_path):
    site(tmp_path)
    change(tmp_path, "10 mL of saline", ".5 mL of saline")
    code, told = stamp(tmp_path)
    assert code == 1 and "is not stamped" in told
    assert not (tmp_path / "docs/data/reviews").exists()


def test_a_read_only_project_is_told_in_words(tmp_path):
    site(tmp_path)
    (tmp_path / "docs/data/reviews").write_text("in the way")
    code, told = stamp(tmp_path)
    assert code == 2 and "can't be written" in told and "Traceback" not in told


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


PEOPLE = "- name: Ada Invented\n  role: test nurse\n  login: [ada-invented, helper]\n"


def based(folder: Path, people: str = PEOPLE) -> Path:
    site(folder)
    (folder / "docs/data/reviewers.yml").write_text(people)
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        git(folder, *arguments)
    return folder


def test_who_stamps_is_held_against_the_list(tmp_path):
    based(tmp_path)
    assert macros(tmp_path, "review", "--who", "anybody", "--base", "main")[0] == 0
    stamp(tmp_path, "--date", "2026-02-03")
    code, told = macros(tmp_path, "review", "--who", "Ada-Invented", "--base", "main")
    assert code == 0
    assert "Ada Invented, test nurse, vouches for docs/flushing.md" in told
    code, told = macros(tmp_path, "review", "--who", "mallory", "--base", "main")
    assert code == 1 and "may not be stamped by mallory; only by ada-invented, helper" in told
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Review")
    assert macros(tmp_path, "review", "--who", "mallory", "--base", "main")[0] == 0


def test_nobody_adds_themself_in_the_same_change(tmp_path):
    based(tmp_path, "[]\n")
    (tmp_path / "docs/data/reviewers.yml").write_text(PEOPLE)
    stamp(tmp_path, "--date", "2026-02-03")
    code, told = macros(tmp_path, "review", "--who", "ada-invented", "--base", "main")
    assert code == 1 and "is not in docs/data/reviewers.yml" in told


def test_a_name_on_the_page_alone_is_held_against_the_list_too(tmp_path):
    based(tmp_path)
    change(tmp_path, "reviewed_by: []", "reviewed_by: [Prof Famous]")
    code, told = macros(tmp_path, "review", "--who", "ada-invented", "--base", "main")
    assert code == 1 and '"Prof Famous" is not in' in told


@pytest.mark.parametrize(
    ("people", "base", "said"),
    [
        ("- [", "main", "reviewers-unreadable"),
        ("Ada", "main", "reviewers-unreadable"),
        (PEOPLE, "nowhere", "git does not know nowhere"),
    ],
)
def test_a_list_that_can_not_be_read(tmp_path, people, base, said):
    based(tmp_path, people)
    stamp(tmp_path, "--date", "2026-02-03")
    code, told = macros(tmp_path, "review", "--who", "ada-invented", "--base", base)
    assert code == 2 and said in told and "Traceback" not in told


HTML = """<html><head><title>Flushing</title></head><body><nav>Menu</nav><article>
<h1>Flushing<a class="headerlink" href="#flushing">¶</a></h1>
<p>Give no heparin, not even in a lock (P = .005).<sup class="cite"><a href="#ref-a2020">1</a></sup></p>
<ol class="references"><li id="ref-a2020">Smith AB. Ports.</li></ol></article></body></html>"""


def test_the_words_of_a_built_page():
    words = "flushing give no heparin not even in a lock p = .005 ⟦cite_a2020⟧"
    assert " ".join(rendered_words(HTML)) == words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("not even", "<span hidden>not</span> even"),
        ("not even", "<del>not</del> even"),
        ("not even", '<span style="display:none">not</span> even'),
        ("not even", '<span style="position:absolute; left:-9999px">not</span> even'),
        ("not even", "<!-- not --> even"),
        ("not even", "not<!--> sometimes --> even"),
        ("not even", "even not"),
        (".005", "005"),
        ("#ref-a2020", "#ref-b2020"),
        ("<h1>", "<p>&lt;b&gt;Urgent</p><h1>"),
    ],
)
def test_what_a_built_page_shows_changes_its_fingerprint(old, new):
    assert rendered_words(HTML.replace(old, new)) != rendered_words(HTML)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">1<", ">7<"),
        ("not even", "<b>not</b> <em>even</em>"),
        ("<h1>", '<h1 id="top">'),
        ("Smith AB. Ports.", "Smith A. Ports. 2020"),
        ("<nav>Menu</nav>", "<nav>Another menu</nav>"),
        ("<p>", "<p>\n   "),
        ("</article>", "<script>x()</script></article>"),
    ],
)
def test_formatting_numbers_and_style_do_not(old, new):
    assert rendered_words(HTML.replace(old, new)) == rendered_words(HTML)


def test_the_sources_of_the_tiny_site_are_those_of_the_cases():
    assert "pmid = {12345678}" in BIB and "pages = {1--9}" in BIB
