"""From a number, an address, a file or a pasted reference to an entry. Works and people are invented, the forms are the services' own."""

import datetime as dt
import json

import pytest

from macros.bib.formatter import canonical_entry
from macros.bib.parser import scan
from macros.lookup import NotFound, Sources, lookup
from macros.lookup.argument import recognised
from macros.verify.http import Cache, Fetcher, Patience
from macros.verify.services import Addresses, Services
from tests.support.services import article, book, data_set, work


def sources(server, taken=()) -> Sources:
    fetcher = Fetcher("test", Cache(None), services=(server.url,), patience=Patience(5, 1, 0, 0))
    url = server.url
    services = Services(fetcher, Addresses(url, url, url, url))
    return Sources(services, taken, dt.date(2026, 11, 22))


def found(server, argument, taken=()):
    entries, left = lookup(argument, sources(server, taken))
    assert not left
    (one,) = entries
    return one


def fields(one) -> dict[str, str]:
    entries, diagnostics, _ = scan(canonical_entry(one.entry), "x")
    assert not diagnostics, diagnostics
    (entry,) = entries
    assert entry.key == one.entry.key
    return {"type": entry.type, **{item.name: item.value for item in entry.fields}}


@pytest.mark.parametrize(
    ("told", "kind", "value"),
    [
        ("10.1000/ABC(1)2", "doi", "10.1000/abc(1)2"),
        ("doi: 10.1000/abc.", "doi", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "doi", "10.1000/abc"),
        ("https://press.example.org/doi/full/10.1000/abc?needAccess=true", "doi", "10.1000/abc"),
        ("https://press.example.org/article/10.1000/abc.full.pdf", "doi", "10.1000/abc"),
        ("https://www.nature.com/articles/s41586-020-0001-1", "doi", "10.1038/s41586-020-0001-1"),
        ("12345678", "pmid", "12345678"),
        ("PMID: 12345678", "pmid", "12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pmid", "12345678"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/12345678", "pmid", "12345678"),
        ("PMC1234567", "pmcid", "PMC1234567"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", "pmcid", "PMC1234567"),
        ("arXiv:2101.00999v2", "doi", "10.48550/arxiv.2101.00999"),
        ("2101.00999", "doi", "10.48550/arxiv.2101.00999"),
        ("https://arxiv.org/abs/2101.00999", "doi", "10.48550/arxiv.2101.00999"),
        ("hep-th/9901001", "doi", "10.48550/arxiv.hep-th/9901001"),
        (
            "https://doi.org/10.1002/(SICI)1097-0142(1996)77:1%3C1::AID-EX1%3E3.0.CO;2-%23",
            "doi",
            "10.1002/(sici)1097-0142(1996)77:1<1::aid-ex1>3.0.co;2-#",
        ),
        ("978-0-306-40615-7", "isbn", "9780306406157"),
        ("urn:isbn:9780306406157", "isbn", "9780306406157"),
        ("ISBN 0-306-40615-2", "isbn", "0306406152"),
        ("https://clinic.example.org/port", "address", "https://clinic.example.org/port"),
        ("Roe A. Ports. J Ports. 2020;5:1-9. doi:10.1000/a.", "doi", "10.1000/a"),
        ("Roe A. Ports (see doi 10.1000/a(b)c).", "doi", "10.1000/a(b)c"),
        ("Roe A. Ports. J Ports. 2020. PMID: 12345678", "pmid", "12345678"),
        ("Roe A. Ports in practice. J Ports. 2020;5:1-9.", "words", None),
    ],
)
def test_what_people_have(told, kind, value):
    argument = recognised(told)
    assert (argument.kind, argument.value) == (kind, value or told)


def test_a_doi_becomes_an_entry_in_the_house_form(services):
    services.works["10.1000/a"] = work(
        "10.1000/a",
        "Flushing &amp; locking of <i>ports</i>: a randomized trial (FLUSH)",
        author=[
            {"given": "Anna B.", "family": "van der Velden", "sequence": "first"},
            {"name": "FLUSH Investigators", "sequence": "additional"},
        ],
    )
    one = found(services, "10.1000/A")
    told = fields(one)
    assert one.entry.key == "velden2020flush"
    assert told["author"] == "van der Velden, Anna B. and {FLUSH Investigators}"
    assert told["title"] == r"Flushing \& locking of \emph{ports}: a randomized trial (FLUSH)"
    assert (told["journal"], told["shortjournal"]) == ("Journal of Ports", "J Ports")
    assert (told["volume"], told["number"], told["pages"]) == ("5", "1", "1--9")
    assert told["evidence"] == "randomised-trial" and told["authority"] == "journal"
    assert told["textseen"] == "record" and any("textseen" in ask for ask in one.asks)
    assert "month" not in told and "url" not in told


def test_pubmed_adds_its_number_and_its_title(services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports In Practice", published_online={})
    services.articles["123"] = article(
        "123", "Ports in practice.", doi="10.1000/a", kinds=("Journal Article", "Review")
    )
    told = fields(found(services, "10.1000/a"))
    assert (told["title"], told["pmid"], told["doi"]) == ("Ports in practice", "123", "10.1000/a")
    assert told["evidence"] == "review"


def test_pubmed_not_answering_is_said_and_costs_only_its_number(services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports in practice")
    services.scripts["esearch"] = [(500, {}, "")] * 9
    one = found(services, "10.1000/a")
    assert "pmid" not in fields(one) and "PubMed could not be asked" in one.remarks[0]


def test_a_pmid_a_pmcid_and_a_chapter(services):
    services.articles["123"] = article("123", "[Ports in practice.]", doi="10.1000/a")
    services.central["77"] = ("123", "10.1000/a")
    services.articles["5"] = book("5", "Ports in children.", "A book of ports", 2020, "Roe", "Poe")
    assert fields(found(services, "123"))["title"] == "Ports in practice"
    assert fields(found(services, "PMC77"))["pmcid"] == "PMC77"
    told = fields(found(services, "5"))
    assert told["type"] == "incollection" and told["booktitle"] == "A book of ports"
    assert (told["author"], told["editor"]) == ("Roe, Dee", "Poe, Dee")
    assert told["url"] == "https://www.ncbi.nlm.nih.gov/books/NBK1/" and told["urldate"]


def test_an_isbn_and_an_arxiv_number(services):
    services.works["10.1000/b"] = work(
        "10.1000/b", "A book of ports", type="book", ISBN=["9780306406157"], publisher="Press"
    )
    told = fields(found(services, "978-0-306-40615-7"))
    assert (told["type"], told["publisher"], told["isbn"]) == ("book", "Press", "9780306406157")
    services.data["10.48550/arxiv.2101.00999"] = data_set("10.48550/arxiv.2101.00999", "Ports")
    told = fields(found(services, "arXiv:2101.00999"))
    assert told["author"] == "Smith, Ann" and told["doi"] == "10.48550/arxiv.2101.00999"


def test_the_address_of_an_article_and_of_a_page(services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports in practice")
    services.pages["/article"] = (
        200,
        {},
        '<title>x</title><meta content="doi:10.1000/a" name="citation_doi"><p>Text</p>',
    )
    assert fields(found(services, services.url + "/article"))["doi"] == "10.1000/a"
    services.pages["/port"] = (
        200,
        {},
        '<title>Your port | The Clinic</title><meta property="og:site_name" content="The Clinic"><p>Text</p>',
    )
    one = found(services, services.url + "/port")
    told = fields(one)
    assert told["type"] == "online" and told["author"] == "{The Clinic}"
    assert told["title"] == "Your port" and told["urldate"] == "2026-11-22"
    assert any("authority" in ask for ask in one.asks) and any("year" in ask for ask in one.asks)


def test_a_pasted_reference_is_only_taken_when_it_is_surely_the_one(services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports in practice and beyond it")
    pasted = "Smith AB, Jones C. Ports in practice and beyond it. J Ports. 2020;5(1):1-9."
    assert found(services, pasted).entry.key.startswith("smith2020")
    for other in (
        pasted.replace("2020", "2021"),
        pasted.replace("Smith", "Roe"),
        "Roe A. On pumps. J. 2020.",
    ):
        with pytest.raises(NotFound, match=r"nearest is .*run python -m macros add 10\.1000/a"):
            lookup(other, sources(services))


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("10.1000/none", "neither Crossref nor DataCite knows the DOI"),
        ("99", "PubMed does not know the PMID 99"),
        ("PMC99", "PubMed Central does not know PMC99"),
        ("9780306406157", "Crossref knows no book"),
        ("ports", "too short for a reference"),
        ("nowhere.nbib", "can't be read"),
        ("", "too short"),
    ],
)
def test_what_nobody_knows_is_said(services, argument, said):
    with pytest.raises(NotFound, match=said):
        lookup(argument, sources(services))


def test_offline_says_what_it_could_not_do(tmp_path):
    fetcher = Fetcher(
        "test", Cache(None), services=("http://127.0.0.1:1",), patience=Patience(5, 1, 0, 0)
    )
    nowhere = "http://127.0.0.1:1"
    offline = Sources(Services(fetcher, Addresses(nowhere, nowhere, nowhere, nowhere)))
    with pytest.raises(NotFound, match="could not be looked up: there is no network"):
        lookup("10.1000/a", offline)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"updated_by": [{"DOI": "10.1000/n", "type": "retraction"}]}, "was retracted"),
        ({"title": "RETRACTED: Ports in practice"}, "was retracted"),
        ({"title": "Correction: Ports in practice"}, "itself the notice"),
        ({"update_to": [{"DOI": "10.1000/other", "type": "correction"}]}, "itself the notice"),
    ],
)
def test_what_must_not_be_cited_is_refused(services, more, said):
    services.works["10.1000/a"] = work("10.1000/a", **{"title": "Ports in practice", **more})
    assert said in found(services, "10.1000/a").refused


