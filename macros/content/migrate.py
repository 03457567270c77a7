r"""Pages and settings written for mkdocs-bibtex, said again for this generator.

What mkdocs-bibtex reads (4.4, `citation.py` and `config.py`): `[@a]`, `[see @a, p. 3; @b]`,
`[-@a]`, `^[@a]`, `@a` in running text, `\bibliography`, `\full_bibliography`, and a list at the end
of each page that cites (`bib_by_default`).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model import Edit
from .pages import Page
from .yaml_source import YamlTree

BLOCK = re.compile(r"\^?\[(?P<inside>[^\[\]\n]*@[^\[\]]*)\](?!\(|\[(?!-?@))")
ONE = re.compile(r"(?P<prefix>[^@;]*?)\s*-?@(?P<key>[\w:./+-]*\w)(?P<suffix>[^;]*)")
# Between two sources: ";", and the "," of those who write "[@a, @b]".
BETWEEN = re.compile(r";|,(?=\s*-?@)")
INLINE = re.compile(r"(?<![\\\[\w@/.])@(?P<key>[\w:-]*\w)(?![^\[\]]*\])")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
# Where a place in a source begins: a number, or the word before it.
PLACE = re.compile(
    r"(?:\b(?:pp?|pages?|ch(?:ap(?:ter)?)?s?|fig(?:ure)?s?|tab(?:le)?s?|sec(?:tion)?s?|vols?|para)"
    r"\.?[ ~]?|§+ ?|^)(?=\d)",
    re.IGNORECASE,
)
STOP = re.compile(r"[.,?!](?![\w.])")
CLOSED = re.compile(r"\)[.,]?(?![\w.])")
# The end of a sentence or clause, and a word that goes on: "As before, [@a] found".
BEGUN = re.compile(r"[.!?:,]\s+\Z")
GOES_ON = re.compile(r"[ \t]+[^\W\d_A-Z]")
HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
# The first sentence of the paragraph below a heading, if nothing is cited at its end.
SENTENCE = re.compile(r"\s*\n(?=[^\W\d_])[^\n]*?[^\]\n][.!?](?=[ \t]*\n|[ \t]+[A-Z])")
# A list's sign, a quotation's: what follows begins a row.
LEAD = re.compile(r"[ \t>]*(?:[-*+>|]|\d+[.)])")
LIST = "{{ bibliography() }}"
MACROS = """macros:
      module_name: macros
      on_error_fail: true
      on_undefined: strict
      j2_comment_start_string: "[[~~#"
      j2_comment_end_string: "#~~]]\""""


@dataclass(frozen=True, slots=True)
class BibtexSettings:
    """What mkdocs-bibtex was told, with its defaults."""

    files: tuple[str, ...] = ()
    command: str = "\\bibliography"
    full_command: str = "\\full_bibliography"
    by_default: bool = True
    inline: bool = True


