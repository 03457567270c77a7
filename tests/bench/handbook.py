"""The handbook itself: what both copies cost, what a page weighs, how soon a change is seen."""

import gzip
import os
import re
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.bench.tools import ROOT, Run, checked, surroundings

TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
LOADED = "link[rel=stylesheet][href], script[src], img[src]"


@dataclass(frozen=True)
class Weights:
    """Bytes of pages as a server compresses them: the documents, and with all that they load at once."""

    documents: list[int]
    whole: list[int]


def copied(work: Path) -> Path:
    """The handbook's sources, to be built apart."""
    folder = work / "handbook"
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "references.bib"):
        shutil.copy(ROOT / name, folder)
    return folder


def built(python: Path, folder: Path, times: int = 3) -> tuple[float, float]:
    """Processor seconds of `make check`, and of `make site`: the checks, both copies, and what is judged of them."""
    check, bundle = checked(python, folder), Run(folder, [python, "-m", "macros", "bundle"], ())
    for _ in range(times):
        check.once()
        bundle.once()
    return check.cpu, check.cpu + bundle.cpu


def weights(site: Path) -> Weights:
    """What the built pages weigh."""
    sizes: dict[Path, int] = {}

    def size(path: Path) -> int:
        if path not in sizes:
            sizes[path] = len(gzip.compress(path.read_bytes(), 9)) if path.is_file() else 0
        return sizes[path]

    documents, whole = [], []
    for path in site.rglob("*.html"):
        nodes = LexborHTMLParser(path.read_text(encoding="utf-8")).css(LOADED)
        addresses = {node.attributes.get("href") or node.attributes["src"] or "" for node in nodes}
        loaded = {(path.parent / one.partition("?")[0]).resolve() for one in addresses}
        documents.append(size(path))
        whole.append(documents[-1] + sum(map(size, loaded)))
    return Weights(sorted(documents), sorted(whole))


def preview(python: Path, folder: Path, times: int = 3) -> tuple[float, float]:
    """Processor seconds of `mkdocs serve` after a change of one page, and after one of references.bib."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [python, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(folder),
    )
    page, sources = folder / "docs" / "clinicians" / "flushing.md", folder / "references.bib"
    title = re.compile(r"(?m)^(\s*title\s*=\s*\{)")
    try:
        _wait(process, "Serving on")
        time.sleep(1)
        return (
            _median(process, page, lambda text: f"{text}\nOne more.\n", times),
            _median(process, sources, lambda text: title.sub(r"\1A ", text, count=1), times),
        )
    finally:
        process.terminate()  # a shell in the background ignores an interrupt
        process.wait(timeout=60)


def _median(
    process: subprocess.Popen[str], path: Path, change: Callable[[str], str], times: int
) -> float:
    found = []
    for _ in range(times):
        before = _spent(process.pid)
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        _wait(process, "Shown after")
        found.append(_spent(process.pid) - before)
    return statistics.median(found)


def _wait(process: subprocess.Popen[str], words: str) -> None:
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if words in line:
            return
    raise SystemExit("mkdocs serve failed:\n" + "".join(said[-20:]))


def _spent(process: int) -> float:
    """User and system time of a process (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK
