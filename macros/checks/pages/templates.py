"""What a page may say to the template engine behind the profile's walls: calls of macros."""

from collections.abc import Iterator

import jinja2

from ...content.macro_calls import PLAIN_CALL
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project, per_project
from ..rule import check
from .citations import STATEMENT, STATEMENTS

DELIMITERS = tuple(
    f"{kind}_{side}_string"
    for kind in ("block", "variable", "comment")
    for side in ("start", "end")
)
FIX = 'call a macro, as in {{ cite("key") }}; to show such a sign, use {{ example("…") }}'
# What may stand between a macro's brackets: plain strings, and names of options before them.
PLAIN = frozenset(["string", "whitespace"])


@per_project
def delimiters(project: Project) -> dict[str, str]:
    """The delimiters that mkdocs.yml gives the macros plug-in (`j2_…`), where not Jinja's own."""
    settings = project.facts.plugins.get("macros", {})
    return {name: str(settings[f"j2_{name}"]) for name in DELIMITERS if settings.get(f"j2_{name}")}


@per_project
def _lexer(project: Project) -> jinja2.Environment:
    return jinja2.Environment(**delimiters(project))  # type: ignore[arg-type]  # noqa: S701


@check("page", build=True)
def template_words(page: Page, project: Project) -> Iterator[Diagnostic]:
    """A page calls macros; it holds no program.

    template-word (error, never)
        A page that decides, repeats or hides is a program: who reviews it can't see what readers
        get.
        Bad: {% if false %}Use heparin.{% endif %}
        Good: Use heparin.

    template-refused (error, never)
        A page is rendered in a sandbox: it reaches neither Python's internals nor the engine's.
        Bad: {{ lipsum.__globals__ }}
        Good: a macro of the project's own

    template-failed
        What a macro can't do on a page is told with its place, and no page is published with half
        of it.
        Bad: {{ cite() }}
        Good: {{ cite("a2020") }}
    """
    if not project.profile.walls:
        return
    environment = _lexer(project)
    body = page.source[page.body_start :]
    signs = (environment.variable_start_string, environment.block_start_string)
    # Nearly all pages hold only calls with plain strings: their own reader has understood each of
    # them.
    rest = PLAIN_CALL.sub("", body) if signs[0] == "{{" else body
    if not any(sign in rest for sign in (*signs, environment.comment_start_string)) and all(
        call.name in project.macros for call in page.calls
    ):
        return
    try:
        tokens = list(environment.lexer.tokeniter(body, page.path))
    except jinja2.TemplateSyntaxError:
        return  # told by the reader of calls
    offset, call = 0, []
    reported = _reported(page, project)
    for _, kind, text in tokens:
        at = body.find(text, offset) if text else offset
        offset = at + len(text)
        if kind in ("block_begin", "raw_begin", "comment_begin", "linestatement_begin"):
            if reported.intersection(range(page.body_start + at, page.body_start + offset + 1)):
                continue
            what = "a page holds no program, so nothing is read between these signs"
            yield page.text.diagnostic(page.body_start + at, "template-word", what, FIX)
        elif kind == "variable_begin":
            call = [(at, kind, text)]
        elif kind == "variable_end":
            words = [(name, value) for _, name, value in call[1:] if name != "whitespace"]
            if page.body_start + call[0][0] not in reported and not _is_call(words, project):
                what = "this is more than a call of a macro with plain words"
                yield page.text.diagnostic(page.body_start + call[0][0], "template-word", what, FIX)
            call = []
        elif call:
            call.append((at, kind, text))


def _reported(page: Page, project: Project) -> set[int]:
    """Where a call that can't be read, or of a macro that isn't there, has a message of its own."""
    reported = {
        page.text.offset(one.line, one.column)
        for one in page.diagnostics
        if one.rule.startswith("macro-")
    }
    reported |= {call.span.start for call in page.calls if call.name not in project.macros}
    statements = STATEMENT.finditer(page.source, page.body_start)
    return reported | {match.start() for match in statements if match[1] not in STATEMENTS}


def _is_call(words: list[tuple[str, str]], project: Project) -> bool:
    """Name ( ["string" | option = "string" {, …}] )"""
    if len(words) < 3 or words[0][0] != "name" or words[0][1] not in project.macros:
        return False
    if words[1] != ("operator", "(") or words[-1] != ("operator", ")"):
        return False
    rest = words[2:-1]
    while rest:
        if rest[0][0] == "name" and rest[1:2] == [("operator", "=")]:
            rest = rest[2:]
        if not rest or rest[0][0] != "string":
            return False
        rest = rest[1:]
        if rest and rest[0][0] == "string":
            continue  # a missing comma has a message of its own
        if rest and rest[0] != ("operator", ","):
            return False
        rest = rest[1:]
    return True
