"""One raw entry to one `Reference`: fields folded, names taken apart, identifiers made bare."""

import re
from collections.abc import Mapping
from typing import Any

from ..model import Date, Name, Reference, Rich, Run
from .dates import date_range, iso_date, parse_date, seen_date
from .identifiers import (
    address_in,
    bare_doi,
    bare_pmcid,
    bare_pmid,
    doi_in,
    doi_of_address,
    safe_url,
)
from .journals import lowered_name
from .kinds import degree, genre_in_words, kind_of_work, patent, presented
from .languages import language_of
from .latex import decode
from .names import name_list, people
from .numbering import is_run, numbering, text_of
from .preprints import Preprint, preprint
from .vocabulary import VALUES, is_article_number

ONLINE = re.compile(
    r"(?i)\b(online ahead|ahead of print|published online|epub|online first|early view|in press)\b"
)
_CONTAINERS = {
    "web": "booktitle journaltitle journal organization publisher institution howpublished",
    "preprint": "journaltitle journal eprinttype archiveprefix publisher howpublished",
}
_ACCESSED = "urldate lastchecked accessed accessdate urlaccessdate access-date visited"
# An address as people copy it, without its scheme.
_BARE_ADDRESS = re.compile(r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?")
# What "howpublished" calls a page without naming the site that holds it.
_NO_SITE = re.compile(
    r"(?i)\{*(?:the\s+)?(?:world wide web|www|web ?(?:site|page)|internet"
    r"|online(?: resource)?|electronic)\.?\}*"
)
_VERSION = re.compile(r"(?i)^(?:v(?:ers(?:ion)?)?\.?|release|r)\s*(?=\d)")


class _Fields:
    """The fields of one entry by name; the first that says something of several."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields

    def first(self, *names: str) -> str:
        for name in names:
            value = self.fields.get(name)
            if value:
                return value
        return ""

    __call__ = first


def normalise(key: str, entry_type: str, fields: Mapping[str, str], line: int = 1) -> Reference:
    """The `Reference` of an entry's fields. Never fails: what can't be understood is left out."""
    get = _Fields(fields)
    kind = kind_of_work(entry_type, fields)
    journal = get("journaltitle", "journal", "fjournal")
    authors, more = people(get("author"))
    date = (
        parse_date(get("date"))
        or parse_date(get("year"), get("month"), get("day"))
        or parse_date(get("issue_date"))
        or parse_date(*_early(get))
    )
    values: dict[str, Any] = {
        "title": decode(_small_letters(_joined(get("title"), get("subtitle")))),
        "authors": authors,
        "authors_more": more,
        "editors": people(get("editor"))[0],
        "editors_more": people(get("editor"))[1],
        "book_authors": people(get("bookauthor"))[0],
        "translators": people(get("translator"))[0],
        # "\\apj": a macro of a class
        "journal": lowered_name(decode(journal) or decode(journal.strip("\\{} "))),
        "short_journal": decode(
            get("shortjournal", "journalabbrev", "journal-iso", "abbrev_source_title")
        ),
        "date": date,
        "last_year": _last_year(kind, get("date") or get("year")),
        "edition": text_of(get("edition")),
        "series": decode(get("series")),
        "version": _version(get),
        "place": text_of(get("location", "address", "place")),
        "accessed": _accessed(get),
        "isbn": text_of(get("isbn")),
        "evidence": get("evidence"),
        "authority": get("authority"),
        "record": get("recordquality"),
        "text_seen": get("textseen"),
        "further_reading": "further-reading"
        in [word.strip() for word in re.split("[,;]", get("keywords").lower())],
        "status": get("status").lower() if get("status").lower() in VALUES["status"] else "",
        "notice": safe_url(get("notice")) or bare_doi(get("notice")),
        "note": text_of(get("note")),
    }
    values |= _numbers(kind, get, date, journal)
    values |= _containers(kind, get, journal)
    values |= _identifiers(get)
    values |= _of_its_kind(kind, entry_type, get, date, values)
    values |= _issue_with_a_title(entry_type, get, values)
    values["language"] = text_of(get("langid", "language", "hyphenation")) or language_of(
        values["title"]
    )
    return Reference(
        key, kind, line, entry_type, **{name: value for name, value in values.items() if value}
    )


# A supplement in "issue" beside the issue's own number in "number".
_SUPPLEMENT = re.compile(r"(?i)(?:suppl?(?:ement)?\.?|s)[\s_]*(\d+)")
_NOTED_ARTICLE = re.compile(
    r"(?i)(?:art(?:icle)?\.?\s*(?:id|no|nr|number)\.?|e-?locat(?:or|ion)(?:[- ]id)?)[.:]?\s*#?\s*"
    r"(?=[A-Za-z]*\d)([\w.-]*\w)\.?"
)
# How many pages a book has, which no reference prints: "xii, 340 p.", as libraries count them, or
# "340", as reference managers do.
_EXTENT = re.compile(
    r"(?i)(?:[ivxlc]+\s*[,+]\s*)?\d+(?:$|\s*(?:p|pp|pages|s|seiten|leaves|reels?|volumes?|v"
    r"|online resource)\b)\.?(?:\s*[,;(:]?\s*\D.{0,100}|[,;].{0,100})?"
)


# One small letter in braces, "{c}ritical care", singles no word out; a title begins with a capital
# (AMA 11th, 3.9). Names such as "{m}RNA" keep their braces.
_SMALL = re.compile(r"(^\{*|[\s(-])\{([a-z])\}(?=[a-z]{2})")


def _small_letters(title: str) -> str:
    return _SMALL.sub(
        lambda match: match[1] + (match[2] if match[1].strip("{") else match[2].upper()), title
    )


def _last_year(kind: str, year: str) -> int | None:
    """The end of "2001/2005", over which a book came out."""
    years = re.fullmatch(r"(\d{4})\s*(?:/|-+|[\u2010-\u2015])\s*(\d{4})", text_of(year))
    return int(years[2]) if years and kind == "book" and years[1] < years[2] else None


def _version(get: _Fields) -> str:
    """The version of a program; R's own `citation()` writes "R package version 1.2" as a note."""
    note = text_of(get("note")).rstrip(".")
    noted = note if re.fullmatch(r"R package version [\w.-]+", note) else ""
    return _VERSION.sub("", text_of(get("version"))) or noted


def _early(get: _Fields) -> tuple[str, str]:
    """Year and month of "SEP 2020", the early access of Web of Science."""
    early = re.fullmatch(r"([A-Za-z]{3})\w*\s+(\d{4})", text_of(get(*_EARLY)))
    return (early[2], early[1]) if early else ("", "")


_EARLY = ("early access date", "early-access-date", "earlyaccessdate")


def _issue_with_a_title(entry_type: str, get: _Fields, values: Mapping[str, Any]) -> dict[str, Any]:
    """A whole issue of a periodical: its own title, in the periodical (biblatex manual 2.1.1)."""
    if entry_type != "periodical" or values["journal"]:
        return {}
    own = decode(_joined(get("issuetitle"), get("issuesubtitle")))
    return {
        "title": own,
        "journal": values["title"],
        "authors": values["authors"] or values["editors"],
    }


def _joined(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title
    return f"{title} {subtitle}" if re.search(r"[?!:.]\W*$", title) else f"{title}: {subtitle}"


def _accessed(get: _Fields) -> Date | None:
    notes = (seen_date(text_of(get(name))) for name in ("note", "howpublished", "annote"))
    return parse_date(get(*_ACCESSED.split())) or next(filter(None, notes), None)


def _numbers(kind: str, get: _Fields, date: Date | None, journal: str) -> dict[str, Any]:
    """Volume, issue, pages or article number; whether the work waits for them; its own number."""
    article = next((value for name, value in get.fields.items() if is_article_number(name)), "")
    if get("eprinttype").lower() in ("article", "articleno"):
        article = article or get("eprint")
    if not article and kind == "journal" and (noted := _NOTED_ARTICLE.fullmatch(get("note"))):
        article = noted[1]
    periodical = kind in ("journal", "news", "preprint")
    issue = get("number", "issue") if periodical or (kind == "paper" and not get("series")) else ""
    beside = _SUPPLEMENT.fullmatch(get("issue")) if get("number") else None
    supplement = get("supplement", "supp", "suppl") or (beside[1] if beside else "")
    if periodical and issue and supplement:
        issue = f"{issue} suppl {supplement}"
    found = numbering(get("volume"), issue, get("pages", "page"), article)
    pages = found.pages
    waits = kind == "journal" and not found.volume and not found.issue
    if (waits and is_run(pages)) or (kind == "book" and _EXTENT.fullmatch(pages.strip())):
        pages = ""
    marked = found.placeholder or get("pubstate") or ONLINE.search(get("note"))
    # A record that calls itself incomplete lacks its volume, which says nothing of the work.
    online = (
        waits and journal and date and (marked or not pages) and get("recordquality") != "partial"
    )
    if kind == "preprint":
        return {"date": date}
    return {
        "volume": found.volume,
        "issue": found.issue if periodical or kind == "paper" else "",
        "pages": pages,
        "online_first": bool(online),
        "number": "" if periodical else text_of(get("number")),
        "chapter": text_of(get("chapter")),
    }


def _containers(kind: str, get: _Fields, journal: str) -> dict[str, Rich]:
    """The book, site or server that holds the work, and who published it."""
    names = _CONTAINERS.get(kind)
    if names:
        values = [get(name) for name in names.split()]
        named = (_without_address(value) for value in values)
        return {
            "container": decode(
                next((name for name in named if name and not _NO_SITE.fullmatch(name)), "")
            )
        }
    if kind == "journal" and not journal:
        return {"journal": decode(get("booktitle"))}
    container = _small_letters(
        _joined(get("booktitle", "maintitle"), get("booksubtitle", "mainsubtitle"))
    )
    publisher = next(
        (clean for name in ("publisher", "institution", "school", "organization", "howpublished")
         if (clean := _without_address(get(name)))),
        "",
    )  # fmt: skip
    return {"container": decode(container), "publisher": decode(publisher)}


def _without_address(value: str) -> str:
    """A place of publication without address and day of access, which are printed elsewhere."""
    if "://" not in value and "\\url" not in value:
        return value.rstrip(" ,;:")
    value = re.sub(r"\\href\s*(?:\{[^{}]*\}\s*){1,2}", " ", value)
    value = re.sub(r"\{?\\(?:textasciitilde|~)(?:\{\})?\}?|\{~\}", "~", value)
    value = re.sub(r"\\(?:url|path|nolinkurl)\s*\{[^{}]*\}|https?://[^\s{}]+", " ", value)
    value = re.sub(
        r"(?i)\[?\b(?:available|accessed|retrieved|online|url|from|at)\b[^.;]*", " ", value
    )
    return value.strip(" .,;:[](){}")


def _identifiers(get: _Fields) -> dict[str, str]:
    """DOI, PubMed numbers and the address, wherever the record has them."""
    texts = [get("note"), get("howpublished"), get("annote"), get("extra")]
    kind, eprint = get("eprinttype", "archiveprefix").lower(), get("eprint")
    url = next(
        (found for name in ("url", "link", "bdsk-url-1") if (found := safe_url(get(name)))), ""
    )
    if not url and _BARE_ADDRESS.fullmatch(get("url")):
        url = safe_url(f"https://{get('url')}")
    url = url or next((found for text in texts if (found := address_in(text))), "")
    doi = bare_doi(get("doi")) or (bare_doi(eprint) if kind == "doi" else "") or doi_of_address(url)
    doi = doi or next((found for text in texts if (found := doi_in(text))), "")
    pmid = (
        bare_pmid(get("pmid"))
        or bare_pmid(get("pubmed", "pubmedid", "pubmed_id", "pubmed-id"))
        or (bare_pmid(eprint) if kind in ("pubmed", "pmid", "medline") else "")
    )
    pmcid = bare_pmcid(get("pmcid", "pmc")) or (
        bare_pmcid(eprint) if kind in ("pmc", "pmcid") else ""
    )
    if not pmid and (noted := re.search(r"\bPMID:?\s*(\d{1,8})\b", get("note"))):
        pmid = noted[1]
    if not pmid and re.match(
        r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/\d", url
    ):
        pmid = bare_pmid(url)
    return {"doi": doi, "pmid": pmid, "pmcid": pmcid, "url": url}


def _holders(value: str) -> Rich:
    """Who owns a patent, parted by commas like the names of people; each comma is its own run."""
    owners = [decode(part.strip("{} ")) for part in name_list(value)]
    return tuple(run for owner in owners for run in (Run(", "), *owner))[1:]


def _of_its_kind(
    kind: str, entry_type: str, get: _Fields, date: Date | None, values: Mapping[str, Any]
) -> dict[str, Any]:
    """What only one kind of work has."""
    genre = text_of(get("type"))
    if kind == "thesis":
        return {"genre": degree(entry_type, genre)}
    if kind == "meeting":
        what, event = presented(get.fields)
        start, end = date_range(get("eventdate"))
        place = text_of(get("venue", "location", "address", "eventplace"))
        parts = event.split("; ")
        if len(parts) == 3 and not start and (held := parse_date(iso_date(parts[1]))):
            event, start, place = parts[0], held, place or parts[2]
        return {
            "genre": what,
            "event": decode(event),
            "event_start": start or date,
            "event_end": end,
            "event_place": place,
        }
    if kind == "preprint":
        found = preprint(get.fields) or Preprint("", "", "")
        server: Rich = decode(found.server) if found.server else values["container"]
        return {"container": server, "eprint": found.number, "doi": values["doi"] or found.doi}
    if kind == "patent":
        called, number = patent(get.fields)
        return {
            "genre": called,
            "number": number,
            "publisher": values.get("publisher") or _holders(get("holder")),
        }
    if kind == "news":
        return {
            "genre": "magazine"
            if "magazine" in f"{get('entrysubtype')} {genre} {entry_type}".lower()
            else "newspaper"
        }
    if kind == "chapter" and entry_type == "inbook" and not get("booktitle"):
        return {"title": decode(get("chapter")), "container": values["title"], "chapter": ""}
    if kind == "journal" and entry_type in ("inproceedings", "conference"):
        return {"container": (), "publisher": ()}
    named = kind in ("report", "software", "data", "standard", "other", "web")
    named = named or entry_type in ("manual", "booklet")
    if kind == "other" and not genre and get("publisher", "institution", "organization"):
        genre = text_of(_without_address(get("howpublished")))
    extra: dict[str, Any] = {"genre": genre_in_words(genre) if named else ""}
    if kind == "standard" and not values["authors"] and get("organization") and get("publisher"):
        extra["authors"] = (Name(literal=text_of(get("organization"))),)
    return extra
