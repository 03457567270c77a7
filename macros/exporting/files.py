"""The references that a reader takes away: files beside the pages, which work from a disk too.

Below `assets/references/` of the built site are `KEY.bib`, `KEY.ris` and `KEY.json` for each
reference, `pages/…` for each page that cites (named like the page, in its order of first mention),
and `all.*` for everything, sorted by key. `references.json` at the site's root is for programs:

    {"format": 1,
     "site": {"title", "url", "license", "style", "references", "pages"},
     "references": [{"key", "text", "kind", "evidence", "year",
                     "identifiers": {"doi", "pmid", "pmcid", "isbn"}, "urls": […],
                     "status", "record",
                     "cited_in": [{"page", "title", "section", "anchor"}]}]}

`text` is the reference in the site's style; `kind` the kind of work, `evidence` the kind of
evidence; `page` an address below the site's root, to which `#` and `anchor` lead to the section;
`status` is retracted, concern, corrected or superseded; `record` is partial where the record is
incomplete. What is not known is absent. `format` changes when the meaning of a field does.
"""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..bib.identifier_links import addresses
from ..model import Citation, Reference
from ..project import Project
from ..styles import Style
from ..styles.richtext import to_text as text_of
from ..urls import page_url
from .common import line
from .formats import FORMATS
from .names import FOLDER, file_name, page_name

_HOMES = ("index.md", "README.md")


def to_text(reference: Reference, style: Style) -> str:
    """A reference in a style as plain text on one line: what Copy takes."""
    return line(text_of(style.reference(reference)))


def write_exports(project: Project, site_dir: Path) -> None:
    """Write all files into a built site; one that says the same already is not touched."""
    references = project.bibliography.references
    ordered = sorted(references, key=lambda key: (key.lower(), key))
    if project.language and project.page_with("references") is None:
        cited = {citation.key for citation in project.citations}
        ordered = [key for key in ordered if key in cited]  # the original has all of them
    files = {f"{FOLDER}all": ordered}
    files |= {f"{FOLDER}{file_name(key)}": [key] for key in ordered}
    for source, keys in _page_keys(project).items():
        files[f"{FOLDER}pages/{page_name(source)}"] = keys
    # A folder that is not there yet holds nothing to compare with.
    folders: dict[str, bool] = {}
    for ending, form in FORMATS.items():  # not all texts at once
        texts = {key: form.text(references[key]) for key in ordered}
        for name, keys in files.items():
            text = f"{form.first}{form.between.join([texts[key] for key in keys])}{form.last}"
            _write(site_dir, f"{name}.{ending}", text, folders)
    _write(site_dir, "references.json", "".join(_register(project, ordered)), folders)


def _page_keys(project: Project) -> dict[str, list[str]]:
    """For each page that cites, by its path below docs, its references in order of mention."""
    references = project.bibliography.references
    sources = {page.path: project.source(page) for page in project.pages}
    found: dict[str, dict[str, None]] = {}
    for citation in project.citations:
        if citation.key in references:
            found.setdefault(sources[citation.path], {})[citation.key] = None
    return {source: list(keys) for source, keys in found.items()}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(site_dir: Path, name: str, text: str, folders: dict[str, bool]) -> None:
    path = f"{site_dir}{os.sep}{name}"
    folder = os.path.dirname(path)  # noqa: PTH120 (thousands of small files: a Path costs more)
    if folder not in folders:
        folders[folder] = Path(folder).is_dir() and any(Path(folder).iterdir())
        Path(folder).mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8", "replace")
    if folders[folder] and _says(path, data):
        return
    # Python's own file objects take as long as the writing.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def _says(path: str, data: bytes) -> bool:
    try:
        return Path(path).read_bytes() == data
    except OSError:
        return False


def _register(project: Project, ordered: Sequence[str]) -> Iterator[str]:
    """The text of references.json, a reference a line: a comparison of two versions names it."""
    references = project.bibliography.references
    sources = {page.path: project.source(page) for page in project.pages}
    titles = {page.path: page.title for page in project.pages}
    home = next((titles[path] for path in titles if sources[path] in _HOMES), "")
    urls = {
        path: page_url(source, project.directory_urls is not False)
        for path, source in sources.items()
    }

    def place(citation: Citation) -> dict[str, str]:
        return {
            "page": urls[citation.path],
            "title": titles[citation.path],
            "section": citation.section,
            "anchor": citation.anchor,
        }

    site = {
        "title": home,
        "url": project.site_url,
        "license": line(str(project.settings.get("license") or "")),
        "style": project.setting("style"),
    }
    pages = {citation.path for places in project.places.values() for citation in places}
    counts = {"references": len(ordered), "pages": len(pages)}
    yield f'{_dump({"format": 1, "site": _known(site) | counts})[:-1]}, "references": ['
    for number, key in enumerate(ordered):
        places = [place(citation) for citation in project.places.get(key, ())]
        yield ",\n" if number else "\n"
        yield _dump(_item(project, references[key]) | {"cited_in": places})
    yield "\n]}\n"


def _item(project: Project, reference: Reference) -> dict[str, Any]:
    identifiers = {name: getattr(reference, name) for name in ("doi", "pmid", "pmcid", "isbn")}
    evidence = reference.evidence
    item = {
        "key": reference.key,
        "text": to_text(reference, project.style),
        "kind": reference.kind,
        "evidence": evidence if evidence in project.profile.kinds else "",
        "year": reference.year,
        "urls": [address for _, address in addresses(reference)],
        "status": reference.status,
        "record": reference.record,
        "identifiers": _known(identifiers),
    }
    return _known(item)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
