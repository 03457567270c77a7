"""What a citation style is, and what all styles share: closed runs of numbers, the notice."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import Reference, Run, plain
from .locators import Locator, Locators, merged
from .richtext import Link, Nodes, doi_link, web_link

# What a work's status is called in print.
STATUSES = {
    "retracted": "Retracted",
    "concern": "Expression of concern",
    "corrected": "Corrected",
    "superseded": "Superseded",
}


@dataclass(frozen=True)
class Style:
    """A citation style: how a reference reads, and how a mark in the text does.

    `reference` makes the text of one source. `marks` is what stands round the numbers of a mark;
    `place` is a locator as it follows its number, with whatever parts the two.
    """

    name: str
    reference: Callable[[Reference], Nodes]
    marks: tuple[str, str]
    place: Callable[[Locators], str]


@dataclass(frozen=True)
class Piece:
    """What stands between two commas of a mark: a number, or a closed run of them."""

    first: int
    last: int
    locators: Locators = ()


def pieces(cited: Iterable[tuple[int, Locators]]) -> list[Piece]:
    """The pieces of one mark: numbers in order, closed runs of three and more drawn together.

    AMA 11th, 3.6. A number with a locator stands alone; two neighbours stay two; locators of one
    source are merged.
    """
    places: dict[int, list[Locator]] = {}
    for number, locators in cited:
        places.setdefault(number, []).extend(locators)
    out: list[Piece] = []
    for number in sorted(places):
        piece = Piece(number, number, merged(places[number]))
        before = out[-1] if out else piece
        if before.last == number - 1 and not before.locators and not piece.locators:
            if before.first < before.last:
                out[-1] = Piece(before.first, number)
                continue
            two = out[-2] if len(out) > 1 else piece
            if two == Piece(number - 2, number - 2):
                out[-2:] = [Piece(two.first, number)]
                continue
        out.append(piece)
    return out


def notice(ref: Reference) -> Nodes:
    """That a work was retracted, questioned or corrected, and where the notice is found."""
    if ref.status not in STATUSES:
        return ()
    word = STATUSES[ref.status]
    doi = re.match(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)$", ref.notice)
    link = doi_link(doi[1], "doi:") if doi else web_link(ref.notice) if ref.notice else None
    return (Run(f"{word} (notice: "), link, Run(")")) if link else (Run(word),)


def access(ref: Reference, doi: str, before: str = "") -> Nodes:
    """How to reach a work: its DOI, its number as a preprint, or its address after `before`."""
    if ref.doi:
        return (doi_link(ref.doi, doi),)
    if ref.eprint:
        return _eprint_link(ref)
    if not ref.url:
        return ()
    return (Run(before), web_link(ref.url)) if before else (web_link(ref.url),)


def _eprint_link(ref: Reference) -> Nodes:
    """A preprint's own number, "arXiv:2101.00999", which leads to the preprint."""
    archive, _, number = ref.eprint.partition(":")
    if archive.lower() == "arxiv" and number:
        return (Link(f"https://arxiv.org/abs/{number.split()[0]}", (Run(ref.eprint),)),)
    return (Run(ref.eprint),)


def volume(ref: Reference, word: str) -> str:
    """A volume of a book, with its issue; the word stands before what is numbered."""
    numbered = ref.volume[:1].isdigit() or len(ref.volume) == 1
    issue = f", No. {ref.issue}" if ref.volume and ref.issue else ""
    return (f"{word} {ref.volume}" if numbered else ref.volume) + issue


def version(ref: Reference) -> str:
    """A version as it is printed: "Version 2", "Draft"."""
    return f"Version {ref.version}" if ref.version[:1].isdigit() else ref.version


def patent_number(ref: Reference) -> str:
    """What a patent is called, and its number."""
    return f"{ref.genre or 'Patent'} {ref.number}" if ref.number else ref.genre


def presented_at(ref: Reference) -> str:
    """What was presented, before the name of the meeting: "Poster presented at: "."""
    if ref.genre == "Presentation":
        return "Presented at: "
    return f"{ref.genre or 'Paper'} presented at: "


def people_and_holder(ref: Reference, inventors: str) -> str:
    """Who made a patent's invention and who owns it (AMA 11th, 3.13; Citing Medicine, 7)."""
    role = "inventor" if len(ref.authors) == 1 else "inventors"
    holder = plain(ref.publisher)
    owners = "assignees" if Run(", ") in ref.publisher else "assignee"
    return "; ".join(
        [f"{who}, {what}" for who, what in ((inventors, role), (holder, owners)) if who]
    )
