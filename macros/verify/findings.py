"""What is to be corrected in the sources and links, the gravest first, from what is on record."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..bib.verified import STATUSES, Item, Verified, archived_copy, identity, print_of
from ..model import Reference
from ..project import Project
from ..suggest import describe
from ..tables import table
from .run import page_links

_TABLE = table(__file__)
KINDS: dict[str, str] = _TABLE["kinds"]
# What became of a work, in words, and what to do.
BECAME: dict[str, tuple[str, str]] = _TABLE["became"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to correct: what, of which source or address, where it is cited, since when."""

    kind: str
    name: str
    what: str
    fix: str
    places: tuple[str, ...] = ()
    since: str = ""

    @property
    def id(self) -> str:
        """The same in every run that finds the same."""
        return hashlib.sha256(f"{self.kind} {self.name}".encode()).hexdigest()[:10]


def findings(project: Project, verified: Verified) -> list[Finding]:
    """All that is to be corrected, the gravest first, without what references.bib says already."""
    references = project.bibliography.references
    own = {entry.key: entry.get("status").strip().lower() for entry in project.bibliography.entries}
    cited: dict[str, dict[str, None]] = {}
    for citation in project.citations:
        cited.setdefault(citation.key, {})[f"{citation.path}:{citation.line}"] = None
    found: list[Finding] = []
    for key, item in verified.sources.items():
        reference = references.get(key)
        if reference is not None and item.get("of") == identity(reference):
            places = tuple(cited.get(key, ()))
            found += _source(
                reference,
                item,
                own.get(key, ""),
                archived_copy(reference.note),
                (f"{project.bibliography.path}:{reference.line}", *places),
            )
    linked = page_links(project.pages)
    for address, item in verified.links.items():
        if address in linked:
            found += _web(address, address, item, tuple(linked[address]))
    return sorted(found, key=lambda finding: (list(KINDS).index(finding.kind), finding.name))


def unanswered(verified: Verified) -> list[tuple[str, str]]:
    """What the last run could not ask: names and reasons."""
    return [
        (name, str(item["failed"].get("why", "")))
        for part in (verified.sources, verified.links)
        for name, item in sorted(part.items())
        if item.get("failed")
    ]


def closed(verified: Verified) -> list[tuple[str, str]]:
    """Where no program was let in, or a service describes nothing: names and reasons."""
    found = []
    for part in (verified.sources, verified.links):
        for name, item in sorted(part.items()):
            web = item.get("web") or {}
            if web.get("state") == "closed":
                found.append((name, f"answer {web.get('code')} {web.get('title', '')}".strip()))
            elif item.get("unseen") and not item.get("answers"):
                agencies = " and ".join(map(str, item["unseen"]))
                found.append((name, f"{agencies} knows the DOI, and has no record to compare"))
    return found


def _source(
    reference: Reference, item: Item, own: str, copy: str, places: tuple[str, ...]
) -> Iterator[Finding]:
    about = (*_status(reference, item, own, cited=len(places) > 1), *_notices(reference, item))
    record = _record(reference, item) if item.get("print") == print_of(reference) else ()
    since = str(item.get("since") or "")
    yield from (replace(one, places=places, since=since) for one in about)
    yield from (replace(one, places=places[:1], since=since) for one in record)
    yield from _web(reference.key, reference.url, item, places, copy)


def _status(reference: Reference, item: Item, own: str, *, cited: bool) -> Iterator[Finding]:
    status = str(item.get("status") or "")
    if status not in STATUSES:
        return
    known = own in STATUSES and STATUSES.index(own) <= STATUSES.index(status)
    if known and not (status == "retracted" and cited):
        return
    became, fix = BECAME[status]
    notice = f"; the notice: {item['notice']}" if item.get("notice") else ""
    what = f"{describe(reference)} {became}{notice}"
    fix = f"{fix}; then write status = {{{status}}} in its entry"
    yield Finding(status, reference.key, what, fix)


def _notices(reference: Reference, item: Item) -> Iterator[Finding]:
    words = describe(reference)
    for notice in item.get("notices", []):
        kind, name = str(notice.get("kind", "")), notice.get("id")
        if kind.startswith("is itself"):
            what = f"{words} {kind}{f' (of {name})' if name else ''}"
            fix = "cite the work that is meant, if it still stands"
            yield Finding("notice", reference.key, what, fix)
        elif kind == "published in a journal":
            what = f"{words}: the preprint has been published{f' as {name}' if name else ''}"
            yield Finding("published", reference.key, what, "read and cite the published version")


def _record(reference: Reference, item: Item) -> Iterator[Finding]:
    """Where a service's record is another one, or none."""
    key = reference.key
    numbers = {"PubMed": f"PMID {reference.pmid}"}
    which = [
        f"{service} does not know its {numbers.get(service, f'DOI {reference.doi}')}"
        for service in item.get("unknown_to", [])
    ]
    if which:
        what = f"{describe(reference)}: {' and '.join(which)}"
        yield Finding("unknown", key, what, "compare the number with the paper itself")
    for one in item.get("differences", []):
        field, service = one["field"], one["service"]
        what = f'{key}: {field} is "{one["ours"]}" with us, "{one["theirs"]}" with {service}'
        fix = "mend the entry, or leave it where the service is wrong"
        yield Finding("differs", f"{key} {field} {service}", what, fix)


def _web(
    name: str, address: str, item: Item, places: tuple[str, ...], copy: str = ""
) -> Iterator[Finding]:
    place, since = item.get("web") or {}, str(item.get("since") or "")
    state, target = str(place.get("state")), str(place.get("target") or "")
    once = " (seen once so far: it may pass)" if since == item.get("checked") else ""
    elsewhere = f"find its new address, or a copy at https://web.archive.org/web/*/{address}"
    elsewhere = f"its archived copy, which the record names, is {copy}" if copy else elsewhere
    gone = f"{place.get('title') or 'it leads elsewhere'}{f' ({target})' if target else ''}"
    words = {
        "dead": (f"{address} is gone (answer {place.get('code')}){once}", elsewhere),
        "soft-404": (f"{address} answers, but not with the page: {gone}", elsewhere),
        "moved": (f"{address} has moved for good", f"write {target}"),
        "insecure": (f"{address} is also served safely", f"write {target}"),
    }
    if state in words:
        yield Finding(state, name, *words[state], places, since)
    failed = item.get("failed") or {}
    if int(failed.get("times", 0)) > 1:
        what = f"{address or name}: {failed.get('why')} ({failed['times']} runs)"
        since = str(failed.get("since") or "")
        yield Finding("silent", name, what, "try it in a browser", places, since)
