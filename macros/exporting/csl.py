"""A `Reference` to CSL-JSON 1.0.2, the form that Zotero, pandoc, Quarto and every citeproc read."""

from __future__ import annotations

from ..bib.normalise import safe_url
from ..model import Date, Name, Reference, Rich, plain
from .common import line, remarks, unbroken

__all__ = ["to_csl"]

# csl-data.json 1.0.2, "type". A preprint is an article with the genre "Preprint" (CSL 1.0.2, appendix III).
TYPES = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "thesis": "thesis",
    "paper": "paper-conference",
    "web": "webpage",
    "preprint": "article",
}
_TAGS = {"i": "i", "b": "b", "sup": "sup", "sub": "sub"}
# Names of languages in biblatex's langid, to the ISO 639-1 codes that CSL asks for.
_LANGUAGES = {
    "english": "en",
    "american": "en-US",
    "usenglish": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "brazilian": "pt-BR",
    "dutch": "nl",
    "danish": "da",
    "swedish": "sv",
    "norwegian": "no",
    "finnish": "fi",
    "polish": "pl",
    "czech": "cs",
    "russian": "ru",
    "turkish": "tr",
    "japanese": "ja",
    "chinese": "zh",
    "korean": "ko",
    "arabic": "ar",
    "hebrew": "he",
    "greek": "el",
    "hungarian": "hu",
}


def to_csl(reference: Reference) -> dict:
    """One item (csl-data.json 1.0.2). What the record lacks is absent, never empty. Titles may hold i, b, sup, sub and nocase."""
    kind = reference.kind
    container = reference.journal if kind == "journal" else reference.container or reference.journal
    item = {
        "id": reference.key,
        "type": TYPES.get(kind, "document"),
        "title": _rich(reference.title),
        "author": [_name(name) for name in reference.authors],
        "editor": [_name(name) for name in reference.editors],
        "container-title": _rich(container),
        "container-title-short": line(plain(reference.short_journal)),
        "issued": _date(reference.date),
        "accessed": _date(reference.accessed),
        "volume": line(reference.volume),
        "issue": line(reference.issue),
        "page": line(reference.pages),
        "edition": line(reference.edition),
        "number": line(reference.number),
        "publisher": line(plain(reference.publisher)),
        "genre": _genre(reference),
        "DOI": line(reference.doi),
        "PMID": line(reference.pmid),
        "PMCID": line(reference.pmcid),
        "URL": safe_url(reference.url),
        "ISBN": line(reference.isbn),
        "language": _language(reference.language),
        "status": reference.status
        or ("advance online publication" if reference.online_first else ""),
        "note": "; ".join(remarks(reference)),
    }
    return {name: value for name, value in item.items() if value or name == "id"}


def _genre(reference: Reference) -> str:
    if reference.kind == "preprint":
        return "Preprint"
    if reference.kind == "thesis":
        return {"mastersthesis": "Master's thesis", "phdthesis": "Doctoral dissertation"}.get(
            reference.entry_type, "Thesis"
        )
    return ""


def _rich(rich: Rich) -> str:
    """CSL 1.0.2, "Rich text": the tags that citeproc knows. A title that is protected as a whole needs no mark in each word."""
    mark = any(not span.protected for span in rich)
    parts = []
    for span in rich:
        text = unbroken(span.text)
        if span.style in _TAGS:
            text = f"<{span.style}>{text}</{span.style}>"
        parts.append(f'<span class="nocase">{text}</span>' if span.protected and mark else text)
    return "".join(parts).strip(" ")


def _name(name: Name) -> dict[str, str]:
    """CSL-JSON "name-variable"; the particle stays before the family name when names are sorted or inverted, as AMA has it."""
    if name.literal:
        return {"literal": line(name.literal)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: line(text) for part, text in parts.items() if text}


def _date(date: Date | None) -> dict[str, list[list[int]]]:
    if date is None:
        return {}
    return {
        "date-parts": [
            [part for part in (date.year, date.month, date.day if date.month else None) if part]
        ]
    }


def _language(language: str) -> str:
    return _LANGUAGES.get(language.strip().lower(), line(language))
