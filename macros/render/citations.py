"""One page's citations: numbers in order of first mention, marks, the list at its end, and the ways back.

What it becomes is a contract that others link to and tools read: a mark is `<sup class="cite">` holding real links, a list is
`<ol class="references">` of `<li id="ref-KEY">`. Marks are `cite-KEY-1`, `cite-KEY-2` …, so that no anchor holds a number that can change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from types import ModuleType
from urllib.parse import quote

from ..bib.evidence import kind_label, kind_of, rests_on, seen_label
from ..bib.identifier_links import addresses
from ..model import Reference
from ..styles.richtext import to_html

__all__ = ["CitationError", "Citations", "attribute", "letters", "reference_item", "runs"]

# Markdown reads on in what a macro returns: whatever it could take for its own becomes a character reference.
_UNSAFE = re.compile(r"[^A-Za-z0-9 ,.:;/#?=+~@!$()-]")


class CitationError(Exception):
    """A citation that can't be resolved. Its text is for the author of the page."""


@lru_cache(maxsize=20000)
def attribute(value: str) -> str:
    """A value for an HTML attribute that neither HTML nor Markdown can misread."""
    return _UNSAFE.sub(lambda match: f"&#{ord(match.group())};", value)


@lru_cache(maxsize=20000)
def fragment(anchor: str) -> str:
    """An anchor as the fragment of an address (RFC 3986)."""
    return attribute("#" + quote(anchor, safe="-._~:@!$()*+,;="))


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted numbers as closed runs: [1, 3, 4, 5] → [(1, 1), (3, 5)]; two neighbours stay two (AMA 11th, 3.6)."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [
        pair
        for first, last in found
        for pair in ([(first, last)] if last - first != 1 else [(first, first), (last, last)])
    ]


@dataclass
class Citations:
    """The state of one page while it is rendered. Nothing of it outlives the page.

    `references` are the sources by key, `style` a room such as `ama`; `unknown` makes the error for a key that no source has;
    `extras` gives the links that a site adds to a reference (exports, where else it is cited).
    """

    references: Mapping[str, Reference]
    style: ModuleType
    unknown: Callable[[str], CitationError]
    extras: Callable[[Reference], str] = lambda reference: ""
    numbers: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    listed: bool = False
    # What does not depend on the page, by key: a project hands the same store to all its pages.
    rendered: dict[str, str] = field(default_factory=dict)

    def cite(self, keys: Sequence[str], locator: str = "") -> str:
        """The mark for one or several keys, on one line.

        In: keys as in references.bib, in any order; a locator such as "p45", for a single key. Out: `<sup class="cite">…</sup>`.
        Raises CitationError for no key, an unknown key, a locator with several keys, or a citation after the list.
        """
        keys = list(dict.fromkeys(key.strip() for key in keys))
        if not keys or not all(keys):
            raise CitationError('cite() names no source: write {{ cite("key") }}')
        if locator and len(keys) > 1:
            raise CitationError(
                "a locator belongs to one source: give each source with a locator a cite() of its own"
            )
        if self.listed:
            raise CitationError(
                "this citation stands after bibliography(), which has printed the list already: move bibliography() to the page's end"
            )
        for key in keys:
            if key not in self.references:
                raise self.unknown(key)
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers) + 1
            self.mentions[key] = self.mentions.get(key, 0) + 1
        by_number = {self.numbers[key]: key for key in keys}
        parts = []
        for first, last in runs(list(by_number)):
            text = self._link(by_number[first], first, locator)
            if last > first:
                between = "".join(
                    f'<span class="cite-between" id="{self._mark_id(by_number[number])}"></span>'
                    for number in range(first + 1, last)
                )
                text += f"-{between}" + self._link(by_number[last], last)
            parts.append(text)
        opening, closing = self.style.MARK
        return f'<sup class="cite" data-search-exclude data-cite="{attribute(" ".join(by_number[number] for number in sorted(by_number)))}">{opening}{",".join(parts)}{closing}</sup>'

    def _mark_id(self, key: str) -> str:
        return attribute(f"cite-{key}-{self.mentions[key]}")

    def _link(self, key: str, number: int, locator: str = "") -> str:
        text = _numeral(self.style, number, locator)
        return f'<a class="cite-link" id="{self._mark_id(key)}" href="{fragment(f"ref-{key}")}" aria-label="Reference {text}">{text}</a>'

    def bibliography(self, foot: Callable[[list[Reference]], str] = lambda cited: "") -> str:
        """This page's list, as one line of HTML, and below it what `foot` makes of the cited references.

        Raises CitationError when it is asked for twice.
        """
        if self.listed:
            raise CitationError("bibliography() stands on this page twice: keep the one at its end")
        self.listed = True
        cited = [self.references[key] for key in self.numbers]
        if not cited:
            return ""
        items = "".join(
            reference_item(
                reference,
                self.style,
                self._back(reference.key),
                self.extras(reference),
                self.rendered,
            )
            for reference in cited
        )
        basis = rests_on(cited)
        head = f'<p class="rests-on">This page rests on {escape(basis)}.</p>' if basis else ""
        # How many there are: from it the theme knows about how high the list is before it is laid out.
        return f'<section class="bibliography" style="--count:{len(cited)}" data-search-exclude aria-label="References">{head}<ol class="references">{items}</ol>{foot(cited)}</section>'

    def _back(self, key: str) -> str:
        count = self.mentions[key]
        links = []
        for number in range(1, count + 1):
            name = "Back to the text" if count == 1 else f"Back to mention {number} of {count}"
            sign = "↑" if count == 1 else letters(number)
            links.append(
                f'<a href="{fragment(f"cite-{key}-{number}")}" aria-label="{name}">{sign}</a>'
            )
        return " ".join(links)


