"""What reference managers and PubMed export: .nbib (MEDLINE), .ris, EndNote's XML, CSL-JSON.

Each reader gives the works, and what it had to leave out with the reason: nothing is dropped
without a word. The tags are those of
NLM ("MEDLINE/PubMed Data Element (Field) Descriptions"), of the RIS specification (2011) and of the
CSL 1.0.2 schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from ..bib.dates import iso_date
from .pubmed import whole_pages
from .work import Person, Work

__all__ = ["Left", "read_file"]

Left = tuple[str, str]
RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*))?$")
NBIB_LINE = re.compile(r"^([A-Z]{2,4}) *- (.*)$")
# What a kind is called there, by what it is called here.
RIS_NAMES = {
    "article": "JOUR JFULL EJOUR MGZN",
    "book": "BOOK EBOOK EDBOOK",
    "incollection": "CHAP ECHAP",
    "inproceedings": "CONF CPAPER",
    "phdthesis": "THES",
    "techreport": "RPRT STAND",
    "online": "ELEC WEB ICOMM",
    "misc": "GEN",
    "dataset": "DATA",
    "software": "COMP",
}
CSL_NAMES = {
    "article": "article-journal article-magazine",
    "book": "book",
    "incollection": "chapter entry-encyclopedia",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "techreport": "report standard",
    "online": "webpage post-weblog",
    "misc": "article",
    "dataset": "dataset",
    "software": "software",
}
ENDNOTE_NAMES = {
    "article": "Journal_Article Electronic_Article",
    "book": "Book Electronic_Book Edited_Book",
    "incollection": "Book_Section",
    "inproceedings": "Conference_Paper Conference_Proceedings",
    "phdthesis": "Thesis",
    "techreport": "Report Standard",
    "online": "Web_Page",
}


ENDNOTE_FACES = {"italic": "i", "superscript": "sup", "subscript": "sub"}


def _kinds(names: Mapping[str, str]) -> dict[str, str]:
    return {
        theirs.replace("_", " "): ours for ours, told in names.items() for theirs in told.split()
    }


RIS_KINDS, CSL_KINDS, ENDNOTE_KINDS = map(_kinds, (RIS_NAMES, CSL_NAMES, ENDNOTE_NAMES))


def read_file(text: str, name: str) -> tuple[list[Work], list[Left]]:
    """The works of a file, and (name, reason) of what is left out. Raises ValueError, in words, for
    what is none of these.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("[", "{")):
        return _checked(_csl(start, name), name)
    if start.startswith("<"):
        return _checked(_endnote(start, name), name)
    if re.search(r"^TY  - ", start, re.MULTILINE):
        return _checked(_ris(start), name)
    if re.search(r"^(?:PMID|OWN|TI|FAU) *- ", start, re.MULTILINE):
        return _checked(_nbib(start), name)
    if not start:
        raise ValueError(f"{name} is empty")
    raise ValueError(
        f"{name} is none of the files that are read: .bib, .nbib, .ris, EndNote XML, CSL-JSON"
    )


def _checked(works: Iterator[Work | Left], name: str) -> tuple[list[Work], list[Left]]:
    found: list[Work] = []
    left: list[Left] = []
    for number, work in enumerate(works, 1):
        if isinstance(work, tuple):
            left.append(work)
        elif not work.get("title"):
            left.append((f"{name}, record {number}", "it has no title"))
        else:
            found.append(work)
    if not found and not left:
        raise ValueError(f"{name} holds no record")
    return found, left


def _tagged(
    text: str, line: re.Pattern[str], begin: str, end: str
) -> Iterator[dict[str, list[str]]]:
    """Records of tagged lines: a line without a tag goes on with the one before it."""
    record: dict[str, list[str]] = {}
    last = ""
    for row in text.splitlines():
        match = line.match(row)
        if match:
            last = match[1]
            if (last == begin and record) or last == end:
                if record:
                    yield record
                record = {}
            if last != end:
                record.setdefault(last, []).append((match[2] or "").strip())
        elif row.strip() and record and last in record:
            record[last][-1] = f"{record[last][-1]} {row.strip()}"
    if record:
        yield record


