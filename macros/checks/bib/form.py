"""Is references.bib in its one form?"""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from ...bib.formatter import HEADER, canonical_entry, formatted
from ...model import Diagnostic
from ...project import Project
from ..rule import check


@check("project", rule_set="citations")
def form(project: Project) -> Iterator[Diagnostic]:
    """The form of a file that says it is kept in it.

    bib-form (note)
        One form for all keeps every later change easy to read.
        Bad: entries out of order
        Good: run make format
    """
    source, entries = project.bibliography_text, project.bibliography.entries
    if project.bibliography.diagnostics or not source.text.startswith(HEADER.split("\n", 1)[0]):
        return
    ordered = all(first.key.lower() <= second.key.lower() for first, second in pairwise(entries))
    same = all(
        source.text[entry.start : entry.end + 1] == canonical_entry(entry, source.text)
        for entry in entries
    )
    wanted = source.text if ordered and same else formatted(source.text).text
    for line, (ours, theirs) in enumerate(zip_longest(source.lines, wanted.split("\n")), 1):
        if ours != theirs:
            what = (
                "from this line on the file is not in its one form (order of entries, order "
                "of fields, braces)"
            )
            fix = "run make format, which changes nothing that is read"
            yield source.diagnostic(source.offset(line), "bib-form", what, fix)
            return
