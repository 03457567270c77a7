"""What a page may show beside its text: a fact, a disputed question, a figure, a word explained."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..bib.evidence import kind_label
from ..content.data import Item, key_list
from ..content.svg import SvgError, inlined, readable_width
from ..markup import Say
from ..project import Project
from ..suggest import closest
from ..urls import relative
from .citations import CitationError, Citations
from .late import Keep, at_once
from .template import block

_MARKUP = re.compile(r"[<>&{}]")
# What Markdown could read on in, where HTML stands within a line.
_INLINE = re.compile(r"[*_`\[\]\\~^:|]")


def markdown(text: str) -> str:
    """A text of a data file as Markdown without HTML, attribute lists and template signs."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _inline(text: str) -> Markup:
    return Markup(_INLINE.sub(lambda sign: f"&#{ord(sign[0])};", str(Markup.escape(text))))  # noqa: S704


class Blocks:
    """The blocks of one page: each method but `item` is the macro of its name.

    All raise CitationError, in words, for what the data does not hold or the page shows twice.

    `source` is its path below docs; `plain` shows the plain words of a disputed question first;
    `chart` draws how far its answers lie apart; `keep` takes what is finished.
    """

    def __init__(
        self,
        project: Project,
        citations: Citations,
        source: str,
        plain: bool,
        chart: Callable[[Item, Say], str],
        keep: Keep = at_once,
    ) -> None:
        self.project, self.citations, self.source = project, citations, source
        self.plain, self.chart_of, self.keep = plain, chart, keep
        self.shown: dict[str, int] = {}

    def item(self, kind: str, name: str, call: str) -> Item:
        """A data item. Raises CitationError where there is none of that name."""
        items: dict[str, Item] = getattr(self.project.data, kind)
        if name not in items:
            where = f'{call}("{name}"): there is no such item in the data'
            raise self._unknown(where, closest(name, items), "add it there, or mend the name")
        return items[name]

    @staticmethod
    def _unknown(what: str, near: Iterable[str], fix: str) -> CitationError:
        meant = " or ".join(near)
        return CitationError(f"{what}; {f'did you mean {meant}?' if meant else fix}")

    def _count(self, name: str) -> int:
        self.shown[name] = self.shown.get(name, 0) + 1
        return self.shown[name]

    def _way(self, macro: str, anchor: str) -> str:
        """To the page that a macro makes, where there is one and this is not it."""
        page = self.project.page_with(macro)
        if page is None or self.project.source(page) == self.source:
            return ""
        target = self.project.source(page)
        return relative(self.source, target, anchor, self.project.directory_urls)

    def fact(self, name: str, end: str = "") -> str:
        """A shared fact's words, `end`, and the mark of its sources (AMA 11th, 3.6: it follows)."""
        item = self.item("facts", name, "fact")
        return f"{markdown(str(item.get('text')))}{end}{self.keep(self.citations.cite(item.keys))}"

    def sign(self, name: str) -> str:
        """A sign's one wording, and the mark of its sources where it has any."""
        item = self.item("signs", name, "sign")
        mark = self.keep(self.citations.cite(item.keys)) if item.keys else ""
        return f"{markdown(str(item.get('words')))}{mark}"

    def differ(self, name: str, *, listed: bool = False) -> str:
        """A disputed question: each answer with who says it, and a cautious reading.

        `listed` on the page of all questions, where the answers are closed below the reading.
        """
        item = self.item("disputes", name, "differ")
        first = self._count(f"differ {name}") == 1
        answers = [self._answer(answer) for answer in item.get("answers")]
        plain = self.plain or listed
        asked_by = item.get("asked_by")
        reader = self.project.profile.audience(asked_by)
        html = block(
            "differ",
            id=("" if listed else "differ-") + name if first else "",
            question=item.get("question"),
            plain=item.get("plain") if plain else "",
            closed=listed or (plain and item.get("plain")),
            listed=listed,
            readers=asked_by if reader and reader.folder else "",
            strip=Markup(self.chart_of(item, self.project.words)),  # noqa: S704
            say=self.project.words,
            answers=answers,
            reading=item.get("reading"),
            more=self._way("disputes", name),
        )
        return self.keep(html, block=True, searched=True)

    def _answer(self, answer: dict[str, Any]) -> dict[str, Any]:
        keys = key_list(answer)
        mark = self.citations.cite(keys) if keys else ""
        kinds = self.project.profile.kinds
        labels = [
            ", ".join(
                filter(
                    None, (kind_label(one, kinds), str(one.year or self.project.words("undated")))
                )
            )
            for one in (self.citations.references[key] for key in keys)
        ]
        return {
            "answer": str(answer.get("answer", "")),
            "detail": str(answer.get("detail") or ""),
            "group": str(answer.get("group") or ""),
            "kinds": "; ".join(dict.fromkeys(labels)),
            "mark": Markup(mark),  # noqa: S704
        }

    def figure(self, name: str) -> str:
        """A drawing with its caption; its own title and description are its text (WCAG 1.1.1)."""
        item = self.item("figures", name, "figure")
        path = self.project.figure_folder / f"{name}.svg"
        if self._count(f"figure {name}") > 1:
            raise CitationError(f'figure("{name}") stands on this page twice: show it once')
        if not path.is_file():
            raise CitationError(f'figure("{name}"): there is no file {self.project.shown(path)}')
        drawing = Markup(self._drawing(path))  # noqa: S704
        html = block(
            "figure",
            name=name,
            drawing=drawing,
            width=readable_width(drawing),
            caption=item.get("caption"),
            say=self.project.words,
        )
        return self.keep(html, block=True)

    def _drawing(self, path: Path) -> str:
        try:
            return inlined(path.read_bytes())
        except SvgError as error:
            raise CitationError(f"{self.project.shown(path)}:{error.line}: {error}") from None

    def term(self, name: str, shown: str = "") -> str:
        """A word that opens its meaning by hover, focus and tap (WCAG 2.2, 1.4.13)."""
        item = self.project.data.term(name)
        if item is None:
            known = [str(other.get("term")) for other in self.project.data.glossary.values()]
            what = f'term("{name}"): the glossary has no such word'
            raise self._unknown(what, closest(name, known), "add it to docs/data/glossary.yml")
        word = _inline(shown or name)
        number = self._count(f"term {item.id}")
        page = self.project.page_with("glossary")
        html = block(
            "term",
            id=_inline(f"term-{item.id}-{number}"),
            word=word,
            definition=_inline(str(item.get("definition"))),
            more=self._way("glossary", item.id) or (f"#{item.id}" if page else ""),
            say=self.project.words,
        )
        return self.keep(html, searched=True, text=str(word))
