"""What git remembers of a project. Without git, or outside a repository, it remembers nothing."""

import subprocess
from pathlib import Path

MAIN = ("origin/main", "main", "origin/master", "master")


def git(root: Path, *arguments: str) -> str | None:
    """What git says in a folder; None where it can't say it."""
    try:
        result = subprocess.run(  # noqa: S603
            ["git", "-c", "core.quotePath=false", *arguments],  # noqa: S607
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return result.stdout if result.returncode == 0 else None


def before(root: Path) -> str:
    """The commit against which a change is made: where it left the main branch, else the last."""
    bases = (git(root, "merge-base", "HEAD", name) for name in MAIN)
    return next((found.strip() for found in bases if found), "HEAD")


def text_before(root: Path, path: str) -> str:
    """A file's text before the change; "" where it was not there."""
    return git(root, "show", f"{before(root)}:./{path}") or ""


def changed_files(root: Path) -> frozenset[str] | None:
    """The files below a folder that are not as they were before the change; None without git."""
    diff, new = git(root, "diff", "--name-only", "--relative", before(root)), new_files(root)
    return None if diff is None or new is None else frozenset(filter(None, diff.split("\n"))) | new


def new_files(root: Path) -> frozenset[str] | None:
    """The files below a folder that git does not know yet; None without git."""
    new = git(root, "ls-files", "--others", "--exclude-standard", "--", ".")
    return None if new is None else frozenset(filter(None, new.split("\n")))
