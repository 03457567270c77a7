"""One `Reference` in the words of other tools: BibTeX, RIS, CSL-JSON, schema.org."""

from .bibtex import to_bibtex
from .csl import to_csl
from .ris import to_ris

__all__ = ["to_bibtex", "to_csl", "to_ris"]
