"""Where a page once was: a page that only sends the reader on, so that no saved address dies. Names
come from `moved_from`.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from ..project import Project
from ..urls import page_url, relative

__all__ = ["moved_pages", "write_moved"]

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={way}">
</head>
<body>
<h1>This page has moved</h1>
<p><a href="{way}">{title}</a></p>
</body>
</html>
"""


def moved_pages(project: Project) -> dict[str, str]:
    """HTML by its path below the site: one for each former name of a page (HTML Standard, 4.2.5.3:
    refresh).
    """
    found = {}
    directory = project.directory_urls is not False
    for page in project.pages:
        olds = page.meta.get("moved_from")
        for old in [olds] if isinstance(olds, str) else olds if isinstance(olds, list) else []:
            old, there = str(old), project.source(page)
            if (
                not old.endswith(".md")
                or old.startswith(("/", "../"))
                or "/../" in old
                or "\\" in old  # parts folders on Windows
                or not old.isprintable()
            ):
                continue  # told by the check
            url = page_url(old, directory)
            path = f"{url}index.html" if url.endswith("/") or not url else url
            found[path] = PAGE.format(
                title=escape(page.title),
                way=escape(relative(old, there, directory_urls=directory), quote=True),
            )
    return found


def write_moved(project: Project, site: Path) -> None:
    """Put them into a built site. A page that exists is never replaced."""
    for path, text in moved_pages(project).items():
        file = site / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
