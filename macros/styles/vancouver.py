"""References and marks in NLM style ("Vancouver"; Citing Medicine, 2nd edition)."""

from collections.abc import Callable, Sequence

from ..model import Date, Name, Reference, Run, plain
from ..tables import table
from .locators import Locators
from .names import listed
from .numbers import edition, short_pages, supplements
from .richtext import Nodes, Part, join, sentences
from .style import Style, access, notice, people_and_holder, presented_at, version, volume
from .titles import journal_name, original_language, work_title

SUFFIXES = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th"}
# Chapter 7 names the office of a patent in full, and its code before the number.
_OFFICES: dict[str, tuple[str, str]] = table(__file__)["offices"]
_MEDIA = {"software": "computer program", "data": "dataset"}


def place(locators: Locators) -> str:
    """A locator in a mark, behind its number: " p45", " pp4,9", " table 2"."""
    texts = []
    for one in locators:
        word = ("p", "pp") if one.word == "page" else (f"{one.word} ", f"{one.word}s ")
        texts.append(word[one.several] + ",".join(one.values))
    return f" {','.join(texts)}" if texts else ""


def format_reference(ref: Reference) -> Nodes:
    """One source as its NLM text; a part that the record lacks is left out.

    Citing Medicine: journals 1, books 2, papers 3, reports 4, theses 5, patents 7, news 8, the
    Internet 22-25.
    """
    body = _BODIES.get(ref.kind, _book)(ref)
    return sentences([_lead(ref), *body, notice(ref)], _access(ref))


# People


def _people(names: Sequence[Name], *, more: bool = False) -> str:
    text = listed(names, more, 6, SUFFIXES, comma=True, between_groups="; ")
    return text.replace(", et al", ", et al.")


def _editors(ref: Reference) -> str:
    if ref.editors and ref.editors == ref.translators:
        return _named(ref.editors, "editor and translator", "editors and translators")
    return _named(ref.editors, "editor", "editors", more=ref.editors_more)


def _named(people: Sequence[Name], one: str, many: str, *, more: bool = False) -> str:
    """People with what they did: "Poe B, editor"."""
    role = one if len(people) == 1 and not more else many
    return f"{_people(people, more=more)}, {role}" if people else ""


def _lead(ref: Reference) -> str:
    authors = _people(ref.authors, more=ref.authors_more)
    if ref.kind == "patent":
        return people_and_holder(ref, authors)
    return authors or ("" if ref.kind in ("chapter", "paper") and ref.container else _editors(ref))


def _others(ref: Reference) -> str:
    """Editors and translators of a work that has authors."""
    translators = () if ref.translators == ref.editors else ref.translators
    editors = _editors(ref) if ref.authors else ""
    return "; ".join(filter(None, (editors, _named(translators, "translator", "translators"))))


# Parts


def _online(ref: Reference) -> bool:
    """Whether the address is what leads to the work: a DOI comes before it."""
    return bool(ref.url) and not ref.doi


def _date(date: Date | None) -> str:
    """Year, month in three letters, day: "2020 Mar 5"."""
    if date is None:
        return ""
    month = date.month_name[:3]
    return " ".join(filter(None, (str(date.year), month, str(date.day or "") if month else "")))


def _cited(ref: Reference) -> str:
    """When a work that has only an address was read."""
    return f"[cited {_date(ref.accessed)}]" if ref.accessed and _online(ref) else ""


def _medium(ref: Reference) -> str:
    """What a work is, and that it is on the Internet: " [dissertation on the Internet]" (5, 22)."""
    kind = _MEDIA.get(ref.kind, "")
    if ref.kind == "thesis":
        kind = ref.genre or "dissertation"
        kind = kind[0].lower() + kind[1:] if kind[1:2].islower() else kind
    elif ref.kind in ("book", "other") and ref.genre:
        kind = ref.genre.lower()
    if not _online(ref):
        return f" [{kind}]" if kind else ""
    return f" [{kind} on the Internet]" if kind else " [Internet]"


def _publisher(ref: Reference) -> Nodes:
    """The place, in brackets for a thesis, whose place is inferred (5); and the publisher."""
    town = f"[{ref.place}]" if ref.place and ref.kind == "thesis" else ref.place
    return join(": ", town, ref.publisher) if ref.publisher else ()


def _imprint(ref: Reference, date: str = "") -> Nodes:
    year = date or ref.years
    return join("; ", _publisher(ref), join(" ", year, _cited(ref)))


def _pages(ref: Reference) -> str:
    return f"p. {short_pages(ref.pages)}" if ref.pages else ""


def _edition(ref: Reference) -> str:
    return edition(ref.edition).replace("Rev ed", "Rev. ed")


def _series(ref: Reference) -> Nodes:
    """(Series title; number): chapter 2, with "vol." before a bare number."""
    if not ref.series:
        return ()
    number = f"vol. {ref.number}" if ref.number[:1].isdigit() else ref.number
    return (Run("("), *join("; ", ref.series, number), Run(")"))


