"""Rules over text: sixteen times the text takes about sixteen times the time, whatever is repeated."""

from pathlib import Path
from time import process_time

import pytest

from macros.checks.pages.assets import NAME
from macros.checks.pages.pasted import PASTED
from macros.checks.runner import all_checks
from macros.engine.inspect import load_project
from tests.support.tiny import make

MODULES = """
    accessibility alt_text html_tags boxes lists tables placeholders pasted units temperatures
    amounts
""".split()
REPEATED = [
    "\u200b",
    "in\u200b",
    "1,",
    "5-10 ",
    "38 °C ",
    "38 °C 101 °F ",
    "**a ",
    "<a ",
    "<div>\n",
    "<pre>",
    "</b>",
    "http://a ",
    "![](a.png) ",
    "[here](a.md) ",
    "| a ",
    "| a |\n",
    "- a\n",
    " - a\n",
    "• a\n",
    "a\tb\n",
    "!!! note\n",
    "TODO ",
    "DO NOT ",
    "Give 5 mL. ",
    'Give 5 mL.{{ cite("clinic2024") }}\n\n',
    "**a**\n\n",
    "â€™",
    "<!-- ",
    "{#a} ",
    "(",
    "U.",
]


def seconds(folder: Path, text: str) -> float:
    """The time that the rules take for a page of some text, its reading left out."""
    project = load_project(make(folder, {"index.md": f"# A\n\n{text}\n"}))
    page = project.pages[0]
    assert page.document.clean
    assert page.pieces is not None
    checks = [one for one in all_checks() if one.module.rpartition(".")[2] in MODULES]
    start = process_time()
    for one in checks:
        for _ in one.run(page, project) if one.scope == "page" else one.run(project):
            pass
    return process_time() - start


@pytest.mark.parametrize("repeated", REPEATED)
def test_sixteen_times_the_text_takes_no_forty_times_the_time(
    tmp_path: Path, repeated: str
) -> None:
    few = min(seconds(tmp_path / str(turn), repeated * 500) for turn in range(2))
    many = min(seconds(tmp_path / f"many{turn}", repeated * 8_000) for turn in range(2))
    assert many < 40 * max(few, 0.005)


def test_a_drawing_of_one_long_word_is_read_in_linear_time(tmp_path: Path) -> None:
    times = []
    for number, length in enumerate((20_000, 400_000)):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{"a" * length}</text></svg>'
        folder = make(tmp_path / str(number), {"index.md": "# A\n\n![a](a.svg)\n", "a.svg": svg})
        project = load_project(folder)
        checks = [one for one in all_checks() if one.module.endswith((".drawings", ".assets"))]
        start = process_time()
        assert [found for one in checks for found in one.run(project)] == []
        times.append(process_time() - start)
    assert times[1] < 50 * max(times[0], 0.01)


def test_many_files_are_looked_for_in_one_reading(tmp_path: Path) -> None:
    times = []
    for number, count in enumerate((100, 2_000)):
        pages = {f"made/file-{index}.html": f"file-{index + 1}.png" for index in range(count)}
        pages |= {f"made/file-{index}.png": b"GIF89a\1\0\1\0" for index in range(1, count + 1)}
        project = load_project(make(tmp_path / str(number), {"index.md": "# A\n", **pages}))
        check = next(one for one in all_checks() if getattr(one.run, "__name__", "") == "assets")
        start = process_time()
        assert not [one for one in check.run(project) if one.rule == "asset-unused"]
        times.append(process_time() - start)
    assert times[1] < 50 * max(times[0], 0.01)


@pytest.mark.parametrize("pattern", [PASTED.regex, NAME], ids=["pasted", "name"])
def test_one_long_word_is_read_in_linear_time(pattern):
    start = process_time()
    list(pattern.finditer("<a" + "1e999" * 20_000))
    assert process_time() - start < 1
