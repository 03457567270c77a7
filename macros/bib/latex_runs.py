"""Runs of text as a field gives them: composed characters, whole words, pairs of tags."""

import re
import unicodedata
from itertools import pairwise

from ..model import Rich, Run

_TAG = re.compile(r"<(/?)(i|b|sup|sub)>")
_LIGATURES = str.maketrans(
    dict(
        zip(
            "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
            "ff fi fl ffi ffl st st".split(),
            strict=True,
        )
    )
)
_LETTERS = "[\\w\u0300-\u036f'\u2019]"
_WORD_START, _WORD_END = re.compile(f"{_LETTERS}+"), re.compile(f"{_LETTERS}+$")


def composed(text: str) -> str:
    """A text in composed characters (Unicode, NFC), its ligatures as letters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_LIGATURES)


def whole_words(runs: list[Run]) -> Rich:
    """Protects a word whole that a brace protects in part: no style takes its rest for a word."""
    if all(first.protected == second.protected for first, second in pairwise(runs)):
        return tuple(runs)
    out: list[Run] = []
    for run in runs:
        before = out[-1] if out else None
        if before and before.protected and not run.protected and _WORD_END.search(before.text):
            head = _WORD_START.match(run.text)
            if head:
                _add(out, Run(head[0], run.style, protected=True))
                run = Run(run.text[head.end() :], run.style)
        elif before and run.protected and not before.protected and _WORD_START.match(run.text):
            tail = _WORD_END.search(before.text)
            if tail:
                out[-1] = Run(before.text[: tail.start()], before.style)
                _add(out, Run(tail[0], before.style, protected=True))
        _add(out, run)
    return tuple(run for run in out if run.text)


def _add(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last and (last.style, last.protected) == (run.style, run.protected):
        runs[-1] = Run(last.text + run.text, run.style, run.protected)
    elif run.text:
        runs.append(run)


def paired_tags(value: str) -> frozenset[int]:
    """Where the tags stand that have their partner; all others are text."""
    open_tags: list[tuple[str, int]] = []
    waiting = dict.fromkeys(("i", "b", "sup", "sub"), 0)
    places: set[int] = set()
    for tag in _TAG.finditer(value):
        if not tag[1]:
            open_tags.append((tag[2], tag.start()))
            waiting[tag[2]] += 1
        elif waiting[tag[2]]:
            name, start = "", 0
            while name != tag[2]:
                name, start = open_tags.pop()
                waiting[name] -= 1
            places.update((start, tag.start()))
    return frozenset(places)
