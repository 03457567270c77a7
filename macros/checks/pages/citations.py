"""Does every citation resolve, stand where it may stand, and find its list?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...content.data import FILES, Item
from ...content.markdown import Document
from ...content.pages import Page
from ...content.regions import RAW
from ...model import Call, Diagnostic
from ...project import Project
from ...suggest import closest, sure, unknown_key
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "cite-unknown",
        "A reader can't look up a source that isn't there.",
        '{{ cite("moss2012cava") }}',
        '{{ cite("moss2021cava") }}',
        fixable=True,
    ),
    Rule(
        "cite-empty",
        "A citation without a source says nothing.",
        "{{ cite() }}",
        '{{ cite("moss2021cava") }}',
    ),
    Rule(
        "cite-keys",
        "Each key is a text of its own: several in one pair of quotes are one key that nothing has.",
        '{{ cite("a2020, b2021") }}',
        '{{ cite("a2020", "b2021") }}',
        fixable=True,
    ),
    Rule(
        "cite-twice",
        "The same source twice in one mark is a slip.",
        '{{ cite("a2020", "a2020") }}',
        '{{ cite("a2020") }}',
        "warning",
        True,
    ),
    Rule(
        "cite-locator",
        "A locator belongs to one source.",
        '{{ cite("a2020", "b2021", locator="p4") }}',
        '{{ cite("a2020", locator="p4") }}{{ cite("b2021") }}',
    ),
    Rule(
        "cite-in-heading",
        "A citation in a heading is counted twice and leaks into the title, the contents list and the anchor.",
        '## Flushing{{ cite("a2020") }}',
        '## Flushing\n\nText.{{ cite("a2020") }}',
    ),
    Rule(
        "cite-in-code",
        "In code or a comment a citation is still carried out: it takes a number that no reader sees.",
        '`{{ cite("a2020") }}`',
        '{% raw %}`{{ cite("a2020") }}`{% endraw %}',
    ),
    Rule(
        "cite-option",
        "A misspelt option would be lost.",
        '{{ cite("a2020", loctor="p4") }}',
        '{{ cite("a2020", locator="p4") }}',
        fixable=True,
    ),
    Rule(
        "bibliography-missing",
        "A page that cites must show its references.",
        'a page with {{ cite("a2020") }} and no {{ bibliography() }}',
        "end the page with ## References and {{ bibliography() }}",
    ),
    Rule(
        "bibliography-twice",
        "Two lists on one page give two targets for one link.",
        "{{ bibliography() }} twice",
        "keep the one at the end",
    ),
    Rule(
        "bibliography-early",
        "What is cited after the list is missing from it.",
        '{{ bibliography() }} and then {{ cite("a2020") }}',
        "move {{ bibliography() }} to the end",
    ),
    Rule(
        "bibliography-empty",
        "A heading with no list below it puzzles readers.",
        "{{ bibliography() }} on a page that cites nothing",
        "take the heading and the call out",
        "warning",
    ),
    Rule(
        "macro-unknown",
        "A call of something that doesn't exist stops the whole site.",
        '{{ cit("a2020") }}',
        '{{ cite("a2020") }}',
        fixable=True,
    ),
    Rule(
        "item-unknown",
        "A block that isn't in the data can't be shown.",
        '{{ differ("flush-intervall") }}',
        '{{ differ("flush-interval") }}',
        fixable=True,
    ),
)

VOCABULARY = {
    "cite": ("locator",),
    "bibliography": (),
    "fact": ("end",),
    "differ": (),
    "figure": (),
    "term": ("shown",),
    "disputes": (),
    "glossary": (),
    "references": (),
    "chart": (),
    "health": (),
    "port_card": (),
    "rules": (),
    "example": ("locator", "end", "shown"),
}
# What other programs call it.
SYNONYMS = {
    "citation": "cite",
    "citep": "cite",
    "citet": "cite",
    "citations": "cite",
    "ref": "cite",
    "reference": "cite",
    "footcite": "cite",
    "footnote": "cite",
    "source": "cite",
    "biblio": "bibliography",
    "bib": "bibliography",
    "dispute": "differ",
    "image": "figure",
    "fig": "figure",
    "glossary_term": "term",
    "abbr": "term",
}
HIDING = re.compile(r"^(?: {4}|[ ]{0,3}\t)|```|~~~|<!--", re.MULTILINE)
STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)")
# What Jinja knows of its own (Template Designer Documentation).
STATEMENTS = frozenset(
    """
        raw endraw set endset if elif else endif for endfor macro endmacro call endcall filter
        endfilter include import from with endwith block endblock extends autoescape
        endautoescape do break continue
    """.split()
)
# A page that cites by other means is told of that, not also of its empty list.
OTHERWISE = re.compile(
    r"@\w|\\\w*cite|\{cite|:cite:|\[\^|10\.\d{4}|pubmed|PMID|PMC\d|<sup>\d", re.IGNORECASE
)
CITING = {"cite", "fact", "differ", "chart", "disputes"}


def check(project: Project) -> Iterator[Diagnostic]:
    """All citations and calls of all pages."""
    for page in project.pages:
        yield from _page(project, page)
    yield from _data(project)


def _page(project: Project, page: Page) -> Iterator[Diagnostic]:
    def tell(
        call: Call, rule: str, message: str, fix: str, severity: str = "error", replacement=None
    ) -> Diagnostic:
        return Diagnostic(
            page.path, call.line, call.column, rule, message, fix, severity, replacement
        )

    lists = [call for call in page.calls if call.name == "bibliography"]
    # What a page cites in code it does not cite.
    citing = [
        call for call in page.calls if call.name in CITING and call.place not in ("code", "comment")
    ]
    # What is read as Markdown only where it holds something that could be code or a comment.
    text = page.document if page.calls and HIDING.search(page.source) else None
    swallowed = _swallowed(text) if text else None
    for call in page.calls:
        if (
            text
            and call.place == "text"
            and text.clean[text.starts[call.line - 1] + call.column - 1] == " "
            and call.name in CITING | {"bibliography"}
        ):
            call = replace(call, place="code")  # indented by four spaces, and so shown as code
        if call.name not in VOCABULARY:
            near = (
                [SYNONYMS[call.name.lower()]]
                if call.name.lower() in SYNONYMS
                else closest(call.name, VOCABULARY, 1)
            )
            yield tell(
                call,
                "macro-unknown",
                f'there is no macro "{call.name}"',
                f"did you mean {near[0]}()?"
                if near
                else f"the macros are: {', '.join(sorted(VOCABULARY))}",
                replacement=_put(page, call, call.name, near[0]) if near else None,
            )
            continue
        if swallowed is not None and (call.line, call.column) > swallowed:
            continue  # in code or a comment that is never closed: one cause, one message
        if call.place in ("code", "comment") and call.name in CITING | {"bibliography"}:
            where = "code" if call.place == "code" else "a comment"
            yield tell(
                call,
                "cite-in-code",
                f"{call.name}() stands in {where}, where it is still carried out and takes a number that no reader sees",
                "put {% raw %} before and {% endraw %} after it, or take it out",
            )
            continue
        if call.place == "heading" and call.name in CITING:
            yield tell(
                call,
                "cite-in-heading",
                f"{call.name}() stands in a heading: it would be counted twice and leak into the title and the contents list",
                "move it to the end of the first sentence below the heading",
            )
        for name, _ in call.options:
            if name not in VOCABULARY[call.name]:
                near = closest(name, VOCABULARY[call.name], 1) or ["locator"] * (
                    call.name == "cite" and name in ("page", "pages", "p", "pp", "loc")
                )
                yield tell(
                    call,
                    "cite-option",
                    f'{call.name}() has no option "{name}"',
                    f'did you mean {near[0]}="{dict(call.options)[name]}"?'
                    if near
                    else f"its options: {', '.join(VOCABULARY[call.name]) or 'none'}",
                    replacement=_put(page, call, name, near[0]) if near else None,
                )
        if call.name == "cite":
            yield from _cite(project, page, call, tell)
        elif call.name in ("fact", "differ", "figure", "chart", "term"):
            yield from _item(project, page, call, tell)
    if lists and not citing and not page.diagnostics and not OTHERWISE.search(page.source):
        yield tell(
            lists[0],
            "bibliography-empty",
            "this page shows its references, but cites nothing",
            "take the call and its heading out, or cite what the page rests on",
            "warning",
        )
    for match in (
        STATEMENT.finditer(RAW.sub(lambda raw: re.sub(r"[^\n]", " ", raw.group()), page.source))
        if "{%" in page.source
        else ()
    ):
        line = page.source.count("\n", 0, match.start()) + 1
        if line >= page.body_line and match[1] not in STATEMENTS:
            yield Diagnostic(
                page.path,
                line,
                match.start() - page.source.rfind("\n", 0, match.start()),
                "macro-unknown",
                f'"{{% {match[1]}" begins nothing that this site knows, and stops it from being built',
                f'write {{{{ {match[1]}("…") }}}}'
                if match[1] in VOCABULARY
                else "take it out, or put {% raw %} before and {% endraw %} after it",
            )
    # A call of it that can't be read, or is misspelt, is told where it stands.
    meant = (
        any(
            diagnostic.rule == "macro-syntax"
            and "bibliogr" in page.source.split("\n")[diagnostic.line - 1]
            for diagnostic in page.diagnostics
        )
        or any(
            call.name not in VOCABULARY and closest(call.name, VOCABULARY, 1) == ["bibliography"]
            for call in page.calls
        )
        or any(call.place in ("code", "comment") for call in lists)
    )
    if citing and not lists and not meant:
        yield tell(
            citing[0],
            "bibliography-missing",
            "this page cites, but never shows its references",
            "end the page with a heading ## References and, below it, {{ bibliography() }}",
        )
    for call in lists[1:]:
        yield tell(
            call,
            "bibliography-twice",
            f"bibliography() stands on line {lists[0].line} already",
            "keep the one at the end of the page",
        )
    if len(lists) == 1:
        for call in citing:
            if (call.line, call.column) > (lists[0].line, lists[0].column):
                yield tell(
                    call,
                    "bibliography-early",
                    f"this citation stands after bibliography() (line {lists[0].line}), and so is missing from the list",
                    "move bibliography() to the end of the page",
                )


def _swallowed(text: Document) -> tuple[int, int] | None:
    """Where code or a comment begins that is never closed."""
    if text.open_fence >= 0:
        return text.place(text.open_fence)
    return next(
        (
            text.place(start)
            for start, end in ((one.start, one.end) for one in text.comments)
            if not text.source[start:end].endswith("-->")
        ),
        None,
    )


def _cite(project: Project, page: Page, call: Call, tell) -> Iterator[Diagnostic]:
    bibliography = project.bibliography
    keys = [key.strip() for key in call.args]
    if not keys or not all(keys):
        yield tell(
            call,
            "cite-empty",
            "cite() names no source",
            'write {{ cite("key") }} with a key of the list of sources',
        )
    if len(keys) > 1 and call.option("locator"):
        yield tell(
            call,
            "cite-locator",
            f'the locator "{call.option("locator")}" can\'t belong to {len(keys)} sources at once',
            "give the source with the locator a cite() of its own",
        )
    if len(set(keys)) < len(keys):
        options = "".join(f', {name}="{value}"' for name, value in call.options)
        once = ", ".join(f'"{key}"' for key in dict.fromkeys(keys)) + options
        yield tell(
            call,
            "cite-twice",
            "the same source stands in this mark twice",
            f"keep it once: {{{{ cite({once}) }}}}",
            "warning",
            _put_call(page, call, f"{{{{ cite({once}) }}}}"),
        )
    if not bibliography.references and bibliography.diagnostics:
        return  # the file itself can't be read: one cause, one message
    for key in dict.fromkeys(keys):
        if not key or key in bibliography.references or key in bibliography.broken:
            continue
        line, column = _place(page, call, key)
        several = [
            part.strip().lstrip("@") for part in re.split(r"[,;]\s*|\s+", key) if part.strip()
        ]
        if len(several) > 1 and all(
            part in bibliography.references or part in bibliography.broken for part in several
        ):
            put = '", "'.join(several)
            yield Diagnostic(
                page.path,
                line,
                column,
                "cite-keys",
                f"{len(several)} keys stand in one pair of quotes: {key}",
                f'give each its own: "{put}"',
                "error",
                _put(page, call, key, put),
            )
            continue
        if (
            call.args[1:] == (key,)
            and re.fullmatch(
                r"(?:pp?|pages?|fig(?:ure)?|tables?|chap(?:ter)?|sec(?:tion)?)\.?\s*\d.*",
                key,
                re.IGNORECASE,
            )
            and not call.options
        ):
            yield Diagnostic(
                page.path,
                line,
                column,
                "cite-option",
                f'"{key}" is a place in the source, not a source',
                f'write locator="{key}"',
                "error",
                (line, column - 1, column - 1, "locator="),
            )
            continue
        glued = _glued(page, call, key)
        if glued:
            yield Diagnostic(
                page.path,
                *glued[:2],
                "cite-keys",
                "a comma is missing between two keys",
                "put a comma between them",
                "error",
                (*glued, glued[1], ","),
            )
            continue
        message, fix, near = unknown_key(key, bibliography.references, bibliography.path)
        yield Diagnostic(
            page.path,
            line,
            column,
            "cite-unknown",
            message,
            fix,
            "error",
            _put(page, call, key, near[0]) if sure(key, near, bibliography.references) else None,
        )


def _glued(page: Page, call: Call, key: str) -> tuple[int, int] | None:
    """Where two texts of a call stand side by side without a comma, and so were read as one key."""
    start = _offset(page, call)
    end = page.source.find("}}", start)
    texts = list(
        re.finditer(r"\"([^\"\n]*)\"|'([^'\n]*)'", page.source[start : end if end >= 0 else start])
    )
    for first, other in pairwise(texts):
        if (first[1] or first[2] or "") + (other[1] or other[2] or "") == key and not page.source[
            start + first.end() : start + other.start()
        ].strip():
            at = start + first.end()
            return page.source.count("\n", 0, at) + 1, at - page.source.rfind("\n", 0, at)
    return None


def _offset(page: Page, call: Call) -> int:
    """Where a call begins in the page's text."""
    start = 0
    for _ in range(call.line - 1):
        start = page.source.index("\n", start) + 1
    return start + call.column - 1


