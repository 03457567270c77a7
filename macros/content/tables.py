"""Tables as Python-Markdown reads them ("Tables"): the cells of a row, the line below the head."""

import re

BAR = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def cells(row: str) -> list[str]:
    """The cells of a table's row, with the white space in them."""
    return BAR.split(row.strip().removeprefix("|").removesuffix("|"))


def is_rule(row: str) -> bool:
    """Whether a row is the line below a table's head: hyphens with a bar between them."""
    return "|" in row and RULE.match(row) is not None
