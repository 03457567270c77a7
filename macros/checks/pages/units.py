"""Is a number written so that nobody can misread it?

Source: Institute for Safe Medication Practices, List of Error-Prone Abbreviations, Symbols, and Dose Designations; AMA Manual of Style, 11th ed, 17 and 18.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.markdown import Document
from ...model import Diagnostic
from ...project import Project
from ..rule import Rule

__all__ = ["RULES", "check", "data_rows", "stated"]

RULES = (
    Rule(
        "dose-trailing-zero",
        "A zero after the point is read as ten times the dose when the point is faint: 5.0 mg becomes 50 mg.",
        "give 5.0 mg",
        "give 5 mg",
        fixable=True,
    ),
    Rule(
        "dose-naked-decimal",
        "A point without a zero before it is missed: .5 mL becomes 5 mL.",
        "give .5 mL",
        "give 0.5 mL",
        fixable=True,
    ),
    Rule(
        "dose-abbreviation",
        "U is read as 0 or 4, µg as mg, cc as 00: people have been given ten or a thousand times the dose.",
        "heparin 100 U/mL",
        "heparin 100 units/mL",
        fixable=True,
    ),
    Rule(
        "dose-latin",
        "Short Latin forms such as QD and QOD are taken for one another.",
        "flush QOD",
        "flush every other day",
        fixable=True,
    ),
    Rule(
        "unit-form",
        "A unit has one form, with a space before it: 10ml is misread more easily than 10 mL.",
        "flush with 10ml",
        "flush with 10 mL",
        fixable=True,
    ),
    Rule(
        "decimal-comma",
        "In English a comma separates thousands: 2,5 mL can be read as 25 mL.",
        "2,5 mL",
        "2.5 mL",
        fixable=True,
    ),
    Rule(
        "date-ambiguous",
        "01/02/2026 is January in one country and February in another.",
        "on 01/02/2026",
        "on 1 February 2026",
    ),
    Rule(
        "percent-space",
        "A percent sign stands close to its number (AMA 18.3).",
        "95 %",
        "95%",
        "note",
        True,
    ),
    Rule(
        "range-hyphen",
        "A range has a dash or a word, so that it isn't read as a minus or a product number.",
        "5-10 mL",
        "5–10 mL",
        "note",
        True,
    ),
    Rule(
        "thousands-comma",
        "Five figures in a row are hard to read, and a lost one is not seen (ISMP).",
        "10000 units",
        "10,000 units",
        "note",
        True,
    ),
)
CANON = {
    "ml": "mL",
    "mls": "mL",
    "cc": "mL",
    "ccs": "mL",
    "µg": "micrograms",
    "μg": "micrograms",
    "ug": "micrograms",
    "u": "units",
    "iu": "international units",
    "i.u.": "international units",
    "mg": "mg",
    "mgs": "mg",
    "kg": "kg",
    "kgs": "kg",
    "g": "g",
    "gm": "g",
    "gms": "g",
    "mcg": "mcg",
    "mmol": "mmol",
    "meq": "mEq",
    "cm": "cm",
    "mm": "mm",
    "l": "L",
    "units": "units",
    "unit": "unit",
    "micrograms": "micrograms",
}
ABBREVIATED = {"cc", "ccs", "µg", "μg", "ug", "u", "iu", "i.u."}
LENGTHS = {"cm", "mm"}
DOSE = re.compile(
    r"(?<![\w.,/])(?<![A-Za-z]-)(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)(?P<space>[ \t\u00a0\u2009\u202f]?|-)(?P<unit>I\.U\.|[Mm][Ll]s?|ML|cc[s]?|[µμu]g|mcg|[Mm][Gg]s?|gms?|g|[Kk]gs?|IU|iu|[Uu](?:nits?)?|mmol|mEq|cm|mm|L|micrograms)(?![\w²³])"
)
RANGE_ZERO = re.compile(
    r"(?<![\w.,/-])(?P<number>\d+\.0+)(?=\s?(?:–|-|to)\s?\d[\d.]*\s?(?:mg|mL|ml|g|mcg|units|kg|mmol)\b)"
)
PER = re.compile(r"(?<=/)(?:ml|ML|cc|µg|μg|ug|IU|U)(?![\w])")
LATIN = {
    "qd": "daily",
    "qod": "every other day",
    "qhs": "at bedtime",
    "mso4": "morphine",
    "mgso4": "magnesium sulfate",
    "ms04": "morphine",
}
LATIN_FORM = re.compile(
    r"(?<![\w.])(?:Q\.?O\.?D|q\.o\.d|qod|QOD|Q\.?D|q\.d|qd|[qQ]\.?[hH]\.?[sS]|MSO4|MS04|MgSO4)\b\.?"
)
COMMA = re.compile(
    r"(?<![\w.,])(\d{1,3}),(\d{1,2})(?=\s?(?:°|(?:mL|ml|mg|g|kg|mcg|cm|mm|L|units|%)(?![\w])))"
)
DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d|\d\d(?!\d))(?![\w/])")
PERCENT = re.compile(r"(?<=\d)[ \u00a0]+(?=%(?!\w))")
HYPHEN = re.compile(
    r"(?<![\w./–-])\d[\d,]*(?:\.\d+)?(-)\d[\d,]*(?:\.\d+)?(?=\s?(?:%|°|mL|ml|mg|mcg|g|kg|cm|mm|psi|Fr|units?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|people|patients)(?![\w]))"
)
THOUSANDS = re.compile(r"(?<![\w.,/#:=–-])\d{5,6}(?![\w/–-]|[.,]\d)")
ANYTHING = re.compile(r"\d|\b[Qq]\.?[OoDdHh]|/(?:m[lL]|ML|cc|[µμu]g|IU|U)\b")
MONTHS = """
    January February March April May June July August September October November December
