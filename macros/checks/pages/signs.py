"""Does a sign have the same level of urgency on every page and in every drawing? See signs.yml."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ...content.boxes import boxes
from ...content.pages import Page
from ...content.signs import Mention, Signs
from ...model import Diagnostic
from ...profile import Box
from ...project import Project, per_project
from ...source_text import SourceText
from ..patterns import blank
from ..rule import check

ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+", re.MULTILINE)
SVG_TEXT = re.compile(r"<text\b[^>]*>(?P<words>.*?)</text>", re.DOTALL)


@per_project
def _signs(project: Project) -> Signs:
    ladder = [box.id for box in project.profile.ladder]
    return Signs(project.data.signs.values(), ladder)


@check("project", rule_set="medical")
def levels(project: Project) -> Iterator[Diagnostic]:
    """Signs stand on the level that signs.yml gives them.

    sign-level (error)
        A reader who finds the same sign under two levels of urgency can't know which is true; the
        less urgent of the two may harm.
        Bad: a sign of "Call now" listed below "Ask at your next visit"
        Good: list it in the box that signs.yml names

    sign-unknown (error)
        A level that is no box of the profile can't be shown.
        Bad: level: urgent
        Good: level: call-now
    """
    ladder = project.profile.ladder
    if not project.data.signs or not ladder:
        return
    known = [box.id for box in ladder]
    for item in project.data.signs.values():
        if item.get("level") not in known and item.tree:
            what = f'the level "{item.get("level")}" of "{item.id}" is no box of urgency'
            fix = f"write one of: {', '.join(known)}"
            yield item.tree.source.diagnostic(item.span("level"), "sign-unknown", what, fix)
    for page in project.pages:
        yield from _page(project, page)
    for file in sorted(project.figure_folder.glob("*.svg")):
        yield from _drawing(project, project.text_of(file))


def _page(project: Project, page: Page) -> Iterator[Diagnostic]:
    """The items of the boxes of urgency, and sentences that name one level and a sign."""
    signs, ladder = _signs(project), project.profile.ladder
    kinds = [box.id for box in ladder]
    text, words_of = page.document.clean, _own_words(page)
    boxed = [box for box in boxes(text, page.body_start) if box.kind in kinds]
    for box in boxed:
        level = kinds.index(box.kind)
        yield from _printed(project, page, level, box.inside, box.end)
        for start, stop in _items(text, box.inside, box.end):
            yield from _judge(words_of, signs, ladder, level, start, stop)
    audience = project.profile.audience(page.meta.get("audience"))
    if audience is None or not audience.all_levels:
        return
    for piece in page.pieces:
        inside = any(box.start <= piece.start < box.end for box in boxed)
        words = page.source[piece.start : piece.end]
        levels = [number for number, box in enumerate(ladder) if _says(words, box)]
        if len(levels) == 1 and not inside and not words.rstrip().endswith("?"):
            for mention in signs.understated(words_of.text, levels[0], piece.start, piece.end):
                yield _diagnostic(words_of, ladder, levels[0], mention)


def _own_words(page: Page) -> SourceText:
    """The page without the calls that print a sign: their arguments are no words of it."""
    calls = ((call.span.start, call.span.end) for call in page.calls if call.name == "sign")
    return SourceText(page.path, blank(page.source, calls))


def _printed(
    project: Project, page: Page, level: int, start: int, end: int
) -> Iterator[Diagnostic]:
    """The signs that a box prints from the data and that belong into another."""
    ladder = project.profile.ladder
    kinds = [box.id for box in ladder]
    for call in page.calls:
        if call.name != "sign" or not start <= call.span.start < end or not call.args:
            continue
        item = project.data.signs.get(call.args[0])
        if item and item.get("level") in kinds and item.get("level") != kinds[level]:
            right = ladder[kinds.index(str(item.get("level")))].title
            what = f'the sign "{item.id}" stands under "{ladder[level].title}", but signs.yml says '
            fix = "list it there, or change signs.yml from a source that was read"
            yield page.text.diagnostic(call.span, "sign-level", f'{what}"{right}"', fix)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    starts = [match.start() for match in ITEM.finditer(text, start, end)]
    for first, after in pairwise([*starts, end]):
        stop = text.find("\n\n", first, after)
        yield first, stop if stop >= 0 else after


def _judge(
    source: SourceText, signs: Signs, ladder: tuple[Box, ...], level: int, start: int, end: int
) -> Iterator[Diagnostic]:
    words = source.text[start:end]
    # "… In cancer treatment, call 999": an item may name a more urgent level for some readers.
    # A question to put to the team ("May I come if it hurts?") says nothing of urgency.
    if any(_says(words, box) for box in ladder[:level]) or words.rstrip().endswith("?"):
        return
    found = signs.understated(source.text, level, start, end)
    for mention in found or signs.overstated(source.text, level, start, end)[:1]:
        yield _diagnostic(source, ladder, level, mention)


def _says(words: str, box: Box) -> bool:
    """Whether words name a level: by the numbers of its title, or its first and last word."""
    numbers = re.findall(r"\d{3}", box.title)
    if numbers:
        return any(number in words for number in numbers)
    parts = box.title.split(",")[0].split() or [""]
    first, last = parts[0], parts[-1]
    near = rf"\b{re.escape(first)}\b(?:\W+[\w'’]+){{0,6}}?\W+{re.escape(last)}\b"
    return re.search(near, words, re.IGNORECASE) is not None


def _diagnostic(
    source: SourceText, ladder: tuple[Box, ...], level: int, mention: Mention
) -> Diagnostic:
    words = source.text[mention.start : mention.end]
    what = (
        f'"{words}" is listed under "{ladder[level].title}", but signs.yml ({mention.names}) says '
        f'"{ladder[mention.level].title}"'
    )
    fix = "list it there, or change signs.yml from a source that was read"
    return source.diagnostic(mention.start, "sign-level", what, fix)


def _drawing(project: Project, source: SourceText) -> Iterator[Diagnostic]:
    """In a drawing, texts stand under the level whose title came last."""
    signs, ladder = _signs(project), project.profile.ladder
    titles = {box.title.lower(): number for number, box in enumerate(ladder)}
    level = -1
    for match in SVG_TEXT.finditer(source.text):
        words = re.sub(r"<[^>]+>", "", match["words"]).strip()
        if words.lower() in titles:
            level = titles[words.lower()]
        elif level >= 0:
            start, end = match.span("words")
            yield from _judge(source, signs, ladder, level, start, end)
