"""What a record may say: the types and fields of BibTeX, biblatex and the common exporters, and what each type needs.

BibTeX: Patashnik, "BibTeXing" (1988), 3.1 and 3.2. biblatex: its manual, 2.1 and 2.2. The rest is what Zotero (Better BibTeX too),
JabRef, Mendeley, EndNote, BibDesk, CiteULike, Web of Science, Scopus and PubMed converters write of their own accord.
"""

from __future__ import annotations

import re

from ...bib.merge import CITABLE

__all__ = ["DESIRED", "FIELDS", "NEEDED", "NOT_CITABLE", "VALUES", "known_field"]

# What reaches a reader, or decides how a reference is shown: a misspelt name is compared with these first.
FIELDS = frozenset(
    """
        author editor title subtitle booktitle booksubtitle maintitle journal journaltitle
        shortjournal publisher institution school organization howpublished edition year date
        month day pubstate volume number issue pages eid isbn language langid doi pmid pmcid url
        urldate eprint eprinttype archiveprefix primaryclass eprintclass evidence authority
        recordquality textseen status notice keywords crossref note address location chapter
        series type
    """.split()
)
_OTHERS = frozenset(
    # biblatex
    """
        abstract addendum afterword annotation annotator annote authortype bookauthor
        bookpagination booktitleaddon commentator editora editorb editorc editortype editoratype
        editorbtype editorctype entryset entrysubtype eventdate eventtitle eventtitleaddon
        execute file foreword gender holder ids indexsorttitle indextitle introduction isan ismn
        isrn issn issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle
        journaltitleaddon key label langidopts library lista listb listc listd liste listf
        mainsubtitle maintitleaddon namea nameaddon nameatype nameb namebtype namec namectype
        options origdate origlanguage origlocation origpublisher origtitle pagetotal pagination
        part pdf presort related relatedoptions relatedstring relatedtype reprinttitle
        shortauthor shorteditor shorthand shorthandintro shortseries shorttitle sortkey sortname
        sortshorthand sorttitle sortyear titleaddon translator usera userb userc userd usere
        userf venue verba verbb verbc version volumes xdata xref added-at article-number
        articleno acmid biburl bibsource citationkey citation-key citeulike-article-id
        collection comment copyright creationdate date-added date-modified extra groups
        interhash intrahash issue_date journal-iso journalabbrev keyword local-url
        modificationdate numpages owner place pmc posted-at printed priority qualityassured
        ranking rating read readstatus refid relevance review rights search timestamp accessed
        accessdate lastchecked urlaccessdate abbrev_source_title affiliation affiliations
        art_number article-pii author-email author_keywords authors coden copyrightyear country
        correspondence_address cited-references da date-revised doc-delivery-number
        document_type earlyaccessdate funding-acknowledgement funding-text grantno history
        journal-volume keywords-plus mesh nationality nlm nlmuniqueid nlm_id
        number-of-cited-references oa orcid-numbers page_count pii publicationtype pubmedid
        references research-areas researcherid-numbers sn source times-cited unique-id
        usage-count-last-180-days usage-count-since-2013 web-of-science-categories
        web-of-science-index da-retrieved eissn seenat retractioncheck
    """.split()
)
_OWN = re.compile(r"^(?:bdsk-|mendeley-|citeulike-|x-|opt[a-z]|alt[a-z]|jabref-|zotero-)")

# For each type, the fields without which a reader can't find the work; "/" parts alternatives.
NEEDED: dict[str, tuple[str, ...]] = {
    "article": ("title", "author/editor", "journal/journaltitle/eprint", "year/date"),
    "book": ("title", "author/editor", "publisher", "year/date"),
    "collection": ("title", "editor/author", "publisher", "year/date"),
    "inbook": ("title", "author/editor", "publisher", "year/date"),
    "incollection": ("title", "author", "booktitle", "publisher", "year/date"),
    "inproceedings": ("title", "author", "booktitle/eventtitle", "year/date"),
    "proceedings": ("title", "year/date"),
    "phdthesis": ("title", "author", "school/institution", "year/date"),
    "techreport": ("title", "author/institution", "year/date"),
    "online": ("title", "url/doi", "urldate/doi"),
    "misc": ("title",),
}
for _other, _type in {
    "mvbook": "book",
    "suppbook": "inbook",
    "bookinbook": "inbook",
    "inreference": "incollection",
    "conference": "inproceedings",
    "mastersthesis": "phdthesis",
    "thesis": "phdthesis",
    "report": "techreport",
    "webpage": "online",
    "www": "online",
    "electronic": "online",
}.items():
    NEEDED[_other] = NEEDED[_type]
# What a whole record of the type has besides: told only of records that call themselves partial.
DESIRED: dict[str, tuple[str, ...]] = {
    "article": ("volume", "pages/eid/doi"),
    "online": ("author", "year/date"),
    "misc": ("author", "year/date"),
}

NOT_CITABLE = frozenset({"community", "commercial", "personal"})
VALUES: dict[str, frozenset[str]] = {
    "authority": CITABLE | NOT_CITABLE,
    "recordquality": frozenset({"full", "partial"}),
    "textseen": frozenset({"full", "opening", "abstract", "record"}),
    "status": frozenset({"retracted", "concern", "corrected", "superseded"}),
}


def known_field(name: str) -> bool:
    """Whether a field is one that the handbook or a common exporter writes."""
    return name in FIELDS or name in _OTHERS or bool(_OWN.match(name))
