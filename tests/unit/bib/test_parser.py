"""Any real .bib: what programs export, and what hands break."""

import pytest

from macros.bib.library import read_bibliography
from macros.bib.parser import scan
from macros.model import plain

ZOTERO = """
@article{okafor_ports_2021,
	title = {Ports in long-term care},
	volume = {34},
	issn = {1234-5679},
	url = {https://journal.example/34/2/okafor},
	doi = {10.1000/ltc.34.2.101},
	abstract = {Background: {\\textgreater}50\\% of ports … we asked nurses.},
	language = {en},
	number = {2},
	urldate = {2026-03-04},
	journal = {Journal of Long-Term Care},
	author = {Okafor, Chidi N. and Núñez, María José and van der Meer, Joost},
	month = apr,
	year = {2021},
	note = {Number: 2
Publisher: Example},
	keywords = {Ports, Nursing},
	pages = {101--110},
	file = {Full Text:/home/me/Zotero/storage/ABCD/Okafor.pdf:application/pdf},
}
"""
BETTER_BIBTEX = """
@article{okaforPortsLongtermCare2021,
  title = {Ports in Long-Term Care: {{CAVA}} Revisited},
  author = {Okafor, Chidi N. and {Port Study Group}},
  date = {2021-04-09},
  journaltitle = {Journal of Long-Term Care},
  shortjournal = {J Long Term Care},
  volume = {34},
  number = {2},
  eprint = {33000001},
  eprinttype = {pmid},
  pages = {101--110},
  publisher = {{Example}},
  issn = {1234-5679},
  doi = {10.1000/ltc.34.2.101},
  langid = {english},
  keywords = {nursing,ports}
}
"""
PUBMED = """
@Article{pmid33000001,
   Author="Okafor, C. N.  and Nunez, M. J.  and others",
   Title="{{P}orts in long-term care}",
   Journal="J Long Term Care",
   Year="2021",
   Volume="34",
   Number="2",
   Pages="101--110",
   Month="Apr"
}
"""
JABREF = """% Encoding: UTF-8

@Article{Okafor2021,
  author    = {Chidi N. Okafor and Mar{\\'i}a Jos{\\'e} N{\\'u}{\\~n}ez},
  date      = {2021-04},
  title     = {Ports in long-term care},
  doi       = {10.1000/ltc.34.2.101},
  journal   = {Journal of Long-Term Care},
  groups    = {ports},
  owner     = {me},
  timestamp = {2021-05-06},
}

@Comment{jabref-meta: databaseType:biblatex;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:ports\\;0\\;1\\;\\;\\;\\;;
}
"""
ENDNOTE = """
@article{RN12,
   author = {Okafor, C. N. and Nunez, M. J.},
   title = {Ports in long-term care},
   journal = {Journal of Long-Term Care},
   volume = {34},
   number = {2},
   pages = {101-110},
   ISSN = {1234-5679},
   DOI = {10.1000/ltc.34.2.101},
   year = {2021},
   type = {Journal Article}
}
"""
MENDELEY = """
@article{Okafor2021,
abstract = {We asked {\\%}nurses{\\%}.},
author = {Okafor, Chidi N. and N{\\'{u}}{\\~{n}}ez, Mar{\\'{i}}a Jos{\\'{e}}},
doi = {10.1000/ltc.34.2.101},
file = {:home/me/Okafor.pdf:pdf},
isbn = {1234-5679 (Electronic)$\\backslash$r1234-5679 (Linking)},
journal = {Journal of Long-Term Care},
keywords = {ports},
mendeley-groups = {Ports},
mendeley-tags = {ports},
month = {apr},
number = {2},
pages = {101--110},
pmid = {33000001},
title = {{Ports in long-term care}},
url = {https://journal.example/a{\\_}b},
volume = {34},
year = {2021}
}
"""


