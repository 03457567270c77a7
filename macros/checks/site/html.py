"""One built HTML file as values: ids, links, loads, images, headings, text, each with its line."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ...content.html_tags import FETCHED, LOADS

# Where braces and signs are examples or programs, not prose.
QUIET = frozenset("script style code pre samp kbd textarea template title".split())
CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_EDITED = re.compile(r"^.*?/edit/[^/]+/")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """One address in a built file: its line, its element, and what it is.

    That is a link, a load or a page's own name.
    """

    address: str
    line: int
    tag: str
    kind: str  # link, load, named


@dataclass(slots=True)
class Built:
    """What one built page holds.

    `source` is the page's file in the project, where its own edit link tells.
    """

    path: str
    ids: dict[str, int] = field(default_factory=dict)
    twice: list[tuple[str, int, int]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    pointers: list[tuple[str, str, int]] = field(default_factory=list)
    texts: list[tuple[str, int]] = field(default_factory=list)
    no_alt: list[tuple[str, int]] = field(default_factory=list)
    h1: list[int] = field(default_factory=list)
    lang: str = ""
    refresh: bool = False
    source: str = ""


def read_built(text: str, name: str) -> Built:
    """Read a built page.

    Bytes that are not UTF-8 were read past; the check of the text tells of them.
    """
    parser = _Reader(name)
    parser.feed(text)
    parser.close()
    return parser.built


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


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.built = Built(name)
        self.quiet = 0
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in reversed(attrs)}
        built, line = self.built, self.getpos()[0]
        if tag in QUIET:
            self.quiet += 1
            self.style = tag == "style"
        if attributes:
            self._attributes(tag, attributes, line)
        if tag == "html":
            built.lang = attributes.get("lang", "")
        elif tag == "h1":
            built.h1.append(line)
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            built.refresh = True
            target = re.search(
                r"url\s*=\s*['\"]?([^'\"]+)", attributes.get("content", ""), re.IGNORECASE
            )
            if target:
                built.links.append(Link(target[1].strip(), line, tag, "link"))

    def _attributes(self, tag: str, attributes: dict[str, str], line: int) -> None:
        built = self.built
        name = attributes.get("id")
        if name is not None:
            if name in built.ids:
                built.twice.append((name, built.ids[name], line))
            built.ids.setdefault(name, line)
            built.anchors.add(name)
        if tag == "a" and attributes.get("name"):
            built.anchors.add(attributes["name"])
        self._address(tag, attributes, line)
        for many in ("srcset", "imagesrcset"):
            loads = [
                part.split()[0] for part in attributes.get(many, "").split(",") if part.strip()
            ]
            built.links += [Link(address, line, tag, "load") for address in loads]
        if attributes.get("poster"):
            built.links.append(Link(attributes["poster"], line, tag, "load"))
        styles = css_loads(attributes.get("style", ""))
        built.links += [Link(address, line, tag, "load") for address, _ in styles]
        for pointing in ("for", "aria-labelledby", "aria-describedby"):
            targets = attributes.get(pointing, "").split()
            built.pointers += [(pointing, target, line) for target in targets]

    def _address(self, tag: str, attributes: dict[str, str], line: int) -> None:
        built = self.built
        if tag in ("a", "area") and "href" in attributes:
            built.links.append(Link(attributes["href"], line, tag, "link"))
            editing = "edit" in attributes.get("rel", "") + attributes.get("class", "")
            if editing and "/edit/" in attributes["href"] and not built.source:
                built.source = _EDITED.sub("", attributes["href"])
        elif tag == "link" and "href" in attributes:
            kinds = set(attributes.get("rel", "").lower().split())
            if kinds & FETCHED:
                built.links.append(Link(attributes["href"], line, tag, "load"))
            elif kinds & {"canonical", "alternate", "prev", "next"}:
                built.links.append(Link(attributes["href"], line, tag, "named"))
            if "edit" in kinds:
                built.source = _EDITED.sub("", attributes["href"])
        elif tag in LOADS:
            older = attributes.get("xlink:href") if LOADS[tag][0] == "href" else None
            address = attributes.get(LOADS[tag][0], older)
            if address is not None:
                built.links.append(Link(address, line, tag, "load"))
            if tag == "img" and "alt" not in attributes:
                built.no_alt.append((attributes.get("src", ""), line))

    def handle_endtag(self, tag: str) -> None:
        if tag in QUIET:
            self.quiet = max(0, self.quiet - 1)
            self.style = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in QUIET:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self.style:
            self.built.links += [
                Link(address, line, "style", "load")
                for address, line in css_loads(data, self.getpos()[0])
            ]
        elif not self.quiet and not data.isspace():
            self.built.texts.append((data, self.getpos()[0]))
