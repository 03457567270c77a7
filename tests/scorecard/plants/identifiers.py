"""Numbers, addresses and dates of records."""

from tests.scorecard.plant import clean, fault, swap

BIB = "references.bib"


def doi(new: str):
    """The cohort's DOI, changed."""
    return swap(BIB, "  doi = {10.1000/jea.2018.0301}", f"▸  doi = {{{new}}}")


def pages(new: str):
    """The cohort's pages, changed."""
    return swap(BIB, "  pages = {201--209}", f"▸  pages = {{{new}}}")


def url(new: str):
    """The clinic's address, changed."""
    return swap(BIB, "  url = {https://clinic.example/fever}", f"▸  url = {{{new}}}")


def quiet(*edits):
    """The same edits without the sign of a fault."""

    def plain(edit):
        return lambda root: edit(root) and []

    return [plain(edit) for edit in edits]


PLANTS = (
    fault("bib-doi-form", "an address", doi("https://doi.org/10.1000/jea.2018.0301"), mends=True),
    fault(
        "bib-doi-form",
        "percent signs",
        doi("http://dx.doi.org/10.1000%2Fjea.2018.0301"),
        mends=True,
    ),
    clean("bib-doi-form", "bare", *quiet(doi("10.1000/jea.2018.0301%20a"))),
    fault("bib-doi", "a final stop", doi("10.1000/jea.2018.0301."), mends=True),
    fault("bib-doi-form", "doi: and a space", doi("doi: 10.1000/jea.2018.0301"), mends=True),
    fault("bib-doi", "a space inside", doi("10.1000/ jea.2018.0301"), mends=True),
    fault("bib-doi", "a bracket left over", doi("10.1000/jea.2018.0301)"), mends=True),
    fault(
        "bib-doi",
        "HTML in an old one",
        swap(BIB, "17:15/16<1661", "17:15/16&lt;1661"),
        at=f"{BIB}:52",
        mends=True,
    ),
    fault("bib-doi", "no number before the slash", doi("10/jea.2018.0301")),
    fault("bib-doi", "the words 'not available'", doi("not available")),
    clean(
        "bib-doi",
        "brackets, angle brackets, semicolons, LaTeX",
        *quiet(
            doi("10.1016/S0140-6736(21)00766-2"),
            swap(
                BIB,
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
                "10.1002/1521-3773(20010316)40:6<9823::AID-ANIE9823>3.3.CO;2-C",
            ),
            swap(BIB, "10.1016/S0140-6736(16)00001-2", "10.1007/978-3-030\\_12\\_3"),
        ),
    ),
    fault(
        "bib-pmid",
        "a prefix",
        swap(BIB, "  pmid = {28000001}", "▸  pmid = {PMID: 28000001}"),
        mends=True,
    ),
    fault(
        "bib-pmid",
        "an address",
        swap(BIB, "  pmid = {28000001}", "▸  pmid = {https://pubmed.ncbi.nlm.nih.gov/28000001/}"),
        mends=True,
    ),
    fault(
        "bib-pmid", "the other number", swap(BIB, "  pmid = {28000001}", "▸  pmid = {PMC5000001}")
    ),
    fault("bib-pmid", "letters", swap(BIB, "  pmid = {28000001}", "▸  pmid = {28OOOOO1}")),
    clean(
        "bib-pmid",
        "an early one, without braces",
        swap(BIB, "  pmid = {28000001}", "  pmid = 5432"),
    ),
    fault(
        "bib-pmcid",
        "digits only",
        swap(BIB, "  pmcid = {PMC5000001}", "▸  pmcid = {5000001}"),
        mends=True,
    ),
    fault(
        "bib-pmcid",
        "an address",
        swap(
            BIB,
            "  pmcid = {PMC5000001}",
            "▸  pmcid = {https://pmc.ncbi.nlm.nih.gov/articles/PMC5000001/}",
        ),
        mends=True,
    ),
    clean("bib-pmcid", "another", swap(BIB, "  pmcid = {PMC5000001}", "  pmcid = {PMC12345678}")),
    fault("bib-url", "a script", url("javascript:alert(1)")),
    fault("bib-url", "data", url("data:text/html,<b>x</b>")),
    fault("bib-url", "a file server", url("ftp://clinic.example/fever")),
    fault("bib-url", "a space", url("https://clinic.example/fever and lines")),
    fault("bib-url", "no https", url("www.clinic.example/fever"), mends=True),
    fault("bib-url", "words", url("clinic website")),
    fault(
        "bib-url",
        "another DOI than the record's",
        swap(
            BIB,
            "  doi = {10.1000/jea.2018.0301},",
            "  doi = {10.1000/jea.2018.0301},\n▸  url = {https://doi.org/10.1000/jea.2018.0302},",
        ),
    ),
    fault("bib-url", "a letter lost", url("htps://clinic.example/fever"), mends=True),
    fault("bib-url", "a colon lost", url("https//clinic.example/fever"), mends=True),
    clean(
        "bib-url",
        "http, LaTeX signs, a query, a port, brackets",
        *quiet(
            url("http://clinic.example:8080/Port\\_a\\_b/x(1)?a=1\\&b=%20;c#d"),
            swap(
                BIB,
                "url = {https://charity.example/lines}",
                "url = {\\url{https://charity.example/lines}}",
            ),
        ),
    ),
    fault(
        "bib-isbn", "last digit", swap(BIB, "978-0-306-40615-7", "978-0-306-40615-8"), at=f"{BIB}:7"
    ),
    fault(
        "bib-isbn", "a digit lost", swap(BIB, "978-0-306-40615-7", "0-306-4061-2"), at=f"{BIB}:7"
    ),
    clean(
        "bib-isbn",
        "ten digits with X, and two of them",
        swap(BIB, "978-0-306-40615-7", "0-8044-2957-X, 9780306406157"),
    ),
    fault("bib-year", "two digits", swap(BIB, "  year = {2016}", "▸  year = {16}")),
    fault("bib-year", "years to come", swap(BIB, "  year = {2016}", "▸  year = {2061}")),
    fault("bib-year", "words", swap(BIB, "  year = {2016}", "▸  year = {in press}")),
    fault("bib-year", "a letter", swap(BIB, "  year = {2016}", "▸  year = {2016a}"), mends=True),
    fault("bib-year", "a digit too many", swap(BIB, "  year = {2016}", "▸  year = {20166}")),
    fault("bib-year", "a full stop", swap(BIB, "  year = {2016}", "▸  year = {2016.}"), mends=True),
    clean(
        "bib-year",
        "two years, about",
        swap(BIB, "  year = {2016}", "  year = {2016/2017}"),
        swap(BIB, "  year = {2017}", "  year = {c2017}"),
    ),
    fault("bib-month", "thirteen", swap(BIB, "  month = {3}", "▸  month = {13}")),
    fault("bib-month", "misspelt", swap(BIB, "  month = {3}", "▸  month = {Marsh}"), mends=True),
    clean(
        "bib-month",
        "words, abbreviations, seasons, two",
        swap(BIB, "  month = {3}", "  month = mar"),
        swap(BIB, "  year = {2016},", "  year = {2016},\n  month = {Jan-Feb},"),
        swap(BIB, "  year = {2022},", "  year = {2022},\n  month = {Spring},"),
        swap(BIB, "  year = {2018},", '  year = {2018},\n  month = jul # "~4",'),
    ),
    fault(
        "bib-date",
        "day first",
        swap(
            BIB,
            "  urldate = {2026-01-05},\n  evidence = {patient-information},\n  authority = {hospital}",
            "▸  urldate = {05.01.2026},\n  evidence = {patient-information},\n  authority = {hospital}",
        ),
        mends=True,
    ),
    fault(
        "bib-date",
        "in words",
        swap(
            BIB,
            "  urldate = {2026-01-05},\n  evidence = {guideline}",
            "▸  urldate = {January 5, 2026},\n  evidence = {guideline}",
        ),
        mends=True,
    ),
    fault(
        "bib-date",
        "the thirtieth of February",
        swap(BIB, "  month = {3},\n  day = {5}", "  month = {2},\n▸  day = {30}"),
    ),
    fault(
        "bib-date",
        "a thirteenth month",
        swap(
            BIB,
            "  journal = {Example Haematology},\n  year = {2016}",
            "  journal = {Example Haematology},\n▸  date = {2016-13-05}",
        ),
    ),
    fault(
        "bib-date",
        "read in years to come",
        swap(
            BIB,
            "  urldate = {2026-01-05},\n  evidence = {guideline}",
            "▸  urldate = {2062-01-05},\n  evidence = {guideline}",
        ),
    ),
    fault(
        "bib-date",
        "month and day changed over",
        swap(
            BIB,
            "  urldate = {2026-01-05},\n  evidence = {guideline}",
            "▸  urldate = {2025-22-11},\n  evidence = {guideline}",
        ),
        mends=True,
    ),
    clean(
        "bib-date",
        "a month, a range, a time",
        swap(
            BIB,
            "  journal = {Example Haematology},\n  year = {2016}",
            "  journal = {Example Haematology},\n  date = {2016-05/2016-06}",
        ),
        swap(
            BIB,
            "  urldate = {2026-01-05},\n  evidence = {guideline}",
            "  urldate = {2026-01-05T10:00:00Z},\n  evidence = {guideline}",
        ),
    ),
    fault("bib-pages", "cut short", pages("517-24"), mends=True),
    fault("bib-pages", "cut short, with a letter", pages("S193--9"), mends=True),
    fault("bib-pages-order", "backwards", pages("209--201")),
    fault("bib-pages-order", "cut short and backwards", pages("519--17")),
    clean("bib-pages-order", "roman, letters, one page", *quiet(pages("xi--xix, A1--B2, 9"))),
    fault("bib-placeholder", "pages", pages("n/a")),
    fault("bib-placeholder", "pages, twice", pages("no--no")),
    clean("bib-placeholder", "an article number", *quiet(pages("e0209899"))),
    clean(
        "bib-pages",
        "dashes of every kind, articles, supplements, several, from on",
        *quiet(pages("201–209, 215, 220---222")),
        swap(BIB, "  pages = {9--17}", "  pages = {S9-S17}"),
        swap(BIB, "  pages = {e12}", "  pages = {12:1--12:9}"),
    ),
)
