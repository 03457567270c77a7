"""From an argument to the record: who is asked in which order, and what to say of no record."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..bib.merge import Left
from ..bib.parser import RawEntry
from ..bib.verified import today_utc
from ..model import Name
from ..suggest import UMLAUTS, fold
from ..verify import agencies
from ..verify import crossref as crossref_service
from ..verify import pubmed as pubmed_service
from ..verify.http import Answer, NoAnswer, NoNetwork
from ..verify.notices import Notice, clean, of_title, unmarked, worst
from ..verify.services import Services
from ..verify.web import judged, page_text
from . import crossref, datacite, pubmed
from .argument import Argument, recognised
from .entry import entry_of, key_of, questions
from .files import read_file
from .work import Work


class NotFound(Exception):  # noqa: N818 (it is no fault of ours)
    """No record, in words that say why and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record: its entry, what must be filled in, remarks, why it can't be cited (or "")."""

    entry: RawEntry
    asks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    refused: str = ""


@dataclass(slots=True)
class Sources:
    """Who is asked, and the keys that are taken."""

    services: Services
    taken: Collection[str] = ()
    today: dt.date | None = None
    common: Collection[str] = ()  # words of most titles


@dataclass(slots=True)
class _Look:
    """A work with what was said of it."""

    work: Work
    notices: tuple[Notice, ...] = ()
    remarks: tuple[str, ...] = ()
    seen: bool = True  # whether its address was read now; a file's record was made by somebody else


def lookup(argument: str, sources: Sources) -> tuple[list[Found], list[Left]]:
    """The records of an argument, and what of a file was left out. Raises NotFound."""
    named = len(argument) < 1000 and "\n" not in argument and "\0" not in argument
    path = Path(argument) if named else None
    try:
        if path and path.suffix.lower() in (".nbib", ".ris", ".xml", ".json", ".enw", ".txt"):
            works, left = _file(path)
            return _entries([_Look(work, seen=False) for work in works], sources), left
        return _entries([_looked(recognised(argument), sources)], sources), []
    except (NoNetwork, NoAnswer) as error:
        then = "nothing was added" if isinstance(error, NoNetwork) else "try again later"
        raise NotFound(f"{argument[:80]} could not be looked up: {error}; {then}") from None
    except ValueError as error:
        raise NotFound(str(error)) from None


def _file(path: Path) -> tuple[list[Work], list[Left]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path} can't be read ({error.strerror or error})") from None
    for name in (
        ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    ):
        try:
            return read_file(data.decode(name), str(path))
        except UnicodeDecodeError:
            continue
    raise NotFound(f"{path} is not written in UTF-8: export it again with that encoding")


def _entries(looks: Iterable[_Look], sources: Sources) -> list[Found]:
    taken, found = set(sources.taken), []
    for look in looks:
        work, gravest = look.work, worst(look.notices)
        refused = ""
        marked = of_title(work.get("title"))
        called = "Retracted Publication" in work.kinds
        if called or (gravest and gravest.status == "retracted") or marked == "retracted":
            where = f" ({gravest.id})" if gravest and gravest.id else ""
            refused = f"it was retracted{where}: nothing may rest on it"
        elif marked == "notice" or any("is itself" in notice.kind for notice in look.notices):
            refused = "it is itself the notice of a change: add the work that is meant"
        elif gravest:
            work.put("status", gravest.status)
            work.put("notice", gravest.address)
        if refused:
            work.fields["title"] = unmarked(work.get("title"))
            if not look.seen:  # one of a file's records
                refused = f'"{clean(work.get("title"))[:60]}": {refused}'
        key = key_of(work, taken, sources.common)
        taken.add(key)
        entry = entry_of(work, key, (sources.today or today_utc()) if look.seen else None)
        found.append(Found(entry, tuple(questions(work)), look.remarks, refused))
    return found


def _looked(argument: Argument, sources: Sources) -> _Look:
    readers: dict[str, Callable[[str, Sources], _Look]] = {
        "doi": _doi,
        "pmid": _pmid,
        "pmcid": _pmcid,
        "isbn": _isbn,
        "address": _address,
        "words": _words,
    }
    return readers[argument.kind](argument.value, sources)


def _doi(doi: str, sources: Sources) -> _Look:
    services = sources.services
    answered = crossref_service.raw(services, doi)
    if answered is None:
        attributes = agencies.datacite(services, doi)
        if attributes is None:
            agency = agencies.agency(services, doi)
            if agency is not None:
                raise NotFound(
                    f"{agency.service} keeps the DOI {doi}, and describes nothing of it to others: "
                    f"write the entry by hand"
                )
            raise NotFound(
                f"neither Crossref nor DataCite knows the DOI {doi}: compare it with the "
                f"paper itself"
            )
        return _Look(datacite.work_of(attributes))
    work = crossref.work_of(answered)
    record = crossref_service.works(services, [doi])[doi]
    notices = record.notices if record is not None and not isinstance(record, NoAnswer) else ()
    try:
        element = pubmed.by_doi(services, doi)
    except NoAnswer as error:
        remark = f"PubMed could not be asked ({error}): its number is not filled in"
        return _Look(work, notices, (remark,))
    if element is None:
        return _Look(work, notices)
    notices = (*notices, *pubmed_service.record(element).notices)
    return _Look(_joined(pubmed.work_of(element), work), notices)


def _joined(work: Work, other: Work) -> Work:
    """PubMed's record (titles as sentences, NLM's abbreviations), with what only the other has."""
    unwanted = {"publisher"} if work.kind == "article" else set()
    if unwanted and (work.get("volume") or work.get("number")):
        unwanted |= {"month", "day"}
    for name, value in other.fields.items():
        if name not in unwanted:
            work.put(name, value)
    work.authors = work.authors or other.authors
    work.editors = work.editors or other.editors
    return work


