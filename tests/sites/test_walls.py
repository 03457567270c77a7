"""The hard walls: what runs, loads or sends is refused on its line; nothing that a page may say is."""

import json
import os
import re

import pytest

from tests.support.tiny import CONFIG, build, make, run

WALLS = {"handbook.yml": "walls: true\n"}
EXTENSIONS = CONFIG.replace(
    "[admonition, attr_list, md_in_html, tables, toc]",
    "[admonition, attr_list, md_in_html, tables, footnotes, def_list, abbr, toc]",
)
DATA = {
    "facts.yml": "- id: days\n  text: seven\n  cite: [clinic2024]\n",
    "glossary.yml": "- id: lumen\n  term: lumen\n  definition: The space.\n",
}
# Each stands on line 8 of a page of its own.
HTML = [
    '[Accessing](index.md){: onfocus="x()" autofocus="" }',
    '*item*{: ontoggle="x()" }',
    '<iframe title="a" srcdoc="&lt;script&gt;x()&lt;/script&gt;"></iframe>',
    '<!--> <svg onload="x()"> -->',
    '<!-- a --!> <svg onload="x()"> -->',
    '<form><button formaction="javascript:x()">a</button></form>',
    '<svg><a xlink:href="javascript:x()"><text>a</text></a></svg>',
    '<base href="https://elsewhere.example/">',
    '<meta http-equiv="refresh" content="0;url=https://elsewhere.example">',
    '<div popover id="a" ontoggle="x()">a</div>',
    '<p hidden="until-found" onbeforematch="x()">a</p>',
    '<video><source src="x" onerror="x()"></video>',
    "[a](java&#9;script:x())",
    "[a](javascript&colon;x())",
    "<javascript:x()>",
    "a: <b onclick=x()>c</b>",
    '!!! note "<img src=x onerror=x()>"',
    '<math><annotation-xml encoding="text/html"><p onclick="x()">a</p></annotation-xml></math>',
    '<math href="javascript:x()">a</math>',
    '<svg><use href="data:image/svg+xml;base64,PHN2Zy8+#a"/></svg>',
    '<svg><rect><set attributeName="onmouseover" to="x()"/></rect></svg>',
    '<svg><foreignObject><iframe srcdoc="a"></iframe></foreignObject></svg>',
    '<div><template shadowrootmode="open"><script>x()</script></template></div>',
    '<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>',
    "<select><button><img src=x onerror=x()></button></select>",
    '<p id="__config">{"base":"https://elsewhere.example"}</p>',
    '<img name="currentScript" alt="a" src="a.png">',
    '<button commandfor="a" command="show-popover">a</button>',
    '<link rel="modulepreload" href="https://elsewhere.example/x.js">',
    '<img alt="a" src="\\\\elsewhere.example\\a.png">',
    '<img alt="a" src="a.png" srcset="https://elsewhere.example/a.png 2x">',
    '<p style="background:u\\72l(https://elsewhere.example/a.png)">a</p>',
    "<p style=\"background:image-set('https://elsewhere.example/a.png' 1x)\">a</p>",
    '<a href="index.md" ping="https://elsewhere.example">a</a>',
    '<object data="data:text/html,<script>x()</script>"></object>',
    '<fencedframe src="https://elsewhere.example"></fencedframe>',
    '<?php <img src=x ?><img src=x onerror="x()">',
    '<div markdown onmouseenter="x()">a</div>',
    '{{ example("<script>x()</script>") }}',
    "<script src=a.js></script>",
    '<style>@import "https://elsewhere.example/a.css";</style>',
]
TEMPLATES = [
    '{% raw %}<svg onload="x()"></svg>{% endraw %}',
    'scr{{ "" }}ipt',
    '{{ lipsum.__globals__["os"].popen("id").read() }}',
    "{% set x = lipsum.__globals__ %}",
    '{{ "%s" | format("<script>") }}',
    "{{ config.theme.get_env() }}",
    '{% include "index.md" %}',
    "{%- if false -%}no{%- endif -%}",
    "[[~~# hidden #~~]]",
]
FRONT = [
    'title: "<script>x()</script>"',
    "title: '<img src=x onerror=x()>'",
    "title: A\ndescription: '\"><img src=x onerror=x()>'",
    "title: A\ntemplate: ../../elsewhere.html",
]
FINE = """\
Some *text* with `code`, [a link](index.md), <b>bold</b>, H<sub>2</sub>O, <kbd>Ctrl</kbd> and an image:
![A dot](a.png){ width="20" loading=lazy }

| a | b |
|:--|--:|
| x | y.{{ cite("smith2020port") }} |

!!! note "Title"
    In a box.[^1] {{ fact("days", ".") }} A {{ term("lumen") }}.

<details markdown><summary>More</summary>

- item {: .x #y }

</details>

Word
:   Meaning, [mail](mailto:a@b.example), [call](tel:+4420), [web](https://example.org/).

<div style="text-align: center" markdown="1">Middle</div>

[^1]: A note.

## References

{{ bibliography() }}
"""