def test_a_correction_is_written_down(services):
    services.works["10.1000/a"] = work(
        "10.1000/a", "Ports in practice", updated_by=[{"DOI": "10.1000/c", "type": "erratum"}]
    )
    told = fields(found(services, "10.1000/a"))
    assert (told["status"], told["notice"]) == ("corrected", "https://doi.org/10.1000/c")


def test_a_key_that_is_taken_gets_a_letter(services):
    services.works["10.1000/a"] = work("10.1000/a", "Needles in practice")
    key = found(services, "10.1000/a").entry.key
    assert key == "smith2020needles"
    assert found(services, "10.1000/a", taken=[key]).entry.key == "smith2020needlesb"


NBIB = """\
PMID- 123
OWN - NLM
DP  - 2020 Mar
TI  - Flushing of ports in
      practice.
PG  - 403-15
LID - 10.1000/a [doi]
FAU - Smith, Ann B
FAU - Coe, Fred W Jr
CN  - PORT Investigators
LA  - eng
PT  - Randomized Controlled Trial
TA  - J Ports
JT  - Journal of ports : official organ of an invented society
VI  - 5
IP  - 1
PMC - PMC77

PMID- 124
TI  - Another one.
DP  - 2021
FAU - Roe, Ann
JT  - Journal of ports
"""
RIS = """\
TY  - JOUR
AU  - Smith, Ann B.
TI  - Flushing of ports in practice
T2  - Journal of Ports
J2  - J Ports
PY  - 2020/03//
VL  - 5
IS  - 1
SP  - 403
EP  - 415
DO  - https://doi.org/10.1000/A
ER  -

TY  - SOUND
TI  - A song of ports
ER  -
"""
ENDNOTE = """\
<xml><records><record><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Smith, Ann B.</style></author></authors></contributors>
<titles><title>Flushing of ports in practice</title><secondary-title>Journal of Ports</secondary-title></titles>
<periodical><full-title>Journal of Ports</full-title><abbr-1>J Ports</abbr-1></periodical>
<pages>403-15</pages><volume>5</volume><number>1</number><dates><year>2020</year></dates>
<electronic-resource-num>10.1000/a</electronic-resource-num></record>
<record><ref-type name="Map">20</ref-type><titles><title>A map</title></titles></record></records></xml>
"""
CSL = [
    {
        "type": "article-journal",
        "title": "Flushing of ports in practice",
        "container-title": "Journal of Ports",
        "container-title-short": "J Ports",
        "author": [{"family": "Smith", "given": "Ann B."}],
        "issued": {"date-parts": [[2020, 3]]},
        "volume": "5",
        "issue": "1",
        "page": "403-415",
        "DOI": "10.1000/a",
    },
    {"type": "song", "title": "A song of ports"},
    "x",
]


