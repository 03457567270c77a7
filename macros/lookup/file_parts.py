"""What the readers of exported files share: kinds, numbers, days and names of a work."""

from __future__ import annotations

import re

from ..bib.dates import iso_date
from .work import Person, Work

Left = tuple[str, str]  # the name of a record that is left out, and why


def year_of(text: str) -> str:
    """The first year in a text, or ""."""
    found = re.search(r"\d{4}", text)
    return found[0] if found else ""


def put_numbers(work: Work, doi: str, isbn: str, url: str) -> None:
    """The DOI, the ISBN of a book, and an address that is not that of the DOI."""
    found = re.search(r"10\.\d{4,9}/\S+", doi)
    work.put("doi", found[0].lower() if found else "")
    if work.kind in ("book", "incollection"):
        digits = re.search(r"97[89][\d-]{10,14}|\d[\d-]{8,12}[\dXx]", isbn)
        work.put("isbn", digits[0] if digits else "")
    if url.startswith(("http://", "https://")) and not (work.get("doi") and "doi.org/" in url):
        work.put("url", url.split(maxsplit=1)[0])


def put_seen(work: Work, day: str) -> None:
    """The day on which a page was read, as the record has it."""
    work.put("urldate", iso_date(day.partition("T")[0].strip(" /")))


def put_genre(work: Work, genre: str) -> None:
    """What a thesis or a report calls itself; a thesis that says nothing is a dissertation."""
    if work.kind == "phdthesis" and genre:
        work.kind = "thesis"
    if work.kind in ("thesis", "techreport"):
        work.put("type", genre)


def comma_name(name: str) -> Person:
    """Family, Given[, Suffix]; a name without a comma is a group."""
    family, comma, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    if not comma or not given.strip():
        return Person(literal=name.strip().rstrip(","))
    return Person(family.strip(), given.strip(), suffix.strip())
