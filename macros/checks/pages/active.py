"""Does a page's own text run, load or send anything? See `checks.site.allowed` for built pages."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ..rule import check
from ..site.allowed import authored, in_front, scheme
from .html_tags import ESCAPED

# Attribute lists (Python-Markdown, "Attribute Lists"), with an attribute in them.
LISTED = re.compile(r"\{:?[ \t]*([^{}\n]*[=.#][^{}\n]*)\}")
SHORT = re.compile(r"(^|\s)([.#])([^\s=\"']+)")
SET = ("class", "id", "style")
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
        if tag.closing or ESCAPED.search(page.source, max(0, tag.at - 20), tag.at):
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
    if walls:
        for at, what in _written(page):
            yield text.diagnostic(at, "html-script", what, fix)


def _written(page: Page) -> Iterator[tuple[int, str]]:
    """Attribute lists and addresses in Markdown's own form that a built page may not hold."""
    for match in LISTED.finditer(page.document.clean):
        found = authored(f"<i {SHORT.sub(_attribute, match[1])}>")
        # What looks like a list and sets nothing that acts may be words.
        if what := next((str(one) for one in found if one.does or one.name in SET), ""):
            yield match.start(), what
    for link in page.document.links:
        if link.kind == "html" or (not link.image and link.target.startswith(("http", "mailto:"))):
            continue  # judged as a tag, or as harmless as nearly all
        kind, name = ("img", "src") if link.image else ("a", "href")
        if kind == "a" and scheme(link.target) in ("javascript", "vbscript"):
            continue  # an address that nobody can follow (link-scheme)
        if what := _refused(f"<{kind} {name}={quoteattr(link.target)}>"):
            yield link.at, what


def _attribute(match: re.Match[str]) -> str:
    """A class or an id of an attribute list as an attribute."""
    return f"{match[1]}{'class' if match[2] == '.' else 'id'}={quoteattr(match[3])}"


def _refused(html: str) -> str:
    """What HTML is that a page may not hold, in words; "" where it may."""
    return next(map(str, authored(html)), "")
