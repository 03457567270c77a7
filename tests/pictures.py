"""`make pictures`: the README's pictures of the built site, taken by keyboard and by touch in a real browser."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import running, served, visit

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github" / "readme"
CITING = "clinicians/flushing/"


def by_keyboard(page: Page) -> None:
    """Tab from the top of the page's text to its second mark; nothing is pointed at."""
    page.locator("article h1").evaluate(
        "node => { node.tabIndex = -1; node.focus({preventScroll: true}); }"
    )
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.closest('sup.cite') === document.querySelectorAll('article sup.cite')[1]"
        ):
            break
    page.locator(".cite-preview").wait_for()


def by_touch(page: Page) -> None:
    """A tap on a mark."""
    mark = page.locator("article sup.cite a").nth(1)
    mark.evaluate("node => node.scrollIntoView({block: 'center'})")
    mark.tap()
    page.locator(".cite-preview").wait_for()


def main() -> int:
    """Take the pictures of site/, which `make site` has built."""
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        print("There is no site/ to take pictures of: run make site first.", file=sys.stderr)
        return 2
    with served(site) as root:
        for name, way, screen in (
            ("page", None, {"width": 1000, "height": 720}),
            ("preview-keyboard", by_keyboard, {"width": 1000, "height": 560}),
            ("preview-touch", by_touch, {"width": 390, "height": 640, "touch": True}),
        ):
            with visit(running(), root + CITING, **screen) as opened:
                if way:
                    way(opened.page)
                opened.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
                print(f".github/readme/{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
