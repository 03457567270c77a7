"""A work of Crossref as a record."""

import re
from typing import Any

from ..model import Name
from ..verify.shapes import date_parts, mappings, texts
from .pubmed import plain_title
from .work import KINDS, Work, person


def work_of(record: dict[str, Any]) -> Work:
    """The record of a work."""
    called = str(record.get("type") or "")
    work = Work(KINDS["crossref"].get(called, "misc"), kinds=(called,))
    title, subtitle = _first(record.get("title")), _first(record.get("subtitle"))
    both = subtitle and subtitle.lower() not in title.lower()
    work.put("title", plain_title(f"{title.rstrip(':. ')}: {subtitle}" if both else title))
    container = _first(record.get("container-title"))
    if work.kind == "article":
        work.put("journal", container)
        short = _first(record.get("short-container-title"))
        work.put("shortjournal", short if short != container else "")
    elif work.kind in ("incollection", "inproceedings"):
        # Of several, the first is the series and the last the book.
        holders = record.get("container-title") or [""]
        work.put("booktitle", holders[-1])
        work.put("series", container if len(holders) > 1 else "")
    if work.kind == "misc":
        for institution in mappings(record.get("institution")):
            work.put("howpublished", institution.get("name"))
    if work.kind != "article":
        work.put("publisher", record.get("publisher"))
    _date(work, record)
    work.put_all(record, "volume volume issue number edition-number edition")
    pages = str(record.get("page") or "")
    work.put("pages", re.sub(r"\s*[-–—]+\s*", "--", pages) or record.get("article-number"))
    isbn = record.get("ISBN")
    work.put("isbn", str(isbn[0]).rpartition("/")[2] if isinstance(isbn, list) and isbn else "")
    work.put("doi", str(record.get("DOI") or "").lower())
    work.authors = _people(record.get("author"))
    work.editors = _people(record.get("editor"))
    return work


def _first(value: object) -> str:
    return next(iter(texts(value)), "")


def _date(work: Work, record: dict[str, Any]) -> None:
    """The issue's date (AMA 11th, 3.11.6); that of the page where no issue is there (3.11.4.1)."""
    waits = work.kind == "article" and not (record.get("volume") or record.get("issue"))
    first_online = ("published-online",) if waits else ()
    for name in (*first_online, "published-print", "issued", "published-online", "published"):
        first = date_parts(record.get(name))
        if first:
            for field, value in zip(("year", "month", "day"), first, strict=False):
                if field == "year" or waits or work.kind != "article":
                    work.put(field, value)
            return


def _people(value: object) -> list[Name]:
    named = (item for item in mappings(value) if item.get("family") or item.get("name"))
    return list(map(person, named))
