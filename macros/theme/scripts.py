"""Browser code: modules and style sheets in the sources, joined when a site is built.

A page that is opened from a disk can't load a module (`type="module"` asks for a web server), and
building a site needs no Node. So each entry becomes one classic script: every module a function
that is called once and gives back what it exports.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "assets" / "js"
# By the names that main.html asks for: what brings what all pages share, what must run before the
# theme's own script, what may run after it, and what only some pages need.
ENTRIES = ("site", "head", "page", "filter", "card", "keep", "sheet")

IMPORT = re.compile(
    r'^import (?:\{(?P<names>[^}]*)\} from )?"(?P<path>\./[\w/-]+\.mjs)";\n', re.MULTILINE
)
EXPORT = re.compile(
    r"^export (?=(?:const|class|function\*?|async function) (?P<name>\w+))", re.MULTILINE
)
LEFT = re.compile(r"^[ \t]*(?:import|export)\b(?![ \t]*[(.]).*", re.MULTILINE)
# Whole lines only: what is behind code stays, so that nothing in a string is touched. (eslint
# forbids strings over several lines.)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*[\s\S]*?\*/[ \t]*)\n", re.MULTILINE)


class ScriptError(ValueError):
    """A module that can't be joined: `path:line: what is wrong`."""


@dataclass
class _Joined:
    """Modules in the order in which each needs those before it."""

    texts: dict[Path, str] = field(default_factory=dict)
    exports: dict[Path, frozenset[str]] = field(default_factory=dict)


def join(entry: Path) -> str:
    """An entry module and all it imports, as one classic script.

    Understood are `import { a, b } from "./x.mjs";`, `import "./x.mjs";` and `export` before a
    constant, a class or a function, each at the beginning of a line. Raises ScriptError for all
    else, for a name that is not exported, a file that is not there, and modules that import each
    other.
    """
    joined = _Joined()
    _add(entry, joined, ())
    names = {path: f"module{number}" for number, path in enumerate(joined.texts)}
    parts = [_module(path, joined, names) for path in joined.texts]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"


def _module(path: Path, joined: _Joined, names: dict[Path, str]) -> str:
    """One module as a function that is called at once."""

    def bound(match: re.Match[str]) -> str:
        wanted = ", ".join(_names(match))
        return f"const {{ {wanted} }} = {names[_target(path, match)]};\n" if wanted else ""

    body = IMPORT.sub(bound, joined.texts[path])
    body = COMMENT.sub("", EXPORT.sub("", body)).strip()
    exports = ", ".join(sorted(joined.exports[path]))
    given = f"\nreturn {{ {exports} }};" if exports else ""
    return f"const {names[path]} = (() => {{\n{body}{given}\n}})();"


def write_scripts(site: Path, values: str = "{}") -> None:
    """Put the joined scripts into a built site, in the place of the modules that the engine copied.

    In: the site's folder, and what is the same on all of its pages, as JSON. A site with another
    theme is left alone.
    """
    folder = site / "assets" / "js"
    copied = [path for path in folder.glob("*.mjs") if (FOLDER / path.name).is_file()]
    if not copied:
        return
    for name in ENTRIES:
        head = f"globalThis.handbook = {values};\n" if name == "site" else ""
        text = head + join(FOLDER / f"{name}.mjs")
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    for path in copied:
        path.unlink()


def _add(path: Path, joined: _Joined, chain: tuple[Path, ...]) -> None:
    if path in joined.texts:
        return
    text = path.read_text(encoding="utf-8")
    for match in IMPORT.finditer(text):
        target = _target(path, match)
        if target in (*chain, path):
            raise _error(
                path,
                match,
                f"{target.name} imports this module in turn; move what both need into a third",
            )
        if not target.is_file():
            raise _error(path, match, f"there is no {target.name}")
        _add(target, joined, (*chain, path))
        for name in _names(match):
            if name not in joined.exports[target]:
                raise _error(path, match, f"{target.name} exports no {name}")
    left = LEFT.search(COMMENT.sub(_blank, EXPORT.sub("", IMPORT.sub(_blank, text))))
    if left:
        raise _error(
            path,
            left,
            f'"{left[0].strip()}" is a form that is not joined; write import {{ name }} from '
            '"./file.mjs"; or export before const, class or function',
        )
    joined.exports[path] = frozenset(match["name"] for match in EXPORT.finditer(text))
    joined.texts[path] = text


def _blank(match: re.Match[str]) -> str:
    """As many lines without anything in them, so that those behind keep their numbers."""
    return "\n" * match[0].count("\n")


def _names(match: re.Match[str]) -> Iterator[str]:
    return (name.strip() for name in (match["names"] or "").split(",") if name.strip())


def _target(path: Path, match: re.Match[str]) -> Path:
    return Path(posixpath.normpath((path.parent / match["path"]).as_posix()))


def _error(path: Path, match: re.Match[str], message: str) -> ScriptError:
    # What was blanked before kept its lines, so that the line is right.
    return ScriptError(
        f"{path.name}:{match.string.count(chr(10), 0, match.start()) + 1}: {message}"
    )
