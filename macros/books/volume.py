"""One book as values, and what its PDF and its EPUB have in common: title page and contents.

The book's own words are in the language of its pages (`project.words`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..model import MONTH_NAMES
from ..profile import Book
from ..project import Project
from ..template import blocks
from .chapters import Chapter, Chapters

block = blocks(__file__)
# Licences by the names under which people know them.
LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True)
class Volume:
    """One book, ready to be printed or packed. `day` is that of the commit."""

    book: Book
    project: Project
    pages: Chapters
    day: dt.date

    @property
    def title(self) -> str:
        """The title of the book; without one of its own, that of the site."""
        return self.book.title or self.project.site_name

    @property
    def name(self) -> str:
        """The name of the file, without its ending."""
        return f"{self.stem}-{self.project.version}" if self.project.version else self.stem

    @property
    def stem(self) -> str:
        """The name of the file without the version; of a further language it ends in its tag."""
        first = self.project.original or self.project
        parts = (first.base_name, self.book.id, self.project.language)
        return "-".join(filter(None, parts))

    @property
    def licence(self) -> str:
        """The address of the text's licence, or ""."""
        return self.project.setting("license")

    @property
    def licence_name(self) -> str:
        """The name of a licence that people know, or ""."""
        return next((name for name, url in LICENCES.items() if url == self.licence), "")

    @property
    def lang(self) -> str:
        """The language of the first chapter."""
        return next((one.lang for one in self.pages.in_order if one.lang), "en")

    @property
    def edition(self) -> str:
        """The version and the day, in words."""
        say, day = self.project.words, self.day
        month = say(MONTH_NAMES[day.month - 1])
        version = self.project.version and say("Version {version}", version=self.project.version)
        shown = say("{day} {month} {year}", day=day.day, month=month, year=day.year)
        return ", ".join(filter(None, (version, shown)))

    @property
    def state(self) -> str:
        """How many pages somebody has reviewed."""
        say, who = self.project.words, self.project.profile.review.reviewer
        pages = len(self.pages.in_order)
        count = sum(one.reviewed for one in self.pages.in_order)
        if not who:
            if not count:
                return say("None of the {pages} pages has been reviewed yet.", pages=pages)
            return say(
                "{count} of {pages} pages have been reviewed; each says so.",
                count=count,
                pages=pages,
            )
        if not count:
            return say(
                "None of the {pages} pages has been reviewed by {reviewer} yet.",
                pages=pages,
                reviewer=who,
            )
        return say(
            "{count} of {pages} pages have been reviewed by {reviewer}; each says so.",
            count=count,
            pages=pages,
            reviewer=who,
        )


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a part of the menu (without a chapter), or a chapter."""

    depth: int
    title: str
    chapter: Chapter | None = None


def contents(volume: Volume) -> Iterator[Entry]:
    """The parts and chapters in order; a part comes before its first chapter."""
    before: tuple[str, ...] = ()
    for chapter in volume.pages.in_order:
        parts = chapter.parts
        same = True
        for depth, (old, new) in enumerate(zip_longest(before, parts)):
            same = same and old == new
            if not same and new is not None:
                yield Entry(depth, new)
        yield Entry(len(parts), chapter.title, chapter)
        before = parts


def title_page(volume: Volume) -> str:
    """What the book is: title, edition, address, licence, who has reviewed it."""
    return block("title-page.html", volume=volume, say=volume.project.words)
