"""Has something been pasted, or typed as another program wants it, that Markdown shows letter by letter?

Word processors, spreadsheets, chat programs, Git and other wikis each leave their own signs behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ...content.markdown import MACRO, Document
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ...suggest import closest
from ..bib.titles import GARBLED, ungarbled
from ..rule import Rule
from .boxes import BOXES

__all__ = ["CONFLICT", "RULES", "check"]

RULES = (
    Rule(
        "text-garbled",
        "Document that was read in the wrong encoding shows wrong letters.",
        "donâ€™t flush",
        "don’t flush",
        fixable=True,
    ),
    Rule(
        "text-invisible",
        "A sign that nobody sees parts words for search and for screen readers, and breaks links.",
        "in\u200bfection (with a sign of no width after in)",
        "infection",
        "warning",
        True,
    ),
    Rule(
        "text-conflict",
        "Two versions of the text stand here, with Git's own marks between them, and readers see all of it.",
        "<<<<<<< HEAD",
        "keep one of the two versions, and delete the three lines of marks",
    ),
    Rule(
        "text-code",
        "A paragraph indented by four spaces is shown as program code, in one long line.",
        "Call your team.\n\n    Keep their number near you.",
        "Call your team.\n\nKeep their number near you.",
    ),
    Rule(
        "list-sign",
        "A word processor's bullet, or one without a space after it, makes no list: all its points run together.",
        "• redness\n• swelling",
        "- redness\n- swelling",
        fixable=True,
    ),
    Rule(
        "table-syntax",
        "Without a line of hyphens below its first row, or with tabs for strokes, a table is shown as plain signs.",
        "| Lock | Result |\n| Saline | Good |",
        "| Lock | Result |\n|---|---|\n| Saline | Good |",
        fixable=True,
    ),
    Rule(
        "box-syntax",
        "A box that begins as in another program is shown as plain text, and a warning in it is overlooked.",
        ":::warning",
        "!!! warning",
        fixable=True,
    ),
    Rule(
        "emphasis-open",
        "Stars without their partner are shown as stars.",
        "**Call now.",
        "**Call now.**",
    ),
    Rule(
        "html-pasted",
        "What a word processor leaves behind is of no use to readers and can't be kept in order.",
        '<p class="MsoNormal">Call.</p>',
        "Call.",
    ),
    Rule(
        "link-bare",
        "An address typed into the text can't be followed: it is shown as plain letters.",
        "See https://example.org/fever for more.",
        "See [If you have a fever](https://example.org/fever) for more.",
        "warning",
    ),
)
SEVERITY = {rule.name: rule.severity for rule in RULES}
CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \t]|$)|^={7}$", re.MULTILINE)
# A joiner between two pictures makes one of them; bidirectional marks belong to other scripts than this handbook's.
INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<=[A-Za-z])\u200d(?=[A-Za-z])"
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
# Running text, not an example of code: words, and none of code's signs.
PROSE = re.compile(
    r"[ \t]+(?:[-*+][ \t]+|\d+\.[ \t]+)?[A-Z\"“‘][^\n|<>{}\[\]=`;$#\\]*[a-z][^\n|<>{}\[\]=`;$#\\]*(?:$|\n)"
)
BULLET = re.compile(
    r"(?P<indent>[ \t]*)(?P<sign>(?:[•·●▪◦■‣⁃∙◆➢➤✓✔]|[\uf0b7\uf0a7])[ \t\u00a0]*|[–—−][ \t\u00a0]+|o[ \t\u00a0]{2,}|\d{1,2}\)[ \t]+|[-*+](?=[A-Za-z][^*\n]*$))(?P<rest>\S.*)"
)
OTHER_BOX = re.compile(
    r"^(?P<indent>[ \t]*)(?P<sign>:{3,}[ \t]*(?:\{?(?P<colon>[A-Za-z][\w-]*)\}?)(?P<after>[^\n]*)|>[ \t]*\[!(?P<alert>[A-Za-z]+)\][^\n]*|(?P<few>!!|! !!|!! !|!!!!+)[ \t]*(?P<kind>[a-z][\w-]*)(?P<title>[^\n]*)|(?P<right>!!!|\?\?\?\+?)[ \t]*(?P<named>[\w-]+)[ \t]+(?P<curly>[“”„'‘«][^\n]*?[”“'’»])[ \t]*)$",
    re.MULTILINE,
)
ALERTS = {"important": "warning", "caution": "danger"}
WORD = re.compile(
    r"<(?:/?[ovwm]:[a-z]+\b|\w+[^<>]*?\b(?:class\s*=\s*[\"']?Mso|style\s*=\s*[\"'][^\"'<>]*\bmso-)|!--\[if\b|\?xml:namespace)",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    rf"(?<![\w@/\"'(<\[{{=.-])(?:https?://[^\s<>\"'\])}}{MACRO}|]+|www\.[\w-]+(?:\.[\w-]+)+[^\s<>\"'\])}}{MACRO}|]*|(?:\.\./)+[\w./-]+\.md(?:#[\w-]+)?)"
)
DASHES = re.compile(r"\|?[ \t]*:?[-–—−]+:?[ \t]*(?:\|[ \t]*:?[-–—−]+:?[ \t]*)+\|?[ \t]*$")


def check(project: Project) -> Iterator[Diagnostic]:
    """Every page, and the conflict marks of the data files."""
    own = urlsplit(project.site_url).netloc.lower().removeprefix("www.")
    for page in project.pages:
        if not page.source:
            continue
        text = page.document
        if CONFLICT.search(text.source):
            yield from _conflict(page, text)
            continue  # what stands between the marks is told once they are gone
        yield from _letters(page, text)
        yield from _rows(page, text)
        yield from _boxes(page, text)
        yield from _addresses(page, text, own)


def _tell(
    page: Page, text: Document, at: int, rule: str, message: str, fix: str, replacement=None
) -> Diagnostic:
    line, column = text.place(at)
    return Diagnostic(page.path, line, column, rule, message, fix, SEVERITY[rule], replacement)


def _conflict(page: Page, text: Document) -> Iterator[Diagnostic]:
    marks = [match for match in CONFLICT.finditer(text.source) if match.group()[0] != "="]
    if marks and text.clean[marks[0].start()] != " ":
        yield _tell(
            page,
            text,
            marks[0].start(),
            "text-conflict",
            "two versions of the text stand here, between lines that begin with <<<<<<<, ======= and >>>>>>>",
            "keep one of the two versions, and delete the lines with these marks",
        )


def _letters(page: Page, text: Document) -> Iterator[Diagnostic]:
    if not text.clean.isascii() or INVISIBLE.search(text.source):
        told = set()
        for match in GARBLED.finditer(text.clean):
            line, _ = text.place(match.start())
            if line in told:
                continue
            told.add(line)
            run = re.compile(r"[^\x00-\x7f]+").search(text.source, match.start())
            mended = ungarbled(run.group())
            yield _tell(
                page,
                text,
                match.start(),
                "text-garbled",
                f'letters are broken here: "{text.source[max(0, match.start() - 12) : match.end() + 8].strip()}"',
                f'write "{mended}" in their place'
                if mended
                else "copy the text again from where it came, and save the page as UTF-8",
                text.swap(run.start(), run.end(), mended) if mended else None,
            )
        for match in INVISIBLE.finditer(text.source):
            if (
                any(link.start <= match.start() < link.end for link in text.links)
                or text.clean[match.start()] == MACRO
            ):
                continue  # a link with it is dead, and told as such
            before = re.search(r"\S{0,20}$", text.source[: match.start()]).group()
            new = " " if match.group() in "\u2028\u2029\x0b\x0c" else ""
            yield _tell(
                page,
                text,
                match.start(),
                "text-invisible",
                f"{NAMES.get(match.group(), 'a sign that nobody sees')} stands "
                + (f'after "{before}"' if before else "here"),
                "take it out",
                text.swap(match.start(), match.end(), new),
            )
    words = list(WORD.finditer(text.clean)) if "<" in text.clean else []
    for number, match in enumerate(words):
        if number and text.place(words[number - 1].start())[0] == text.place(match.start())[0]:
            continue
        yield _tell(
            page,
            text,
            match.start(),
            "html-pasted",
            f'this tag comes from a word processor: "{match.group()[:50]}"',
            "paste the text without its formatting (Ctrl+Shift+V), and mark it up in Markdown",
        )


def _rows(page: Page, text: Document) -> Iterator[Diagnostic]:
    rows = text.clean.split("\n")
    code = text.indented
    bullets, table, tabs = -9, -9, -9
    for number in range(page.body_line - 1, len(rows)):
        row, bare = rows[number], rows[number].strip()
        at = text.starts[number]
        if not bare:
            if (
                at in code
                and PROSE.match(text.source, at)
                and not any(call.line == number + 1 for call in page.calls)
            ):
                yield _tell(
                    page,
                    text,
                    at,
                    "text-code",
                    "this paragraph begins with four spaces, so that it is shown as program code",
                    "take the spaces out; for program code, put a line with ``` before and after it",
                )
            continue
        sign = BULLET.match(row)
        if sign and (
            bullets == number - 1
            or _goes_on(rows, number, sign)
            or sign["sign"][0] in "•●▪◦■‣⁃\uf0b7\uf0a7"
        ):
            yield from _bullet(page, text, at, number, sign, bullets == number - 1)
            bullets = number
        if "|" in row and not row.startswith("    "):
            yield from _table(page, text, rows, number, table == number - 1)
            table = number
        if (
            "\t" in bare
            and not BULLET.match(row)
            and number + 1 < len(rows)
            and rows[number + 1].strip().count("\t") == bare.count("\t")
            and tabs != number - 1
        ):
            yield _tell(
                page,
                text,
                at,
                "table-syntax",
                "these lines hold tabs, as a spreadsheet copies them: they are shown as one long sentence",
                "write | between the cells, and a line |---|---| below the first row",
            )
        if "\t" in bare:
            tabs = number
    yield from _stars(page, text)


def _goes_on(rows: list[str], number: int, sign: re.Match) -> bool:
    after = BULLET.match(rows[number + 1]) if number + 1 < len(rows) else None
    before = rows[number - 1].strip() if number else ""
    return (
        bool(after)
        and after["sign"].strip()[-1:] == sign["sign"].strip()[-1:]
        and not before.startswith(("-", "*", "+"))
    )


def _bullet(
    page: Page, text: Document, at: int, number: int, sign: re.Match, goes_on: bool
) -> Iterator[Diagnostic]:
    numbered = sign["sign"][0].isdigit()
    new = f"{sign['sign'].split(')')[0]}. " if numbered else "- "
    swap = text.swap(at + sign.start("sign"), at + sign.end("sign"), new)
    if goes_on:
        # One list is one mistake; its other points carry their mend with the first.
        return
    last, rows = number, text.clean.split("\n")
    while last + 1 < len(rows) and BULLET.match(rows[last + 1]):
        last += 1
    whole = "\n".join(
        _as_list(row, text.source[text.starts[line] : text.starts[line] + len(row)])
        for line, row in enumerate(rows[number : last + 1], number)
    )
    if last > number:
        end = text.starts[last] + len(rows[last])
        swap = (number + 1, 1, end - at + 1, whole)
    before = rows[number - 1].strip() if number else ""
    if before and swap:
        swap = (
            swap[0],
            1,
            swap[2],
            "\n"
            + (
                whole
                if last > number
                else _as_list(rows[number], text.source[at : at + len(rows[number])])
            ),
        )
    yield _tell(
        page,
        text,
        at + sign.start("sign"),
        "list-sign",
        f'"{sign["sign"].strip()}" begins no point of a list here: the points run together',
        f'begin each with "{new}"',
        swap,
    )


def _as_list(row: str, source: str) -> str:
    sign = BULLET.match(row)
    new = f"{sign['sign'].split(')')[0]}. " if sign["sign"][0].isdigit() else "- "
    return source[: sign.start("sign")] + new + source[sign.end("sign") :]


def _table(
    page: Page, text: Document, rows: list[str], number: int, goes_on: bool
) -> Iterator[Diagnostic]:
    row, at = rows[number], text.starts[number]
    following = rows[number + 1] if number + 1 < len(rows) else ""
    if (
        not goes_on
        and re.match(r"[ \t]*\|.*\|[ \t]*$", row)
        and row.count("|") > 2
        and following.count("|") == row.count("|")
        and not re.fullmatch(r"[|:\s-]+", following)
        and not DASHES.match(following.strip())
    ):
        line = re.sub(r"[^|]+", "---", row.strip().strip("|"))
        yield _tell(
            page,
            text,
            at,
            "table-syntax",
            "this table has no line of hyphens below its first row, so that it is shown as a row of strokes",
            f"add the line |{line}| below this one",
            (number + 1, len(row) + 1, len(row) + 1, f"\n|{line}|"),
        )
    elif goes_on and DASHES.match(row.strip()) and re.search(r"[–—−]", row):
        new = re.sub(r"[–—−]+", "---", row)
        yield _tell(
            page,
            text,
            at,
            "table-syntax",
            "dashes stand below the table's first row where hyphens belong, so that the table is shown as a row of strokes",
            f"write {new.strip()}",
            (number + 1, 1, len(row) + 1, new),
        )


def _stars(page: Page, text: Document) -> Iterator[Diagnostic]:
    if "**" not in text.clean:
        return
    for match in re.finditer(
        r"(?:(?!\n[ \t]*(?:\n|[-*+][ \t]|\d+\.[ \t]|\||#|!!!|>)).)+",
        text.clean[text.starts[min(page.body_line, len(text.starts)) - 1] :],
        re.DOTALL,
    ):
        block = match.group()
        stars = [
            found for found in re.finditer(r"(?<![\\*])\*\*(?!\*)|(?<![\\*])\*\*\*(?!\*)", block)
        ]
        if len(stars) % 2 and "`" not in block:
            start = (
                text.starts[min(page.body_line, len(text.starts)) - 1]
                + match.start()
                + stars[-1].start()
            )
            yield _tell(
                page,
                text,
                start,
                "emphasis-open",
                f'the two stars before "{block[stars[-1].end() : stars[-1].end() + 24].strip()}" have no partner, and are shown as stars',
                "write ** at the end of the bold words too, or take these out",
            )
            continue
        for opening, closing in zip(stars[::2], stars[1::2]):
            inner = block[opening.end() : closing.start()]
            if inner[:1] in (" ", "\u00a0") and inner[-1:] in (" ", "\u00a0") and inner.strip():
                start = (
                    text.starts[min(page.body_line, len(text.starts)) - 1]
                    + match.start()
                    + opening.start()
                )
                yield _tell(
                    page,
                    text,
                    start,
                    "emphasis-open",
                    f'spaces stand between the stars and "{inner.strip()[:24]}", so that the stars are shown',
                    f"write **{inner.strip()[:24]}** without them",
                )


def _boxes(page: Page, text: Document) -> Iterator[Diagnostic]:
    if not re.search(r":::|\[!|!!|[“”„‘«]", text.clean):
        return
    for match in OTHER_BOX.finditer(text.clean):
        kind = (match["colon"] or match["alert"] or match["kind"] or match["named"]).lower()
        kind = (
            kind
            if kind in BOXES
            else ALERTS.get(kind) or next(iter(closest(kind, BOXES, 1, 0.6)), "")
        )
        if match["right"]:
            title = match["curly"][1:-1]
            new = f'{match["right"]} {match["named"]} "{title}"'
            yield _tell(
                page,
                text,
                match.start("sign"),
                "box-syntax",
                f"curled quotes stand round the title of this box: {match['curly']}",
                f"write {new}",
                text.swap(match.start("sign"), match.end("sign"), new),
            )
        elif kind and (match["few"] or match["alert"] or match["colon"]):
            new = f"!!! {kind}{match['title'] if match['few'] else ''}".rstrip()
            mend = text.swap(match.start("sign"), match.end("sign"), new) if match["few"] else None
            yield _tell(
                page,
                text,
                match.start("sign"),
                "box-syntax",
                f'"{match["sign"].strip()[:40]}" begins no box here',
                f"write {new}, and below it the text, each line indented by four spaces",
                mend,
            )


def _addresses(page: Page, text: Document, own: str) -> Iterator[Diagnostic]:
    if "http" not in text.clean and "www." not in text.clean and ".md" not in text.clean:
        return
    spans = (
        [(link.at, link.stop) for link in text.links]
        + [(tag.at, tag.stop) for tag in text.tags]
        + [(definition.at, definition.end) for definition in text.definitions]
    )
    for match in ADDRESS.finditer(text.clean):
        at, address = match.start(), match.group().rstrip(".,;:!?*_")
        if any(start <= at < stop for start, stop in spans) or re.search(
            r"doi\.org/10\.|ncbi\.nlm|europepmc\.org", address
        ):
            continue  # a link already, or a source, which has a room of its own
        row = text.clean[text.starts[text.place(at)[0] - 1] : at]
        if re.search(r"[\])][ \t]*[(\[][ \t]*$|\]:[ \t]*$|^\[[^\]]+\][ \t]+$", row):
            continue  # a link whose signs are not in order is told as that
        host = urlsplit(address).netloc.lower().removeprefix("www.")
        what = "our own site by its full address" if own and host == own else "an address"
        yield _tell(
            page,
            text,
            at,
            "link-bare",
            f"{what} stands in the text, where it can't be followed: {address[:80]}",
            "write [the page's name](address)"
            if host != own
            else "write [the page's name](the page's file, as in ../clinicians/flushing.md)",
        )
