"""What readers take home: every format is read again, by our own reader or by one that knows nothing of us."""

import doctest
import io
import json
import re
import shutil
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pypandoc
import pytest
import rispy
from citeproc.source import json as source
from pybtex.database import parse_string

from macros.bib.library import read_bibliography
from macros.bib.vocabulary import ONE_TYPE
from macros.exporting import bibtex, jsonld, names, to_bibtex, to_csl, to_ris
from macros.exporting.files import to_text, write_exports
from macros.exporting.links import Exports
from macros.exporting.names import file_name
from macros.model import Date, Name, Reference, Run, plain
from macros.project import Project
from macros.urls import doi_address, page_url

ROOT = Path(__file__).resolve().parents[3]

ENTRIES = r"""
@string{jvad = "Journal of Vascular Access Devices"}
@article{berg2021flush,
  author = {van der Berg, Jan-Piet and Garc{\'\i}a L{\'o}pez, Ana Mar{\'\i}a and Smith, Jr, John A. and {Society of Ports, Lines and Drains} and others},
  title = {Flushing 5-{FU} pumps: {CO$_2$} \& 0.9\% \textit{S. aureus} -- a trial of 10\textsuperscript{3} patients?},
  journal = jvad, shortjournal = {J Vasc Acc Dev}, year = 2021, month = mar, day = 5, volume = {55}, number = {1}, pages = {517--524},
  doi = {10.1000/(SICI)1097<1::AID>3.0.CO;2-#_%}, pmid = {12345678}, pmcid = {PMC7654321}, urldate = {2026-11-22},
  evidence = {randomised-trial}, authority = {journal}, recordquality = {full}, textseen = {abstract}, note = {Read \emph{in part}; {50\%} of it},
}
@article{early2024, author = {Ng, A}, title = {{{Online} first}}, journal = {BMJ}, date = {2024-03-05}, doi = {10.1000/x.y}, keywords = {further-reading}}
@article{supp2015, author = {M{\"u}ller, K and O'Neill, P and 't Hart, B and De Souza, C and {de la Cruz}, Maria}, title = {A “quoted” title}, journal = {Ann Oncol}, year = 2015, volume = 26, number = {suppl 5}, pages = {v152--v168, e1}, doi={10.1000/z}, status = {retracted}, notice = {https://example.org/notice}}
@book{bok1999, author = {Bok, A.}, editor = {Eve, B. and Rob, C.}, title = {Lines and {Ports}}, subtitle = {A handbook}, edition = {2}, publisher = {Springer \& Sons}, year = 1999, isbn = {978-3-16-148410-0}, language = {german}, volume = {3}}
@incollection{kap2005, author = {Kap, D.}, title = {Locks}, booktitle = {Big Book}, editor = {Eve, B.}, publisher = {Wiley}, year = {2005}, pages = {11--20}}
@inproceedings{conf2010, author = {Kim, E.}, title = {Posters}, booktitle = {Proc. of Ports}, year = {2010}, pages = {7}}
@techreport{cdc2011, author = {{Centers for Disease Control and Prevention}}, title = {Guidelines}, institution = {CDC}, number = {TR-7}, year = {2011}, url = {https://www.example.org/a_b%20c?d=1&e=~f#g}, urldate = {2026-06-16}}
@report{who2020, author = {{WHO}}, title = {Report}, institution = {World Health Organization}, date = {2020}}
@mastersthesis{ma2000, author = {Ma, Li}, title = {On ports}, school = {University of X}, year = {2000}}
@www{mskcc, author = {{Memorial Hospital}}, title = {{About Your Port}}, organization = {MSK}, url = {https://www.example.org/port}, urldate = {2026-11-22}}
@misc{pre2023, author = {Xu, Y}, title = {Preprint}, howpublished = {medRxiv}, doi = {10.1101/2023.01.01.23280001}, date = {2023-01-02}, url = {https://www.medrxiv.org/x}}
@article{arx2022, author = {Yu, Z}, title = {Other preprint}, journal = {arXiv preprint}, year = {2022}}
@preprint{odd2022, author = {Yu, Z}, title = {A preprint elsewhere}, publisher = {OSF}, year = {2022}}
@misc{refused, title = {An address that is refused}, howpublished = {Somewhere}, url = {javascript:alert(1)}}
@misc{plain, title = {Nothing but a title}, publisher = {arXiv fans' press}, year = {n.d.}}
@article{web-article, title = {An article without a journal}, url = {https://example.org/x}, month = {3}, year = {2020}}
@dataset{data2020, author = {Doe, J.}, title = {Data}, publisher = {Zenodo}, year = {2020}}
@misc{bare}
"""


