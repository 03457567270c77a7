"""Where pages and sections once were (`moved_from`, `moved_sections`): no saved address dies."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from ..markup import digest
from ..project import Project
from ..urls import page_url, relative

# A refresh forgets the section that an address names (HTML Standard, 7.4.2): the script keeps it.
SCRIPT = 'location.replace(document.querySelector("a").href+location.hash)'

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '{digest}'">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={way}">
</head>
<body>
<h1>{moved}</h1>
<p><a href="{way}">{title}</a></p>
<script>{script}</script>
</body>
</html>
"""


def moved_pages(project: Project) -> dict[str, str]:
    """HTML by path: one for each former name of a page (HTML Standard, 4.2.5.3: refresh)."""
    found = {}
    directory = project.directory_urls is not False
    for page in project.pages:
        for old in page.former_names:
            there = project.source(page)
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
                script=SCRIPT,
                language=escape(project.language or project.facts.language, quote=True),
                moved=project.words.html("This page has moved"),
                digest=digest(SCRIPT),
            )
    return found


def with_former_sections(html: str, former: Mapping[str, str]) -> str:
    """A page's HTML in which the former anchors of sections lead to the headings of now."""
    for old, new in former.items():
        mark = f'<span id="{escape(old, quote=True)}"></span>'
        named = rf'<h[1-6]\b[^>]*\sid="{re.escape(escape(new, quote=True))}"[^>]*>'
        heading = re.search(r"<h1\b[^>]*>" if new == "top" else named, html)
        at = heading.end() if heading else 0
        html = f"{html[:at]}{mark}{html[at:]}"
    return html


def write_moved(project: Project, site: Path) -> None:
    """Put them into a built site. A page that exists is never replaced."""
    for path, text in moved_pages(project).items():
        file = site / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
