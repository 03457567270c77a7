"""Units of measure and what else is counted: the one table behind every rule about numbers.

Sources: AMA Manual of Style, 11th ed, 17 (SI units); Institute for Safe Medication Practices, List
of Error-Prone Abbreviations, Symbols, and Dose Designations.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..tables import table, words

# A number with commas between its thousands. It never gives back a digit: matching stays linear.
NUMBER = r"\d[\d,]*+(?:\.\d++)?+"
# The first digit of a number that is no part of a word, of another number or of an address. What
# stands before it is looked at after the digit, so that a search can leap from digit to digit.
FIRST = r"\d(?<![\w.,/]\d)(?<![A-Za-z]-\d)"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `name` is the form to be printed, `also` are forms that are right too.

    `forms` are other ways of writing it, `misread` those of them that have harmed people (ISMP),
    `words` its name in full, in the singular. `dose` marks what a dose is given in.
    """

    name: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    misread: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    dose: bool = False

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every short form, right or wrong."""
        return (self.name, *self.also, *self.forms, *self.misread)


def _unit(name: str, dose: bool = False, **forms: str) -> Unit:
    return Unit(name, **{field: tuple(text.split()) for field, text in forms.items()}, dose=dose)


_TABLE = table(__file__)
UNITS = tuple(_unit(name, **fields) for name, fields in _TABLE["units"].items())
TIMES, COUNTED = _TABLE["times"].split(), _TABLE["counted"].split()
# Forms that are words or labels as often, where no number stands before them.
LABELS, _NEVER_AMOUNTS = words(_TABLE["labels"]), words(_TABLE["never_amounts"])
_PLURAL = re.compile(r"(?:[^s]|ss)$")


def plain(word: str) -> str:
    """A word as a pattern, in the singular or the plural."""
    return re.escape(word) + ("s?" if len(word) > 2 and _PLURAL.search(word) else "")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for one of some words, written as they stand; the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in ordered)


def amount_units(counted: Iterable[str] = ()) -> str:
    """A pattern for whatever makes a number an amount; `counted` are a handbook's own words."""
    symbols = {form for unit in UNITS for form in unit.symbols} - _NEVER_AMOUNTS
    spelled = {word for unit in UNITS for word in unit.words} | {*TIMES, *COUNTED, *counted}
    named = "|".join(sorted((plain(word) for word in spelled), key=lambda word: (-len(word), word)))
    fixed = r"%|per\s?cent|°\s?[CF]|degrees?|stone|inches|hrs|mins|secs"
    return f"{fixed}|{named}|{alternatives(symbols)}"
