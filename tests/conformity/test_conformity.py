"""The kit as a test: as good as the figure says, and no difference without a reason."""

from xml.etree import ElementTree as ET

import pytest

from macros.bib.library import read_bibliography
from macros.styles import STYLES
from tests.conformity import judge, kit


def test_kit_is_read_without_a_problem_and_large_enough():
    for name in ("kit.bib", "hand.bib"):
        assert read_bibliography(kit.FOLDER / name).diagnostics == ()
    assert len(kit.by_hand()) + len(kit.special()) >= 240
    kinds = {ref.kind for ref in kit.references().values()}
    kinds |= {case["record"]["kind"] for case in kit.special()}
    assert kinds >= {
        *("journal", "news", "book", "chapter", "paper", "meeting", "report", "thesis", "web"),
        *("preprint", "patent", "standard", "software", "data"),
    }


@pytest.mark.parametrize("style", STYLES)
def test_the_judge_answers_for_every_entry(style):
    assert kit.judged(style).keys() == kit.references().keys()


@pytest.mark.parametrize("style", STYLES)
def test_at_least_98_percent_identical(style):
    found = kit.differences(style)
    hand = [one for one in found if one.key in kit.by_hand()]
    told = [case for case in kit.special() if style in case]
    assert len(found) <= 0.02 * len(kit.references())
    assert len(hand) <= 0.02 * (len(kit.by_hand()) + len(told))


@pytest.mark.parametrize("style", STYLES)
def test_every_difference_is_written_down_and_no_other(style):
    found = {one.key: (one.ours, one.judge) for one in kit.differences(style)}
    noted = {key: (entry["ours"], entry["judge"]) for key, entry in kit.written(style).items()}
    assert found == noted
    assert all(len(entry["reason"]) > 20 for entry in kit.written(style).values())


@pytest.mark.parametrize("case", kit.special(), ids=lambda case: case["key"])
@pytest.mark.parametrize("style", ["ama", "vancouver"])
def test_what_the_manual_says_where_csl_has_no_rule(style, case):
    assert kit.printed(case, style) == case[style]
    assert case["rule"]


def test_the_mended_styles_differ_only_by_what_is_named():
    official, mended = judge.official_style(), judge.mended_style()
    assert mended.count("<name/>") == 2
    back = mended.replace("<name/>", "").replace('<term name="et-al">et al</term>', "")
    online = '<else-if variable="status">'
    assert back.count(online) == 1
    assert len(back) - len(official) == 2 * len("-if") + len(' variable="status"')
    assert "AMA Manual of Style 11th edition" in ET.fromstring(official).findtext(".//{*}title")
    assert judge.mended_style("vancouver").count("<name/>") == 2
    assert judge.mended_style("elsevier").count('<else-if variable="URL">') == 1


def test_we_are_closer_to_the_judge_than_citeproc_py():
    theirs, second = kit.judged(), kit.second_opinion()
    assert sum(second.get(key) == text for key, text in theirs.items()) < len(theirs) - len(
        kit.differences()
    )


@pytest.mark.parametrize("case", kit.cases(), ids=lambda case: case["name"])
def test_marks_in_the_text(case):
    ours, judged = kit.our_marks(case), kit.judged_marks(case)
    assert ours == case["marks"]
    known = case.get("judge", {})
    assert {
        place for place, (one, other) in enumerate(zip(ours, judged, strict=True)) if one != other
    } == set(known)
