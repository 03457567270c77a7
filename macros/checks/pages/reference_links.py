"""Are the signs of links and footnotes in order: brackets, labels, marks and notes?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.markdown import MACRO, Document, _label
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...suggest import closest
from ..link_targets import likeness_of, read_config
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "link-undefined",
        "The address of this link is never given, so that the brackets are shown as text.",
        "[Flushing][flush]",
        "[Flushing][flush]\n\n[flush]: flushing.md",
        fixable=True,
    ),
    Rule(
        "link-unused",
        "An address that no link uses is left over.",
        "[flush]: flushing.md (and no link with [flush])",
        "delete the line",
        "note",
    ),
    Rule(
        "link-syntax",
        "The signs of the link are not in order, so that they are shown as text.",
        "[Flushing] (flushing.md)",
        "[Flushing](flushing.md)",
        fixable=True,
    ),
    Rule(
        "footnote-undefined",
        "The reader finds a mark and no note.",
        "Text.[^1] (and no [^1]: …)",
        "Text.[^1]\n\n[^1]: The note.",
    ),
    Rule(
        "footnote-unused",
        "A note that nothing points to is never read.",
        "[^2]: A note. (and no [^2] in the text)",
        "delete the note, or put its mark in the text",
        "warning",
    ),
    Rule(
        "footnote-off",
        "Footnotes are not switched on here: the mark and the note are shown as raw signs.",
        "Text.[^1]",
        'Text.{{ cite("key") }}',
    ),
)
SEVERITY = {rule.name: rule.severity for rule in RULES}


def check(project: Project) -> Iterator[Diagnostic]:
    """Every page."""
    footnotes = "footnotes" in read_config(project).text
    for page in project.pages:
        yield from _labels(page)
        yield from _footnotes(page, footnotes)
        yield from _syntax(page)


def _tell(
    page: Page, text: Document, at: int, rule: str, message: str, fix: str, replacement=None
) -> Diagnostic:
    line, column = text.place(at)
    return Diagnostic(page.path, line, column, rule, message, fix, SEVERITY[rule], replacement)


def _labels(page: Page) -> Iterator[Diagnostic]:
    """Reference-style links: labels without an address, addresses without a label."""
    text = page.document
    labels = [definition.label for definition in text.definitions]
    used = {link.label for link in text.links if link.kind == "reference"}
    for link in text.links:
        if (
            link.kind == "reference"
            and link.label not in labels
            and not re.fullmatch(ADDRESS, link.label, re.IGNORECASE)
            and not link.label.startswith("^")
            and not link.label.isdigit()
        ):
            near = closest(link.label, labels, 1)
            opening = text.source.rfind("[", link.at, link.stop)
            swap = (
                text.swap(opening + 1, link.stop - 1, near[0])
                if near and likeness_of(link.label, near[0]) >= 0.75
                else None
            )
            yield _tell(
                page,
                text,
                link.at,
                "link-undefined",
                f'the address of "[{link.label}]" is given nowhere on this page',
                f"did you mean [{near[0]}]?"
                if near
                else f"add a line [{link.label}]: address.md, or write [text](address.md)",
                swap,
            )
            if near:
                used.add(near[0])
    for definition in text.definitions:
        if definition.label not in used:
            yield _tell(
                page,
                text,
                definition.at,
                "link-unused",
                f'no link on this page uses "[{definition.label}]"',
                "delete the line",
            )


def _footnotes(page: Page, on: bool) -> Iterator[Diagnostic]:
    text = page.document
    notes = {
        match[1]: match.start()
        for match in re.finditer(r"^ {0,3}\[\^([^\]\s]+)\]:", text.clean, re.MULTILINE)
    }
    marks: dict[str, int] = {}
    for match in re.finditer(r"(?<!\\)\[\^([^\]\s]+)\](?!:)", text.clean):
        marks.setdefault(match[1], match.start())
    for label, at in marks.items():
        if label not in notes:
            near = closest(label, [note for note in notes if note not in marks], 1)
            yield _tell(
                page,
                text,
                at,
                "footnote-undefined",
                f'the note for the mark "[^{label}]" is missing',
                f"did you mean [^{near[0]}]?"
                if near
                else f'add a line [^{label}]: and the note; for a source, use {{{{ cite("key") }}}} instead',
                text.swap(at + 2, at + 2 + len(label), near[0]) if near else None,
            )
            notes.pop(near[0] if near else "", None)
        elif not on:
            yield _tell(
                page,
                text,
                at,
                "footnote-off",
                "footnotes are not switched on in this handbook, so that the mark and its note are shown as raw signs",
                'put the note into the sentence, or cite its source with {{ cite("key") }}',
            )
    for match in INLINE_NOTE.finditer(text.clean):
        yield _tell(
            page,
            text,
            match.start(),
            "footnote-off",
            "footnotes are not known in this form, so that the note is shown with its raw signs",
            'put the note into the sentence, or cite its source with {{ cite("key") }}',
        )
    for label, at in notes.items():
        if label not in marks:
            yield _tell(
                page,
                text,
                at,
                "footnote-unused",
                f'no mark in the text points to the note "[^{label}]"',
                f"put [^{label}] into the text, or delete the note",
            )


ADDRESS = r"(?:https?://[^\s()\[\]]+|(?:[\w./-]+/)?[\w.-]+\.(?:md|png|jpe?g|svg|pdf)(?:#[\w-]+)?|#[a-z][\w-]+)"
SPACED = re.compile(rf"(?<!\\)(\[[^\[\]\n]+\])([ \t\u00a0]+|[ \t]*\n[ \t]*)\({ADDRESS}\)")
CURLED = re.compile(
    rf"(?<!\\)\[([^\[\]\n]+)\]\{{({ADDRESS})\}}|(?<![\]\w])\(([^()\n]+)\)\(({ADDRESS})\)|(?<!\\)\[([^\[\]\n]+)\]\[({ADDRESS})\]"
)
POINTED = re.compile(r"<((?:\.{0,2}/)?(?:[\w.-]+/)*[\w-]+\.md(?:#[\w-]+)?)>")
INLINE_NOTE = re.compile(r"(?<![\\\w)\]])\^\[[^\]\n]+\](?!\()|(?<=[.,;:)])\^\[[^\]\n]+\](?!\()")
REVERSED = re.compile(rf"\(([^()\n]+)\)\[({ADDRESS})\]")
OPEN = re.compile(
    rf"(?<!\\)\[[^\[\]\n]+\]\(({ADDRESS})(?=\s|[.,;](?:\s|$)|$)(?![^\n]*\))", re.MULTILINE
)
WIKI = re.compile(r"(?<!\\)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\](?!\()")
UNCLOSED = re.compile(rf"(?<!\\)(?<!\])\[([^\[\]()\n]{{1,80}})\(({ADDRESS})\)(?!\])")


def _syntax(page: Page) -> Iterator[Diagnostic]:
    text = page.document
    for match in SPACED.finditer(text.clean):
        what = "a line end" if "\n" in match[2] else "a space"
        line, column = text.place(match.start(2))
        yield _tell(
            page,
            text,
            match.start(),
            "link-syntax",
            f"there is {what} between {match[1]} and its address",
            f"delete {what}",
            (line, column, column + len(match[2]), ""),
        )
    for match in CURLED.finditer(text.clean):
        words, address = next(
            (match[number], match[number + 1]) for number in (1, 3, 5) if match[number] is not None
        )
        if match[5] is not None and _label(address) in {
            definition.label for definition in text.definitions
        }:
            continue
        new = f"[{words}]({address})"
        yield _tell(
            page,
            text,
            match.start(),
            "link-syntax",
            "a link has its words in square brackets and its address in round ones",
            f"write {new}",
            text.swap(match.start(), match.end(), new) if MACRO not in words else None,
        )
    for match in POINTED.finditer(text.clean):
        if not re.search(r"\($|\]:\s*$", text.source[max(0, match.start() - 4) : match.start()]):
            yield _tell(
                page,
                text,
                match.start(),
                "link-syntax",
                f"{match.group()} makes no link to a page of this site",
                f"write [the page's title]({match[1]})",
            )
    for match in REVERSED.finditer(text.clean):
        new = f"[{text.source[match.start(1) : match.end(1)]}]({match[2]})"
        yield _tell(
            page,
            text,
            match.start(),
            "link-syntax",
            "the round and the square brackets are exchanged",
            f"write {new}",
            text.swap(match.start(), match.end(), new),
        )
    for match in OPEN.finditer(text.clean):
        yield _tell(
            page,
            text,
            match.start(),
            "link-syntax",
            "the round bracket after the address is missing",
            "write ) after the address",
            text.swap(match.end(1), match.end(1), ")"),
        )
    for match in UNCLOSED.finditer(text.clean):
        yield _tell(
            page,
            text,
            match.start(),
            "link-syntax",
            "the square bracket before the address is missing",
            "write ] before (",
            text.swap(match.end(1), match.end(1), "]"),
        )
    broken = {
        diagnostic.line for diagnostic in page.diagnostics if diagnostic.rule == "macro-syntax"
    }
    for match in WIKI.finditer(text.clean):
        if text.place(match.start())[0] in broken:
            continue
        yield _tell(
            page,
            text,
            match.start(),
            "link-syntax",
            f'double brackets make no link here: "{match.group()}"',
            "write [text](page.md)",
        )
