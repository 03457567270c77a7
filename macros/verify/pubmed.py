"""PubMed through NCBI's E-utilities (efetch, XML): records by PMID, many in one question.

The meaning of the elements: NLM, "MEDLINE/PubMed XML Element Descriptions and their Attributes".
At most three requests a second without a key, at most 200 ids in an address (NCBI, "A General
Introduction to the E-utilities").
"""

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree as ET

from ..tables import table
from .compare import Record
from .http import Answer, NoAnswer, Read
from .notices import Notice
from .services import Found, Services

BATCH = 200
_TABLE = table(__file__)
LATER, EARLIER = (dict[str, str](_TABLE[name]) for name in ("later", "earlier"))
YEARS = (
    ".//JournalIssue/PubDate/Year",
    ".//Article/ArticleDate/Year",
    ".//JournalIssue/PubDate/MedlineDate",
    ".//Book/PubDate/Year",
    ".//ContributionDate/Year",
)


def articles(services: Services, pmids: Sequence[str]) -> dict[str, Found]:
    """What PubMed knows of each PMID: a record, None, or why not. Raises NoNetwork alone."""
    found: dict[str, Found] = {}
    for start in range(0, len(pmids), BATCH):
        found |= _asked(services, pmids[start : start + BATCH])
    return found


def _asked(services: Services, pmids: Sequence[str]) -> dict[str, Found]:
    """What one answer lacks, because it was too large or spoilt, is asked for in halves."""
    found: dict[str, Found] = {}
    try:
        found |= {one: record(element) for one, element in elements(services, pmids).items()}
    except NoAnswer as error:
        if len(pmids) == 1:
            return {pmids[0]: error}
    missing = [pmid for pmid in pmids if pmid not in found]
    if missing and len(pmids) == 1:
        return {pmids[0]: None}
    half = len(missing) // 2 or 1
    for part in filter(None, (missing[:half], missing[half:])):
        found |= _asked(services, part)
    return found


def elements(services: Services, pmids: Sequence[str]) -> dict[str, ET.Element]:
    """The element of each PMID that PubMed knows. Raises NoAnswer, NoNetwork."""
    query = {"id": ",".join(pmids), "retmode": "xml"}
    listed = {
        element.findtext("./*/PMID", "").strip(): element
        for element in asked(services, "efetch", _elements, **query)
    }
    return {number: element for number, element in listed.items() if number in pmids}


def asked(services: Services, tool: str, read: Callable[[Answer], Read], **query: str) -> Read:
    """What `read` makes of an E-utility's answer. Raises NoAnswer, NoNetwork."""
    query = {"db": "pubmed", "retmode": "json", "tool": "handbook"} | query
    accept = f"application/{query['retmode']}"
    return services.ask("pubmed", f"{tool}.fcgi", read, query, accept)


def _elements(answer: Answer) -> list[ET.Element]:
    if answer.status == 400 and b"<html" not in answer.body.lower():
        return []  # none of them is known
    body = answer.whole()
    # Entities of a document's own could make a small answer fill the memory; PubMed uses none.
    if b"<!ENTITY" in body:
        raise ValueError("entities in its XML")
    try:
        root = ET.fromstring(body)  # noqa: S314 (no entities, see above)
    except ET.ParseError:
        raise ValueError("no XML") from None
    if root.tag != "PubmedArticleSet":
        raise ValueError("no set of articles in it")
    return list(root)


def record(element: ET.Element) -> Record:
    """An article or chapter as a record to compare."""
    title = (
        text_of(element, ".//Article/ArticleTitle")
        or text_of(element, "./BookDocument/ArticleTitle")
        or text_of(element, ".//Book/BookTitle")
    )
    titles = (
        re.sub(r"^\[(.*)\]\.?$", r"\1", title),
        text_of(element, ".//Article/VernacularTitle"),
        text_of(element, ".//Book/BookTitle"),
    )
    journals = ("Journal/Title", "Journal/ISOAbbreviation", "MedlineJournalInfo/MedlineTA")
    doi = numbers(element).get("doi", "")
    return Record(
        "PubMed",
        tuple(filter(None, titles)),
        frozenset(_years(element)),
        tuple(_first(element)),
        tuple(filter(None, (element.findtext(f".//{place}") for place in journals))),
        (doi,) if doi else (),
        tuple(_notices(element)),
    )


def numbers(element: ET.Element) -> dict[str, str]:
    """The numbers of an article or chapter by their kind: doi, pmc, bookaccession, …"""
    return {
        str(item.get("IdType")): (item.text or "").strip()
        for place in ("./PubmedData", "./PubmedBookData", "./BookDocument")
        for item in reversed(element.findall(f"{place}/ArticleIdList/ArticleId"))
    }


def text_of(element: ET.Element, place: str) -> str:
    """The text at a place, mark-up left out; "" where there is none."""
    found = element.find(place)
    return "".join(found.itertext()).strip() if found is not None else ""


def _first(element: ET.Element) -> Iterator[str]:
    """Who may stand first: of a chapter its own author; a group before or behind its people."""
    places = (".//Article/AuthorList", "./BookDocument/AuthorList", ".//Book/AuthorList")
    listed = next(filter(None, (element.findall(f"{place}/Author") for place in places)), [])
    names = [author.findtext("LastName") or author.findtext("CollectiveName") for author in listed]
    groups = filter(None, (author.findtext("CollectiveName") for author in listed))
    yield from filter(None, dict.fromkeys((*names[:1], next(groups, None))))


def _years(element: ET.Element) -> Iterator[int]:
    for place in YEARS:
        for found in element.findall(place):
            yield from map(int, re.findall(r"\d{4}", found.text or ""))


def _notices(element: ET.Element) -> Iterator[Notice]:
    seen = set()
    for item in element.findall(".//CommentsCorrectionsList/CommentsCorrections"):
        kind, number = item.get("RefType", ""), (item.findtext("PMID") or "").strip()
        where = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number.isdigit() else ""
        date = re.search(r"\b(?:19|20)\d\d\b", item.findtext("RefSource") or "")
        day = date[0] if date else ""
        if kind in LATER:
            seen.add(LATER[kind])
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.removesuffix("In")).lower()
            yield Notice(LATER[kind], words, where, day, "PubMed")
        elif kind in EARLIER:
            yield Notice("", f"is itself the notice of a {EARLIER[kind]}", where, day, "PubMed")
    kinds = {
        (item.text or "").strip()
        for item in element.findall(".//PublicationTypeList/PublicationType")
    }
    if "Retracted Publication" in kinds and "retracted" not in seen:
        yield Notice("retracted", "retraction", "", "", "PubMed")
    if "Retraction of Publication" in kinds and not seen:
        yield Notice("", "is itself the notice of a retraction", "", "", "PubMed")
