"""Which files are written beside the built pages, and for which of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model import HOLDING
from ..project import Project
from .cards import card, card_name
from .feed import FEED, feed
from .plain_text import article_text, index_text


@dataclass(frozen=True, slots=True)
class Published:
    """A built page: its address below the site, its title and summary, its readers and state."""

    url: str
    title: str
    summary: str = ""
    readers: str = ""
    state: str = "draft"

    @property
    def file(self) -> str:
        """The page's file below the site."""
        return f"{self.url}index.html" if not self.url or self.url.endswith("/") else self.url


def listed(project: Project, state: str) -> bool:
    """Whether search engines may list a page of that review state (profile: `publish: index`)."""
    index = project.profile.publish.index
    return index == "all" or (index == "reviewed" and state in HOLDING)


def publish(project: Project, pages: Sequence[Any], site: Path, home: str) -> None:
    """Write what the profile's `publish` asks for into a built site.

    In: the engine's pages, the site's folder, and its name. An `OSError` stops the build in words.
    """
    wanted = project.profile.publish
    found = [_published(project, page) for page in pages]
    _write(site / "robots.txt", _robots(project))
    if wanted.feed:
        _write(site / FEED, feed(project, home))
    if wanted.plain:
        _write_plain(project, found, site, home)
    if wanted.cards:
        review = project.profile.review
        for page in found:
            words = review.draft if page.state == "draft" else ""
            file = site / card_name(page.url)
            file.parent.mkdir(parents=True, exist_ok=True)
            above = (home if home != page.title else "", page.readers)
            file.write_bytes(card(page.title, above, words, wanted.color))


def _published(project: Project, page: Any) -> Published:
    meta = page.meta or {}
    audience = project.profile.audience(meta.get("audience"))
    title, summary = str(meta.get("title") or page.title or ""), str(meta.get("summary") or "")
    state = str(meta.get("review_state") or "draft")
    return Published(page.url, title, summary, audience.name if audience else "", state)


def _robots(project: Project) -> str:
    """RFC 9309. Pages that may not be listed say so themselves, and must be read for that."""
    lines = ["User-agent: *", "Allow: /"]
    if project.site_url:
        lines.append(f"Sitemap: {project.site_url.rstrip('/')}/sitemap.xml")
    return "\n".join(lines) + "\n"


def _write_plain(project: Project, pages: Sequence[Published], site: Path, home: str) -> None:
    """Each page as `index.txt` beside it, and `llms.txt` (llmstxt.org), which lists them."""
    review, base, say = project.profile.review, project.site_url, project.words
    rows = []
    for page in pages:
        html = (site / page.file).read_text("utf-8")
        text = f"{page.file.removesuffix('.html')}.txt"
        head = [say("Source: {address}", address=f"{base}{page.url}")] if base else []
        head += [review.draft] if page.state == "draft" else []
        (site / text).write_text(article_text(html, head, say), "utf-8")
        rows.append((page.readers, page.title, f"{base}{text}", page.summary))
    about = str(project.settings.get("license") or "")
    _write(site / "llms.txt", index_text(home, rows, about, say))


def _write(file: Path, text: str) -> None:
    """Write a file, but for one of that name that the project itself has below docs."""
    if not file.exists():
        file.write_text(text, "utf-8")
