"""`docs/**/*.md` to `Page`s: front matter, headings and macro calls with the line numbers of the author's file. Nothing is run."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown.extensions.toc import slugify, unique

from .model import Call, Heading, Page, Problem
from .repairing import named, repaired

__all__ = ["Zones", "read_page", "read_pages", "zones"]

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)$")
HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>[ \t]*)(?P<text>.*?)[ \t]*#*[ \t]*$")
ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*[^}]*?#(?P<id>[\w:.-]+)[^}]*\}[ \t]*$")
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z)", re.S)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
# A call between one brace, parted braces, round or square brackets.
ODD_BRACES = re.compile(
    r"(?<!\{)(?:\{[ \t]+\{(?P<a>[^{}\n]*)\}[ \t]*\}|\{(?!\{)[ \t]*(?P<b>\w+[ \t]*\([^(){}\n]*\))[ \t]*\}{1,2}|\{[ \t]*(?P<e>bibliography)[ \t]*\}|\(\([ \t]*(?P<c>\w+\([^(){}\n]*\))[ \t]*\)\)"
    r"|\[\[[ \t]*(?P<d>\w+\([^(){}\n]*\))[ \t]*\]\]|\{\{[ \t]*(?P<f>\w+[ \t]*\([^(){}\n]*\))[ \t]*\}(?!\}))(?!\})")
CURLY = {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u201e": '"', "\u00ab": '"', "\u00bb": '"'}


@dataclass(frozen=True, slots=True)
class Zones:
    """Which part of a text is what: sorted, non-overlapping (start, end, kind); kind is fence, code, comment or raw."""

    spans: tuple[tuple[int, int, str], ...]

    def at(self, position: int) -> str:
        """The kind of the zone that holds a position, or ""."""
        low, high = 0, len(self.spans)
        while low < high:
            middle = (low + high) // 2
            if self.spans[middle][1] <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.spans) and self.spans[low][0] <= position:
            return self.spans[low][2]
        return ""


def zones(text: str) -> Zones:
    """Find fenced code, inline code, HTML comments and Jinja raw blocks. `raw` wins: there Jinja runs nothing."""
    found: list[tuple[int, int, str]] = [(m.start(), m.end(), "raw") for m in RAW.finditer(text)]
    fences = _fences(text)
    found += [(a, b, "fence") for a, b in fences if not _inside(a, found)]
    found += [(m.start(), m.end(), "comment") for m in COMMENT.finditer(text) if not _inside(m.start(), found)]
    found.sort()
    code = []
    for start, end in _gaps(found, len(text)) if "`" in text else ():
        for match in re.finditer(r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", text[start:end], re.S):
            code.append((start + match.start(), start + match.end(), "code"))
    return Zones(tuple(sorted(found + code)))


def _inside(position: int, spans: list[tuple[int, int, str]]) -> bool:
    return any(a <= position < b for a, b, _ in spans)


def _gaps(spans: list[tuple[int, int, str]], length: int):
    position = 0
    for start, end, _ in spans:
        if start > position:
            yield position, start
        position = max(position, end)
    if position < length:
        yield position, length


def _fences(text: str) -> list[tuple[int, int]]:
    found, opened, mark, offset = [], None, "", 0
    for row in text.split("\n"):
        match = FENCE.match(row)
        if match and opened is None:
            opened, mark = offset, match["mark"]
        elif match and match["mark"][0] == mark[0] and len(match["mark"]) >= len(mark) and not match["info"].strip():
            found.append((opened, offset + len(row)))
            opened = None
        offset += len(row) + 1
    if opened is not None:
        found.append((opened, len(text)))
    return found


def read_pages(docs: str | Path, prefix: str = "docs") -> list[Page]:
    """All pages below a folder, sorted by path. A page's `path` is `prefix` + its path below `docs`."""
    docs = Path(docs)
    return [read_page(path, f"{prefix}/{path.relative_to(docs).as_posix()}" if prefix else path.relative_to(docs).as_posix())
            for path in sorted(docs.rglob("*.md")) if not any(part.startswith(".") for part in path.relative_to(docs).parts)]


