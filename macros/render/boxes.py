"""Boxes and lists of references, as a page shows them: sections with headings, closed lists.

Markdown makes an admonition of a `div` whose title is a paragraph. Whoever moves by headings
passes it by, and the boxes that say how soon to act are the first thing to be found on a page. So
they become sections with a heading and a hidden word on how urgent it is, as the NHS care cards are
(WCAG 2.2, 1.3.1 and 2.4.6).
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from ..markup import Say, filled
from ..source_text import spliced

BOX = re.compile(r'<div class="admonition (?P<kind>[\w-]+)(?P<more>[^"]*)">\s*')
TITLE = re.compile(r'<p class="admonition-title">(?P<title>.*?)</p>', re.DOTALL)
DIV = re.compile(r"<(/?)div\b[^>]*>")
HEADING = re.compile(r"<h([1-6])\b")
REFERENCES = re.compile(
    r'(?P<start><section class="bibliography"[^>]*--count:(?P<count>\d+)[^>]*>)'
    r"(?P<inside>.*?)(?P<end></section>)",
    re.DOTALL,
)


def sections(html: str, levels: Mapping[str, str]) -> str:
    """A page's HTML with the boxes of some kinds turned into sections with real headings.

    In: `levels`, by the kind of a box the hidden words before its title ("Immediate action"), which
    may be empty. A heading is one level below the heading before it. Other boxes stay as they are.
    """
    return spliced(html, _sections(html, levels))


def _sections(html: str, levels: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """The beginnings and ends of boxes, each with what stands for it."""
    at, number = 0, 0
    for box in BOX.finditer(html):
        title = TITLE.match(html, box.end())
        end = _end(html, box.end())
        if box.start() < at or box["kind"] not in levels or not title or not end:
            continue
        number += 1
        before = [int(level) for level in HEADING.findall(html, 0, box.start())]
        level = min(before[-1] + 1, 6) if before else 2
        name = f"{box['kind']}-{number}"
        hidden = levels[box["kind"]]
        words = f'<span class="visually-hidden">{escape(hidden)}: </span>' if hidden else ""
        head = (
            f'<section class="admonition {box["kind"]}{box["more"]}" aria-labelledby="{name}">\n'
            f'<h{level} class="admonition-title">{words}<span id="{name}">{title["title"]}</span>'
            f"</h{level}>"
        )
        yield box.start(), title.end(), head
        yield *end.span(), "</section>"
        at = end.end()


def _end(html: str, start: int) -> re.Match[str] | None:
    """The end of the `div` that was opened before `start`."""
    depth = 1
    for tag in DIV.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag
    return None


def closed_references(html: str, say: Say = filled) -> str:
    """A page's HTML with its list of references in a box that opens on demand.

    It opens by itself when a mark leads into it: by the browser, or by references.mjs.
    """

    def closed(match: re.Match[str]) -> str:
        count = int(match["count"])
        one = say("Where this comes from (1 source)")
        summary = (
            one if count == 1 else say("Where this comes from ({number} sources)", number=count)
        )
        box = f'<details class="references-box"><summary>{escape(summary)}</summary>'
        return f"{match['start']}{box}{match['inside']}</details>{match['end']}"

    return REFERENCES.sub(closed, html)