def _pmid(pmid: str, sources: Sources) -> _Look:
    element = pubmed.by_pmid(sources.services, pmid)
    if element is None:
        raise NotFound(f"PubMed does not know the PMID {pmid}: compare it with the paper itself")
    return _Look(pubmed.work_of(element), pubmed_service.record(element).notices)


def _pmcid(pmcid: str, sources: Sources) -> _Look:
    pmid, doi = pubmed.by_pmcid(sources.services, pmcid)
    if pmid:
        look = _pmid(pmid, sources)
    elif doi:
        look = _doi(doi, sources)
    else:
        raise NotFound(f"PubMed Central does not know {pmcid}: compare it with the paper itself")
    look.work.put("pmcid", pmcid)
    return look


def _isbn(isbn: str, sources: Sources) -> _Look:
    listed = crossref_service.listed(sources.services, {"filter": f"isbn:{isbn}", "rows": "5"})
    books = [work for work in map(crossref.work_of, listed) if work.kind == "book"]
    if not books:
        raise NotFound(
            f"Crossref knows no book with the ISBN {isbn}; PubMed and DataCite do not list "
            f"books by it: write the entry by hand"
        )
    books[0].fields["isbn"] = isbn
    return _Look(books[0])


def _words(words: str, sources: Sources) -> _Look:
    """A pasted reference: a work whose title, first author and year all stand in it."""
    if len(re.findall(r"\w+", words)) < 4:
        raise NotFound(
            f'"{words[:60]}" is no DOI, PMID, PMCID, ISBN, arXiv number, address or file, '
            f"and too short for a reference"
        )
    query = {"query.bibliographic": words[:1000], "rows": "3"}
    near = crossref_service.listed(sources.services, query)
    for answered in near:
        if _stands_in(crossref.work_of(answered), words):
            return _doi(str(answered.get("DOI", "")).lower(), sources)
    if near:
        work = crossref.work_of(near[0])
        raise NotFound(
            f"no work is surely the one that was pasted; the nearest is "
            f'"{clean(work.get("title"))[:80]}" ({work.get("year")}), '
            f"doi:{work.get('doi')}: "
            f"if it is that one, run python -m macros add {work.get('doi')}"
        )
    raise NotFound(
        "no work is like the reference that was pasted: give its DOI or PMID, or write the "
        "entry by hand"
    )


def _stands_in(work: Work, words: str) -> bool:
    first = (work.authors or work.editors or [Name()])[0]
    name = first.family or first.literal
    pasted, title = _folded(words), _folded(clean(work.get("title")))
    main = _folded(re.split(r"[:.?!]\s", clean(work.get("title")))[0])
    whole = title in pasted or (len(main) >= 25 and main in pasted)
    named = any(_folded(one) in pasted for one in (name, name.lower().translate(UMLAUTS)))
    return bool(title and _folded(name)) and whole and named and work.get("year") in words


def _folded(text: str) -> str:
    """Letters and figures alone, with the words for "&"."""
    return re.sub(r"[\W_]+", " ", fold(text.replace("&", " and "))).strip()


_DOI_TAGS = "citation_doi dc.identifier prism.doi bepress_citation_doi dc.identifier.doi".split()
META = re.compile(r"(?i)<meta\b[^>]*>")
CONTENT = re.compile(r"""(?i)\b(name|property|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def _address(url: str, sources: Sources) -> _Look:
    """A page that names its DOI or PMID (Highwire's and Dublin Core's tags), or is the source."""

    def read(answer: Answer) -> tuple[dict[str, str], str, str]:
        found = judged(url, answer)
        reason = f" ({found.title})" if found and found.title else ""
        if found and found.state == "closed":
            raise NotFound(
                f"{url} lets no program in{reason}: give the DOI or PMID instead, or write the "
                f"entry by hand"
            )
        if found:
            raise NotFound(f"{url} is not there any more{reason}: look for its new address")
        if answer.status != 200:
            raise NoAnswer(f"{url} answered {answer.status}")
        titles, _, source = page_text(answer)
        tags: dict[str, str] = {}
        for tag in META.findall(source[:400_000]):
            parts = {name.lower(): one or two for name, one, two in CONTENT.findall(tag)}
            name = (parts.get("name") or parts.get("property") or "").lower()
            if name and parts.get("content"):
                tags.setdefault(name, clean(parts["content"]))
        return tags, titles[0] or titles[1], answer.url

    tags, title, final = sources.services.fetcher.ask(url, read, accept="text/html", cut=True)
    for name in _DOI_TAGS:
        found = recognised(tags.get(name, "")) if tags.get(name) else None
        if found and found.kind == "doi":
            return _doi(found.value, sources)
    if tags.get("citation_pmid", "").isdigit():
        return _pmid(tags["citation_pmid"], sources)
    return _Look(_page(tags, title, final))


def _page(tags: dict[str, str], title: str, url: str) -> Work:
    work = Work("online")
    site = tags.get("og:site_name") or tags.get("dc.publisher") or ""
    named = tags.get("citation_title") or tags.get("og:title") or title
    if site and re.search(rf"\s[|–—-]\s*{re.escape(site)}$", named):
        named = re.split(r"\s[|–—-]\s*" + re.escape(site), named)[0]
    if not named:
        raise NotFound(f"{url} has no title: write the entry by hand")
    work.put("title", named)
    if site:
        work.authors = [Name(literal=site)]
    days = ("article:published_time", "citation_publication_date", "dc.date")
    day = next(filter(None, map(tags.get, days)), "")
    year = re.search(r"\b(?:19|20)\d\d\b", day)
    work.put("year", year[0] if year else "")
    work.put("url", url)
    return work
