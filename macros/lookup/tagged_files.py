"""Files of tagged lines: MEDLINE's .nbib, and .ris.

Sources: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions"; the RIS specification (2011).
"""

import re
from collections.abc import Iterator, Mapping

from .file_parts import Left, comma_name, put_genre, put_numbers, put_seen, year_of
from .pubmed import plain_title, whole_pages
from .work import KINDS, Person, Work

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
        work.put("journal", first.get("JT", "").partition(" : ")[0])
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
        work.authors += [Person(literal=name) for name in record.get("CN", [])]
        work.editors = [*map(comma_name, record.get("FED", []))] or _turned(record, "ED")
        yield work


def read_ris(text: str) -> Iterator[Work | Left]:
    """The works of a .ris file, and what is left out of it."""
    for number, record in enumerate(_tagged(text, RIS_LINE, "TY", "ER"), 1):
        first = {tag: values[0] for tag, values in record.items() if values[0]}
        kind = KINDS["ris"].get(first.get("TY", ""))
        if kind is None:
            yield (
                first.get("TI") or first.get("T1") or f"record {number}",
                f'the kind "{first.get("TY", "")}" is not read',
            )
            continue
        yield _ris_work(kind, record, first)


def _ris_work(kind: str, record: Mapping[str, list[str]], first: Mapping[str, str]) -> Work:
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
    work.put_all(first, "VL volume IS number PB publisher ET edition")
    pages = "-".join(filter(None, (first.get("SP"), first.get("EP"))))
    work.put("pages", whole_pages(pages) or first.get("C7"))
    work.put("year", year_of(first.get("PY") or first.get("Y1") or first.get("DA") or ""))
    put_numbers(work, first.get("DO", ""), first.get("SN", ""), first.get("UR", ""))
    put_seen(work, first.get("Y2", ""))
    put_genre(work, first.get("M3", ""))
    of_pubmed = kind == "article" and "pubmed" in first.get("DB", "").lower()
    if of_pubmed and first.get("AN", "").isdigit():
        work.put("pmid", first["AN"])
    for people, tags in ((work.authors, ("AU", "A1")), (work.editors, ("ED", "A2"))):
        people += [comma_name(name) for tag in tags for name in record.get(tag, []) if name]
    return work


def _turned(record: Mapping[str, list[str]], tag: str) -> list[Person]:
    """MEDLINE's "Orr MB 3rd": the family name, initials, and at times a suffix."""
    people = []
    for name in record.get(tag, []):
        found = re.fullmatch(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|\d\w\w|I{2,3}|IV))?", name)
        initials = ". ".join(found[2]) + "." if found else ""
        people.append(Person(found[1], initials, found[3] or "") if found else Person(literal=name))
    return people
