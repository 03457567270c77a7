"""Are the files beside the pages used, small, and what they say they are?"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ...model import Diagnostic
from ...project import Project, per_project
from ...source_text import SourceText
from ...theme.kept import APP_ICON
from ...urls import resolved
from ..link_targets import targets
from ..rule import check
from ..site.menu import MEANT_AS_PAGE
from .citations import misnamed_figures, unread_data
from .images import read_image

IMAGES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP"}
UNSHOWN = frozenset(".heic .heif .tif .tiff .bmp .psd .ai .eps .raw .dng".split())
# What only a page can show. Other files may be read by scripts, plugins and hooks.
SHOWN = frozenset([*IMAGES, *UNSHOWN, *".svg .pdf .mp4 .webm .mp3 .docx .xlsx .pptx .zip".split()])
# A licence stands beside the file that it is for.
LEGAL = re.compile(
    r"(?:.*\.)?(?:LICEN[CS]E|COPYING|NOTICE|README|AUTHORS)(?:\.\w+)?$", re.IGNORECASE
)
BUDGET, WIDEST, HEAVY = 500_000, 2400, 5_000_000
# Files that are found by their name alone: by hosts, crawlers and the theme.
KNOWN = frozenset(
    """
        CNAME robots.txt .nojekyll favicon.ico favicon.png favicon.svg humans.txt security.txt
        404.html site.webmanifest llms.txt
    """.split()
)
TEXTS = frozenset(".css .js .html .yml .yaml .webmanifest .json .py .md .toml .xml .txt".split())
# A name begins where none goes on: each run of letters is tried once.
NAME = re.compile(r"(?<![^\s\"'`()<>\[\]{}|,;:=/\\#?&*])[^\s\"'`()<>\[\]{}|,;:=/\\#?&*]+\.\w{2,8}")


@per_project
def published_files(project: Project) -> dict[str, Path]:
    """The published files that are neither pages nor data, by their path below docs."""
    ground = targets(project)
    data = project.setting("data").strip("/") + "/"
    return {
        name: path
        for path in sorted(project.docs.rglob("*"))
        if path.is_file()
        and path.suffix != ".md"
        and (name := path.relative_to(project.docs).as_posix()) in ground.files
        and not name.startswith(data)
        and not LEGAL.match(path.name)
        and not MEANT_AS_PAGE.search(name)  # told as a page with a wrong name
    }


@check("project", rule_set="house-style")
def assets(project: Project) -> Iterator[Diagnostic]:
    """All published files that are not pages.

    asset-unused (warning)
        A file that nothing shows is still published, and still downloaded with the offline copy.
        Bad: docs/assets/old.png, named nowhere
        Good: delete it, or show it on a page

    asset-large (error)
        A large file costs a reader on a phone time and money.
        Bad: docs/assets/photo.jpg, 6 MB, 5000 pixels wide
        Good: save it at most 1600 pixels wide, as JPEG or WebP

    asset-kind (error, core)
        A file that is empty, or not what its name says, may not be shown at all.
        Bad: photo.png that holds a JPEG
        Good: rename it photo.jpg

    asset-metadata (error)
        A photograph can carry the place, the day and the owner of the camera: enough to find the
        person in it.
        Bad: photo.jpg with a GPS position
        Good: save a copy without its metadata

    asset-name (note)
        Capitals and spaces in a file's name break links on some computers.
        Bad: Bridge North.PNG
        Good: bridge-north.png
    """
    files = published_files(project)
    used, pictures = _used(project, files), _pictures(project)
    drawings, unread = project.setting("figures").strip("/"), unread_data(project, "figures")
    for name, path in files.items():
        shown, kind, base = project.shown(path), path.suffix.lower(), posixpath.basename(name)
        size = path.stat().st_size
        stem = base.removesuffix(".svg")
        listed = name.startswith(f"{drawings}/") and (unread or stem in misnamed_figures(project))
        if kind in SHOWN and name not in used and base not in KNOWN and not listed:
            what = f"nothing shows this file ({size_of(size)})"
            yield _at(
                shown, "asset-unused", what, f"delete it (git rm {shown}), or show it on a page"
            )
        if re.search(r"[A-Z\s]", name) and base not in KNOWN:
            what = f'there are {"spaces" if " " in name else "capitals"} in "{name}"'
            better = re.sub(r"[\s_]+", "-", name).lower()
            yield _at(shown, "asset-name", what, f"name it {better}, and correct the links to it")
        if kind in IMAGES:
            if name in used:
                yield from _image(shown, path, IMAGES[kind], seen=name in pictures)
        elif kind in UNSHOWN:
            if name not in pictures:
                continue  # to be downloaded, or lying there
            what = f"most browsers can't show a {kind[1:].upper()} file"
            fix = "save it as JPEG or PNG, at most 1600 pixels wide, and correct the links to it"
            yield _at(shown, "asset-kind", what, fix)
        elif kind == ".pdf" and not path.read_bytes()[:1024].lstrip().startswith(b"%PDF"):
            what = "this file is named PDF, but is none"
            yield _at(shown, "asset-kind", what, "save it again as PDF")
        elif size > HEAVY and kind != ".svg":
            what = f"the file has {size_of(size)}; the most is {size_of(HEAVY)}"
            fix = "make it smaller, or link to the place where it is published"
            yield _at(shown, "asset-large", what, fix)


@check("project")
def figures(project: Project) -> Iterator[Diagnostic]:
    """The drawings that the data lists.

    figure-missing (error)
        A drawing that is listed but not there stops the page that shows it.
        Bad: - id: old-bridge (and no old-bridge.svg)
        Good: add docs/assets/figures/old-bridge.svg
    """
    folder, ground = project.setting("figures").strip("/"), targets(project)
    for item in project.data.figures.values():
        file = f"{folder}/{item.id}.svg"
        if file not in ground.files and item.tree:
            near = ground.near(file)
            what = f'the drawing "{item.id}" has no file {project.shown(project.docs / file)}'
            fix = f"is it {near[0]}?" if near else "add the file, or take the item out"
            yield item.tree.source.diagnostic(item.span(), "figure-missing", what, fix)


def _at(path: str, rule: str, what: str, fix: str) -> Diagnostic:
    return SourceText(path, "").diagnostic(0, rule, what, fix)


def size_of(size: int) -> str:
    """A size in words."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def _pictures(project: Project) -> set[str]:
    """The files that a page shows as images."""
    ground, found = targets(project), set[str]()
    for name, page in ground.pages.items():
        for link in page.document.links:
            if link.image:
                file = resolved(name, link.target)
                found.add(ground.folded.get(file.lower(), file))
    return found


