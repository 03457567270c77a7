"""Kinds of evidence in words: what a reference is, and what a page rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Reference

__all__ = ["DEFAULT_KINDS", "KINDS", "Kind", "kind_label", "kind_of", "rests_on", "seen_label"]

# Strongest first; (in the file, for one, for several).
KINDS: tuple[tuple[str, str, str], ...] = (
    ("guideline", "Guideline", "guidelines"),
    ("systematic-review", "Systematic review", "systematic reviews"),
    ("randomised-trial", "Randomised trial", "randomised trials"),
    ("cohort", "Cohort study", "cohort studies"),
    ("case-series", "Case series or report", "case series or reports"),
    ("study", "Study", "studies"),
    ("review", "Review or teaching text", "reviews or teaching texts"),
    ("bench-study", "Bench study", "bench studies"),
    ("manufacturer", "Manufacturer", "manufacturers' texts"),
    ("standard", "Standard", "standards"),
    ("clinician-qa", "Clinician's answer", "clinicians' answers"),
    ("patient-information", "Patient information", "pages of patient information"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of evidence: the word in the .bib file, its label, how several or one are counted."""

    id: str
    label: str = ""
    many: str = ""
    one: str = ""


# What any field of knowledge has; a handbook's profile names its own.
DEFAULT_KINDS = (
    Kind("guideline", "Guideline", "guidelines"),
    Kind("systematic-review", "Systematic review", "systematic reviews"),
    Kind("randomised-trial", "Randomised trial", "randomised trials"),
    Kind("cohort", "Cohort study", "cohort studies"),
    Kind("case-series", "Case series or report", "case series or reports"),
    Kind("study", "Study", "studies"),
    Kind("review", "Review or teaching text", "reviews or teaching texts"),
    Kind("bench-study", "Bench study", "bench studies"),
    Kind("manufacturer", "Manufacturer", "manufacturers' texts"),
    Kind("standard", "Standard", "standards"),
)
_LABELS = {key: (one, many) for key, one, many in KINDS}
_ORDER = {key: number for number, (key, _, _) in enumerate(KINDS)}


def kind_of(reference: Reference) -> str:
    """The kind of evidence, or "" where the record does not say."""
    return reference.evidence if reference.evidence in _LABELS else ""


def kind_label(kind: str) -> str:
    """A kind of evidence in words for one source, or ""."""
    return _LABELS[kind][0] if kind in _LABELS else ""


def seen_label(reference: Reference) -> str:
    """What of the source was read, where that was less than the whole; "" where all was read or nothing is said."""
    return {
        "abstract": "abstract only was read",
        "opening": "opening part only was read",
        "record": "only the record was seen",
    }.get(reference.text_seen, "")


def rests_on(references: Iterable[Reference]) -> str:
    """In words what a page rests on: "2 guidelines, 3 randomised trials and 1 page of patient information; newest 2024"."""
    references = list(references)
    counts = Counter(kind_of(reference) for reference in references)
    parts = []
    for kind in sorted((kind for kind in counts if kind), key=_ORDER.__getitem__):
        one, many = _LABELS[kind]
        number = counts[kind]
        word = many if number != 1 else one[0].lower() + one[1:]
        if kind == "patient-information" and number == 1:
            word = "page of patient information"
        parts.append(f"{number} {word}")
    if counts[""]:
        parts.append(f"{counts['']} other source{'s' if counts[''] != 1 else ''}")
    if not parts:
        return ""
    text = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    years = [reference.year for reference in references if reference.year]
    return f"{text}; newest {max(years)}" if years else text
