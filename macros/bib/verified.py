"""`docs/data/verified.json`: what `verify` found out about each source, and when.

What it says is believed only where it can be true: no day that is still to come, no check without
an answer behind it, nothing about another work or another text of the record.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..model import Diagnostic, Reference, plain
from ..source_text import file_bytes, write_text
from .packing import References

FILE = "verified.json"
# From the gravest to the least.
STATUSES = ("retracted", "concern", "superseded", "corrected")
FORM = 2
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Crossref's REST API, the first of the services that are asked, was opened in 2013.
FIRST = dt.date(2013, 1, 1)
SERVICES = {"Crossref", "PubMed", "DataCite"}
ARCHIVE = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:ph|today|is)|perma\.cc|www\.webcitation\.org)/"
    r"[^\s{}\\]+"
)
Item = dict[str, Any]


@dataclass(slots=True)
class Verified:
    """The content of the file: sources by key, links of pages by address, each a plain mapping.

    of (the identifiers that were asked for), print (of the record that was compared), checked (the
    last day on which every service answered), answers (the title that each service gave), unseen
    (agencies that know the work and describe nothing of it), unknown_to, found, differences,
    status, notice, notices, web, since (the day a fault was first seen), failed (on, why, times).
    """

    sources: dict[str, Item] = field(default_factory=dict)
    links: dict[str, Item] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    readable: bool = True


def today_utc() -> dt.date:
    """The day that is written into the record: the same wherever the run is made."""
    return dt.datetime.now(dt.UTC).date()


def identity(reference: Reference) -> str:
    """What a source is asked for by: an answer for another number says nothing about it."""
    doi = f"doi:{reference.doi.lower()}" if reference.doi else ""
    pmid = f"pmid:{reference.pmid}" if reference.pmid else ""
    return " ".join(filter(None, (doi, pmid, reference.url)))


def print_of(reference: Reference) -> str:
    """A fingerprint of the fields that are compared: a record changed later is not checked."""
    first = reference.authors[0] if reference.authors else None
    fields = (
        identity(reference),
        plain(reference.title),
        str(reference.year),
        f"{first.literal}|{first.particle}|{first.family}" if first else "",
        plain(reference.journal),
        plain(reference.short_journal),
    )
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()[:12]


def read_verified(path: Path, name: str) -> Verified:
    """The file. An absent one says nothing; one that can't be read or believed is a diagnostic."""
    try:
        loaded = json.loads(file_bytes(path))
    except FileNotFoundError:
        return Verified()
    except (OSError, ValueError, RecursionError):
        loaded = None
    parts = (
        [loaded.get(part, {}) for part in ("sources", "links")] if isinstance(loaded, dict) else []
    )
    if not parts or not all(
        isinstance(part, dict) and all(isinstance(item, dict) for item in part.values())
        for part in parts
    ):
        what = "the record of what was verified can't be read, so nothing is known to be retracted"
        fix = "restore it from the last good version, or delete it and run python -m macros verify"
        problem = Diagnostic(name, 1, 1, "verified-unreadable", what, fix)
        return Verified(diagnostics=(problem,), readable=False)
    today = today_utc()
    refused = {
        key: why
        for part, source in zip(parts, (True, False), strict=True)
        for key, item in part.items()
        if (why := _unbelievable(item, today, source=source))
    }
    sources, links = (
        {key: item for key, item in part.items() if key not in refused} for part in parts
    )
    return Verified(sources, links, _refusals(name, refused))


def _refusals(name: str, refused: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    if not refused:
        return ()
    key, why = next(iter(refused.items()))
    more = f", and {len(refused) - 1} more like it" if len(refused) > 1 else ""
    what = f'what is on record of "{key}" can\'t be believed ({why}){more}: it is left out'
    fix = "ask again: python -m macros verify; nothing is written here by hand"
    return (Diagnostic(name, 1, 1, "verified-refused", what, fix),)


def _unbelievable(item: Item, today: dt.date, *, source: bool) -> str:
    """Why a record can't be true, or ""."""
    failed = item.get("failed") or {}
    if not isinstance(failed, dict) or not isinstance(item.get("web") or {}, dict):
        return "its form is not the one that verify writes"
    days = [item.get("checked"), item.get("since"), failed.get("on"), failed.get("since")]
    wrong = next(filter(None, (_wrong_day(str(day), today) for day in days if day)), "")
    if wrong:
        return wrong
    if not item.get("checked"):
        return ""
    if not source:
        return "" if isinstance(item.get("web"), dict) else "no answer stands behind it"
    of = str(item.get("of") or "")
    asked = {"PubMed" for _ in re.findall(r"(?:^| )pmid:", of)}
    answered = {*_names(item, "answers"), *_names(item, "unknown_to"), *_names(item, "unseen")}
    if not of or not item.get("print"):
        return "it does not say what was asked"
    if not {*_names(item, "answers"), *_names(item, "unknown_to")} <= SERVICES:
        return "it has the answer of a service that is not asked"
    if (
        not asked <= answered
        or (of.startswith("doi:") and not answered - {"PubMed"})
        or (not answered and not isinstance(item.get("web"), dict))
    ):
        return "no answer stands behind it"
    return ""


def _wrong_day(day: str, today: dt.date) -> str:
    """Why nothing can have been asked on a day, or ""."""
    try:
        when = dt.date.fromisoformat(day if DAY.fullmatch(day) else "")
    except ValueError:
        return f'"{day[:20]}" is no day'
    if when > today:
        return f"it is dated {when}, a day that is still to come"
    return f"it is dated {when}, before anybody could ask" if when < FIRST else ""


def _names(item: Item, part: str) -> set[str]:
    value = item.get(part)
    return {str(name) for name in value} if isinstance(value, list | dict) else set()


def archived_copy(text: str) -> str:
    """The address of an archived copy in some words, or ""."""
    found = ARCHIVE.search(text)
    return found[0].rstrip(".,;)") if found else ""


def write_verified(path: Path, verified: Verified) -> None:
    """Write the file whole or not at all, sorted, so that only dates differ between runs."""
    data = {
        "form": FORM,
        "about": "Written by python -m macros verify; not by hand.",
        "links": verified.links,
        "sources": verified.sources,
    }
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def applied(references: References, verified: Verified) -> References:
    """The references with `checked` (all agreed on what is there today) and the graver status."""
    result: dict[str, Reference] = {}
    for key, item in verified.sources.items():
        reference = references.get(key)
        if reference is None or item.get("of") != identity(reference):
            continue
        good = (
            item.get("found")
            and not item.get("differences")
            and (item.get("answers") or item.get("web"))
            and item.get("print") == print_of(reference)
            and (item.get("web") or {}).get("state", "alive") in ("alive", "moved", "insecure")
        )
        if (item.get("web") or {}).get("state") in ("dead", "soft-404"):
            reference = result[key] = replace(reference, archived=archived_copy(reference.note))
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
    return references.changed(result.values())
