"""What the services really send: batches, aliases, notices, books, DOIs that nobody has a record of, and answers of every bad kind."""

import json
import time

import pytest

from macros.bib.identifier_links import addresses
from macros.engine.inspect import load_project
from macros.verify import http
from tests.support.services import article, book, data_set, work
from tests.unit.verify.test_verify import (
    WEB,
    ask,
    entry,
    macros,
    project,
    record,
    report,
    today,
    update,
)

CHAPTER = """\
@incollection{roe2020chapter,
  author = {Roe, Ann},
  title = {Ports in children},
  booktitle = {A book of ports},
  editor = {Poe, Ben},
  publisher = {An invented press},
  year = {2020},
  pmid = {5},
  url = {https://www.ncbi.nlm.nih.gov/books/NBK1/},
  evidence = {review}
}
"""


def test_sources_are_asked_about_in_batches(tmp_path, services):
    entries = []
    for number in range(45):
        services.works[f"10.1000/{number}"] = work(f"10.1000/{number}", "Ports in practice")
        services.articles[str(number)] = article(str(number), "Ports in practice")
        entries.append(entry(f"a{number}", doi=f"10.1000/{number}", pmid=str(number)))
    result = ask(project(tmp_path, *entries), services, "--contact", "team@example.org")
    assert (result.returncode, result.stdout) == (0, ""), result.stdout
    asked = services.paths(method="GET")
    assert len(asked) == 3 + 3 + 1, "20 DOIs a question for works and for updates, 200 PMIDs"
    assert all("team%40example.org" in path for path in asked)
    assert {item["checked"] for item in record(tmp_path)["sources"].values()} == {today()}


def test_a_batch_that_is_too_large_is_asked_for_in_parts(tmp_path, services, monkeypatch):
    monkeypatch.setattr(http, "LARGEST", 20_000)
    entries = []
    for number in range(12):
        services.works[f"10.1000/{number}"] = work(
            f"10.1000/{number}", "Ports in practice", abstract="x" * 3000
        )
        services.articles[str(number)] = article(str(number), "Ports in practice")
        entries.append(entry(f"a{number}", doi=f"10.1000/{number}", pmid=str(number)))
    services.works["10.1000/3"]["abstract"] = "x" * 30_000
    services.articles["4"] = article("4", "Ports in practice", family="y" * 30_000)
    result = ask(project(tmp_path, *entries), services, "--tries", "1")
    assert result.returncode == 0, result.stdout
    silent = {
        key: item["failed"]["why"]
        for key, item in record(tmp_path)["sources"].items()
        if item.get("failed")
    }
    assert set(silent) == {"a3", "a4"} and all("sent more than" in why for why in silent.values())


