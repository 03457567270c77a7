"""Charts drawn at build time as accessible SVG: values with their intervals, each row with its
source.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

from markupsafe import Markup

from ..content.data import Item
from .citations import Citations
from .template import block

__all__ = ["chart", "strip"]

WIDTH, LEFT, RIGHT, ROW = 640, 16, 24, 46
HEADS = ("Source", "Figure", "How many", "Who", "What was counted")
Row = dict[str, Any]


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _scale(high: float) -> tuple[float, list[float]]:
    """The end of an axis from zero and its round ticks."""
    step = 10 ** len(str(int(high))) / 100
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50, 100):
        if high / (step * factor) <= 6:
            step *= factor
            break
    ticks, tick = [], 0.0
    while tick < high + step * 0.999:
        ticks.append(round(tick, 6))
        tick += step
    return ticks[-1], ticks


def _axes(rows: list[Row], name: str, title: str, about: str) -> Markup:
    parts = [_number(row.get(part)) for row in rows for part in ("value", "low", "high")]
    top, ticks = _scale(max((one for one in parts if one is not None), default=1) or 1)

    def x(value: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * value / top, 1)

    shown = []
    for number, row in enumerate(rows):
        low, high, value = (_number(row.get(part)) for part in ("low", "high", "value"))
        if value is None and (low == high or high is None):
            value = low
        wide = low is not None and high is not None and high > low
        shown.append(
            {
                "y": 24 + ROW * number,
                "label": str(row.get("label", "")),
                "ends": [x(low), x(high)] if wide and low is not None and high is not None else [],
                "x": None if value is None else x(value),
            }
        )
    drawing = block(
        "axes",
        name=name,
        title=title,
        about=about,
        width=WIDTH,
        height=30 + ROW * len(rows) + 34,
        left=LEFT,
        ticks=[{"x": x(tick), "text": f"{tick:g}"} for tick in ticks],
        rows=shown,
    )
    return Markup(drawing)  # noqa: S704


def _row_words(row: Row, unit: str) -> str:
    value, low, high = (_number(row.get(part)) for part in ("value", "low", "high"))
    text = "" if value is None else f"{value:g} {unit}"
    if low is None or high is None:
        return text
    span = f"{low:g} to {high:g}"
    if text:
        return f"{text} ({span})"
    return f"{span} {unit}" if low != high else f"{low:g} {unit}"


def _about(rows: list[Row], unit: str) -> str:
    return "; ".join(f"{row.get('label')}: {_row_words(row, unit)}" for row in rows) + "."


def chart(item: Item, citations: Citations) -> str:
    """A chart with its figures as a table below it: alone it says nothing aloud (WCAG 1.1.1)."""
    unit, title, rows = str(item.get("unit")), str(item.get("title")), item.get("rows")
    drawn = [row for row in rows if _number(row.get("value")) is not None]
    return block(
        "chart",
        id=item.id,
        drawing=_axes(drawn, f"chart-{item.id}", title, _about(drawn, unit)),
        title=title,
        unit=unit,
        note=str(item.get("note") or ""),
        heads=HEADS,
        rows=[_table_row(row, unit, citations) for row in rows],
    )


def _table_row(row: Row, unit: str, citations: Citations) -> dict[str, Any]:
    keys = row.get("cite") or []
    mark = citations.cite([keys] if isinstance(keys, str) else keys) if keys else ""
    cells = [_row_words(row, unit), *(row.get(name, "") for name in ("n", "group", "counted"))]
    return {"label": row.get("label", ""), "mark": Markup(mark), "cells": cells}  # noqa: S704


def strip(item: Item) -> str:
    """How far apart the answers of a question lie, where they are numbers of one unit; else
    nothing.
    """
    rows, unit = [], ""
    for answer in item.get("answers"):
        value = answer.get("value")
        if isinstance(value, dict) and _number(value.get("low", value.get("high"))) is not None:
            low = value.get("low", value.get("high"))
            high = value.get("high", value.get("low"))
            label = str(answer.get("answer", ""))
            point = low if low == high else None
            rows.append({"label": label, "low": low, "high": high, "value": point})
            unit = str(value.get("unit") or unit)
    if len(rows) < 2:
        return ""
    title = f"How far apart the answers are, in {unit}"
    drawing = _axes(rows, f"strip-{item.id}", title, _about(rows, unit))
    return block("strip", drawing=drawing, unit=unit)
