"""`make bench`: builds the same pages with several tools in one run, and prints ratios beside the budgets. The seconds are this machine's.

Tools run in turn, so that a machine that slows down slows all of them; medians count, and of the processor's time: what else the machine does
counts less in it than in the clock's. `ours` includes what the menus save: Material draws a menu for each page, and ours a menu for each folder.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import handbook, sites, tools
from tests.bench.picture import draw
from tests.bench.tools import ROOT, Run, Size, surroundings
from tests.support import tiny

MIDDLE, LARGE = Size(200, 1000, 4000), Size(1000, 5000, 20000)
OURS, PLAIN = "Port Handbook", "plain MkDocs, no citations"
SHORT, LONG = "macros that print short constants", "macros that print constants as long"
SPHINX, BIBTEX = "Sphinx + sphinxcontrib-bibtex", "mkdocs-bibtex"


def together(python: Path, work: Path, size: Size, times: int) -> dict[str, Run]:
    """Ours, plain MkDocs and the constants, in turn."""
    mine = tools.ours(python, work, size)
    first = Run(mine.folder, mine.command, ("site", ".cache")).once()
    mine.once()
    found = {
        f"{OURS}, first build": first,
        OURS: mine,
        SHORT: tools.constants(python, work, size),
        LONG: tools.constants(python, work, size, mine.folder / "site"),
        PLAIN: tools.plain(python, work, size),
    }
    mine.runs.clear()  # the first one only made what the long constants are measured by
    mine.processor.clear()
    for _ in range(times):
        for name in (OURS, SHORT, LONG, PLAIN):
            found[name].once()
    return found


def alone(python: Path, folder: Path, times: int = 3) -> tuple[float, float]:
    """The layer without an engine: seconds to read the unchanged bibliography, and all the rest for each page."""
    found = []
    for _ in range(times):
        command = [python, "-m", "tests.bench.layer", folder]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True, env=surroundings(folder)
        )
        found.append(tuple(map(float, done.stdout.split())))
    pages = len(list((folder / "docs").glob("p*.md")))
    return (
        statistics.median(read for read, _ in found),
        statistics.median(rest for _, rest in found) / pages,
    )


def reread(python: Path, work: Path, sources: int) -> float:
    """Seconds of CPU to read an unchanged bibliography again in a new process."""
    path = work / "large.bib"
    path.write_text(sites.bibliography(sources), encoding="utf-8")
    code = (
        "import sys, time; from macros.bib.library import read_bibliography as read\n"
        "start = time.process_time(); read(sys.argv[1], sys.argv[2]); print(time.process_time() - start)"
    )
    command = [python, "-c", code, path, work / "cache"]
    runs = [
        subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True, env=surroundings(work)
        ).stdout
        for _ in range(6)
    ]
    return statistics.median(map(float, runs[1:]))


def pruned(python: Path, work: Path, size: Size) -> tuple[float, float]:
    """What a menu of which each page holds only the open part saves: seconds with and without it, on plain pages in folders of twenty."""
    seconds = []
    for name, feature in (("whole", ""), ("pruned", "[navigation.prune]")):
        run = tools.plain(python, work / name, size)
        docs = run.folder / "docs"
        for number, page in enumerate(sorted(docs.glob("p*.md"))):
            folder = docs / f"part{number // 20:02}"
            folder.mkdir(exist_ok=True)
            page.rename(folder / page.name)
        config = run.folder / "mkdocs.yml"
        theme = f"theme: {{name: material, features: {feature or '[]'}}}"
        config.write_text(config.read_text().replace("theme: material", theme))
        seconds.append(run.once().seconds)
    return seconds[0], seconds[1]


def many(python: Path, work: Path, pages: int = 700, times: int = 3) -> float:
    """Seconds of CPU that `check` takes for a project of so many pages, half of whose links are dead."""
    run = tools.checked(python, tiny.make(work / "linked", sites.linked(pages, 8)))
    for _ in range(times):
        run.once()
    return run.cpu


def told(size: Size, found: dict[str, Run]) -> None:
    """One table."""
    base = found[OURS].cpu
    print(f"\n{size}\n{'':36} {'seconds':>8} {'CPU':>6} {'MB':>6} {'beside ours':>12}")
    for name, run in found.items():
        print(
            f"{name:36} {run.seconds:8.2f} {run.cpu:6.1f} {run.memory:6.0f} {run.cpu / base:11.2f}x",
            flush=True,
        )
    print()


def judged(what: str, value: float, budget: float, most: bool = True) -> bool:
    """One budget; whether it is kept."""
    kept = value <= budget if most else value >= budget
    print(
        f"  {what:74} {value:7.2f}   {'at most' if most else 'at least'} {budget:<5} {'kept' if kept else 'MISSED'}",
        flush=True,
    )
    return kept


def middle(python: Path, work: Path, times: int, others: bool) -> tuple[list[bool], dict[str, Run]]:
    """200 pages, beside the engine alone and beside other tools."""
    found = together(python, work, MIDDLE, times)
    if others:
        found[BIBTEX] = tools.mkdocs_bibtex(python, work, MIDDLE).once()
        found[SPHINX] = tools.sphinx(python, work, MIDDLE).once()
    told(MIDDLE, found)
    seconds = {name: run.cpu for name, run in found.items()}
    mine = seconds[OURS]
    kept = [
        judged("ours beside plain MkDocs", mine / seconds[PLAIN], 2.0),
        judged("ours beside short constants", mine / seconds[SHORT], 0.95),
        judged("ours beside constants as long as ours", mine / seconds[LONG], 0.95),
        judged("seconds to read 5,000 sources again", reread(python, work, LARGE.sources), 0.1),
    ]
    if others:
        kept += [
            judged("Sphinx + sphinxcontrib-bibtex beside ours", seconds[SPHINX] / mine, 13, False),
            judged("mkdocs-bibtex, whole build, beside ours", seconds[BIBTEX] / mine, 9, False),
        ]
    return kept, found


def large(python: Path, work: Path, small: dict[str, Run]) -> list[bool]:
    """1,000 pages: how a page's cost and the memory grow."""
    found = together(python, work, LARGE, 1)
    told(LARGE, found)
    each = {
        size: (run[OURS].cpu - run[PLAIN].cpu) / size.pages
        for size, run in ((MIDDLE, small), (LARGE, found))
    }
    layer = [alone(python, run[OURS].folder)[1] for run in (small, found)]
    whole, part = pruned(python, work, LARGE)
    print(
        f"  the engine's own menu, {LARGE.pages} plain pages in folders of 20: {whole:.1f} s, "
        f"with navigation.prune {part:.1f} s"
    )
    return [
        judged(
            "what a page costs beyond plain, 1,000 pages beside 200",
            each[LARGE] / each[MIDDLE],
            1.05,
        ),
        judged("the same without an engine", layer[1] / layer[0], 1.05),
        judged("memory beside plain MkDocs", found[OURS].memory / found[PLAIN].memory, 1.3),
    ]


