"""Pages of questions: each answer closed below its question, and a filter.

A macro prints the filter (`questions`, `disputes`); by it the rest of the page is known as a list
of questions. Without the page theme such a page stays headings and text.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..markup import Say, filled
from ..profile import Profile
from ..source_text import spliced
from .template import block

CLOSES = '<form class="filter" data-items="question" data-closes'
HEADING = re.compile(r'<h3 id="[^>]*>.*?</h3>', re.DOTALL)
LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
STOP = re.compile(r'<h[12]\b|<section class="bibliography"')
BOXES = re.compile(r"<(/?)(?:div|section|details|table)\b")


def question_filter(
    profile: Profile, asked_by: Iterable[str] = (), *, closes: bool = False, say: Say = filled
) -> str:
    """The form above a list of questions; scripts show it and fill in the topics.

    In: by whom the questions are asked, if that is known; and whether each heading of the third
    level that follows is a question whose answer is to be closed.
    """
    asked = set(asked_by)
    readers = [one for one in profile.audiences if one.folder]
    known = any(one.id in asked for one in readers)
    return block("filter", readers=readers if known else [], closes=closes, say=say)


def closed_answers(html: str) -> str:
    """A page's HTML with the answers closed behind a filter that asks for it.

    An answer that can't be parted from what stands around it stays open.
    """
    at = html.find(CLOSES)
    if at < 0:
        return html
    return spliced(html, _closed(html, at))


def _closed(html: str, at: int) -> Iterator[tuple[int, int, str]]:
    """The questions below a place, each with its answer closed."""
    for heading, after in pairwise([*HEADING.finditer(html, at), None]):
        if heading is None:
            break
        stop = STOP.search(html, heading.end())
        end = min(
            after.start() if after else len(html),
            stop.start() if stop else len(html),
        )
        answer = html[heading.end() : end].strip()
        if not answer or not _whole(answer):
            continue
        title = LINK.sub("", heading[0])
        closed = f'<details class="asked"><summary>{title}</summary>{answer}</details>\n'
        yield heading.start(), end, closed


def _whole(html: str) -> bool:
    """Whether every box that begins in a piece of HTML ends in it, and none ends that did not."""
    depth = 0
    for tag in BOXES.finditer(html):
        depth += -1 if tag[1] else 1
        if depth < 0:
            return False
    return not depth
