"""Blocks of raw HTML in a page: there Markdown is not read, and in some not even words.

Source: Python-Markdown's HTMLExtractor: a block element at the beginning of a line, without the
attribute `markdown`, is left alone up to its end.
"""

import re
from collections.abc import Iterator

from ..tables import table, words

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    # After a quoted value the next attribute may follow at once (HTML Standard, 13.2.5.39).
    r"(?P<rest>(?:(?:\s+|(?<=[\"']))[^\s\"'<>/=\\]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>`]+))?)*)"
    r"\s*(?P<self>/?)>"
)
SWITCH = re.compile(r"\smarkdown(?:[\s=]|$)")
BLOCKS = words(table(__file__)["blocks"])
VERBATIM = frozenset(["pre", "script", "style", "textarea"])


def raw_blocks(clean: str) -> Iterator[tuple[int, int]]:
    """The offsets of each block of raw HTML, in a text without code.

    One that is never closed takes in the whole rest, and ends one character behind it.
    """
    name, start, depth = "", 0, 0
    for match in TAG.finditer(clean):
        tag = match["name"].lower()
        if not depth:
            line = clean.rfind("\n", 0, match.start()) + 1
            begins = match.start() - line <= 3 and not clean[line : match.start()].strip()
            opens = tag in BLOCKS and not match["close"] and not match["self"]
            if begins and opens and not SWITCH.search(match["rest"]):
                name, start, depth = tag, match.start(), 1
        elif tag == name and not match["self"]:
            depth += -1 if match["close"] else 1
            if not depth:
                yield start, match.end()
    if depth:
        yield start, len(clean) + 1


def verbatim(clean: str) -> Iterator[tuple[int, int]]:
    """The offsets of what stands between tags in <pre>, <script>, <style> and <textarea>."""
    name, end = "", 0
    parts: list[tuple[int, int]] = []
    for match in TAG.finditer(clean):
        tag = match["name"].lower()
        if name:
            parts.append((end, match.start()))
            if tag == name and match["close"]:
                yield from parts
                name, parts = "", []
        elif tag in VERBATIM and not match["close"] and not match["self"]:
            name = tag
        end = match.end()
