"""Can everybody use the page: by ear, by keyboard, at any size? WCAG 2.2, as far as it shows in the Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ...content.markdown import MACRO, Document, visible
from ...content.pages import Page
from ...model import Diagnostic
from ...project import Project
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "img-alt",
        "Who can't see the image is told nothing (WCAG 1.1.1).",
        "![](../assets/tip.png)",
        "![The tip of the tube lies just above the heart](../assets/tip.png)",
    ),
    Rule(
        "img-alt-name",
        "A file's name, or the word image alone, says nothing to who can't see it (WCAG 1.1.1).",
        "![tip-position.png](../assets/tip-position.png)",
        "![The tip of the tube lies just above the heart](../assets/tip-position.png)",
    ),
    Rule(
        "img-alt-lead",
        "A screen reader says that it is an image; the text need not.",
        "![Image of a port](…)",
        "![A port, seen from above](…)",
        "warning",
    ),
    Rule(
        "link-text",
        "Read alone, as in a list of links, it means nothing (WCAG 2.4.4).",
        "[click here](flushing.md)",
        "[Flushing and locking](flushing.md)",
    ),
    Rule(
        "link-text-empty",
        "A link without words can't be seen, nor heard (WCAG 2.4.4).",
        "[](flushing.md)",
        "[Flushing and locking](flushing.md)",
    ),
    Rule(
        "link-text-address",
        "An address read aloud is a row of letters (WCAG 2.4.4).",
        "[https://example.org/a](https://example.org/a)",
        "[The clinic's leaflet](https://example.org/a)",
        "warning",
    ),
    Rule(
        "link-text-twice",
        "Two links with the same words that lead to two places can't be told apart (WCAG 2.4.4).",
        "[Flushing](a.md) … [Flushing](b.md)",
        "[Flushing at home](a.md) … [Flushing on the ward](b.md)",
        "warning",
    ),
    Rule(
        "heading-jump",
        "Who moves from heading to heading takes a left-out level for a lost part (WCAG 1.3.1).",
        "## How\n\n#### When",
        "## How\n\n### When",
        fixable=True,
    ),
    Rule(
        "heading-empty",
        "A heading without words is an empty entry in the contents list (WCAG 2.4.6).",
        "## ",
        "## How often",
    ),
    Rule(
        "heading-bold",
        "A bold line looks like a heading, but isn't one for who listens (WCAG 1.3.1).",
        "**How often**",
        "### How often",
        "note",
    ),
    Rule(
        "table-header",
        "Without a header the cells are read aloud with nothing to say what they are (WCAG 1.3.1).",
        "| | |\n|---|---|\n| 1 | 2 |",
        "| Needle | Days |\n|---|---|\n| 1 | 2 |",
    ),
    Rule(
        "id-twice",
        "Of two places with one name a link reaches only the first (HTML Standard, 3.2.6).",
        '## Needles {#needle}\n…\n<div id="needle">',
        "give one of them another name",
    ),
    Rule(
        "html-unclosed",
        "An element that is never closed swallows what follows, often the rest of the page.",
        "<div>\n\ntext",
        "<div>\n\ntext\n\n</div>",
    ),
    Rule(
        "html-stray",
        "A closing tag without its beginning breaks the frame around it.",
        "text</div>",
        "text",
    ),
    Rule(
        "html-broken",
        "A tag without its > or its quotation mark swallows what follows.",
        '<a href="flushing.md>Flushing</a>',
        "[Flushing](flushing.md)",
    ),
    Rule(
        "html-unknown",
        "A browser shows nothing of what it takes for an unknown element.",
        "call <number> now",
        "call the number now",
    ),
    Rule(
        "html-obsolete",
        "The element is no longer part of HTML, and not every browser shows it.",
        "<center>text</center>",
        "text",
        "warning",
    ),
    Rule(
        "html-script",
        "A script in a page works in one copy of the site and fails in another, and nobody sees what it does.",
        '<a onclick="go()">',
        "[Flushing](flushing.md)",
    ),
    Rule(
        "html-keyboard",
        "It takes the keyboard's order out of the reader's hands (WCAG 2.4.3).",
        '<a tabindex="3" href="#a">',
        '<a href="#a">',
    ),
    Rule(
        "html-frame",
        "A frame without a title is announced as a frame and nothing else (WCAG 4.1.2).",
        "<iframe src=…>",
        '<iframe title="…" src=…>',
    ),
    Rule(
        "new-window",
        "A new window opened unasked takes the way back from the reader (WCAG 3.2.5).",
        '[a](b.md){ target="_blank" }',
        "[a](b.md)",
        "warning",
    ),
    Rule(
        "capitals",
        "Words in capitals are slower to read, and some screen readers spell them.",
        "DO NOT FLUSH THE PORT WITH FORCE",
        "**Do not flush the port with force.**",
        "warning",
    ),
)
SEVERITY = {rule.name: rule.severity for rule in RULES}
VAGUE = {
    "here",
    "click here",
    "click",
    "this",
    "this link",
    "link",
    "this page",
    "this site",
    "page",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "more info",
    "more information",
    "details",
    "info",
    "see here",
    "go here",
    "press here",
    "tap here",
    "continue",
    "download",
    "this article",
    "this one",
    "that page",
    "website",
    "source",
    "article",
    "study",
    "paper",
    "read this",
    "read on",
    "click this",
    "click this link",
    "see this",
    "follow this link",
    "see",
    "go",
}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
OPTIONAL = {
    "p",
    "li",
    "dt",
    "dd",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "option",
    "optgroup",
    "colgroup",
    "caption",
    "rt",
    "rp",
}
OBSOLETE = {
    "center",
    "font",
    "big",
    "strike",
    "tt",
    "marquee",
    "blink",
    "acronym",
    "basefont",
    "dir",
    "frame",
    "frameset",
    "noframes",
    "nobr",
    "applet",
}
SMALL = re.compile(
    r"\b(?:THE|A|AN|YOUR|YOU|DO|NOT|TO|IS|ARE|OF|IN|WITH|BEFORE|AFTER|AND|OR|NEVER|ALWAYS|IF|THIS|THAT|ON|AT|FOR|IT|MUST|BE|CALL|STOP|LEAVE|WHEN)\b"
)
KNOWN = (
    VOID
    | OPTIONAL
    | OBSOLETE
    | set(
        """
            a abbr address article aside audio b bdi bdo blockquote body button canvas cite code
            data datalist del details dfn dialog div dl em fieldset figcaption figure footer
            form h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label legend main
            map mark math menu meter nav noscript object ol output picture pre progress q ruby s
            samp script search section select slot small span strong style sub summary sup svg
            table template textarea time title u ul var video g path rect circle line text tspan
            ellipse polygon polyline defs use symbol desc marker image lineargradient
            radialgradient stop clippath mask pattern filter foreignobject
        """.split()
    )
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Every page."""
    for page in project.pages:
        text = page.document
        yield from _images(page, text)
        yield from _links(project, page, text)
        yield from _headings(page, text)
        yield from _tables(page, text)
        yield from _ids(project, page, text)
        yield from _html(page, text)
        yield from _capitals(page, text)


