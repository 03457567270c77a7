"""`python -m tests.compare_sites BEFORE AFTER`: do two built sites say the same? Pages by their DOM, the search index by its entries.

White space that a browser does not show is no difference. `--ignore SELECTOR` leaves out elements that were changed on purpose, `--without NAME`
an attribute.
"""

import argparse
import difflib
import json
import sys
from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

KEPT = ("pre", "textarea", "script", "style")


def shape(html: str, ignored: list[str], without: list[str]) -> list[str]:
    """A page as lines: an element with its attributes in order of their names, a text with single spaces."""
    tree = LexborHTMLParser(html)
    for selector in ignored:
        for node in tree.css(selector):
            node.decompose()
    for name in without:
        for node in tree.css(f"[{name}]"):
            del node.attrs[name]
    lines: list[str] = []
    if tree.root is not None:
        _walk(tree.root, lines, 0, "")
    return lines


def _walk(node: LexborNode, lines: list[str], depth: int, parent: str) -> None:
    pending = ""
    child = node.child
    while child is not None:
        if child.is_text_node:
            pending += child.text_content or ""
        elif not child.is_comment_node:
            _say(pending, lines, depth, node.tag or "")
            pending = ""
            names = sorted(child.attributes.items())
            told = "".join(f' {name}="{value or ""}"' for name, value in names)
            lines.append(f"{' ' * depth}<{child.tag}{told}>")
            _walk(child, lines, depth + 1, child.tag or "")
        child = child.next
    _say(pending, lines, depth, node.tag or "")


def _say(text: str, lines: list[str], depth: int, parent: str) -> None:
    if parent not in KEPT:
        text = " ".join(text.split())
    if text:
        lines.append(f"{' ' * depth}{text}")


def entries(site: Path) -> dict[str, str]:
    """The search index: each place with what is indexed there."""
    path = site / "search" / "search_index.json"
    if not path.is_file():
        return {}
    docs = json.loads(path.read_text(encoding="utf-8"))["docs"]
    return {doc["location"]: json.dumps(doc, sort_keys=True, ensure_ascii=False) for doc in docs}


def compare(
    before: Path, after: Path, ignored: list[str], shown: int, without: list[str]
) -> Counter[str]:
    """Print what differs; how much does, by kind."""
    found: Counter[str] = Counter()
    pages = [
        {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
        for site in (before, after)
    ]
    for name in sorted(pages[0] ^ pages[1]):
        found["page only in one"] += 1
        print(f"{name}: only {'before' if name in pages[0] else 'after'}")
    for name in sorted(pages[0] & pages[1]):
        one, other = (
            shape((site / name).read_text(encoding="utf-8"), ignored, without)
            for site in (before, after)
        )
        changes = [
            line
            for line in difflib.unified_diff(one, other, lineterm="", n=0)
            if line[:1] in "+-" and line[:3] not in ("+++", "---")
        ]
        found["page the same"] += not changes
        if changes:
            found["page differs"] += 1
            print(f"{name}: {len(changes)} lines differ")
            print("\n".join(f"    {line[:300]}" for line in changes[:shown]))
    old, new = entries(before), entries(after)
    for place in sorted(old.keys() | new.keys()):
        if old.get(place) == new.get(place):
            found["search entry the same"] += 1
            continue
        found["search entry differs"] += 1
        if found["search entry differs"] <= shown:
            print(
                f"search: {place}\n    -{old.get(place, '')[:600]}\n    +{new.get(place, '')[:600]}"
            )
    return found


def main() -> int:
    """1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.compare_sites", description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--ignore", action="append", default=[], metavar="SELECTOR")
    parser.add_argument("--without", action="append", default=[], metavar="NAME")
    parser.add_argument("--shown", type=int, default=6, help="how many differences of each page")
    options = parser.parse_args()
    found = compare(options.before, options.after, options.ignore, options.shown, options.without)
    print(", ".join(f"{count} × {what}" for what, count in sorted(found.items()) if count))
    return 1 if any("differs" in what or "only" in what for what in +found) else 0


if __name__ == "__main__":
    sys.exit(main())
