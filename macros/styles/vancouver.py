"""References and marks in NLM style ("Vancouver"; Citing Medicine, 2nd edition): the same interface as `ama`, other rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Date, Reference, Rich, Run, plain
from . import ama
from .common import MONTHS, edition, groups, journal_name, listed, short_pages, supplements
from .richtext import Node, Nodes, doi_link, joined, to_html, to_text, web_link

__all__ = ["MARK", "format_reference", "mark", "mark_parts", "superscript", "to_html", "to_text"]

# Citing Medicine leaves the form of marks to the publisher; numerals in parentheses are what most journals print.
MARK = ("(", ")")
SUFFIXES = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th"}


def superscript(numbers: Sequence[int]) -> str:
    """The numerals of one mark without locators: "(1,3-8,19)"."""
    return mark((number, "") for number in numbers)


def mark(cited: Iterable[tuple[int, str] | int]) -> str:
    """The numerals of one mark, in parentheses, locators behind their number: "(1,2,3 p45)"."""
    return MARK[0] + ",".join(text for text, _ in mark_parts(cited)) + MARK[1]


def mark_parts(cited: Iterable[tuple[int, str] | int]) -> list[tuple[str, tuple[int, ...]]]:
    """The pieces that the commas part, each with the numbers it stands for."""
    pairs = (
        (one, "") if isinstance(one, int) else (one[0], ama.locator_text(one[1])) for one in cited
    )
    return [(f"{text} {locator}".rstrip(), numbers) for text, numbers, locator in groups(pairs)]


def format_reference(ref: Reference) -> Nodes:
    """One source as its NLM text (Citing Medicine: journals 1, books 2, papers 3, theses 5, web 25). In and out as in `ama`."""
    online = ref.url and not ref.doi
    lead = listed(ref.authors, ref.authors_more, 6, SUFFIXES, comma=True) or (
        _editors(ref) if ref.kind == "book" else ""
    )
    if ref.kind == "journal":
        body = [
            ref.title,
            _run(journal_name(ref.short_journal, ref.journal), " [Internet]" if online else ""),
            _run(_issue(ref, _cited(ref))),
        ]
    elif ref.kind == "preprint":
        body = [
            ref.title,
            _run(plain(ref.container or ref.journal or ref.publisher), " [Preprint]"),
            _run(_date(ref.date), _cited(ref)),
        ]
    elif ref.kind in ("chapter", "paper"):
        editors = _editors(ref)
        book = (
            [_run(f"In: {editors}"), ref.container]
            if editors
            else [(Run("In: "), *ref.container)]
            if ref.container
            else []
        )
        body = [
            ref.title,
            *book,
            _volume(ref),
            _run(edition(ref.edition)),
            _imprint(ref, ref.publisher),
            _run(_pages(ref)),
        ]
    else:
        degree = "master's thesis" if ref.entry_type == "mastersthesis" else "dissertation"
        medium = f" [{degree}]" if ref.kind == "thesis" else " [Internet]" if online else ""
        editors = _editors(ref) if ref.kind == "book" and ref.authors else ""
        body = [
            (*ref.title, Run(medium)),
            _volume(ref),
            _run(edition(ref.edition)),
            _run(editors),
            _imprint(ref, ref.publisher or ref.container or ref.journal),
            _run(_pages(ref)),
        ]
    return joined(_run(lead), *body, ama._notice(ref), last=_way(ref))


def _run(*texts: str) -> Rich:
    return (Run("".join(texts)),) if texts[0] else ()


def _editors(ref: Reference) -> str:
    names = listed(ref.editors, False, 6, SUFFIXES)
    return f"{names}, {'editor' if len(ref.editors) == 1 else 'editors'}" if names else ""


def _date(date: Date | None) -> str:
    """Year, month in three letters, day: "2020 Mar 5"."""
    if date is None:
        return ""
    month = MONTHS[date.month - 1][:3] if date.month and 1 <= date.month <= 12 else ""
    return " ".join(filter(None, (str(date.year), month, str(date.day or "") if month else "")))


def _cited(ref: Reference) -> str:
    """When a work that has only an address was read."""
    return f" [cited {_date(ref.accessed)}]" if ref.accessed and ref.url and not ref.doi else ""


def _issue(ref: Reference, cited: str) -> str:
    volume, inside = supplements(ref.volume, ref.issue)
    # Citing Medicine writes issue and supplement in one pair of parentheses: 12(3 Suppl 2).
    inner = " ".join(part[:1].upper() + part[1:] for part in inside)
    where = volume + (f"({inner})" if inner else "")
    ahead = ". Epub ahead of print" if ref.online_first and not where else ""
    return (
        ":".join(
            filter(
                None,
                (";".join(filter(None, (_date(ref.date) + cited, where))), short_pages(ref.pages)),
            )
        )
        + ahead
    )


def _pages(ref: Reference) -> str:
    return f"p. {short_pages(ref.pages)}" if ref.pages else ""


def _volume(ref: Reference) -> Rich:
    return _run(f"Vol. {ref.volume}") if ref.volume else ()


def _imprint(ref: Reference, publisher: Rich) -> Rich:
    date = (
        str(ref.year) if ref.kind != "web" and ref.year is not None else _date(ref.date)
    ) + _cited(ref)
    return (
        (*publisher, Run(f"; {date}"))
        if publisher and date.strip()
        else publisher or _run(date.strip())
    )


def _way(ref: Reference) -> Nodes:
    if ref.doi:
        return (doi_link(ref.doi, "doi: "),)
    nodes: list[Node] = [Run("Available from: "), web_link(ref.url)] if ref.url else []
    return tuple(nodes)
