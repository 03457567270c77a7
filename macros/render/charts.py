"""Charts as rows: a name with its sources, the value in words, and a bar or dot on one scale.

Rows are text, so that they wrap on a phone, print, and are read aloud; the bar repeats what the
value says (WCAG 2.2, 1.1.1 and 1.4.10).
"""

from math import floor, isfinite, log10
from typing import Any

from markupsafe import Markup

from ..content.data import Item, key_list
from ..markup import Say, filled
from .citations import Citations
from .template import block

Row = dict[str, Any]
# Ends of a scale that are round, in their power of ten.
ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _end(high: float) -> float:
    """The round end of a scale from zero that holds `high`."""
    if high <= 0:
        return 1
    power = 10.0 ** floor(log10(high))
    return next(power * one for one in ROUND if power * one >= high)


def _words(number: str, unit: str) -> str:
    # Units are written as more than one: "days". The rule is that of the words units have.
    one = unit.removesuffix("s") if number == "1" and not unit.endswith(("ss", "ies")) else unit
    return f"{number}{'' if unit == '%' else ' '}{one}".strip()


def _value(row: Row, unit: str, say: Say) -> str:
    value, low, high = (_number(row.get(part)) for part in ("value", "low", "high"))
    text = "" if value is None else _words(f"{value:g}", unit)
    if low is None or high is None:
        return text
    span = say("{low} to {high}", low=f"{low:g}", high=f"{high:g}")
    if text:
        return f"{text} ({span})"
    return _words(span if low != high else f"{low:g}", unit)


def _bar(row: Row, end: float) -> str:
    """Where the bar and the dot of a row lie, in per cent of the scale, as a style; "" for none."""
    value, low, high = (_number(row.get(part)) for part in ("value", "low", "high"))
    wide = low is not None and high is not None and high > low
    if value is None and not wide:
        value = low if high is None else high
    places = [("--at", value), *([("--low", low), ("--high", high)] if wide else [])]
    return ";".join(
        f"{name}:{round(100 * min(max(place, 0), end) / end, 1):g}"
        for name, place in places
        if place is not None
    )


def _rows(rows: list[Row], unit: str, say: Say) -> Markup:
    """All rows on one scale. A row may bring `mark`, its sources, and `about`, a line below it."""
    parts = [_number(row.get(part)) for row in rows for part in ("value", "low", "high")]
    end = _end(max((one for one in parts if one is not None), default=1))
    shown = [
        {
            "label": row.get("label", ""),
            "mark": row.get("mark", ""),
            "value": _value(row, unit, say),
            "bar": _bar(row, end),
            "about": row.get("about", ""),
        }
        for row in rows
    ]
    return Markup(block("bars", rows=shown, end=_words(f"{end:g}", unit)))  # noqa: S704


def chart(item: Item, citations: Citations) -> str:
    """A chart: each row with its sources, how many were counted, who, and what."""
    unit = str(item.get("unit"))
    rows = [
        {
            **row,
            "mark": _mark(row, citations),
            "about": " · ".join(
                str(row[name]) for name in ("n", "group", "counted") if name in row
            ),
        }
        for row in item.get("rows")
    ]
    return block(
        "chart",
        id=item.id,
        rows=_rows(rows, unit, citations.say),
        title=item.get("title"),
        unit=unit,
        note=item.get("note"),
    )


def _mark(row: Row, citations: Citations) -> Markup:
    keys = key_list(row)
    return Markup(citations.cite(keys) if keys else "")  # noqa: S704


def strip(item: Item, say: Say = filled) -> str:
    """How far apart a question's answers lie, where they are numbers of one unit; else nothing."""
    rows, unit = [], ""
    for answer in item.get("answers"):
        value = answer.get("value")
        if isinstance(value, dict) and _number(value.get("low", value.get("high"))) is not None:
            low = value.get("low", value.get("high"))
            high = value.get("high", value.get("low"))
            rows.append({"label": answer.get("answer", ""), "low": low, "high": high})
            unit = str(value.get("unit") or unit)
    return block("strip", rows=_rows(rows, unit, say)) if len(rows) > 1 else ""