def _tell(
    page: Page, text: Document, at: int, rule: str, message: str, fix: str, replacement=None
) -> Diagnostic:
    line, column = text.place(at)
    return Diagnostic(page.path, line, column, rule, message, fix, SEVERITY[rule], replacement)


def _images(page: Page, text: Document) -> Iterator[Diagnostic]:
    tags = {tag.at: tag for tag in text.tags}
    for link in text.links:
        if not link.image:
            continue
        tag = tags.get(link.at) if link.kind == "html" else None
        if tag:
            # alt="" is HTML's own way of saying: decorative (HTML Standard, 4.8.4.4).
            decorative = (
                tag.value("alt") == ""
                or tag.value("role") in ("presentation", "none")
                or tag.value("aria-hidden") == "true"
            )
        else:
            decorative = bool(
                re.search(
                    r"role\s*=\s*[\"']?(?:presentation|none)|aria-hidden\s*=\s*[\"']?true|\.decorative\b",
                    link.extra,
                )
            )
        alt, name = visible(link.text), posixpath.basename(urlsplit(link.target).path)
        if not alt:
            if not decorative:
                yield _tell(
                    page,
                    text,
                    link.at,
                    "img-alt",
                    f'the image "{name}" has no words for those who can\'t see it',
                    "describe what it shows in the square brackets; if it is only decoration, mark it: ![](…){ role=presentation }",
                )
        elif (
            re.search(r"\.(?:png|jpe?g|svg|gif|webp|bmp|tiff?)$", alt, re.IGNORECASE)
            or (_letters(alt) == _letters(PurePosixPath(name).stem) and not re.search(r"\s", alt))
            or alt.lower().strip(" .")
            in (
                "image",
                "picture",
                "photo",
                "figure",
                "img",
                "graphic",
                "diagram",
                "drawing",
                "icon",
                "screenshot",
                "alt",
                "alt text",
            )
        ):
            yield _tell(
                page,
                text,
                link.at,
                "img-alt-name",
                f'"{alt}" does not say what the image shows',
                "describe it in one sentence",
            )
        elif match := re.match(
            r"(?:an? |the )?(?:image|picture|photo|photograph|graphic|img)\s+(?:of|showing|that shows)\s+",
            alt,
            re.IGNORECASE,
        ):
            yield _tell(
                page,
                text,
                link.at,
                "img-alt-lead",
                f'"{match.group().strip()}" need not be said',
                f"begin with what it shows: {alt[match.end() :][:60]}",
            )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _links(project: Project, page: Page, text: Document) -> Iterator[Diagnostic]:
    source = project.source(page)
    titles = None
    seen: dict[str, tuple[str, int]] = {}
    for link in text.links:
        if link.image or (link.kind == "html" and link.label != "a") or not link.target:
            continue
        words = visible(link.text)
        plain = re.sub(r"[^\w\s:/.@]", "", words).strip(" .:").lower()
        whole = _target(source, link.target)
        to = (
            whole if whole.partition("#")[0] == source else whole.partition("#")[0]
        )  # two places of one other page share its name
        if not plain:
            if MACRO not in words:
                yield _tell(
                    page,
                    text,
                    link.at,
                    "link-text-empty",
                    "this link has no words",
                    "write the title of the page that it leads to between the square brackets",
                )
            continue
        if plain in VAGUE:
            titles = titles or {project.source(other): other.title for other in project.pages}
            title = titles.get(to.partition("#")[0])
            yield _tell(
                page,
                text,
                link.at,
                "link-text",
                f'the link\'s words, "{words}", mean nothing when they are read alone',
                f'write what it leads to, as in "{title}"' if title else "write what it leads to",
            )
            continue
        if re.match(r"(?:https?://|www\.)\S+$", words) and link.kind != "auto":
            yield _tell(
                page,
                text,
                link.at,
                "link-text-address",
                "the link's words are an address",
                "write the name of the page or of its owner",
            )
            continue
        before = seen.setdefault(plain, (to, link.at))
        if before[0] != to and link.kind != "auto":
            yield _tell(
                page,
                text,
                link.at,
                "link-text-twice",
                f'"{words}" leads to {link.target} here, and elsewhere on line {text.place(before[1])[0]}',
                "say in the words of each what sets it apart",
            )


