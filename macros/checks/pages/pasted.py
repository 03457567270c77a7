"""Has something been pasted, or typed as another program wants it, that is shown letter by letter?

Word processors, chat programs, Git and other wikis each leave their own characters behind.
"""

import re
from collections.abc import Iterator

from ...content.markdown import MACRO
from ...content.pages import Page
from ...model import Diagnostic, Edit
from ...project import Project
from ...source_text import overwritten
from ...urls import address_parts
from ..bib.titles import GARBLED, ungarbled
from ..patterns import Pattern, blank, matches, settings_text
from ..rule import check

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \t]|$)|^={7}$", re.MULTILINE)
# A joiner between two pictures makes one of them; in other scripts these characters have a use.
LATIN, LAST_LATIN = "A-Za-zÀ-ɏ", "ɏ"
INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c"
    rf"\x0e-\x1f\x7f]++|(?<=[{LATIN}])[\u200c\u200d]+(?=[{LATIN}])"
)
NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a space of no width",
    "\ufeff": "a byte-order mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u2060": "a word joiner",
    "\u200d": "a joiner",
}
PASTED = Pattern(
    "html-pasted",
    re.compile(
        r"<(?:/?[ovwm]:[a-z]+\b|\w++[^<>]*?\b(?:class\s*=\s*[\"']?Mso"
        r"|style\s*=\s*[\"'][^\"'<>]*\bmso-)|!--\[if\b|\?xml:namespace)",
        re.IGNORECASE,
    ),
    'this tag comes from a word processor: "{found}"',
    fix="paste the text without its formatting (Ctrl+Shift+V), and mark it up in Markdown",
    once=True,
)
# Running text, not an example of code: words, and none of code's characters.
PROSE = re.compile(
    r"[ \t]+(?P<point>[-*+][ \t]+|\d+\.[ \t]+)?"
    r"(?P<words>[A-Z\"“‘][^\n|<>{}\[\]=`;$#\\]*[a-z][^\n|<>{}\[\]=`;$#\\]*)(?:$|\n)"
)
# What opens a block of an extension of others, such as `+++ 3.1 "New"`.
BLOCK = re.compile(r"([+@$%&^])\1{2,}[ \t]+\S")
SMALL = re.compile(r"\b[^\W\d_]{2,}\b")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
ADDRESS = re.compile(
    rf"(?:https?://[^\s<>\"'\])}}{MACRO}|]+|www\.[\w-]+\.[^\s<>\"'\])}}{MACRO}|]+"
    r"|(?:\.\./)+[\w./-]+\.md(?:#[\w-]+)?)"
)
ATTACHED = re.compile(r"[\w@/\"'(<\[{=.`-]$")
# "?api=[your key]" or "/{user}/": a reader fills it in, and follows nothing.
FILLED_IN = re.compile(r"[\[{]")
# A link whose brackets are not in order is told as that; a source has a rule of its own.
BESIDE = re.compile(r"[\])][ \t]*[(\[][ \t]*$|\]:[ \t]*$|^\[[^\]]+\][ \t]+$")
SOURCE = re.compile(r"doi\.org/10\.|ncbi\.nlm|europepmc\.org")
BLOCK_END = re.compile(r"\n(?=[ \t]*(?:\n|[-*+][ \t]|\d+\.[ \t]|\||#|!!!|>))")
# What stars mean nothing in: escapes, formulas, rules, code.
STARLESS = re.compile(
    r"\\[^\n]|\$\$.*?\$\$|\$[^$\n]+\$|^[ \t]*(?:\*[ \t]*){3,}$|<code\b[^>]*>.*?</code>",
    re.DOTALL | re.MULTILINE,
)
FORMULA = re.compile(r"\\\[.*?\\\]|\\\(.*?\\\)", re.DOTALL)
STARS = re.compile(r"(?<!\*)\*{2,3}(?!\*)")
# A run that can begin or end something bold; neither 2**3 nor (**) can.
# Such stars at the end of a cell point to a note below the table.
LONE = re.compile(r"(?:^|(?<=\s))\*++(?=\S)|(?<=\S)\*++(?=\s|$)(?![ \t]*\|)")
# Hosts of one's own network (RFC 1918, 2606, 6761, 6762), or with a gap to fill: named to be typed.
LOCAL = re.compile(
    r"(?:https?://|(?=www\.))(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[|[^/?#]*[{$%]"
    r"|(?:[\w-]+\.)*(?:localhost|local|internal|test|invalid)(?![\w.-])"
    r"|(?:[\w-]+\.)*example\.(?:com|net|org)/?(?![\w/.-]))"
)


