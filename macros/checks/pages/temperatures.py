"""Is every temperature given in °C and °F, and do the two agree?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Diagnostic, Edit, Span
from ...project import Project
from ...source_text import SourceText
from ..patterns import stated_texts
from ..rule import check

VALUE = r"[−-]?\d{1,3}(?:[.,]\d{1,2})?"
DEGREES = re.compile(
    rf"(?:(?<![\w.,/])|(?<=[CF]/))(?:(?P<from>{VALUE})\s?(?:°\s?[CF])?\s?(?P<join>–|-|to|and|or)\s?)?"
    rf"(?P<value>{VALUE})\s?(?:°|º|˚|degrees?\s|deg\.?\s)\s?"
    r"(?P<scale>C(?:elsius|entigrade)?|F(?:ahrenheit)?)\b",
    re.IGNORECASE,
)
# A body's temperature whose degree sign got lost, or stands in one character with its scale.
UNSIGNED = re.compile(
    r"(?:(?<![\w.,/])|(?<=[CF]/))(?:(?P<c>3[4-9](?:\.\d)?|4[0-3](?:\.\d)?)\s?[º˚]?\s?C"
    r"|(?P<f>9[4-9](?:\.\d)?|10[0-8](?:\.\d)?)\s?[º˚]?\s?F)(?![\w°])"
)
JOINED = re.compile(rf"(?<![\w.,/])(?P<value>{VALUE})\s?(?P<sign>[℃℉])")
BODY = r"3[5-9](?:\.\d)?|4[0-2](?:\.\d)?"
UNSCALED = re.compile(
    rf"(?<![\w.,/°–-])(?P<value>{BODY}|9[5-9]\.\d|10[0-7]\.\d)\s?(?:degrees|deg\.?|[°º˚])"
    r"(?!\s?(?:C|F|of\b|angle|from\b|to\b))(?!\w)",
    re.IGNORECASE,
)
AFTER_WORD = (
    rf"\s+(?:is\s+|of\s+|above\s+|over\s+|below\s+|under\s+|at\s+)+"
    rf"(?P<value>{BODY}|9[5-9](?:\.\d)?|10[0-7](?:\.\d)?)(?:\s?degrees?)?"
    r"(?![\w.%]*[\d%°ºC℃F℉])(?!\s?(?:°|º|˚|degrees?|[CF℃℉]\b|to\b|–|or\s+\d|days?|weeks?|months?"
    r"|people|children|adults|h\b|hours?|of\b))"
)
HINT = r"[°º˚℃℉]|\bdeg(?:rees?|\.)|\d\s?[CF]\b"
CHANGE = re.compile(
    r"\b(?:rise|rises|rose|increase|increases|fall|falls|fell|drop|drops|difference|changes?|by)\b"
    r"[^.;]{0,24}$",
    re.IGNORECASE,
)
ALONE = {scale: re.compile(rf"(?<!\d)(?<!\d\s)°\s?{scale}\b") for scale in "CF"}
NEAR = 60  # how far back a word is looked for that makes a temperature a difference


@dataclass(frozen=True, slots=True)
class _Degrees:
    """One temperature, or a range; `fault` says what is wrong with its sign."""

    start: int
    end: int
    values: tuple[str, ...]
    join: str
    scale: str
    fault: str = ""

    @property
    def words(self) -> str:
        """The temperature as it is to be printed."""
        joined = f" {self.join} ".join(self.values).replace(" – ", "–").replace(" - ", "–")
        return f"{joined} °{self.scale}"

    @property
    def converted(self) -> str:
        """The same on the other scale."""
        scale = _turned(self.scale)
        values = tuple(other(value, self.scale).removesuffix(".0") for value in self.values)
        return _Degrees(0, 0, values, self.join, scale).words


@check("project", rule_set="medical")
def temperatures(project: Project) -> Iterator[Diagnostic]:
    """Temperatures of pages, by sentence, item and row, and of the data files, by line.

    temp-pair (error, fixable)
        A reader knows only one of the two scales, and may not call for help in time.
        Bad: call at 38.0 °C
        Good: call at 38.0 °C (100.4 °F)

    temp-mismatch (error)
        Two numbers for one temperature that are not the same: a reader of one scale is told
        something else than a reader of the other.
        Bad: 38.0 °C (101 °F)
        Good: 38.0 °C (100.4 °F)

    temp-sign (error, fixable)
        A temperature needs its degree sign, or the letter is lost.
        Bad: above 38 C
        Good: above 38 °C
    """
    named = "|".join(re.escape(word) for word in project.profile.temperature_words)
    hint = re.compile(rf"{HINT}|\b(?:{named})\s" if named else HINT, re.IGNORECASE)
    bare = re.compile(rf"\b(?:{named}){AFTER_WORD}", re.IGNORECASE) if named else None
    for stated in stated_texts(project):
        if not hint.search(stated.words):
            continue
        for span in stated.spans:
            words = stated.words[span.start : span.end]
            if hint.search(words):
                yield from _faults(stated.source, span.start, words, bare)


def other(value: str, scale: str) -> str:
    """A temperature on the other scale, to one decimal place: ("38.0", "C") → "100.4"."""
    number = _number(value)
    return f"{number * 9 / 5 + 32:.1f}" if scale == "C" else f"{(number - 32) * 5 / 9:.1f}"


def _faults(
    source: SourceText, offset: int, words: str, bare: re.Pattern[str] | None
) -> Iterator[Diagnostic]:
    """What is wrong with the temperatures of one piece of text that begins at an offset."""
    for match in (*(bare.finditer(words) if bare else ()), *UNSCALED.finditer(words)):
        both = _both(match["value"], "C" if _number(match["value"]) < 50 else "F")
        what = f'"{match.group().strip()}" does not say whether it is in °C or °F'
        fix = f'write "{both}", if that is what the source says'
        yield source.diagnostic(offset + match.start("value"), "temp-sign", what, fix)
    found = sorted(_degrees(words), key=lambda one: one.start)
    celsius, fahrenheit = ([one for one in found if one.scale == scale] for scale in "CF")
    left = list(_unmatched(celsius, fahrenheit))
    right = list(_unmatched(fahrenheit, celsius))
    for one, two in zip(left, right, strict=False):
        what = f"{one.words} is {one.converted}, not {two.words}"
        fix = (
            f"write {one.converted}, or {two.converted} in place of {one.words}: "
            "whichever the source says"
        )
        yield source.diagnostic(offset + max(one.start, two.start), "temp-mismatch", what, fix)
    alone = set(left[len(right) :] or right[len(left) :])
    apart = {scale for scale in "CF" if ALONE[scale].search(words)}  # a number far from its sign
    for one in found:
        if one.fault or (one in alone and _turned(one.scale) not in apart):
            yield from _single(source, offset, words, one, lone=one in alone)


def _single(
    source: SourceText, offset: int, words: str, one: _Degrees, *, lone: bool
) -> Iterator[Diagnostic]:
    """A temperature without its sign, or (`lone`) without its value on the other scale, or both."""
    span = Span(offset + one.start, offset + one.end)
    if one.fault:
        new = _both(one.values[0], one.scale) if lone else one.words
        what = f'"{source.slice(span)}" {one.fault}'
        edit = Edit(span.start, span.end, new)
        yield source.diagnostic(span, "temp-sign", what, f'write "{new}"', edit)
        return
    scale = _turned(one.scale)
    before = words[max(0, one.start - 400) : one.start]
    inside = before.count("(") > before.count(")")
    new = f", {one.converted}" if inside else f" ({one.converted})"
    what = f"{one.words} stands without its value in °{scale}"
    fix = f"write {one.words} ({one.converted})"
    yield source.diagnostic(span, "temp-pair", what, fix, Edit(span.end, span.end, new))


def _degrees(words: str) -> Iterator[_Degrees]:
    """All temperatures of a text; a difference of two is none."""
    last, ends = -9, set[int]()
    for match in DEGREES.finditer(words):
        values = tuple(
            value.replace(",", ".") for value in (match["from"], match["value"]) if value
        )
        start, end = match.span()
        ends.update(range(start, end))
        near = CHANGE.search(words[max(0, start - NEAR) : start])
        if _number(values[-1]) <= 10 and (near or start - last < 6):
            last = end
            continue
        sign = "has a sign that only looks like °" if re.search("[º˚]", match.group()) else ""
        scale = match["scale"][0].upper()
        yield _Degrees(start, end, values, match["join"] or "", scale, sign)
    for match in UNSIGNED.finditer(words):
        if match.start() not in ends:
            scale, value = ("C", match["c"]) if match["c"] else ("F", match["f"])
            yield _Degrees(*match.span(), (value,), "", scale, "lacks its degree sign")
    for match in JOINED.finditer(words):
        scale, value = "C" if match["sign"] == "℃" else "F", match["value"].replace(",", ".")
        fault = "has its degree and scale as one sign, which not every device shows"
        yield _Degrees(*match.span(), (value,), "", scale, fault)


def _both(value: str, scale: str) -> str:
    """A temperature on both scales: ("38", "C") → "38 °C (100.4 °F)"."""
    return f"{value} °{scale} ({other(value, scale).removesuffix('.0')} °{_turned(scale)})"


def _turned(scale: str) -> str:
    return "F" if scale == "C" else "C"


def _number(value: str) -> float:
    return float(value.replace("−", "-").replace(",", "."))


def _unmatched(ours: Iterable[_Degrees], theirs: Iterable[_Degrees]) -> Iterator[_Degrees]:
    """Those of `ours` that are none of `theirs` on the other scale."""
    values = {one.values for one in theirs}
    known: dict[tuple[str, ...], bool] = {}
    for one in ours:
        if one.values not in known:
            known[one.values] = any(_agree(one, value) for value in values)
        if not known[one.values]:
            yield one


def _agree(one: _Degrees, values: tuple[str, ...]) -> bool:
    pairs = (one.values, values) if one.scale == "C" else (values, one.values)
    if len(pairs[0]) != len(pairs[1]):
        return any(_same(c, f) for c in pairs[0] for f in pairs[1])
    return all(_same(c, f) for c, f in zip(*pairs, strict=True))


def _same(celsius: str, fahrenheit: str) -> bool:
    """Whether °F is °C rounded to the places given, or °C is °F rounded to one place."""
    places = len(fahrenheit.partition(".")[2])
    c, f = _number(celsius), _number(fahrenheit)
    if abs(round(c * 9 / 5 + 32, places) - f) < 0.06:
        return True
    if c <= 10 and abs(round(c * 9 / 5, places) - f) < 0.06:
        return True  # a difference
    return "." in celsius and abs(round((f - 32) * 5 / 9, 1) - c) < 0.06
