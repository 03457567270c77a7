"""CSL-JSON (the CSL 1.0.2 schema), as Zotero and others export it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..verify.shapes import date_parts, mappings
from .file_parts import Left, put_genre, put_numbers, put_seen, year_of
from .pubmed import whole_pages
from .work import KINDS, Person, Work


def read_csl(text: str, name: str) -> Iterator[Work | Left]:
    """The works of a file, and what is left out. Raises ValueError for what is no whole JSON."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{name} is no whole JSON ({error})") from None
    items = loaded.get("items", [loaded]) if isinstance(loaded, dict) else loaded
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if not isinstance(item, dict):
            yield (f"record {number}", "it is no record")
            continue
        kind = KINDS["csl"].get(str(item.get("type")))
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
    work.put_all(
        item,
        "volume volume issue number publisher publisher edition edition PMID pmid PMCID pmcid",
    )
    work.put("pages", whole_pages(str(item.get("page") or "")))
    issued = item.get("issued")
    work.put("year", year_of(str(date_parts(issued)[:1] or issued)))
    put_numbers(
        work, str(item.get("DOI") or ""), str(item.get("ISBN") or ""), str(item.get("URL") or "")
    )
    put_seen(work, _csl_day(item.get("accessed")))
    put_genre(work, str(item.get("genre") or ""))
    work.put("version", item.get("version"))
    work.authors = [*map(_csl_person, mappings(item.get("author")))]
    work.editors = [*map(_csl_person, mappings(item.get("editor")))]
    return work


def _csl_day(date: object) -> str:
    """A date of CSL-JSON: by its parts, or as somebody wrote it."""
    if not isinstance(date, dict):
        return ""
    return "-".join(map(str, date_parts(date))) or str(date.get("raw", ""))


def _csl_person(item: dict[str, Any]) -> Person:
    if item.get("family"):
        particle = item.get("non-dropping-particle") or item.get("dropping-particle") or ""
        family = f"{particle} {item['family']}".strip()
        return Person(family, str(item.get("given") or ""), str(item.get("suffix") or ""))
    return Person(literal=str(item.get("literal") or item.get("name") or item.get("given") or ""))
