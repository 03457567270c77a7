"""What kind of work a record describes, and what the record itself calls it."""

import re
from collections.abc import Mapping

from ..tables import table, turned
from .numbering import text_of
from .preprints import is_preprint

_TABLE = table(__file__)
# The kind of work of each type of entry.
KINDS = turned(_TABLE["kinds"])
_DEGREES = turned(_TABLE["degrees"])
_OFFICES = turned(_TABLE["offices"])
_MEETING = re.compile(
    r"(?i)^(?:\w+ ){0,4}(?:poster|talk|presentation|lecture|keynote|speech|abstract|paper|slides)"
)
_PRESENTED = re.compile(
    r"(?i)^(?P<genre>(?:(?:oral|invited|keynote|conference)\s+)?(?:poster|talk|paper|abstract"
    r"|lecture|presentation|keynote|slides)"
    r"(?: session)?)?,?\s*(?:(?:was\s+)?presented\s+)?(?:at|in|during"
    r"|,)(?<=[a-z,]):?\s+(?:the\s+)?(?P<event>.+)$"
)
# In a note only whole words tell a meeting: "Paper presented at: …".
_NOTED_MEETING = re.compile(r"(?i)^(?:[a-z]+ ){1,3}(?:was )?presented (?:at|in|during)\b")
_PROCEEDINGS = re.compile(
    r"(?i)\b(?:proceedings|proc\.?|conference|symposium|congress|workshop|meeting|lecture notes)\b"
)
# Journals that are called proceedings: "Proc Natl Acad Sci".
_SERIAL = re.compile(
    r"Proc\.? (?!of\b)|(?:The )?Proceedings of the (?:National|Royal|American) "
    r"(?:Academy|Society|Association)"
)
_NEWS = re.compile("(?i)newspaper|magazine")
_SOFTWARE = re.compile(r"(?i)(?:computer )?(?:software|program|code)\b.*")
_DATA = re.compile(r"(?i)data ?-?set|database")
_PATENT_NUMBER = re.compile(
    r"(?i)(?:(US|EP|EU|DE|GB|FR|WO|JP|CN|CA|AU)[\s-]*)?(?:pat(?:ent)?\.?\s*)?(?:no\.?\s*)?(?=[\d/])"
)


def kind_of_work(entry_type: str, fields: Mapping[str, str]) -> str:
    """One of the kinds of `Reference`, from the type and from what the fields say besides."""
    get = fields.get
    kind = KINDS.get(entry_type, "other")
    if is_preprint(kind, fields):
        return "preprint"
    if kind == "paper":
        return _kind_of_paper(fields)
    if kind == "other":
        return _kind_of_other(entry_type, fields)
    if kind == "chapter" and entry_type == "inbook" and not get("booktitle"):
        return "chapter" if re.search(r"[A-Za-z]{4}", get("chapter", "")) else "book"
    if kind == "journal" and _NEWS.search(f"{get('entrysubtype', '')} {get('type', '')}"):
        return "news"
    addressed = kind == "journal" and get("url") and not (get("journal") or get("journaltitle"))
    return "web" if addressed else kind


def _kind_of_other(entry_type: str, fields: Mapping[str, str]) -> str:
    """What stands in @misc or @unpublished."""
    get = fields.get
    genre, howpublished = get("type", ""), text_of(get("howpublished", ""))
    shown = _PRESENTED.match(howpublished) or _NOTED_MEETING.match(text_of(get("note", "")))
    if get("eventtitle") or _MEETING.match(genre) or shown:
        return "meeting"
    if (get("journaltitle") or get("journal")) and (get("volume") or get("number")):
        return "journal"
    if get("booktitle") and get("volume") and (get("number") or get("issue")):
        return "journal"  # as Mendeley writes editorials and letters
    if _SOFTWARE.fullmatch(genre):
        return "software"
    if _DATA.fullmatch(genre):
        return "data"
    addressed = any("://" in get(name, "") for name in ("howpublished", "note", "publisher"))
    return "web" if get("url") or (addressed and entry_type != "unpublished") else "other"


def _kind_of_paper(fields: Mapping[str, str]) -> str:
    """A paper in proceedings, in a journal's supplement (as Mendeley writes), or only presented."""
    get = fields.get
    book = get("booktitle") or ""
    if not book:
        if get("journal") or get("journaltitle"):
            return "journal"
        shown = get("eventtitle") or _PRESENTED.match(text_of(get("howpublished") or ""))
        return "meeting" if shown else "paper"
    issue = (get("number") or get("issue")) and get("volume")
    serial = _SERIAL.match(book) or not _PROCEEDINGS.search(book)
    return "journal" if issue and serial and not (get("series") or get("editor")) else "paper"


def presented(fields: Mapping[str, str]) -> tuple[str, str]:
    """What was presented ("Poster", "Abstract", "Paper"), and at which meeting."""
    get = fields.get
    event = get("eventtitle") or ""
    genre = text_of(get("type") or "")
    for name in ("howpublished", "note", "addendum"):
        text = text_of(get(name) or "")
        if found := _PRESENTED.match(text):
            event = event or found["event"].rstrip(".")
            genre = genre or found["genre"] or ""
        elif not genre and _MEETING.match(text) and len(text.split()) < 4:
            genre = text
    word = re.search(r"(?i)poster|abstract|lecture|keynote|talk|speech|slides", genre)
    bare = "Presentation" if re.search("(?i)presentation", genre) else "Paper"
    return word[0].capitalize() if word else bare, event or get("booktitle") or ""


def degree(entry_type: str, genre: str) -> str:
    """What a thesis is called: the record's own words, or those of its type (biblatex 2.1.1)."""
    genre = re.sub(r"[{}]|\\bibstring\s*", "", genre).strip()
    known = "" if " " in genre else _DEGREES.get(re.sub(r"[^a-z]", "", genre.lower()))
    if known:
        return known
    if genre:
        return genre[0].upper() + genre[1:]
    return "Master's thesis" if entry_type == "mastersthesis" else "Dissertation"


def genre_in_words(genre: str) -> str:
    """What a record calls its work; biblatex's own keys in words (manual 4.9.2.11)."""
    return str(_TABLE["genres"].get(genre.lower(), genre))


def patent(fields: Mapping[str, str]) -> tuple[str, str]:
    """What a patent is called and its bare number: "US patent", "1234567"."""
    number = text_of(fields.get("number", ""))
    found = _PATENT_NUMBER.match(number)
    code = (found[1] or "") if found else ""
    kind = text_of(fields.get("type", ""))
    written = re.fullmatch(r"pat(?:ent|req)(us|eu|de|fr|uk)?", kind.lower())
    if not written and re.search(r"(?i)\w.* patent", kind) and not code:
        return kind, number[found.end() if found else 0 :]
    places = [code, (written[1] or "") if written else ""]
    places += [fields.get(name, "") for name in ("nationality", "location", "country")]
    codes = [
        place.lower().removeprefix("country").strip("{} ").replace(" ", "-") for place in places
    ]
    office = next((_OFFICES[code] for code in codes if code in _OFFICES), "")
    return (f"{office} patent" if office else "Patent"), number[found.end() if found else 0 :]
