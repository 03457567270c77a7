"""Tiny real sites: a few pages, a few sources, built by the real engine in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support import warm

ROOT = Path(__file__).resolve().parents[2]

BIB = """\
@article{moss2021cava,
  author = {Moss, Jonathan G. and Wu, Olivia and Bodenham, Andrew R. and others},
  title = {Central venous access devices for the delivery of systemic anticancer therapy (CAVA)},
  journal = {The Lancet},
  shortjournal = {Lancet},
  year = {2021},
  volume = {398},
  number = {10298},
  pages = {403--415},
  doi = {10.1016/S0140-6736(21)00766-2},
  evidence = {randomised-trial}
}

@article{smith2020port,
  author = {Smith, Ann B. and Jones, Carl},
  title = {Ports in practice},
  journal = {Journal of Ports},
  year = {2020},
  volume = {5},
  number = {1},
  pages = {1--9},
  pmid = {12345678},
  pmcid = {PMC1234567},
  evidence = {cohort}
}

@online{clinic2024,
  author = {{The Clinic}},
  title = {About your port},
  year = {2024},
  url = {https://example.org/port},
  urldate = {2026-06-16},
  evidence = {review}
}

@book{brown2019,
  author = {Brown, Dee},
  title = {A book of ports},
  publisher = {Press},
  year = {2019},
  evidence = {review}
}
"""

CONFIG = """\
site_name: Tiny
site_url: https://example.org/tiny/
theme: {theme}
strict: true
plugins:
  - search
  - macros:
      modules: [macros]
      on_error_fail: true
      on_undefined: strict
      j2_comment_start_string: "[[~~#"
      j2_comment_end_string: "#~~]]"
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc]
extra:
  citations:
    file: references.bib
"""


# The profile of a project for which every set of rules is on.
EVERY_SET = "rules: [core, citations, accessibility, medical, house-style]\n"


@dataclass
class Built:
    """What a build left behind: exit code, what it said, and where the pages are."""

    code: int
    said: str
    site: Path

    def html(self, page: str = "index.html") -> str:
        """A built page."""
        return (self.site / page).read_text(encoding="utf-8")


def make(
    folder: Path,
    pages: dict[str, str],
    bib: str | bytes | None = BIB,
    config: str | None = None,
    theme: str = "mkdocs",
    data: dict[str, str] | None = None,
) -> Path:
    """Write a project's files. `bib=None` leaves references.bib out."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(
        (config or CONFIG).replace("{theme}", theme), encoding="utf-8"
    )
    if bib is not None:
        (folder / "references.bib").write_bytes(bib if isinstance(bib, bytes) else bib.encode())
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for name, text in (data or {}).items():
        path = folder / "docs" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run(
    folder: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    fresh: bool = False,
) -> subprocess.CompletedProcess:
    """Run `python …` in a project's folder, with this repository's macros to be found; `fresh`: in an interpreter of its own, whatever that takes."""
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "NO_MKDOCS_2_WARNING": "1",
        **(environment or {}),
    }
    if not fresh and warm.possible(arguments, environment or {}):
        return warm.run(folder, list(arguments[1:]), variables)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def build(
    folder: Path,
    *switches: str,
    engine: str = "mkdocs",
    environment: dict[str, str] | None = None,
    fresh: bool = False,
) -> Built:
    """Build a project with an engine."""
    result = run(folder, "-m", engine, "build", *switches, environment=environment, fresh=fresh)
    return Built(result.returncode, result.stdout + result.stderr, folder / "site")
