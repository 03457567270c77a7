"""What Jinja would stumble over, found before it runs, with its true line."""

import re
from collections.abc import Collection, Mapping
from typing import Any

import jinja2
from jinja2 import meta, nodes

from ..content.pages import Page
from ..model import Diagnostic
from ..suggest import nearest

OPTIONS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
)


class _AnyName(dict[str, Any]):
    """Filters or tests, of which each name is known: a project's own are registered later.

    One that is not is told when the page is rendered.
    """

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name, default) or str


def environment(settings: Mapping[str, str]) -> jinja2.Environment:
    """A Jinja environment with the delimiters of mkdocs-macros' settings (`j2_…`)."""
    chosen = {name: settings[f"j2_{name}"] for name in OPTIONS if settings.get(f"j2_{name}")}
    found = jinja2.Environment(**chosen)  # type: ignore[arg-type]  # noqa: S701 (only parses, renders nothing)
    found.filters, found.tests = _AnyName(found.filters), _AnyName(found.tests)
    return found


def template_diagnostics(
    page: Page, known: Collection[str], engine: jinja2.Environment
) -> list[Diagnostic]:
    """What would stop Jinja on a page: broken syntax, and names that nothing defines.

    In: the page; the names of macros and variables; an environment with the project's delimiters.
    Lines that the page's reader has told of already are not told again.
    """
    if all(sign not in page.source for sign in ("{{", "{%", engine.comment_start_string)):
        return []
    if (
        "{%" not in page.source
        and engine.comment_start_string not in page.source
        and page.source.count("{{") == len(page.calls)
        and all(call.name in known for call in page.calls)
    ):
        return []  # the page's reader has understood every sign
    reported = {diagnostic.line for diagnostic in page.diagnostics}
    try:
        tree = engine.parse("\n".join(page.text.lines[page.body_line - 1 :]))
        undeclared = meta.find_undeclared_variables(tree)
    except jinja2.TemplateSyntaxError as error:
        # Jinja gives up at the end of what it could not close: one mistake, one message.
        return [] if reported else [_unparsed(page, error)]
    missing = undeclared - set(known) - set(page.meta)
    first: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in missing:
            first.setdefault(node.name, page.body_line + node.lineno - 1)
    return [_undefined(page, name, n, known) for name, n in first.items() if n not in reported]


def _unparsed(page: Page, error: jinja2.TemplateSyntaxError) -> Diagnostic:
    what = f"the signs {{{{ or {{% on this line can't be read ({error.message})"
    fix = (
        "close what is open; to show such signs as text, put {% raw %} before and {% endraw %} "
        "after them"
    )
    at = page.text.offset(page.body_line + error.lineno - 1)
    return page.text.diagnostic(at, "macro-syntax", what, fix)


def _undefined(page: Page, name: str, line: int, known: Collection[str]) -> Diagnostic:
    row = page.text.line_span(line)
    match = re.search(rf"\b{re.escape(name)}\b", page.text.slice(row))
    near = nearest(name, known)
    fix = "mend the name, or put {% raw %} and {% endraw %} around what is no call"
    fix = f'did you mean "{near}"?' if near else fix
    at = row.start + (match.start() if match else 0)
    return page.text.diagnostic(at, "macro-unknown", f'nothing here is called "{name}"', fix)
