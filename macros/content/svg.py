"""A drawing that goes into a page: read as XML, kept to an allow-list, and written out anew.

Nothing of the file's own markup is copied, so that no comment, entity, processing instruction or
namespace can mean one thing to a reader of XML and another to a browser's reader of HTML.
"""

import re
from html import escape
from xml.parsers import expat

from ..tables import table, words
from .acting import ACTED_ON, PLACED, RESERVED, placed, unsafe_style

SVG, XLINK, XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
# Drawing programs' own notes: nothing of them is shown.
_PRIVATE = re.compile(
    r"inkscape|sodipodi|sketch|adobe|boxy|serif|purl\.org|creativecommons|w3\.org/1999/02/22"
)
ELEMENTS, ATTRIBUTES = map(words, table(__file__).values())
DEEPEST = 200
# What a phone of 360 px shows beside its margins, and the smallest letters to be read there.
PHONE, LETTER = 328, 12
_FRAME = re.compile(r'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)')
_LETTERS = re.compile(r"font-size\s*(?:=|:)\s*[\"']?\s*([\d.]+)(?:px)?\s*[\"';]")


class SvgError(ValueError):
    """A drawing that can't be put into a page: the line, and what is wrong there."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def inlined(data: bytes) -> str:
    """A drawing as one line of HTML. Raises SvgError for broken XML and for more than a drawing."""
    writer = _Writer()
    try:
        writer.parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.errors.messages.get(error.code, "error")
        raise SvgError(error.lineno, f"the XML can't be read ({words})") from None
    except (LookupError, ValueError) as error:  # an encoding that Python's reader does not take
        if isinstance(error, SvgError):
            raise
        raise SvgError(1, "the drawing is not saved as UTF-8") from None
    return "".join(writer.parts)


def readable_width(drawing: str) -> int:
    """How wide, in CSS pixels, an inlined drawing must be for letters of 12 px.

    0 where a phone's width is enough, or the drawing does not say how large its letters are.
    """
    frame = _FRAME.search(drawing)
    letters = [float(size) for size in _LETTERS.findall(drawing)]
    if frame is None or not letters or min(letters) <= 0:
        return 0
    needed = round(float(frame[1]) * LETTER / min(letters))
    return needed if needed > PHONE else 0


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[str] = []
        self.skipped = 0
        self.text = ""
        self.parser = expat.ParserCreate(namespace_separator="\n")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.XmlDeclHandler = self._declared
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.EntityDeclHandler = lambda *_: self._refuse("an entity is declared")

    def _refuse(self, what: str) -> None:
        raise SvgError(
            self.parser.CurrentLineNumber, f"{what}; a drawing in a page can't have that"
        )

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # A browser and this reader must read the same signs.
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            self._refuse(f"the drawing is saved as {encoding}, not as UTF-8")

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._refuse("a style sheet or a transformation is loaded")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition("\n")
        own = not _PRIVATE.search(space)
        noted = space == SVG and local == "metadata"
        if self.skipped or not own or noted:
            # It is not shown in a page, but the file itself can be opened.
            if own and not noted and (space not in (SVG, "") or local not in ELEMENTS):
                self._refuse(f"<{local}> is no part of a plain drawing")
            for full, value in attributes.items() if own else ():
                self._attribute(local, full, value)
            self.skipped += 1
            return
        if space not in (SVG, "") or local not in ELEMENTS or (not self.open and local != "svg"):
            self._refuse(f"<{local}> is no part of a plain drawing")
        if len(self.open) >= DEEPEST:
            self._refuse(f"its elements are nested more than {DEEPEST} deep")
        self._flush()
        written = [f"<{local}"]
        if not self.open:
            written.append(f' xmlns="{SVG}"')
        for full, value in attributes.items():
            attribute = self._attribute(local, full, value)
            if attribute:
                written.append(f' {attribute}="{_quoted(value)}"')
        self.parts.append("".join(written) + ">")
        self.open.append(local)

    def _attribute(self, element: str, full: str, value: str) -> str:
        """The name under which an attribute is written, or "" where it is left out."""
        space, _, name = full.rpartition("\n")
        if _PRIVATE.search(space):
            return ""
        if space == XML:
            return "xml:lang" if name == "lang" else ""
        if name == "href" and space in ("", XLINK):
            if element not in ("use", "linearGradient", "radialGradient", "pattern"):
                self._refuse(f"<{element}> is a link")
            if not re.fullmatch(r"#[\w:.-]+", value.strip()):
                self._refuse(f'href="{value[:60]}" leads out of the drawing')
            return "href"
        if space or not (name in ATTRIBUTES or name.startswith(("aria-", "data-"))):
            self._refuse(f"{name} is no attribute of a plain drawing")
        if name.startswith("data-"):
            return ""
        if name.startswith("aria-"):
            return name
        if unsafe_style(value) or (name == "style" and PLACED.search(value)):
            self._refuse(f'{name}="{value[:60]}" loads something, or hides what it is')
        if not self.open and _beyond(name, value):
            self._refuse(f'{name}="{value[:60]}" puts the drawing over the text around it')
        if (name == "id" and RESERVED.match(value)) or (name == "class" and ACTED_ON.search(value)):
            self._refuse(f'{name}="{value[:60]}" is a name that the theme acts on')
        return name

    def _end(self, _name: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        self._flush()
        self.parts.append(f"</{self.open.pop()}>")

    def _characters(self, text: str) -> None:
        if not self.skipped:
            self.text += text

    def _flush(self) -> None:
        # White space shows nowhere but within text.
        text, self.text = self.text, ""
        if not self.open or self.open[-1] not in ("text", "tspan", "title", "desc"):
            if text.strip():
                self._refuse(f'the text "{text.strip()[:40]}" stands outside a text element')
            return
        if "\n" in text:
            text = re.sub(r"\s*\n\s*", " ", text)
        self.parts.append(escape(text, quote=False))


def _beyond(name: str, value: str) -> bool:
    """Whether an attribute of the drawing itself lets it be painted outside of its place."""
    if name == "style":
        return placed(value) or bool(re.search(r"overflow[\w-]*\s*:\s*(?!hidden|clip)", value))
    return name == "transform" or (name == "overflow" and value.strip() not in ("hidden", "clip"))


def _quoted(value: str) -> str:
    return escape(" ".join(value.split()))
