"""Records that are unknown, not whole, twice there, not cited, or not fit to be cited."""

from tests.scorecard.plant import add, clean, fault, recode, swap

BIB, FLUSH, FEVER = "references.bib", "docs/clinicians/flushing.md", "docs/patients/fever.md"


def entry(text: str):
    """One more entry at the end, marked as further reading where it says so itself."""
    return add(BIB, f"\n{text}\n")


def canonical(data: bytes) -> bytes:
    """The file in its one form."""
    from macros.bib.formatter import HEADER, formatted

    return formatted(f"{HEADER}\n{data.decode()}").text.encode()


def key(old: str, new: str):
    """Give an entry another key, in the file and on the pages."""
    return [
        recode(path, lambda data: data.replace(old.encode(), new.encode()))
        for path in (BIB, FLUSH, FEVER)
    ]


def asking(name: str):
    """Let the profile ask every source for a field."""
    return recode(
        "docs/data/handbook.yml", lambda data: data + f"\nsource_needs: [{name}]\n".encode()
    )


PART = """@incollection{part2010,
  author = {Ray, Ann},
  title = {A part of it},
  booktitle = {The whole book},
  publisher = {P},
  year = {2010},
  pages = {1--9},
  ▸crossref = {%s},
  keywords = {further-reading}
}"""


