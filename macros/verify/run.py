"""Going through all sources: whom to ask, what was learnt, what to ask another day."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..bib.verified import Item, Verified, identity, print_of, today_utc
from ..content.pages import Page
from ..model import Reference, plain
from ..project import Project
from ..urls import address_parts
from . import crossref, pubmed
from .compare import Record, compare
from .http import Fetcher, NoAnswer
from .notices import Notice, clean, kind_of, of_title, worst
from .services import Found, Services
from .web import GOOD, Visit, visit

# Pages of identifiers, which Crossref and PubMed themselves are asked about.
IDENTIFIERS = (
    "doi.org",
    "dx.doi.org",
    "pubmed.ncbi.nlm.nih.gov",
    "www.ncbi.nlm.nih.gov",
    "pmc.ncbi.nlm.nih.gov",
    "ncbi.nlm.nih.gov",
)
HTTP = re.compile(r"(?i)https?://")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run asks: sources and links that are due, those asked about longest ago first."""

    sources: tuple[Reference, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Answers:
    """What the services said, by DOI and by PMID."""

    dois: dict[str, Found] = field(default_factory=dict)
    pmids: dict[str, Found] = field(default_factory=dict)

    def of(self, reference: Reference) -> Iterator[tuple[str, Record | None]]:
        """The services that were asked about a source, and what they said. Raises NoAnswer."""
        for service, answers, number in (
            ("Crossref", self.dois, reference.doi),
            ("PubMed", self.pmids, reference.pmid),
        ):
            if number:
                found = answers[number]
                if isinstance(found, NoAnswer):
                    raise found
                yield service, found


def page_links(pages: Iterable[Page]) -> dict[str, list[str]]:
    """The addresses on the web that pages link to, each with its places (path:line)."""
    found: dict[str, list[str]] = {}
    for page in pages:
        document = page.document
        places = {link.start: link.target for link in document.links}
        places |= {one.start: one.target for one in document.definitions}
        for start, address in sorted(places.items()):
            if _outside(address):
                line = page.text.position(start)[0]
                found.setdefault(address.split("#")[0], []).append(f"{page.path}:{line}")
    return dict(sorted(found.items()))


def _outside(address: str) -> bool:
    """Whether an address is one of the web that no service is asked about."""
    return bool(HTTP.match(address)) and address_parts(address).hostname not in IDENTIFIERS


def plan(
    project: Project,
    verified: Verified,
    only: Iterable[str] = (),
    since: int = 0,
    *,
    web: bool = True,
) -> Plan:
    """What is due: all, or what was checked over `since` days ago, was changed, or failed."""
    today, wanted = today_utc(), set(only)

    def due(item: Item | None, now: str) -> bool:
        if not item or not item.get("checked") or item.get("failed"):
            return True
        if item.get("print", now) != now:
            return True
        return (today - dt.date.fromisoformat(item["checked"])).days >= since

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
    taken = {_site(reference) for reference in sources}
    links = [
        address
        for address in (page_links(project.pages) if web and not wanted else ())
        if not (own and address.startswith(own))
        and address not in taken
        and due(verified.links.get(address), "")
    ]
    sources.sort(key=lambda reference: last_asked(verified.sources.get(reference.key)))
    links.sort(key=lambda address: last_asked(verified.links.get(address)))
    return Plan(tuple(sources), tuple(links))


def last_asked(item: Item | None) -> str:
    """The day on which something was last asked about, or ""."""
    failed = (item or {}).get("failed") or {}
    return max(str((item or {}).get("checked") or ""), str(failed.get("on") or ""))


def _site(reference: Reference) -> str:
    """The web page of a source that is to be visited, or ""."""
    url = reference.url
    if reference.doi or reference.pmid or not url.startswith(("http://", "https://")):
        return ""
    return "" if address_parts(url).hostname in IDENTIFIERS else url


def verify(
    project: Project, verified: Verified, due: Plan, services: Services, *, web: bool = True
) -> Iterator[str]:
    """Ask about everything that is due; gives each name as soon as its answer is in `verified`.

    A run can stop anywhere. Never raises for what a server does; NoNetwork where there is none.
    """
    day = today_utc().isoformat()
    _forget(project, verified)
    size = crossref.BATCH * 4
    for start in range(0, len(due.sources), size):
        part = due.sources[start : start + size]
        answers = _ask(part, services)
        for reference in part:
            old = verified.sources.get(reference.key)
            fetcher = services.fetcher if web else None
            verified.sources[reference.key] = _source(reference, old, answers, fetcher, day)
            yield reference.key
    for address in due.links:
        known = verified.links.get(address)
        verified.links[address] = _link(address, known, services.fetcher, day)
        yield address


def _forget(project: Project, verified: Verified) -> None:
    """What is on record of sources and links that are no longer there."""
    linked = page_links(project.pages)
    for known, present in (
        (verified.sources, project.bibliography.references),
        (verified.links, linked),
    ):
        for name in [name for name in known if name not in present]:
            del known[name]


def _ask(part: Sequence[Reference], services: Services) -> _Answers:
    dois = list(dict.fromkeys(one.doi for one in part if one.doi))
    pmids = list(dict.fromkeys(one.pmid for one in part if one.pmid))
    return _Answers(crossref.works(services, dois), pubmed.articles(services, pmids))


def _source(
    reference: Reference, old: Item | None, answers: _Answers, web: Fetcher | None, day: str
) -> Item:
    of, place = identity(reference), None
    old = old if old and old.get("of") == of else None
    try:
        found = list(answers.of(reference))
        if web and _site(reference):
            place = visit(web, _site(reference), plain(reference.title))
    except NoAnswer as error:
        return _failed(old, of, str(error), day)
    records = [record for _, record in found if record]
    notices = _merged([notice for record in records for notice in _notices(reference, record)])
    unknown = sorted(service for service, record in found if record is None)
    differences = [asdict(one) for record in records for one in compare(reference, record)]
    item: Item = {"of": of, "print": print_of(reference)}
    looked = any(record.compared for record in records) or (place and place.state in GOOD)
    answered = looked or unknown or (place and place.state != "closed")
    _checked(item, old, day, bool(answered))
    item["found"] = not unknown and (place is None or place.state in (*GOOD, "closed"))
    titles = {record.service: clean(record.titles[0]) for record in records if record.compared}
    for name, value in (
        ("answers", titles),
        ("unknown_to", unknown),
        ("unseen", [record.service for record in records if not record.compared]),
        ("differences", sorted(differences, key=lambda one: (one["field"], one["service"]))),
        ("notices", [asdict(notice) for notice in notices]),
        ("web", _place(place)),
    ):
        if value:
            item[name] = value
    gravest = worst(notices)
    if gravest:
        item["status"], item["notice"] = gravest.status, gravest.address
    _since(item, old, day)
    return item


def _notices(reference: Reference, record: Record) -> Iterator[Notice]:
    """The notices of a record, and what its title alone gives away."""
    yield from record.notices
    title = clean(record.titles[0]) if record.titles else ""
    marked = of_title(title)
    own = record.dois[0] if record.dois else ""
    retracted = any(notice.status == "retracted" for notice in record.notices)
    if marked == "retracted" and not retracted:
        yield Notice("retracted", "marked in its title", own, "", record.service)
    if marked == "notice" and not any("is itself" in notice.kind for notice in record.notices):
        kind = kind_of(title)
        yield Notice("", f"is itself the notice of a {kind}", "", "", record.service)
        # A notice under the title of the work that we cite: the work is retracted.
        if "retract" in kind and not of_title(plain(reference.title)) and not retracted:
            yield Notice("retracted", "marked in its title", own, "", record.service)


def _merged(notices: list[Notice]) -> list[Notice]:
    """One retraction that both services report is one: the first with an address stays."""
    kept: dict[tuple[str, str], Notice] = {}
    for notice in sorted(notices, key=lambda notice: (not notice.id, notice.by)):
        one = notice.status in ("retracted", "concern") or notice.kind.startswith("is itself")
        same = (notice.status or notice.kind, "" if one else notice.id)
        kept.setdefault(same, notice)
    return sorted(kept.values(), key=lambda notice: (notice.status, notice.kind, notice.id))


def _link(address: str, old: Item | None, fetcher: Fetcher, day: str) -> Item:
    try:
        place = visit(fetcher, address)
    except NoAnswer as error:
        return _failed(old, "", str(error), day)
    item: Item = {"web": _place(place), "found": place.state in (*GOOD, "closed")}
    _checked(item, old, day, place.state != "closed")
    _since(item, old, day)
    return item


def _place(place: Visit | None) -> dict[str, Any]:
    if place is None:
        return {}
    title = place.title if place.state in ("soft-404", "closed") else ""
    fields = {"state": place.state, "code": place.code, "target": place.target, "title": title}
    return {name: value for name, value in fields.items() if value}


def _failed(old: Item | None, of: str, why: str, day: str) -> Item:
    """What was known stays; that it could not be asked is new, and sets no `checked`."""
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


def _checked(item: Item, old: Item | None, day: str, answered: bool) -> None:
    """The day of the last answer: today's, else the one on record."""
    last = day if answered else (old or {}).get("checked")
    if last:
        item["checked"] = last


def _since(item: Item, old: Item | None, day: str) -> None:
    if not item["found"] or (item.get("web") or {}).get("state") == "moved":
        item["since"] = (old or {}).get("since", day)
