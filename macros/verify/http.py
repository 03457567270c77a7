"""Polite requests: spaced by host, retried with patience, named by who asks, remembered for a day.

`requests` follows redirects and urllib3's `Retry` waits as RFC 9110 (10.2.3, Retry-After) asks;
what is left to do here is the pause between two requests, limits of size and time, the words for
what went wrong, and noticing that there is no network at all.
"""

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.util.retry import Retry

from ..cache import fingerprint, load, save
from ..urls import address_parts

LARGEST = 10_000_000
REDIRECTS = 8
AGAIN = (408, 425, 429, 500, 502, 503, 504)
# Beyond so many points a host is left alone for the rest of the run: two for no answer at all, one
# for a status of AGAIN.
SILENT = 6
# Whether there is a network must be known within ten seconds.
PROBE = 8.0
KEPT_HEADERS = ("content-type", "x-rate-limit-limit", "x-rate-limit-interval")
# What a reader of a foreign answer may raise: never a reason to lose the run.
UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError)

# Clocks of two machines are never quite alike.
SLACK = 60

Read = TypeVar("Read")


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
            headers = {str(name): str(value) for name, value in headers.items()}
            steps = tuple((int(code), str(to)) for code, to in hops)
            return Answer(str(where), int(status), headers, bytes(body), steps)
        except (TypeError, ValueError, AttributeError):
            return None

    def save(self, method: str, url: str, answer: Answer) -> None:
        """Keep an answer; a folder that can't be written makes the next run slower, not wrong."""
        if self.folder is not None:
            kept = [time.time(), [method, url], astuple(answer)]
            save(self.folder, fingerprint(method, url), kept, keep=None)


class NoAnswer(Exception):  # noqa: N818 (it is no error of ours)
    """A question that got no usable answer, in words: it says nothing about the source."""


class TooLarge(NoAnswer):
    """An answer beyond the limit: a batch can be asked for in parts."""


class NoNetwork(Exception):  # noqa: N818
    """None of the services can be reached: going on would only find every source silent."""


