"""Whose DOI is it, where Crossref has no record? doi.org names the agency; DataCite is asked.

doi.org answers `doiRA/DOI` with a list of `DOI` and `RA`, or `status`: "DOI does not exist",
"Invalid DOI", "Unknown" (DOI Handbook, "Which RA?"). DataCite answers `dois/DOI` in the form of
JSON:API.
"""

from typing import Any
from urllib.parse import quote

from .compare import Record
from .http import Answer
from .services import Services
from .shapes import mappings


def unknown(answer: Answer) -> bool:
    """Whether there is no such record. Raises ValueError for a page of an outage or a proxy."""
    if answer.status not in (404, 410):
        return False
    if "html" in answer.kind or answer.body.lstrip()[:1] == b"<":
        raise ValueError(f"answer {answer.status} with a web page")
    return True


def agency(services: Services, doi: str) -> Record | None:
    """What a DOI's agency says: a record, perhaps bare, or None. Raises NoAnswer, NoNetwork."""
    name = services.ask("doi", f"doiRA/{quote(doi, safe='/')}", _agency)
    if name == "DataCite":
        work = datacite(services, doi)
        return datacite_record(work) if work else Record(name)
    return Record(name) if name else None


def _agency(answer: Answer) -> str:
    if unknown(answer):
        return ""
    item = answer.json()[0]
    if item.get("RA"):
        return str(item["RA"])
    if item.get("status") in ("DOI does not exist", "Invalid DOI"):
        return ""
    raise ValueError(str(item.get("status") or "no agency in it")[:60])


def datacite(services: Services, doi: str) -> dict[str, Any] | None:
    """The attributes of a work of DataCite, None where it has none. Raises NoAnswer, NoNetwork."""
    path = f"dois/{quote(doi, safe='')}"
    return services.ask("datacite", path, _attributes, accept="application/vnd.api+json")


def _attributes(answer: Answer) -> dict[str, Any] | None:
    if unknown(answer):
        return None
    attributes = answer.json()["data"]["attributes"]
    if not isinstance(attributes, dict):
        raise TypeError("no record in it")
    return attributes


def datacite_record(work: dict[str, Any]) -> Record:
    """A work of DataCite as a record to compare."""
    people = mappings(work.get("creators"))[:1]
    names = [str(item.get("familyName") or item.get("name") or "") for item in people]
    year = work.get("publicationYear")
    return Record(
        "DataCite",
        tuple(str(item["title"]) for item in mappings(work.get("titles")) if item.get("title")),
        frozenset([int(str(year))] if str(year).isdigit() else []),
        tuple(filter(None, names)),
        (),
        (str(work.get("doi") or ""),) if work.get("doi") else (),
    )