def _find(page: Page, call: Call, word: str) -> int:
    """Where a word stands inside a call; -1 where it can't be found as it is."""
    start = _offset(page, call)
    end = page.source.find("}}", start)
    match = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(
        page.source, start, end if end >= 0 else len(page.source)
    )
    return match.start() if match else -1


def _place(page: Page, call: Call, word: str) -> tuple[int, int]:
    """Line and column of a word inside a call, else of the call."""
    at = _find(page, call, word)
    if at < 0:
        return call.line, call.column
    return page.source.count("\n", 0, at) + 1, at - page.source.rfind("\n", 0, at)


def _put(page: Page, call: Call, word: str, by: str) -> tuple[int, int, int, str] | None:
    """The replacement of a word inside a call."""
    if _find(page, call, word) < 0:
        return None
    line, column = _place(page, call, word)
    return line, column, column + len(word), by


def _put_call(page: Page, call: Call, by: str) -> tuple[int, int, int, str] | None:
    """The replacement of a whole call."""
    start = _offset(page, call)
    end = page.source.find("}}", start)
    return (call.line, call.column, call.column + end + 2 - start, by) if end >= 0 else None


def _item(project: Project, page: Page, call: Call, tell) -> Iterator[Diagnostic]:
    data = project.data
    if not call.args:
        yield tell(
            call,
            "item-unknown",
            f"{call.name}() names nothing",
            f'write {{{{ {call.name}("name") }}}}',
        )
        return
    name = call.args[0]
    if call.name == "term":
        if data.term(name) is None and not _unread(project, "glossary"):
            near = closest(name, [str(item.get("term")) for item in data.glossary.values()])
            yield tell(
                call,
                "item-unknown",
                f'the glossary has no word "{name}"',
                f"did you mean {' or '.join(near)}?" if near else "add it to the glossary",
                replacement=_put(page, call, name, near[0]) if len(near) == 1 else None,
            )
        return
    kind = {"fact": "facts", "differ": "disputes", "figure": "figures", "chart": "charts"}[
        call.name
    ]
    items = getattr(data, kind)
    if name not in items:
        if _unread(project, kind):
            return
        near = closest(name, items)
        yield tell(
            call,
            "item-unknown",
            f'{call.name}("{name}") is not in the data',
            f"did you mean {' or '.join(near)}?" if near else "add it there, or mend the name",
            replacement=_put(page, call, name, near[0]) if len(near) == 1 else None,
        )


