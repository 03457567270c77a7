"""The check of the built site: a planted fault is found at its line, its clean neighbour stays silent; the handbook itself is clean and valid."""

from pathlib import Path

import html5lib
import pytest

from macros.checks.site.built_site import built_rules, site_diagnostics, weight_diagnostics
from macros.cli import main
from macros.engine.inspect import load_project
from tests.support.tiny import ROOT, make

URL = "https://example.org/book/"
HOME = """<!doctype html>
<html lang="en">
<head><title>Home</title><link rel="stylesheet" href="style.css"><link rel="canonical" href="https://example.org/book/"></head>
<body>
<h1 id="home">Home</h1>
<p><a href="care/">Care</a> <a href="care/#flush">Flush</a> <a href="#home">Here</a> <a href="https://elsewhere.example/x">Else</a></p>
▸
</body>
</html>
"""
CARE = """<!doctype html>
<html lang="en">
<head><title>Care</title><link rel="edit" href="https://code.example/a/b/edit/main/docs/care.md"></head>
<body>
<h1>Care</h1>
<h2 id="flush">Flush</h2>
<p><a href="..">Home</a> <a href="../#home">Home</a> <img src="../a.svg" alt="A port"> <img src="../a.svg" alt=""></p>
▸
</body>
</html>
"""


def site(folder: Path, home: str = "", care: str = "", offline: bool = False, **files: str) -> Path:
    pages = {
        "index.html": HOME.replace("▸", home),
        "care/index.html": CARE.replace("▸", care),
        "a.svg": "<svg/>",
        "style.css": "p { color: red }\n",
        **files,
    }
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if offline and name.endswith(".html"):
            text = (
                text.replace('"care/', '"care/index.html')
                .replace('".."', '"../index.html"')
                .replace('"../#', '"../index.html#')
            )
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_clean_site_is_silent(tmp_path):
    assert site_diagnostics(site(tmp_path / "a"), URL) == []
    assert site_diagnostics(site(tmp_path / "b", offline=True), URL, offline=True) == []


FAULTS = [
    ("site-link", '<a href="../cair/">x</a>', "leads to no page of the site"),
    ("site-link", '<a href="../a.svgz">x</a>', "leads to no page"),
    ("site-link", '<a href="../Care/">x</a>', "leads to no page"),
    ("site-link", '<a href="../../x/">x</a>', "leads out of the site"),
    ("site-link", '<a href="https://example.org/book/cair/">x</a>', "leads to no page"),
    ("site-link", '<img src="../b.svg" alt="b">', "leads to no file of the site"),
    ("site-link", '<img src="../a.svg" srcset="../a.svg 1x, ../b.svg 2x" alt="b">', "../b.svg"),
    ("site-link", '<video poster="../b.svg"></video>', "../b.svg"),
    ("site-link", '<a href="mailto:nobody">x</a>', "is not whole"),
    ("site-link", '<a href="https:/x.example">x</a>', "is not whole"),
    ("site-link", '<a href="file:///home/me/x.html">x</a>', "somebody's own computer"),
    ("site-link", '<p style="background: url(../b.svg)">x</p>', "../b.svg"),
    ("site-root-link", '<a href="/care/">x</a>', "starts at the root of the host"),
    ("site-root-link", '<a href="/book/care/">x</a>', "starts at the root of the host"),
    ("site-root-link", '<img src="/a.svg" alt="b">', "starts at the root of the host"),
    ("site-anchor", '<a href="#flus">x</a>', "did you mean #flush?"),
    ("site-anchor", '<a href="../#flush">x</a>', '"flush" is no place on index.html'),
    ("site-anchor", '<a href="#Flush">x</a>', '"Flush" is no place on this page'),
    ("site-empty-link", '<a href="">x</a>', "a link has no target"),
    ("site-empty-link", "<a href>x</a>", "a link has no target"),
    ("site-empty-link", '<img src="" alt="x">', "without naming it"),
    ("site-id-twice", '<p id="flush">x</p>', 'the name "flush" stands on line 6 already'),
    ("site-id-twice", '<p id="">x</p>', "empty id"),
    ("site-pointer", '<label for="serch">x</label>', 'for="serch" points to nothing'),
    ("site-pointer", '<div aria-labelledby="flush nothing">x</div>', 'aria-labelledby="nothing"'),
    ("site-load", '<script src="https://cdn.example/x.js"></script>', "from another host"),
    ("site-load", '<img src="//cdn.example/x.png" alt="x">', "from another host"),
    ("site-load", '<iframe src="https://video.example/1" title="x"></iframe>', "from another host"),
    ("site-load", '<link rel="stylesheet" href="https://fonts.example/css">', "from another host"),
    ("site-load", '<link rel="preconnect" href="https://fonts.example">', "from another host"),
    ("site-load", '<style>@import "https://fonts.example/css";</style>', "from another host"),
    ("site-load", '<p style="background:url(https://x.example/a.png)">x</p>', "from another host"),
    ("site-load", '<svg><image href="https://x.example/a.png"/></svg>', "from another host"),
    ("site-leak", '<p>It holds.{{ cite("a2020") }}</p>', "a macro call that was not carried out"),
    ("site-leak", "<p>It holds. }}</p>", "a macro call"),
    ("site-leak", "<p>{% if x %}</p>", "a macro call"),
    ("site-leak", "<h2>Macro Rendering Error</h2>", "a macro that failed"),
    ("site-leak", "<p>Traceback (most recent call last)</p>", "error report"),
    ("site-leak", '<p>!!! warning "Stop"</p>', "a call-out that was not drawn"),
    ("site-leak", "<div>See [this](../x.md).</div>", "a link that was not made"),
    ("site-leak", "<p>M\ufffdller</p>", "could not be read"),
    ("site-alt", '<img src="../a.svg">', "no text for readers who can't see it"),
    ("site-h1", "<h1>Again</h1>", "2 main headings"),
]


