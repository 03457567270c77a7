"""The sources that people name by a number, an address, a file or a pasted reference, as entries:
the looking up of `add`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence

from ..bib.parser import RawEntry, scan
from ..lookup import NotFound, Sources, lookup
from ..project import Project
from ..verify.http import Fetcher
from ..verify.services import Services, fetcher_of

__all__ = ["arguments", "bring"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of looking up."""
    defaults = Services()
    parser.add_argument(
        "--contact",
        metavar="MAIL",
        help="an address at which the services can reach you (default: extra: citations: contact)",
    )
    for name in ("crossref", "pubmed", "doi", "datacite"):
        address = getattr(defaults, name)
        parser.add_argument(
            f"--base-url-{name}", default=address, metavar="URL", help=f"default: {address}"
        )


def bring(
    project: Project, options: argparse.Namespace, named: Sequence[str]
) -> tuple[list[RawEntry], int]:
    """The entries of what was named, and how many could not be had; why, and what is left to say,
    is printed.
    """
    services = Services(
        options.base_url_crossref,
        options.base_url_pubmed,
        options.base_url_doi,
        options.base_url_datacite,
        options.contact or project.setting("contact"),
    )
    taken = {entry.key for entry in project.bibliography.entries}
    sources = Sources(_fetcher(project, services), services, taken)
    entries: list[RawEntry] = []
    failed = 0
    for argument in named:
        try:
            found, left = lookup(argument, sources)
        except NotFound as error:
            print(f"not added: {error}", file=sys.stderr)
            failed += 1
            continue
        for name, reason in left:
            print(f"left out: {name}: {reason}", file=sys.stderr)
            failed += 1
        for one in found:
            for remark in one.remarks:
                print(f"{one.key}: {remark}", file=sys.stderr)
            if one.refused:
                print(f"not added: {argument[:80]}: {one.refused}", file=sys.stderr)
                failed += 1
                continue
            taken.add(one.key)
            sources.taken = taken
            entries += scan(one.bibtex, argument)[0]
            print(f'cite it as {{{{ cite("{one.key}") }}}}')
            for ask in one.asks:
                print(f"  to fill in: {ask}")
    return entries, failed


def _fetcher(project: Project, services: Services) -> Fetcher:
    local = bool(re.match(r"https?://(?:127\.0\.0\.1|localhost)[:/]", services.crossref))
    fetcher = fetcher_of(project.root, project.site_url, services, pause=0.0 if local else 1.0)
    if local:
        fetcher.pauses.clear()
    return fetcher
