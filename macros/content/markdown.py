"""A page's links, images and raw HTML tags with their places, read as Python-Markdown would, without being run.

Everything is an offset into `page.source`, so that a check can name line and column and say what to replace. Code, comments and Jinja
raw blocks hold nothing: what looks like a link there is only an example.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from ..model import Page
from .regions import zones

__all__ = ["MACRO", "Definition", "Link", "Tag", "Text", "indented", "read_text", "visible"]

MACRO = "\ufffc"  # stands for each character of a macro call, so that offsets stay true
TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(?P<self>/?)>"""
)
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\]\n]+)\]:[ \t]*\n?[ \t]*(?P<target><[^>\n]*>|\S+)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
AUTO = re.compile(
    r"<(?P<target>(?:[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]+|mailto:[^<>\s]+|[^<>\s@:/]+@[^<>\s]+))>"
)
TITLE = re.compile(
    r"""^(?P<target>.*?)(?P<title>\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$""", re.DOTALL
)
ENDING = re.compile(r"""\{\{\s*fact\(.*["']([.!?])["']\s*\)\s*\}\}""", re.DOTALL)
CONTAINER = re.compile(r"\s*(?:[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|===|\[\^[^\]]+\]:|:[ \t])")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image. `kind` is inline, reference, auto or html; `target` is decoded, and stands at `start` to `end` (-1 without one of its own)."""

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
    """A raw HTML tag: its attributes as name → (value, start, end of the value), lower-case names."""

    name: str
    attributes: dict
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


@dataclass(frozen=True, slots=True)
class Text:
    """A page's text. `clean` is as long as `source`, with front matter, code, comments and raw blocks blank and calls as MACRO signs."""

    source: str
    clean: str
    starts: tuple[int, ...]
    links: tuple[Link, ...]
    tags: tuple[Tag, ...]
    definitions: tuple[Definition, ...]
    comments: tuple[tuple[int, int], ...]
    open_fence: int = -1
    code_rows: tuple[int, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def swap(self, start: int, end: int, new: str) -> tuple[int, int, int, str] | None:
        """A replacement for `Problem`, where it lies on one line."""
        (line, column), (last, stop) = self.place(start), self.place(end)
        return (line, column, stop, new) if line == last else None


def read_text(page: Page) -> Text:
    """A page's `Text`; each page is read once."""
    return _read(page.source, page.body_line)


@lru_cache(maxsize=4096)
def _read(source: str, body_line: int) -> Text:
    starts = [0]
    for match in re.finditer("\n", source):
        starts.append(match.end())
    body_start = starts[min(body_line, len(starts)) - 1]
    body = source[body_start:]
    spans = [(body_start + a, body_start + b, kind) for a, b, kind in zones(body).spans]
    signs = list(source)
    _blank(signs, 0, body_start)
    open_fence = -1
    for start, end, kind in spans:
        _blank(signs, start, end, MACRO if kind == "code" else " ")
        if kind == "fence" and end == len(source) and not _closed(source[start:end]):
            open_fence = start
    clean = "".join(signs)
    signs = list(clean)
    for match in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", clean, re.DOTALL):
        if "\n\n" not in match.group():
            _blank(signs, match.start(), match.end(), MACRO)
            # A fact brings its own full stop.
            if stop := ENDING.fullmatch(match.group()):
                signs[match.end() - 1] = stop[1]
    clean = "".join(signs)
    code_rows = tuple(_indented(clean))
    for start, end in code_rows:
        _blank(signs, start, end)
    clean = "".join(signs)
    definitions = tuple(_definitions(clean))
    inline = list(_bracketed(source, clean, definitions))
    pointed = {link.start - 1 for link in inline if link.start >= 0} | {
        definition.start - 1 for definition in definitions
    }
    tags = tuple(tag for tag in _tags(clean) if tag.at not in pointed)
    links = sorted([*inline, *_autos(clean), *_html(source, tags)], key=lambda link: link.at)
    comments = tuple((start, end) for start, end, kind in spans if kind == "comment")
    return Text(
        source,
        clean,
        tuple(starts),
        tuple(links),
        tags,
        definitions,
        comments,
        open_fence,
        tuple(start for start, _ in code_rows),
    )


def _closed(fence: str) -> bool:
    rows = fence.split("\n")
    mark = re.match(r"[ \t]*(`{3,}|~{3,})", rows[0])[1]
    return (
        len(rows) > 1
        and re.match(r"[ \t]*(`{3,}|~{3,})[ \t]*$", rows[-1]) is not None
        and rows[-1].strip()[0] == mark[0]
    )


def _blank(signs: list[str], start: int, end: int, by: str = " ") -> None:
    for index in range(start, end):
        if signs[index] != "\n":
            signs[index] = by


def _indented(text: str):
    """Indented code: four spaces more than the block around it, after a blank line (CommonMark 4.4, Python-Markdown's CodeBlockProcessor)."""
    offset, blank, inside, code = 0, True, [], False
    for row in text.split("\n"):
        if not row.strip():
            blank = True
        else:
            indent = len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())
            while inside and indent < 4 * len(inside) and blank:
                inside.pop()
            if indent < 4 * len(inside) + 4:
                code = False
            elif blank:
                code = True
            if code:
                yield offset, offset + len(row)
            elif CONTAINER.match(row):
                level = indent // 4
                inside = inside[:level] + [True] * (level + 1 - len(inside[:level]))
            elif re.match(r"<\w", row) and "markdown" in row:
                inside = [True]
            blank = False
        offset += len(row) + 1


