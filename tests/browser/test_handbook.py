"""The whole handbook in a real browser: every page, from the web's form and from the disk with the network cut."""

import gzip
import re

import pytest

from tests.support.browser import file_url, served, visit

SAMPLE = (
    "",
    "patients/get-help/",
    "patients/questions/",
    "clinicians/no-blood-return/",
    "clinicians/flushing/",
    "sources/",
    "sources/differ/",
    "sources/trials/",
    "sources/glossary/",
    "sources/health/",
    "patients/port-card/",
)


def pages(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_no_page_asks_another_host_for_anything(handbook, browser, tmp_path):
    """A page is whole from its own host. All pages, over http, below the sub-path that GitHub Pages gives the site."""
    (tmp_path / "port-handbook").symlink_to(handbook.online)
    with served(tmp_path) as root, visit(browser, (base := f"{root}port-handbook/")) as opened:
        for name in pages(handbook.online):
            opened.page.goto(base + name, wait_until="load")
        assert opened.foreign == []
        assert opened.errors == []
        assert opened.context.cookies() == []


def test_every_page_opens_from_the_disk_with_the_network_cut(handbook, browser):
    with visit(browser, file_url(handbook.offline / "index.html"), offline=True) as opened:
        for name in pages(handbook.offline):
            opened.page.goto(file_url(handbook.offline / name), wait_until="load")
            assert opened.page.locator("h1").count() == 1, name
        assert opened.foreign == []
        assert opened.errors == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_wider_than_the_screen(handbook, browser, width, dark):
    with served(handbook.online) as base, visit(browser, base, width=width, dark=dark) as opened:
        for name in SAMPLE:
            opened.page.goto(base + name, wait_until="load")
            assert opened.page.evaluate(
                "document.documentElement.scrollWidth <= window.innerWidth + 1"
            ), name


def test_a_citation_is_followed_and_walked_back(handbook, browser):
    with (
        served(handbook.online) as base,
        visit(browser, base + "clinicians/flushing/", scripts=False) as opened,
    ):
        page = opened.page
        mark = page.locator("sup.cite a").first
        identity, target = mark.get_attribute("id"), mark.get_attribute("href")
        mark.click()
        assert page.url.endswith(target)
        reference = page.locator(f"li[id='{target[1:]}']")
        assert reference.is_visible()
        reference.locator(".ref-back a").first.click()
        assert page.url.endswith(f"#{identity}")


def test_the_way_from_home_to_help_is_two_taps_at_most(handbook, browser):
    with served(handbook.online) as base, visit(browser, base, width=360, touch=True) as opened:
        with opened.page.expect_navigation():
            opened.page.locator("article a[href*='get-help']").first.tap()
        assert "get-help" in opened.page.url
        first = opened.page.locator("article .admonition").first
        assert "call-now" in first.get_attribute("class")
        assert first.bounding_box()["y"] < 900


def test_downloads_of_a_reference_are_there(handbook):
    for path in (
        handbook.online / "clinicians" / "flushing" / "index.html",
        handbook.offline / "clinicians" / "flushing.html",
    ):
        html = path.read_text(encoding="utf-8")
        links = set(re.findall(r'href="([^"]+\.(?:bib|ris|json))" download', html))
        assert len(links) > 20
        for link in links:
            assert (path.parent / link).resolve().is_file(), link


def test_the_index_of_the_search_comes_when_it_is_wanted(handbook, browser):
    """It is twice as heavy as a page, and most visits search nothing."""
    with served(handbook.online) as root:
        for turn in ("hover", "focus", "key"):
            with visit(browser, root + "clinicians/flushing/") as opened:
                page, asked = opened.page, []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.reload(wait_until="networkidle")
                assert asked and not any("search_index" in url for url in asked)
                if turn == "hover":
                    page.locator(".md-search").hover()
                elif turn == "focus":
                    page.locator("[data-md-component=search-query]").focus()
                else:
                    page.keyboard.press("/")
                page.wait_for_function(
                    "() => performance.getEntriesByType('resource').some(entry => entry.name.endsWith('search_index.json'))"
                )
                page.locator("[data-md-component=search-query]").click()
                page.keyboard.type("fever")
                page.locator(".md-search-result__link").first.wait_for()
                assert sum("search_index" in url for url in asked) == 1
                assert not opened.errors
        with visit(
            browser, root + "?q=fever"
        ) as opened:  # a list of results that somebody was sent
            opened.page.locator(".md-search-result__link").first.wait_for()
        with visit(browser, root, width=360, height=640, touch=True) as opened:
            opened.page.get_by_role("button", name="Search").tap()
            opened.page.keyboard.type("fever")
            opened.page.locator(".md-search-result__link").first.wait_for()


def test_a_page_is_light(handbook):
    """Under 250 KB compressed on a phone: the page, and what it asks for at once."""
    assets = {
        path: len(gzip.compress(path.read_bytes(), 6))
        for path in (handbook.online / "assets").rglob("*")
        if path.suffix in (".css", ".js", ".svg") and "lunr" not in path.parts
    }
    for page in handbook.online.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        wanted = {
            (page.parent / address).resolve()
            for address in re.findall(r'(?:src|href)="([^"#?:]+\.(?:css|js|svg))"', text)
        }
        weight = len(gzip.compress(text.encode(), 6)) + sum(assets.get(path, 0) for path in wanted)
        weight += max(
            (size for path, size in assets.items() if path.parent.name == "workers"), default=0
        )
        assert weight < 250_000, (page, weight)


def test_the_closed_menu_is_no_stop_for_the_tab_key(handbook, browser):
    with (
        served(handbook.online) as root,
        visit(browser, root + "patients/get-help/", width=360, height=640) as opened,
    ):
        page = opened.page
        stops = []
        for _ in range(8):
            page.keyboard.press("Tab")
            stops.append(
                page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
            )
        assert not any(stops)
        menu = page.get_by_role("button", name="Menu")
        assert menu.get_attribute("aria-expanded") == "false"
        menu.click()
        assert menu.get_attribute("aria-expanded") == "true"
        assert page.locator(".md-sidebar--primary .md-nav__link").first.is_visible()


def test_the_menu_opens_without_scripts(handbook, browser):
    with (
        served(handbook.online) as root,
        visit(browser, root, width=360, height=640, scripts=False) as opened,
    ):
        opened.page.locator(".md-header label[for=__drawer]").click()
        assert opened.page.locator("#__drawer").is_checked()