def _nbib(text: str) -> Iterator[Work | Left]:
    for record in _tagged(text, NBIB_LINE, "PMID", ""):
        first = {tag: values[0] for tag, values in record.items()}
        work = Work(
            "incollection"
            if "BTI" in record and "TI" in record
            else "book"
            if "BTI" in record
            else "article",
            kinds=tuple(record.get("PT", [])),
        )
        title = first.get("TI") or first.get("BTI", "")
        work.put("title", re.sub(r"(?<!\.)\.$", "", re.sub(r"^\[(.*)\]\.?$", r"\1", title)))
        work.put("booktitle", first.get("BTI") if "TI" in record else "")
        work.put("journal", first.get("JT", "").partition(" : ")[0])
        work.put("shortjournal", first.get("TA") if first.get("TA") != work.get("journal") else "")
        for tag, field in (
            ("VI", "volume"),
            ("IP", "number"),
            ("PB", "publisher"),
            ("PMID", "pmid"),
            ("PMC", "pmcid"),
        ):
            work.put(field, first.get(tag))
        work.put("pages", whole_pages(first.get("PG", "")))
        work.put("year", (re.findall(r"\d{4}", first.get("DP", "")) or [""])[0])
        doi = next(
            (
                value.split()[0]
                for tag in ("LID", "AID")
                for value in record.get(tag, [])
                if value.endswith("[doi]")
            ),
            "",
        )
        work.put("doi", doi.lower())
        language = first.get("LA", "eng")
        work.put("language", "" if language == "eng" else language)
        if not (work.get("volume") or work.get("number")):
            day = re.match(r"(\d{4})(\d\d)(\d\d)", first.get("DEP", ""))
            work.fields |= (
                dict(zip(("year", "month", "day"), day.groups(), strict=True)) if day else {}
            )
        work.authors = [*map(_comma, record["FAU"])] if "FAU" in record else _turned(record, "AU")
        work.authors += [Person(literal=name) for name in record.get("CN", [])]
        work.editors = [*map(_comma, record["FED"])] if "FED" in record else _turned(record, "ED")
        yield work


def _ris(text: str) -> Iterator[Work | Left]:
    for number, record in enumerate(_tagged(text, RIS_LINE, "TY", "ER"), 1):
        first = {tag: values[0] for tag, values in record.items() if values[0]}
        kind = RIS_KINDS.get(first.get("TY", ""))
        if kind is None:
            yield (
                first.get("TI") or first.get("T1") or f"record {number}",
                f'the kind "{first.get("TY", "")}" is not read',
            )
            continue
        work = Work(kind, kinds=(first.get("TY", ""),))
        work.put("title", first.get("TI") or first.get("T1") or first.get("CT"))
        whole = first.get("T2") or first.get("JF") or first.get("JO") or first.get("BT")
        if kind == "article":
            work.put(
                "journal", first.get("JF") or first.get("T2") or first.get("JO") or first.get("JA")
            )
            short = first.get("J2") or first.get("JA") or first.get("JO")
            work.put("shortjournal", short if short != work.get("journal") else "")
        elif kind in ("incollection", "inproceedings"):
            work.put("booktitle", whole)
        for tag, field in (
            ("VL", "volume"),
            ("IS", "number"),
            ("PB", "publisher"),
            ("ET", "edition"),
        ):
            work.put(field, first.get(tag))
        pages = "-".join(filter(None, (first.get("SP"), first.get("EP"))))
        work.put("pages", whole_pages(pages) or first.get("C7"))
        work.put(
            "year",
            (
                re.findall(r"\d{4}", first.get("PY") or first.get("Y1") or first.get("DA") or "")
                or [""]
            )[0],
        )
        _numbers(work, first.get("DO", ""), first.get("SN", ""), first.get("UR", ""))
        _seen(work, first.get("Y2", ""))
        _genre(work, first.get("M3", ""))
        if (
            kind == "article"
            and first.get("AN", "").isdigit()
            and "pubmed" in first.get("DB", "").lower()
        ):
            work.put("pmid", first["AN"])
        work.authors = [
            _comma(name) for tag in ("AU", "A1") for name in record.get(tag, []) if name
        ]
        work.editors = [
            _comma(name) for tag in ("ED", "A2") for name in record.get(tag, []) if name
        ]
        yield work


