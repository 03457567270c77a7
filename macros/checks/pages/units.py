"""Is a number written so that nobody can misread it?

Sources: Institute for Safe Medication Practices, List of Error-Prone Abbreviations, Symbols, and
Dose Designations; AMA Manual of Style, 11th ed, 17 and 18.
"""

import re
from collections.abc import Callable, Iterator

from ...bib.dates import MONTHS
from ...content.units import FIRST, NUMBER, UNITS, alternatives, amount_units, plain
from ...model import Diagnostic
from ...project import Project
from ..patterns import Pattern, matches, quoted, stated_texts
from ..rule import check

DOSES = tuple(unit for unit in UNITS if unit.dose)
PRINTED = {form: unit.name for unit in DOSES for form in unit.symbols if form not in unit.also}
PRINTED |= {form: form for unit in DOSES for form in unit.also}
LENGTHS = ("cm", "mm")
SYMBOL = alternatives(form for unit in DOSES for form in unit.symbols)
WRONG = rf"(?:{alternatives(form for unit in DOSES for form in unit.forms)})\b"
MISREAD = alternatives(form for unit in DOSES for form in unit.misread)
WEIGHED = alternatives(form for unit in DOSES if unit.name not in LENGTHS for form in unit.symbols)
# A name such as AI/ML, U.S.C. or cc-pVTZ is no unit.
ENDS = r"(?![\w²³]|\.\w|-[a-z]?[A-Z])"
REST = NUMBER.removeprefix(r"\d")
WHOLE = rf"{FIRST}[\d,]*+"
SPACE = r"[ \t\u00a0\u2009\u202f]?|-"
BEFORE_PER = re.compile(rf"(?:^|[\d\s/])(?:{SYMBOL})$")
SINGULAR = {name: name.removesuffix("s") for name in PRINTED.values() if len(name) > 4}
LATIN = {
    "qd": "daily",
    "qod": "every other day",
    "qhs": "at bedtime",
    "mso4": "morphine",
    "mgso4": "magnesium sulfate",
    "ms04": "morphine",
}
LATIN_FORM = re.compile(
    r"[QqM](?<![\w.].)(?:\.?[Oo]?\.?[Dd]|\.?[Hh]\.?[Ss]|g?SO4|S04)\b\.?", re.ASCII
)
DATE = re.compile(r"\d(?<![\w/.-]\d)(\d?)([/.])(\d{1,2})\2((?:19|20)\d\d|\d\d(?!\d))(?![\w/])")
MONTH = {
    number: name.title() for name, number in sorted(MONTHS.items(), key=lambda one: len(one[0]))
}
# 10^9; behind a factor 10**9 and 10*9, too; and "x 109/L", whose raised 9 was lost in pasting.
FACTOR = r"(?P<number>\d[\d.,]*+)?[ \u00a0]?[x×X*][ \u00a0]?"
POWER = re.compile(
    rf"(?<![\w.,^])(?:(?P<times>{FACTOR})?10\^\{{?(?P<raised>[-−]?\d{{1,2}})(?![\d^])\}}?"
    rf"|{FACTOR.replace('number', 'factor')}10"
    r"(?:\*\*?(?P<starred>\d{1,2})(?!\d)|[ ]?(?P<lost>[369]|12)(?=\s?/\s?[µμu]?L\b)))"
)
RAISED = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
TENFOLD = '"{found}" ends in a zero that can make it tenfold'


