"""Units of measure and what else is counted: the one table behind every rule about numbers.

Sources: AMA Manual of Style, 11th ed, 17 (SI units); Institute for Safe Medication Practices, List
of Error-Prone Abbreviations, Symbols, and Dose Designations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "FIRST",
    "LABELS",
    "NUMBER",
    "TIMES",
    "UNITS",
    "Unit",
    "alternatives",
    "amount_units",
    "plain",
]

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


def _dose(name: str, words: str = "", forms: str = "", misread: str = "", also: str = "") -> Unit:
    return Unit(
        name,
        tuple(also.split()),
        tuple(forms.split()),
        tuple(misread.split()),
        tuple(words.split()),
        dose=True,
    )


def _other(name: str, words: str = "", also: str = "") -> Unit:
    return Unit(name, tuple(also.split()), words=tuple(words.split()))


UNITS = (
    _dose("mL", "millilitre milliliter", "ml mls Ml ML mLs", "cc ccs"),
    _dose("L", "litre liter"),
    _dose("kg", "kilogram", "Kg kgs Kgs"),
    _dose("g", "gram", "gm gms"),
    _dose("mg", "milligram", "mgs Mg MG mG"),
    _dose("micrograms", "microgram", misread="µg μg ug", also="mcg"),
    _dose("units", "unit", misread="U u", also="unit"),
    Unit("international units", misread=("IU", "iu", "I.U."), dose=True),
    _dose("mmol", "millimole"),
    _dose("mEq", forms="meq"),
    _dose("cm", "centimetre centimeter"),
    _dose("mm", "millimetre millimeter"),
    _other("dL", "decilitre deciliter"),
    _other("µL", "microlitre microliter", "μL"),
    _other("ng", "nanogram"),
    _other("lb", "pound"),
    _other("oz", "ounce"),
    _other("m", "metre meter"),
    _other("µm", also="μm"),
    _other("in", "inch"),
    _other("ft", "foot feet"),
    _other("mmHg", also="mm Hg"),
    _other("psi"),
    _other("kPa"),
    _other("bar"),
    _other("T", "tesla"),
    _other("G", "gauge"),
    _other("Fr", "french", also="F"),
    _other("kcal", "calorie"),
    _other("kJ"),
    _other("bpm"),
    _other("Hz", also="MHz"),
    _other("°C", "celsius"),
    _other("°F", "fahrenheit"),
    _other("s", "second", "sec"),
    _other("min", "minute"),
    _other("h", "hour", "hr"),
    _other("d", "day"),
)
TIMES = "second minute hour day night week month year".split()
# What is counted in every subject. A handbook's own words stand in its profile (`counted`).
COUNTED = """
    time people person adult child children baby babies infant woman women man men participant
    subject case study studies trial episode event dose randomised billion million
""".split()
# Forms that are words or labels as often, where no number stands before them.
LABELS = frozenset("bar min in ft lb oz hr sec unit units Fr".split())
_NEVER_AMOUNTS = frozenset(["in", "ft", "oz", "F", "G", "s", "d"])  # words and labels as often
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
    words = {word for unit in UNITS for word in unit.words} | {*TIMES, *COUNTED, *counted}
    named = "|".join(sorted((plain(word) for word in words), key=lambda word: (-len(word), word)))
    fixed = r"%|per\s?cent|°\s?[CF]|degrees?|stone|inches|hrs|mins|secs"
    return f"{fixed}|{named}|{alternatives(symbols)}"
