"""`references.bib` to `Reference`s: read once, normalised, with their places, cached by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..cache import code_fingerprint, fingerprint, load, no_collection, pack, save, unpack
from ..model import Diagnostic, Reference
from ..source_text import SourceText, decode, file_bytes
from .identifiers import bare_doi
from .inherit import inherited
from .normalise import normalise
from .packing import References, pack_diagnostic, unpack_diagnostic
from .parser import RawEntry, RawField, scan

_memory: dict[str, Bibliography] = {}


@dataclass
class Bibliography:
    """All that one .bib file says; `broken` are the keys of entries that could not be read."""

    path: str
    references: References = field(default_factory=References)
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: frozenset[str] = frozenset()
    raw: bytes = b""
    digest: str = ""

    @cached_property
    def entries(self) -> tuple[RawEntry, ...]:
        """The entries as they stand in the file, made only when a check asks for them."""
        return tuple(
            RawEntry(kind, key, start, end, tuple(RawField(*item) for item in fields))
            for kind, key, start, end, fields in (unpack(self.raw) if self.raw else ())
        )


def read_bibliography(
    path: str | Path, cache: str | Path | None = None, name: str | None = None
) -> Bibliography:
    """Read a .bib file.

    In: its path; a folder for the cache, or None for none; the name to use in diagnostics. Out: a
    `Bibliography`, whose diagnostics say what could not be read. A file that is absent, empty or
    not UTF-8 gives one, never an exception.
    """
    path = Path(path)
    name = name or path.name
    try:
        data = file_bytes(path)
    except FileNotFoundError:
        fix = (
            "the sources of all citations stand in it: restore it, or name the right file "
            "under extra: citations: file in mkdocs.yml"
        )
        return _failed(name, "bib-absent", f"there is no file {name}", fix)
    except OSError as error:
        what = f"{name} can't be read ({error.strerror})"
        return _failed(
            name, "bib-unreadable", what, "check that it is a file and that you may read it"
        )
    digest = fingerprint(code_fingerprint("bib", "model.py"), name, data)
    place = str(path.resolve())
    kept = _memory.get(place)
    if kept and kept.digest == digest:
        return kept
    with no_collection():
        found = _unpacked(load(Path(cache), digest), name, digest) if cache else None
        found = found or _parse(data, name, digest)
    if cache and found.references and not (Path(cache) / f"{digest}.msgpack").exists():
        save(Path(cache), digest, _packed(found))
    _memory[place] = found
    return found


def _failed(name: str, rule: str, message: str, fix: str, line: int = 1) -> Bibliography:
    return Bibliography(name, diagnostics=(Diagnostic(name, line, 1, rule, message, fix),))


def _parse(data: bytes, name: str, digest: str) -> Bibliography:
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"this line holds a character that is not UTF-8 (byte {data[error.start]:#04x})"
        return _failed(name, "bib-encoding", what, "save the file with the encoding UTF-8", line)
    if not text.strip():
        fix = "restore it from an earlier version; it holds every source"
        return _failed(name, "bib-empty", f"{name} is empty", fix)
    source = SourceText(name, text)
    entries, diagnostics, broken = scan(text, name)
    first: dict[str, RawEntry] = {}
    for entry in entries:
        if entry.key in broken:
            continue
        twin = first.setdefault(entry.key.lower(), entry)
        if twin is not entry:
            diagnostics.append(_duplicate(source, twin, entry))
            # Reported here: whoever cites it cites something that is there.
            broken |= {entry.key} - {twin.key}
    kept = [entry for entry in first.values() if entry.type not in ("xdata", "set")]
    return Bibliography(
        name,
        References().changed(references_of(kept, first, source).values()),
        tuple(diagnostics),
        frozenset(broken),
        pack(kept),
        digest,
    )


def references_of(
    entries: Iterable[RawEntry], among: Mapping[str, RawEntry], source: SourceText | None = None
) -> dict[str, Reference]:
    """The references of entries, with what they take from others; `among` has them by small key."""
    memo: dict[str, dict[str, str]] = {}
    return {
        entry.key: normalise(
            entry.key,
            entry.type,
            inherited(entry, among, memo),
            source.position(entry.start)[0] if source else 1,
        )
        for entry in entries
    }


def _duplicate(source: SourceText, twin: RawEntry, entry: RawEntry) -> Diagnostic:
    titles = [re.sub(r"\W+", "", raw.get("title").lower()) for raw in (twin, entry)]
    dois = [bare_doi(raw.get("doi")).lower() for raw in (twin, entry)]
    same = titles[0] == titles[1] or (dois[0] and dois[0] == dois[1])
    line = source.position(twin.start)[0]
    cased = f' (as "{twin.key}"; keys that differ only in letter case count as one)'
    cased = "" if twin.key == entry.key else cased
    fix = "they are different works: give one a key of its own and fix the pages that cite it"
    fix = "they are the same work: delete one of the two" if same else fix
    what = f'the key "{entry.key}" stands on line {line} already{cased}'
    return source.diagnostic(entry.start, "bib-duplicate-key", what, fix, key=entry.key)


def _packed(found: Bibliography) -> list[object]:
    references = list(found.references.packed.values())
    diagnostics = [pack_diagnostic(diagnostic) for diagnostic in found.diagnostics]
    return [references, diagnostics, sorted(found.broken), found.raw]


def _unpacked(value: Any, name: str, digest: str) -> Bibliography | None:
    """What the cache held; None where it is nothing that `_packed` makes."""
    try:
        packed, diagnostics, broken, raw = value
        references = References(packed)
        problems = tuple(unpack_diagnostic(item) for item in diagnostics)
        if not isinstance(raw, bytes):
            return None
        return Bibliography(name, references, problems, frozenset(broken), raw, digest)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
