"""`add` with what people have: the entry lands in references.bib, and what to paste is said. Works and people are invented."""

import contextlib
import io
from pathlib import Path

import pytest

from macros.cli import main
from macros.engine.inspect import load_project
from tests.support.services import work
from tests.support.tiny import make


def add(folder: Path, server, *arguments: str) -> tuple[int, str]:
    names = ("crossref", "pubmed", "doi", "datacite")
    addresses = [part for name in names for part in (f"--base-url-{name}", server.url)]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(["-C", str(folder), "add", *arguments, *addresses])
    return code, out.getvalue()


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path, {"index.md": "# Home\n"})


def test_a_doi_lands_in_the_file_and_can_be_pasted(folder, services):
    services.works["10.1000/a"] = work("10.1000/a", "Needles in practice")
    code, said = add(folder, services, "10.1000/a")
    assert code == 0, said
    assert 'cite it as {{ cite("smith2020needles") }}' in said
    assert "to fill in: evidence" in said and "to fill in: textseen" in said
    reference = load_project(folder).bibliography.references["smith2020needles"]
    assert reference.doi == "10.1000/a" and reference.authority == "journal"
    assert not reference.further_reading, "it was brought to be cited"


def test_a_work_that_is_there_already_is_named(folder, services):
    services.works["10.1016/s0140-6736(21)00766-2"] = work(
        "10.1016/s0140-6736(21)00766-2", "Central venous access devices"
    )
    before = (folder / "references.bib").read_bytes()
    code, said = add(folder, services, "10.1016/S0140-6736(21)00766-2")
    assert code == 1 and 'there already, as "moss2021cava"' in said
    assert 'cite it as {{ cite("moss2021cava") }}' in said
    (folder / "a.ris").write_text(
        "TY  - JOUR\nAU  - Smith, Ann B.\nTI  - Ports in Practice\nT2  - Journal of Ports\nPY  - 2020\nER  - \n"
    )
    code, said = add(folder, services, str(folder / "a.ris"))
    assert 'cite it as {{ cite("smith2020port") }}' in said, "the same title, year and author"
    assert (folder / "references.bib").read_bytes() == before


def test_one_that_can_not_be_had_does_not_stop_the_others(folder, services):
    services.works["10.1000/a"] = work("10.1000/a", "Needles in practice")
    services.works["10.1000/r"] = work("10.1000/r", "RETRACTED: Pumps in practice")
    code, said = add(folder, services, "10.1000/none", "10.1000/a", "10.1000/r")
    assert code == 1 and "Traceback" not in said
    assert "not added: neither Crossref nor DataCite knows the DOI 10.1000/none" in said
    assert "not added: 10.1000/r: it was retracted" in said
    assert set(load_project(folder).bibliography.references) >= {"smith2020needles"}


def test_a_file_with_a_record_that_is_left_out(folder, services, tmp_path):
    (tmp_path / "a.ris").write_text(
        "TY  - JOUR\nAU  - Roe, Ann\nTI  - Needles in practice\nT2  - Journal of Ports\nPY  - 2020\n"
        "VL  - 1\nSP  - 1\nEP  - 2\nDO  - 10.1000/a\nER  - \nTY  - SOUND\nTI  - A song\nER  - \n"
    )
    code, said = add(folder, services, str(tmp_path / "a.ris"))
    assert code == 1 and 'left out: A song: the kind "SOUND" is not read' in said
    assert "roe2020needles" in load_project(folder).bibliography.references


def test_a_form_that_is_not_read_is_named(folder, services, tmp_path):
    (tmp_path / "a.enw").write_text("%0 Journal Article\n%A Roe, Ann\n%T Ports\n")
    code, said = add(folder, services, str(tmp_path / "a.enw"))
    assert code == 1 and "none of the files that are read: .bib, .nbib, .ris" in said


def test_nothing_is_written_in_a_dry_run(folder, services):
    services.works["10.1000/a"] = work("10.1000/a", "Needles in practice")
    before = (folder / "references.bib").read_bytes()
    assert add(folder, services, "10.1000/a", "--dry-run")[0] == 0
    assert (folder / "references.bib").read_bytes() == before


@pytest.mark.parametrize(
    "told", ["https://doi.org/10.1016/s0140-6736(21)00766-2", "PMID: 12345678", "PMC1234567"]
)
def test_a_number_that_is_there_needs_no_service(folder, services, told):
    code, said = add(folder, services, told)
    assert code == 1 and "there already, as" in said and "cite it as" in said
    assert not services.asked
