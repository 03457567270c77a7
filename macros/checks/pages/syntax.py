"""Can everything be read? The problems that the readers of sources, pages, data and settings have met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from ...content.data import FILES
from ...model import Diagnostic
from ...project import Project
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "bib-absent",
        "Without the file of sources no citation can be shown.",
        "references.bib was renamed or deleted",
        "restore it from the last good version",
    ),
    Rule(
        "bib-unreadable",
        "Without the file of sources no citation can be shown.",
        "references.bib is a folder",
        "make it a text file again",
    ),
    Rule(
        "bib-empty",
        "Without sources no citation can be shown.",
        "references.bib has no text",
        "restore it from the last good version",
    ),
    Rule(
        "bib-encoding",
        "A file in another encoding shows wrong letters in names and titles.",
        "Müller saved as Windows-1252",
        "save the file as UTF-8",
    ),
    Rule(
        "bib-syntax",
        "An entry that can't be read is lost, and every citation of it with it.",
        "@article{smith2020, title = {A}, year 2020}",
        "@article{smith2020, title = {A}, year = {2020}}",
        fixable=True,
    ),
    Rule(
        "bib-brace",
        "A missing brace swallows what follows.",
        "title = {Ports in {CF},",
        "title = {Ports in {CF}},",
        fixable=True,
    ),
    Rule(
        "bib-quote",
        "A missing quote swallows what follows.",
        'title = "Ports,',
        'title = "Ports",',
        fixable=True,
    ),
    Rule(
        "bib-comma",
        "Without the comma the next field is lost.",
        "title = {Ports}\n  year = {2020}",
        "title = {Ports},\n  year = {2020}",
        fixable=True,
    ),
    Rule(
        "bib-string",
        "An abbreviation that nothing defines leaves its field empty.",
        "month = foo",
        "month = {March}",
    ),
    Rule(
        "bib-no-at",
        "An entry without its @ is a comment: it vanishes in silence.",
        "article{smith2020,",
        "@article{smith2020,",
        fixable=True,
    ),
    Rule(
        "bib-text-outside",
        "Text outside entries is left out in silence.",
        "see also Smith 2020",
        "% see also Smith 2020",
        "warning",
    ),
    Rule(
        "bib-conflict",
        "Two versions of the file stand between Git's own marks, and both are read.",
        "<<<<<<< HEAD",
        "keep one of the two versions, and delete the lines of marks",
    ),
    Rule(
        "bib-field-twice",
        "Of two fields with one name only one can count.",
        "year = {2020}, year = {2021}",
        "year = {2021}",
    ),
    Rule(
        "bib-duplicate-key",
        "Of two entries with one key only one can be cited: readers may get the wrong paper.",
        "@article{smith2020, …} twice",
        "@article{smith2020a, …} and @article{smith2020b, …}",
    ),
    Rule(
        "page-unreadable",
        "A page that can't be read is missing from the site.",
        "a page without read permission",
        "make the file readable",
    ),
    Rule(
        "page-encoding",
        "A page in another encoding shows wrong letters.",
        "a page saved as Windows-1252",
        "save the page as UTF-8",
    ),
    Rule(
        "meta-syntax",
        "Without readable front matter a page has no title, no date and no status.",
        "title: Ports: a guide",
        'title: "Ports: a guide"',
    ),
    Rule(
        "meta-twice",
        "Of two fields with one name only one can count.",
        "title: A\ntitle: B",
        "title: B",
    ),
    Rule(
        "macro-syntax",
        "A call that can't be read shows its braces to readers instead of a reference.",
        '{{ cite("smith2020" }}',
        '{{ cite("smith2020") }}',
        fixable=True,
    ),
    Rule(
        "macro-argument",
        "Arguments are plain text, so that a page can be read without being run.",
        "{{ cite(smith2020) }}",
        '{{ cite("smith2020") }}',
        fixable=True,
    ),
    Rule(
        "data-syntax",
        "A data file that can't be read empties every page that shows it.",
        "- id: a\n   text: b",
        "- id: a\n  text: b",
    ),
    Rule(
        "data-missing",
        "An item without this field can't be shown.",
        "- id: needle-days",
        "- id: needle-days\n  text: up to 7 days\n  cite: [key]",
    ),
    Rule(
        "data-twice",
        "Of two items with one id only one can be shown.",
        "two items with id: needle-days",
        "give one of them another id",
    ),
    Rule("setting-style", "The style decides how references look.", "style: apa", "style: ama"),
    Rule(
        "setting-gate",
        "With this setting a fault no longer stops a page from being published.",
        "strict: false",
        "strict: true",
    ),
    Rule(
        "setting-unknown", "A setting that nothing reads does nothing.", "stile: ama", "style: ama"
    ),
)


def check(project: Project) -> Iterator[Diagnostic]:
    """What the readers have met."""
    for diagnostic in project.setting_diagnostics:
        yield _placed(project, diagnostic)
    yield from _gate(project)
    for diagnostic in project.bibliography.diagnostics:
        yield (
            _affected(project, diagnostic) if diagnostic.rule == "bib-duplicate-key" else diagnostic
        )
    for page in project.pages:
        yield from page.diagnostics
    yield from project.data.diagnostics
    yield from _other_data(project)


def _other_data(project: Project) -> Iterator[Diagnostic]:
    """YAML files of the data folder that another room reads, and folders that stand in place of one."""
    fix = 'indent by two spaces, and put text that holds a colon in "double quotes"'
    for path in sorted((project.docs / project.setting("data")).glob("*.yml")):
        if path.is_file() and path.name in FILES.values():
            continue
        try:
            yaml.load(
                path.read_text(encoding="utf-8-sig"),
                Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
            )
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            yield Diagnostic(
                project.shown(path),
                mark.line + 1 if mark else 1,
                1,
                "data-syntax",
                f"the file can't be read here ({getattr(error, 'problem', None) or 'it is not saved as UTF-8'})",
                fix,
            )
        except OSError as error:
            yield Diagnostic(
                project.shown(path),
                1,
                1,
                "data-syntax",
                f"the file can't be read ({error.strerror})",
                "make it a text file again",
            )


def _gate(project: Project) -> Iterator[Diagnostic]:
    """Settings that would let a fault pass: strict, and the two of the macros."""
    try:
        rows = (project.root / "mkdocs.yml").read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return
    for number, row in enumerate(rows, 1):
        match = re.match(r"(\s*)(strict|on_error_fail|on_undefined):\s*[\"']?([\w-]+)", row)
        good = (
            {"strict": "true", "on_error_fail": "true", "on_undefined": "strict"}[match[2]]
            if match
            else ""
        )
        if (
            match
            and match[3].lower() not in (good, "yes", "on")
            and (match[2] != "strict" or not match[1])
        ):
            yield Diagnostic(
                "mkdocs.yml",
                number,
                len(match[1]) + 1,
                "setting-gate",
                f"{match[2]}: {match[3]} lets pages with faults be published",
                f"write {match[2]}: {good}",
            )


def _affected(project: Project, diagnostic: Diagnostic) -> Diagnostic:
    """A key that stands twice, with the places that cite it: each may mean the one or the other."""
    key = diagnostic.message.split('"')[1].lower()
    where = list(
        dict.fromkeys(
            f"{citation.path}:{citation.line}"
            for citation in project.citations
            if citation.key.lower() == key
        )
    )
    return (
        replace(diagnostic, fix=f"{diagnostic.fix}; it is cited in {', '.join(where)}")
        if where
        else diagnostic
    )


def _placed(project: Project, diagnostic: Diagnostic) -> Diagnostic:
    """A problem of a setting, on the line of mkdocs.yml where the setting stands."""
    name = "style" if diagnostic.rule == "setting-style" else diagnostic.message.split('"')[1]
    try:
        rows = (project.root / diagnostic.path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return diagnostic
    below = next(
        (number for number, row in enumerate(rows) if re.match(r"\s+citations\s*:", row)), 0
    )
    for number, row in enumerate(rows[below:], below + 1):
        if match := re.match(rf"(\s+){re.escape(name)}\s*:", row):
            return replace(diagnostic, line=number, column=len(match[1]) + 1)
    return diagnostic
