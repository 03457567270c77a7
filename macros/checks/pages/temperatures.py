"""Is every temperature given in °C and °F, and do the two agree? DESIGN, rule 3 of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Diagnostic
from ...project import Project
from ..rule import Rule
from .units import data_rows, stated

__all__ = ["RULES", "check", "other"]

RULES = (
    Rule(
        "temp-pair",
        "A reader knows only one of the two scales, and may not call for help in time.",
        "call at 38.0 °C",
        "call at 38.0 °C (100.4 °F)",
        fixable=True,
    ),
    Rule(
        "temp-mismatch",
        "Two numbers for one temperature that are not the same: a reader of one scale is told something else than a reader of the other.",
        "38.0 °C (101 °F)",
        "38.0 °C (100.4 °F)",
    ),
    Rule(
        "temp-sign",
        "A temperature needs its degree sign, or the letter is lost.",
        "above 38 C",
        "above 38 °C",
        fixable=True,
    ),
)
VALUE = r"[−-]?\d{1,3}(?:[.,]\d{1,2})?"
DEGREES = re.compile(
    rf"(?<![\w.,/])(?:(?P<from>{VALUE})\s?(?:°\s?[CF])?\s?(?P<join>–|-|to|and|or)\s?)?(?P<value>{VALUE})\s?(?:°|º|˚|degrees?\s|deg\.?\s)\s?(?P<scale>C(?:elsius|entigrade)?|F(?:ahrenheit)?)\b",
    re.IGNORECASE,
)
SIGN = re.compile(
    r"(?<![\w.,/])(?:(?P<c>3[4-9](?:\.\d)?|4[0-3](?:\.\d)?)(?P<cs>\s?)(?:º|˚)?\s?C|(?P<f>9[4-9](?:\.\d)?|10[0-8](?:\.\d)?)(?P<fs>\s?)(?:º|˚)?\s?F)(?![\w°])"
)
LETTER = re.compile(rf"(?<![\w.,/])(?P<value>{VALUE})\s?(?P<sign>[℃℉])")
BARE = re.compile(
    r"\b(?:temperature|fever)\s+(?:is\s+|of\s+|above\s+|over\s+|below\s+|under\s+|at\s+)+(?P<value>3[5-9](?:\.\d)?|4[0-2](?:\.\d)?|9[5-9](?:\.\d)?|10[0-7](?:\.\d)?)(?:\s?degrees?)?(?![\w.%]*[\d%°ºC℃F℉])(?!\s?(?:°|º|˚|degrees?|[CF℃℉]\b|to\b|–|or\b|days?|weeks?|months?|people|patients|children|adults|h\b|hours?|of\b))",
    re.IGNORECASE,
)
WORDY = re.compile(
    r"(?<![\w.,/°–-])(?P<value>3[5-9](?:\.\d)?|4[0-2](?:\.\d)?|9[5-9]\.\d|10[0-7]\.\d)\s?(?:degrees|deg\.?|[°º˚])(?!\s?(?:C|F|of\b|angle|from\b|to\b))(?!\w)",
    re.IGNORECASE,
)
HINT = re.compile(r"[°º˚℃℉]|\b(?:temperature|fever)\s|\bdeg(?:rees?|\.)|\d\s?[CF]\b", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:rise|rises|rose|increase|increases|fall|falls|fell|drop|drops|difference|change|changes|by)\b[^.;]{0,24}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Degrees:
    start: int
    end: int
    values: tuple[str, ...]
    join: str
    scale: str

    @property
    def words(self) -> str:
        return (
            f" {self.join} ".join(self.values).replace(" – ", "–").replace(" - ", "–")
            + f" °{self.scale}"
        )


def check(project: Project) -> Iterator[Diagnostic]:
    """Temperatures of pages (by sentence, list item, table row) and of the data files (by line)."""
    for page in project.pages:
        text = page.document
        words = stated(text)
        if not HINT.search(words):
            continue
        for piece in page.pieces:
            for start, end, rule, message, fix, new in _faults(words[piece.start : piece.end]):
                at, stop = piece.start + start, piece.start + end
                line, column = text.place(at)
                yield Diagnostic(
                    page.path,
                    line,
                    column,
                    rule,
                    message,
                    fix,
                    "error",
                    text.swap(at if rule == "temp-sign" else stop, stop, new)
                    if new is not None
                    else None,
                )
    for path, line, row in data_rows(project):
        for start, end, rule, message, fix, new in _faults(row):
            at = start if rule == "temp-sign" else end
            yield Diagnostic(
                path,
                line,
                start + 1,
                rule,
                message,
                fix,
                "error",
                (line, at + 1, end + 1, new) if new is not None else None,
            )


def other(value: str, scale: str) -> str:
    """A temperature on the other scale, to one decimal place: ("38.0", "C") → "100.4"."""
    number = float(value.replace("−", "-"))
    return f"{number * 9 / 5 + 32:.1f}" if scale == "C" else f"{(number - 32) * 5 / 9:.1f}"


def _faults(words: str) -> Iterator[tuple]:
    if not HINT.search(words):
        return
    found, signs, passed = [], [], -9
    for match in DEGREES.finditer(words):
        values = tuple(
            value.replace(",", ".") for value in (match["from"], match["value"]) if value
        )
        scale = match["scale"][0].upper()
        small = float(values[-1].replace("−", "-")) <= 10
        if small and (CHANGE.search(words[: match.start()]) or match.start() - passed < 6):
            passed = match.end()
            continue  # a difference of temperatures is not a temperature
        found.append(_Degrees(match.start(), match.end(), values, match["join"] or "", scale))
    for match in SIGN.finditer(words):
        if not any(item.start <= match.start() < item.end for item in found):
            scale, value = ("C", match["c"]) if match["c"] else ("F", match["f"])
            found.append(_Degrees(match.start(), match.end(), (value,), "", scale))
            signs.append((match, found[-1]))
    for match in LETTER.finditer(words):
        scale = "C" if match["sign"] == "℃" else "F"
        found.append(
            _Degrees(match.start(), match.end(), (match["value"].replace(",", "."),), "", scale)
        )
        signs.append((match, found[-1]))
    for match in (*BARE.finditer(words), *WORDY.finditer(words)):
        scale = "C" if float(match["value"]) < 50 else "F"
        yield (
            match.start("value"),
            match.end(),
            "temp-sign",
            f'"{match.group().strip()}" does not say whether it is in °C or °F',
            f'write "{_both(match["value"], scale)}", if that is what the source says',
            None,
        )
    found.sort(key=lambda item: item.start)
    celsius, fahrenheit = ([item for item in found if item.scale == scale] for scale in "CF")
    left = [item for item in celsius if not any(_agree(item, other) for other in fahrenheit)]
    right = [item for item in fahrenheit if not any(_agree(other, item) for other in celsius)]
    for one, two in zip(left, right):
        first, second = sorted((one, two), key=lambda item: item.start)
        yield (
            second.start,
            second.end,
            "temp-mismatch",
            f"{one.words} is {_converted(one)}, not {two.words}",
            f"write {_converted(one)}, or {_converted(two)} in place of {one.words}: whichever the source says",
            None,
        )
    alone = left[len(right) :] or right[len(left) :]
    for match, item in signs:
        # One slip, one message: the sign, and with it the value on the other scale.
        new = _both(item.values[0], item.scale) if item in alone else item.words
        yield (
            match.start(),
            match.end(),
            "temp-sign",
            f'"{match.group()}" lacks its degree sign'
            if match.re is SIGN
            else f'"{match.group()}" has its degree and scale as one sign, which not every device shows',
            f'write "{new}"',
            new,
        )
    for item in alone:
        if any(item is told for _, told in signs):
            continue
        converted = _converted(item)
        if re.search(rf"(?<!\d)(?<!\d\s)°\s?{'F' if item.scale == 'C' else 'C'}\b", words):
            continue  # the number stands apart from its sign
        inside = words[: item.start].count("(") > words[: item.start].count(")")
        yield (
            item.start,
            item.end,
            "temp-pair",
            f"{item.words} stands without its value in °{'F' if item.scale == 'C' else 'C'}",
            f"write {item.words} ({converted})",
            f", {converted}" if inside else f" ({converted})",
        )


def _both(value: str, scale: str) -> str:
    """A temperature on both scales: ("38", "C") → "38 °C (100.4 °F)"."""
    return f"{value} °{scale} ({other(value, scale).removesuffix('.0')} °{'F' if scale == 'C' else 'C'})"


def _converted(item: _Degrees) -> str:
    scale = "F" if item.scale == "C" else "C"
    values = tuple(other(value, item.scale).removesuffix(".0") for value in item.values)
    return _Degrees(0, 0, values, item.join, scale).words


def _agree(celsius: _Degrees, fahrenheit: _Degrees) -> bool:
    if len(celsius.values) != len(fahrenheit.values):
        return any(_same(c, f) for c in celsius.values for f in fahrenheit.values)
    return all(_same(c, f) for c, f in zip(celsius.values, fahrenheit.values))


def _same(celsius: str, fahrenheit: str) -> bool:
    """Whether °F is °C rounded to the places given, or °C is °F rounded to one place."""
    places = len(fahrenheit.partition(".")[2])
    c, f = float(celsius.replace("−", "-")), float(fahrenheit.replace("−", "-"))
    if abs(round(c * 9 / 5 + 32, places) - f) < 0.06:
        return True
    if c <= 10 and abs(round(c * 9 / 5, places) - f) < 0.06:
        return True  # a difference
    return "." in celsius and abs(round((f - 32) * 5 / 9, 1) - c) < 0.06
