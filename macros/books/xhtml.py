"""A built page's text as XHTML that a book can hold: no scripts, no controls, links that lead on.

It is written so that an XML reader (EPUB) and an HTML reader (PDF) see the same: an empty element
has an end tag unless HTML calls it void (HTML Standard, 13.1.2).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from ..content.svg import readable_width
from ..tables import table, turned, words

_TABLE = table(__file__)
VOID, GONE, GONE_CLASSES, KEPT = (
    words(_TABLE[name]) for name in ("void", "gone", "gone_classes", "kept")
)
RENAMED = turned(_TABLE["renamed"])
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]*)\)")


@dataclass(frozen=True)
class Drawing:
    """A drawing that stood in a page: the name of its file, and its text."""

    name: str
    text: str


@dataclass
class Writer:
    """Writes nodes of one page.

    In: `prefix`, put before each id, so that pages can share a document; `link(href)`, the address
    in the book or on the web, or "" for none; `picture(src)`, the picture's name in the book, or ""
    where there is none. Out, besides the text: `ids` and `drawings`.
    """

    prefix: str
    link: Callable[[str], str]
    picture: Callable[[str], str]
    ids: set[str] = field(default_factory=set)
    drawings: list[Drawing] = field(default_factory=list)

    def inside(self, node: LexborNode) -> str:
        """What is in a node."""
        children = list(node.iter(include_text=True))
        if node.tag == "figure":
            # A caption is the first or the last of a figure (HTML Standard, 4.4.12).
            children.sort(key=lambda child: child.tag == "figcaption")
        return "".join(map(self.written, children))

    def written(self, node: LexborNode) -> str:
        """A node with all that is in it; "" for what is for screens alone."""
        tag = node.tag or ""
        if tag == "-text":
            return escape(NOT_XML.sub("", node.text_content or ""), quote=False)
        given = dict(node.attributes)
        classes = (given.get("class") or "").split()
        if not tag or tag[0] in "-!" or tag in GONE or "hidden" in given:
            return ""
        if GONE_CLASSES.intersection(classes):
            return ""
        if tag == "svg":
            return self._drawing(node)
        if tag in ("img", "input"):
            return self._picture(given) if tag == "img" else self._blank(given)
        if tag == "button" and "term-word" not in classes:
            return ""
        return self._element(node, tag, given, classes)

    def _element(
        self, node: LexborNode, tag: str, given: dict[str, str | None], classes: list[str]
    ) -> str:
        kept = {name: value or "" for name, value in given.items() if name in KEPT}
        if tag in ("details", "summary"):
            # A box that is opened on demand is open in a book.
            kept["class"] = " ".join([*classes, "box" if tag == "details" else "box-title"])
        if tag == "legend":
            kept["class"] = "legend"
        tag = RENAMED.get(tag, tag)
        if "id" in kept:
            self.ids.add(kept["id"])
            kept["id"] = self.prefix + kept["id"]
        if tag == "a":
            address = self.link(kept.pop("href", ""))
            if not address:
                tag = "span"
            else:
                kept["href"] = address
                if given.get("aria-label"):
                    kept["aria-label"] = given["aria-label"] or ""
        if tag == "section" and "bibliography" in classes:
            kept["role"] = "doc-bibliography"
            kept["aria-label"] = given.get("aria-label") or ""
        start = f"<{tag}{_attributes(kept)}"
        return f"{start}/>" if tag in VOID else f"{start}>{self.inside(node)}</{tag}>"

    def _picture(self, given: dict[str, str | None]) -> str:
        alt = given.get("alt") or ""
        name = self.picture(given.get("src") or "")
        if not name:
            return escape(alt)
        return f"<img{_attributes({'src': name, 'alt': alt})}/>"

    @staticmethod
    def _blank(given: dict[str, str | None]) -> str:
        """A line to write on, or a square to tick."""
        kind = given.get("type") or "text"
        shape = "tick" if kind in ("checkbox", "radio") else "write"
        return f'<span class="{shape}"></span>' if kind not in ("hidden", "submit") else ""

    def _drawing(self, node: LexborNode) -> str:
        """A drawing as a picture with its title and description as alternative text."""
        about = [node.css_first(name) for name in ("title", "desc")]
        alt = ". ".join((one.text() or "").strip().rstrip(".") for one in about if one)
        if not alt:
            return ""
        name = f"drawings/{self.prefix}{len(self.drawings) + 1}.svg"
        self.drawings.append(Drawing(name, _svg(node)))
        wide = " wide" if readable_width(self.drawings[-1].text) else ""
        shape = {"class": f"drawing{wide}", "src": name, "alt": f"{alt}."}
        return f"<img{_attributes(shape)}/>"


def _svg(node: LexborNode) -> str:
    """A drawing as a file: colours of a page's theme get the value they have on paper."""
    tag = node.tag or ""
    if tag == "-text":
        return escape(NOT_XML.sub("", node.text_content or ""), quote=False)
    if not tag or tag[0] in "-!" or tag == "script":
        return ""
    given = {name: value or "" for name, value in node.attributes.items()}
    given.pop("class", None)
    if "font-family" in given or tag == "svg":
        given["font-family"] = "sans-serif"
    if tag == "svg":
        given["xmlns"] = "http://www.w3.org/2000/svg"
    for name, value in given.items():
        while value != (value := VARIABLE.sub(r"\1", value)):
            pass
        given[name] = value
    inside = "".join(map(_svg, node.iter(include_text=True)))
    return f"<{tag}{_attributes(given)}>{inside}</{tag}>"


def _attributes(given: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(NOT_XML.sub("", value))}"' for name, value in given.items())
