"""What published HTML may hold: allow-lists of elements, attributes and addresses.

It is judged as a browser reads it (lexbor, through selectolax).

Two lists: a page's own text is Markdown, and needs little; a whole page has the theme around it.
What is on neither list is told with what a browser would do with it: run it, load it, send what the
reader writes, or nothing that is known.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...content.acting import ACTED_ON, RESERVED, placed, unsafe_style
from ...markup import digest
from ...tables import table, turned
from .allowed_names import ATTRIBUTES, AUTHORED, PUBLISHED

_IMPLIED = frozenset(["html", "head", "body"])
# Where a link may lead. What is fetched by itself is a file of the site, or a picture within the
# page.
LINKED = frozenset(["", "http", "https", "mailto", "tel", "sms"])
NOTHING = "javascript:void(0)"
# What a page says of itself to browsers and search engines, and how a theme names its files and
# neighbours.
_META = re.compile(
    r"(?:description|author|generator|viewport|theme-color|color-scheme|robots|keywords|"
    r"google-site-verification|(?:og|twitter|article|profile):[\w:]+)\Z",
    re.IGNORECASE,
)
# What a link in the head loads, by its endings.
_LOADED = {
    "stylesheet": "css",
    "manifest": "webmanifest|json",
    "icon": "png|svg|ico|gif|jpe?g|webp",
    "apple-touch-icon": "png",
    "mask-icon": "svg",
}
# A page that leads on to another (HTML, 4.2.5.3): what else a browser takes for one is refused.
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=\s*['\"]?\s*([^'\"]*)['\"]?\s*\Z", re.IGNORECASE)
_NAMED = frozenset("canonical alternate prev next edit license author help me search".split())
# Attributes of drawings that are read as styles (SVG 2, 6.6).
_PAINTED = ("fill", "stroke", "mask", "clip-path", "marker-start", "marker-mid", "marker-end")
# Every attribute with a value is preceded by a space, a slash or a quotation mark (HTML, 13.2.5.32
# to 13.2.5.40): all names, and some more.
_NAMES = re.compile(r"""[\s/"']([^\s"'<>/=]+)\s*=""")
# Every element begins with its name (HTML, 13.2.5.6 and 13.2.5.8): all that can be, and some more.
# A browser adds only html, head, body, tbody, colgroup and tr.
_TAGS = re.compile(r"<([a-zA-Z][^\t\n\f\r />]*)")
_SAFE_DATA = re.compile(
    r"data:image/(?:png|gif|jpe?g|webp|avif);base64,[A-Za-z0-9+/=\s]*\Z", re.IGNORECASE
)
_EDGES = "".join(map(chr, range(0x21)))
_INERT = frozenset(
    ["application/json", "application/ld+json", "math/tex", "math/tex; mode=display"]
)
_FETCHING = frozenset(
    ["img", "source", "video", "audio", "track", "input", "image", "use", "iframe", "embed"]
)


_DEEDS = turned(table(__file__)["deeds"])
_ATTRIBUTE_DEEDS = {
    "srcdoc": "runs",
    "action": "sends",
    "formaction": "sends",
    "ping": "sends",
    "http-equiv": "loads",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that must not be published.

    `does` says what a browser would do: runs, loads, sends, or "" where nothing is known.
    """

    tag: str
    name: str = ""
    value: str = ""
    does: str = ""

    def __str__(self) -> str:
        attribute = f" {self.name}" if self.name else ""
        shown = f'="{self.value[:60]}"' if self.name and self.value else ""
        what = {
            "runs": "runs a script in the reader's browser",
            "loads": "loads or leads to what is not of this site",
            "sends": "sends what a reader does or writes to another place",
            "": "is not among what a page may hold",
        }[self.does]
        return f"<{self.tag}{attribute}{shown}> {what}"


def scheme(address: str) -> str:
    """The scheme of an address as a browser sees it, or "".

    Without white space at its ends, tabs and line ends (URL Standard, 4.4).
    """
    text = re.sub(r"[\t\n\r]", "", address.strip(_EDGES))
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", text)
    return match[1].lower() if match else ""


def foreign(address: str) -> bool:
    r"""Whether an address names a host; `\\` counts as `/`.

    URL Standard, 4.4: special authority slashes.
    """
    text = re.sub(r"[\t\n\r]", "", address.strip(_EDGES)).replace("\\", "/")
    return scheme(text) in ("http", "https", "ftp", "ws", "wss") or text.startswith("//")


def authored(html: str) -> list[Refusal]:
    """What is refused in the HTML of a page's own text."""
    if "<" not in html:
        return []
    return list(_judged(_tree(html), html, whole=False))


def claimed(html: str, names: Collection[str]) -> Iterator[Refusal]:
    """A page's own elements under names that its macros give to theirs, such as a reference's.

    Of two a browser takes the first.
    """
    for node in _tree(html).css("[id],a[name]") if names else ():
        for name in ("id", "name"):
            if (value := node.attributes.get(name)) in names:
                yield Refusal(node.tag or "", name, value or "")


def in_front(value: object) -> Iterator[Refusal]:
    """What is refused in a field of the front matter.

    A theme may write its words between tags, or between quotation marks,
    as they stand or with their character references read.
    """
    if isinstance(value, str):
        if "&" in value and (read := unescape(value)) != value:
            yield from in_front(read)
        found = authored(value)
        yield from found
        if "<" in value and not found:  # a tag that never ends takes in what a theme writes next
            ended = (one for end in ("<", '"><', "'><") for one in authored(f"{value}{end}/i>"))
            yield from dict.fromkeys(one for one in ended if one.does)
        if '"' in value and ("=" in value or "<" in value):
            for one in authored(f'<i title="{value}"></i>'):
                if one.does or one.tag != "i" or one.name in ATTRIBUTES[True]:
                    yield one
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from in_front(name)
            yield from in_front(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from in_front(inner)


def published(html: str, scripts: Collection[str]) -> list[Refusal]:
    """What is refused on a whole page.

    `scripts` are the digests of the theme's inline scripts and styles, as in its policy, and what
    its head names by itself.
    """
    tree = _tree(html)
    found = [*_judged(tree, html, whole=True), *_head(tree, scripts)]
    found += [
        Refusal("script", value=(node.text() or "").strip(), does="runs")
        for node in tree.css("script")
        if not _known_script(node, scripts)
    ]
    for node in tree.css("meta[http-equiv]"):
        kind = (node.attributes.get("http-equiv") or "").strip().lower()
        target = _REFRESH.match(node.attributes.get("content") or "")
        if kind == "refresh" and not (target and not scheme(target[1]) and not foreign(target[1])):
            found.append(Refusal("meta", "http-equiv", kind, "loads"))
        elif kind not in ("refresh", "content-security-policy", "x-ua-compatible", "content-type"):
            found.append(Refusal("meta", "http-equiv", kind))
    return found


def _head(tree: LexborHTMLParser, known: Collection[str]) -> Iterator[Refusal]:
    """Styles that are not the theme's, and what a page says of itself that no theme would say.

    What stands in `noscript` is read as elements where scripts are off, as here, and as one text up
    to the next end tag where they are on (HTML, 13.2.6.4.4).
    """
    for node in tree.css("noscript"):
        if digest(node.html or "") not in known:
            yield Refusal("noscript", does="runs")
    for node in tree.css("style"):
        if digest(node.text() or "") not in known:
            yield Refusal("style", value=(node.text() or "").strip(), does="runs")
    for node in tree.css("link"):
        address = node.attributes.get("href") or ""
        kinds = set((node.attributes.get("rel") or "").lower().split())
        endings = next((_LOADED[kind] for kind in kinds if kind in _LOADED), "js|css|woff2?|json")
        own = kinds <= _NAMED or _own_file(address.partition("?")[0], endings)
        if not (kinds and own) and address not in known:
            yield Refusal("link", "href", address, "loads")
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if name and not _META.match(name) and name not in known:
            yield Refusal("meta", "name", name)


def inline_scripts(html: str) -> set[str]:
    """The digests of a page's inline scripts, as a policy names them (CSP Level 3, 8.4).

    Data blocks are none.
    """
    return {
        digest(node.text() or "")
        for node in _tree(html).css("script")
        if "src" not in node.attributes and not _inert(node)
    }


def inline_texts(html: str) -> set[str]:
    """The inline scripts and styles of a page."""
    return {
        node.text() or ""
        for node in _tree(html).css("script:not([src]), style")
        if not _inert(node)
    }


def own_names(html: str) -> set[str]:
    """What a theme itself links to and says in the head of a page.

    Addresses, names of meta, and digests of what it shows without scripts.
    """
    tree = _tree(html)
    found = {node.attributes.get("href") or "" for node in tree.css("link")}
    found |= {digest(node.html or "") for node in tree.css("noscript")}
    for node in tree.css("meta"):
        found.add(node.attributes.get("name") or node.attributes.get("property") or "")
    return found


def inline_styles(html: str) -> set[str]:
    """The digests of a page's style elements."""
    return {digest(node.text() or "") for node in _tree(html).css("style")}


def policy_digests(html: str) -> frozenset[str] | None:
    """The digests that a page's policy names.

    None where it has no policy, or one that lets any script run.
    """
    for node in _tree(html).css("head > meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() == "content-security-policy":
            scripts = re.search(r"script-src ([^;]*)", node.attributes.get("content") or "")
            if scripts is None or "unsafe" in scripts[1]:
                return None
            return frozenset(re.findall(r"'(sha256-[^']+)'", node.attributes["content"] or ""))
    return None


def _known_script(node: LexborNode, scripts: Collection[str]) -> bool:
    if "src" in node.attributes:
        return _own_file((node.attributes.get("src") or "").partition("?")[0], "m?js")
    return _inert(node) or digest(node.text() or "") in scripts


def _own_file(address: str, endings: str) -> bool:
    """Whether an address names a file of the site that browsers run or apply.

    By its ending, for a plain text is run as a script, too; its texts can't bring such a file.
    """
    return bool(
        re.fullmatch(rf"(?:\.?\.?/)*(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.(?:{endings})", address)
    )


def _inert(node: LexborNode) -> bool:
    return (node.attributes.get("type") or "").strip().lower() in _INERT


@lru_cache(maxsize=1)  # a page is asked for its policy, and then judged
def _tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def _judged(tree: LexborHTMLParser, html: str, whole: bool) -> Iterator[Refusal]:
    # Selectors are slow: each is asked only where the text holds what it looks for.
    known = PUBLISHED if whole else AUTHORED
    if not known.issuperset(_TAGS.findall(html)):
        yield from _odd_elements(tree, known | _IMPLIED)
    names = {found.lower() for found in _NAMES.findall(html)}
    if not all(name in ATTRIBUTES[whole] or name.startswith("aria-") for name in names):
        yield from _odd_attributes(tree, ATTRIBUTES[whole], whole)
    yield from _addresses(tree, whole)
    if not names.isdisjoint(_PAINTED):
        yield from _paints(tree)
    if not whole:
        yield from _names(tree)


def _odd_elements(tree: LexborHTMLParser, known: frozenset[str]) -> Iterator[Refusal]:
    # A type selector ignores case in HTML and not in SVG, whose names lexbor keeps as they are.
    for node in tree.css(f":not({','.join(sorted(known))})"):
        if not (node.tag or "").startswith(("-", "!", "#")):
            yield Refusal(node.tag or "", does=_deed(node))


def _deed(node: LexborNode) -> str:
    return _DEEDS.get((node.tag or "").lower(), "")


def _odd_attributes(
    tree: LexborHTMLParser, known: frozenset[str], whole: bool
) -> Iterator[Refusal]:
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            low = name.lower()
            if low in known or low.startswith("aria-") or (whole and low.startswith("data-")):
                continue
            does = "runs" if low.startswith("on") else _ATTRIBUTE_DEEDS.get(low, "")
            yield Refusal(node.tag or "", name, value or "", does)


def _addresses(tree: LexborHTMLParser, whole: bool) -> Iterator[Refusal]:
    for node in tree.css("[href],[src],[srcset],[poster],[style],[xlink\\:href],[action],[cite]"):
        tag = (node.tag or "").lower()
        for name, value in node.attributes.items():
            low, text = name.lower(), value or ""
            if low == "style":
                if unsafe_style(text):
                    yield Refusal(tag, low, text, "loads")
            elif low in ("href", "xlink:href", "src", "poster", "cite"):
                refused = _address(tag, text)
                if whole and text == NOTHING:
                    continue  # Material's button to share a search
                if refused is not None:
                    yield Refusal(tag, low, text, refused)
            elif low == "srcset":
                for part in text.split(","):
                    if (refused := _address(tag, part.strip().split(" ")[0])) is not None:
                        yield Refusal(tag, low, text, refused)
            elif low == "action" and not (whole and not scheme(text) and not foreign(text)):
                yield Refusal(tag, low, text, "sends")


def _paints(tree: LexborHTMLParser) -> Iterator[Refusal]:
    """Attributes of a drawing that load what they name."""
    for node in tree.css(",".join(f"[{name}]" for name in _PAINTED)):
        for name, value in node.attributes.items():
            if name.lower() in _PAINTED and unsafe_style(value or ""):
                yield Refusal(node.tag or "", name, value or "", "loads")


def _address(tag: str, address: str) -> str | None:
    """What an address does that it may not do; None where it may."""
    kind = scheme(address)
    if kind in ("javascript", "vbscript"):
        return "runs"
    if tag == "use":
        return None if address.strip().startswith("#") else "loads"
    if tag in _FETCHING:
        if kind == "data":
            return None if _SAFE_DATA.match(address.strip(_EDGES)) else "runs"
        return "loads" if kind or foreign(address) else None
    if kind in LINKED:
        return None
    return "runs" if kind == "data" else "loads"


def _names(tree: LexborHTMLParser) -> Iterator[Refusal]:
    """Names by which the theme or the browser would take a page's own element for one of theirs.

    DOM clobbering: HTML, 3.1.7 and 7.2.2.3.
    """
    for node in tree.css("[class]"):
        if match := ACTED_ON.search(node.attributes.get("class") or ""):
            does = "loads" if match[1] == "mermaid" else ""
            yield Refusal(node.tag or "", "class", match[1], does)
    for node in tree.css("[style],[rel]"):
        # A page's own text stands where it is written, and hands its window to nobody.
        style, kinds = node.attributes.get("style") or "", node.attributes.get("rel") or ""
        if placed(style):
            yield Refusal(node.tag or "", "style", style)
        if "opener" in kinds.lower().split():
            yield Refusal(node.tag or "", "rel", kinds, "sends")
    for node in tree.css("[id],[name],[for],input"):
        tag, attributes = node.tag or "", node.attributes
        for name in ("id", "name", "for"):
            if RESERVED.match(attributes.get(name) or ""):
                yield Refusal(tag, name, attributes.get(name) or "")
        if "name" in attributes and tag not in ("a", "details", "input"):
            yield Refusal(tag, "name", attributes.get("name") or "")
        if tag == "input" and (attributes.get("type") or "").lower() not in ("checkbox", "radio"):
            yield Refusal(tag, "type", attributes.get("type") or "", "sends")
