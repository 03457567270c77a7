"""A page's macro calls, read without being run: names, plain arguments, places.

What can't be read, or is no call although it was meant as one, is a diagnostic with its fix.
"""

import ast
import re
import warnings
from dataclasses import dataclass, field
from keyword import iskeyword
from sys import intern

import jinja2

from ..model import Call, Diagnostic, Edit, Span
from ..source_text import SourceText
from .call_repair import parted, repaired
from .macros import Registry
from .regions import Regions

HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<text>.*?)[ \t]*#*[ \t]*$")
# A call between one brace, parted braces, round or square brackets.
ODD_BRACES = re.compile(
    r"""(?<!\{)(?:
    \{[ \t]+\{(?P<parted>[^{}\n]*)\}[ \t]*\}
    |\{(?!\{)[ \t]*(?P<single>\w+[ \t]*\([^(){}\n]*\))[ \t]*\}{1,2}
    |\{[ \t]*(?P<bare>bibliography)[ \t]*\}
    |\(\([ \t]*(?P<round>\w+\([^(){}\n]*\))[ \t]*\)\)
    |\[\[[ \t]*(?P<square>\w+\([^(){}\n]*\))[ \t]*\]\]
    |\{\{[ \t]*(?P<open>\w+[ \t]*\([^(){}\n]*\))[ \t]*\}(?!\})
    )(?!\})""",
    re.VERBOSE,
)
# A call as nearly all are written: it needs no parser of its own. Python's words name no macro.
PLAIN_CALL = re.compile(
    r"\{\{[ \t]*(?P<name>[a-z_]\w*)\("
    r'(?P<args>(?:"[^"\\{}\n]*"(?:,[ \t]*(?=")|(?=\))))*)\)[ \t]*\}\}'
)
HALF_CLOSED = re.compile(r"\{\{[^{}\n]*\}(?!\})(?:[ \t]+\}(?!\}))?")
WHOLE_CALL = re.compile(r"\s*\w+\s*\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\)\s*(\}?)")
CURLY = dict(zip("“”‘’„«»", '""\'\'"""', strict=True))
LONGEST = 4000  # characters within which a call ends
LONGEST_OWN = 40_000  # and one of a project's own macros, which may be given whole paragraphs
MOST_OPEN = 20  # of them on a page that never end: each is looked for to the last character
JINJA = jinja2.Environment()  # noqa: S701 (only parses, renders nothing)


def read_calls(
    source: SourceText, body_start: int, regions: Regions, registry: Registry
) -> tuple[list[Call], list[Diagnostic]]:
    """All macro calls of a page's body that can be read, in order, and what is wrong with others.

    Offsets of `regions` count from the body's start. Calls in fenced code have the place "code";
    those in a Jinja raw block are none.
    """
    if "{" not in source.text and "[[" not in source.text and "((" not in source.text:
        return [], []
    reader = _Reader(source, body_start, regions, registry)
    reader.read()
    reader.find_odd_braces()
    return reader.calls, reader.diagnostics


