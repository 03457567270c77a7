"""The environment in which pages are rendered: templates that somebody sent in run no code.

Jinja's own sandbox (its documentation, "Sandbox") keeps templates from Python's internals. MkDocs
hands them more than that: its configuration, from which `config.theme.get_env()` leads to an
environment without a sandbox. So calls are judged by where the called thing comes from. Ordinary
templates go on working: names with one underscore, long ranges, a project's own macros and their
objects.
"""

from __future__ import annotations

import builtins
import datetime as dt
import re
import sys
from collections.abc import (
    Collection,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Sequence,
    Set,
)
from pathlib import PurePath
from types import ModuleType
from typing import Any

import jinja2
from jinja2 import runtime, utils
from jinja2.exceptions import SecurityError
from jinja2.sandbox import (
    SandboxedEnvironment,
    is_internal_attribute,
    modifies_known_mutable,
)
from mkdocs.plugins import BasePlugin

# What a template may call of the engine's own objects: what looks something up.
_LOOKING_UP = frozenset(
    "get items keys values get_file_from_path documentation_pages static_pages "
    "media_files css_files javascript_files url_relative_to is_documentation_page "
    "is_static_page is_media_file is_css is_javascript src_uris ancestors cycle changed "
    "next reset".split()
)
_ENGINES = frozenset(["mkdocs", "properdocs", "material", "mkdocs_macros", "jinja2", "macros"])
_JINJA = (
    runtime.Macro,
    runtime.BlockReference,
    runtime.LoopContext,
    runtime.TemplateReference,
    utils.Joiner,
    jinja2.Undefined,
)
# Modules of Python's own library whose functions compute and do nothing else. Not operator,
# functools or string: they reach attributes.
_COMPUTING = frozenset(
    "datetime _datetime time calendar math cmath random statistics decimal _decimal "
    "fractions re textwrap itertools html urllib.parse json collections uuid zoneinfo "
    "unicodedata difflib heapq bisect numbers colorsys".split()
)
_BUILTINS = frozenset(
    getattr(builtins, name)
    for name in (
        "abs all any bin bool bytes chr complex dict divmod enumerate float format frozenset hash "
        "hex int iter len list max min next oct ord pow range repr reversed round set slice sorted "
        "str sum tuple zip"
    ).split()
)
_PLAIN = (
    str, bytes, int, float, complex, bool, type(None), Mapping, Sequence, Set,
    dt.date, dt.time, dt.timedelta, dt.tzinfo,
)  # fmt: skip


# A call with plain strings: group 1 the name, group 2 the arguments.
CALL = re.compile(
    r"""(?<!\{)\{\{[ \t]*([a-z_]\w*)\(((?:"[^"\\{}\n]*"(?:,[ \t]*(?=")|(?=\))))*)\)[ \t]*\}\}"""
)


class _PageTemplate(jinja2.Template):
    """A page whose failure is kept with its place: the plug-in would print a traceback into it."""

    environment: PageEnvironment

    def render(self, /, *args: Any, **variables: Any) -> str:  # a field may be called "self"
        known = self.environment.reserved
        # Front matter is handed over as variables: a field such as `bibliography:` must not take a
        # macro's place.
        variables = {name: value for name, value in variables.items() if name not in known}
        try:
            return super().render(*args, variables)
        except Exception as error:  # noqa: BLE001 (a page may fail in any way)
            self.environment.failed(error)
            return ""


