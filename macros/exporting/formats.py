"""The formats in which readers take references away: one line each, for files, links and menus."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from ..model import Reference
from .bibtex import to_bibtex
from .csl import to_csl
from .ris import to_ris


@dataclass(frozen=True)
class Format:
    """What readers call a format, its text of one reference, and what stands round several."""

    label: str
    text: Callable[[Reference], str]
    first: str = ""
    between: str = ""
    last: str = ""


def _to_json(reference: Reference) -> str:
    # On one line: with an indent Python's slow encoder would write it.
    return json.dumps(to_csl(reference), ensure_ascii=False)


# By the ending of its files.
FORMATS = {
    "bib": Format("BibTeX", to_bibtex, between="\n"),
    "ris": Format("RIS", to_ris),
    "json": Format("CSL-JSON", _to_json, "[", ",\n", "]\n"),
}