def test_an_answer_nested_too_deeply_costs_its_source_alone(tmp_path, services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports in practice")
    services.articles["7"] = article("7", "Ports in practice")
    deep = "[" * 100_000 + "]" * 100_000
    services.scripts["works/10.1000/b"] = [(200, {"Content-Type": "application/json"}, deep)] * 9
    xml = "<PubmedArticleSet>" + "<a>" * 200_000 + "</a>" * 200_000 + "</PubmedArticleSet>"
    services.scripts["id=8"] = [(200, {"Content-Type": "text/xml"}, xml)] * 9
    folder = project(
        tmp_path,
        entry("a2020", doi="10.1000/a"),
        entry("b2020", doi="10.1000/b"),
        entry("c2020", pmid="7"),
        entry("d2020", pmid="8"),
    )
    result = ask(folder, services, "--tries", "1")
    assert "Traceback" not in result.stderr
    told = record(folder)["sources"]
    assert told["a2020"]["checked"] == told["c2020"]["checked"] == today()
    assert "nested too deeply" in told["b2020"]["failed"]["why"] and "checked" not in told["b2020"]


def test_a_404_of_an_outage_is_not_unknown(tmp_path, services):
    services.scripts["10.1000/a"] = [(404, {}, "<html><title>Bad gateway</title></html>")] * 9
    folder = project(tmp_path, entry("a2020", doi="10.1000/a"))
    ask(folder, services, "--tries", "1")
    assert "unknown_to" not in record(folder)["sources"]["a2020"]


@pytest.mark.parametrize("agency", ["Crossref", "mEDRA"])
def test_a_doi_that_only_doi_org_knows(tmp_path, services, agency):
    services.agencies["10.1000/a"] = agency
    services.scripts["/agency"] = [(404, {"Content-Type": "text/plain"}, "Resource not found.")]
    folder = project(tmp_path, entry("a2020", doi="10.1000/a"))
    result = ask(folder, services)
    assert (result.returncode, result.stdout) == (0, "") and services.paths("doiRA/10.1000/a")
    assert "could not be checked" in result.stderr
    assert "checked" not in record(folder)["sources"]["a2020"], "nothing was compared"


def test_a_work_of_datacite_is_compared(tmp_path, services):
    for name, title in (("a", "Ports in practice"), ("b", "Catheters in practice")):
        services.agencies[f"10.5072/{name}"] = "DataCite"
        services.data[f"10.5072/{name}"] = data_set(f"10.5072/{name}", title)
    folder = project(tmp_path, entry("a2020", doi="10.5072/a"), entry("b2020", doi="10.5072/b"))
    result = ask(folder, services)
    assert 'b2020: title is "Ports in practice" with us, "Catheters in practice" with DataCite' in (
        result.stdout
    )
    assert load_project(folder).bibliography.references["a2020"].checked == today()


def test_an_alias_leads_to_the_work(tmp_path, services):
    services.works["10.1000/new"] = work(
        "10.1000/new", "Ports in practice", aliases=["10.1000/OLD"]
    )
    result = ask(project(tmp_path, entry("a2020", doi="10.1000/old")), services)
    assert (result.returncode, result.stdout) == (0, "")


def test_a_doi_with_a_comma_is_asked_for_alone(tmp_path, services):
    services.works["10.1000/a,b"] = work("10.1000/a,b", "Ports in practice")
    result = ask(project(tmp_path, entry("a2020", doi="10.1000/a,b")), services)
    assert (result.returncode, result.stdout) == (0, "")


def test_a_new_version_in_place_is_not_superseded(tmp_path, services):
    services.works["10.1000/a"] = work(
        "10.1000/a",
        "Ports in practice",
        update_to=[update("new_version", "10.1000/A")],
        relation={"is-replaced-by": [{"id-type": "doi", "id": "10.1000/A"}]},
    )
    folder = project(tmp_path, entry("a2020", doi="10.1000/a"))
    assert ask(folder, services).returncode == 0


def test_a_chapter_is_held_against_its_own_author(tmp_path, services):
    services.articles["5"] = book("5", "Ports in children", "A book of ports", 2020, "Roe", "Poe")
    result = ask(project(tmp_path, CHAPTER), services)
    assert (result.returncode, result.stdout) == (0, "")
    wrong = project(tmp_path, CHAPTER.replace("Roe, Ann", "Poe, Ben"))
    assert 'author is "Poe" with us, "Roe" with PubMed' in ask(wrong, services, "--fresh").stdout


@pytest.mark.parametrize("service", ["Crossref", "PubMed"])
@pytest.mark.parametrize(
    ("theirs", "status", "said"),
    [
        ("<b>RETRACTED:</b> Ports in practice", "retracted", "was retracted"),
        ("Retraction: Ports in practice", "retracted", "is itself the notice of a retraction"),
        ("Erratum: Ports in practice", "", "is itself the notice of a erratum"),
    ],
)
def test_what_only_the_title_tells(tmp_path, services, service, theirs, status, said):
    if service == "Crossref":
        services.works["10.1000/a"] = work("10.1000/a", theirs)
        folder = project(tmp_path, entry("a2020", doi="10.1000/a"))
    else:
        services.articles["1"] = article("1", theirs.replace("<", "&lt;"))
        folder = project(tmp_path, entry("a2020", pmid="1"))
    assert said in ask(folder, services).stdout
    assert load_project(folder).bibliography.references["a2020"].status == status


def test_no_network_ends_the_run_and_changes_nothing(tmp_path, services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports in practice")
    folder = project(tmp_path, entry("a2020", doi="10.1000/a"), entry("b2020", pmid="1"))
    ask(folder, services)
    before = (folder / "docs/data/verified.json").read_bytes()
    nowhere = [
        option
        for name in ("crossref", "pubmed", "doi", "datacite")
        for option in (f"--base-url-{name}", "http://127.0.0.1:1")
    ]
    started = time.monotonic()
    result = macros(folder, "verify", "--fresh", *nowhere)
    assert result.returncode == 2 and "There is no network" in result.stderr
    assert "nothing is changed" in result.stderr and time.monotonic() - started < 10
    assert (folder / "docs/data/verified.json").read_bytes() == before


def test_a_silent_network_is_noticed_within_ten_seconds(tmp_path, services):
    services.scripts["/"] = ["hang"] * 20
    folder = project(tmp_path, entry("a2020", doi="10.1000/a"))
    started = time.monotonic()
    result = ask(folder, services)
    assert result.returncode == 2 and "There is no network" in result.stderr
    assert time.monotonic() - started < 10


def test_a_run_that_is_cut_short_goes_on_with_what_is_left(tmp_path, services):
    pages = []
    for number in range(3):
        services.pages[f"/{number}"] = (200, {}, "<title>About your port</title>")
        pages.append(WEB.format(key=f"w{number}", url=f"{services.url}/{number}"))
    folder = project(tmp_path, *pages)
    result = ask(folder, services, "--minutes", "-1")
    assert result.returncode == 2 and "Stopped after" in result.stderr
    assert ask(folder, services, "--only", "w1").returncode == 0
    services.asked.clear()
    assert ask(folder, services, "--since", "6").returncode == 0
    assert services.paths("/0") and services.paths("/2") and not services.paths("/1")


def test_a_dead_address_names_the_archived_copy_of_the_record(tmp_path, services):
    copy = "https://web.archive.org/web/20240101000000/https://clinic.example.org/port"
    page = WEB.format(key="clinic", url=f"{services.url}/gone").replace(
        "urldate", f"note = {{Archived at {copy}}},\n  urldate"
    )
    folder = project(tmp_path, page)
    assert f"its archived copy, which the record names, is {copy}" in ask(folder, services).stdout
    assert "archived copy" in report(folder)[1]
    (reference,) = load_project(folder).bibliography.references.values()
    assert ("Archived copy", copy) in addresses(reference)


def test_the_record_says_what_each_service_answered(tmp_path, services):
    services.works["10.1000/a"] = work("10.1000/a", "Ports in <i>practice</i>")
    folder = project(tmp_path, entry("a2020", doi="10.1000/a"))
    ask(folder, services)
    assert record(folder)["sources"]["a2020"]["answers"] == {"Crossref": "Ports in practice"}
    assert json.loads((folder / "docs/data/verified.json").read_text())["form"] == 2
