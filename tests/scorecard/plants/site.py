"""Faults of the built site: a small one, written as a build would leave it."""

from dataclasses import replace
from pathlib import Path

from macros.checks.site.built_site import site_diagnostics, weight_diagnostics
from macros.model import Diagnostic
from tests.scorecard.plant import Edit, clean, fault, write

HOME, CARE = "built/index.html", "built/care/index.html"
PAGE = '<!doctype html>\n<html lang="en">\n<head><title>A page</title></head>\n<body>\n<h1 id="top-of-page">A page</h1>\n<h2 id="flush">Flush</h2>\n▹\n</body>\n</html>\n'


def page(text: str, path: str = CARE) -> Edit:
    """A built page, whole but for the text that is put in."""
    return write(path, PAGE.replace("▹", text))


def look(root: Path, offline: bool = False) -> list[Diagnostic]:
    """What the check of the built site says, with paths as seen from the project."""
    (root / HOME).parent.mkdir(parents=True, exist_ok=True)
    if not (root / HOME).exists():
        page("", HOME)(root)
    found = site_diagnostics(root / "built", "https://example.org/handbook/", offline)
    return [
        replace(diagnostic, path=diagnostic.path.removeprefix(f"{root.as_posix()}/"))
        for diagnostic in found
    ]


def offline(root: Path) -> list[Diagnostic]:
    return look(root, True)


def empty(root: Path) -> list[Diagnostic]:
    return [replace(diagnostic, path="built") for diagnostic in site_diagnostics(root / "built")]


def pair(rule: str, wrong: str, right: str, hear=look) -> tuple:
    return fault(rule, wrong, page(f"▸{wrong}"), look=hear), clean(
        rule, right, page(right), look=hear
    )


def walled(root: Path) -> list[Diagnostic]:
    """What is said of pages that this handbook would publish; of the small pages, only what we ask."""
    found = site_diagnostics(root / "built", "https://example.org/handbook/", walls=True)
    found = [one for one in found if one.rule in ("site-active", "site-element")]
    return [replace(one, path=one.path.removeprefix(f"{root.as_posix()}/")) for one in found]


def policies(root: Path) -> list[Diagnostic]:
    found = site_diagnostics(root / "built", "https://example.org/handbook/", walls=True)
    found = [one for one in found if one.rule == "site-policy"]
    return [replace(one, path=one.path.removeprefix(f"{root.as_posix()}/")) for one in found]


def weights(root: Path) -> list[Diagnostic]:
    found = [one for one in weight_diagnostics(root / "built") if one.path.endswith(".html")]
    return [replace(one, path=one.path.removeprefix(f"{root.as_posix()}/")) for one in found]


def heavy(size: int) -> Edit:
    """A page of so many characters that do not compress."""
    text = "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(size))
    return page(f"<p>{text}</p>")


POLICY = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'

