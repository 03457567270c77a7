"""Take a page or a sentence back at once, because it could do harm; the errata list it."""

import argparse
import re
from pathlib import Path

from ..content.data import free_id
from ..content.pages import Page
from ..content.yaml_source import yaml_text
from ..engine.languages import project_with
from ..project import Project
from ..review.stamps import build_day
from ..review.translation import WITHDRAWN
from ..source_text import write_text
from ..suggestion.form import Refusal, Suggestion
from ..suggestion.places import find_page, find_place
from ..suggestion.words import as_markdown
from . import day_of, report

FILE = "errata.yml"
HEADER = "# What was wrong and could have done harm: shown by {{ errata() }}, newest first.\n"


def run(project: Project, options: argparse.Namespace) -> int:
    """0 when the page is changed and the errata have an entry; 1 when the place was not found.

    Raises ValueError where nobody could tell why, or for a day that does not exist.
    """
    project = project_with(project, options.page)
    why = " ".join(options.because.split()).rstrip(".") + "."
    if len(why) < 9:
        raise ValueError("--because: say in a sentence for readers why it is taken back")
    try:
        form = Suggestion(1, options.page, options.sentence, section=options.section)
        page, anchor = find_page(project, form)
        text, said = _whole(page, why), ""
        if options.sentence:
            text, said = _sentence(project, page, form, anchor, why)
        entry = _entry(project, page, options.since, why, said)
    except Refusal as error:
        return report(error)
    write_text(project.docs / project.source(page), text)
    errata = project.data_folder / FILE
    _append(errata, entry)
    print(f"{page.path} is changed, and {project.shown(errata)} says why. Publish it now:")
    print(f"  git commit -am 'Withdraw what was wrong' -- {page.path} {project.shown(errata)}")
    print(
        "  git push   (the site is built again within minutes; copies on phones warn by themselves)"
    )
    return 0


def _notice(why: str) -> str:
    return f"**Withdrawn on {build_day().isoformat()}**: {as_markdown(why)}"


def _sentence(
    project: Project, page: Page, form: Suggestion, anchor: str, why: str
) -> tuple[str, str]:
    """The page with the sentence taken out, its citations with it, and what it said."""
    place = find_place(project, page, form, anchor)
    start, end = place.text.places[place.start].start, place.text.places[place.end - 1].end
    # A sentence that was copied without its full stop is taken out with it.
    end += page.source[end : end + 1] in tuple(".!?")
    for call in page.calls:
        if call.name == "cite" and page.source[end : call.span.start].strip(" ") == "":
            end = max(end, call.span.end)
    for call in page.calls:
        if call.span.start < end < call.span.end or call.span.start < start < call.span.end:
            start, end = min(start, call.span.start), max(end, call.span.end)
    said = place.text.text[place.start : place.end]
    return f"{page.source[:start]}{_notice(why)}{page.source[end:]}", said


def _whole(page: Page, why: str) -> str:
    """The page with its headings, whose addresses people have, and without its text."""
    front = page.source[: page.body_start].rstrip("\n")
    title = next((one for one in page.headings if one.level == 1), None)
    parts = [
        f"# {title.text if title else page.title}",
        f'!!! danger "{WITHDRAWN}"\n\n    {_notice(why)}',
    ]
    for heading in page.headings:
        if heading.level > 1:
            parts.append(f"{'#' * heading.level} {heading.text} {{#{heading.anchor}}}")
            parts.append("This section was withdrawn.")
    head = re.sub(r"^status:.*$", "status: draft", front, flags=re.MULTILINE)
    people = re.compile(r"^reviewed_by:.*(?:\n(?:[ \t]|- ).*)*$", re.MULTILINE)
    head = people.sub("reviewed_by: []", head)
    return "\n\n".join([head, *parts] if head else parts) + "\n"


def _entry(project: Project, page: Page, since: str, why: str, said: str) -> str:
    """The new entry of the errata. Raises ValueError for a day that does not exist."""
    day = since or str(page.meta.get("written") or "")
    if since:
        day_of(since, "--since")
    source, today = project.source(page), build_day().isoformat()
    name = free_id(source, today, project.data.errata)
    rows = [f"- id: {name}", f"  page: {source}", f"  since: {yaml_text(day)}"]
    rows += [f"  until: {yaml_text(today)}", f"  because: {yaml_text(why)}"]
    rows += [f"  said: {yaml_text(said)}"] if said else []
    return "\n".join(rows) + "\n"


def _append(file: Path, entry: str) -> None:
    text = file.read_text(encoding="utf-8") if file.is_file() else HEADER
    write_text(file, f"{text.rstrip()}\n{entry}")
