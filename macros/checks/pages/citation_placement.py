"""Does every mark stand where a journal would set it (AMA 11th, 3.6)?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...content.links import Link
from ...content.markdown import Document
from ...content.pages import Page
from ...content.tables import is_rule
from ...content.units import LABELS, UNITS, alternatives
from ...model import Call, Diagnostic, Edit
from ...project import Project
from ..rule import check

FORMS = [*(form for unit in UNITS for form in unit.symbols), "gauge", "French", "C"]
SYMBOL = alternatives(FORMS)
# These show by themselves that a number was meant.
LONE = alternatives(form for form in FORMS[:-3] if len(form) > 1 and form not in LABELS)
NUMBER = r"[<>≤≥±~≈(\[]*[−–-]?\d(?:[\d.,/×:–-]*\d)?[⁰¹²³⁴-⁹]*"
GOES_ON = re.compile(r" [a-z]")
AFTER_NUMBER = re.compile(
    rf"(?:(?<![\w.,-]){NUMBER}|(?<![\w.,-]){NUMBER}[ \u00a0\u202f]?(?:{SYMBOL})"
    rf"|(?<![\w])(?:{LONE})|[⁰¹²³⁴-⁹]|(?<=\d)/(?:{SYMBOL}))$"
)
LEAD = re.compile(r"\s*(?:(?:[-*+>|#:]|\d+[.)]|!!!|\?\?\?)\s*)*$")
STOP = re.compile(r"[ \t]*([.,?!])(?![\w.!?])")
CLOSING = re.compile(r"(?:[*_]|</\w+>|\)\{[^{}]*\})+$")
# A link's address with its title, or what a short form stands for; a footnote shows its text.
TOOLTIP = re.compile(r"[ ]{0,3}(?:\*\[[^\]\n]+\]|\[(?!\^)[^\]\n]+\]):[^\n]*\Z")
IN_META = re.compile(r"\{\{\s*(?:cite|fact|differ|bibliography)\b")

LONGEST = 1000  # characters of a row that are looked at before and behind a mark


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks with nothing but blanks or one comma between them, and what stands around them."""

    calls: tuple[Call, ...]
    start: int
    end: int
    before: str  # the row up to them
    after: str  # the row behind them
    marks: str

    @property
    def bare(self) -> str:
        """What stands before, without the blanks at its end."""
        return self.before.rstrip()


@check("page", rule_set="citations")
def placement(page: Page, project: Project) -> Iterator[Diagnostic]:
    """The place of a mark in its sentence.

    cite-after-number
        Straight after a number or a unit a mark reads as an exponent: 10 mL³ (AMA 11th, 3.6).
        Bad: Drink 10 mL{{ cite("a2020") }} of water.
        Good: Drink 10 mL of water.{{ cite("a2020") }}

    cite-before-stop (error, fixable)
        A mark follows the full stop and the comma (AMA 11th, 3.6).
        Bad: Bees return{{ cite("a2020") }}.
        Good: Bees return.{{ cite("a2020") }}

    cite-after-colon (warning, fixable)
        A mark stands before the colon and the semicolon (AMA 11th, 3.6).
        Bad: Bees return;{{ cite("a2020") }} they
        Good: Bees return{{ cite("a2020") }}; they

    cite-space (warning, fixable)
        A space would part the mark from what it supports, and can leave it alone on the next line
        (AMA 11th, 3.6).
        Bad: Bees return. {{ cite("a2020") }}
        Good: Bees return.{{ cite("a2020") }}

    cite-neighbours (error, fixable)
        Two marks side by side read as one number: 3 and 4 become 34.
        Bad: {{ cite("a2020") }}{{ cite("b2021") }}
        Good: {{ cite("a2020", "b2021") }}

    cite-in-table-head (warning, accessibility)
        A column's head is read out with each of its cells: the mark would be, too.
        Bad: | Hive{{ cite("a2020") }} |
        Good: put the mark into the cells that it supports

    cite-in-link (error, fixable)
        A mark is a link: inside another link neither of the two works.
        Bad: [hives{{ cite("a2020") }}](hives.md)
        Good: [hives](hives.md){{ cite("a2020") }}

    cite-in-alt (error, fixable)
        A text alternative is read aloud, a tooltip is plain text: neither can hold a mark.
        Bad: ![A hive{{ cite("a2020") }}](hive.svg)
        Good: ![A hive](hive.svg)
    """
    calls = [call for call in page.calls if call.place in ("text", "table")]
    runs = _runs(page, [call for call in calls if call.name == "cite"])
    inside = dict(_inside(page.document, runs))
    for run in runs:
        yield from [inside[run.start]] if run.start in inside else _faults(page, run)
    for call in calls:
        if call.name == "fact" and (fault := _fact(page, project, call)):
            yield fault