""".split()


def check(project: Project) -> Iterator[Diagnostic]:
    """Every number of every page, and of the data files that pages show."""
    for page in project.pages:
        text = page.document
        for at, end, rule, message, fix, new in _faults(stated(text)):
            if text.source[at - 1 : at] in ('"', "“", "‘") and text.source[end : end + 1] in (
                '"',
                "”",
                "’",
            ):
                continue  # spoken of, not stated
            line, column = text.place(at)
            yield Diagnostic(
                page.path,
                line,
                column,
                rule,
                message,
                fix,
                SEVERITY[rule],
                text.swap(at, end, new) if new is not None else None,
            )
    for path, line, row in data_rows(project):
        for at, end, rule, message, fix, new in _faults(row):
            yield Diagnostic(
                path,
                line,
                at + 1,
                rule,
                message,
                fix,
                SEVERITY[rule],
                (line, at + 1, end + 1, new) if new is not None else None,
            )


_stated: dict[str, str] = {}
SEVERITY = {rule.name: rule.severity for rule in RULES}


def stated(text: Document) -> str:
    """A page's clean text without addresses and tags: what is left are words that a reader sees."""
    if text.clean in _stated:
        return _stated[text.clean]
    if len(_stated) > 4000:
        _stated.clear()
    signs = list(text.clean)
    spans = [(link.start, link.end) for link in text.links if link.start >= 0] + [
        (tag.at, tag.stop) for tag in text.tags
    ]
    spans += [
        match.span()
        for match in re.finditer(
            r"\b(?:https?://|www\.|doi:|DOI |PMID:? ?|NCT|ISBN )\S+|\{:?\s*[#.][^{}\n]*\}",
            text.clean,
        )
    ]
    for start, end in spans:
        for index in range(start, end):
            if signs[index] != "\n":
                signs[index] = " "
    return _stated.setdefault(text.clean, "".join(signs))


def data_rows(project: Project) -> Iterator[tuple[str, int, str]]:
    """Each line of the data files as (path, line, words): comments, ids, keys and addresses blanked, columns kept."""
    folder = project.docs / project.setting("data")
    for path in sorted(folder.glob("*.yml")):
        try:
            source = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # told by the reader of the data
        shown = project.shown(path)
        for number, row in enumerate(source.splitlines(), 1):
            field = re.match(r"\s*(?:-\s+)?([\w-]+):(?=\s|$)", row)
            if row.lstrip().startswith("#") or (
                field
                and field[1]
                in ("id", "cite", "page", "aliases", "misspellings", "value", "low", "high", "n")
            ):
                continue
            if field:
                row = " " * field.end() + row[field.end() :]
            yield (
                shown,
                number,
                re.sub(
                    r"https?://\S+|\bcite: \[[^\]]*\]", lambda match: " " * len(match.group()), row
                ),
            )


