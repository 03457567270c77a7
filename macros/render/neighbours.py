"""Marks of neighbouring sentences, drawn together where no number depends on which is which.

A mark after nearly each sentence is heavy for the ear and the keyboard. So on pages for some
readers (profile: `audiences: merge_marks`) sentences that follow each other in a paragraph or an
item share one mark, behind the last of them. A sentence keeps its own mark where it states an
amount, where it has a mark within, and where it reports what one source says while its neighbour
has another; nothing is merged across it, nor across a sentence that cites nothing. The pages keep
their `cite` calls, and every anchor of a mark stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ..content.markdown import MACRO
from ..content.sentences import sentences
from ..source_text import spliced
from ..styles import Style
from .citations import mark

INLINE = frozenset(
    "a abbr b bdi bdo button cite code del dfn em i ins kbd mark q s samp small span strong sub sup"
    " u var".split()
)
MARK = re.compile(r'<sup class="cite".*?</sup>', re.DOTALL)
# What is heard or shown in another place than the sentence that it stands in.
ASIDE = re.compile(r'<span class="term-tip".*?</span>', re.DOTALL)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*>")
ENTITY = re.compile(r"&(?:#\w+|\w+);")
KEYS = re.compile(r'data-cite="([^"]*)"')
IDS = re.compile(r'\sid="([^"]+)"')
ENTRY = re.compile(r'<li id="ref-([^"]+)"')
PLAIN = re.compile(r"[\d,–-]+")
CLOSED = re.compile(rf"[.!?…][^\w\s{MACRO}]*{MACRO}+[^\w\s{MACRO}]*\s*$")

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_MORE = "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
_PARTS = "halves half thirds? quarters? fifths? tenths? hundreds? thousands? millions? billions?"
_TIMES = "dozens? twice thrice doubled? tripled? percent hourly daily nightly weekly monthly yearly"
_SPAN = "second|minute|hour|day|night|week|fortnight|month|year"
AMOUNT = re.compile(
    rf"\b(?:{'|'.join(f'{_ONES} {_MORE} {_PARTS} {_TIMES}'.split())}|per\s+cent"
    rf"|(?:an?|each|every|per)\s+(?:other\s+)?(?:{_SPAN}))\b",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"\b(?:says?|said|tells|told|found|finds|asks|names|named|advises|recommends|suggests|reports"
    r"|reported|counts|counted|lists|calls|warns|allows|shows|showed|puts|another|others?|study"
    r"|studies|trials?|guidelines?|reviews?|leaflets?|pages?|makers?|authors?|researchers?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that may share its mark: where the mark stands, and its keys."""

    mark: re.Match[str]
    keys: tuple[str, ...]
    reports: bool


def states_amount(text: str) -> bool:
    """Whether a text states an amount, in digits, signs or words."""
    return any(sign.isnumeric() or sign in "%‰" for sign in text) or bool(AMOUNT.search(text))


def merged_marks(html: str, style: Style) -> str:
    """A page's HTML in which sentences without amounts share a mark with their neighbours."""
    numbers = {unescape(key): at for at, key in enumerate(ENTRY.findall(html), 1)}
    pieces = []
    for group in _groups(html):
        names: dict[str, list[str]] = {}
        for one in group:
            for key, name in zip(one.keys, IDS.findall(one.mark[0]), strict=True):
                names.setdefault(key, []).append(unescape(name))
        if not names.keys() <= numbers.keys():
            continue
        keys = {numbers[key]: key for key in names}
        shared = mark(style, [(number, ()) for number in keys], keys, names)
        pieces += [(*one.mark.span(), "") for one in group[:-1]]
        pieces.append((*group[-1].mark.span(), shared))
    return spliced(html, pieces)


def _groups(html: str) -> Iterator[list[_Sentence]]:
    """Sentences next to each other that can share a mark, two or more."""
    for start, end in _paragraphs(html):
        group: list[_Sentence] = []
        for one in _sentences(html, start, end):
            if one is None or not group or not _alike(group, one):
                if len(group) > 1:
                    yield group
                group = []
            if one is not None:
                group.append(one)
        if len(group) > 1:
            yield group


def _alike(group: list[_Sentence], one: _Sentence) -> bool:
    """Whether a sentence can share the mark of those before it."""
    reports = one.reports or any(other.reports for other in group)
    return not reports or all(set(other.keys) == set(one.keys) for other in group)


def _paragraphs(html: str) -> Iterator[tuple[int, int]]:
    """Where the running text of paragraphs and items begins and ends: of those with two marks."""
    opened, cells = None, 0
    for tag in TAG.finditer(html):
        name = tag["name"].lower()
        if name in INLINE:
            continue
        if opened is not None and html.count('<sup class="cite"', opened, tag.start()) > 1:
            yield opened, tag.start()
        cells += (-1 if tag["end"] else 1) if name == "table" else 0
        opened = tag.end() if name in ("p", "li") and not tag["end"] and not cells else None


def _sentences(html: str, start: int, end: int) -> Iterator[_Sentence | None]:
    """The sentences of a paragraph; None for one that keeps its mark to itself."""
    text = _blanked(html[start:end])
    for piece in sentences(text, 0, len(text)):
        words = text[piece.start : piece.end]
        if not words.strip():
            continue
        marks = list(MARK.finditer(html, start + piece.start, start + piece.end))
        if len(marks) != 1 or not CLOSED.search(words) or states_amount(words.replace("*", "")):
            yield None
            continue
        found = KEYS.search(marks[0][0])
        keys = tuple(unescape(found[1]).split()) if found else ()
        shown = TAG.sub("", marks[0][0]).strip("[]() ")
        if not keys or not PLAIN.fullmatch(shown):  # a locator belongs to its own sentence
            yield None
        else:
            yield _Sentence(marks[0], keys, bool(REPORTS.search(words)))


def _blanked(html: str) -> str:
    """A paragraph's words with signs of the same length in the place of all that is none."""
    text = MARK.sub(lambda match: MACRO * len(match[0]), html)
    text = ASIDE.sub(lambda match: "*" * len(match[0]), text)
    text = TAG.sub(lambda match: "*" * len(match[0]), text)
    return ENTITY.sub(lambda match: unescape(match[0])[:1] * len(match[0]), text)
