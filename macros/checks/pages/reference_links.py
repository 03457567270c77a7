"""Are the characters of links and footnotes in order: brackets, labels, marks and notes?"""

import re
from collections.abc import Iterator

from ...content.markdown import Document
from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ...suggest import NameIndex, likeness
from ..link_targets import BROUGHT
from ..rule import check

NOTE = re.compile(r"^[ \t]*(\[\^([^\]\s]+)\]:)", re.MULTILINE)
MARK = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
INLINE_NOTE = re.compile(r"(?<![\\\w)\]])\^\[[^\]\n@]+\](?!\()|(?<=[.,;:)])\^\[[^\]\n@]+\](?!\()")
ADDRESS = (
    r"(?:https?://[^\s()\[\]]+|(?:[\w./-]+/)?[\w.-]+\.(?:md|png|jpe?g|svg|pdf)(?:#[\w-]+)?"
    r"|#[a-z][\w-]+)"
)
SPACED = re.compile(rf"(?<!\\)(\[[^\[\]\n]+\])([ \t\u00a0]+|[ \t]*\n[ \t]*)\({ADDRESS}\)")
CURLED = re.compile(
    rf"(?<!\\)\[([^\[\]\n]+)\]\{{({ADDRESS})\}}|(?<![\]\w])\(([^()\n]+)\)\(({ADDRESS})\)"
    rf"|(?<!\\)\[([^\[\]\n]+)\]\[({ADDRESS})\]"
)
POINTED = re.compile(r"<((?:\.{0,2}/)?(?:[\w.-]+/)*[\w-]+\.md(?:#[\w-]+)?)>")
REVERSED = re.compile(rf"\(([^()\n]+)\)\[({ADDRESS})\]")
OPEN = re.compile(
    rf"(?<!\\)\[[^\[\]\n]+\]\(({ADDRESS})(?=\s|[.,;](?:\s|$)|$)(?![^\n]*\))(?!\s*\))", re.MULTILINE
)
WIKI = re.compile(r"(?<!\\)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\](?!\()")
UNCLOSED = re.compile(rf"(?<!\\)(?<!\])\[([^\[\]()\n]{{1,80}})\(({ADDRESS})\)(?!\])")
# What stands in two pairs of brackets and is no link: [x][y] of an index, a key, an editor's word.
LABEL = re.compile(r"[A-Za-z][\w .,'’/-]*", re.ASCII)


