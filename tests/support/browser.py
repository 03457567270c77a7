"""A real browser for tests: where it is, pages that note every request to another host, and a server for a folder."""

import atexit
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

__all__ = ["Visit", "browser", "file_url", "running", "served", "violations", "visit"]

# No sandbox: tests also run as root in containers. The rest keeps the browser itself from calling home.
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@functools.cache
def running() -> Browser:
    # One for the process: several test files import the fixture, and a second driver beside the first can't start.
    driver = sync_playwright().start()
    opened = driver.chromium.launch(
        executable_path=next(filter(None, map(shutil.which, NAMES)), None), args=list(SWITCHES)
    )
    atexit.register(lambda: (opened.close(), driver.stop()))
    return opened


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Chromium: the system's where there is one, else the driver's own."""
    return running()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder over http on this machine; gives its address, which ends with a slash."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def file_url(path: Path) -> str:
    """A file as the address a double click opens."""
    return path.resolve().as_uri()


@dataclass
class Visit:
    """An open page; what it asked of other hosts (nothing gets through), and the errors of its scripts."""

    page: Page
    context: BrowserContext
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
    touch: bool = False,
    scripts: bool = True,
    offline: bool = False,
) -> Iterator[Visit]:
    """Open an address. Only its own host (or the disk) answers; each other request is stopped and noted in `foreign`."""
    own = urlsplit(address)
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    opened = Visit(context.new_page(), context)

    def route(way) -> None:
        asked = urlsplit(way.request.url)
        if asked.scheme in ("data", "blob", "about") or (asked.scheme, asked.netloc) == (
            own.scheme,
            own.netloc,
        ):
            way.continue_()
        else:
            opened.foreign.append(way.request.url)
            way.abort()

    context.route("**/*", route)
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.page.on(
        "console",
        lambda message: opened.errors.append(message.text) if message.type == "error" else None,
    )
    if offline:
        context.set_offline(True)
    try:
        opened.page.goto(address)
        yield opened
    finally:
        context.close()


SHOW_ALL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [sheet];
}"""


@functools.cache
def _axe() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


# What passes is not written down either, which takes as long as to judge it.
RUN = """part => axe.run(part ?? document, {
  resultTypes: ["violations"], rules: {"target-size": {enabled: true}}
}).then(({ violations }) => violations.map(({ id, nodes }) =>
  `${id}: ${nodes.slice(0, 4).map(node => node.html.slice(0, 120)).join("; ")}`))"""


def violations(page: Page, part: str | None = None) -> list[str]:
    """What axe-core finds, whatever its impact, each with the elements concerned: the rules that are on by default, and that on targets. In a part of the page alone, where one is named."""
    # A reference out of sight has an estimated height, and what is in it would seem to lie over what follows.
    page.evaluate(SHOW_ALL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return page.evaluate(RUN, part)
