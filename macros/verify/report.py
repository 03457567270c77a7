"""What was found out, in words: for the terminal, and for the one standing issue that the weekly
run keeps up to date.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..bib.verified import Item, Verified, archived_copy, identity, print_of
from ..model import Reference
from ..project import Project
from ..suggest import describe
from .notices import STATUSES
from .run import page_links

__all__ = ["Finding", "closed", "findings", "known_in", "markdown", "unanswered"]

# The order in which they are mended, and the heading of each group.
KINDS = {
    "retracted": "Retracted",
    "concern": "Expression of concern",
    "notice": "Not the work itself",
    "unknown": "Not found",
    "differs": "Record differs",
    "superseded": "Superseded",
    "corrected": "Corrected",
    "published": "Published since",
    "dead": "Dead address",
    "soft-404": "Address answers, but the page is gone",
    "moved": "Moved for good",
    "insecure": "Plain http",
    "silent": "No answer, more than once",
}
# GitHub keeps at most 65,536 characters of an issue.
LONGEST = 60_000
MARK = re.compile(r"<!-- known:([ 0-9a-f]*)-->")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what, of which source or address, in words, how, where it is cited, and
    since when it is known.
    """

    kind: str
    name: str
    what: str
    mend: str
    places: tuple[str, ...] = ()
    since: str = ""

    @property
    def id(self) -> str:
        """The same in every run that finds the same."""
        return hashlib.sha256(f"{self.kind} {self.name}".encode()).hexdigest()[:10]


def findings(project: Project, verified: Verified) -> list[Finding]:
    """All that is to be mended, the gravest first. What references.bib itself says already
    (`status`) is not told again, unless it is a retraction.
    """
    references = project.bibliography.references
    own = {entry.key: entry.get("status").strip().lower() for entry in project.bibliography.entries}
    cited: dict[str, dict[str, None]] = {}
    for citation in project.citations:
        cited.setdefault(citation.key, {})[f"{citation.path}:{citation.line}"] = None
    found: list[Finding] = []
    for key, item in verified.sources.items():
        reference = references.get(key)
        if reference is not None and item.get("of") == identity(reference):
            places = tuple(cited.get(key, ()))
            found += _source(
                reference,
                item,
                own.get(key, ""),
                archived_copy(reference.note),
                (f"{project.bibliography.path}:{reference.line}", *places),
            )
    linked = page_links(project.pages)
    for address, item in verified.links.items():
        if address in linked:
            found += _web(address, address, item, tuple(linked[address]))
    return sorted(found, key=lambda finding: (list(KINDS).index(finding.kind), finding.name))


def unanswered(verified: Verified) -> list[tuple[str, str]]:
    """What the last run could not ask: names and reasons."""
    return [
        (name, str(item["failed"].get("why", "")))
        for part in (verified.sources, verified.links)
        for name, item in sorted(part.items())
        if item.get("failed")
    ]


def closed(verified: Verified) -> list[tuple[str, str]]:
    """Where no program was let in, or a service tells nothing: names and reasons. It says nothing
    about the source.
    """
    found = []
    for part in (verified.sources, verified.links):
        for name, item in sorted(part.items()):
            web = item.get("web") or {}
            if web.get("state") == "closed":
                found.append((name, f"answer {web.get('code')} {web.get('title', '')}".strip()))
            elif item.get("unseen") and not item.get("answers"):
                agencies = " and ".join(map(str, item["unseen"]))
                found.append((name, f"{agencies} knows the DOI, and has no record to compare"))
    return found


def _source(
    reference: Reference, item: Item, own: str, copy: str, places: tuple[str, ...]
) -> Iterator[Finding]:
    status, name, since = str(item.get("status") or ""), reference.key, str(item.get("since") or "")
    words = describe(reference)
    known = own in STATUSES and status in STATUSES and STATUSES.index(own) <= STATUSES.index(status)
    if status in STATUSES and not (known and (status != "retracted" or len(places) == 1)):
        notice = f"; the notice: {item['notice']}" if item.get("notice") else ""
        mend = {
            "retracted": "take its citations out, and every statement that has no other source",
            "concern": (
                "read the notice, and say so on the page or rest the statement on another source"
            ),
            "superseded": "read the newer version, and cite that",
            "corrected": "read the correction: does what we say still hold?",
        }[status]
        said = {
            "retracted": "was retracted",
            "concern": "has an expression of concern",
            "superseded": "has a newer version",
            "corrected": "was corrected",
        }[status]
        yield Finding(
            status,
            name,
            f"{words} {said}{notice}",
            f"{mend}; then write status = {{{status}}} in its entry",
            places,
            since,
        )
    for notice in item.get("notices", []):
        if str(notice.get("kind", "")).startswith("is itself"):
            yield Finding(
                "notice",
                name,
                (
                    f"{words} "
                    f"{notice['kind']}{' (of ' + notice['id'] + ')' if notice.get('id') else ''}"
                ),
                "cite the work that is meant, if it still stands",
                places,
                since,
            )
        elif notice.get("kind") == "published in a journal":
            yield Finding(
                "published",
                name,
                (
                    f"{words}: the preprint has been "
                    f"published{' as ' + notice['id'] if notice.get('id') else ''}"
                ),
                "read and cite the published version",
                places,
                since,
            )
    if item.get("print") == print_of(reference):
        if item.get("unknown_to"):
            which = " and ".join(
                (
                    f"{service} does not know its "
                    f"{'PMID ' + reference.pmid if service == 'PubMed' else 'DOI ' + reference.doi}"
                )
                for service in item["unknown_to"]
            )
            yield Finding(
                "unknown",
                name,
                f"{words}: {which}",
                "compare the number with the paper itself",
                places[:1],
                since,
            )
        for one in item.get("differences", []):
            yield Finding(
                "differs",
                f"{name} {one['field']} {one['service']}",
                (
                    f'{name}: {one["field"]} is "{one["ours"]}" with us, "{one["theirs"]}" with '
                    f"{one['service']}"
                ),
                "mend the entry, or leave it where the service is wrong",
                places[:1],
                since,
            )
    yield from _web(name, reference.url, item, places, copy)