@check("project", rule_set="medical")
def numbers(project: Project) -> Iterator[Diagnostic]:
    """Every number of every page, and of the data files that pages show.

    dose-trailing-zero (error, fixable)
        A zero after the point is read as ten times the dose when the point is faint: 5.0 mg
        becomes 50 mg (ISMP).
        Bad: give 5.0 mg
        Good: give 5 mg

    dose-naked-decimal (error, fixable)
        A point without a zero before it is missed: .5 mL becomes 5 mL (ISMP).
        Bad: give .5 mL
        Good: give 0.5 mL

    dose-abbreviation (error, fixable)
        U is read as 0 or 4, µg as mg, cc as 00: people have been given ten or a thousand times the
        dose (ISMP).
        Bad: heparin 100 U/mL
        Good: heparin 100 units/mL

    dose-latin (error, fixable)
        Short Latin forms such as QD and QOD are taken for one another (ISMP).
        Bad: rinse QOD
        Good: rinse every other day

    unit-form (error, fixable)
        A unit has one form, with a space before it: 10ml is misread more easily than 10 mL.
        Bad: rinse with 10ml
        Good: rinse with 10 mL

    decimal-comma (error, fixable)
        In English a comma separates thousands: 2,5 mL can be read as 25 mL.
        Bad: 2,5 mL
        Good: 2.5 mL

    date-ambiguous (error)
        01/02/2026 is January in one country and February in another.
        Bad: on 01/02/2026
        Good: on 1 February 2026

    percent-space (note, fixable)
        A percent sign stands close to its number (AMA 18.3).
        Bad: 95 %
        Good: 95%

    range-hyphen (note, fixable)
        A range has a dash or a word, so that it isn't read as a minus or a product number.
        Bad: 5-10 mL
        Good: 5–10 mL

    number-power (error, fixable)
        A power typed with a sign is shown as it is typed, and 10^9 is read as 109 as soon as the
        sign is lost.
        Bad: 50 x 10^9/L
        Good: 50 × 10⁹/L

    thousands-comma (note, fixable)
        Five figures in a row are hard to read, and a lost one is not seen (ISMP).
        Bad: 10000 units
        Good: 10,000 units
    """
    made = project.facts.has("smarty", "pymdownx.smartsymbols")  # of -- an en dash
    patterns = _patterns(project.profile.counted, "[-—~]" if made else "(?:-{1,3}|[—~])")
    for stated in stated_texts(project):
        yield from matches(patterns, stated.source, stated.words, quoted)


def _dose(counted: tuple[str, ...]) -> Callable[[re.Match[str]], str | None]:
    """How a dose is to be written; None where the match is none."""
    sized = "|".join(plain(word) for word in ("gauge", "cannula", *counted))
    gauge = re.compile(rf"[ -]*(?:[\w-]+ )?(?:{sized})\b", re.IGNORECASE)

    def write(match: re.Match[str]) -> str | None:
        number, unit = match["number"], match["unit"]
        if unit == "g" and gauge.match(match.string, match.end()):
            return None  # a size, as of a cannula
        if unit == "L" and match.group() == f"{number}L" and len(number) == 1:
            return None  # a vertebra's side
        zero = "0" if number.startswith(".") else ""
        return f"{zero}{number} {PRINTED[unit]}"

    return write


def _per(match: re.Match[str]) -> str | None:
    """What follows the stroke in 5 units/cc; None where no unit stands before it."""
    start = match.start()
    if not BEFORE_PER.search(match.string[max(0, start - 24) : start]):
        return None
    name = PRINTED[match["unit"]]
    return f"/{SINGULAR.get(name, name)}"


def _latin(match: re.Match[str]) -> str | None:
    """The words for a Latin form; the stop of "QD." ends the sentence, that of "q.d." does not."""
    found = match.group()
    words = LATIN.get(found.replace(".", "").lower())
    ends = found.endswith(".") and "." not in found[:-1]
    return f"{words}." if words and ends else words


def _readings(match: re.Match[str]) -> str | None:
    """Both days that a date can mean; None where it can mean only one."""
    first, second, year = int(match.group().split(match[2])[0]), int(match[3]), match[4]
    short = match[2] == "." and len(year) != 4
    if short or first == second or not (0 < first <= 12 and 0 < second <= 12):
        return None
    return f"{first} {MONTH[second]} {year} or {second} {MONTH[first]} {year}"


def _patterns(counted: tuple[str, ...], hyphens: str) -> tuple[Pattern, ...]:
    """The table for a handbook's own `counted` words; `hyphens` stand in ranges for a dash."""
    return (*DECIMALS, *_doses(_dose(counted)), *FORMS, *_amounts(counted, hyphens))


