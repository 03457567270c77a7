"""The macros as an engine calls them: each prints HTML, or a token for it, on the current page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..checks import rules
from ..checks.rules_page import rules_page
from ..exporting.links import Exports
from ..project import Project, per_project
from ..render.charts import chart, strip
from ..render.citations import CitationError, Citations
from ..render.components import Blocks
from ..render.form_card import form_card
from ..render.indexes import disputes, glossary, references
from ..render.late import Keep
from ..render.listings import LISTINGS
from ..render.questions import question_filter
from ..suggest import unknown_key


def page_source(page: Any) -> str:
    """A page's path below docs, as MkDocs or Zensical names it."""
    file = getattr(page, "file", None)
    return str(file.src_uri if file is not None else page.path).replace("\\", "/")


@dataclass
class _Here:
    """The page that is being rendered, and its state."""

    page: Any
    source: str
    keep: Keep
    citations: Citations
    blocks: Blocks


class Vocabulary:
    """The macros of one build. `keep_for` gives what a page's macros hand their HTML to.

    Those that are called with what is not there raise CitationError, in words.
    """

    def __init__(self, env: Any, project: Project, keep_for: Callable[[Any], Keep]) -> None:
        self.env, self.project, self.keep_for = env, project, keep_for
        self._here: _Here | None = None
        for name in project.macros:
            macro = project.macros.get(name)
            if macro is not None and macro.render is not None:
                env.macro(partial(self._own, macro.render), name)
            elif name in LISTINGS:
                env.macro(partial(self._listing, name), name)
            elif hasattr(Blocks, name):
                env.macro(partial(self._block, name), name)
            elif hasattr(self, name):
                env.macro(getattr(self, name), name)

    def forget(self) -> None:
        """Begin anew, with another state of the project."""
        self._here = None

    @property
    def here(self) -> _Here:
        """The state of the page that the engine is at."""
        page = self.env.page
        if self._here is None or self._here.page is not page:
            source, keep = page_source(page), self.keep_for(page)
            citations = Citations(
                self.project.bibliography.references,
                self.project.style,
                self._unknown,
                partial(self._exports.reference_links, source),
                rendered=self.project.rendered,
                kinds=self.project.profile.kinds,
                say=self.project.words,
            )
            audience = self.project.profile.audience((page.meta or {}).get("audience"))
            plain = audience is not None and audience.plain
            blocks = Blocks(self.project, citations, source, plain, strip, keep)
            self._here = _Here(page, source, keep, citations, blocks)
        return self._here

    @property
    def _exports(self) -> Exports:
        return per_project(Exports)(self.project)

    def _unknown(self, key: str) -> CitationError:
        bibliography = self.project.bibliography
        message, fix, _ = unknown_key(key, bibliography.references, bibliography.path)
        return CitationError(f"{message}; {fix}")

    def _own(self, render: Callable[..., str], *arguments: str, **options: str) -> str:
        here = self.here
        return here.keep(render(here.page, *arguments, **options), searched=True)

    def _listing(self, name: str) -> str:
        return LISTINGS[name](self.project, self.here.source)

    def _block(self, name: str, *arguments: str, **options: str) -> str:
        return str(getattr(self.here.blocks, name)(*arguments, **options))

    def cite(self, *keys: str, locator: str = "") -> str:
        """The mark of some sources; `locator` is a place in a single one."""
        here = self.here
        return here.keep(here.citations.cite(keys, locator))

    def bibliography(self) -> str:
        """The page's list of what it cited, once, with its links to files."""
        here, exports = self.here, self._exports
        meta = dict(here.page.meta or {})
        source = here.source
        html = here.citations.bibliography(
            lambda cited: exports.page_links(source) + exports.json_ld(meta, source, cited)
        )
        return here.keep(html, block=True)

    def chart(self, name: str) -> str:
        """Values with their intervals."""
        here = self.here
        item = here.blocks.item("charts", name, "chart")
        return here.keep(chart(item, here.citations), block=True, searched=True)

    def disputes(self) -> str:
        """All disputed questions."""
        return disputes(self.project, self.here.blocks)

    def glossary(self) -> str:
        """All words explained."""
        return glossary(self.project, self.here.keep)

    def references(self) -> str:
        """All references."""
        here = self.here
        links = partial(self._exports.reference_links, here.source)
        return here.keep(references(self.project, here.source, links), block=True)

    def health(self) -> str:
        """The state of the handbook."""
        from ..status import health

        return health(self.project, self.here.source, self.here.keep)

    def form_card(self) -> str:
        """A card that readers fill in and print."""
        return self.here.keep(form_card(self.project.card, self.project.words), block=True)

    def questions(self) -> str:
        """The filter of a page of questions, whose answers are closed from there on."""
        return self.here.keep(
            question_filter(self.project.profile, closes=True, say=self.project.words), block=True
        )

    def rules(self) -> str:
        """The list of rules."""
        return rules_page(rules())

    @staticmethod
    def example(name: str, *arguments: str, **options: str) -> str:
        """A call as an author writes it, to be shown and not carried out."""
        plain = [f'"{one}"' for one in arguments]
        named = [f'{option}="{value}"' for option, value in options.items()]
        return f"{{{{ {name}({', '.join([*plain, *named])}) }}}}"
