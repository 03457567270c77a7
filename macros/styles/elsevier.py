"""References and marks as European journals of Elsevier print them (numbered, "Vancouver").

The rules are those of the publisher's guide for authors: no issue, pages cut short and joined by
an en dash, the DOI as an address, a full stop at the end.
"""

from collections.abc import Callable, Sequence

from ..model import Name, Reference
from .locators import Locators
from .names import listed
from .numbers import edition, long_date, short_pages, supplements
from .richtext import Nodes, Part, join, sentences
from .style import Style, access, notice, patent_number, people_and_holder
from .titles import journal_name, work_title


def place(locators: Locators) -> str:
    """A locator in a mark, behind its number: " (p. 45)", " (pp. 4, 9; table 2)"."""
    texts = []
    for one in locators:
        word = ("p.", "pp.") if one.word == "page" else (one.word, f"{one.word}s")
        texts.append(f"{word[one.several]} {', '.join(one.values)}".replace("-", "\u2013"))
    return f" ({'; '.join(texts)})" if texts else ""


def format_reference(ref: Reference) -> Nodes:
    """One source as its text; a part that the record lacks is left out."""
    body = _BODIES.get(ref.kind, _serial)(ref)
    return sentences([_lead(ref), *body, notice(ref), _access(ref)])


def _people(names: Sequence[Name], *, more: bool = False) -> str:
    return listed(names, more, 6).replace(" et al", " et al.")


def _editors(ref: Reference) -> str:
    names = _people(ref.editors, more=ref.editors_more)
    several = ref.editors_more or len(ref.editors) > 1
    return f"{names}, editor{'s' * several}" if names else ""


def _lead(ref: Reference) -> str:
    authors = _people(ref.authors, more=ref.authors_more)
    if ref.kind == "patent":
        return people_and_holder(ref, authors)
    translated = f"{_people(ref.translators)}, translator" if ref.translators else ""
    return authors or _editors(ref) or translated


def _year(ref: Reference) -> str:
    return ref.years or "n.d."


def _pages(ref: Reference) -> str:
    return short_pages(ref.pages).replace("-", "\u2013")


def _imprint(ref: Reference) -> Nodes:
    return join("; ", join(": ", ref.place, ref.publisher), _year(ref))


def _volume(ref: Reference) -> str:
    return f"vol. {ref.volume}" if ref.volume else ""


def _serial(ref: Reference) -> list[Part]:
    """A journal, and whatever else has no form of its own: Journal Year;volume:pages."""
    source = journal_name(ref) if ref.kind == "journal" else ref.container or ref.journal
    volume, _ = supplements(ref.volume, "")
    when = join(":", join(";", _year(ref), volume), _pages(ref))
    if not source:
        return [join(" ", work_title(ref), when)]
    return [work_title(ref), join(" ", source, when)]


def _book(ref: Reference) -> list[Part]:
    return [work_title(ref), _volume(ref), edition(ref.edition), _imprint(ref)]


def _chapter(ref: Reference) -> list[Part]:
    editors = _editors(ref) if ref.authors else ""
    number = f"{named}." if (named := edition(ref.edition)) else ""
    book = join(", ", ref.container, _volume(ref))
    inside = join(". ", f"In: {editors}" if editors else "", book, number)
    pages = f"p. {_pages(ref)}" if ref.pages else f"chapter {ref.chapter}" if ref.chapter else ""
    return [work_title(ref), join(", ", inside, _imprint(ref), pages)]


def _thesis(ref: Reference) -> list[Part]:
    return [work_title(ref), ref.genre or "Dissertation", join(", ", ref.publisher, _year(ref))]


def _patent(ref: Reference) -> list[Part]:
    return [work_title(ref), join(", ", patent_number(ref), _year(ref))]


_BODIES: dict[str, Callable[[Reference], list[Part]]] = {
    "book": _book,
    "report": _book,
    "standard": _book,
    "software": _book,
    "chapter": _chapter,
    "paper": _chapter,
    "thesis": _thesis,
    "patent": _patent,
}


def _access(ref: Reference) -> Nodes:
    link, by_address = access(ref, "https://doi.org/"), ref.url and not (ref.doi or ref.eprint)
    seen = f" (accessed {long_date(ref.accessed)})" if ref.accessed and by_address else ""
    return join("", link, seen)


STYLE = Style("elsevier", format_reference, ("[", "]"), place)
