"""The kit itself: what is read, what is compared, what is written down."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from macros.bib.library import read_bibliography
from macros.model import Reference
from macros.styles import ama
from tests.conformity import csl, judge

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Difference:
    """One entry that we and the judge print otherwise."""

    key: str
    ours: str
    judge: str


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """The kit's works, read by the same code as any other .bib file."""
    return read_bibliography(FOLDER / "kit.bib").references


@lru_cache(maxsize=1)
def ours() -> dict[str, str]:
    """Our text of each work, without the notice of a retraction: CSL has no word for it, so no judge can print one.

    That the notice stands where it should, and changes nothing else, is a test of its own (test_ama.py).
    """
    return {
        key: judge.fold(ama.to_html(ama.format_reference(replace(ref, status=""))))
        for key, ref in references().items()
    }


@lru_cache(maxsize=1)
def items() -> tuple[dict, ...]:
    return tuple(csl.item(ref) for ref in references().values())


@lru_cache(maxsize=4)
def judged(style: str = "mended") -> dict[str, str]:
    return judge.by_pandoc(
        list(items()), judge.mended_style() if style == "mended" else judge.official_style()
    )


@lru_cache(maxsize=1)
def second_opinion() -> dict[str, str]:
    return judge.by_citeproc_py(list(items()))


def differences(theirs: dict[str, str]) -> list[Difference]:
    return [
        Difference(key, text, theirs.get(key, ""))
        for key, text in ours().items()
        if text != theirs.get(key)
    ]


def written() -> dict[str, dict]:
    """differences.yml by key."""
    return {
        entry["key"]: entry
        for entry in yaml.safe_load((FOLDER / "differences.yml").read_text(encoding="utf-8")) or []
    }


def cases() -> list[dict]:
    return yaml.safe_load((FOLDER / "cases.yml").read_text(encoding="utf-8"))


def our_marks(case: dict) -> list[str]:
    """A case's marks by our rules; numbers are given in order of first mention."""
    numbers: dict[str, int] = {}
    marks = []
    for cited in case["cites"]:
        pairs = [(one, "") if isinstance(one, str) else tuple(one) for one in cited]
        for key, _ in pairs:
            numbers.setdefault(key, len(numbers) + 1)
        marks.append(judge.fold(ama.mark((numbers[key], locator) for key, locator in pairs)))
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
