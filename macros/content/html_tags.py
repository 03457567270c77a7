"""The raw HTML tags of a page's text, with the places of their attributes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from .raw_html import TAG

ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)
    (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>`]+)))?""",
    re.VERBOSE,
)

# What a browser fetches by itself when it shows a page (HTML Standard, "Links", "Embedded content",
# SVG 2), the usual attribute first; and the relations of a <link> that are fetched.
LOADS: dict[str, tuple[str, ...]] = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "object": ("data",),
    **dict.fromkeys("script iframe embed audio track input".split(), ("src",)),
    **dict.fromkeys("image use feimage".split(), ("href", "xlink:href")),
}
FETCHED = frozenset(
    "stylesheet icon apple-touch-icon preload modulepreload prefetch preconnect dns-prefetch "
    "manifest mask-icon".split()
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A raw HTML tag: its attributes as name → (value, its start, its end), in lower case."""

    name: str
    attributes: dict[str, tuple[str, int, int]]
    closing: bool
    at: int
    stop: int

    def value(self, name: str) -> str | None:
        """An attribute's value, "" for one without, None where it is absent."""
        found = self.attributes.get(name)
        return found[0] if found else None


def read_tags(clean: str) -> Iterator[Tag]:
    """The tags of a text without code."""
    for match in TAG.finditer(clean):
        attributes: dict[str, tuple[str, int, int]] = {}
        for found in ATTRIBUTE.finditer(clean, match.start("rest"), match.end("rest")):
            group = next(
                (name for name in ("double", "single", "bare") if found[name] is not None), ""
            )
            if group:
                attributes.setdefault(
                    found["name"].lower(),
                    (unescape(found[group]), found.start(group), found.end(group)),
                )
            else:
                attributes.setdefault(found["name"].lower(), ("", found.start(), found.end()))
        yield Tag(
            match["name"].lower(), attributes, bool(match["close"]), match.start(), match.end()
        )


def closers(tags: tuple[Tag, ...]) -> dict[int, Tag]:
    """For each opening <a>, by its number, the tag that closes it."""
    found: dict[int, Tag] = {}
    closer = None
    for number in range(len(tags) - 1, -1, -1):
        if tags[number].name == "a":
            if tags[number].closing:
                closer = tags[number]
            elif closer:
                found[number] = closer
    return found
