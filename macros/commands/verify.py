"""Ask Crossref, PubMed and the web about every source: is it there, right, retracted, moved?"""

import argparse
import math
import re
import sys
import time
from pathlib import Path

from ..bib.verified import FILE, Item, Verified, read_verified, write_verified
from ..project import Project
from ..verify.findings import closed, findings, unanswered
from ..verify.http import NoNetwork
from ..verify.report import markdown
from ..verify.run import Plan, plan, verify
from ..verify.services import Services, fetcher_of
from . import report, text_at
from .bring import addresses_of


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
    """Whom to ask, once the options make sense. Raises ValueError (with a sentence)."""
    missing = [key for key in options.only if key not in project.bibliography.references]
    if missing:
        raise ValueError(f"no source has the key {', '.join(missing)}")
    if options.tries < 1 or options.timeout <= 0:
        raise ValueError("--tries must be 1 or more, and --timeout more than 0")
    addresses = addresses_of(options, project)
    if addresses.contact and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", addresses.contact):
        raise ValueError(f'the contact "{addresses.contact}" is not a mail address')
    if not addresses.contact:
        report(
            "No contact is given (--contact, or extra: citations: contact in mkdocs.yml): "
            "the services may answer more slowly."
        )
    patience = {name: getattr(options, name) for name in ("timeout", "tries", "backoff")}
    patience["pause"] = 1 if options.pause is None else options.pause
    hours, site = 0 if options.fresh else 24, project.site_url
    fetcher = fetcher_of(project.root, site, addresses, hours=hours, **patience)
    if options.pause is not None:
        fetcher.pauses.clear()
    return Services(fetcher, addresses)


def _ask(
    project: Project,
    options: argparse.Namespace,
    verified: Verified,
    due: Plan,
    services: Services,
    path: Path,
) -> int:
    """Ask, and say what was found; the exit code."""
    total, why = len(due.sources) + len(due.links), ""
    asked: list[str] = []
    until = time.monotonic() + 60 * options.minutes if options.minutes else math.inf
    try:
        answers = verify(project, verified, due, services, web=not options.no_web)
        while len(asked) < total:
            if time.monotonic() > until:
                why = f"Stopped after {options.minutes:g} minutes."
                break
            asked.append(next(answers))
            _progress(len(asked), total, asked[-1])
            if len(asked) % 20 == 0:
                write_verified(path, verified)
    except KeyboardInterrupt:
        why = "Stopped."
    except NoNetwork as error:
        why = f"{str(error)[:1].upper()}{str(error)[1:]}."
    if asked:
        write_verified(path, verified)
        if sys.stderr.isatty():
            report("", code=0)
    found, silent = _print_findings(project, options, verified, asked, path)
    kept = f"; kept in {project.shown(path)}" if asked else ""
    report(
        f"{len(asked)} of {total} asked with {services.fetcher.asked} requests, {silent} "
        f"without an answer; {found} to mend{kept}"
    )
    if why:
        what = "Nothing was asked, and nothing is changed."
        if asked:
            what = "What was learnt is kept; run the same command again to go on."
        return report(f"{why} {what}", code=2)
    if total and silent == total:
        return report("Nothing could be asked: is there a network?", code=2)
    return 1 if found else 0


def _progress(done: int, total: int, name: str) -> None:
    """A bar on a terminal, plain lines elsewhere; on stderr, so that the result can be piped."""
    if sys.stderr.isatty():
        filled = 30 * done // total
        bar = f"[{'#' * filled}{' ' * (30 - filled)}] {done}/{total} {name[:40]:40}"
        print(f"\r{bar}", end="", file=sys.stderr, flush=True)
    else:
        print(f"{done}/{total} {name}", file=sys.stderr, flush=True)


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
