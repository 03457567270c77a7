"""The profile: what a handbook calls its readers, boxes, topics and kinds of evidence.

It is read from `docs/data/handbook.yml`; a project without that file gets the defaults written
here, which fit any subject. The settings page (docs/contribute/settings.md) is made from the same
dataclasses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated

from .bib.evidence import DEFAULT_KINDS, Kind, by_id
from .content.yaml_records import read_record
from .model import Diagnostic

FILE = "handbook.yml"
# What a rule can belong to. A project that says nothing gets the first two.
RULE_SETS = ("core", "citations", "accessibility", "medical", "house-style")
# Those that judge English words: pages in other languages are left out.
ENGLISH = ("house-style",)
# Fields that hold only some words.
CHOICES = {"rules": RULE_SETS, "index": ("all", "reviewed", "none")}
# Who may stand behind a source that carries a statement.
AUTHORITIES = (
    "journal",
    "professional-society",
    "government",
    "hospital",
    "charity",
    "manufacturer",
    "standard-body",
)


@dataclass(frozen=True)
class Audience:
    """A group of readers: the front matter's `audience` names one."""

    id: Annotated[str, "what `audience` says in a page's front matter"]
    name: Annotated[str, "what readers see"] = ""
    folder: Annotated[str, "the folder below docs whose pages are for them"] = ""
    plain: Annotated[bool, "plain words come first, and the reading grade counts"] = False
    help: Annotated[bool, "each of their pages links to the help page"] = False
    practice: Annotated[bool, "a page that cites has a heading for its references"] = False
    all_levels: Annotated[bool, "a page with one box of urgency has all levels"] = False
    merge_marks: Annotated[
        bool, "neighbouring sentences without an amount share the mark of their sources"
    ] = False
    schema_type: Annotated[str, "the audience's type in schema.org's words"] = ""
    schema_audience: Annotated[str, "its `audienceType` in schema.org's words"] = ""


@dataclass(frozen=True)
class Box:
    """A box (admonition) that the handbook gives a meaning of its own."""

    id: Annotated[str, "the word after `!!!`"]
    title: Annotated[str, "the title that each box of this kind bears; empty: any"] = ""
    level: Annotated[int, "its level of urgency, 1 the most urgent; 0: none"] = 0
    needed_by: Annotated[tuple[str, ...], "audiences whose pages that cite need this box"] = ()


@dataclass(frozen=True)
class Topic:
    """A group of disputed questions."""

    id: Annotated[str, "what `topic` says in disputes.yml"]
    heading: Annotated[str, "its heading on the page of all questions"] = ""


@dataclass(frozen=True)
class Review:
    """The words for the state of a page."""

    reviewer: Annotated[str, "who reviews, with the article, such as: a historian"] = ""
    draft: Annotated[str, "said of a page that nobody has reviewed"] = "Not yet reviewed"
    changed: Annotated[str, "said of a page changed since"] = "Changed since that review"
    overdue: Annotated[str, "said when a review is overdue"] = "This page may be out of date."
    advice: Annotated[str, "what a reader does then"] = "Look for a newer copy."


@dataclass(frozen=True)
class Book:
    """A book that `make books` makes of the built pages, as PDF and EPUB."""

    id: Annotated[str, "the end of its file's name"]
    title: Annotated[str, "its title; empty: the site's name"] = ""
    about: Annotated[str, "a sentence on its title page"] = ""
    advice: Annotated[str, "what a reader must know first, on its title page"] = ""
    pages: Annotated[
        tuple[str, ...], "folders and files below docs, in order; empty: all that the menu names"
    ] = ()
    without: Annotated[tuple[str, ...], "folders and files below docs that are left out"] = ()


@dataclass(frozen=True)
class Help:
    """The page to which readers turn first."""

    page: Annotated[str, "its file below docs; empty: there is none"] = ""
    question: Annotated[str, "the words in front of the link"] = "Something wrong?"
    link: Annotated[str, "the words of the link"] = "Get help"
    urgent: Annotated[str, "the words above the results of the search"] = "Urgent?"
    sheet: Annotated[
        str, "the words of the button that prints the page's boxes on one sheet; empty: none"
    ] = ""
    lines: Annotated[tuple[str, ...], "what that sheet has lines for, to write on"] = ()


@dataclass(frozen=True)
class Publish:
    """What is made for those who don't open the pages themselves."""

    index: Annotated[
        str, "which pages search engines may list: all, reviewed (by somebody), or none"
    ] = "all"
    feed: Annotated[bool, "changes.xml, a feed of what was taken back and what changed"] = False
    plain: Annotated[bool, "each page as plain text beside it, and llms.txt"] = False
    cards: Annotated[bool, "a picture for previews of shared links"] = False
    color: Annotated[str, "the ground of that picture, a color of CSS"] = "#224455"


