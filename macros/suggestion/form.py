"""The form "Something is wrong on a page" as fields (GitHub Docs, "issue forms")."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The questions of 1-mistake.yml; a test holds the form to them.
LABELS = {
    "page": "Which page?",
    "section": "Which section?",
    "version": "Which version?",
    "sentence": "What does it say?",
    "words": "What should it say?",
    "source": "Which source says so?",
    "why": "Why?",
    "harm": "Could somebody come to harm through it?",
    "credit": "May we thank you by name?",
    "interest": "Do you have an interest in this?",
}
LONGEST = 2_000
# An issue's text holds at most 65,536 characters (GitHub's own limit).
LARGEST = 300_000
# What turns the direction of text, hides in it, or steers a terminal: no sentence needs it.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Refusal(Exception):  # noqa: N818 (no error: a person does it)
    """Why a suggestion can't be applied by itself. Its text is for the person who made it."""


@dataclass(frozen=True)
class Suggestion:
    """The fields of the form; an empty one is ""."""

    number: int
    page: str
    sentence: str
    words: str = ""
    section: str = ""
    version: str = ""
    source: str = ""
    why: str = ""
    harm: str = ""
    credit: str = ""
    interest: str = ""

    @property
    def urgent(self) -> bool:
        """Whether somebody could come to harm."""
        return self.harm.lower().startswith("yes")


def read_issue(path: Path) -> Suggestion:
    """An issue as GitHub describes it in JSON (`number` and `body`, alone or below `issue`).

    Raises Refusal (for the writer of the form) or ValueError (for who runs the command).
    """
    try:
        raw = path.read_bytes()
        found = json.loads(raw)
    except OSError as error:
        raise ValueError(f"{path} can't be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise ValueError(f"{path} is not JSON") from None
    issue = found.get("issue", found) if isinstance(found, dict) else None
    number = issue.get("number") if isinstance(issue, dict) else None
    if not isinstance(issue, dict) or not isinstance(number, int) or not 0 < number < 10**9:
        raise ValueError(f"{path} describes no issue: it needs number and body")
    body = issue.get("body")
    if len(raw) > LARGEST:
        raise Refusal("the text is too long to be read by a program")
    return _fields(number, body if isinstance(body, str) else "")


def _fields(number: int, body: str) -> Suggestion:
    text = _UNSEEN.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    places: list[tuple[int, int, str]] = []
    for name, label in LABELS.items():
        found = list(re.finditer(rf"^### {re.escape(label)}[ \t]*$", text, re.MULTILINE))
        if len(found) > 1:
            raise Refusal(f'the question "{label}" stands in the text twice')
        places += [(match.start(), match.end(), name) for match in found]
    values: dict[str, Any] = {}
    places.sort()
    ends = [place[0] for place in places[1:]] + [len(text)]
    for (_, start, name), end in zip(places, ends, strict=False):
        value = text[start:end]
        if name == places[-1][2]:
            value = re.split(r"^### ", value, maxsplit=1, flags=re.MULTILINE)[0]
        value = value.strip()
        values[name] = "" if value in ("_No response_", "None") else value
    _judge(values)
    return Suggestion(number, **values)


def _judge(values: Mapping[str, str]) -> None:
    for name in ("page", "sentence"):
        if not values.get(name):
            raise Refusal(f'the answer to "{LABELS[name]}" is missing')
    for name, value in values.items():
        if len(value) > LONGEST:
            raise Refusal(
                f'the answer to "{LABELS[name]}" is longer than {LONGEST} characters: one sentence '
                "at a time can be corrected by itself"
            )
