"""Kinds of evidence in words: what a reference is, and what a page rests on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..markup import Say, filled
from ..model import Reference


@dataclass(frozen=True)
class Kind:
    """A kind of evidence: the word in the .bib file, its label, how several or one are counted."""

    id: str
    label: str = ""
    many: str = ""
    one: str = ""

    def counted(self, number: int) -> str:
        """A number of such sources in words, such as "2 guidelines"."""
        label = self.label or self.id.replace("-", " ")
        single = self.one or label[:1].lower() + label[1:]
        return f"{number} {single if number == 1 else self.many or f'{single}s'}"


# What any field of knowledge has, strongest first; a handbook's profile names its own.
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


def by_id(kinds: Iterable[Kind]) -> Mapping[str, Kind]:
    """Kinds by the word of the .bib file, in their order."""
    return MappingProxyType({kind.id: kind for kind in kinds})


_DEFAULT = by_id(DEFAULT_KINDS)


def kind_label(reference: Reference, kinds: Mapping[str, Kind] = _DEFAULT) -> str:
    """The kind of a reference in words, or "" where the record names no known kind."""
    kind = kinds.get(reference.evidence)
    return (kind.label or kind.id) if kind else ""


def seen_label(reference: Reference, say: Say = filled) -> str:
    """What of the source was read, where that was less than the whole and the record says so."""
    return {
        "abstract": say("abstract only was read"),
        "opening": say("opening part only was read"),
        "record": say("only the record was seen"),
    }.get(reference.text_seen, "")


def rests_on(
    references: Iterable[Reference],
    kinds: Mapping[str, Kind] = _DEFAULT,
    say: Say = filled,
) -> str:
    """In words what a page rests on: "2 guidelines, 3 randomised trials and 1 other source; …"."""
    references = list(references)
    counts = Counter(reference.evidence for reference in references)
    parts = [kind.counted(counts[kind.id]) for kind in kinds.values() if counts[kind.id]]
    rest = sum(number for name, number in counts.items() if name not in kinds)
    if rest:
        one, many = (
            (say("1 other source"), say("{number} other sources", number=rest))
            if parts
            else (say("1 source"), say("{number} sources", number=rest))
        )
        parts.append(one if rest == 1 else many)
    if not parts:
        return ""
    text = parts[0]
    if len(parts) > 1:
        text = say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])
    years = [reference.year for reference in references if reference.year]
    return say("{what}; newest {year}", what=text, year=max(years)) if years else text
