"""The boxes of a Markdown text: kind, title, and where each begins and ends.

Python-Markdown, "Admonition"; PyMdown Extensions, "Details".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = re.compile(
    r"^(?P<indent>[ \t>]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)"
    r"[^\"\n]*(?:\"(?P<title>[^\"\n]*)\")?",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One box: its head begins at `start`, its text at `inside`, and it ends before `end`."""

    kind: str
    title: str
    start: int
    inside: int
    end: int


def boxes(text: str, first: int = 0) -> Iterator[Found]:
    """The boxes from an offset on; what is indented by four spaces more than a head is in it."""
    for head in _HEAD.finditer(text, first):
        outside = re.compile(rf"^[ ]{{0,{len(head['indent']) + 3}}}\S", re.MULTILINE)
        after = outside.search(text, text.find("\n", head.end()) + 1 or len(text))
        end = after.start() if after else len(text)
        yield Found(head["kind"], head["title"] or "", head.start(), head.end("kind"), end)