def _used(project: Project, files: dict[str, Path]) -> set[str]:
    """Every file that a page links to, or whose name a text of the project holds."""
    ground, folder = targets(project), project.setting("figures").strip("/")
    used = {f"{folder}/{item.id}.svg" for item in project.data.figures.values()}
    named: set[str] = set()
    for name, page in ground.pages.items():
        named.update(NAME.findall(unquote(page.source)))
        document = page.document
        addresses = [link.target for link in document.links]
        addresses += [definition.target for definition in document.definitions]
        for target in addresses:
            path = unquote(re.split("[#?]", target, maxsplit=1)[0]).replace("\\", "/")
            for start in (posixpath.dirname(name), name.removesuffix(".md"), ""):
                found = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
                used.add(ground.folded.get(found.lower(), found))
    for text in _texts(project):
        named.update(NAME.findall(unquote(text.read_text(encoding="utf-8", errors="replace"))))
    if project.profile.keep:  # the web app shows the icons beside its favicon
        folders = {posixpath.dirname(name) for name in files if "favicon" in name}
        used |= {
            name
            for name in files
            if APP_ICON.fullmatch(posixpath.basename(name)) and posixpath.dirname(name) in folders
        }
    # Of a name with spaces the last word is enough.
    return used | {name for name in files if re.split(r"[/\s]", name)[-1] in named}


def _texts(project: Project) -> Iterator[Path]:
    """The texts that can name a file: settings, hooks, data, templates, scripts, style sheets.

    They stand beside mkdocs.yml, below docs, and in the folders that the settings name.
    """
    settings = project.config_text.text
    words = set(re.findall(r"[\w.-]+", settings)) | {"hooks", "overrides", "includes", "snippets"}
    yield from (path for path in sorted(project.root.glob("*")) if _is_text(path))
    for folder in sorted(project.root.glob("*")):
        if folder.is_dir() and (folder.name in words or folder == project.docs):
            for path in sorted(folder.rglob("*")):
                if _is_text(path) and (path.suffix != ".md" or folder != project.docs):
                    yield path


def _is_text(path: Path) -> bool:
    return path.suffix in TEXTS and path.is_file() and path.stat().st_size < 2_000_000


def _image(shown: str, path: Path, wanted: str, *, seen: bool) -> Iterator[Diagnostic]:
    """What is wrong with an image; `seen` where a page shows it, and does not only offer it."""
    data = path.read_bytes()
    image, size = read_image(data), len(data)
    if image is None:
        if data.startswith(b"version https://git-lfs") or (data and not seen):
            return  # Git keeps the image elsewhere; or it is there to be taken apart
        what = "is no image that a browser can show"
        if not data:
            what = "is empty"
        elif data.lstrip()[:5].lower() in (b"<!doc", b"<html"):
            what = "is a web page, perhaps an error message that was saved"
        yield _at(
            shown, "asset-kind", f"the file is named {wanted}, but {what}", "save the image again"
        )
        return
    if image.kind != wanted:
        ending = {"JPEG": "jpg"}.get(image.kind, image.kind.lower())
        what = f"the file is named {wanted}, but holds a {image.kind}"
        fix = f"rename it to end in .{ending}, and correct the links to it"
        yield _at(shown, "asset-kind", what, fix)
    if size > BUDGET or max(image.width, image.height) > WIDEST:
        expected = min(size, int(size * min(1, 1600 / max(image.width, 1)) ** 2), BUDGET)
        what = (
            f"the image has {size_of(size)} and {image.width} × {image.height} pixels; the most is "
            f"{size_of(BUDGET)} and {WIDEST} pixels a side"
        )
        fix = f"save it 1600 pixels wide (about {size_of(expected)}), as JPEG or WebP"
        yield _at(shown, "asset-large", what, fix)
    if image.metadata:
        what = f"the image says by whom or with what it was made ({', '.join(image.metadata)})"
        fix = "save a copy without its metadata (exiftool -all= FILE, or export for the web)"
        if image.place:
            what = "the photograph carries the place where it was taken"
            fix += "; the old one stays in the history, so tell a maintainer"
        yield _at(shown, "asset-metadata", what, fix)
