"""The JSON Schema of a page's front matter, from the tables that the rules use."""

from typing import Any

from ..project import Project
from .pages.front_matter import FIELDS, HIDDEN, LISTS, OPTIONAL, TEXTS, allowed_values

DAYS = ("written", "review_due", "reviewed")
# A reviewer as `review` stamps it.
STAMP = {"type": "object", "required": ["name"]}


def front_matter_schema(project: Project) -> dict[str, Any]:
    """The schema, with the audiences and states of a project."""
    text, flag = {"type": "string"}, {"type": "boolean"}
    words = {"type": "array", "items": text}
    day = {"type": "string", "format": "date"}
    hidden = {"enum": list(HIDDEN)}
    kinds: dict[str, dict[str, Any]] = {
        **dict.fromkeys(TEXTS, text),
        **{name: {"enum": values} for name, values in allowed_values(project).items() if values},
        **dict.fromkeys(LISTS, words),
        **dict.fromkeys(DAYS, day),
        **dict.fromkeys(("orphan", "render_macros"), flag),
        "reviewed_by": {"type": "array", "items": {"anyOf": [text, STAMP]}},
        "moved_sections": {"type": "object", "additionalProperties": text},
        "hide": {"anyOf": [hidden, {"type": "array", "items": hidden}]},
        "search": {"type": "object", "properties": {"exclude": flag, "boost": {"type": "number"}}},
    }
    about = {name: {"description": purpose} for name, (purpose, _) in FIELDS.items()}
    return {
        "description": "The lines between two --- at the top of a page.",
        "type": "object",
        "properties": {
            name: about.get(name, {}) | kinds.get(name, {}) for name in (*FIELDS, *OPTIONAL)
        },
        "additionalProperties": False,
        "required": list(FIELDS),
    }