def project(folder, pages, **more):
    """A project with walls, whose pages have their text on line 8 unless they bring front matter."""
    whole = {
        name: text
        if text.startswith("---")
        else f"---\ntitle: A\n---\n# A\n\nFirst line.\n\n{text}\n"
        for name, text in pages.items()
    }
    made = make(folder, whole, config=EXTENSIONS, theme="material", data=DATA | WALLS, **more)
    (made / "docs" / "a.png").write_bytes(b"")
    return made


@pytest.mark.parametrize("planted", [HTML, TEMPLATES], ids=["html", "templates"])
def test_each_is_refused_on_its_line(tmp_path, planted):
    pages = {f"p{number}.md": text for number, text in enumerate(planted)}
    built = build(project(tmp_path, {"index.md": FINE} | pages))
    assert built.code != 0 and "Traceback" not in built.said
    told = set(re.findall(r"docs/(p\d+)\.md:8:\d+: (?:site|template|macro)-", built.said))
    missing = [text for number, text in enumerate(planted) if f"p{number}" not in told]
    assert missing == [] and "docs/index.md:" not in built.said


@pytest.mark.parametrize("front", FRONT)
def test_front_matter_is_refused_on_its_line(tmp_path, front):
    page = f"---\n{front}\n---\n# A\n"
    built = build(project(tmp_path, {"index.md": "Fine.", "a.md": page}))
    line = 2 + front.count("\n")
    assert built.code != 0 and "Traceback" not in built.said
    assert f"docs/a.md:{line}:" in built.said


def test_what_a_page_may_say_is_published_with_its_policy(tmp_path):
    built = build(project(tmp_path, {"index.md": FINE}))
    assert built.code == 0, built.said
    for name in ("index.html", "404.html"):
        assert '<meta http-equiv="Content-Security-Policy"' in built.html(name)
        assert "unsafe-inline" not in re.search(r"script-src[^;]*", built.html(name))[0]


def test_text_of_data_is_text(tmp_path):
    evil = "<img src=x onerror=x()>"
    made = project(tmp_path, {"index.md": FINE})
    for name, text in DATA.items():
        changed = text.replace("seven", f'"{evil}"').replace("The space.", f'"{evil}"')
        (made / "docs" / "data" / name).write_text(changed)
    built = build(made)
    assert built.code == 1 and "Traceback" not in built.said
    for place in ("docs/data/facts.yml:2:9", "docs/data/glossary.yml:3:15"):
        assert f"{place}: data-active: <img onerror=" in built.said
    (made / "docs" / "data" / "handbook.yml").write_text("walls: false\n")
    built = build(made)
    assert built.code == 0, built.said
    assert "<img src=x" not in built.html() and built.html().count("onerror=x()") >= 2


