"""What a reader takes home: files beside the pages, the links to them, and the page in a machine's words.

Below `assets/references/` of the built site stand `KEY.bib`, `KEY.ris` and `KEY.json` for each reference, `pages/…` for each page that
cites (named like the page, in its order of first mention), and `all.*` for everything, sorted by key. They are plain files, so that they work
from a disk as well. `references.json` at the site's root is for programs:

    {"format": 1,
     "site": {"title", "url", "license", "style", "references", "pages"},
     "references": [{"key", "text", "kind", "evidence", "year", "identifiers": {"doi", "pmid", "pmcid", "isbn"}, "urls": […],
                     "status", "record", "cited_in": [{"page", "title", "section", "anchor"}]}]}

`text` is the reference in the site's style; `kind` the kind of work, `evidence` the kind of evidence; `page` an address below the site's root, to which
`#` and `anchor` lead to the section; `status` is retracted, concern, corrected or superseded; `record` is partial where the record is
incomplete. What is not known is absent. `format` changes when the meaning of a field does.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

from ..bib.evidence import kind_of
from ..bib.identifier_links import addresses
from ..model import Reference
from ..project import Project
from ..render.citations import attribute
from ..render.indexes import cited_in
from ..urls import page_url, relative, relative_file
from . import to_bibtex, to_csl, to_ris
from .common import line
from .jsonld import page_json, script, work_text

__all__ = [
    "file_name",
    "json_ld",
    "page_links",
    "reference_links",
    "to_bibtex",
    "to_csl",
    "to_ris",
    "to_text",
    "write_exports",
]

FOLDER = "assets/references/"
FORMATS = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))
# A name that every file system holds: no capitals, since two names must differ by more than case; Windows' devices and our own excepted.
_PLAIN = re.compile(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|all)(?:\.|\Z))[a-z0-9](?:[a-z0-9_.-]{0,78}[a-z0-9_-])?\Z"
)


def to_text(reference: Reference, style: ModuleType) -> str:
    """A reference in a style (`ama`, `vancouver`) as plain text on one line: what Copy takes."""
    from ..styles.richtext import to_text as text_of

    return line(text_of(style.format_reference(reference)))


@lru_cache(maxsize=20000)
def file_name(name: str) -> str:
    """A key or a page's name as a file name for any file system, Windows' included ("Naming Files", Microsoft).

    Lower-case names of letters, figures, full stops, hyphens and underscores stay. All others become such a name, a tilde and the beginning of their
    SHA-256: two names never share a file, even where the file system ignores case, since no plain name holds a tilde.

    >>> file_name("moss2021cava"), file_name("Moss2021"), file_name("con")
    ('moss2021cava', 'moss2021~1ba30ddc3d', 'con~1143da2bc5')
    """
    if _PLAIN.match(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:60]}~{digest}"


def _page_name(source: str) -> str:
    stem = source.removesuffix(".md")
    return "/".join(map(file_name, stem.split("/")))


# Files


def write_exports(project: Project, site_dir: Path) -> None:
    """Write all files into a built site. A file that says the same already is not touched; the same sources give the same bytes."""
    references = project.bibliography.references
    ordered = sorted(
        references.values(), key=lambda reference: (reference.key.lower(), reference.key)
    )
    texts = {
        reference.key: (to_bibtex(reference), to_ris(reference), _dump(to_csl(reference)))
        for reference in ordered
    }
    files = {f"{FOLDER}all": [reference.key for reference in ordered]}
    files |= {f"{FOLDER}{file_name(key)}": [key] for key in texts}
    for source, keys in _page_keys(project).items():
        files[f"{FOLDER}pages/{_page_name(source)}"] = keys
    # A folder that is not there yet holds nothing to compare with.
    folders: dict[str, bool] = {}
    for name, keys in files.items():
        parts = [texts[key] for key in keys]
        _write(site_dir, f"{name}.bib", "\n".join(part[0] for part in parts), folders)
        _write(site_dir, f"{name}.ris", "".join(part[1] for part in parts), folders)
        _write(
            site_dir, f"{name}.json", "[" + ",\n".join(part[2] for part in parts) + "]\n", folders
        )
    _write(site_dir, "references.json", _register_text(_register(project, ordered)), folders)


def _page_keys(project: Project) -> dict[str, list[str]]:
    """For each page that cites its references in the order of first mention; the pages by their path below docs."""
    references = project.bibliography.references
    sources = {page.path: project.source(page) for page in project.pages}
    found: dict[str, dict[str, None]] = {}
    for citation in project.citations:
        if citation.key in references:
            found.setdefault(sources[citation.path], {})[citation.key] = None
    return {source: list(keys) for source, keys in found.items()}


def _dump(value: object) -> str:
    return json.dumps(
        value, ensure_ascii=False
    )  # on one line: with an indent Python's slow encoder would write it


def _write(site_dir: Path, name: str, text: str, folders: dict[str, bool]) -> None:
    path = f"{site_dir}{os.sep}{name}"
    folder = os.path.dirname(path)
    if folder not in folders:
        folders[folder] = os.path.isdir(folder) and bool(os.listdir(folder))
        os.makedirs(folder, exist_ok=True)
    data = text.encode("utf-8", "replace")
    if folders[folder]:
        try:
            with open(path, "rb") as file:
                if file.read() == data:
                    return
        except OSError:
            pass
    # There are thousands of small files, and Python's own file objects take as long as the writing.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def _register(project: Project, ordered: Iterable[Reference]) -> dict:
    """The content of references.json."""
    titles = {page.path: page.title for page in project.pages}
    urls = {
        page.path: page_url(project.source(page), project.directory_urls) for page in project.pages
    }
    home = next(
        (page.title for page in project.pages if project.source(page) in ("index.md", "README.md")),
        "",
    )
    where = cited_in(project)
    items = []
    for reference in ordered:
        places = [
            {
                "page": urls[citation.path],
                "title": titles[citation.path],
                "section": citation.section,
                "anchor": citation.anchor,
            }
            for citation in where.get(reference.key, ())
        ]
        item = {
            "key": reference.key,
            "text": to_text(reference, project.style),
            "kind": reference.kind,
            "evidence": kind_of(reference),
            "year": reference.year,
            "urls": [address for _, address in addresses(reference)],
            "status": reference.status,
            "record": reference.record,
            "identifiers": _known(
                {
                    "doi": reference.doi,
                    "pmid": reference.pmid,
                    "pmcid": reference.pmcid,
                    "isbn": reference.isbn,
                }
            ),
        }
        items.append(_known(item) | {"cited_in": places})
    site = {
        "title": home,
        "url": project.site_url,
        "license": _license(project, {}),
        "style": project.setting("style"),
    }
    pages = len({citation.path for citations in where.values() for citation in citations})
    return {
        "format": 1,
        "site": _known(site) | {"references": len(items), "pages": pages},
        "references": items,
    }


def _register_text(register: dict) -> str:
    """The register as JSON, a reference a line: a person can look through it, and a comparison of two versions names the reference."""
    head = _dump({name: value for name, value in register.items() if name != "references"})
    return (
        head[:-1]
        + ', "references": [\n'
        + ",\n".join(map(_dump, register["references"]))
        + "\n]}\n"
    )


def _known(fields: dict) -> dict:
    return {name: value for name, value in fields.items() if value}


# Links


class _Ways:
    """The ways from one page to its files, worked out once: a list asks for them at every reference."""

    def __init__(self, project: Project, source: str) -> None:
        self.folder = attribute(relative_file(source, FOLDER, project.directory_urls))
        listing = project.page_with("references")
        self.everything = listing is not None and project.source(listing) == source
        self.listing = ""
        if listing is not None and not self.everything:
            self.listing = attribute(
                relative(source, project.source(listing), "", project.directory_urls)
            )


def _ways(project: Project, source: str) -> _Ways:
    kept = vars(project).setdefault("_export_ways", {})
    if source not in kept:
        kept[source] = _Ways(project, source)
    return kept[source]


def reference_links(project: Project, source: str, reference: Reference) -> str:
    """What a list adds to a reference: its three files, Copy, and the way to where else it is cited.

    In: the page's path below docs. Out: one line of inline HTML. The button is hidden until a script makes it work; it copies the text of
    `.ref-text`. Each name says which reference it is for (WCAG 2.2, 2.4.4) and begins with what is shown (2.5.3).
    """
    ways = _ways(project, source)
    return _reference_links(ways.folder, ways.listing, reference.key)


@lru_cache(maxsize=20000)
def _reference_links(folder: str, listing: str, key: str) -> str:
    name, shown = f"{folder}{attribute(file_name(key))}", attribute(line(key))
    links = "".join(
        f'<a href="{name}.{ending}" download aria-label="{label} of {shown}">{label}</a> '
        for ending, label in FORMATS
    )
    more = (
        f' <a href="{listing}{_fragment(key)}" aria-label="Where else it is cited: {shown}">Where else it is cited</a>'
        if listing
        else ""
    )
    return f'<span class="ref-export">{links}<button type="button" class="ref-copy" aria-label="Copy {shown}" hidden>Copy</button>{more}</span>'


def _fragment(key: str) -> str:
    return attribute("#" + quote(f"ref-{key}", safe="-._~:@!$()*+,;=", errors="replace"))


def page_links(project: Project, source: str) -> str:
    """The line under a page's list that gives all its references as files; "" where the page cites nothing.

    The page that lists all references gives all of them.
    """
    ways = _ways(project, source)
    kept = vars(project)
    if "_citing_sources" not in kept:
        kept["_citing_sources"] = frozenset(_page_keys(project))
    if not ways.everything and source not in kept["_citing_sources"]:
        return ""
    name, which = (
        ("all", "all references")
        if ways.everything
        else (f"pages/{_page_name(source)}", "these references")
    )
    links = ", ".join(
        f'<a href="{ways.folder}{attribute(quote(f"{name}.{ending}"))}" download>{label}</a>'
        for ending, label in FORMATS
    )
    return f'<p class="page-export">Take {which} with you: {links}</p>'


# For machines


def json_ld(
    project: Project, page_meta: Mapping, source: str, references: Iterable[Reference]
) -> str:
    """The page as schema.org's MedicalWebPage with what it cites, in one line of `<script type="application/ld+json">`.

    In: the page's front matter, its path below docs, its references in their order. The address stands only where the site has one; the licence
    is `license` of the front matter, else of `extra: citations:`.
    """
    url = ""
    if project.site_url:
        url = (
            project.site_url.rstrip("/")
            + "/"
            + quote(
                page_url(source, project.directory_urls),
                safe="/-._~:@!$&'()*+,;=",
                errors="replace",
            )
        )
    works = []
    for reference in references:
        if (kept := f"json-ld {reference.key}") not in project.rendered:
            project.rendered[kept] = work_text(reference)
        works.append(project.rendered[kept])
    return script(page_json(page_meta, (), url, _license(project, page_meta)), works)


def _license(project: Project, meta: Mapping) -> str:
    return line(str(meta.get("license") or project.settings.get("license") or ""))
