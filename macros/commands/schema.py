"""Write a JSON Schema for front matter and for each data file, for editors that read them."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..checks.front_matter_schema import front_matter_schema
from ..content.card import FILE as CARD
from ..content.card import Card
from ..content.data import FILES
from ..content.json_schema import DIALECT, Schema, object_schema
from ..content.patterns import FILE as SEARCH
from ..content.shapes import SHAPES
from ..profile import CHOICES, Profile
from ..profile import FILE as PROFILE
from ..project import Project
from ..review.people import FILE as REVIEWERS
from ..review.people import Entry
from ..search.settings import SearchSettings

FOLDER = "contribute/schemas"


def run(project: Project, options: argparse.Namespace) -> int:
    """Writes one file for each; 0."""
    folder = Path(options.to) if options.to else project.docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    found = schemas(project)
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(found)} schemas in {folder}")
    return 0


def schemas(project: Project) -> dict[str, str]:
    """Each schema's text, by its file's name: that of the file it describes, with .json."""
    profile = project.profile
    choices: dict[str, Sequence[str]] = {
        **CHOICES,
        "level": [one.id for one in profile.ladder],
        "topic": [one.id for one in profile.topics],
        "needed_by": [one.id for one in profile.audiences],
    }
    pages: Schema = {"type": "array", "items": {"type": "string", "pattern": r"\.md(?:#\S+)?$"}}
    found: dict[str, Schema] = {
        "front-matter.json": front_matter_schema(project),
        **{FILES[kind]: _items(shape, choices) for kind, shape in SHAPES.items()},
        REVIEWERS: _items(Entry, {}),
        SEARCH: object_schema(SearchSettings, {}),
        PROFILE: object_schema(Profile, choices, named=True),
        CARD: object_schema(Card, {}, named=True),
        "addresses.yml": {
            "description": "Every page and section that was ever published.",
            **pages,
        },
    }
    return {f"{Path(name).stem}.json": _written(name, one) for name, one in found.items()}


def _items(kind: Any, choices: dict[str, Any]) -> Schema:
    """A list of items; a file that holds only remarks is empty."""
    return {"type": ["array", "null"], "items": object_schema(kind, choices)}


def _written(name: str, schema: Schema) -> str:
    whole = {"$schema": DIALECT, "title": name, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
