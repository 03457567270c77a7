"""The words that the index carries: terms of the glossary with their forms, and data/search.yml."""

import difflib
from typing import Any

from ..project import Project
from ..urls import page_url
from .settings import SearchSettings


def vocabulary(project: Project, settings: SearchSettings) -> dict[str, Any]:
    """What browser/lexicon.mjs reads; pages by their addresses."""

    def address(source: str) -> str:
        return page_url(source, bool(project.directory_urls))

    return {
        "terms": terms(project),
        "spellings": _spellings(project),
        "alarm": [list(group) for group in settings.alarm],
        "together": [{"alarm": one.alarm, "words": one.words} for one in settings.together],
        "patterns": [{"alarm": one.alarm, "pattern": one.pattern} for one in settings.patterns],
        "calm": list(settings.calm),
        "clinical": list(settings.clinical),
        "alike": [list(group) for group in settings.alike],
        "patients": list(settings.patients),
        "clinicians": list(settings.clinicians),
        "subject": settings.subject,
        "device": [name for name in settings.device if name in project.data.glossary],
        "help": address(settings.help) if settings.help else "",
        "labels": dict(settings.labels),
        "leads": [
            {"words": list(lead.words), "pages": [address(page) for page in lead.pages]}
            for lead in settings.leads
        ],
    }


def terms(project: Project) -> dict[str, list[str]]:
    """Every entry of the glossary with all its forms: also misspelt, in US and UK spelling."""
    return {item.id: item.names() for item in project.data.glossary.values()}


def _spellings(project: Project) -> dict[str, str]:
    """Each misspelling with the form that was meant: the nearest of its entry's own."""
    found = {}
    for item in project.data.glossary.values():
        forms = [name.lower() for name in item.names("term", "aliases")]
        for wrong in item.get("misspellings", []):
            near = difflib.get_close_matches(str(wrong).lower(), forms, 1, 0.6)
            if near:
                found[str(wrong)] = near[0]
    return found