# Kinds


def _journal(ref: Reference) -> list[Part]:
    main, inside = supplements(ref.volume, ref.issue)
    # Issue and supplement stand in one pair of parentheses: 12(3 Suppl 2).
    inner = " ".join(part[:1].upper() + part[1:] for part in inside).replace(", pt ", " Pt ")
    number = main + (f"({inner})" if inner else "")
    when = join(" ", _date(ref.date), _cited(ref))
    return [
        work_title(ref),
        join("", journal_name(ref), " [Internet]" if _online(ref) else ""),
        join(":", join(";", when, number), short_pages(ref.pages)),
        "Epub ahead of print" if ref.online_first and not number else "",
        original_language(ref),
    ]


def _news(ref: Reference) -> list[Part]:
    when = join(" ", _date(ref.date), _cited(ref))
    paper = join("", ref.journal or ref.container, " [Internet]" if _online(ref) else "")
    return [work_title(ref), paper, join(":", when, short_pages(ref.pages))]


def _preprint(ref: Reference) -> list[Part]:
    server = plain(ref.container or ref.journal or ref.publisher)
    return [
        work_title(ref),
        f"{server} [Preprint]" if server else "[Preprint]",
        join(" ", _date(ref.date), _cited(ref)),
    ]


def _chapter(ref: Reference) -> list[Part]:
    book = join("", ref.container, " [Internet]" if _online(ref) else "")
    inside = join(". ", _people(ref.book_authors) or _others(ref) or _editors(ref), book)
    return [
        work_title(ref),
        (Run("In: "), *inside) if inside else (),
        _edition(ref),
        volume(ref, "Vol."),
        _imprint(ref),
        f"Chapter {ref.chapter}" if ref.chapter and not ref.pages else _pages(ref),
        _series(ref),
    ]


def _meeting(ref: Reference) -> list[Part]:
    if not ref.event:
        return _chapter(ref) if ref.container else _book(ref)
    presented = Run(presented_at(ref))
    days = join(" ", _days(ref), _cited(ref))
    event = join("; ", ref.event, days, ref.event_place)
    return [join("", work_title(ref), _medium(ref)), (presented, *event)]


def _days(ref: Reference) -> str:
    first, last = ref.event_start or ref.date, ref.event_end
    if first is None or last is None or first == last:
        return _date(first or last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_date(first)}-{last.day}"
    return f"{_date(first)}-{_date(last).removeprefix(f'{first.year} ')}"


def _book(ref: Reference) -> list[Part]:
    return [
        join("", work_title(ref), _medium(ref)),
        ref.number if ref.kind in ("other", "web") and _numbered(ref) else "",
        _edition(ref) or version(ref),
        _others(ref),
        volume(ref, "Vol."),
        _imprint(ref) or ref.container or ref.journal,
        _pages(ref),
        _series(ref),
    ]


def _report(ref: Reference) -> list[Part]:
    """A report's date bears its month (4); its number comes last."""
    month = Date(ref.date.year, ref.date.month) if ref.date else None
    return [
        join("", work_title(ref), _medium(ref)),
        _edition(ref),
        _imprint(ref, _date(month)),
        _pages(ref),
        f"{ref.genre or 'Report'} No.: {ref.number}" if _numbered(ref) else "",
    ]


def _standard(ref: Reference) -> list[Part]:
    title = join("", work_title(ref), _medium(ref))
    return [title, ref.number if _numbered(ref) else "", _edition(ref), _imprint(ref)]


def _numbered(ref: Reference) -> bool:
    """Whether a work has a number that its title does not say already."""
    return bool(ref.number) and ref.number not in plain(ref.title)


def _patent(ref: Reference) -> list[Part]:
    office = ref.genre.split(" ")[0]
    name, code = _OFFICES.get(office, ("", ""))
    kind = f"{name}{ref.genre.removeprefix(office)} {code}" if code else ref.genre or "Patent"
    date = join(" ", _date(ref.date), _cited(ref))
    return [join("", work_title(ref), _medium(ref)), join(" ", kind, ref.number), date]


def _web(ref: Reference) -> list[Part]:
    """A site, and the page of it that is cited as its part (25)."""
    if not ref.container:
        return _book(ref)
    return [
        join("", ref.container, _medium(ref)),
        _imprint(ref),
        work_title(ref),
        ref.number if _numbered(ref) else "",
    ]


_BODIES: dict[str, Callable[[Reference], list[Part]]] = {
    "journal": _journal,
    "news": _news,
    "preprint": _preprint,
    "chapter": _chapter,
    "paper": _chapter,
    "meeting": _meeting,
    "report": _report,
    "standard": _standard,
    "patent": _patent,
    "web": _web,
}


def _access(ref: Reference) -> Nodes:
    return access(ref, "doi: ", "Available from: ")


# Citing Medicine leaves the form of marks to the publisher; numerals in parentheses are what most
# journals print.
STYLE = Style("vancouver", format_reference, ("(", ")"), place)
