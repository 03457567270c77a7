"""One web page: is it alive, has it moved for good, does it only pretend to be there, could http be https?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from .http import PERMANENT, Answer, Fetcher, NoAnswer

__all__ = ["Visit", "visit"]

GONE = (404, 410)
# Sites that let no program in: that says nothing about the page (RFC 9110, 15.5; 451 of RFC 7725; 999 of some).
CLOSED = (401, 402, 403, 405, 406, 407, 418, 429, 451, 999)
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
MISSING = re.compile(
    r"\b(?:page|content|document|resource|file|article|url)\s+(?:(?:was|is|could|can)\s*(?:not|n['’]t)?\s*(?:be\s+)?)?(?:not\s+)?(?:found|available|exist)\b(?<!is available)(?<!be available)"
    r"|\bpage (?:you .{0,40})?(?:cannot|can['’]?t|could not|does not|doesn['’]?t|no longer|isn['’]?t|has been (?:removed|deleted))\b|\bnot found\b|^\W*(?:error\s*)?40[4]\b|\b404\s*(?:error|page|[-–|:])"
    r"|\bno longer (?:available|exists)\b",
    re.IGNORECASE,
)
HOME = re.compile(
    r"^/?(?:(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:index|home|default)?(?:\.\w+)?)/?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of a visit: alive, moved (to `target`), dead, soft-404, insecure (alive, and so is `target` on https) or closed."""

    state: str
    code: int
    target: str = ""
    title: str = ""


def visit(fetcher: Fetcher, url: str) -> Visit:
    """Ask for the head of a page, then for the page itself where that tells more. Raises NoAnswer."""
    try:
        head = fetcher.ask(url, method="HEAD")
    except NoAnswer:
        head = None  # some servers only ever answer GET
    page = "html" in head.headers.get("content-type", "html") if head else True
    answer = (
        head
        if head and head.status == 200 and not page
        else fetcher.ask(url, accept="text/html,application/pdf;q=0.9,*/*;q=0.5")
    )
    if answer.status in GONE:
        return Visit("dead", answer.status)
    if answer.status in CLOSED:
        return Visit("closed", answer.status)
    if answer.status >= 400:
        raise NoAnswer(f"{urlsplit(url).netloc} answered {answer.status}")
    title = _title(answer)
    home = (
        len(urlsplit(url).path.strip("/")) > 0
        and not HOME.match(urlsplit(url).path)
        and HOME.match(urlsplit(answer.url).path)
        and answer.hops
    )
    if home and not urlsplit(answer.url).query:
        return Visit("soft-404", answer.status, answer.url, "it leads to the home page")
    if title and MISSING.search(title):
        return Visit("soft-404", answer.status, "", title)
    target = _for_good(answer)
    if target and not _same(url, target):
        return Visit("moved", answer.status, target, title)
    if url.startswith("http://") and answer.url.startswith("http://"):
        safe = "https://" + url[7:]
        try:
            if fetcher.ask(safe, method="HEAD").status == 200:
                return Visit("insecure", answer.status, safe, title)
        except NoAnswer:
            pass
    return Visit("alive", answer.status, "", title)


def _for_good(answer: Answer) -> str:
    """The last address that is reached by permanent redirects alone."""
    target = ""
    for code, address in answer.hops:
        if code not in PERMANENT:
            break
        target = address
    return target


def _same(ours: str, theirs: str) -> bool:
    return ours.split("#", maxsplit=1)[0] == theirs


def _title(answer: Answer) -> str:
    if "html" not in answer.headers.get("content-type", ""):
        return ""
    text = answer.text[:200_000]
    found = TITLE.search(text)
    title = " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""
    heading = HEADING.search(text)
    above = " ".join(re.sub(r"<[^>]+>", " ", heading[1]).split()) if heading else ""
    return above if above and MISSING.search(above) and len(above) < 80 else title[:200]
