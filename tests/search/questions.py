"""The rows of queries.csv, and how an answer is judged."""

import csv
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Asked", "Figures", "Row", "figures", "rank", "rows"]

FILE = Path(__file__).parent / "queries.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One query. `answers` are pages ("a/b.md") or headings ("a/b.md#c"), any of which is right. `part` is given, tuned, held, sentence, fresh, plain, unseen or drawn.

    The search was tuned on the given and the tuned rows. The held ones were first asked when that was done (94 % first, 99 % among three);
    what they brought to light was fixed afterwards, so that they are no longer blind. New blind rows belong into a part of their own.

    `sentence` are 60 questions in patients' own sentences: 58 % first and 78 % among three before anything was done for them; half of them were
    looked at while it was done, and the other half then came to 90 % and 100 %. `fresh` are 90 more, written and asked in three rounds after that,
    40, 30 and 20: 68, 70 and 75 % first and 83, 77 and 90 % among three at the first asking, where the search as it was before came to 63, 63 and
    60 % and 68, 80 and 75 %. Each round's families of faults were fixed then. What a new set comes to is nearer to these figures than to today's.

    `plain` and `unseen` are 200 patients' sentences and 12 clinicians' shorthand, written by the one who then wrote the words of `asked:` in
    search.yml. `plain` (166) was asked in four rounds of 40 or 46; what each round brought to light was looked at and fixed before the next.
    At the first asking after those words were there, the rounds of 40 came to 72, 72 and 70 % first and 80, 90 and 90 % among three, where the
    search before came to 60, 40 and 60 % and 72, 52 and 68 %. `unseen` (46) was measured and not looked at, but for one alarm
    ("enough air") that was fixed at the end: patients' 65 and 78 % before, 88 and 98 % after; of its six clinicians' rows one less was first. Writer and expander are one person, so that strangers' sentences do less well.

    `drawn` are 90 patients' and 45 clinicians' questions for headings that a seed drew, in hard ways of asking (long stories, slang, pronouns,
    misspellings, shorthand): at the first asking 58 % and 67 % first, 77 % and 80 % among three. They were looked at, and the words of `asked:`
    were then written with them in view. Of 60 more, asked once and not before, 35 % of the patients' and 60 % of the clinicians' were first before
    those words, 45 and 85 % among three; after them 50 and 65 %, 65 and 90 %. A new set of such questions comes nearer to these.

    With the ways to ask and the language model (ways.mjs, likely.mjs) two sets that were never tuned on, of the one who wrote the ways to ask, went
    from 89 to 92 % first and 97 to 100 % among three (80 patients' sentences) and, in harder ways of asking, from 60 to 63 % and 73 to 85 % (60).
    """

    query: str
    audience: str
    kind: str
    part: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search showed: results in order, each as the places it links to without unfolding, the page itself among them."""

    row: Row
    results: tuple[tuple[str, ...], ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Success at 1 and 3, mean reciprocal rank and the share without any result, over a number of queries."""

    count: int
    first: float
    three: float
    reciprocal: float
    zero: float


def rows() -> list[Row]:
    """All rows, in the file's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                row["query"],
                row["audience"],
                row["kind"],
                row["set"],
                tuple(row["answers"].split("|")),
            )
            for row in csv.DictReader(file)
        ]


def rank(asked: Asked) -> int:
    """The place of the first result that is right, from 1; 0 without one. A heading must stand open in the result, not only its page."""
    for place, links in enumerate(asked.results, 1):
        if any(answer in links for answer in asked.row.answers):
            return place
    return 0


def figures(answers: list[Asked]) -> Figures:
    """What a list of answers comes to."""
    ranks, count = [rank(asked) for asked in answers], max(1, len(answers))
    return Figures(
        len(answers),
        sum(place == 1 for place in ranks) / count,
        sum(0 < place <= 3 for place in ranks) / count,
        sum(1 / place for place in ranks if place) / count,
        sum(not asked.results for asked in answers) / count,
    )
