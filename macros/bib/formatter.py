"""The one form in which references.bib is kept: order, field names, braces. A file in this form never changes by being rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .normalise import PREPRINT, bare_doi, bare_pmcid, bare_pmid, parse_date
from .parser import RawEntry

__all__ = ["FIELDS", "HEADER", "TYPES", "canonical", "canonical_entry"]

HEADER = """\
% references.bib: every source of the handbook, once, sorted by key. `make format` writes this form; a test checks it.
% evidence: guideline, systematic-review, randomised-trial, cohort, case-series, study, review, bench-study, manufacturer, standard,
%   clinician-qa, patient-information. authority: journal, professional-society, government, hospital, charity, manufacturer, standard-body.
% recordquality: full, or partial where the record lacks something (see note). textseen: what was read: full, opening, abstract, record.
% keywords = {further-reading}: listed, though no page cites it. status and notice: retracted, concern, corrected, superseded, and where it says so.
"""

# The order in which the fields of an entry stand, and so the fields that references.bib knows.
FIELDS = (
    "author",
    "editor",
    "title",
    "subtitle",
    "booktitle",
    "journal",
    "shortjournal",
    "publisher",
    "institution",
    "school",
    "organization",
    "howpublished",
    "edition",
    "year",
    "month",
    "day",
    "pubstate",
    "volume",
    "number",
    "pages",
    "eid",
    "isbn",
    "language",
    "doi",
    "pmid",
    "pmcid",
    "url",
    "urldate",
    "evidence",
    "authority",
    "recordquality",
    "textseen",
    "status",
    "notice",
    "keywords",
    "crossref",
    "note",
)
RENAMED = {
    "journaltitle": "journal",
    "location": "",
    "address": "",
    "langid": "language",
    "issue": "number",
    "journalabbrev": "shortjournal",
}
# Working notes of whoever collected the record: not for readers.
DROPPED = {"seenat", "retractioncheck", "abstract", "file", "issn", "timestamp", "owner"}
TYPES = {
    "webpage": "online",
    "www": "online",
    "electronic": "online",
    "conference": "inproceedings",
    "report": "techreport",
}


def canonical_entry(entry: RawEntry) -> str:
    """One entry in canonical form, ending with a line end."""
    fields = _fields(entry)
    kind = TYPES.get(entry.type, entry.type)
    if (
        kind == "misc"
        and "url" in fields
        and "journal" not in fields
        and not PREPRINT.search(
            " ".join(
                fields.get(name, "")
                for name in ("howpublished", "publisher", "eprinttype", "archiveprefix")
            )
        )
    ):
        kind = "online"
    known = [name for name in FIELDS if name in fields] + sorted(set(fields) - set(FIELDS))
    rows = ",\n".join(f"  {name} = {{{fields[name]}}}" for name in known)
    return f"@{kind}{{{entry.key},\n{rows}\n}}\n"


def canonical(entries: Iterable[RawEntry], header: str = HEADER) -> str:
    """A whole file in canonical form: entries sorted by key, one blank line between them."""
    return header + "".join(
        "\n" + canonical_entry(entry)
        for entry in sorted(entries, key=lambda entry: entry.key.lower())
    )


def _fields(entry: RawEntry) -> dict[str, str]:
    fields: dict[str, str] = {}
    for item in entry.fields:
        name = RENAMED.get(item.name, item.name)
        if name and item.name not in DROPPED and item.value and name not in fields:
            fields[name] = item.value
    if "date" in fields:
        date = parse_date(fields.pop("date"))
        if date:
            fields["year"] = str(date.year)
            for name, value in (("month", date.month), ("day", date.day)):
                if value:
                    fields[name] = str(value)
    for name, tidy in (("doi", bare_doi), ("pmid", bare_pmid), ("pmcid", bare_pmcid)):
        if name in fields:
            fields[name] = tidy(fields[name]) or fields[name]
    if "pages" in fields:
        fields["pages"] = (
            re.sub(r"\s*(?:-+|[\u2010-\u2015])\s*", "--", fields["pages"])
            if re.fullmatch(r"\w+\s*(?:-+|[\u2010-\u2015])\s*\w+", fields["pages"])
            else fields["pages"]
        )
    # An address that only repeats the DOI says nothing more.
    if fields.get("doi") and re.fullmatch(r"https?://(?:dx\.)?doi\.org/\S+", fields.get("url", "")):
        del fields["url"]
    return fields