@pytest.mark.parametrize(
    "text",
    [ZOTERO, BETTER_BIBTEX, PUBMED, JABREF, ENDNOTE, MENDELEY],
    ids=["zotero", "better-bibtex", "pubmed", "jabref", "endnote", "mendeley"],
)
def test_exports_are_read_whole(text, tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    found = read_bibliography(path)
    assert found.diagnostics == ()
    [reference] = found.references.values()
    assert reference.kind == "journal"
    assert plain(reference.title).lower().startswith("ports in long-term care")
    assert reference.authors[0].family == "Okafor"
    assert reference.year == 2021
    assert plain(reference.journal).lower() in ("journal of long-term care", "j long term care")


def test_exporters_details(tmp_path):
    def one(text):
        path = tmp_path / "one.bib"
        path.write_text(text, encoding="utf-8")
        [reference] = read_bibliography(path).references.values()
        return reference

    assert one(ZOTERO).date.month == 4
    assert [name.family for name in one(ZOTERO).authors] == ["Okafor", "Núñez", "Meer"]
    assert one(ZOTERO).authors[2].particle == "van der"
    assert one(BETTER_BIBTEX).pmid == "33000001"
    assert one(BETTER_BIBTEX).authors[1].literal == "Port Study Group"
    assert one(BETTER_BIBTEX).date.iso == "2021-04-09"
    assert one(PUBMED).authors_more
    assert [name.family for name in one(JABREF).authors] == ["Okafor", "Núñez"]
    assert one(MENDELEY).authors[1].given == "María José"
    assert one(MENDELEY).url == "https://journal.example/a_b"


def test_a_mark_and_windows_line_ends_change_nothing(tmp_path):
    plain_file, windows = tmp_path / "plain.bib", tmp_path / "windows.bib"
    plain_file.write_bytes(ZOTERO.encode())
    windows.write_bytes(b"\xef\xbb\xbf" + ZOTERO.replace("\n", "\r\n").encode())
    ours, theirs = read_bibliography(plain_file), read_bibliography(windows)
    assert ours.references == theirs.references
    assert theirs.diagnostics == ()
    assert [entry.fields for entry in ours.entries] == [entry.fields for entry in theirs.entries]


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (None, "bib-absent", 1),
        (b"", "bib-empty", 1),
        (b" \n\n", "bib-empty", 1),
        ("@misc{a,\n  title = {Müller}\n}\n".encode("latin-1"), "bib-encoding", 2),
        ("@misc{a,\n  title = {x}\n}\n".encode("utf-16"), "bib-encoding", 1),
    ],
    ids=["absent", "empty", "blank", "latin-1", "utf-16"],
)
def test_a_file_that_cannot_be_read_gives_one_problem(tmp_path, data, rule, line):
    path = tmp_path / "references.bib"
    if data is not None:
        path.write_bytes(data)
    found = read_bibliography(path)
    assert [(diagnostic.rule, diagnostic.line) for diagnostic in found.diagnostics] == [
        (rule, line)
    ]
    assert not found.references


TAIL = "\n@misc{last,\n  title = {Last}\n}\n"