def _target(source: str, target: str) -> str:
    """Where a link leads, so that two ways of writing it are one."""
    if re.match(r"[A-Za-z][\w+.-]*:|//", target):
        return target.rstrip("/")
    path, _, anchor = target.partition("#")
    there = (
        posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))
        if path
        else source
    )
    return f"{there}#{anchor}" if anchor else there


def _headings(page: Page, text: Document) -> Iterator[Diagnostic]:
    level = 0
    for heading in page.headings:
        at = text.starts[heading.line - 1]
        macro = (
            "{{"
            in text.source[
                at : text.source.find("\n", at) if text.source.find("\n", at) >= 0 else None
            ]
        )
        if not heading.text and not macro:
            yield _tell(
                page,
                text,
                at,
                "heading-empty",
                "this heading has no words",
                "write its words, or take it out",
            )
            continue
        # The first heading is the main one: whether it is there is told with the page's title.
        if level and heading.level > level + 1:
            yield _tell(
                page,
                text,
                at,
                "heading-jump",
                f'"{heading.text}" is a heading of level {heading.level} below one of level {level}: a level is left out',
                f"write {'#' * (level + 1)} {heading.text}",
                text.swap(at, at + heading.level, "#" * (level + 1)),
            )
        level = heading.level
    for match in re.finditer(r"^#{1,6}[ \t]*$", text.clean, re.MULTILINE):
        if text.place(match.start())[0] >= page.body_line:
            yield _tell(
                page,
                text,
                match.start(),
                "heading-empty",
                "this heading has no words",
                "write its words, or take it out",
            )
    for match in re.finditer(
        r"(?:\A|\n[ \t]*\n)(?P<mark>\*\*|__)(?P<words>[^*_\n]{2,80}?)(?P=mark)[ \t]*(?=\n[ \t]*\n|\Z)",
        text.clean,
    ):
        words = match["words"].strip()
        if words and words[-1] not in ".!?…,;:" and MACRO not in words:
            yield _tell(
                page,
                text,
                match.start("mark"),
                "heading-bold",
                f'"{words}" stands alone in bold, like a heading',
                f"if it is one, write ### {words}",
            )


