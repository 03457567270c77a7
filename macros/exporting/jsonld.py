"""A page and its references in schema.org's words, for machines that read `application/ld+json`."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ..bib.identifier_links import addresses
from ..model import HOLDING, Reference, plain
from ..profile import Profile
from ..styles.style import STATUSES
from .common import NAMES, line

# Whatever HTML, Markdown, a table or a template engine could read on in: as JSON's own \uXXXX
# (RFC 8259, 7) it means the same.
_UNSAFE = re.compile(
    r"[^A-Za-z0-9 ,.:;/?=+@()\u00a0-\u2027\u202a-\ud7ff\ue000-\uffef\U00010000-\U0010ffff-]"
)


def page_json(
    meta: Mapping[str, object], profile: Profile, url: str = "", license_url: str = ""
) -> dict[str, Any]:
    """A page in the type that the profile gives its pages.

    In: its front matter, its address and licence where known. `lastReviewed` and `reviewedBy` stand
    only where `status` is reviewed and a reviewer is named, and not where `review_state` says that
    the text has changed since or bears no stamp. The date is the latest reviewer's `on` (or the
    field `reviewed`); the day a page was written says nothing of its review.
    """
    written = _day(meta.get("written"))
    page = {
        "@context": "https://schema.org",
        "@type": line(profile.schema),
        "url": url,
        "name": line(str(meta.get("title") or "")),
        "description": line(str(meta.get("summary") or "")),
        "inLanguage": line(str(meta.get("lang") or "en")),
        "dateCreated": written,
        "dateModified": _day(meta.get("updated")) or written,
        "license": license_url,
        "audience": _audience(profile, meta.get("audience")),
    }
    state = meta.get("review_state", "reviewed")
    holds = meta.get("status") == "reviewed" and state in HOLDING
    named = _listed(meta.get("reviewed_by")) if holds else []
    reviewers = [person for person in map(_reviewer, named) if person]
    if reviewers:
        days = [_day(item.get("on")) for item in named if isinstance(item, Mapping)]
        page["lastReviewed"] = _day(meta.get("reviewed")) or max(days, default="")
        page["reviewedBy"] = reviewers
    return {name: value for name, value in page.items() if value}


def _audience(profile: Profile, name: object) -> object:
    """The page's readers; an audience without a type of its own is all those that have one."""
    named = profile.audience(name)
    if named is None:
        return None
    found = [
        {"@type": line(one.schema_type), "audienceType": line(one.schema_audience)}
        for one in ([named] if named.schema_type else profile.audiences)
        if one.schema_type
    ]
    return found[0] if len(found) == 1 else found


def work_text(reference: Reference) -> str:
    """One cited work as JSON text: the same on every page, so a site makes it once."""
    return _json(_work(reference))


def address_text(address: str) -> str:
    """The address of a file that lists works, as JSON text."""
    return _json(address)


def script(value: dict[str, Any], citations: Iterable[str] = ()) -> str:
    r"""A value as one line of `<script type="application/ld+json">` that nothing can misread.

    `citations` are cited works that are JSON text already.

    >>> print(script({"name": "a</b>|{{"}))
    <script type="application/ld+json">{"name":"a\u003c/b\u003e\u007c\u007b\u007b"}</script>
    """
    text, works = _json(value), ",".join(citations)
    if works:
        text = f'{text[:-1].rstrip()},"citation":[{works}]}}'
    return f'<script type="application/ld+json">{text}</script>'


def _json(value: object) -> str:
    """JSON (RFC 8259) with no two braces together, whose strings mean nothing elsewhere."""
    if isinstance(value, dict):
        inner = ",".join(f"{_json(str(name))}:{_json(item)}" for name, item in value.items())
        return f"{{{inner} }}" if inner.endswith("}") else f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_json, value))}]"
    return f'"{_UNSAFE.sub(_escaped, str(value))}"'


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _work(reference: Reference) -> str | dict[str, str]:
    """A cited work by its first address, or its title; as a mapping where it has a notice."""
    found = next((address for _, address in addresses(reference)), "")
    name, status = line(plain(reference.title)), STATUSES.get(reference.status, "")
    if not status:
        return found or name
    work = {
        "@type": NAMES["schema"].get(reference.kind, "CreativeWork"),
        "name": name,
        "url": found,
        "creativeWorkStatus": status,
    }
    return {name: value for name, value in work.items() if value}


def _reviewer(item: object) -> dict[str, str] | None:
    """A reviewer as the front matter names them: "Jo Smith, librarian", or `name` with `role`."""
    if isinstance(item, Mapping):
        name, role = str(item.get("name") or ""), str(item.get("role") or "")
    else:
        name, _, role = str(item or "").partition(",")
    if not name.strip():
        return None
    return {
        "@type": "Person",
        "name": line(name),
        **({"jobTitle": line(role)} if role.strip() else {}),
    }


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def _day(value: object) -> str:
    """A date of the front matter in ISO 8601, or nothing."""
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else str(value or "").strip()
    return text if re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text) else ""
