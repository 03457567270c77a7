"""Charts as rows: the value in words, the bar in per cent of a round scale, the sources, and no markup from data."""

import re

import pytest

from macros.bib.formatter import Reference
from macros.content.data import Item
from macros.render.charts import chart, strip
from macros.render.citations import CitationError, Citations
from macros.styles import STYLES


def drawn(rows, **fields):
    citations = Citations(
        {"a1": Reference(key="a1", kind="article")}, STYLES["ama"], lambda key: CitationError(key)
    )
    return chart(Item("x", {"title": "T", "rows": rows, **fields}, "charts.yml", 1), citations)


@pytest.mark.parametrize(
    ("row", "unit", "value", "bar"),
    [
        ({"value": 5}, "%", "5%", "--at:100"),
        ({"value": 2.95}, "%", "2.95%", "--at:98.3"),
        ({"value": 4, "low": 1, "high": 8}, "weeks", "4 weeks (1 to 8)", "--at:50;--low:12.5;--high:100"),
        ({"low": 1, "high": 8}, "days", "1 to 8 days", "--low:12.5;--high:100"),
        ({"low": 3, "high": 3}, "", "3", "--at:100"),
        ({"value": 1}, "days", "1 day", "--at:100"),
        ({"low": 0, "high": 1}, "days", "0 to 1 days", "--low:0;--high:100"),
        ({"value": 0}, "mL", "0 mL", "--at:0"),
        ({"value": -2}, "mL", "-2 mL", "--at:0"),
        ({"value": "many"}, "mL", "", ""),
        ({}, "mL", "", ""),
        ({"value": 1234}, "punctures", "1234 punctures", "--at:82.3"),
    ],
)  # fmt: skip
def test_a_row_says_its_value_and_draws_it(row, unit, value, bar):
    html = drawn([{"label": "A", **row}], unit=unit)
    assert f'<span class="bar-value">{value}</span>' in html
    assert re.findall(r'class="bar" style="([^"]*)"', html) == ([bar] if bar else [])


def test_rows_share_a_scale_and_bring_their_sources_and_what_was_counted():
    html = drawn(
        [
            {"label": "A <b>", "value": 5, "n": "87", "group": "people", "cite": "a1"},
            {"label": "B", "value": 19, "counted": "all", "cite": ["a1"]},
        ],
        unit="%",
        note="Read on.",
    )
    assert "A &lt;b&gt;<sup" in html and "87 · people" in html and "Read on." in html
    assert re.findall(r"--at:([\d.]+)", html) == ["25", "95"]
    assert "<span>0</span><span>20%</span>" in html
    assert 'id="cite-a1-1"' in html and 'id="cite-a1-2"' in html and 'id="chart-x"' in html
    assert "\n" not in html


def test_a_strip_stands_only_where_two_answers_are_numbers():
    def item(*values):
        answers = [{"answer": "A", **({"value": one} if one else {})} for one in values]
        return Item("x", {"answers": answers}, "disputes.yml", 1)

    assert strip(item({"low": 4, "unit": "weeks"}, None)) == ""
    html = strip(item({"low": 4, "unit": "weeks"}, {"low": 8, "high": 12, "unit": "weeks"}))
    assert "4 weeks" in html and "8 to 12 weeks" in html and html.count("<li>") == 2