@dataclass
class _Reader:
    source: SourceText
    body_start: int
    regions: Regions
    registry: Registry
    calls: list[Call] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    open_calls_left: int = MOST_OPEN

    def read(self) -> None:
        text, offset = self.source.text, self.body_start
        while (start := text.find("{{", offset)) >= 0:
            offset = start + 2
            if self.regions.at(start - self.body_start) == "raw":
                continue
            plain = PLAIN_CALL.match(text, start)
            if plain and not iskeyword(plain["name"]):
                offset = plain.end()
                self._add(
                    plain["name"],
                    tuple(map(intern, plain["args"].split('"')[1::2])),
                    (),
                    start,
                    offset,
                )
                continue
            end = _expression_end(text, start + 2)
            if (
                end is None
                and self.open_calls_left
                and not self._named(text[start + 2 : start + 80])
            ):
                end = _lexed_end(text, start)
                self.open_calls_left -= end is None
            if end is None:
                self._never_closed(start)
            else:
                offset = end + 2
                self._parse(start, end)

    def _add(
        self,
        name: str,
        args: tuple[str, ...],
        options: tuple[tuple[str, str], ...],
        start: int,
        end: int,
    ) -> None:
        line, column = self.source.position(start)
        place = self._place(start)
        self.calls.append(Call(intern(name), args, options, line, column, place, Span(start, end)))

    def _place(self, start: int) -> str:
        """Where a call stands: text, heading, table, code or comment."""
        region = self.regions.at(start - self.body_start)
        if region:
            return "code" if region == "fence" else region
        text = self.source.text
        row_start = text.rfind("\n", 0, start) + 1
        if text[row_start] == "#":
            row_end = text.find("\n", start)
            heading = HEADING.match(text[row_start : row_end if row_end >= 0 else len(text)])
            return "heading" if heading and heading["text"] else "text"
        return "table" if text[row_start:start].lstrip().startswith("|") else "text"

    def _tell(
        self, start: int, rule: str, what: str, fix: str, edit: Edit | None = None, name: str = ""
    ) -> None:
        found = self.source.diagnostic(start, rule, what, fix, edit=edit, macro=name)
        self.diagnostics.append(found)

    def _never_closed(self, start: int) -> None:
        inner = self.source.text[start + 2 : start + 2 + LONGEST].split("\n")[0]
        edit = None
        if stop := HALF_CLOSED.match(self.source.text, start):
            edit = self._repair(stop.group()[2:], start, stop.end())
        what = f"this call is never closed: {{{{{inner[:40].rstrip()}"
        fix = _advice(inner, _open_end(inner))
        self._tell(start, "macro-syntax", what, fix, edit, inner.split("(")[0].strip())

    def _parse(self, start: int, end: int) -> None:
        inner = self.source.text[start + 2 : end]
        expression = inner.strip().strip("-+").strip()
        if several := parted(inner, self.registry):
            what = f"several calls stand in one pair of curly braces: {{{{ {expression[:60]} }}}}"
            parts, name = Edit(start, end + 2, several), self._named(expression)
            self._tell(start, "macro-syntax", what, f"write {several}", parts, name)
            return
        triple = inner[:1] == "{" and self.source.text[end + 2 : end + 3] == "}"
        edit = self._repair(inner, start, end + 2 + triple)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # "\s" in a text is no business of who runs this
                tree = ast.parse(expression, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            if not self._named(expression) and _jinja(self.source.text[start : end + 2]):
                return  # an expression of the project's own
            what = f"this call can't be read: {{{{ {expression[:60]} }}}}"
            fix = _advice(
                inner,
                f"write {edit.text}"
                if edit
                else f'write it as {{{{ {self._named(inner) or "cite"}("…") }}}}',
            )
            self._tell(start, "macro-syntax", what, fix, edit, expression.split("(")[0].strip())
            return
        if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
            self._no_call(tree, expression, start, edit)
            return
        name = tree.func.id
        if name not in self.registry and not self.registry.synonym(name):
            values = [node.value for node in tree.args if isinstance(node, ast.Constant)]
            texts = tuple(value for value in values if isinstance(value, str))
            self._add(name, texts, (), start, end + 2)  # a macro of the project's own
            return
        args, options = _texts(tree)
        if args is None or options is None:
            what = f"{name}() takes plain text in double quotes: {expression[:60]}"
            fix = f'put quotes around it, as in {{{{ {name}("…") }}}}'
            edit = edit if args is None else None
            fix = f"write {edit.text}" if edit else fix
            self._tell(start, "macro-argument", what, fix, edit, name)
            return
        self._add(name, args, options, start, end + 2)

    def _no_call(self, tree: ast.expr, expression: str, start: int, edit: Edit | None) -> None:
        """A macro's name without round brackets; other expressions are Jinja's business."""
        called = tree.func if isinstance(tree, ast.Call) else tree
        name = self._named(expression)
        if not name or isinstance(called, ast.Attribute):
            return
        what = f"this call lacks its round brackets: {{{{ {expression[:60]} }}}}"
        fix = f"write {edit.text}" if edit else 'write {{ cite("key") }}'
        self._tell(start, "macro-syntax", what, fix, edit, name)

    def find_odd_braces(self) -> None:
        """Too few braces, or blanks between them: readers would see the call."""
        lines = {diagnostic.line for diagnostic in self.diagnostics}
        for match in ODD_BRACES.finditer(self.source.text, self.body_start):
            inner = next(group for group in match.groups() if group is not None)
            if self.regions.at(match.start() - self.body_start) or not self._named(inner):
                continue
            line, _ = self.source.position(match.start())
            if line in lines:
                continue
            lines.add(line)
            call = repaired(inner, self.registry)
            what = f'"{match.group()[:50]}" is no call: two curly braces stand on each side of one'
            fix = f"write {call}" if call else 'write {{ cite("key") }}'
            edit = Edit(match.start(), match.end(), call) if call else None
            self._tell(match.start(), "macro-syntax", what, fix, edit, self._named(inner))

    def _named(self, inner: str) -> str:
        """The macro that some text between braces calls, or "" where it calls none."""
        match = re.match(r"[\s({\[]*([A-Za-z_]\w*)", inner)
        return match[1].lower() if match and match[1].lower() in self.registry else ""

    def _repair(self, inner: str, start: int, end: int) -> Edit | None:
        """The edit of a broken call of one line; None where it can't be told what was meant."""
        call = repaired(inner, self.registry) if "\n" not in inner else ""
        return Edit(start, end, call) if call else None


def _texts(
    tree: ast.Call,
) -> tuple[tuple[str, ...] | None, tuple[tuple[str, str], ...] | None]:
    """The plain and the keyword arguments of a call; None where one is not a text."""
    args = tuple(node.value for node in tree.args if isinstance(node, ast.Constant))
    pairs = [
        (keyword.arg, keyword.value.value)
        for keyword in tree.keywords
        if keyword.arg and isinstance(keyword.value, ast.Constant)
    ]
    plain = len(args) == len(tree.args) and all(isinstance(value, str) for value in args)
    named = len(pairs) == len(tree.keywords) and all(isinstance(value, str) for _, value in pairs)
    texts = tuple(str(value) for value in args)
    options = tuple((name, str(value)) for name, value in pairs)
    return texts if plain else None, options if named else None


def _expression_end(text: str, start: int) -> int | None:
    """Where the expression that begins at an offset ends, or None where nothing closes it."""
    quote = ""
    for index in range(start, min(len(text), start + LONGEST)):
        character = text[index]
        if quote:
            if character == "\n" or (character == "{" and text.startswith("{{", index)):
                return _simple_end(text, start)
            if character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "}" and text.startswith("}}", index):
            return index
        elif (character == "{" and text.startswith("{{", index)) or (
            character == "\n" and text.startswith("\n", index + 1)
        ):
            return None
    return _simple_end(text, start)


def _lexed_end(text: str, start: int) -> int | None:
    """Where Jinja itself ends the expression that begins at an offset.

    What a project's own macros are given may run over many rows.
    """
    offset = start
    if text.find("}}", start, start + LONGEST_OWN) < 0:
        return None
    try:
        for _, kind, words in JINJA.lexer.tokeniter(text[start : start + LONGEST_OWN], None):
            if kind == "variable_end":
                offset += words.startswith(("-", "+"))
                return offset if text.startswith("}}", offset) else None
            offset += len(words)
    except jinja2.TemplateSyntaxError:
        pass
    return None


def _jinja(expression: str) -> bool:
    """Whether Jinja can read an expression."""
    try:
        JINJA.parse(expression)
    except (jinja2.TemplateSyntaxError, RecursionError):
        return False
    return True


def _simple_end(text: str, start: int) -> int | None:
    """Where a quote is left open: the first }} on the same line."""
    line_end = text.find("\n", start)
    end = text.find("}}", start, line_end if line_end >= 0 else len(text))
    return end if end >= 0 else None


def _open_end(inner: str) -> str:
    whole = WHOLE_CALL.match(inner)
    if not whole:
        return "end it with ) }}, with straight double quotes around each key"
    missing = "one of the two closing braces is" if whole[1] else "the two closing braces are"
    return f"{missing} missing: end it with }}}}"


def _advice(inner: str, otherwise: str) -> str:
    for curly, straight in CURLY.items():
        if curly in inner:
            what = f"a word processor has curled the quotes ({curly})"
            return f"{what}: write straight ones ({straight})"
    if inner.count("(") > inner.count(")"):
        return "a closing bracket ) is missing"
    if inner.count(")") > inner.count("("):
        return "there is one closing bracket ) too many, or an opening one ( is missing"
    if inner.count('"') % 2:
        return 'a double quote " is missing'
    if inner.count("'") % 2:
        return "a quote ' is missing"
    if re.search(r'"\s+"', inner):
        return "a comma is missing between two keys"
    return otherwise