def settings_of(options: Mapping[str, Any]) -> BibtexSettings:
    """The settings of the plug-in's options."""
    files = [str(options[name]) for name in ("bib_file", "bib_dir") if options.get(name)]
    return BibtexSettings(
        tuple(files),
        str(options.get("bib_command") or "\\bibliography"),
        str(options.get("full_bib_command") or "\\full_bibliography"),
        bool(options.get("bib_by_default", True)),
        bool(options.get("enable_inline_citations", True)),
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """One source of a citation, the place in it, and the words beside it."""

    key: str
    place: str = ""
    words: str = ""


@dataclass(slots=True)
class _Block:
    """Where a citation stands, the sources that it names, and the keys that no source has."""

    start: int
    end: int
    sources: list[_Source]
    unknown: list[str]


def page_edits(page: Page, settings: BibtexSettings, keys: Collection[str]) -> list[Edit]:
    """The edits of a page, in order; only `keys` are sources: an address of mail is none."""
    clean, source = page.document.clean, page.source
    edits: list[Edit] = []
    for block in _blocks(page, keys):
        call = _call(block)
        place = _elsewhere(page, block)
        if call and place:
            edits.append(Edit(_without_space(source, block.start), block.end, ""))
            edits.append(_placed(source, place, place, call))
        elif call:
            edits.append(_placed(source, block.start, block.end, call))
    if settings.inline:
        for match in INLINE.finditer(clean):
            if match["key"] in keys:
                call = f'{{{{ cite("{match["key"]}") }}}}'
                edits.append(Edit(match.start(), match.end(), call))
    cited = max((edit.start for edit in edits if edit.text), default=source.rfind("{{ cite("))
    lists = _lists(clean, settings)
    # A list above a citation came at the foot of the page, as all footnotes do.
    early = [edit for edit in lists if edit.text == LIST and edit.start < cited]
    lists = [replace(edit, text="") if edit in early else edit for edit in lists]
    edits += lists
    listed = any(edit.text == LIST for edit in lists)
    if early or (settings.by_default and cited >= 0 and not listed):
        end = len(source.rstrip())
        edits.append(Edit(end, len(source), f"\n\n{LIST}\n"))
    return sorted(edits, key=lambda edit: edit.start)


def _elsewhere(page: Page, block: _Block) -> int:
    """Where the mark goes if not where it stands: behind a link, below a heading; else 0."""
    source = page.source
    for link in page.document.links:  # one link can't hold another
        if link.at < block.start and block.end < link.stop and not link.image:
            return link.stop
    if HEADING.match(source, source.rfind("\n", 0, block.start) + 1):
        row_end = source.find("\n", block.end)
        sentence = SENTENCE.match(source, row_end) if row_end > 0 else None
        return sentence.end() if sentence else 0
    return 0


def unknown_keys(page: Page, keys: Collection[str]) -> list[tuple[int, str]]:
    """The line of each key that no source has: mkdocs-bibtex shows it, and goes on."""
    blocks = _blocks(page, keys)
    return [(page.text.position(one.start)[0], key) for one in blocks for key in one.unknown]


def _blocks(page: Page, keys: Collection[str]) -> list[_Block]:
    """The citations between square brackets; those side by side are one.

    Without `keys` (sources that lie elsewhere) each key is taken for a source.
    """
    clean, source = page.document.clean, page.source
    labels = {one.label for one in page.document.definitions}
    found: list[_Block] = []
    for match in BLOCK.finditer(clean):
        inside = source[match.start("inside") : match.end("inside")]
        read = _sources(inside)
        defines = clean.startswith(":", match.end()) and inside.lower() in labels
        if not read or defines:
            continue
        known = [one for one in read if not keys or one.key in keys]
        missing = [one.key for one in read if keys and one.key not in keys]
        block = _Block(match.start(), match.end(), known, missing)
        last = found[-1] if found else None
        if last and not source[last.end : block.start].strip(" \t") and _plain_list(last, block):
            last.end = block.end
            last.sources += block.sources
        else:
            found.append(block)
    return found


def _plain_list(*blocks: _Block) -> bool:
    return not any(block.unknown or any(one.words for one in block.sources) for block in blocks)


def _sources(inside: str) -> list[_Source]:
    """What stands between square brackets; nothing where it cites nothing."""
    parts = [part for part in BETWEEN.split(inside) if not MAIL.search(part)]
    found = [match for part in parts if (match := ONE.fullmatch(part.strip()))]
    if len(found) < len(parts):
        return []
    sources = []
    for match in found:
        suffix, place = _suffix(match["suffix"])
        words = " ".join(filter(None, (match["prefix"].strip(), suffix)))
        sources.append(_Source(match["key"], place, words))
    return sources


def _call(block: _Block) -> str:
    """The citation as a call; keys that no source has stay as they were, behind it."""
    cited = [(one.key, one.place) for one in block.sources]
    words = [one.words for one in block.sources]
    if not cited:
        return ""
    left = f" [{'; '.join(f'@{key}' for key in block.unknown)}]" if block.unknown else ""
    if any(words) and len(cited) > 1:
        each = (f"{word}{_cite([one])}" for word, one in zip(words, cited, strict=True))
        return f" ({'; '.join(each)}){left}"
    return (f" ({words[0]})" if words[0] else "") + _cite(cited) + left


def _cite(cited: list[tuple[str, str]]) -> str:
    """The call for keys, each with the place in its source."""
    if len(cited) == 1 and cited[0][1]:
        return f'{{{{ cite("{cited[0][0]}", locator="{_plain(cited[0][1])}") }}}}'
    texts = (f'"{key} {_plain(locator)}"' if locator else f'"{key}"' for key, locator in cited)
    return f"{{{{ cite({', '.join(texts)}) }}}}"


def _suffix(text: str) -> tuple[str, str]:
    """What stands behind a key: words, and the place in the source."""
    text = text.strip(" ,")
    place = PLACE.search(text)
    return (text[: place.start()].strip(" ,"), text[place.start() :]) if place else (text, "")


def _plain(text: str) -> str:
    return text.replace('"', "'")


def _placed(source: str, start: int, end: int, call: str) -> Edit:
    """The call in the place of the brackets: behind the full stop, with no space before it.

    What begins a sentence keeps its space: it would else support the sentence before.
    """
    begins = BEGUN.search(source[max(0, start - 20) : start]) and GOES_ON.match(source, end)
    if not begins and not source.startswith(("'s", "’s"), end):
        start = _without_space(source, start)
    stop = STOP.match(source, end)
    if source[start - 1 : start].isdigit():  # "2" behind "(Doe, 2020" would read as an exponent
        stop = CLOSED.match(source, end) or stop
    if stop and not call.startswith(" "):
        return Edit(start, stop.end(), stop.group() + call)
    return Edit(start, end, call)


def _without_space(source: str, start: int) -> int:
    """Where the text before `start` ends; at the start of a row, `start`."""
    row = source[source.rfind("\n", 0, start) + 1 : start]
    bare = row.rstrip(" \t")
    return start if not bare or LEAD.fullmatch(bare) else start - len(row) + len(bare)


def _lists(clean: str, settings: BibtexSettings) -> list[Edit]:
    edits: list[Edit] = []
    for command, call in ((settings.full_command, "{{ references() }}"), (settings.command, LIST)):
        start = clean.find(command)
        while start >= 0:
            end = start + len(command)
            if not clean[end : end + 1].isalpha() and not any(
                e.start <= start < e.end for e in edits
            ):
                edits.append(Edit(start, end, call))
            start = clean.find(command, end)
    return edits


def config_edits(tree: YamlTree, settings: BibtexSettings) -> list[Edit]:
    """The edits of mkdocs.yml: macros in the place of mkdocs-bibtex, and where the sources are."""
    value = tree.value if isinstance(tree.value, dict) else {}
    plugins = value.get("plugins")
    edits: list[Edit] = []
    names = [
        next(iter(one)) if isinstance(one, dict) else one
        for one in (plugins if isinstance(plugins, list) else ())
    ]
    if "bibtex" in names:
        span = tree.at("plugins", names.index("bibtex"))
        if span:
            text = "" if "macros" in names else MACROS
            start = span.start if text else tree.source.text.rfind("\n", 0, span.start)
            edits.append(Edit(start, span.end, text))
    extra = value.get("extra")
    if isinstance(extra, dict) and "citations" in extra:
        return edits
    files = settings.files
    named = files[0] if len(files) == 1 else f"[{', '.join(files)}]"
    lines = f"  citations:\n    file: {named}\n" if files else "  citations: {}\n"
    at = tree.key("extra")
    text = tree.source.text
    if at and isinstance(extra, dict):
        below = text.find("\n", at.start) + 1
        edits.append(Edit(below, below, lines))
    elif not at:
        end = len(text.rstrip())
        edits.append(Edit(end, len(text), f"\n\nextra:\n{lines}"))
    return edits
