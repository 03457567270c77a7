"""What a record may say: the types and fields of BibTeX and its kin, and what each type needs.

BibTeX: Patashnik, "BibTeXing" (1988), 3.1 and 3.2. biblatex: its manual, 2.1 and 2.2. The rest is
what Zotero (Better BibTeX too), JabRef, Mendeley, EndNote, BibDesk, HighWire, Web of Science,
Scopus and PubMed converters write of their own accord.
"""

import re
from functools import cache

from ..model import Reference
from ..tables import table, words

_TABLE = table(__file__)
TYPES, FIELDS, _OTHERS = (words(_TABLE[name]) for name in ("types", "fields", "others"))
# What a reader sees of a reference. Of the other fields a second one does no harm.
PRINTED = FIELDS - words(_TABLE["unprinted"])
_ARTICLE_NUMBERS = words(_TABLE["article_numbers"])
_OWN = re.compile(
    r"^(?:bdsk-|mendeley-|citeulike-|x-|opt[a-z]|alt[a-z]|jabref-|zotero-|funding_text)"
)
# What people write who mean another field.
WRITTEN: dict[str, str] = _TABLE["written"]
# For each kind of work what a reader needs, and what a whole record has besides: in words, and
# where a `Reference` holds it.
Wanted = dict[str, dict[str, str]]
NEEDED: Wanted = _TABLE["needed"]
DESIRED: Wanted = _TABLE["desired"]
NOT_CITABLE = words(_TABLE["not_citable"])
VALUES = {name: words(known) for name, known in _TABLE["values"].items()}
# How entries are written: the order of fields, names and types that become one, working notes.
ORDER: list[str] = _TABLE["order"].split()
RENAMED: dict[str, str] = _TABLE["renamed"]
ONE_TYPE: dict[str, str] = _TABLE["one_type"]
WORKING_NOTES = words(_TABLE["working_notes"])
_TITLE = {"title": "title"}


def lacking(reference: Reference, wanted: Wanted) -> list[str]:
    """What a work of its kind should have and this one lacks, in words."""
    least = _TITLE if wanted is NEEDED else {}
    loose = reference.entry_type == "misc" and wanted is NEEDED
    fields = _TITLE if loose else wanted.get(reference.kind, least)
    return [
        name
        for name, places in fields.items()
        if not any(getattr(reference, place) for place in places.split())
    ]


@cache
def is_article_number(name: str) -> bool:
    """Whether a field holds the number that an article has in place of pages, as tools name it."""
    return re.sub("[-_ ]", "", name) in _ARTICLE_NUMBERS


def known_field(name: str) -> bool:
    """Whether a field is one that the handbook or a common exporter writes."""
    known = name in FIELDS or name in _OTHERS or is_article_number(name)
    return known or bool(_OWN.match(name))
