"""`make engines`: the whole handbook by MkDocs, ProperDocs and Zensical, and how much of what citing makes is the same."""

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.support.tiny import ROOT, run

ENGINES = ("mkdocs", "properdocs", "zensical")


def citations(html: str) -> dict[str, list[str]]:
    """What must not depend on the engine: the marks as they read, the lists, the anchors."""
    lists = re.findall(r'<ol class="references">.*?</ol>', html, re.S)
    return {
        "marks": [
            re.sub(r"<[^>]+>", "", mark)
            for mark in re.findall(r'<sup class="cite".*?</sup>', html, re.S)
        ],
        "lists": [re.sub(r"\s+", " ", text) for text in lists],
        "anchors": re.findall(r'id="((?:ref|cite|differ)-[^"]+)"', html),
    }


def built(work: Path, engine: str) -> Path:
    """The handbook's own pages, sources and macros, built by an engine in a folder of their own; the site's folder.

    The theme is left out: its templates are Material's for MkDocs, and nothing that citing makes depends on it. Raises RuntimeError with what the engine said.
    """
    folder = work / engine
    folder.mkdir()
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "references.bib", folder)
    config = (
        (ROOT / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("  custom_dir: macros/theme\n", "")
    )
    for name in (
        "mkdocs.yml",
        "properdocs.yml",
    ):  # ours looks for the first, ProperDocs for the second
        (folder / name).write_text(config, encoding="utf-8")
    done = run(folder, "-m", engine, "build")
    if done.returncode:
        raise RuntimeError(f"{engine}: {done.stdout}{done.stderr}")
    return folder / "site"


def pages(site: Path) -> dict[str, dict[str, list[str]]]:
    """What citing made of each page of a site, by the page's address; pages on which it made nothing are left out."""
    found = {
        path.relative_to(site).as_posix(): citations(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    return {name: what for name, what in found.items() if any(what.values())}


def same(
    one: Mapping[str, dict[str, list[str]]], other: Mapping[str, dict[str, list[str]]]
) -> dict[str, tuple[int, int]]:
    """For marks, lists and anchors: how many the first has, and how many of them stand alike in the other."""
    counts = {}
    for what in ("marks", "lists", "anchors"):
        pairs = [
            (mine, theirs)
            for name, page in one.items()
            for mine, theirs in zip(
                page[what],
                [*other.get(name, {what: []})[what], *[None] * len(page[what])],
                strict=False,
            )
        ]
        counts[what] = len(pairs), sum(mine == theirs for mine, theirs in pairs)
    return counts


def main() -> int:
    """Build, compare, print; 1 where anything differs."""
    differs = False
    with tempfile.TemporaryDirectory() as name:
        first: dict = {}
        for engine in ENGINES:
            start = time.perf_counter()
            found = pages(built(Path(name), engine))
            seconds = time.perf_counter() - start
            first = first or found
            counts = same(first, found)
            differs |= found.keys() != first.keys() or any(
                number != alike for number, alike in counts.values()
            )
            told = ", ".join(
                f"{alike} of {number} {what}" for what, (number, alike) in counts.items()
            )
            print(
                f"{engine:11} {len(found):3} pages that cite; {told} as {ENGINES[0]}; {seconds:.1f} s",
                flush=True,
            )
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
