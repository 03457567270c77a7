"""Going through all sources: who is asked about what, what was learnt, and what must be asked again another day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from ..bib.verified import Verified, identity, print_of
from ..content.pages import Page
from ..content.regions import find_regions
from ..model import Reference
from ..project import Project
from . import crossref, pubmed
from .compare import Notice, Record, compare, worst
from .http import Fetcher, NoAnswer
from .web import Visit, visit

__all__ = ["Plan", "page_links", "plan", "verify"]

# Pages of identifiers, which Crossref and PubMed themselves are asked about.
IDENTIFIERS = (
    "doi.org",
    "dx.doi.org",
    "pubmed.ncbi.nlm.nih.gov",
    "www.ncbi.nlm.nih.gov",
    "pmc.ncbi.nlm.nih.gov",
    "ncbi.nlm.nih.gov",
)
LINK = re.compile(
    r"\]\(\s*<?(https?://[^\s<>\"'()]*(?:\([^\s()]*\)[^\s<>\"'()]*)*)|<(https?://[^\s<>]+)>|(?:href|src)=[\"'](https?://[^\"']+)[\"']|^\s*\[[^\]]+\]:\s*<?(https?://[^\s<>]+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run asks: the sources and page links that are due."""

    sources: tuple[Reference, ...]
    links: tuple[str, ...]


def page_links(pages: Iterable[Page]) -> dict[str, list[str]]:
    """The addresses outside the handbook that pages link to, each with the places (path:line) where it stands."""
    found: dict[str, list[str]] = {}
    for page in pages:
        where = find_regions(page.source)
        for match in LINK.finditer(page.source):
            address = next(part for part in match.groups() if part)
            if where.at(match.start()) == "" and urlsplit(address).hostname not in IDENTIFIERS:
                line = (
                    page.source.count(
                        "\n",
                        0,
                        match.start(
                            next(number for number, part in enumerate(match.groups(), 1) if part)
                        ),
                    )
                    + 1
                )
                found.setdefault(address.split("#")[0], []).append(f"{page.path}:{line}")
    return dict(sorted(found.items()))


def plan(
    project: Project,
    verified: Verified,
    only: Iterable[str] = (),
    since: int = 0,
    web: bool = True,
    today: datetime.date | None = None,
) -> Plan:
    """What is due: all, or what was last checked more than `since` days ago, was changed since, or failed."""
    today = today or datetime.date.today()
    wanted = set(only)

    def due(item: dict | None, now: str) -> bool:
        if (
            not item
            or not item.get("checked")
            or item.get("failed")
            or item.get("print", now) != now
        ):
            return True
        try:
            return (today - datetime.date.fromisoformat(item["checked"])).days >= since
        except ValueError:
            return True

    references = [
        reference
        for key, reference in sorted(project.bibliography.references.items())
        if not wanted or key in wanted
    ]
    sources = [
        reference
        for reference in references
        if (reference.doi or reference.pmid or (web and _site(reference)))
        and due(verified.sources.get(reference.key), print_of(reference))
    ]
    own = project.site_url.rstrip("/")
    links = (
        [
            address
            for address in page_links(project.pages)
            if not (own and address.startswith(own)) and due(verified.links.get(address), "")
        ]
        if web and not wanted
        else []
    )
    taken = {_site(reference) for reference in sources}
    return Plan(tuple(sources), tuple(address for address in links if address not in taken))


def _site(reference: Reference) -> str:
    """The web page of a source that is to be visited, or ""."""
    if (
        not reference.url.startswith(("http://", "https://"))
        or urlsplit(reference.url).hostname in IDENTIFIERS
    ):
        return ""
    return "" if reference.doi or reference.pmid else reference.url


def verify(
    project: Project,
    verified: Verified,
    due: Plan,
    fetcher: Fetcher,
    *,
    crossref_base: str = crossref.BASE,
    pubmed_base: str = pubmed.BASE,
    contact: str = "",
    web: bool = True,
    today: datetime.date | None = None,
    tell: Callable[[str], None] = lambda name: None,
) -> None:
    """Ask about everything that is due, putting each answer into `verified` as soon as it is whole: a run can stop anywhere.

    `tell` is called with a name after each of them. Never raises for what a server does.
    """
    day = (today or datetime.date.today()).isoformat()
    for key in [key for key in verified.sources if key not in project.bibliography.references]:
        del verified.sources[key]
    linked = page_links(project.pages)
    for address in [address for address in verified.links if address not in linked]:
        del verified.links[address]
    articles: dict[str, Record | NoAnswer | None] = {}
    queue = [reference.pmid for reference in due.sources if reference.pmid]
    for reference in due.sources:
        if reference.pmid and reference.pmid not in articles:
            at = queue.index(reference.pmid)
            articles.update(
                _articles(
                    fetcher,
                    list(dict.fromkeys(queue[at : at + pubmed.BATCH])),
                    pubmed_base,
                    contact,
                )
            )
        old = verified.sources.get(reference.key)
        verified.sources[reference.key] = _source(
            reference, old, articles, fetcher, crossref_base, contact, web, day
        )
        tell(reference.key)
    for address in due.links:
        verified.links[address] = _link(address, verified.links.get(address), fetcher, day)
        tell(address)


def _articles(
    fetcher: Fetcher, pmids: list[str], base: str, contact: str
) -> dict[str, Record | NoAnswer | None]:
    try:
        found: dict[str, Record | NoAnswer | None] = dict(
            pubmed.articles(fetcher, pmids, base, contact)
        )
    except NoAnswer as error:
        return dict.fromkeys(pmids, error)
    for pmid in pmids:
        if pmid not in found:
            # One unknown number can spoil the answer for its whole batch: ask for it alone before saying so.
            try:
                found[pmid] = (
                    pubmed.articles(fetcher, [pmid], base, contact) if len(pmids) > 1 else {}
                ).get(pmid)
            except NoAnswer as error:
                found[pmid] = error
    return found


def _source(
    reference: Reference,
    old: dict | None,
    articles: dict,
    fetcher: Fetcher,
    base: str,
    contact: str,
    web: bool,
    day: str,
) -> dict:
    told: list[tuple[str, Record | None]] = []
    place: Visit | None = None
    try:
        if reference.doi:
            told.append(("Crossref", crossref.work(fetcher, reference.doi, base, contact)))
        if reference.pmid:
            article = articles[reference.pmid]
            if isinstance(article, NoAnswer):
                raise article
            told.append(("PubMed", article))
        if web and _site(reference):
            place = visit(fetcher, _site(reference))
    except NoAnswer as error:
        return _failed(
            old if old and old.get("of") == identity(reference) else None,
            identity(reference),
            str(error),
            day,
        )
    unknown = sorted(service for service, record in told if record is None)
    differences = [
        asdict(difference)
        for _, record in told
        if record
        for difference in compare(reference, record)
    ]
    notices = _merged([notice for _, record in told if record for notice in record.notices])
    gravest = worst(notices)
    alive = place is None or place.state in ("alive", "moved", "insecure", "closed")
    item: dict = {
        "of": identity(reference),
        "print": print_of(reference),
        "checked": day,
        "found": not unknown and alive,
    }
    if unknown:
        item["unknown_to"] = unknown
    if differences:
        item["differences"] = sorted(differences, key=lambda one: (one["field"], one["service"]))
    if gravest:
        item["status"] = gravest.status
        item["notice"] = (
            gravest.id
            if gravest.id.startswith("http")
            else f"https://doi.org/{gravest.id}"
            if gravest.id
            else ""
        )
    if notices:
        item["notices"] = [asdict(notice) for notice in notices]
    if place:
        item["web"] = _place(place)
    _since(item, old, day)
    return item


def _merged(notices: list[Notice]) -> list[Notice]:
    """One retraction that both services tell of is one: the first with an address stays."""
    kept: dict[tuple[str, str], Notice] = {}
    for notice in sorted(notices, key=lambda notice: (not notice.id, notice.by)):
        same = (
            (notice.status, "")
            if notice.status in ("retracted", "concern")
            else (notice.status or notice.kind, notice.id)
        )
        kept.setdefault(same, notice)
    return sorted(kept.values(), key=lambda notice: (notice.status, notice.kind, notice.id))


def _link(address: str, old: dict | None, fetcher: Fetcher, day: str) -> dict:
    try:
        place = visit(fetcher, address)
    except NoAnswer as error:
        return _failed(old, "", str(error), day)
    item = {
        "checked": day,
        "web": _place(place),
        "found": place.state in ("alive", "moved", "insecure", "closed"),
    }
    _since(item, old, day)
    return item


def _place(place: Visit) -> dict:
    return {
        name: value
        for name, value in (
            ("state", place.state),
            ("code", place.code),
            ("target", place.target),
            ("title", place.title if place.state == "soft-404" else ""),
        )
        if value
    }


def _failed(old: dict | None, of: str, why: str, day: str) -> dict:
    """What was known stays; only that it could not be asked is new. `checked` is never set by a failure."""
    item = dict(old or {})
    if of:
        item["of"] = of
    before = item.get("failed") or {}
    item["failed"] = {
        "on": day,
        "why": why,
        "since": before.get("since", day),
        "times": before.get("times", 0) + (before.get("on") != day),
    }
    return item


def _since(item: dict, old: dict | None, day: str) -> None:
    if not item["found"] or (item.get("web") or {}).get("state") == "moved":
        item["since"] = (old or {}).get("since", day)
