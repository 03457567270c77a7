"""What the theme's templates ask for, as `config.extra`: words of the profile, and functions."""

from collections.abc import Callable
from functools import partial
from typing import Any

from ..project import Project
from ..publishing.cards import card_name
from ..publishing.feed import FEED
from ..publishing.files import listed
from ..render.finished import finished
from ..review.translation import translations
from ..search import help_words
from ..theme.kept import COLOUR
from .languages import OtherLanguage, other_languages, page_address


class _Plain:
    """`plain.say(text)`: a text that is no HTML, for addresses."""

    def __init__(self, now: Callable[[], Project]) -> None:
        self._now = now

    def say(self, text: str, **values: object) -> str:
        """The text in the language of the pages."""
        return self._now().words(text, **values)


def theme_functions(now: Callable[[], Project]) -> dict[str, Any]:
    """What templates call by name: `say(text, …)` as HTML, `plain.say`, and two for translations.

    Of a page, `languages_of` and the original that it is `older_than`.

    In: what gives the project, which a live preview reads anew.
    """

    def say(text: str, **values: object) -> str:
        return now().words.html(text, **values)

    def others(page: Any) -> list[OtherLanguage]:
        return other_languages(now(), page.file.src_uri) if page else []

    def older(page: Any) -> OtherLanguage | None:
        project = now()
        known = translations(project) if page and project.language else {}
        found = known.get(page.file.src_uri) if page else None
        if found is None or not found.older:
            return None
        return next((one for one in others(page) if one.original), None)

    return {
        "say": say,
        "plain": _Plain(now),
        "languages_of": others,
        "older_than": older,
    }


def theme_values(project: Project) -> dict[str, Any]:
    """By name: the values and functions that templates of the theme use.

    `profile`, `help_words`, `feed`, `card_name(url)`, `finished(html, audience=…)`,
    `page_url(source)`, `unlisted(meta)`.
    """

    def unlisted(meta: dict[str, Any] | None) -> bool:
        """Whether search engines are asked to leave a page out."""
        return not listed(project, str((meta or {}).get("review_state") or "draft"))

    return {
        "card_name": card_name,
        "feed": FEED if project.profile.publish.feed else "",
        "unlisted": unlisted,
        "profile": project.profile,
        "help_words": help_words(project),
        "finished": partial(
            finished, profile=project.profile, style=project.style, say=project.words
        ),
        "page_url": partial(page_address, project),
        "colour": COLOUR,
        "language": project.language or project.facts.language,
    }
