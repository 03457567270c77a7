"""Records of references.bib: what the checks say, in words. That every rule finds its faults is judged by tests/scorecard."""

import pytest

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.support.tiny import BIB, make, run

PAGE = '---\ntitle: A\n---\n\n# A\n\nOne.{{ cite("moss2021cava", "smith2020port", "clinic2024", "brown2019") }}\n\n## References\n\n{{ bibliography() }}\n'
ROOMS = ("bib-", "cite-")


def diagnostics(folder, bib=BIB, pages=None, **more):
    project = load_project(make(folder, pages or {"index.md": PAGE}, bib, **more))
    return [
        diagnostic for diagnostic in all_diagnostics(project) if diagnostic.rule.startswith(ROOMS)
    ]


def test_a_sound_file_is_silent(tmp_path):
    assert diagnostics(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ("@article{smith2020port", "@artcile{smith2020port", "bib-type", ["@artcile", "@article?"]),
        ("  year = {2020},", "  yera = {2020},", "bib-field", ['"yera"', '"year"?']),
        ("  year = {2020},\n", "", "bib-needed", ["the year is missing", "@article"]),
        (
            "author = {Smith, Ann B. and Jones, Carl}",
            "author = {Smith A, Jones C et al.}",
            "bib-author-list",
            ["Smith, A. and Jones, C. and others", "it prints as"],
        ),
        (
            "{{The Clinic}}",
            "{Centers for Disease Control and Prevention}",
            "bib-author-body",
            ["Prevention", "{{Centers for Disease Control and Prevention}}"],
        ),
        ("pmid = {12345678}", "pmid = {PMID 12345678}", "bib-pmid", ["pmid = {12345678}"]),
        ("pages = {1--9}", "pages = {517--24}", "bib-pages", ["517--524"]),
        (
            "doi = {10.1016/S0140-6736(21)00766-2}",
            "doi = {https://doi.org/10.1016/S0140-6736(21)00766-2.}",
            "bib-doi",
            ["doi = {10.1016/S0140-6736(21)00766-2}"],
        ),
        (
            "url = {https://example.org/port}",
            "url = {javascript:alert(1)}",
            "bib-url",
            ['"javascript:"', "not shown"],
        ),
        (
            "evidence = {cohort}",
            "evidence = {cohorts}",
            "bib-vocabulary",
            ['"cohorts"', '"cohort"'],
        ),
        (
            "title = {Ports in practice}",
            "title = {PORTS IN EVERYDAY PRACTICE}",
            "bib-title-caps",
            ["title = {Ports in everyday practice}"],
        ),
        (
            "title = {Ports in practice}",
            "title = {{Needles and Locks in Adults With Cancer}}",
            "bib-title-case",
            ["Needles and locks in adults with cancer"],
        ),
        (
            "title = {Ports in practice}",
            "title = {Ports in practice [Retraction in: J Ex 2021;4:1]}",
            "bib-retracted-title",
            ["retracted"],
        ),
        (
            "pages = {1--9}",
            "pages = {1--9}, doi = {10.1000/j.x.2014.07.002 Review Article}",
            "bib-doi",
            ["doi = {10.1000/j.x.2014.07.002}"],
        ),
        ("pages = {1--9}", "pages = {pp.~112 -- 19}", "bib-pages", ["pages = {112--19}"]),
        ("  pages = {1--9}", "  crossref = {hanbook}, pages = {1--9}", "bib-parent", ['"hanbook"']),
        (
            "  pages = {1--9}",
            "  crossref = {smith2020prot}, pages = {1--9}",
            "bib-parent",
            ['did you mean "smith2020port"?'],
        ),
        (
            "url = {https://example.org/port}",
            "url = {https://example.org/port https://example.org/b}",
            "bib-url-end",
            ["only", "https://example.org/port"],
        ),
        (
            "author = {Smith, Ann B. and Jones, Carl}",
            "author = {Smith, A. B., Jones, C., and Poe, D.}",
            "bib-author-list",
            ["author = {Smith, A. B. and Jones, C. and Poe, D.}"],
        ),
        (
            "author = {Smith, Ann B. and Jones, Carl}",
            "author = {SATO, KEI and Jones, Carl}",
            "bib-author-caps",
            ['"Sato, Kei" if that is a name'],
        ),
        (
            "title = {Ports in practice}",
            "title = {Needles and Locks in Adults With Cancer: A Cohort Study}",
            "bib-title-case",
            ["cancer: a cohort study"],
        ),
    ],
)
def test_one_fault_one_message(tmp_path, old, new, rule, words):
    assert old in BIB
    found = diagnostics(tmp_path, BIB.replace(old, new))
    assert [diagnostic.rule for diagnostic in found] == [rule], [
        str(diagnostic) for diagnostic in found
    ]
    for word in words:
        assert word in str(found[0])


