"""Can each SVG file be shown, does it hold what it needs, and nothing that it should not?

It is read by an XML parser, as a browser reads it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from ...model import Diagnostic, Edit
from ...project import Project
from ...source_text import SourceText, decode
from ..rule import check
from .alt_text import letters
from .assets import BUDGET, published_files, size_of

ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
FETCHED = re.compile(
    r"url\(\s*[\"']?(?P<url>(?:https?:)?//[^\"')]+)|@import\s+(?:url\()?[\"']?(?P<sheet>[^\"');]+)",
    re.IGNORECASE,
)
RUNS = re.compile(r"\s*(?:javascript:|data:text/html)", re.IGNORECASE)
PRIVATE = re.compile(r"(?:file:/+)?(?:[A-Za-z]:[\\/]|/Users/|/home/)")
SHEET = re.compile(r"href=[\"'](?P<url>[^\"']+)")


class _Drawing:
    """What an SVG holds: its title and desc, and offset, rule, message and fix of each fault."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.words = {"title": "", "desc": ""}
        self.faults: list[tuple[int, str, str, str]] = []
        self.element = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.EntityDeclHandler = self._entity
        self.root = ""

    def read(self) -> None:
        """Read the whole text. Raises expat.ExpatError where it is no XML."""
        self.parser.Parse(self.source.text.encode(), True)

    def _tell(self, rule: str, what: str, fix: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        self.faults.append((self.source.offset(line, column + 1), rule, what, fix))

    def _runs(self, what: str) -> None:
        self._tell("svg-script", f"the drawing can run a script here: {what}", "take it out")

    def _fetches(self, url: str) -> None:
        fix = "draw it, or embed it in the file"
        self._tell("svg-external", f"the drawing fetches {url}", fix)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.root, self.element = self.root or name, name
        if name == "script":
            self._runs("<script>")
        for attribute, value in attributes.items():
            bare = attribute.rpartition(":")[2].lower()
            if re.match(r"on[a-z]{3,}$", attribute, re.IGNORECASE):
                self._runs(f'{attribute}="{value[:40]}"')
            elif bare in ("href", "src") and RUNS.match(value):
                self._runs(value[:40])
            elif bare in ("href", "src") and name != "a" and ELSEWHERE.match(value):
                self._fetches(value)
            elif match := FETCHED.search(value):
                self._fetches(match["url"] or match["sheet"])
            if PRIVATE.match(value):
                what = f'the drawing names a folder on somebody\'s own computer: "{value[:60]}"'
                self._tell("asset-metadata", what, "save it again as plain SVG")

    def _end(self, _name: str) -> None:
        self.element = ""

    def _text(self, text: str) -> None:
        if self.element in self.words:
            self.words[self.element] += text
        elif self.element == "style":
            for match in FETCHED.finditer(text):
                self._fetches(match["url"] or match["sheet"])

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet" and (match := SHEET.search(data)):
            self._fetches(match["url"])

    def _entity(self, name: str, *_rest: object) -> None:
        self._runs(f"<!ENTITY {name}>")


@check("project")
def drawings(project: Project) -> Iterator[Diagnostic]:
    """All published SVG files, and the words of those that the data lists.

    svg-broken (error)
        A drawing with a fault in its XML is not shown.
        Bad: <g> without </g>
        Good: <g>…</g>

    svg-script (error, never, house-style)
        A script in a drawing runs in the reader's browser.
        Bad: <script>…</script> or onclick="…" in an SVG
        Good: take it out

    svg-external (error, house-style)
        A drawing that fetches something elsewhere tells others who reads it, and is incomplete
        offline.
        Bad: <image href="https://example.org/a.png">
        Good: draw it, or embed it

    svg-title (error, accessibility)
        Without title and desc nobody who can't see the drawing knows what it shows (WCAG 1.1.1);
        words that repeat its caption say it twice, and nothing more.
        Bad: <svg><path …
        Good: <svg><title>…</title><desc>…</desc><path …
    """
    folder = project.setting("figures").strip("/")
    captions = {item.id: str(item.get("caption")) for item in project.data.figures.values()}
    for name, path in published_files(project).items():
        if path.suffix.lower() == ".svg":
            figure = name.startswith(f"{folder}/")
            caption = captions.get(path.stem, "") if figure else ""
            yield from _drawing(project.shown(path), path, caption, figure=figure)


def _drawing(shown: str, path: Path, caption: str, *, figure: bool) -> Iterator[Diagnostic]:
    data = path.read_bytes()
    if data.startswith(b"version https://git-lfs"):
        return  # Git keeps the drawing elsewhere
    try:
        source = SourceText(shown, decode(data))
    except UnicodeDecodeError:
        what, fix = "the drawing is not saved as UTF-8", "save it again as SVG, with that encoding"
        yield SourceText(shown, "").diagnostic(0, "svg-broken", what, fix)
        return
    drawing = _Drawing(source)
    if not re.search(r"<(?:\w+:)?svg\b", source.text):
        what = "the file is named SVG, but holds no drawing"
        yield source.diagnostic(0, "asset-kind", what, "save it again as SVG")
        return
    try:
        drawing.read()
    except (LookupError, ValueError):  # it is text already, whatever encoding its first line names
        what, fix = "the drawing names an encoding other than UTF-8", 'write encoding="UTF-8"'
        yield source.diagnostic(0, "svg-broken", what, fix)
        return
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "error")
        what = f"the drawing can't be read here ({why})"
        fix, at = (
            "correct the XML, or save the drawing again",
            source.offset(error.lineno, error.offset + 1),
        )
        bare = source.text.rfind("&", source.offset(error.lineno), at + 1)
        if bare >= 0 and not re.match(r"&(?:#\w+|\w+);", source.text[bare : bare + 12]):
            what, fix = "a bare & stands in the drawing, which can't be read so", "write &amp;"
            edit = Edit(bare, bare + 1, "&amp;")
            yield source.diagnostic(bare, "svg-broken", what, fix, edit)
            return
        yield source.diagnostic(at, "svg-broken", what, fix)
        return
    private = False
    for offset, rule, what, fix in drawing.faults:
        if rule != "asset-metadata" or not private:
            yield source.diagnostic(offset, rule, what, fix)
        private = private or rule == "asset-metadata"
    if figure:
        yield from _words(source, drawing.words, caption)
    if len(data) > BUDGET:
        what = f"the drawing has {size_of(len(data))}; the most is {size_of(BUDGET)}"
        fix = "simplify its paths, or take embedded photographs out"
        yield source.diagnostic(0, "asset-large", what, fix)


def _words(source: SourceText, words: dict[str, str], caption: str) -> Iterator[Diagnostic]:
    missing = [name for name, text in words.items() if not text.strip()]
    if missing:
        what = f"the drawing has no {' and no '.join(f'<{name}>' for name in missing)}"
        fix = "say in <title> what it is and in <desc> what it shows, right after <svg …>"
        yield source.diagnostic(0, "svg-title", what, fix)
    elif caption and letters(words["desc"]) == letters(caption):
        what = "the <desc> of the drawing repeats its caption"
        yield source.diagnostic(0, "svg-title", what, "say in <desc> what can be seen in it")
