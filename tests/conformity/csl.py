"""`Reference` to CSL-JSON, for the judge. Written apart from macros/: it uses its values and none of its rules.

Why not hand the .bib file to the judge: pandoc reads BibTeX in its own way. It changes the letter case of titles, knows no preprint
servers, drops the site of a web page and keeps "Suppl 2" as it stands, so that three entries in four would differ before a style is applied, and
no difference would say whether reading or formatting is at fault. Fed with what we have read, the judge speaks of formatting alone; that
the reading is right has tests of its own.
"""

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


def item(ref: Reference, style: str) -> dict:
    """One CSL-JSON item: the same facts under CSL's names, as an editor who knows the style keys them in.

    A first edition is not named (AMA 11th, 3.12.1; Citing Medicine, 2). A DOI is given instead of an address, not beside it. NLM's
    style has no preprint: Citing Medicine's form, "medRxiv [Preprint]", is given as the name of the journal.
    """
    out = {"id": ref.key, "type": TYPES[ref.kind]}
    fields = {
        "title": text(ref.title),
        "container-title": text(ref.journal if ref.kind == "journal" else ref.container),
        "container-title-short": text(ref.short_journal),
        "publisher": text(ref.publisher),
        "publisher-place": ref.place,
        "page": re.sub(r"^(\w+)-\1$", r"\1", ref.pages),
        "edition": EDITIONS.get(
            ref.edition.lower(), re.sub(r"(?<=\d)(st|nd|rd|th)$", "", ref.edition)
        ),
        "DOI": ref.doi,
        "URL": ref.url,
    }
    out |= {name: value for name, value in fields.items() if value}
    out |= {name: value for name, value in issue(ref, style).items() if value}
    if ref.kind == "thesis":
        out["genre"] = ref.genre or "Dissertation"
    if EDITIONS.get(ref.edition.lower(), ref.edition) in ("1", "1st"):
        out.pop("edition", None)
    if ref.online_first:
        out["status"] = "advance online publication"
    if ref.doi:
        out.pop("URL", None)
    if style == "vancouver":
        nlm(ref, out)
    authors = names(ref.authors, style) + ([{"literal": "others"}] if ref.authors_more else [])
    if authors:
        out["author"] = authors
    if ref.editors:
        out["editor"] = names(ref.editors, style)
    if ref.date:
        out["issued"] = date(ref.date)
    if ref.accessed:
        out["accessed"] = date(ref.accessed)
    if ref.language:
        out["language"] = {"english": "en-US", "german": "de-DE", "ngerman": "de-DE"}.get(
            ref.language, ref.language
        )
    return out


def nlm(ref: Reference, out: dict) -> None:
    """What Citing Medicine asks of a record beyond AMA: the thing itself in brackets, "Chapter" for none."""
    if ref.kind == "preprint":
        server = text(ref.container or ref.journal or ref.publisher)
        out |= {"type": "article-journal", "container-title": f"{server} [Preprint]"}
        out.pop("publisher", None)
    if ref.kind == "thesis":
        kind = out["genre"][:1].lower() + out["genre"][1:]
        out["genre"] = f"{kind} on the Internet" if ref.url and not ref.doi else kind
        out["medium"] = ""


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


def names(people: tuple[Name, ...], style: str) -> list[dict]:
    """Names in their order. CSL knows one sign between names; AMA (3.7) and Citing Medicine (1) part a group from people before it
    by a semicolon, and Citing Medicine from all that stands behind it too. So such a name begins with a semicolon, which the judge's comma gives way to (judge.fold).
    """
    out = []
    for place, one in enumerate(people):
        item = name(one)
        if style == "vancouver":
            item |= (
                {"suffix": {"III": "3rd", "II": "2nd"}[one.suffix]}
                if one.suffix in ("II", "III")
                else {}
            )
        before = people[place - 1] if place else one
        if (group(one) and not group(before)) or (style == "vancouver" and place and group(before)):
            part = "literal" if one.literal else "family"
            item[part] = f"; {item[part]}"
        out.append(item)
    return out


def group(one: Name) -> bool:
    """A literal of several words, or of capitals; Plato is a person."""
    return " " in one.literal or one.literal.isupper()


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


def issue(ref: Reference, style: str) -> dict:
    """Volume, issue and, where the record hides one in either, CSL's supplement-number; one without a number has no label in CSL."""
    word = "Suppl" if style == "vancouver" else "suppl"
    volume, number = ref.volume, ref.issue
    for where in ("volume", "issue"):
        value = volume if where == "volume" else number
        found = re.fullmatch(r"(.*?)\s*\(?\bsuppl(?:ement|\.)?\s*(\d\w*)\)?", value, re.I)
        if found and where == "volume":
            return {"volume": found[1], "issue": number, "supplement-number": found[2]}
        if found:
            return {"volume": volume, "issue": found[1], "supplement-number": found[2]}
    return {
        "volume": volume,
        "issue": re.sub(r"^suppl(?:ement|\.)?(?=$| [A-Z]$)", word, number, flags=re.I),
    }