def test_a_pubmed_number_under_a_name_that_is_read(tmp_path):
    fields = "  pages = {1--9}, pubmed = {27346990}"
    assert not diagnostics(tmp_path, BIB.replace("  pages = {1--9}", fields))


def test_the_pasted_list_shows_how_it_would_print_today(tmp_path):
    [found] = diagnostics(
        tmp_path, BIB.replace("author = {Brown, Dee}", "author = {Brown, Dee, Green, Ed}")
    )
    assert 'it prints as "' in found.message
    assert found.edit is None


def test_a_retracted_work_names_every_place(tmp_path):
    pages = {
        "index.md": PAGE,
        "b.md": '# B\n\nTwo.{{ cite("smith2020port") }}\n\nThree.{{ cite("smith2020port") }}\n\n{{ bibliography() }}\n',
    }
    [found] = diagnostics(
        tmp_path,
        BIB.replace("evidence = {cohort}", "evidence = {cohort},\n  status = {retracted}"),
        pages,
    )
    assert found.rule == "bib-retracted"
    for place in ("docs/b.md:3", "docs/b.md:5", "docs/index.md:7"):
        assert place in found.message


def test_the_same_work_twice_names_what_to_mend(tmp_path):
    twin = (
        BIB[BIB.index("@article{smith2020port") : BIB.index("@online")]
        .replace("smith2020port", "jones2020")
        .replace("Ports in practice", "{Ports} in Practice")
    )
    pages = {
        "index.md": PAGE,
        "b.md": '# B\n\nTwo.{{ cite("jones2020") }}\n\n{{ bibliography() }}\n',
        "c.md": '# C\n\nTwo.{{ cite("smith2020port") }}\n\n{{ bibliography() }}\n',
    }
    [found] = diagnostics(tmp_path, BIB + "\n" + twin, pages)
    assert found.rule == "bib-same-work"
    assert 'delete "jones2020"' in found.fix
    assert "docs/b.md:3" in found.fix


def test_a_duplicate_key_names_the_pages(tmp_path):
    [found] = diagnostics(
        tmp_path,
        BIB
        + "\n@book{smith2020port,\n  author = {Smith, C.},\n  title = {Another book},\n  publisher = {P},\n  year = {2020}\n}\n",
    )
    assert (found.rule, found.line) == ("bib-duplicate-key", BIB.count("\n") + 2)
    assert "different works" in found.fix
    assert "docs/index.md:7" in found.fix


def test_a_misspelt_citation_does_not_make_its_source_uncited(tmp_path):
    found = diagnostics(tmp_path, pages={"index.md": PAGE.replace("brown2019", "brwon2019")})
    assert [diagnostic.rule for diagnostic in found] == ["cite-unknown"]


def test_an_unreadable_entry_is_not_told_as_unknown_too(tmp_path):
    found = diagnostics(
        tmp_path, BIB.replace("title = {Ports in practice},", "title = {Ports {in practice},")
    )
    assert [diagnostic.rule for diagnostic in found] == ["bib-brace"]