@lru_cache(maxsize=4096)
def _numeral(style: ModuleType, number: int, locator: str) -> str:
    """A number and its locator as a style prints them in a mark."""
    return _text(style.mark_parts([(number, locator)])[0][0])


def _text(value: str) -> str:
    return "".join(
        f"&#{ord(sign)};" if not (sign.isalnum() or sign in " .,-;:()") else sign
        for sign in value.replace("\n", " ")
    )


def reference_item(
    reference: Reference,
    style: ModuleType,
    back: str = "",
    extras: str = "",
    rendered: dict[str, str] | None = None,
) -> str:
    """One `<li>` of a list: formatted text, kind of evidence, links, ways back. One line of HTML, all text escaped.

    `rendered` keeps what is the same on every page.
    """
    same = None if rendered is None else rendered.get(reference.key)
    if same is None:
        same = _same_everywhere(reference, style)
        if rendered is not None:
            rendered[reference.key] = same
    ways = f' <span class="ref-back">{back}</span>' if back else ""
    return f'<li id="{attribute(f"ref-{reference.key}")}">{same}{ways}{" " + extras if extras else ""}</li>'


def _same_everywhere(reference: Reference, style: ModuleType) -> str:
    parts = [f'<span class="ref-text">{to_html(style.format_reference(reference))}</span>']
    kind = kind_of(reference)
    if kind:
        parts.append(
            f'<span class="ref-badge" data-kind="{kind}">{escape(kind_label(kind))}</span>'
        )
    notes = [
        seen_label(reference),
        "record incomplete" if reference.record == "partial" else "",
        f"record checked on {reference.checked}" if reference.checked else "",
    ]
    if any(notes):
        parts.append(
            f'<span class="ref-note">{escape("; ".join(note for note in notes if note))}</span>'
        )
    links = "".join(
        f'<a href="{escape(address)}" rel="noopener">{name}</a>'
        for name, address in addresses(reference)
    )
    if links:
        parts.append(f'<span class="ref-links">{links}</span>')
    return " ".join(parts)
