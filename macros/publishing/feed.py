"""A feed (Atom, RFC 4287) of what was taken back, and what reviews changed in substance."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..content.data import Item
from ..project import Project
from ..review.stamps import build_day
from ..template import blocks
from ..urls import page_url

FEED = "changes.xml"
# XML 1.0 has no place for control characters.
_NOT_XML = re.compile(r"[^\t\n -\ufffd]")
_block = blocks(__file__)


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    day: str
    title: str
    url: str
    text: str

    @property
    def moment(self) -> str:
        """The day as RFC 3339 wants it."""
        return _moment(self.day)


def feed(project: Project, home: str) -> str:
    """The feed as text, newest first; one without entries where nothing has changed."""
    say = project.words
    entries = sorted(_entries(project), key=lambda one: (one.day, one.id), reverse=True)
    values = {
        "lang": project.language or project.facts.language,
        "base": project.site_url,
        "host": urlsplit(project.site_url).hostname or "localhost",
        "home": home,
        "title": say("{name}: changes that matter", name=home),
        "subtitle": say("What was taken back, and what reviewers changed."),
        "file": FEED,
        "updated": entries[0].moment if entries else _moment(build_day().isoformat()),
        "entries": entries,
    }
    return _NOT_XML.sub("", _block(FEED, **values))


def _entries(project: Project) -> Iterator[_Entry]:
    say = project.words
    for item in project.data.errata.values():
        title, url = _page(project, item)
        head = say("Withdrawn: {title}", title=title)
        yield _Entry(item.id, str(item.get("until")), head, url, _words(project, item))
    for item in project.data.changes.values():
        title, url = _page(project, item)
        lines = [
            say(
                "“{was}” is now “{now}”.",
                was=change.get("was") or "…",
                now=change.get("now") or "…",
            )
            for change in item.get("changes", [])
            if isinstance(change, dict)
        ]
        text = " ".join(lines) or say("Reviewed for the first time.")
        head = say("Changed: {title}", title=title)
        yield _Entry(item.id, str(item.get("day")), head, url, text)


def _page(project: Project, item: Item) -> tuple[str, str]:
    source = str(item.get("page")).removeprefix(f"{project.prefix}/")
    page = project.by_source.get(source)
    return (page.title if page else source), page_url(source) if page else ""


def _words(project: Project, item: Item) -> str:
    because, quote = str(item.get("because")), str(item.get("said") or "")
    return f"{because} {project.words('It said: “{words}”', words=quote)}" if quote else because


def _moment(day: str) -> str:
    """A day as RFC 3339 wants it; what is no day is the first that can be written."""
    try:
        return f"{dt.date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError:
        return "1970-01-01T00:00:00Z"
