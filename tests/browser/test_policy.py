"""The Content-Security-Policy of the handbook: no page breaks it, the search included, over http and from a disk; a planted script does."""

import re
import shutil

import pytest

from tests.support.browser import file_url, served, visit

WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", event => window.broken.push(
  event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile + ":" + event.lineNumber));
"""
PAGES = ["index", "patients/port-card/index", "clinicians/flushing/index", "sources/index"]


def looked(browser, address):
    """What a page's policy stopped, after a search."""
    with visit(browser, "about:blank") as opened:
        opened.context.unroute("**/*")
        opened.page.add_init_script(WATCH)
        opened.page.goto(address)
        opened.page.keyboard.press("s")
        opened.page.keyboard.type("fever", delay=30)
        opened.page.wait_for_selector(".md-search-result__item", timeout=15000)
        opened.page.keyboard.press("Escape")
        return opened.page.evaluate("window.broken"), opened.errors


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("copy", ["online", "offline"])
def test_no_page_breaks_its_policy(browser, handbook, name, copy):
    if copy == "online":
        with served(handbook.online) as address:
            broken, errors = looked(browser, address + name.removesuffix("index"))
    else:
        path = handbook.offline / f"{name.removesuffix('/index')}.html"
        path = path if path.is_file() else handbook.offline / f"{name}.html"
        broken, errors = looked(browser, file_url(path))
    assert broken == [] and errors == []


PLANTED = [
    "<script>ran()</script>",
    '<svg onload="ran()"></svg>',
    '<img src="nowhere.png" onerror="ran()" alt="">',
    '<iframe srcdoc="<script>parent.ran()</script>"></iframe>',
    '<a id="go" href="javascript:ran()">x</a>',
    "<script src='data:text/javascript,ran()'></script>",
]


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("copy", ["online", "offline"])
def test_a_planted_script_does_not_run(browser, handbook, tmp_path, planted, copy):
    """The second wall alone: the page is changed after it was built."""
    site = tmp_path / "site"
    shutil.copytree(getattr(handbook, copy), site)
    page = site / "index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"</h1>", f"</h1>{planted}", html, count=1), encoding="utf-8")
    with served(site) as web, visit(browser, "about:blank") as opened:
        opened.context.unroute("**/*")
        opened.page.add_init_script("window.count = 0; window.ran = () => { window.count += 1; };")
        opened.page.goto(web if copy == "online" else file_url(page))
        if "javascript:" in planted:
            opened.page.evaluate("document.getElementById('go').click()")
        opened.page.wait_for_timeout(300)
        assert opened.page.evaluate("window.count") == 0
