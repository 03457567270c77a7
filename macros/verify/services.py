"""The services that are asked: where they are, who asks, how fast they may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import agencies, crossref, pubmed
from .http import Cache, Fetcher, Patience, host

CACHE = ".cache/verify"


@dataclass(frozen=True, slots=True)
class Services:
    """Where the services are, and how they can reach whoever asks."""

    crossref: str = crossref.BASE
    pubmed: str = pubmed.BASE
    doi: str = agencies.DOI
    datacite: str = agencies.DATACITE
    contact: str = ""


def fetcher_of(
    root: Path,
    site_url: str,
    services: Services,
    *,
    hours: float = 24,
    **patience: float,
) -> Fetcher:
    """A fetcher that says who asks (Crossref, "Etiquette"; NCBI, "Usage Guidelines")."""
    where = f"+{site_url}" if site_url else ""
    whom = f"mailto:{services.contact}" if services.contact else ""
    about = "; ".join(filter(None, (where, whom)))
    fetcher = Fetcher(
        f"handbook-verify/1{f' ({about})' if about else ''}",
        Cache(root / CACHE, hours),
        services=(services.crossref, services.pubmed),
        patience=Patience(**patience),
    )
    fetcher.pauses = {host(services.crossref): 0.25, host(services.pubmed): 0.4}
    return fetcher