@pytest.mark.parametrize(
    ("text", "rule", "line", "words"),
    [
        ("@article{a,\n  title = {A}\n  year = {2020}\n}\n", "bib-comma", 2, '"title"'),
        ("@article{a\n  title = {A}\n}\n", "bib-comma", 1, 'the key "a"'),
        ("@article{a,\n  title = {A {B},\n  year = {2020}\n}\n", "bib-brace", 2, '"title"'),
        (
            "@article{a,\n  title = {A},\n  note = {one\n  two,\n  year = {2020}\n}\n",
            "bib-brace",
            3,
            '"note"',
        ),
        ("@article{a,\n  title = {A},\n  year = {2020}\n", "bib-brace", 1, "never ends"),
        ("@article{a,\n  title = {A}},\n  year = {2020}\n}\n", "bib-brace", 2, "too many"),
        ("@article{a,\n  title = {A},\n  year = {2020}}\n}\n", "bib-brace", 3, "too many"),
        ("@article{a,\n  title = A},\n  year = {2020}\n}\n", "bib-brace", 2, "opening brace"),
        ('@article{a,\n  title = "A,\n  year = {2020}\n}\n', "bib-quote", 2, '"title"'),
        (
            '@article{a,\n  title = "A,\n  journal = "B",\n  year = {2020}\n}\n',
            "bib-quote",
            2,
            '"title"',
        ),
        ('@article{a,\n  title = "A "b" c",\n  year = {2020}\n}\n', "bib-quote", 2, "too early"),
        ("@article{a,\n  title = {A},\n  year 2020\n}\n", "bib-syntax", 3, "equals sign"),
        ("@article{a,\n  title = {A},\n  pages = 1-9,\n}\n", "bib-syntax", 3, "not in braces"),
        (
            "@article{a,\n  title = {A},\n  year = {2020};\n  volume = {1}\n}\n",
            "bib-comma",
            3,
            "semicolon",
        ),
        ("@article{a,\n  title = {A},,\n  year = {2020}\n}\n", "bib-syntax", 2, "two commas"),
        ("@article{a,\n  title = {A},\n  % a remark\n  year = {2020}\n}\n", "bib-syntax", 3, "%"),
        ("@article{a b,\n  title = {A}\n}\n", "bib-key", 1, "space"),
        ("@article{,\n  title = {A}\n}\n", "bib-syntax", 1, "no key"),
        ("@article{\n  title = {A}\n}\n", "bib-syntax", 1, "no key"),
        ("article{a,\n  title = {A},\n  year = {2020}\n}\n", "bib-no-at", 1, "lost the @"),
        ("@article{a,\n  journal = jva\n}\n", "bib-string", 2, '"jva"'),
        ("@article{a,\n  title = {A},\n  title = {B}\n}\n", "bib-field-twice", 3, '"title"'),
        ("see Smith 2020\n", "bib-text-outside", 1, "see Smith"),
        ("@string{jva = \n", "bib-brace", 1, ""),
        ("@string{jva {J Vasc Access}}\n", "bib-syntax", 1, "@string"),
    ],
)
def test_one_fault_gives_one_message_on_its_line_and_loses_no_neighbour(text, rule, line, words):
    entries, diagnostics, broken = scan("@misc{first,\n  title = {First}\n}\n\n" + text + TAIL)
    assert [(diagnostic.rule, diagnostic.line - 4) for diagnostic in diagnostics] == [
        (rule, line)
    ], [str(diagnostic) for diagnostic in diagnostics]
    assert words in diagnostics[0].message
    assert diagnostics[0].fix
    keys = {entry.key for entry in entries}
    assert {"first", "last"} <= keys
    assert (
        "@" + "article" not in text
        or {"a"} <= keys | broken
        or "no key" in words
        or "a b" in broken
    )


def test_two_faults_in_one_file_are_both_told():
    text = "@article{a,\n  title = {A}\n  year = {2020}\n}\n\narticle{b,\n  title = {B}\n}\n\narticle{c,\n  title = {C}\n}\n\n@article{d,\n  title = {D {x},\n}\n\nremark\n\n@article{e, year = {2020}}\n"
    _, diagnostics, broken = scan(text)
    assert [(diagnostic.rule, diagnostic.line) for diagnostic in diagnostics] == [
        ("bib-comma", 2),
        ("bib-no-at", 6),
        ("bib-no-at", 10),
        ("bib-brace", 15),
    ]
    assert broken == {"b", "c", "d"}


def test_strings_comments_preambles_round_brackets_and_joined_parts():
    text = '@STRING{jva = "J Vasc"}\n@string(acc = {Access})\n@preamble{"\\newcommand{\\x}{y}"}\n@comment{article{old,}}\n% @article{older,\n@comment loose words\n@article(a,\n  journal = jva # " " # acc,\n  title = "{A} (b)",\n  month = mar # "~5",\n  year = 2020\n)\n'
    entries, diagnostics, _ = scan(text)
    assert diagnostics == []
    assert entries[0].get("journal") == "J Vasc Access"
    assert entries[0].get("month") == "March~5"
    assert text[entries[0].start : entries[0].end].startswith("@article(a,")
    assert text[entries[0].start : entries[0].end].endswith("2020\n)")


def test_several_entries_on_one_line_and_heads_inside_text():
    entries, diagnostics, _ = scan(
        "@misc{a, title={x}} @misc{b, title={y}}\n@misc{c,\n  abstract = {mail\n@foo{x} us},\n  title = {z}\n}\n"
    )
    assert [entry.key for entry in entries] == ["a", "b", "c"]
    assert diagnostics == []


