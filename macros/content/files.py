"""The files of a docs folder, as MkDocs walks it: linked ones too, one index a folder."""

import os
import stat
from pathlib import Path

from pathspec.gitignore import GitIgnoreSpec

from ..site_facts import PAGE_ENDINGS


def docs_files(
    docs: Path, hidden: GitIgnoreSpec, more: frozenset[str] = frozenset()
) -> tuple[dict[str, Path], frozenset[str]]:
    """The published files below a folder by path, sorted; and those left out (`hidden`, `more`)."""
    every = dict(sorted(_walk(docs)))
    left_out = set(hidden.match_files(every)) | (more & every.keys())
    for name in every:
        folder, _, file = name.rpartition("/")
        if file.startswith("README.") and file.endswith(PAGE_ENDINGS):
            index = f"{folder}/index.md" if folder else "index.md"
            if index in every and index not in left_out:
                left_out.add(name)
    shown = {name: path for name, path in every.items() if name not in left_out}
    return shown, frozenset(left_out)


def _walk(docs: Path) -> list[tuple[str, Path]]:
    found = []
    seen: set[str] = set()
    for folder, folders, files in os.walk(docs, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()  # a folder that holds a link to itself
            continue
        seen.add(real)
        below = os.path.relpath(folder, docs).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        found += [
            (f"{prefix}{name}", Path(folder, name)) for name in files if _ends(f"{folder}/{name}")
        ]
    return found


def _ends(path: str) -> bool:
    """Whether a file can be read to its end; one that isn't there is told elsewhere."""
    try:
        return stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return True
