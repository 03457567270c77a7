"""What lets a reader keep a site on a phone: manifest, service worker, the list of files.

Nothing of it is fetched before the reader asks for it, but the manifest. The list is made from
what was built, so this is the last step of a build.
"""

import hashlib
import json
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from .scripts import FOLDER, join

COLOUR = "#0f4c5c"  # the theme's header
# What a page loads at once; what it only links to, such as a PDF file, is not kept.
LOADED = frozenset(".css .js .svg .png .jpg .jpeg .gif .webp .avif .ico .woff .woff2".split())
# What scripts ask for, and no page names.
ASKED = (
    "search/search_index.json",
    "assets/javascripts/workers/*.js",
    "assets/css/*",
    "assets/js/*",
)
DIGEST = 32  # hexadecimal digits of SHA-256: against accidents and mixed editions

_NAMED = re.compile(r"""(?:src|href|srcset)=["']?([^"'#?\s>:]+)""")
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')#?:]+)""")
APP_ICON = re.compile(r"icon-[\w-]+\.png")


def write_kept(
    site: Path,
    name: str,
    description: str,
    edition: Mapping[str, Any],
    favicon: str,
    words: str = "",
) -> None:
    """Write manifest.webmanifest, service-worker.js, offline.json and offline-files.json.

    In: the folder of a built site, its name and description; the `day`, `version` and `withdrawn`
    mistakes of this edition; the theme's favicon, below the site; the texts of scripts in another
    language, as JSON.
    """
    manifest = {
        "name": name,
        "short_name": name,
        "description": description,
        "start_url": "./",
        "scope": "./",
        # With the browser's own way back and its address: a reader sees where a text comes from.
        "display": "minimal-ui",
        "theme_color": COLOUR,
        "background_color": COLOUR,
        "icons": list(_icons(site, favicon)),
    }
    _write(site / "manifest.webmanifest", manifest)
    own = f'self.handbook = {{"words": {words}}};\n' if words else ""
    worker = own + join(FOLDER / "service-worker.mjs")
    (site / "service-worker.js").write_text(worker, encoding="utf-8")
    files: dict[str, tuple[str, int]] = {}
    for path in kept_files(site):
        data = path.read_bytes()
        name = path.relative_to(site).as_posix()
        address = quote(name.removesuffix("index.html") if _is_index(name) else name)
        files[address] = (hashlib.sha256(data).hexdigest()[:DIGEST], len(data))
    identity = hashlib.sha256(json.dumps([files, edition]).encode()).hexdigest()[:DIGEST]
    total = sum(size for _, size in files.values())
    _write(site / "offline.json", {"id": identity, **edition, "bytes": total})
    _write(site / "offline-files.json", {"id": identity, "files": files})


def kept_files(site: Path) -> list[Path]:
    """The pages of a built site, and all that they load: sorted, each once."""
    pages = [path for path in site.rglob("*.html") if path.is_file()]
    found = {path.resolve() for path in pages}
    for pattern in ASKED:
        found.update(path.resolve() for path in site.glob(pattern))
    for page in pages:
        found.update(_named(_NAMED, page, site))
    for style in [one for one in found if one.suffix == ".css"]:
        found.update(_named(_IN_STYLE, style, site))
    return sorted(site / path.relative_to(site.resolve()) for path in found)


def _named(pattern: re.Pattern[str], file: Path, site: Path) -> Iterator[Path]:
    """The files of the site that a file names by relative addresses, of the kinds that load."""
    root = site.resolve()
    for address in set(pattern.findall(file.read_text(encoding="utf-8"))):
        if Path(address).suffix.lower() in LOADED and not address.startswith("/"):
            path = (file.parent / unquote(address)).resolve()
            if path.is_relative_to(root) and path.is_file():
                yield path


def _is_index(name: str) -> bool:
    return name.rpartition("/")[2] == "index.html"


def _icons(site: Path, favicon: str) -> Iterator[dict[str, str]]:
    """The favicon, where it is a drawing, and pictures `icon-….png` beside it, with their sizes."""
    place = site / favicon
    if favicon.endswith(".svg") and place.is_file():
        yield {"src": quote(favicon), "sizes": "any", "type": "image/svg+xml"}
    for path in sorted(place.parent.glob("icon-*.png")):
        head = path.read_bytes()[:24]
        if APP_ICON.fullmatch(path.name) and head[12:16] == b"IHDR":  # PNG, 11.2.1
            width, height = struct.unpack(">II", head[16:24])
            purpose = {"purpose": "maskable"} if "maskable" in path.stem else {}
            src = quote(path.relative_to(site).as_posix())
            yield {"src": src, "sizes": f"{width}x{height}", "type": "image/png", **purpose}


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"{text}\n", encoding="utf-8")
