"""What the readers of exported files share: from the places of a record to a work."""

import re
from collections.abc import Callable, Iterable

from ..bib.dates import iso_date
from ..model import Name
from ..tables import table
from .pubmed import whole_pages
from .work import KINDS, Work

Left = tuple[str, str]  # the name of a record that is left out, and why
_PLACES: dict[str, dict[str, str]] = table(__file__)


def file_work(
    form: str,
    called: str,
    number: int,
    text_at: Callable[[str], str],
    people: Iterable[list[Name]],
) -> Work | Left:
    """The work of a record, or why there is none.

    In: the form of the file, what the record calls its kind, its number, what it has at a place of
    the form's table, its authors and editors.
    """
    given = dict.fromkeys(("article", "site", "version", "pmid", "pmcid"), "")
    for name, places in _PLACES[form].items():
        given[name] = next(filter(None, map(text_at, places.split())), "")
    kind = KINDS[form].get(called)
    if kind is None:
        return (given["title"] or f"record {number}", f'the kind "{called}" is not read')
    work = Work(kind, kinds=(called,))
    for name in ("title", "volume", "number", "publisher", "edition", "version", "pmid", "pmcid"):
        work.put(name, given[name])
    if kind == "article":
        work.put("journal", given["journal"])
        work.put("shortjournal", given["short"] if given["short"] != given["journal"] else "")
    elif kind in ("incollection", "inproceedings"):
        work.put("booktitle", given["book"])
    else:
        work.put("organization" if kind == "online" else "howpublished", given["site"])
    work.put("pages", whole_pages(given["pages"]) or given["article"])
    work.put("year", year_of(given["year"]))
    _put_numbers(work, given["doi"], given["isbn"], given["url"])
    # The day on which a page was read.
    work.put("urldate", iso_date(given["seen"].partition("T")[0].strip(" /")))
    # What a thesis or a report calls itself; a thesis that says nothing is a dissertation.
    if kind == "phdthesis" and given["genre"]:
        work.kind = "thesis"
    if work.kind in ("thesis", "techreport"):
        work.put("type", given["genre"])
    work.authors, work.editors = people
    return work


def year_of(text: str) -> str:
    """The first year in a text, or ""."""
    found = re.search(r"\d{4}", text)
    return found[0] if found else ""


def _put_numbers(work: Work, doi: str, isbn: str, url: str) -> None:
    """The DOI, the ISBN of a book, and an address that is not that of the DOI."""
    found = re.search(r"10\.\d{4,9}/\S+", doi)
    work.put("doi", found[0].lower() if found else "")
    if work.kind in ("book", "incollection"):
        digits = re.search(r"97[89][\d-]{10,14}|\d[\d-]{8,12}[\dXx]", isbn)
        work.put("isbn", digits[0] if digits else "")
    if url.startswith(("http://", "https://")) and not (work.get("doi") and "doi.org/" in url):
        work.put("url", url.split(maxsplit=1)[0])


def comma_name(name: str) -> Name:
    """Family, Given[, Suffix]; a name without a comma is a group."""
    family, comma, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    if not comma or not given.strip():
        return Name(literal=name.strip().rstrip(","))
    return Name(family.strip(), given.strip(), suffix=suffix.strip())