PROFILE = """
schema: MedicalWebPage
audiences:
  patient: {name: Patients, schema_type: Patient, schema_audience: Patient}
  clinician: {name: Clinicians, schema_type: MedicalAudience, schema_audience: Clinician}
  everyone: Everyone
"""


def reference_links(project: Project, source: str, reference: Reference) -> str:
    return Exports(project).reference_links(source, reference)


def page_links(project: Project, source: str) -> str:
    return Exports(project).page_links(source)


def json_ld(project: Project, meta: dict, source: str, references: list[Reference]) -> str:
    return Exports(project).json_ld(meta, source, references)


def read(text: str, folder: Path) -> dict[str, Reference]:
    path = folder / "written.bib"
    path.write_text(text, encoding="utf-8")
    found = read_bibliography(path)
    assert not found.diagnostics, found.diagnostics
    return found.references


def same(ours: Reference, theirs: Reference) -> None:
    # "refused" is a web page only by an address that is not handed on: what is written calls it one.
    ours, theirs = (
        replace(
            one,
            line=1,
            entry_type="" if one.key == "refused" else ONE_TYPE.get(one.entry_type, one.entry_type),
        )
        for one in (ours, theirs)
    )
    assert {item.name: getattr(ours, item.name) for item in fields(ours)} == {
        item.name: getattr(theirs, item.name) for item in fields(theirs)
    }


@pytest.fixture(scope="module")
def references(tmp_path_factory) -> dict[str, Reference]:
    return read(ENTRIES, tmp_path_factory.mktemp("bib"))


@pytest.fixture
def handbook(request) -> dict[str, Reference]:
    return read_bibliography(ROOT / "references.bib").references


def hostile(key: str = "k", text: str = "x") -> Reference:
    rich = (Run(text), Run(text, "i"), Run(text, "", True), Run(text, "sup", True))
    return Reference(
        key,
        "journal",
        entry_type="article",
        title=rich,
        journal=rich,
        short_journal=(Run(text),),
        container=(Run(text, "", True),),
        publisher=(Run(text),),
        authors=(Name(text, text, "van", text), Name(literal=text), Name(text, text)),
        date=Date(2020, 1, 2),
        volume=text,
        issue=text,
        pages=text,
        edition=text,
        doi=text,
        pmid=text,
        pmcid=text,
        url=text,
        isbn=text,
        language=text,
        evidence=text,
        authority=text,
        record=text,
        text_seen=text,
        status="retracted",
        notice=text,
        note=text,
    )


NASTY = [
    "</script><script>alert(1)</script>",
    "<!-- x",
    "a|b",
    "{{ 7*7 }}",
    "{% raw %}",
    "{#",
    "}}",
    "{",
    "}",
    "\\",
    "\\&amp;",
    "&amp; &lt;",
    "--- -- -",
    "'' `` '",
    '"',
    "$x$ 5$",
    "<i>x</i> <em>",
    "~ ^ _ # % &",
    "a\nb\r\nc\x00\u2028d",
    "\ufeff",
    "\ud800",
    "e\u0301 \u05d0\u05d1 \u202e",
    "and",
    "others",
    "x" * 100_000,
    "",
]


# BibTeX


def test_what_is_written_is_read_as_the_same_reference(references, tmp_path):
    again = read("\n".join(map(to_bibtex, references.values())), tmp_path)
    assert list(again) == list(references)
    for key, reference in references.items():
        same(reference, again[key])


def test_writing_twice_changes_nothing(references, tmp_path):
    text = "\n".join(map(to_bibtex, references.values()))
    assert "\n".join(map(to_bibtex, read(text, tmp_path).values())) == text


