"""`make axe`: every page of site/ before axe-core, light and dark, 320 and 1280 px wide, no rule off, with all that can be opened open.

Closed lists, the preview of the first mark and the first word explained are opened on every page; the search and the menu, the same on all, on one.
A page in which nothing was found is left out the next time, as long as neither it nor a style sheet or script has changed: what was stopped goes on
where it was. `make axe ONLY=flushing` looks at the pages with that word in their addresses, whatever was seen before."""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import running, served, violations

ROOT = Path(__file__).resolve().parents[1]
SEEN = ROOT / ".cache" / "axe.txt"
LOOKS = tuple((width, scheme) for width in (320, 1280) for scheme in ("light", "dark"))
SHELL = "index.html"
OPEN = "document.querySelectorAll('details').forEach(node => { node.open = true })"


def main(wanted: list[str]) -> int:
    """0 when nothing was found; 1 with what was; 2 where nothing was built."""
    site = ROOT / "site"
    prints = fingerprints(site)
    if not prints:
        print("There is no site/ to look at: run make site first.", file=sys.stderr)
        return 2
    seen = set(SEEN.read_text("utf-8").splitlines()) if SEEN.is_file() else set()
    if wanted:
        pages = [name for name in prints if any(word in name for word in wanted)]
    else:
        pages = [name for name, print_ in prints.items() if print_ not in seen]
    # The longest first: else the last one is waited for alone.
    pages.sort(key=lambda name: -(site / name).stat().st_size)
    began, found, clean = time.monotonic(), 0, seen & set(prints.values())
    SEEN.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="handbook-axe-") as folder:
        # The page for wrong addresses names its files from the root of the host.
        (Path(folder) / "port-handbook").symlink_to(site)
        with served(Path(folder)) as root, ProcessPoolExecutor(os.cpu_count()) as pool:
            work = {pool.submit(look, f"{root}port-handbook/{name}"): name for name in pages}
            for done in as_completed(work):
                name, faults = work[done], done.result()
                found += len(faults)
                print("\n".join(f"{name} {fault}" for fault in faults) or f"{name}: nothing found")
                if not faults:
                    clean.add(prints[name])
                    SEEN.write_text("\n".join(sorted(clean)), "utf-8")
    left = len(prints) - len(pages)
    print(
        f"{len(pages)} pages in {time.monotonic() - began:.0f} s, {found} faults"
        + (f"; {left} seen before or not asked for" if left else "")
    )
    return 1 if found else 0


def fingerprints(site: Path) -> dict[str, str]:
    """Of each page, what it and the style sheets and scripts of the site amount to."""
    shared = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted((*site.rglob("*.css"), *site.rglob("*.js"))):
        shared.update(path.read_bytes())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(
            shared.digest() + path.read_bytes()
        ).hexdigest()
        for path in sorted(site.rglob("*.html"))
    }


@cache
def tab() -> Page:
    """One for each process, used again for every page."""
    return running().new_context(reduced_motion="reduce").new_page()


def look(address: str) -> list[str]:
    """What is wrong with one page, in all its looks."""
    page = tab()
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(address, wait_until="load")
        for state, part in states(page, width, shell=address.endswith(f"/{SHELL}")):
            found += [f"({width} px, {scheme}, {state}): {it}" for it in violations(page, part)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"({width} px, {scheme}): {wide} px wide")
    return found


def states(page: Page, width: int, *, shell: bool) -> Iterator[tuple[str, str | None]]:
    """Open one thing after another: what it is called, and the part of the page it is in, or None for all of it."""
    page.evaluate(OPEN)
    yield "page", None
    for name, control, part in (
        ("preview", ".cite > a", ".cite-preview"),
        ("word", ".term-word", ".term.open"),
    ):
        opener = page.locator(f"{control}:visible").first
        if opener.count():
            opener.focus()
            page.locator(part).wait_for(timeout=9000)
            yield name, part
            page.keyboard.press("Escape")
    if not shell:
        return
    if width == 320:
        page.get_by_role("button", name="Menu").click()
        page.locator(".md-nav--primary .md-nav__link").first.wait_for()
        page.wait_for_timeout(400)  # it slides in
        yield "menu", None
    for words in ("fever", "nothingofthekind"):
        page.goto(f"{page.url.split('?')[0]}?q={words}", wait_until="load")
        page.locator(".md-search-result__link, .search-empty:visible").first.wait_for(timeout=9000)
        page.wait_for_timeout(400)
        yield f"search for {words}", None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
