"""One page's citations: numbers in order of first mention, marks, the list, and its back-links.

What it becomes is a contract that others link to and tools read: a mark is `<sup class="cite">`
holding real links, a list is `<ol class="references">` of `<li id="ref-KEY">`. Marks are
`cite-KEY-1`, `cite-KEY-2` …, so that no anchor holds a number that can change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import escape
from sys import intern

from ..bib.evidence import DEFAULT_KINDS, Kind, by_id, kind_label, rests_on, seen_label
from ..bib.identifier_links import addresses
from ..content.macros import split_key
from ..markup import Say, attribute, filled, fragment
from ..model import Reference, plain
from ..styles import Style
from ..styles.locators import LocatorError, Locators, parse
from ..styles.richtext import Link, to_html
from ..styles.style import Piece, pieces
from .late import Later


class CitationError(Exception):
    """A citation that can't be resolved. Its text is for the author of the page."""


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def _no_extras(_: Reference) -> str:
    return ""


def _no_foot(_: list[Reference]) -> str:
    return ""


@dataclass
class Citations:
    """The state of one page while it is rendered. Nothing of it outlives the page.

    `references` are the sources by key; `unknown` makes the error for a key that no source has;
    `extras` gives what a site adds to a reference (exports, where else it is cited).
    """

    references: Mapping[str, Reference]
    style: Style
    unknown: Callable[[str], CitationError]
    extras: Callable[[Reference], str] = _no_extras
    numbers: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    listed: bool = False
    # What does not depend on the page, by key: a project hands the same store to all its pages.
    rendered: dict[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: by_id(DEFAULT_KINDS))
    say: Say = filled

    def cite(self, arguments: Sequence[str], locator: str = "") -> str:
        """The mark for one or several sources, on one line.

        In: keys as in references.bib, in any order, each perhaps with a locator behind a space
        ("moss2021 p45"); `locator` is another way to give it to a single key.
        Out: `<sup class="cite">…</sup>`. Raises CitationError for no key, an unknown key, a locator
        that can't be read, and a citation after the list.
        """
        cited = _cited(arguments, locator)
        if self.listed:
            raise CitationError(
                "this citation stands after bibliography(), which has printed the list already: "
                "move bibliography() to the page's end"
            )
        for key in dict.fromkeys(key for key, _ in cited):
            if key not in self.references:
                raise self.unknown(key)
            self.numbers.setdefault(key, len(self.numbers) + 1)
            self.mentions[key] = self.mentions.get(key, 0) + 1
        by_number = {self.numbers[key]: key for key, _ in cited}
        names = {key: (f"cite-{key}-{self.mentions[key]}",) for key in by_number.values()}
        places = [(self.numbers[key], found) for key, found in cited]
        return mark(self.style, places, by_number, names)

    def bibliography(self, foot: Callable[[list[Reference]], str] = _no_foot) -> Later | str:
        """This page's list, made when the page is written; "" for a page that cites nothing.

        `foot` makes the end of it from the cited references.

        Raises CitationError when it is asked for twice.
        """
        if self.listed:
            raise CitationError("bibliography() stands on this page twice: keep the one at its end")
        self.listed = True
        if not self.numbers:
            return ""
        ids = tuple(intern(f"ref-{key}") for key in self.numbers)
        made = partial(self._list, foot, tuple(self.numbers), tuple(self.mentions.values()))
        # All pages wait for their lists at once: nothing is held that those don't need.
        self.numbers, self.mentions = {}, {}
        return Later(made, ids)

    def _list(
        self,
        foot: Callable[[list[Reference]], str],
        keys: Sequence[str],
        counts: Sequence[int],
    ) -> str:
        cited = [self.references[key] for key in keys]
        items = "".join(
            reference_item(
                reference,
                self.style,
                _back(reference.key, count),
                self.extras(reference),
                self.rendered,
                self.kinds,
                self.say,
            )
            for reference, count in zip(cited, counts, strict=True)
        )
        basis = rests_on(cited, self.kinds, self.say)
        rests = escape(self.say("This page rests on {what}.", what=basis))
        head = f'<p class="rests-on">{rests}</p>' if basis else ""
        name = attribute(self.say("References"))
        # From how many there are the theme knows the list's likely height before it is laid out.
        return (
            f'<section class="bibliography" style="--count:{len(cited)}" data-search-exclude '
            f'aria-label="{name}">{head}<ol class="references">{items}</ol>'
            f"{foot(cited)}</section>"
        )


def _back(key: str, count: int) -> str:
    return " ".join(
        f'<a href="{fragment(f"cite-{key}-{number}")}">{"↑" if count == 1 else letters(number)}</a>'
        for number in range(1, count + 1)
    )


