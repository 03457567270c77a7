"""What stops a build before a page is written, and after the last one."""

import logging
import re
from collections.abc import Mapping
from typing import Any

from mkdocs.exceptions import PluginError

from ..checks import build_diagnostics
from ..content.pages import Page
from ..model import Diagnostic
from ..project import Project
from .template_errors import environment, template_diagnostics

# A value that a template prints: group 1 is its first name.
_PRINTED = re.compile(r"\{\{-?\s*([A-Za-z_]\w*)\s*(?=[.|}[]|-\}\})")
# Values of `extra` that themes and plug-ins read.
_THEMES = frozenset(
    "alternate analytics citations consent manifest polyfills social status tags version".split()
)


class _Counter(logging.Handler):
    """Counts warnings whatever the verbosity: `--strict` alone forgets them under -q and -v."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


_counter = _Counter()


def refused(diagnostics: list[Diagnostic]) -> PluginError:
    """The error that stops a build, with everything that is wrong in words."""
    count = len(diagnostics)
    head = f"{count} problem{'s' if count != 1 else ''} to mend before the site can be built:"
    return PluginError("\n".join([head, *(f"  {one}" for one in diagnostics)]))


def check_sources(project: Project, env: Any) -> frozenset[str]:
    """Stop the build on any problem that would make a page wrong, with all of them in words.

    Raises PluginError. Out: the pages, by their path below docs, whose braces are another
    program's: they are shown as they stand.
    """
    logger = logging.getLogger("mkdocs")
    # -q lowers the logger below WARNING, and so would lose the count: a switch must not disarm the
    # gate.
    if logger.level > logging.WARNING:
        logger.setLevel(logging.WARNING)
    _counter.messages.clear()
    if _counter not in logger.handlers:
        logger.addHandler(_counter)
    templates = project.facts.templates
    shown = templates.own_words and not env.config["on_error_fail"]  # a page shows what fails
    diagnostics = [
        one
        for one in build_diagnostics(project)
        if _stops(project, one)
        and not (shown and one.rule == "macro-syntax" and not project.means_macro(one))
    ]
    known = {*env.macros, *env.variables, "page", "navigation", "files"}
    engine = environment(env.config)
    places = {(one.path, one.line) for one in diagnostics}
    beyond = set[str]()
    if templates.own_words:
        beyond.add("macro-unknown")  # the project's own names are not all known yet
    if project.facts.makes_text or shown:
        beyond.add("macro-syntax")  # another plug-in reads its own signs first
    alone: set[str] = set()
    for page in project.pages:
        found = template_diagnostics(page, known, engine) if page.rendered else []
        unread = any(one.rule.startswith("macro-") for one in page.diagnostics)
        remark = engine.comment_start_string in page.source  # only this project has such a sign
        touched = found or unread or (templates.guest and not _fills_in(page, project))
        if templates.own_words:  # a page that names what is not known yet runs as it always did
            touched = any(one.rule == "macro-syntax" for one in found)
        if touched and not remark and project.leaves_alone(page):
            alone.add(project.source(page))
            continue
        diagnostics += [
            one for one in found if (one.path, one.line) not in places and one.rule not in beyond
        ]
        page.release()
    errors = [one for one in diagnostics if one.severity == "error"]
    if errors:
        raise refused(errors)
    return frozenset(alone)


def _fills_in(page: Page, project: Project) -> bool:
    """Whether a page prints a value of the project's own settings, so that it is a template."""
    given = project.facts.values.get("extra")
    items = given.items() if isinstance(given, Mapping) else ()
    own = {name for name, value in items if name not in _THEMES or isinstance(value, str | float)}
    names = own | {"config", "page", "git"}
    return any(
        match[1] in names and not page.in_code(match.start())
        for match in _PRINTED.finditer(page.shadow, page.body_start)
    )


def _stops(project: Project, diagnostic: Diagnostic) -> bool:
    """Whether a fault stops the build.

    Where no walls are up, a bibliography that nobody cites stops nothing.
    """
    walls = project.profile.walls or project.citing
    return bool(walls) or not diagnostic.rule.startswith("bib-")


def warned() -> int:
    """How many warnings the build gave."""
    return len(_counter.messages)