@check("page", rule_set="citations")
def front_matter(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Calls in the fields at the top.

    cite-in-meta
        The fields at the top of a page are plain text: a call there is shown as it is, or not at
        all.
        Bad: summary: Bees return.{{ cite("a2020") }}
        Good: cite in the text below
    """
    for match in IN_META.finditer(page.source, 0, page.body_start):
        what = "a citation stands in the fields at the top of the page, where it is not carried out"
        fix = "take it out here, and cite in the text below"
        yield page.text.diagnostic(match.start(), "cite-in-meta", what, fix)


def _runs(page: Page, calls: list[Call]) -> list[_Run]:
    groups: list[list[Call]] = [[call] for call in calls[:1]]
    for before, call in pairwise(calls):
        between = page.source[before.span.end : call.span.start]
        if re.fullmatch(r"[ \t]*,?[ \t]*", between):
            groups[-1].append(call)
        else:
            groups.append([call])
    found = []
    for group in groups:
        start, end = group[0].span.start, group[-1].span.end
        row_end = page.source.find("\n", end)
        row = page.source[max(page.source.rfind("\n", 0, start) + 1, start - LONGEST) : start]
        after = page.source[end : row_end if 0 <= row_end < end + LONGEST else end + LONGEST]
        found.append(_Run(tuple(group), start, end, row, after, page.source[start:end]))
    return found


def _faults(page: Page, run: _Run) -> Iterator[Diagnostic]:
    marks = run.marks
    if len(run.calls) > 1 and not any(call.options for call in run.calls):
        keys = dict.fromkeys(key.strip() for call in run.calls for key in call.args)
        marks = "{{ cite(" + ", ".join(f'"{key}"' for key in keys) + ") }}"
        what = f"{len(run.calls)} marks stand side by side: their numbers run together"
        edit = Edit(run.start, run.end, marks)
        fix = f"make one of them: {marks}"
        yield page.text.diagnostic(run.calls[1].span, "cite-neighbours", what, fix, edit)
    below = page.text.slice(page.text.line_span(page.text.position(run.end)[0] + 1))
    if "|" in run.before + run.after and is_rule(below):
        what = "a mark stands in the head of a table, which is read out with every cell"
        fix = "put it into the cells that it supports, or into the sentence above the table"
        yield page.text.diagnostic(run.start, "cite-in-table-head", what, fix)
    if stopped := _before_stop(page, run, marks):
        yield stopped
    elif numbered := _after_number(page, run):
        yield numbered
        return
    yield from _spacing(page, run, marks)


def _before_stop(page: Page, run: _Run, marks: str) -> Diagnostic | None:
    stop = STOP.match(run.after)
    ended = re.search(r"[.,?!]$", run.bare)
    if not stop or (run.before != run.bare and stop[1] in ".," and ended):
        return None
    doubled = run.bare.endswith(stop[1])
    what = f'the mark stands before the "{stop[1]}" where it belongs after it'
    fix = "take the second one out" if doubled else f'write "{stop[1]}" first, then the mark'
    edit = Edit(run.start, run.end + stop.end(), ("" if doubled else stop[1]) + marks)
    return page.text.diagnostic(run.start, "cite-before-stop", what, fix, edit)


def _after_number(page: Page, run: _Run) -> Diagnostic | None:
    tail = CLOSING.sub("", run.bare)
    if not tail or not AFTER_NUMBER.search(tail):
        return None
    word = tail.split()[-1][-20:] if tail.split() else tail
    what = f'the mark stands straight after "{word}", where its number reads as an exponent'
    fix = "move it behind the next full stop or comma, or behind a word"
    return page.text.diagnostic(run.start, "cite-after-number", what, fix)


def _spacing(page: Page, run: _Run, marks: str) -> Iterator[Diagnostic]:
    bare, spaced = run.bare, run.before != run.bare
    row_start = run.start - len(run.before)
    if bare and spaced:
        if not LEAD.fullmatch(run.before) and not bare.endswith((":", "|", ":**", "(")):
            at, what = row_start + len(bare), "a space stands before the mark"
            fix = "take the space out"
            edit: Edit | None = Edit(at, run.start, "")
            if bare[-1] in ".!?" and GOES_ON.match(page.source, run.end):
                what, edit = "a sentence begins with a mark, which a reader takes for its end", None
                fix = "write who says it before the mark"
            yield page.text.diagnostic(at, "cite-space", what, fix, edit)
    elif bare and re.search(r"[^\s:;][:;]$", bare) and not re.search(r":\w+:$", bare):
        sign = bare[-1]
        what = f'the mark stands after the "{sign}" where it belongs before it'
        fix = f'write the mark first, then "{sign}"'
        edit = Edit(run.start - 1, run.end, marks + sign)
        yield page.text.diagnostic(run.start, "cite-after-colon", what, fix, edit)
    elif not bare and row_start > 1:
        above = page.document.clean[page.source.rfind("\n", 0, row_start - 1) + 1 : row_start - 1]
        if re.search(r"[\w.,;)]$", above):
            what = "a line break stands before the mark, which shows as a space"
            fix = "move the mark to the end of the line above"
            edit = Edit(row_start - 1, run.start, "")
            yield page.text.diagnostic(run.start, "cite-space", what, fix, edit)


def _fact(page: Page, project: Project, call: Call) -> Diagnostic | None:
    """A shared fact brings its mark with it, behind its own punctuation."""
    item = project.data.facts.get(call.args[0]) if call.args else None
    if item is None or call.option("end") or len(call.args) > 1:
        return None
    start, end = call.span.start, call.span.end
    stop = re.match(r"([.,?!])(?![\w.!?])", page.source[end : end + 2])
    if stop:
        put = f'{{{{ fact("{call.args[0]}", "{stop[1]}") }}}}'
        what = f'the mark of this fact would stand before the "{stop[1]}" where it belongs after it'
        edit = Edit(start, end + 1, put)
        return page.text.diagnostic(start, "cite-before-stop", what, f"write {put}", edit)
    words = str(item.get("text"))
    if not AFTER_NUMBER.search(words):
        return None
    last = words.rsplit(maxsplit=1)[-1]
    what = (
        f'the mark of this fact would stand straight after "{last}", where its number '
        "reads as an exponent"
    )
    fix = (
        "turn the sentence so that a full stop or comma follows, and write "
        f'{{{{ fact("{call.args[0]}", ".") }}}}'
    )
    return page.text.diagnostic(start, "cite-after-number", what, fix)


def _inside(text: Document, runs: list[_Run]) -> Iterator[tuple[int, Diagnostic]]:
    """Marks inside a link, an image or a tag, by where they stand, in one walk."""
    links, tags = iter(text.links), iter(text.tags)
    link, tag = next(links, None), next(tags, None)
    around: list[Link] = []
    for run in runs:
        while link and link.at < run.start:
            around.append(link)
            link = next(links, None)
        while tag and tag.stop <= run.start:
            tag = next(tags, None)
        around = [one for one in around if one.stop >= run.end]
        holding = (one for one in around if not one.start <= run.start < one.end)
        holder = next(holding, None)
        if holder is not None:
            yield run.start, _in_link(text, holder, run)
        elif tag and tag.at < run.start:
            what = "a mark stands inside an HTML tag, where it becomes code"
            fix = "take it out of the tag"
            yield run.start, text.text.diagnostic(run.start, "cite-in-alt", what, fix)
        elif TOOLTIP.match(text.source, text.source.rfind("\n", 0, run.start) + 1, run.start):
            what = "a mark stands in the words of a tooltip, where none can be shown"
            fix = "cite in the sentence that the tooltip explains"
            edit = Edit(run.start, run.end, "")
            yield run.start, text.text.diagnostic(run.start, "cite-in-alt", what, fix, edit)


def _in_link(text: Document, link: Link, run: _Run) -> Diagnostic:
    at, stop = link.at, link.stop
    if link.image:
        what = "a mark stands in the text alternative of an image, which is read aloud as it is"
        fix = "cite in the sentence that refers to the image"
        edit = Edit(run.start, run.end, "")
        return text.text.diagnostic(run.start, "cite-in-alt", what, fix, edit)
    what = "a mark stands in the text of a link: one link can't hold another"
    whole = text.source[at : run.start] + text.source[run.end : stop]
    edit = Edit(at, stop, whole + run.marks)
    return text.text.diagnostic(run.start, "cite-in-link", what, "move it behind the link", edit)