@check("page")
def conflicts(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Git's marks between two versions.

    text-conflict (error)
        Two versions of the text stand here, with Git's own marks between them, and readers see all
        of it.
        Bad: <<<<<<< HEAD
        Good: keep one of the two versions, and delete the three lines of marks
    """
    marks = (match.start() for match in CONFLICT.finditer(page.source) if match[0][0] != "=")
    at = next(marks, None)
    if at is not None and page.document.clean[at] != " ":
        what = (
            "two versions of the text stand here, between lines that begin with <<<<<<<, ======= "
            "and >>>>>>>"
        )
        fix = "keep one of the two versions, and delete the lines with these marks"
        yield page.text.diagnostic(at, "text-conflict", what, fix)


@check("page")
def characters(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Characters and tags that no one typed.

    text-garbled (error, fixable)
        Text that was read in the wrong encoding shows wrong letters.
        Bad: donâ€™t push
        Good: don’t push

    text-invisible (warning, fixable)
        A character that nobody sees parts words for search and for screen readers, and breaks
        links.
        Bad: in-fection (with a soft hyphen in place of the hyphen)
        Good: infection

    html-pasted (error, house-style)
        What a word processor leaves behind is of no use to readers and can't be kept in order.
        Bad: <p class="MsoNormal">Call.</p>
        Good: Call.
    """
    clean, text = page.document.clean, page.text
    if not clean.isascii():
        yield from _garbled(page)
    links = blank(clean, ((link.start, link.end) for link in page.document.links))
    for match in INVISIBLE.finditer(text.text):
        start, end = match.span()
        if start >= page.body_start and clean[start] != " " and links[start] == " ":
            continue  # a link with it is dead, and told as such
        if clean[start] == MACRO or any(
            one.isalpha() and one > LAST_LATIN
            for one in (text.text[max(0, start - 1)], text.text[end : end + 1])
        ):
            continue  # in other scripts they part words on purpose
        before = text.text[max(0, start - 20) : start].split()
        near = before[-1] if before and not text.text[start - 1].isspace() else ""
        new = " " if re.search(r"[\u2028\u2029\x0b\x0c]", match[0]) else ""
        name = NAMES.get(match[0][0], "a character that nobody sees")
        what = f"{name} stands " + (f'after "{near}"' if near else "here")
        edit = Edit(start, end, new)
        yield text.diagnostic(start, "text-invisible", what, "take it out", edit)
    if "<" in clean:
        yield from matches([PASTED], text, clean)


def _garbled(page: Page) -> Iterator[Diagnostic]:
    text, last_line = page.text, 0
    for match in GARBLED.finditer(page.document.clean):
        line, _ = text.position(match.start())
        run = FOREIGN.match(text.text, match.start()) if line != last_line else None
        near = text.text[max(0, match.start() - 40) : match.end() + 40]
        named = "U+FFFD" in near or "REPLACEMENT CHAR" in near.upper()
        if run is None or named:
            continue
        last_line, right = line, ungarbled(run.group())
        around = text.text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2]
        around += text.text[match.start() : match.end() + 8].partition("\n")[0]
        around = around.strip()
        fix = "copy the text again from where it came, and save the page as UTF-8"
        edit = Edit(run.start(), run.end(), right) if right else None
        yield text.diagnostic(
            match.start(),
            "text-garbled",
            f'letters are broken here: "{around}"',
            f'write "{right}" in their place' if right else fix,
            edit,
        )


# The first line of a box as other programs write it, right above.
BROKEN_BOX = re.compile(r"^[ \t]*(?:!!|! !!|!! !|!!!!+|:::|>[ \t]*\[!)[^\n]*\n\s*\Z", re.MULTILINE)


