"""The built index, taught: which other words lead to a page and to a heading, whom it is for, and how far it counts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from functools import cache

from ..model import Page
from ..project import Project
from ..urls import page_url
from .settings import SearchSettings
from .tables import legible, tables

__all__ = ["enriched"]

# A question in a list of questions, with the page that says more: its words then lead there too.
MORE = re.compile(r"\[[^\]]*\]\(([^)#\s]+\.md)(#[^)\s]*)?\)")
# A year or "undated" that the index glued to the sentence after it, where the page has a line break.
GLUED = re.compile(r"((?:\b(?:19|20)\d\d|undated)(?:\)|(?=[A-Z])))(?=[A-Z])")
# Two words that the index glued together, where the page has a term and its meaning below each other.
CAMEL = re.compile(r"\b(\w*[a-z]{2})([A-Z][a-z]\w*)")
# Whether a text has any, told at once: nearly none has.
HUMP = re.compile(r"[a-z]{2}[A-Z][a-z]")
FREQUENT = frozenset("a an and are as at be by can do does for from have how i if in is it me my no not of on or so that the they this to was what when which who why will with you your".split())


def enriched(index: dict, project: Project, settings: SearchSettings) -> dict:
    """Material's index with `audience`, `weight` and `also` on its documents and the vocabulary in `config.words`.

    Headings without text (lists of references, which are kept out of the index) are dropped: they answer nothing.
    """
    pages = {page_url(project.source(page), bool(project.directory_urls)): page for page in project.pages}
    also = _also(project, index["docs"], settings)
    real = cache(lambda: _real(project))  # all words of all pages are needed only where a text has two glued together
    docs, shapes = [], {location: tables(page.source) for location, page in pages.items()}
    for doc in index["docs"]:
        location, _, anchor = doc["location"].partition("#")
        page = pages.get(location)
        if page is None:
            docs.append(doc)
            continue
        if anchor and not doc["text"].strip() and not also.get(doc["location"]):
            continue
        source = project.source(page)
        new = {**doc, "text": _parted(legible(doc["text"], shapes[location]), real), "audience": str(page.meta.get("audience") or "everyone")}
        if settings.weight(source) != 1:
            new["weight"] = settings.weight(source)
        names = list(dict.fromkeys(also.get(doc["location"], [])))
        if not anchor:
            new["aliases"] = [str(name) for name in page.meta.get("aliases") or []]
            new["summary"] = str(page.meta.get("summary") or "")
        if names:
            new["also"] = names
        docs.append(new)
    words = {
        "terms": _terms(project), "spellings": _spellings(project), "alarm": [list(group) for group in settings.alarm], "calm": list(settings.calm), "clinical": list(settings.clinical),
        "alike": [list(group) for group in settings.alike], "patients": list(settings.patients), "clinicians": list(settings.clinicians),
        "device": [name for name in settings.device if name in project.data.glossary],
        "subject": settings.subject, "together": list(settings.together), "patterns": list(settings.patterns), "labels": settings.labels,
        "leads": [{"words": list(lead["words"]), "pages": [page_url(page, bool(project.directory_urls)) for page in lead["pages"]]} for lead in settings.leads],
        "help": page_url(settings.help, bool(project.directory_urls)) if settings.help else "",
    }
    return {"config": {**index["config"], "words": words}, "docs": docs}


def _parted(text: str, real: Callable[[], set[str]]) -> str:
    text = GLUED.sub(r"\1. ", re.sub(r"(?<=[a-z]{2}[.?!])(?=[A-Z][a-z])", " ", text))
    if not HUMP.search(text):
        return text
    return CAMEL.sub(lambda match: match[0] if match[0] in real() else f"{match[1]}. {match[2]}", text)


def _real(project: Project) -> set[str]:
    """The words that stand somewhere as they are: "PubMed" is one."""
    texts = [*(page.source for page in project.pages), *(" ".join(forms) for forms in _terms(project).values())]
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _terms(project: Project) -> dict[str, list[str]]:
    """Every entry of the glossary with all its forms: term, aliases, misspellings, US and UK spelling."""
    return {item.id: list(dict.fromkeys(str(name) for name in [item.get("term"), *item.get("aliases", []), *item.get("misspellings", []), item.get("us"), item.get("uk")] if name))
            for item in project.data.glossary.values()}


def _spellings(project: Project) -> dict[str, str]:
    """Each misspelling of the glossary with the form that was meant: the nearest of its entry's own."""
    found = {}
    for item in project.data.glossary.values():
        forms = [str(name) for name in [item.get("term"), *item.get("aliases", [])]]
        for wrong in item.get("misspellings", []):
            near = difflib.get_close_matches(str(wrong).lower(), [form.lower() for form in forms], 1, 0.6)
            if near:
                found[str(wrong)] = near[0]
    return found


def _also(project: Project, docs: list[dict], settings: SearchSettings) -> dict[str, list[str]]:
    """What else leads to a document, by its location: glossary terms, other names of headings, and questions whose answer points there."""
    also: dict[str, list[str]] = {}
    by_source = {project.source(page): page for page in project.pages}
    directory = bool(project.directory_urls)
    for item in project.data.glossary.values():
        page = by_source.get(str(item.get("page")))
        if page is not None:
            names = [str(item.get("term")), *(str(name) for name in item.get("aliases", []))]
            also.setdefault(page_url(project.source(page), directory) + _anchor(page, str(item.get("section"))), []).extend(names)
    for place, names in settings.headings.items():
        source, _, anchor = place.partition("#")
        also.setdefault(page_url(source, directory) + (f"#{anchor}" if anchor else ""), []).extend(names)
    texts = {doc["location"]: doc for doc in docs}
    for page in project.pages:
        for question, target, anchor in _questions(page, project.source(page)):
            if target in by_source:
                base = page_url(target, directory)
                place = base + anchor if anchor else _nearest(question, base, texts, settings.subject)
                also.setdefault(place, []).append(question)
    return also


def _anchor(page: Page, section: str) -> str:
    wanted = section.strip().lower()
    return next((f"#{heading.anchor}" for heading in page.headings if wanted and heading.text.strip().lower() == wanted), "")


def _questions(page: Page, source: str):
    """Headings that are questions and end with one link to a page that says more: (question, page, anchor)."""
    lines = page.source.split("\n")
    asked = [heading for heading in page.headings if heading.text.rstrip().endswith("?") and heading.level == 3]
    for heading in asked:
        following = next((other.line for other in page.headings if other.line > heading.line), len(lines) + 1)
        links = MORE.findall("\n".join(lines[heading.line : following - 1]))
        if links:
            target, anchor = links[-1]
            folder = source.rpartition("/")[0]
            yield heading.text, f"{folder}/{target}" if folder and not target.startswith("../") else target.removeprefix("../"), anchor


def _nearest(question: str, base: str, docs: dict[str, dict], subject: str) -> str:
    """The heading of a page that shares most of a question's words, each counted by how rare it is on the page; else the page itself."""
    words = _stems(question) - _stems(subject)
    sections = {location: doc for location, doc in docs.items() if location.startswith(f"{base}#")}
    found = {location: (_stems(doc["title"]), _stems(re.sub(r"<[^>]+>", " ", doc["text"]))) for location, doc in sections.items()}
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
    words = (word for word in re.findall(r"[a-z]+", text.lower()) if word not in FREQUENT and len(word) > 2)
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in words}
