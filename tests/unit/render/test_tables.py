"""Tables: each cell carries its column's name, and nothing else changes."""

import markdown
import pytest

from macros.render.tables import BOX, labelled

TABLE = BOX.format("Table")

HTML = markdown.markdown(
    'Before.\n\n| Age | **Dose** "full" | A & B |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | | 6 |\n\nAfter.',
    extensions=["tables"],
)


def test_cells_of_a_markdown_table_carry_the_names_of_their_columns():
    found = labelled(HTML)
    assert '<td data-label="Age">1</td>' in found
    assert '<td data-label="Dose &quot;full&quot;">2</td>' in found
    assert '<td data-label="A &amp; B">6</td>' in found
    assert f'{TABLE}<table class="data cards">' in found and "</table></div>" in found
    assert "<th>Age</th>" in found and found.startswith("<p>Before.</p>")


def test_marks_are_no_part_of_a_name():
    html = "<table><thead><tr><th>Rate<sup class=\"cite\"><a href='#x'>1</a></sup></th></tr></thead><tbody><tr><td>5</td></tr></tbody></table>"
    assert '<td data-label="Rate">5</td>' in labelled(html)


def test_the_name_of_a_row_and_an_empty_name_get_no_label():
    html = '<table class="own"><thead><tr><th></th><th>Two</th></tr></thead><tbody><tr><th scope="row">A</th><td class="x">b</td></tr></tbody></table>'
    shown = html.replace('class="own"', 'class="own cards"').replace("<th></th>", "<td></td>")
    assert labelled(html) == shown.replace('<td class="x">', '<td class="x" data-label="Two">')


@pytest.mark.parametrize(
    "inside",
    [
        "<tbody><tr><td>no head</td></tr></tbody>",
        '<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td colspan="2">x</td></tr></tbody>',
        '<thead><tr><th rowspan="2">A</th></tr></thead><tbody><tr><td>x</td></tr></tbody>',
        "",
    ],
)
def test_what_is_no_list_of_cards_only_gets_its_box(inside):
    assert (
        labelled(f"<table>{inside}</table>") == f'{TABLE}<table class="data">{inside}</table></div>'
    )


def test_a_page_without_tables_is_left():
    assert labelled("<p>table</p>") == "<p>table</p>"
