"""Every kind of work, written as BibTeX by us and read again, is the same `Reference`."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from macros.bib.library import read_bibliography
from macros.bib.vocabulary import ONE_TYPE
from macros.exporting import to_bibtex, to_csl, to_ris
from macros.model import Reference

ENTRIES = r"""
@article{news, author = {Roe, Ann}, title = {Ports in the paper}, journal = {The Daily Example}, date = {2019-03-04}, pages = {A1}, entrysubtype = {newspaper}}
@article{magazine, author = {Roe, Ann}, title = {Lines}, journal = {Example Weekly}, date = {2019-05}, pages = {17--19}, entrysubtype = {magazine}}
@inproceedings{paper, author = {Roe, Ann}, title = {Flow}, eventtitle = {Annual Congress of Ports}, eventdate = {2019-05-03/2019-05-05}, venue = {Lyon, France}, date = {2019-05}}
@unpublished{poster, author = {Roe, Ann}, type = {Poster}, title = {Another poster}, date = {2024-09-05}, eventtitle = {Port Society Conference}, venue = {Torino, Italy}}
@thesis{msc, author = {Roe, Ann}, title = {Port use}, type = {MSc thesis}, institution = {University of X}, date = {2019}, location = {Nowhere}}
@thesis{mathesis, author = {Roe, Ann}, title = {Port use}, type = {mathesis}, institution = {University of X}, date = {2019}}
@mastersthesis{diplom, author = {Roe, Ann}, title = {Port use three}, type = {Diplomarbeit}, school = {University of X}, year = {2019}}
@patent{patent, author = {Roe, Ann}, title = {Port}, number = {US 1234567}, year = {2019}, month = mar, day = 5, holder = {Port Works Inc}}
@patent{patentus, author = {Roe, Ann}, title = {Port}, number = {7654321}, type = {patentus}, date = {2019}}
@standard{standard, author = {{ISO}}, title = {Ports: requirements}, number = {ISO 12345:2019}, year = {2019}, publisher = {ISO}}
@software{software, author = {{Flow Team}}, title = {PortFlow}, version = {4.3.1}, publisher = {Flow Foundation}, year = {2023}, url = {https://flow.example/}, urldate = {2026-06-16}}
@dataset{data, author = {Roe, Ann}, title = {Flow rates}, version = {2}, publisher = {Zenodo}, date = {2020-03-05}, doi = {10.9999/d}}
@misc{arxiv, author = {Roe, Ann}, title = {As arXiv exports}, year = {2021}, eprint = {2101.00999}, archivePrefix = {arXiv}, primaryClass = {cs.CV}}
@misc{psyarxiv, author = {Roe, Ann}, title = {On PsyArXiv}, publisher = {PsyArXiv}, year = {2022}, month = nov, doi = {10.31234/osf.io/e}}
@book{translated, author = {Roe, Ann}, title = {Ports}, translator = {Poe, Ben and Coe, Cy}, publisher = {Press}, year = {2019}, address = {Leeds}}
@book{series, editor = {Roe, Ann}, title = {Ports}, series = {Port Studies}, number = {260}, publisher = {Press}, year = {2019}}
@incollection{chapter, author = {Roe, Ann}, title = {Needles}, booktitle = {Ports}, editor = {Poe, Ben}, chapter = {12}, publisher = {Press}, year = {2019}}
@incollection{essay, author = {Roe, Ann}, title = {Needles}, booktitle = {Collected Lines}, bookauthor = {Roe, Ann}, publisher = {Press}, year = {2019}}
@book{volumes, author = {Roe, Ann}, title = {Ports of the World}, publisher = {Press}, date = {1984/1986}}
@periodical{issue, title = {Lines and Tubes}, issuetitle = {Care at home}, year = {2011}, volume = {35}, number = {4}}
@manual{package, author = {Roe, Ann}, title = {flow: Lines in Practice}, year = {2022}, note = {R package version 0.26}, url = {https://flow.example/r}, urldate = {2026-06-16}}
@article{capitals, author = {Roe, Ann}, title = {Lines}, journal = {WORLD JOURNAL OF LINES}, year = {2011}, volume = {35}, number = {6, SI}, pages = {1--9}}
@techreport{report, author = {{A Body}}, title = {Audit}, institution = {A Body}, number = {12}, type = {Technical report}, year = {2020}, url = {https://body.example/r}, urldate = {2024-01-02}}
@article{ahead, author = {Roe, Ann and {PORT Investigators}}, title = {Early}, journal = {J Ex}, year = {2023}, month = {5}, volume = {0}, number = {0}, doi = {10.9999/a}}
@article{retracted, author = {Roe, Ann}, title = {RETRACTED: Ports in adults}, journal = {J Ex}, year = {2020}, volume = {3}, pages = {1--4}, doi = {10.9999/r}, status = {retracted}}
@article{oxford, author = {Roe, Ann}, title = {As Oxford writes it}, journal = {J Ex}, year = {2020}, volume = {71}, number = {Supplement\_2}, pages = {S102--S110}}
"""


def read(text: str, folder: Path) -> dict[str, Reference]:
    path = folder / "written.bib"
    path.write_text(text, encoding="utf-8")
    return read_bibliography(path).references


@pytest.fixture(scope="module")
def references(tmp_path_factory) -> dict[str, Reference]:
    return read(ENTRIES, tmp_path_factory.mktemp("bib"))


def test_what_is_written_is_read_as_the_same_reference(references, tmp_path):
    again = read("\n".join(map(to_bibtex, references.values())), tmp_path)
    assert list(again) == list(references)
    for key, ours in references.items():
        theirs = again[key]
        left, right = (
            replace(one, line=1, entry_type=ONE_TYPE.get(one.entry_type, one.entry_type))
            for one in (ours, theirs)
        )
        different = {
            item.name: (getattr(left, item.name), getattr(right, item.name))
            for item in fields(left)
            if getattr(left, item.name) != getattr(right, item.name)
        }
        assert not different, (key, different)


def test_other_formats_name_what_is_new(references):
    assert to_csl(references["poster"])["event-title"] == "Port Society Conference"
    assert to_csl(references["poster"])["genre"] == "Poster"
    assert to_csl(references["paper"])["event-date"] == {"date-parts": [[2019, 5, 3], [2019, 5, 5]]}
    assert to_csl(references["magazine"])["type"] == "article-magazine"
    assert to_csl(references["series"])["collection-number"] == "260"
    assert to_csl(references["chapter"])["chapter-number"] == "12"
    assert to_csl(references["translated"])["translator"][1]["family"] == "Coe"
    assert to_csl(references["essay"])["container-author"] == [{"family": "Roe", "given": "Ann"}]
    assert to_csl(references["volumes"])["issued"] == {"date-parts": [[1984], [1986]]}
    assert "N1  - Published 1984-1986\r\n" in to_ris(references["volumes"])
    assert "N1  - The book is by Roe A\r\n" in to_ris(references["essay"])
    assert to_csl(references["software"])["version"] == "4.3.1"
    assert "TY  - PAT" in to_ris(references["patent"])
    assert "T2  - Annual Congress of Ports" in to_ris(references["paper"])
    assert "A4  - Poe, Ben" in to_ris(references["translated"])
    assert "M3  - MSc thesis" in to_ris(references["msc"])
    assert "T3  - Port Studies" in to_ris(references["series"])