def _endnote(text: str, name: str) -> Iterator[Work | Left]:
    if "<!ENTITY" in text:
        raise ValueError(f"{name} holds entities of its own, and is not read")
    try:
        root = ET.fromstring(text)  # noqa: S314 (no entities, see above)
    except ET.ParseError as error:
        raise ValueError(f"{name} is no whole XML ({error})") from None
    for number, record in enumerate(root.iter("record"), 1):

        def text_at(place: str, record: ET.Element = record) -> str:
            found = record.find(place)
            return " ".join(_styled(found).split()) if found is not None else ""

        kind_of = record.find("ref-type")
        kind_name = kind_of.get("name", "") if kind_of is not None else ""
        kind = ENDNOTE_KINDS.get(kind_name)
        if kind is None:
            yield (
                text_at("titles/title") or f"record {number}",
                f'the kind "{kind_name}" is not read',
            )
            continue
        work = Work(kind, kinds=(kind_name,))
        work.put("title", text_at("titles/title"))
        whole = text_at("titles/secondary-title") or text_at("periodical/full-title")
        work.put(
            "journal" if kind == "article" else "booktitle",
            whole if kind in ("article", "incollection", "inproceedings") else "",
        )
        short = text_at("periodical/abbr-1") or text_at("titles/alt-title")
        work.put("shortjournal", short if kind == "article" and short != whole else "")
        for place, field in (
            ("volume", "volume"),
            ("number", "number"),
            ("publisher", "publisher"),
            ("edition", "edition"),
        ):
            work.put(field, text_at(place))
        work.put("pages", whole_pages(text_at("pages")))
        work.put("year", (re.findall(r"\d{4}", text_at("dates/year")) or [""])[0])
        _numbers(
            work,
            text_at("electronic-resource-num"),
            text_at("isbn"),
            text_at("urls/related-urls/url"),
        )
        _seen(work, text_at("access-date"))
        _genre(work, text_at("work-type"))
        accession = text_at("accession-num")
        work.put("pmid", accession if re.fullmatch(r"\d{5,8}", accession) else "")
        work.put("pmcid", text_at("custom2") if text_at("custom2").startswith("PMC") else "")
        work.authors = [
            _comma("".join(one.itertext()).strip())
            for one in record.findall("contributors/authors/author")
        ]
        work.editors = [
            _comma("".join(one.itertext()).strip())
            for one in record.findall("contributors/secondary-authors/author")
        ]
        yield work


def _csl(text: str, name: str) -> Iterator[Work | Left]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{name} is no whole JSON ({error})") from None
    items = told.get("items", [told]) if isinstance(told, dict) else told
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if not isinstance(item, dict):
            yield (f"record {number}", "it is no record")
            continue
        kind = CSL_KINDS.get(str(item.get("type")))
        if kind is None:
            yield (
                str(item.get("title") or f"record {number}"),
                f'the kind "{item.get("type")}" is not read',
            )
            continue
        yield _csl_work(item, kind)