def test_crossref_gives_what_the_entry_lacks(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(
        "@incollection{part,\n  author = {Ray, A.},\n  title = {Part},\n  crossref = {Whole}\n}\n@book{whole,\n  editor = {Ed, B.},\n  title = {Whole},\n  publisher = {P},\n  year = {2010}\n}\n",
        encoding="utf-8",
    )
    part = read_bibliography(path).references["part"]
    assert (
        plain(part.title),
        plain(part.container),
        plain(part.publisher),
        part.year,
        part.editors[0].family,
    ) == ("Part", "Whole", "P", 2010, "Ed")


@pytest.mark.parametrize(
    ("month", "number"),
    [("mar", 3), ("{March}", 3), ("{3}", 3), ("{03}", 3), ("{Mar.}", 3), ('sep # "~5"', 9)],
)
def test_months(month, number, tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(
        f"@misc{{a,\n  title = {{A}},\n  year = {{2020}},\n  month = {month}\n}}\n",
        encoding="utf-8",
    )
    assert read_bibliography(path).references["a"].date.month == number


def test_every_field_knows_its_place():
    text = "@misc{a,\n  title = {A},\n    note = {one\n  two},\n  year = 2020 }\n"
    entries, _, _ = scan(text)
    shown = [
        (item.name, text[item.at :][:4], text[item.start : item.end]) for item in entries[0].fields
    ]
    assert shown == [
        ("title", "titl", "{A}"),
        ("note", "note", "{one\n  two}"),
        ("year", "year", "2020"),
    ]


def test_names_of_strings_and_months_in_any_case():
    entries, diagnostics, _ = scan(
        "@string{JVA = {J Vasc Access}}\n@article{a, journal=jva, month=Jan}\n@misc{b, month = MARCH}\n@misc{c, month = sept}\n"
    )
    assert diagnostics == []
    assert [entry.get("month") for entry in entries] == ["January", "MARCH", "sept"]
    assert entries[0].get("journal") == "J Vasc Access"


def test_a_field_that_no_reader_sees_may_stand_twice():
    entries, diagnostics, _ = scan(
        "@misc{a, title={A}, keywords={x}, keywords={y}, year={2020}, year={2020}}"
    )
    assert diagnostics == []
    assert entries[0].get("keywords") == "x; y"
    _, diagnostics, _ = scan("@misc{a, title={A}, year={2020}, year={2021}}")
    assert [one.rule for one in diagnostics] == ["bib-field-twice"]


def test_a_field_name_may_hold_a_space():
    entries, diagnostics, _ = scan("@misc{a, title={A}, funding_text 1={Paid.}, year={2020}}")
    assert diagnostics == []
    assert [item.name for item in entries[0].fields] == ["title", "funding_text 1", "year"]


def test_a_field_without_text_swallows_nothing():
    [found] = scan('@misc{a, title={A}, month=, note=""}')[1]
    assert '"month" has no text' in found.message
    assert found.edit.text == "{}"


@pytest.mark.parametrize(
    ("bib", "key", "shown"),
    [
        (
            "@xdata{p, publisher={P}, date={2019}}\n@book{a, title={T}, xdata={p}}",
            "a",
            ("T", "P", 2019),
        ),
        (
            "@xdata{q, xdata={p}, date={2018}}\n@xdata{p, publisher={P}, date={2019}}\n@book{a, title={T}, xdata={q}}",
            "a",
            ("T", "P", 2018),
        ),
        (
            "@xdata{p, publisher={P}, year={2019}}\n@book{a, title={T}, publisher={xdata=p-publisher}, year={2020}}",
            "a",
            ("T", "P", 2020),
        ),
        (
            "@inbook{a, title={T}, crossref={b}}\n@book{b, title={B}, crossref={c}}\n@mvbook{c, title={C}, publisher={P}, year={2017}}",
            "a",
            ("T", "P", 2017),
        ),
        (
            "@book{a, title={T}, crossref={b}}\n@book{b, publisher={P}, year={2016}, crossref={a}}",
            "a",
            ("T", "P", 2016),
        ),
        (
            "@incollection{a, title={T}, crossref={b}}\n@book{b, title={Short}, booktitle={Long}, publisher={P}, year={2015}}",
            "a",
            ("T", "P", 2015),
        ),
    ],
    ids=[
        "xdata",
        "chain of xdata",
        "one field",
        "chain of crossref",
        "circle",
        "booktitle of its own",
    ],
)
def test_what_an_entry_takes_from_others(tmp_path, bib, key, shown):
    path = tmp_path / "references.bib"
    path.write_text(bib, encoding="utf-8")
    found = read_bibliography(path)
    reference = found.references[key]
    assert (plain(reference.title), plain(reference.publisher), reference.year) == shown
    assert not any(entry.type == "xdata" for entry in found.entries)
