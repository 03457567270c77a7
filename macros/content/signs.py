"""Signs and how fast to act: which level of urgency the data gives to what a text names.

A sign of `signs.yml` has a level (the id of one of the profile's boxes of urgency), one wording,
and other words by which prose and drawings name it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .data import Item

NEGATED = re.compile(
    r"\b(?:no|not|without|never|isn't|doesn't|don't|nothing like)\b[^.;:]{0,25}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a sign, and the level (0 the most urgent) that the data gives it."""

    start: int
    end: int
    level: int
    signs: tuple[Item, ...]

    @property
    def names(self) -> str:
        """The ids of the signs that these words name."""
        return ", ".join(item.id for item in self.signs)


class Signs:
    """The signs of a handbook, found by their words.

    In: the items of signs.yml, and the ids of the levels, the most urgent first. One wording may
    name signs of several groups of readers; the most urgent level is asked of it only where all
    groups share it, else any of their levels will do.
    """

    def __init__(self, items: Iterable[Item], levels: Sequence[str]) -> None:
        self.levels = tuple(levels)
        self.by_words: dict[str, list[Item]] = {}
        for item in items:
            if item.get("level") in self.levels:
                for words in [item.get("words"), *item.get("also", [])]:
                    self.by_words.setdefault(_plain(str(words)), []).append(item)
        longest_first = sorted(self.by_words, key=len, reverse=True)
        words = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest_first)
        self.pattern = (
            re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if words else None
        )

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """The signs that a part of a text names and does not deny."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(text, start, len(text) if end is None else end):
            if NEGATED.search(text, max(start, match.start() - 40), match.start()):
                continue
            items = self.by_words.get(_plain(match.group()), [])
            levels = {self.levels.index(str(item.get("level"))) for item in items}
            if levels:
                yield Mention(match.start(), match.end(), max(levels), tuple(items))

    def understated(
        self, text: str, level: int, start: int = 0, end: int | None = None
    ) -> list[Mention]:
        """The mentions whose sign is more urgent than `level`."""
        return [one for one in self.mentions(text, start, end) if one.level < level]

    def overstated(
        self, text: str, level: int, start: int = 0, end: int | None = None
    ) -> list[Mention]:
        """All mentions, where each of them is less urgent than `level`."""
        found = list(self.mentions(text, start, end))
        return found if found and all(one.level > level for one in found) else []


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" .").lower()
