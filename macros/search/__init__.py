"""The search: what the built index gains, and the script that ranks in the reader's browser.

Material's search stays: its dialog, its list, its keys, its highlighting, its index file. Two
parts are changed after the build:

- The index gains, page by page and heading by heading, the words of the glossary and of the pages'
  `aliases`, the audience and the weight of a page, and the everyday words of data/search.yml. None
  of it is text of a page, so that none of it can be shown in a teaser.
- The worker that ranks is replaced by ours (browser/*.mjs, joined into the file that the theme
  names). Material's lunr can't do what is asked here: it has no edit distance against its own terms
  that also ranks, joins no words, knows no audience, and requires either every word or none. The
  messages between page and worker are Material's own: the rest of the theme needs no change.

A site that is built by an engine without build hooks keeps that engine's own search.
"""

import json
from pathlib import Path
from typing import Any

from ..project import Project
from ..theme.scripts import join
from .enriching import enriched
from .settings import read_settings

WORKER = Path(__file__).parent / "browser" / "worker.mjs"


def worker() -> str:
    """The ranking worker: one script, since a worker on file:// can't load a second one."""
    return join(WORKER)


def _write(path: Path, opening: str, index: dict[str, Any]) -> None:
    """Write the index an entry at a time: as one text it would be held twice beside itself."""

    def dumped(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    with path.open("w", encoding="utf-8") as file:
        file.write(f'{opening}{{"config":{dumped(index["config"])},"docs":[')
        for number, doc in enumerate(index["docs"]):
            file.write(f"{',' if number else ''}{dumped(doc)}")
        file.write("]}")


def help_words(project: Project) -> str:
    """Whom to call, in the words of shared facts: it is shown above the results of an alarm."""
    facts = [project.data.facts.get(name) for name in read_settings(project).help_facts]
    return " ".join(f"{fact.get('text')}." for fact in facts if fact)


def teach_search(project: Project, site: Path) -> None:
    """Enrich the built index, and put our worker in the place of Material's.

    A site without Material's search is left alone.
    """
    path = site / "search" / "search_index.json"
    workers = sorted((site / "assets" / "javascripts" / "workers").glob("search.*.min.js"))
    if not path.is_file() or not workers:
        return
    index = enriched(json.loads(path.read_text(encoding="utf-8")), project, read_settings(project))
    _write(path, "", index)
    # The offline plugin writes this copy before or after us: both ways it must be the enriched one.
    script = path.with_suffix(".js")
    if script.is_file():
        _write(script, "var __index = ", index)
    for file in workers:
        file.write_text(worker(), encoding="utf-8")
    for file in (site / "assets" / "javascripts" / "workers").glob("search.*.min.js.map"):
        file.unlink()
