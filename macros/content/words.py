"""The generator's own words on a page, in the language of its pages.

English is what stands in the code: `say("Back to the text")` in templates, scripts and Python. The
data file words.yml holds, for each such text, another one. So there is no list to keep: the catalog
is read from the code (as xgettext does), and only where a project has such a file.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

from ..markup import filled
from ..model import Diagnostic
from ..source_text import SourceText
from .yaml_source import YamlTree, read_yaml

FILE = "words.yml"
_HERE = Path(__file__).parents[1]
# Where the code is that puts words on pages.
_PLACES = (
    "theme/*.html",
    "theme/partials/*.html",
    "theme/assets/js/*.mjs",
    "render/*.py",
    "render/templates/*.html",
    "bib/evidence.py",
    "exporting/links.py",
    "publishing/*.py",
    "books/*.py",
    "books/templates/*",
)
_SCRIPTS = ("theme/assets/js/*.mjs",)
_LITERAL = r'"(?:[^"\\\n]|\\.)*"'
_CALL = re.compile(rf"\bsay\(\s*({_LITERAL}(?:\s*\+?\s*{_LITERAL})*)")
_PIECE = re.compile(_LITERAL)
_VALUE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Words:
    """Texts by the English ones; called with one, it gives the translation, values filled in."""

    known: Mapping[str, str] = field(default_factory=dict)
    tree: YamlTree | None = field(default=None, repr=False, compare=False)
    # Why the file can't be read.
    diagnostics: tuple[Diagnostic, ...] = ()

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, else in English; `{name}` in it becomes that value."""
        return filled(self.known.get(text) or text, **values)

    def html(self, text: str, **values: object) -> str:
        """The same as HTML; values are HTML already."""
        return filled(escape(self.known.get(text) or text, quote=True), **values)

    def of_scripts(self) -> str:
        """What scripts need, as JSON; "" where all of it is English."""
        found = {text: self.known[text] for text in catalog(_SCRIPTS) if self.known.get(text)}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""

    def missing(self) -> list[str]:
        """What the language lacks."""
        return [text for text in catalog() if not self.known.get(text)]

    def values_lost(self) -> list[tuple[str, str]]:
        """Each text with a `{value}` that its translation has not."""
        return [
            (text, value)
            for text, other in self.known.items()
            for value in sorted(set(_VALUE.findall(text)))
            if other and value not in other
        ]


@cache
def catalog(places: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every text of the generator's own that a page can show, of some `places` or of all."""
    found: dict[str, None] = {}
    for pattern in places or _PLACES:
        for path in sorted(_HERE.glob(pattern)):
            for call in _CALL.finditer(path.read_text(encoding="utf-8")):
                pieces = (one[1:-1].replace('\\"', '"') for one in _PIECE.findall(call[1]))
                found["".join(pieces)] = None
    return tuple(found)


def read_words(path: Path, name: str) -> Words:
    """The words of a file; without the file there are none.

    In: the file, and how it is named in diagnostics.
    """
    if not path.is_file():
        return Words()
    source, tree, unreadable = read_yaml(path, name)
    if tree is None:
        return Words(diagnostics=tuple(unreadable))
    value = tree.value or {}
    if not isinstance(value, dict):
        return Words(diagnostics=(_shape(source),))
    known = {str(text): str(other or "").strip() for text, other in value.items()}
    return Words(known, tree)


def _shape(source: SourceText) -> Diagnostic:
    what, fix = "the file holds no words", 'write "English text": text in the other language'
    return source.diagnostic(0, "data-syntax", what, fix)
