"""A work of DataCite as a record: preprints of arXiv, data, software, theses."""

from typing import Any

from ..model import Name
from ..verify.shapes import mappings
from .work import KINDS, Work


def work_of(attributes: dict[str, Any]) -> Work:
    """The record of a work's attributes."""
    types = attributes.get("types")
    kind = str(types.get("resourceTypeGeneral") or "") if isinstance(types, dict) else ""
    work = Work(KINDS["datacite"].get(kind, "misc"), kinds=(kind,))
    titles = mappings(attributes.get("titles"))
    main = next((item for item in titles if not item.get("titleType")), titles[0] if titles else {})
    work.put("title", main.get("title"))
    publisher = attributes.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    container = attributes.get("container")
    if work.kind == "article" and isinstance(container, dict):
        work.put("journal", container.get("title"))
        work.put_all(container, "volume volume issue number firstPage pages")
    work.put("howpublished" if work.kind == "misc" else "publisher", name)
    work.put("version", attributes.get("version") if work.kind in ("dataset", "software") else "")
    work.put("year", attributes.get("publicationYear"))
    work.put("doi", str(attributes.get("doi") or "").lower())
    for item in mappings(attributes.get("creators")):
        if item.get("familyName"):
            work.authors.append(Name(str(item["familyName"]), str(item.get("givenName") or "")))
        elif item.get("name"):
            work.authors.append(_person(str(item["name"]), str(item.get("nameType") or "")))
    return work


def _person(name: str, kind: str) -> Name:
    family, comma, given = name.partition(",")
    if comma and kind != "Organizational":
        return Name(family.strip(), given.strip())
    return Name(literal=name)
