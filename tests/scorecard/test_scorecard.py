"""The checks, checked: every plant found on its line, mended where that is offered, and nothing else said."""

import pytest

from macros.checks import rules
from tests.scorecard import all_plants
from tests.scorecard.plant import judge, untouched

PLANTS = all_plants()


def test_the_small_site_is_clean(tmp_path):
    assert [str(diagnostic) for diagnostic in untouched(tmp_path / "site")] == []


@pytest.mark.parametrize(
    "plant", PLANTS, ids=[f"{plant.rule}-{number}" for number, plant in enumerate(PLANTS)]
)
def test_plant(plant, tmp_path):
    outcome = judge(plant, tmp_path / "site")
    assert [str(diagnostic) for diagnostic in outcome.false] == [], f"{plant.name}: false alarm"
    assert outcome.found, f"{plant.name}: not found"
    assert outcome.placed, f"{plant.name}: on another line"
    assert outcome.mended is not False, f"{plant.name}: the mend leaves a fault"


# Only a build, which runs the template, can find these: tests/sites/test_walls.py holds them.
BUILT = {"template-refused", "template-failed", "review-rendered"}


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule not in BUILT])
def test_every_rule_has_two_faults_and_a_clean_neighbour(rule):
    ours = [plant for plant in PLANTS if plant.rule == rule]
    enough = sum(not plant.silent for plant in ours) >= 2 and any(one.silent for one in ours)
    assert enough, f"plant two faults and a clean neighbour of {rule} in tests/scorecard/plants"


def test_no_plant_is_for_a_rule_that_does_not_exist():
    assert {plant.rule for plant in PLANTS} <= set(rules())


@pytest.mark.parametrize("rule", [rule.name for rule in rules().values() if rule.fixable])
def test_every_rule_that_promises_a_mend_keeps_it(rule):
    assert any(plant.rule == rule and plant.mends for plant in PLANTS)