@pytest.mark.parametrize(
    ("name", "text", "count", "left"),
    [
        ("a.nbib", NBIB, 2, 0),
        ("a.ris", RIS, 1, 1),
        ("a.ris", RIS.replace("\n", "\r\n"), 1, 1),
        ("a.xml", ENDNOTE, 1, 1),
        ("a.json", json.dumps(CSL), 1, 2),
    ],
)
def test_files_of_reference_managers(tmp_path, services, name, text, count, left):
    file = tmp_path / name
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    entries, dropped = lookup(str(file), sources(services))
    assert (len(entries), len(dropped)) == (count, left)
    told = fields(entries[0])
    assert entries[0].entry.key == "smith2020flushing"
    assert told["title"] == "Flushing of ports in practice"
    assert (told["journal"], told["shortjournal"]) in (
        ("Journal of Ports", "J Ports"),
        ("Journal of ports", "J Ports"),
    )
    assert (told["volume"], told["number"], told["pages"]) == ("5", "1", "403--415")
    assert (told["year"], told["doi"]) == ("2020", "10.1000/a")
    assert all("is not read" in why or "no record" in why for _, why in dropped)
    assert not services.asked, "a file needs no network"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ris", "hello", "none of the files that are read"),
        ("a.json", "[", "no whole JSON"),
        ("a.json", "[" * 100_000, "no whole JSON [(]nested too deeply[)]"),
        ("a.json", "[]", "holds no record"),
        ("a.xml", "<xml>", "no whole XML"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><xml>&b;</xml>', "entities"),
        ("a.nbib", "\udcff", "UTF-8"),
    ],
)
def test_files_that_can_not_be_read(tmp_path, services, name, text, said):
    file = tmp_path / name
    file.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(NotFound, match=said):
        lookup(str(file), sources(services))


