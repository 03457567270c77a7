"""A `Reference` to RIS, as defined in 2001 and as EndNote, Zotero and Mendeley read it.

Where the specification of 2011 differs, the form that readers of both understand is written: PY
holds the year alone, DA the whole date.
"""

import re

from ..bib.identifier_links import addresses
from ..model import Date, Name, Reference, plain
from .common import NAMES, line, remarks


def to_ris(reference: Reference) -> str:
    """One record: `TY  - ` first, `ER  - ` last, lines that end with CR LF (RIS 2001).

    A comma in an organisation's name can't be told from the one between family and given name: RIS
    has no character for it.
    """
    magazine = reference.kind == "news" and "magazine" in reference.genre.lower()
    rows = [
        ("TY", "MGZN" if magazine else NAMES["ris"].get(reference.kind, "GEN")),
        *_people(reference),
        ("TI", plain(reference.title)),
        *_sources(reference),
        *_dates(reference),
        *_numbers(reference),
        *_links(reference),
        *(("N1", remark) for remark in remarks(reference)),
        ("LA", reference.language),
        ("Y2", _date(reference.accessed) if reference.accessed else ""),
    ]
    texts = ((tag, line(text)) for tag, text in rows)
    return "".join(f"{tag}  - {text}\r\n" for tag, text in texts if text) + "ER  - \r\n"


def _people(reference: Reference) -> list[tuple[str, str]]:
    roles = (("AU", reference.authors), ("A2", reference.editors), ("A4", reference.translators))
    return [(tag, _name(name)) for tag, names in roles for name in names]


def _sources(reference: Reference) -> list[tuple[str, str]]:
    """JF is a journal's full name, JO its abbreviation, T2 whatever else the work is part of."""
    journal, short = plain(reference.journal), plain(reference.short_journal)
    container = plain(reference.container)
    if reference.kind in ("journal", "news"):
        return [("JF", _starless(journal or short)), ("JO", _starless(short))]
    if reference.kind in ("web", "preprint"):
        container = container or journal
    return [
        ("T2", _starless(plain(reference.event) or container)),
        ("T3", _starless(plain(reference.series))),
        ("CY", reference.event_place or reference.place),
    ]


def _dates(reference: Reference) -> list[tuple[str, str]]:
    if reference.date is None:
        return []
    whole = _date(reference.date) if reference.date.month else ""
    return [("PY", f"{reference.date.year:04d}"), ("DA", whole)]


def _numbers(reference: Reference) -> list[tuple[str, str]]:
    first, last = _pages(reference.pages)
    return [
        ("VL", reference.volume),
        ("IS", reference.issue or reference.number or reference.eprint),
        ("SP", first),
        ("EP", last),
        ("SE", reference.chapter),
        ("ET", reference.edition or reference.version),
        ("M3", reference.genre),
        ("PB", plain(reference.publisher)),
        ("SN", reference.isbn),
    ]


def _links(reference: Reference) -> list[tuple[str, str]]:
    return [
        ("DO", reference.doi),
        *(("UR", address) for _, address in addresses(reference)),
        ("AN", reference.pmid),
        ("DB", "PubMed" if reference.pmid else ""),
        ("C2", reference.pmcid if reference.kind == "journal" else ""),
    ]


def _name(name: Name) -> str:
    """`Family, Given, Suffix` (RIS 2001, A1); an organisation as it is."""
    if name.literal:
        return _starless(name.literal)
    family = " ".join(filter(None, (name.particle, name.family)))
    parts = [family, name.given]
    if name.suffix:
        parts.append(name.suffix)
    elif not name.given:
        parts.pop()
    return _starless(", ".join(parts))


def _starless(text: str) -> str:
    """RIS 2001, "Characters allowed": no asterisk in names of people and periodicals."""
    return text.replace("*", "")


def _date(date: Date) -> str:
    """`YYYY/MM/DD/`: the slashes stand even where the day is not known (RIS 2001, Y1)."""
    return f"{date.year:04d}/{date.month or 0:02d}/".replace("/00/", "//") + (
        f"{date.day:02d}/" if date.day else "/"
    )


def _pages(pages: str) -> tuple[str, str]:
    """Start and end page; what is no single range stands whole as the start."""
    match = re.fullmatch(r"([^\s,-]+)-([^\s,-]+)", pages)
    return (match[1], match[2]) if match else (pages, "")
