"""A copy on a disk says what was taken back since it was made, as soon as there is a network."""

import http.server
import json
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.browser import file_url, served
from tests.support.tiny import CONFIG, build, make

OLD = {"id": "old", "page": "a.md", "until": "2026-01-01", "because": "Known already."}
NEW = {"id": "new", "page": "a.md", "until": "2026-06-02", "because": "The dose was <b>wrong</b>."}


class _Site(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.path} {self.headers.get('Referer', '')}")
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(json.dumps({"version": "9", "withdrawn": [OLD, NEW]}).encode())

    def log_message(self, *arguments) -> None:
        pass


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """An old copy and one of today, whose site stands on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = (
        CONFIG.replace(
            "{theme}", f"{{name: material, font: false, custom_dir: {ROOT}/macros/theme}}"
        )
        .replace("https://example.org/tiny/", f"http://127.0.0.1:{server.server_port}/tiny/")
        .replace("  - search\n", "  - search\n  - offline\n")
    )
    found = []
    for name, day in (("old", "1780272000"), ("new", "")):
        folder = make(
            tmp_path_factory.mktemp(name),
            {"index.md": "# A\n\n[B](a.md)\n", "a.md": "# B\n\nText.\n"},
            config=config,
            data={
                "errata.yml": "- {id: old, page: a.md, because: Known already., until: 2026-01-01}\n"
            },
        )
        built = build(folder, environment={"SOURCE_DATE_EPOCH": day} if day else {})
        assert built.code == 0, built.said
        found.append(built.site)
    yield found
    server.shutdown()
    server.server_close()


def _said(browser, address: str, offline: bool = False) -> str:
    context = browser.new_context()
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    _Site.asked.clear()
    context.set_offline(offline)
    page.goto(address)
    page.wait_for_timeout(700)
    said = page.locator(".recall-note:not([hidden])").all_inner_texts()
    assert broken == []
    context.close()
    return " ".join(said)


@pytest.mark.parametrize("way", ["disk", "http"])
def test_an_old_copy_warns(browser, copies, way):
    def look(folder: Path, name: str, **more) -> str:
        if way == "disk":
            return _said(browser, file_url(folder / name), **more)
        with served(folder) as address:
            return _said(browser, address + name, **more)

    old, new = copies
    assert "Something on this page was taken back" in (said := look(old, "a.html"))
    assert "2026-06-02: The dose was <b>wrong</b>." in said and "Known already" not in said
    assert _Site.asked == ["/tiny/errata.json "]
    assert "Something in this copy was taken back" in look(old, "index.html")
    assert look(new, "a.html") == "" and _Site.asked == []
    if way == "disk":
        assert look(old, "a.html", offline=True) == "" and _Site.asked == []
