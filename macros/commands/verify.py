"""Ask Crossref, PubMed and the web about every source: is it there, right, retracted, moved?"""

from __future__ import annotations

import argparse
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ..bib.verified import FILE, Item, Verified, read_verified, write_verified
from ..project import Project
from ..verify.findings import closed, findings, unanswered
from ..verify.http import Fetcher, NoNetwork
from ..verify.report import markdown
from ..verify.run import Options, Plan, plan, verify
from ..verify.services import Services, fetcher_of
from . import report, text_at
from .bring import services_of


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when nothing is to be corrected, 1 when something is, 2 when nothing could be asked."""
    path = project.data_folder / FILE
    verified = read_verified(path, project.shown(path))
    for diagnostic in verified.diagnostics:
        report(diagnostic)
    if not verified.readable:
        return 2
    if options.merge:
        _merge(verified, options.merge)
        write_verified(path, verified)
    if options.report:
        state, text = markdown(
            project, verified, text_at(options.before) if options.before else None
        )
        sys.stdout.write(text)
        return 1 if state == "open" else 0
    services = _services(project, options)
    due = plan(project, verified, options.only, options.since, web=not options.no_web)
    return _ask(project, options, verified, due, services, path)


def _services(project: Project, options: argparse.Namespace) -> Services:
    """Where to ask, once the options make sense. Raises ValueError (with a sentence)."""
    missing = [key for key in options.only if key not in project.bibliography.references]
    if missing:
        raise ValueError(f"no source has the key {', '.join(missing)}")
    if options.tries < 1 or options.timeout <= 0:
        raise ValueError("--tries must be 1 or more, and --timeout more than 0")
    services = services_of(options, project)
    if services.contact and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", services.contact):
        raise ValueError(f'the contact "{services.contact}" is not a mail address')
    if not services.contact:
        report(
            "No contact is given (--contact, or extra: citations: contact in mkdocs.yml): "
            "the services may answer more slowly."
        )
    return services


def _ask(
    project: Project,
    options: argparse.Namespace,
    verified: Verified,
    due: Plan,
    services: Services,
    path: Path,
) -> int:
    fetcher = _fetcher(project, options, services)
    total, asked, why = len(due.sources) + len(due.links), [], ""
    progress = _Progress(total)

    def step(name: str) -> None:
        progress.step(name)
        asked.append(name)
        if len(asked) % 20 == 0:
            write_verified(path, verified)

    until = time.monotonic() + 60 * options.minutes if options.minutes else None
    try:
        how = Options(not options.no_web, until, step)
        whole = verify(project, verified, due, fetcher, services, how)
        why = "" if whole else f"Stopped after {options.minutes:g} minutes."
    except KeyboardInterrupt:
        why = "Stopped."
    except NoNetwork as error:
        why = f"{str(error)[:1].upper()}{str(error)[1:]}."
    progress.end()
    if asked:
        write_verified(path, verified)
    return _outcome(project, options, verified, path, _Asked(asked, total, fetcher.asked, why))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The names asked about, of how many, in how many requests, and why it stopped early."""

    names: list[str]
    total: int
    requests: int
    why: str


def _outcome(
    project: Project, options: argparse.Namespace, verified: Verified, path: Path, asked: _Asked
) -> int:
    """Say what a run found; its exit code."""
    found, silent = _print_findings(project, options, verified, asked.names, path)
    kept = f"; kept in {project.shown(path)}" if asked.names else ""
    report(
        f"{len(asked.names)} of {asked.total} asked with {asked.requests} requests, {silent} "
        f"without an answer; {found} to mend{kept}"
    )
    if asked.why:
        what = "Nothing was asked, and nothing is changed."
        if asked.names:
            what = "What was learnt is kept; run the same command again to go on."
        return report(f"{asked.why} {what}", code=2)
    if asked.total and silent == asked.total:
        return report("Nothing could be asked: is there a network?", code=2)
    return 1 if found else 0


def _print_findings(
    project: Project, options: argparse.Namespace, verified: Verified, asked: list[str], path: Path
) -> tuple[int, int]:
    """Say what is to be corrected and what could not be asked or checked; how many of both."""
    silent = [(name, why) for name, why in unanswered(verified) if name in asked]
    found = [
        finding
        for finding in findings(project, verified)
        if not options.only or finding.name.split()[0] in options.only
    ]
    for finding in found:
        place = finding.places[0] if finding.places else project.shown(path)
        print(f"{place}: {finding.kind}: {finding.what}; {finding.fix}")
        if len(finding.places) > 1:
            print(f"    cited in {', '.join(finding.places[1:])}")
    for name, why in silent:
        report(f"{name}: could not be asked: {why}")
    for name, why in closed(verified):
        if name in asked:
            report(f"{name}: could not be checked: {why}")
    return len(found), len(silent)


def _fetcher(project: Project, options: argparse.Namespace, services: Services) -> Fetcher:
    patience = {name: getattr(options, name) for name in ("timeout", "tries", "backoff")}
    pause = 1 if options.pause is None else options.pause
    hours = 0 if options.fresh else 24
    root, site = project.root, project.site_url
    fetcher = fetcher_of(root, site, services, hours=hours, pause=pause, **patience)
    if options.pause is not None:
        fetcher.pauses.clear()
    return fetcher


def _merge(verified: Verified, name: str) -> None:
    other = read_verified(Path(name), name)
    for diagnostic in other.diagnostics:
        if not other.readable:
            raise ValueError(str(diagnostic))
        report(diagnostic)
    for mine, theirs in ((verified.sources, other.sources), (verified.links, other.links)):
        for key, item in theirs.items():
            if key not in mine or _last(item) > _last(mine[key]):
                mine[key] = item


def _last(item: Item) -> str:
    return max(str(item.get("checked") or ""), str((item.get("failed") or {}).get("on") or ""))


class _Progress:
    """A bar on a terminal, plain lines elsewhere; on stderr, so that the result can be piped."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.bar = total, 0, sys.stderr.isatty()

    def step(self, name: str) -> None:
        self.done += 1
        if self.bar:
            filled = 30 * self.done // self.total
            print(
                f"\r[{'#' * filled}{' ' * (30 - filled)}] {self.done}/{self.total} {name[:40]:40}",
                end="",
                file=sys.stderr,
                flush=True,
            )
        else:
            print(f"{self.done}/{self.total} {name}", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.bar and self.done:
            print(file=sys.stderr)