def read_page(path: str | Path, name: str) -> Page:
    """One page. A file that can't be read, or broken front matter, is a problem of the page, never an exception."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return Page(name, "", problems=(Problem(name, 1, 1, "page-unreadable", f"the page can't be read ({error.strerror})", "check the file"),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Page(name, "", problems=(Problem(name, line, 1, "page-encoding", f"this line holds a character that is not UTF-8 (byte {data[error.start]:#04x})", "save the file with the encoding UTF-8"),))
    return parse_page(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def parse_page(text: str, name: str) -> Page:
    """A page from its text."""
    problems: list[Problem] = []
    meta, lines, body_start = _front_matter(text, name, problems)
    body_line = text.count("\n", 0, body_start) + 1
    body = text[body_start:]
    where = zones(body)
    headings = _headings(body, body_line, where)
    calls = _calls(body, body_line, name, where, problems)
    return Page(name, text, meta, lines, body_line, tuple(headings), tuple(calls), tuple(problems))


def _front_matter(text: str, name: str, problems: list[Problem]) -> tuple[dict, dict, int]:
    match = re.match(r"^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.S | re.M)
    if not match:
        if text.startswith("---\n"):
            problems.append(Problem(name, 1, 1, "meta-syntax", "the front matter (the lines between two --- at the top) is never closed", "add a line with --- after its last field"))
        return {}, {}, 0
    block = match[1]
    try:
        meta = yaml.load(block, Loader=_Loader)  # noqa: S506 (a subclass of SafeLoader)
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark, context = getattr(error, "problem_mark", None), str(getattr(error, "context", ""))
        if any(word in context for word in ("simple key", "flow", "quoted")):
            mark = getattr(error, "context_mark", None) or mark  # where the unfinished thing begins
        line = (mark.line if mark else 0) + 2
        problems.append(Problem(name, min(line, block.count("\n") + 2), (mark.column if mark else 0) + 1, "meta-syntax", *_yaml_words(error, block.split("\n")[mark.line] if mark and mark.line <= block.count("\n") else "")))
        return {}, {}, match.end()
    if meta is None:
        return {}, {}, match.end()
    if not isinstance(meta, dict):
        problems.append(Problem(name, 2, 1, "meta-syntax", "the front matter is not a list of fields", "write each field as name: value"))
        return {}, {}, match.end()
    lines = {}
    for key, _ in node.value:
        field = str(key.value)
        line = key.start_mark.line + 2
        if field in lines:
            problems.append(Problem(name, line, 1, "meta-twice", f'the field "{field}" stands twice (also on line {lines[field]})', "keep one of them"))
        else:
            lines[field] = line
    return meta, lines, match.end()


class _Loader(yaml.SafeLoader):
    """A safe loader that leaves a date which does not exist as text, so that its own line can be told."""

    def construct_yaml_timestamp(self, node):
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)

# What YAML says, and what it means for somebody who never heard of YAML.
_YAML_WORDS = (
    (r"mapping values are not allowed", "there is a second colon on this line", 'put the words after the first colon in "double quotes"'),
    (r"'\\t'", "this line begins with, or holds, a tab", "use spaces instead of the tab"),
    (r"could not find expected ':'", "this line has no colon after the field's name", "write name: value"),
    (r"expected ',' or ']'|expected the node content, but found ']'", "a list in square brackets is never closed, or lacks a comma", "write [first, second]"),
    (r"found unexpected end of stream|while scanning a quoted scalar", "a quotation mark is never closed", 'end the text with the same mark: "…"'),
    (r"expected <block end>", "this line is indented differently from the others, or a quotation mark ends too early", 'begin each field at the start of its line, and use \'single\' quotes around text that holds "double" ones'),
    (r"cannot start any token|alias|anchor|tag", "this line begins its value with a sign that can't stand there", 'put the value in "double quotes"'),
)


def _yaml_words(error: Exception, row: str) -> tuple[str, str]:
    if row.startswith(" ") and row.count(":") == 1:
        return "the lines about the page can't be read: this line begins with a space", "begin each field at the start of its line"
    told = f"{getattr(error, 'problem', None) or error} {getattr(error, 'context', None) or ''}"
    for pattern, what, fix in _YAML_WORDS:
        if re.search(pattern, told):
            return f"the lines about the page can't be read: {what}", fix
    return f"the lines about the page can't be read here ({told.split(chr(10))[0].strip()})", 'write each field as name: value, and put a value that holds a colon in "double quotes"'


def _headings(body: str, first: int, where: Zones) -> list[Heading]:
    found, used, offset = [], set(), 0
    for number, row in enumerate(body.split("\n")):
        match = HEADING.match(row)
        if match and match["text"] and where.at(offset) not in ("fence", "comment", "raw"):
            text, given = match["text"], ANCHOR.search(match["text"])
            if given:
                text = text[: given.start()]
            words = heading_text(text)
            anchor = given["id"] if given else unique(slugify(words, "-"), used)
            used.add(anchor)
            found.append(Heading(len(match["marks"]), words, anchor, first + number))
        offset += len(row) + 1
    return found


def heading_text(markdown: str) -> str:
    """A heading as a reader sees it, without Markdown's signs and macro calls."""
    text = re.sub(r"\{\{.*?\}\}", "", markdown)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"(\*\*|__|~~|`)(.+?)\1", r"\2", text)
    text = re.sub(r"(?<!\w)[*_](\S.*?)[*_](?!\w)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", text)).strip()