@pytest.mark.parametrize(("rule", "planted", "said"), FAULTS)
def test_a_planted_fault_is_found_at_its_line(tmp_path, rule, planted, said):
    found = site_diagnostics(site(tmp_path, care=planted), URL)
    assert [diagnostic.rule for diagnostic in found] == [rule], found
    diagnostic = found[0]
    assert (
        diagnostic.path == f"{tmp_path.as_posix()}/care/index.html"
        and diagnostic.line == 8
        and said in str(diagnostic)
    )
    assert "(source: docs/care.md)" in diagnostic.message and diagnostic.fix


CLEAN = [
    '<a href="./">x</a>',
    '<a href=".">x</a>',
    '<a href="#">x</a>',
    '<a href="#top">x</a>',
    '<a href="#flush:~:text=a">x</a>',
    '<a href="../care/#flush">x</a>',
    '<a href="../index.html?q=1#home">x</a>',
    '<a href="https://example.org/book">x</a>',
    '<a href="https://example.org/book/care/#flush">x</a>',
    '<a href="https://example.org/other/">x</a>',
    '<a href="mailto:a@b.example?subject=x">x</a>',
    '<a href="tel:+44 20 7946 0000">x</a>',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
    '<a href="../a%2Esvg">x</a>',
    '<a name="old"></a><a href="#old">x</a>',
    '<a href="https://doi.org/10.1002/(SICI)1&lt;2::AID&gt;3.0.CO;2-K">x</a>',
    '<pre><code>{{ cite("a") }} !!! note [a](b.md)</code></pre>',
    "<p><code>{{ x }}</code> and <kbd>}}</kbd></p>",
    "<script>var a = {b: {c: 1}}; '[a](b)'</script>",
    "<p>Wait!!! [sic] [2] f(x) a [b] (c)</p>",
    '<svg><use href="#flush"></use></svg>',
    '<link rel="alternate" href="https://example.org/book/care/">',
    '<style>p { background: url("../a.svg#x") } /* url(../none.svg) */</style>',
    '<label for="__toc">x</label>',
    "<template><p>{{ x }}</p></template>",
    "<textarea>{{ x }}</textarea>",
    "<a>no link at all</a>",
    "<p>Set {x} and {y}.</p>",
]


@pytest.mark.parametrize("planted", CLEAN)
def test_its_clean_neighbour_is_silent(tmp_path, planted):
    assert site_diagnostics(site(tmp_path, care=planted), URL) == []


def test_every_rule_of_pages_has_a_plant():
    elsewhere = {
        *("site-offline-link", "site-lang", "site-search", "site-empty"),
        *("site-active", "site-element", "site-policy", "site-weight"),
    }
    assert {rule.name for rule in built_rules.rules} == {rule for rule, _, _ in FAULTS} | elsewhere


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ('<a href="../care/">x</a>', "site-offline-link"),
        ('<a href="./">x</a>', "site-offline-link"),
        ('<a href="../">x</a>', "site-offline-link"),
        ('<a href="/care/index.html">x</a>', "site-root-link"),
        ('<img src="https://example.org/book/a.svg" alt="x">', "site-load"),
        ('<a href="../none/">x</a>', "site-link"),
    ],
)
def test_from_a_disk_every_link_must_reach_a_file(tmp_path, planted, rule):
    found = site_diagnostics(site(tmp_path, care=planted, offline=True), URL, offline=True)
    assert [(diagnostic.rule, diagnostic.line) for diagnostic in found] == [(rule, 8)]


