"""Values kept between runs: MessagePack (never code), with a fingerprint of their sources.

A file that git tracks is somebody else's and is never read; one that can't be read or written
makes the next run slower, not wrong.
"""

import gc
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgpack

from .history import git

_SUFFIX = ".msgpack"
_HASH = 32  # bytes of a SHA-256, which a file begins with


def fingerprint(*parts: bytes | str) -> str:
    """A name for what a value is made from: any change of a part changes it."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@lru_cache(maxsize=8)
def code_fingerprint(*folders: str) -> str:
    """A name for the version of the code in folders ("bib") and modules ("model.py")."""
    here = Path(__file__).parent
    files = [
        file
        for name in folders
        for file in sorted(here.glob(f"{name}/*.[py][ym]*") if "." not in name else [here / name])
    ]
    return fingerprint(*(file.read_bytes() for file in files))


def load(folder: Path, name: str) -> Any | None:
    """The value that was saved under a fingerprint, or None."""
    path = folder / f"{name}{_SUFFIX}"
    try:
        data = memoryview(path.read_bytes())  # its parts are no copies
        if hashlib.sha256(data[_HASH:]).digest() != data[:_HASH] or tracked(path):
            return None
        return unpack(data[_HASH:])
    except (OSError, ValueError, msgpack.UnpackException):
        return None


def pack(value: Any) -> bytes:
    """A value as bytes, to be read back by `unpack` only where it is asked for."""
    packed: bytes = msgpack.packb(value)
    return packed


def unpack(data: bytes | memoryview) -> Any:
    """The value of `pack`. Raises ValueError for other bytes."""
    return msgpack.unpackb(data, strict_map_key=False, use_list=False)


@contextmanager
def no_collection() -> Iterator[None]:
    """Thousands of small objects are made at once: the collector would walk them all."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def save(folder: Path, name: str, value: Any, keep: int | None = 4) -> None:
    """Save a value of plain data; of older ones only the last few are kept, or (None) all."""
    temporary = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        data = pack(value)
        if keep is not None:
            kept = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda item: item.stat().st_mtime)
            for old in kept[: -keep or None]:
                old.unlink(missing_ok=True)
        for leftover in folder.glob("*.pickle"):  # of versions that kept code
            leftover.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            temporary = file.name
            file.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(folder / f"{name}{_SUFFIX}")
    except (OSError, ValueError):
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def tracked(path: Path) -> bool:
    """Whether git tracks a file, under this name or another; True where git can't be asked."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 (links are not followed: git names the file as it stands)
    root = next((folder for folder in path.parents if (folder / ".git").exists()), None)
    if root is None:
        return False
    below = path.relative_to(root)
    if any((root / part).is_symlink() for part in (below, *below.parents)):
        return True  # a link may lead to what is tracked under another name
    # Some disks ignore the letter case.
    listed = git(root, "ls-files", "--", f":(icase){below.as_posix()}")
    return listed is None or bool(listed.strip())
