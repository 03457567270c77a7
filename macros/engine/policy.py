"""The second wall: a Content-Security-Policy (CSP Level 3) that lets only the theme's scripts run.

The digests come from the theme rendered with an empty page, never from the page itself: a planted
script would be blessed.
"""

import copy
import datetime as dt
import re
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from ..checks.site.allowed import inline_scripts, inline_styles, own_names
from ..markup import digest

# Front matter for which a theme may write an inline script.
_SAMPLE = {
    "title": "x",
    "written": dt.date(2000, 1, 1),
    "review_due": dt.date(2000, 1, 1),
}
# From a disk the search runs in a frame, into which its shim writes this script.
_FRAME_SCRIPT = re.compile(r"const FRAME_SCRIPT\s*=\s*`([^`]*)`")
_KEPT = re.compile(
    r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL
)
_INDENT = re.compile(r"\s*\n\s*")
# Beside the beginning or end of these, white space shows nothing; nor does it twice in a row.
_BLOCKS = "article|aside|div|footer|form|h[1-6]|head|header|li|link|main|meta|nav|ol|p|section|ul"
_BETWEEN = re.compile(
    rf"\n(?=</?(?:{_BLOCKS})\b|</(?:a|label|span)>(?:\n|</?(?:{_BLOCKS})\b))"
    r'|(?<=<span class="md-ellipsis">)\n'
)
_AFTER = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\n")
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)


class Policies:
    """The policies of one build: one for each template and depth, since scripts name the root."""

    def __init__(self, config: Any, offline: bool) -> None:
        self.config, self.offline = config, offline
        self.homepage: Any = None
        self.files: Any = None
        self.environment: jinja2.Environment | None = None
        self._digests: dict[tuple[str, str], frozenset[str]] = {}
        # What is a style among them is kept apart, for its own directive.
        self._styles: set[str] = set()
        # What the theme's head names by itself.
        self._named: set[str] = set()

    def of_page(self, page: Any) -> frozenset[str]:
        """The digests of the theme's inline scripts on a page."""
        empty = copy.copy(page)
        empty.content, empty.markdown, empty.meta, empty.toc = "", "", dict(_SAMPLE), get_toc([])
        empty.parent = empty.previous_page = empty.next_page = None
        template = str(page.meta.get("template", "main.html"))
        return self.of_template(template, get_relative_url(".", page.url), empty)

    def of_template(self, name: str, base_url: str, page: Any = None) -> frozenset[str]:
        """The digests of a template's inline scripts, with an empty menu (it holds page titles)."""
        key = (name, base_url)
        if key not in self._digests:
            assert self.environment is not None
            html = self.rendered(self.environment, name, base_url, page)
            html = lightened(html)  # as pages are published
            styles = inline_styles(html)
            self._styles |= styles
            self._named |= own_names(html)
            self._digests[key] = frozenset(inline_scripts(html) | styles) | self._frame()
        return self._digests[key]

    def rendered(
        self, environment: jinja2.Environment, name: str, base_url: str, page: Any = None
    ) -> str:
        """A template without a menu."""
        menu = Navigation([], [])
        menu.homepage = self.homepage
        context = get_context(menu, self.files, self.config, page, base_url)
        return environment.get_template(name).render(context)

    def known(self, digests: frozenset[str]) -> frozenset[str]:
        """What a page may hold in its head and run, because the theme brings it."""
        return digests | self._named

    def _frame(self) -> frozenset[str]:
        found = set()
        names = (self.config.get("extra") or {}).get("polyfills") or [] if self.offline else []
        for name in names:
            file = self.files.get_file_from_path(str(name))
            path = Path(file.abs_src_path) if file else None
            if path and (match := _FRAME_SCRIPT.search(path.read_text("utf-8"))):
                found.add(digest(match[1]))
        return frozenset(found)

    def text(self, digests: frozenset[str]) -> str:
        """The policy. From a disk files are named by their scheme: 'self' needs a host."""
        own = "'self' file:" if self.offline else "'self'"
        asked = str((self.config.get("extra") or {}).get("errata_address", ""))
        asked = f" {asked}" if re.fullmatch(r"https?://[\w.:/~%-]+", asked) else ""
        scripts = "".join(f" '{one}'" for one in sorted(digests - self._styles))
        styles = "".join(f" '{one}'" for one in sorted(digests & self._styles))
        return (
            f"default-src 'none'; script-src {own}{scripts}; style-src {own} 'unsafe-inline'; "
            f"style-src-elem {own}{styles}; style-src-attr 'unsafe-inline'; "
            f"img-src {own} data:; font-src {own}; media-src {own}; connect-src {own}{asked}; "
            f"worker-src {own}; manifest-src {own}; base-uri 'none'; form-action 'none'"
        )


def lightened(html: str) -> str:
    """A page without the indents of its templates, except in text whose lines count."""
    parts = _KEPT.split(html)
    parts[::2] = [
        _AFTER.sub(r"\1", _BETWEEN.sub("", _INDENT.sub("\n", part))) for part in parts[::2]
    ]
    return "".join(parts)


def with_policy(html: str, policy: str) -> str:
    """A page with the policy first in its head: it holds only for what stands after it."""
    head = _HEAD.search(html)
    if head is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"{html[: head.end()]}{meta}{html[head.end() :]}"
