"""A page as the template engine leaves it to Markdown: same length, so that offsets stay true.

What is shown as it stands (raw blocks, pages that are not rendered) is hidden from the reader of
calls; a project's own signs give way to Jinja's.
"""

from __future__ import annotations

import re

from ..site_facts import Templates

__all__ = ["SHOWN", "shadow"]

SHOWN = "\ufffc"  # stands for each character of a template that is shown and not run
RAW = re.compile(
    r"(?P<open>\{%-?\s*raw\s*-?%\})(?P<inside>.*?)(?P<close>\{%-?\s*endraw\s*-?%\}|\Z)", re.DOTALL
)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%", re.DOTALL)
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")


def shadow(text: str, templates: Templates, *, rendered: bool = True) -> str:
    """The text with Jinja's signs only where Jinja acts; `rendered` is false for a page left
    alone.
    """
    if not rendered or not templates.usual:
        text = BRACES.sub(SHOWN * 2, text)
    if rendered and not templates.usual:
        for (opening, closing), usual in (
            (templates.variable, ("{{", "}}")),
            (templates.block, ("{%", "%}")),
        ):
            if min(len(opening), len(closing)) >= 2 and opening != usual[0]:
                text = text.replace(opening, usual[0].ljust(len(opening)))
                text = text.replace(closing, usual[1].rjust(len(closing)))
    noted = rendered and templates.on and templates.comment[0] in text
    if not noted and "{%" not in text:
        return text
    opening, closing = map(re.escape, templates.comment)
    comment = rf"|{opening}.*?{closing}" if noted else ""
    return re.compile(RAW.pattern + comment, re.DOTALL).sub(_shown, text)


def _shown(raw: re.Match[str]) -> str:
    if raw["open"] is None:
        return _blank(raw.group(), " ")
    inside = EXPRESSION.sub(lambda part: _blank(part.group(), SHOWN), raw["inside"])
    return _blank(raw["open"], " ") + inside + _blank(raw["close"], " ")


def _blank(text: str, by: str) -> str:
    return re.sub(r"[^\n]", by, text)