def test_pybtex_reads_it_without_loss(references, tmp_path):
    data = parse_string("\n".join(map(to_bibtex, references.values())), "bibtex")
    assert list(data.entries) == list(references)
    assert list(map(str, data.entries["berg2021flush"].persons["author"])) == [
        "van der Berg, Jan-Piet",
        "García López, Ana María",
        "Smith, Jr, John A.",
        "{Society of Ports, Lines and Drains}",
        "others",
    ]
    # pybtex's own writer escapes what is escaped already (50\\% for 50\%), so its values are written down here as they are.
    parts = []
    for key, entry in data.entries.items():
        values = {
            role: " and ".join(map(str, people)) for role, people in entry.persons.items()
        } | dict(entry.fields)
        parts.append(
            f"@{entry.original_type}{{{key},\n"
            + "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
            + "}\n"
        )
    again = read("".join(parts), tmp_path)
    for key, reference in references.items():
        same(reference, again[key])


def test_the_handbooks_own_file_comes_back_whole(handbook, tmp_path):
    again = read("\n".join(map(to_bibtex, handbook.values())), tmp_path)
    assert list(again) == list(handbook)
    for key, reference in handbook.items():
        same(reference, again[key])


def test_the_form_is_that_of_references_bib(references):
    assert to_bibtex(references["early2024"]) == (
        "@article{early2024,\n  author = {Ng, A},\n  title = {{Online first}},\n  journal = {BMJ},\n  year = {2024},\n  month = {3},\n  day = {5},\n"
        "  pubstate = {inpress},\n  doi = {10.1000/x.y},\n  keywords = {further-reading}\n}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a & b",
        "&amp;",
        "5% of $3 #1 a_b ^ ~",
        "{",
        "}",
        "a } b { c",
        "\\",
        "\\textit{x}",
        "a -- b --- c",
        "it''s",
        "<i>x</i>",
        "<script>",
        "a\u00a0b",
        "P < .05",
        "x–y",
        "`tick",
    ],
)
def test_signs_survive(text, tmp_path):
    reference = Reference(
        "k",
        "book",
        entry_type="book",
        title=(
            Run(f"{text} "),
            Run(text, "i"),
            Run(" x "),
            Run(text, "", True),
            Run(f" {text}", "b", True),
        ),
        note=text,
    )
    again = read(to_bibtex(reference), tmp_path)["k"]
    assert (again.title, again.note) == (reference.title, reference.note)


@pytest.mark.parametrize(
    "name",
    [
        Name("Smith", "Jo"),
        Name("Smith", "J. A.", "", "Jr"),
        Name("Berg", "Jan", "van der"),
        Name("Hart", "B", "'t"),
        Name("de la Cruz", "Ana"),
        Name("hooks", "bell"),
        Name("Garcia MD", "Ana"),
        Name("MD", "Ana", "van"),
        Name("Marks and Spencer", "Bo"),
        Name("Smith, Sons", "Bo"),
        Name("Bo; Co", "A B"),
        Name("X", "Y, Z"),
        Name("X", "and"),
        Name("Gogh", "", "van"),
        Name("Smith", "", "", "Jr"),
        Name("王", "小明"),
        Name("O'Neill-Smith", "Jean-Paul"),
        Name("Ünal", "Şule"),
        Name("A & B", "C_D"),
        Name(literal="A, B and C {x}"),
        Name(literal="Centers for Disease Control and Prevention"),
        Name("García López", "José"),
    ],
)
def test_names_survive_alone_and_in_company(name, tmp_path):
    for authors in ((name,), (name, Name("Last", "One")), (Name("First", "One"), name)):
        for more in (False, True):
            again = read(
                to_bibtex(
                    Reference("k", "book", entry_type="book", authors=authors, authors_more=more)
                ),
                tmp_path,
            )["k"]
            assert (again.authors, again.authors_more) == (authors, more)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_breaks_the_file(text, tmp_path):
    written = "\n".join(
        (
            to_bibtex(hostile(f"k{text[:20]}", text)),
            to_bibtex(Reference("next", "book", entry_type="book", title=(Run("Next"),))),
        )
    )
    parse_string(written, "bibtex")
    again = read(written, tmp_path)
    assert len(again) == 2 and again["next"].title == (Run("Next"),)
    assert not next(iter(again.values())).url


# RIS


def records(text: str) -> list[dict]:
    return rispy.load(io.StringIO(text, newline=""))


