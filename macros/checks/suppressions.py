"""What may stand although a rule speaks against it: only with the reason written beside it.

On the line above, in a page `<!-- check: allow RULE because REASON -->`, in references.bib (above the entry, for all of it)
`% check: allow RULE because REASON`, in YAML and between the two --- of a page `# check: allow RULE because REASON`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.pages import Page
from ..model import Diagnostic
from ..project import Project
from ..suggest import closest
from .bib.records import source
from .rule import Rule

__all__ = ["RULES", "check", "kept", "unused"]

RULES = (
    Rule(
        "allow-reason",
        "A rule is set aside for one place, and only with the reason beside it: whoever comes later must be able to judge whether it still holds.",
        "<!-- check: allow capitals -->",
        "<!-- check: allow capitals because the sign on the ward is written so -->",
    ),
    Rule(
        "allow-unused",
        "What no longer silences anything would silence the next fault in its place.",
        "<!-- check: allow capitals because … --> above a line without capitals",
        "delete it",
        "warning",
    ),
)
SIGN = re.compile(r"(?P<open><!--|%+|#+)[ \t]*check[ \t]*:[ \t]*allow\b(?P<rest>[^\n]*)")
PARTS = re.compile(
    r"[ \t]+(?P<rule>[a-z]+(?:-[a-z]+)*)[ \t]*(?:[,:;]?[ \t]*because\b[ \t:,]*(?P<reason>.*))?$"
)
WORDS = 3


@dataclass(frozen=True, slots=True)
class _Allowance:
    """One rule set aside from line `first` to line `last` of a file; `rule` is "" where the words are not in order."""

    path: str
    line: int
    column: int
    rule: str
    reason: str
    first: int
    last: int


def check(project: Project) -> Iterator[Diagnostic]:
    """Allowances without a rule or a reason."""
    from . import rules  # at call time: this room is one of those that it lists
    from .pages.syntax import RULES as unreadable

    allowances = _all(project)
    if not allowances:
        return  # nearly always, and then no other room need be loaded
    known, never = rules(), {rule.name for rule in unreadable} | {rule.name for rule in RULES}
    for one in allowances:

        def tell(message: str, fix: str, one: _Allowance = one) -> Diagnostic:
            return Diagnostic(one.path, one.line, one.column, "allow-reason", message, fix)

        if not one.rule:
            yield tell(
                "this allowance can't be read",
                "write check: allow RULE because REASON, with the name of the rule as the message gives it",
            )
        elif one.rule not in known:
            near = closest(one.rule, known, 1, 0.7)
            yield tell(
                f'there is no rule "{one.rule}"',
                f"did you mean {near[0]}?"
                if near
                else "write the name of the rule as the message gives it",
            )
        elif one.rule in never:
            yield tell(
                f"the rule \"{one.rule}\" can't be set aside: what it tells of can't be shown to readers at all",
                "mend the fault, and delete this line",
            )
        elif len(re.findall(r"[^\W_]{2,}", one.reason)) < WORDS:
            yield tell(
                f'the reason for setting "{one.rule}" aside is {"too short" if one.reason else "missing"}',
                f"write why, in a few words: check: allow {one.rule} because …",
            )


def kept(
    project: Project, diagnostics: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The problems that stand, and those that an allowance with a reason silences."""
    diagnostics = list(diagnostics)
    allowed = _in_order(project)
    if not allowed:
        return diagnostics, []
    silenced = [
        diagnostic for diagnostic in diagnostics if any(_holds(one, diagnostic) for one in allowed)
    ]
    return [diagnostic for diagnostic in diagnostics if diagnostic not in silenced], silenced


def unused(project: Project, silenced: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Allowances in order that silence nothing."""
    silenced = list(silenced)
    for one in _in_order(project):
        if not any(_holds(one, diagnostic) for diagnostic in silenced):
            yield Diagnostic(
                one.path,
                one.line,
                one.column,
                "allow-unused",
                f'nothing {"in this entry" if one.path.endswith(".bib") else "below"} breaks the rule "{one.rule}"',
                "delete this line",
                "warning",
            )


def _in_order(project: Project) -> list[_Allowance]:
    """The allowances that `check` finds nothing wrong with."""
    wrong = {(diagnostic.path, diagnostic.line) for diagnostic in check(project)}
    return [one for one in _all(project) if (one.path, one.line) not in wrong]


def _holds(one: _Allowance, diagnostic: Diagnostic) -> bool:
    return (
        diagnostic.rule == one.rule
        and diagnostic.path == one.path
        and (one.first <= diagnostic.line <= one.last)
    )


def _all(project: Project) -> list[_Allowance]:
    found: list[_Allowance] = []
    for page in project.pages:
        if "allow" in page.source:
            found += _page(page)
    text = source(project)
    if "allow" in text:
        ends = {entry.line: entry.end for entry in project.bibliography.entries}
        rows = text.split("\n")
        for line, match in _signs(rows, "%"):
            below = next(
                (
                    number
                    for number in range(line + 1, len(rows) + 1)
                    if rows[number - 1].strip() and not rows[number - 1].lstrip().startswith("%")
                ),
                line + 1,
            )
            found.append(
                _one(project.bibliography.path, line, match, below, ends.get(below, below))
            )
    for path in [
        project.root / "mkdocs.yml",
        *sorted((project.docs / project.setting("data")).glob("*.yml")),
    ]:
        try:
            rows = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        found += [
            _one(project.shown(path), line, match, line + 1, line + 1)
            for line, match in _signs(rows, "#")
        ]
    return found


def _signs(rows: list[str], sign: str) -> Iterator[tuple[int, re.Match]]:
    for line, row in enumerate(rows, 1):
        match = SIGN.search(row) if "allow" in row else None
        if match and match["open"].startswith(sign) and not row[: match.start()].strip():
            yield line, match


def _page(page: Page) -> Iterator[_Allowance]:
    rows, text = page.source.split("\n"), page.document
    comments = {text.place(start)[0] for start in (one.start for one in text.comments)}
    for line, match in _signs(rows, "#"):
        if line < page.body_line:
            first = (
                1 if line == 2 else line + 1
            )  # right below the first ---: for the page as a whole, too
            yield _one(page.path, line, match, first, line + 1)
    for line, match in _signs(rows, "<!--"):
        if line < page.body_line or line not in comments:
            continue  # an example in code
        first = line + 1
        while first <= len(rows) and SIGN.search(rows[first - 1]):
            first += 1  # several rules, one below the other
        if first < len(rows) and not rows[first - 1].strip():
            first += 1  # Markdown wants an empty line before a table or list
        last = first
        while (
            last < len(rows)
            and rows[last - 1].lstrip().startswith("|")
            and rows[last].lstrip().startswith("|")
        ):
            last += 1
        yield _one(page.path, line, match, first, last)


def _one(path: str, line: int, match: re.Match, first: int, last: int) -> _Allowance:
    rest = match["rest"].split("-->")[0].rstrip()
    parts = PARTS.match(rest)
    return _Allowance(
        path,
        line,
        match.start() + 1,
        parts["rule"] if parts else "",
        (parts["reason"] or "").strip() if parts else "",
        first,
        last,
    )
