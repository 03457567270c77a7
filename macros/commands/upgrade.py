"""Bring a handbook to a newer generator, and show what changes."""

import argparse
import difflib
import hashlib
import json
import subprocess
import sys
from pathlib import Path

from ..project import Project
from ..version import VERSION
from . import report
from .init import LOCK, lock_text, owned_files


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when the handbook is up to date, 1 when files of its own differ and were kept."""
    root = project.root.resolve()
    if options.source:
        return _other(Path(options.source), root, options)
    if (root / "macros").resolve() == Path(__file__).resolve().parents[1]:
        return report(
            "This is the handbook's own copy of the generator. Fetch a newer one and say where: "
            "python -m macros upgrade --from FOLDER",
            code=2,
        )
    new, (before, old) = owned_files(), _lock(root)
    kept = []
    changes = 0
    for name in sorted({*new, *old}):
        place, data = root / name, new.get(name)
        have = place.read_bytes() if place.is_file() else None
        if have == data:
            continue
        if have is not None and old.get(name) != hashlib.sha256(have).hexdigest():
            kept.append(name)
            _show(name, have, data, "yours differs, and is kept")
            continue
        changes += 1
        _show(
            name,
            have if options.dry_run else None,
            data if options.dry_run else None,
            _verb(have, data),
        )
        if not options.dry_run:
            _put(place, data)
    if not options.dry_run:
        text = lock_text({name: data for name, data in new.items() if name not in kept})
        (root / LOCK).write_text(text, encoding="utf-8")
    print(
        f"{changes} files {'would be ' if options.dry_run else ''}renewed, {len(kept)} of your own "
        f"kept; generator {before} → {VERSION}. Look at git diff, then: make site && make test"
    )
    return 1 if kept else 0


def _other(source: Path, root: Path, options: argparse.Namespace) -> int:
    """Let the newer generator do it: it knows what it is made of."""
    if not (source / "macros" / "version.py").is_file():
        raise ValueError(f"{source} holds no folder macros with a generator in it")
    command = [sys.executable, "-m", "macros", "-C", str(root), "upgrade"]
    command += ["--dry-run"] if options.dry_run else []
    return subprocess.run(command, cwd=source, check=False).returncode  # noqa: S603 (a fixed command)


def _lock(root: Path) -> tuple[str, dict[str, str]]:
    """The generator's version and the digests of the lock file, none if it can't be read."""
    try:
        lock = json.loads((root / LOCK).read_text(encoding="utf-8"))
        files = lock["files"].items()
        digests = {str(name): str(digest) for name, digest in files if _safe(str(name))}
        return str(lock.get("generator") or "unknown"), digests
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "unknown", {}


def _safe(name: str) -> bool:
    """Whether a name of the lock file lies inside the handbook: the file may have been edited."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _verb(have: bytes | None, data: bytes | None) -> str:
    return "new" if have is None else "removed" if data is None else "renewed"


def _show(name: str, have: bytes | None, data: bytes | None, words: str) -> None:
    print(f"{name}: {words}")
    if have is None or data is None:
        return
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (have, data))
    for line in list(difflib.unified_diff(before, after, "yours", "new", lineterm=""))[:40]:
        print(f"    {line}")


def _put(place: Path, data: bytes | None) -> None:
    if data is None:
        place.unlink()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