@check("page")
def labels(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Reference-style links.

    link-undefined (error, fixable)
        The address of this link is never given, so that the brackets are shown as text.
        Bad: [Opening hours][hours]
        Good:
            [Opening hours][hours]

            [hours]: hours.md

    link-unused (note, house-style)
        An address that no link uses is left over.
        Bad: [hours]: hours.md (and no link with [hours])
        Good: delete the line
    """
    text = page.document
    known = [definition.label for definition in text.definitions]
    links = [link for link in text.links if link.kind == "reference"]
    used = {link.label for link in links}
    index, given = NameIndex(known), set(known)
    elsewhere = (
        project.facts.makes_labels or project.facts.makes_text or BROUGHT.search(page.source)
    )
    for link in links:
        # A row of brackets is no link, and in a block of raw HTML nothing is.
        row = "[" in text.source[link.stop : link.stop + 1] or text.source[: link.at].endswith("]")
        first = text.markdown[link.at + link.image]
        if row or first != "[" or link.label in given or elsewhere:
            continue
        if not _meant(link.label, link.text, index):
            continue
        near = index.near(link.label, 1)
        used |= set(near)
        opening = text.source.rfind("[", link.at, link.stop)
        certain = near and likeness(link.label, near[0]) >= 0.75
        edit = Edit(opening + 1, link.stop - 1, near[0]) if certain else None
        what = f'the address of "[{link.label}]" is given nowhere on this page'
        fix = f"add a line [{link.label}]: address.md, or write [text](address.md)"
        if link.image:
            fix = "put the picture into docs/assets, and write ![what it shows](../assets/name.png)"
        fix = f"did you mean [{near[0]}]?" if near else fix
        yield page.text.diagnostic(link.at, "link-undefined", what, fix, edit)
    for definition in text.definitions:
        if definition.label not in used and definition.target not in ("", "<>"):
            what = f'no link on this page uses "[{definition.label}]"'
            yield page.text.diagnostic(definition.at, "link-unused", what, "delete the line")


def _meant(label: str, words: str, known: NameIndex) -> bool:
    """Whether two pairs of brackets are meant as a link: the label could name something."""
    if re.fullmatch(ADDRESS, label, re.IGNORECASE) or not LABEL.fullmatch(label):
        return False
    if any(sign in words for sign in "@^$") or len(words) < 2:
        return False
    short = len(label) < 4 and len(words.split()) < 2  # [is][are] of an editor, a[i][j]
    return not short or bool(known.near(label, 1))


@check("page")
def footnotes(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Footnotes.

    footnote-undefined (error, fixable)
        The reader finds a mark and no note.
        Bad: Text.[^1] (and no [^1]: …)
        Good:
            Text.[^1]

            [^1]: The note.

    footnote-unused (warning)
        A note that nothing points to is never read.
        Bad: [^2]: A note. (and no [^2] in the text)
        Good: delete the note, or put its mark in the text

    footnote-off (error)
        Footnotes are not switched on here: the mark and the note are shown as raw characters.
        Bad: Text.[^1]
        Good: Text.{{ cite("key") }}
    """
    text, on = page.document, project.facts.has("footnotes")
    notes = {match[2]: match.start(1) for match in NOTE.finditer(text.clean)}
    starts = set(notes.values())
    marks: dict[str, int] = {}
    for match in MARK.finditer(text.clean):
        if match.start() not in starts:
            marks.setdefault(match[1], match.start())
    index, free = NameIndex(notes), NameIndex(note for note in notes if note not in marks)
    for label, at in marks.items():
        attached = on and not text.clean[at - 1 : at].isspace()  # [^abc] of a pattern stands alone
        if label not in notes and (notes or attached or label.isdecimal()):
            yield from _no_note(page, label, at, free)
        elif label in notes and not on:
            what = (
                "footnotes are not switched on in this project, so that the mark and its note are "
                "shown as raw characters"
            )
            fix = 'put the note into the sentence, or cite its source with {{ cite("key") }}'
            yield page.text.diagnostic(at, "footnote-off", what, fix)
    lost = {near for label in marks if label not in notes for near in index.near(label, 1)}
    for match in INLINE_NOTE.finditer(text.clean):
        what = "footnotes are not known in this form, so that the note is shown as it is written"
        fix = 'put the note into the sentence, or cite its source with {{ cite("key") }}'
        yield page.text.diagnostic(match.start(), "footnote-off", what, fix)
    for label, at in notes.items():
        if label not in marks and label not in lost:
            what = f'no mark in the text points to the note "[^{label}]"'
            fix = f"put [^{label}] into the text, or delete the note"
            yield page.text.diagnostic(at, "footnote-unused", what, fix)


def _no_note(page: Page, label: str, at: int, free: NameIndex) -> Iterator[Diagnostic]:
    near = free.near(label, 1)
    what = f'the note for the mark "[^{label}]" is missing'
    fix = f'add a line [^{label}]: and the note; for a source, use {{{{ cite("key") }}}} instead'
    fix = f"did you mean [^{near[0]}]?" if near else fix
    edit = Edit(at + 2, at + 2 + len(label), near[0]) if near else None
    yield page.text.diagnostic(at, "footnote-undefined", what, fix, edit)


@check("page")
def syntax(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Brackets of links.

    link-syntax (error, fixable)
        The characters of the link are not in order, so that they are shown as text.
        Bad: [Opening hours] (hours.md)
        Good: [Opening hours](hours.md)
    """
    text = page.document
    if "[" in text.clean or "(" in text.clean or "<" in text.clean:
        for at, what, fix, edit in (*_spaced(text), *_exchanged(text), *_unfinished(text)):
            yield page.text.diagnostic(at, "link-syntax", what, fix, edit)
    if project.facts.makes_links or project.facts.makes_labels:
        return
    broken = {one.line for one in page.diagnostics if one.rule == "macro-syntax"}
    for match in WIKI.finditer(text.clean):
        if page.text.position(match.start())[0] not in broken:
            what = f'double brackets make no link here: "{match.group()}"'
            yield page.text.diagnostic(match.start(), "link-syntax", what, "write [text](page.md)")


_Found = tuple[int, str, str, Edit | None]


def _spaced(text: Document) -> Iterator[_Found]:
    for match in SPACED.finditer(text.clean):
        gap = "a line end" if "\n" in match[2] else "a space"
        what = f"there is {gap} between {match[1]} and its address"
        yield match.start(), what, f"delete {gap}", Edit(match.start(2), match.end(2), "")


def _exchanged(text: Document) -> Iterator[_Found]:
    known = {definition.label for definition in text.definitions}
    for match in CURLED.finditer(text.clean):
        number = next(number for number in (1, 3, 5) if match[number] is not None)
        words, address = text.source[match.start(number) : match.end(number)], match[number + 1]
        if match[5] is not None and " ".join(address.split()).lower() in known:
            continue
        new = f"[{words}]({address})"
        edit = Edit(match.start(), match.end(), new) if "{{" not in words else None
        what = "a link has its words in square brackets and its address in round ones"
        yield match.start(), what, f"write {new}", edit
    for match in REVERSED.finditer(text.clean):
        new = f"[{text.source[match.start(1) : match.end(1)]}]({match[2]})"
        what = "the round and the square brackets are exchanged"
        yield match.start(), what, f"write {new}", Edit(match.start(), match.end(), new)


def _unfinished(text: Document) -> Iterator[_Found]:
    for match in POINTED.finditer(text.clean):
        if not re.search(r"\($|\]:\s*$", text.source[max(0, match.start() - 4) : match.start()]):
            what = f"{match.group()} makes no link to a page of this site"
            yield match.start(), what, f"write [the page's title]({match[1]})", None
    links = {link.at for link in text.links}  # an address may go on in the next row
    for match in OPEN.finditer(text.clean):
        if match.start() in links:
            continue
        what, edit = "the round bracket after the address is missing", match.end(1)
        yield match.start(), what, "write ) after the address", Edit(edit, edit, ")")
    for match in UNCLOSED.finditer(text.clean):
        what, edit = "the square bracket before the address is missing", match.end(1)
        yield match.start(), what, "write ] before (", Edit(edit, edit, "]")
