"""What data/search.yml says runs in readers' browsers, and leads to real places."""

from collections.abc import Iterable, Iterator

from ...content.patterns import FILE, pattern_fault
from ...content.yaml_source import YamlTree
from ...model import Diagnostic, Edit, Span
from ...project import Project, per_project
from ...suggest import nearest
from ..link_targets import anchors, record, targets
from ..rule import check
from ..site.sections import gone

# The fields whose names are places: "page.md" or "page.md#section".
PLACES = ("headings", "asked")


@check("project")
def patterns(project: Project) -> Iterator[Diagnostic]:
    """A pattern of the search can't stop a browser.

    search-pattern (error)
        A pattern that repeats what repeats already can take minutes for a few letters; one that
        browsers can't read is left out.
        Bad: pattern: '(a+)+$'
        Good: pattern: 'a+$'
    """
    tree = _settings(project)
    listed = tree.value.get("patterns") if tree else None
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        pattern = item.get("pattern") if isinstance(item, dict) else None
        if tree and pattern and (fault := pattern_fault(str(pattern))):
            at = tree.at("patterns", number, "pattern") or Span(0, 0)
            fix = "write it with fewer repetitions, none within another"
            what = f'the pattern "{pattern}" {fault}'
            yield tree.source.diagnostic(at, "search-pattern", what, fix)


@check("project")
def places(project: Project) -> Iterator[Diagnostic]:
    """The search has words only for pages and sections that exist.

    search-place (error, fixable)
        Words under `headings` or `asked` lead to a section by its name in the address. When its
        heading is renamed, they lead nowhere, and readers who use them find something else.
        Bad: care.md#how-offen: [every week]
        Good: care.md#how-often: [every week]
    """
    tree = _settings(project)
    for field in PLACES if tree else ():
        for place, at in tree.field_names(field) if tree else ():
            if tree and (wrong := _wrong(project, place)):
                what, fix, new = wrong
                edit = (
                    Edit(at.start, at.end, new) if new and tree.source.slice(at) == place else None
                )
                yield tree.source.diagnostic(at, "search-place", what, fix, edit)


@per_project
def _settings(project: Project) -> YamlTree | None:
    """The file, where there is one that can be read: data-syntax says so where it can't."""
    file = project.data_folder / FILE
    if not file.is_file():
        return None
    _, tree, _ = project.yaml_of(file)
    return tree if tree and isinstance(tree.value, dict) else None


def _wrong(project: Project, place: str) -> tuple[str, str, str] | None:
    """What is wrong with a place, how to fix it, and the place that it has now; None if nothing."""
    name, _, section = place.partition("#")
    pages = targets(project).pages
    if name not in pages:
        now = next((one for one, page in pages.items() if name in page.former_names), "")
        if now:
            new = f"{now}#{section}" if section else now
            return f'the page "{name}" has moved', f'write "{new}"', new
        if name in record(project)[1]:
            return None  # that a published page is gone is told by page-moved, once
        return f'there is no page "{name}"', _fix(name, pages, ""), ""
    known, whole = anchors(project, name)
    former = pages[name].former_sections
    if section in former and former[section] in known:
        new = f"{name}#{former[section]}"
        return f'the section "{section}" of "{name}" has another name now', f'write "{new}"', new
    known -= former.keys()
    if not section or section in known or not whole or section in gone(project).get(name, ()):
        return None  # of a section that is gone is told where its heading was
    return f'"{name}" has no section "{section}"', _fix(section, known, f"{name}#"), ""


def _fix(word: str, choices: Iterable[str], before: str) -> str:
    near = nearest(word, choices)
    meant = f'write "{before}{near}" if that is meant' if near else "write one that exists"
    return f"{meant}, or take the line out"
