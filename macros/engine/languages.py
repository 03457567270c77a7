"""Further languages: each a site of its own, from mkdocs.ID.yml and the folder docs/ID.

A site of one language is built as any other. Here is what it is told of the first one: pages that
may not be published are left out, files such as pictures come from there, and so do the pages that
a link names and the language lacks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from ..project import Project, per_project
from ..review.translation import translations, unpublished
from ..theme.kept import LOADED
from ..urls import page_url, relative
from .inspect import load_project

# Stands in the address of a page of the original until the page is rendered: the engine's own
# addresses can't lead out of a site.
_ABOVE = "__original__/"
_LINK = re.compile(rf'href="((?:\.\./)*){_ABOVE}')


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A page in another language: its tag, language, relative way and full address.

    The address is "" where that is not known; `original` marks that of the page at hand.
    """

    tag: str
    name: str
    way: str
    address: str
    original: bool = False
    older: bool = False


def published_languages(project: Project) -> Iterator[Project]:
    """The further languages that have a first page to publish; says what is left out."""
    for one in language_projects(project):
        left_out = {found.source: found for found in unpublished(one)}
        for found in left_out.values():
            print(f"{one.prefix}/{found.source} is not published: {found.refused}.")
        if "index.md" in one.by_source and "index.md" not in left_out:
            yield replace(one, left_out=frozenset(left_out))
        else:
            print(f"{one.prefix} is not built: it has no index.md that may be published.")


def settings_file(language: str) -> str:
    """The file of a further language's settings."""
    return f"mkdocs.{language}.yml"


@per_project
def language_projects(project: Project) -> list[Project]:
    """The projects of the further languages that have settings, in the order of the profile."""
    names = [settings_file(one.id) for one in project.further_languages if not project.language]
    return [
        load_project(project.root, name, project)
        for name in names
        if (project.root / name).is_file()
    ]


def project_with(project: Project, name: str) -> Project:
    """The project to which a file belongs: that of a language, if it is below its folder.

    In: the file, as a path from the folder one stands in, the project's, or that of its pages.
    """
    for one in language_projects(project):
        for place in (project.root / name, project.docs / name):
            if place.resolve().is_relative_to(one.docs.resolve()):
                return one
    return project


def taught(project: Project, conf: Any, preview: bool) -> Project:
    """Tell the engine's settings, before its files are collected, which are not of this site.

    Out: the project that a build sees. A preview shows what a build leaves out.
    """
    if project.language:
        left_out = [] if preview else unpublished(project)
        if left_out:
            names = frozenset(one.source for one in left_out)
            project = replace(project, left_out=names)
        conf["nav"] = menu(project)
    if project.aside:
        ours = GitIgnoreSpec.from_lines(project.aside)
        conf["exclude_docs"] = (conf["exclude_docs"] or GitIgnoreSpec([])) + ours
    return project


def menu(project: Project) -> Any:
    """A further language's own menu without what is left out, else the original's order."""
    own = project.config_tree.value.get("nav")
    if own:
        return list(_kept(own, project.left_out))
    first = project.original
    order = list((first.facts.nav if first else None) or ())
    known = translations(project)

    def place(source: str) -> tuple[bool, int, str]:
        name = known[source].original if source in known else ""
        return source != "index.md", order.index(name) if name in order else len(order), source

    return sorted(project.by_source, key=place)


def _kept(menu: Any, left_out: frozenset[str]) -> Iterator[Any]:
    for item in menu if isinstance(menu, list) else [menu]:
        if isinstance(item, dict):
            for title, inner in item.items():
                below = list(_kept(inner, left_out))
                if below:
                    yield {title: below if isinstance(inner, list) else below[0]}
        elif item not in left_out:
            yield item


def with_files(project: Project, files: Any, conf: Any) -> Any:
    """The engine's files of a language, with the original's pictures, and pages as targets."""
    from mkdocs.structure.files import File, InclusionLevel

    first = project.original
    assert first is not None
    urls, data = conf["use_directory_urls"], f"{first.setting('data')}/"
    for name in first.files:
        known = files.get_file_from_path(name)
        if name.startswith(data) or (known is not None and name not in project.left_out):
            continue
        if known is not None:
            files.remove(known)
        file = File(name, str(first.docs), conf["site_dir"], urls)
        if Path(name).suffix.lower() not in LOADED:
            file.url, file.inclusion = f"{_ABOVE}{file.url}", InclusionLevel.EXCLUDED
        files.append(file)
    return files


def with_marked_links(project: Project, html: str) -> str:
    """A page's HTML in which links to pages of the original lead there, and say its language."""
    first = project.original
    tag = escape(first.facts.language if first else "en", quote=True)
    return _LINK.sub(rf'hreflang="{tag}" href="\1../', html)


def page_address(project: Project, source: str) -> str:
    """A page's address below the site's, by its file, of the original where need be, else ""."""
    address = page_url(source, bool(project.directory_urls)) or "."
    if source in project.by_source:
        return address
    first = project.original
    return f"../{address}" if first and source in first.by_source else ""


def other_languages(project: Project, source: str) -> list[OtherLanguage]:
    """The page in the other languages in which it is published; for home pages, those."""
    first = project.original or project
    if not first.profile.languages:
        return []
    found = _table(first).get(_place(project, source), {})
    here = f"{project.language}/{source}" if project.language else source
    shown = []
    for tag, (one, there, older) in found.items():
        if tag == (project.language or first.facts.language):
            continue
        path = f"{one.language}/{there}" if one.language else there
        way = relative(here, path, "", bool(project.directory_urls))
        address = f"{one.site_url}{page_url(there)}" if one.site_url else ""
        name = _name(first, tag)
        shown.append(OtherLanguage(tag, name, way, address, not one.language, older))
    return shown


def _name(first: Project, tag: str) -> str:
    language = first.profile.language(tag)
    return (language.name if language else "") or {"en": "English"}.get(tag, tag)


def _place(project: Project, source: str) -> str:
    """The original of a page, which is the name of a page in all languages; "" for none."""
    if not project.language or source == "index.md":
        return source
    known = translations(project).get(source)
    return known.original if known else ""


Table = dict[str, dict[str, tuple[Project, str, bool]]]


@per_project
def _table(first: Project) -> Table:
    """By the original of a page: each language's project, its page there, whether it is older."""
    found: Table = {name: {first.facts.language: (first, name, False)} for name in first.by_source}
    for one in language_projects(first):
        for known in translations(one).values():
            name = _place(one, known.source)
            if name in found and not known.refused:
                found[name].setdefault(one.language, (one, known.source, known.older))
    return found
