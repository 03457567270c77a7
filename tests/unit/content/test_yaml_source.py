"""Values that their tag can't hold are told with their place."""

import pytest

from macros.content.yaml_source import YamlError, load_yaml
from macros.source_text import SourceText


@pytest.mark.parametrize(
    "value", ["!!timestamp “q”", "!!int", "!!int x", "!!float -", "!!binary é", "!!bool maybe"]
)
def test_a_value_that_its_tag_cannot_hold(value):
    text = SourceText("a.yml", f"- a: 1\n- b: {value}\n")
    with pytest.raises(YamlError) as told:
        load_yaml(text)
    assert text.position(told.value.offset)[0] == 2


def test_a_day_that_does_not_exist_is_text():
    assert load_yaml(SourceText("a.yml", "a: 2026-02-30")).value == {"a": "2026-02-30"}
