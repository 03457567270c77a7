"""What an attacker got through a first time: each kind is refused, or harmless, ever after."""

import re

import pytest

from tests.sites.test_walls import project
from tests.support.tiny import build, run

CITED = '{{ cite("smith2020port") }}\n\n{{ bibliography() }}'
PAGES = [
    # White space that is taken out when a page is published must not make an address.
    '<div>\n<a href="java\n     script:x()">a</a>\n</div>',
    '<div>\n<img alt="a" src="/\n     /elsewhere.example/x.png">\n</div>',
    '<svg><rect fill="url(https://elsewhere.example/x.svg#p)"></rect></svg>',
    '<svg><rect mask="u\\72l(//elsewhere.example/x.svg#p)"></rect></svg>',
    '<svg><path marker-end="url(https://elsewhere.example/x.svg#p)"></path></svg>',
    '<pre class="mermaid"><code>graph TD; A-->B</code></pre>',
    '<p class="page-reviewed">Reviewed by Prof Famous</p>',
    '<ol class="references"><li>A reference that nobody wrote</li></ol>',
    '<label for="__search">Search</label>',
    "<p style=\"--a:'//elsewhere.example/a';background:src(var(--a))\">a</p>",
    '<a href="https://elsewhere.example/" style="position:fixed;inset:0">a</a>',
    '<div class="md-header">Another handbook</div>',
    '<p class="page-status page-status--reviewed">Reviewed by Prof Famous</p>',
    '<a href="https://elsewhere.example/" target="_blank" rel="opener">a</a>',
    # Over what stands above it, without a position.
    '<div style="margin-top:-500px">Reviewed by Prof Famous</div>',
    '<div style="position:relative; top:-20em">Reviewed by Prof Famous</div>',
    '<div style="translate:0 -9em">Reviewed by Prof Famous</div>',
    '<div style="box-shadow:0 0 0 9999px white">a</div>',
    '<p itemscope itemtype="https://schema.org/Review">Reviewed by Prof Famous</p>',
    '<p id="ref-smith2020port">Another reference</p>\n\n' + CITED,
]
FRONT = [
    "\"><style>*{visibility:hidden}</style><meta name='x",
    "\"><link rel=dns-prefetch href=//elsewhere.example><meta name='x",
    "\"><link rel=stylesheet href=https://elsewhere.example/x.css><meta name='x",
    '"><meta name="referrer" content="unsafe-url',
    # With scripts a browser reads what is in noscript as one text, up to the next end tag.
    '"><noscript><b title="</noscript><script>x()</script>"></b></noscript><meta name="keywords',
    # A browser takes the whole rest for the address, and not what follows "url=" in it.
    '"><meta http-equiv="refresh" content="0; https://elsewhere.example/?url=a"><meta name="keywords',
    # A plain text is run as a script, too.
    '"><script src="a.txt"></script><meta name="keywords',
    '"><link rel="stylesheet" href="a.csv"><meta name="keywords',
    '"><form action="a.txt"><button>a</button></form><meta name="keywords',
    'x" http-equiv="refresh',
    # A tag that never ends takes in what the theme writes behind it.
    "<img src=x onerror=x() ",
    '<img src=x onerror="x()',
    "&quot; onmouseover=&quot;x()",
]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>T</title><desc>D</desc>{}</svg>'
FILES = {
    "a.rdf": '<html xmlns="http://www.w3.org/1999/xhtml"><script>x()</script></html>',
    "a.mathml": "<math/>",
    "noending": "<script>x()</script>",
    "_hidden.html": "<script>x()</script>",
    "animate.svg": SVG.format('<a><animate attributeName="href" values="javascript:x()"/></a>'),
    "sheet.svg": '<?xml-stylesheet type="text/xsl" href="a.txt"?>' + SVG.format(""),
    "noted.svg": SVG.format("<metadata><script>x()</script></metadata>"),
    "private.svg": SVG.format('<i:g xmlns:i="http://www.inkscape.org/"><script>x()</script></i:g>'),
    "set.svg": SVG.format(
        "<text style=\"cursor:image-set('//elsewhere.example/a' 1x),auto\">a</text>"
    ),
    "named.svg": SVG.format('<text id="__config">{{}}</text>'),
    "over.svg": SVG.format('<text style="position:fixed">a</text>'),
    "wide.svg": SVG.replace("<svg ", '<svg style="overflow: visible" ').format(""),
    "moved.svg": SVG.replace("<svg ", '<svg style="margin-top:-90em" ').format(""),
    "utf7.svg": '<?xml version="1.0" encoding="UTF-7"?>' + SVG.format(""),
    "latin.svg": '<?xml version="1.0" encoding="ISO-8859-1"?>' + SVG.format(""),
}


def test_each_page_is_refused(tmp_path):
    pages = {f"p{number}.md": text for number, text in enumerate(PAGES)}
    told = build(project(tmp_path, {"index.md": "Fine."} | pages)).said
    missing, left = [], dict(pages)
    for _ in pages:  # a build stops at the first page that is refused as a whole
        found = set(re.findall(r"docs/(p\d+\.md):(?:[89]|10):\d+: site-", told))
        if not found:
            break
        left = {name: text for name, text in left.items() if name not in found}
        for name in found:
            (tmp_path / "docs" / name).unlink(missing_ok=True)
        told = build(tmp_path).said
    missing = list(left.values())
    assert missing == [] and "Traceback" not in told


