"""The kit itself: what is read, what is compared, what is written down."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from macros.bib.latex import decode
from macros.bib.library import read_bibliography
from macros.model import Date, Name, Reference
from macros.render.citations import CitationError, Citations
from macros.styles import STYLES
from macros.styles.richtext import to_html
from tests.conformity import csl, judge

FOLDER = Path(__file__).parent
RICH = {"title", "journal", "short_journal", "container", "publisher", "series", "event"}


@dataclass(frozen=True)
class Difference:
    """One entry that we and the judge print otherwise."""

    key: str
    ours: str
    judge: str


@lru_cache(maxsize=1)
def by_hand() -> Mapping[str, Reference]:
    """The single hard cases, each written by hand."""
    return read_bibliography(FOLDER / "hand.bib").references


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """All works that CSL can judge, read by the same code as any other .bib file."""
    return {**by_hand(), **read_bibliography(FOLDER / "kit.bib").references}


def ours(ref: Reference, style: str) -> str:
    """Our text of a work, without what CSL has no word for: the notice of a retraction, and NLM's "Epub ahead of print".

    That they stand where they should, and change nothing else, are tests of their own (test_ama.py, test_vancouver.py).
    """
    ref = replace(ref, status="", online_first=ref.online_first and style != "vancouver")
    return judge.fold(to_html(STYLES[style].reference(ref)))


@lru_cache(maxsize=8)
def judged(style: str = "ama", form: str = "mended") -> dict[str, str]:
    """The judge's text of each work, by key."""
    items = [csl.item(ref, style) for ref in references().values()]
    return judge.by_pandoc(
        items, judge.mended_style(style) if form == "mended" else judge.official_style(style)
    )


@lru_cache(maxsize=1)
def second_opinion() -> dict[str, str]:
    return judge.by_citeproc_py([csl.item(ref, "ama") for ref in references().values()])


def differences(style: str = "ama", form: str = "mended") -> list[Difference]:
    theirs = judged(style, form)
    return [
        Difference(key, text, theirs.get(key, ""))
        for key, ref in references().items()
        if (text := ours(ref, style)) != theirs.get(key)
    ]


def written(style: str = "ama") -> dict[str, dict]:
    """What differs, and why, by key."""
    path = FOLDER / ("differences.yml" if style == "ama" else f"differences-{style}.yml")
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return {entry["key"]: entry for entry in entries}


# What CSL has no rule for: records as values, and the text that the manual's own form gives


@lru_cache(maxsize=1)
def special() -> list[dict]:
    """special.yml."""
    return yaml.safe_load((FOLDER / "special.yml").read_text(encoding="utf-8"))


def record(case: dict) -> Reference:
    """A case's record as a `Reference`: people by semicolons, organisations in braces, dates in ISO 8601."""
    return Reference(
        case["key"], **{name: _value(name, value) for name, value in case["record"].items()}
    )


def printed(case: dict, style: str) -> str:
    """Our text of such a case."""
    return judge.fold(to_html(STYLES[style].reference(record(case))))


def _value(name: str, value: object) -> object:
    if name in RICH:
        return decode(str(value))
    if name in ("authors", "editors", "translators"):
        return tuple(map(_person, str(value).split("; ")))
    if name in ("date", "accessed", "event_start", "event_end"):
        return Date(*map(int, str(value).split("-")))
    return value if isinstance(value, bool) else str(value)


def _person(text: str) -> Name:
    if text.startswith("{"):
        return Name(literal=text[1:-1])
    family, *more = text.split(", ")
    particle = re.match(r"(?:[a-z]+ )*", family)[0].strip()
    given = more.pop() if more else ""
    return Name(family[len(particle) :].strip(), given, particle, more[0] if more else "")


# Marks


def cases() -> list[dict]:
    return yaml.safe_load((FOLDER / "cases.yml").read_text(encoding="utf-8"))


def our_marks(case: dict) -> list[str]:
    """A case's marks as a page prints them."""
    keys = {one if isinstance(one, str) else one[0] for cited in case["cites"] for one in cited}
    page = Citations({key: Reference(key, "book") for key in keys}, STYLES["ama"], CitationError)
    marks = []
    for cited in case["cites"]:
        html = page.cite([one if isinstance(one, str) else " ".join(one) for one in cited])
        marks.append(judge.fold(re.sub(r"<[^>]+>", "", html)))
    return marks


def judged_marks(case: dict) -> list[str]:
    """The same by pandoc: the case as a small document, a mark in each paragraph."""
    keys = dict.fromkeys(
        one if isinstance(one, str) else one[0] for cited in case["cites"] for one in cited
    )
    head = json.dumps({"references": [{"id": key, "type": "book", "title": key} for key in keys]})
    body = "\n\n".join(
        "["
        + "; ".join(f"@{one}" if isinstance(one, str) else f"@{one[0]}, {one[1]}" for one in cited)
        + "]"
        for cited in case["cites"]
    )
    html = judge.pandoc(
        ["-f", "markdown", "-t", "html"], f"---\n{head}\n---\n\n{body}\n", judge.official_style()
    )
    return [
        judge.fold(re.sub(r"<[^>]+>", "", mark))
        for mark in re.findall(r'<span class="citation"[^>]*>(.*?)</span>', html, re.S)
    ]
