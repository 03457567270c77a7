"""A work as services and reference managers describe it: plain text by field, people apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Name
from ..tables import pairs, table, turned

# Types of BibTeX by what services and reference managers call them.
KINDS = {
    source: {theirs.replace("_", " "): ours for theirs, ours in turned(types).items()}
    for source, types in table(__file__).items()
}


@dataclass(slots=True)
class Work:
    """One work: `kind` is a BibTeX type, `kinds` are what the record itself calls it."""

    kind: str = "article"
    fields: dict[str, str] = field(default_factory=dict)
    authors: list[Name] = field(default_factory=list)
    editors: list[Name] = field(default_factory=list)
    kinds: tuple[str, ...] = ()

    def put(self, name: str, value: object) -> None:
        """Set a field, where there is something to set and nothing yet."""
        text = " ".join(str(value if value is not None else "").split())
        if text and not self.fields.get(name):
            self.fields[name] = text

    def put_all(self, given: Mapping[str, object], names: str) -> None:
        """Set fields from what a service calls them: `names` are its words, each before ours."""
        for theirs, ours in pairs(names).items():
            self.put(ours, given.get(theirs))

    def get(self, name: str) -> str:
        """A field, or ""."""
        return self.fields.get(name, "")
