"""The one registry of macros: what each is called, takes, cites, shows, and which anchors it makes.

The engine, the reader of calls, the checks, the review and the readability measure all ask it. A
project registers macros of its own with `extra: citations: macros: [my_macros]`: a module that
holds `MACROS`, a list of `Macro`, each with its `render` function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ..model import Call
    from .data import Data, Item

Takes = Literal["nothing", "keys", "item", "text"]


def _nothing(_call: Call, _data: Data) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Macro:
    """One macro of a page's vocabulary.

    `takes` says what its plain arguments are: citation keys, the id of a data item of the kind
    `data`, free text, or nothing. `options` are its keyword arguments. `cites` gives the keys that
    a call cites, `spoken` the words that a reader hears in its place. `anchors` gives the ids that
    it makes, where that can be said without building (None: it may make any). `block` macros stand
    in a paragraph of their own; those that `shows_all` say something of other pages. `render(page,
    *arguments)` gives the HTML, for a project's own macros.
    """

    name: str
    takes: Takes = "nothing"
    data: str = ""
    options: tuple[str, ...] = ()
    cites: Callable[[Call, Data], tuple[str, ...]] = _nothing
    spoken: Callable[[Call, Data], str] = lambda _call, _data: ""
    anchors: Callable[[Call, Any], set[str]] | None = lambda _call, _project: set()
    block: bool = False
    shows_all: bool = False
    render: Callable[..., str] | None = None
    synonyms: tuple[str, ...] = ()

    @property
    def citing(self) -> bool:
        """Whether a call of it can cite."""
        return self.cites is not _nothing


@dataclass(frozen=True)
class Registry:
    """Macros by name. Iterates over the names, in their order."""

    macros: Mapping[str, Macro] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        return iter(self.macros)

    def __contains__(self, name: object) -> bool:
        return name in self.macros

    def __len__(self) -> int:
        return len(self.macros)

    def get(self, name: str) -> Macro | None:
        """A macro, or None."""
        return self.macros.get(name)

    def synonym(self, name: str) -> str:
        """The macro that other programs call `name`, or ""."""
        name = name.lower()
        return next((macro.name for macro in self.macros.values() if name in macro.synonyms), "")

    def citing(self, name: str) -> bool:
        """Whether calls of a name can cite."""
        macro = self.macros.get(name)
        return macro is not None and macro.citing

    def shows_all(self, name: str) -> bool:
        """Whether calls of a name show something of other pages too."""
        macro = self.macros.get(name)
        return macro is not None and macro.shows_all

    def cites(self, call: Call, data: Data) -> tuple[str, ...]:
        """The keys that a call cites, in order."""
        macro = self.macros.get(call.name)
        return macro.cites(call, data) if macro else ()

    def spoken(self, call: Call, data: Data) -> str:
        """The words that a reader hears in place of a call."""
        macro = self.macros.get(call.name)
        return macro.spoken(call, data) if macro else ""

    def with_macros(self, macros: Iterable[Macro]) -> Registry:
        """This registry and more macros; one with a known name takes its place."""
        return Registry({**self.macros, **{macro.name: macro for macro in macros}})


def load_macros(root: Path, names: Iterable[str]) -> list[Macro]:
    """The macros that a project's own modules register: the `MACROS` of each.

    In: the project's folder, and module names; a module is a file or package in that folder, else
    an installed one. Raises ValueError, in words, for a module that can't be used.
    """
    found: list[Macro] = []
    for name in names:
        module = _module(root, name)
        macros = getattr(module, "MACROS", None)
        if not isinstance(macros, list | tuple) or not all(
            isinstance(one, Macro) for one in macros
        ):
            raise ValueError(f"the module {name} has no list MACROS of Macro(...)")
        lacking = next((one.name for one in macros if one.render is None), "")
        if lacking:
            raise ValueError(f"the macro {lacking} of the module {name} has no render function")
        found += macros
    return found


def _module(root: Path, name: str) -> ModuleType:
    files = [root / f"{name}.py", root / name / "__init__.py"]
    file = next((file for file in files if file.is_file()), None)
    try:
        if file is None:
            return import_module(name)
        spec = spec_from_file_location(f"_project_macros_{name}", file)
        if spec is None or spec.loader is None:
            raise ImportError(f"{file.name} is no Python file")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    except Exception as error:
        raise ValueError(f"the module {name} can't be loaded ({error})") from error


def item_of(call: Call, data: Data) -> Item | None:
    """The data item that a call of a built-in macro shows."""
    macro = BUILTIN.get(call.name)
    if macro is None or not macro.data or not call.args:
        return None
    if macro.data == "glossary":
        return data.term(call.args[0])
    items: dict[str, Item] = getattr(data, macro.data)
    return items.get(call.args[0])


def split_key(argument: str) -> tuple[str, str]:
    """An argument of `cite` as its key and its locator: "moss2021 p45" is ("moss2021", "p45").

    The key of a .bib entry holds no white space (btxdoc, 3.1), so the first space ends it.
    """
    key, _, locator = argument.strip().partition(" ")
    return key, locator.strip()


def _keys(call: Call, _data: Data) -> tuple[str, ...]:
    return tuple(split_key(argument)[0] for argument in call.args)


def _item_keys(call: Call, data: Data) -> tuple[str, ...]:
    item = item_of(call, data)
    return item.keys if item else ()


def _all_disputes(_call: Call, data: Data) -> tuple[str, ...]:
    return tuple(
        key for _, items in data.disputes_by_topic() for item in items for key in item.keys
    )


def _fact_words(call: Call, data: Data) -> str:
    item = item_of(call, data)
    end = call.args[1] if len(call.args) > 1 else call.option("end")
    return f"{item.get('text')}{end}" if item else ""


def _sign_words(call: Call, data: Data) -> str:
    item = item_of(call, data)
    return str(item.get("words")) if item else ""


def _term_words(call: Call, _data: Data) -> str:
    plain = [*call.args[:1], call.option("shown"), *call.args[1:2]]
    return next((words for words in reversed(plain) if words), "")


def _named(kind: str) -> Callable[[Call, Any], set[str]]:
    return lambda call, _project: {f"{kind}-{call.args[0]}"} if call.args else set()


def _cite_anchors(call: Call, _project: Any) -> set[str]:
    return _marks(_keys(call, _project))


def _marks(keys: Iterable[str]) -> set[str]:
    keys = set(keys)
    numbered = {f"cite-{key}-{number}" for key in keys for number in range(1, 40)}
    return {f"ref-{key}" for key in keys} | numbered


BUILTIN = Registry().with_macros(
    [
        Macro(
            "cite",
            "keys",
            options=("locator",),
            cites=_keys,
            anchors=_cite_anchors,
            synonyms=tuple(
                "citation citep citet citations ref reference footcite footnote source".split()
            ),
        ),
        Macro("bibliography", anchors=None, block=True, synonyms=("biblio", "bib")),
        Macro("fact", "item", "facts", options=("end",), cites=_item_keys, spoken=_fact_words),
        Macro("sign", "item", "signs", cites=_item_keys, spoken=_sign_words),
        Macro(
            "differ",
            "item",
            "disputes",
            cites=_item_keys,
            anchors=_named("differ"),
            block=True,
            synonyms=("dispute",),
        ),
        Macro(
            "figure",
            "item",
            "figures",
            anchors=_named("figure"),
            block=True,
            synonyms=("image", "fig"),
        ),
        Macro(
            "term",
            "item",
            "glossary",
            options=("shown",),
            spoken=_term_words,
            synonyms=("glossary_term", "abbr"),
        ),
        Macro("chart", "item", "charts", cites=_item_keys, anchors=_named("chart"), block=True),
        Macro("disputes", cites=_all_disputes, anchors=None, block=True),
        Macro("questions", block=True),
        Macro("glossary", anchors=None, block=True),
        Macro("references", anchors=None, block=True, shows_all=True),
        Macro("health", anchors=None, block=True, shows_all=True),
        Macro("form_card", block=True),
        Macro("errata", block=True),
        Macro("contributors", block=True),
        Macro("reviews", block=True),
        Macro("settings", anchors=None, block=True),
        Macro("rules", anchors=None, block=True),
        Macro(
            "example",
            "text",
            options=("locator", "end", "shown"),
            spoken=lambda call, _data: " ".join(call.args),
        ),
    ]
)
