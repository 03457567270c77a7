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
OPENING = re.compile(r"\{[{%]")
CALL, STATEMENT = ("{{", "}}"), ("{%", "%}")
# A comment in a raw block is none.
RAW_SIGNS = [(f"{{%{a}{b}raw", "endraw") for a in ("", "-") for b in ("", " ")]


def shadow(text: str, templates: Templates, *, rendered: bool = True) -> str:
    """The text with Jinja's signs only where Jinja acts; nowhere in a page not `rendered`."""
    if not rendered or not templates.usual:
        text = _with_usual_signs(text, templates if rendered else None)
    if rendered and templates.on and templates.comment[0] in text:
        text = _without_comments(text, templates.comment)
    return RAW.sub(_shown, text) if "{%" in text else text


def _with_usual_signs(text: str, templates: Templates | None) -> str:
    """The text with a project's own signs made Jinja's, and with Jinja's hidden where they are not.

    In one pass, the longest first: one sign may begin or hold another, as Jinja's lexer has it.
    """
    signs = dict.fromkeys((*CALL, *STATEMENT), SHOWN * 2)
    pairs = ((templates.variable, CALL), (templates.block, STATEMENT)) if templates else ()
    for (opening, closing), usual in pairs:
        if min(len(opening), len(closing)) >= 2:
            signs[opening] = usual[0].ljust(len(opening))
            signs[closing] = usual[1].rjust(len(closing))
    longest = sorted(signs, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda sign: signs[sign[0]], text)


def _without_comments(text: str, signs: tuple[str, str]) -> str:
    parts, at = [], 0
    for start, end in enclosed(text, signs, *RAW_SIGNS):
        if text.startswith(signs[0], start):
            parts += [text[at:start], overwritten(text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


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
