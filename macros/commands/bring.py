"""The looking up of `add`: what people name by a number, an address or a file, as entries."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..bib.identifiers import bare_pmcid
from ..bib.parser import RawEntry
from ..lookup import NotFound, Sources, lookup
from ..lookup.argument import recognised
from ..project import Project
from ..verify.services import Addresses, Services, fetcher_of
from . import report


@dataclass(slots=True)
class Brought:
    """The entries, what must be filled in of each by its key, and how many could not be had."""

    entries: list[RawEntry] = field(default_factory=list)
    asks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failed: int = 0


_ASKED = ("crossref", "pubmed", "doi", "datacite")


def addresses_of(options: argparse.Namespace, project: Project) -> Addresses:
    """Where to ask, by the options of a command and the project's settings."""
    named = {name: getattr(options, f"base_url_{name}") for name in _ASKED}
    contact = options.contact or project.setting("contact")
    return Addresses(**{name: url for name, url in named.items() if url}, contact=contact)


def given(options: argparse.Namespace) -> list[str]:
    """Those of the options of looking up that were given, for another call of `add`."""
    named = {f"base-url-{name}": getattr(options, f"base_url_{name}") for name in _ASKED}
    named["contact"] = options.contact
    return [f"--{name}={value}" for name, value in named.items() if value]


def bring(project: Project, options: argparse.Namespace, named: Sequence[str]) -> Brought:
    """The entries of what was named. Why one could not be had is printed."""
    services = _services(project, addresses_of(options, project))
    taken = {entry.key for entry in project.bibliography.entries}
    sources = Sources(services, taken, common=project.profile.title_words)
    brought = Brought()
    for argument in named:
        if key := _there(project, argument):
            print(f'left out: {_cut(argument)}: the work is there already, as "{key}"')
            print(f'cite it as {{{{ cite("{key}") }}}}')
            brought.failed += 1
            continue
        try:
            found, left = lookup(argument, sources)
        except NotFound as error:
            report(f"not added: {error}")
            brought.failed += 1
            continue
        for name, reason in left:
            report(f"left out: {name}: {reason}")
            brought.failed += 1
        for one in found:
            for remark in one.remarks:
                report(f"{one.entry.key}: {remark}")
            if one.refused:
                report(f"not added: {_cut(argument)}: {one.refused}")
                brought.failed += 1
                continue
            taken.add(one.entry.key)
            brought.entries.append(one.entry)
            brought.asks[one.entry.key] = one.asks
    return brought


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _there(project: Project, argument: str) -> str:
    """The key of the work that has this number already, which needs no looking up; "" of none."""
    try:
        kind, value, _ = recognised(argument)
    except ValueError:
        return ""
    for key, known in project.bibliography.references.items():
        numbers = {"doi": known.doi.lower(), "pmid": known.pmid, "pmcid": bare_pmcid(known.pmcid)}
        if numbers.get(kind) == value:
            return key
    return ""


def _services(project: Project, addresses: Addresses) -> Services:
    local = bool(re.match(r"https?://(?:127\.0\.0\.1|localhost)[:/]", addresses.crossref))
    fetcher = fetcher_of(project.root, project.site_url, addresses, pause=0.0 if local else 1.0)
    if local:
        fetcher.pauses.clear()
    return Services(fetcher, addresses)
