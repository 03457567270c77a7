"""One built HTML file as values, as a browser reads it: ids, links, loads, images, headings, text.

On which line something stands is looked for only where a fault is told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from ...content.html_tags import FETCHED, LOADS

# Where braces and signs are examples or programs, not prose.
QUIET = "script style code pre samp kbd textarea template title".split()
CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_EDITED = re.compile(r"^.*?/edit/[^/]+/")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
POINTING = ("for", "aria-labelledby", "aria-describedby")
# One selector: elements that several of a list fit are found as often.
_READ = ":is({})".format(
    ",".join(
        [
            *(f"[{name}]" for name in "id href src srcset imagesrcset poster style".split()),
            *(f"[{name}]" for name in POINTING),
            *("html", "h1", "a", "meta", "style", "svg *", *LOADS),
        ]
    )
)
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""[\s"']([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One address in a built file.

    What it is written on, what it is (a link, a load or a page's own name), the attribute that
    holds it, how many of the page hold the same before it; its line, where it is no part of a page.
    """

    address: str
    tag: str
    kind: str  # link, load, named
    name: str = ""
    number: int = 0
    line: int = 0


@dataclass(slots=True)
class Built:
    """What one built page holds; `source` is its file in the project, if its edit link tells."""

    path: str
    html: str
    ids: set[str] = field(default_factory=set)
    twice: list[tuple[str, int]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    pointers: list[tuple[str, str]] = field(default_factory=list)
    texts: str = ""
    no_alt: list[str] = field(default_factory=list)
    h1: int = 0
    lang: str = ""
    refresh: bool = False
    source: str = ""
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: dict[tuple[str, str], list[int]] | None = None

    def add(self, address: str, tag: str, kind: str, name: str = "") -> None:
        """One more link."""
        number = self.seen[name, address]
        self.seen[name, address] += 1
        self.links.append(Link(address, tag, kind, name, number))

    def line(self, name: str, value: str, number: int = 0) -> int:
        """The line on which an attribute has a value, alone or among others; else the first line.

        `number` asks for a later one than the first.
        """
        if self.places is None:
            self.places = _places(self.html)
        found = self.places.get((name, value.strip())) or [
            place
            for (other, whole), places in self.places.items()
            if other == name and value and value in whole
            for place in places
        ]
        place = found[min(number, len(found) - 1)] if found else self.html.find(value)
        return self.line_at(max(place, 0))

    def line_of(self, pattern: re.Pattern[str], number: int) -> int:
        """The line of the nth place that a pattern fits, or of the last; else the first line."""
        places = [0, *(found.start() for found in pattern.finditer(self.html))]
        return self.line_at(places[min(number + 1, len(places) - 1)])

    def line_at(self, place: int) -> int:
        """The line of a place in the file."""
        return self.html.count("\n", 0, place) + 1


def _places(html: str) -> dict[tuple[str, str], list[int]]:
    """Where each attribute stands with each of its values."""
    found: dict[tuple[str, str], list[int]] = {}
    for tag in _TAG.finditer(html):
        for match in _ATTRIBUTE.finditer(html, tag.start(), tag.end()):
            value = unescape(match[2] or match[3] or match[4] or "").strip()
            found.setdefault((match[1].lower(), value), []).append(match.start(1))
    return found


def read_built(html: str, name: str) -> Built:
    """Read a built page.

    Bytes that are not UTF-8 were read past; the check of the text reports them.
    """
    tree = LexborHTMLParser(html)
    built = Built(name, html)
    for node in tree.css(_READ):
        tag = (node.tag or "").lower()
        attributes = {key: value or "" for key, value in node.attributes.items()}
        if attributes:
            _attributes(built, tag, attributes)
        if tag == "html":
            built.lang = attributes.get("lang", "")
        elif tag == "h1":
            built.h1 += 1
        elif tag == "style":
            for address, _ in css_loads(node.text()):
                built.add(address, tag, "load")
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            built.refresh = True
            target = _REFRESH.search(attributes.get("content", ""))
            if target:
                built.add(target[1].strip(), tag, "link", "content")
    tree.strip_tags(QUIET, recursive=True)
    built.texts = tree.body.text(separator="\0") if tree.body else ""
    return built


def css_loads(text: str, line: int = 1) -> list[tuple[str, int]]:
    """The addresses that a style sheet loads, with their lines."""
    if "url(" not in text and "@import" not in text and "URL(" not in text:
        return []
    text = CSS_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return [
        (
            next(part for part in match.groups() if part is not None),
            line + text.count("\n", 0, match.start()),
        )
        for match in CSS_URL.finditer(text)
        if any(part is not None for part in match.groups())
    ]


def _attributes(built: Built, tag: str, attributes: Mapping[str, str]) -> None:
    name = attributes.get("id")
    if name is not None:
        if before := built.seen["id", name]:
            built.twice.append((name, before))
        built.seen["id", name] += 1
        built.ids.add(name)
        built.anchors.add(name)
    if tag == "a" and attributes.get("name"):
        built.anchors.add(attributes["name"])
    _address(built, tag, attributes)
    for name, address in _loads(attributes):
        built.add(address, tag, "load", name)
    for pointing in POINTING:
        built.pointers += [(pointing, target) for target in attributes.get(pointing, "").split()]


def _loads(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What an element loads beside its own address: the attribute and the address."""
    for many in ("srcset", "imagesrcset"):
        for part in attributes.get(many, "").split(","):
            if part.strip():
                yield many, part.split()[0]
    if attributes.get("poster"):
        yield "poster", attributes["poster"]
    for address, _ in css_loads(attributes.get("style", "")):
        yield "style", address


def _address(built: Built, tag: str, attributes: Mapping[str, str]) -> None:
    address = attributes.get("href")
    if tag in ("a", "area") and address is not None:
        built.add(address, tag, "link", "href")
        editing = "edit" in attributes.get("rel", "") + attributes.get("class", "")
        if editing and "/edit/" in address and not built.source:
            built.source = _EDITED.sub("", address)
    elif tag == "link" and address is not None:
        kinds = set(attributes.get("rel", "").lower().split())
        if kinds & FETCHED:
            built.add(address, tag, "load", "href")
        elif kinds & {"canonical", "alternate", "prev", "next"}:
            built.add(address, tag, "named", "href")
        if "edit" in kinds:
            built.source = _EDITED.sub("", address)
    elif tag in LOADS:
        names = LOADS[tag] if LOADS[tag][0] == "href" else LOADS[tag][:1]
        name = next((one for one in names if one in attributes), "")
        if name:
            built.add(attributes[name], tag, "load", name)
        if tag == "img" and "alt" not in attributes:
            built.no_alt.append(attributes.get("src", ""))
