"""EndNote's XML, as EndNote and its kin export it."""

import re
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree as ET

from .file_parts import Left, comma_name, put_genre, put_numbers, put_seen, year_of
from .pubmed import whole_pages
from .work import KINDS, Person, Work

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
        kind_of = record.find("ref-type")
        kind_name = kind_of.get("name", "") if kind_of is not None else ""
        if kind := KINDS["endnote"].get(kind_name):
            yield _work(kind, kind_name, record)
        else:
            name = _text(record, "titles/title") or f"record {number}"
            yield (name, f'the kind "{kind_name}" is not read')


def _text(record: ET.Element, place: str) -> str:
    found = record.find(place)
    return " ".join(_styled(found).split()) if found is not None else ""


def _names(record: ET.Element, place: str) -> list[Person]:
    return [comma_name("".join(one.itertext()).strip()) for one in record.findall(place)]


def _work(kind: str, kind_name: str, record: ET.Element) -> Work:
    text_at = partial(_text, record)
    work = Work(kind, kinds=(kind_name,))
    work.put("title", text_at("titles/title"))
    whole = text_at("titles/secondary-title") or text_at("periodical/full-title")
    work.put(
        "journal" if kind == "article" else "booktitle",
        whole if kind in ("article", "incollection", "inproceedings") else "",
    )
    short = text_at("periodical/abbr-1") or text_at("titles/alt-title")
    work.put("shortjournal", short if kind == "article" and short != whole else "")
    for place in ("volume", "number", "publisher", "edition"):
        work.put(place, text_at(place))
    work.put("pages", whole_pages(text_at("pages")))
    work.put("year", year_of(text_at("dates/year")))
    put_numbers(
        work,
        text_at("electronic-resource-num"),
        text_at("isbn"),
        text_at("urls/related-urls/url"),
    )
    put_seen(work, text_at("access-date"))
    put_genre(work, text_at("work-type"))
    accession = text_at("accession-num")
    work.put("pmid", accession if re.fullmatch(r"\d{5,8}", accession) else "")
    work.put("pmcid", text_at("custom2") if text_at("custom2").startswith("PMC") else "")
    work.authors = _names(record, "contributors/authors/author")
    work.editors = _names(record, "contributors/secondary-authors/author")
    return work


def _styled(element: ET.Element) -> str:
    """The text of EndNote's runs, with the tags of what stands in italics, above or below."""
    runs = [element.text or ""]
    for run in element:
        tag = ENDNOTE_FACES.get(run.get("face", ""))
        text = "".join(run.itertext())
        runs += [f"<{tag}>{text}</{tag}>" if tag and text.strip() else text, run.tail or ""]
    return "".join(runs)
