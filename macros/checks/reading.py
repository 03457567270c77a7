"""Can everything be read? The problems that the readers of sources, pages, data and settings have met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model import Problem
from ..project import Project
from .rules import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule("bib-absent", "Without the file of sources no citation can be shown.", "references.bib was renamed or deleted", "restore it from the last good version"),
    Rule("bib-unreadable", "Without the file of sources no citation can be shown.", "references.bib is a folder", "make it a text file again"),
    Rule("bib-empty", "Without sources no citation can be shown.", "references.bib has no text", "restore it from the last good version"),
    Rule("bib-encoding", "A file in another encoding shows wrong letters in names and titles.", "Müller saved as Windows-1252", "save the file as UTF-8"),
    Rule("bib-syntax", "An entry that can't be read is lost, and every citation of it with it.", "@article{smith2020, title = {A}, year 2020}", "@article{smith2020, title = {A}, year = {2020}}", fixable=True),
    Rule("bib-brace", "A missing brace swallows what follows.", "title = {Ports in {CF},", "title = {Ports in {CF}},", fixable=True),
    Rule("bib-quote", "A missing quote swallows what follows.", 'title = "Ports,', 'title = "Ports",', fixable=True),
    Rule("bib-comma", "Without the comma the next field is lost.", "title = {Ports}\n  year = {2020}", "title = {Ports},\n  year = {2020}", fixable=True),
    Rule("bib-string", "An abbreviation that nothing defines leaves its field empty.", "month = foo", "month = {March}"),
    Rule("bib-no-at", "An entry without its @ is a comment: it vanishes in silence.", "article{smith2020,", "@article{smith2020,", fixable=True),
    Rule("bib-text-outside", "Text outside entries is left out in silence.", "see also Smith 2020", "% see also Smith 2020", "warning"),
    Rule("bib-field-twice", "Of two fields with one name only one can count.", "year = {2020}, year = {2021}", "year = {2021}"),
    Rule("bib-duplicate-key", "Of two entries with one key only one can be cited: readers may get the wrong paper.", "@article{smith2020, …} twice", "@article{smith2020a, …} and @article{smith2020b, …}"),
    Rule("page-unreadable", "A page that can't be read is missing from the site.", "a page without read permission", "make the file readable"),
    Rule("page-encoding", "A page in another encoding shows wrong letters.", "a page saved as Windows-1252", "save the page as UTF-8"),
    Rule("meta-syntax", "Without readable front matter a page has no title, no date and no status.", "title: Ports: a guide", 'title: "Ports: a guide"'),
    Rule("meta-twice", "Of two fields with one name only one can count.", "title: A\ntitle: B", "title: B"),
    Rule("macro-syntax", "A call that can't be read shows its braces to readers instead of a reference.", '{{ cite("smith2020" }}', '{{ cite("smith2020") }}'),
    Rule("macro-argument", "Arguments are plain text, so that a page can be read without being run.", "{{ cite(smith2020) }}", '{{ cite("smith2020") }}'),
    Rule("data-syntax", "A data file that can't be read empties every page that shows it.", "- id: a\n   text: b", "- id: a\n  text: b"),
    Rule("data-missing", "An item without this field can't be shown.", "- id: needle-days", "- id: needle-days\n  text: up to 7 days\n  cite: [key]"),
    Rule("data-twice", "Of two items with one id only one can be shown.", "two items with id: needle-days", "give one of them another id"),
    Rule("setting-style", "The style decides how references look.", "style: apa", "style: ama"),
    Rule("setting-unknown", "A setting that nothing reads does nothing.", "stile: ama", "style: ama"),
)


def check(project: Project) -> Iterator[Problem]:
    """What the readers have met."""
    for problem in project.setting_problems:
        yield _placed(project, problem)
    for problem in project.bibliography.problems:
        yield _affected(project, problem) if problem.rule == "bib-duplicate-key" else problem
    for page in project.pages:
        yield from page.problems
    yield from project.data.problems


def _affected(project: Project, problem: Problem) -> Problem:
    """A key that stands twice, with the places that cite it: each may mean the one or the other."""
    key = problem.message.split('"')[1].lower()
    where = list(dict.fromkeys(f"{citation.path}:{citation.line}" for citation in project.citations if citation.key.lower() == key))
    return replace(problem, fix=f"{problem.fix}; it is cited in {', '.join(where)}") if where else problem


def _placed(project: Project, problem: Problem) -> Problem:
    """A problem of a setting, on the line of mkdocs.yml where the setting stands."""
    name = "style" if problem.rule == "setting-style" else problem.message.split('"')[1]
    try:
        rows = (project.root / problem.path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return problem
    below = next((number for number, row in enumerate(rows) if re.match(r"\s+citations\s*:", row)), 0)
    for number, row in enumerate(rows[below:], below + 1):
        if match := re.match(rf"(\s+){re.escape(name)}\s*:", row):
            return replace(problem, line=number, column=len(match[1]) + 1)
    return problem
