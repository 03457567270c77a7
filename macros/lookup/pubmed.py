"""A record of PubMed, found by its number, its DOI, or its number in PubMed Central."""

import re
from xml.etree.ElementTree import Element

from ..model import Name
from ..verify import pubmed as service
from ..verify.http import Answer
from ..verify.services import Services
from .work import Work


def by_pmid(services: Services, pmid: str) -> Element | None:
    """The record of a PMID, or None where PubMed has none. Raises NoAnswer, NoNetwork."""
    return service.elements(services, [pmid]).get(pmid)


def by_doi(services: Services, doi: str) -> Element | None:
    """The record that names a DOI, or None. Raises NoAnswer, NoNetwork."""
    for pmid in service.asked(services, "esearch", _ids, term=f'"{doi}"[doi]'):
        element = by_pmid(services, pmid)
        if element is not None and doi.lower() in service.numbers(element).get("doi", "").lower():
            return element
    return None


def by_pmcid(services: Services, pmcid: str) -> tuple[str, str]:
    """(PMID, DOI) of an article of PubMed Central, or "". Raises NoAnswer, NoNetwork."""
    number = pmcid.upper().removeprefix("PMC")
    found = service.asked(services, "esummary", _summary, db="pmc", id=number)
    return found.get("pmid", ""), found.get("doi", "")


def _ids(answer: Answer) -> list[str]:
    found = answer.json()["esearchresult"]
    return [str(pmid) for pmid in found.get("idlist", [])][:2]


def _summary(answer: Answer) -> dict[str, str]:
    found = answer.json()["result"]
    uids = found.get("uids") or []
    listed = found[uids[0]].get("articleids", []) if uids else []
    return {
        str(item.get("idtype", "")): str(item.get("value", "")).strip()
        for item in listed
        if str(item.get("value", "0")) not in ("", "0")
    }


def work_of(element: Element) -> Work:
    """The record of a PubmedArticle or PubmedBookArticle."""
    book = element.find("./BookDocument")
    kinds = [item.text or "" for item in element.iter("PublicationType")]
    work = Work("article" if book is None else "incollection", kinds=tuple(kinds))
    text, numbers = service.text_of, service.numbers(element)
    work.put(
        "title",
        plain_title(
            text(element, ".//Article/ArticleTitle") or text(element, "./BookDocument/ArticleTitle")
        ),
    )
    if book is not None:
        whole = text(element, ".//Book/BookTitle")
        if work.get("title"):
            work.put("booktitle", whole)
        else:
            work.kind = "book"
            work.put("title", whole)
        work.put("publisher", text(element, ".//Publisher/PublisherName"))
        accession = numbers.get("bookaccession", "")
        work.put("url", f"https://www.ncbi.nlm.nih.gov/books/{accession}/" if accession else "")
    else:
        work.put("journal", text(element, ".//Journal/Title").partition(" : ")[0])
        short = text(element, ".//MedlineJournalInfo/MedlineTA") or text(
            element, ".//Journal/ISOAbbreviation"
        ).replace(".", "")
        work.put("shortjournal", short if short != work.get("journal") else "")
        work.put("volume", text(element, ".//JournalIssue/Volume"))
        work.put("number", text(element, ".//JournalIssue/Issue"))
        work.put("pages", whole_pages(text(element, ".//Pagination/MedlinePgn")))
    date = next(filter(None, (text(element, place) for place in service.YEARS)), "")
    year = re.search(r"\d{4}", date)
    work.put("year", year[0] if year else "")
    language = text(element, ".//Language")
    work.put("language", "" if language in ("eng", "en") else language)
    work.put("pmid", element.findtext("./*/PMID"))
    work.put("doi", numbers.get("doi", "").lower())
    work.put("pmcid", numbers.get("pmc", "").split(".")[0])
    for place in (".//Article/AuthorList", "./BookDocument/AuthorList"):
        work.authors += _people(element, place)
    listed = element.find(".//Book/AuthorList")
    if listed is not None:
        people = _people(element, ".//Book/AuthorList")
        if listed.get("Type") == "editors":
            work.editors = people
        elif not work.authors:
            work.authors = people
    return work


def plain_title(title: str) -> str:
    """Without NLM's brackets of a translated title and its full stop."""
    title = re.sub(r"^\[(.*)\]\.?$", r"\1", title.strip())
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def whole_pages(pages: str) -> str:
    """NLM cuts the last page (403-15): it is printed whole (AMA 11th, 3.11.9)."""
    match = re.fullmatch(r"(\D*)(\d+)\s*[-–]\s*(\D*)(\d+)", pages.strip())
    if not match:
        return pages.strip()
    lead, first, other, last = match.groups()
    if len(last) < len(first) and not other:
        last = first[: len(first) - len(last)] + last
    return f"{lead}{first}--{other or lead}{last}"


def _people(element: Element, place: str) -> list[Name]:
    found = []
    for author in element.findall(f"{place}/Author"):
        family, group = author.findtext("LastName"), author.findtext("CollectiveName")
        if family:
            given = author.findtext("ForeName") or author.findtext("Initials") or ""
            found.append(Name(family, given, suffix=author.findtext("Suffix") or ""))
        elif group:
            found.append(Name(literal=group.strip().rstrip(".")))
    return found
