"""HTML that is put in after a page is rendered: right wherever it stands, and no token leaks into anything that is made of a page."""

import json
import re

import pytest

from tests.support.tiny import CONFIG, build, make

CONFIGURED = CONFIG.replace(
    "[admonition, attr_list, md_in_html, tables, toc]",
    "[admonition, attr_list, md_in_html, tables, footnotes, abbr, def_list, pymdownx.details, pymdownx.tabbed: {alternate_style: true}, pymdownx.superfences, smarty, toc: {permalink: true}]",
) + "hooks: [hooks.py]\nplugins_dir: x\n".replace("plugins_dir: x\n", "")
HOOKS = """\
import json, pathlib
FOUND = {}

def on_page_content(html, page, config, files):
    FOUND[page.file.src_uri] = {
        "markdown": page.markdown, "title": page.title, "html": html,
        "toc": [item.title for top in page.toc for item in [top, *top.children]],
        "ids": [item.id for top in page.toc for item in [top, *top.children]],
    }

def on_page_context(context, page, config, nav):
    FOUND[page.file.src_uri]["context"] = page.content
    FOUND[page.file.src_uri]["menu"] = [str(one.title) for one in nav.pages]

def on_post_build(config):
    pathlib.Path(config.site_dir, "seen.json").write_text(json.dumps(FOUND))
"""
DATA = {
    "facts.yml": "- id: days\n  text: up to *seven* <b onclick=x>days</b>\n  cite: [clinic2024]\n",
    "glossary.yml": "- id: lumen\n  term: lumen\n  definition: The space inside.\n",
    "disputes.yml": "- id: question\n  topic: Flushing\n  question: How often?\n  answers:\n    - answer: often\n      detail: Every day.\n      cite: [smith2020port]\n    - answer: seldom\n      detail: Every year.\n      cite: [clinic2024]\n  reading: Ask.\n",
}
PAGE = """\
---
title: Everywhere
---
# Everywhere

Own characters: \ue000\ue001 \uf8ff, \U000f0000 and `\ue000`.

Plain.{{ cite("moss2021cava") }} **Bold.**{{ cite("smith2020port") }} "Quoted."{{ cite("brown2019") }}[^1]

## A {{ term("lumen") }} here

| a | b |
|---|---|
| x | y.{{ cite("smith2020port") }} |

!!! note "Title"
    In a box.{{ cite("clinic2024") }}

    {{ differ("question") }}

=== "Tab"
    In a tab.{{ cite("moss2021cava") }}

??? note "Closed"
    {{ differ("question") }}

<div markdown>

Inside.{{ cite("moss2021cava") }}

</div>

<div markdown="1"><p markdown="span">Span.{{ cite("brown2019") }}</p></div>

Word
:   Meaning.{{ cite("brown2019") }}

- {{ fact("days", ".") }}
- item{{ cite("clinic2024") }}

[link {{ cite("moss2021cava") }}](index.md "title") ![alt {{ cite("moss2021cava") }}](a.png)

<p title="{{ cite("moss2021cava") }}">x</p>

See [the answer](#differ-question) and [the list](#ref-brown2019).

[^1]: A note.{{ cite("moss2021cava") }}

## References

Before the list. {{ bibliography() }}
"""
PRIVATE = re.compile("[\ue000-\uf8ff]")


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    folder = make(
        tmp_path_factory.mktemp("late"),
        {
            "index.md": PAGE.replace('<p title="{{ cite("moss2021cava") }}">x</p>\n', ""),
            "raw.md": "# R\n\n{% raw %}{{ x }}{% endraw %}\n",
        },
        config=CONFIGURED,
        theme="material",
        data=DATA,
    )
    (folder / "hooks.py").write_text(HOOKS)
    (folder / "docs" / "a.png").write_bytes(b"")
    built = build(folder)
    assert built.code == 0, built.said
    return built


def test_every_mark_is_right(everywhere):
    html = everywhere.html()
    text = html.replace("\ue000\ue001 \uf8ff", "").replace("<code>\ue000</code>", "")
    assert not PRIVATE.search(text)
    numbers = [
        re.sub("<[^>]+>", "", mark) for mark in re.findall(r'<sup class="cite".*?</sup>', html)
    ]
    assert len(numbers) >= 12 and set(numbers) == {"1", "2", "3", "4"}
    body = html[html.index("<article") : html.index("</article>")]
    assert re.findall(r"<p>[^<]*<(?:section|ol|figure|div)\b", body) == []
    assert body.count('<section class="bibliography"') == 1
    assert "Own characters: \ue000\ue001 \uf8ff, \U000f0000" in html


def test_nothing_made_of_a_page_holds_a_token(everywhere):
    seen = json.loads((everywhere.site / "seen.json").read_text())["index.md"]
    for what in ("title", "toc", "ids", "markdown", "html", "context"):
        text = json.dumps(seen[what], ensure_ascii=False)
        text = re.sub("<!--.*?-->", "", text) if what in ("html", "context") else text
        text = text.replace("\ue000\ue001 \uf8ff", "").replace("\ue000", "", 1)
        assert not PRIVATE.search(text), what
    assert seen["toc"][1] == "A lumen here" and seen["ids"][1] == "a-here"
    index = (everywhere.site / "search" / "search_index.json").read_text()
    assert not PRIVATE.search(
        index.replace("\\ue000", "").replace("\ue000\ue001 \uf8ff", "").replace("\ue000", "")
    )
    assert "#ref-" not in index and "Every day" in index
    assert not PRIVATE.search((everywhere.site / "references.json").read_text())


def test_a_page_that_was_written_keeps_its_title(everywhere):
    """Its text is let go of, in which MkDocs looks for a title when a later page asks for it."""
    seen = json.loads((everywhere.site / "seen.json").read_text())
    assert {tuple(page["menu"]) for page in seen.values()} == {("Everywhere", "R")}
    assert "data-search-exclude" not in "".join(
        re.findall(r'<sup class="cite"[^>]*>', everywhere.html())
    )


def test_data_is_text(everywhere):
    html = everywhere.html()
    assert "<em>seven</em> &#60;b onclick=x&#62;days" in html or "&lt;b onclick=x&gt;" in html
    assert "<b onclick" not in html


def test_a_mark_that_html_cannot_show_has_no_back_link(tmp_path):
    page = (
        "# Bees\n\nThe HTML.{{ cite('clinic2024') }} And [x][r].\n\n"
        "*[HTML]: Words{{ cite('clinic2024') }}\n\n[r]: index.md 'T{{ cite('clinic2024') }}'\n\n"
        "## References\n\n{{ bibliography() }}\n"
    )
    built = build(make(tmp_path, {"index.md": page}, config=CONFIGURED.split("hooks:")[0]))
    html = (built.site / "index.html").read_text(encoding="utf-8")
    ids = set(re.findall(r'id="([^"]+)"', html))
    links = re.findall(r'href="#(cite-[^"]+)"', html)
    assert links == ["cite-clinic2024-1"]
    assert set(links) <= ids