def _definitions(clean: str):
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


def _tags(clean: str):
    for match in TAG.finditer(clean):
        attributes = {}
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


def _html(source: str, tags: tuple[Tag, ...]):
    for number, tag in enumerate(tags):
        if tag.closing:
            continue
        for name in ADDRESSES.get(tag.name, ()):
            if name in tag.attributes:
                value, start, end = tag.attributes[name]
                closer = (
                    next(
                        (
                            other
                            for other in tags[number + 1 :]
                            if other.name == tag.name and other.closing
                        ),
                        None,
                    )
                    if tag.name == "a"
                    else None
                )
                text = source[tag.stop : closer.at] if closer else (tag.value("alt") or "")
                yield Link(
                    "html",
                    tag.name == "img",
                    text,
                    value.strip(),
                    tag.at,
                    closer.stop if closer else tag.stop,
                    start,
                    end,
                    tag.name,
                )


def _autos(clean: str):
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


def _bracketed(source: str, clean: str, definitions):
    known = {definition.label: definition for definition in definitions}
    skip = {definition.at for definition in definitions}
    position = -1
    while (position := clean.find("[", position + 1)) >= 0:
        if position in skip or _escaped(clean, position):
            continue
        close = _close(clean, position, "[", "]")
        if close is None:
            continue
        image = clean[position - 1 : position] == "!" and not _escaped(clean, position - 1)
        at, text, after = (
            position - image,
            source[position + 1 : close],
            clean[close + 1 : close + 2],
        )
        if after == "(":
            end = _close(clean, close + 1, "(", ")")
            if end is not None:
                yield _inline(source, clean, image, text, at, close + 2, end)
        elif after == "[":
            end = _close(clean, close + 1, "[", "]")
            if end is not None:
                label = _label(source[close + 2 : end]) or _label(text)
                definition = known.get(label)
                skip.add(close + 1)
                yield Link(
                    "reference",
                    image,
                    text,
                    definition.target if definition else "",
                    at,
                    end + 1,
                    *((definition.start, definition.end) if definition else (-1, -1)),
                    label=label,
                    extra=_extra(clean, end + 1),
                )
        elif _label(text) in known:
            definition = known[_label(text)]
            yield Link(
                "reference",
                image,
                text,
                definition.target,
                at,
                close + 1,
                definition.start,
                definition.end,
                _label(text),
                _extra(clean, close + 1),
            )


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
        target, first = TITLE.match(inner.lstrip())["target"], start + lead
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


def _close(text: str, position: int, opening: str, closing: str) -> int | None:
    """Where the bracket at `position` closes within its paragraph."""
    depth, quote = 0, ""
    for index in range(position, min(len(text), position + 3000)):
        sign = text[index]
        if sign == "\n" and re.compile(r"\n[ \t]*\n").match(text, index):
            return None
        if opening == "(" and quote:
            quote = (
                "" if sign == quote and text[index + 1 : index + 2] in (")", " ", "\n") else quote
            )
        elif opening == "(" and sign in "\"'" and text[index - 1] in " \n\t":
            quote = sign
        elif sign == opening and not _escaped(text, index):
            depth += 1
        elif sign == closing and not _escaped(text, index):
            depth -= 1
            if depth == 0:
                return index
    return (
        _close(text.replace('"', " ").replace("'", " "), position, opening, closing)
        if quote
        else None
    )


def indented(text: Text) -> frozenset[int]:
    """Where indented code begins: the offset of the first row of each run of it."""
    rows = {start: number for number, start in enumerate(text.starts)}
    taken = {rows[start] for start in text.code_rows}
    found = set()
    for number in taken:
        before = number - 1
        while (
            before >= 0
            and before not in taken
            and not text.source[text.starts[before] : text.starts[before + 1]].strip()
        ):
            before -= 1
        if before not in taken:
            found.add(text.starts[number])
    return frozenset(found)


def visible(markdown: str) -> str:
    """A link's text as a reader hears it: images by their text alternative, a macro call as MACRO, without Markdown's signs."""
    text = re.sub(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", markdown)
    text = re.sub(r"<img\b[^>]*\balt\s*=\s*[\"']([^\"']*)[\"'][^>]*>", r"\1", text)
    text = re.sub(r"\{\{.*?\}\}", MACRO, text, flags=re.DOTALL)
    text = re.sub(r"</?[A-Za-z][^<>]*>|\{:?[^{}]*\}", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`~]+", "", unescape(text))).strip()