def own(python: Path, work: Path) -> list[bool]:
    """The handbook itself."""
    folder = handbook.copied(work)
    check, site = handbook.built(python, folder)
    weights = handbook.weights(folder / "site")
    page, sources = handbook.preview(python, folder)
    print()
    return [
        judged("make check: seconds of CPU", check, 1.5),
        judged("check of 700 pages of another project: seconds of CPU", many(python, work), 8),
        judged("make site, checks and both copies: seconds of CPU", site, 9),
        judged(
            "a page's document, compressed, median: kB",
            statistics.median(weights.documents) / 1000,
            13,
        ),
        judged("the longest: kB", weights.documents[-1] / 1000, 60),
        judged(
            "a page with all that it loads, median: kB",
            statistics.median(weights.whole) / 1000,
            120,
        ),
        judged("the heaviest: kB", weights.whole[-1] / 1000, 145),
        judged("preview of one changed page: seconds of CPU", page, 2),
        judged("preview of changed sources: seconds of CPU", sources, 2),
    ]


def main() -> int:
    """Measure, print, draw. 1 where a budget is missed."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--times", type=int, default=5, help="how often short builds are repeated")
    parser.add_argument("--quick", action="store_true", help="without the site of 1,000 pages")
    parser.add_argument("--alone", action="store_true", help="without other tools")
    parser.add_argument("--picture", default="", help="write the picture here")
    options = parser.parse_args()
    python = tools.environment()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        kept, found = middle(python, work, options.times, not options.alone)
        if not options.quick:
            kept += large(python, work, found)
        kept += own(python, work)
        if options.picture:
            picture = draw({name: run.cpu for name, run in found.items()})
            Path(options.picture).write_text(picture, encoding="utf-8")
    print(f"\n{time.perf_counter() - start:.0f} seconds")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
