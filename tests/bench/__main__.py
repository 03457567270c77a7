"""`make bench`: builds the same pages with several tools in one run, and prints ratios beside the budgets. The seconds are this machine's."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import sites, tools
from tests.bench.picture import draw
from tests.bench.tools import ROOT, Run, Size, surroundings

MIDDLE, LARGE = Size(200, 1000, 4000), Size(1000, 5000, 20000)


def pair(python: Path, work: Path, size: Size, times: int) -> dict[str, Run]:
    """Our macros and the constants, in turn: a machine that slows down slows both."""
    mine = tools.ours(python, work, size)
    first = Run(mine.folder, mine.command, ("site", ".cache")).once()
    mine.once()
    still = tools.constants(python, work, size, mine.folder / "site")
    for _ in range(times):
        still.once()
        mine.once()
    return {
        "Port Handbook, first build": first,
        "Port Handbook": mine,
        "macros that print constants": still,
        "plain MkDocs, no citations": tools.plain(python, work, size).once(),
    }


def alone(python: Path, folder: Path, times: int = 3) -> tuple[float, float]:
    """The layer without an engine: seconds to read the unchanged bibliography, and all the rest for each page, the quickest of several."""
    found = []
    for _ in range(times):
        out = subprocess.run(
            [python, "-m", "tests.bench.layer", folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env=surroundings(folder),
        ).stdout
        found.append(tuple(map(float, out.split())))
    pages = len(list((folder / "docs").glob("p*.md")))
    return min(read for read, _ in found), min(rest for _, rest in found) / pages


def reread(python: Path, work: Path, sources: int) -> float:
    """Seconds to read an unchanged bibliography again in a new process."""
    path = work / "large.bib"
    path.write_text(sites.bibliography(sources), encoding="utf-8")
    code = (
        "import sys, time; from macros.bibliography import read_bibliography as read\n"
        "start = time.perf_counter(); read(sys.argv[1], sys.argv[2]); print(time.perf_counter() - start)"
    )
    runs = [
        subprocess.run(
            [python, "-c", code, path, work / "cache"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env=surroundings(work),
        ).stdout
        for _ in range(5)
    ]
    return min(map(float, runs[1:]))


def told(size: Size, found: dict[str, Run]) -> None:
    """One table."""
    base = found["Port Handbook"].seconds
    print(f"\n{size}\n{'':34} {'seconds':>8} {'MB':>6} {'beside ours':>12}")
    for name, run in found.items():
        print(
            f"{name:34} {run.seconds:8.2f} {run.memory:6.0f} {run.seconds / base:11.2f}x",
            flush=True,
        )


def judged(what: str, value: float, budget: float, most: bool = True) -> bool:
    """One budget; whether it is kept."""
    kept = value <= budget if most else value >= budget
    print(
        f"  {what:78} {value:7.2f}   {'at most' if most else 'at least'} {budget:<5} {'kept' if kept else 'MISSED'}",
        flush=True,
    )
    return kept


def main() -> int:
    """Measure, print, draw. 1 where a budget is missed."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument(
        "--times", type=int, default=5, help="how often the short builds are repeated"
    )
    parser.add_argument("--quick", action="store_true", help="without the site of 1,000 pages")
    parser.add_argument("--picture", default="", help="write the picture here")
    options = parser.parse_args()
    python = tools.environment()
    kept = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        middle = pair(python, work, MIDDLE, options.times)
        middle["mkdocs-bibtex"] = tools.mkdocs_bibtex(python, work, MIDDLE).once()
        middle["what it made, as constants"] = tools.mkdocs_bibtex_constants(
            python, work, MIDDLE, middle["mkdocs-bibtex"]
        ).once()
        middle["Sphinx + sphinxcontrib-bibtex"] = tools.sphinx(python, work, MIDDLE).once()
        told(MIDDLE, middle)
        seconds = {name: run.seconds for name, run in middle.items()}
        mine, still = seconds["Port Handbook"], seconds["macros that print constants"]
        read, each = alone(python, middle["Port Handbook"].folder)
        alone_here = read + each * MIDDLE.pages
        # Two long builds may differ by less than what one of them does: the larger of the two figures counts, against us.
        added = max(mine - still, alone_here)
        theirs = seconds["mkdocs-bibtex"] - seconds["what it made, as constants"]
        print(
            f"\n  what citing adds to a build of the same text: ours {mine - still:.2f} s (alone, without an engine, {alone_here:.2f} s), mkdocs-bibtex {theirs:.1f} s"
        )
        print(
            f"  whole builds: mkdocs-bibtex takes {seconds['mkdocs-bibtex'] / mine:.1f} x ours, {seconds['mkdocs-bibtex'] / seconds['Port Handbook, first build']:.1f} x our first build\n"
        )
        kept += [
            judged("whole build, beside macros that print constants", mine / still, 1.15),
            judged(
                "Sphinx + sphinxcontrib-bibtex, whole build, beside ours",
                seconds["Sphinx + sphinxcontrib-bibtex"] / mine,
                1.8,
                most=False,
            ),
            judged(
                "what mkdocs-bibtex adds to a build, beside ours", theirs / added, 45, most=False
            ),
            judged(
                "seconds to read an unchanged bibliography of 5,000 sources again",
                reread(python, work, LARGE.sources),
                0.1,
            ),
        ]
        if not options.quick:
            large = pair(python, work, LARGE, 1)
            told(LARGE, large)
            growth = (
                large["Port Handbook"].seconds / large["macros that print constants"].seconds
            ) / (mine / still)
            print()
            kept += [
                judged(
                    "cost of a page at 1,000 pages beside 200, beyond what the engine adds",
                    growth,
                    1.2,
                ),
                judged(
                    "cost of a page's citations at 1,000 pages beside 200, without an engine",
                    alone(python, large["Port Handbook"].folder)[1] / each,
                    1.2,
                ),
            ]
        if options.picture:
            Path(options.picture).write_text(
                draw(
                    {
                        name: run.seconds
                        for name, run in middle.items()
                        if name != "what it made, as constants"
                    }
                ),
                encoding="utf-8",
            )
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
