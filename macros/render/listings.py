"""Pages that are lists of what the project's own files say: errata, thanks, settings.

Each function takes a project and the path of the page below docs, and gives Markdown.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from markupsafe import Markup

from ..content.card import Card
from ..model import HOLDING
from ..profile import Profile
from ..project import SETTINGS, Project
from ..review.stamps import review_state
from ..urls import page_url, relative
from .template import block

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>&|~^#]")


def _text(value: object) -> str:
    """A text of a data file as Markdown that shows it as it stands."""
    return _MARKDOWN.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(str(value).split()))


def errata(project: Project, source: str) -> str:
    """What was wrong on a page, from when to when, the newest first."""
    found = project.data.errata.values()
    items = sorted(found, key=lambda item: str(item.get("until")), reverse=True)
    if not items:
        return "Nothing that was wrong and could have done harm has been found yet."
    titles = {project.source(page): page.title for page in project.pages}
    rows = []
    for item in items:
        page = str(item.get("page"))
        link = relative(source, page, "", project.directory_urls)
        name = f'<a href="{link}">{_text(titles[page])}</a>' if page in titles else _text(page)
        quote = f' It said: "{_text(item.get("said"))}"' if item.get("said") else ""
        since = f"{_text(item.get('since'))} to " if item.get("since") else "until "
        rows.append(
            f"- **{since}{_text(item.get('until'))}**, {name}: {_text(item.get('because'))}{quote}"
        )
    return "\n".join(rows)


def withdrawn(project: Project) -> list[dict[str, str]]:
    """What was taken back, with the address of its page below the site's root."""
    return [
        {
            **{name: str(item.get(name)) for name in ("id", "page", "until", "because")},
            "address": page_url(str(item.get("page")), bool(project.directory_urls)),
        }
        for item in project.data.errata.values()
    ]


def write_errata(project: Project, site: Path) -> None:
    """Write errata.json: an older copy, on a disk or a phone, asks it what was taken back."""
    found = {"version": project.version, "withdrawn": withdrawn(project)}
    (site / "errata.json").write_text(json.dumps(found, ensure_ascii=False) + "\n", "utf-8")


def contributors(project: Project, _source: str) -> str:
    """Who asked to be thanked by name, in the order of the file."""
    names = [_text(item.get("name")) for item in project.data.contributors.values()]
    return "\n".join(f"- {name}" for name in names) or "Nobody has asked to be named yet."


def reviews(project: Project, _source: str) -> str:
    """How many pages somebody has reviewed, in a sentence that stays true by itself."""
    states = [review_state(page, project) for page in project.pages]
    held = sum(state in HOLDING for state in states)
    by = project.profile.by_reviewer
    if not any(state != "draft" for state in states):
        return f"No page has been reviewed{by} yet, and every page says so at its top."
    changed = states.count("changed")
    more = f"; {changed} more {'has' if changed == 1 else 'have'} changed since" if changed else ""
    return (
        f"{held} of {len(states)} pages have been reviewed{by}{more}. Each page says so at its top."
    )


def settings(_project: Project, _source: str) -> str:
    """Every setting of the generator, with its default, made from the code."""
    parts = ["## In mkdocs.yml, below `extra: citations:`", _table(_citations())]
    parts += ["## In docs/data/handbook.yml", *_records(Profile)]
    parts += ["## In docs/data/card.yml", *_records(Card)]
    return "\n\n".join(parts)


def _citations() -> Iterator[tuple[str, str, str]]:
    for name, (default, about) in SETTINGS.items():
        yield name, about, default


def _records(kind: Any) -> Iterator[str]:
    """A table for a dataclass, and one for each dataclass that its fields hold."""
    inner = []
    rows = []
    hints = get_type_hints(kind, include_extras=True)
    for one in fields(kind):
        annotation, about = _parts(hints[one.name])
        held = get_args(annotation)[0] if get_origin(annotation) is tuple else annotation
        if is_dataclass(held):
            inner.append((one.name, held))
        rows.append((one.name, about, _shown(one.default)))
    yield _table(rows)
    for name, held in inner:
        yield f"### {name}"
        yield (held.__doc__ or "").split("\n")[0]
        yield from _records(held)


def _parts(hint: Any) -> tuple[Any, str]:
    if get_origin(hint) is Annotated:
        found, about = get_args(hint)[:2]
        return found, str(about)
    return hint, ""


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, tuple) and all(isinstance(one, str) for one in default):
        return ", ".join(default)
    return str(default) if isinstance(default, str | int) else ""


def _table(rows: Any) -> str:
    shown = [(name, _code(about), default) for name, about, default in rows]
    return block("settings", rows=shown)


def _code(text: str) -> Markup:
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return Markup(html)  # noqa: S704


LISTINGS: Mapping[str, Callable[[Project, str], str]] = MappingProxyType(
    {"errata": errata, "contributors": contributors, "reviews": reviews, "settings": settings}
)
