"""The handbook kept on a phone: only when asked, whole or not at all, read and searched with the network cut, renewed, removed."""

import datetime as dt
import json
import re
import shutil
from contextlib import contextmanager

import pytest

from macros.theme.kept import write_kept
from tests.browser.test_policy import WATCH
from tests.support.browser import file_url, served, violations, visit
from tests.support.reading_site import FLUSHING, LIVING
from tests.support.tiny import CONFIG, ROOT, build, make

WRONG = {
    "id": "w1",
    "page": "patients/living.md",
    "address": LIVING,
    "until": "2026-12-02",
    "because": "It named a <wrong> amount.",
}


def renewed(site, **more):
    """The same site, built again with another word on a page."""
    page = site / LIVING / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("At last.", "At long last."), "utf-8")
    edition = {"version": "0.2.0", "day": "2026-12-03", "withdrawn": [WRONG], **more}
    write_kept(site, "Tiny", "Tiny.", edition, "assets/favicon.svg")


@contextmanager
def reader(browser, address):
    """A phone on which nothing is kept; what breaks the pages' policies is noted."""
    with visit(browser, "about:blank", width=360, height=640, touch=True) as it:
        it.context.unroute("**/*")  # it would hide the service worker's own requests
        it.page.add_init_script(WATCH)
        it.page.goto(address)
        yield it


def opened(page):
    page.get_by_role("button", name="Read it without a network").click()
    page.locator("dialog.keep .keep-buttons").wait_for()
    return page.locator("dialog.keep")


def kept(page):
    dialog = opened(page)
    dialog.get_by_role("button", name=re.compile(r"^Keep it on this phone \(\d+\.\d MB\)$")).click()
    dialog.get_by_text("Done. All of it is on this phone.").wait_for()
    page.keyboard.press("Escape")


def caches(page):
    return page.evaluate("caches.keys()")


@pytest.fixture
def site(sites, tmp_path):
    """A copy of the tiny site that a test may change, below the sub-path that GitHub Pages gives a project."""
    shutil.copytree(sites["online"], tmp_path / "host" / "handbook")
    return tmp_path / "host" / "handbook"


def test_nothing_is_fetched_or_kept_before_the_reader_asks(browser, site):
    with served(site.parent) as host, reader(browser, host) as it:
        asked = []
        it.context.on("request", lambda request: asked.append(request.url))
        it.page.goto(f"{host}handbook/{LIVING}", wait_until="networkidle")
        assert not [one for one in asked if re.search(r"offline|service-worker|keep\.", one)]
        dialog = opened(it.page)
        assert re.search(r"\d\.\d MB", dialog.inner_text())
        assert violations(it.page) == []
        it.page.keyboard.press("Escape")
        assert it.page.evaluate("navigator.serviceWorker.getRegistrations()") == []
        assert caches(it.page) == [] and it.page.evaluate("window.broken") == []


@pytest.mark.parametrize("below", ["", "handbook/"], ids=["root", "sub-path"])
def test_it_is_read_and_searched_with_the_network_cut_and_removed(browser, site, below):
    with served(site if not below else site.parent) as host:
        root = host + below
        with reader(browser, root + LIVING) as it:
            page = it.page
            kept(page)
            page.goto(root + FLUSHING)
            assert not page.locator(".copy-note").is_visible()  # the web's own page
            it.context.set_offline(True)
            for path in (LIVING, FLUSHING[:-1], "?q=x", ""):
                page.goto(root + path)
                assert re.match(
                    r"From the copy on this device: the handbook of \d+ \w+ 20\d\d[.,]",
                    page.locator(".copy-note").inner_text(),
                )
            page.goto(root + LIVING)
            page.get_by_role("button", name="Search").tap()
            page.keyboard.type("alteplase")
            hit = page.locator(".md-search-result__link").first
            hit.wait_for()
            assert "Flushing" in hit.inner_text()
            hit.tap()
            page.wait_for_url("**/flushing/**")
            assert page.locator(".copy-note").is_visible()
            assert page.evaluate("window.broken") == [] and "error" not in str(it.errors).lower()
            it.context.set_offline(False)
            page.goto(root)
            dialog = opened(page)
            assert "It is the newest version." in dialog.inner_text()
            dialog.get_by_role("button", name="Remove it from this phone").click()
            dialog.get_by_text("Nothing is kept on this phone any more.").wait_for()
            assert caches(page) == []
            assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
            page.goto(root + FLUSHING)
            assert caches(page) == [] and not page.locator(".copy-note").is_visible()


