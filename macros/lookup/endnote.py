"""EndNote's XML, as EndNote and its kin export it."""

import re
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree as ET

from ..model import Name
from .file_parts import Left, comma_name, file_work
from .work import Work

# Fields that hold anything, and these numbers where PubMed filled them in.
_NUMBERS = {"accession-num": r"\d{5,8}", "custom2": "PMC.*"}
ENDNOTE_FACES = {"italic": "i", "superscript": "sup", "subscript": "sub"}


def read_endnote(text: str, name: str) -> Iterator[Work | Left]:
    """The works of a file, and what is left out. Raises ValueError for what is no whole XML."""
    if "<!ENTITY" in text:
        raise ValueError(f"{name} holds entities of its own, and is not read")
    try:
        root = ET.fromstring(text)  # noqa: S314 (no entities, see above)
    except ET.ParseError as error:
        raise ValueError(f"{name} is no whole XML ({error})") from None
    for number, record in enumerate(root.iter("record"), 1):
        kind = record.find("ref-type")
        called = kind.get("name", "") if kind is not None else ""
        roles = ("authors", "secondary-authors")
        people = (_names(record, f"contributors/{role}/author") for role in roles)
        yield file_work("endnote", called, number, partial(_text, record), people)


def _text(record: ET.Element, place: str) -> str:
    found = record.find(place)
    text = " ".join(_styled(found).split()) if found is not None else ""
    form = _NUMBERS.get(place)
    return text if form is None or re.fullmatch(form, text) else ""


def _names(record: ET.Element, place: str) -> list[Name]:
    return [comma_name("".join(one.itertext()).strip()) for one in record.findall(place)]


def _styled(element: ET.Element) -> str:
    """The text of EndNote's runs, with the tags of what stands in italics, above or below."""
    runs = [element.text or ""]
    for run in element:
        tag = ENDNOTE_FACES.get(run.get("face", ""))
        text = "".join(run.itertext())
        runs += [f"<{tag}>{text}</{tag}>" if tag and text.strip() else text, run.tail or ""]
    return "".join(runs)
