"""`docs/data/verified.json`: what was found out about each source, and when. Written by `verify`, read by every build; no network needed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..model import Diagnostic, Reference, plain

__all__ = [
    "FILE",
    "STATUSES",
    "Verified",
    "applied",
    "identity",
    "print_of",
    "read_verified",
    "write_verified",
]

FILE = "verified.json"
STATUSES = ("retracted", "concern", "superseded", "corrected")
FORM = 1


@dataclass(slots=True)
class Verified:
    """The content of the file: sources by key, links of pages by address. Each value is a plain mapping of:

    of (the identifiers that were asked for), print (of the record that was compared), checked (the last day on which every service
    answered), found, differences, status, notice, notices, web, since (the day a fault was first seen), failed (on, why, times).
    """

    sources: dict[str, dict] = field(default_factory=dict)
    links: dict[str, dict] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def identity(reference: Reference) -> str:
    """What a source is asked for by: an answer for another DOI, PMID or address says nothing about it."""
    return " ".join(
        filter(
            None,
            (
                f"doi:{reference.doi.lower()}" if reference.doi else "",
                f"pmid:{reference.pmid}" if reference.pmid else "",
                reference.url,
            ),
        )
    )


def print_of(reference: Reference) -> str:
    """A short fingerprint of the fields that are compared: a record that was changed later counts as not checked."""
    first = reference.authors[0] if reference.authors else None
    told = (
        identity(reference),
        plain(reference.title),
        str(reference.year),
        f"{first.literal}|{first.particle}|{first.family}" if first else "",
        plain(reference.journal),
        plain(reference.short_journal),
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def read_verified(path: Path, name: str) -> Verified:
    """Read the file. One that is absent says nothing; one that can't be read is a problem, never an exception."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Verified()
    except (OSError, ValueError):
        told = None
    parts = [told.get(part, {}) for part in ("sources", "links")] if isinstance(told, dict) else []
    if not parts or not all(
        isinstance(part, dict) and all(isinstance(item, dict) for item in part.values())
        for part in parts
    ):
        return Verified(
            diagnostics=(
                Diagnostic(
                    name,
                    1,
                    1,
                    "verified-unreadable",
                    "the record of what was verified can't be read, so nothing is known to be retracted",
                    "restore it from the last good version, or delete it and run python -m macros verify",
                ),
            )
        )
    return Verified(*parts)


def write_verified(path: Path, verified: Verified) -> None:
    """Write the file whole or not at all, sorted, so that two runs that learn the same differ in dates alone."""
    told = {
        "form": FORM,
        "about": "Written by python -m macros verify; not by hand.",
        "links": verified.links,
        "sources": verified.sources,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(
        json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    new.replace(path)


def applied(references: Mapping[str, Reference], verified: Verified) -> dict[str, Reference]:
    """The references with what is known of them: `checked`, and the graver of both statuses with its notice.

    `checked` is set only where every service answered, knew the work and agreed with the record as it stands today.
    """
    result = dict(references)
    for key, item in verified.sources.items():
        reference = result.get(key)
        if reference is None or item.get("of") != identity(reference):
            continue
        good = (
            item.get("found")
            and not item.get("differences")
            and item.get("print") == print_of(reference)
            and (item.get("web") or {}).get("state", "alive") in ("alive", "moved", "insecure")
        )
        status, notice = str(item.get("status") or ""), str(item.get("notice") or "")
        worse = status in STATUSES and (
            reference.status not in STATUSES
            or STATUSES.index(status) < STATUSES.index(reference.status)
        )
        same = status == reference.status and not reference.notice
        if good or worse or (same and notice):
            result[key] = replace(
                reference,
                checked=str(item.get("checked") or "") if good else reference.checked,
                status=status if worse else reference.status,
                notice=notice if worse or same else reference.notice,
            )
    return result
