"""Where a work is found: its DOI, PubMed, PubMed Central, its own page."""

from urllib.parse import quote

from ..model import Reference
from ..urls import doi_address
from .identifiers import safe_url


def addresses(reference: Reference) -> list[tuple[str, str]]:
    """A work's links, each with its name: http and https only, each once."""
    found: dict[str, str] = {}
    if reference.doi:
        found[doi_address(reference.doi)] = "DOI"
    if reference.pmid:
        number = quote(reference.pmid, errors="replace")
        found[f"https://pubmed.ncbi.nlm.nih.gov/{number}/"] = "PubMed"
    if reference.pmcid:
        number = quote(reference.pmcid, errors="replace")
        found[f"https://pmc.ncbi.nlm.nih.gov/articles/{number}/"] = "Free full text"
    own = safe_url(reference.url) if reference.url else ""
    if reference.archived:  # the page itself is gone
        found[reference.archived] = "Archived copy"
    elif (
        own
        and not (reference.doi and "doi.org/" in own)
        and own.rstrip("/") not in (address.rstrip("/") for address in found)
    ):
        found[own] = "Web page"
    return [(name, address) for address, name in found.items()]
