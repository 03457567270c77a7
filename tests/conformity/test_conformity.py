"""The kit as a test: as good as the figure says, and no difference without a reason."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.conformity import judge, kit


def test_kit_is_read_without_a_problem_and_large_enough():
    from macros.bib.library import read_bibliography

    assert read_bibliography(kit.FOLDER / "kit.bib").diagnostics == ()
    assert len(kit.references()) >= 120
    assert {"journal", "book", "chapter", "report", "thesis", "paper", "web", "preprint"} <= {
        ref.kind for ref in kit.references().values()
    }


def test_the_judge_answers_for_every_entry():
    assert kit.judged().keys() == kit.references().keys()


def test_at_least_99_percent_identical():
    assert len(kit.differences(kit.judged())) <= 0.01 * len(kit.references())


def test_every_difference_is_written_down_and_no_other():
    found = {one.key: (one.ours, one.judge) for one in kit.differences(kit.judged())}
    noted = {key: (entry["ours"], entry["judge"]) for key, entry in kit.written().items()}
    assert found == noted
    assert all(len(entry["reason"]) > 20 for entry in kit.written().values())


def test_the_mended_style_differs_only_by_the_name_elements():
    official, mended = judge.official_style(), judge.mended_style()
    assert mended.count("<name/>") == 2
    assert mended.replace("<name/>", "") == official
    assert "AMA Manual of Style 11th edition" in ElementTree.fromstring(official).findtext(
        ".//{*}title"
    )


def test_the_mend_touches_only_entries_with_editors():
    official, mended = kit.judged("official"), kit.judged()
    changed = {key for key in mended if mended[key] != official[key]}
    assert changed == {
        key for key, ref in kit.references().items() if ref.editors and official[key] != mended[key]
    }
    assert all(re.search(r", eds?\.[^ ]", official[key]) for key in changed)


def test_we_are_closer_to_the_judge_than_citeproc_py():
    theirs, second = kit.judged(), kit.second_opinion()
    assert sum(second.get(key) == text for key, text in theirs.items()) < len(theirs) - len(
        kit.differences(theirs)
    )


@pytest.mark.parametrize("case", kit.cases(), ids=lambda case: case["name"])
def test_marks_in_the_text(case):
    ours, judged = kit.our_marks(case), kit.judged_marks(case)
    assert ours == case["marks"]
    known = case.get("judge", {})
    assert {
        place for place, (one, other) in enumerate(zip(ours, judged, strict=True)) if one != other
    } == set(known)
