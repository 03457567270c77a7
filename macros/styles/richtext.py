"""A formatted reference as a small tree: runs and links, joined into sentences, made HTML or text.

A style builds it from `join` (parts with a separator, absent ones left out) and `sentences`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Rich, Run, plain
from ..urls import doi_address


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. An address that is not http or https never becomes a link."""

    href: str
    spans: Rich


Node = Run | Link
Nodes = tuple[Node, ...]
# What a style may hand over: a plain text, or runs and links; "" and () are nothing.
Part = str | Nodes

_ADDRESS = re.compile(r"(?i)https?://[^\s\"'<>`\\^{|}\x00-\x20]+\Z")
# Besides HTML's five: braces, which a template engine would read, and the bar, which breaks a
# Markdown table; and, as nothing, the characters that no HTML document may hold.
_ESCAPES: dict[int, str | None] = {
    **dict.fromkeys(
        (*range(9), 11, 12, *range(14, 32), *range(127, 160), 65534, 65535, *range(55296, 57344))
    ),
    **{ord(character): f"&#{ord(character)};" for character in "'{}|"},
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}
_ENDS = ".?!\u3002\uff1f\uff01\u061f"
_QUOTES = "\u201d\"\u2019'"
# The full stop of English goes inside its own quotation marks, and stands behind guillemets.
_CLOSERS = f"{_QUOTES}\u00bb)]"


# Links


def is_link(href: str) -> bool:
    """Whether an address may be a link: http(s), a host, nothing that needs escaping (RFC 3986)."""
    return bool(_ADDRESS.match(href))


def doi_link(doi: str, prefix: str) -> Link:
    """A DOI as a link to its resolver; `prefix` is how the style writes "doi:" (DOI Handbook)."""
    return Link(doi_address(doi), (Run(prefix + doi),))


def web_link(url: str) -> Node:
    """An address that shows itself, as a link where it may be one and as text where it may not."""
    return Link(url, (Run(url),)) if is_link(url) else Run(url)


# Out


def to_text(nodes: Nodes) -> str:
    """The tree as plain text: what a reader copies."""
    return "".join(plain(node.spans) if isinstance(node, Link) else node.text for node in nodes)


def to_html(nodes: Nodes) -> str:
    """The tree as inline HTML on one line: text escaped; `<a>`, and i, b, sup, sub for styles."""
    return "".join(_link(node) if isinstance(node, Link) else _run(node) for node in nodes)


def _run(run: Run) -> str:
    text = run.text.translate(_ESCAPES).replace("\n", " ").replace("\r", " ")
    return f"<{run.style}>{text}</{run.style}>" if run.style and text else text


def _link(link: Link) -> str:
    inner = "".join(map(_run, link.spans))
    return f'<a href="{link.href.translate(_ESCAPES)}">{inner}</a>' if is_link(link.href) else inner


# Putting together


def _nodes(part: Part) -> Nodes:
    if isinstance(part, str):
        return (Run(part),) if part else ()
    return part


def join(separator: str, *parts: Part) -> Nodes:
    """The parts that are there, with a separator between them."""
    out: list[Node] = []
    for part in parts:
        nodes = _nodes(part)
        if nodes and out and separator:
            out.append(Run(separator))
        out.extend(nodes)
    return tuple(out)


def sentences(parts: Iterable[Part], last: Part = ()) -> Nodes:
    """Sentences with their full stops; after `last`, an identifier or address, comes none."""
    closed = [_closed(_nodes(part)) for part in parts]
    return _merged(join(" ", *closed, last))


def _closed(nodes: Nodes) -> Nodes:
    """A sentence with its full stop, inside of quotation marks (AMA 11th, 8.6)."""
    nodes = _trimmed(nodes)
    if not nodes:
        return ()
    last = nodes[-1]
    if isinstance(last, Run) and last.text[-1] == "." and last.text[:-1].endswith(tuple(_QUOTES)):
        nodes = (*nodes[:-1], Run(last.text[:-1], last.style, last.protected))
    text = to_text(nodes[-2:])
    core = text.rstrip(_CLOSERS)
    quoted = text[len(core) :]
    asked = core[-1:] and core[-1] in _ENDS and ")" not in quoted and "]" not in quoted
    if asked or text[-1] in _ENDS:
        return nodes
    last = nodes[-1]
    if isinstance(last, Run) and last.text[-1] in _QUOTES and _closes(last.text[-1], nodes):
        return (*nodes[:-1], Run(f"{last.text[:-1]}.{last.text[-1]}", last.style, last.protected))
    return (*nodes, Run("."))


def _closes(mark: str, nodes: Nodes) -> bool:
    """Whether a final mark closes a quotation; else it is an apostrophe ("the carers'")."""
    if mark == "\u201d":
        return True
    text = to_text(nodes)
    if mark == '"':
        return text.count('"') % 2 == 0
    opener = "\u2018" if mark == "\u2019" else "'"
    return bool(re.search(rf"(?:^|[\s(\[]){opener}\w", text))


def _trimmed(nodes: Nodes) -> Nodes:
    """Without white space at either end, and without what a careless record ends with."""
    kept = [node for node in nodes if isinstance(node, Link) or node.text]
    while kept and isinstance(last := kept[-1], Run):
        text = last.text.rstrip(" \t\r\n,;:\u00a0")
        if text:
            kept[-1] = last if text == last.text else Run(text, last.style, last.protected)
            break
        kept.pop()
    if kept and isinstance(first := kept[0], Run) and first.text[:1].isspace():
        kept[0] = Run(first.text.lstrip(), first.style, first.protected)
    return tuple(kept)


def _merged(nodes: Nodes) -> Nodes:
    """Neighbouring runs of one style as one, so that equal texts are equal trees."""
    out: list[Node] = []
    for node in nodes:
        before = out[-1] if out else None
        if isinstance(node, Link):
            out.append(node)
        elif isinstance(before, Run) and before.style == node.style:
            out[-1] = Run(before.text + node.text, node.style)
        else:
            out.append(Run(node.text, node.style))
    return tuple(out)
