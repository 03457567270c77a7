"""A page's words as a reader hears them, and how hard they are to read.

Flesch-Kincaid grade level (Kincaid and others, 1975): 0.39 × words a sentence + 11.8 × syllables a
word − 15.59. The syllables are counted by the spelling; a test holds the measure against
textstat's, which looks them up in a dictionary.
"""

import re
from functools import cache

from ..source_text import spliced
from .data import Data
from .macros import BUILTIN, Registry
from .pages import Page
from .shadow import SHOWN

MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|^\s*(?:!!!|\?\?\?\+?)\s+[\w-]+\s*|^\s*>\s?")
LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
TAG = re.compile(r"</?[A-Za-z][^<>]*>|\{:?[ \t]*[.#][^{}]*\}")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
VOWELS = re.compile(r"[aeiouy]+")
# What is spelt like one syllable and spoken as two, and the reverse.
SPLIT = re.compile(
    r"ia(?!l$|n$|g)|[^aeiou]ious|io(?!n|us)|eo|ua(?!r)|uou|[^gq]uie|iu|ying|[aeiou]ing$|ism$|[^l]ien|riet"
)
SILENT_E = re.compile(
    r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouysxzcg]es$|[a-z]ely$|eless$|eful$|ement"
)


def prose(page: Page, data: Data | None = None, registry: Registry = BUILTIN) -> str:
    """The running text of a page, a sentence for each list item, headings and tables left out.

    Facts and explained words are put in place of their calls, from `data`.
    """
    data = data or Data()
    lines: list[str] = []
    for row in _spoken(page, data, registry).split("\n"):
        if row.lstrip().startswith(("|", "#")) or re.fullmatch(r"[\s:|-]*", row):
            lines.append("")
            continue
        text = TAG.sub("", LINK.sub(r"\1", row))
        if MARKER.match(text):
            lines.append("")
        lines.append(re.sub(r'[*_`"]', "", MARKER.sub("", text)).strip())
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", "\n".join(lines))]
    return " ".join(
        text if re.search(r"[.!?]$", text) else text.rstrip(":;,") + "."
        for text in paragraphs
        if re.search(r"\w", text)
    )


def _spoken(page: Page, data: Data, registry: Registry) -> str:
    """The body with code, comments and calls replaced by what a reader hears of them."""
    spoken = {call.span: registry.spoken(call, data) for call in page.calls}
    hidden = [
        (page.body_start + region.start, page.body_start + region.end, "")
        for region in page.regions.spans
        if region.kind != "code"
    ]
    calls = ((span.start, span.end, words) for span, words in spoken.items())
    return spliced(page.shadow, [(0, page.body_start, ""), *hidden, *calls]).replace(SHOWN, "")


def words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


@cache
def syllables(word: str) -> int:
    """The syllables of an English word, by its spelling."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    count = len(VOWELS.findall(letters)) + len(SPLIT.findall(letters))
    count -= len(SILENT_E.findall(letters))
    return max(count, 1)


def grade(text: str) -> float:
    """The US school grade of a text. Numbers and bracketed units count as the words around them."""
    spoken = re.sub(r"\([^)]*\)", "", text)
    spoken = re.sub(r"\d[\d.,–-]*", " one ", spoken)
    spoken = re.sub(r"°\s*[CF]", "degrees", spoken)
    found = WORD.findall(spoken)
    if not found:
        return 0.0
    sentences = max(len(re.findall(r"[.!?]+(?:\s|$)", spoken)), 1)
    beats = sum(syllables(part) for word in found for part in re.split(r"[-’']", word) if part)
    return round(0.39 * len(found) / sentences + 11.8 * beats / len(found) - 15.59, 1)
