"""A page's links, images and raw HTML tags with their places, read as Python-Markdown would,
without being run.

Code, comments and Jinja raw blocks hold nothing: what looks like a link there is only an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from ..source_text import SourceText
from .raw_html import TAG, raw_blocks, verbatim
from .regions import Region, Regions

__all__ = ["MACRO", "Definition", "Document", "Link", "Tag", "read_document", "visible"]

MACRO = "\ufffc"  # stands for each character of a macro call, so that offsets stay true
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)
    (?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?""",
    re.VERBOSE,
)
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\n]+)\]:[ \t]*\n?[ \t]*(?P<target><[^>\n]*>|\S+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
AUTO = re.compile(
    r"<(?P<target>(?:[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]+|mailto:[^<>\s]+|[^<>\s@:/]+@[^<>\s]+))>"
)
TITLE = re.compile(
    r"""^(?P<target>.*?)(?P<title>\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$""", re.DOTALL
)
TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
SQUARE = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)
ROUND = re.compile(r"\\.|[()\"']", re.DOTALL)
PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
ENDING = re.compile(r"""\{\{\s*fact\(.*["']([.!?])["']\s*\)\s*\}\}""", re.DOTALL)
NESTED = re.compile(r"\s*(?:[-*+]|\d+[.)]|:)[ \t]+(?:!!!|\?\?\?)")
CONTAINER = re.compile(r"\s*(?:[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|\[\^[^\]]+\]:|:[ \t])")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image. `kind` is inline, reference, auto or html; `target` is decoded, and stands
    at `start` to `end` (-1 without one of its own).
    """

    kind: str
    image: bool
    text: str
    target: str
    at: int
    stop: int
    start: int = -1
    end: int = -1
    label: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A raw HTML tag: its attributes as name → (value, its start, its end), in lower case."""

    name: str
    attributes: dict[str, tuple[str, int, int]]
    closing: bool
    at: int
    stop: int

    def value(self, name: str) -> str | None:
        """An attribute's value, "" for one without, None where it is absent."""
        found = self.attributes.get(name)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Definition:
    """What `[label]: target` says."""

    label: str
    target: str
    at: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A page's text as Markdown. All offsets count from the start of the file.

    `clean` is as long as the text, with front matter, code, comments and raw blocks blank and macro
    calls as `MACRO` characters, so that offsets stay true.
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
    """The structure of a page. The offsets of `regions` count from the body's start; `shadow` is
    the
    text as the template engine leaves it to Markdown.
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
    raw = tuple(raw_blocks(clean)) if "</" in clean else ()
    if raw:
        clean = _masked(clean, ((start, end, " ") for start, end in verbatim(clean)))
    code_rows: tuple[tuple[int, int], ...] = ()
    if "    " in clean or "\t" in clean:
        others = [
            mask for mask, region in zip(masks[1:], spans, strict=True) if region.kind != "fence"
        ]
        shown = _masked(source, [masks[0], *others])
        code_rows = tuple(_indented(clean, shown, raw))
    clean = _masked(clean, [(start, end, " ") for start, end in code_rows])
    definitions = tuple(_definitions(clean))
    inline = list(_bracketed(source, clean, definitions)) if "[" in clean else []
    pointed = {link.start - 1 for link in inline if link.start >= 0}
    pointed |= {definition.start - 1 for definition in definitions}
    tags = tuple(tag for tag in _tags(clean) if tag.at not in pointed) if "<" in clean else ()
    links = sorted([*inline, *_autos(clean), *_html(source, tags)], key=lambda link: link.at)
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
    for match in TEMPLATE.finditer(clean) if "{" in clean else ():
        if "\n\n" in match.group():
            continue
        # A fact brings its own full stop.
        stop = ENDING.fullmatch(match.group())
        yield match.start(), match.end() - bool(stop), MACRO
        if stop:
            yield match.end() - 1, match.end(), stop[1]


def _masked(text: str, masks: Iterable[tuple[int, int, str]]) -> str:
    """A text in which all characters of some ranges, but line ends, give way to one character."""
    parts, offset = [], 0
    for start, end, by in masks:
        if start < offset or start == end:
            continue
        parts.append(text[offset:start])
        parts.append("\n".join(by * len(row) for row in text[start:end].split("\n")))
        offset = end
    return "".join([*parts, text[offset:]]) if parts else text


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
        indent = len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
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


def _definitions(clean: str) -> Iterator[Definition]:
    for match in DEFINITION.finditer(clean):
        if match["label"].startswith("^"):
            continue
        target, start = match["target"], match.start("target")
        if target.startswith("<") and target.endswith(">"):
            target, start = target[1:-1], start + 1
        yield Definition(
            _label(match["label"]), target, match.start("label") - 1, start, start + len(target)
        )


def _label(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


def _tags(clean: str) -> Iterator[Tag]:
    for match in TAG.finditer(clean):
        attributes: dict[str, tuple[str, int, int]] = {}
        for found in ATTRIBUTE.finditer(clean, match.start("rest"), match.end("rest")):
            group = next(
                (name for name in ("double", "single", "bare") if found[name] is not None), ""
            )
            if group:
                attributes.setdefault(
                    found["name"].lower(),
                    (unescape(found[group]), found.start(group), found.end(group)),
                )
            else:
                attributes.setdefault(found["name"].lower(), ("", found.start(), found.end()))
        yield Tag(
            match["name"].lower(), attributes, bool(match["close"]), match.start(), match.end()
        )


ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src",),
    "source": ("src",),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "link": ("href",),
    "script": ("src",),
    "track": ("src",),
    "input": ("src",),
    "form": ("action",),
}


def _html(source: str, tags: tuple[Tag, ...]) -> Iterator[Link]:
    closers = _closers(tags)
    for number, tag in enumerate(tags):
        for name in ADDRESSES.get(tag.name, ()) if not tag.closing else ():
            if name not in tag.attributes:
                continue
            value, start, end = tag.attributes[name]
            closer = closers.get(number)
            text = source[tag.stop : closer.at] if closer else (tag.value("alt") or "")
            stop = closer.stop if closer else tag.stop
            image = tag.name == "img"
            yield Link("html", image, text, value.strip(), tag.at, stop, start, end, tag.name)


def _closers(tags: tuple[Tag, ...]) -> dict[int, Tag]:
    """For each opening <a>, by its number, the tag that closes it."""
    found: dict[int, Tag] = {}
    closer = None
    for number in range(len(tags) - 1, -1, -1):
        if tags[number].name == "a":
            if tags[number].closing:
                closer = tags[number]
            elif closer:
                found[number] = closer
    return found


def _autos(clean: str) -> Iterator[Link]:
    for match in AUTO.finditer(clean):
        target = match["target"]
        yield Link(
            "auto",
            False,
            target,
            target if ":" in target else f"mailto:{target}",
            match.start(),
            match.end(),
            match.start("target"),
            match.end("target"),
        )


def _bracketed(source: str, clean: str, definitions: tuple[Definition, ...]) -> Iterator[Link]:
    known = {definition.label: definition for definition in definitions}
    skip = {definition.at for definition in definitions}
    closes = _square_brackets(clean)
    targets = _RoundBrackets(clean)
    for opening in sorted(closes):
        if opening in skip:
            continue
        close = closes[opening]
        image = clean[opening - 1 : opening] == "!" and not _escaped(clean, opening - 1)
        at, text, after = opening - image, source[opening + 1 : close], clean[close + 1 : close + 2]
        label = _label(text)
        if after == "(":
            end = targets.close(close + 1)
            if end is not None:
                yield _inline(source, clean, image, text, at, close + 2, end)
        elif after == "[":
            end = closes.get(close + 1)
            if end is not None:
                skip.add(close + 1)
                label = _label(source[close + 2 : end]) or label
                yield _reference(clean, known.get(label), image, text, at, end + 1, label)
        elif label in known:
            yield _reference(clean, known[label], image, text, at, close + 1, label)


def _reference(
    clean: str,
    definition: Definition | None,
    image: bool,
    text: str,
    at: int,
    stop: int,
    label: str,
) -> Link:
    target, start, end = "", -1, -1
    if definition:
        target, start, end = definition.target, definition.start, definition.end
    return Link("reference", image, text, target, at, stop, start, end, label, _extra(clean, stop))


def _square_brackets(clean: str) -> dict[int, int]:
    """Where each square bracket closes within its paragraph. Linear: each is looked at once."""
    closes: dict[int, int] = {}
    stack: list[int] = []
    for match in SQUARE.finditer(clean):
        character = match.group()
        if character == "[":
            stack.append(match.start())
        elif character == "]":
            if stack:
                closes[stack.pop()] = match.start()
        elif character[0] == "\n":
            stack.clear()
    return closes


class _RoundBrackets:
    """Where the brackets of links' targets close within their paragraphs; a title may hold some."""

    def __init__(self, clean: str) -> None:
        self.clean = clean
        self.hopeless = (-1, -1)  # a range in which no bracket closes

    def close(self, start: int) -> int | None:
        """The offset of the bracket that closes the one at `start`."""
        if self.hopeless[0] <= start < self.hopeless[1]:
            return None
        paragraph = PARAGRAPH_END.search(self.clean, start)
        end = paragraph.start() if paragraph else len(self.clean)
        found = self._scan(start, end, quotes=True)
        if found is None:
            found = self._scan(start, end, quotes=False)
        if found is None:
            self.hopeless = (start, end)
        return found

    def _scan(self, start: int, end: int, *, quotes: bool) -> int | None:
        depth, quote = 0, ""
        for match in ROUND.finditer(self.clean, start, end):
            character, index = match.group(), match.start()
            if quote:
                ends = self.clean[index + 1 : index + 2] in (")", " ", "\n", "")
                quote = "" if character == quote and ends else quote
            elif character in "\"'":
                if quotes and self.clean[index - 1] in " \n\t":
                    quote = character
            elif character == "(":
                depth += 1
            elif character == ")":
                depth -= 1
                if depth == 0:
                    return index
        return None


def _extra(clean: str, position: int) -> str:
    match = re.compile(r"\{:?[^{}\n]*\}").match(clean, position)
    return match.group() if match else ""


def _inline(source: str, clean: str, image: bool, text: str, at: int, start: int, end: int) -> Link:
    inner = source[start:end]
    lead = len(inner) - len(inner.lstrip())
    pointed = re.match(r"\s*<([^<>\n]*)>", inner)
    if pointed:
        target, first = pointed[1], start + pointed.start(1)
    else:
        titled = TITLE.match(inner.lstrip())
        target, first = titled["target"] if titled else "", start + lead
    return Link(
        "inline",
        image,
        text,
        unescape(re.sub(r"\\([()\[\]<>*_])", r"\1", target)),
        at,
        end + 1,
        first,
        first + len(target),
        extra=_extra(clean, end + 1),
    )


def _escaped(text: str, position: int) -> bool:
    count = 0
    while position - count - 1 >= 0 and text[position - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def visible(markdown: str) -> str:
    """A link's text as a reader hears it: images by their text alternative, a macro call as MACRO,
    without Markdown's signs.
    """
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
