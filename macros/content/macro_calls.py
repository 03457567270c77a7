"""A page's macro calls, read without being run: names, plain arguments and places; what can't be read is told with its mend."""

from __future__ import annotations

import ast
import re
import warnings
from keyword import iskeyword

from ..model import Call, Diagnostic
from .call_repair import named, repaired
from .regions import Zones

__all__ = ["HEADING", "calls"]

HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<text>.*?)[ \t]*#*[ \t]*$")
# A call between one brace, parted braces, round or square brackets.
ODD_BRACES = re.compile(
    r"(?<!\{)(?:\{[ \t]+\{(?P<a>[^{}\n]*)\}[ \t]*\}|\{(?!\{)[ \t]*(?P<b>\w+[ \t]*\([^(){}\n]*\))[ \t]*\}{1,2}|\{[ \t]*(?P<e>bibliography)[ \t]*\}|\(\([ \t]*(?P<c>\w+\([^(){}\n]*\))[ \t]*\)\)"
    r"|\[\[[ \t]*(?P<d>\w+\([^(){}\n]*\))[ \t]*\]\]|\{\{[ \t]*(?P<f>\w+[ \t]*\([^(){}\n]*\))[ \t]*\}(?!\}))(?!\})"
)
# A call as nearly all are written: it needs no parser of its own. Python's words are none of a macro's names.
PLAIN_CALL = re.compile(
    r'\{\{[ \t]*(?P<name>[a-z_]\w*)\((?P<args>(?:"[^"\\{}\n]*"(?:,[ \t]*(?=")|(?=\))))*)\)[ \t]*\}\}'
)
CURLY = {
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
}


def calls(
    body: str, first: int, name: str, where: Zones, diagnostics: list[Diagnostic]
) -> list[Call]:
    """All macro calls of a page's body that can be read, in their order.

    In: the body, the line on which it begins, the page's name, its zones. What can't be read, or is no call although it was meant as one, is added to
    `problems`. Out: the calls; those in fenced code have the place "code", those in a Jinja raw block are none.
    """
    found, position, line, counted = [], 0, 0, 0
    while (start := body.find("{{", position)) >= 0:
        if where.at(start) == "raw":
            position = start + 2
            continue
        line, counted = line + body.count("\n", counted, start), start
        column = start - body.rfind("\n", 0, start)
        plain = PLAIN_CALL.match(body, start)
        if plain and not iskeyword(plain["name"]):
            position = plain.end()
            found.append(
                Call(
                    plain["name"],
                    tuple(plain["args"].split('"')[1::2]),
                    (),
                    first + line,
                    column,
                    _place(body, start, where),
                )
            )
            continue
        end = _expression_end(body, start + 2)
        inner = (
            body[start + 2 : end]
            if end is not None
            else body[start + 2 :].split("\n", maxsplit=1)[0]
        )
        position = (end if end is not None else start) + 2
        if end is None:
            mend = ()
            if stop := re.compile(r"\{\{[^{}\n]*\}(?!\})").match(body, start):
                mend = _mended(inner.rstrip(), first + line, column, stop.end() - start)
            diagnostics.append(
                Diagnostic(
                    name,
                    first + line,
                    column,
                    "macro-syntax",
                    f"this call is never closed: {{{{{inner[:40].rstrip()}",
                    _mend(inner, _open_end(inner)),
                    "error",
                    *mend,
                )
            )
            continue
        call = _parse_call(inner, name, first + line, column, diagnostics)
        if call:
            found.append(
                Call(call[0], call[1], call[2], first + line, column, _place(body, start, where))
            )
    # Too few braces, or blanks between them: readers would see the call, or Jinja would stop at it.
    for match in ODD_BRACES.finditer(body) if "{" in body or "[[" in body else ():
        if where.at(match.start()) != "" or not named(_inside_braces(match)):
            continue
        line, column = (
            first + body.count("\n", 0, match.start()),
            match.start() - body.rfind("\n", 0, match.start()),
        )
        if not any(diagnostic.line == line for diagnostic in diagnostics):
            put = repaired(_inside_braces(match))
            diagnostics.append(
                Diagnostic(
                    name,
                    line,
                    column,
                    "macro-syntax",
                    f'"{match.group()[:50]}" is no call: two curly braces stand on each side of one',
                    f"write {put}" if put else 'write {{ cite("key") }}',
                    "error",
                    (line, column, column + len(match.group()), put)
                    if put and "\n" not in match.group()
                    else None,
                )
            )
    return found


