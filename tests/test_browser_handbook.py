"""The whole handbook in a real browser: every page, from the web's form and from the disk with the network cut."""

from __future__ import annotations

import re

import pytest

from tests.browser import browser, file_url, served, visit  # noqa: F401 (a fixture)

SAMPLE = ("", "patients/get-help/", "patients/questions/", "clinicians/no-blood-return/", "clinicians/flushing/", "sources/", "sources/differ/", "sources/trials/", "sources/glossary/", "sources/health/", "patients/port-card/")


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
            assert opened.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), name


def test_a_citation_is_followed_and_walked_back(handbook, browser):
    with served(handbook.online) as base, visit(browser, base + "clinicians/flushing/", scripts=False) as opened:
        page = opened.page
        mark = page.locator("sup.cite a.cite-link").first
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
    for path in (handbook.online / "clinicians" / "flushing" / "index.html", handbook.offline / "clinicians" / "flushing.html"):
        html = path.read_text(encoding="utf-8")
        links = set(re.findall(r'href="([^"]+\.(?:bib|ris|json))" download', html))
        assert len(links) > 20
        for link in links:
            assert (path.parent / link).resolve().is_file(), link
