"""Does a page ask any other company for anything while it is read? Pages, style sheets, scripts, templates, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ...model import Diagnostic
from ...project import Project
from ..link_targets import Config, read_config
from ...content.markdown import TAG, ATTRIBUTE
from ..rule import Rule

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "third-party",
        "Whatever is fetched from another company tells it who reads about which illness, and is missing offline.",
        '<img src="https://example.org/logo.png">',
        "put the file into docs/assets and link to it there",
    ),
)
FIX = "put the file into docs/assets and name it there"
# Elements that load at once (HTML Living Standard); a link that a reader follows is no load.
LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "track": ("src",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
RELATIONS = re.compile(
    r"stylesheet|icon|preload|prefetch|preconnect|modulepreload|manifest|dns-prefetch",
    re.IGNORECASE,
)
CSS = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<import>(?:https?:)?//[^"')\s;]+)|url\(\s*["']?(?P<url>(?:https?:)?//[^"')\s]+)""",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"""(?:\bfetch|\bimport|\bimportScripts|\bsendBeacon|\.open|\bnew\s+(?:Worker|SharedWorker|WebSocket|EventSource|Image|URL))\s*\(\s*(?:["']GET["']\s*,\s*)?["'`](?P<call>(?:(?:https?|wss?):)?//[^"'`\s]+)|\b(?:src|href|action)\s*=\s*["'`](?P<set>(?:https?:)?//[^"'`\s]+)|\bfrom\s+["'](?P<from>https?://[^"'\s]+)|["']src["']\s*,\s*["'`](?P<attr>(?:https?:)?//[^"'`\s]+)"""
)


def check(project: Project) -> Iterator[Diagnostic]:
    """Everything that a reader's browser would load."""
    own = urlsplit(project.site_url).netloc.lower()
    config = read_config(project)
    for page in project.pages:
        text = page.document
        for at, address in [
            *_tags(text.tags),
            *((link.at, link.target) for link in text.links if link.image and link.kind != "html"),
        ]:
            if _foreign(address, own):
                line, column = text.place(at)
                yield _problem(page.path, line, column, address)
        for number, row in enumerate(text.clean.split("\n"), 1):
            if "style" in row:
                for match in CSS.finditer(row):
                    address = match["import"] or match["url"]
                    if _foreign(address, own):
                        yield _problem(page.path, number, match.start() + 1, address)
    yield from _settings(config, own)
    theme = config.values.get("theme")
    custom = (
        project.root / str(theme["custom_dir"])
        if isinstance(theme, dict) and theme.get("custom_dir")
        else None
    )
    for folder in [project.docs, *([custom] if custom and custom.is_dir() else [])]:
        for path in sorted(folder.rglob("*")):
            if (
                path.suffix in (".css", ".js", ".mjs", ".html", ".htm")
                and path.is_file()
                and path.stat().st_size < 2_000_000
            ):
                yield from _file(project, path, own)


def _problem(path: str, line: int, column: int, address: str) -> Diagnostic:
    host = urlsplit(address if "://" in address else f"https:{address}").netloc
    return Diagnostic(
        path,
        line,
        column,
        "third-party",
        f"whoever opens this page asks {host} for {address}, which tells it who reads here and fails offline",
        FIX,
    )


def _foreign(address: str, own: str) -> bool:
    match = re.match(r"(?:(?:https?|wss?):)?//([^/\s\"'?#]+)", address.strip(), re.IGNORECASE)
    return bool(match) and match[1].lower() != own


def _tags(tags) -> Iterator[tuple[int, str]]:
    for tag in tags:
        if tag.closing:
            continue
        names = LOADING.get(
            tag.name,
            ("href",) if tag.name == "link" and RELATIONS.search(tag.value("rel") or "") else (),
        )
        for name in names:
            value = tag.value(name) or ""
            for address in re.split(r",\s+|\s+", value.strip()) if name == "srcset" else [value]:
                if address:
                    yield tag.at, address


def _settings(config: Config, own: str) -> Iterator[Diagnostic]:
    for entry in config.loaded:
        if _foreign(entry.target, own):
            yield _problem("mkdocs.yml", entry.line, entry.column, entry.target)
    extra = config.values.get("extra")
    if isinstance(extra, dict) and extra.get("analytics"):
        line, row = next(
            (
                (number, row)
                for number, row in enumerate(config.text.split("\n"), 1)
                if re.match(r"\s+analytics:", row)
            ),
            (1, ""),
        )
        yield Diagnostic(
            "mkdocs.yml",
            line,
            len(row) - len(row.lstrip()) + 1,
            "third-party",
            "analytics tells another company who reads about which illness",
            "take it out",
        )
    theme = config.values.get("theme")
    if (
        isinstance(theme, dict)
        and theme.get("name") == "material"
        and str(theme.get("font", "")).lower() != "false"
        and "privacy" not in str(config.values.get("plugins"))
    ):
        line = next(
            (
                number
                for number, row in enumerate(config.text.split("\n"), 1)
                if re.match(r"\s+font:", row)
            ),
            config.lines.get("theme", 1),
        )
        yield Diagnostic(
            "mkdocs.yml",
            line,
            1,
            "third-party",
            "the theme asks fonts.googleapis.com for its letters, which tells Google who reads here and fails offline",
            "write font: false below theme:",
        )


def _file(project: Project, path: Path, own: str) -> Iterator[Diagnostic]:
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if "//" not in source:
        return
    found = []
    if path.suffix == ".css":
        clean = re.sub(
            r"/\*.*?\*/",
            lambda match: re.sub(r"[^\n]", " ", match.group()),
            source,
            flags=re.DOTALL,
        )
        found = [(match.start(), match["import"] or match["url"]) for match in CSS.finditer(clean)]
    elif path.suffix in (".js", ".mjs"):
        clean = re.sub(
            r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*",
            lambda match: re.sub(r"[^\n]", " ", match.group()),
            source,
            flags=re.DOTALL,
        )
        found = [
            (match.start(), next(value for value in match.groups() if value))
            for match in SCRIPT.finditer(clean)
        ]
    else:
        clean = re.sub(
            r"<!--.*?-->|\{#.*?#\}",
            lambda match: re.sub(r"[^\n]", " ", match.group()),
            source,
            flags=re.DOTALL,
        )
        for match in TAG.finditer(clean):
            values = {
                item["name"].lower(): next(
                    (
                        item[group]
                        for group in ("double", "single", "bare")
                        if item[group] is not None
                    ),
                    "",
                )
                for item in ATTRIBUTE.finditer(match["rest"])
            }
            names = LOADING.get(
                match["name"].lower(),
                ("href",)
                if match["name"].lower() == "link" and RELATIONS.search(values.get("rel", ""))
                else (),
            )
            found += [(match.start(), values[name]) for name in names if name in values]
        found += [(match.start(), match["import"] or match["url"]) for match in CSS.finditer(clean)]
        found += [
            (match.start(), next(value for value in match.groups() if value))
            for block in re.finditer(r"<script[^>]*>(.*?)</script>", clean, re.DOTALL)
            for match in SCRIPT.finditer(clean, block.start(1), block.end(1))
        ]
    for at, address in found:
        if _foreign(address, own):
            line = source.count("\n", 0, at) + 1
            yield _problem(project.shown(path), line, at - source.rfind("\n", 0, at), address)
