"""Show in words what another copy of the handbook changes for its readers."""

import argparse
import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..checks import all_diagnostics
from ..content.pages import Page
from ..engine.inspect import load_project
from ..model import HOLDING
from ..project import Project
from ..review.stamps import review_state
from ..suggestion.visible import visible
from ..suggestion.words import escaped, quoted

# GitHub takes comments of at most 65,536 characters.
LONGEST = 50_000
MANY = 40
# Files that are text for readers, or pictures, and not code (SECURITY.md).
TEXT = re.compile(
    r"docs/(?:[\w./-]+\.md|data/[\w./-]+\.(?:yml|json|txt))|references\.bib|CHANGELOG\.md|"
    r"docs/[\w./-]+\.(?:png|jpe?g|webp|gif|avif|svg|pdf|mp4|webm|csv)"
)
# Among them those that switch walls and rules, or say who may vouch and who did.
TRUSTED = re.compile(r"docs/data/(?:(?:handbook|reviewers)\.yml|verified\.json|reviews/.+)")


def run(project: Project, options: argparse.Namespace) -> int:
    """Prints Markdown. All that comes from the other copy stands in blocks of code."""
    files = Path(options.files).read_text(encoding="utf-8").split("\n") if options.files else None
    wanted = {name for name in files if name} if files is not None else None
    parts = [*_first(wanted or set()), "**What this change means for readers**"]
    parts += _outcome(options)
    try:
        other = load_project(options.folder)
    except (ValueError, OSError) as error:
        parts += ["**The other copy can't be read**:", quoted(str(error))]
    else:
        parts += [*_pages(project, other, wanted), *_faults(project, other, wanted)]
    text = "\n\n".join(parts)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit("\n", 1)[0] + "\n````````\n\n… and more."
    print(text)
    return 0


def _first(names: set[str]) -> Iterator[str]:
    """What a reviewer looks at before anything else: code, and what decides whom to trust."""
    code = sorted(name for name in names if not TEXT.fullmatch(name))
    trusted = sorted(name for name in names if TRUSTED.fullmatch(name))
    for found, what in (
        (code, "code. It runs on a machine that builds, or in a browser"),
        (trusted, "not only text: it says what is checked, or who vouches"),
    ):
        if found:
            plural = f"{len(found)} file{'s' if len(found) > 1 else ''}"
            yield f"**Read first ({plural}): {what}.**"
            yield quoted("\n".join(found))
    if names and not code and not trusted:
        yield "No file of this change is code."


def _outcome(options: argparse.Namespace) -> Iterator[str]:
    if options.result:
        good = options.result == "success"
        yield "The checks passed." if good else "**The checks did not pass**: see below."
    if re.fullmatch(r"https://[\w./-]+", options.run):
        yield f"[The offline copy with this change]({options.run}#artifacts) (sign in to fetch it)"


def _pages(project: Project, other: Project, wanted: set[str] | None) -> Iterator[str]:
    before = {project.source(page): page for page in project.pages}
    after = {other.source(page): page for page in other.pages}
    data = wanted is None or any(
        PurePosixPath(name).parts[:2] == ("docs", "data") for name in wanted
    )
    count = 0
    for source in sorted({*before, *after}):
        old, new = before.get(source), after.get(source)
        named = wanted is None or f"{project.prefix}/{source}" in wanted
        if not named and not (data and old and new):
            continue
        if old and new and old.source == new.source and not new.calls:
            continue  # most pages of most changes: nothing in them comes from elsewhere
        shown = _page(project, other, old, new)
        if shown:
            count += 1
            yield f"### {escaped((new or old or project.pages[0]).path)}\n\n{shown}"
    if not count:
        yield "No page reads differently."


def _page(project: Project, other: Project, old: Page | None, new: Page | None) -> str:
    if new is None:
        return "**This page is taken away.**"
    lines = list(_sentences(project, old, other, new))
    lines += list(_sources(project, old, other, new))
    if not lines:
        return ""
    state = ""
    if old is not None and review_state(old, project) in HOLDING:
        now = review_state(new, other)
        state = "**A review of this page no longer holds.**\n\n" if now == "changed" else ""
    return f"{'A new page.' if old is None else ''}{state}" + quoted("\n".join(lines), "diff")


def _sentences(project: Project, old: Page | None, other: Project, new: Page) -> Iterator[str]:
    before, after = (_split(project, old) if old else []), _split(other, new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield from (f"- {sentence}" for sentence in before[a:b])
            yield from (f"+ {sentence}" for sentence in after[c:d])


def _split(project: Project, page: Page) -> list[str]:
    text = visible(page, project.macros, project.data).text
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+|\n", text) if one.strip()]


def _sources(project: Project, old: Page | None, other: Project, new: Page) -> Iterator[str]:
    had = _cited(project, old) if old else {}
    has = _cited(other, new)
    for key in sorted({*had, *has}):
        if had.get(key, 0) != has.get(key, 0):
            sign = "+" if has.get(key, 0) > had.get(key, 0) else "-"
            yield f"{sign} source {key}: cited {has.get(key, 0)} times, {had.get(key, 0)} before"


def _cited(project: Project, page: Page) -> dict[str, int]:
    found: dict[str, int] = {}
    for citation in project.citations:
        if citation.path == page.path:
            found[citation.key] = found.get(citation.key, 0) + 1
    return found


def _faults(project: Project, other: Project, wanted: set[str] | None) -> Iterator[str]:
    known = {(one.path, one.rule, one.message) for one in all_diagnostics(replace(project))}
    found = [
        one
        for one in all_diagnostics(other)
        if (one.path, one.rule, one.message) not in known
        and one.severity != "note"
        and (wanted is None or one.path in wanted)
    ]
    if not found:
        yield "The checks find nothing new to mend."
        return
    more = f"\n… and {len(found) - MANY} more" if len(found) > MANY else ""
    yield "**New, and to be mended:**"
    yield quoted("\n".join(map(str, found[:MANY])) + more)