def test_a_folder_without_a_page(tmp_path):
    found = site_diagnostics(
        site(tmp_path, care='<a href="../files/">x</a>', **{"files/a.txt": "x"}), URL
    )
    assert "a folder without a page" in found[0].message


def test_a_page_without_language_or_heading(tmp_path):
    found = site_diagnostics(
        site(
            tmp_path,
            **{
                "c.html": "<!doctype html><html><head><title>C</title></head><body><p>x</p></body></html>"
            },
        ),
        URL,
    )
    assert [(diagnostic.rule, Path(diagnostic.path).name) for diagnostic in found] == [
        ("site-h1", "c.html"),
        ("site-lang", "c.html"),
    ]


def test_a_page_that_only_sends_on_needs_neither_but_must_arrive(tmp_path):
    page = '<!doctype html><html><head><title>C</title><meta http-equiv="refresh" content="0; url=▸"></head><body></body></html>'
    assert (
        site_diagnostics(
            site(tmp_path / "a", **{"old/index.html": page.replace("▸", "../care/")}), URL
        )
        == []
    )
    assert [
        diagnostic.rule
        for diagnostic in site_diagnostics(
            site(tmp_path / "b", **{"old/index.html": page.replace("▸", "../cair/")}), URL
        )
    ] == ["site-link"]


def test_style_sheets_are_read_too(tmp_path):
    css = "a { color: red }\nb { background: url('https://x.example/a.png') }\nc { background: url(none.svg) }\nd { background: url(../a.svg) }\n/* url(https://y.example) */\n"
    found = site_diagnostics(site(tmp_path, **{"css/extra.css": css}), URL)
    assert [(diagnostic.rule, diagnostic.line) for diagnostic in found] == [
        ("site-load", 2),
        ("site-link", 3),
    ]
    assert all(diagnostic.path.endswith("css/extra.css") for diagnostic in found)


def test_what_the_search_index_names_must_be_there(tmp_path):
    index = '{"docs": [{"location": ""}, {"location": "care/#flush"}, {"location": "cair/"}, {"location": "care/#flus"}]}'
    found = site_diagnostics(site(tmp_path / "a", **{"search/search_index.json": index}), URL)
    assert [diagnostic.rule for diagnostic in found] == ["site-search", "site-search"]
    assert [
        diagnostic.rule
        for diagnostic in site_diagnostics(
            site(tmp_path / "b", **{"search/search_index.json": "{"}), URL
        )
    ] == ["site-search"]


def test_the_error_page_may_start_at_the_root(tmp_path):
    page = HOME.replace('"style.css"', '"/book/style.css"').replace('"care/', '"/book/care/')
    assert site_diagnostics(site(tmp_path / "a", **{"404.html": page.replace("▸", "")}), URL) == []
    found = site_diagnostics(
        site(
            tmp_path / "b",
            **{"404.html": page.replace("▸", '<a href="/care/">x</a><a href="/book/cair/">x</a>')},
        ),
        URL,
    )
    assert [diagnostic.rule for diagnostic in found] == ["site-link", "site-root-link"]


def test_one_cause_is_told_once(tmp_path):
    menu = '<a href="{}cair/">x</a>'
    found = site_diagnostics(
        site(
            tmp_path,
            home=menu.format(""),
            care=menu.format("../"),
            **{
                "deep/er/index.html": CARE.replace("..", "../..").replace(
                    "▸", menu.format("../../")
                )
            },
        ),
        URL,
    )
    assert len(found) == 1 and "(also on 2 more pages)" in found[0].message
    both = site_diagnostics(
        site(tmp_path / "b", home='<p id="home">x</p>', care='<p id="flush">x</p>'), URL
    )
    assert [diagnostic.rule for diagnostic in both] == ["site-id-twice", "site-id-twice"]


def test_many_faults_are_all_told(tmp_path):
    planted = "\n".join(text for _, text, _ in FAULTS if "id=" not in text)
    assert {
        diagnostic.rule for diagnostic in site_diagnostics(site(tmp_path, care=planted), URL)
    } == {rule for rule, text, _ in FAULTS if "id=" not in text}


def test_broken_html_is_no_crash(tmp_path):
    site_diagnostics(
        site(
            tmp_path,
            care="<a href='x<<p <!-- <![CDATA[ <style> <script> &#x110000; <a href=&quot",
            **{"b.html": "", "c.html": "\x00<<<"},
        ),
        URL,
    )
    (tmp_path / "d.html").write_bytes(b"\xff\xfe<html>")
    assert any(diagnostic.path.endswith("d.html") for diagnostic in site_diagnostics(tmp_path, URL))