def _unread(project: Project, kind: str) -> bool:
    """Whether the data file of a kind could not be read whole: then its reader has told, and what it lacks may be there."""
    return any(
        diagnostic.path.endswith(f"/{FILES[kind]}")
        and diagnostic.rule in ("data-syntax", "data-missing")
        for diagnostic in project.data.diagnostics
    )


def _data(project: Project) -> Iterator[Diagnostic]:
    """Keys that the data files cite."""
    bibliography = project.bibliography
    if not bibliography.references and bibliography.diagnostics:
        return
    for items in (project.data.facts, project.data.disputes, project.data.charts):
        for item in items.values():
            for key in item.keys:
                if key not in bibliography.references and key not in bibliography.broken:
                    message, fix, _ = unknown_key(key, bibliography.references, bibliography.path)
                    yield Diagnostic(
                        item.path,
                        _row(project, item, key),
                        1,
                        "cite-unknown",
                        f'in "{item.id}": {message}',
                        fix,
                    )


def _row(project: Project, item: Item, key: str) -> int:
    """The line of a data file on which an item names a key."""
    rows = (project.root / item.path).read_text(encoding="utf-8-sig").split("\n")
    return next(
        (
            number
            for number, row in enumerate(rows[item.line - 1 :], item.line)
            if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", row)
        ),
        item.line,
    )