@pytest.mark.parametrize(
    ("told", "page", "config"),
    [
        # An entity hides the address from a search in the page; the settings hold another link.
        ("docs/index.md:8:", "[a](JaVaScRiPt&#58;x())", ""),
        ("mkdocs.yml:17:", "Fine.", "copyright: <img src=x onerror=x()>\n"),
        ("docs/other.md:2:", "Fine.", ""),
    ],
)
def test_what_is_refused_is_told_where_it_was_written(tmp_path, told, page, config):
    pages = {"index.md": page}
    if "other" in told:
        pages["other.md"] = "---\nstatus: '\"><img src=x onerror=x()>'\ntitle: B\n---\n# B\n"
    made = project(tmp_path, pages)
    settings = made / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + config, encoding="utf-8")
    built = build(made)
    assert built.code != 0 and told in built.said and "Traceback" not in built.said, built.said


@pytest.mark.parametrize("front", FRONT)
def test_front_matter_brings_nothing_into_the_head(tmp_path, front):
    page = f"---\ntitle: A\ndescription: |-\n  {front}\n---\n# A\n"
    made = project(tmp_path, {"index.md": page})
    built = build(made)
    assert built.code != 0 and re.search(r"docs/index\.md:[34]:\d+: site-", built.said), built.said
    assert "docs/index.md:3:1: html-script" in run(made, "-m", "macros", "check").stdout


def test_what_a_build_refuses_is_told_by_the_check_in_markdown_too(tmp_path):
    texts = [
        "[a](data:text/html;base64,eA==)",
        "[a](blob:https://elsewhere.example/x)",
        "[a](vscode://x)",
        "![a](https://elsewhere.example/a.png)",
        "*a*{: .md-overlay }",
        "## b {: #__config }",
        '<p class="md-banner">a</p>',
        '<p accesskey="s">a</p>',
    ]
    fine = "[a](index.md){ .md-button #x } {a=b} [c](https://example.org/) [d](mailto:a@b.example)"
    pages = {f"p{number}.md": text for number, text in enumerate(texts)}
    made = project(tmp_path, {"index.md": fine} | pages)
    told = re.findall(
        r"docs/(\w+)\.md:8:\d+: html-script", run(made, "-m", "macros", "check").stdout
    )
    assert sorted(told) == [f"p{number}" for number in range(len(texts))]


def test_a_name_in_the_front_matter_is_judged_like_its_value(tmp_path):
    page = '---\ntitle: A\n"<img src=x onerror=x()>": a\n---\n# A\n'
    made = project(tmp_path, {"index.md": page})
    assert "docs/index.md:3:1: html-script" in run(made, "-m", "macros", "check").stdout


def test_what_the_fields_of_a_page_may_say_is_published(tmp_path):
    page = '---\ntitle: A "b" & c < d\nsummary: \'Is 5 < 6 or "6 > 5", a = b?\'\n---\n# A\n'
    built = build(project(tmp_path, {"index.md": page}))
    assert built.code == 0, built.said


def test_a_picture_of_another_host_in_data_is_told_on_its_line(tmp_path):
    made = project(tmp_path, {"index.md": '{{ fact("days", ".") }}\n\n{{ bibliography() }}'})
    facts = made / "docs" / "data" / "facts.yml"
    facts.write_text(facts.read_text().replace("seven", '"![a](https://elsewhere.example/a.png)"'))
    assert "docs/data/facts.yml:2:9: data-active: <img" in build(made).said
    assert "docs/data/facts.yml:2:9: data-active: <img" in run(made, "-m", "macros", "check").stdout


def test_published_files_are_of_known_kinds(tmp_path):
    made = project(tmp_path, {"index.md": "Fine."})
    for name, text in FILES.items():
        (made / "docs" / name).write_text(text, encoding="utf-8")
    (made / "docs" / "fine.svg").write_text(
        SVG.format('<text aria-label="an element (of two)">a</text>'), encoding="utf-8"
    )
    said = build(made).said
    told = set(re.findall(r"docs/([\w.]+):\d+:\d+: file-program", said))
    assert told == set(FILES) and "Traceback" not in said


@pytest.mark.parametrize("target", ["../.env", "../.git/config", "..", "/etc/hostname"])
def test_links_lead_to_what_may_be_published(tmp_path, target):
    made = project(tmp_path, {"index.md": "Fine."})
    (made / ".env").write_text("KEY=1", encoding="utf-8")
    (made / ".git").mkdir()
    (made / ".git" / "config").write_text("x", encoding="utf-8")
    (made / "docs" / "a.txt").symlink_to(target)
    built = build(made)
    assert built.code != 0 and "docs/a.txt:1:1: file-outside" in built.said


def test_an_icon_outside_of_the_theme_is_told_on_its_line(tmp_path):
    made = project(tmp_path, {"index.md": "---\ntitle: A\nicon: ../../x\n---\n# A\n"})
    said = build(made).said
    assert "docs/index.md:3:1: template-failed" in said and "Traceback" not in said


@pytest.mark.parametrize(
    "name",
    "docs/z.md docs/z.png docs/z.svg docs/data/facts.yml docs/data/verified.json CITATION.cff".split(),
)
def test_a_link_to_what_never_ends_is_not_read(tmp_path, name):
    made = project(tmp_path, {"index.md": "Fine."})
    (made / name).unlink(missing_ok=True)
    (made / name).symlink_to("/dev/zero")
    checked = run(made, "-m", "macros", "check")
    assert "Traceback" not in checked.stderr
    assert name == "CITATION.cff" or f"{name}:1:1: file-outside" in checked.stdout
