"""Shapes that real databases and programs write, as they are printed. Works and people are invented."""

import pytest

from macros.bib.library import read_bibliography
from macros.styles import STYLES
from macros.styles.richtext import to_text


def printed(tmp_path, entry: str, style: str = "ama") -> str:
    path = tmp_path / "references.bib"
    path.write_text(entry, encoding="utf-8")
    (reference,) = read_bibliography(path).references.values()
    return to_text(STYLES[style].reference(reference))


ARTICLE = "@article{{a, author={{{}}}, title={{T}}, journal={{J Ex}}, year={{2020}}, volume={{3}}}}"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (
            "Prevention, Centers for Disease Control and",
            "Centers for Disease Control and Prevention",
        ),
        ("of Health, National Institutes", "National Institutes of Health"),
        ("Health, National Institutes of", "National Institutes of Health"),
        ("(US), Institute of Lines", "Institute of Lines (US)"),
        ("Roe, Ann and Group, Calm", "Roe A; Calm Group"),
        ("Roe, Ann and Help the Aged", "Roe A; Help the Aged"),
        ("Sweet, I, Ann", "Sweet AI"),
        ("Sweet, II, Ann", "Sweet A II"),
        ("Roe, A and and Poe, B and , ", "Roe A, Poe B"),
        ("van den Berg, Jan and de la Cruz, Ana", "van den Berg J, de la Cruz A"),
    ],
)
def test_names(tmp_path, author, names):
    assert printed(tmp_path, ARTICLE.format(author)) == f"{names}. T. J Ex. 2020;3."


@pytest.mark.parametrize("field", ["editor={,}", "translator={~}", "editor={{}}", "editor={and}"])
def test_a_field_of_people_that_names_nobody(tmp_path, field):
    entry = ARTICLE.format("Roe, A").replace("year=", f"{field}, year=")
    assert "Roe A" in printed(tmp_path, entry)


@pytest.mark.parametrize(
    ("number", "inside"),
    [
        ("Suppl. 1 - 4", "(suppl 1-4)"),
        ("8 0 3", "(8)(suppl 3)"),
        ("6, SI", "(6)"),
        ("2 (Special Issue)", "(2)"),
        ("SI", "(special issue)"),
        ("Epub ahead", ""),
        ("S2", "(S2)"),
    ],
)
def test_issues(tmp_path, number, inside):
    entry = ARTICLE.format("Roe, A").replace("volume={3}", f"volume={{3}}, number={{{number}}}")
    assert printed(tmp_path, entry) == f"Roe A. T. J Ex. 2020;3{inside}."


