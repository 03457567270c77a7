"""Which rules are on, where, and how much they count.

Rules come in sets, and the profile (`rules:` in docs/data/handbook.yml) says which sets are on; a
project that says nothing has `core` and `citations`. mkdocs.yml sets more, each with its reason:

    extra:
      citations:
        checks:
          - accessibility: on
            because: our readers use screen readers
          - link-http: off
            in: [blog, archive/old.md]
            because: old posts stay as they were written
          - page-orphan: warning
            because: pages of the workshop are handed out as links

Each item names a rule, a set or a severity (`note: off`), and says `on`, `off` or a severity; `in`
holds folders or files below docs (or as messages name them), the whole project without it. A later
item goes before an earlier one. A set that gets a severity has no rule above it. A rule that no
page may waive (`never`) is set aside here only by its own name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, cast, get_args

from ..model import Diagnostic, Severity, Span
from ..profile import RULE_SETS
from ..project import Project, per_project
from ..suggest import nearest
from .rule import Rule, reasoned

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
STATES = ("on", "off", *SEVERITIES)
# Rules on how English writes numbers and units; pages in other languages are left out.
ENGLISH = (
    *("unit-form", "decimal-comma", "thousands-comma", "date-ambiguous"),
    *("percent-space", "range-hyphen"),
)
PLACE = ("extra", "citations", "checks")


@dataclass(frozen=True, slots=True)
class _Setting:
    """One name of one item: a rule, a set or a severity, what it is set to, and where."""

    name: str
    state: str
    places: tuple[str, ...]

    def covers(self, path: str, prefix: str) -> bool:
        """Whether it holds for a file, named as in messages."""
        if not self.places:
            return True
        parents = {path, *map(str, PurePosixPath(path).parents)}
        return any(place in parents or f"{prefix}/{place}" in parents for place in self.places)


@dataclass(frozen=True, slots=True)
class Selection:
    """The settings of one project, and what is wrong with them."""

    sets: tuple[str, ...]
    settings: tuple[_Setting, ...]
    prefix: str
    diagnostics: tuple[Diagnostic, ...] = ()
    walls: bool = True

    def severity(self, rule: Rule, path: str) -> Severity | None:
        """How much a rule counts in a file; None where it is off."""
        declared: Severity = "note" if rule.wall and not self.walls else rule.severity
        found: Severity | None = declared if rule.rule_set in self.sets else None
        for one in self.settings:
            if one.name not in (rule.name, rule.rule_set, rule.severity):
                continue
            if not one.covers(path, self.prefix):
                continue
            by_name = one.name == rule.name
            if one.state == "off":
                found = None if by_name or not rule.never else found
            elif one.state == "on":
                found = declared
            elif by_name:
                found = cast("Severity", one.state)
            elif found is not None or one.name == rule.rule_set:
                found = _lower(declared, cast("Severity", one.state))
        return found

    def has(self, rule_set: str) -> bool:
        """Whether a set is on in the whole project."""
        return rule_set in self.sets or any(
            one.name == rule_set and one.state != "off" and not one.places for one in self.settings
        )

    def may_speak(self, rule: Rule) -> bool:
        """Whether a rule is on in any file."""
        if rule.rule_set in self.sets:
            return True
        names = (rule.name, rule.rule_set, rule.severity)
        return any(one.name in names and one.state != "off" for one in self.settings)

    def applied(
        self, diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule]
    ) -> Iterator[Diagnostic]:
        """The diagnostics whose rules are on where they stand, with their severity there."""
        for one in diagnostics:
            severity = self.severity(rules[one.rule], one.path)
            if severity is not None:
                yield one if one.severity == severity else replace(one, severity=severity)


def _lower(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=SEVERITIES.index)


@per_project
def selection(project: Project) -> Selection:
    """The selection of a project."""
    from .runner import rules  # at call time: this module is used there

    sets = project.profile.rules
    given = project.settings.get("checks")
    settings: list[_Setting] = []
    found: list[Diagnostic] = []
    if given is not None and not isinstance(given, list):
        what = "checks: is not a list of items"
        fix = "write each as - RULE: off, with because: and the reason below it"
        found.append(_diagnostic(project, (), what, fix))
        given = None
    for number, item in enumerate(given or ()):
        for name, state, problem in _item(item, rules()):
            if problem:
                found.append(_diagnostic(project, (number, name), *problem))
            else:
                settings.append(_Setting(name, state, _places(item)))
    if project.language:
        settings += [_Setting(name, "off", ()) for name in ENGLISH]
    walls = project.profile.walls
    return Selection(sets, tuple(settings), project.prefix, tuple(found), walls)


def _item(
    item: Any, known: Mapping[str, Rule]
) -> Iterator[tuple[str, str, tuple[str, str] | None]]:
    """The names of an item, each with its state, or what is wrong with it and how to fix it."""
    if not isinstance(item, dict):
        yield "", "", (f"this item names no rule with its state: {item}", "write - RULE: off")
        return
    names = [str(name) for name in item if name not in ("in", "because")]
    if not names:
        yield "", "", ("this item names no rule", "write - RULE: off")
    for name in names:
        state = _state(item[name])
        yield name, state, _fault(item, name, state, known)


def _state(value: Any) -> str:
    """YAML reads on and off as true and false."""
    return {"True": "on", "False": "off"}.get(str(value), str(value))


def _fault(
    item: Mapping[str, Any], name: str, state: str, known: Mapping[str, Rule]
) -> tuple[str, str] | None:
    names = (*known, *RULE_SETS, *SEVERITIES, "in", "because")
    if name not in names:
        near = nearest(name, names)
        fix = f'did you mean "{near}"?' if near else "see python -m macros check --rules"
        return f'there is no rule, set or severity "{name}"', fix
    if state not in STATES:
        near = nearest(state, STATES)
        fix = f"did you mean {near}?" if near else f"write one of: {', '.join(STATES)}"
        return f'{name} can\'t be "{state}"', fix
    reason = str(item.get("because") or "")
    if state != "on" and not reasoned(reason):
        what = (
            f'the reason for setting "{name}" to {state} is {"too short" if reason else "missing"}'
        )
        return what, "write because: and why, in a few words, below it"
    return None


def _places(item: Mapping[str, Any]) -> tuple[str, ...]:
    given = item.get("in") or ()
    places = given if isinstance(given, list | tuple) else [given]
    return tuple(str(place).strip().strip("/") for place in places)


def _diagnostic(project: Project, steps: tuple[int | str, ...], what: str, fix: str) -> Diagnostic:
    tree = project.config_tree
    at = tree.key(*PLACE, *steps) if steps and steps[-1] else None
    at = at or tree.at(*PLACE, *steps[:1]) or tree.key(*PLACE) or Span(0, 0)
    return project.config_text.diagnostic(at, "setting-unknown", what, fix)
