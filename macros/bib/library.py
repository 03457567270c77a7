"""`references.bib` to `Reference`s: read once, normalised, kept with line numbers, cached by content."""

from __future__ import annotations

import gc
import hashlib
import pickle
import re
import sys
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..model import Diagnostic, Reference
from .normalise import normalise
from .parser import RawEntry, scan

__all__ = ["Bibliography", "read_bibliography"]

# Raised by hand when the meaning of a cached value changes.
CACHE_FORMAT = "6"
_memory: dict[str, tuple[str, Bibliography]] = {}


@dataclass(slots=True)
class Bibliography:
    """All that one .bib file says: its references by key, its raw entries, and what is wrong with it.

    `broken` holds the keys of entries that are there but could not be read.
    """

    path: str
    references: dict[str, Reference] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: frozenset[str] = frozenset()
    raw: bytes = b""
    digest: str = ""

    @property
    def entries(self) -> tuple[RawEntry, ...]:
        """The entries as they stand in the file, unpacked only when a check asks for them."""
        return _unpacked(self.raw) if self.raw else ()


@lru_cache(maxsize=2)
def _unpacked(raw: bytes) -> tuple[RawEntry, ...]:
    return pickle.loads(raw)


def read_bibliography(
    path: str | Path, cache: str | Path | None = None, name: str | None = None
) -> Bibliography:
    """Read a .bib file.

    In: its path; a folder for the cache, or None for none; the name to use in problems. Out: a `Bibliography`, whose
    problems say what could not be read. A file that is absent, empty or not UTF-8 gives one problem, never an exception.
    """
    path = Path(path)
    name = name or path.name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _failed(
            name,
            "bib-absent",
            f"there is no file {name}",
            "the sources of all citations stand in it: restore it, or name the right file under extra: citations: file in mkdocs.yml",
        )
    except OSError as error:
        return _failed(
            name,
            "bib-unreadable",
            f"{name} can't be read ({error.strerror})",
            "check that it is a file and that you may read it",
        )
    digest = hashlib.sha256(
        f"{CACHE_FORMAT}{sys.version_info[:2]}{name}".encode() + data
    ).hexdigest()
    kept = _memory.get(str(path.resolve()))
    if kept and kept[0] == digest:
        return kept[1]
    found = _load(cache, digest) or _parse(data, name, digest, cache)
    _memory[str(path.resolve())] = (digest, found)
    return found


def _failed(name: str, rule: str, message: str, fix: str, line: int = 1) -> Bibliography:
    return Bibliography(name, diagnostics=(Diagnostic(name, line, 1, rule, message, fix),))


def _parse(data: bytes, name: str, digest: str, cache: str | Path | None) -> Bibliography:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _failed(
            name,
            "bib-encoding",
            f"this line holds a character that is not UTF-8 (byte {data[error.start]:#04x})",
            "save the file with the encoding UTF-8",
            line,
        )
    if not text.strip():
        return _failed(
            name,
            "bib-empty",
            f"{name} is empty",
            "restore it from an earlier version; it holds every source",
        )
    entries, diagnostics, broken = scan(text, name)
    references: dict[str, Reference] = {}
    first: dict[str, RawEntry] = {}
    kept: list[RawEntry] = []
    for entry in entries:
        if entry.key in broken:
            continue
        twin = first.get(entry.key.lower())
        if twin:
            diagnostics.append(_duplicate(name, twin, entry))
            broken |= {entry.key} - {
                twin.key
            }  # told here: whoever cites it cites something that is there
            continue
        first[entry.key.lower()] = entry
        kept.append(entry)
    for entry in kept:
        references[entry.key] = normalise(_inherit(entry, first))
    found = Bibliography(
        name,
        references,
        tuple(diagnostics),
        frozenset(broken),
        pickle.dumps(tuple(kept), 5),
        digest,
    )
    _save(cache, digest, found)
    return found


def _duplicate(name: str, twin: RawEntry, entry: RawEntry) -> Diagnostic:
    def gist(raw: RawEntry) -> tuple[str, str]:
        return re.sub(r"\W+", "", raw.get("title").lower()), re.sub(
            r"^.*?10\.", "10.", raw.get("doi").lower()
        )

    ours, theirs = gist(twin), gist(entry)
    same = ours[0] == theirs[0] or (ours[1] and ours[1] == theirs[1])
    cased = (
        ""
        if twin.key == entry.key
        else f' (as "{twin.key}"; keys that differ only in letter case count as one)'
    )
    mend = (
        "they are the same work: delete one of the two"
        if same
        else "they are different works: give one a key of its own and mend the pages that cite it"
    )
    return Diagnostic(
        name,
        entry.line,
        1,
        "bib-duplicate-key",
        f'the key "{entry.key}" stands on line {twin.line} already{cased}',
        mend,
    )


def _inherit(entry: RawEntry, first: dict[str, RawEntry]) -> RawEntry:
    """Give an entry what its `crossref` parent says and it does not (BibTeX; biblatex manual 2.4.1)."""
    parent = first.get(entry.get("crossref").lower()) if entry.get("crossref") else None
    if parent is None or parent is entry:
        return entry
    have = {item.name for item in entry.fields}
    inside = entry.type in (
        "incollection",
        "inproceedings",
        "conference",
        "inbook",
        "suppbook",
        "inreference",
    )
    more = []
    for item in parent.fields:
        name = (
            {"title": "booktitle", "subtitle": "booksubtitle"}.get(item.name, item.name)
            if inside
            else item.name
        )
        if (
            name not in have
            and item.name not in ("crossref", "doi", "pages", "url", "urldate", "note", "keywords")
            and not (inside and item.name == "author")
        ):
            more.append(type(item)(name, item.value, item.line, item.column))
    return RawEntry(entry.type, entry.key, entry.line, entry.end, entry.fields + tuple(more))


def _load(cache: str | Path | None, digest: str) -> Bibliography | None:
    if cache is None:
        return None
    collecting = gc.isenabled()
    gc.disable()  # thousands of small objects at once: the collector would walk them again and again
    try:
        with open(Path(cache) / f"{digest}.pickle", "rb") as file:
            found = pickle.load(file)
        return found if isinstance(found, Bibliography) else None
    except Exception:  # a cache that can't be read is no cache
        return None
    finally:
        if collecting:
            gc.enable()


def _save(cache: str | Path | None, digest: str, found: Bibliography) -> None:
    if cache is None:
        return
    try:
        folder = Path(cache)
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("*.pickle"), key=lambda item: item.stat().st_mtime)[:-4]:
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            pickle.dump(found, file, 5)
        Path(file.name).replace(folder / f"{digest}.pickle")
    except OSError:
        pass  # a read-only disk makes the next run slower, not wrong
