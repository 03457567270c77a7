"""Add sources to references.bib by a number, an address, a file or a pasted reference."""

import argparse
from pathlib import Path

from ..bib.formatter import HEADER, canonical_entry, formatted
from ..bib.library import references_of
from ..bib.merge import Merged, completed, merged, same_work
from ..bib.parser import RawEntry, scan
from ..project import Project
from ..source_text import decode, write_text
from . import bring, report


def run(project: Project, options: argparse.Namespace) -> int:
    """Adds what belongs in the file; nothing is written when a file can't be read."""
    entries: list[RawEntry] = []
    later: list[RawEntry] = []
    files = [name for name in options.sources if _is_bibtex(name)]
    for name in [*files, *([options.complete] if options.complete else [])]:
        found = _read(name)
        if found is None:
            return 1
        if name == options.complete:
            later = found
        else:
            entries += found
    bibliography = project.bibliography
    path = project.root / project.setting("file")
    unread = [
        one
        for one in bibliography.diagnostics
        if one.rule not in ("bib-absent", "bib-empty", "bib-text-outside")
    ]
    if unread:
        return report(*unread, "nothing is added: correct these first")
    named = [name for name in options.sources if name not in files]
    brought = bring.bring(project, options, named) if named else bring.Brought()
    entries += brought.entries
    # What is brought one by one is brought to be cited.
    cited = {citation.key for citation in project.citations} | set(brought.asks)
    cited |= {
        key
        for items in (project.data.facts, project.data.disputes, project.data.charts)
        for item in items.values()
        for key in item.keys
    }
    result = merged(completed(entries, later), bibliography.references, cited)
    _report(bibliography.path, result, options)
    _say_how_to_cite(project, result, brought)
    if result.taken and not options.dry_run:
        before = project.bibliography_text.text if path.is_file() else ""
        write_text(path, _with(before, result.taken))
    if brought.failed:
        return 1
    return 0 if result.taken or not result.left else 1


def _is_bibtex(name: str) -> bool:
    """Whether a source is a file of BibTeX: by its name, or of no other kind and there."""
    kind = Path(name).suffix.lower()
    known = (".nbib", ".ris", ".xml", ".json", ".enw")
    return kind == ".bib" or (kind not in known and len(name) < 1000 and Path(name).is_file())


def _read(name: str) -> list[RawEntry] | None:
    """The entries of a file; None, having said why, where it can't be read whole or holds none."""
    try:
        text = decode(Path(name).read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        report(f"{name}: can't be read ({error})")
        return None
    found, diagnostics, _ = scan(text, name)
    errors = [one for one in diagnostics if one.rule != "bib-text-outside"]
    for one in diagnostics:
        report(one)
    if errors or not found:
        why = "correct these first" if errors else f"{name} holds no BibTeX entry"
        report(f"nothing is added: {why}")
        return None
    return found


def _with(before: str, taken: list[RawEntry]) -> str:
    """The file with the new entries: in their places in our form, else behind all others."""
    new = "\n".join(canonical_entry(entry) for entry in taken)
    if not before.strip():
        return formatted(f"{HEADER}\n{new}").text
    text = f"{before.rstrip()}\n\n{new}"
    return formatted(text).text if before.startswith(HEADER.split("\n", 1)[0]) else text


def _say_how_to_cite(project: Project, result: Merged, brought: bring.Brought) -> None:
    """What to paste into a page, for what was brought and for what was there already."""
    taken = {entry.key for entry in result.taken}
    for entry in brought.entries:
        key = entry.key
        if key not in taken:
            reference = references_of([entry], {})[key]
            known = project.bibliography.references
            key = next((one for one, other in known.items() if same_work(other, reference)), "")
        if key:
            print(f'cite it as {{{{ cite("{key}") }}}}')
        for ask in brought.asks[entry.key] if entry.key in taken else ():
            print(f"  to fill in: {ask}")


def _report(name: str, result: Merged, options: argparse.Namespace) -> None:
    for key, reason in result.left:
        print(f"left out: {key}: {reason}")
    for entry in result.taken:
        without = [field for field in ("evidence", "authority") if not entry.get(field)]
        print(f"added: {entry.key}" + (f" (say its {' and '.join(without)})" if without else ""))
    verb = "would be added to" if options.dry_run else "added to"
    print(f"{len(result.taken)} {verb} {name}, {len(result.left)} left out")
