"""Attribute lists such as {#name .class key="value"}, and the names that they give.

Source: Python-Markdown's attr_list. `{{` and `{%` belong to the template engine.
"""

import re
from collections.abc import Iterator

LIST = re.compile(r"(?<!\{)\{:?(?![{%])(?P<inner>[^{}\n]*)\}")
NAME = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![^\s:])(?:#|id=[\"']?)(?P<name>[\w:.-]+)")


def given_names(text: str) -> Iterator[tuple[int, str]]:
    """The names that attribute lists give, each with the offset of its list."""
    for found in LIST.finditer(text) if "{" in text else ():
        for match in NAME.finditer(found["inner"]):
            if match["name"]:
                yield found.start(), match["name"]
                break