def _web(
    name: str, address: str, item: Item, places: tuple[str, ...], copy: str = ""
) -> Iterator[Finding]:
    told, since = item.get("web") or {}, str(item.get("since") or "")
    state, target = told.get("state"), str(told.get("target") or "")
    once = " (seen once so far: it may pass)" if since == item.get("checked") else ""
    elsewhere = (
        f"its archived copy, which the record names, is {copy}"
        if copy
        else f"find its new address, or a copy at https://web.archive.org/web/*/{address}"
    )
    if state == "dead":
        yield Finding(
            "dead",
            name,
            f"{address} is gone (answer {told.get('code')}){once}",
            elsewhere,
            places,
            since,
        )
    elif state == "soft-404":
        where = f" ({target})" if target else ""
        yield Finding(
            "soft-404",
            name,
            (
                f"{address} answers, but not with the page: "
                f"{told.get('title') or 'it leads elsewhere'}{where}"
            ),
            elsewhere,
            places,
            since,
        )
    elif state == "moved":
        yield Finding(
            "moved", name, f"{address} has moved for good", f"write {target}", places, since
        )
    elif state == "insecure":
        yield Finding(
            "insecure", name, f"{address} is also served safely", f"write {target}", places, since
        )
    failed = item.get("failed") or {}
    if int(failed.get("times", 0)) > 1:
        yield Finding(
            "silent",
            name,
            f"{address or name}: {failed.get('why')} ({failed['times']} runs)",
            "try it in a browser",
            places,
            str(failed.get("since") or ""),
        )


def known_in(body: str) -> set[str]:
    """The ids of what an earlier report told."""
    return {name for mark in MARK.findall(body) for name in mark.split()}


def markdown(project: Project, verified: Verified, before: str | None = None) -> tuple[str, str]:
    """(state, Markdown) of the standing issue. `before` is its present text, so that what is new
    stands first.

    State is "open" (something to mend), "clean", or "unknown" (nothing known to mend, but something
    could not be asked).
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
    for heading, part in ((f"New ({len(new)})", new), (f"Still open ({len(old)})", old)):
        if part:
            lines += [f"## {heading}", ""]
            kind = ""
            for finding in part:
                if finding.kind != kind:
                    kind = finding.kind
                    lines += [f"### {KINDS[kind]}", ""]
                lines.append(_line(finding))
            lines.append("")
    if silent:
        lines += [
            f"<details><summary>Could not be asked this time ({len(silent)})</summary>",
            "",
            *(f"- {_safe(name)}: {_safe(why)}" for name, why in silent),
            "",
            "</details>",
            "",
        ]
    doors = closed(verified)
    if doors:
        lines += [
            f"<details><summary>Could not be checked by a program ({len(doors)})</summary>",
            "",
            "This says nothing about the source: look at it in a browser now and then.",
            "",
            *(f"- {_safe(name)}: {_safe(why)}" for name, why in doors),
            "",
            "</details>",
            "",
        ]
    if state == "clean":
        lines.append("Nothing is left to mend.")
    text = "\n".join(lines)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit("\n", 1)[0] + (
            "\n\nThe list is longer than an issue may be; the rest is in "
            "docs/data/verified.json of the run."
        )
    return state, text.rstrip() + "\n"


def _line(finding: Finding) -> str:
    since = f" Since {finding.since}." if finding.since else ""
    places = f" In {', '.join(f'`{place}`' for place in finding.places)}." if finding.places else ""
    return (
        f"- **{_safe(finding.name)}**: {_safe(finding.what)}. "
        f"{_safe(finding.mend[:1].upper() + finding.mend[1:])}.{places}{since}"
    )


def _safe(text: str) -> str:
    """Foreign text in an issue: no mention, no reference, no HTML, no Markdown of its own;
    addresses stay links.
    """

    def plain(part: str) -> str:
        part = html.escape(part, quote=False)
        part = re.sub(r"([\\`*_\[\]|~])", r"\\\1", part)
        return re.sub(r"([@#])(?=\w)", "\\1\u200b", part)

    text = " ".join(text.split())
    parts = re.split(r"(https?://[^\s<>\"`]+[^\s<>\"`.,;:)])", text)
    return "".join(f"<{part}>" if number % 2 else plain(part) for number, part in enumerate(parts))
