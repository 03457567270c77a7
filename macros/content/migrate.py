r"""Pages and settings written for mkdocs-bibtex, said again for this generator.

What mkdocs-bibtex reads (4.4, `citation.py` and `config.py`): `[@a]`, `[see @a, p. 3; @b]`,
`[-@a]`, `^[@a]`, `@a` in running text, `\bibliography`, `\full_bibliography`, and a list at the end
of each page that cites (`bib_by_default`).
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Edit
from .pages import Page
from .yaml_source import YamlTree

BLOCK = re.compile(r"(?P<caret>\^?)\[(?P<inside>[^\[\]\n]*@[^\[\]]*)\](?![(\[:])")
ONE = re.compile(r"(?P<prefix>[^@;]*?)\s*-?@(?P<key>[\w:./+-]*\w)(?P<suffix>[^;]*)")
INLINE = re.compile(r"(?<![\\\[\w@/.])@(?P<key>[\w:-]*\w)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
# Where a place in a source begins: a number, or the word before it.
PLACE = re.compile(
    r"(?:\b(?:pp?|pages?|ch(?:ap(?:ter)?)?s?|fig(?:ure)?s?|tab(?:le)?s?|sec(?:tion)?s?|vols?|para)"
    r"\.?[ ~]?|§+ ?|^)(?=\d)",
    re.IGNORECASE,
)
STOP = re.compile(r"[.,](?![\w.])")
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


def page_edits(page: Page, settings: BibtexSettings, keys: Container[str]) -> list[Edit]:
    """The edits of a page, in order; only `keys` are sources: an address of mail is none."""
    clean, source = page.document.clean, page.source
    edits: list[Edit] = []
    taken: list[tuple[int, int]] = []
    for match in BLOCK.finditer(clean):
        call = _call(source[match.start("inside") : match.end("inside")])
        if call:
            edits.append(_placed(source, match.start(), match.end(), call))
            taken.append((match.start(), match.end()))
    if settings.inline:
        for match in INLINE.finditer(clean):
            inside = any(start <= match.start() < end for start, end in taken)
            if not inside and match["key"] in keys:
                call = f'{{{{ cite("{match["key"]}") }}}}'
                edits.append(Edit(match.start(), match.end(), call))
    lists = _lists(clean, settings)
    edits += lists
    cites = any("cite(" in edit.text for edit in edits) or "{{ cite(" in source
    if settings.by_default and cites and not any(edit.text == LIST for edit in lists):
        end = len(source.rstrip())
        edits.append(Edit(end, len(source), f"\n\n{LIST}\n"))
    return sorted(edits, key=lambda edit: edit.start)


def _call(inside: str) -> str:
    """What stands between square brackets, as a call; "" where it cites nothing."""
    parts = [part for part in inside.split(";") if not MAIL.search(part)]
    found = [ONE.fullmatch(part.strip()) for part in parts]
    if not found or not all(found):
        return ""
    cited, words = [], []
    for match in found:
        assert match is not None
        suffix, locator = _suffix(match["suffix"])
        cited.append((match["key"], locator))
        words.append(" ".join(filter(None, (match["prefix"].strip(), suffix))))
    if any(words) and len(cited) > 1:
        each = (f"{word}{_cite([one])}" for word, one in zip(words, cited, strict=True))
        return f" ({'; '.join(each)})"
    return (f" ({words[0]})" if words[0] else "") + _cite(cited)


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
    """The call in the place of the brackets: behind the full stop, with no space before it."""
    while (
        start
        and source[start - 1] in " \t"
        and source[: start - 1].strip(" \t")[-1:] not in ("", "\n")
    ):
        start -= 1
    stop = STOP.match(source, end)
    if stop and not call.startswith(" "):
        return Edit(start, stop.end(), stop.group() + call)
    return Edit(start, end, call)


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
