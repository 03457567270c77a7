"""Begin a page in another language, or say that it is up to date with its original again.

The new page has the structure and the anchors of the original, whose text stands in it to be
translated. It is published only once somebody on record has checked it.
"""

import argparse
import json
import re
from pathlib import Path

from ..content.pages import Page
from ..content.words import FILE as WORDS
from ..content.words import catalog
from ..content.yaml_source import yaml_text
from ..engine.languages import settings_file
from ..project import Project
from ..review.stamps import build_day
from ..review.translation import OPEN, fingerprint
from ..source_text import write_text
from . import page_at, year_after

SETTINGS = """\
# The settings of one language's pages; what is not said here is as in mkdocs.yml.
INHERIT: mkdocs.yml
docs_dir: {docs}
theme:
  language: {language}
"""
WORDS_HEAD = """\
# The generator's own words on pages, each with its translation; what is in braces is filled in.
"""
# Fields that a translation has from its original as they are.
KEPT = ("audience", "hide", "search", "template")


def run(project: Project, options: argparse.Namespace) -> int:
    """0 with the page written. Raises ValueError for what is not known or exists already."""
    page = page_at(project, options.page)
    language = options.language
    if language not in [one.id for one in project.further_languages]:
        raise ValueError(
            f'the profile has no language "{language}": write below languages: in '
            f"{project.prefix}/{project.setting('data')}/handbook.yml, as in {language}: its name"
        )
    source = project.source(page)
    target = project.docs / language / source
    if options.again:
        return _renew(project, page, target)
    if target.exists():
        raise ValueError(
            f"{project.shown(target)} exists already; to say that it is up to date with "
            f"{page.path} again: python -m macros translate {source} {language} --again"
        )
    _begin(project, language)
    write_text(target, _text(project, page))
    shown = project.shown(target)
    print(f"{shown} is made. Next:")
    print("  1. Translate each part, and delete the line <!-- translate … --> before it.")
    print(f"  2. python -m mkdocs serve -f {settings_file(language)} shows it.")
    print("  3. Somebody who can judge it in both languages reads it, then:")
    print(f'     python -m macros review {shown} --name "…" --role "…"')
    return 0


def _begin(project: Project, language: str) -> None:
    """Write the settings and the words of a language, where it has none."""
    settings = project.root / settings_file(language)
    if not settings.exists():
        docs = f"{project.prefix}/{language}" if project.prefix else language
        text = SETTINGS.format(docs=docs, language=language)
        if project.site_url:
            text += f"site_url: {project.site_url.rstrip('/')}/{language}/\n"
        edit = project.facts.text("edit_uri")
        if edit:
            text += f"edit_uri: {edit.rstrip('/')}/{language}/\n"
        write_text(settings, text)
        print(f"{settings.name} is made: the settings of the language.")
    words = project.docs / language / project.setting("data") / WORDS
    if not words.exists():
        rows = (f'{json.dumps(text, ensure_ascii=False)}: ""\n' for text in catalog())
        write_text(words, WORDS_HEAD + "".join(rows))
        print(f"{project.shown(words)} is made: words that every page shows, to be translated.")


def _text(project: Project, page: Page) -> str:
    """A page to be translated: new lines at its top, its body with the original's anchors."""
    written = build_day()
    rows = ["---", f"title: {yaml_text(page.title)}"]
    if page.meta.get("summary"):
        rows.append(f"summary: {yaml_text(str(page.meta['summary']))}")
    kept = {name: page.meta[name] for name in KEPT if name in page.meta}
    rows += [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in kept.items()]
    rows += ["status: draft", f"written: {written}", f"review_due: {year_after(written)}"]
    rows += ["reviewed_by: []", "aliases: []", f"translation_of: {project.source(page)}"]
    rows += [f'translated_from: "{fingerprint(page, project)}"', "---"]
    return "\n".join([*rows, *_body(project, page)]).rstrip() + "\n"


def _body(project: Project, page: Page) -> list[str]:
    lines = page.source.split("\n")
    anchored = project.facts.has("attr_list")
    headings = {one.line: one for one in page.headings}
    found = []
    if not headings:
        found = ["", OPEN, ""]
    for number, line in enumerate(lines[page.body_line - 1 :], page.body_line):
        heading = headings.get(number)
        if heading is None:
            found.append(line)
            continue
        given = re.search(r"\{:?[^{}]*#[^{}]*\}\s*$", line)
        underlined = not line.lstrip().startswith("#")
        if heading.level > 1 and anchored and not given and not underlined:
            line = f"{line.rstrip()} {{: #{heading.anchor} }}"
        if heading.level <= 2:
            found += [OPEN, ""]
        found.append(line)
    return found


def _renew(project: Project, page: Page, target: Path) -> int:
    """Put the fingerprint of today's original into the translation."""
    shown = project.shown(target)
    if not target.is_file():
        raise ValueError(f"there is no {shown} yet: leave --again out to begin it")
    data = target.read_bytes().decode("utf-8")
    end = "\r\n" if "\r\n" in data else "\n"
    head, mark, rest = data.partition(f"{end}---")
    if not head.startswith("---") or not mark:
        raise ValueError(f"{shown} has no front matter (the lines between two --- at its top)")
    lines = {
        "translation_of": f"translation_of: {project.source(page)}",
        "translated_from": f'translated_from: "{fingerprint(page, project)}"',
    }
    for name, line in lines.items():
        if field := re.search(rf"(?m)^{name}:[^\r\n]*", head):
            head = f"{head[: field.start()]}{line}{head[field.end() :]}"
        else:
            head += f"{end}{line}"
    target.write_bytes(f"{head}{mark}{rest}".encode())
    print(f"{shown} is stamped with the text of {page.path} as it is now.")
    print("A review of it that was on record counts no more: have it read again.")
    return 0
