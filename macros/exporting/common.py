"""What all formats share: names in one line, what a reader must know of a record."""

import re

from ..bib.identifiers import safe_url
from ..model import Reference
from ..styles.names import person
from ..styles.style import STATUSES
from ..tables import table, turned

_TABLE = table(__file__)
# What each format calls a kind of work: bibtex, csl, ris, schema.
NAMES: dict[str, dict[str, str]] = {
    form: {kind: names[form] for kind, names in _TABLE["kinds"].items() if form in names}
    for form in ("bibtex", "csl", "ris", "schema")
}
LANGUAGES = turned(_TABLE["languages"])
# Control characters, and what some readers take for a line end (Unicode, 5.8); lone surrogates
# can't be written as UTF-8.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def unbroken(text: str) -> str:
    """A text without line ends and control characters: spaces stand for them."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)


def line(text: str) -> str:
    """A text on one line, without control characters or white space at its ends."""
    return unbroken(text).strip(" ")


def remarks(reference: Reference) -> list[str]:
    """What other tools get as notes: a retraction, that the list of authors is cut, the note."""
    found = []
    if reference.status in STATUSES:
        notice = safe_url(reference.notice)
        found.append(STATUSES[reference.status] + (f"; notice: {notice}" if notice else ""))
    if reference.authors_more:
        found.append("The record names only the first authors")
    if reference.last_year:
        found.append(f"Published {reference.years}")
    if reference.book_authors:
        found.append(f"The book is by {', '.join(map(person, reference.book_authors))}")
    if reference.note:
        found.append(line(reference.note))
    return found