PLANTS = (
    *pair("site-active", '<p onclick="go()">x</p>', "<p>x</p>", walled),
    *pair("site-active", '<a href="javascript:go()">x</a>', '<a href="../">x</a>', walled),
    *pair("site-element", "<marquee>x</marquee>", "<p>x</p>", walled),
    *pair("site-element", '<canvas id="x">x</canvas>', '<p id="x">x</p>', walled),
    fault("site-policy", "none", page("<p>x</p>"), at=f"{CARE}:1", look=policies),
    fault(
        "site-policy",
        "in a comment",
        page(f"<!-- {POLICY} --><p>x</p>"),
        at=f"{CARE}:1",
        look=policies,
    ),
    clean(
        "site-policy",
        "one that names what may run",
        write(CARE, PAGE.replace("<head>", f"<head>{POLICY}").replace("▹", "")),
        look=policies,
    ),
    fault(
        "site-weight",
        "a whole book",
        heavy(60_000),
        at=f"{CARE}:1",
        besides=["site-weight"],
        look=weights,
    ),
    fault(
        "site-weight", "two", heavy(90_000), at=f"{CARE}:1", besides=["site-weight"], look=weights
    ),
    clean("site-weight", "a page", page("<p>x</p>"), look=weights),
    *pair("site-link", '<a href="../car/">x</a>', '<a href="../care/">x</a>'),
    *pair(
        "site-link",
        '<img src="../care/a.svg" alt="x">',
        '<a href="https://elsewhere.example/a.svg">x</a>',
    ),
    *pair(
        "site-offline-link",
        '<a href="../care/">x</a>',
        '<a href="../care/index.html">x</a>',
        offline,
    ),
    *pair("site-root-link", '<a href="/care/">x</a>', '<a href="./">x</a>'),
    *pair("site-anchor", '<a href="#flash">x</a>', '<a href="#flush">x</a>'),
    *pair("site-empty-link", '<a href="">x</a>', "<a>x</a>"),
    *pair("site-id-twice", '<p id="flush">x</p>', '<p id="flush_1">x</p>'),
    *pair("site-pointer", '<label for="serch">x</label>', '<label for="flush">x</label>'),
    *pair(
        "site-load",
        '<script src="https://cdn.example/x.js"></script>',
        '<a href="https://cdn.example/x.js">x</a>',
    ),
    *pair(
        "site-offline-link", '<a href="..">x</a>', '<a href="../index.html#flush">x</a>', offline
    ),
    *pair("site-root-link", '<img src="/handbook.svg" alt="x">', '<a href="../">x</a>'),
    *pair("site-anchor", '<a href="../#top-of-pge">x</a>', '<a href="../#top-of-page">x</a>'),
    *pair("site-empty-link", '<img src="" alt="x">', '<a id="here">x</a>'),
    *pair("site-id-twice", '<div id="top-of-page"></div>', '<div id="top"></div>'),
    *pair(
        "site-pointer",
        '<p aria-describedby="flash">x</p>',
        '<p aria-describedby="flush top-of-page">x</p>',
    ),
    *pair(
        "site-load",
        '<link rel="stylesheet" href="https://fonts.example/a.css">',
        '<link rel="canonical" href="https://example.org/handbook/care/">',
    ),
    *pair(
        "site-alt",
        '<p><img src="data:,x" title="port"></p>',
        '<p><img src="data:,x" alt="A port"></p>',
    ),
    *pair("site-h1", "<div><h1 class='x'>Two</h1></div>", "<div><h2 class='x'>Two</h2></div>"),
    fault(
        "site-lang",
        "an empty one",
        write(CARE, '▸<!doctype html><html lang=""><title>x</title><h1>x</h1></html>'),
        look=look,
    ),
    fault(
        "site-search",
        "cut off",
        page("<p>x</p>"),
        write("built/search/search_index.json", '▸{"docs": [{"loc'),
        look=look,
    ),
    fault(
        "site-empty",
        "a file that is no page",
        write("built/readme.txt", "x"),
        at="built:1",
        look=empty,
    ),
    *pair("site-leak", "<p>{{ cite() }}</p>", "<p><code>{{ cite() }}</code></p>"),
    *pair("site-leak", "<p>!!! note</p>", "<p>Wait!!! Note</p>"),
    *pair("site-alt", '<img src="data:,">', '<img src="data:," alt="">'),
    fault(
        "site-lang",
        "none",
        write(CARE, "▸<!doctype html><html><title>x</title><h1>x</h1></html>"),
        look=look,
    ),
    clean("site-lang", "English", page("<p>x</p>"), look=look),
    *pair("site-h1", "<h1>Again</h1>", "<h3>Again</h3>"),
    fault(
        "site-search",
        "a page that is gone",
        page("<p>x</p>"),
        write("built/search/search_index.json", '▸{"docs": [{"location": "gone/"}]}'),
        look=look,
    ),
    clean(
        "site-search",
        "a page and its place",
        page("<p>x</p>"),
        write("built/search/search_index.json", '{"docs": [{"location": "care/#flush"}]}'),
        look=look,
    ),
    fault("site-empty", "nothing was built", at="built:1", look=empty),
    clean("site-empty", "something was built", page("<p>x</p>"), look=look),
)
