"""A `Reference` to CSL-JSON 1.0.2, the form that Zotero, pandoc, Quarto and every citeproc read."""

from typing import Any

from ..bib.identifiers import safe_url
from ..model import Date, Name, Reference, Rich, plain
from .common import LANGUAGES, NAMES, line, remarks, unbroken


def to_csl(reference: Reference) -> dict[str, Any]:
    """One item (csl-data.json 1.0.2), without what the record lacks; titles hold rich text."""
    item = {
        "id": reference.key,
        "type": _type(reference),
        **_texts(reference),
        "author": [_name(name) for name in reference.authors],
        "editor": [_name(name) for name in reference.editors],
        "translator": [_name(name) for name in reference.translators],
        "container-author": [_name(name) for name in reference.book_authors],
        "issued": _date(reference.date, Date(reference.last_year) if reference.last_year else None),
        "accessed": _date(reference.accessed),
        "event-date": _date(reference.event_start, reference.event_end),
        "genre": "Preprint" if reference.kind == "preprint" else line(reference.genre),
        "URL": safe_url(reference.url),
        "language": _language(reference.language),
        "status": reference.status
        or ("advance online publication" if reference.online_first else ""),
        "note": "; ".join(remarks(reference)),
    }
    return {name: value for name, value in item.items() if value or name == "id"}


def _type(reference: Reference) -> str:
    if reference.kind == "news" and "magazine" in reference.genre.lower():
        return "article-magazine"
    return NAMES["csl"].get(reference.kind, "document")


def _texts(reference: Reference) -> dict[str, str]:
    kind = reference.kind
    periodical = kind in ("journal", "news")
    container = reference.journal if periodical else reference.container or reference.journal
    number = "collection-number" if reference.series else "number"
    texts = {
        "title": _rich(reference.title),
        "container-title": _rich(container),
        "container-title-short": plain(reference.short_journal),
        "collection-title": _rich(reference.series),
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "chapter-number": reference.chapter,
        "edition": reference.edition,
        "version": reference.version,
        number: reference.number or reference.eprint,
        "publisher": plain(reference.publisher),
        "publisher-place": reference.place,
        "event-title": plain(reference.event),
        "event-place": reference.event_place,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "ISBN": reference.isbn,
    }
    return {name: line(text) for name, text in texts.items()}


def _rich(rich: Rich) -> str:
    """CSL 1.0.2, "Rich text": the tags that citeproc knows; no mark where all is protected."""
    mark = any(not span.protected for span in rich)
    parts = []
    for span in rich:
        text = unbroken(span.text)
        if span.style:
            text = f"<{span.style}>{text}</{span.style}>"
        parts.append(f'<span class="nocase">{text}</span>' if span.protected and mark else text)
    return "".join(parts).strip(" ")


def _name(name: Name) -> dict[str, str]:
    """CSL-JSON "name-variable"; the particle stays before the family name, as AMA has it."""
    if name.literal:
        return {"literal": line(name.literal)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: line(text) for part, text in parts.items() if text}


def _date(*dates: Date | None) -> dict[str, list[list[int]]]:
    """A date, or the first and last day of a span."""
    parts = [
        [part for part in (one.year, one.month, one.day if one.month else None) if part]
        for one in dates
        if one is not None
    ]
    return {"date-parts": parts} if parts else {}


def _language(language: str) -> str:
    return LANGUAGES.get(language.strip().lower(), line(language))
