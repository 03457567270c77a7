"""A page and its references in schema.org's words, for machines that read `application/ld+json`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ..bib.identifier_links import addresses
from ..model import Name, Reference, plain
from .common import line, name_text

__all__ = ["page_json", "script", "work_text"]

# schema.org types of what is cited. Each is a CreativeWork.
TYPES = {
    "journal": "ScholarlyArticle",
    "preprint": "ScholarlyArticle",
    "paper": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "web": "WebPage",
}
# schema.org: Patient is a MedicalAudience of its own; MedicalAudienceType knows Clinician and MedicalResearcher.
_PATIENT = {"@type": "Patient", "audienceType": "Patient"}
_CLINICIAN = {"@type": "MedicalAudience", "audienceType": "Clinician"}
AUDIENCES = {"patient": _PATIENT, "clinician": _CLINICIAN, "everyone": [_PATIENT, _CLINICIAN]}
# Whatever HTML, Markdown, a table or a template engine could read on in: as JSON's own \uXXXX (RFC 8259, 7) it means the same.
_UNSAFE = re.compile(
    r"[^A-Za-z0-9 ,.:;/?=+@()\u00a0-\u2027\u202a-\ud7ff\ue000-\uffef\U00010000-\U0010ffff-]"
)


def page_json(
    meta: Mapping, references: Iterable[Reference], url: str = "", license_url: str = ""
) -> dict:
    """A page as a `MedicalWebPage`.

    In: its front matter, what it cites, its address and licence where known. `lastReviewed` and `reviewedBy` stand only where
    `status` is reviewed and a reviewer is named, and not where `review_state` says that the text has changed since or bears no stamp.
    The date is the latest reviewer's `on` (or the field `reviewed`); the day a page was written says nothing of its review.
    """
    written = _day(meta.get("written"))
    page = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": url,
        "name": line(str(meta.get("title") or "")),
        "description": line(str(meta.get("summary") or "")),
        "inLanguage": line(str(meta.get("lang") or "en")),
        "dateCreated": written,
        "dateModified": _day(meta.get("updated")) or written,
        "license": license_url,
        "audience": AUDIENCES.get(str(meta.get("audience") or "")),
    }
    holds = meta.get("status") == "reviewed" and meta.get("review_state", "reviewed") in (
        "reviewed",
        "overdue",
    )
    named = _listed(meta.get("reviewed_by")) if holds else []
    reviewers = [person for person in map(_reviewer, named) if person]
    if reviewers:
        days = [_day(item.get("on")) for item in named if isinstance(item, Mapping)]
        page["lastReviewed"] = _day(meta.get("reviewed")) or max(days, default="")
        page["reviewedBy"] = reviewers
    page["citation"] = [_work(reference) for reference in references]
    return {name: value for name, value in page.items() if value}


def work_text(reference: Reference) -> str:
    """One cited work as JSON text: the same on every page, so a site makes it once."""
    return _json(_work(reference))


def script(value: dict, citations: Iterable[str] = ()) -> str:
    """A value, with cited works already as JSON text, as one line of `<script type="application/ld+json">` that nothing between here and the browser can misread.

    >>> script({"name": "a</script>|{{b}}"})
    '<script type="application/ld+json">{"name":"a\\\\u003c/script\\\\u003e\\\\u007c\\\\u007b\\\\u007bb\\\\u007d\\\\u007d"}</script>'
    """
    text, works = _json(value), ",".join(citations)
    if works:
        text = f'{text[:-1].rstrip()},"citation":[{works}]}}'
    return f'<script type="application/ld+json">{text}</script>'


def _json(value: object) -> str:
    """JSON (RFC 8259) whose strings hold no sign with a meaning elsewhere, and where no two braces stand together."""
    if isinstance(value, dict):
        inner = ",".join(f"{_json(str(name))}:{_json(item)}" for name, item in value.items())
        return f"{{{inner} }}" if inner.endswith("}") else f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_json, value))}]"
    return f'"{_UNSAFE.sub(_escaped, str(value))}"'


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _work(reference: Reference) -> dict:
    found = [address for _, address in addresses(reference)]
    work = {
        "@type": TYPES.get(reference.kind, "CreativeWork"),
        "name": line(plain(reference.title)),
        "author": [_author(name) for name in reference.authors],
        "datePublished": reference.date.iso if reference.date else "",
        "isPartOf": {"@type": "Periodical", "name": line(plain(reference.journal))}
        if reference.kind == "journal" and reference.journal
        else None,
        "identifier": [
            text
            for text in (
                f"doi:{reference.doi}" if reference.doi else "",
                f"pmid:{reference.pmid}" if reference.pmid else "",
            )
            if text
        ],
        "creativeWorkStatus": {"retracted": "Retracted", "concern": "Expression of concern"}.get(
            reference.status, ""
        ),
        "url": found[0] if found else "",
        "sameAs": found[1:],
    }
    return {name: value for name, value in work.items() if value}


def _author(name: Name) -> dict[str, str]:
    return {"@type": "Organization" if name.literal else "Person", "name": name_text(name)}


def _reviewer(item: object) -> dict | None:
    """A reviewer as the front matter names them: "Jo Smith, oncology nurse", or `name` with `role`."""
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


def _listed(value: object) -> list:
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def _day(value: object) -> str:
    """A date of the front matter in ISO 8601, or nothing."""
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else str(value or "").strip()
    return text if re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text) else ""
