"""The picture of the generator's folders and what they import: `python -m tests.architecture`.

It is drawn from the import statements alone, so that it can't be out of date: a test fails while
docs/assets/figures/architecture.svg is not what this writes.
"""

import ast
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "assets" / "figures" / "architecture.svg"
PACKAGE = ROOT / "macros"
# One idea a folder; the single files at the top are one box, since nearly everything knows them.
FLOOR = "model, source_text …"
BOX, GAP, ROW = (176, 40), 20, 92
# Commands are imported by name, when they run.
BY_NAME = {"cli": {"commands"}}


def folders() -> dict[str, set[str]]:
    """Each folder of macros/, and the folders that its modules import."""
    found: dict[str, set[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        here = file.relative_to(PACKAGE).parts
        name = _folder(here)
        found.setdefault(name, set())
        for target in _imports(file, here):
            other = _folder(target)
            if other != name and other:
                found[name].add(other)
    for name, others in BY_NAME.items():
        found[name] |= others
    return {name: others for name, others in found.items() if _is_code(name)}


def _is_code(name: str) -> bool:
    folder = PACKAGE / name
    return not folder.is_dir() or sum(1 for _ in folder.rglob("*.py")) > 1


def _folder(parts: tuple[str, ...]) -> str:
    if (PACKAGE / parts[0]).is_dir():
        return parts[0]
    name = parts[0].removesuffix(".py").replace("__main__", "cli")
    return name if name in ("cli", "project", "profile", "status") else FLOOR


def _imports(file: Path, here: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = here[: len(here) - node.level]
            target = (*base, *(node.module or "").split(".")) if node.module else base
            found += [(*target, alias.name) for alias in node.names]
    return [target for target in found if target]


def layers(graph: dict[str, set[str]]) -> list[list[str]]:
    """Folders from the top (nobody imports them) to the floor; each stands above all it imports."""
    height: dict[str, int] = {}

    def of(name: str, above: tuple[str, ...] = ()) -> int:
        if name in above:
            raise SystemExit(f"a circle of imports: {' → '.join([*above, name])}")
        if name not in height:
            below = [of(other, (*above, name)) for other in graph.get(name, ())]
            height[name] = max(below, default=-1) + 1
        return height[name]

    for name in graph:
        of(name)
    top = max(height.values())
    return [
        sorted(name for name in height if height[name] == level) for level in range(top, -1, -1)
    ]


def picture(graph: dict[str, set[str]]) -> str:
    """The SVG: a row a layer, an arrow an import; those that follow from others are left out."""
    graph = {name: {one for one in others if one in graph} for name, others in graph.items()}
    rows = layers(graph)
    width = max(len(row) for row in rows) * (BOX[0] + GAP) + GAP
    places = {}
    for number, row in enumerate(rows):
        span = len(row) * BOX[0] + (len(row) - 1) * GAP
        for index, name in enumerate(row):
            places[name] = ((width - span) // 2 + index * (BOX[0] + GAP), 20 + number * ROW)
    height = 20 + (len(rows) - 1) * ROW + BOX[1] + 20
    said = "; ".join(
        f"{name} imports {', '.join(sorted(graph[name]))}" for name in graph if graph[name]
    )
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="arch-t arch-d" font-family="system-ui, sans-serif" font-size="15">'
        ),
        '<title id="arch-t">The folders of the generator and what they import</title>',
        f'<desc id="arch-d">{escape(said)}</desc>',
        (
            '<defs><marker id="arch-a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="var(--fig-ink, #1d2b33)"/>'
            "</marker></defs>"
        ),
    ]
    for name, (x, y) in places.items():
        for other in sorted(_direct(graph, name)):
            left, top = places[other]
            parts.append(
                f'<path d="M{x + BOX[0] // 2} {y + BOX[1]}L{left + BOX[0] // 2} {top}" fill="none" '
                'stroke="var(--fig-ink, #1d2b33)" marker-end="url(#arch-a)"/>'
            )
    for name, (x, y) in places.items():
        parts.append(
            f'<rect x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="6" '
            'fill="var(--fig-paper, #fff)" stroke="var(--fig-ink, #234)"/>'
            f'<text x="{x + BOX[0] // 2}" y="{y + 25}" text-anchor="middle" '
            f'fill="var(--fig-ink, #234)">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _direct(graph: dict[str, set[str]], name: str) -> set[str]:
    """The imports of a folder that do not follow from its other imports."""

    def below(start: str) -> set[str]:
        found: set[str] = set()
        for other in graph.get(start, ()):
            found |= {other} | below(other)
        return found

    return {
        other
        for other in graph[name]
        if not any(other in below(third) for third in graph[name] if third != other)
    }


def main() -> int:
    """Write the picture; 1 where it was out of date and `--check` was given."""
    drawn = picture(folders())
    same = FILE.is_file() and FILE.read_text(encoding="utf-8") == drawn
    if "--check" in sys.argv:
        return 0 if same else 1
    FILE.write_text(drawn, encoding="utf-8")
    print(FILE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
