"""Has each page one title, and is it the same everywhere?"""

import re
from collections.abc import Iterator

from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ..rule import check
from .front_matter import unread

QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@check("page", rule_set="accessibility")
def titles(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The main heading of a page. A table of contents may begin lower (`toc: baselevel`).

    heading-none
        A page without a main heading has no name for those who listen to it (WCAG 2.2, 1.3.1).
        Bad: ## How often
        Good:
            # Opening hours

            ## How often

    heading-twice (error, fixable)
        A page has one main heading; a second one looks like another page.
        Bad:
            # Opening hours
            …
            # Holidays
        Good:
            # Opening hours
            …
            ## Holidays

    title-differs (error, house-style)
        The title in search and in the menu must be the heading that the reader then sees.
        Bad:
            title: Opening hours
            …
            # Holidays
        Good:
            title: Holidays
            …
            # Holidays
    """
    facts = project.facts
    if facts.base_level > 1 or unread(page):
        return
    mains = [heading for heading in page.headings if heading.level == 1]
    title = page.meta.get("title")
    if not mains:
        written = page.meta.get("template") and not page.headings
        if page.meta and not written and not facts.material and not _in_html(page):
            named = f"begin its text with # {title if isinstance(title, str) else 'and the title'}"
            what = "the page has no main heading"
            yield page.text.diagnostic(page.body_start, "heading-none", what, named)
        return
    for heading in mains[1:]:
        what = (
            f'"{heading.text}" is a second main heading; the first stands on line {mains[0].line}'
        )
        at = page.text.offset(heading.line)
        marked = page.source.startswith("#", at)
        edit = Edit(at, at + 1, "##") if marked else None
        yield page.text.diagnostic(at, "heading-twice", what, f"write ## {heading.text}", edit)
    named = _plain(title) if isinstance(title, str) else ""
    if named and _plain(mains[0].text) not in (
        named,
        named.strip('"'),
    ):  # quotes: told as meta-type
        what = f'the title is "{title}", the main heading on line {mains[0].line} "{mains[0].text}"'
        span = page.field_span("title")
        yield page.text.diagnostic(span, "title-differs", what, "make the two the same")


def _in_html(page: Page) -> bool:
    """Whether the main heading is written as HTML."""
    return any(tag.name == "h1" for tag in page.document.tags)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(QUOTES)).strip()
