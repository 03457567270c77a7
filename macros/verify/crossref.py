"""Crossref's REST API (api.crossref.org): works by their DOIs, and the notices that update them.

A retraction, correction or concern stands in two places: as `updated-by` on the work itself, and
as `update-to` on the notice, which the filter `updates` finds. Publishers fill in the one or the
other, so both are asked for. Filters of one name are joined by "or" (REST API documentation,
"Filters"); a DOI with a comma can't stand in one and is asked for alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from . import agencies
from .compare import Record
from .http import Answer, NoAnswer
from .notices import Notice, status_of
from .services import Found, Services
from .shapes import date_parts, mappings, texts

BATCH = 20
YEARS = ("issued", "published", "published-print", "published-online")
Work = dict[str, Any]


def works(services: Services, dois: Sequence[str]) -> dict[str, Found]:
    """What is known of each DOI: a record, None where nobody knows it, or why nobody could say.

    Of a DOI that Crossref has no record of its agency is asked. Raises NoNetwork alone.
    """
    simple = [doi for doi in dois if "," not in doi]
    known: dict[str, Work] = {}
    for part in _parts(simple):
        for item in _of_dois(services, "doi", part):
            known[str(item.get("DOI", "")).casefold()] = item
    found: dict[str, Work | Found] = {}
    for doi in dois:
        try:
            found[doi] = known.get(doi.casefold()) or _alone(services, doi)
        except NoAnswer as error:
            found[doi] = error
    notices: dict[str, list[Notice]] = {}
    silent: dict[str, NoAnswer] = {}
    for part in _parts([doi for doi in simple if isinstance(found[doi], dict)]):
        try:
            for item in _of_dois(services, "updates", part, select="DOI,title,update-to"):
                for update in mappings(item.get("update-to")):
                    own = str(update.get("DOI", "")).casefold()
                    update = {**update, "DOI": item.get("DOI", "")}
                    notices.setdefault(own, []).extend(_notices([update], own))
        except NoAnswer as error:
            silent.update(dict.fromkeys(part, error))
    return {
        doi: silent.get(doi) or record(work, doi, notices.get(doi.casefold(), ()))
        if isinstance(work, dict)
        else work
        for doi, work in found.items()
    }


def _parts(dois: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(dois), BATCH):
        yield dois[start : start + BATCH]


def _of_dois(services: Services, name: str, dois: Sequence[str], **query: str) -> list[Work]:
    """The works of one question, asked again in halves. Raises NoAnswer for `updates` alone."""
    filters = ",".join(f"{name}:{doi}" for doi in dois)
    try:
        return listed(services, {"filter": filters, "rows": str(BATCH * 10)} | query)
    except NoAnswer:
        half = len(dois) // 2
        if half:
            parts = (dois[:half], dois[half:])
            return [one for part in parts for one in _of_dois(services, name, part, **query)]
        if name == "doi":
            return []
        raise


def _alone(services: Services, doi: str) -> Work | Record | None:
    found = raw(services, doi)
    if found is not None:
        return found
    answered = services.ask("crossref", f"works/{quote(doi, safe='')}/agency", _work) or {}
    label = answered.get("agency")
    name = str(label.get("label") or label.get("id") or "") if isinstance(label, dict) else ""
    return Record("Crossref") if name.casefold() == "crossref" else agencies.agency(services, doi)


def raw(services: Services, doi: str) -> Work | None:
    """One work as Crossref describes it, or None for no record. Raises NoAnswer, NoNetwork."""
    return services.ask("crossref", f"works/{quote(doi, safe='')}", _work)


def listed(services: Services, query: dict[str, str]) -> list[Work]:
    """The works that Crossref lists for a query. Raises NoAnswer, NoNetwork."""
    return services.ask("crossref", "works", _items, query)


def _work(answer: Answer) -> Work | None:
    if agencies.unknown(answer):
        return None
    return _message(answer)


def _items(answer: Answer) -> list[Work]:
    items = _message(answer).get("items")
    if not isinstance(items, list):
        raise TypeError("no list of works in it")
    return mappings(items)


def _message(answer: Answer) -> Work:
    body = answer.json()
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict):
        raise ValueError("no record in it")
    return message


def record(work: Work, doi: str, later: Iterable[Notice] = ()) -> Record:
    """A work of Crossref as a record; `later` are the notices that name it."""
    own = {doi.casefold(), str(work.get("DOI", "")).casefold()}
    notices = [*_notices(work.get("updated-by"), *own), *later]
    for item in mappings(work.get("update-to")):
        if str(item.get("DOI", "")).casefold() in own:
            notices += _notices([item], *own)  # updated in place
        else:
            kind = str(item.get("type") or "change").replace("_", " ")
            about = str(item.get("DOI", ""))
            kind = f"is itself the notice of a {kind}"
            notices.append(Notice("", kind, about, _date(item.get("updated")), "Crossref"))
    relation = work.get("relation")
    for name, status, kind in (
        ("is-replaced-by", "superseded", "replaced"),
        ("is-preprint-of", "", "published in a journal"),
    ):
        for item in mappings(relation.get(name) if isinstance(relation, dict) else None):
            if str(item.get("id", "")).casefold() not in own:
                notices.append(Notice(status, kind, str(item.get("id", "")), "", "Crossref"))
    titles = texts(work.get("title"))
    short = texts(work.get("short-container-title"))
    return Record(
        "Crossref",
        (
            *titles,
            *(f"{titles[0]}: {sub}" for sub in texts(work.get("subtitle")) if titles),
            *(other for other in texts(work.get("original-title")) if titles),
        ),
        frozenset(year for name in YEARS for year in date_parts(work.get(name))[:1]),
        tuple(_first(work)),
        (*texts(work.get("container-title")), *short),
        tuple(filter(None, (str(work.get("DOI", "")), *texts(work.get("aliases"))))),
        _unique(notices),
    )


def _first(work: Work) -> Iterator[str]:
    """Who may stand first: Crossref marks the first person and the first group alike."""
    people = mappings(work.get("author")) or mappings(work.get("editor"))
    first = [item for item in people if item.get("sequence") == "first"] or people[:1]
    for item in first:
        name = str(item.get("family") or item.get("name") or "")
        if name:
            yield name


def _notices(updates: object, *own: str) -> Iterator[Notice]:
    for item in mappings(updates):
        kind = str(item.get("type") or item.get("label") or "").strip().lower()
        kind = re.sub(r"[\s_-]+", " ", kind)
        status, notice = status_of(kind), str(item.get("DOI", ""))
        if status == "superseded" and notice.casefold() in own:
            continue  # a new version at the same DOI is what the DOI leads to
        source = "Retraction Watch" if item.get("source") == "retraction-watch" else "Crossref"
        yield Notice(status, kind or "update", notice, _date(item.get("updated")), source)


def _unique(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    kept: dict[tuple[str, str], Notice] = {}
    for notice in notices:
        kept.setdefault((notice.status or notice.kind, notice.id.casefold()), notice)
    return tuple(sorted(kept.values(), key=lambda notice: (notice.status, notice.id, notice.kind)))


def _date(value: object) -> str:
    parts = enumerate(date_parts(value))
    return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in parts)
