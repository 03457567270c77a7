"""What the theme's templates ask for, as `config.extra`: words of the profile, and functions."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..project import Project
from ..render.finished import finished
from ..search import help_words
from ..theme.kept import COLOUR
from ..urls import page_url

__all__ = ["theme_values"]


def theme_values(project: Project) -> dict[str, Any]:
    """By name: `profile`, `help_words`, `finished(html, audience=…)` and `page_url(source)`."""

    def address(source: str) -> str:
        """A page's address below the site's, by its file; "" where there is no such page."""
        known = source in project.by_source
        return (page_url(source, bool(project.directory_urls)) or ".") if known else ""

    return {
        "profile": project.profile,
        "help_words": help_words(project),
        "finished": partial(finished, profile=project.profile),
        "page_url": address,
        "colour": COLOUR,
    }
