"""A formatted reference as a small tree: spans and links, joined into sentences, rendered to HTML or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Rich, Run, plain
from ..urls import doi_address

__all__ = [
    "Link",
    "Node",
    "Nodes",
    "closed",
    "doi_link",
    "is_link",
    "joined",
    "to_html",
    "to_text",
    "web_link",
]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. An address that is not http or https is never rendered as a link."""

    href: str
    spans: Rich


Node = Run | Link
Nodes = tuple[Node, ...]

_ADDRESS = re.compile(r"https?://[^\s\"'<>`\\^{|}\x00-\x20]+\Z", re.IGNORECASE)
_TAGS = {"i": "i", "b": "b", "sup": "sup", "sub": "sub"}
# Besides HTML's five: braces, which a template engine would read, and the bar, which breaks a Markdown table.
_ESCAPES = {ord(sign): f"&#{ord(sign)};" for sign in "'{}|"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
}
# Characters that no HTML document may hold.
_ESCAPES |= dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), 65534, 65535, *range(55296, 57344))
)
_ENDS = ".?!\u2026\u3002\uff1f\uff01\u061f"
_CLOSERS = "\u201d\"\u2019'\u00bb)]"


def is_link(href: str) -> bool:
    """Whether an address may become a link: http or https, a host, and no character that needs escaping (RFC 3986)."""
    return bool(_ADDRESS.match(href))


def doi_link(doi: str, prefix: str) -> Link:
    """A DOI as a link to its resolver; `prefix` is how the style writes "doi:" (DOI Handbook 3.8 on encoding)."""
    return Link(doi_address(doi), (Run(prefix + doi),))


def web_link(url: str) -> Node:
    """An address that shows itself, as a link where it may be one and as text where it may not."""
    return Link(url, (Run(url),)) if is_link(url) else Run(url)


def to_text(nodes: Nodes) -> str:
    """The tree as plain text: what a reader copies."""
    return "".join(plain(node.spans) if isinstance(node, Link) else node.text for node in nodes)


def to_html(nodes: Nodes) -> str:
    """The tree as inline HTML on one line: everything escaped; `<a>` for web addresses; i, b, sup and sub for styles."""
    return "".join(_link(node) if isinstance(node, Link) else _span(node) for node in nodes)


def _span(span: Run) -> str:
    text = span.text.translate(_ESCAPES).replace("\n", " ").replace("\r", " ")
    tag = _TAGS.get(span.style)
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def _link(link: Link) -> str:
    inner = "".join(map(_span, link.spans))
    return f'<a href="{link.href.translate(_ESCAPES)}">{inner}</a>' if is_link(link.href) else inner


def closed(nodes: Nodes) -> Nodes:
    """A sentence with its full stop: none after ? or ! or another stop; before a closing quotation mark, not behind it.

    AMA 11th, 8.6: full stops stand within quotation marks.
    """
    nodes = _trimmed(nodes)
    if not nodes:
        return ()
    text = to_text(nodes[-2:])
    core = text.rstrip(_CLOSERS)
    quoted = text[len(core) :]
    if (core[-1:] and core[-1] in _ENDS and ")" not in quoted and "]" not in quoted) or text[
        -1
    ] in _ENDS:
        return nodes
    last = nodes[-1]
    if (
        isinstance(last, Run)
        and last.text[-1] in _CLOSERS[:5]
        and _closes(last.text[-1], to_text(nodes))
    ):
        return (*nodes[:-1], Run(f"{last.text[:-1]}.{last.text[-1]}", last.style, last.protected))
    return (*nodes, Run("."))


def _closes(mark: str, text: str) -> bool:
    """Whether a final mark closes a quotation; otherwise it is an apostrophe ("the carers'")."""
    if mark in "\u201d\u00bb":
        return True
    if mark == '"':
        return text.count('"') % 2 == 0
    opener = "\u2018" if mark == "\u2019" else "'"
    return bool(re.search(rf"(?:^|[\s(\[]){opener}\w", text))


def _trimmed(nodes: Nodes) -> Nodes:
    """Without white space at either end, and without the separators that a careless record ends with."""
    kept = [node for node in nodes if isinstance(node, Link) or node.text]
    while kept and isinstance(kept[-1], Run):
        text = kept[-1].text.rstrip(" \t\r\n,;:\u00a0")
        if text == kept[-1].text:
            break
        kept.pop()
        if text:
            kept.append(_with(nodes, text, kept))
            break
    if kept and isinstance(kept[0], Run) and kept[0].text[:1].isspace():
        kept[0] = Run(kept[0].text.lstrip(), kept[0].style, kept[0].protected)
    return tuple(kept)


def _with(nodes: Nodes, text: str, kept: list) -> Run:
    old = [node for node in nodes if isinstance(node, Link) or node.text][len(kept)]
    return Run(text, old.style, old.protected)


def joined(*sentences: Nodes, last: Nodes = ()) -> Nodes:
    """Sentences with their full stops, a space between; `last`, an identifier or address, gets no stop after it."""
    out: list[Node] = []
    for sentence in sentences:
        sentence = closed(sentence)
        if sentence:
            if out:
                out.append(Run(" "))
            out.extend(sentence)
    if last:
        if out:
            out.append(Run(" "))
        out.extend(last)
    return _merged(out)


def _merged(nodes: list[Node]) -> Nodes:
    """Neighbouring spans of one style as one, so that equal texts are equal trees."""
    out: list[Node] = []
    for node in nodes:
        before = out[-1] if out else None
        if isinstance(node, Run):
            node = Run(node.text, node.style)
            if isinstance(before, Run) and before.style == node.style:
                out[-1] = Run(before.text + node.text, node.style)
                continue
        out.append(node)
    return tuple(out)
