"""Finished HTML that Markdown need not read: a short token stands for it until the page is
rendered.

A macro's HTML would be parsed by Markdown, and again by the search. A token is six characters of
Unicode's private use area, four
of which come from a digest of the page's own text: a page can't hold its own digest, so nothing
that it brings is taken for a token.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Keep", "Tokens", "at_once"]

FIRST, COUNT = 0xE000, 0x1900  # U+E000 to U+F8FF, the private use area of the basic plane
_ID = re.compile(r'\sid="([^"]+)"')
_TAG = re.compile(r"""<[a-zA-Z/!](?:[^<>"']|"[^"]*"|'[^']*')*>""")


class Keep(Protocol):
    """What a macro hands its HTML to. `block`: it stands between paragraphs; `searched`: the search
    reads it; `text`: its words.
    """

    def __call__(
        self, html: str, *, block: bool = False, searched: bool = False, text: str = ""
    ) -> str:
        """What the macro prints."""
        ...


def at_once(html: str, **_how: Any) -> str:
    """The HTML itself, for an engine that has no event after a page is rendered."""
    return html


@dataclass(frozen=True, slots=True)
class _Kept:
    html: str
    block: bool
    searched: bool
    text: str


class Tokens:
    """The tokens of one page. `source` is its text, from which they get their common beginning."""

    def __init__(self, source: str) -> None:
        digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
        self._mark = "".join(
            chr(FIRST + int.from_bytes(digest[at : at + 4]) % COUNT) for at in range(0, 16, 4)
        )
        self._kept: list[_Kept] = []
        one = f"{self._mark}[\ue000-\uf8ff]{{2}}"
        self._token = re.compile(one)
        # A paragraph that holds nothing else gives way to a block.
        self._run = re.compile(rf"(<p(?: [^<>]*)?>\s*)?({one}(?:\s*{one})*)(\s*</p>)?")
        self._comment = re.compile(f"<!--({one})-->")

    def keep(
        self, html: str, *, block: bool = False, searched: bool = False, text: str = ""
    ) -> str:
        """A token for the HTML; nothing for nothing."""
        if not html:
            return ""
        number = len(self._kept)
        self._kept.append(_Kept(html, block, searched, text))
        return f"{self._mark}{chr(FIRST + number // COUNT)}{chr(FIRST + number % COUNT)}"

    def shown(self, html: str) -> str:
        """A page as Markdown rendered it, with what the search reads. The rest becomes a comment,
        which no reader of HTML shows or indexes.
        """
        if self._mark not in html:
            return html
        comments = "<!--" in html

        def placed(match: re.Match[str]) -> str:
            start = match.start()
            if _in_tag(html, start) or (
                comments and html.rfind("<!--", 0, start) > html.rfind("-->", 0, start)
            ):  # in an attribute or a comment HTML would end it
                return self.without(match[0])
            return self._placed(match, html)

        return self._run.sub(placed, html)

    def _placed(self, match: re.Match[str], html: str) -> str:
        opening, run, closing = match[1] or "", match[2], match[3] or ""
        kept = [self._of(token) for token in self._token.findall(run)]
        if not any(one and one.block for one in kept):
            return opening + self._token.sub(self._inline, run) + closing
        text = "".join(
            part if one is None or one.block else f"<p>{part}</p>"
            for one, part in zip(kept, map(self._part, self._token.findall(run)), strict=True)
        )
        if opening and closing:
            return text
        if opening:
            return f"{text}{opening.strip()}"
        if closing or html.rfind("<p", 0, match.start()) > html.rfind("</p>", 0, match.start()):
            return f"</p>{text}" + ("" if closing else "<p>")
        return text

    def _of(self, token: str) -> _Kept | None:
        number = (ord(token[-2]) - FIRST) * COUNT + ord(token[-1]) - FIRST
        return self._kept[number] if number < len(self._kept) else None

    def _part(self, token: str) -> str:
        kept = self._of(token)
        if kept is None:
            return ""
        return kept.html if kept.searched else f"<!--{token}-->"

    def _inline(self, match: re.Match[str]) -> str:
        return self._part(match[0])

    def filled(self, html: str) -> str:
        """A page as `shown` gave it, with all the rest."""
        if self._mark not in html:
            return html
        return self._comment.sub(
            lambda match: kept.html if (kept := self._of(match[1])) else "", html
        )

    def without(self, text: str) -> str:
        """A title, an entry of the contents list or any other plain text: words in the place of
        tokens.
        """
        if self._mark not in text:
            return text
        return self._token.sub(
            lambda match: kept.text if (kept := self._of(match[0])) else "", text
        )

    def printed(self, text: str) -> str:
        """A text with the HTML that its tokens stand for: what the macros printed, whatever the
        page's own digest.
        """
        return self._token.sub(
            lambda match: kept.html if (kept := self._of(match[0])) else "", text
        )

    def anchors(self) -> set[str]:
        """The ids that the HTML brings, to which links may lead."""
        return {name for kept in self._kept for name in _ID.findall(kept.html)}


def _in_tag(html: str, at: int) -> bool:
    opened = html.rfind("<", 0, at)
    if opened < 0:
        return False
    tag = _TAG.match(html, opened)
    return tag.end() > at if tag else html.find(">", opened, at) < 0
