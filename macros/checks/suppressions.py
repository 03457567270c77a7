"""What may stay although a rule speaks against it: only with the reason written beside it.

On the line above, in a page `<!-- check: allow RULE because REASON -->`, in references.bib (above
the entry, for all of it) `% check: allow RULE because REASON`, in YAML and between the two --- of a
page `# check: allow RULE because REASON`. They are collected once a run.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..content.pages import Page
from ..model import Diagnostic, Span
from ..project import Project, per_project
from ..source_text import SourceText
from ..suggest import nearest
from .rule import Rule, check, reasoned

MARK = re.compile(r"(?P<open><!--|%+|#+)[ \t]*check[ \t]*:[ \t]*allow\b(?P<rest>[^\n]*)")
PARTS = re.compile(
    r"[ \t]+(?P<rule>[a-z]+(?:-[a-z]+)*)[ \t]*(?:[,:;]?[ \t]*because\b[ \t:,]*(?P<reason>.*))?$"
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule set aside for some lines of a file; `rule` is "" where it can't be read."""

    source: SourceText
    span: Span
    rule: str
    reason: str
    first: int
    last: int

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is one of those that it sets aside."""
        return (
            diagnostic.rule == self.rule
            and diagnostic.path == self.source.path
            and self.first <= diagnostic.line <= self.last
        )

    def valid(self, rules: Mapping[str, Rule]) -> bool:
        """Whether it names a rule that may be set aside, with a reason."""
        rule = rules.get(self.rule)
        return rule is not None and not rule.never and reasoned(self.reason)


@check("project")
def suppressions(project: Project) -> Iterator[Diagnostic]:
    """Suppressions without a rule or a reason, and those that set nothing aside.

    allow-reason (error, never)
        A rule is set aside for one place, and only with the reason beside it: whoever comes later
        must be able to judge whether it still holds.
        Bad: <!-- check: allow capitals -->
        Good: <!-- check: allow capitals because the sign on the ward is written so -->

    allow-unused (warning, never)
        What no longer silences anything would silence the next fault in its place.
        Bad: <!-- check: allow capitals because … --> above a line without capitals
        Good: delete it
    """
    found = collect(project)
    if not found:
        return
    from .runner import rules  # at call time: this check is one of those listed there

    known = rules()
    for one in found:
        if not one.valid(known):
            yield _fault(one, known)


def _fault(one: Suppression, known: Mapping[str, Rule]) -> Diagnostic:
    if not one.rule:
        what = "this allowance can't be read"
        fix = "write check: allow RULE because REASON, with the rule's name as the message gives it"
    elif one.rule not in known:
        near = nearest(one.rule, known, 0.7)
        what = f'there is no rule "{one.rule}"'
        fix = f"did you mean {near}?" if near else "write the rule's name as the message gives it"
    elif known[one.rule].never:
        what = f'the rule "{one.rule}" can\'t be set aside: readers must never meet what it finds'
        fix = "correct what it finds, and delete this line"
    else:
        state = "too short" if one.reason else "missing"
        what = f'the reason for setting "{one.rule}" aside is {state}'
        fix = f"write why, in a few words: check: allow {one.rule} because …"
    return one.source.diagnostic(one.span, "allow-reason", what, fix)


def divide(
    diagnostics: Iterable[Diagnostic], allowed: Iterable[Suppression], rules: Mapping[str, Rule]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The active diagnostics, and those that a valid suppression silences."""
    by_place: dict[tuple[str, str], list[Suppression]] = {}
    for one in allowed:
        if one.valid(rules):
            by_place.setdefault((one.source.path, one.rule), []).append(one)
    active: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for diagnostic in diagnostics:
        covering = by_place.get((diagnostic.path, diagnostic.rule), ())
        silent = any(one.covers(diagnostic) for one in covering)
        (silenced if silent else active).append(diagnostic)
    return active, silenced


def unused(
    allowed: Iterable[Suppression], silenced: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """Valid suppressions that silence nothing."""
    silenced = list(silenced)
    for one in allowed:
        if one.valid(rules) and not any(one.covers(diagnostic) for diagnostic in silenced):
            place = "in this entry" if one.source.path.endswith(".bib") else "below"
            what = f'nothing {place} breaks the rule "{one.rule}"'
            found = one.source.diagnostic(one.span, "allow-unused", what, "delete this line")
            yield found


@per_project
def collect(project: Project) -> tuple[Suppression, ...]:
    """All suppressions of a project's pages, sources and data."""
    return tuple(_collect(project))


def _collect(project: Project) -> Iterator[Suppression]:
    for page in project.pages:
        if "allow" in page.source:
            yield from _page(page)
    bib = project.bibliography_text
    if "allow" in bib.text:
        yield from _bib(project, bib)
    data = sorted(project.data_folder.glob("*.yml"))
    for file in [project.root / "mkdocs.yml", *data]:
        source = project.text_of(file)
        for line, match in _marks(source, "#"):
            yield _one(source, line, match, line + 1, line + 1)


def _bib(project: Project, source: SourceText) -> Iterator[Suppression]:
    ends = {
        source.position(entry.start)[0]: source.position(entry.end - 1)[0]
        for entry in project.bibliography.entries
    }
    for line, match in _marks(source, "%"):
        below = line + 1
        while below <= len(source.lines) and (
            not source.lines[below - 1].strip() or source.lines[below - 1].lstrip().startswith("%")
        ):
            below += 1
        below = below if below <= len(source.lines) else line + 1
        yield _one(source, line, match, below, ends.get(below, below))


def _marks(source: SourceText, opening: str) -> Iterator[tuple[int, re.Match[str]]]:
    if "allow" not in source.text:
        return
    for line, row in enumerate(source.lines, 1):
        match = MARK.search(row) if "allow" in row else None
        if match and match["open"].startswith(opening) and not row[: match.start()].strip():
            yield line, match


def _page(page: Page) -> Iterator[Suppression]:
    rows = page.text.lines
    for line, match in _marks(page.text, "#"):
        if line < page.body_line:
            first = (
                1 if line == 2 else line + 1
            )  # right below the first ---: for the whole page too
            yield _one(page.text, line, match, first, line + 1)
    comments = {page.text.position(region.start)[0] for region in page.document.comments}
    for line, match in _marks(page.text, "<!--"):
        if line < page.body_line or line not in comments:
            continue  # an example in code
        first = line + 1 if line > 1 else 1  # the first row of all stands for the page, too
        while first <= len(rows) and MARK.search(rows[first - 1]):
            first += 1  # several rules, one below the other
        if first < len(rows) and not rows[first - 1].strip():
            first += 1  # Markdown wants an empty line before a table or list
        last = first
        while last < len(rows) and all(
            row.lstrip().startswith("|") for row in rows[last - 1 : last + 1]
        ):
            last += 1
        yield _one(page.text, line, match, first, last)


def _one(source: SourceText, line: int, match: re.Match[str], first: int, last: int) -> Suppression:
    parts = PARTS.match(match["rest"].split("-->")[0].rstrip())
    start = source.offset(line, match.start() + 1)
    span = Span(start, start + len(match.group()))
    rule, reason = (parts["rule"], (parts["reason"] or "").strip()) if parts else ("", "")
    return Suppression(source, span, rule, reason, first, last)
