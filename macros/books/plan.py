"""Which pages a book holds, and in which order: by the menu and the profile (`books`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..profile import Book
from ..project import Project


@dataclass(frozen=True)
class Planned:
    """One page of a book: its file below docs, and the parts of the menu that it stands in."""

    source: str
    parts: tuple[str, ...]


def planned(project: Project, book: Book, nav: Any = None) -> list[Planned]:
    """The pages of a book. In each entry of the book's `pages` they keep the order of the menu.

    In: the menu, where it is another than that of the settings, as that of a further language.
    """
    nav = project.facts.values.get("nav") if nav is None else nav
    menu = [
        one for one in _menu(project, nav) if not any(_below(one.source, no) for no in book.without)
    ]
    if not book.pages:
        return menu
    found = (one for wanted in book.pages for one in menu if _below(one.source, wanted))
    return list(dict.fromkeys(found))


def _below(source: str, place: str) -> bool:
    """Whether a page is a file, or stands below a folder."""
    return source == place or source.startswith(f"{place.rstrip('/')}/")


def _menu(project: Project, nav: Any) -> list[Planned]:
    if nav:
        found = [one for one in _walked(nav, ()) if one.source in project.by_source]
        return list({one.source: one for one in reversed(found)}.values())[::-1]
    # Without a menu MkDocs sorts by name, an index first.
    order = sorted(project.by_source, key=lambda name: (_folders(name), not _index(name), name))
    return [Planned(name, tuple(map(_words, _folders(name)))) for name in order]


def _walked(node: Any, parts: tuple[str, ...]) -> Iterator[Planned]:
    if isinstance(node, str):
        yield Planned(node, parts)
    elif isinstance(node, Mapping):
        for title, child in node.items():
            inside = parts if isinstance(child, str) else (*parts, str(title))
            yield from _walked(child, inside)
    elif isinstance(node, Iterable):
        for child in node:
            yield from _walked(child, parts)


def _folders(name: str) -> tuple[str, ...]:
    return tuple(name.split("/")[:-1])


def _index(name: str) -> bool:
    return name.rpartition("/")[2].lower() in ("index.md", "readme.md")


def _words(folder: str) -> str:
    return folder.replace("-", " ").replace("_", " ").capitalize()
