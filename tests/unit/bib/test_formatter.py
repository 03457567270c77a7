"""`format` and `add`: nothing that is read is lost or changed, and what is left out is named."""

import pytest

from macros.bib.formatter import HEADER, formatted
from macros.bib.library import references_of
from macros.bib.merge import merged
from macros.bib.parser import scan
from tests.support.tiny import BIB, make, run

JABREF = """\
% Encoding: UTF-8

% A reviewer's remark above the entry.
@string{jex = {J Ex}}

@comment{jabref-meta: grouping: 0 AllEntriesGroup:;}

@article{b, author={Roe, Ann}, title={Ports}, journaltitle={J Ex}, journal={Journal of Examples},
  date={2012/2013}, volume={1}, abstract={What was read.}, issn={1234-5679}, address={Leeds}}

% about a
@article{a, author={Poe, Ben}, title={Lines}, journal=jex # " 2", year=2020, issue={138}, number={3}}
"""


def references(text):
    entries, _, _ = scan(text)
    found = references_of(entries, {entry.key.lower(): entry for entry in entries})
    return {key: vars(one) | {"line": 0} for key, one in found.items()}


def test_nothing_is_lost(tmp_path):
    result = formatted(JABREF)
    for kept in ("% Encoding", "reviewer's remark", "@string{jex", "jabref-meta", "What was read.", "1234-5679",
                 "Leeds", "Journal of Examples", "2012/2013", 'jex # " 2"', "% about a\n@article{a"):  # fmt: skip
        assert kept in result.text, kept
    assert references(result.text) == references(JABREF)
    assert dict(result.droppable) == {"abstract": 1, "issn": 1}
    assert result.text.index("@article{a") < result.text.index("@article{b")
    assert formatted(result.text).text == result.text


def test_working_notes_go_only_when_asked_for():
    result = formatted(JABREF, drop=True)
    assert dict(result.dropped) == {"abstract": 1, "issn": 1}
    assert "What was read." not in result.text
    assert references(result.text) == references(JABREF)


def test_a_page_without_its_day_of_access_stays_what_it_is():
    assert "@misc{a" in formatted("@misc{a, title={T}, url={https://x.example/a}}").text


def test_parents_stand_behind_their_children():
    text = formatted("@book{a, title={B}}\n@incollection{z, title={T}, crossref={a}}").text
    assert text.index("@incollection{z") < text.index("@book{a")


def test_our_own_header_stays_first_and_remarks_below_it_stay():
    text = formatted(f"{HEADER}\n% mine\n\n@misc{{b, title={{B}}}}\n@misc{{a, title={{A}}}}").text
    assert text.startswith(HEADER)
    assert "% mine" in text
    assert formatted(text).text == text


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("@misc{a, title={Other}, doi={10.1000/A}}", 'there already, as "old"'),
        ("@misc{old, title={Else}, doi={10.1000/b}}", "key is taken"),
        ("@article{a, title={T}}", "lacks author or editor"),
        ("@misc{a, title={T}, authority={community}}", "community"),
    ],
)
def test_what_is_left_out_is_named(entry, reason):
    have = references_of(scan("@misc{old, title={Old}, doi={10.1000/a}}")[0], {})
    result = merged(scan(entry)[0], have, set())
    assert result.taken == []
    assert reason in result.left[0].reason


def test_whole_records_of_every_kind_are_taken():
    entries = scan(
        "@techreport{r, author={{I}}, title={R}, institution={I}, year={2020}}"
        "@phdthesis{t, author={R, A}, title={T}, school={U}, year={2020}}"
        "@misc{w, author={{I}}, title={W}, howpublished={\\url{https://x.example}}, note={Accessed: 2024-01-02}}"
        "@book{p, editor={P, B}, title={Whole}, publisher={Press}, year={2019}}"
        "@incollection{c, author={R, A}, title={Part}, crossref={p}, pages={1--2}}"
        "@article{d, author={R, A}, title={One}, journal={J}, year={2020}}"
        "@article{d, author={P, B}, title={Two}, journal={J}, year={2020}}"
    )[0]
    result = merged(entries, {}, {"r"})
    assert [entry.key for entry in result.taken] == ["r", "t", "w", "p", "c", "d"]
    assert [left.name for left in result.left] == ["d"]
    assert "further-reading" not in result.taken[0].get("keywords")
    assert result.taken[1].get("keywords") == "further-reading"


def test_format_shows_says_and_keeps(tmp_path):
    make(tmp_path, {"index.md": "# A\n"}, JABREF)
    path = tmp_path / "references.bib"
    shown = run(tmp_path, "-m", "macros", "format", "--dry-run")
    assert "-@article{a, author" in shown.stdout
    assert path.read_text() == JABREF
    said = run(tmp_path, "-m", "macros", "format")
    assert "abstract (1), issn (1); --drop takes them out" in said.stderr
    assert references(path.read_text()) == references(JABREF)
    assert run(tmp_path, "-m", "macros", "format", "--check").returncode == 0
    assert (
        "taken out of references.bib: abstract (1)"
        in run(tmp_path, "-m", "macros", "format", "--drop").stderr
    )


def test_format_leaves_a_file_that_cannot_be_read(tmp_path):
    make(tmp_path, {"index.md": "# A\n"}, BIB.replace("year = {2020}", "year {2020}"))
    before = (tmp_path / "references.bib").read_bytes()
    assert run(tmp_path, "-m", "macros", "format").returncode == 1
    assert (tmp_path / "references.bib").read_bytes() == before


def test_add_names_what_it_takes_and_leaves(tmp_path):
    make(tmp_path, {"index.md": "# A\n"})
    before = (tmp_path / "references.bib").read_text()
    new = tmp_path / "new.bib"
    new.write_text(
        "@misc{fresh, title={F}}\n@article{smith2020port, title={Another}, doi={10.1000/x}}\n"
    )
    said = run(tmp_path, "-m", "macros", "add", str(new))
    assert "added: fresh" in said.stdout
    assert "left out: smith2020port: the key is taken" in said.stdout
    after = (tmp_path / "references.bib").read_text()
    assert after.startswith(before.rstrip())
    assert "@misc{fresh" in after


def test_add_says_what_cannot_be_read(tmp_path):
    make(tmp_path, {"index.md": "# A\n"})
    before = (tmp_path / "references.bib").read_bytes()
    new = tmp_path / "new.txt"
    new.write_text("no BibTeX at all\n")
    said = run(tmp_path, "-m", "macros", "add", str(new))
    assert said.returncode == 1
    assert "holds no BibTeX entry" in said.stderr
    assert (
        "can't be read" in run(tmp_path, "-m", "macros", "add", str(tmp_path / "gone.bib")).stderr
    )
    assert (tmp_path / "references.bib").read_bytes() == before
