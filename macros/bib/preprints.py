"""Preprints: which server holds one, under which number, and with which DOI."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..tables import table
from .identifiers import bare_doi, doi_of_address
from .numbering import pages_of, placeholder, text_of

_TABLE = table(__file__)
_SERVERS: dict[str, tuple[str, str]] = _TABLE["servers"]
_BY_NAME = [(name, re.compile(words, re.IGNORECASE)) for name, (words, _) in _SERVERS.items()]
_BY_DOI = [(name, re.compile(doi, re.IGNORECASE)) for name, (_, doi) in _SERVERS.items() if doi]
PREPRINT = re.compile(
    "|".join([*(words for words, _ in _SERVERS.values()), r"[a-z]r?xiv\b", "pre-?print"]),
    re.IGNORECASE,
)
# bioRxiv and medRxiv share a prefix with Cold Spring Harbor's journals: their numbers are dates or
# six figures.
_COLD_SPRING = re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{5,8}(?:v\d+)?")
_ARXIV = re.compile(r"(?i)(?:arxiv\s*[:.]\s*|arxiv\.org/(?:abs|pdf)/|^)((?:\d{4}\.\d{4,5}"
                    r"|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)")  # fmt: skip
_NAMING: list[str] = _TABLE["naming"].split()


class Preprint(NamedTuple):
    """The server that holds a preprint, its number there, and the DOI that the server gives."""

    server: str
    number: str
    doi: str


def preprint(fields: Mapping[str, str]) -> Preprint | None:
    """What the record says of a preprint server; None where it names none."""
    get = fields.get
    eprint_type = get("eprinttype") or get("archiveprefix") or ""
    if _is_dblp(fields):
        eprint_type = f"{eprint_type} arXiv:{get('volume', '').removeprefix('abs/')}"
    names = filter(None, (eprint_type, *(get(name) for name in _NAMING)))
    named, address, number = text_of(" | ".join(names)), get("url", ""), get("eprint", "")
    doi = bare_doi(get("doi", "")) or doi_of_address(address)
    if "://" in number:
        address, number = f"{address} {number}", ""
    server = _server(named, doi, address)
    found = _ARXIV.match(number) or re.search(r"(?i)arxiv\s*[:.]\s*([\w./-]+)", named)
    found = found or re.search(r"arxiv\.org/(?:abs|pdf)/([\w./-]+?)(?:\.pdf)?(?:\s|$)", address)
    if not server and found and not eprint_type and get("primaryclass"):
        server = "arXiv"
    if server == "arXiv":
        return _on_arxiv(found[1].rstrip(".") if found else number, doi)
    if (
        server == "SSRN"
        and not doi
        and (found := re.search(r"(?i)\bssrn\W{0,3}(?:no\W*)?(\d{5,8})\b", named))
    ):
        doi = f"10.2139/ssrn.{found[1]}"  # SSRN registers one for each paper
    if server or re.search(r"(?i)\bpre-?print", named):
        return Preprint(server, number, doi)
    return None


def _is_dblp(fields: Mapping[str, str]) -> bool:
    """Whether the record is DBLP's: it names arXiv "CoRR", with the number as volume."""
    return fields.get("journal", "").strip("{}") == "CoRR"


def _server(named: str, doi: str, address: str) -> str:
    server = next((name for name, pattern in _BY_NAME if pattern.search(named)), "")
    server = server or next((name for name, start in _BY_DOI if start.match(doi)), "")
    server = server or next((name for name, pattern in _BY_NAME if pattern.search(address)), "")
    if not server and _COLD_SPRING.fullmatch(doi):
        server = "medRxiv" if "medrxiv" in f"{named} {address}".lower() else "bioRxiv"
    return server


def _on_arxiv(number: str, doi: str) -> Preprint:
    """A preprint on arXiv, which registers a DOI for each (info.arxiv.org, "DOI")."""
    number = re.sub(r"(?i)^arxiv[:.]\s*", "", number)
    if not number and doi.lower().startswith("10.48550/arxiv."):
        number = doi[len("10.48550/arXiv.") :]
    bare = re.sub(r"v[0-9]+$", "", number)
    given = f"10.48550/arXiv.{bare}" if _ARXIV.fullmatch(number) else ""
    return Preprint("arXiv", f"arXiv:{number}" if number else "", doi or given)


def is_preprint(kind: str, fields: Mapping[str, str]) -> bool:
    """Whether a record is that of a preprint, and not of the paper that was printed since."""
    get = fields.get
    journal = "arXiv" if _is_dblp(fields) else get("journaltitle") or get("journal") or ""
    if kind not in ("other", "journal", "web", "report", "paper") or (
        kind == "paper" and get("booktitle")
    ):
        return False
    on_server = PREPRINT.search(journal) is not None
    if kind == "journal" and not on_server and (journal or _printed(fields)):
        return False
    if get("pubstate", "").lower() in ("prepublished", "preprint"):
        return True
    if kind == "report" and not PREPRINT.search(f"{get('type', '')} {get('institution', '')}"):
        return False
    found = preprint(fields)
    return found is not None and (bool(found.server) or kind == "other" or not journal)


def _printed(fields: Mapping[str, str]) -> bool:
    """Whether a record without a journal has its place in one; Mendeley gives a preprint pages."""
    volume, pages = fields.get("volume", ""), fields.get("pages", "")
    if volume and not placeholder(volume):
        return True
    archived = fields.get("archiveprefix") or fields.get("eprinttype")
    return bool(pages and not archived and pages_of(pages) and not PREPRINT.search(pages))
