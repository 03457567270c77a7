"""What a page may show beside its own text: a shared fact, a disputed question, a figure, a word explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from ..bib.evidence import kind_label
from ..content.data import Item
from ..project import Project
from ..suggest import closest
from ..urls import relative
from .citations import CitationError, Citations, attribute
from .late import Keep, at_once
from .svg import SvgError, inlined

__all__ = ["Blocks", "markdown"]

_MARKUP = re.compile(r"[<>&{}]")


def markdown(text: str) -> str:
    """A text of a data file as Markdown that holds no HTML, no attribute list and no template sign."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", text)


class Blocks:
    """The blocks of one page. `source` is its path below docs; `plain` shows the plain words of a disputed question first."""

    def __init__(
        self,
        project: Project,
        citations: Citations,
        source: str,
        plain: bool,
        chart: Callable[[Item, Citations], str],
        keep: Keep = at_once,
    ) -> None:
        self.project, self.citations, self.source = project, citations, source
        self.plain, self.chart_of, self.keep = plain, chart, keep
        self.shown: dict[str, int] = {}

    def _item(self, kind: str, name: str, call: str) -> Item:
        items = getattr(self.project.data, kind)
        if name in items:
            return items[name]
        near = closest(name, items)
        raise CitationError(
            f'{call}("{name}"): there is no such item in the data; '
            + (f"did you mean {' or '.join(near)}?" if near else "add it there, or mend the name")
        )

    def _count(self, name: str) -> int:
        self.shown[name] = self.shown.get(name, 0) + 1
        return self.shown[name]

    def fact(self, name: str, end: str = "") -> str:
        """A shared fact's words, the punctuation `end`, and the mark of its sources (AMA 11th, 3.6: the mark follows)."""
        item = self._item("facts", name, "fact")
        return f"{markdown(str(item.get('text')))}{end}{self.keep(self.citations.cite(item.keys))}"

    def differ(self, name: str, anchor: str = "differ-") -> str:
        """A disputed question: each answer with who says it, of which kind and year, and a cautious reading."""
        item = self._item("disputes", name, "differ")
        first = self._count(f"differ {name}") == 1
        identity = f' id="{attribute(anchor + name)}"' if first else ""
        rows = "".join(self._answer(answer) for answer in item.get("answers"))
        strip = self.chart_of(item, self.citations)
        answers = f'{strip}<ul class="differ-answers">{rows}</ul>'
        reading = f'<p class="differ-reading"><strong>A cautious reading.</strong> {escape(item.get("reading"))}</p>'
        plain = item.get("plain")
        if self.plain and plain:
            body = f"<p>{escape(plain)}</p><details><summary>Who says what</summary>{answers}{reading}</details>"
        else:
            body = answers + reading
        page = self.project.page_with("disputes")
        here = page is not None and self.project.source(page) == self.source
        more = (
            ""
            if page is None or here
            else f'<p class="differ-more"><a href="{relative(self.source, self.project.source(page), name, self.project.directory_urls)}">All questions on which sources differ</a></p>'
        )
        section = f'<section class="differ"{identity} aria-label="Sources differ: {attribute(item.get("question"))}"><p class="differ-title"><span class="differ-flag">Sources differ</span> {escape(item.get("question"))}</p>{body}{more}</section>'
        return self.keep(section, block=True, searched=True)

    def _answer(self, answer: dict) -> str:
        keys = answer.get("cite") or []
        keys = [keys] if isinstance(keys, str) else keys
        mark = self.citations.cite(keys) if keys else ""
        kinds = []
        for key in keys:
            reference = self.citations.references[key]
            label = ", ".join(
                part
                for part in (
                    kind_label(reference, self.project.profile.kinds),
                    str(reference.year or "undated"),
                )
                if part
            )
            if label not in kinds:
                kinds.append(label)
        group = (
            f' <span class="differ-group">{escape(str(answer["group"]))}</span>'
            if answer.get("group")
            else ""
        )
        detail = escape(str(answer.get("detail") or ""))
        return f'<li><strong>{escape(str(answer.get("answer", "")))}</strong> <span class="differ-kind">{escape("; ".join(kinds))}</span><span class="differ-detail">{detail}{mark}</span>{group}</li>'

    def figure(self, name: str) -> str:
        """A drawing with its caption; its text alternative is the drawing's own title and description (WCAG 2.2, 1.1.1)."""
        item = self._item("figures", name, "figure")
        path = self.project.docs / self.project.setting("figures") / f"{name}.svg"
        if self._count(f"figure {name}") > 1:
            raise CitationError(f'figure("{name}") stands on this page twice: show it once')
        if not path.is_file():
            raise CitationError(f'figure("{name}"): there is no file {self.project.shown(path)}')
        drawing = self._drawing(path)
        figure = f'<figure class="figure" id="{attribute(f"figure-{name}")}" data-search-exclude>{drawing}<figcaption>{escape(item.get("caption"))}</figcaption></figure>'
        return self.keep(figure, block=True)

    def _drawing(self, path: Path) -> str:
        try:
            return inlined(path.read_bytes())
        except SvgError as error:
            raise CitationError(f"{self.project.shown(path)}:{error.line}: {error}") from None

    def term(self, name: str, shown: str = "") -> str:
        """A word that opens its meaning by hover, focus and tap (WCAG 2.2, 1.4.13), linked to the glossary."""
        item = self.project.data.term(name)
        if item is None:
            near = closest(
                name, [str(other.get("term")) for other in self.project.data.glossary.values()]
            )
            raise CitationError(
                f'term("{name}"): the glossary has no such word; '
                + (
                    f"did you mean {' or '.join(near)}?"
                    if near
                    else "add it to docs/data/glossary.yml"
                )
            )
        identity = attribute(f"term-{item.id}-{self._count(f'term {item.id}')}")
        page = self.project.page_with("glossary")
        link = (
            f' <a href="{relative(self.source, self.project.source(page), item.id, self.project.directory_urls)}">Glossary</a>'
            if page
            else ""
        )
        definition = "".join(
            f"&#{ord(sign)};" if sign in "*_`[]\\<>&|~^:" else sign
            for sign in str(item.get("definition"))
        )
        word = escape(shown or name)
        span = f'<span class="term"><button type="button" class="term-word" aria-expanded="false" aria-describedby="{identity}">{word}</button><span class="term-tip" role="tooltip" id="{identity}" data-search-exclude>{definition}{link}</span></span>'
        return self.keep(span, searched=True, text=word)
