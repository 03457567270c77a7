"""What was found out, as Markdown for the one standing issue that the weekly run renews."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..bib.verified import Verified
from ..project import Project
from .findings import KINDS, Finding, closed, findings, unanswered

# GitHub keeps at most 65,536 characters of an issue.
LONGEST = 60_000
MARK = re.compile(r"<!-- known:([ 0-9a-f]*)-->")


def known_in(body: str) -> set[str]:
    """The ids of an earlier report's findings."""
    return {name for mark in MARK.findall(body) for name in mark.split()}


def markdown(project: Project, verified: Verified, before: str | None = None) -> tuple[str, str]:
    """(state, Markdown) of the standing issue; `before` is its present text: news stands first.

    State is "open" (something to correct), "clean", or "unknown" (nothing known to correct, but
    something could not be asked).
    """
    found, silent = findings(project, verified), unanswered(verified)
    state = "open" if found else "unknown" if silent else "clean"
    known = known_in(before or "")
    new = [finding for finding in found if finding.id not in known]
    old = [finding for finding in found if finding.id in known]
    days = sorted(
        str(item.get("checked") or "")
        for part in (verified.sources, verified.links)
        for item in part.values()
    )
    last = days[-1] if days and days[-1] else "never"
    lines = [
        f"<!-- state: {state} -->",
        f"<!-- known: {' '.join(finding.id for finding in found)} -->",
        (
            f"{len(verified.sources)} sources and {len(verified.links)} other links are on "
            f"record; last asked on {last}. "
            "This issue is written anew by the weekly run: what is mended goes, and when "
            "nothing is left it is closed. You need not edit it."
        ),
        "",
    ]
    lines += [*_group("New", new), *_group("Still open", old)]
    lines += _folded("Could not be asked this time", silent)
    about = ["This says nothing about the source: look at it in a browser now and then.", ""]
    lines += _folded("Could not be checked by a program", closed(verified), about)
    if state == "clean":
        lines.append("Nothing is left to mend.")
    text = "\n".join(lines)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit("\n", 1)[0] + (
            "\n\nThe list is longer than an issue may be; the rest is in "
            "docs/data/verified.json of the run."
        )
    return state, text.rstrip() + "\n"


def _group(heading: str, found: list[Finding]) -> Iterator[str]:
    if not found:
        return
    yield from (f"## {heading} ({len(found)})", "")
    for kind, alike in groupby(found, key=lambda finding: finding.kind):
        yield from (f"### {KINDS[kind]}", "", *map(_line, alike))
    yield ""


def _folded(summary: str, rows: list[tuple[str, str]], about: Sequence[str] = ()) -> Iterator[str]:
    if rows:
        yield from (f"<details><summary>{summary} ({len(rows)})</summary>", "", *about)
        yield from (f"- {_safe(name)}: {_safe(why)}" for name, why in rows)
        yield from ("", "</details>", "")


def _line(finding: Finding) -> str:
    since = f" Since {finding.since}." if finding.since else ""
    places = f" In {', '.join(f'`{place}`' for place in finding.places)}." if finding.places else ""
    return (
        f"- **{_safe(finding.name)}**: {_safe(finding.what)}. "
        f"{_safe(finding.fix[:1].upper() + finding.fix[1:])}.{places}{since}"
    )


def _safe(text: str) -> str:
    """Foreign text in an issue: no mention, reference, HTML or Markdown; addresses stay links."""

    def plain(part: str) -> str:
        part = html.escape(part, quote=False)
        part = re.sub(r"([\\`*_\[\]|~])", r"\\\1", part)
        return re.sub(r"([@#])(?=\w)", "\\1\u200b", part)

    text = " ".join(text.split())
    parts = re.split(r"(https?://[^\s<>\"`]+[^\s<>\"`.,;:)])", text)
    return "".join(f"<{part}>" if number % 2 else plain(part) for number, part in enumerate(parts))