def _place(body: str, start: int, where: Zones) -> str:
    """Where a call stands: text, heading, table, code or comment."""
    zone = where.at(start)
    if zone:
        return "code" if zone == "fence" else zone
    row_start = body.rfind("\n", 0, start) + 1
    if body[row_start] == "#":
        row_end = body.find("\n", start)
        heading = HEADING.match(body[row_start : row_end if row_end >= 0 else len(body)])
        return "heading" if heading and heading["text"] else "text"
    return "table" if body[row_start:start].lstrip().startswith("|") else "text"


def _expression_end(body: str, position: int) -> int | None:
    quote = ""
    for index in range(position, min(len(body), position + 4000)):
        sign = body[index]
        if quote:
            if sign == "\n" or (sign == "{" and body.startswith("{{", index)):
                return _simple_end(body, position)
            if sign == quote:
                quote = ""
        elif sign in "\"'":
            quote = sign
        elif sign == "}" and body.startswith("}}", index):
            return index
        elif (sign == "{" and body.startswith("{{", index)) or (
            sign == "\n" and body.startswith("\n", index + 1)
        ):
            return None
    return _simple_end(body, position)


def _simple_end(body: str, position: int) -> int | None:
    """Where a quote is left open: the first }} on the same line."""
    line_end = body.find("\n", position)
    end = body.find("}}", position, line_end if line_end >= 0 else len(body))
    return end if end >= 0 else None


def _parse_call(
    inner: str, name: str, line: int, column: int, diagnostics: list[Diagnostic]
) -> tuple | None:
    source = inner.strip().strip("-+").strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # "\s" in a text is no business of whoever runs the check
            tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        diagnostics.append(
            Diagnostic(
                name,
                line,
                column,
                "macro-syntax",
                f"this call can't be read: {{{{ {source[:60]} }}}}",
                _mend(inner, 'write it as {{ cite("key") }}'),
                "error",
                *_mended(inner, line, column, len(inner) + 4),
            )
        )
        return None
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        called = tree.func if isinstance(tree, ast.Call) else tree
        if named(source) and not isinstance(called, ast.Attribute):
            put = repaired(inner)
            diagnostics.append(
                Diagnostic(
                    name,
                    line,
                    column,
                    "macro-syntax",
                    f"this call lacks its round brackets: {{{{ {source[:60]} }}}}",
                    f"write {put}" if put else 'write {{ cite("key") }}',
                    "error",
                    *_mended(inner, line, column, len(inner) + 4),
                )
            )
        return None
    args, options = [], []
    for node in tree.args:
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            diagnostics.append(
                Diagnostic(
                    name,
                    line,
                    column,
                    "macro-argument",
                    f"{tree.func.id}() takes plain text in double quotes: {source[:60]}",
                    f'put quotes around it, as in {{{{ {tree.func.id}("…") }}}}',
                    "error",
                    *_mended(inner, line, column, len(inner) + 4),
                )
            )
            return None
        args.append(node.value)
    for keyword in tree.keywords:
        if keyword.arg is None or not (
            isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
        ):
            diagnostics.append(
                Diagnostic(
                    name,
                    line,
                    column,
                    "macro-argument",
                    f"{tree.func.id}() takes plain text in double quotes: {source[:60]}",
                    'write it as locator="p12"',
                )
            )
            return None
        options.append((keyword.arg, keyword.value.value))
    return tree.func.id, tuple(args), tuple(options)


def _inside_braces(match: re.Match) -> str:
    return next(group for group in match.groups() if group is not None)


def _mended(inner: str, line: int, column: int, length: int) -> tuple:
    """The replacement of a broken call of one line, as the last part of a `Problem`; empty where it can't be told what was meant."""
    put = repaired(inner) if "\n" not in inner else ""
    return ((line, column, column + length, put),) if put else ()


def _open_end(inner: str) -> str:
    whole = re.match(r"\s*\w+\s*\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\)\s*(\}?)", inner)
    if not whole:
        return "end it with ) }}, with straight double quotes around each key"
    return (
        "one of the two closing braces is missing: end it with }}"
        if whole[1]
        else "the two closing braces are missing: end it with }}"
    )


def _mend(inner: str, otherwise: str) -> str:
    for curly, straight in CURLY.items():
        if curly in inner:
            return f"a word processor has curled the quotes ({curly}): write straight ones ({straight})"
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
