"""Files of tagged lines: MEDLINE's .nbib, and .ris.

Sources: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions"; the RIS specification (2011).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..bib.merge import Left
from ..model import Name
from .file_parts import comma_name, file_work, year_of
from .pubmed import plain_title, whole_pages
from .work import KINDS, Work

RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*))?$")
NBIB_LINE = re.compile(r"^([A-Z]{2,4}) *- (.*)$")


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


def read_nbib(text: str) -> Iterator[Work | Left]:
    """The works of a MEDLINE file."""
    for record in _tagged(text, NBIB_LINE, "PMID", ""):
        first = {tag: values[0] for tag, values in record.items()}
        book = "incollection" if "TI" in record else "book"
        work = Work(book if "BTI" in record else "article", kinds=tuple(record.get("PT", [])))
        title = first.get("TI") or first.get("BTI", "")
        work.put("title", plain_title(title))
        work.put("booktitle", first.get("BTI") if "TI" in record else "")
        work.put("journal", first.get("JT", "").partition(" : ")[0] or first.get("TA"))
        work.put("shortjournal", first.get("TA") if first.get("TA") != work.get("journal") else "")
        work.put_all(first, "VI volume IP number PB publisher PMID pmid PMC pmcid")
        work.put("pages", whole_pages(first.get("PG", "")))
        work.put("year", year_of(first.get("DP", "")))
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
        work.authors = [*map(comma_name, record.get("FAU", []))] or _turned(record, "AU")
        work.authors += [Name(literal=name) for name in record.get("CN", [])]
        work.editors = [*map(comma_name, record.get("FED", []))] or _turned(record, "ED")
        yield work


def read_ris(text: str) -> Iterator[Work | Left]:
    """The works of a .ris file, and what is left out of it."""
    for number, record in enumerate(_tagged(text, RIS_LINE, "TY", "ER"), 1):
        first = defaultdict(str, {tag: values[0] for tag, values in record.items()})
        first["SP-EP"] = "-".join(filter(None, (first["SP"], first["EP"])))
        of_pubmed = first["AN"].isdigit() and "pubmed" in first["DB"].lower()
        if of_pubmed and KINDS["ris"].get(first["TY"]) == "article":
            first["PMID"] = first["AN"]
        people = (
            [comma_name(name) for tag in tags for name in record.get(tag, []) if name]
            for tags in (("AU", "A1"), ("ED", "A2"))
        )
        yield file_work("ris", first["TY"], number, first.__getitem__, people)


def _turned(record: Mapping[str, list[str]], tag: str) -> list[Name]:
    """MEDLINE's "Orr MB 3rd": the family name, initials, and at times a suffix."""
    people = []
    for name in record.get(tag, []):
        found = re.fullmatch(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|\d\w\w|I{2,3}|IV))?", name)
        initials = ". ".join(found[2]) + "." if found else ""
        people.append(
            Name(found[1], initials, suffix=found[3] or "") if found else Name(literal=name)
        )
    return people