def _tables(page: Page, text: Document) -> Iterator[Diagnostic]:
    rows = text.clean.split("\n")
    for number in range(max(1, page.body_line - 1), len(rows)):
        if (
            "|" in rows[number]
            and re.fullmatch(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*", rows[number])
            and "|" in rows[number - 1]
        ):
            cells = [
                cell.strip()
                for cell in re.split(
                    r"(?<!\\)\|", rows[number - 1].strip().removeprefix("|").removesuffix("|")
                )
            ]
            if len(cells) > 1 and not any(cells):
                yield _tell(
                    page,
                    text,
                    text.starts[number - 1],
                    "table-header",
                    "the table's header is empty",
                    "write what each column holds",
                )
            elif len(cells) > 2 and not all(cells[1:]):
                empty = next(count for count, cell in enumerate(cells[1:], 2) if not cell)
                yield _tell(
                    page,
                    text,
                    text.starts[number - 1],
                    "table-header",
                    f"column {empty} of the table has no header",
                    "write what the column holds",
                )
    for number, tag in enumerate(text.tags):
        if (
            tag.name == "table"
            and not tag.closing
            and tag.value("role") not in ("presentation", "none")
        ):
            names = []
            for other in text.tags[number + 1 :]:
                if other.name == "table":
                    break
                names.append(other.name)
            if "th" not in names:
                yield _tell(
                    page,
                    text,
                    tag.at,
                    "table-header",
                    "the table has no header cells",
                    "write <th> for the cells that say what the others hold, or write the table in Markdown",
                )


def _ids(project: Project, page: Page, text: Document) -> Iterator[Diagnostic]:
    """Names that stand twice: given by hand, made from headings, brought by figures."""
    given: dict[str, tuple[int, str]] = {}
    found: list[tuple[int, str, str]] = []
    for heading in page.headings:
        at = text.starts[heading.line - 1]
        row = text.source[at:].split("\n", 1)[0]
        explicit = re.search(r"\{:?[^}]*#([\w:.-]+)[^}]*\}\s*$", row)
        found.append(
            (
                at,
                heading.anchor,
                f'the heading "{heading.text}"'
                + ("" if explicit else " (its name is made from its words)"),
            )
        )
    for tag in text.tags:
        if not tag.closing and tag.value("id"):
            found.append((tag.at, tag.value("id"), f"<{tag.name}>"))
    heads = {text.starts[heading.line - 1] for heading in page.headings}
    for match in re.finditer(
        r"(?<!\{)\{:?(?![{%])[^{}\n]*?#(?P<id>[\w:.-]+)[^{}\n]*\}", text.clean
    ):
        if text.starts[text.place(match.start())[0] - 1] not in heads:
            found.append((match.start(), match["id"], "the element marked here"))
    for call in page.calls:
        at = text.starts[call.line - 1] + call.column - 1
        if call.name == "figure" and call.args and call.place == "text":
            path = project.docs / project.setting("figures") / f"{call.args[0]}.svg"
            drawing = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            found += [
                (at, name, f'the drawing "{call.args[0]}"')
                for name in re.findall(r"\sid=[\"']([^\"']+)[\"']", drawing)
            ]
    for at, name, what in sorted(found):
        if name in given and given[name][0] != at:
            line = text.place(given[name][0])[0]
            yield _tell(
                page,
                text,
                at,
                "id-twice",
                f'the name "{name}" of {what} is taken on line {line} by {given[name][1]}; links to #{name} reach line {line}',
                "give one of the two another name",
            )
        elif name in given:
            yield _tell(
                page,
                text,
                at,
                "id-twice",
                f'the name "{name}" stands twice in {what}',
                "give one of the two another name",
            )
        given.setdefault(name, (at, what))


def _html(page: Page, text: Document) -> Iterator[Diagnostic]:
    opened = []
    for tag in text.tags:
        if tag.name not in KNOWN and "-" not in tag.name:
            words = text.source[tag.at : tag.stop]
            if not re.match(
                r"</?(?:insert|add|your|fill|describe|enter|name of|placeholder)\b",
                words,
                re.IGNORECASE,
            ):  # told as template text
                yield _tell(
                    page,
                    text,
                    tag.at,
                    "html-unknown",
                    f'"{words[:40]}" is taken for HTML, and nothing of it is shown',
                    f"write it without < and >, or in code: `{words[:40]}`",
                )
            continue
        if tag.name in OBSOLETE and not tag.closing:
            yield _tell(
                page,
                text,
                tag.at,
                "html-obsolete",
                f"<{tag.name}> is no longer part of HTML",
                "take it out",
            )
        yield from _attributes(page, text, tag)
        if tag.name in VOID or text.source[tag.at : tag.stop].endswith("/>"):
            continue
        if not tag.closing:
            opened.append(tag)
        elif any(other.name == tag.name for other in opened):
            while (other := opened.pop()).name != tag.name:
                if other.name not in OPTIONAL:
                    yield _tell(
                        page,
                        text,
                        other.at,
                        "html-unclosed",
                        f"<{other.name}> is not closed before </{tag.name}> on line {text.place(tag.at)[0]}",
                        f"add </{other.name}> where it ends",
                    )
        elif tag.name not in ("p", "br"):
            yield _tell(
                page,
                text,
                tag.at,
                "html-stray",
                f"</{tag.name}> closes nothing",
                "take it out, or add its beginning",
                text.swap(tag.at, tag.stop, "") if tag.name in OBSOLETE else None,
            )
    for other in opened:
        if other.name not in OPTIONAL:
            yield _tell(
                page,
                text,
                other.at,
                "html-unclosed",
                f"<{other.name}> is never closed, and takes in all that follows",
                f"add </{other.name}> where it ends",
            )
    taken = {tag.at for tag in text.tags} | {link.at for link in text.links if link.kind == "auto"}
    for match in re.finditer(
        r"(?<!\\)</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>\"'=]|$)", text.clean, re.MULTILINE
    ):
        if (
            match.start() not in taken
            and match[1].lower() in KNOWN
            and not any(tag.at < match.start() < tag.stop for tag in text.tags)
            and re.match(r"\s*(?:$|[\w-]+\s*=|<|/|\n)", text.clean[match.end() :])
        ):
            yield _tell(
                page,
                text,
                match.start(),
                "html-broken",
                f'the tag "{text.source[match.start() : match.start() + 30].splitlines()[0]}" has no end: a > or a quotation mark is missing',
                "complete the tag, or write the same in Markdown",
            )


def _attributes(page: Page, text: Document, tag) -> Iterator[Diagnostic]:
    if tag.closing:
        return
    if tag.name == "script":
        yield _tell(
            page,
            text,
            tag.at,
            "html-script",
            "there is a script in this page",
            "take it out; what the site needs belongs into docs/assets",
        )
    for name, (value, start, _) in tag.attributes.items():
        if re.match(r"on[a-z]{3,}$", name):
            yield _tell(page, text, tag.at, "html-script", f'"{name}" runs a script', "take it out")
        elif name == "tabindex" and re.match(r"\s*[1-9]", value):
            yield _tell(
                page,
                text,
                tag.at,
                "html-keyboard",
                f"tabindex={value} changes the order in which the keyboard moves",
                'take it out, or write tabindex="0"',
                text.swap(start, start + len(value), "0"),
            )
        elif name in ("autofocus", "accesskey") or name == "autoplay":
            yield _tell(
                page,
                text,
                tag.at,
                "html-keyboard",
                f'"{name}" acts before the reader does',
                "take it out",
            )
        elif name == "target" and value == "_blank":
            yield _tell(
                page,
                text,
                tag.at,
                "new-window",
                "this link opens a new window unasked",
                "take the target out",
            )
    if tag.name == "iframe" and not (tag.value("title") or "").strip():
        yield _tell(
            page,
            text,
            tag.at,
            "html-frame",
            "this frame has no title",
            'add title="…", which says what it holds',
        )


def _capitals(page: Page, text: Document) -> Iterator[Diagnostic]:
    for link in text.links:
        if re.search(r"target\s*=\s*[\"']?_blank", link.extra):
            yield _tell(
                page,
                text,
                link.at,
                "new-window",
                "this link opens a new window unasked",
                "take the target out",
            )
    for match in re.finditer(
        r"(?<![\w-])[A-Z]{2,}(?:[ ,'’-]+(?:[A-Z]+)(?![a-z\d])){4,}", text.clean
    ):
        if (
            len(SMALL.findall(match.group())) >= 2
        ):  # small words tell a sentence from a row of short forms
            yield _tell(
                page,
                text,
                match.start(),
                "capitals",
                f'"{match.group()[:40]}" is in capitals',
                "write it in small letters; for weight use **bold**",
            )
