"""One reader of boxes for the checks and for corrections by form."""

from macros.content.boxes import boxes
from macros.content.tables import cells, is_rule

TEXT = """\
# A

!!! warning "Hot"
    The lid.

    - more

After.

- item

    ??? note
        Closed.

    In the item.
"""


def test_a_box_ends_where_its_indent_does():
    found = {box.kind: (box.title, TEXT[box.start : box.end]) for box in boxes(TEXT)}
    assert found["warning"] == ("Hot", '!!! warning "Hot"\n    The lid.\n\n    - more\n\n')
    assert found["note"] == ("", "    ??? note\n        Closed.\n\n")
    assert [box.end for box in boxes("!!! a")] == [5]


def test_the_cells_of_a_row_and_the_line_below_a_head():
    assert cells(r"| a \| b | c |") == [r" a \| b ", " c "]
    assert [is_rule(row) for row in ("|---|:-:|", "a | b", "---", "--- | ---")] == [
        True,
        False,
        False,
        True,
    ]
