"""A suggestion carried out on the handbook's files, with what the checks say before and after."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ..model import Diagnostic, Edit, Reference
from ..project import Project
from ..source_text import spliced, write_text
from .edits import citation_edits, heading_edits, word_edit
from .form import Refusal, Suggestion
from .places import Place, find_page, find_place
from .privacy import personal
from .sources import identifier, source_key, title_doubt

Check = Callable[[Project], list[Diagnostic]]


@dataclass
class Applied:
    """What came of a suggestion: the page, the words before and after, the source, new faults."""

    suggestion: Suggestion
    page: str = ""
    title: str = ""
    line: int = 0
    before: str = ""
    after: str = ""
    reference: Reference | None = None
    added: bool = False
    doubts: list[str] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def apply(
    project: Project, suggestion: Suggestion, check: Check, asking: Sequence[str] = ()
) -> Applied:
    """Change page and bibliography; `asking` are options of `add`. Raises Refusal, unchanged."""
    what = personal(*(getattr(suggestion, name) for name in _WRITTEN))
    if what:
        raise Refusal(
            f"the form seems to hold {what}. Please edit the issue and take out everything by "
            "which somebody could be recognised: it is public. If it is none, a person will see it"
        )
    if not suggestion.words:
        raise Refusal("no better words were given, so that a person has to find them")
    name = identifier(suggestion.source) if suggestion.source else ""
    page, anchor = find_page(project, suggestion)
    place = find_place(project, page, suggestion, anchor)
    edits = [word_edit(project, place, suggestion.words), *heading_edits(place)]
    known = {_same(one) for one in check(project)}
    bibliography = project.root / project.setting("file")
    kept = bibliography.read_bytes() if bibliography.is_file() else None
    try:
        return _write(project, place, edits, Applied(suggestion), (name, asking), known, check)
    except Refusal:
        if kept is not None:
            bibliography.write_bytes(kept)
        raise


_WRITTEN = ("page", "section", "sentence", "words", "source", "why", "credit", "interest")


def _write(
    project: Project,
    place: Place,
    edits: list[Edit],
    done: Applied,
    named: tuple[str, Sequence[str]],
    known: set[tuple[str, str, str]],
    check: Check,
) -> Applied:
    page = place.page
    if named[0]:
        project, key, done.added = source_key(project, *named)
        done.reference = project.bibliography.references[key]
        edits += citation_edits(place, key)
        doubt = title_doubt(done.reference, page.source, done.suggestion.words)
        done.doubts += [doubt] if doubt else []
    text = spliced(page.source, ((edit.start, edit.end, edit.text) for edit in edits))
    file = project.docs / project.source(page)
    write_text(file, text)
    line = page.text.position(place.text.places[place.start].start)[0]
    done.page, done.title, done.line = page.path, page.title, line
    done.before, done.after = _lines(page.source, text, line)
    done.files = [page.path, *([project.setting("file")] if done.added else [])]
    fresh = replace(project)
    done.faults = [one for one in check(fresh) if _same(one) not in known]
    return done


def _same(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What a problem is, whatever the lines that its words name: an added source moves them."""
    return diagnostic.path, diagnostic.rule, re.sub(r":\d+", "", diagnostic.message)


def _lines(before: str, after: str, line: int) -> tuple[str, str]:
    """The line of the sentence, before and after."""
    return before.split("\n")[line - 1], after.split("\n")[line - 1]
