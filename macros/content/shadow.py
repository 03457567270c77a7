"""A page as the template engine leaves it to Markdown: same length, so that offsets stay true.

What is shown as it stands (raw blocks, pages that are not rendered) is hidden from the reader of
calls; a project's own signs give way to Jinja's.
"""

import re
from collections.abc import Iterator

from ..site_facts import Templates
from ..source_text import overwritten

SHOWN = "\ufffc"  # stands for each character of a template that is shown and not run
RAW = re.compile(
    r"(?P<open>\{%-?\s*raw\s*-?%\})(?P<inside>.*?)(?P<close>\{%-?\s*endraw\s*-?%\}|\Z)", re.DOTALL
)
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
OPENING = re.compile(r"\{[{%]")
CALL, STATEMENT = ("{{", "}}"), ("{%", "%}")


def shadow(text: str, templates: Templates, *, rendered: bool = True) -> str:
    """The text with Jinja's signs only where Jinja acts; nowhere in a page not `rendered`."""
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
    return RAW.sub(_shown, text) if "{%" in text else text


def enclosed(text: str, *pairs: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """The ranges from an opening sign to the next closing one of its pair.

    In linear time: a pattern would look for the end of each sign that has none.
    """
    closing, at = dict(pairs), 0
    found = dict.fromkeys(closing, -1)
    while found:
        for sign in [sign for sign, start in found.items() if start < at]:
            found[sign] = text.find(sign, at)
            if found[sign] < 0:
                del found[sign]
        sign = min(found, key=found.__getitem__, default="")
        end = text.find(closing[sign], found[sign] + len(sign)) if sign else -1
        if end >= 0:
            at = end + len(closing[sign])
            yield found[sign], at
        else:
            found.pop(sign, None)


def _shown(raw: re.Match[str]) -> str:
    inside, parts, at = raw["inside"], [], 0
    for start, end in [*enclosed(inside, CALL, STATEMENT), (len(inside), len(inside))]:
        parts += [OPENING.sub(SHOWN * 2, inside[at:start]), overwritten(inside[start:end], SHOWN)]
        at = end
    return overwritten(raw["open"]) + "".join(parts) + overwritten(raw["close"])
