"""Pages in another language: of which text they are a translation, and whether they may be shown.

A translated page names its original (`translation_of`) and the fingerprint of the text that was
translated (`translated_from`: the substance of the original, as a review measures it). What people
act on is published in another language only once somebody on record has checked it: a page is left
out of a build unless the profile lists it as free of such advice, or its review holds.
"""

from dataclasses import dataclass

from ..content.pages import Page
from ..project import Project, per_project
from .stamps import review_state
from .substance import digest, substance

# Stands before each part of a page that is begun and not translated yet.
OPEN = "<!-- translate: this part is not translated yet; take this line out when it is -->"
# The title of the box on a page that was taken back.
WITHDRAWN = "This page was withdrawn"


@dataclass(frozen=True, slots=True)
class Translation:
    """One page of another language; its `original` is "" where it has none.

    `older`: the original has changed since. `refused`: in words why the page may not be published.
    """

    source: str
    original: str = ""
    stamped: bool = False
    older: bool = False
    refused: str = ""

    @property
    def state(self) -> str:
        """One of: own (no translation), unstamped, older, current."""
        if not self.original:
            return "own"
        return "older" if self.older else "current" if self.stamped else "unstamped"


def fingerprint(page: Page, project: Project) -> str:
    """Sixteen figures for what a page says: another one means that a translation is older."""
    return digest([block.text for block in substance(page, project)])


def translation(page: Page, project: Project) -> Translation:
    """What a page of a language's project is."""
    source = project.source(page)
    name, stamp = (str(page.meta.get(one) or "") for one in ("translation_of", "translated_from"))
    first = project.original
    original = first.by_source.get(name) if first else None
    older = False
    if first and original and stamp:
        older = fingerprint(original, first) != stamp
    refused = f"there is no page {name} of which it could be a translation"
    if original or not name:
        refused = _taken_back(original, first, older) or _unchecked(page, project)
    return Translation(source, name if original else "", bool(stamp), older, refused)


def _taken_back(original: Page | None, first: Project | None, older: bool) -> str:
    """Why nobody must read on what was taken back on the original, or ""."""
    if original is None or first is None:
        return ""
    if f'"{WITHDRAWN}"' in original.source:
        return f"{original.path} was withdrawn"
    pages = (str(item.get("page")) for item in first.data.errata.values())
    if older and first.source(original) in pages:
        return f"something on {original.path} was taken back, and it is older"
    return ""


def _unchecked(page: Page, project: Project) -> str:
    """Why nobody must act on what the page says, or ""."""
    if OPEN.partition(":")[0] in page.source:
        return "parts of it are not translated yet"
    language = project.profile.language(project.language)
    if language and project.source(page) in language.free:
        return ""
    state = review_state(page, project)
    if state == "changed":
        return "it has changed since somebody checked it"
    return "" if state != "draft" else "nobody on record has checked it"


@per_project
def translations(project: Project) -> dict[str, Translation]:
    """The pages of a language's project, by their paths below its folder."""
    return {project.source(page): translation(page, project) for page in project.pages}


def unpublished(project: Project) -> list[Translation]:
    """The pages of a language's project that a build leaves out."""
    if not project.language:
        return []
    return [one for one in translations(project).values() if one.refused]
