"""The reader of Markdown, held against markdown-it-py: headings, links, images, code, tables, lists.

It reads every page of the handbook and of the small site, and texts that are hard to read. Python-Markdown, which builds
the pages, is no CommonMark: texts on which the two differ are left out.
"""

import re
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin

from macros.content.pages import parse_page
from tests.conftest import ROOT

ORACLE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(admon_plugin)
FILES = sorted(
    path
    for folder in (ROOT / "docs", ROOT / "tests/scorecard/site/docs")
    for path in folder.rglob("*.md")
    if "_templates" not in path.parts
)
HARD = {
    "headings": "# One `a_b` *two*\n\nText\n\n## Three [four](five.md) ##\n\nSix\n===\n\nSeven\n---\n\n#### Eight\\*\n",
    "no headings": "Text\n\n    # code\n\n`# no`\n\n```\n# no\n```\n\n<!--\n# no\n-->\n",
    "links": '[a](b.md) [c](<d e.md>) [f](g(h).md "i") [j][k] [l] [m][] ![n](o.svg) <https://p.example/q>\n\n'
    "[k]: r.md\n[l]: <s.md> 't'\n[M]: u.md\n",
    "brackets": "[a [b] c](d.md) \\[e](f.md) [g\\]h](i.md) [j](k.md#l) [m](n.md)[o](p.md)\n",
    "a picture in a link": "[![a](b.svg)](c.md) and ![d [e](f.md)](g.svg)\n",
    "no links": "`[a](b.md)` ``[c](`d`)`` \\`[e](f.md)\\` [g] [h][i] [j] (k.md)\n\n~~~\n[l](m.md)\n~~~\n",
    "links over lines": "[a\nb](c.md) and [d](e.md\n'f')\n\n[g\n\nh](i.md)\n",
    "fences": "```text\na\n```\n\n~~~~\n```\n~~~\n~~~~\n\n- item\n\n    ```\n    b\n    ```\n\n``` \nc\n```\n",
    "indented code": "Text\n\n    code\n\n    more\n\nText\n    no code\n\n- item\n\n    a paragraph of it\n\n        code\n",
    "a box": '!!! note "Title"\n\n    - item [a](b.md)\n\n        more\n\n    | c | d |\n    |---|---|\n    | e | f |\n\nText\n',
    "tables": "| a | b |\n|---|:-:|\n| [c](d.md) | e \\| f |\n| `g` | |\n\nText | no table\n\n| h |\n|---|\n| i |\n",
    "lists": "- a\n- b\n\n    - c\n    - d\n\n1. e\n2. f\n\n* g\n\n+ h\n",
    "no lists": "a\n\n-b\n\n1.c\n\n\\- d\n\n*e*\n",
    "tags in a heading": '# <span lang="es">Español</span> (Spanish)\n\na\n',
    "a quotation": "> a [b](c.md)\n>\n> d\n\nText\n",
}


def page_of(text: str):
    """Our page, and the tokens of the oracle with their lines; each call of a macro is a word to both."""
    page = parse_page(text, "docs/a.md")
    letters = list(page.source)
    for call in page.calls:
        for at in range(call.span.start, call.span.end):
            letters[at] = "\n" if letters[at] == "\n" else "M"
    above = page.source.count("\n", 0, page.body_start) + 1
    tokens = ORACLE.parse("".join(letters)[page.body_start :])
    return page, [(one, above + one.map[0] if one.map else 0) for one in tokens]


def spoken(inline) -> str:
    parts = []
    for one in inline.children:
        if one.type == "html_inline":
            continue
        parts.append(spoken(one) if one.type == "image" else one.content)
        parts.append(" " if one.type.endswith("break") else "")
    text = re.sub(r"\s*\{:?\s*[#.][^}]*\}$", "", "".join(parts))
    return re.sub(r"M{9,}", "", re.sub(r"\s+", " ", text)).strip()


def headings(page, tokens):
    theirs = [
        (line, int(token.tag[1]), spoken(tokens[number + 1][0]))
        for number, (token, line) in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    return [(one.line, one.level, one.text) for one in page.headings], theirs


def links(page, tokens):
    theirs = []

    def walk(inline):
        for one in inline.children or ():
            if one.type == "link_open":
                theirs.append(unquote(one.attrs["href"]))
            elif one.type == "image":
                theirs.append(unquote(one.attrs["src"]))
                walk(one)

    for token, _ in tokens:
        walk(token)
    found = (one for one in page.document.links if one.kind != "html")
    return [
        unquote(one.target) for one in found if one.kind != "reference" or one.start >= 0
    ], theirs


def code(page, tokens):
    fences = [one.start + page.body_start for one in page.regions.spans if one.kind == "fence"]
    starts = sorted([*fences, *page.document.indented])
    theirs = [line for token, line in tokens if token.type in ("fence", "code_block")]
    return [page.text.position(start)[0] for start in starts], theirs


def rows(page, tokens):
    theirs, inside = [], False
    for token, line in tokens:
        if token.type in ("tbody_open", "tbody_close"):
            inside = token.type == "tbody_open"
        elif token.type == "tr_open" and inside:
            theirs.append(line)
    return [page.text.position(one.start)[0] for one in page.pieces if one.kind == "row"], theirs


def items(page, tokens):
    theirs = [line for token, line in tokens if token.type == "list_item_open"]
    return [page.text.position(one.start)[0] for one in page.pieces if one.kind == "item"], theirs


PARTS = (headings, links, code, rows, items)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
@pytest.mark.parametrize("part", PARTS)
def test_a_hard_text(text, part):
    ours, theirs = part(*page_of(text))
    assert ours == theirs


def test_every_page():
    assert len(FILES) > 60
    for file in FILES:
        both = page_of(file.read_text(encoding="utf-8"))
        for part in PARTS:
            ours, theirs = part(*both)
            assert ours == theirs, f"{file}: {part.__name__}"
