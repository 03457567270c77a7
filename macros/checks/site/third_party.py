"""Does a page ask any other company for anything while it is read?

Pages, style sheets, scripts, templates, settings.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...content.html_tags import ATTRIBUTE, FETCHED, LOADS
from ...content.raw_html import TAG
from ...model import Diagnostic, Span
from ...project import Project
from ...source_text import SourceText, overwritten
from ...urls import address_parts
from ..rule import check

FIX = "put the file into docs/assets and name it there"
LARGEST = 2_000_000  # bytes of a file that is read
HOST = re.compile(r"(?:(?:https?|wss?):)?//([^/\s\"'?#]+)", re.IGNORECASE)
CSS = re.compile(
    r"@import\s+(?:url\(\s*)?[\"']?(?P<import>(?:https?:)?//[^\"')\s;]+)"
    r"|url\(\s*[\"']?(?P<url>(?:https?:)?//[^\"')\s]+)",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:\bfetch|\bimport|\bimportScripts|\bsendBeacon|\.open"
    r"|\bnew\s+(?:Worker|SharedWorker|WebSocket|EventSource|Image|URL))"
    r"\s*\(\s*(?:[\"']GET[\"']\s*,\s*)?[\"'`](?P<call>(?:(?:https?|wss?):)?//[^\"'`\s]+)"
    r"|\b(?:src|href|action)\s*=\s*[\"'`](?P<set>(?:https?:)?//[^\"'`\s]+)"
    r"|\bfrom\s+[\"'](?P<from>https?://[^\"'\s]+)"
    r"|[\"']src[\"']\s*,\s*[\"'`](?P<attr>(?:https?:)?//[^\"'`\s]+)"
)
INLINE_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
# What says nothing to a browser, by the ending of a file.
COMMENTS = {
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL),
    ".html": re.compile(r"<!--.*?-->|\{#.*?#\}", re.DOTALL),
}
KINDS = {".css": ".css", ".js": ".js", ".mjs": ".js", ".html": ".html", ".htm": ".html"}

_Found = Iterator[tuple[int, str]]


@check("project", rule_set="house-style")
def third_parties(project: Project) -> Iterator[Diagnostic]:
    """Everything that a reader's browser would load.

    third-party (error, never)
        Whatever is fetched from another company tells it who reads about what, and is missing
        offline.
        Bad: <img src="https://example.org/logo.png">
        Good: put the file into docs/assets and link to it there
    """
    own = address_parts(project.site_url).netloc.lower()
    for page in project.pages:
        text = page.document
        found = [
            (link.at, link.target) for link in text.links if link.image and link.kind != "html"
        ]
        for tag in text.tags:
            values = {name: value for name, (value, _, _) in tag.attributes.items()}
            found += [] if tag.closing else [(tag.at, one) for one in _loaded(tag.name, values)]
        if "style" in text.clean:
            found += _styles(text.clean)
        yield from _third_parties(page.text, found, own)
    yield from _settings(project, own)
    for file in _files(project):
        source = project.text_of(file)
        if "//" in source.text:
            yield from _third_parties(source, _in_file(source.text, KINDS[file.suffix]), own)


@check("project")
def offline_search(project: Project) -> Iterator[Diagnostic]:
    """The search of a copy on a disk.

    setting-offline (warning)
        From a disk Material's search needs a script that the plug-in offline loads from another
        host: without a network nothing is found, and with one another company learns who reads.
        Bad: plugins: [search, offline, macros] and no polyfills
        Good:
            extra:
              polyfills:
                - assets/javascripts/iframe-worker.js
    """
    plugins = {name.removeprefix("material/") for name in project.facts.plugins}
    if not project.facts.material or not {"search", "offline"} <= plugins:
        return
    extra = project.facts.values.get("extra")
    given = (extra.get("polyfills") if isinstance(extra, dict) else None) or []
    # A translation has the files of its original.
    files = {*project.files, *(project.original.files if project.original else ())}
    if isinstance(given, list) and any(str(one) in files for one in given):
        return
    names = project.config_tree.value.get("plugins") if project.config_tree.value else []
    number = next((n for n, one in enumerate(names or []) if "offline" in str(one)), -1)
    at = project.config_tree.at("plugins", number) if number >= 0 else None
    what = (
        "from a disk the search asks another host for a script, and without a network finds nothing"
    )
    fix = (
        "put iframe-worker.js (shim of the npm package iframe-worker) into docs/assets/javascripts,"
        " and name it below extra: polyfills:"
    )
    yield project.config_text.diagnostic(at or Span(0, 0), "setting-offline", what, fix)


def _third_parties(
    source: SourceText, found: Iterable[tuple[int, str]], own: str
) -> Iterator[Diagnostic]:
    """The addresses of other hosts, each with its place."""
    for at, address in found:
        match = HOST.match(address.strip())
        if match and match[1].lower() != own:
            what = (
                f"whoever opens this page asks {match[1]} for {address}, which tells it who reads "
                "here and fails offline"
            )
            yield source.diagnostic(at, "third-party", what, FIX)


def _loaded(tag: str, values: dict[str, str]) -> Iterator[str]:
    """What a tag loads at once."""
    linked = tag == "link" and not FETCHED.isdisjoint(values.get("rel", "").lower().split())
    for name in LOADS.get(tag, ("href",) if linked else ()):
        value = values.get(name, "").strip()
        yield from re.split(r",\s+|\s+", value) if name == "srcset" else [value]


def _styles(text: str) -> _Found:
    for match in CSS.finditer(text):
        row = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "style" in row or match["import"] or "\n" not in text:
            yield match.start(), match["import"] or match["url"]


def _files(project: Project) -> Iterator[Path]:
    """Style sheets, scripts and pages of HTML below docs and in the theme's folder."""
    theme = project.facts.theme_folder
    files = [*project.files.values(), *(sorted(theme.rglob("*")) if theme else ())]
    for file in files:
        if file.suffix in KINDS and file.is_file() and file.stat().st_size < LARGEST:
            yield file


