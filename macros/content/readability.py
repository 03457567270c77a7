"""A page's words as a reader hears them: without macros, links' targets, tables and code. For reading grades and counts."""

from __future__ import annotations

import re

from .data import Data
from .pages import Page
from .regions import find_regions

__all__ = ["grade", "prose", "words"]

CALL = re.compile(r'\{\{\s*(\w+)\(\s*(?:"([^"]*)")?(?:\s*,\s*"([^"]*)")?[^}]*\}\}')
MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|^\s*(?:!!!|\?\?\?\+?)\s+[\w-]+\s*|^\s*>\s?")


def prose(page: Page, data: Data | None = None) -> str:
    """The running text of a page: a sentence for each list item, facts and explained words in place, headings and tables left out."""
    body = "\n".join(page.source.split("\n")[page.body_line - 1 :])
    for region in reversed(find_regions(body).spans):
        start, end, kind = region.start, region.end, region.kind
        if kind != "code":
            body = body[:start] + body[end:]

    def said(match: re.Match) -> str:
        name, first, second = match.groups()
        if name == "term":
            return second or first or ""
        if name == "fact" and data and first in data.facts:
            return f"{data.facts[first].get('text')}{second or ''}"
        return ""

    lines = []
    for row in body.split("\n"):
        if row.lstrip().startswith(("|", "#")) or re.fullmatch(r"[\s:|-]*", row):
            lines.append("")
            continue
        text = CALL.sub(said, row)
        text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
        starts = bool(MARKER.match(text))
        text = re.sub(r'[*_`"]', "", MARKER.sub("", text)).strip()
        if starts:
            lines.append("")
        lines.append(text)
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines))
    sentences = [" ".join(paragraph.split()) for paragraph in paragraphs]
    return " ".join(
        text if re.search(r"[.!?]$", text) else text.rstrip(":;,") + "."
        for text in sentences
        if re.search(r"\w", text)
    )


def words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"[^\W\d_][\w'’-]*", text))


def grade(text: str) -> float:
    """The US school grade of a text (Flesch-Kincaid, by textstat). Numbers and bracketed units count as the words around them do."""
    import textstat  # slow to load, and only `status` and its page need it

    spoken = re.sub(r"\([^)]*\)", "", text)
    spoken = re.sub(r"\d[\d.,–-]*", "one", spoken)
    spoken = re.sub(r"°\s*[CF]", "degrees", spoken)
    return round(float(textstat.flesch_kincaid_grade(spoken)), 1) if words(spoken) else 0.0
