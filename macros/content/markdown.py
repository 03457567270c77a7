"""A page's structure with its places, read as Python-Markdown would, without being run.

Code, comments and Jinja raw blocks hold nothing: what looks like a link there is only an example.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from ..source_text import SourceText, overwritten, spliced
from .html_tags import Tag, read_tags
from .links import Definition, Link, auto_links, html_links, inline_links, read_definitions
from .raw_html import raw_blocks, verbatim
from .regions import Region, Regions, indent_of
from .shadow import CALL, STATEMENT, enclosed

MACRO = "\ufffc"  # stands for each character of a macro call, so that offsets stay true
ENDING = re.compile(r"""\{\{\s*fact\(.*["']([.!?])["']\s*\)\s*\}\}""", re.DOTALL)
NESTED = re.compile(r"\s*(?:[-*+]|\d+[.)]|:)[ \t]+(?:!!!|\?\?\?)")
CONTAINER = re.compile(r"\s*(?:[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|\[\^[^\]]+\]:|:[ \t])")


@dataclass(frozen=True)
class Document:
    """A page's text as Markdown. All offsets count from the start of the file.

    `clean` is as long as the text, with front matter, code, comments and raw blocks blank and
    macro calls as `MACRO` characters, so that offsets stay true.
    """

    text: SourceText
    clean: str
    links: tuple[Link, ...]
    tags: tuple[Tag, ...]
    definitions: tuple[Definition, ...]
    comments: tuple[Region, ...]
    open_fence: int = -1
    code_rows: tuple[int, ...] = ()
    raw: tuple[tuple[int, int], ...] = ()

    @property
    def source(self) -> str:
        """All characters of the file."""
        return self.text.text

    @property
    def open_comments(self) -> list[int]:
        """Where comments begin that are never closed."""
        return [
            one.start
            for one in self.comments
            if not self.source.endswith("-->", one.start, one.end)
        ]

    @cached_property
    def markdown(self) -> str:
        """`clean` without the blocks of raw HTML, in which Markdown is not read."""
        return _masked(self.clean, ((start, end, " ") for start, end in self.raw))

    @cached_property
    def indented(self) -> frozenset[int]:
        """Where indented code begins: the offset of the first row of each run of it."""
        taken = set(self.code_rows)
        found = set()
        previous = -1  # the last row that is not empty
        for line, row in enumerate(self.text.lines, 1):
            start = self.text.offset(line)
            if start in taken and previous not in taken:
                found.add(start)
            if row.strip():
                previous = start
        return frozenset(found)


def read_document(
    text: SourceText, body_start: int, regions: Regions, shadow: str = ""
) -> Document:
    """The structure of a page; the offsets of `regions` count from the body's start.

    `shadow` is the text as the template engine leaves it to Markdown.
    """
    source = shadow or text.text
    spans = [
        Region(body_start + region.start, body_start + region.end, region.kind)
        for region in regions.spans
    ]
    masks = [(0, body_start, " ")]
    masks += [
        (region.start, region.end, MACRO if region.kind == "code" else " ") for region in spans
    ]
    clean = _masked(source, masks)
    clean = _masked(clean, _template_masks(clean))
    blocks = tuple(raw_blocks(clean)) if "</" in clean else ()
    # What a block without an end takes in is read on, so that it hides no other fault.
    raw = blocks[:-1] if blocks and blocks[-1][1] > len(clean) else blocks
    if raw:
        clean = _masked(clean, ((start, end, " ") for start, end in verbatim(clean)))
    code_rows: tuple[tuple[int, int], ...] = ()
    if "    " in clean or "\t" in clean:
        others = [
            mask for mask, region in zip(masks[1:], spans, strict=True) if region.kind != "fence"
        ]
        shown = _masked(source, [masks[0], *others])
        code_rows = tuple(_indented(clean, shown, blocks))
    clean = _masked(clean, [(start, end, " ") for start, end in code_rows])
    definitions = tuple(read_definitions(clean))
    inline = list(inline_links(source, clean, definitions)) if "[" in clean else []
    pointed = {link.start - 1 for link in inline if link.start >= 0}
    pointed |= {definition.start - 1 for definition in definitions}
    tags = tuple(tag for tag in read_tags(clean) if tag.at not in pointed) if "<" in clean else ()
    links = sorted(
        [*inline, *auto_links(clean), *html_links(source, tags)], key=lambda link: link.at
    )
    return Document(
        text,
        clean,
        tuple(links),
        tags,
        definitions,
        tuple(region for region in spans if region.kind == "comment"),
        _open_fence(source, spans),
        tuple(start for start, _ in code_rows),
        raw,
    )


def _open_fence(source: str, spans: list[Region]) -> int:
    """Where fenced code begins that is never closed, or -1."""
    for region in spans:
        last = region.kind == "fence" and region.end == len(source)
        if last and not _closed(source[region.start : region.end]):
            return region.start
    return -1


def _template_masks(clean: str) -> Iterator[tuple[int, int, str]]:
    """What Jinja replaces: calls and statements, within one paragraph."""
    for start, end in enclosed(clean, CALL, STATEMENT):
        if clean.find("\n\n", start, end) >= 0:
            continue
        # A fact brings its own full stop.
        stop = ENDING.fullmatch(clean, start, end)
        yield start, end - bool(stop), MACRO
        if stop:
            yield end - 1, end, stop[1]


def _masked(text: str, masks: Iterable[tuple[int, int, str]]) -> str:
    """A text in which all characters of some ranges, but line ends, give way to one character."""
    return spliced(
        text, ((start, end, overwritten(text[start:end], by)) for start, end, by in masks)
    )


def _closed(fence: str) -> bool:
    first, *rest = fence.strip().split("\n")
    last = rest[-1].strip() if rest else ""
    return len(last) >= 3 and set(last) == {first[0]}


def _indented(text: str, shown: str, raw: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Indented code: four spaces more than the block around it, after a blank line.

    CommonMark 4.4, Python-Markdown's CodeBlockProcessor. `shown` is the same text with its fenced
    code, which is no blank line; in the blocks of raw HTML `raw` nothing is code.
    """
    offset, blank, inside, code = 0, True, 0, False
    blocks = iter([*raw, (len(text) + 1, len(text) + 1)])
    block = next(blocks)
    for row, seen in zip(text.split("\n"), shown.split("\n"), strict=True):
        while block[1] <= offset:
            block = next(blocks)
        indent = indent_of(row)
        if block[0] < offset:
            blank = code = False
        elif not row.strip():
            blank = not seen.strip()
        else:
            if blank:
                inside = min(inside, indent // 4)
            code = indent >= 4 * inside + 4 and (code or blank)
            if code:
                yield offset, offset + len(row)
            elif CONTAINER.match(row):
                inside = indent // 4 + 1 + bool(NESTED.match(row))
            elif re.match(r"<\w", row) and "markdown" in row:
                inside = 1
            blank = False
        offset += len(row) + 1


def visible(markdown: str) -> str:
    """A link's text as a reader hears it: no Markdown, images by their words, calls as MACRO."""
    markdown = re.sub(r"\\([<>&])", lambda match: _literal(match[1]), markdown)
    text = re.sub(r"(`+)(.+?)\1", lambda match: _literal(match[2]), markdown, flags=re.DOTALL)
    text = re.sub(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"<img\b[^>]*\balt\s*=\s*[\"']([^\"']*)[\"'][^>]*>", r"\1", text)
    text = re.sub(r"\{\{.*?\}\}", MACRO, text, flags=re.DOTALL)
    text = re.sub(r"</?[A-Za-z][^<>]*>|\{:?[^{}]*\}", "", text)
    return re.sub(r"\s+", " ", unescape(re.sub(r"[*_`~]+", "", text))).strip()


def _literal(code: str) -> str:
    """Code with its marks as entities, so that nothing in it is taken for markup."""
    return re.sub(r"[<>{}*_~&]", lambda match: f"&#{ord(match.group())};", code)