def test_partial_records_are_notes_that_say_what_they_lack(tmp_path):
    bib = (
        BIB.replace("  volume = {5},\n", "")
        .replace("  author = {Smith, Ann B. and Jones, Carl},\n", "")
        .replace("evidence = {cohort}", "recordquality = {partial},\n  evidence = {cohort}")
    )
    [found] = diagnostics(tmp_path, bib)
    assert (found.rule, found.severity) == ("bib-incomplete", "note")
    assert "author or editor, volume" in found.message


def test_many_faults_are_all_told(tmp_path):
    bib = (
        BIB.replace("@book{brown2019", "@bok{brown2019")
        .replace("  title = {About your port},\n", "")
        .replace("{12345678}", "{x1}")
        .replace("{Lancet},\n  year", "{Lancet},\n  jear")
    )
    found = {diagnostic.rule for diagnostic in diagnostics(tmp_path, bib)}
    assert found == {"bib-type", "bib-needed", "bib-pmid", "bib-field"}


def test_nothing_is_said_of_a_file_that_cannot_be_read(tmp_path):
    found = diagnostics(tmp_path, b"\xff\xfe")
    assert [one.rule for one in found if one.path == "references.bib"] == ["bib-encoding"]


def test_fix_mends_what_is_mechanical_and_keeps_line_ends(tmp_path):
    bib = (
        BIB.replace("pmid = {12345678}", "pmid = {PMID: 12345678}")
        .replace("@book{", "@bokk{")
        .replace("title = {About your port},", "title = {About your port.}")
    )
    page = PAGE.replace("One.{{ cite(", "One {{ cite(").replace(") }}\n\n## R", ") }}.\n\n## R")
    make(
        tmp_path,
        {"index.md": page.replace("\n", "\r\n")},
        b"\xef\xbb\xbf" + bib.replace("\n", "\r\n").encode(),
    )
    said = run(tmp_path, "-m", "macros", "check", "--fix", "references.bib", "docs/index.md")
    assert "5 fixed" in said.stderr or "6 fixed" in said.stderr, said.stderr
    assert (tmp_path / "references.bib").read_bytes() == b"\xef\xbb\xbf" + BIB.replace(
        "\n", "\r\n"
    ).encode()
    assert (tmp_path / "docs/index.md").read_bytes() == PAGE.replace("\n", "\r\n").encode()


def test_fix_is_still_after_one_run(tmp_path):
    make(tmp_path, {"index.md": PAGE})
    before = (tmp_path / "references.bib").read_bytes()
    said = run(tmp_path, "-m", "macros", "check", "--fix", "references.bib")
    assert "0 fixed" in said.stderr
    assert (tmp_path / "references.bib").read_bytes() == before


def test_a_path_that_is_not_there_is_said(tmp_path):
    make(tmp_path, {"index.md": PAGE})
    said = run(tmp_path, "-m", "macros", "check", "docs/nowhere.md")
    assert said.returncode == 2
    assert "docs/nowhere.md" in said.stderr


def test_sound_pages_parents_and_foreign_titles_are_silent(tmp_path):
    text = BIB.replace("pages = {1--9}", "pages = {P15--P22}, xdata = {more}")
    text = text.replace(
        "title = {Ports in practice}",
        "title = {Der Port in der Onkologie: Eine Übersicht für Pflegende}",
    )
    assert not diagnostics(tmp_path, "@xdata{more, issn = {1234-5679}}\n\n" + text)


def test_a_circle_of_crossref_is_named(tmp_path):
    one = "@incollection{c1, title={Tip}, crossref={c2}, keywords={further-reading}}\n"
    two = "@book{c2, title={Book}, editor={Poe, Ben}, publisher={P}, year={2019}, crossref={c1}}\n"
    assert "bib-parent" in {one.rule for one in diagnostics(tmp_path, BIB + one + two)}
