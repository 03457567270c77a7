"""References and marks in AMA style (AMA Manual of Style, 11th edition, chapter 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..model import Reference, Rich, Run, plain
from .common import (
    edition,
    full_pages,
    groups,
    italic,
    journal_name,
    listed,
    long_date,
    same_body,
    supplements,
    title_case,
)
from .richtext import Link, Node, Nodes, doi_link, joined, to_html, to_text, web_link

__all__ = [
    "MARK",
    "Link",
    "Node",
    "Nodes",
    "format_reference",
    "locator_text",
    "mark",
    "mark_parts",
    "superscript",
    "to_html",
    "to_text",
]

# What stands round the numerals of a mark: nothing, they are raised.
MARK = ("", "")
STATUS = {
    "retracted": "Retracted",
    "concern": "Expression of concern",
    "corrected": "Corrected",
    "superseded": "Superseded",
}


# In the text


def superscript(numbers: Sequence[int]) -> str:
    """The numerals of one mark (AMA 11th, 3.6): in order, no spaces, three or more in a closed run as a range.

    >>> superscript([19, 3, 4, 5, 6, 7, 8, 1])
    '1,3-8,19'
    >>> superscript([4, 3])
    '3,4'
    """
    return mark((number, "") for number in numbers)


def mark(cited: Iterable[tuple[int, str] | int]) -> str:
    """The numerals of one mark, with locators in parentheses, closed up (AMA 11th, 3.6).

    In: numbers, or pairs of a number and a locator. Out: plain text for a superscript.

    >>> mark([(3, "p. 45"), 1, 2])
    '1,2,3(p45)'
    """
    return ",".join(text for text, _ in mark_parts(cited))


def mark_parts(cited: Iterable[tuple[int, str] | int]) -> list[tuple[str, tuple[int, ...]]]:
    """The same, in the pieces that the commas part: each with the numbers it stands for, so that it can be linked."""
    pairs = ((one, "") if isinstance(one, int) else (one[0], locator_text(one[1])) for one in cited)
    return [
        (f"{text}({locator})" if locator else text, numbers)
        for text, numbers, locator in groups(pairs)
    ]


def locator_text(locator: str) -> str:
    """A locator as it stands in a mark: "p. 45" is "p45", "pp 45--47" is "pp45-47"; other words are kept."""
    if len(locator) > 200:
        return locator
    text = re.sub(
        r"\s+", " ", full_pages(locator) if re.search(r"\d", locator) else locator.strip()
    )
    text = re.sub(
        r"^(?:pages?|pp?)\b\.?\s*(?=[A-Za-z]?\d)",
        lambda word: "pp" if re.search(r"[-,]", text) else "p",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(p{1,2})\.?\s*(?=[A-Za-z]?\d)", r"\1", text)
    return re.sub(r",\s+", ",", text) if re.match(r"p{1,2}[A-Za-z]?\d", text) else text


# In the list


def format_reference(ref: Reference) -> Nodes:
    """One source as its AMA text. In: a normalised record. Out: spans and links; a part that the record lacks is left out.

    What stands where: AMA 11th, 3.11 (journals, preprints), 3.12 (books, chapters), 3.13 (reports, theses), 3.15 (web).
    """
    body = _BODIES.get(ref.kind, _other)(ref)
    return joined(*body, _notice(ref), last=_way(ref))


def _text(text: str) -> Rich:
    return (Run(text),) if text else ()


def _lead(ref: Reference) -> Rich:
    """Authors; where there are none, the editors, who are named as such (AMA 11th, 3.12)."""
    authors = listed(ref.authors, ref.authors_more, 3)
    return _text(authors or (_edited(ref) if ref.kind in ("book", "chapter", "paper") else ""))


def _edited(ref: Reference) -> str:
    names = listed(ref.editors, False, 3)
    return f"{names}, {'ed' if len(ref.editors) == 1 else 'eds'}" if names else ""


def _year(ref: Reference) -> str:
    return str(ref.year) if ref.year is not None else ""


def _imprint(ref: Reference) -> Rich:
    """Publisher; year:pages. No place of publication in the 11th edition (3.12)."""
    year, pages = _year(ref), full_pages(ref.pages)
    published = (*ref.publisher, Run("; ")) if ref.publisher and year else ref.publisher
    before = (*published, *_text(year))
    return (*before, *_text(f":{pages}" if before else pages)) if pages else before


def _volume(ref: Reference) -> Rich:
    return _text(f"Vol {ref.volume}" if ref.volume[:1].isdigit() else ref.volume)


def _journal(ref: Reference) -> list[Rich]:
    volume, inside = supplements(ref.volume, ref.issue)
    number = volume + "".join(f"({part})" for part in inside)
    pages = full_pages(ref.pages)
    when = _year(ref)
    if not number and ref.online_first:
        when = f"Published online {long_date(ref.date)}".rstrip()
    where = ":".join(filter(None, (";".join(filter(None, (when, number))), pages)))
    name = journal_name(ref.short_journal, ref.journal)
    return [_lead(ref), ref.title, (Run(name, "i"),) if name else (), _text(where)]


def _preprint(ref: Reference) -> list[Rich]:
    server = plain(ref.container or ref.journal or ref.publisher)
    return [
        _lead(ref),
        ref.title,
        (Run(server, "i"),) if server else (),
        _text(f"Preprint posted online {long_date(ref.date)}".rstrip()),
    ]


def _book(ref: Reference) -> list[Rich]:
    editors = _edited(ref) if ref.authors else ""
    return [
        _lead(ref),
        italic(title_case(ref.title, ref.language)),
        _volume(ref),
        _text(edition(ref.edition)),
        _text(editors),
        _imprint(ref),
    ]


def _chapter(ref: Reference) -> list[Rich]:
    book, editors = (
        italic(title_case(ref.container, ref.language)),
        _edited(ref) if ref.authors else "",
    )
    inside = [_text(f"In: {editors}"), book] if editors else [(Run("In: "), *book)] if book else []
    return [
        _lead(ref),
        ref.title,
        *inside,
        _volume(ref),
        _text(edition(ref.edition)),
        _imprint(ref),
    ]


def _report(ref: Reference) -> list[Rich]:
    return [
        _lead(ref),
        italic(title_case(ref.title, ref.language)),
        _text(edition(ref.edition)),
        _imprint(ref),
    ]


def _thesis(ref: Reference) -> list[Rich]:
    name = "Thesis" if ref.entry_type == "mastersthesis" else "Dissertation"
    return [_lead(ref), italic(title_case(ref.title, ref.language)), _text(name), _imprint(ref)]


def _web(ref: Reference) -> list[Rich]:
    site = ref.container or ref.publisher
    site = () if same_body(plain(site), ref.authors) else site
    return [_lead(ref), ref.title, site, _text(long_date(ref.date))]


def _other(ref: Reference) -> list[Rich]:
    return [_lead(ref), ref.title, ref.container or ref.journal, _imprint(ref)]


_BODIES = {
    "journal": _journal,
    "preprint": _preprint,
    "book": _book,
    "chapter": _chapter,
    "paper": _chapter,
    "report": _report,
    "thesis": _thesis,
    "web": _web,
}


def _notice(ref: Reference) -> Nodes:
    """That a work was retracted, questioned or corrected, and where the notice stands; before the identifier, which is last."""
    if ref.status not in STATUS:
        return ()
    doi = re.match(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)$", ref.notice, re.IGNORECASE
    )
    link = doi_link(doi[1], "doi:") if doi else web_link(ref.notice) if ref.notice else None
    return (
        (Run(f"{STATUS[ref.status]} (notice: "), link, Run(")"))
        if link
        else (Run(STATUS[ref.status]),)
    )


def _way(ref: Reference) -> Nodes:
    """How to reach the work: its DOI, else the day it was read and its address (AMA 11th, 3.11 and 3.15); never both."""
    if ref.doi:
        return (doi_link(ref.doi, "doi:"),)
    if not ref.url:
        return ()
    seen = (Run(f"Accessed {long_date(ref.accessed)}. "),) if ref.accessed else ()
    return (*seen, web_link(ref.url))