def _in_file(source: str, kind: str) -> _Found:
    text = COMMENTS[kind].sub(lambda match: overwritten(match.group()), source)
    if kind in (".css", ".html"):
        for match in CSS.finditer(text):
            yield match.start(), match["import"] or match["url"]
    if kind == ".html":
        for tag in TAG.finditer(text):
            items = ATTRIBUTE.finditer(tag["rest"])
            values = {
                item["name"].lower(): item["double"] or item["single"] or item["bare"] or ""
                for item in items
            }
            yield from ((tag.start(), one) for one in _loaded(tag["name"].lower(), values))
        for block in INLINE_SCRIPT.finditer(text):
            yield from _scripts(text, block.start(1), block.end(1))
    elif kind == ".js":
        yield from _scripts(text, 0, len(text))


def _scripts(text: str, start: int, end: int) -> _Found:
    for match in SCRIPT.finditer(text, start, end):
        yield match.start(), next(value for value in match.groups() if value)


def _settings(project: Project, own: str) -> Iterator[Diagnostic]:
    """What the settings load: style sheets and scripts, analytics, the theme's letters."""
    tree, text, values = project.config_tree, project.config_text, project.facts.values
    for name in ("extra_css", "extra_javascript"):
        given = values.get(name)
        for number, one in enumerate(given if isinstance(given, list) else ()):
            address = str(one.get("path") if isinstance(one, dict) else one)
            span = tree.at(name, number, "path") or tree.at(name, number) or Span(0, 0)
            yield from _third_parties(text, [(span.start, address)], own)
    extra = values.get("extra")
    if isinstance(extra, dict) and extra.get("analytics"):
        what = "analytics tells another company who reads about what"
        at = tree.key("extra", "analytics") or Span(0, 0)
        yield text.diagnostic(at, "third-party", what, "take it out")
    theme = values.get("theme")
    font = theme.get("font", "") if isinstance(theme, dict) else ""
    if project.facts.material and font is not False and "privacy" not in project.facts.plugins:
        what = (
            "the theme asks fonts.googleapis.com for its letters, which tells Google who reads here"
            " and fails offline"
        )
        at = tree.key("theme", "font") or tree.key("theme") or Span(0, 0)
        yield text.diagnostic(at, "third-party", what, "write font: false below theme:")