def test_a_script_written_in_by_something_else_is_refused(tmp_path):
    """Another plug-in or hook may write what it likes; the whole page is judged too."""
    made = project(tmp_path, {"index.md": "Fine."})
    config = (made / "mkdocs.yml").read_text()
    (made / "mkdocs.yml").write_text(config + "hooks: [hook.py]\n")
    (made / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<script>x()</script>'\n"
    )
    built = build(made)
    assert built.code != 0 and "site-active: <script> runs" in built.said


@pytest.mark.parametrize(
    "name", ["docs/x.js", "docs/x.html", "docs/x.xhtml", "docs/x.svgz", "docs/assets/x.css"]
)
def test_programs_among_the_texts_are_refused(tmp_path, name):
    made = project(tmp_path, {"index.md": "Fine."})
    (made / name).parent.mkdir(exist_ok=True)
    (made / name).write_text("x()")
    built = build(made)
    assert built.code != 0 and f"{name}:1:1: file-program" in built.said
    config = (made / "mkdocs.yml").read_text()
    key = "extra_css" if name.endswith("css") else "extra_javascript"
    (made / "mkdocs.yml").write_text(config + f"{key}: [{name.removeprefix('docs/')}]\n")
    assert "file-program" not in build(made).said


@pytest.mark.parametrize(
    ("link", "target"),
    [("docs/a.md", "/etc/hostname"), ("docs/etc", "/etc"), ("docs/b.md", "b.md")],
)
def test_links_out_of_the_project_are_refused(tmp_path, link, target):
    made = project(tmp_path, {"index.md": "Fine."})
    os.symlink(target, made / link)
    built = build(made)
    assert built.code != 0 and f"{link}:1:1: file-outside" in built.said


def test_links_within_the_project_are_fine(tmp_path):
    made = project(tmp_path, {"index.md": "Fine."})
    (made / "more.md").write_text("# More\n")
    os.symlink("../more.md", made / "docs" / "more.md")
    assert "file-outside" not in build(made).said


def test_without_walls_what_mkdocs_builds_is_built(tmp_path):
    """A project that only drops the generator in: the same things are notes, and its templates work."""
    pages = {
        "index.md": '# A\n\n<iframe title="v" src="https://video.example/1"></iframe>\n\n<b onclick="x()">a</b>\n\n{% set x = 3 %}{{ x }} {% raw %}{{ y }}{% endraw %}\n'
    }
    made = make(tmp_path, pages)
    os.symlink("/etc/hostname", made / "docs" / "host.txt")
    built = build(made)
    assert built.code == 0, built.said
    assert "<iframe" in built.html() and "3 {{ y }}" in built.html() and "onclick" in built.html()
    assert "note: docs/index.md:5:" in built.said and "Content-Security-Policy" not in built.html()
    checked = json.loads(run(made, "-m", "macros", "check", "--format", "json").stdout)
    noted = [one for one in checked if one["rule"] == "file-outside"]
    assert [(one["path"], one["severity"]) for one in noted] == [("docs/host.txt", "note")]


def test_a_page_can_not_run_code_in_any_project(tmp_path):
    config = CONFIG.replace("      on_error_fail: true\n      on_undefined: strict\n", "")
    for number, text in enumerate(
        (
            '{{ lipsum.__globals__["os"].popen("id").read() }}',
            '{{ config.theme.get_env().from_string("x").render() }}',
            "{% set x = cycler.__init__ %}{{ x }}",
        )
    ):
        built = build(
            make(tmp_path / str(number), {"index.md": f"# A\n\nText.\n\n{text}\n"}, config=config)
        )
        assert built.code != 0 and "Traceback" not in built.said
        assert "docs/index.md:5:1: template-refused" in built.said


def test_front_matter_does_not_take_a_macros_place(tmp_path):
    page = '---\ntitle: A\nbibliography: ../refs.bib\n---\n# A\n\nText.{{ cite("clinic2024") }}\n\n{{ bibliography() }}\n'
    built = build(make(tmp_path, {"index.md": page}))
    assert built.code == 0, built.said
    assert 'id="ref-clinic2024"' in built.html()