def test_ris_is_read_by_rispy(references):
    found = dict(zip(references, records("".join(map(to_ris, references.values())))))
    assert len(found) == len(references)
    berg = found["berg2021flush"]
    assert berg["type_of_reference"] == "JOUR"
    assert berg["authors"] == [
        "van der Berg, Jan-Piet",
        "García López, Ana María",
        "Smith, John A., Jr",
        "Society of Ports, Lines and Drains",
    ]
    assert berg["title"] == "Flushing 5-FU pumps: CO2 & 0.9% S. aureus – a trial of 103 patients?"
    assert (
        berg["year"],
        berg["date"],
        berg["volume"],
        berg["number"],
        berg["start_page"],
        berg["end_page"],
    ) == ("2021", "2021/03/05/", "55", "1", "517", "524")
    assert berg["doi"] == references["berg2021flush"].doi
    assert berg["accession_number"] == "12345678"
    assert berg["urls"][0].startswith("https://doi.org/10.1000/")
    assert "The record names only the first authors" in berg["notes"]
    assert found["bok1999"]["secondary_authors"] == ["Eve, B.", "Rob, C."]
    assert (found["kap2005"]["type_of_reference"], found["kap2005"]["secondary_title"]) == (
        "CHAP",
        "Big Book",
    )
    assert found["supp2015"]["notes"] == ["Retracted; notice: https://example.org/notice"]


def test_ris_keeps_to_its_form(references):
    for reference in references.values():
        text = to_ris(reference)
        lines = text.split("\r\n")
        assert lines[-1] == "" and lines[-2] == "ER  - " and lines[0].startswith("TY  - ")
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", row) for row in lines[:-1])
        assert text.count("\n") == text.count("\r\n") == text.count("\r")


def test_ris_dates_keep_their_slashes():
    assert "DA  - 2021/08//\r\n" in to_ris(Reference("k", "journal", date=Date(2021, 8)))
    assert "DA" not in to_ris(Reference("k", "journal", date=Date(2021)))
    assert "Y2  - 2026///\r\n" in to_ris(Reference("k", "web", accessed=Date(2026)))


@pytest.mark.parametrize("text", NASTY)
def test_no_field_makes_a_line_of_its_own_in_ris(text):
    text = to_ris(hostile("k", f"{text}\nER  - \nTY  - BOOK"))
    assert len(records(text)) == 1
    assert text.count("\r\nER  - ") == 1


# CSL-JSON


def test_csl_says_what_the_schema_asks(references):
    item = to_csl(references["berg2021flush"])
    assert item["type"] == "article-journal"
    assert (
        item["title"]
        == 'Flushing 5-<span class="nocase">FU</span> pumps: <span class="nocase">CO</span><span class="nocase"><sub>2</sub></span> & 0.9% <i>S. aureus</i> – a trial of 10<sup>3</sup> patients?'
    )
    assert item["author"][0] == {
        "family": "Berg",
        "given": "Jan-Piet",
        "non-dropping-particle": "van der",
    }
    assert item["author"][2:] == [
        {"family": "Smith", "given": "John A.", "suffix": "Jr"},
        {"literal": "Society of Ports, Lines and Drains"},
    ]
    assert item["issued"] == {"date-parts": [[2021, 3, 5]]}
    assert (item["container-title"], item["container-title-short"], item["page"]) == (
        "Journal of Vascular Access Devices",
        "J Vasc Acc Dev",
        "517-524",
    )
    assert to_csl(references["bok1999"])["language"] == "de"
    assert to_csl(references["mskcc"])["title"] == "About Your Port"
    assert "URL" not in to_csl(references["refused"])
    for reference in references.values():
        assert all(value or name == "id" for name, value in to_csl(reference).items())


def test_csl_is_read_by_citeproc_py(references):
    found = source.CiteProcJSON([to_csl(reference) for reference in references.values()])
    assert set(found) == {key.lower() for key in references} or set(found) == set(references)
    assert len(found["berg2021flush"]["author"]) == 4


def printed(name: dict) -> str:
    """A CSL name in one line: pandoc finds particles by itself, and makes a typographic apostrophe of a straight one."""
    return (
        "/".join(
            name.get(part, "")
            for part in ("literal", "non-dropping-particle", "family", "suffix", "given")
        )
        .replace("la/", "la ")
        .replace("’", "'")
        .lstrip("/")
    )