class _PlainPage:
    """A page of calls with plain words, as nearly all are: it is not compiled into a program."""

    def __init__(self, environment: PageEnvironment, parts: list[str]) -> None:
        self.environment, self.parts = environment, parts

    def render(self, /, *_: Any, **__: Any) -> str:
        """What Jinja would make of it."""
        parts, line = self.parts, 1
        macros: dict[str, Any] = dict(self.environment.globals)
        texts = parts[0::3]
        shown = [texts[0]]
        for name, arguments, text in zip(parts[1::3], parts[2::3], texts[1:], strict=True):
            line += texts[len(shown) // 2].count("\n")
            try:
                shown.append(str(macros[name](*arguments.split('"')[1::2])))
            except Exception as error:  # noqa: BLE001 (a macro may fail in any way)
                self.environment.failed(error, line)
                return ""
            shown.append(text)
        return "".join(shown)


class PageEnvironment(SandboxedEnvironment):
    """The environment of all pages; `failures` went wrong since last taken, each with its line.

    In: the environment that it takes the place of; the names that front matter can't take; the
    engine's settings, which no page may change; the errors that are kept, where others are the
    project's to bear.
    """

    template_class = _PageTemplate

    def __init__(
        self,
        model: jinja2.Environment,
        reserved: Collection[str],
        settings: Any = (),
        only: tuple[type[Exception], ...] = (),
    ) -> None:
        super().__init__(
            block_start_string=model.block_start_string,
            block_end_string=model.block_end_string,
            variable_start_string=model.variable_start_string,
            variable_end_string=model.variable_end_string,
            comment_start_string=model.comment_start_string,
            comment_end_string=model.comment_end_string,
            line_statement_prefix=model.line_statement_prefix,
            line_comment_prefix=model.line_comment_prefix,
            trim_blocks=model.trim_blocks,
            lstrip_blocks=model.lstrip_blocks,
            newline_sequence=model.newline_sequence,
            keep_trailing_newline=model.keep_trailing_newline,
            extensions=[type(extension) for extension in model.extensions.values()],
            undefined=model.undefined,
            autoescape=model.autoescape,
            loader=model.loader,
        )
        self.filters, self.tests, self.globals = model.filters, model.tests, model.globals
        self.reserved = frozenset(reserved)
        self.failures: list[tuple[Exception, int]] = []
        self._plain = (
            (self.variable_start_string, self.variable_end_string) == ("{{", "}}")
            and not self.line_statement_prefix
            and not self.line_comment_prefix
            and not self.autoescape
            and not self.extensions
            and self.newline_sequence == "\n"
        )
        self._signs = (self.block_start_string, self.comment_start_string)
        self._settings, self._only = _containers(settings), only or (Exception,)
        # What of the engine's own templates have reached: kept, so that its ids stay its own.
        self._reached: dict[int, Any] = {}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> jinja2.Template:
        """The template of a page; one that can't be read is an empty page and a failure."""
        if isinstance(source, str) and (parts := self._calls(source)) is not None:
            return _PlainPage(self, parts)  # type: ignore[return-value]
        try:
            return super().from_string(source, *args, **kwargs)
        except jinja2.TemplateSyntaxError as error:
            self.failed(error)
            return super().from_string("")

    def _calls(self, source: str) -> list[str] | None:
        """A page as text and calls in turn; None where it holds more for the template engine."""
        if not self._plain or any(sign in source for sign in self._signs):
            return None
        if "\r" in source:
            source = source.replace("\r\n", "\n").replace("\r", "\n")
        parts = CALL.split(source)
        found = parts[1::3]
        if len(found) != source.count("{{") or not self.reserved.issuperset(found):
            return None
        if not self.keep_trailing_newline:
            parts[-1] = parts[-1].removesuffix("\n")
        return parts

    def failed(self, error: Exception, line: int = 0) -> None:
        """Keep a failure, or raise it again where the project lets pages show theirs."""
        if not isinstance(error, self._only):
            raise error
        self.failures.append((error, line or _line(error)))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may look at an attribute."""
        if is_internal_attribute(obj, attr) or isinstance(value, ModuleType):
            return False
        if modifies_known_mutable(obj, attr) and (
            id(obj) in self._settings or id(obj) in self._reached
        ):
            return False
        if isinstance(obj, ModuleType):
            name = obj.__name__
            return name.partition(".")[0] not in sys.stdlib_module_names or name in _COMPUTING
        if isinstance(obj, BasePlugin):
            return attr == "config"
        if attr.startswith("_"):
            return _root(type(obj)) not in _ENGINES and isinstance(value, _PLAIN)
        return True

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of an object, else its item of that name."""
        return self._found(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of an object, else its attribute of that name."""
        return self._found(obj, argument, super().getitem(obj, argument))

    def _found(self, obj: Any, name: Any, value: Any) -> Any:
        """Note what is the engine's own: no page may change it, but for its own fields."""
        if isinstance(value, MutableMapping | MutableSequence | MutableSet) and (
            id(obj) in self._reached or (_root(type(obj)) in _ENGINES and name != "meta")
        ):
            self._reached[id(value)] = value
        return value

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: what is registered, computes, or came of it."""
        if any(obj is known for known in self.globals.values()):
            return True
        if isinstance(obj, _JINJA) or getattr(obj, "formats", None) is self:
            return True
        if not super().is_safe_callable(obj):
            return False
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, ModuleType):  # a function of a module in C
            owner = None
        return _safe_function(obj) if owner is None else _safe_method(owner, obj)

    def wrap_str_format(self, value: Any) -> Any:
        """Jinja's own stand-in for `str.format`, by which it is known again."""
        wrapped: Any = super().wrap_str_format(value)
        if wrapped is not None:
            wrapped.formats = self
        return wrapped

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """Raise SecurityError at once: the project's kind of undefined might print nothing."""
        raise SecurityError(f'a page may not look at "{attribute}" of {_named(obj)}')

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call what may be called. Raises SecurityError for anything else."""
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"a page may not call {_named(__obj)}")
        return __context.call(__obj, *args, **kwargs)


def _containers(settings: Any) -> frozenset[int]:
    """The ids of all lists and mappings of the engine's settings; they live as long as a build."""
    found: set[int] = set()
    rest = [settings]
    while rest:
        value = rest.pop()
        if id(value) in found:
            continue
        if isinstance(value, Mapping):
            found.add(id(value))
            rest += [value[name] for name in value]
        elif isinstance(value, list | set):
            found.add(id(value))
            rest += value
    return frozenset(found)


def _safe_function(obj: Any) -> bool:
    module = getattr(obj, "__module__", None) or ""
    if not isinstance(obj, type) and not hasattr(obj, "__name__"):
        module = type(obj).__module__
    if module == "builtins":
        try:
            return obj in _BUILTINS
        except TypeError:
            return False
    root = module.partition(".")[0]
    if root in _ENGINES or not root:
        return False
    return root not in sys.stdlib_module_names or module in _COMPUTING


def _safe_method(owner: Any, obj: Any) -> bool:
    kind = owner if isinstance(owner, type) else type(owner)
    root, name = _root(kind), getattr(obj, "__name__", "")
    if isinstance(owner, BasePlugin):
        return False
    if root in _ENGINES:
        return name in _LOOKING_UP
    if issubclass(kind, PurePath):
        return hasattr(PurePath, name)
    if root == "builtins" or issubclass(kind, _PLAIN):
        return True
    return root not in sys.stdlib_module_names or kind.__module__ in _COMPUTING


def _root(kind: type) -> str:
    return kind.__module__.partition(".")[0]


def _named(obj: Any) -> str:
    name = getattr(obj, "__qualname__", "") or type(obj).__qualname__
    return f'"{name}"'


def _line(error: BaseException) -> int:
    """The line of the page's template at which an error arose, 0 where none is known."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    line, frame = 0, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
