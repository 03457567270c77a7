"""What the search is told in data/search.yml runs in readers' browsers."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.patterns import FILE, pattern_fault
from ...content.yaml_source import YamlError, load_yaml
from ...model import Diagnostic, Span
from ...project import Project
from ...source_text import read_source
from ..rule import check

__all__ = ["patterns"]


@check("project")
def patterns(project: Project) -> Iterator[Diagnostic]:
    """A pattern of the search can't stop a browser.

    search-pattern (error)
        A pattern that repeats what repeats already can take minutes for a few letters; one that
        browsers can't read is left out.
        Bad: pattern: '(a+)+$'
        Good: pattern: 'a+$'
    """
    file = project.docs / project.setting("data") / FILE
    if not file.is_file():
        return
    source, _ = read_source(file, project.shown(file))
    try:
        tree = load_yaml(source)
    except YamlError:
        return  # data-syntax says so
    listed = tree.value.get("patterns") if isinstance(tree.value, dict) else None
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        pattern = item.get("pattern") if isinstance(item, dict) else None
        if pattern and (fault := pattern_fault(str(pattern))):
            at = tree.at("patterns", number, "pattern") or Span(0, 0)
            fix = "write it with fewer repetitions, none within another"
            yield source.diagnostic(at, "search-pattern", f'the pattern "{pattern}" {fault}', fix)
