"""The services that are asked: where they are, who asks, how fast they may be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from .compare import Record
from .http import Answer, Cache, Fetcher, NoAnswer, Patience, Read, host

CACHE = ".cache/verify"
# What a service knows of a work: a record, None where it has none, or why it could not say.
Found = Record | NoAnswer | None
# How whoever asks says who they are (Crossref REST API, "Etiquette"; NCBI, "Usage Guidelines").
_CONTACT = {"crossref": "mailto", "pubmed": "email"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the services are, and how they can reach whoever asks."""

    crossref: str = "https://api.crossref.org"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    doi: str = "https://doi.org"
    datacite: str = "https://api.datacite.org"
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Services:
    """The services, each asked through one fetcher."""

    fetcher: Fetcher
    addresses: Addresses = Addresses()

    def ask(
        self,
        name: str,
        path: str,
        read: Callable[[Answer], Read],
        query: Mapping[str, str] | None = None,
        accept: str = "application/json",
    ) -> Read:
        """What `read` makes of a service's answer. Raises NoAnswer, NoNetwork."""
        query = dict(query or {})
        if name in _CONTACT and self.addresses.contact:
            query[_CONTACT[name]] = self.addresses.contact
        url = f"{getattr(self.addresses, name).rstrip('/')}/{path}"
        url += f"?{urlencode(query)}" if query else ""
        return self.fetcher.ask(url, read, accept=accept)


def fetcher_of(
    root: Path, site_url: str, addresses: Addresses, *, hours: float = 24, **patience: float
) -> Fetcher:
    """A fetcher that says who asks."""
    where = f"+{site_url}" if site_url else ""
    whom = f"mailto:{addresses.contact}" if addresses.contact else ""
    about = "; ".join(filter(None, (where, whom)))
    fetcher = Fetcher(
        f"handbook-verify/1{f' ({about})' if about else ''}",
        Cache(root / CACHE, hours),
        services=(addresses.crossref, addresses.pubmed),
        patience=Patience(**patience),
    )
    fetcher.pauses = {host(addresses.crossref): 0.25, host(addresses.pubmed): 0.4}
    return fetcher
