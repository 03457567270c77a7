"""What a record may say: the types and fields of BibTeX, biblatex and the common exporters, and
what each type needs.

BibTeX: Patashnik, "BibTeXing" (1988), 3.1 and 3.2. biblatex: its manual, 2.1 and 2.2. The rest is
what Zotero (Better BibTeX too), JabRef, Mendeley, EndNote, BibDesk, HighWire, Web of Science,
Scopus and PubMed converters write of their own accord.
"""

from __future__ import annotations

import re
from functools import cache

from ..model import Reference

TYPES = frozenset(
    "article artwork audio bibnote book bookinbook booklet collection commentary conference data "
    "dataset electronic image inbook incollection inproceedings inreference jurisdiction legal "
    "legislation letter magazine manual mastersthesis misc movie music mvbook mvcollection "
    "mvproceedings mvreference newspaper online patent performance periodical phdthesis poster "
    "preprint presentation proceedings reference report review set software standard suppbook "
    "suppcollection suppperiodical techreport thesis unpublished video webpage www xdata".split()
)
# What reaches a reader, or decides how a reference is shown: a misspelt name is compared with these
# first.
FIELDS = frozenset(
    "address archiveprefix author authority booksubtitle booktitle chapter crossref date day doi "
    "edition editor eid elocation-id eprint eprintclass eprinttype eventdate eventtitle evidence "
    "fjournal holder howpublished institution isbn issue journal journaltitle keywords langid "
    "language location maintitle month note notice number organization pages pmcid pmid "
    "primaryclass publisher pubstate recordquality school series shortjournal status subtitle "
    "supplement textseen title translator type url urldate venue version volume year".split()
)
# What a reader sees of a reference. Of the other fields a second one does no harm.
PRINTED = FIELDS - frozenset(
    "crossref eprintclass keywords langid language note primaryclass".split()
)
_OTHERS = frozenset(
    "abbrev_source_title abstract access-date accessdate accessed acknowledgement acmid added-at "
    "addendum affiliation affiliations afterword annotation annotator annote art_number article "
    "article-number article-pii article_number articleno articlenumber artno artnum assignee "
    "author-email author_keywords authors authortype bibsource biburl bookauthor bookpagination "
    "booktitleaddon citation-key citationkey cited-references citeulike-article-id coden "
    "collection comment commentator copyright copyrightyear correspondence_address country "
    "creationdate crossref da da-retrieved date-added date-modified date-revised "
    "doc-delivery-number document_type earlyaccessdate editora editoratype editorb editorbtype "
    "editorc editorctype editorname editortype eissn elocation elocationid elocator entryset "
    "entrysubtype "
    "eventplace eventtitleaddon execute extra file foreword funding-acknowledgement funding-text "
    "funding_text gender grantno groups history hyphenation ids indexsorttitle indextitle "
    "interhash intrahash introduction isan ismn isrn issn issue_date issuesubtitle issuetitle "
    "issuetitleaddon iswc journal-iso journal-volume journalabbrev journalsubtitle "
    "journaltitleaddon key keyword keywords-plus label langidopts lastchecked library lista listb "
    "listc listd liste listf local-url mainsubtitle maintitleaddon mesh mid modificationdate "
    "namea nameaddon nameatype nameb namebtype namec namectype nationality nlm nlm_id nlmuniqueid "
    "number-of-cited-references number-of-pages numpages oa options orcid-numbers origdate "
    "origlanguage origlocation origpublisher origtitle owner page_count pagetotal pagination part "
    "pdf pii place pmc posted-at presort printed priority publicationtype pubmed pubmed-id "
    "pubmed_id pubmedid "
    "qualityassured ranking rating read readstatus references refid related relatedlinks "
    "relatedoptions relatedstring relatedtype relevance repository reprinttitle research-areas "
    "researcherid-numbers retractioncheck review rights search seenat shortauthor shorteditor "
    "shorthand shorthandintro shortseries shorttitle sn sortkey sortname sortshorthand sorttitle "
    "sortyear source supp suppl times-cited timestamp titleaddon unique-id urlaccessdate "
    "usage-count-last-180-days usage-count-since-2013 usera userb userc userd usere userf verba "
    "verbb verbc visited volumes web-of-science-categories web-of-science-index xdata xref".split()
)
_ARTICLE_NUMBERS = frozenset(
    "eid elocation elocationid elocator article articleno articlenumber articleid artnumber artnum "
    "artno".split()
)
_OWN = re.compile(
    r"^(?:bdsk-|mendeley-|citeulike-|x-|opt[a-z]|alt[a-z]|jabref-|zotero-|funding_text)"
)
# What people write who mean another field.
WRITTEN = {
    "authors": "author",
    "published": "date",
    "publication_date": "date",
    "publicationdate": "date",
    "pubdate": "date",
    "pub_year": "year",
    "pubyear": "year",
    "references": "",
    "link": "url",
    "web": "url",
    "website": "url",
    "issue_no": "number",
    "no": "number",
    "vol": "volume",
    "page": "pages",
    "publication": "journal",
    "source_title": "journal",
}

