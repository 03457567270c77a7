"""The commands of `python -m macros`: each calls the core, prints, and returns an exit code."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

from ..content.pages import Page
from ..project import Project
from ..tables import table

# Each command's options by their names, as `argparse` takes them.
OPTIONS: dict[str, dict[str, dict[str, Any]]] = table(str(Path(__file__).with_name("options")))


def about(name: str) -> str:
    """What a command is for: the text at the top of its module, which need not be imported."""
    return Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8").split('"""')[1]


def report(*lines: object, code: int = 1) -> int:
    """Say something beside the result, on the standard error. Out: the exit code."""
    print(*lines, sep="\n", file=sys.stderr)
    return code


def page_at(project: Project, name: str) -> Page:
    """A page named from this folder, the project's, or that of its pages. Raises ValueError."""
    places = (Path(name), project.root / name, project.docs / name)
    wanted = next((place.resolve() for place in places if place.is_file()), None)
    for page in project.pages:
        if wanted and (project.docs / project.source(page)).resolve() == wanted:
            return page
    raise ValueError(f"there is no page {name}: give its file, such as {project.prefix}/index.md")


def day_of(text: str, option: str) -> dt.date:
    """The day that an option names. Raises ValueError."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'{option}: "{text}" is not a day; write it as 2026-11-22') from None


def text_at(name: str) -> str:
    """The text of a file that an option names. Raises ValueError."""
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{name} can't be read ({error})") from None


def year_after(day: dt.date) -> dt.date:
    """The same day a year later."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def counted(number: int, name: str) -> str:
    """A number of things, such as "2 files"."""
    return f"{number} {name}{'s' if number != 1 else ''}"
