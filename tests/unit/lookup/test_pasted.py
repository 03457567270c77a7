"""Whether a work of Crossref is the one whose reference was pasted. Works and people are invented."""

import pytest

from macros.lookup.find import _stands_in
from macros.lookup.work import Work
from macros.model import Name

WORK = Work(
    "article",
    {"title": "Line-related thrombosis: A review & meta-analysis", "year": "2021"},
    [Name("M\u00fcller-Roe", "Anna"), Name("Tam", "Ken")],
)


@pytest.mark.parametrize(
    "pasted",
    [
        "M\u00fcller-Roe A, Tam K. Line-related thrombosis: a review and meta-analysis. J Ex. 2021;4:1-9.",
        "Mueller-Roe, A., & Tam, K. (2021). Line\u2010related thrombosis: A review & meta\u2010analysis. J Ex, 4.",
        "MULLER\u2011ROE, Anna. Line-related thrombosis. A review & meta-analysis. J Ex 2021.",
    ],
)
def test_it_is(pasted):
    assert _stands_in(WORK, pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        "M\u00fcller-Roe A. Line-related thrombosis: a cohort. J Ex. 2021;4:1-9.",
        "Tam K. Line-related thrombosis: a review and meta-analysis. J Ex. 2021;4:1-9.",
        "M\u00fcller-Roe A. Line-related thrombosis: a review and meta-analysis. J Ex. 2019;4:1-9.",
    ],
)
def test_it_is_another(pasted):
    assert not _stands_in(WORK, pasted)