def test_csl_is_read_by_pandoc(references, tmp_path):
    written = json.dumps([to_csl(reference) for reference in references.values()])
    theirs = pypandoc.convert_text(written, "biblatex", format="csljson")
    data = parse_string(theirs, "bibtex")
    assert set(data.entries) == set(references)
    again = read(theirs, tmp_path)
    for key in ("berg2021flush", "supp2015", "kap2005", "bok1999"):
        ours = references[key]
        # pandoc puts the title of a biblatex entry in title case
        assert plain(again[key].title).lower() == plain(ours.title).lower()
        assert (again[key].doi, again[key].volume, again[key].issue, again[key].pages) == (
            ours.doi,
            ours.volume,
            ours.issue,
            ours.pages,
        )
    theirs = {
        item["id"]: item
        for item in json.loads(pypandoc.convert_text(written, "csljson", format="csljson"))
    }
    for item in json.loads(written):
        assert list(map(printed, theirs[item["id"]].get("author", []))) == list(
            map(printed, item.get("author", []))
        ), item["id"]
        for name in (
            "type",
            "editor",
            "issued",
            "accessed",
            "DOI",
            "PMID",
            "page",
            "volume",
            "issue",
            "publisher",
            "container-title-short",
        ):
            assert str(theirs[item["id"]].get(name)).replace("’", "'") == str(
                item.get(name)
            ).replace("’", "'"), (item["id"], name)


def test_the_handbooks_own_references_are_read_by_others(handbook):
    ordered = list(handbook.values())
    found = rispy.loads("".join(map(to_ris, ordered)))
    assert [record["title"] for record in found] == [
        plain(reference.title) for reference in ordered
    ]
    theirs = json.loads(
        pypandoc.convert_text(
            json.dumps([to_csl(reference) for reference in ordered]), "csljson", format="csljson"
        )
    )
    assert {item["id"]: item.get("DOI", "") for item in theirs} == {
        reference.key: reference.doi for reference in ordered
    }


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_text_in_csl(text):
    item = to_csl(hostile("k", text))
    assert json.loads(json.dumps(item)) == item
    assert "URL" not in item


# File names


def test_a_file_name_is_one_everywhere():
    names = [
        "moss2021cava",
        "Moss2021cava",
        "MOSS2021CAVA",
        "con",
        "CON",
        "nul.x",
        "com1",
        "lpt9",
        "all",
        "All",
        "a b",
        "a/b",
        "a\\b",
        "../x",
        ".",
        "..",
        "a.",
        " a",
        "é",
        "É",
        "x" * 300,
        "x" * 301,
        'q"<>|?*:',
        "a~b",
        "",
        "a-b",
        "a_b",
        "\ud800",
        "-a",
        "pages",
    ]
    written = [file_name(name) for name in names]
    assert len({name.casefold() for name in written}) == len(names)
    for name in written:
        assert re.fullmatch(r"[a-z0-9_.~-]{1,100}", name)
        assert not name.endswith(".") and not name.startswith((".", "-"))
        assert name.split(".")[0] not in ("con", "prn", "aux", "nul", "com1", "lpt9", "all", "")
    assert written[0] == "moss2021cava"


# Files


def make(folder: Path, site_url: str = "https://example.org/book/", **options) -> Project:
    docs = folder / "docs"
    (docs / "deep" / "er").mkdir(parents=True)
    (docs / "data").mkdir()
    (docs / "data" / "handbook.yml").write_text(PROFILE, encoding="utf-8")
    (folder / "references.bib").write_text(ENTRIES, encoding="utf-8")
    (docs / "index.md").write_text(
        "---\ntitle: Home | book\n---\n# Home\n\nNothing cited.\n", encoding="utf-8"
    )
    (docs / "deep" / "er" / "flush.md").write_text(
        '---\ntitle: Flushing\n---\n# Flushing\n\n## How often\n\nA.{{ cite("supp2015", "berg2021flush") }} B.{{ cite("mskcc") }}\n\n## Again\n\nC.{{ cite("supp2015") }} {{ cite("nosuch") }}\n\n{{ bibliography() }}\n',
        encoding="utf-8",
    )
    (docs / "all.md").write_text(
        '# All\n\nD.{{ cite("kap2005") }}\n\n{{ references() }}\n\n{{ bibliography() }}\n',
        encoding="utf-8",
    )
    return Project(folder, docs, options.pop("settings", {}), site_url=site_url, **options)


