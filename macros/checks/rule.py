"""Rules, and the functions that check them.

A check is a decorated generator. It yields diagnostics that name one of its rules, and its
docstring is where each of these rules is written down, once: its severity, whether it can be fixed
mechanically, its set, why it exists, and the same text wrong and right:

    @check("page", rule_set="citations")
    def locators(page, project):
        '''Locators belong to one source.

        cite-locator (error, fixable)
            Why the rule is there, for a person who never saw this project.
            Bad: {{ cite("a2020", "b2021", locator="p4") }}
            Good: {{ cite("a2020", locator="p4") }}{{ cite("b2021") }}
        '''

An example of several lines stands indented below `Bad:` or `Good:`. Lists of rules for people and
for machines are all made from these docstrings.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

from ..model import Diagnostic, Severity

Scope = Literal["page", "project"]
MARKS = ("fixable", "never", "wall", "lasting")
WORDS = 3  # the fewest words of a reason
NAME = r"[a-z][a-z0-9]*"
HEAD = re.compile(rf"^(?P<name>{NAME}(?:-[a-z0-9]+)+|{NAME}(?= \())(?: \((?P<words>[a-z, -]+)\))?$")
EXAMPLE = re.compile(r"^(?P<label>Bad|Good):(?: (?P<text>.*))?$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: why it is there, for somebody new, and an example of the fault and of its fix.

    `never` marks what no page and no source may waive: script, code, retraction, review. `wall`
    marks what is only a note in a project whose profile has no walls, `lasting` what does not stop
    a build there: the engine builds the page with nothing lost.
    """

    name: str
    why: str
    bad: str
    good: str
    severity: Severity = "error"
    fixable: bool = False
    rule_set: str = "core"
    never: bool = False
    wall: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A function, the rules that it checks, and what it looks at.

    With the scope "page" it is called as `run(page, project)` for every page, else as
    `run(project)`. `build` marks what would make a built page wrong, and so stops a build too.
    """

    run: Callable[..., Iterator[Diagnostic]]
    rules: tuple[Rule, ...]
    scope: Scope
    build: bool = False
    module: str = ""


def reasoned(reason: str) -> bool:
    """Whether a reason for setting a rule aside has enough words to be judged."""
    return len(re.findall(r"[^\W_]{2,}", reason)) >= WORDS


CheckFunction = Callable[..., Iterator[Diagnostic]]


def check(
    scope: Scope, *, rule_set: str = "core", build: bool = False
) -> Callable[[CheckFunction], Check]:
    """Make a check of a generator function, with the rules of its docstring.

    Raises ValueError where the docstring declares no rule, or one without why and examples.
    """

    def decorate(function: CheckFunction) -> Check:
        rules = tuple(_rules(inspect.getdoc(function) or "", rule_set))
        if not rules:
            raise ValueError(f"{function.__module__}.{function.__name__} declares no rule")
        return Check(function, rules, scope, build, function.__module__)

    return decorate


def _rules(docstring: str, rule_set: str) -> Iterator[Rule]:
    lines = docstring.split("\n")
    heads = [number for number, line in enumerate(lines) if HEAD.match(line)]
    for number, start in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        match = HEAD.match(lines[start])
        assert match is not None
        body = inspect.cleandoc("\n".join(["", *lines[start + 1 : end]])).strip("\n")
        yield _rule(match["name"], match["words"] or "error", body, rule_set)


def _rule(name: str, words: str, body: str, rule_set: str) -> Rule:
    parts: dict[str, list[str]] = {"why": []}
    part = "why"
    for line in body.split("\n"):
        match = EXAMPLE.match(line)
        if match:
            part = match["label"].lower()
            parts[part] = [match["text"]] if match["text"] else []
        else:
            parts[part].append(line)
    why = " ".join(line.strip() for line in parts["why"]).strip()
    bad, good = (_example(parts.get(label)) for label in ("bad", "good"))
    if not (why and bad and good):
        raise ValueError(f"the rule {name} lacks why, Bad: or Good:")
    marks = [word.strip() for word in words.split(",")]
    severity = cast(
        "Severity", next((word for word in marks if word in get_args(Severity)), "error")
    )
    sets = [word for word in marks if word not in (*get_args(Severity), *MARKS)]
    given = {word: word in marks for word in MARKS}
    return Rule(name, why, bad, good, severity, rule_set=sets[0] if sets else rule_set, **given)


def _example(lines: list[str] | None) -> str:
    return inspect.cleandoc("\n".join(["", *(lines or [])])).strip("\n")
