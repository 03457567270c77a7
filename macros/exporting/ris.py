"""A `Reference` to RIS, as Reference Manager defined it in 2001 and as EndNote, Zotero and Mendeley read it.

Where the specification of 2011 differs, the form that readers of both understand is written: PY holds the year alone, DA the whole date.
"""

from __future__ import annotations

import re

from ..bib.identifier_links import addresses
from ..model import Date, Name, Reference, plain
from .common import line, remarks

__all__ = ["to_ris"]

# Reference types (RIS 2001, table of types; ELEC and CPAPER from 2011). A preprint is "unpublished work": RIS has no other word.
TYPES = {
    "journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "thesis": "THES",
    "paper": "CPAPER",
    "web": "ELEC",
    "preprint": "UNPB",
}


def to_ris(reference: Reference) -> str:
    """One record: `TY  - ` first, `ER  - ` last, lines that end with CR LF (RIS 2001, "Tag format").

    A comma in an organisation's name can't be told from the one between family and given name: RIS has no sign for it.
    """
    kind = reference.kind
    first, last = _pages(reference.pages)
    journal, short, container = (
        plain(reference.journal),
        plain(reference.short_journal),
        plain(reference.container),
    )
    if kind in ("web", "preprint") and not container:
        container = journal
    rows = [("TY", TYPES.get(kind, "GEN"))]
    rows += [("AU", _name(name)) for name in reference.authors]
    rows += [("A2", _name(name)) for name in reference.editors]
    rows.append(("TI", plain(reference.title)))
    # JF is the full name of a journal, JO its abbreviation, T2 whatever else the work is part of.
    if kind == "journal":
        rows += [("JF", _starless(journal or short)), ("JO", _starless(short))]
    else:
        rows.append(("T2", _starless(container)))
    if reference.date:
        rows.append(("PY", f"{reference.date.year:04d}"))
        if reference.date.month:
            rows.append(("DA", _date(reference.date)))
    rows += [
        ("VL", reference.volume),
        ("IS", reference.issue or reference.number),
        ("SP", first),
        ("EP", last),
        ("ET", reference.edition),
        ("PB", plain(reference.publisher)),
        ("SN", reference.isbn),
        ("DO", reference.doi),
    ]
    rows += [("UR", address) for _, address in addresses(reference)]
    if reference.pmid:
        rows += [("AN", reference.pmid), ("DB", "PubMed")]
    if kind == "journal":
        rows.append(("C2", reference.pmcid))
    rows += [("N1", remark) for remark in remarks(reference)]
    rows.append(("LA", reference.language))
    if reference.accessed:
        rows.append(("Y2", _date(reference.accessed)))
    return (
        "".join(
            f"{tag}  - {text}\r\n"
            for tag, text in ((tag, line(text)) for tag, text in rows)
            if text
        )
        + "ER  - \r\n"
    )


def _name(name: Name) -> str:
    """`Family, Given, Suffix` (RIS 2001, A1); an organisation as it is."""
    if name.literal:
        return _starless(name.literal)
    family = " ".join(filter(None, (name.particle, name.family)))
    parts = (
        [family, name.given, name.suffix]
        if name.suffix
        else [family, name.given]
        if name.given
        else [family]
    )
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
