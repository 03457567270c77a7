"""The built index, enriched: which other words lead to a page and a heading, whom it is for."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..content.pages import Page
from ..project import Project
from ..urls import page_url
from .settings import SearchSettings
from .tables import legible, tables
from .vocabulary import terms, vocabulary

Doc = dict[str, Any]

# A question in a list of questions, with the page that says more: its words then lead there too.
MORE = re.compile(r"\[[^\]]*\]\(([^)#\s]+\.md)(#[^)\s]*)?\)")
# A year or "undated" that the index glued to the next sentence, where the page has a line break.
GLUED = re.compile(r"((?:\b(?:19|20)\d\d|undated)(?:\)|(?=[A-Z])))(?=[A-Z])")
# Two words that the index glued together, where the page has a term and its meaning below it.
CAMEL = re.compile(r"\b(\w*[a-z]{2})([A-Z][a-z]\w*)")
# Whether a text has any of them, in one quick look: nearly none has.
JOINT = re.compile(r"[A-Z](?<=[a-z\d.?!)][A-Z])")
SENTENCES = re.compile(r"(?<=[a-z]{2}[.?!])(?=[A-Z][a-z])")
FREQUENT = frozenset(
    """
        a an and are as at be by can do does for from have how i if in is it me my no not of on
        or so that the they this to was what when which who why will with you your
    """.split()
)


def enriched(index: Doc, project: Project, settings: SearchSettings) -> Doc:
    """Material's index with audience, weight and search words on its documents.

    Headings without text (lists of references, which are kept out of the index) are dropped: they
    answer nothing.
    """
    pages = {_address(project, project.source(page)): page for page in project.pages}
    also = _also(project, index["docs"], settings)
    asked = {_location(project, place): phrases for place, phrases in settings.asked.items()}
    # All words of all pages are needed only where a text has two glued together.
    real = cache(lambda: _real(project))
    seen, shapes = None, tables("")
    docs, given = [], index.pop("docs")[::-1]
    while given:  # each is let go of as the next is made
        doc = given.pop()
        location, _, anchor = doc["location"].partition("#")
        page = pages.get(location)
        if page is None:
            docs.append(doc)
        elif not anchor or doc["text"].strip() or also.get(doc["location"]):
            if page is not seen:
                seen, shapes = page, tables(page.source)
                page.release()
            text = _parted(legible(doc["text"], shapes), real)
            more = _more(page, project.source(page), anchor, settings)
            names = list(dict.fromkeys(also.get(doc["location"], [])))
            phrases = list(asked.get(doc["location"], ()))
            others = {"also": names, "asked": phrases}
            others = {name: value for name, value in others.items() if value}
            docs.append({**doc, "text": text, **more, **others})
    return {"config": {**index["config"], "words": vocabulary(project, settings)}, "docs": docs}


def _address(project: Project, source: str) -> str:
    return page_url(source, bool(project.directory_urls))


def _location(project: Project, place: str) -> str:
    """The address of "page.md#anchor"."""
    source, _, anchor = place.partition("#")
    return _address(project, source) + (f"#{anchor}" if anchor else "")


def _more(page: Page, source: str, anchor: str, settings: SearchSettings) -> Doc:
    """What the index holds of a page beyond its text."""
    if anchor:  # what is so of the page is said once, at its beginning
        return {}
    more: Doc = {"audience": str(page.meta.get("audience") or "everyone")}
    if settings.weight(source) != 1:
        more["weight"] = settings.weight(source)
    more["aliases"] = [str(name) for name in page.meta.get("aliases") or []]
    more["summary"] = str(page.meta.get("summary") or "")
    return more


def _parted(text: str, real: Callable[[], set[str]]) -> str:
    if not JOINT.search(text):
        return text
    text = GLUED.sub(r"\1. ", SENTENCES.sub(" ", text))
    return CAMEL.sub(
        lambda match: match[0] if match[0] in real() else f"{match[1]}. {match[2]}", text
    )


def _real(project: Project) -> set[str]:
    """The words that are somewhere as they are: "PubMed" is one."""
    texts = [*(page.source for page in project.pages), *map(" ".join, terms(project).values())]
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _also(project: Project, docs: list[Doc], settings: SearchSettings) -> dict[str, list[str]]:
    """What else leads to a document, by its location.

    Terms of the glossary, other names of headings, and questions whose answer points there.
    """
    also: dict[str, list[str]] = {}
    by_source = {project.source(page): page for page in project.pages}
    for item in project.data.glossary.values():
        source = str(item.get("page"))
        if source in by_source:
            place = _address(project, source) + _anchor(by_source[source], str(item.get("section")))
            also.setdefault(place, []).extend(item.names("term", "aliases"))
    for place, others in settings.headings.items():
        also.setdefault(_location(project, place), []).extend(others)
    texts = {doc["location"]: doc for doc in docs}
    for page in project.pages:
        for question, target, anchor in _questions(page, project.source(page)):
            if target in by_source:
                base = _address(project, target)
                place = base + anchor if anchor else _nearest(question, base, texts, settings)
                also.setdefault(place, []).append(question)
    return also


def _anchor(page: Page, section: str) -> str:
    wanted = section.strip().lower()
    found = (heading.anchor for heading in page.headings if heading.text.strip().lower() == wanted)
    return "".join(f"#{anchor}" for anchor in [next(found, "")] if wanted and anchor)


def _questions(page: Page, source: str) -> Iterator[tuple[str, str, str]]:
    """Questions that end with one link to a page that says more: (question, page, anchor)."""
    asked = [
        heading
        for heading in page.headings
        if heading.level == 3 and heading.text.rstrip().endswith("?")
    ]
    lines = page.source.split("\n") if asked else []
    folder = source.rpartition("/")[0]
    for heading in asked:
        later = (other.line for other in page.headings if other.line > heading.line)
        following = next(later, len(lines) + 1)
        links = MORE.findall("\n".join(lines[heading.line : following - 1]))
        if links:
            target, anchor = links[-1]
            inside = folder and not target.startswith("../")
            yield (
                heading.text,
                f"{folder}/{target}" if inside else target.removeprefix("../"),
                anchor,
            )


def _nearest(question: str, base: str, docs: dict[str, Doc], settings: SearchSettings) -> str:
    """The heading of a page that shares most of a question's words; else the page itself.

    Each word counts by how rare it is on the page.
    """
    words = _stems(question) - _stems(settings.subject)
    found = {
        location: (_stems(doc["title"]), _stems(re.sub(r"<[^>]+>", " ", doc["text"])))
        for location, doc in docs.items()
        if location.startswith(f"{base}#")
    }
    best, top = base, 0.9
    for location, (title, text) in found.items():
        score = 0.0
        for word in words:
            spread = sum(word in other for _, other in found.values()) or 1
            score += (2.0 if word in title else 0.0) + (1.0 if word in text else 0.0) / spread
        if score > top:
            best, top = location, score
    return best


def _stems(text: str) -> set[str]:
    words = (
        word
        for word in re.findall(r"[a-z]+", text.lower())
        if word not in FREQUENT and len(word) > 2
    )
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in words}
