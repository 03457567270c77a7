"""Who may vouch for a page: `docs/data/reviewers.yml`, which the code owners guard.

A git name can be forged; the login that opened a pull request can't. A stamp that is new in a
change must be of a person whose entry names that login, as it stood before the change: nobody adds
themself in the same breath.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from ..content.yaml_source import YamlError, load_yaml
from ..history import git
from ..project import Project
from ..source_text import SourceText
from .records import Stamp, parse_record, read_record, record_file, stamps_of

FILE = "reviewers.yml"


class Entry(TypedDict):
    """A person who may vouch, as the file says it."""

    name: Annotated[str, "the name as it stands on the page"]
    role: Annotated[str, "the role as it stands on the page"]
    login: Annotated[str | list[str], "the logins that may stamp for them"]


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who may vouch, as pages name them, and the logins that may stamp for them."""

    name: str
    role: str
    logins: tuple[str, ...]


def reviewers(text: str, name: str) -> list[Reviewer]:
    """The people of the file's text. Raises ValueError, with the place and what to write."""
    shape = "write a list of name, role and login, as in - {name: …, role: …, login: …}"
    try:
        loaded = load_yaml(SourceText(name, text)).value or []
    except YamlError as error:
        line, column = SourceText(name, text).position(error.offset)
        raise ValueError(
            f"{name}:{line}:{column}: reviewers-unreadable: {error.what}; {error.fix}"
        ) from None
    if not isinstance(loaded, list) or not all(isinstance(item, dict) for item in loaded):
        raise ValueError(f"{name}:1:1: reviewers-unreadable: this is no list of people; {shape}")
    return [_reviewer(item) for item in loaded]


def _reviewer(item: dict[str, Any]) -> Reviewer:
    logins = item.get("login") or []
    logins = logins if isinstance(logins, list) else [logins]
    name, role = (" ".join(str(item.get(part) or "").split()) for part in ("name", "role"))
    return Reviewer(name, role, tuple(str(one).lower() for one in logins))


def judged(project: Project, login: str, base: str) -> tuple[list[str], list[str]]:
    """(who vouches for what, what is wrong) of the stamps new since `base`, as sent by `login`.

    Raises ValueError where git does not know `base`, or the file can't be read.
    """
    vouches, wrong = [], []
    name = project.shown(project.data_folder / FILE)
    known = reviewers(git(project.root, "show", f"{base}:./{name}") or "", name)
    for page, one in _new(project, base):
        who = [person for person in known if (person.name, person.role) == (one.name, one.role)]
        if not who:
            wrong.append(
                f'{page}: "{one}" is not in {name}; a maintainer adds them first, in a '
                f"change of its own"
            )
        elif login.lower() not in {each for person in who for each in person.logins}:
            wrong.append(
                f'{page}: "{one}" may not be stamped by {login}; only by '
                f"{', '.join(who[0].logins) or 'nobody yet'}"
            )
        else:
            vouches.append(
                f"{one.name}, {one.role}, vouches for {page} (reviewed on {one.on}; sent by "
                f"{login})"
            )
    return vouches, wrong


def _new(project: Project, base: str) -> Iterator[tuple[str, Stamp]]:
    """The stamps of pages and records that no record held at `base`, whatever its name was then."""
    folder = project.shown(project.data_folder / "reviews")
    before = set()
    files = git(project.root, "ls-tree", "-r", "--name-only", "-z", base, "--", folder)
    if files is None:
        raise ValueError(
            f"git does not know {base}: name the commit that the change is made against"
        )
    for file in filter(None, files.split("\0")):
        text = git(project.root, "show", f"{base}:./{file}")
        before |= set(parse_record(text or "").stamps)
    for page in project.pages:
        held = read_record(record_file(page, project)).stamps
        for one in dict.fromkeys((*stamps_of(page), *held)):
            if one not in before:
                yield page.path, one
