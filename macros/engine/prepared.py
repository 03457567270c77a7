"""Projects that were read once, for all builds that this process and its children make."""

from ..project import Project

# What is read of a project's files, and does not depend on how its pages are addressed.
READ = ("bibliography", "verified", "bibliography_text", "macros", "pages", "data", "by_source")
_ready: list[Project] = []


def prepare(*projects: Project) -> None:
    """Read the files of projects once, for all builds that this process and its children make."""
    for project in projects:
        for name in READ:
            getattr(project, name)
    _ready[:] = projects


def prepared(project: Project) -> Project:
    """The same project, with what was read of it already and what its sources' checks found."""
    for known in _ready:
        same = (known.root.resolve(), known.docs.resolve(), dict(known.settings), known.left_out)
        if same == (
            project.root.resolve(),
            project.docs.resolve(),
            dict(project.settings),
            project.left_out,
        ):
            vars(project).update({name: vars(known)[name] for name in READ})
            project.memo.update(
                (key, value) for key, value in known.memo.items() if ".checks." in key.__module__
            )
    return project
