"""Asking the built site, in Chromium: ours through the search field itself, Material's untouched worker on the same documents."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import material
from playwright.sync_api import Browser, Page

from tests.search.questions import Asked, Row
from tests.support.browser import visit

__all__ = ["ask", "ask_material", "open_search"]

# Types each query into the field and reads the list, as a reader would, when it has changed for this query.
TYPE = """async queries => {
  const field = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  const list = result.querySelector("ol");
  const status = result.querySelector(".md-search-result__meta");
  const put = text => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })); };
  const until = ready => new Promise((done, fail) => {
    const end = performance.now() + 8000;
    const look = () => ready() ? done() : performance.now() > end ? fail(new Error("no answer")) : setTimeout(look, 2);
    look();
  });
  const found = [];
  for (const query of queries) {
    put("");
    await until(() => !list.children.length && /type/i.test(status.textContent));
    put(query);
    await until(() => !/type/i.test(status.textContent));
    await until(() => list.children.length || /nothing/i.test(status.textContent));
    found.push([...list.children].map(item => [...item.querySelectorAll("a[href]")].filter(link => !link.closest("details")).map(link => link.href)));
  }
  put("");
  return found;
}"""

# Material's own worker, spoken to as its page does, with its default settings and without anything that we add.
MATERIAL = """async ({ address, source, queries, config }) => {
  const index = location.protocol === "file:" ? __index : await (await fetch(new URL("search/search_index.json", new URL(JSON.parse(document.getElementById("__config").textContent).base + "/", location.href)))).json();
  const docs = index.docs.map(({ location, title, text }) => ({ location, title, text }));
  const worker = new Worker(address || URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const wait = type => new Promise(done => { const hear = event => { if (event.data.type === type) { worker.removeEventListener("message", hear); done(event.data.data); } }; worker.addEventListener("message", hear); });
  const ready = wait(1);
  worker.postMessage({ type: 0, data: { config, docs, options: { suggest: true } } });
  await ready;
  const found = [];
  for (const query of queries) {
    const answer = wait(3);
    worker.postMessage({ type: 2, data: query });
    const { items } = await answer;
    found.push(items.map(group => [...new Set([...group.filter(one => !one.location.includes("#")), ...group.filter(one => one.score >= group[0].score)].map(one => one.location))]));
  }
  return found;
}"""
DEFAULTS = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
}


def open_search(page: Page) -> None:
    """Open the dialog and wait until the index is there."""
    page.locator("[data-md-component=search-query]").focus()
    page.wait_for_function(
        "() => !/initiali/i.test(document.querySelector('.md-search-result__meta').textContent)"
    )


def ask(
    browser: Browser, address: str, queries: list[Row], *, offline: bool = False
) -> list[Asked]:
    """Ask all queries in one page. `address` is the home page's, over http or of a file."""
    with visit(browser, address, offline=offline) as opened:
        open_search(opened.page)
        found = opened.page.evaluate(TYPE, [row.query for row in queries])
        assert opened.foreign == [], f"the search asked other hosts: {opened.foreign}"
        base = address.rpartition("/")[0] + "/"
        return [
            Asked(row, tuple(tuple(_source(link, base) for link in links) for links in results))
            for row, results in zip(queries, found, strict=True)
        ]


def ask_material(browser: Browser, address: str, queries: list[Row], copy: Path) -> list[Asked]:
    """The same of Material's worker. `copy` is where a file of it may be put, for file://."""
    worker = next(
        (Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers").glob(
            "search.*.min.js"
        )
    )
    copy.write_bytes(worker.read_bytes())
    file = address.startswith("file:")
    with visit(browser, address) as opened:
        open_search(opened.page)
        found = opened.page.evaluate(
            MATERIAL,
            {
                "address": copy.resolve().as_uri() if file else "",
                "source": worker.read_text(encoding="utf-8"),
                "queries": [row.query for row in queries],
                "config": DEFAULTS,
            },
        )
        return [
            Asked(row, tuple(tuple(_source(link, "") for link in links) for links in results))
            for row, results in zip(queries, found, strict=True)
        ]


def _source(link: str, base: str) -> str:
    """The Markdown place of a link: "a/b.md#c"."""
    path = unquote(urlsplit(link).path)
    start = unquote(urlsplit(base).path)
    path = path.removeprefix(start) if base else path
    anchor = unquote(urlsplit(link).fragment)
    if path.endswith(".html"):
        source = path[:-5] + ".md"
    else:
        source = (
            f"{path.rstrip('/')}.md"
            if path.rstrip("/")
            not in ("", "patients", "clinicians", "sources", "contribute", "about")
            else f"{path}index.md"
        )
    return source + (f"#{anchor}" if anchor else "")
