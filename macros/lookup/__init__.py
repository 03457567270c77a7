"""From a number, an address, a file or a pasted reference to a record for references.bib."""

from .find import Found, NotFound, Sources, lookup

__all__ = ["Found", "NotFound", "Sources", "lookup"]
