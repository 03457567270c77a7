"""Shapes of records that were read in part only: encodings, small braces, placeholders, holders."""

import pytest

from macros.bib.library import read_bibliography
from macros.styles import STYLES
from macros.styles.richtext import to_text

ARTICLE = "@article{{a, author={{Roe, A}}, {}, journal={{J Ex}}, year={{2020}}{}}}"
NUMBERED = ", volume={3}, number={2}, pages={1--2}"


def printed(tmp_path, entry: str | bytes, style: str = "ama") -> str:
    path = tmp_path / "references.bib"
    path.write_bytes(entry if isinstance(entry, bytes) else entry.encode())
    (reference,) = read_bibliography(path).references.values()
    return to_text(STYLES[style].reference(reference))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("{c}ritical care of lines", "Critical care of lines"),
        ("{{c}ritical care of lines}", "Critical care of lines"),
        ("{m}RNA in lines", "mRNA in lines"),
    ],
)
def test_one_small_letter_in_braces(tmp_path, title, text):
    entry = ARTICLE.format(f"title={{{title}}}", NUMBERED)
    assert printed(tmp_path, entry) == f"Roe A. {text}. J Ex. 2020;3(2):1-2."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("{Care of lines at home}", "Care of Lines at Home"),
        ("{c}are of {l}ines", "Care of Lines"),
        ("{knitr}", "knitr"),
        ("Zorg in de praktijk", "Zorg in de praktijk"),
    ],
)
def test_titles_of_books(tmp_path, title, text):
    entry = f"@book{{a, author={{Roe, A}}, title={{{title}}}, publisher={{Quay}}, year={{2020}}}}"
    assert printed(tmp_path, entry) == f"Roe A. {text}. Quay; 2020."


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (", volume={3}, number={4}, issue={S2}", "2020;3(4)(suppl 2)"),
        (", volume={3}, number={4}, issue={138}", "2020;3(4)"),
        (", volume={3}, number={Suppl 3 Pt 2}", "2020;3(suppl 3, pt 2)"),
        (", volume={3}, pages={No Pagination Specified}", "2020;3"),
        (", volume={3}, pages={pages 20 to 26}", "2020;3:20-26"),
        (", volume={xx}, number={xx}", "Published online 2020"),
        (", volume={XX}", "2020;XX"),
        (", volume={3}, note={Art. no. 4471}", "2020;3:4471"),
    ],
)
def test_numbers(tmp_path, fields, text):
    assert printed(tmp_path, ARTICLE.format("title={T}", fields)) == f"Roe A. T. J Ex. {text}."


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (
            (
                "@inproceedings{a, title={T}, booktitle={Proc Congr Ex}, year={2020}, volume={3}, "
                "number={4}}"
            ),
            "T. Proc Congr Ex. 2020;3(4).",
        ),
        (
            (
                "@inproceedings{a, title={T}, type={Conference presentation}, eventtitle={Ex Week}, "
                "year={2020}}"
            ),
            "T. Presented at: Ex Week; 2020.",
        ),
        ("@legislation{a, title={Ex Act}, number={12}, year={2020}}", "Ex Act. 2020. No. 12."),
        (
            "@misc{a, title={T}, howpublished={Website}, url={https://example.org/a}, year={2020}}",
            "T. 2020. https://example.org/a",
        ),
        (
            (
                "@article{a, author={Sweet, V, Ann and Roe, Md. Anis}, title={T}, journal={J Ex}, "
                "year={2020}, volume={3}}"
            ),
            "Sweet AV, Roe MA. T. J Ex. 2020;3.",
        ),
        (
            "@misc{a, author={Clinic, Quay and Nils Holm, II}, title={T}}",
            "Quay Clinic, Holm N II. T.",
        ),
        (
            r"@misc{a, title={T}, howpublished={Available at \href{https://e.example.org/n}{e.example.org}}}",
            "T. https://e.example.org/n",
        ),
    ],
)
def test_works(tmp_path, entry, text):
    assert printed(tmp_path, entry) == text


def test_the_encoding_that_a_file_names(tmp_path):
    body = ARTICLE.format("title={Na\u00efve flow \u2013 two}", NUMBERED)
    told = f"% Encoding: Cp1252\n{body}".encode("cp1252")
    assert printed(tmp_path, told) == "Roe A. Na\u00efve flow \u2013 two. J Ex. 2020;3(2):1-2."
    for line in ("", "% Encoding: nothing\n"):
        unknown = tmp_path / f"{len(line)}.bib"
        unknown.write_bytes(f"{line}{body}".encode("cp1252"))
        assert [one.rule for one in read_bibliography(unknown).diagnostics] == ["bib-encoding"]