# For each kind of work, what a reader needs to find it: its name in words, and where a `Reference`
# holds it.
_TITLE = ("title", ("title",))
_AUTHOR = ("author or editor", ("authors", "editors"))
_YEAR = ("year", ("date",))
_PUBLISHER = ("publisher", ("publisher",))
NEEDED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "journal": (_TITLE, _AUTHOR, ("journal", ("journal",)), _YEAR),
    "news": (_TITLE, ("newspaper (journal)", ("journal",)), _YEAR),
    "book": (_TITLE, _AUTHOR, _PUBLISHER, _YEAR),
    "chapter": (_TITLE, _AUTHOR, ("booktitle", ("container",)), _PUBLISHER, _YEAR),
    "paper": (_TITLE, _AUTHOR, ("booktitle", ("container", "event")), _YEAR),
    "meeting": (_TITLE, _AUTHOR, ("meeting (eventtitle)", ("event",)), _YEAR),
    "thesis": (_TITLE, _AUTHOR, ("school", ("publisher",)), _YEAR),
    "report": (_TITLE, ("author or institution", ("authors", "editors", "publisher")), _YEAR),
    "preprint": (_TITLE, _AUTHOR, _YEAR, ("address (url)", ("doi", "url"))),
    "web": (
        _TITLE,
        ("address (url)", ("url", "doi")),
        ("day it was read (urldate)", ("accessed", "doi")),
    ),
}
# What a whole record of the kind has besides: said only of records that call themselves partial.
DESIRED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "journal": (("volume", ("volume",)), ("pages or article number", ("pages", "doi"))),
    "web": (("author", ("authors",)), _YEAR),
    "other": (("author", ("authors",)), _YEAR),
}

NOT_CITABLE = frozenset(("community", "commercial", "personal"))
VALUES = {
    "recordquality": frozenset(("full", "partial")),
    "textseen": frozenset(("full", "opening", "abstract", "record")),
    "status": frozenset(("retracted", "concern", "corrected", "superseded")),
}


def lacking(
    reference: Reference, wanted: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
) -> list[str]:
    """What a work of its kind should have and this one lacks, in words."""
    loose = reference.entry_type == "misc" and wanted is NEEDED
    told = (_TITLE,) if loose else wanted.get(reference.kind, (_TITLE,) if wanted is NEEDED else ())
    return [words for words, names in told if not any(getattr(reference, name) for name in names)]


@cache
def is_article_number(name: str) -> bool:
    """Whether a field holds the number that an article has in place of pages, as tools name it."""
    return re.sub("[-_ ]", "", name) in _ARTICLE_NUMBERS


def known_field(name: str) -> bool:
    """Whether a field is one that the handbook or a common exporter writes."""
    known = name in FIELDS or name in _OTHERS or is_article_number(name)
    return known or bool(_OWN.match(name))
