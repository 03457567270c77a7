"""Answers of the last hours in a folder, each with its day: an interrupted run goes on where it
stopped.

One that does not belong to its question, is dated in the future, has been altered, or is a file
that git tracks is as good as none.
"""

from __future__ import annotations

import json
import time
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from ..cache import fingerprint, load, save

__all__ = ["Answer", "Cache"]

# Clocks of two machines are never quite alike.
SLACK = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said in the end, and the redirects on the way (status, where to)."""

    url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[tuple[int, str], ...] = ()

    @property
    def kind(self) -> str:
        """The content type, in small letters."""
        return self.headers.get("content-type", "").lower()

    def whole(self) -> bytes:
        """The body of a good answer. Raises ValueError for any other status."""
        if self.status != 200:
            raise ValueError(f"status {self.status}")
        return self.body

    def json(self) -> Any:
        """What a good answer says. Raises ValueError for another status, and for no JSON."""
        try:
            return json.loads(self.whole())
        except json.JSONDecodeError:
            raise ValueError("no JSON") from None


class Cache:
    """The kept answers. Without a folder, or with no hours, nothing is kept or read."""

    def __init__(self, folder: Path | None, hours: float = 24) -> None:
        self.folder, self.seconds = folder, hours * 3600

    def load(self, method: str, url: str) -> Answer | None:
        """The kept answer, where it is fresh, whole, and the answer to this question."""
        if self.folder is None or not self.seconds:
            return None
        kept: Any = load(self.folder, fingerprint(method, url))
        try:
            asked, question, (where, status, headers, body, hops) = kept
            fresh = -SLACK <= time.time() - asked <= self.seconds
            if not fresh or question != (method, url):
                return None
            said = {str(name): str(value) for name, value in headers.items()}
            steps = tuple((int(code), str(to)) for code, to in hops)
            return Answer(str(where), int(status), said, bytes(body), steps)
        except (TypeError, ValueError, AttributeError):
            return None

    def save(self, method: str, url: str, answer: Answer) -> None:
        """Keep an answer; a folder that can't be written makes the next run slower, not wrong."""
        if self.folder is not None:
            kept = [time.time(), [method, url], astuple(answer)]
            save(self.folder, fingerprint(method, url), kept, keep=None)