DECIMALS = (
    Pattern(
        "decimal-comma",
        re.compile(
            r"(?P<whole>\d(?<![\w.,]\d)\d{0,2}),(?P<part>\d{1,2})"
            rf"(?=\s?(?:°|%|(?:{SYMBOL})(?!\w)))"
        ),
        '"{found}" has a decimal comma',
        r"\g<whole>.\g<part>",
    ),
)
FORMS = (
    Pattern(
        "dose-abbreviation",
        re.compile(rf"/(?P<unit>{MISREAD}){ENDS}"),
        '"{found}" can be misread',
        _per,
    ),
    Pattern(
        "unit-form",
        re.compile(rf"/(?P<unit>ml|ML|Ml){ENDS}"),
        '"{found}" is not in the one form of its unit',
        _per,
    ),
    Pattern(
        "dose-latin",
        LATIN_FORM,
        '"{found}" can be taken for another one',
        _latin,
    ),
    Pattern(
        "date-ambiguous",
        DATE,
        'the date "{found}" is read differently in different countries',
        _readings,
        "write {new}",
        edit=False,
    ),
    Pattern(
        "percent-space",
        re.compile(r"(?P<number>\d(?<![\d.,]\d)[\d.,]*+)[ \u00a0]+%(?!\w)"),
        'there is a space in "{number} %"',
        r"\g<number>%",
    ),
)


def _doses(dose: Callable[[re.Match[str]], str | None]) -> tuple[Pattern, ...]:
    return (
        Pattern(
            "dose-naked-decimal",
            re.compile(
                r"(?P<number>\.(?<![\w.,/].)(?<![A-Za-z]-.)\d++)"
                rf"(?:{SPACE})(?P<unit>{SYMBOL}){ENDS}"
            ),
            '"{found}" has no zero before its point',
            dose,
        ),
        Pattern(
            "dose-trailing-zero",
            re.compile(rf"(?P<number>{WHOLE})\.0+(?:{SPACE})(?P<unit>{WEIGHED}){ENDS}"),
            TENFOLD,
            dose,
        ),
        Pattern(
            "dose-trailing-zero",
            re.compile(rf"(?P<number>{WHOLE})\.0+(?=\s?(?:–|-|to)\s?\d[\d.]*+\s?(?:{WEIGHED})\b)"),
            TENFOLD,
            r"\g<number>",
        ),
        Pattern(
            "dose-abbreviation",
            re.compile(rf"(?P<number>{FIRST}{REST})(?:{SPACE})(?P<unit>{MISREAD}){ENDS}"),
            '"{unit}" in "{found}" can be misread',
            dose,
        ),
        Pattern(
            "unit-form",
            re.compile(
                rf"(?P<number>{FIRST}{REST})(?:(?:{SPACE})(?={WRONG})|)(?P<unit>{SYMBOL}){ENDS}"
            ),
            '"{found}" is not in the one form of its unit',
            dose,
        ),
    )


def _amounts(counted: tuple[str, ...], hyphens: str) -> tuple[Pattern, ...]:
    units = rf"\s?(?:{amount_units(counted)}|°)(?!\w)"
    return (
        Pattern(
            "range-hyphen",
            re.compile(
                rf"\d(?<![\w.,/–-]\d){REST}(?:{hyphens}| {hyphens} (?=\d)){NUMBER}(?={units})",
                re.IGNORECASE,
            ),
            'the range "{found}" has no dash of its own',
            lambda match: re.sub(" ?[-—~]+ ?", "–", match.group()),
            'write "{new}", or the word "to" in place of the dash',
        ),
        Pattern("number-power", POWER, '"{found}" is no power as readers see it', _power),
        Pattern(
            "thousands-comma",
            re.compile(rf"\d(?<![\w.,/#:=–-]\d)\d{{4,5}}(?={units})", re.IGNORECASE),
            '"{found}" has no comma between its thousands',
            lambda match: f"{int(match.group()):,}",
        ),
    )


def _power(match: re.Match[str]) -> str | None:
    """The power in raised figures; None where it stands in a formula."""
    row = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.end() + 20]
    if "$" in row or "\\(" in row or "<sup" in row:
        return None
    number = match["number"] or match["factor"]
    exponent = match["raised"] or match["starred"] or match["lost"]
    bare = match["raised"] and not match["times"]
    times = f"{number} × " if number else "" if bare else "× "
    return f"{times}10{exponent.replace('-', '−').translate(RAISED)}"
