"""Is everything written so that readers see what was meant: no braces lost, no needless HTML?"""

import re
from collections.abc import Iterator

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ..rule import check

# A text between double braces, such as the hexagon of a diagram: Jinja prints it without them.
SWALLOWED = re.compile(r"\{\{[-+]?\s*(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|\d+)\s*[-+]?\}\}")
# What Markdown has signs for.
PLAIN = {
    "b": "**words**",
    "strong": "**words**",
    "i": "*words*",
    "em": "*words*",
    "code": "`words`",
    "u": "**words**",
    "s": "the words without it",
    **{f"h{level}": f"{'#' * level} words" for level in range(1, 7)},
}


@check("page", build=True)
def swallowed(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Braces in code.

    code-braces
        The template engine carries out what stands between double braces in code, too: only the
        words are left, and a diagram or an example says something else.
        Bad: A{{"A step"}} in a diagram
        Good: {% raw %} before the code, and {% endraw %} after it
    """
    if "macros" not in project.facts.plugins or "{{" not in page.shadow:
        return
    for match in SWALLOWED.finditer(page.shadow, page.body_start):
        if page.regions.at(match.start() - page.body_start) in ("fence", "code"):
            what = f"readers would see this without its braces: {match.group()}"
            fix = "put {% raw %} on a line before the code, and {% endraw %} after it"
            yield page.text.diagnostic(match.start(), "code-braces", what, fix)


@check("page", rule_set="house-style")
def plain_html(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """HTML.

    html-plain (warning)
        What Markdown can say is written in Markdown: everybody can read and correct it, and every
        check sees it.
        Bad: <b>Call at once.</b>
        Good: **Call at once.**
    """
    for tag in page.document.tags:
        if tag.name in PLAIN and not tag.closing and not tag.attributes:
            what = f"<{tag.name}> is HTML for what Markdown has signs for"
            yield page.text.diagnostic(tag.at, "html-plain", what, f"write {PLAIN[tag.name]}")