def test_the_command(tmp_path, capsys):
    project, built = make(tmp_path / "p", {"index.md": "# Home\n"}), site(tmp_path / "s")
    assert main(["-C", str(project), "site", str(built)]) == 0
    (built / "a.svg").unlink()
    assert main(["-C", str(project), "site", str(built)]) == 1
    assert "site-link: ../a.svg leads to no file" in capsys.readouterr().out
    assert main(["-C", str(project), "site", str(tmp_path / "none")]) == 2
    assert "build the site first" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["-C", str(project), "site", str(tmp_path / "empty")]) == 1


def test_the_handbook_is_clean_online_and_offline(handbook):
    assert [
        str(diagnostic)
        for diagnostic in site_diagnostics(handbook.online, load_project(ROOT).site_url)
    ] == []
    assert [
        str(diagnostic)
        for diagnostic in site_diagnostics(
            handbook.offline, load_project(ROOT).site_url, offline=True
        )
    ] == []


@pytest.mark.parametrize("copy", ["online", "offline"])
def test_the_handbook_is_valid_html(handbook, copy):
    """html5lib implements the parsing rules of the HTML Standard and collects every parse error."""
    folder, wrong = getattr(handbook, copy), []
    for path in sorted(folder.rglob("*.html")):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        wrong += [
            f"{path.relative_to(folder)}:{line}: {code} {told}"
            for (line, _), code, told in parser.errors
        ]
    assert wrong == []


POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "script-src 'self' 'sha256-2C8Ur5+hvfDUaTCInXt/eUYAwCm5WnLfV5ve6mDW8UQ='\">"
)
WALLED = [
    ("site-active", '<b onclick="x()">a</b>'),
    ("site-active", "<script>x()</script>"),
    ("site-active", '<script src="https://cdn.example/x.js"></script>'),
    ("site-active", '<iframe srcdoc="x"></iframe>'),
    ("site-active", '<a href="javascript:x()">a</a>'),
    ("site-element", "<marquee>a</marquee>"),
    ("site-element", "<p popover>a</p>"),
]


def walled(folder: Path, planted: str, policy: str = POLICY) -> Path:
    built = site(folder, care=planted)
    for page in built.rglob("*.html"):
        page.write_text(page.read_text().replace("<head>", f"<head>{policy}"), encoding="utf-8")
    return built


@pytest.mark.parametrize(("rule", "planted"), WALLED)
def test_what_may_not_be_published_is_found_where_there_are_walls(tmp_path, rule, planted):
    found = site_diagnostics(walled(tmp_path, planted), URL, walls=True)
    assert rule in {one.rule for one in found} and {one.line for one in found} == {8}
    assert rule not in {one.rule for one in site_diagnostics(tmp_path, URL)}


@pytest.mark.parametrize(
    "policy", ["", POLICY.replace("'self' 'sha", "'unsafe-inline' 'self' 'sha")]
)
def test_each_page_names_the_scripts_that_may_run(tmp_path, policy):
    found = site_diagnostics(walled(tmp_path, "<p>x</p>", policy), URL, walls=True)
    assert {one.rule for one in found} == {"site-policy"}
    assert site_diagnostics(walled(tmp_path / "b", "<p>x</p>"), URL, walls=True) == []


def test_a_site_without_policies_is_judged_by_its_page_for_wrong_addresses(tmp_path):
    built = walled(tmp_path, "<script>x()</script>", "")
    shell = (
        '<!doctype html><html lang="en"><head><title>a</title></head><body><h1>a</h1></body></html>'
    )
    (built / "404.html").write_text(shell, encoding="utf-8")
    for page in built.rglob("*.html"):
        way = "../" * (len(page.relative_to(built).parts) - 1) or "."
        script = f'<head><script>var root="{way}"</script>'
        page.write_text(page.read_text().replace("<head>", script), encoding="utf-8")
    found = site_diagnostics(built, URL, walls=True)
    assert sorted(one.rule for one in found) == ["site-active", "site-policy"]


def test_a_drawing_that_runs_is_found_where_there_are_walls(tmp_path):
    built = walled(tmp_path, "<p>x</p>")
    svg = '<svg xmlns="http://www.w3.org/2000/svg">\n<script>x()</script></svg>'
    (built / "a.svg").write_text(svg, encoding="utf-8")
    found = site_diagnostics(built, URL, walls=True)
    assert [(one.rule, one.line) for one in found] == [("site-active", 2)]


def test_a_heavy_page_is_told(tmp_path):
    words = "".join(f"<p>{number * 7919 % 104729} {number}</p>" for number in range(30_000))
    found = weight_diagnostics(site(tmp_path, care=words))
    assert [one.rule for one in found] == ["site-weight", "site-weight"]
    assert weight_diagnostics(site(tmp_path / "b")) == []
