"""Do the files that name the handbook's version agree?"""

from collections.abc import Iterator

from ...content.release import CHANGELOG, CITATION, citation_version, newest
from ...model import Diagnostic
from ...project import Project
from ..rule import check


@check("project", rule_set="core")
def versions(project: Project) -> Iterator[Diagnostic]:
    """One version and one day, wherever they are named.

    version-differs (error)
        Who cites the handbook, or holds a copy of it, must be able to tell which text that was.
        Bad: version 1.1.0 in CITATION.cff, 1.2.0 at the top of CHANGELOG.md
        Good: 1.2.0 in both
    """
    cited, logged = citation_version(project.root), newest(project.root)
    if cited is None or logged is None:
        return
    if (cited.version, cited.date) == (logged.version, logged.date):
        return
    what = (
        f"this is version {cited.version} of {cited.date or 'no day'}, and {CHANGELOG} has "
        f"{logged.version} of {logged.date or 'no day'} on line {logged.line}"
    )
    fix = "let `python -m macros release` write both"
    yield Diagnostic(CITATION, cited.line, 1, "version-differs", what, fix)
