"""Access for all (WCAG 2.2 AA) on one page of each kind: axe with no rule off in both palettes and at both widths, with all that opens open; `make axe` looks at every page of the handbook."""

import pytest

from tests.support.browser import violations, visit
from tests.support.reading_site import CARD, DIFFER, FLUSHING, LIVING, QUESTIONS, SOURCES

HELP, GLOSSARY = "patients/get-help/", "sources/glossary/"
PAGES = ("", HELP, LIVING, FLUSHING, SOURCES, DIFFER, QUESTIONS, GLOSSARY, CARD)
OPEN = "document.querySelectorAll('details').forEach(node => { node.open = true })"
# WCAG 2.2, 1.4.12: all of this at once loses nothing.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll("article *, .md-footer *")].filter(node => {
  const style = getComputedStyle(node);
  const hides = way => ["hidden", "clip"].includes(way);
  return node.textContent.trim() && node.clientWidth > 10 && style.visibility !== "hidden"
    && (hides(style.overflowX) && node.scrollWidth > node.clientWidth + 2
      || hides(style.overflowY) && node.scrollHeight > node.clientHeight + 2);
}).map(node => `${node.tagName}.${node.className}: ${node.textContent.trim().slice(0, 40)}`)"""
# Whether what has the focus can be seen, and its ring (2.4.7, 2.4.11).
UNSEEN = """() => {
  const node = document.activeElement, box = node.getClientRects()[0];
  if (node === document.body || !box || node.matches(".md-search__input")) return "";
  const at = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 2, box.top + 2],
    [box.right - 2, box.bottom - 2]];
  const seen = at.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (node.contains(top) || (top.contains(node) && top !== document.body));
  });
  const style = getComputedStyle(node);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return seen && ring ? "" : `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`;
}"""


def width_of(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_kind_of_page(browser, web, width, dark):
    with visit(browser, web, width=width, dark=dark) as it:
        page = it.page
        for path in PAGES:
            page.goto(web + path)
            page.evaluate(OPEN)
            assert violations(page) == [], path
            assert page.locator("body").get_attribute("data-md-color-scheme") == (
                "slate" if dark else "default"
            )
            assert width_of(page) == width, path
        assert not it.foreign and not it.errors and it.context.cookies() == []


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
def test_what_opens_over_a_page(browser, web, width, dark):
    with visit(browser, web + LIVING, width=width, dark=dark) as it:
        page = it.page
        page.locator("#cite-moss2021cava-1").focus()
        page.locator(".cite-preview").wait_for()
        assert violations(page) == [], "preview"
        page.keyboard.press("Escape")
        page.locator(".term-word").first.click()
        assert violations(page) == [], "term"
        page.keyboard.press("Escape")
        if width == 320:
            page.get_by_role("button", name="Menu").click()
            page.locator(".md-nav--primary .md-nav__link").first.wait_for()
            page.wait_for_timeout(400)  # it slides in
            assert violations(page) == [], "menu"
        for words in ("alteplase", "nothingofthekind"):
            page.goto(f"{web}{LIVING}?q={words}")
            page.locator(".md-search-result__link, .search-empty:visible").first.wait_for(
                timeout=9000
            )
            page.wait_for_timeout(400)
            assert violations(page) == [], f"search: {words}"
        page.goto(f"{web}{SOURCES}#words=clinic")
        page.locator(".filter-count").wait_for()
        assert violations(page) == [], "filters"


def test_text_can_be_spaced_out_and_enlarged(browser, web):
    with visit(browser, web, width=320) as it:
        for path in PAGES:
            it.page.goto(web + path)
            it.page.evaluate(OPEN)
            it.page.evaluate(SPACED)
            assert width_of(it.page) == 320, path
            assert it.page.evaluate(CUT_OFF) == [], path
    with visit(browser, web, width=1280) as it:
        for path in PAGES:
            it.page.goto(web + path)
            it.page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert width_of(it.page) == 1280, path


def test_the_open_menu_leaves_a_strip_of_the_page_however_large_the_letters(browser, web):
    with visit(browser, web + HELP, width=360) as it:
        it.page.evaluate("document.documentElement.style.fontSize = '250%'")
        it.page.locator(".md-header__button[for=__drawer]").click()
        menu = it.page.locator(".md-sidebar--primary")
        it.page.wait_for_function(
            "document.querySelector('.md-sidebar--primary').getBoundingClientRect().x > -1"
        )
        box = menu.bounding_box()
        assert -1 < box["x"] < 1 and box["width"] <= 360 - 48


def test_what_has_the_focus_is_seen(browser, web):
    with visit(browser, web, width=320, height=480) as it:
        for path in (HELP, FLUSHING, SOURCES, CARD):
            it.page.goto(web + path)
            for _ in range(50):
                it.page.keyboard.press("Tab")
                assert it.page.evaluate(UNSEEN) == "", path


def test_forced_colours_tell_the_boxes_apart(browser, web):
    with visit(browser, web + HELP, width=390) as it:
        it.page.emulate_media(forced_colors="active", color_scheme="dark")
        looks = it.page.evaluate("""["call-now", "call-team-now", "call-today", "ask-next"].map(kind => {
          const style = getComputedStyle(document.querySelector(`.admonition.${kind}`));
          return `${style.borderTopWidth} ${style.borderTopStyle}`;
        })""")
        assert len(set(looks)) == 4, looks
