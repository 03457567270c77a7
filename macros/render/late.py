"""Finished HTML that Markdown need not read: a token stands for it until the page is rendered.

A macro's HTML would be parsed by Markdown, and again by the search. A token is six characters of
Unicode's private use area, four of which come from a digest of the page's own text: a page can't
hold its own digest, so nothing that it brings is taken for a token.
"""

import hashlib
import re
import zlib
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from sys import intern
from typing import Any, Protocol

FIRST, COUNT = 0xE000, 0x1900  # U+E000 to U+F8FF, the private use area of the basic plane
_ID = re.compile(r'\sid="([^"]+)"')
_OPENING = re.compile(r"<p(?: [^<>]*)?>\s*\Z")
_CLOSING = re.compile(r"\s*</p>")
_SPACE = re.compile(r"\s*")
_TAG = re.compile(r"""<[a-zA-Z/!](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_MARKUP = re.compile(rf"<!--.*?-->|{_TAG.pattern}", re.DOTALL)
_COMMENT = re.compile(r"<!--([0-9a-f]{16}) (\d{1,9})-->")  # see Tokens._part
# Once the search has read the page, nobody asks a mark for this.
_SEARCHED_NOT = '<sup class="cite" data-search-exclude'
_NESTED = re.compile(r"""=\s*(?:"[^"<>]*<|'[^'<>]*<)""")


@dataclass(frozen=True, slots=True)
class Later:
    """HTML made only when its page is written, so that few wait at once; and the ids it brings."""

    make: Callable[[], str]
    ids: tuple[str, ...] = ()


class Keep(Protocol):
    """What a macro hands its HTML to: is it a `block` or `searched`, and its words (`text`)."""

    def __call__(
        self, html: str | Later, *, block: bool = False, searched: bool = False, text: str = ""
    ) -> str:
        """What the macro prints."""
        ...


def at_once(html: str | Later, **_how: Any) -> str:
    """The HTML itself, for an engine that has no event after a page is rendered."""
    return html if isinstance(html, str) else html.make()


@dataclass(frozen=True, slots=True)
class _Kept:
    given: str | Later
    block: bool = False
    searched: bool = False
    text: str = ""

    @property
    def html(self) -> str:
        return at_once(self.given)


class Tokens:
    """The tokens of one page. `source` is its text, from which they get their common beginning."""

    def __init__(self, source: str) -> None:
        digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
        numbers = (int.from_bytes(digest[at : at + 4]) for at in range(0, 16, 4))
        self._mark = "".join(chr(FIRST + number % COUNT) for number in numbers)
        # In the finished page, where letters of ASCII take half the memory.
        self._name = digest.hex()[:16]
        # A mark is its HTML alone: a site has thousands.
        self._kept: list[_Kept | str] = []
        self._waiting = b""

    def keep(
        self, html: str | Later, *, block: bool = False, searched: bool = False, text: str = ""
    ) -> str:
        """A token for the HTML; nothing for nothing."""
        if not html:
            return ""
        high, low = divmod(len(self._kept), COUNT)
        number = chr(FIRST + high) + chr(FIRST + low)
        if isinstance(html, str) and not (block or searched or text):
            self._kept.append(html)
        else:
            self._kept.append(_Kept(html, block, searched, text))
        return self._mark + number

    def _at(self, number: str) -> int:
        """The place of what the last two characters of a token stand for; -1 for none."""
        at = [ord(sign) - FIRST for sign in number]
        place = at[0] * COUNT + at[1] if len(at) == 2 and 0 <= at[1] < COUNT else -1
        return place if place < len(self._kept) else -1

    def _of(self, number: str) -> _Kept | None:
        place = self._at(number)
        if place < 0:
            return None
        kept = self._kept[place]
        return _Kept(kept) if isinstance(kept, str) else kept

    def shown(self, html: str) -> str:
        """A page as Markdown rendered it, with what the search reads.

        The rest becomes a comment, which no reader of HTML shows or indexes.
        """
        found: list[str] = []
        done, comments, within = 0, "<!--" in html, _tags(html)
        while (start := html.find(self._mark, done)) >= 0:
            end, run = self._run(html, start)
            before = html[done:start]
            if within(start) or (
                comments and html.rfind("<!--", 0, start) > html.rfind("-->", 0, start)
            ):  # in an attribute or a comment HTML would end it
                found += [before, self.without(html[start:end])]
            elif not any(kept.block for _, kept in run if kept):
                found += [before, *(self._part(number, kept) for number, kept in run)]
            else:
                end = self._blocks(html, before, start, end, run, found)
            done = end
        return "".join([*found, html[done:]])

    def _run(self, html: str, start: int) -> tuple[int, list[tuple[str, _Kept | None]]]:
        """The tokens from a place on with only white space between them, and where they end."""
        run: list[tuple[str, _Kept | None]] = []
        size = len(self._mark)
        while True:
            number = html[start + size : start + size + 2]
            run.append((number, self._of(number)))
            start += size + 2
            space = _SPACE.match(html, start)
            after = space.end() if space else start
            if not html.startswith(self._mark, after):
                return start, run
            if after > start:
                run.append((html[start:after], None))
            start = after

    def _part(self, number: str, kept: _Kept | None) -> str:
        if kept is None:
            return number if number.isspace() else ""
        return kept.html if kept.searched else f"<!--{self._name} {self._at(number)}-->"

    def _blocks(
        self,
        html: str,
        before: str,
        start: int,
        end: int,
        run: list[tuple[str, _Kept | None]],
        found: list[str],
    ) -> int:
        """Put blocks between paragraphs; gives where the page goes on.

        A paragraph that holds nothing else gives way; any other ends before and begins after.
        """
        opening = _OPENING.search(before)
        closing = _CLOSING.match(html, end)
        text = "".join(
            self._part(number, kept)
            if kept and kept.block
            else f"<p>{self._part(number, kept)}</p>"
            for number, kept in run
            if kept
        )
        if opening:
            found += [before[: opening.start()], text]
            if not closing:
                found.append(opening[0].strip())
            return closing.end() if closing else end
        if closing or html.rfind("<p", 0, start) > html.rfind("</p>", 0, start):
            found += [before, f"</p>{text}"]
            if not closing:
                found.append("<p>")
            return closing.end() if closing else end
        found += [before, text]
        return end

    def wait(self) -> None:
        """Hold the marks small until the page is written: all pages wait for that at once."""
        marks = [one if isinstance(one, str) else "" for one in self._kept]
        joined = "\0".join(marks)
        if joined.count("\0") == len(marks) - 1:
            self._waiting = zlib.compress(joined.encode("utf-8", "surrogatepass"), 1)
            self._kept = ["" if isinstance(one, str) else one for one in self._kept]

    def filled(self, html: str) -> str:
        """A page as `shown` gave it, with all the rest."""
        if self._waiting:
            marks = zlib.decompress(self._waiting).decode("utf-8", "surrogatepass").split("\0")
            self._kept = [mark or one for mark, one in zip(marks, self._kept, strict=True)]
            self._waiting = b""
        placed: set[int] = set()
        html = _COMMENT.sub(lambda found: self._filling(found, placed), html)
        html = html.replace(_SEARCHED_NOT, '<sup class="cite"')
        for place, one in enumerate(self._kept):
            if isinstance(one, str) and place not in placed:
                html = _without_back_links(html, _ID.findall(one))
        return html

    def _filling(self, found: re.Match[str], placed: set[int]) -> str:
        name, place = found.groups()
        if name != self._name or int(place) >= len(self._kept):
            return found[0]
        kept = self._kept[int(place)]
        placed.add(int(place))
        return kept if isinstance(kept, str) else kept.html

    def without(self, text: str) -> str:
        """A title, an entry of the contents list or other plain text: words in place of tokens."""
        return self._with(text, "text")

    def printed(self, text: str) -> str:
        """A text with the HTML that its tokens stand for: what the macros printed."""
        return self._with(text, "html")

    def _with(self, text: str, what: str) -> str:
        before, *parts = text.split(self._mark)
        return before + "".join(
            (getattr(kept, what) if (kept := self._of(part[:2])) else "") + part[2:]
            for part in parts
        )

    def anchors(self) -> set[str]:
        """The ids that the HTML brings, to which links may lead."""
        found: set[str] = set()
        for kept in self._kept:
            given = kept if isinstance(kept, str) else kept.given
            found.update(
                (intern(unescape(name)) for name in _ID.findall(given))
                if isinstance(given, str)
                else given.ids
            )
        return found


def _without_back_links(html: str, ids: list[str]) -> str:
    """A mark that was called where HTML shows none, as in a tooltip, has no link back to it."""
    for name in ids:
        if f'id="{name}"' not in html:
            html = re.sub(rf'<a href="#{re.escape(name)}">[^<]*</a> ?', "", html)
    return html


def _tags(html: str) -> Callable[[int], bool]:
    """Whether a place lies within a tag.

    Every tag is looked at only where an attribute holds `<`, which raw HTML alone can bring: else
    the last one before the place is enough.
    """
    if not _NESTED.search(html):
        return lambda at: _in_tag(html, at)
    spans = [match.span() for match in _MARKUP.finditer(html)]
    starts = [start for start, _ in spans]

    def within(at: int) -> bool:
        number = bisect_left(starts, at) - 1
        return (number >= 0 and spans[number][1] > at) or _in_tag(html, at)

    return within


def _in_tag(html: str, at: int) -> bool:
    opened = html.rfind("<", 0, at)
    if opened < 0:
        return False
    tag = _TAG.match(html, opened)
    return tag.end() > at if tag else html.find(">", opened, at) < 0
