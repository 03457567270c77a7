"""A feed (Atom, RFC 4287) of what was taken back, and what reviews changed in substance."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from ..content.data import Item
from ..project import Project
from ..review.stamps import build_day
from ..urls import page_url

FEED = "changes.xml"
ATOM = "http://www.w3.org/2005/Atom"
# RFC 4287, 2: the language of what a feed says.
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    day: str
    title: str
    url: str
    text: str


def feed(project: Project, home: str) -> str:
    """The feed as text, newest first; one without entries where nothing has changed."""
    base, say = project.site_url, project.words
    host = urlsplit(base).hostname or "localhost"
    entries = sorted(_entries(project), key=lambda one: (one.day, one.id), reverse=True)
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: project.language or project.facts.language})
    _add(root, "title", say("{name}: changes that matter", name=home))
    _add(root, "subtitle", say("What was taken back, and what reviewers changed."))
    _add(root, "id", base or f"tag:{host},2000:changes")
    _add(root, "updated", _moment(entries[0].day if entries else build_day().isoformat()))
    if base:
        ET.SubElement(root, f"{{{ATOM}}}link", rel="self", href=f"{base}{FEED}")
        ET.SubElement(root, f"{{{ATOM}}}link", href=base)
    _add(ET.SubElement(root, f"{{{ATOM}}}author"), "name", home)
    for one in entries:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        _add(entry, "title", one.title)
        # RFC 4151: a name that stays when the site moves within its host.
        _add(entry, "id", f"tag:{host},{one.day}:{one.id}")
        _add(entry, "updated", _moment(one.day))
        ET.SubElement(entry, f"{{{ATOM}}}link", href=f"{base}{one.url}")
        _add(entry, "summary", one.text)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def _entries(project: Project) -> Iterator[_Entry]:
    say = project.words
    for item in project.data.errata.values():
        title, url = _page(project, item)
        said = say("Withdrawn: {title}", title=title)
        yield _Entry(item.id, str(item.get("until")), said, url, _words(project, item))
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
        said = say("Changed: {title}", title=title)
        yield _Entry(item.id, str(item.get("day")), said, url, text)


def _page(project: Project, item: Item) -> tuple[str, str]:
    source = str(item.get("page")).removeprefix(f"{project.prefix}/")
    page = project.by_source.get(source)
    return (page.title if page else source), page_url(source) if page else ""


def _words(project: Project, item: Item) -> str:
    because, said = str(item.get("because")), str(item.get("said") or "")
    return f"{because} {project.words('It said: “{words}”', words=said)}" if said else because


def _moment(day: str) -> str:
    """A day as RFC 3339 wants it; what is no day is the first that can be written."""
    try:
        return f"{dt.date.fromisoformat(day).isoformat()}T00:00:00Z"
    except ValueError:
        return "1970-01-01T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    # XML 1.0 has no place for control characters.
    kept = "".join(sign for sign in text if sign in "\t\n" or " " <= sign <= "\ufffd")
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = kept