def _csl_work(item: dict[str, Any], kind: str) -> Work:
    work = Work(kind, kinds=(str(item.get("type")),))
    work.put("title", item.get("title"))
    place = {
        "article": "journal",
        "incollection": "booktitle",
        "inproceedings": "booktitle",
        "online": "organization",
    }
    work.put(place.get(kind, "howpublished"), item.get("container-title"))
    short = item.get("container-title-short") or item.get("journalAbbreviation")
    work.put(
        "shortjournal", short if kind == "article" and short != item.get("container-title") else ""
    )
    for theirs, ours in (
        ("volume", "volume"),
        ("issue", "number"),
        ("publisher", "publisher"),
        ("edition", "edition"),
        ("PMID", "pmid"),
        ("PMCID", "pmcid"),
    ):
        work.put(ours, item.get(theirs))
    work.put("pages", whole_pages(str(item.get("page") or "")))
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    told = str(parts[0][0]) if isinstance(parts, list) and parts and parts[0] else str(issued or "")
    work.put("year", (re.findall(r"\d{4}", told) or [""])[0])
    _numbers(
        work, str(item.get("DOI") or ""), str(item.get("ISBN") or ""), str(item.get("URL") or "")
    )
    _seen(work, _csl_day(item.get("accessed")))
    _genre(work, str(item.get("genre") or ""))
    work.put("version", item.get("version"))
    work.authors = [*map(_csl_person, _dicts(item.get("author")))]
    work.editors = [*map(_csl_person, _dicts(item.get("editor")))]
    return work


def _csl_day(told: object) -> str:
    """A date of CSL-JSON: by its parts, or as somebody wrote it."""
    if not isinstance(told, dict):
        return ""
    parts = told.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else []
    return (
        "-".join(map(str, first)) if isinstance(first, list) and first else str(told.get("raw", ""))
    )


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _csl_person(item: dict[str, Any]) -> Person:
    if item.get("family"):
        particle = item.get("non-dropping-particle") or item.get("dropping-particle") or ""
        family = f"{particle} {item['family']}".strip()
        return Person(family, str(item.get("given") or ""), str(item.get("suffix") or ""))
    return Person(literal=str(item.get("literal") or item.get("name") or item.get("given") or ""))


def _numbers(work: Work, doi: str, isbn: str, url: str) -> None:
    found = re.search(r"10\.\d{4,9}/\S+", doi)
    work.put("doi", found[0].lower() if found else "")
    if work.kind in ("book", "incollection"):
        digits = re.search(r"97[89][\d-]{10,14}|\d[\d-]{8,12}[\dXx]", isbn)
        work.put("isbn", digits[0] if digits else "")
    if url.startswith(("http://", "https://")) and not (work.get("doi") and "doi.org/" in url):
        work.put("url", url.split(maxsplit=1)[0])


def _seen(work: Work, told: str) -> None:
    """The day on which a page was read, as the record has it."""
    work.put("urldate", iso_date(told.partition("T")[0].strip(" /")))


def _genre(work: Work, told: str) -> None:
    """What a thesis or a report calls itself; a thesis that says nothing is a dissertation."""
    if work.kind == "phdthesis" and told:
        work.kind = "thesis"
    if work.kind in ("thesis", "techreport"):
        work.put("type", told)


def _styled(element: ET.Element) -> str:
    """The text of EndNote's runs, with the tags of what stands in italics, above or below."""
    runs = [element.text or ""]
    for run in element:
        tag = ENDNOTE_FACES.get(run.get("face", ""))
        text = "".join(run.itertext())
        runs += [f"<{tag}>{text}</{tag}>" if tag and text.strip() else text, run.tail or ""]
    return "".join(runs)


def _turned(record: Mapping[str, list[str]], tag: str) -> list[Person]:
    """MEDLINE's "Orr MB 3rd": the family name, initials, and at times a suffix."""
    people = []
    for name in record.get(tag, []):
        found = re.fullmatch(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|\d\w\w|I{2,3}|IV))?", name)
        initials = ". ".join(found[2]) + "." if found else ""
        people.append(Person(found[1], initials, found[3] or "") if found else Person(literal=name))
    return people


def _comma(name: str) -> Person:
    """Family, Given[, Suffix]; a name without a comma is a group."""
    family, comma, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    if not comma or not given.strip():
        return Person(literal=name.strip().rstrip(","))
    return Person(family.strip(), given.strip(), suffix.strip())
