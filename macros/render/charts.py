"""Charts drawn at build time as accessible SVG: values with their intervals, each row with its source."""

from __future__ import annotations

from html import escape

from ..content.data import Item
from .citations import Citations, attribute

__all__ = ["chart", "strip"]

WIDTH, LEFT, RIGHT, ROW = 640, 16, 24, 46


def _number(value) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _tell(value: float) -> str:
    return f"{value:g}"


def _scale(low: float, high: float) -> tuple[float, list[float]]:
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


def _axes(rows: list[dict], unit: str, name: str, title: str, about: str) -> str:
    values = [
        number
        for row in rows
        for number in (_number(row.get("value")), _number(row.get("low")), _number(row.get("high")))
        if number is not None
    ]
    top, ticks = _scale(min(values), max(values) or 1)
    height = 30 + ROW * len(rows) + 34

    def x(value: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * value / top, 1)

    parts = [f'<rect width="{WIDTH}" height="{height}" style="fill:var(--fig-paper,#fff)"></rect>']
    for tick in ticks:
        parts.append(
            f'<line x1="{x(tick)}" y1="10" x2="{x(tick)}" y2="{height - 30}" style="stroke:var(--fig-soft,#d8e0e4)"></line>'
        )
        parts.append(
            f'<text x="{x(tick)}" y="{height - 10}" text-anchor="middle" style="fill:var(--fig-ink,#1d2b33)" font-size="15">{_tell(tick)}</text>'
        )
    for number, row in enumerate(rows):
        y = 24 + ROW * number
        low, high, value = (_number(row.get(part)) for part in ("low", "high", "value"))
        parts.append(
            f'<text x="{LEFT}" y="{y}" font-size="16" style="fill:var(--fig-ink,#1d2b33)">{escape(str(row.get("label", "")))}</text>'
        )
        if low is not None and high is not None and high > low:
            parts.append(
                f'<line x1="{x(low)}" y1="{y + 13}" x2="{x(high)}" y2="{y + 13}" stroke-width="4" style="stroke:var(--fig-range,#1f8a8a)"></line>'
            )
            for end in (low, high):
                parts.append(
                    f'<line x1="{x(end)}" y1="{y + 6}" x2="{x(end)}" y2="{y + 20}" stroke-width="2" style="stroke:var(--fig-range,#1f8a8a)"></line>'
                )
        if value is None and low is not None:
            value = low if low == high or high is None else None
        if value is not None:
            parts.append(
                f'<circle cx="{x(value)}" cy="{y + 13}" r="6" style="fill:var(--fig-value,#5b4a8a)"></circle>'
            )
    return (
        f'<svg class="fig chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(about)}</desc>{"".join(parts)}</svg>'
    )


def _row_words(row: dict, unit: str) -> str:
    value, low, high = row.get("value"), row.get("low"), row.get("high")
    text = f"{_tell(float(value))} {unit}" if _number(value) is not None else ""
    if _number(low) is not None and _number(high) is not None:
        span = f"{_tell(float(low))} to {_tell(float(high))}"
        text = (
            f"{text} ({span})"
            if text
            else f"{span} {unit}"
            if low != high
            else f"{_tell(float(low))} {unit}"
        )
    return text


def chart(item: Item, citations: Citations) -> str:
    """A chart with the same figures as a table below it: a chart alone is no text alternative (WCAG 2.2, 1.1.1)."""
    unit, rows = (
        str(item.get("unit")),
        [row for row in item.get("rows") if _number(row.get("value")) is not None],
    )
    name = attribute(f"chart-{item.id}")
    about = "; ".join(f"{row.get('label')}: {_row_words(row, unit)}" for row in rows) + "."
    body = []
    for row in item.get("rows"):
        keys = row.get("cite") or []
        mark = citations.cite([keys] if isinstance(keys, str) else keys) if keys else ""
        cells = (
            row.get("label", ""),
            _row_words(row, unit),
            row.get("n", ""),
            row.get("group", ""),
            row.get("counted", ""),
        )
        body.append(
            "<tr>"
            + "".join(
                f"<td>{escape(str(cell))}{mark if number == 0 else ''}</td>"
                for number, cell in enumerate(cells)
            )
            + "</tr>"
        )
    table = f'<table><thead><tr><th scope="col">Source</th><th scope="col">Figure</th><th scope="col">How many</th><th scope="col">Who</th><th scope="col">What was counted</th></tr></thead><tbody>{"".join(body)}</tbody></table>'
    note = f" {escape(str(item.get('note')))}" if item.get("note") else ""
    return f'<figure class="figure chart-figure" id="{name}">{_axes(rows, unit, name, str(item.get("title")), about)}<figcaption>{escape(str(item.get("title")))}, {escape(unit)}.{note}</figcaption><details class="chart-table"><summary>The figures as a table</summary>{table}</details></figure>'


def strip(item: Item, citations: Citations) -> str:
    """How far apart the answers of a disputed question lie, where they are numbers of one unit; else nothing."""
    rows = []
    unit = ""
    for answer in item.get("answers"):
        value = answer.get("value")
        if isinstance(value, dict) and _number(value.get("low", value.get("high"))) is not None:
            low = value.get("low", value.get("high"))
            high = value.get("high", value.get("low"))
            rows.append(
                {
                    "label": str(answer.get("answer", "")),
                    "low": low,
                    "high": high,
                    "value": low if low == high else None,
                }
            )
            unit = str(value.get("unit") or unit)
    if len(rows) < 2:
        return ""
    name = attribute(f"strip-{item.id}")
    about = "; ".join(f"{row['label']}: {_row_words(row, unit)}" for row in rows) + "."
    return f'<div class="differ-strip" data-search-exclude>{_axes(rows, unit, name, f"How far apart the answers are, in {unit}", about)}<p class="strip-unit">{escape(unit)}</p></div>'
