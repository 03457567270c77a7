"""Style sheets: several in the sources, one when a site is built, without what only people read."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "assets" / "css"
# What every page needs, in the order in which one overrules another: `site.css` of main.html.
SHARED = ("palette", "icons", "page", "callouts", "citations", "blocks", "search")

_COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def write_styles(site: Path) -> None:
    """Write site.css in the place of the sheets that the engine copied, the rest without comments.

    A site with another theme is left alone.
    """
    folder = site / "assets" / "css"
    if not all((folder / f"{name}.css").is_file() for name in SHARED):
        return
    texts = [_light(folder / f"{name}.css") for name in SHARED]
    (folder / "site.css").write_text("".join(texts), encoding="utf-8")
    for name in SHARED:
        (folder / f"{name}.css").unlink()
    for path in folder.glob("*.css"):
        if (FOLDER / path.name).is_file():
            path.write_text(_light(path), encoding="utf-8")


def _light(path: Path) -> str:
    """A sheet without comments, but for those that begin with `!`, and without indents."""
    return _SPACE.sub("\n", _COMMENT.sub("", path.read_text(encoding="utf-8"))).lstrip("\n")