@check("page")
def code(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Text that is taken for program code.

    text-code (error)
        A paragraph indented by four spaces is shown as program code, in one long line.
        Bad:
            Call the office.

                Keep their number near you.
        Good:
            Call the office.

            Keep their number near you.
    """
    calls = {call.line for call in page.calls}
    for at in sorted(page.document.indented):
        row = PROSE.match(page.source, at)
        if BROKEN_BOX.search(page.source, max(0, at - 200), at):
            continue  # told as a box that begins in another way
        line = page.text.position(at)[0]
        if row and _is_prose(row) and line not in calls and not _in_block(page, line):
            what = "this paragraph begins with four spaces, so that it is shown as program code"
            fix = "take the spaces out; for program code, put a line with ``` before and after it"
            yield page.text.diagnostic(at, "text-code", what, fix)


def _place(address: str) -> str:
    """The host and the folders of an address."""
    parts = address_parts(address)
    return parts.netloc.lower().removeprefix("www.") + parts.path


def _in_block(page: Page, line: int) -> bool:
    """Whether an indented text belongs to a block of an extension that nobody here knows."""
    for row in reversed(page.text.lines[page.body_line - 1 : line - 1]):
        if row[:1].strip():
            return bool(BLOCK.match(row))
    return False


def _is_prose(row: re.Match[str]) -> bool:
    """Whether a row is a point of a list, a sentence or many words, and no output of a program."""
    words = row["words"].rstrip()
    small = [word for word in SMALL.findall(words) if word.islower()]
    enough = 2 if words[-1] in ".!?:" else 99 if re.search(r"\d", words) else 5
    return bool(row["point"]) or len(small) >= enough


@check("page")
def emphasis(page: Page, _project: Project) -> Iterator[Diagnostic]:
    """Stars that make nothing bold.

    emphasis-open (error)
        Stars without their partner are shown as stars.
        Bad: **Call now.
        Good: **Call now.**
    """
    words = page.document.markdown
    if "**" not in words or CONFLICT.search(page.source):
        return
    addresses = ((link.start, link.end) for link in page.document.links if link.start >= 0)
    words = blank(words, addresses)
    for pattern in (FORMULA, STARLESS):
        words = pattern.sub(lambda match: overwritten(match[0], "x"), words)
    start = page.body_start
    ends = [match.start() for match in BLOCK_END.finditer(words, start)]
    for end in (*ends, len(words)):
        yield from _stars(page, start, words[start:end])
        start = end


def _stars(page: Page, offset: int, block: str) -> Iterator[Diagnostic]:
    stars = list(STARS.finditer(block)) if "**" in block and "`" not in block else []
    if len(stars) % 2:
        if not LONE.match(block, stars[-1].start()):
            return
        after = block[stars[-1].end() : stars[-1].end() + 24].strip()
        what = f'the two stars before "{after}" have no partner, and are shown as stars'
        fix = "write ** at the end of the bold words too, or take these out"
        yield page.text.diagnostic(offset + stars[-1].start(), "emphasis-open", what, fix)
        return
    for opening, closing in zip(stars[::2], stars[1::2], strict=True):
        inner = block[opening.end() : closing.start()]
        if inner.strip() and inner[0].isspace() and inner[-1].isspace():
            near = inner.strip()[:24]
            what = f'spaces stand between the stars and "{near}", so that the stars are shown'
            fix = f"write **{near}** without them"
            yield page.text.diagnostic(offset + opening.start(), "emphasis-open", what, fix)


@check("page")
def addresses(page: Page, project: Project) -> Iterator[Diagnostic]:
    """Addresses that are no links.

    link-bare (warning)
        An address typed into the text can't be followed: it is shown as plain letters.
        Bad: See https://example.org/repairs for more.
        Good: See [How to repair it](https://example.org/repairs) for more.
    """
    document = page.document
    magic = "magiclink" in settings_text(project)
    if CONFLICT.search(page.source):
        return  # what stands between the marks is told once they are gone
    spans = [(link.at, link.stop) for link in document.links]
    spans += [(tag.at, tag.stop) for tag in document.tags]
    spans += [(one.at, one.end) for one in document.definitions]
    own = _place(project.site_url).rstrip("/")
    bare = blank(document.clean, spans)
    for match in ADDRESS.finditer(bare):
        at, address = match.start(), match.group().rstrip(".,;:!?*_")
        row = document.clean[max(document.clean.rfind("\n", 0, at) + 1, at - 200) : at]
        web = not address.startswith("..")
        attached = ATTACHED.search(bare, max(0, at - 1), at) or BESIDE.search(row)
        pattern = FILLED_IN.search(bare, match.start(), match.end() + 1)
        skipped = SOURCE.search(address) or LOCAL.match(address) or (web and magic)
        if attached or pattern or skipped:
            continue
        ours = bool(own) and f"{_place(address)}/".startswith(f"{own}/")
        what = "our own site by its full address" if ours else "an address"
        fix = "the page's file, as in ../folder/page.md" if ours else "address"
        yield page.text.diagnostic(
            at,
            "link-bare",
            f"{what} stands in the text, where it can't be followed: {address[:80]}",
            f"write [the page's name]({fix})",
        )