def test_a_copy_is_whole_or_not_there(browser, site):
    """A file that is missing, another than the list says, or a server that goes away."""
    page_file, css = site / FLUSHING / "index.html", site / "assets/css/print.css"
    whole, style = page_file.read_bytes(), css.read_bytes()
    with served(site) as root, reader(browser, root) as it:
        page = it.page
        dialog = opened(page)
        for break_it in (page_file.unlink, lambda: page_file.write_bytes(whole + b"x")):
            break_it()
            dialog.get_by_role("button", name="Keep it on this phone").click()
            dialog.get_by_text("It broke off. Nothing was changed.").wait_for()
            assert not page.evaluate("caches.match('kept')")
            page_file.write_bytes(whole)
        page.keyboard.press("Escape")  # given up: nothing is left
        page.wait_for_function("caches.keys().then(names => names.length === 0)")
        assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []

        kept(page)
        before = caches(page)
        renewed(site)
        css.unlink()
        page_file.write_bytes(whole + b"<!-- newer -->")
        write_kept(
            site, "Tiny", "Tiny.", {"version": "0.3.0", "day": "2027-01-01", "withdrawn": []}, ""
        )
        page_file.write_bytes(whole)
        css.write_bytes(style)
        page.goto(root)
        page.get_by_role("button", name="Update").click()
        dialog.get_by_role("button", name="Update (").click()
        dialog.get_by_text("It broke off. Nothing was changed.").wait_for()
        it.context.set_offline(True)
        page.goto(root + LIVING)
        assert "0.3.0" not in page.locator(".copy-note").inner_text()
        assert "At last." in page.locator("article").inner_text()
        assert set(before) <= set(caches(page))


def test_a_newer_version_and_what_was_taken_back_are_announced(browser, site):
    with served(site) as root, reader(browser, root + LIVING) as it:
        page = it.page
        kept(page)
        renewed(site)
        page.goto(root + FLUSHING)
        news = page.locator(".copy-news")
        news.wait_for()
        assert "A newer version is there" in news.inner_text()
        assert "2 December 2026: It named a <wrong> amount." in news.inner_text()
        it.context.set_offline(True)  # heard once, it is said without a network too
        page.goto(root + LIVING)
        assert "taken back on 2 December 2026" in page.locator(".copy-note").inner_text()
        assert "It named a <wrong> amount." in page.locator(".copy-note").inner_text()
        page.goto(root + FLUSHING)
        assert "taken back" not in page.locator(".copy-note").inner_text()
        it.context.set_offline(False)
        page.goto(root)
        page.get_by_role("button", name="Update").click()
        dialog = page.locator("dialog.keep")
        dialog.get_by_role("button", name=re.compile(r"^Update \(0\.\d MB\)$")).click()
        dialog.get_by_text("Done. All of it is on this phone.").wait_for()
        assert len(caches(page)) == 2  # the copy and its records
        it.context.set_offline(True)
        page.goto(root + LIVING)
        note = page.locator(".copy-note").inner_text()
        assert "3 December 2026, version 0.2.0" in note and "taken back" not in note
        assert "At long last." in page.locator("article").inner_text()
        page.clock.set_fixed_time(dt.datetime(2027, 8, 1))
        page.reload()
        assert "It is 7 months old" in page.locator(".copy-note").inner_text()


def test_the_copy_answers_when_the_server_is_gone_or_slow(browser, site):
    with served(site) as root:
        it_is = reader(browser, root)
        it = it_is.__enter__()
        kept(it.page)
    try:  # the server was stopped; the network is there
        it.page.goto(root + LIVING)
        assert it.page.locator(".copy-note").is_visible()
    finally:
        it_is.__exit__(None, None, None)


def test_where_it_is_not_offered(browser, sites, tmp_path):
    address = file_url(sites["offline"] / "index.html")
    with visit(browser, address) as it:
        assert it.page.locator(".keep-offer").count() == 0
        assert re.match(
            r"Offline copy of \d+\s\w+\s20\d\d", it.page.locator(".copy-note").inner_text()
        )
        it.page.clock.set_fixed_time(dt.datetime.now() + dt.timedelta(days=400))
        it.page.reload()
        assert "It is 13 months old" in it.page.locator(".copy-note").inner_text()
    assert not (sites["offline"] / "manifest.webmanifest").exists()
    with served(sites["online"]) as root, visit(browser, "about:blank") as it:
        it.context.unroute("**/*")
        it.page.add_init_script("delete Navigator.prototype.serviceWorker")
        it.page.goto(root)
        assert not it.page.locator(".keep-offer").is_visible()
    config = CONFIG.replace(
        "{theme}", f"{{name: material, font: false, custom_dir: {ROOT}/macros/theme}}"
    )
    plain = build(make(tmp_path, {"index.md": "# A\n\nText.\n"}, config=config))
    assert plain.code == 0, plain.said
    assert "keep-offer" not in plain.html() and "manifest" not in plain.html()
    assert not (plain.site / "service-worker.js").exists()


def test_what_is_installed_has_a_name_and_a_picture(sites):
    manifest = json.loads((sites["online"] / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == "Port Handbook"
    assert (sites["online"] / manifest["icons"][0]["src"]).is_file()
    listed = json.loads((sites["online"] / "offline-files.json").read_text(encoding="utf-8"))
    assert {"", LIVING, "search/search_index.json", "assets/js/keep.js"} <= set(listed["files"])
    assert not [name for name in listed["files"] if name.endswith((".bib", ".ris", ".pdf", ".map"))]