@pytest.mark.parametrize(
    ("name", "journal"),
    [
        ("WORLD JOURNAL OF SURGERY", "World Journal of Surgery"),
        ("JOURNAL OF AIR \\& WASTE", "Journal of Air & Waste"),
        ("BMC MEDICAL EDUCATION", "BMC Medical Education"),
        ("PLOS ONE", "PLOS ONE"),
        ("JAMA", "JAMA"),
        ("INT J QUAL HEALTH C", "Int J Qual Health C"),
        ("eLife SCIENCES", "eLife SCIENCES"),
    ],
)
def test_journals_in_capitals(tmp_path, name, journal):
    entry = ARTICLE.format("Roe, A").replace("J Ex", name)
    assert f" {journal}. 2020" in printed(tmp_path, entry)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (
            (
                "@misc{a, author={Roe, Ann}, title={{A letter}}, booktitle={Annals of Ex}, publisher={Press}, "
                "volume={7}, number={4}, pages={402--403}, year={2019}}"
            ),
            "Roe A. A letter. Annals of Ex. 2019;7(4):402-403.",
        ),
        (
            (
                "@inproceedings{a, author={Roe, A}, title={T}, booktitle={Annals of Ex}, volume={36}, "
                "number={4_suppl}, pages={e201}, year={2018}, publisher={Press}}"
            ),
            "Roe A. T. Annals of Ex. 2018;36(4)(suppl):e201.",
        ),
        (
            (
                "@Manual{a, title={flow: Measuring Lines in Practice}, author={Ann Roe}, year={2022}, "
                "note={R package version 0.26}, url={https://example.org/flow}}"
            ),
            "Roe A. flow: Measuring Lines in Practice. R package version 0.26. 2022. https://example.org/flow",
        ),
        (
            "@book{a, author={Roe, A}, title={line2d: pictures for all}, publisher={P}, year={2019}}",
            "Roe A. line2d: Pictures for All. P; 2019.",
        ),
        (
            "@book{a, author={Roe, A}, title={Lines}, volume={B}, publisher={P}, year={2019}}",
            "Roe A. Lines. Vol B. P; 2019.",
        ),
        (
            "@report{a, author={Roe, A}, title={Lines}, type={resreport}, number={RC-6}, institution={P}, year={1978}}",
            "Roe A. Lines. P; 1978. Research report RC-6.",
        ),
        (
            (
                "@patent{a, author={Roe, A}, title={Line}, number={17}, holder={{Ex GmbH} and {Why AG}}, "
                "type={US patent}, year={2010}}"
            ),
            "Roe A, inventor; Ex GmbH, Why AG, assignees. Line. US patent 17. 2010.",
        ),
        (
            "@standard{a, organization={XYZ}, title={Lines}, number={XYZ EN 12}, year={2012}, publisher={Press}}",
            "XYZ. Lines. XYZ EN 12. Press; 2012.",
        ),
        (
            "@periodical{a, title={Lines and Tubes}, issuetitle={Care at home}, year=2011, volume=35, number=4}",
            "Care at home. Lines and Tubes. 2011;35(4).",
        ),
        (
            "@article{a, author={Roe, A}, title={T}, journal={J Ex}, Early Access Date={{SEP 2020}}, doi={10.1000/a}}",
            "Roe A. T. J Ex. Published online September 2020. doi:10.1000/a",
        ),
        (
            (
                "@article{a, author={Roe, A}, title={Lines: \\MakeUppercase{us} and \\lowercase{UK}, type\\hyphen one, "
                "R\\&Amp;D, Line\\&Reg;}, journal={J Ex}, year={2020}}"
            ),
            "Roe A. Lines: US and uk, type-one, R&D, Line®. J Ex. Published online 2020.",
        ),
        (
            "@article{a, author={Roe, A}, title={T}, journal={J Ex}, year={2020}, url={http://example.org/\\string~x}}",
            "Roe A. T. J Ex. Published online 2020. http://example.org/~x",
        ),
    ],
    ids=lambda value: value[:24],
)
def test_works(tmp_path, entry, text):
    assert printed(tmp_path, entry) == text


@pytest.mark.parametrize(
    "extent",
    [
        "xi, 226 p., 8 p. of plates",
        "14 reels of 14 (ca. 11610 ft.)",
        "1 online resource (xi, 226 p.)",
        "340 p.",
    ],
)
def test_how_many_pages_a_book_has_is_not_printed(tmp_path, extent):
    entry = f"@book{{a, author={{Roe, A}}, title={{Lines}}, publisher={{P}}, year={{2019}}, pages={{{extent}}}}}"
    assert printed(tmp_path, entry) == "Roe A. Lines. P; 2019."


@pytest.mark.parametrize(("written", "said"), [("1.0", ""), ("2.0", "2nd ed. "), ("2", "2nd ed. ")])
def test_editions_as_numbers(tmp_path, written, said):
    entry = f"@book{{a, author={{Roe, A}}, title={{Lines}}, publisher={{P}}, year={{2019}}, edition={{{written}}}}}"
    assert printed(tmp_path, entry) == f"Roe A. Lines. {said}P; 2019."


@pytest.mark.parametrize(
    ("kind", "said"),
    [("PhD thesis", "PhD thesis"), ("phdthesis", "Dissertation"), ("mathesis", "Master's thesis")],
)
def test_a_thesis_is_called_as_the_record_calls_it(tmp_path, kind, said):
    entry = f"@thesis{{a, author={{Roe, A}}, title={{Lines}}, institution={{U}}, year={{2019}}, type={{{kind}}}}}"
    assert printed(tmp_path, entry) == f"Roe A. Lines. {said}. U; 2019."


def test_pages_of_a_book_are_printed(tmp_path):
    entry = (
        "@book{a, author={Roe, A}, title={Lines}, publisher={P}, year={2019}, pages={12--15, 18}}"
    )
    assert printed(tmp_path, entry) == "Roe A. Lines. P; 2019:12-15, 18."


@pytest.mark.parametrize("title", ["They 'raise their game'", "They “raise their game”"])
def test_a_stop_in_the_record_changes_nothing(tmp_path, title):
    """AMA 11th, 8.6: a full stop stands within the quotation marks, whether the record has one or not."""
    with_one, without = (
        ARTICLE.format("Roe, A").replace("{T}", f"{{{title}{stop}}}") for stop in (".", "")
    )
    assert printed(tmp_path, with_one) == printed(tmp_path, without)
    assert f"{title[:-1]}.{title[-1]} J Ex" in printed(tmp_path, without)
