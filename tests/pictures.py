"""`make pictures`: the README's pictures of the built site, taken by keyboard and by touch in a real browser; and the icons of the web app, drawn from the favicon."""

import sys
from pathlib import Path

from playwright.sync_api import Page

from macros.theme.kept import COLOUR
from tests.support.browser import running, served, visit

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github" / "readme"
ASSETS = ROOT / "docs" / "assets"
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


def draw_icons() -> None:
    """Icons of the sizes that phones ask for (W3C Web Application Manifest, "Icon masks": what matters lies within 80 %)."""
    drawing = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    for name, size, part in (("192", 192, 1.0), ("512", 512, 1.0), ("maskable-512", 512, 0.86)):
        page = running().new_page(viewport={"width": size, "height": size})
        back = f"background: {COLOUR};" if part < 1 else ""
        page.set_content(
            f"<body style='margin: 0; height: 100vh; display: grid; place-items: center; {back}'>"
            f"<div style='width: {part:.0%}; line-height: 0'>{drawing}</div>"
        )
        page.screenshot(path=ASSETS / f"icon-{name}.png", omit_background=True)
        page.close()
        print(f"docs/assets/icon-{name}.png")


def main() -> int:
    """Take the pictures of site/, which `make site` has built."""
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        print("There is no site/ to take pictures of: run make site first.", file=sys.stderr)
        return 2
    draw_icons()
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