def _calls(body: str, first: int, name: str, where: Zones, problems: list[Problem]) -> list[Call]:
    found, position = [], 0
    while (start := body.find("{{", position)) >= 0:
        if where.at(start) == "raw":
            position = start + 2
            continue
        line = body.count("\n", 0, start)
        column = start - body.rfind("\n", 0, start)
        end = _expression_end(body, start + 2)
        inner = body[start + 2 : end] if end is not None else body[start + 2 :].split("\n")[0]
        position = (end if end is not None else start) + 2
        if end is None:
            mend = ()
            if stop := re.compile(r"\{\{[^{}\n]*\}(?!\})").match(body, start):
                mend = _mended(inner.rstrip(), first + line, column, stop.end() - start)
            problems.append(Problem(name, first + line, column, "macro-syntax", f"this call is never closed: {{{{{inner[:40].rstrip()}", _mend(inner, _open_end(inner)), "error", *mend))
            continue
        call = _parse_call(inner, name, first + line, column, problems)
        if call:
            row_start = body.rfind("\n", 0, start) + 1
            row = body[row_start : body.find("\n", start) if body.find("\n", start) >= 0 else len(body)]
            place = where.at(start) or ("heading" if HEADING.match(row) and HEADING.match(row)["text"] else "table" if row.lstrip().startswith("|") else "text")
            found.append(Call(call[0], call[1], call[2], first + line, column, "code" if place == "fence" else place))
    # Too few braces, or blanks between them: readers would see the call, or Jinja would stop at it.
    for match in ODD_BRACES.finditer(body) if "{" in body or "[[" in body else ():
        if where.at(match.start()) != "" or not named(_inside_braces(match)):
            continue
        line, column = first + body.count("\n", 0, match.start()), match.start() - body.rfind("\n", 0, match.start())
        if not any(problem.line == line for problem in problems):
            put = repaired(_inside_braces(match))
            problems.append(Problem(name, line, column, "macro-syntax", f'"{match.group()[:50]}" is no call: two curly braces stand on each side of one', f'write {put}' if put else 'write {{ cite("key") }}', "error", (line, column, column + len(match.group()), put) if put and "\n" not in match.group() else None))
    return found


def _expression_end(body: str, position: int) -> int | None:
    quote = ""
    for index in range(position, min(len(body), position + 4000)):
        sign = body[index]
        if quote:
            if sign == "\n" or sign == "{" and body.startswith("{{", index):
                return _simple_end(body, position)
            if sign == quote:
                quote = ""
        elif sign in "\"'":
            quote = sign
        elif sign == "}" and body.startswith("}}", index):
            return index
        elif sign == "{" and body.startswith("{{", index) or sign == "\n" and body.startswith("\n", index + 1):
            return None
    return _simple_end(body, position)


def _simple_end(body: str, position: int) -> int | None:
    """Where a quote is left open: the first }} on the same line."""
    line_end = body.find("\n", position)
    end = body.find("}}", position, line_end if line_end >= 0 else len(body))
    return end if end >= 0 else None


def _parse_call(inner: str, name: str, line: int, column: int, problems: list[Problem]) -> tuple | None:
    source = inner.strip().strip("-+").strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\s" in a text is no business of whoever runs the check
            tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        problems.append(Problem(name, line, column, "macro-syntax", f"this call can't be read: {{{{ {source[:60]} }}}}", _mend(inner, 'write it as {{ cite("key") }}'), "error", *_mended(inner, line, column, len(inner) + 4)))
        return None
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        called = tree.func if isinstance(tree, ast.Call) else tree
        if named(source) and not isinstance(called, ast.Attribute):
            put = repaired(inner)
            problems.append(Problem(name, line, column, "macro-syntax", f"this call lacks its round brackets: {{{{ {source[:60]} }}}}", f'write {put}' if put else 'write {{ cite("key") }}', "error", *_mended(inner, line, column, len(inner) + 4)))
        return None
    args, options = [], []
    for node in tree.args:
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            problems.append(Problem(name, line, column, "macro-argument", f"{tree.func.id}() takes plain text in double quotes: {source[:60]}", f'put quotes around it, as in {{{{ {tree.func.id}("…") }}}}', "error", *_mended(inner, line, column, len(inner) + 4)))
            return None
        args.append(node.value)
    for keyword in tree.keywords:
        if keyword.arg is None or not (isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)):
            problems.append(Problem(name, line, column, "macro-argument", f"{tree.func.id}() takes plain text in double quotes: {source[:60]}", 'write it as locator="p12"'))
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
    return "one of the two closing braces is missing: end it with }}" if whole[1] else "the two closing braces are missing: end it with }}"


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
