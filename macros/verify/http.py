"""Polite requests: one at a time, spaced by host, retried with patience, named by who asks, remembered for a day."""

from __future__ import annotations

import base64
import datetime
import hashlib
import http.client
import json
import socket
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

__all__ = ["Answer", "Cache", "Fetcher", "NoAnswer"]

LARGEST = 5_000_000
HOPS = 8
# RFC 9110, 15.4: what has moved for good, and what only for now.
PERMANENT, TEMPORARY = (301, 308), (302, 303, 307)
AGAIN = (408, 425, 429, 500, 502, 503, 504)


class NoAnswer(Exception):
    """A question that got no usable answer, in words. It says nothing about the source that was asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said in the end: the address it came from, its status, some headers, its body, and the redirects on the way."""

    url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """The body as text, whatever its bytes."""
        return self.body.decode("utf-8", errors="replace")


class Cache:
    """Answers of the last hours in a folder, each with its date: an interrupted run goes on where it stopped."""

    def __init__(self, folder: Path | None, hours: float = 24) -> None:
        self.folder, self.seconds = folder, hours * 3600

    def _file(self, method: str, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(f'{method} {url}'.encode()).hexdigest()[:32]}.json"

    def load(self, method: str, url: str) -> Answer | None:
        """The kept answer, where it is fresh enough."""
        if self.folder is None or not self.seconds:
            return None
        try:
            kept = json.loads(self._file(method, url).read_text(encoding="utf-8"))
            asked = datetime.datetime.fromisoformat(kept["asked"])
            if (
                kept["question"] != f"{method} {url}"
                or (datetime.datetime.now(datetime.UTC) - asked).total_seconds() > self.seconds
            ):
                return None
            return Answer(
                kept["url"],
                kept["status"],
                kept["headers"],
                base64.b64decode(kept["body"]),
                tuple((code, to) for code, to in kept["hops"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, method: str, url: str, answer: Answer) -> None:
        """Keep an answer; a folder that can't be written makes the next run slower, not wrong."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = self._file(method, url).with_suffix(".new")
            new.write_text(
                json.dumps(
                    {
                        "question": f"{method} {url}",
                        "asked": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                        "url": answer.url,
                        "status": answer.status,
                        "headers": answer.headers,
                        "hops": answer.hops,
                        "body": base64.b64encode(answer.body).decode(),
                    }
                ),
                encoding="utf-8",
            )
            new.replace(new.with_suffix(".json"))
        except OSError:
            pass


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None  # redirects are followed below, one by one, so that they can be told


class Fetcher:
    """Asks servers. `pauses` holds the seconds between two requests to one host; others wait `pause`."""

    def __init__(
        self,
        agent: str,
        cache: Cache,
        *,
        timeout: float = 20,
        tries: int = 4,
        backoff: float = 2,
        pause: float = 1,
        patience: float = 120,
    ) -> None:
        (
            self.agent,
            self.cache,
            self.timeout,
            self.tries,
            self.backoff,
            self.pause,
            self.patience,
        ) = agent, cache, timeout, tries, backoff, pause, patience
        self.pauses: dict[str, float] = {}
        self.asked = 0
        self._last: dict[str, float] = {}
        self._opener = urllib.request.build_opener(_Stay)

    def ask(self, url: str, *, method: str = "GET", accept: str = "*/*", usable=None) -> Answer:
        """The answer of a server, redirects followed.

        `usable(answer)` raises ValueError for an answer that can't be right: it is asked for again, and never kept. Raises NoAnswer.
        """
        kept = self.cache.load(method, url)
        if kept is not None:
            return kept
        why = ""
        for attempt in range(self.tries):
            wait = self.backoff * 2**attempt
            try:
                answer = self._followed(method, url, accept)
                if answer.status not in AGAIN:
                    if usable is not None:
                        usable(answer)
                    if answer.status < 500:
                        self.cache.save(method, url, answer)
                    return answer
                why = f"{_host(url)} answered {answer.status}" + (
                    " (too many requests)" if answer.status == 429 else ""
                )
                told = _retry_after(answer.headers.get("retry-after", ""))
                if told is not None:
                    if told > self.patience:
                        raise NoAnswer(f"{why}, and asks to wait {round(told)} seconds")
                    wait = max(told, 0)
            except ValueError as error:
                why = f"{_host(url)} sent something that can't be read ({error})"
            except (OSError, http.client.HTTPException) as error:
                why = f"{_host(url)} {_words(error)}"
            if attempt + 1 < self.tries:
                time.sleep(wait)
        raise NoAnswer(why)

    def _followed(self, method: str, url: str, accept: str) -> Answer:
        hops: list[tuple[int, str]] = []
        here = url
        while True:
            answer = self._once(method, here, accept)
            target = answer.headers.get("location", "")
            if answer.status not in PERMANENT + TEMPORARY or not target:
                return Answer(here, answer.status, answer.headers, answer.body, tuple(hops))
            here = urljoin(here, target.strip()).split("#")[0]
            if urlsplit(here).scheme not in ("http", "https"):
                raise ValueError(f"it leads to {here[:60]}")
            hops.append((answer.status, here))
            if len(hops) > HOPS:
                raise ValueError("it leads from one address to the next without end")

    def _once(self, method: str, url: str, accept: str) -> Answer:
        host = _host(url)
        pause = self.pauses.get(host, self.pause)
        due = self._last.get(host, -1e9) + pause - time.monotonic()
        if due > 0:
            time.sleep(due)
        request = urllib.request.Request(
            url, method=method, headers={"User-Agent": self.agent, "Accept": accept}
        )
        self.asked += 1
        try:
            try:
                response = self._opener.open(request, timeout=self.timeout)
            except urllib.error.HTTPError as error:
                response = error
            with response:
                headers = {
                    name.lower(): value
                    for name, value in response.headers.items()
                    if name.lower()
                    in (
                        "content-type",
                        "location",
                        "retry-after",
                        "x-rate-limit-limit",
                        "x-rate-limit-interval",
                    )
                }
                body = b"" if method == "HEAD" else self._read(response)
                self._slow_down(host, headers)
                return Answer(url, response.status, headers, body)
        finally:
            self._last[host] = time.monotonic()

    def _read(self, response) -> bytes:
        """The body, up to a limit of size and of time: a server that drips for ever is one that does not answer."""
        until, parts, size = time.monotonic() + 3 * self.timeout, [], 0
        while size < LARGEST:
            part = response.read1(65536) if hasattr(response, "read1") else response.read(65536)
            if not part:
                break
            parts.append(part)
            size += len(part)
            if time.monotonic() > until:
                raise TimeoutError
        return b"".join(parts)

    def _slow_down(self, host: str, headers: dict[str, str]) -> None:
        """Crossref names its present limit in each answer (REST API documentation, "Rate limits")."""
        try:
            limit, interval = (
                float(headers["x-rate-limit-limit"]),
                float(headers["x-rate-limit-interval"].rstrip("s ")),
            )
        except (KeyError, ValueError):
            return
        if limit > 0:
            self.pauses[host] = max(self.pauses.get(host, self.pause), min(interval / limit, 60))


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2] or url[:40]


def _retry_after(value: str) -> float | None:
    """Seconds, from either form of the header (RFC 9110, 10.2.3)."""
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return (
        max(
            0.0,
            (when - datetime.datetime.now(when.tzinfo or datetime.UTC)).total_seconds(),
        )
        if when.tzinfo
        else None
    )


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, (TimeoutError, socket.timeout)):
        return "did not answer in time"
    if isinstance(reason, socket.gaierror):
        return "can't be found (no such host, or no network)"
    if isinstance(reason, ssl.SSLError):
        return "has no valid certificate"
    if isinstance(reason, ConnectionRefusedError):
        return "refused the connection"
    return "broke off the connection"
