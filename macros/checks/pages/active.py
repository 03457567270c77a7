"""Does a page's own text run, load or send anything? See `checks.site.allowed` for built pages."""

import re
from collections.abc import Iterator

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from ..site.allowed import authored, in_front

# Attribute lists (Python-Markdown, "Attribute Lists"), with an attribute in them.
LISTED = re.compile(r"\{:?[ \t]*([^{}\n]*=[^{}\n]*)\}")
EVENT = re.compile(r"on[a-z]{3,}")


@check("page")
def active(page: Page, project: Project) -> Iterator[Diagnostic]:
    """A page holds nothing that acts.

    html-script (error, never, wall)
        A script in a page works in one copy of the site and fails in another, and nobody sees what
        it does; a frame or a form loads from others, or sends to them.
        Bad: <a onclick="go()">
        Good: [Repairs](repairs.md)
    """
    text, walls = page.text, project.profile.walls
    fix = "take it out; what the site needs belongs into its assets"
    for tag in page.document.tags:
        if tag.closing:
            continue
        event = next((name for name in tag.attributes if EVENT.fullmatch(name)), "")
        if event:
            yield text.diagnostic(tag.at, "html-script", f'"{event}" runs a script', fix)
        elif tag.name == "script":
            yield text.diagnostic(tag.at, "html-script", "there is a script in this page", fix)
        elif walls and (what := _refused(page.source[tag.at : tag.stop])):
            yield text.diagnostic(tag.at, "html-script", what, fix)
    for name, value in page.meta.items() if walls else ():
        if what := next((str(one) for one in in_front({name: value}) if one.does), ""):
            yield text.diagnostic(page.field_span(name), "html-script", what, fix)
    for match in LISTED.finditer(page.document.clean) if walls else ():
        if what := _refused(f"<i {match[1]}>"):
            yield text.diagnostic(match.start(), "html-script", what, fix)


def _refused(html: str) -> str:
    """What HTML does that it may not do, in words; "" where it does nothing."""
    return next((str(one) for one in authored(html) if one.does), "")
