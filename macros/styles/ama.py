"""References and marks in AMA style (AMA Manual of Style, 11th edition, chapter 3)."""

from collections.abc import Callable, Sequence

from ..model import Name, Reference, Run, plain
from .locators import Locators
from .names import listed, same_body
from .numbers import date_range, edition, full_pages, long_date, supplements
from .richtext import Nodes, Part, join, sentences
from .style import (
    Style,
    access,
    notice,
    patent_number,
    people_and_holder,
    presented_at,
    version,
    volume,
)
from .titles import italic, journal_name, original_language, title_case, work_title

# AMA abbreviates these words in citations (13.10); others are written out.
_WORDS = {"chapter": ("chap", "chaps")}


def place(locators: Locators) -> str:
    """A locator in a mark: in parentheses, closed up, pages as p and pp (AMA 11th, 3.6).

    In: what `locators.parse` finds in "p. 45, table 2". Out: "(p45,table 2)".
    """
    texts = []
    for one in locators:
        if one.word == "page":
            texts.append(("pp" if one.several else "p") + ",".join(one.values))
        else:
            word = _WORDS.get(one.word, (one.word, f"{one.word}s"))[one.several]
            texts.append(f"{word} {','.join(one.values)}")
    return f"({','.join(texts)})" if texts else ""


def format_reference(ref: Reference) -> Nodes:
    """One source as its AMA text; a part that the record lacks is left out.

    AMA 11th: 3.11 (journals, preprints), 3.12 (books, chapters), 3.13 (news, reports, theses,
    meetings, patents), 3.15 (web, software, data).
    """
    body = _BODIES.get(ref.kind, _other)(ref)
    return sentences([_lead(ref), *body, notice(ref)], _access(ref))


# People


def _people(names: Sequence[Name], *, more: bool = False) -> str:
    return listed(names, more, 3)


def _editors(ref: Reference) -> str:
    """Editors and translators by their work (3.12): "Roe A, ed", "Poe B, trans"."""
    if ref.editors and ref.editors == ref.translators:
        return f"{_people(ref.editors)}, trans-ed" + "s" * (len(ref.editors) > 1)
    editors = _people(ref.editors, more=ref.editors_more)
    translators = _people(ref.translators)
    ed = "ed" if len(ref.editors) == 1 and not ref.editors_more else "eds"
    return ". ".join(
        [f"{names}, {role}" for names, role in ((editors, ed), (translators, "trans")) if names]
    )


def _lead(ref: Reference) -> str:
    """Authors; where there are none, a book's editors, who are named as such (3.12)."""
    authors = _people(ref.authors, more=ref.authors_more)
    if ref.kind == "patent":
        return people_and_holder(ref, authors)
    if authors or ref.kind not in ("book", "chapter", "paper"):
        return authors
    return _editors(ref)


# Parts


def _title(ref: Reference) -> Nodes:
    return italic(title_case(work_title(ref), ref.language))


def _imprint(ref: Reference) -> Nodes:
    """Publisher; year:pages, or the chapter's number. No place in the 11th edition (3.12)."""
    pages = full_pages(ref.pages) or (f"chap {ref.chapter}" if ref.chapter else "")
    return join(":", join("; ", ref.publisher, ref.years), pages)


def _series(ref: Reference, *, numbered: bool) -> Nodes:
    """A series: before the publisher, or with its volume behind the year (3.12)."""
    if not ref.series or bool(ref.number) != numbered:
        return ()
    vol = "vol " if ref.number[:1].isdigit() else ""
    return join("; ", ref.series, f"{vol}{ref.number}" if ref.number else "")


def _number(ref: Reference) -> str:
    """The number of a report or standard, unless its title says it already (3.13.2)."""
    if not ref.number or ref.number in plain(ref.title):
        return ""
    word = "Report" if ref.kind == "report" else "No."
    genre = ref.genre or (word if ref.number[:1].isdigit() else "")
    named = genre.lower() in ref.number.lower()
    return ref.number if named else f"{genre} {ref.number}"


# Kinds


