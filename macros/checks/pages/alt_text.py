"""Do images have words for those who can't see them? WCAG 2.2, 1.1.1."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ...content.links import Link
from ...content.markdown import Document, visible
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...urls import address_parts
from ..rule import check
from .html_tags import VOID

LONGEST_ALT = 300
DECORATIVE = re.compile(
    r"role\s*=\s*[\"']?(?:presentation|none)\b|aria-hidden\s*=\s*[\"']?true"
    r"|\balt\s*=\s*(?:\"\s*\"|'\s*')|[.\s\"'](?:decorati(?:ve|on)|presentation)\b"
)
# alt="" is HTML's own way of saying: decorative (HTML Standard, 4.8.4.4).
HTML_DECORATIVE = re.compile(rf"{DECORATIVE.pattern}|\salt(?:\s*=\s*)?(?=[\s/>])")
FIGURE = re.compile(r"<figure\b[^>]*>(?P<inside>.*?)</figure\s*>", re.DOTALL | re.IGNORECASE)
FIGCAPTION = re.compile(r"<figcaption\b[^>]*>(?P<words>.*?)</figcaption", re.DOTALL | re.IGNORECASE)
BELOW = re.compile(
    r"[ \t]*\n(?:[ \t]*\n)?(?:[ \t]*/// (?:figure-)?caption[^\n]*\n(?P<block>[^\n]+)"
    r"|[ \t]*(?P<mark>[*_]{1,2})(?P<words>[^*_\n]+)(?P=mark)[ \t]*(?:\n|$))"
)
FILE = re.compile(r"\.(?:png|jpe?g|svg|gif|webp|bmp|tiff?)$", re.IGNORECASE)
NAMELESS = frozenset(
    """
        image picture photo figure img graphic diagram drawing icon screenshot alt alt-text
    """.split()
)
IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
TITLE = re.compile(r"\s[\"'(](?P<title>[^\n]*)[\"')]\)\Z")
LEAD = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic|img)\s+(?:of|showing|that shows)\s+",
    re.IGNORECASE,
)


@check("page", rule_set="accessibility")
def images(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """The words that stand for an image.

    img-alt (error)
        Who can't see the image is told nothing (WCAG 1.1.1).
        Bad: ![](../assets/bridge.png)
        Good: ![The bridge, seen from the north](../assets/bridge.png)

    img-alt-name (error)
        A file's name, or the word image alone, says nothing to who can't see it (WCAG 1.1.1).
        Bad: ![old-bridge.png](../assets/old-bridge.png)
        Good: ![The bridge, seen from the north](../assets/old-bridge.png)

    img-alt-lead (warning)
        A screen reader says that it is an image; the text need not.
        Bad: ![Image of a bridge](…)
        Good: ![A bridge, seen from the north](…)

    img-alt-caption (warning)
        Words that repeat the caption are heard twice, and say nothing of what the image shows
        (HTML Standard, 4.8.4.4).
        Bad: ![The old bridge](bridge.png "The old bridge")
        Good: ![Two arches of stone](bridge.png "The old bridge")

    img-alt-long (warning)
        The words for an image are read in one breath, without a way to stop or go back: what is
        longer belongs into the text (WCAG 1.1.1, G73).
        Bad: an alternative text of 400 characters
        Good: a sentence in the square brackets, the rest in the text beside the image
    """
    document = page.document
    pictures = [link for link in document.links if link.image]
    if not pictures:
        return
    captions, silent = dict(_captions(document, pictures)), _silent(document)
    for link in pictures:
        name, alt = posixpath.basename(address_parts(link.target).path), visible(link.text)
        if alt:
            if found := _alt(alt, name, captions.get(link.at) or _caption(document, link)):
                yield page.text.diagnostic(link.at, *found)
        elif link.at not in silent and not _decorative(document, link):
            what = f'the image "{name}" has no words for those who can\'t see it'
            fix = (
                "describe what it shows in the square brackets; if it is only decoration, mark it: "
                "![](…){ role=presentation }"
            )
            yield page.text.diagnostic(link.at, "img-alt", what, fix)


def _alt(alt: str, name: str, caption: str) -> tuple[str, str, str] | None:
    """Rule, message and fix for the words of one image."""
    stem = PurePosixPath(name).stem
    same = letters(alt) == letters(stem) and not re.search(r"\s", alt)
    technical = alt == alt.lower() or re.search(r"[\d_-]", alt)
    if (
        FILE.search(alt)
        or (same and technical)
        or alt.lower().strip(" .").replace(" ", "-") in NAMELESS
    ):
        what = f'"{alt}" does not say what the image shows'
        return "img-alt-name", what, "describe it in one sentence"
    if match := LEAD.match(alt):
        what = f'"{match.group().strip()}" need not be said'
        return "img-alt-lead", what, f"begin with what it shows: {alt[match.end() :][:60]}"
    if caption and letters(caption) == letters(alt):
        what = "the words for the image repeat its caption"
        return "img-alt-caption", what, "say what can be seen in it, or shorten the caption"
    if len(alt) > LONGEST_ALT:
        what = f"the words for the image have {len(alt)} characters; the most is {LONGEST_ALT}"
        return "img-alt-long", what, "say in a sentence what it shows, and the rest in the text"
    return None


def _captions(document: Document, pictures: list[Link]) -> Iterator[tuple[int, str]]:
    """The offset of each image of a <figure>, with the words of its caption."""
    for match in FIGURE.finditer(document.source) if "<figcaption" in document.source else ():
        if caption := FIGCAPTION.search(match["inside"]):
            for link in pictures:
                if match.start() < link.at < match.end():
                    yield link.at, visible(caption["words"])


def _caption(document: Document, link: Link) -> str:
    """The title of an image, or the caption right below it."""
    title = TITLE.search(document.source[link.at : link.stop])
    if title:
        return title["title"]
    match = BELOW.match(document.clean, link.stop + len(link.extra))
    return (match["block"] or match["words"]) if match else ""


def _decorative(document: Document, link: Link) -> bool:
    """Whether an image without words is marked as decoration, itself or by its paragraph."""
    if link.kind == "html":
        return bool(HTML_DECORATIVE.search(document.source[link.at : link.stop]))
    following = re.compile(r"[^\n]{0,80}\n[ \t]*(\{:[^}\n]*\})?").match(document.source, link.stop)
    block = (following[1] or "") if following else ""
    return bool(DECORATIVE.search(link.extra + block))


def _silent(document: Document) -> set[int]:
    """The offsets of images that need no words.

    They stand in an element hidden from screen readers, or in a link that has words of its own
    (WCAG 2.2, H2).
    """
    found, hidden = set[int](), list[str]()
    at = iter(sorted(link.at for link in document.links if link.image))
    image = next(at, None)
    for tag in document.tags:
        while image is not None and image < tag.at:
            if hidden:
                found.add(image)
            image = next(at, None)
        quiet = tag.value("aria-hidden") == "true" or tag.value("role") in ("presentation", "none")
        if hidden and tag.name == hidden[-1] and tag.closing:
            hidden.pop()
        elif not tag.closing and (tag.name in hidden[-1:] or (quiet and not hidden)):
            hidden += [] if tag.name in VOID else [tag.name]
    outer = [link for link in document.links if not link.image and "![" in link.text]
    for link in outer:
        if visible(IMAGE.sub("", link.text)):
            found |= {link.at + match.start() + 1 for match in IMAGE.finditer(link.text)}
    return found


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())