@dataclass(frozen=True)
class Language:
    """A further language: its pages in docs/ID, its settings in mkdocs.ID.yml."""

    id: Annotated[str, "its tag (BCP 47), such as es, in the names of its folder and settings"]
    name: Annotated[str, "its own name for itself, which links show"] = ""
    free: Annotated[
        tuple[str, ...],
        "pages below its folder that hold nothing people act on: published without a review",
    ] = ()


@dataclass(frozen=True)
class Profile:
    """All that a handbook decides for itself."""

    rules: Annotated[
        tuple[str, ...], f"sets of rules that are on, out of {', '.join(RULE_SETS)}"
    ] = (
        "core",
        "citations",
    )
    walls: Annotated[
        bool,
        "what runs, loads or sends, links out of the project, and template words beyond the "
        "registered macros are refused rather than noted",
    ] = False
    keep: Annotated[
        bool, "readers may keep the whole handbook on a phone, to read it without a network"
    ] = False
    zip: Annotated[str, "the name of the offline copy; empty: made from site_name"] = ""
    schema: Annotated[str, "the type of a page in schema.org's words"] = "WebPage"
    help: Annotated[Help, "the help page"] = Help()
    report_note: Annotated[str, "what a mail about a mistake reminds its writer of"] = ""
    review: Annotated[Review, "the words for the state of a page"] = Review()
    publish: Annotated[Publish, "what is made for search engines and readers of feeds"] = Publish()
    audiences: Annotated[tuple[Audience, ...], "the groups of readers"] = ()
    boxes: Annotated[tuple[Box, ...], "the boxes with a meaning of their own"] = ()
    books: Annotated[tuple[Book, ...], "the books made of the pages"] = (Book("whole"),)
    topics: Annotated[tuple[Topic, ...], "the topics of disputed questions, in order"] = ()
    evidence: Annotated[tuple[Kind, ...], "kinds of evidence, strongest first"] = DEFAULT_KINDS
    authorities: Annotated[tuple[str, ...], "who may stand behind a cited source"] = AUTHORITIES
    source_needs: Annotated[tuple[str, ...], "fields that every source is asked for"] = ()
    languages: Annotated[
        tuple[Language, ...],
        "further languages, and, for the name that links show, that of the pages themselves",
    ] = ()
    counted: Annotated[
        tuple[str, ...], "what the handbook counts, in the singular: a number of it is an amount"
    ] = ()
    title_words: Annotated[
        tuple[str, ...], "words of most titles here, which tell no two works apart"
    ] = ()
    names: Annotated[tuple[str, ...], "names that keep their capital in a title"] = ()
    temperature_words: Annotated[
        tuple[str, ...], "words after which a bare number is a temperature"
    ] = ("temperature",)

    def audience(self, name: object) -> Audience | None:
        """The audience of that id."""
        return next((one for one in self.audiences if one.id == name), None)

    def audience_of(self, source: str) -> Audience | None:
        """The audience of a page below docs by its folder, else the one that has no folder."""
        for one in self.audiences:
            if one.folder and source.startswith(f"{one.folder.strip('/')}/"):
                return one
        return next((one for one in self.audiences if not one.folder), None)

    def box(self, kind: str) -> Box | None:
        """The box of that kind."""
        return next((one for one in self.boxes if one.id == kind), None)

    @property
    def ladder(self) -> tuple[Box, ...]:
        """The boxes of urgency, the most urgent first."""
        return tuple(sorted((one for one in self.boxes if one.level), key=lambda one: one.level))

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of evidence by the word of the .bib file."""
        return by_id(self.evidence)

    @property
    def by_reviewer(self) -> str:
        """The words after "reviewed", such as " by a historian", or none."""
        return f" by {self.review.reviewer}" if self.review.reviewer else ""

    def language(self, name: str) -> Language | None:
        """The language of that tag."""
        return next((one for one in self.languages if one.id == name), None)

    def has(self, rule_set: str) -> bool:
        """Whether a set of rules is on."""
        return rule_set in self.rules


def read_profile(
    path: Path, name: str, original: Profile | None = None
) -> tuple[Profile, tuple[Diagnostic, ...]]:
    """The profile of a file and what is wrong in it; what can't be read keeps its default.

    In: the file, and how it is named in diagnostics. An absent file is the default profile. That of
    a translation says what readers see in other words than its original; what is allowed on pages
    stays the original's.
    """
    if original is None:
        return read_record(path, name, Profile, CHOICES)
    found, wrong = read_record(path, name, Profile, CHOICES, original)
    rules = tuple(one for one in original.rules if one not in ENGLISH)
    kept = replace(found, walls=original.walls, rules=rules, languages=original.languages)
    return kept, wrong