PLANTS = (
    fault("bib-parent", "no such entry", entry(PART % "whole2010")),
    fault("bib-parent", "itself", entry(PART % "part2010")),
    clean("bib-parent", "an entry of the file", entry(PART.replace("▸", "") % "lee2019lock")),
    fault("bib-type", "misspelt", swap(BIB, "@article{diaz", "▸@artikle{diaz"), mends=True),
    fault(
        "bib-type", "letters turned", swap(BIB, "@techreport{onco", "▸@tehcreport{onco"), mends=True
    ),
    fault("bib-type", "nothing like it", swap(BIB, "@techreport{onco", "▸@xyz{onco")),
    clean(
        "bib-type",
        "biblatex's and Zotero's own",
        swap(BIB, "@techreport{onco", "@report{onco"),
        swap(BIB, "@online{clinic", "@Online{clinic"),
        swap(BIB, "@online{smithreading", "@webpage{smithreading"),
    ),
    fault(
        "bib-field",
        "misspelt",
        swap(BIB, "  journal = {Example Haematology}", "▸  jurnal = {Example Haematology}"),
        mends=True,
    ),
    fault(
        "bib-field", "letters turned", swap(BIB, "  year = {2016}", "▸  yaer = {2016}"), mends=True
    ),
    fault(
        "bib-field-unknown",
        "misspelt, and there already",
        swap(BIB, "  year = {2016},", "▸  yearr = {2016},\n  year = {2016},"),
    ),
    fault(
        "bib-field-unknown",
        "nothing like it",
        swap(BIB, "  year = {2016},", "▸  colour = {blue},\n  year = {2016},"),
    ),
    clean(
        "bib-field-unknown",
        "an article number, a manuscript number, a name with a space",
        swap(
            BIB,
            "  year = {2016},",
            "  elocation-id = {e12},\n  mid = {NIHMS1},\n  funding_text 1 = {Paid.},\n  year = {2016},",
        ),
    ),
    fault(
        "bib-field-private",
        "a folder of Windows",
        swap(BIB, "  year = {2016},", "▸  file = {:C\\:/Users/ann/a.pdf:PDF},\n  year = {2016},"),
    ),
    fault(
        "bib-field-private",
        "a home folder",
        swap(BIB, "  year = {2016},", "▸  local-url = {file:///home/ann/a.pdf},\n  year = {2016},"),
    ),
    clean(
        "bib-field-private",
        "a name without a folder",
        swap(BIB, "  year = {2016},", "  file = {a.pdf:a.pdf:application/pdf},\n  year = {2016},"),
    ),
    clean(
        "bib-field",
        "what exporters write",
        swap(
            BIB,
            "  year = {2016},",
            "  year = {2016},\n  abstract = {Long.},\n  keywords = {a, b},\n  file = {x.pdf:x.pdf:application/pdf},\n  langid = {english},\n  issn = {1234-5678},\n  timestamp = {2020-01-01},\n  owner = {me},\n  groups = {ports},\n  date-added = {2020},\n  bdsk-url-1 = {https://x.example},\n  mendeley-tags = {a},\n  annote = {x},\n  __markedentry = {[x:6]},\n  author_keywords = {Port},\n  eprint = {123},\n  archiveprefix = {arXiv},\n  primaryclass = {q-bio},".replace(
                "  __markedentry = {[x:6]},\n", ""
            ),
        ),
    ),
    fault(
        "bib-needed", "article without year", swap(BIB, "  year = {2016},\n", ""), at=f"{BIB}:57"
    ),
    fault(
        "bib-needed",
        "article without journal",
        swap(BIB, "  journal = {Example Haematology},\n", ""),
        at=f"{BIB}:57",
    ),
    fault(
        "bib-needed",
        "book without publisher",
        swap(BIB, "  publisher = {Example Press},\n", ""),
        at=f"{BIB}:1",
    ),
    fault(
        "bib-needed",
        "article without authors",
        swap(BIB, "  author = {Müller, Jörg},\n", ""),
        at=f"{BIB}:57",
    ),
    fault(
        "bib-needed",
        "a title without text",
        swap(BIB, "  title = {Access for nurses}", "▸  title = {}"),
    ),
    fault(
        "bib-needed",
        "web page without the day it was read",
        swap(
            BIB,
            "  urldate = {2026-01-05},\n  evidence = {patient-information},\n  authority = {hospital}",
            "  evidence = {patient-information},\n  authority = {hospital}",
        ),
        at=f"{BIB}:12",
    ),
    fault(
        "bib-needed",
        "chapter without its book",
        entry(
            "▸@incollection{ray2011,\n  author = {Ray, Ann},\n  title = {Ports},\n  publisher = {P},\n  year = {2011},\n  keywords = {further-reading}\n}"
        ),
    ),
    clean(
        "bib-needed",
        "biblatex's names, and fields from the parent",
        swap(
            BIB,
            "  journal = {Example Haematology},\n  year = {2016},",
            "  journaltitle = {Example Haematology},\n  date = {2016-05},",
        ),
        entry(
            "@collection{whole2010,\n  editor = {Ed, Ann},\n  title = {The whole book},\n  publisher = {P},\n  year = {2010}\n}\n\n@incollection{part2010,\n  author = {Ray, Ann},\n  title = {A part of it},\n  pages = {1--9},\n  crossref = {whole2010},\n  keywords = {further-reading}\n}"
        ),
    ),
    fault(
        "bib-incomplete",
        "says so itself, without pages and DOI",
        swap(BIB, "  pages = {201--209},\n  doi = {10.1000/jea.2018.0301},\n", ""),
        swap(
            BIB,
            "  recordquality = {full},\n  textseen = {abstract}",
            "▸  recordquality = {partial},\n  textseen = {abstract}",
        ),
    ),
    fault(
        "bib-incomplete",
        "without journal and year, which is then no second fault",
        swap(BIB, "  journal = {Example Haematology},\n  year = {2016},\n", ""),
        swap(
            BIB,
            "  evidence = {case-series}",
            "▸  recordquality = {partial},\n  evidence = {case-series}",
        ),
    ),
    clean(
        "bib-incomplete",
        "says that it is whole",
        swap(
            BIB,
            "  evidence = {case-series}",
            "  recordquality = {full},\n  evidence = {case-series}",
        ),
    ),
    fault("bib-key", "a space", swap(BIB, "@book{brown2017access,", "▸@book{brown 2017access,")),
    fault(
        "bib-key-letters",
        "an umlaut",
        *key("muller2016heparin", "müller2016heparin"),
        at=f"{BIB}:57",
    ),
    fault("bib-key-letters", "an accent", *key("diaz2018interval", "díaz2018"), at=f"{BIB}:25"),
    clean(
        "bib-key-letters", "an umlaut in the name alone", swap(BIB, "Müller, Jörg", "Müller, Jürg")
    ),
    fault("bib-key", "an ampersand", *key("muller2016heparin", "muller&co"), at=f"{BIB}:57"),
    fault("bib-key", "an apostrophe", *key("diaz2018interval", "d'iaz2018"), at=f"{BIB}:25"),
    clean(
        "bib-key",
        "Zotero's and DOI-like keys",
        *key("muller2016heparin", "Muller_2016:hep.a-b/1+2"),
        swap(BIB, "Muller_2016", "Muller_2016"),
    ),
    fault(
        "bib-same-work",
        "the same DOI, other letters",
        entry(
            "▸@article{diazagain,\n  author = {Diaz, A.},\n  title = {Three months},\n  journal = {J Ex Access},\n  year = {2018},\n  doi = {10.1000/JEA.2018.0301},\n  keywords = {further-reading}\n}"
        ),
    ),
    fault(
        "bib-same-work",
        "the same PubMed number",
        entry(
            "▸@article{diazagain,\n  author = {Diaz, A.},\n  title = {Three months},\n  journal = {J Ex Access},\n  year = {2018},\n  pmid = {28000001},\n  keywords = {further-reading}\n}"
        ),
    ),
    fault(
        "bib-same-work",
        "the same title and year",
        entry(
            "▸@book{nurses,\n  author = {Brown, D.},\n  title = {{Access} for {Nurses}.},\n  publisher = {Example},\n  year = {2017},\n  keywords = {further-reading}\n}"
        ),
        swap(BIB, "title = {Access for nurses}", "title = {Access for nurses in wards}"),
        swap(BIB, "title = {{Access} for {Nurses}.}", "title = {{Access} for {Nurses} in Wards}"),
    ),
    fault(
        "bib-same-work",
        "the same web page",
        entry(
            "▸@online{feveragain,\n  author = {{Centre for Ports and Lines}},\n  title = {If you have a fever},\n  url = {https://www.clinic.example/fever/},\n  urldate = {2026-01-05},\n  keywords = {further-reading}\n}"
        ),
    ),
    clean(
        "bib-same-work",
        "one title, two volumes; two pages with one title",
        entry(
            "@book{ports1,\n  author = {Brown, Dee},\n  title = {Ports for everybody at work},\n  volume = {1},\n  publisher = {P},\n  year = {2010},\n  keywords = {further-reading}\n}\n\n@book{ports2,\n  author = {Brown, Dee},\n  title = {Ports for everybody at work},\n  volume = {2},\n  publisher = {P},\n  year = {2010},\n  keywords = {further-reading}\n}\n\n@online{fever2,\n  author = {{Other Clinic}},\n  title = {If you have a fever},\n  url = {https://other.example/fever},\n  urldate = {2026-01-05},\n  keywords = {further-reading}\n}"
        ),
    ),
    fault(
        "bib-uncited",
        "one more",
        entry(
            "▸@article{new2021,\n  author = {New, Ann},\n  title = {Something new},\n  journal = {BMJ},\n  year = {2021}\n}"
        ),
    ),
    fault(
        "bib-uncited",
        "its citation was taken out",
        swap(FLUSH, '{{ cite("muller2016heparin", "lee2019lock") }}', '{{ cite("lee2019lock") }}'),
        at=f"{BIB}:57",
    ),
    clean(
        "bib-uncited",
        "further reading, a parent, and one that only a fact cites",
        entry(
            "@article{new2021,\n  author = {New, Ann},\n  title = {Something new},\n  journal = {BMJ},\n  year = {2021},\n  keywords = {ports; Further-Reading}\n}"
        ),
        swap(FEVER, '{{ cite("clinic2024fever") }}', ""),
    ),
    fault(
        "bib-further-cited",
        "the only word",
        swap(
            BIB,
            "  authority = {hospital},\n",
            "  authority = {hospital},\n▸  keywords = {further-reading},\n",
        ),
        mends=True,
    ),
    fault(
        "bib-further-cited",
        "one of several, at the end of the entry",
        swap(
            BIB,
            "  textseen = {full}\n}\n\n@article{diaz",
            "  textseen = {full},\n▸  keywords = {fever, further-reading}\n}\n\n@article{diaz",
        ),
        mends=True,
    ),
    fault(
        "bib-further-cited",
        "the last field",
        swap(
            BIB,
            "  textseen = {full}\n}\n\n@article{diaz",
            "  textseen = {full},\n▸  keywords = {further-reading}\n}\n\n@article{diaz",
        ),
        mends=True,
    ),
    clean(
        "bib-further-cited",
        "other words",
        swap(
            BIB,
            "  authority = {hospital},\n",
            "  authority = {hospital},\n  keywords = {reading, further},\n",
        ),
    ),
    fault(
        "bib-vocabulary",
        "evidence misspelt",
        swap(BIB, "  evidence = {cohort}", "▸  evidence = {kohort}"),
        mends=True,
    ),
    fault(
        "bib-vocabulary",
        "authority in capitals",
        swap(BIB, "  authority = {hospital}", "▸  authority = {Hospital}"),
        mends=True,
    ),
    fault(
        "bib-vocabulary",
        "textseen is none of them",
        swap(BIB, "  textseen = {abstract}", "▸  textseen = {on paper}"),
    ),
    clean(
        "bib-vocabulary",
        "US spelling is not asked for where there is no field",
        swap(BIB, "  evidence = {cohort},\n", ""),
    ),
    fault(
        "bib-authority",
        "a forum",
        swap(BIB, "  authority = {hospital}", "▸  authority = {community}"),
    ),
    fault(
        "bib-authority",
        "a shop",
        swap(BIB, "  authority = {professional-society}", "▸  authority = {commercial}"),
    ),
    clean(
        "bib-authority",
        "not cited",
        swap(BIB, "  authority = {charity}", "  authority = {personal}"),
    ),
    fault(
        "bib-record-only",
        "alone",
        swap(BIB, "  textseen = {abstract}", "  textseen = {record}"),
        swap(FLUSH, "Ports were", "▸Ports were"),
    ),
    fault(
        "bib-record-only",
        "two of them",
        swap(
            BIB,
            "  authority = {hospital},\n  textseen = {full}",
            "  authority = {hospital},\n  textseen = {record}",
        ),
        swap(FEVER, "Call your", "▸Call your"),
    ),
    clean(
        "bib-record-only",
        "beside one that was read",
        swap(
            BIB,
            "  isbn = {978-0-306-40615-7},",
            "  isbn = {978-0-306-40615-7},\n  textseen = {record},",
        ),
        swap(
            FLUSH, '{{ cite("brown2017access") }}', '{{ cite("brown2017access", "lee2019lock") }}'
        ),
    ),
    fault(
        "bib-retracted",
        "cited twice",
        swap(
            BIB,
            "  evidence = {randomised-trial}",
            "▸  status = {retracted},\n  evidence = {randomised-trial}",
        ),
    ),
    fault(
        "bib-retracted",
        "with its notice",
        swap(
            BIB,
            "  evidence = {case-series}",
            "▸  status = {Retracted},\n  notice = {https://doi.org/10.1000/r},\n  evidence = {case-series}",
        ),
        besides=["bib-vocabulary"],
    ),
    clean(
        "bib-retracted",
        "not cited",
        swap(BIB, "  authority = {charity}", "  authority = {charity},\n  status = {retracted}"),
    ),
    fault(
        "bib-retracted-title",
        "before a colon",
        swap(BIB, "  title = {More about lines}", "▸  title = {RETRACTED: More about lines}"),
    ),
    fault(
        "bib-retracted-title",
        "in brackets behind",
        swap(
            BIB,
            "  title = {More about lines}",
            "▸  title = {More about lines (Retracted article. See vol. 3, pg. 4, 2021)}",
        ),
    ),
    clean(
        "bib-retracted-title",
        "a work about retraction, and one whose status says it",
        swap(
            BIB, "  title = {More about lines}", "  title = {Retracted catheters and removed lines}"
        ),
        swap(
            BIB,
            "  title = {Access for nurses}",
            "  title = {Retracted and removed: access for nurses}",
        ),
    ),
    fault(
        "bib-asked",
        "one source says nothing",
        asking("evidence"),
        swap(BIB, "@article{diaz", "▸@article{diaz"),
        swap(BIB, "  evidence = {cohort},\n", ""),
    ),
    fault(
        "bib-asked",
        "nobody was asked before",
        asking("textseen"),
        at=f"{BIB}:1",
    ),
    clean(
        "bib-asked",
        "all say it",
        asking("evidence"),
    ),
    fault(
        "bib-superseded",
        "a guideline",
        swap(
            BIB, "  evidence = {guideline}", "▸  status = {superseded},\n  evidence = {guideline}"
        ),
    ),
    fault(
        "bib-superseded",
        "a patient's page",
        swap(
            BIB, "  authority = {hospital}", "  authority = {hospital},\n▸  status = {superseded}"
        ),
    ),
    clean(
        "bib-superseded",
        "corrected",
        swap(BIB, "  evidence = {guideline}", "  status = {corrected},\n  evidence = {guideline}"),
    ),
    fault(
        "bib-concern",
        "a trial",
        swap(
            BIB,
            "  evidence = {randomised-trial}",
            "▸  status = {concern},\n  evidence = {randomised-trial}",
        ),
    ),
    fault(
        "bib-concern",
        "a cohort",
        swap(BIB, "  evidence = {cohort}", "▸  status = {concern},\n  evidence = {cohort}"),
    ),
    clean(
        "bib-concern",
        "not cited",
        swap(BIB, "  authority = {charity}", "  authority = {charity},\n  status = {concern}"),
    ),
    fault(
        "bib-form",
        "out of order",
        recode(BIB, canonical),
        recode(
            BIB,
            lambda data: data.replace(
                b"  year = {2017},\n  isbn = {978-0-306-40615-7},\n",
                b"  isbn = {978-0-306-40615-7},\n  year = {2017},\n",
            ),
        ),
        at=f"{BIB}:11",
    ),
    fault(
        "bib-form",
        "an indent",
        recode(BIB, canonical),
        recode(BIB, lambda data: data.replace(b"  title = {If you", b"    title = {If you")),
        at=f"{BIB}:19",
    ),
    clean(
        "bib-form",
        "in form, Windows line ends and a byte-order mark",
        recode(BIB, lambda data: b"\xef\xbb\xbf" + canonical(data).replace(b"\n", b"\r\n")),
    ),
    clean(
        "bib-form",
        "a file that does not say that it is kept so",
        swap(BIB, "  year = {2017},\n", "  year    = 2017,\n"),
    ),
)