def test_a_record_without_a_title_is_named(tmp_path, services):
    file = tmp_path / "a.ris"
    file.write_text("TY  - JOUR\nAU  - Roe, A\nER  - \n" + RIS)
    _, left = lookup(str(file), sources(services))
    assert (f"{file}, record 1", "it has no title") in left


def of_file(server, folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return lookup(str(path), sources(server))[0]


def test_a_day_on_which_a_page_was_read_is_the_records_own(services, tmp_path):
    csl = [
        {"type": "webpage", "title": "About tips", "URL": "https://quay.example/t", "accessed": {"date-parts": [[2023, 7, 8]]}},
        {"type": "webpage", "title": "About ports", "URL": "https://quay.example/p"},
    ]  # fmt: skip
    told, silent = of_file(services, tmp_path, "a.json", json.dumps(csl))
    assert fields(told)["urldate"] == "2023-07-08"
    assert "urldate" not in fields(silent), "nobody says that the page was read today"
    assert any(ask.startswith("urldate") for ask in silent.asks)
    ris = "TY  - ELEC\nTI  - Tips\nUR  - https://quay.example/t\nY2  - 2023/07/08/\nER  -\n"
    assert fields(of_file(services, tmp_path, "a.ris", ris)[0])["urldate"] == "2023-07-08"


def test_a_thesis_keeps_its_kind_and_software_its_version(services, tmp_path):
    csl = [
        {"type": "thesis", "title": "Tips at home", "genre": "Master's thesis", "publisher": "Turku"},
        {"type": "dataset", "title": "Counts of tips", "publisher": "Dryad", "version": "3"},
    ]  # fmt: skip
    thesis, data = (fields(one) for one in of_file(services, tmp_path, "a.json", json.dumps(csl)))
    assert (thesis["type"], thesis["school"]) == ("Master's thesis", "Turku")
    assert data["type"] == "dataset" and data["version"] == "3"


def test_medline_without_full_names_and_with_a_retraction(services, tmp_path):
    text = "PMID- 31000008\nTI  - Tip two.\nDP  - 2023\nAU  - Orr MB 3rd\nTA  - J Port Care\nPG  - 1-9\n"
    (one,) = of_file(services, tmp_path, "a.nbib", text)
    assert fields(one)["author"] == "Orr, 3rd, M. B." and one.entry.key == "orr2023"
    assert fields(one)["journal"] == "J Port Care"
    (one,) = of_file(services, tmp_path, "b.nbib", f"{text}PT  - Retracted Publication\n")
    assert one.refused.startswith('"Tip two": it was retracted')
    with pytest.raises(NotFound, match="is empty"):
        of_file(services, tmp_path, "c.nbib", "")


def test_endnote_keeps_italics(services, tmp_path):
    text = (
        '<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title><style>Growth of '
        '</style><style face="italic">Candida</style></title></titles></record></records></xml>'
    )
    (one,) = of_file(services, tmp_path, "a.xml", text)
    assert fields(one)["title"] == r"Growth of \emph{Candida}"


def test_an_article_that_waits_for_its_issue_keeps_its_day(services):
    told = work(
        "10.1000/early", "Early tips", 2024, **{"published-online": {"date-parts": [[2024, 5, 6]]}}
    )
    services.works["10.1000/early"] = {
        k: v for k, v in told.items() if k not in ("volume", "issue", "page")
    }
    one = fields(found(services, "10.1000/early"))
    assert (one["year"], one["month"], one["day"]) == ("2024", "5", "6")


def test_a_chapter_stands_in_the_last_container(services):
    told = work("10.1000/ch", "Tips chapter", type="book-chapter")
    services.works["10.1000/ch"] = told | {"container-title": ["Ward Series", "Ports for nurses"]}
    one = fields(found(services, "10.1000/ch"))
    assert (one["booktitle"], one["series"]) == ("Ports for nurses", "Ward Series")


def test_data_keep_their_version(services):
    services.agencies["10.5281/z"] = "DataCite"
    services.data["10.5281/z"] = data_set("10.5281/z", "Counts of tips")
    one = fields(found(services, "10.5281/z"))
    assert one["type"] == "dataset" and one["version"] == "1.0" and one["publisher"]


@pytest.mark.parametrize(
    ("told", "doi"),
    [
        ("https://www.medrxiv.org/content/10.1101/2024.01.02.24300001v2.full.pdf", "10.1101/2024.01.02.24300001"),
        ("https://www.biorxiv.org/content/10.64898/2025.12.01.700001v1", "10.64898/2025.12.01.700001"),
        ("https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(19)30001-2/fulltext", "10.1016/s0140-6736(19)30001-2"),
        ("https://www.researchsquare.com/article/10.21203/rs.3.rs-123/v1", "10.21203/rs.3.rs-123/v1"),
    ],
)  # fmt: skip
def test_a_number_in_an_address(told, doi):
    assert recognised(told)[:2] == ("doi", doi)


def test_an_isbn_that_was_copied_wrongly(services):
    with pytest.raises(NotFound, match="last digit does not fit"):
        lookup("978-3-16-148410-1", sources(services))


def test_an_address_that_leads_to_no_page_of_the_source(services):
    """Told in words that fit: what is gone does not come back later, and a home page is no source."""
    long = "word " * 400
    services.pages |= {
        "/gone": (404, {}, ""),
        "/lost": (200, {}, "<title>Page not found</title>"),
        "/old": (302, {"Location": "/"}, ""),
        "/": (200, {}, f"<title>The Clinic</title>{long}"),
        "/door": (302, {"Location": "/login?to=/door"}, ""),
        "/login": (200, {}, "<title>Welcome</title>"),
        "/sold-out": (200, {}, f"<title>No longer available: EMLA shortages</title>{long}"),
    }
    for path, why in (
        ("/gone", "is not there any more"),
        ("/lost", "is not there any more"),
        ("/old", "is not there any more [(]it leads to the home page[)]"),
        ("/door", "lets no program in"),
    ):
        with pytest.raises(NotFound, match=why) as told:
            lookup(services.url + path, sources(services))
        assert "try again later" not in str(told.value)
    services.articles["77"] = article("77", "Ports without quotes.")
    services.pages["/bare"] = (200, {}, f"<meta name=citation_pmid content=77>{long}")
    assert fields(found(services, f"{services.url}/bare"))["pmid"] == "77"
    one = fields(found(services, f"{services.url}/sold-out"))
    assert one["title"] == "No longer available: EMLA shortages"


def test_a_doi_of_another_agency_and_a_title_with_a_full_stop(services):
    services.agencies["10.1000/m"] = "mEDRA"
    with pytest.raises(NotFound, match="mEDRA .* write the entry by hand"):
        lookup("10.1000/m", sources(services))
    services.works["10.1000/a"] = work("10.1000/a", "Needles in practice: a trial.")
    assert fields(found(services, "10.1000/a"))["title"] == "Needles in practice: a trial"