def _faults(text: str) -> list[tuple]:
    """(start, end, rule, message, fix, replacement) for each fault, no two on the same signs."""
    found: list[tuple] = []
    if not ANYTHING.search(text):
        return found

    def add(start: int, end: int, rule: str, message: str, fix: str, new: str | None) -> None:
        if not any(start < other[1] and other[0] < end for other in found):
            found.append((start, end, rule, message, fix, new))

    for match in COMMA.finditer(text):
        new = f"{match[1]}.{match[2]}"
        add(
            match.start(),
            match.end(),
            "decimal-comma",
            f'"{match.group()}" has a decimal comma',
            f'write "{new}"',
            new,
        )
    for match in DOSE.finditer(text):
        _dose(match, text, add)
    for match in RANGE_ZERO.finditer(text):
        new = match["number"].rstrip("0").rstrip(".")
        add(
            match.start(),
            match.end(),
            "dose-trailing-zero",
            f'"{match.group()}" ends in a zero that can make it tenfold',
            f'write "{new}"',
            new,
        )
    for match in PER.finditer(text):
        raw = match.group().lower()
        new = {
            "u": "unit",
            "iu": "international unit",
            "ug": "microgram",
            "µg": "microgram",
            "μg": "microgram",
        }.get(raw, "mL")
        add(
            match.start(),
            match.end(),
            "dose-abbreviation" if raw in ABBREVIATED else "unit-form",
            f'"{match.group()}" can be misread',
            f'write "{new}"',
            new,
        )
    for match in LATIN_FORM.finditer(text):
        new = LATIN[match.group().replace(".", "").lower()]
        add(
            match.start(),
            match.end(),
            "dose-latin",
            f'"{match.group()}" can be taken for another one',
            f'write "{new}"',
            new,
        )
    for match in DATE.finditer(text):
        _date(match, add)
    for match in PERCENT.finditer(text):
        number = re.search(r"[\d.,]+$", text[max(0, match.start() - 12) : match.start()]).group()
        add(
            match.start(),
            match.end(),
            "percent-space",
            f'there is a space in "{number} %"',
            f'write "{number}%"',
            "",
        )
    for match in HYPHEN.finditer(text):
        add(
            match.start(1),
            match.end(1),
            "range-hyphen",
            f'the range "{match.group()}" has a hyphen',
            f'write "{match.group().replace("-", "–")}" or "{match.group().replace("-", " to ")}"',
            "–",
        )
    for match in THOUSANDS.finditer(text):
        new = f"{int(match.group()):,}"
        add(
            match.start(),
            match.end(),
            "thousands-comma",
            f'"{match.group()}" has no comma between its thousands',
            f'write "{new}"',
            new,
        )
    return sorted(found)


def _dose(match: re.Match, text: str, add) -> None:
    number, raw = match["number"], match["unit"]
    unit = CANON.get(raw.lower(), raw)
    if (
        raw == "g"
        and re.match(
            r"[ -]*(?:needle|Huber|non-coring|cannula|gauge)", text[match.end() :], re.IGNORECASE
        )
    ) or (
        raw in ("mmol", "L")
        and not match["space"]
        and raw == "L"
        and number.isdigit()
        and len(number) == 1
    ):
        return  # a needle's gauge, a vertebra's side
    good = number
    zero = re.fullmatch(r"(\d[\d,]*)\.0+", number) if raw.lower() not in LENGTHS else None
    if number.startswith("."):
        rule, message, good = (
            "dose-naked-decimal",
            f'"{match.group()}" has no zero before its point',
            f"0{number}",
        )
    elif zero:
        rule, message, good = (
            "dose-trailing-zero",
            f'"{match.group()}" ends in a zero that can make it tenfold',
            zero[1],
        )
    elif raw.lower() in ABBREVIATED:
        rule, message = "dose-abbreviation", f'"{raw}" in "{match.group()}" can be misread'
    elif raw != unit or not match["space"]:
        rule, message = "unit-form", f'"{match.group()}" is not in the one form of its unit'
    else:
        return
    new = f"{good} {unit}"
    add(match.start(), match.end(), rule, message, f'write "{new}"', new)


def _date(match: re.Match, add) -> None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    if (
        (match[2] == "." and len(year) != 4)
        or not (1 <= first <= 31 and 1 <= second <= 31)
        or (first > 12 and second > 12)
    ):
        return
    readings = [
        f"{day} {MONTHS[month - 1]} {year}"
        for day, month in dict.fromkeys([(first, second), (second, first)])
        if month <= 12
    ]
    add(
        match.start(),
        match.end(),
        "date-ambiguous",
        f'the date "{match.group()}" is read differently in different countries',
        f"write {' or '.join(readings)}",
        None,
    )
