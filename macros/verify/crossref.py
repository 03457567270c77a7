"""Crossref's REST API (api.crossref.org): one work by its DOI, and the notices that update it.

A retraction, correction or concern stands in two places: as `updated-by` on the work itself, and as `update-to` on the notice, which the
filter `updates` finds. Publishers fill in the one or the other, so both are asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlencode

from .compare import Notice, Record
from .http import Answer, Fetcher

__all__ = ["BASE", "work"]

BASE = "https://api.crossref.org"
YEARS = ("issued", "published", "published-print", "published-online")


def work(fetcher: Fetcher, doi: str, base: str = BASE, contact: str = "") -> Record | None:
    """What Crossref knows of a DOI; None where it knows none. Raises NoAnswer."""
    base = base.rstrip("/")
    mail = f"mailto={quote(contact)}" if contact else ""
    answer = fetcher.ask(
        f"{base}/works/{quote(doi, safe='')}{'?' + mail if mail else ''}",
        accept="application/json",
        usable=_usable,
    )
    if answer.status == 404:
        # DOIs of DataCite, mEDRA and others are real, though Crossref has no record to compare.
        agency = fetcher.ask(
            f"{base}/works/{quote(doi, safe='')}/agency{'?' + mail if mail else ''}",
            accept="application/json",
            usable=_usable,
        )
        told = _message(agency).get("agency") if agency.status == 200 else None
        name = str(told.get("label") or told.get("id") or "") if isinstance(told, dict) else ""
        return Record(name) if name and name.casefold() != "crossref" else None
    message = _message(answer)
    own = doi.casefold()
    notices = list(_notices(message.get("updated-by"), "DOI"))
    for item in _items(message.get("update-to")):
        if str(item.get("DOI", "")).casefold() == own:
            notices += _notices(
                [item], "DOI"
            )  # updated in place: the notice has the work's own DOI
        else:
            notices.append(
                Notice(
                    "",
                    f"is itself the notice of a {str(item.get('type') or 'change').replace('_', ' ')}",
                    str(item.get("DOI", "")),
                    _date(item.get("updated")),
                    "Crossref",
                )
            )
    for name, status, kind in (
        ("is-replaced-by", "superseded", "replaced"),
        ("is-preprint-of", "", "published in a journal"),
    ):
        relation = message.get("relation")
        for item in _items(relation.get(name) if isinstance(relation, dict) else None):
            notices.append(Notice(status, kind, str(item.get("id", "")), "", "Crossref"))
    titles = _strings(message.get("title"))
    if (
        titles
        and re.match(r"\W*(?:retracted|withdrawn|removed)\b", titles[0], re.IGNORECASE)
        and not any(notice.status == "retracted" for notice in notices)
    ):
        notices.append(Notice("retracted", "marked in its title", doi, "", "Crossref"))
    # A DOI with a comma can't stand in a filter, where commas part one from the next.
    if "," not in doi:
        query = urlencode(
            {
                "filter": f"updates:{doi}",
                "rows": 20,
                "select": "DOI,title,update-to",
                **({"mailto": contact} if contact else {}),
            }
        )
        found = fetcher.ask(f"{base}/works?{query}", accept="application/json", usable=_usable)
        for item in _items(_message(found).get("items") if found.status == 200 else None):
            for told in _items(item.get("update-to")):
                if str(told.get("DOI", "")).casefold() == own:
                    notices += _notices([{**told, "DOI": item.get("DOI", "")}], "DOI")
    authors = _items(message.get("author"))
    first = next(
        (item for item in authors if item.get("sequence") == "first"), authors[0] if authors else {}
    )
    subtitles = _strings(message.get("subtitle"))
    return Record(
        "Crossref",
        (*titles, *(f"{titles[0]}: {subtitle}" for subtitle in subtitles if titles)),
        frozenset(year for name in YEARS for year in _years(message.get(name))),
        str(first.get("family") or first.get("name") or ""),
        (
            *_strings(message.get("container-title")),
            *_strings(message.get("short-container-title")),
        ),
        str(message.get("DOI", "")),
        _unique(notices),
    )


def _usable(answer: Answer) -> None:
    if answer.status == 200:
        _message(answer)
    elif answer.status != 404:
        raise ValueError(f"status {answer.status}")


def _message(answer: Answer) -> dict:
    try:
        told = json.loads(answer.body)
    except ValueError:
        raise ValueError("no JSON") from None
    message = told.get("message") if isinstance(told, dict) else None
    if not isinstance(message, dict):
        raise ValueError("no record in it")
    return message


def _notices(told: object, name: str) -> Iterator[Notice]:
    for item in _items(told):
        kind = re.sub(
            r"[\s-]+", "_", str(item.get("type") or item.get("label") or "").strip().lower()
        )
        yield Notice(
            _status(kind),
            kind.replace("_", " ") or "update",
            str(item.get(name, "")),
            _date(item.get("updated")),
            "Retraction Watch" if item.get("source") == "retraction-watch" else "Crossref",
        )


def _status(kind: str) -> str:
    if "concern" in kind or "partial" in kind:
        return "concern"
    if any(word in kind for word in ("retract", "withdraw", "remov")):
        return "retracted"
    if any(word in kind for word in ("correct", "corrig", "errat", "addend", "clarif")):
        return "corrected"
    return "superseded" if kind.startswith("new_") else ""


def _unique(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    kept: dict[tuple[str, str], Notice] = {}
    for notice in notices:
        kept.setdefault((notice.status or notice.kind, notice.id.casefold()), notice)
    return tuple(sorted(kept.values(), key=lambda notice: (notice.status, notice.id, notice.kind)))


def _items(value: object) -> list[dict]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return (
        [item for item in value if isinstance(item, str) and item.strip()]
        if isinstance(value, list)
        else []
    )


def _parts(value: object) -> list[int]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return [part for part in first if isinstance(part, int)]


def _years(value: object) -> list[int]:
    return _parts(value)[:1]


def _date(value: object) -> str:
    parts = _parts(value)
    return "-".join(f"{part:0{4 if number == 0 else 2}d}" for number, part in enumerate(parts))
