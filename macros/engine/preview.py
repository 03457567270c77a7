"""`mkdocs serve` in a blink: only pages whose text or macros' output changed are rendered anew.

MkDocs builds the whole site after each change, and shows nothing, for ever, when that fails. Here
its builder is replaced by one that keeps what was read; whatever is more than the text of known
pages (a new page, a title in the menu, mkdocs.yml, the generator itself) is still a whole build.
The search of the preview knows the words of the last whole build.
"""

from __future__ import annotations

import html
import logging
import os
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..content.pages import Page, parse_page
from ..project import Project
from ..source_text import read_source
from .prepared import READ

if TYPE_CHECKING:
    from .events import BuildEvents

LOG = logging.getLogger("mkdocs.plugins.macros")
_MESSAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>This page can't be shown
yet</title></head>
<body><h1>This page can't be shown yet</h1><p>It comes back by itself when this is
mended:</p><pre>{}</pre></body>
</html>
"""


class Preview:
    """The builder of a live server. `events` are those of the last whole build."""

    def __init__(self, events: BuildEvents, server: Any, builder: Callable[[], None]) -> None:
        self.events, self.whole = events, builder
        self.failure = ""
        self.seen = self._snapshot()
        server.builder = self
        shown = server.get_app()
        server.set_app(lambda environ, start: self._serve(shown, environ, start))
        server.watch(str(events.project.root / events.project.setting("file")))

    def _serve(self, shown: Callable[..., Any], environ: dict[str, Any], start: Any) -> Any:
        path = environ["PATH_INFO"]
        if self.failure and path.endswith(("/", ".html")):
            start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [_MESSAGE.format(html.escape(self.failure)).encode()]
        return shown(environ, start)

    def __call__(self) -> None:
        """Build what a change asks for. What went wrong is shown in the browser, and told here."""
        start = time.monotonic()
        try:
            now = self._snapshot()
            changed = {
                path
                for path in now.keys() | self.seen.keys()
                if now.get(path) != self.seen.get(path)
            }
            if not self._changed_pages(changed):
                self.whole()
                # The generator itself may have changed, and so been loaded anew.
                self.events = import_module(self.events.__module__).BuildEvents.latest
            self.seen, self.failure = now, ""
            LOG.info("Shown after %.2f seconds", time.monotonic() - start)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it is, the server must go on)
            self.failure = str(error) or type(error).__name__
            LOG.error("%s", self.failure)

    def _snapshot(self) -> dict[str, tuple[int, int]]:
        project = self.events.project
        generator = Path(__file__).parents[1]
        found = {}
        for folder in (project.docs, generator):
            for path in folder.rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    stat = path.stat()
                    found[str(path)] = (stat.st_mtime_ns, stat.st_size)
        for path in (
            project.root / "mkdocs.yml",
            project.root / project.facts.config_file,
            project.root / project.setting("file"),
        ):
            if path.is_file():
                found[str(path)] = (path.stat().st_mtime_ns, path.stat().st_size)
        return found

    def _changed_pages(self, changed: set[str]) -> bool:
        """Render again what a change of pages, data or sources touches; False: build all anew."""
        events = self.events
        old = events.project
        sources = {str(old.root / old.setting("file"))}
        data = f"{old.docs / old.setting('data')}{os.sep}"
        pages = {str(old.docs / source): source for source in old.by_source}
        shared = {path for path in changed if path in sources or path.startswith(data)}
        if not changed <= shared | pages.keys() or not all(map(os.path.isfile, changed)):
            return False
        new = _reread(old, {pages[path] for path in changed - shared}, bool(shared))
        return events.again(new, {pages[path] for path in changed - shared}, bool(shared))


def _reread(old: Project, pages: set[str], shared: bool) -> Project:
    """A project of which only what changed is read."""
    new = replace(old)
    kept = [name for name in READ if not shared or name in ("pages", "macros")]
    vars(new).update({name: vars(old)[name] for name in kept if name in vars(old)})
    if pages:
        vars(new)["pages"] = [
            _page(new, page) if old.source(page) in pages else page for page in old.pages
        ]
        vars(new).pop("by_source", None)
    return new


def _page(project: Project, page: Page) -> Page:
    text, wrong = read_source(project.docs / project.source(page), page.path)
    if wrong:
        raise ValueError("\n".join(map(str, wrong)))
    return parse_page(text.text, page.path, project.macros)