def mark(
    style: Style,
    places: Iterable[tuple[int, Locators]],
    keys: Mapping[int, str],
    names: Mapping[str, Sequence[str]],
) -> str:
    """The HTML of one mark.

    In: the numbers with their locators; the key of each number; and by key the ids under which the
    mark is reached, of which the last is the link's own.
    """
    opening, closing = style.marks
    links = ",".join(_piece(style, piece, keys, names) for piece in pieces(places))
    cited = attribute(" ".join(keys[number] for number in sorted(keys)))
    return (
        f'<sup class="cite" data-search-exclude data-cite="{cited}">{opening}{links}{closing}</sup>'
    )


def _piece(
    style: Style, piece: Piece, keys: Mapping[int, str], names: Mapping[str, Sequence[str]]
) -> str:
    """A number, or a run whose numbers in between keep an anchor to come back to."""
    place = _escaped(style.place(piece.locators)) if piece.locators else ""
    first = _link(keys[piece.first], f"{piece.first}{place}", names)
    if piece.last == piece.first:
        return first
    between = "".join(
        _between(names[keys[number]]) for number in range(piece.first + 1, piece.last)
    )
    return f"{first}-{between}{_link(keys[piece.last], str(piece.last), names)}"


def _between(names: Sequence[str]) -> str:
    return "".join(f'<span class="cite-between" id="{attribute(one)}"></span>' for one in names)


def _link(key: str, text: str, names: Mapping[str, Sequence[str]]) -> str:
    # What a screen reader is told beyond the number, citations.mjs adds: in thousands of marks it
    # would weigh a kilobyte. The key stands first, so that a second mark repeats more of the first.
    *others, own = names[key]
    return f'{_between(others)}<a href="{fragment(f"ref-{key}")}" id="{attribute(own)}">{text}</a>'


def _cited(arguments: Sequence[str], locator: str) -> list[tuple[str, Locators]]:
    """The keys of a `cite`, each with the locators that stand with it."""
    pairs = [split_key(argument) for argument in arguments]
    if not pairs or not all(key for key, _ in pairs):
        raise CitationError('cite() names no source: write {{ cite("key") }}')
    if locator and len(pairs) > 1:
        raise CitationError(
            "a locator belongs to one source: write it behind its key, as in "
            '{{ cite("key p45", "other-key") }}'
        )
    try:
        return [(key, parse(", ".join(filter(None, (own, locator))))) for key, own in pairs]
    except LocatorError as error:
        near = f': did you mean "{error.near}"?' if error.near else ': write it as in "p45"'
        raise CitationError(f"{error}{near}") from None


@lru_cache(maxsize=4096)
def _escaped(value: str) -> str:
    return "".join(
        sign if sign.isalnum() or sign in " .,-;:()" else f"&#{ord(sign)};" for sign in value
    )


def reference_item(
    reference: Reference,
    style: Style,
    back: str = "",
    extras: str = "",
    rendered: dict[str, str] | None = None,
    kinds: Mapping[str, Kind] | None = None,
    say: Say = filled,
) -> str:
    """One `<li>` of a list: formatted text, kind of evidence, links, back-links; all text escaped.

    In: the source, and what the page adds to it. Out: one line of HTML. `rendered` keeps what is
    the same on every page.
    """
    same = None if rendered is None else rendered.get(reference.key)
    if same is None:
        same = _same_everywhere(reference, style, kinds or by_id(DEFAULT_KINDS), say)
        if rendered is not None:
            rendered[reference.key] = same
    links = f' <span class="ref-back">{back}</span>' if back else ""
    return (
        f'<li id="{attribute(f"ref-{reference.key}")}">{same}{links}'
        f"{' ' + extras if extras else ''}</li>"
    )


def _same_everywhere(
    reference: Reference, style: Style, kinds: Mapping[str, Kind], say: Say
) -> str:
    text = style.reference(reference)
    parts = [f'<span class="ref-text">{to_html(text)}</span>']
    if label := kind_label(reference, kinds):
        kind = attribute(reference.evidence)
        parts.append(f'<span class="ref-badge" data-kind="{kind}">{escape(label)}</span>')
    notes = [
        seen_label(reference, say),
        say("record incomplete") if reference.record == "partial" else "",
        say("record checked on {day}", day=reference.checked) if reference.checked else "",
    ]
    if any(notes):
        parts.append(
            f'<span class="ref-note">{escape("; ".join(note for note in notes if note))}</span>'
        )
    # An address that stands there in full is a link already.
    shown = {
        node.href for node in text if isinstance(node, Link) and plain(node.spans) == node.href
    }
    links = "".join(
        f'<a href="{escape(address)}">{name}</a>'
        for name, address in addresses(reference)
        if address not in shown
    )
    if links:
        parts.append(f'<span class="ref-links">{links}</span>')
    return " ".join(parts)
