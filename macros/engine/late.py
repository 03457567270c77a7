"""Puts finished HTML into rendered pages: a plug-in of the engine's own, registered while mkdocs-macros is configured.

Events (MkDocs user guide, "Plugins", which ProperDocs keeps): `page_content` right after Markdown and before anybody else, so that no
other plug-in meets a token; `page_context` after the search has read the page, and before the template shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.plugins import BasePlugin, event_priority

from ..render.late import Tokens

__all__ = ["LateHtml"]


class LateHtml(BasePlugin):  # type: ignore[type-arg]
    """The tokens of all pages of one build, by page. `finish` is what is done to a page's finished HTML."""

    def __init__(self, finish: Callable[[str, Any], str]) -> None:
        self.tokens: dict[str, Tokens] = {}
        self.finish = finish

    def page(self, page: Any) -> Tokens:
        """New tokens for a page whose macros are about to run."""
        found = Tokens(f"{page.file.src_uri}\n{page.markdown}")
        self.tokens[page.file.src_uri] = found
        return found

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str | None:
        """What is searched goes in, tokens go out of all that is made of a page beside it."""
        tokens = self.tokens.get(page.file.src_uri)
        if tokens is None:
            return None
        page.markdown = tokens.without(page.markdown)
        if page.title and (title := tokens.without(str(page.title))) != page.title:
            page.title = title
        entries = list(page.toc)
        while entries:
            entry = entries.pop()
            entry.title = tokens.without(entry.title)
            entries += entry.children
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= tokens.anchors()
        return tokens.shown(html)

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> None:
        """The rest goes in."""
        tokens = self.tokens.pop(page.file.src_uri, None)
        content = page.content or ""
        page.content = self.finish(tokens.filled(content) if tokens else content, page)
