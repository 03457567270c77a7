"""No check's time grows with the square of pages, files or lengths."""

import time
from pathlib import Path

import pytest

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from macros.review.substance import substance
from tests.bench.sites import linked
from tests.support.tiny import make


def _seconds(folder: Path) -> float:
    project = load_project(folder)
    started = time.process_time()
    assert all_diagnostics(project)
    return time.process_time() - started


def test_many_pages_are_checked_in_linear_time(tmp_path):
    """How long seven hundred take is measured by `make bench`."""
    _seconds(make(tmp_path / "warm", linked(5, 5)))
    few = _seconds(make(tmp_path / "few", linked(50, 8)))
    many = _seconds(make(tmp_path / "many", linked(350, 8)))
    assert many < 7 * 2 * few + 0.3, (few, many)


def test_one_long_page_is_checked_in_linear_time(tmp_path):
    short = _seconds(make(tmp_path / "short", linked(2, 75)))
    long = _seconds(make(tmp_path / "long", linked(2, 600)))
    assert long < 8 * 2 * short + 0.3, (short, long)


@pytest.mark.parametrize(
    "repeated",
    [
        "{",
        "{{ a(b }} {{",
        "{%a ",
        '{{ cite("moss2021cava") }} 1,000_',
        "10–20°```",
        "<![CDATA[",
        "[a](",
        "| a ",
        "`",
    ],
)
def test_what_is_repeated_on_one_row_is_read_in_linear_time(tmp_path, repeated):
    """All checks, and what a review is held against: twice the text takes about twice the time."""
    times = []
    for turn, size in enumerate((2_000, 30_000, 60_000, 60_000)):
        row = (repeated * size)[:size]
        project = load_project(make(tmp_path / str(turn), {"index.md": f"# A\n\n{row}\n"}))
        started = time.process_time()
        all_diagnostics(project)
        substance(project.pages[0], project)
        times.append(time.process_time() - started)
    assert min(times[2:]) < 3 * times[1] + 0.3, times  # the machine may have paused in one
