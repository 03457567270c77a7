"""PubMed through NCBI's E-utilities (efetch, XML): records by PMID, many in one question.

The meaning of the elements: NLM, "MEDLINE/PubMed XML Element Descriptions and their Attributes". At most three requests a second
without a key (NCBI, "A General Introduction to the E-utilities").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode
from xml.etree import ElementTree

from .compare import Notice, Record
from .http import Answer, Fetcher

__all__ = ["BASE", "BATCH", "articles"]

BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
BATCH = 50
# What stands on the work, and what stands on the notice about it.
LATER = {
    "RetractionIn": "retracted",
    "PartialRetractionIn": "concern",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "corrected",
    "UpdateIn": "superseded",
    "CorrectedandRepublishedIn": "corrected",
    "RetractedandRepublishedIn": "retracted",
    "RepublishedIn": "",
}
EARLIER = {
    "RetractionOf": "retraction",
    "PartialRetractionOf": "partial retraction",
    "ExpressionOfConcernFor": "concern",
    "ErratumFor": "correction",
}


def articles(
    fetcher: Fetcher,
    pmids: Sequence[str],
    base: str = BASE,
    contact: str = "",
    tool: str = "handbook",
) -> dict[str, Record]:
    """What PubMed knows of these PMIDs; one that it does not know is missing from the answer. Raises NoAnswer."""
    query = urlencode(
        {
            "db": "pubmed",
            "id": ",".join(pmids),
            "retmode": "xml",
            "tool": tool,
            **({"email": contact} if contact else {}),
        }
    )
    answer = fetcher.ask(
        f"{base.rstrip('/')}/efetch.fcgi?{query}", accept="application/xml", usable=_usable
    )
    if answer.status != 200:
        return {}  # 400: none of them is known
    found = {}
    for element in _root(answer):
        number = (
            element.findtext(".//MedlineCitation/PMID")
            or element.findtext(".//BookDocument/PMID")
            or ""
        ).strip()
        if number in pmids:
            found[number] = _record(element)
    return found


def _usable(answer: Answer) -> None:
    if answer.status == 200:
        _root(answer)
    elif answer.status not in (400, 404):
        raise ValueError(f"status {answer.status}")


def _root(answer: Answer) -> ElementTree.Element:
    # Entities of a document's own could make a small answer fill the memory; PubMed uses none.
    if b"<!ENTITY" in answer.body:
        raise ValueError("entities in its XML")
    try:
        root = ElementTree.fromstring(answer.body)
    except ElementTree.ParseError:
        raise ValueError("no XML") from None
    if root.tag != "PubmedArticleSet":
        raise ValueError("no set of articles in it")
    return root


def _record(element: ElementTree.Element) -> Record:
    title = (
        _text(element.find(".//Article/ArticleTitle"))
        or _text(element.find(".//BookDocument/ArticleTitle"))
        or _text(element.find(".//Book/BookTitle"))
    )
    titles = tuple(
        filter(
            None,
            (
                re.sub(r"^\[(.*)\]\.?$", r"\1", title.strip()),
                _text(element.find(".//Article/VernacularTitle")),
                _text(element.find(".//Book/BookTitle")),
            ),
        )
    )
    first = element.find(".//AuthorList/Author")
    author = (
        (first.findtext("LastName") or first.findtext("CollectiveName") or "")
        if first is not None
        else ""
    )
    journals = (
        element.findtext(".//Journal/Title"),
        element.findtext(".//Journal/ISOAbbreviation"),
        element.findtext(".//MedlineJournalInfo/MedlineTA"),
    )
    doi = next(
        (
            item.text or ""
            for item in element.findall("./PubmedData/ArticleIdList/ArticleId")
            if item.get("IdType") == "doi"
        ),
        "",
    )
    return Record(
        "PubMed",
        titles,
        frozenset(_years(element)),
        author,
        tuple(name for name in journals if name),
        doi.strip(),
        tuple(_notices(element)),
    )


def _text(element: ElementTree.Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _years(element: ElementTree.Element) -> Iterator[int]:
    for place in (
        ".//JournalIssue/PubDate/Year",
        ".//Article/ArticleDate/Year",
        ".//JournalIssue/PubDate/MedlineDate",
        ".//Book/PubDate/Year",
        ".//ContributionDate/Year",
    ):
        for found in element.findall(place):
            match = re.search(r"\d{4}", found.text or "")
            if match:
                yield int(match[0])


def _notices(element: ElementTree.Element) -> Iterator[Notice]:
    seen = set()
    for item in element.findall(".//CommentsCorrectionsList/CommentsCorrections"):
        kind, number = item.get("RefType", ""), (item.findtext("PMID") or "").strip()
        where = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number.isdigit() else ""
        date = re.search(r"\b(?:19|20)\d\d\b", item.findtext("RefSource") or "")
        if kind in LATER:
            seen.add(LATER[kind])
            yield Notice(
                LATER[kind],
                re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.removesuffix("In")).lower(),
                where,
                date[0] if date else "",
                "PubMed",
            )
        elif kind in EARLIER:
            yield Notice(
                "",
                f"is itself the notice of a {EARLIER[kind]}",
                where,
                date[0] if date else "",
                "PubMed",
            )
    kinds = {
        (item.text or "").strip()
        for item in element.findall(".//PublicationTypeList/PublicationType")
    }
    if "Retracted Publication" in kinds and "retracted" not in seen:
        yield Notice("retracted", "retraction", "", "", "PubMed")
