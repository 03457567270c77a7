"""What data files bring into pages is words: no HTML that runs, no address that is run."""

import re
from collections.abc import Iterator

from ...model import Diagnostic
from ...profile import FILE as PROFILE
from ...project import Project
from ..rule import check
from ..site.allowed import Refusal, authored
from .active import LISTED

AUTOLINK = re.compile(r"<(?:https?:|mailto:)[^<>\s]*>", re.IGNORECASE)
LINK = re.compile(r"\]\(\s*<?\s*([^\s<>\"]+)")
IMAGE = re.compile(r"!\[[^\[\]]*\]\(\s*<?\s*([^\s<>\"]+)")


@check("project", build=True)
def words(project: Project) -> Iterator[Diagnostic]:
    """A data file holds words.

    data-active (error, never, wall)
        What a data file says stands on many pages at once, and in the theme around them: it holds
        nothing that runs, loads or sends.
        Bad: question: "<img src=x onerror=go()>"
        Good: question: Something wrong?
    """
    folder = project.data_folder
    if not (folder / PROFILE).is_file():
        return  # files of that name may be somebody else's
    for path in sorted(folder.glob("*.yml")):
        source, tree, _ = project.yaml_of(path)  # data-syntax says why it can't
        for text, span in tree.scalars() if tree else ():
            for one in _refused(text):
                fix = "write plain words, or Markdown where the field takes it"
                yield source.diagnostic(span, "data-active", str(one), fix)


def _refused(text: str) -> list[Refusal]:
    if not any(sign in text for sign in ("<", "](", "{")):
        return []
    links = "".join(f'<a href="{address}"></a>' for address in LINK.findall(text))
    links += "".join(f'<img src="{address}">' for address in IMAGE.findall(text))
    links += "".join(f"<i {inner}></i>" for inner in LISTED.findall(text))
    found = [one for one in authored(AUTOLINK.sub(" ", text) + links) if one.does]
    return found[:1]