def _journal(ref: Reference) -> list[Part]:
    main, inside = supplements(ref.volume, ref.issue)
    number = main + "".join(f"({part})" for part in inside)
    ahead = ref.online_first and not number
    when = f"Published online {long_date(ref.date)}".rstrip() if ahead else ref.years
    name = journal_name(ref)
    where = join(":", join(";", when, number), full_pages(ref.pages))
    return [work_title(ref), _translated(ref), (Run(name, "i"),) if name else (), where]


def _translated(ref: Reference) -> str:
    """The language of an article whose title the record gives in English, in brackets (3.9.7)."""
    language = original_language(ref)
    return f"Article in {language}" if language else ""


def _preprint(ref: Reference) -> list[Part]:
    server = plain(ref.container or ref.journal or ref.publisher)
    posted = f"Preprint posted online {long_date(ref.date)}".rstrip()
    return [work_title(ref), (Run(server, "i"),) if server else (), posted]


def _news(ref: Reference) -> list[Part]:
    paper = italic(ref.journal or ref.container)
    return [work_title(ref), paper, join(":", long_date(ref.date), full_pages(ref.pages))]


def _book(ref: Reference) -> list[Part]:
    return [
        _title(ref),
        ref.genre,
        version(ref),
        volume(ref, "Vol"),
        edition(ref.edition),
        _editors(ref) if ref.authors else "",
        _series(ref, numbered=False),
        _imprint(ref),
        _series(ref, numbered=True),
    ]


def _chapter(ref: Reference) -> list[Part]:
    book = italic(title_case(ref.container, ref.language))
    inside = join(". ", _people(ref.book_authors), _editors(ref) if ref.authors else "", book)
    return [
        work_title(ref),
        (Run("In: "), *inside) if inside else (),
        volume(ref, "Vol"),
        edition(ref.edition),
        _series(ref, numbered=False),
        _imprint(ref),
        _series(ref, numbered=True),
    ]


def _meeting(ref: Reference) -> list[Part]:
    """What was presented: event; days; place (3.13.9)."""
    if not ref.event:
        return _chapter(ref) if ref.container else _other(ref)
    days = date_range(ref.event_start or ref.date, ref.event_end)
    presented = Run(presented_at(ref))
    return [work_title(ref), (presented, *join("; ", ref.event, days, ref.event_place))]


def _report(ref: Reference) -> list[Part]:
    return [_title(ref), version(ref), edition(ref.edition), _imprint(ref), _number(ref)]


def _standard(ref: Reference) -> list[Part]:
    return [_title(ref), _number(ref), edition(ref.edition), _imprint(ref)]


def _thesis(ref: Reference) -> list[Part]:
    return [_title(ref), ref.genre or "Dissertation", _imprint(ref)]


def _patent(ref: Reference) -> list[Part]:
    return [work_title(ref), patent_number(ref), long_date(ref.date)]


def _software(ref: Reference) -> list[Part]:
    return [italic(work_title(ref)), version(ref), _imprint(ref)]


def _web(ref: Reference) -> list[Part]:
    site = ref.container or ref.publisher
    site = () if same_body(plain(site), ref.authors) else site
    return [work_title(ref), version(ref), site, _number(ref), long_date(ref.date)]


def _other(ref: Reference) -> list[Part]:
    return [
        work_title(ref),
        ref.container or ref.journal,
        ref.genre,
        _imprint(ref),
        _number(ref),
    ]


_BODIES: dict[str, Callable[[Reference], list[Part]]] = {
    "journal": _journal,
    "preprint": _preprint,
    "news": _news,
    "book": _book,
    "chapter": _chapter,
    "paper": _chapter,
    "meeting": _meeting,
    "report": _report,
    "standard": _standard,
    "thesis": _thesis,
    "patent": _patent,
    "software": _software,
    "data": _web,
    "web": _web,
}


def _access(ref: Reference) -> Nodes:
    """The DOI, else the day of access and the address (3.11, 3.15)."""
    seen = f"Accessed {long_date(ref.accessed)}. " if ref.accessed else ""
    return access(ref, "doi:", seen)


STYLE = Style("ama", format_reference, ("", ""), place)
