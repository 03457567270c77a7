"""From what people have of a source (a number, an address, a file, a pasted reference) to a record
for references.bib.

`argument` says what a text is, `crossref`, `pubmed` and `datacite` read the services' answers,
`files` reads what reference managers export, `entry` writes the record, `find` goes the whole way.
"""

from .find import Found, NotFound, Sources, lookup

__all__ = ["Found", "NotFound", "Sources", "lookup"]
