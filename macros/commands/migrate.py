"""Bring a project over from mkdocs-bibtex: its citations, its lists and its settings."""

import argparse
import difflib
import sys
from dataclasses import replace

from ..checks.fixes import apply_edits
from ..content.migrate import config_edits, page_edits, settings_of, unknown_keys
from ..model import Edit
from ..project import Project
from ..source_text import SourceText, write_text
from . import counted, report


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when everything was said again, 2 where there is nothing to bring over."""
    given = dict(project.facts.plugins.get("bibtex", {}))
    settings = settings_of(given)
    if options.bib:
        settings = replace(settings, files=tuple(options.bib))
    if not settings.files and "bibtex" not in project.facts.plugins:
        return report("mkdocs.yml names no mkdocs-bibtex, and --bib no .bib file", code=2)
    project.settings = {
        **project.settings,
        "file": list(settings.files) or project.settings.get("file"),
    }
    keys = project.bibliography.references
    changed = 0
    for page in project.pages:
        for line, key in unknown_keys(page, keys):
            report(f'{page.path}:{line}: no source has the key "{key}": it is left as it is')
        changed += _write(project, page.text, page_edits(page, settings, keys), dry=options.dry_run)
    edits = config_edits(project.config_tree, settings)
    changed += _write(project, project.config_text, edits, dry=options.dry_run)
    verb = "would change" if options.dry_run else "changed"
    report(f"{counted(changed, 'file')} {verb}")
    for name in settings.files:
        if "://" in name:
            report(f"{name}: save these sources as a .bib file, and name it in mkdocs.yml")
    return 0


def _write(project: Project, text: SourceText, edits: list[Edit], *, dry: bool) -> int:
    """Carry out the edits of one file, or show them; how many files changed."""
    after, count = apply_edits(text.text, edits)
    if not count or after == text.text:
        return 0
    if dry:
        rows = difflib.unified_diff(
            text.text.splitlines(keepends=True),
            after.splitlines(keepends=True),
            text.path,
            text.path,
        )
        sys.stdout.writelines(rows)
    else:
        write_text(project.root / text.path, after)
    return 1
