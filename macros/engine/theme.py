"""What the theme's templates ask for, as `config.extra`: words of the profile, and functions."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..project import Project
from ..publishing.cards import card_name
from ..publishing.feed import FEED
from ..publishing.files import listed
from ..render.finished import finished
from ..search import help_words
from ..theme.kept import COLOUR
from ..urls import page_url

__all__ = ["theme_values"]


def theme_values(project: Project) -> dict[str, Any]:
    """By name: `profile`, `help_words`, `feed`, and the functions `card_name(url)`,
    `finished(html, audience=…)`, `page_url(source)` and `unlisted(meta)`.
    """

    def address(source: str) -> str:
        """A page's address below the site's, by its file; "" where there is no such page."""
        known = source in project.by_source
        return (page_url(source, bool(project.directory_urls)) or ".") if known else ""

    def unlisted(meta: dict[str, Any] | None) -> bool:
        """Whether search engines are asked to leave a page out."""
        return not listed(project, str((meta or {}).get("review_state") or "draft"))

    return {
        "card_name": card_name,
        "feed": FEED if project.profile.publish.feed else "",
        "unlisted": unlisted,
        "profile": project.profile,
        "help_words": help_words(project),
        "finished": partial(finished, profile=project.profile, style=project.style),
        "page_url": address,
        "colour": COLOUR,
    }
