"""`Reference` to CSL-JSON, for the judge. Written apart from macros/: it uses its values and none of its rules.

Why not hand the .bib file to the judge: pandoc reads BibTeX in its own way. It changes the letter case of titles, knows no preprint
servers, drops the site of a web page and keeps "Suppl 2" as it stands, so that three entries in four would differ before a style is applied, and
no difference would say whether reading or formatting is at fault. Fed with what we have read, the judge speaks of formatting alone; that
the reading is right has tests of its own.
"""

from __future__ import annotations

import re

from macros.model import Date, Name, Reference, Rich

TYPES = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "thesis": "thesis",
    "paper": "paper-conference",
    "web": "webpage",
    "preprint": "article",
    "other": "document",
}
EDITIONS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


def item(ref: Reference) -> dict:
    """One CSL-JSON item: the same facts under CSL's names."""
    out = {"id": ref.key, "type": TYPES[ref.kind]}
    fields = {
        "title": text(ref.title),
        "container-title": text(ref.journal if ref.kind == "journal" else ref.container),
        "container-title-short": text(ref.short_journal),
        "publisher": text(ref.publisher),
        "page": ref.pages,
        "edition": EDITIONS.get(
            ref.edition.lower(), re.sub(r"(?<=\d)(st|nd|rd|th)$", "", ref.edition)
        ),
        "DOI": ref.doi,
        "URL": ref.url,
    }
    out |= {name: value for name, value in fields.items() if value}
    out |= {name: value for name, value in issue(ref).items() if value}
    if ref.kind == "thesis":
        out["genre"] = {"mastersthesis": "Thesis"}.get(ref.entry_type, "Dissertation")
    authors = [name(one) for one in ref.authors] + (
        [{"literal": "others"}] if ref.authors_more else []
    )
    if authors:
        out["author"] = authors
    if ref.editors:
        out["editor"] = [name(one) for one in ref.editors]
    if ref.date:
        out["issued"] = date(ref.date)
    if ref.accessed:
        out["accessed"] = date(ref.accessed)
    if ref.language:
        out["language"] = {"english": "en-US", "german": "de-DE", "ngerman": "de-DE"}.get(
            ref.language, ref.language
        )
    return out


def text(rich: Rich) -> str:
    """CSL-JSON's own small markup; what braces protect is "nocase"."""
    marks = {
        "i": ("<i>", "</i>"),
        "b": ("<b>", "</b>"),
        "sup": ("<sup>", "</sup>"),
        "sub": ("<sub>", "</sub>"),
        "": ("", ""),
    }
    out = ""
    for span in rich:
        before, after = marks[span.style]
        guarded = f'<span class="nocase">{span.text}</span>' if span.protected else span.text
        out += before + guarded + after
    return out


def name(one: Name) -> dict:
    """A name's parts. Initials run together ("JA") are spelt "J. A.": CSL can't tell them from a given name in capitals."""
    if one.literal:
        return {"literal": one.literal}
    given = ". ".join(one.given) + "." if re.fullmatch(r"[A-Z]{2,3}", one.given) else one.given
    parts = {
        "family": one.family,
        "given": given,
        "non-dropping-particle": one.particle,
        "suffix": one.suffix.rstrip("."),
    }
    return {key: value for key, value in parts.items() if value}


def date(one: Date) -> dict:
    return {"date-parts": [[part for part in (one.year, one.month, one.day) if part]]}


def issue(ref: Reference) -> dict:
    """Volume, issue and, where the record hides one in either, CSL's supplement-number."""
    volume, number = ref.volume, ref.issue
    for where in ("volume", "issue"):
        value = volume if where == "volume" else number
        found = re.fullmatch(r"(.*?)\s*\(?\bsuppl(?:ement|\.)?\s*(\w+)\)?", value, re.I)
        if found and where == "volume":
            return {"volume": found[1], "issue": number, "supplement-number": found[2]}
        if found:
            return {"volume": volume, "issue": found[1], "supplement-number": found[2]}
    return {
        "volume": volume,
        "issue": "suppl" if re.fullmatch(r"suppl(ement|\.)?", number, re.I) else number,
    }
