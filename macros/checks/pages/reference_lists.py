"""Does each page that cites show its references, once, at its end?"""

import re
from collections.abc import Iterator

from ...content.macros import Registry
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...suggest import nearest
from ..rule import check

# A page that cites by other means is told of that, not also of its empty list.
OTHERWISE = re.compile(
    r"@\w|\\\w*cite|\{cite|:cite:|\[\^|10\.\d{4}|pubmed|PMID|PMC\d|<sup>\d", re.IGNORECASE
)


@check("page", rule_set="citations", build=True)
def lists(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Lists of references: one on each page that cites, at its end.

    bibliography-missing (error)
        A page that cites must show its references.
        Bad: a page with {{ cite("a2020") }} and no {{ bibliography() }}
        Good: end the page with ## References and {{ bibliography() }}

    bibliography-twice (error)
        Two lists on one page give two targets for one link.
        Bad: {{ bibliography() }} twice
        Good: keep the one at the end

    bibliography-early (error)
        What is cited after the list is missing from it.
        Bad: {{ bibliography() }} and then {{ cite("a2020") }}
        Good: move {{ bibliography() }} to the end

    bibliography-empty (warning)
        A heading with no list below it puzzles readers.
        Bad: {{ bibliography() }} on a page that cites nothing
        Good: take the heading and the call out
    """
    shown = [call for call in page.calls if call.name == "bibliography"]
    citing = [
        call
        for call in page.calls
        if project.macros.citing(call.name) and call.place not in ("code", "comment")
    ]
    # A comment without an end, which is named, may hide what cites.
    hidden = "<!--" in page.source and page.document.open_comments
    broken = hidden or page.diagnostics or OTHERWISE.search(page.source)
    if shown and not citing and not broken:
        what = "this page shows its references, but cites nothing"
        fix = "take the call and its heading out, or cite what the page rests on"
        yield page.text.diagnostic(shown[0].span, "bibliography-empty", what, fix)
    if citing and not shown and not _meant(page, project.macros):
        what = "this page cites, but never shows its references"
        fix = "end the page with a heading ## References and, below it, {{ bibliography() }}"
        yield page.text.diagnostic(citing[0].span, "bibliography-missing", what, fix)
    for call in shown[1:]:
        what = f"bibliography() stands on line {shown[0].line} already"
        fix = "keep the one at the end of the page"
        yield page.text.diagnostic(call.span, "bibliography-twice", what, fix)
    for call in citing if len(shown) == 1 else ():
        if call.span.start > shown[0].span.start:
            what = (
                f"this citation stands after bibliography() (line {shown[0].line}), and so is "
                "missing from the list"
            )
            fix = "move bibliography() to the end of the page"
            yield page.text.diagnostic(call.span, "bibliography-early", what, fix)


def _meant(page: Page, macros: Registry) -> bool:
    """Whether a list was meant: a call of it that can't be read has its own message."""
    for diagnostic in page.diagnostics:
        row = page.text.lines[diagnostic.line - 1]
        if diagnostic.rule == "macro-syntax" and "bibliogr" in row:
            return True
    misspelt = (call.name for call in page.calls if call.name not in macros)
    return any(nearest(name, macros) == "bibliography" for name in misspelt)
