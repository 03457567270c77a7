"""What reference managers and PubMed export: .nbib, .ris, EndNote's XML, CSL-JSON."""

import re
from collections.abc import Iterator

from .csl_json import read_csl
from .endnote import read_endnote
from .file_parts import Left
from .tagged_files import read_nbib, read_ris
from .work import Work


def read_file(text: str, name: str) -> tuple[list[Work], list[Left]]:
    """The works of a file, and what is left out of it. Raises ValueError for no such file."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("[", "{")):
        return _checked(read_csl(start, name), name)
    if start.startswith("<"):
        return _checked(read_endnote(start, name), name)
    if re.search(r"^TY  - ", start, re.MULTILINE):
        return _checked(read_ris(start), name)
    if re.search(r"^(?:PMID|OWN|TI|FAU) *- ", start, re.MULTILINE):
        return _checked(read_nbib(start), name)
    if not start:
        raise ValueError(f"{name} is empty")
    raise ValueError(
        f"{name} is none of the files that are read: .bib, .nbib, .ris, EndNote XML, CSL-JSON"
    )


def _checked(works: Iterator[Work | Left], name: str) -> tuple[list[Work], list[Left]]:
    found: list[Work] = []
    left: list[Left] = []
    for number, work in enumerate(works, 1):
        if isinstance(work, tuple):
            left.append(work)
        elif not work.get("title"):
            left.append((f"{name}, record {number}", "it has no title"))
        else:
            found.append(work)
    if not found and not left:
        raise ValueError(f"{name} holds no record")
    return found, left
