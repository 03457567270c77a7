"""A built page as plain text, in Markdown's manner: for programs, e-mails, braille displays."""

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..markup import Say, filled

# What belongs to the screen, not to the text; and lists that plain text has no use for.
LEFT_OUT = (
    "script, style, template, noscript, button, textarea, input, select, .headerlink, "
    ".page-about, .link-here, .md-content__button, .page-status, .page-overdue, .way-out, "
    ".way-out-bar, .ref-links, .ref-back, .ref-cite, .ref-badge, .page-export, .filter, "
    "nav, [hidden]"
)
BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr ol p pre section summary table ul".split()
)
KEPT = "\0"  # a space of a block of code, which HTML can't hold by itself


def article_text(html: str, head: Sequence[str] = (), say: Say = filled) -> str:
    """The text of a built page's article.

    In: the page's HTML; lines that go below its title; the words of its language.
    Headings have number signs, items a sign or number, rows of tables bars; marks are numbers in
    brackets, and drawings their description.
    """
    tree = LexborHTMLParser(html)
    article = tree.css_first("article") or tree.body
    if article is None:
        return ""
    for node in article.css(LEFT_OUT):
        node.decompose()
    for note in article.css(".ref-note"):
        note.replace_with(f"({' '.join(note.text().split())})")
    for mark in article.css("sup.cite"):
        mark.replace_with(f"[{''.join(mark.text().split())}]")
    for picture in article.css("svg, img"):
        picture.replace_with(_described(picture, say))
    lines = _tidy("".join(_pieces(article)))
    title, _, rest = lines.partition("\n")
    return "\n\n".join(filter(None, (title, "\n".join(head), rest.strip("\n")))) + "\n"


def index_text(
    home: str, pages: Iterable[tuple[str, str, str, str]], about: str, say: Say = filled
) -> str:
    """`llms.txt`: the site's name, then for each group of readers its pages.

    In: for each page its readers, title, address and summary; the licence's address.
    """
    groups: dict[str, list[str]] = {}
    for readers, title, address, summary in pages:
        row = f"- [{title}]({address})" + (f": {summary}" if summary else "")
        groups.setdefault(readers or say("Everyone"), []).append(row)
    parts = [f"# {home}"] + ([say("Licence: {address}", address=about)] if about else [])
    parts += [f"## {name}\n\n" + "\n".join(rows) for name, rows in groups.items()]
    return "\n\n".join(parts) + "\n"


def _described(picture: LexborNode, say: Say) -> str:
    if picture.tag == "img":
        words = picture.attributes.get("alt") or ""
    else:
        label = picture.attributes.get("aria-label")
        found = [node.text() for node in picture.css("title, desc")]
        words = label or " ".join(found)
    words = " ".join(words.split())
    return f"[{say('Picture: {words}', words=words)}]" if words else ""


def _pieces(node: LexborNode) -> Iterable[str]:
    tag = node.tag
    if tag == "-text":
        yield re.sub(r"\s+", " ", node.text_content or "")
        return
    if tag == "br":
        yield "\n"
        return
    if tag == "pre":
        yield f"\n\n{node.text().replace(' ', KEPT)}\n\n"
        return
    if tag == "tr":
        cells = [" ".join(cell.text(separator=" ").split()) for cell in node.iter()]
        yield f"\n| {' | '.join(cells)} |"
        return
    yield _before(tag or "")
    number = _first(node) if tag == "ol" else None
    for child in node.iter(include_text=True):
        if child.tag == "li":
            yield "\n- " if number is None else f"\n{number}. "
            number = None if number is None else number + 1
        yield from _pieces(child)
    if tag in BLOCKS:
        yield "\n\n"


def _before(tag: str) -> str:
    if re.fullmatch(r"h[1-6]", tag):
        return f"\n\n{'#' * int(tag[1])} "
    return "\n\n" if tag in BLOCKS else ""


def _first(listed: LexborNode) -> int:
    start = listed.attributes.get("start") or ""
    return int(start) if re.fullmatch(r"-?[0-9]{1,9}", start) else 1


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n")]
    # An item's own paragraph goes on behind its sign.
    joined = re.sub(r"(?m)^(-|\d+\.)\n+(?=\S)", r"\1 ", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", joined).strip("\n").replace(KEPT, " ")
