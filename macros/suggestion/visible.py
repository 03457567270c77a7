"""A page's text as its reader sees it, each character with its place in the author's file.

A sentence that somebody copied from the page is looked up in it. What the file holds and the
reader does not see (emphasis, addresses of links, citation marks) is left out; what the reader sees
and the file holds elsewhere (a shared fact) is there, but marked as fixed.
"""

import html
import re
from dataclasses import dataclass

from ..content.data import Data
from ..content.macros import Registry
from ..content.pages import Page
from ..model import Span

_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛′´`", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\n\t\r", " ")
    | {"…": "."}
)
# A link's or image's address, a tag or comment, a mark of emphasis or code, what opens a line, and
# what parts cells.
_HIDDEN = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)|\]\[[^\]\n]*\]|!?\[|"
    r"<!--.*?-->|</?[A-Za-z][^<>]*>|(?<!\\)[*_`~]+(?=\S)|(?<=\S)(?<!\\)[*_`~]+|"
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)[ \t]+|(?<!\\)\||"
    r"[ \t]#+[ \t]*$|\{:?[^{}\n]*[#.][^{}\n]*\}|"
    r"\\(?=[\\`*_{}\[\]()#+.!<>~|-])",
    re.MULTILINE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


@dataclass(frozen=True)
class Visible:
    """Folded text, where each of its characters stands in the file, and which are fixed."""

    text: str
    places: tuple[Span, ...]
    fixed: frozenset[int]

    def alone(self, start: int, end: int) -> bool:
        """Whether a range is a paragraph or a heading of its own."""
        return self.text[:start][-1:] in ("\n", "") and self.text[end : end + 1] in ("\n", "")


def folded(text: str) -> str:
    """Words as they are compared: plain quotes and hyphens, single spaces."""
    return " ".join(text.translate(_ALIKE).split())


def visible(page: Page, registry: Registry, data: Data) -> Visible:
    """The visible text of a page's body."""
    characters: list[tuple[str, Span, bool]] = []
    body, at = page.source, page.body_start
    calls = sorted(
        (call for call in page.calls if call.span.start >= at), key=lambda call: call.span.start
    )
    for call in calls:
        characters += _plain(body, at, call.span.start)
        spoken = registry.spoken(call, data)
        characters += [(sign, call.span, True) for sign in spoken]
        at = max(at, call.span.end)
    characters += _plain(body, at, len(body))
    return _joined(characters)


def _plain(body: str, start: int, end: int) -> list[tuple[str, Span, bool]]:
    found, at = [], start
    piece = body[start:end]
    hidden = [(match.start() + start, match.end() + start) for match in _HIDDEN.finditer(piece)]
    entities = {match.start() + start: match for match in _ENTITY.finditer(piece)}
    hides = iter([*hidden, (end, end)])
    hide = next(hides)
    while at < end:
        while hide[1] <= at and hide[0] < end:
            hide = next(hides)
        if hide[0] <= at < hide[1]:
            at = hide[1]
        elif at in entities:
            match = entities[at]
            span = Span(at, at + len(match.group()))
            found += [(sign, span, False) for sign in html.unescape(match.group())]
            at = span.end
        else:
            found.append((body[at], Span(at, at + 1), False))
            at += 1
    return found


def _joined(characters: list[tuple[str, Span, bool]]) -> Visible:
    """Folded, with each run of spaces as one; a paragraph's end stays apart."""
    text: list[str] = []
    places: list[Span] = []
    fixed: set[int] = set()
    ends = 0
    for sign, span, is_fixed in characters:
        ends = ends + 1 if sign == "\n" else (ends if sign in " \t" else 0)
        plain = sign.translate(_ALIKE)
        if plain == " " and text and text[-1] in (" ", "\n"):
            if ends > 1:
                text[-1] = "\n"  # no sentence goes across it
            continue
        if is_fixed:
            fixed.add(len(text))
        text.append(plain)
        places.append(span)
    return Visible("".join(text), tuple(places), frozenset(fixed))
