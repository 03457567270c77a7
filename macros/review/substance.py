"""What a page says, apart from how it is written: the text that a reviewer vouches for.

A page is read as blocks (paragraph, item, row, heading) of tokens, in their order: words in any
letter case, numbers with their signs, units and symbols, the kind of each box, and whatever a macro
shows in its place, so that a change of shared data is a change of each page that shows it. Words in
a drawing count as words. What decides whether words can be seen counts as well: `hidden` and the
like in tags and attribute lists, deleted text, template statements. Each source that is cited
counts with its identity, and with whether it was retracted; of the front matter what readers see of
it: title, summary and audience.

Punctuation counts, since a comma can turn a sentence round; not how it is drawn, nor the full stop
at the end of a block. White space, emphasis, where links lead, the numbers of citations and of list
items after the first, and plain styling are not measured.
"""

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..content.pages import Page
from ..content.shadow import CALL, STATEMENT, enclosed
from ..content.svg import SvgError, inlined
from ..content.units import UNITS
from ..model import Call, Reference, plain
from ..project import Project, cited
from ..source_text import file_bytes, spliced
from ..suggest import fold
from ..tables import table, words
from .layout import CALLOUT, Layout, cells

# HTML ends a comment where browsers do (HTML Standard, 13.2.5.43 and on), not only at "-->".
COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
IMAGE = re.compile(
    r"!\[([^\]]{0,2000})\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?([^()]*)\)"
)
HTML_IMAGE = re.compile(r"<img\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
# What Markdown takes out of a text: addresses and meanings that are given elsewhere in it
# (Python-Markdown's ReferenceProcessor and AbbrBlockprocessor).
DEFINITION = re.compile(r"^[ ]{0,3}(\*?\[[^\]\n]+\]:)(?!\()([^\n]*)", re.MULTILINE)
# A colour of a drawing in which its words can still be seen.
COLOURED = re.compile(
    r' (?:fill|stroke|color)="(?!none|transparent|white|#f+"|url|inherit|[^"]*[,;(])[^"]*"',
    re.IGNORECASE,
)
# Addresses that a reader acts on without reading them.
CALLED = re.compile(r"\s*(?:tel|sms|mailto):", re.IGNORECASE)
TARGET = re.compile(
    r"(?<=\])(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])"
)
ATTRIBUTES = re.compile(r"\{:?\s*([^{}\n]*)\}")
TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/?>")
AUTOLINK = re.compile(r"<(?:https?:|mailto:)[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>")
ATTRIBUTE = re.compile(r"""([^\s=\"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
# Tags and attributes that change how words look, and never whether they can be seen.
FORMATTING, HARMLESS = (words(table(__file__)[name]) for name in ("formatting", "harmless"))
PUNCTUATION: dict[str, str] = table(__file__)["punctuation"]
# Styles in which words can still be seen, wherever they stand.
PLAIN_STYLE = re.compile(
    r"\s*(?:font-family\s*:[\s,]*(?:serif|sans-serif|monospace|system-ui|inherit)(?:[\s,]+"
    r"(?:serif|sans-serif|monospace|system-ui))*|(?:font-(?:weight|style)|text-align|vertical-align|list-style(?:-type)?)\s*:"
    r"[\w\s,]+|(?:margin|padding|border)(?:-\w+)?\s*:(?![^;]*\d{3})[\w\s.%#]+|"
    r"color\s*:\s*(?:#[0-9a-d][0-9a-f]{2}|#(?:[0-9a-d][0-9a-f]){3}|red|green|blue|maroon|navy|"
    r"purple|teal|orange|brown))?\s*",
    re.IGNORECASE,
)
# Classes of this handbook's own sheets that hide nothing; any other could.
CLASSES = frozenset(["md-button", "md-button--primary"])
SEEN = ("title", "summary", "description", "audience")
# Macros that show all of their kind.
WHOLE = frozenset(["disputes", "glossary", "errata", "contributors"])
BLOCK = re.compile(r"^\s*(?:[-*+]\s|\d+[.)]\s|\||#{1,6}\s|!!!|\?\?\?|:\s|>)")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|^\s*(?:>\s?)+")
# Text that is shown as struck out or put in (PyMdown Extensions, "Critic").
CRITIC = re.compile(r"\{(--|~~|\+\+|>>|==)")
FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})")
TOKEN = re.compile(
    r"⟦[^⟧]*⟧"
    r"|(?<=\d)\s*[-–—−‐‑]\s*(?=[.\d])|(?<=\d)\s*[/:^]\s*(?=\d)"
    r"|(?:(?<![\w.,%°)])[-−–+±](?=\.?\d))?(?<![\w.])\.?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|(?<=\s)[-–—−]+(?=\s)|—|\.{2,}|[.!?;:,()/\"“”„«»…]|(?<!\w)[‘'‚‹](?=\w)|['’›](?!\w)"
    r"|[%<>=~^+]|[^\x00-\x7f\s\w“”‘’„«»‹›–—−‐‑‒…·•\u00a0\u200b\u200d\u2060\ufe0f\ufeff]"
)

# Signs of punctuation, each as one of its kind: how it is drawn says nothing.
PAUSES = {sign: kind for kind, signs in PUNCTUATION.items() for sign in signs}
ENDING = frozenset(".,;:")
# Written in other letters a unit is another one: mg and Mg.
SYMBOLS = frozenset(form for unit in UNITS for form in (unit.name, *unit.also))
_FOLDED = frozenset(form.casefold() for form in SYMBOLS if len(form) > 1)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: its tokens, joined by spaces, and the line it starts on."""

    text: str
    line: int


def substance(page: Page, project: Project) -> list[Block]:
    """The blocks of a page as a reviewer reads them, and the sources that it cites."""
    found = list(_head(page))
    rows: list[str] = []
    layout = Layout()
    start = page.body_line

    def close() -> None:
        words = _ended(tokens(" ".join(rows)))
        if words:
            found.append(Block(" ".join(words), start))
        rows.clear()

    for number, row in enumerate(_shown(page, project).split("\n"), page.body_line):
        if not row.strip():
            close()
            continue
        if BLOCK.match(row):
            close()
        if not rows:
            start = number
        mark = layout.mark(row, continued=bool(rows))
        if callout := CALLOUT.match(row):
            row = _callout(callout, project)
        rows.append(f"{mark}{cells(FENCE.sub('', ITEM.sub('', row)))}")
    close()
    template = page.meta.get("template")
    drawn = [Block(f"⟦template_{template}⟧", 1)] if template else []
    return [*found, *drawn, *_sources(page, project)]


def _callout(match: re.Match[str], project: Project) -> str:
    """The head of a box: its kind, how urgent that is, whether it is closed, and its title."""
    kind, rest = match[2].lower(), match.string[match.end() :]
    box = project.profile.box(kind)
    parts = [kind, f"level {box.level}" if box and box.level else ""]
    parts.append("folded" if match[1] == "???" else "")
    title = box.title if box and not rest.strip() else ""
    return f"⟦block {' '.join(filter(None, parts))}⟧ {title} {rest}"


def _head(page: Page) -> Iterator[Block]:
    """What readers see of the front matter, in menus, in search results and beside the title."""
    for name in SEEN:
        value = page.meta.get(name)
        if value:
            words = " ".join([f"⟦{name}⟧", *tokens(str(value))])
            yield Block(words, page.meta_lines.get(name, 1))
    if page.meta.get("translated_from"):  # who checks a translation holds it against that text
        mark = f"⟦translated_{page.meta['translated_from']}⟧"
        yield Block(mark, page.meta_lines.get("translated_from", 1))


def digest(texts: Sequence[str]) -> str:
    """Sixteen hexadecimal figures that stand for some texts (the start of their SHA-256)."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def tokens(text: str) -> list[str]:
    """Words, numbers, units and symbols, without case, punctuation and mark-up."""
    text = _replaced(text, STATEMENT, lambda inner: f" ⟦template {inner}⟧ ")
    text = CRITIC.sub(r" ⟦edit \1⟧ ", text)
    text = TARGET.sub(lambda match: _called_up(match[0][1:-1]), text)
    text = AUTOLINK.sub(" ", text).replace("\\*", "∗")
    text = ATTRIBUTES.sub(lambda match: _attributes(match[1]), text)
    text = html.unescape(TAG.sub(_tag, text))
    found = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token.startswith("⟦"):
            found.append(re.sub(r"\s+", "_", token))  # a key keeps its letter case
        elif token.strip(" -–—−‐‑") == "":
            found.append("–")
        elif pause := PAUSES.get(token[:1]) if not token[-1].isalnum() else "":
            _add_pause(found, pause)
        elif any(sign.isdigit() for sign in token):
            found.append(re.sub(r",(?=\d{3}(?!\d))", "", re.sub(r"^[−–]", "-", token)))
        else:
            word = token.strip().casefold().replace("’", "'")
            found.append(token if word in _FOLDED and token not in SYMBOLS else word)
    return found


def _add_pause(found: list[str], pause: str) -> None:
    """Add a sign of punctuation: whether a mark stands before or behind it says nothing."""
    at = len(found)
    while at and found[at - 1].startswith("⟦cite_"):
        at -= 1
    found.insert(at, pause)


def _ended(words: list[str]) -> list[str]:
    """The tokens of a block without the sign at its end, and at that of each cell."""
    found: list[str] = []
    for word in [*words, "⟦cell⟧"]:
        if word == "⟦cell⟧":
            last = len(found) - 1
            while last >= 0 and found[last].startswith("⟦cite_"):
                last -= 1
            if last >= 0 and found[last] in ENDING:
                del found[last]
        found.append(word)
    return found[:-1]


def _replaced(text: str, pair: tuple[str, str], by: Callable[[str], str]) -> str:
    """A text with something in the place of each range between two signs of the template engine."""
    return spliced(
        text,
        (
            (start, end, by(text[start + 2 : end - 2].strip("-").strip()))
            for start, end in enclosed(text, pair)
        ),
    )


def _called_up(address: str) -> str:
    """A number or a mailbox that a link calls, and the words that it shows under a mouse.

    Where other links lead counts for nothing.
    """
    address, _, title = address.strip().partition('"')
    address = address.strip(" <>")
    called = f" ⟦call {address.strip()}⟧ " if CALLED.match(address) else " "
    return f"{called}{title.strip().removesuffix(chr(34))} "


def _given(match: re.Match[str]) -> str:
    """What the meaning of an abbreviation, or the address of links, says to readers."""
    return match[2] if match[1].startswith("*") else _called_up(match[2])


def _shown(page: Page, project: Project) -> str:
    """The body without comments, with what a reader sees in the place of calls and drawings."""
    first = page.body_start
    body = page.source[first:]
    put = [
        (match.start(), match.end(), "")
        for match in COMMENT.finditer(body)
        if page.regions.at(match.start()) not in ("fence", "code", "raw")
    ]
    for call in page.calls:
        words = _called(call, project)
        put.append((call.span.start - first, call.span.end - first, words))
    folder = (project.docs / project.source(page)).parent
    for match in IMAGE.finditer(body):
        words = f"{match[1]} ⟦image {Path(match[2]).name}⟧ {_drawn(folder / match[2])} {match[3]}"
        put.append((match.start(), match.end(), words))
    for match in HTML_IMAGE.finditer(body):
        attributes = {
            found[0].lower(): found[1] or found[2] or found[3]
            for found in ATTRIBUTE.findall(match[1])
        }
        rest = " ".join(
            f'{name}="{value}"' for name, value in attributes.items() if name not in ("alt", "src")
        )
        address = attributes.get("src", "")
        words = (
            f"{attributes.get('alt', '')} ⟦image {Path(address).name}⟧ {_drawn(folder / address)}"
        )
        put.append((match.start(), match.end(), words + _visibility("image", [], rest)))
    put += [
        (match.start(), match.end(), f"⟦given {match[1]}⟧ {_given(match)}")
        for match in DEFINITION.finditer(body)
        if not match[1].startswith("[^")
    ]
    return spliced(
        body,
        (
            (start, stop, " ".join(words.split()) + "\n" * body.count("\n", start, stop))
            for start, stop, words in sorted(put)
        ),
    )


def _called(call: Call, project: Project) -> str:
    """What a macro call stands for."""
    macro = project.macros.get(call.name)
    if macro is not None and macro.data == "glossary":
        meant = project.data.term(call.args[0]) if call.args else None
        words = project.macros.spoken(call, project.data)
        return f"{words} {meant.get('definition')}" if meant else words
    marks = [f"⟦{call.name} {value.strip()}⟧" for value in call.args]
    marks += [
        f"⟦{'at' if option == 'locator' else option} {value.strip()}⟧"
        for option, value in call.options
    ]
    marks = marks or [f"⟦{call.name}⟧"]
    items = getattr(project.data, macro.data) if macro is not None and macro.data else {}
    shown = [items[value] for value in call.args if value in items]
    if call.name in WHOLE:
        shown = list(getattr(project.data, call.name).values())
    if call.name == "form_card":
        marks.append(str(project.card))
    if call.name == "figure":
        marks += [_drawn(project.figure_folder / f"{value}.svg") for value in call.args]
    return " ".join([*marks, *(word for item in shown for word in _strings(item.fields))])


def _drawn(file: Path) -> str:
    """The words of a drawing, and a picture's fingerprint: what else it shows is unread."""
    try:
        data = file_bytes(file)
    except (OSError, ValueError):
        return ""
    if file.suffix.lower() != ".svg":
        return f"⟦picture {hashlib.sha256(data).hexdigest()[:8]}⟧"
    try:
        seen = inlined(data)
    except SvgError:
        seen = data.decode("utf-8", errors="replace")
    seen = COLOURED.sub("", seen)
    mark = f"⟦picture {hashlib.sha256(seen.encode()).hexdigest()[:8]}⟧"
    text = COMMENT.sub(" ", data.decode("utf-8", errors="replace"))
    text = re.sub(r"<style\b.*?</style\s*>|<\?.*?\?>|<!.*?>", " ", text, flags=re.DOTALL)
    return " ".join([mark, *html.unescape(re.sub(r"<[^<>]*>", " ", text)).split()])


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in sorted(value.items(), key=lambda pair: str(pair[0])):
            if name == "cite":
                for key in inner if isinstance(inner, list) else [inner]:
                    yield f"⟦cite {key}⟧"
            elif name not in ("__line__", "id"):
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield _replaced(str(value), CALL, lambda _inner: "")


def _sources(page: Page, project: Project) -> Iterator[Block]:
    """Who the cited sources are, and whether they were retracted, one block for each."""
    lines: dict[str, int] = {}
    for citation in cited(page, project.data, project.macros):
        lines.setdefault(citation.key, citation.line)
    for key in sorted(lines):
        reference = project.bibliography.references.get(key)
        if reference is not None:
            status = f" {reference.status}" if reference.status in ("retracted", "concern") else ""
            yield Block(
                f"⟦source_{key}_{_identity(reference)}{status.replace(' ', '_')}⟧", lines[key]
            )


def _identity(reference: Reference) -> str:
    """Eight figures for the work that a record names, whatever its spelling or style."""
    fields = (
        reference.doi.lower(),
        reference.pmid,
        "" if reference.doi or reference.pmid else reference.url,
        re.sub(r"[\W_]+", "", fold(plain(reference.title))),
        str(reference.year),
        fold(reference.lead),
        reference.evidence,
    )
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()[:8]


def _attributes(inner: str) -> str:
    """An attribute list: nothing where it only names or styles, else a token for what it does."""
    inner = re.sub(r"(?<!\S)[#][\w:.-]+", " ", inner)
    if not re.search(r"(?<!\S)\.[\w-]|[\w-]\s*=", inner):
        return f"{{{inner}}}" if inner.strip() else " "
    classes = re.findall(r"(?<!\S)\.([\w:-]+)", inner)
    rest = re.sub(r"(?<!\S)\.[\w:-]+", " ", inner)
    return _visibility("list", classes, rest)


def _tag(match: re.Match[str]) -> str:
    close, name, inner = match[1], match[2].lower(), match[3]
    mark = "" if name in FORMATTING or name == "svg" else f" ⟦{close}{name}⟧ "
    return mark + (" " if close else _visibility(name, [], inner))


def _visibility(where: str, classes: Sequence[str], inner: str) -> str:
    found = [name for name in classes if name not in CLASSES]
    for match in ATTRIBUTE.finditer(inner):
        name, value = match[1].lower(), match[2] or match[3] or match[4] or ""
        if name == "class":
            found += [one for one in value.split() if one not in CLASSES]
        elif name == "href" and CALLED.match(value):
            found.append(f"call={value.strip()}")
        elif name == "style" and all(PLAIN_STYLE.fullmatch(one) for one in value.split(";")):
            continue
        elif name not in HARMLESS and not name.startswith("data-"):
            found.append(f"{name}={' '.join(value.split())}")
    return f" ⟦{where} {' '.join(sorted(found))}⟧ " if found else " "
