"""Answers of the last hours in a folder, each with its day: an interrupted run goes on where it
stopped.

The files are plain JSON. One that does not belong to its question, is dated in the future, or has
been altered is as good as none;
and where git tracks the folder nothing in it is believed, since a change from elsewhere could have
put it there.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Answer", "Cache"]

# Clocks of two machines are never quite alike.
SLACK = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said in the end: its address, status, some headers, body, and the redirects on
    the way (status, where to).
    """

    url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[tuple[int, str], ...] = ()

    @property
    def kind(self) -> str:
        """The content type, in small letters."""
        return self.headers.get("content-type", "").lower()


class Cache:
    """The kept answers. Without a folder, or with no hours, nothing is kept or read."""

    def __init__(self, folder: Path | None, hours: float = 24) -> None:
        self.folder, self.seconds = folder, hours * 3600
        self._trusted = folder is not None and not _tracked(folder)

    def _file(self, question: str) -> Path:
        name = hashlib.sha256(question.encode(errors="replace")).hexdigest()[:32]
        return (self.folder or Path()) / f"{name}.json"

    def load(self, method: str, url: str) -> Answer | None:
        """The kept answer, where it is fresh, whole, and the answer to this question."""
        if not self._trusted or not self.seconds:
            return None
        question = f"{method} {url}"
        try:
            kept = json.loads(self._file(question).read_text(encoding="utf-8"))
            asked = dt.datetime.fromisoformat(kept["asked"])
            age = (dt.datetime.now(dt.UTC) - asked).total_seconds()
            if not -SLACK <= age <= self.seconds or kept["seal"] != _seal(question, kept):
                return None
            return Answer(
                str(kept["url"]),
                int(kept["status"]),
                {str(name): str(value) for name, value in kept["headers"].items()},
                base64.b64decode(kept["body"]),
                tuple((int(code), str(to)) for code, to in kept["hops"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def save(self, method: str, url: str, answer: Answer) -> None:
        """Keep an answer; a folder that can't be written makes the next run slower, not wrong."""
        if self.folder is None or not self._trusted:
            return
        question = f"{method} {url}"
        kept = {
            "asked": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "url": answer.url,
            "status": answer.status,
            "headers": answer.headers,
            "hops": answer.hops,
            "body": base64.b64encode(answer.body).decode(),
        }
        kept["seal"] = _seal(question, kept)
        file = self._file(question)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = file.with_suffix(".new")
            new.write_text(json.dumps(kept), encoding="utf-8")
            new.replace(file)
        except OSError:
            return


def _seal(question: str, kept: dict[str, object]) -> str:
    told = {name: value for name, value in kept.items() if name != "seal"}
    return hashlib.sha256((question + json.dumps(told, sort_keys=True)).encode()).hexdigest()


def _tracked(folder: Path) -> bool:
    """Whether git tracks anything in a folder; False where there is no git or no repository."""
    try:
        told = subprocess.run(  # noqa: S603 (no shell, our own words)
            ["git", "-C", str(folder), "ls-files", "--", "."],  # noqa: S607
            capture_output=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return told.returncode == 0 and bool(told.stdout.strip())
