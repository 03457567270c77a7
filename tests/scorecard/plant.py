"""A planted fault, or a clean neighbour of one: what is changed in the small site, and what the checks must then say.

A plant says where its fault must be found by the sign ▸ in the text that it puts there: the sign itself is never written. A
plant without that sign names its place in `at`; a clean neighbour has none and must leave the whole site silent.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from macros.checks.fixes import fix_files
from macros.commands.check import everything
from macros.engine.inspect import load_project
from macros.model import Diagnostic

__all__ = [
    "MARK",
    "Outcome",
    "Plant",
    "add",
    "before_references",
    "clean",
    "fault",
    "folder",
    "judge",
    "look",
    "one_day",
    "recode",
    "remove",
    "swap",
    "untouched",
    "write",
]

SITE = Path(__file__).parent / "site"
MARK = "▸"
DAY = "1780272000"  # 1 June 2026
Edit = Callable[[Path], list[str]]


@dataclass(frozen=True, slots=True)
class Plant:
    """One change to the small site. `rule` is what must be told (of a clean neighbour: what it is near to); `at` the "path:line"s."""

    rule: str
    name: str
    edits: tuple[Edit, ...]
    at: tuple[str, ...] = ()
    silent: bool = False
    mends: bool | None = None
    besides: tuple[str, ...] = ()
    look: Callable[[Path], list[Diagnostic]] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks made of a plant. `mended` is None where nothing mechanical was offered."""

    found: bool
    placed: bool
    mended: bool | None
    false: tuple[Diagnostic, ...]


def fault(
    rule: str,
    name: str,
    *edits: Edit,
    at: str | Iterable[str] = (),
    mends: bool | None = None,
    besides: Iterable[str] = (),
    look=None,
) -> Plant:
    """A fault. `mends` says that `check --fix` must make the site clean (None: as it comes); `besides` names rules that may speak too."""
    return Plant(
        rule,
        name,
        edits,
        (at,) if isinstance(at, str) else tuple(at),
        mends=mends,
        besides=tuple(besides),
        look=look,
    )


def clean(rule: str, name: str, *edits: Edit, besides: Iterable[str] = (), look=None) -> Plant:
    """A neighbour of a fault that is right as it stands; `besides` names rules that may speak."""
    return Plant(rule, name, edits, silent=True, besides=tuple(besides), look=look)


def swap(path: str, old: str, new: str, count: int = 1) -> Edit:
    """Replace text that the file must hold."""

    def edit(root: Path) -> list[str]:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        return _write(file, path, text.replace(old, new, count))

    return edit


def add(path: str, text: str) -> Edit:
    """Append text to a file."""
    return lambda root: _write(root / path, path, (root / path).read_text(encoding="utf-8") + text)


def write(path: str, text: str | bytes) -> Edit:
    """Write a whole file; bytes as they are."""
    return lambda root: _write(root / path, path, text)


def recode(path: str, change: Callable[[bytes], bytes]) -> Edit:
    """Change a file's bytes."""

    def edit(root: Path) -> list[str]:
        (root / path).write_bytes(change((root / path).read_bytes()))
        return []

    return edit


def remove(path: str) -> Edit:
    """Delete a file."""

    def edit(root: Path) -> list[str]:
        (root / path).unlink()
        return []

    return edit


def folder(path: str) -> Edit:
    """Put a folder where a file is looked for."""

    def edit(root: Path) -> list[str]:
        (root / path).unlink(missing_ok=True)
        (root / path).mkdir(parents=True)
        return []

    return edit


def before_references(path: str, text: str) -> Edit:
    """Put a paragraph before the references of a page."""
    return swap(path, "\n## References", f"\n{text}\n\n## References")


def _write(file: Path, path: str, text: str | bytes) -> list[str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        file.write_bytes(text)
        return []
    places = [f"{path}:{number}" for number, row in enumerate(text.split("\n"), 1) if MARK in row]
    file.write_text(text.replace(MARK, ""), encoding="utf-8", newline="")
    return places


def look(root: Path) -> list[Diagnostic]:
    """What the checks say of a site."""
    return everything(load_project(root))


@contextmanager
def one_day() -> Iterator[None]:
    """The same day for ever (SOURCE_DATE_EPOCH): a page of the small site must not become overdue."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = DAY
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def untouched(root: Path) -> list[Diagnostic]:
    """What the checks say of the small site as it is: nothing."""
    shutil.copytree(SITE, root)
    with one_day():
        return look(root)


def judge(plant: Plant, root: Path) -> Outcome:
    """Plant the fault in a fresh copy of the small site at `root`, and hear what the checks say."""
    shutil.copytree(SITE, root)
    with one_day():
        return _judge(plant, root)


def _judge(plant: Plant, root: Path) -> Outcome:
    wanted = list(plant.at)
    for edit in plant.edits:
        wanted += edit(root)
    hear = plant.look or look
    diagnostics = hear(root)
    if plant.silent:
        heard = tuple(one for one in diagnostics if one.rule not in plant.besides)
        return Outcome(True, True, None, heard)
    ours = [diagnostic for diagnostic in diagnostics if diagnostic.rule == plant.rule]
    places = {f"{diagnostic.path}:{diagnostic.line}" for diagnostic in ours}
    others = tuple(
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.rule != plant.rule and diagnostic.rule not in plant.besides
    )
    extra = tuple(
        diagnostic for diagnostic in ours if f"{diagnostic.path}:{diagnostic.line}" not in wanted
    )
    doubled = tuple(ours[len(wanted) :]) if not extra else ()
    return Outcome(
        bool(ours),
        bool(wanted) and set(wanted) == places,
        _mend(plant, root, hear, diagnostics),
        others + extra + doubled,
    )


def _mend(plant: Plant, root: Path, hear, diagnostics: list[Diagnostic]) -> bool | None:
    offered = any(diagnostic.edit for diagnostic in diagnostics if diagnostic.rule == plant.rule)
    if not offered:
        return False if plant.mends else None
    for _ in range(9):
        if not fix_files(
            diagnostics,
            lambda path: (root / path).read_bytes(),
            lambda path, data: (root / path).write_bytes(data),
        ):
            break
        diagnostics = hear(root)
    return not any(
        diagnostic.edit or diagnostic.rule not in plant.besides for diagnostic in diagnostics
    )
