"""Are the files beside the pages used, small, what they say they are, and free of what they should not carry?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

from ...model import Diagnostic
from ...project import Project
from ..link_targets import Config, Ground, read_config, read_ground
from ..rule import Rule
from ..site.menu import MEANT_AS_PAGE
from .images import Image, read_image

__all__ = ["RULES", "check"]

RULES = (
    Rule(
        "asset-unused",
        "A file that nothing shows is still published, and still downloaded with the offline copy.",
        "docs/assets/old.png, named nowhere",
        "delete it, or show it on a page",
        "warning",
    ),
    Rule(
        "asset-large",
        "A large file costs a reader on a phone time and money.",
        "docs/assets/photo.jpg, 6 MB, 5000 pixels wide",
        "save it at most 1600 pixels wide, as JPEG or WebP",
    ),
    Rule(
        "asset-kind",
        "A file that is not what its name says may not be shown at all.",
        "photo.png that holds a JPEG",
        "rename it photo.jpg",
    ),
    Rule(
        "asset-broken",
        "A file that can't be read shows nothing.",
        "an empty photo.png",
        "save it again",
    ),
    Rule(
        "asset-metadata",
        "A photograph can carry the place, the day and the owner of the camera: enough to find a patient.",
        "photo.jpg with a GPS position",
        "save a copy without its metadata",
    ),
    Rule(
        "asset-name",
        "Capitals and spaces in a file's name break links on some computers.",
        "Tip Position.PNG",
        "tip-position.png",
        "note",
    ),
    Rule(
        "figure-missing",
        "A drawing that is listed but not there stops the page that shows it.",
        "- id: tip-position (and no tip-position.svg)",
        "add docs/assets/figures/tip-position.svg",
    ),
    Rule(
        "svg-broken",
        "A drawing with a fault in its XML is not shown.",
        "<g> without </g>",
        "<g>…</g>",
    ),
    Rule(
        "svg-script",
        "A script in a drawing runs in the reader's browser.",
        '<script>…</script> or onclick="…" in an SVG',
        "take it out",
    ),
    Rule(
        "svg-external",
        "A drawing that fetches something elsewhere tells others who reads it, and is incomplete offline.",
        '<image href="https://example.org/a.png">',
        "draw it, or embed it",
    ),
    Rule(
        "svg-title",
        "Without title and desc nobody who can't see the drawing knows what it shows (WCAG 1.1.1).",
        "<svg><path …",
        "<svg><title>…</title><desc>…</desc><path …",
    ),
)
SEVERITY = {rule.name: rule.severity for rule in RULES}
IMAGES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP"}
# A licence stands beside the file that it is for.
LEGAL = re.compile(
    r"(?:.*\.)?(?:LICEN[CS]E|COPYING|NOTICE|README|AUTHORS)(?:\.\w+)?$", re.IGNORECASE
)
BUDGET, WIDEST, HEAVY = 500_000, 2400, 5_000_000
# Files that are found by their name alone: by hosts, crawlers and the theme.
KNOWN = {
    "CNAME",
    "robots.txt",
    ".nojekyll",
    "favicon.ico",
    "favicon.png",
    "favicon.svg",
    "humans.txt",
    "security.txt",
    "404.html",
    "site.webmanifest",
    "llms.txt",
}


def check(project: Project) -> Iterator[Diagnostic]:
    """All published files that are not pages, and the figures of the data."""
    config = read_config(project)
    ground = read_ground(project, config)
    files = {
        path.relative_to(project.docs).as_posix(): path
        for path in sorted(project.docs.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    }
    data = project.setting("data").strip("/") + "/"
    files = {
        name: path
        for name, path in files.items()
        if name in ground.files and not name.startswith(data) and not LEGAL.match(path.name)
    }
    used = _used(project, ground, config, files)
    figures = project.setting("figures").strip("/")
    for name, path in files.items():
        shown = project.shown(path)
        size = path.stat().st_size
        if MEANT_AS_PAGE.search(name):
            continue  # told as a page with a wrong name
        if name not in used and posixpath.basename(name) not in KNOWN:
            yield _tell(
                shown,
                1,
                "asset-unused",
                f"nothing shows this file ({_size(size)})",
                f"delete it (git rm {shown}), or show it on a page",
            )
        if re.search(r"[A-Z\s]", name) and posixpath.basename(name) not in KNOWN:
            better = re.sub(r"[\s_]+", "-", name).lower()
            yield _tell(
                shown,
                1,
                "asset-name",
                f'there are {"spaces" if re.search(r"[ ]", name) else "capitals"} in "{name}"',
                f"name it {better}, and mend the links to it",
            )
        kind = path.suffix.lower()
        if kind in IMAGES:
            yield from _image(shown, path, size, IMAGES[kind])
        elif kind in (
            ".heic",
            ".heif",
            ".tif",
            ".tiff",
            ".bmp",
            ".psd",
            ".ai",
            ".eps",
            ".raw",
            ".dng",
        ):
            yield _tell(
                shown,
                1,
                "asset-kind",
                f"most browsers can't show a {kind[1:].upper()} file",
                "save it as JPEG or PNG, at most 1600 pixels wide, and mend the links to it",
            )
        elif kind == ".svg":
            yield from _svg(shown, path, name.startswith(f"{figures}/"), size)
        elif kind == ".pdf" and not path.read_bytes()[:1024].lstrip().startswith(b"%PDF"):
            yield _tell(
                shown,
                1,
                "asset-kind",
                "this file is named PDF, but is none",
                "save it again as PDF",
            )
        elif size > HEAVY:
            yield _tell(
                shown,
                1,
                "asset-large",
                f"the file has {_size(size)}; the most is {_size(HEAVY)}",
                "make it smaller, or link to the place where it is published",
            )
    for item in project.data.figures.values():
        if f"{figures}/{item.id}.svg" not in ground.files:
            near = ground.near(f"{figures}/{item.id}.svg")
            yield _tell(
                item.path,
                item.line,
                "figure-missing",
                f'the drawing "{item.id}" has no file {project.shown(project.docs / figures / f"{item.id}.svg")}',
                f"is it {near[0]}?" if near else "add the file, or take the item out",
            )


def _tell(
    path: str, line: int, rule: str, message: str, fix: str, column: int = 1, severity: str = ""
) -> Diagnostic:
    return Diagnostic(path, line, column, rule, message, fix, severity or SEVERITY[rule])


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def _used(project: Project, ground: Ground, config: Config, files: dict[str, Path]) -> set[str]:
    """Every file that a page, a style sheet, a script, a template, the settings or the data name."""
    used = {
        f"{project.setting('figures').strip('/')}/{item.id}.svg"
        for item in project.data.figures.values()
    }
    for name, page in ground.pages.items():
        text = page.document
        for link in [*text.links, *text.definitions]:
            path = unquote(link.target.partition("#")[0].partition("?")[0]).replace("\\", "/")
            for start in (posixpath.dirname(name), name.removesuffix(".md"), ""):
                found = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
                used.add(ground.folded.get(found.lower(), found))
    texts = [config.text]
    theme = config.values.get("theme")
    folders = (
        [project.docs, project.root / str(theme["custom_dir"])]
        if isinstance(theme, dict) and theme.get("custom_dir")
        else [project.docs]
    )
    for folder in folders:
        for path in folder.rglob("*"):
            if (
                path.suffix in (".css", ".js", ".html", ".yml", ".webmanifest", ".json")
                and path.is_file()
                and path.stat().st_size < 2_000_000
            ):
                texts.append(path.read_text(encoding="utf-8", errors="replace"))
    texts += [
        value
        for page in project.pages
        for tag in page.document.tags
        for value, _, _ in tag.attributes.values()
    ]
    texts += [str(page.meta.get("image", "")) for page in project.pages]
    whole = "\n".join(texts)
    return used | {
        name
        for name in files
        if name not in used
        and re.search(rf"(?<![\w-]){re.escape(posixpath.basename(name))}(?![\w-])", whole)
    }


def _image(shown: str, path: Path, size: int, wanted: str) -> Iterator[Diagnostic]:
    data = path.read_bytes()
    image: Image | None = read_image(data)
    if image is None:
        what = (
            "is empty"
            if not data
            else "is a web page, perhaps an error message that was saved"
            if data.lstrip()[:5].lower() in (b"<!doc", b"<html")
            else "is no image that a browser can show"
        )
        yield _tell(
            shown,
            1,
            "asset-broken" if not data else "asset-kind",
            f"the file is named {wanted}, but {what}",
            "save the image again",
        )
        return
    if image.kind != wanted:
        yield _tell(
            shown,
            1,
            "asset-kind",
            f"the file is named {wanted}, but holds a {image.kind}",
            f"rename it to end in .{ {'JPEG': 'jpg'}.get(image.kind, image.kind.lower()) }, and mend the links to it",
        )
    if size > BUDGET or max(image.width, image.height) > WIDEST:
        expected = min(size, int(size * min(1, 1600 / max(image.width, 1)) ** 2))
        yield _tell(
            shown,
            1,
            "asset-large",
            f"the image has {_size(size)} and {image.width} × {image.height} pixels; the most is {_size(BUDGET)} and {WIDEST} pixels a side",
            f"save it 1600 pixels wide (about {_size(min(expected, BUDGET))}), as JPEG or WebP",
        )
    if image.place:
        yield _tell(
            shown,
            1,
            "asset-metadata",
            "the photograph carries the place where it was taken",
            "save a copy without its metadata (exiftool -all= FILE, or export for the web), and replace this one; the old one stays in the history, so tell a maintainer",
        )
    elif image.metadata:
        yield _tell(
            shown,
            1,
            "asset-metadata",
            f"the image carries data about how and by whom it was made ({image.metadata})",
            "save a copy without its metadata (exiftool -all= FILE, or export for the web)",
            severity="warning",
        )


SVG_SCRIPT = re.compile(
    r"<(?:\w+:)?script\b|\son[a-z]{3,}\s*=|(?:xlink:)?href\s*=\s*[\"']\s*(?:javascript|data:text/html)|<(?:\w+:)?foreignObject\b|<!ENTITY",
    re.IGNORECASE,
)
SVG_PRIVATE = re.compile(
    r"[\w:-]+\s*=\s*[\"'](?P<path>(?:file:/+)?(?:[A-Za-z]:[\\/]|/Users/|/home/)[^\"']*)[\"']"
)
SVG_EXTERNAL = re.compile(
    r"<(?!a\b|\w+:a\b)[\w:]+\b[^>]*?\s(?:xlink:)?(?:href|src)\s*=\s*[\"'](?P<a>(?:https?:)?//[^\"']+)|url\(\s*[\"']?(?P<b>(?:https?:)?//[^\"')]+)|@import\s+(?:url\()?[\"']?(?P<c>[^\"');]+)|<\?xml-stylesheet[^>]*href=[\"'](?P<d>[^\"']+)",
    re.IGNORECASE,
)


def _svg(shown: str, path: Path, figure: bool, size: int) -> Iterator[Diagnostic]:
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        yield _tell(
            shown,
            1,
            "svg-broken",
            "the drawing is not saved as UTF-8",
            "save it again as SVG, with the encoding UTF-8",
        )
        return
    if not re.search(r"<(?:\w+:)?svg\b", source):
        yield _tell(
            shown,
            1,
            "asset-broken" if not source.strip() else "asset-kind",
            "the file is named SVG, but holds no drawing",
            "save it again as SVG",
        )
        return
    parser = expat.ParserCreate()
    try:
        parser.Parse(source.encode(), True)
    except expat.ExpatError as error:
        yield _tell(
            shown,
            error.lineno,
            "svg-broken",
            f"the drawing can't be read here ({expat.errors.messages.get(error.code, 'error')})",
            "mend the XML, or save the drawing again",
            error.offset + 1,
        )
        return
    clean = re.sub(
        r"<!--.*?-->", lambda match: re.sub(r"[^\n]", " ", match.group()), source, flags=re.DOTALL
    )
    for pattern, rule, message, fix in (
        (SVG_SCRIPT, "svg-script", "the drawing can run a script here: {}", "take it out"),
        (
            SVG_EXTERNAL,
            "svg-external",
            "the drawing fetches {}",
            "draw it, or embed it in the file",
        ),
    ):
        for match in pattern.finditer(clean):
            what = next((group for group in match.groups() if group), match.group().strip())
            yield _tell(
                shown,
                clean.count("\n", 0, match.start()) + 1,
                rule,
                message.format(what),
                fix,
                match.start() - clean.rfind("\n", 0, match.start()),
            )
    if match := SVG_PRIVATE.search(clean):
        yield _tell(
            shown,
            clean.count("\n", 0, match.start()) + 1,
            "asset-metadata",
            f'the drawing names a folder on somebody\'s own computer: "{match["path"][:60]}"',
            "save it again as plain SVG",
            match.start() - clean.rfind("\n", 0, match.start()),
            "warning",
        )
    if figure:
        missing = [
            name for name in ("title", "desc") if not re.search(rf"<{name}\b[^>]*>\s*[^<\s]", clean)
        ]
        if missing:
            yield _tell(
                shown,
                1,
                "svg-title",
                f"the drawing has no {' and no '.join(f'<{name}>' for name in missing)}",
                "say in <title> what it is and in <desc> what it shows, right after <svg …>",
            )
    if size > BUDGET:
        yield _tell(
            shown,
            1,
            "asset-large",
            f"the drawing has {_size(size)}; the most is {_size(BUDGET)}",
            "simplify its paths, or take embedded photographs out",
        )