class _Patient(Retry):
    """Retry that gives up where a server asks to wait longer than `patience` seconds."""

    patience = 120.0

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        wait = self.get_retry_after(response)
        if wait and wait > self.patience:
            raise NoAnswer(f"answered {response.status}, and asks to wait {round(wait)} seconds")
        return super().sleep_for_retry(response)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for an answer, tries, seconds before the third, seconds between questions."""

    timeout: float = 20
    tries: float = 3
    backoff: float = 2
    pause: float = 1


class Fetcher:
    """Asks servers, with `pauses` by host; `services` show whether there is a network."""

    def __init__(
        self,
        agent: str,
        cache: Cache,
        *,
        services: Sequence[str] = (),
        patience: Patience | None = None,
    ) -> None:
        patience = patience or Patience()
        self.cache, self.services = cache, services
        self.timeout, self.pause = patience.timeout, patience.pause
        self.pauses: dict[str, float] = {}
        self.asked = 0
        self._online = False
        self._silent: dict[str, int] = {}
        self._last: dict[str, float] = {}
        self._session = requests.Session()
        self._session.headers["User-Agent"] = agent
        self._session.max_redirects = REDIRECTS
        retry = _Patient(
            total=int(patience.tries) - 1,
            status_forcelist=AGAIN,
            backoff_factor=patience.backoff,
            raise_on_status=False,
            retry_after_max=10**9,  # what is too long is for _Patient to say
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def ask(
        self,
        url: str,
        read: Callable[[Answer], Read],
        *,
        method: str = "GET",
        accept: str = "*/*",
        cut: bool = False,
    ) -> Read:
        """What `read` makes of a server's answer, redirects followed.

        An answer from which `read` raises is asked for once more, and never kept. `cut` leaves off
        what is beyond the limit instead of refusing it. Raises NoAnswer, TooLarge and NoNetwork.
        """
        kept = self.cache.load(method, url)
        if kept is not None:
            return read(kept)
        name = host(url)
        if self._silent.get(_origin(url), 0) >= SILENT:
            raise NoAnswer(f"{name} did not answer again and again, and was left alone")
        self._wait_for_network()
        why: Exception = NoAnswer()
        for _ in range(2):
            answer = self._answer(method, url, accept, cut=cut)
            try:
                found = read(answer)
            except UNREADABLE as error:
                why = error
                continue
            self.cache.save(method, url, answer)
            return found
        reason = "nested too deeply" if isinstance(why, RecursionError) else why
        raise NoAnswer(f"{name} sent something that can't be read ({reason})")

    def _answer(self, method: str, url: str, accept: str, *, cut: bool) -> Answer:
        name = host(url)
        try:
            answer = self._once(method, url, accept, cut=cut)
        except TooLarge:
            raise
        except NoAnswer as error:  # raised by the patience above, without the host's name
            raise NoAnswer(f"{name} {error}") from None
        except (requests.RequestException, OSError, UnicodeError) as error:
            self._fail(url, 2)
            self._online = False  # asked about again before the next question
            raise NoAnswer(f"{name} {_words(error)}") from None
        if answer.status in AGAIN:
            self._fail(url, 1)
            many = " (too many requests)" if answer.status == 429 else ""
            raise NoAnswer(f"{name} answered {answer.status}{many}")
        self._silent.pop(_origin(url), None)
        return answer

    def _fail(self, url: str, points: int) -> None:
        self._silent[_origin(url)] = self._silent.get(_origin(url), 0) + points

    def _once(self, method: str, url: str, accept: str, *, cut: bool) -> Answer:
        name = host(url)
        due = self._last.get(name, -1e9) + self.pauses.get(name, self.pause) - time.monotonic()
        if due > 0:
            time.sleep(due)
        self.asked += 1
        try:
            with self._session.request(
                method,
                url,
                headers={"Accept": accept},
                timeout=(min(10, self.timeout), self.timeout),
                allow_redirects=True,
                stream=True,
            ) as response:
                body = b"" if method == "HEAD" else self._body(response, cut=cut)
                return self._answer_of(response, body)
        finally:
            self._last[name] = time.monotonic()

    def _answer_of(self, response: requests.Response, body: bytes) -> Answer:
        headers = {
            header.lower(): value
            for header, value in response.headers.items()
            if header.lower() in KEPT_HEADERS
        }
        self._slow_down(host(response.url), headers)
        steps = [*response.history[1:], response]
        hops = tuple(
            (before.status_code, after.url)
            for before, after in zip(response.history, steps, strict=False)
        )
        return Answer(response.url, response.status_code, headers, body, hops)

    def _body(self, response: requests.Response, *, cut: bool) -> bytes:
        """The body, up to a limit of size and time: a server may drip for ever."""
        until, parts, size = time.monotonic() + 3 * self.timeout, [], 0
        for part in response.iter_content(65536):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                if cut:
                    break
                raise TooLarge(f"{host(response.url)} sent more than {LARGEST // 10**6} MB")
            if time.monotonic() > until:
                raise requests.Timeout
        return b"".join(parts)

    def _slow_down(self, name: str, headers: dict[str, str]) -> None:
        """Crossref names its present limit in each answer (REST API, "Rate limits")."""
        try:
            limit = float(headers["x-rate-limit-limit"])
            interval = float(headers["x-rate-limit-interval"].rstrip("s "))
        except (KeyError, ValueError):
            return
        if limit > 0:
            self.pauses[name] = max(self.pauses.get(name, self.pause), min(interval / limit, 60))

    def _wait_for_network(self) -> None:
        """Raise NoNetwork where none of the services takes a connection."""
        if self._online or not self.services:
            return
        reached = threading.Event()

        def probe(address: str) -> None:
            try:
                requests.head(address, timeout=PROBE / 2, headers=dict(self._session.headers))
            except (requests.RequestException, OSError, UnicodeError):
                return
            reached.set()

        threads = [
            threading.Thread(target=probe, args=(address,), daemon=True)
            for address in self.services
        ]
        for thread in threads:
            thread.start()
        until = time.monotonic() + PROBE
        while (
            not reached.is_set() and time.monotonic() < until and any(t.is_alive() for t in threads)
        ):
            reached.wait(0.05)
        if not reached.is_set():
            names = list(dict.fromkeys(host(address) for address in self.services))
            who = f"neither {' nor '.join(names)} can" if len(names) > 1 else f"{names[0]} can't"
            raise NoNetwork(f"there is no network: {who} be reached")
        self._online = True


def _origin(url: str) -> str:
    """Scheme and host: a host without https still answers on http."""
    return f"{address_parts(url).scheme}://{host(url)}"


def host(url: str) -> str:
    """The authority of an address (RFC 3986, 3.2) without a name and password."""
    return address_parts(url).netloc.rpartition("@")[2] or url[:40]


WORDS = (
    (("NameResolutionError", "gaierror"), "can't be found (no such host, or no network)"),
    (("SSLError", "SSLCertVerificationError"), "has no valid certificate"),
    (("Timeout", "timed out"), "did not answer in time"),
    (("refused",), "refused the connection"),
    (("TooManyRedirects", "Exceeded"), "leads from one address to the next without end"),
    (
        ("InvalidSchema", "InvalidURL", "MissingSchema", "LocationParseError"),
        "leads to no web page",
    ),
)


def _words(error: Exception) -> str:
    description = f"{type(error).__name__} {error!r} {error}"
    return next(
        (words for names, words in WORDS if any(name in description for name in names)),
        "broke off the connection",
    )
