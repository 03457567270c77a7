"""The entries of the site's menu, each drawn once for all pages of a folder where it is the same.

Known is the menu of Material for MkDocs alone, by the digest of its template: any other, and any
that a project has changed, is drawn as ever.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import jinja2

NAME = "partials/nav-item.html"
# In these an entry that does not lead to the page at hand depends on the entry, its place in the
# menu, the theme's features and the page's folder alone.
KNOWN = frozenset(["89895208f22d68ce405a4bcb6649b9150eba5bbb04663a6cb3f93f02daf1d2f7"])
_HEAD = "{% macro render(nav_item, path, level, parent) %}"
_OTHER = "{% macro drawn(nav_item, path, level, parent) %}"
# A macro finds names of its template when it is called: the entries below an entry come here too.
_FOOT = "\n{% set render = kept_menu(drawn, page, nav, features) %}\n"

Drawn = Callable[..., str]


class Menus:
    """The entries of the menu, as they were drawn for the pages of one folder."""

    def __init__(self, env: jinja2.Environment) -> None:
        self.nav: Any = None
        self.forget()
        assert env.loader is not None
        try:
            source, _, _ = env.loader.get_source(env, NAME)
        except jinja2.TemplateNotFound:
            return
        if hashlib.sha256(source.encode()).hexdigest() in KNOWN:
            env.globals["kept_menu"] = self.of_page
            own = jinja2.DictLoader({NAME: source.replace(_HEAD, _OTHER) + _FOOT})
            env.loader = jinja2.ChoiceLoader([own, env.loader])

    def forget(self) -> None:
        """Draw everything again: a page may have another icon or status now."""
        self._place: object = None
        self._kept: dict[tuple[int, str, int, bool], tuple[Any, str]] = {}

    def of_page(self, drawn: Drawn, page: Any, nav: Any, features: Any) -> Drawn:
        """What draws an entry of a page's menu. In: what draws it for this page alone."""
        if not page or not nav:  # a page of the theme's own, such as that for wrong addresses
            return drawn
        if nav is not self.nav:
            self.nav, self._above = nav, _above(nav)
        if self._above is None:
            return drawn
        folder, name = _parts(page.url)
        here = (*folder, name) if name else folder
        if name and here in self._above:
            return drawn  # links to what lies below the page are of another form
        place = (folder, bool(name), tuple(features))
        if place != self._place:
            self.forget()
            self._place = place
        kept = self._kept

        def render(item: Any, path: str, level: int, *parent: Any) -> str:
            if item.active:
                return drawn(item, path, level, *parent)
            key = (id(item), path, level, bool(parent and parent[0].active))
            found = kept.get(key)
            if found is None:  # with the entry itself, lest its id be given away
                found = kept[key] = (item, drawn(item, path, level, *parent))
            return found[1]

        return render


def _parts(url: str) -> tuple[tuple[str, ...], str]:
    """The folder from which MkDocs counts to other pages: all but its last part, and that part."""
    parts = [part for part in url.split("/") if part not in ("", ".")]
    if "." in url.rpartition("/")[2]:
        return tuple(parts[:-1]), ""
    return tuple(parts[:-1]), parts[-1] if parts else ""


def _above(nav: Any) -> frozenset[tuple[str, ...]] | None:
    """The addresses below which another entry lies; None for a menu that can't be kept.

    That is one in which a page stands twice, or that has entries of another plug-in's.
    """
    found: set[tuple[str, ...]] = {()}
    files: set[int] = set()
    for item in _entries(nav.items):
        if not hasattr(item, "active") or hasattr(item, "pages"):
            return None
        file = getattr(item, "file", None)
        if id(file) in files:
            return None
        if file is not None:
            files.add(id(file))
        parts = tuple(part for part in str(getattr(item, "url", "") or "").split("/") if part)
        # A page may be what its own address says; a link to a page's address is another entry.
        found.update(parts[:size] for size in range(1, len(parts) + (file is None)))
    return frozenset(found)


def _entries(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _entries(getattr(item, "children", None) or [])
