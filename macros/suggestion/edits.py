"""The changes to a page that put better words in a sentence's place and cite their source."""

import re
from itertools import takewhile

from ..model import Edit, Span
from ..project import Project
from ..suggest import fold
from .copied import without_marks
from .form import Refusal
from .places import Place
from .visible import folded
from .words import as_markdown

# Beginnings of words that stand in any sentence, or in one about a sentence.
_COMMON = frozenset(
    "and are but for from have its not sent that the they this was what with".split()
)


# A blank line, or a second line that opens a list or a heading.
_BLOCKS = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+•]|#{1,6}|\d{1,3}[.)])[ \t]")


def word_edit(project: Project, place: Place, words: str) -> Edit:
    """The edit of what differs. Raises Refusal where that is a fact, a link or a citation."""
    if _BLOCKS.search(words.strip()):
        raise Refusal("the better words are more than one paragraph: a person has to place them")
    old = place.text.text[place.start : place.end]
    new = without_marks(words, place.marks)
    if old[-1:] in ".!?" and new[-1:] not in '.!?"”':
        new += old[-1]
    if folded(new) == old.strip():
        raise Refusal("the better words are the same as those on the page")
    first, last = _differing(old, new)
    kept = len(old) - last
    start, end = place.start + first, place.start + last
    span = _span(place, start, end)
    _plain_only(project, place, start, end, span)
    source = place.page.source
    opens = not source[source.rfind("\n", 0, span.start) + 1 : span.start].strip()
    middle = new[first : len(new) - kept]
    text = as_markdown(middle, opens_line=opens)
    if not _akin(old, new):
        raise Refusal(
            "the better words share no word with the sentence: if they say what to do with it, a "
            "person has to do it"
        )
    # A space at either edge of what differs belongs to it.
    text = (" " if middle[:1] == " " else "") + text + (" " if middle[-1:] == " " and text else "")
    return Edit(span.start, span.end, text)


def _akin(old: str, new: str) -> bool:
    """Whether the two share the beginning of a word, as two sayings of one thing do."""
    one, other = ({word[:4] for word in re.findall(r"\w{3,}", fold(text))} for text in (old, new))
    return not one - _COMMON or bool(one & other - _COMMON)


def _differing(old: str, new: str) -> tuple[int, int]:
    """The range of the old sentence that differs from the new one, from word to word."""
    alike = folded(new)
    if len(alike) != len(new):
        return 0, len(old)
    first = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, alike, strict=False))
    )
    tail = takewhile(lambda pair: pair[0] == pair[1], zip(old[::-1], alike[::-1], strict=False))
    same = min(sum(1 for _ in tail), len(old) - first, len(alike) - first)
    while first and (old[first - 1].isalnum() or old[first - 1] in ".,"):
        first -= 1
    while same and (old[len(old) - same].isalnum() or old[len(old) - same] in ".,"):
        same -= 1
    return first, len(old) - same


def _span(place: Place, start: int, end: int) -> Span:
    """The place in the file of a range of visible characters; where it is empty, after the last."""
    places = place.text.places
    if start < end:
        return Span(places[start].start, places[end - 1].end)
    at = places[start - 1].end if start else places[0].start
    return Span(at, at)


def _plain_only(project: Project, place: Place, start: int, end: int, span: Span) -> None:
    for call in place.page.calls:
        if call.span.start < span.end and span.start < call.span.end:
            if call.name == "cite":
                raise Refusal(
                    "a citation stands among the words to be changed, and a program can't tell "
                    "what it still supports: a person has to look"
                )
            item = project.macros.get(call.name)
            kind = item.data if item else ""
            named = getattr(project.data, kind).get(call.args[0]) if kind and call.args else None
            where = f", which stands in {named.path}, line {named.line}" if named else ""
            raise Refusal(
                f"a part of the sentence comes from elsewhere{where}: a person has to look"
            )
    shown = "".join(place.page.source[one.start : one.end] for one in place.text.places[start:end])
    if folded(shown) != folded(place.page.source[span.start : span.end]):
        raise Refusal(
            "the words to be changed hold a link or are set off in the text: a person has to look"
        )


def heading_edits(place: Place) -> list[Edit]:
    """The edit that keeps the address of a heading whose words change; none for other places."""
    line = place.page.text.position(place.text.places[place.start].start)[0]
    heading = next((one for one in place.page.headings if one.line == line), None)
    text = place.page.source.split("\n")[line - 1]
    if heading is None or heading.level == 1 or "{#" in text:
        return []
    at = place.page.text.offset(line, 1) + len(text.rstrip())
    return [Edit(at, at, f" {{#{heading.anchor}}}")]


def citation_edits(place: Place, key: str) -> list[Edit]:
    """The edits that cite a source after the sentence; none where it is cited there already."""
    source = place.page.source
    end = place.text.places[place.end - 1].end
    after = [call for call in place.page.calls if call.span.start >= end and call.name == "cite"]
    following = next((call for call in after if not source[end : call.span.start].strip(" ")), None)
    edits = []
    if following is None:
        edits.append(Edit(end, end, f'{{{{ cite("{key}") }}}}'))
    elif key not in following.args:
        at = source.rindex('"', following.span.start, following.span.end) + 1
        if following.options:
            edits.append(Edit(following.span.end, following.span.end, f'{{{{ cite("{key}") }}}}'))
        else:
            edits.append(Edit(at, at, f', "{key}"'))
    if edits and not any(call.name == "bibliography" for call in place.page.calls):
        ending = "\n\n## References\n\n{{ bibliography() }}\n"
        tail = len(re.sub(r"\s+\Z", "", source))
        edits.append(Edit(tail, len(source), ending))
    return edits