@pytest.fixture
def project(tmp_path) -> Project:
    return make(tmp_path)


def test_all_files_are_written_and_say_what_they_should(project, tmp_path):
    site = tmp_path / "site"
    write_exports(project, site)
    folder = site / "assets" / "references"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    keys = list(project.bibliography.references)
    stems = [*keys, "all", "pages/deep/er/flush", f"pages/{file_name('all')}"]
    assert names == {f"{stem}.{ending}" for stem in stems for ending in ("bib", "ris", "json")}
    for ending, count in (
        ("bib", lambda text: text.count("\n@") + text.startswith("@")),
        ("ris", lambda text: text.count("ER  - ")),
        ("json", lambda text: len(json.loads(text))),
    ):
        found = {
            stem: count((folder / f"{stem}.{ending}").read_bytes().decode("utf-8"))
            for stem in stems
        }
        assert found == {
            **dict.fromkeys(keys, 1),
            "all": len(keys),
            "pages/deep/er/flush": 3,
            f"pages/{file_name('all')}": 1,
        }
    page = json.loads((folder / "pages/deep/er/flush.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in page] == ["supp2015", "berg2021flush", "mskcc"]
    everything = [
        item["id"] for item in json.loads((folder / "all.json").read_text(encoding="utf-8"))
    ]
    assert everything == sorted(keys, key=str.lower)
    assert read((folder / "all.bib").read_text(encoding="utf-8"), tmp_path).keys() == set(keys)


def test_the_register_names_every_place(project, tmp_path):
    write_exports(project, tmp_path / "site")
    data = json.loads((tmp_path / "site" / "references.json").read_text(encoding="utf-8"))
    assert data["format"] == 1
    assert data["site"] == {
        "title": "Home | book",
        "url": "https://example.org/book/",
        "style": "ama",
        "references": len(project.bibliography.references),
        "pages": 2,
    }
    found = {item["key"]: item for item in data["references"]}
    assert list(found) == sorted(found, key=str.lower)
    supp = found["supp2015"]
    assert (
        supp["status"] == "retracted"
        and supp["identifiers"] == {"doi": "10.1000/z"}
        and supp["urls"] == ["https://doi.org/10.1000/z"]
    )
    assert supp["cited_in"] == [
        {
            "page": "deep/er/flush/",
            "title": "Flushing",
            "section": "How often",
            "anchor": "how-often",
        },
        {"page": "deep/er/flush/", "title": "Flushing", "section": "Again", "anchor": "again"},
    ]
    assert supp["text"] == to_text(project.bibliography.references["supp2015"], project.style)
    assert (
        found["bare"]["cited_in"] == [] and found["berg2021flush"]["evidence"] == "randomised-trial"
    )


def test_the_same_sources_give_the_same_bytes_and_touch_nothing(project, tmp_path):
    def state(folder):
        return {
            path.relative_to(folder): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in folder.rglob("*")
            if path.is_file()
        }

    write_exports(project, tmp_path / "one")
    before = state(tmp_path / "one")
    write_exports(project, tmp_path / "one")
    assert state(tmp_path / "one") == before
    other = tmp_path / "copy"
    other.mkdir()
    shutil.copytree(tmp_path / "docs", other / "docs")
    shutil.copy(tmp_path / "references.bib", other)
    write_exports(Project(other, other / "docs", {}, site_url=project.site_url), tmp_path / "two")
    assert {name: data for name, (data, _) in state(tmp_path / "two").items()} == {
        name: data for name, (data, _) in before.items()
    }
    (tmp_path / "one" / "references.json").write_text("spoilt", encoding="utf-8")
    write_exports(project, tmp_path / "one")
    assert (tmp_path / "one" / "references.json").read_bytes() == before[Path("references.json")][0]


def test_a_project_without_references_or_pages_is_no_error(tmp_path):
    (tmp_path / "docs").mkdir()
    write_exports(Project(tmp_path, tmp_path / "docs"), tmp_path / "site")
    assert (tmp_path / "site/assets/references/all.json").read_text(encoding="utf-8") == "[]\n"


# Links


class Tags(HTMLParser):
    """The tags of a piece of HTML, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_lead_to_the_files(tmp_path, directory_urls):
    project = make(tmp_path, directory_urls=directory_urls)
    write_exports(project, tmp_path / "site")
    for path in ("index.md", "deep/er/flush.md", "all.md"):
        here = tmp_path / "site" / page_url(path, directory_urls)
        folder = here if directory_urls else here.parent
        text = reference_links(
            project, path, project.bibliography.references["berg2021flush"]
        ) + page_links(project, path)
        files = [
            attributes["href"]
            for tag, attributes in Tags(text).found
            if tag == "a" and "download" in attributes
        ]
        assert len(files) == (1 if path == "index.md" else 4)
        for file in files:
            assert (folder / file).resolve().is_file(), file


def test_the_way_to_where_else_they_are_cited(project):
    links = Tags(page_links(project, "deep/er/flush.md")).found
    assert links[-1] == ("a", {"class": "ref-all", "href": "../../../all/"})
    assert "ref-all" not in page_links(project, "all.md")
    without = Project(project.root, project.docs / "deep")
    assert "ref-all" not in page_links(without, "er/flush.md")


def test_a_reference_has_one_control(project):
    for reference in project.bibliography.references.values():
        found = Tags(reference_links(project, "all.md", reference)).found
        assert [tag for tag, _ in found] == ["a"]
        assert found[0][1]["class"] == "ref-cite" and found[0][1]["href"].endswith(".bib")


@pytest.mark.parametrize(
    "key",
    [
        'a"b',
        "<script>",
        "a|b",
        "{{ 7*7 }}",
        "a b",
        "a'b",
        "a&b",
        "x\ny",
        "../../etc",
        "é",
        "*a*_b_",
        "[x](y)",
        "`x`",
        "\\",
        "%7C",
        "\ud800",
        "",
    ],
)
def test_hostile_keys_stay_inside_their_attributes(project, key):
    text = reference_links(project, "deep/er/flush.md", Reference(key, "web"))
    assert not re.search(r"[|{}\n\r`*_\[\]\\']|\{\{", text)
    tags = Tags(text).found
    assert [tag for tag, _ in tags] == ["a"]
    assert all(
        set(attributes) <= {"class", "href", "download", "aria-label", "type", "hidden"}
        for _, attributes in tags
    )
    assert all(
        attributes["href"].startswith("../../../a") for tag, attributes in tags if tag == "a"
    )


def test_a_page_that_cites_nothing_offers_nothing(project):
    assert page_links(project, "index.md") == ""
    assert page_links(project, "nosuch.md") == ""
    assert "\n" not in page_links(project, "deep/er/flush.md")
    assert page_links(project, "deep/er/flush.md").startswith(
        '<p class="page-export">Take these references with you: <a href="../../../assets/references/pages/deep/er/flush.bib" download>BibTeX</a>'
    )
    assert "references/all.bib" in page_links(project, "all.md")


# For machines

META = {
    "title": "Flushing",
    "summary": "How often.",
    "audience": "clinician",
    "status": "draft",
    "written": date(2026, 11, 22),
    "reviewed_by": [],
}


def data_of(text: str) -> dict:
    assert "\n" not in text
    match = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', text)
    return json.loads(match[1])


def test_a_project_without_a_profile_makes_plain_web_pages(project):
    (project.docs / "data" / "handbook.yml").unlink()
    data = data_of(json_ld(project, META, "index.md", []))
    assert data["@type"] == "WebPage" and "audience" not in data


def test_two_projects_share_nothing(tmp_path):
    one, other = make(tmp_path / "one"), make(tmp_path / "other")
    changed = replace(one.bibliography.references["kap2005"], title=(Run("Another"),))
    first = json_ld(one, META, "all.md", [one.bibliography.references["kap2005"]])
    assert '"Another"' in json_ld(other, META, "all.md", [changed])
    assert '"Locks"' in first and not {"_export_ways", "_citing_sources"} & set(vars(one))


def test_the_page_in_schema_orgs_words(project):
    references = [
        project.bibliography.references[key]
        for key in ("supp2015", "berg2021flush", "mskcc", "bok1999")
    ]
    data = data_of(json_ld(project, META, "deep/er/flush.md", references))
    assert {name: data[name] for name in data if name != "citation"} == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": "https://example.org/book/deep/er/flush/",
        "name": "Flushing",
        "description": "How often.",
        "inLanguage": "en",
        "dateCreated": "2026-11-22",
        "dateModified": "2026-11-22",
        "audience": {"@type": "MedicalAudience", "audienceType": "Clinician"},
    }
    assert data["citation"][0]["creativeWorkStatus"] == "Retracted"
    assert data["citation"][0]["@type"] == "ScholarlyArticle"
    assert data["citation"][1] == doi_address(references[1].doi)
    assert data["citation"][2:] == ["https://www.example.org/port", "Lines and Ports: A handbook"]


def test_a_page_that_cites_very_many_works_names_the_file_that_lists_them(project):
    """As kilobytes of addresses, they made the longest page longer."""
    kept, noted = (project.bibliography.references[key] for key in ("mskcc", "supp2015"))
    data = data_of(json_ld(project, META, "deep/er/flush.md", [kept] * 100 + [noted]))
    listed, *others = data["citation"]
    assert listed.endswith("/assets/references/pages/deep/er/flush.json")
    assert [other["creativeWorkStatus"] for other in others] == ["Retracted"]


def test_a_review_is_claimed_only_where_there_was_one(project):
    def told(**changes):
        data = data_of(json_ld(project, META | changes, "deep/er/flush.md", []))
        return data.get("lastReviewed"), data.get("reviewedBy")

    by = [
        "Jo Smith, oncology nurse",
        {"name": "A. Doe", "role": "surgeon", "on": date(2027, 1, 2), "hash": "x"},
    ]
    people = [
        {"@type": "Person", "name": "Jo Smith", "jobTitle": "oncology nurse"},
        {"@type": "Person", "name": "A. Doe", "jobTitle": "surgeon"},
    ]
    assert told(status="reviewed") == (None, None)
    assert told(reviewed_by=by) == (None, None)
    assert told(status="reviewed", reviewed_by=by) == ("2027-01-02", people)
    assert told(status="reviewed", reviewed_by=by, reviewed="2027-02-03") == ("2027-02-03", people)
    assert told(status="reviewed", reviewed_by=by[:1]) == (None, people[:1])
    assert told(status="reviewed", reviewed_by=[{}, "", None]) == (None, None)
    for state, claimed in (
        ("reviewed", True),
        ("overdue", True),
        ("changed", False),
        ("draft", False),
    ):
        assert told(status="reviewed", reviewed_by=by, review_state=state) == (
            ("2027-01-02", people) if claimed else (None, None)
        )


def test_licence_audience_and_address_stand_only_where_known(tmp_path):
    project = make(
        tmp_path, "", settings={"license": "https://creativecommons.org/licenses/by/4.0/"}
    )
    data = data_of(
        json_ld(project, {"audience": "everyone", "written": "some day"}, "index.md", [])
    )
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [audience["@type"] for audience in data["audience"]] == ["Patient", "MedicalAudience"]
    assert not {"url", "dateModified", "description", "citation"} & set(data)


@pytest.mark.parametrize("text", NASTY)
def test_no_field_leaves_the_script(project, text):
    meta = {
        "title": text,
        "summary": text,
        "audience": text,
        "written": text,
        "status": "reviewed",
        "reviewed_by": [text, {"name": text, "role": text}],
        "license": text,
    }
    written = json_ld(project, meta, f"{text[:20]}.md", [hostile(text[:50], text)])
    inner = written[len('<script type="application/ld+json">') : -len("</script>")]
    assert not re.search(r"[<>|&`*_]|\{\{|\{%|\{#|\}\}|%\}|#\}", inner)
    data = data_of(written)
    expected = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", text).strip(" ")
    assert data.get("name", "") == expected


def test_markdown_leaves_the_lines_as_they_are(project):
    reference = hostile("k|_*`", "a_b_ *c* `d` [e](f)")
    for text in (
        json_ld(project, META, "all.md", [reference]),
        page_links(project, "deep/er/flush.md"),
    ):
        for before, after in (
            ("Before.\n\n", "\n\nAfter."),
            ("<section>", "</section>"),
            ("- In a list ", ""),
        ):
            assert text in markdown.markdown(
                before + text + after, extensions=["tables", "attr_list"]
            )


@pytest.mark.parametrize("module", [names, bibtex, jsonld])
def test_examples_hold(module):
    assert doctest.testmod(module).failed == 0
