"""Begin a page: its file, the lines at its top, the parts that a page of its kind has."""

import argparse
import re
from pathlib import Path, PurePosixPath
from string import Template

from ..checks.link_targets import published
from ..content.yaml_source import yaml_text
from ..project import Project
from ..review.stamps import build_day
from ..source_text import write_text
from ..suggest import fold, nearest
from . import report, year_after

# A project's own templates, one for each audience that has one: docs/_templates/AUDIENCE.md.
TEMPLATES = "_templates"
DEFAULT = Path(__file__).parents[1] / "templates" / "page.md"


def run(project: Project, options: argparse.Namespace) -> int:
    """Writes the page; 1 when its name or audience can't be used, or the name is taken."""
    name = options.path.replace("\\", "/").removeprefix("./")
    name = name.removeprefix(f"{project.prefix}/") if project.prefix else name
    path = PurePosixPath(name)
    wrong = _wrong(project, path) or _unknown(project, options.audience)
    if wrong:
        return report(wrong)
    given = options.audience or getattr(project.profile.audience_of(str(path)), "id", "")
    target = project.docs / path
    text = new_page(project, options.title.strip(), given, options.summary.strip())
    write_text(target, text)
    _record(project, str(path))
    shown = project.shown(target)
    print(f"{shown} is made. Next:")
    print("  1. Write the text in place of each comment <!-- template: … -->.")
    print(f"  2. Add the line - {path} to the menu, below nav: in mkdocs.yml.")
    print(f"  3. python -m macros check {shown}")
    return 0


def _record(project: Project, name: str) -> None:
    """Put the page on record where addresses are kept, so that it is missed when it moves."""
    file = project.data_folder / "addresses.yml"
    if published(project) and name not in published(project):
        text = file.read_text(encoding="utf-8").rstrip()
        write_text(file, f"{text}\n- {name}\n")


def _wrong(project: Project, path: PurePosixPath) -> str:
    """Why a page can't have this name, or ""."""
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", str(path)):
        return f"{path}: name the file below {project.prefix}, as in guide/begin.md"
    good = re.sub(r"[^a-z0-9/]+", "-", fold(str(path.with_suffix("")))).strip("-/") + ".md"
    if str(path) != good:
        return (
            f"{path}: a page's name has small letters, digits and hyphens, and ends in .md; "
            f"write {good}"
        )
    target = project.docs / path
    if target.exists():
        return f"{project.shown(target)} exists already; edit it, or choose another name"
    return ""


def _unknown(project: Project, audience: str) -> str:
    """Why there is no such audience, or ""."""
    known = [one.id for one in project.profile.audiences]
    if not audience or not known or audience in known:
        return ""
    near = nearest(audience, known)
    hint = f"did you mean {near}?" if near else f"choose one of: {', '.join(known)}"
    return f'the profile has no audience "{audience}"; {hint}'


def new_page(project: Project, title: str, audience: str, summary: str = "") -> str:
    """The text of a new page, from the project's template for its audience or the default one."""
    written = build_day()
    own = project.docs / TEMPLATES / f"{audience}.md"
    text = Template((own if own.is_file() else DEFAULT).read_text(encoding="utf-8-sig"))
    filled = text.safe_substitute(
        title=_quoted(title),
        heading=title,
        summary=_quoted(summary) if summary else "",
        audience=audience,
        written=written,
        review_due=year_after(written),
    )
    lines = [line.rstrip() for line in filled.split("\n")]
    return "\n".join(line for line in lines if line != "audience:")


def _quoted(text: str) -> str:
    """A YAML value: bare where YAML can't misread it, else in double quotes."""
    if re.fullmatch(r"[A-Za-z][\w ,;()'’–-]*[\w)?.!]", text) and not re.fullmatch(
        r"(?i)(?:yes|no|on|off|true|false|null|y|n)", text
    ):
        return text
    return yaml_text(text)
