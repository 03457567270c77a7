"""The links and images of a page with their places, read as Python-Markdown would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from .html_tags import LOADS, Tag, closers
from .regions import escaped

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
SQUARE = re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL)
ROUND = re.compile(r"\\.|[()\"']", re.DOTALL)
PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image: `target` is decoded, and stands at `start` to `end` (-1: it has no place).

    `kind` is inline, reference, auto or html.
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
class Definition:
    """What `[label]: target` says."""

    label: str
    target: str
    at: int
    start: int
    end: int


def read_definitions(clean: str) -> Iterator[Definition]:
    """What `[label]: target` says in a text without code."""
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


ADDRESSES = {
    **{tag: found[:1] for tag, found in LOADS.items() if found[0] != "href"},
    "video": LOADS["video"],
    **dict.fromkeys(("a", "area", "link"), ("href",)),
    "form": ("action",),
}


def html_links(source: str, tags: tuple[Tag, ...]) -> Iterator[Link]:
    """The links and images of raw HTML tags."""
    closed_by = closers(tags)
    for number, tag in enumerate(tags):
        for name in ADDRESSES.get(tag.name, ()) if not tag.closing else ():
            if name not in tag.attributes:
                continue
            value, start, end = tag.attributes[name]
            closer = closed_by.get(number)
            text = source[tag.stop : closer.at] if closer else (tag.value("alt") or "")
            stop = closer.stop if closer else tag.stop
            image = tag.name == "img"
            yield Link("html", image, text, value.strip(), tag.at, stop, start, end, tag.name)


def auto_links(clean: str) -> Iterator[Link]:
    """Addresses in angle brackets."""
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


def inline_links(source: str, clean: str, definitions: tuple[Definition, ...]) -> Iterator[Link]:
    """Links and images in square brackets, inline or by reference."""
    known = {definition.label: definition for definition in definitions}
    skip = {definition.at for definition in definitions}
    closes = _square_brackets(clean)
    targets = _RoundBrackets(clean)
    for opening in sorted(closes):
        if opening in skip:
            continue
        close = closes[opening]
        image = clean[opening - 1 : opening] == "!" and not escaped(clean, opening - 1)
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
