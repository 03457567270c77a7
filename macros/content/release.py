"""The handbook's version: CITATION.cff names it, CHANGELOG.md says what it changed."""

import re
from dataclasses import dataclass
from pathlib import Path

from ..source_text import decode, file_bytes

CITATION, CHANGELOG = "CITATION.cff", "CHANGELOG.md"
# Keep a Changelog 1.1.0: "## [1.2.0] - 2026-11-22".
_HEADING = re.compile(r"^## \[(?P<version>[^\]\n]+)\](?: - (?P<date>[\d-]+))?[ \t]*$", re.MULTILINE)
_VERSION = re.compile(r"^version:[ \t]*[\"']?(?P<version>[\w.+-]+)[\"']?", re.MULTILINE)
_DATE = re.compile(r"^date-released:[ \t]*[\"']?(?P<date>[\d-]+)[\"']?", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    """A version, its day, and the line on which it stands."""

    version: str
    date: str
    line: int


def _read(path: Path) -> str:
    try:
        return decode(file_bytes(path))
    except (OSError, UnicodeDecodeError):
        return ""


def citation_version(root: Path) -> Release | None:
    """What CITATION.cff says (Citation File Format 1.2.0), or None where it names no version."""
    text = _read(root / CITATION)
    version, date = _VERSION.search(text), _DATE.search(text)
    if version is None:
        return None
    line = text.count("\n", 0, version.start()) + 1
    return Release(version["version"], date["date"] if date else "", line)


def changelog(root: Path) -> list[Release]:
    """The released versions of CHANGELOG.md, in its order, the newest first."""
    text = _read(root / CHANGELOG)
    return [
        Release(match["version"], match["date"] or "", text.count("\n", 0, match.start()) + 1)
        for match in _HEADING.finditer(text)
        if match["version"].lower() != "unreleased"
    ]


def newest(root: Path) -> Release | None:
    """The newest released version of CHANGELOG.md."""
    return next(iter(changelog(root)), None)


def notes(root: Path, version: str) -> str:
    """What CHANGELOG.md says of a version."""
    text = _read(root / CHANGELOG)
    found = list(_HEADING.finditer(text))
    for number, match in enumerate(found):
        if match["version"] == version:
            end = found[number + 1].start() if number + 1 < len(found) else len(text)
            return text[match.end() : end].strip()
    return ""


def with_release(root: Path, version: str, day: str) -> dict[str, str]:
    """The two files with a new version in them. Raises ValueError with nothing to release."""
    text, citation = _read(root / CHANGELOG), _read(root / CITATION)
    heading = re.search(r"^## \[Unreleased\][ \t]*$", text, re.MULTILINE | re.IGNORECASE)
    if heading is None or not _VERSION.search(citation):
        raise ValueError(
            "a release needs ## [Unreleased] in CHANGELOG.md and version: in CITATION.cff"
        )
    if not notes(root, heading.group()[4:-1].rstrip("]").lstrip("[")):
        raise ValueError(
            "nothing stands below ## [Unreleased] in CHANGELOG.md: say what changes first"
        )
    text = f"{text[: heading.end()]}\n\n## [{version}] - {day}{text[heading.end() :]}"
    citation = _VERSION.sub(f"version: {version}", citation, count=1)
    dated = f"date-released: {day}"
    citation = (
        _DATE.sub(dated, citation, count=1) if _DATE.search(citation) else f"{citation}{dated}\n"
    )
    return {CHANGELOG: text, CITATION: citation}
