"""Projects that nobody of ours wrote: each family of what was once accused wrongly, missed or stopped.

Each case is a tiny project of our own words; `said` is all that `check` may say with the default sets.
"""

import textwrap
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.support.tiny import build, run

BIB = """\
@article{doe2020,
  author = {Doe, Jane},
  title = {Bees in towns},
  journal = {Journal of Hives},
  year = {2020},
  volume = {1},
  pages = {1--9},
  doi = {10.1000/bees.1}
}
"""
ENDING = '\n\nBees return.{{ cite("doe2020") }}\n\n{{ bibliography() }}\n'
BASE = """\
site_name: Hives
plugins:
  - search
  - macros:
      modules: [macros]
      on_error_fail: true
      on_undefined: strict
      j2_comment_start_string: "[[~~#"
      j2_comment_end_string: "#~~]]"
{plugins}
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc{extensions}]
{more}
"""
TABS = """
markdown_extensions:
  - attr_list
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds:
          case: lower
"""
MERMAID = """
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


@dataclass(frozen=True)
class Case:
    """A project. `page` is its first page; `files` are more, below the project's folder."""

    name: str
    page: str = "# Home\n\nWords."
    said: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    plugins: str = ""
    extensions: str = ""
    more: str = ""
    config: str = ""
    built: bool = False

    def write(self, root: Path) -> Path:
        """Write its files."""
        text = BASE.replace("{plugins}", textwrap.indent(self.plugins, "  "))
        text = text.replace("{extensions}", self.extensions).replace("{more}", self.more)
        page = textwrap.dedent(self.page).strip("\n") + ENDING
        if "module_name: macros" in self.config:  # the folder beside the settings
            (root / "macros").symlink_to(Path(__file__).parents[2] / "macros")
        files = {"mkdocs.yml": self.config or text, "references.bib": BIB, "docs/index.md": page}
        for name, content in {**files, **self.files}.items():
            if content:
                file = root / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(textwrap.dedent(content), encoding="utf-8")
        return root


def _config(macros: str = "", more: str = "") -> str:
    """Settings whose macros have options of their own."""
    return f"site_name: Hives\nplugins:\n  - macros:\n      modules: [macros]\n{macros}{more}\n"


OWN = """
def define_env(env):
    env.variables["keeper"] = "Ada"

    @env.macro
    def shout(words):
        return " ".join(words).upper()
"""
CASES = (
    Case("attribute lists with the recipe's settings", "# Home\n\n## Part {#part}\n\n[Up](#part)."),
    Case(
        "own macros and variables",
        '# Home\n\n{{ shout(["a", "b"]) }} {{ keeper }}',
        files={"main.py": OWN},
        config="site_name: Hives\nplugins:\n  - macros:\n      modules: [macros]\n",
        built=True,
    ),
    Case(
        "raw inside a fence",
        "# Home\n\n```yaml\n{% raw %}\na: {{ .Values.image }}\n{% endraw %}\n```",
        built=True,
    ),
    Case(
        "a page that is not rendered",
        "---\nrender_macros: false\n---\n\n# Home\n\n    {{ .Values.image }} {% helm %}",
        files={"docs/other.md": "# Other" + ENDING},
        built=True,
    ),
    Case(
        "pages are not rendered unless they say so",
        "# Home\n\n`{{ .Values.image }}`",
        files={"docs/other.md": "---\nrender_macros: true\n---\n\n# Other" + ENDING},
        config=_config("      render_by_default: false\n"),
        built=True,
    ),
    Case(
        "delimiters of its own",
        '# Home\n\nBees return.[[ cite("doe2020") ]] `{{ .Values }}`\n\n[[ bibliography() ]]',
        config=_config(
            '      j2_variable_start_string: "[["\n      j2_variable_end_string: "]]"\n'
            "      render_by_default: true\n"
        ),
        files={"docs/index.md": ""},
    ),
    Case(
        "a field named like a macro",
        "---\ntitle: Home\nbibliography: refs.bib\n---\n\n# Home",
        built=True,
    ),
    Case(
        "a data folder of its own",
        files={
            "docs/data/facts.yml": "answer: 42\n",
            "docs/data/glossary.yml": "hive: a house of bees\n",
            "docs/data/manifest.yml": "a: 1\n---\nb: 2\n",
            "docs/data/addresses.yml": "- 12 High Street\n",
        },
        built=True,
    ),
    Case(
        "a list below statements, a file with an at sign",
        "# Home\n\n{% for bee in [1, 2] %}\n{% if bee -%}\n- Bee {{ bee }}\n{% endif %}\n"
        "{% endfor %}\n\nSee [the talk](talk-bees@town.pdf).",
        files={"docs/talk-bees@town.pdf": "%PDF-1.4\n%%EOF\n"},
        built=True,
    ),
    Case(
        "text that a plug-in brings in",
        '# Home\n\n[In it](#part-of-it)\n\n{% include-markdown "part.inc" %}',
        plugins="- include-markdown",
    ),
    Case(
        "the docs folder by an environment variable",
        more="docs_dir: !ENV [NO_SUCH_VARIABLE, mydocs]",
        files={"mydocs/index.md": "# Home\n\n[gone](gone.md)" + ENDING, "docs/index.md": ""},
        said=("mydocs/index.md:3: link-dead",),
    ),
    Case(
        "the docs folder and the sources inherited",
        config="INHERIT: base.yml\n",
        files={
            "base.yml": "site_name: Hives\ndocs_dir: content\nplugins:\n  - macros:\n      modules: [macros]\nextra:\n  citations:\n    file: refs/lib.bib\n",
            "references.bib": "",
            "refs/lib.bib": BIB,
            "content/index.md": "# Home\n\n[gone](gone.md)" + ENDING,
            "docs/index.md": "",
        },
        said=("content/index.md:3: link-dead",),
    ),
    Case(
        "a whole page in raw is Markdown still",
        "{% raw %}\n# Home\n\n## Part\n\n[to it](#part), [gone](gone.md), <span>open\n{% endraw %}",
        said=("docs/index.md:6: html-unclosed", "docs/index.md:6: link-dead"),
    ),
    Case(
        "a diagram whose braces would vanish",
        '# Home\n\n```mermaid\nflowchart LR\n  A{{"A step"}} --> B\n```',
        said=("docs/index.md:5: code-braces",),
    ),
    Case(
        "tables and lists right below a tab",
        '# Home\n\n=== "One"\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n\n=== "Two"\n    - a\n    - b\n',
        config=_config(more=TABS),
    ),
    Case(
        "the anchor of a tab",
        '# Home\n\n=== "Mac OS"\n\n    Words.\n\n[There](#mac-os), [nowhere](#windows-nt)',
        config=_config(more=TABS),
        said=("docs/index.md:7: link-anchor",),
    ),
    Case(
        "snippets",
        '# Home\n\n--8<-- "parts/shared.txt"\n\n[A](#shared-heading) and [guide].',
        extensions=", pymdownx.snippets",
        files={"docs/parts/shared.txt": "## Shared heading\n\n[guide]: https://example.org/\n"},
    ),
    Case(
        "boxes of Material's",
        '# Home\n\n!!! Note "Only a title"\n\n!!! beekeeper "Words"\n\n    So.',
    ),
    Case(
        "a footnote whose label is a key",
        "# Home\n\nWords.[^doe2020]\n\n[^doe2020]: A note.",
        extensions=", footnotes",
    ),
    Case("mathematics", "# Home\n\n\\[ a^{**} + \\frac{1}{2}b^{**} = 5 \\]"),
    Case(
        "no main heading with a theme that writes it",
        "---\ntitle: Home\n---\n\nWords.",
        more="theme: {name: material}",
    ),
    Case("a heading that is underlined", "Home\n====\n\nPart\n----\n\n[to it](#part)"),
    Case(
        "headings that begin lower",
        "# Home\n\n# Second\n\n[to it](#second)",
        config=_config(more="markdown_extensions:\n  - toc:\n      baselevel: 2\n"),
    ),
    Case(
        "another separator",
        "# Home\n\n## My first part\n\n[to it](#my_first_part), [not](#my-first-part)",
        config=_config(more="markdown_extensions:\n  - toc:\n      separator: _\n"),
        said=("docs/index.md:5: link-anchor",),
    ),
    Case(
        "other slugs",
        "# Home\n\n## Überblick für alle\n\n[to it](#überblick-für-alle)",
        config=_config(
            more="markdown_extensions:\n  - toc:\n"
            "      slugify: !!python/name:markdown.extensions.toc.slugify_unicode\n"
        ),
    ),
    Case(
        "a block of raw HTML",
        "# Home\n\n<div>\n<table>\n  <thead>\n    <tr>\n<th>a</th>\n    </tr>\n  </thead>\n</table>\n</div>",
    ),
    Case("HTML that is escaped", "# Home\n\nWrite \\<label> or \\<value>."),
    Case("a bold star", "# Home\n\n**x\\*** and **\\*** are stars."),
    Case("callouts", "# Home\n\n> [!INFO] Word\n> Words.", plugins="- callouts"),
    Case("a link that begins with add", "# Home\n\n[add it]\n\n[add it]: https://example.org/add"),
    Case("a host with proxy in its name", "# Home\n\n[it](https://oauth2-proxy.example.org/a)"),
    Case("names that look like units", "# Home\n\nAI/ML by ISO 27001 on port 33306, slice 1g."),
    Case("a link whose words are code", "# Home\n\n[`<service>`](https://example.org/s)"),
    Case("tabs in a table", "# Home\n\n| a\t| b |\n|---|---|\n| 1 | 2\t|"),
    Case("a listing in pre", "# Home\n\n<pre>\ntotal 3G\n-rw-r--r-- 1 a\n-rw-r--r-- 2 b\n</pre>"),
    Case(
        "an automatic anchor beside one that is given",
        "# Home\n\n## Bees\n\nA.\n\n## More {: #bees }\n\n[to the second](#bees)",
    ),
    Case(
        "a document to take away",
        "# Home\n\n[Form](form.docx)",
        files={"docs/form.docx": "PK"},
    ),
    Case("this computer, in instructions", "# Home\n\nOpen [it](http://localhost:8000)."),
    Case(
        "from the root of a site at its host's root",
        "# Home\n\n[a](/other/) ![A hive](/pic.svg)",
        more="site_url: https://example.org/",
        files={"docs/other.md": "# Other\n\n[Home](index.md)\n", "docs/pic.svg": "<svg/>"},
    ),
    Case("links that a plug-in finds", "# Home\n\n[a](other.md)", plugins="- autolinks"),
    Case(
        "addresses that become links",
        "# Home\n\nSee https://example.org/start now.",
        extensions=", pymdownx.magiclink",
    ),
    Case(
        "pages in languages",
        plugins="- i18n",
        files={
            "docs/index.en.md": "# Home\n\n[a](other.md)" + ENDING,
            "docs/other.en.md": "# Other\n\n[Home](index.md)\n",
            "docs/index.md": "",
        },
    ),
    Case(
        "a menu of globs",
        plugins="- awesome-pages",
        more='nav:\n  - index.md\n  - "... | guide/*.md"',
        files={"docs/guide/a.md": "# A\n\nWords.\n"},
    ),
    Case(
        "a menu in a page",
        plugins="- literate-nav",
        files={
            "docs/SUMMARY.md": "* [Home](index.md)\n* [More](more/)\n",
            "docs/more/b.md": "# B\n\nB.\n",
        },
    ),
    Case(
        "a project in the project",
        plugins="- monorepo",
        more='nav:\n  - index.md\n  - One: "!include ./one/mkdocs.yml"',
    ),
    Case(
        "a blog",
        more="theme: {name: material}",
        plugins="- blog",
        files={
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/.authors.yml": "authors:\n  ada:\n    name: Ada\n    description: A\n    avatar: a.png\n",
            "docs/blog/posts/first.md": "---\ndate: 2026-01-02\nauthors: [ada]\ndraft: false\n---\n\n# First\n\nA.\n",
        },
    ),
    Case(
        "labels that are made elsewhere",
        "# Home\n\n[there][other-part], [x][]",
        plugins="- autorefs",
    ),
    Case(
        "pages that are left out",
        more="exclude_docs: drafts/",
        files={"docs/drafts/d.md": "# D\n\n[gone](gone.md)\n"},
    ),
    Case(
        "other endings of pages",
        "# Home\n\n[a](a.markdown)",
        files={"docs/a.markdown": "# A\n\n[gone](gone.md)\n"},
        said=("docs/a.markdown:3: link-dead",),
    ),
    Case(
        "a pattern", "# Home\n\nThe class `x` or [^abc] takes the others.", extensions=", footnotes"
    ),
    Case("a comment as a label", "# Home\n\n[comment]: <> (A remark.)\n\nWords."),
    Case(
        "another program's braces on a page without ours",
        files={"docs/other.md": "# Other\n\n`${{ secrets.KEY }}` {{ .Values.a }} {% helm %}\n"},
        built=True,
    ),
    Case(
        "no sources yet",
        files={"references.bib": "", "docs/index.md": "# Home\n\nWords.\n"},
        built=True,
    ),
    Case(
        "an index of brackets",
        "# Home\n\nThe cell a[i][j], [is][are] and [@a][@b] are no links, nor is [one][two][three].\n\n"
        "<table><tr><td>\nmap[string][]int and [words here][label]\n</td></tr></table>",
    ),
    Case(
        "a menu whose titles are environment variables",
        more="nav:\n  - !ENV [HIVES_HOME, Home]: index.md\n  - !ENV [HIVES_MORE, More]:\n      - b.md\n",
        files={"docs/b.md": "# B\n\nB.\n"},
    ),
    Case(
        "a home page outside the menu",
        more="nav:\n  - b.md\n",
        files={"docs/b.md": "# B\n\nB.\n"},
    ),
    Case(
        "a heading that ends in an emoji",
        "# Home\n\n## Bees of `Kent` :sun:\n\n[to it](#bees-of-kent)",
        extensions=", pymdownx.emoji",
    ),
    Case(
        "images that Git keeps elsewhere",
        "# Home\n\n![A hive](hive.png)\n\n[the broken one](broken.png)",
        files={
            "docs/hive.png": "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n",
            "docs/broken.png": "PNG without its sign",
        },
    ),
    Case(
        "hosts that are typed and not followed",
        "# Home\n\nOpen http://hive.docker.localhost/ or https://www.example.com, or `x`:\n"
        "`http://10.0.0.1`, http://10.0.0.1/a, www.example.com and http://<host>/.",
        said=("docs/index.md:4: html-unknown",),
    ),
    Case(
        "formulas on rows of their own",
        "# Home\n\n$$\na = b\n- c[i](d_3)\n+ e **\n$$\n\n\\[\na\n- b\n\\]",
    ),
    Case(
        "options of mkdocstrings in a box",
        '# Home\n\n!!! note "Bees"\n\n    ::: hive.Bee\n        options:\n            members:\n'
        "                - fly\n                - rest\n\nSee:\n- one\n- two",
        said=("docs/index.md:12: list-blank-line",),
    ),
    Case(
        "a box that says since when",
        '# Home\n\n!!! tip "Added in version 0.5"\n\nWords.\n\n!!! tip "Careful"\n\nWords.',
        said=("docs/index.md:9: box-indent",),
    ),
    Case(
        "parts that pages take in",
        '# Home\n\n--8<-- "docs/parts/open.md"\n\nWords.\n\n--8<-- "docs/parts/close.md"',
        extensions=", pymdownx.snippets",
        more="nav:\n  - index.md\n",
        files={"docs/parts/open.md": "<div>\n", "docs/parts/close.md": "</div>\n"},
    ),
    Case(
        "an escaped end of a tag",
        "# Home\n\n## Is it <another hive\\>?\n\nYou are <keeper name\\>.",
    ),
    Case(
        "a page that begins with a rule",
        files={"docs/part.md": "---\n\n!!! note\n\n    Words.\n"},
    ),
    Case(
        "an address that is filled in",
        "# Home\n\n[Newest]({{ keeper }}.md), [own]({{ config.site_url }})",
        files={"main.py": OWN},
        config="site_name: Hives\nplugins:\n  - macros:\n      modules: [macros]\n",
    ),
    Case("an address that a script reads", "# Home\n\n[Sign in](#/portal)"),
    Case(
        "an element whose end is misspelt, and one without its stroke",
        "# Home\n\nA <strike>word<strile>.\n\nA <span>word<span>.",
        said=("docs/index.md:3: html-unknown", "docs/index.md:5: html-unclosed"),
    ),
    Case(
        "a macro of its own that is given paragraphs",
        '# Home\n\n{{\nshout([\n"""\nBees, \\"many\\" of them.\n\nAnd one row more.\n"""\n])\n}}\n\n'
        "{{ keeper is defined and 'a\nb' ~ keeper }}\n\n{# ### [Gone](gone.md)\n\n- <div>\n#}",
        files={"main.py": OWN},
        config=_config(),
        built=True,
    ),
    Case(
        "macros that another plug-in brings",
        "# Home\n\n{{ read_hive('hive.csv') }}",
        plugins="- hive-reader",
    ),
    Case(
        "words between braces in a program that is shown, and fields that stand twice",
        "# Home\n\nWords.",
        said=("docs/part.md:4: meta-twice",),
        files={
            "docs/part.md": "---\ntitle: A\ndate: 2026-01-01\ntitle: B\n---\n\n# B\n\n```\n"
            "{% for example in hives %}\n{{ example }} {{ input }}\n{% endfor %}\n```\n"
        },
        built=True,
    ),
    Case(
        "HTML as browsers read it",
        '# Home\n\n<img src="a.svg", alt="A hive" width="9"/>\n\n<div class="clear"/></div>\n\n'
        "<h1>Bees</h2>\n",
        said=("docs/index.md:7: html-stray",),
        files={"docs/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'},
    ),
    Case(
        "options of mkdocstrings that look like marks",
        '# Home\n\nA.[^1]\n\n::: hive.Bee\n    options:\n      filters:\n        - "!^_[^_]"\n\n[^1]: B.',
        extensions=", footnotes",
    ),
    Case(
        "code where no lists of terms are known",
        "# Home\n\n`hive`\n:   It has this structure:\n\n    bees\n     \\-- value: <type>[n][m]\n"
        "     \\-- a: Bee[one][]",
    ),
    Case(
        "code that is indented, and a paragraph that is",
        "# Home\n\n- `hive`\n\n        Hive(\n            bees=1)\n\nRun:\n\n    AdcParam 7, Multiplier\n\n"
        "So:\n\n    Keep their number near you.",
        said=("docs/index.md:14: text-code",),
    ),
    Case(
        "addresses with stars, with spaces and in two rows",
        "# Home\n\nIt [flies](https://example.org/#f%28*a,**b%29-m) to **the** [hive](https://example.org/\n"
        "hive), and to [a file](a%20b.md).",
        files={"docs/a b.md": "# A\n"},
    ),
    Case(
        "boxes whose title is all they say",
        '# Home\n\n!!! tip "Feed `them` with sugar in autumn"\n\nWords.\n\n!!! tip "Feed `it`"\n\nWords.',
        said=("docs/index.md:9: box-indent",),
    ),
    Case(
        "pages that addresses of the finished site reach",
        "# Home\n\n[One](one) and [two](two/#part).",
        said=(
            "docs/index.md:3: link-built",
            "docs/index.md:3: link-built",
            "docs/three.md:1: page-orphan",
        ),
        files={
            "docs/one.md": "# One\n",
            "docs/two.md": "# Two\n\n## Part\n",
            "docs/three.md": "# 3\n",
        },
        more="nav: [index.md]",
    ),
    Case(
        "rows that end with a break",
        '# Home\n\n\u2014 A: "Bees?"<br/>\n\u2014 B: "Many."<br/>\n\u2014 A: "So?"',
    ),
    Case(
        "a project whose own braces are shown",
        "# Home\n\nWords.",
        config=_config().replace("modules: [macros]", "module_name: macros"),
        files={
            "docs/part.md": '# Part\n\n{{ render("x") }} {{ title }}\n\n```\n{{"*.html"}} {% if %}\n```\n'
        },
        built=True,
    ),
    Case(
        "what stands in boxes and lists of terms",
        '# Home\n\n??? "More"\n\n    [//]: # (the <hive> of [x][y])\n    See [there][one].\n\n'
        "    [one]: https://example.org/\n\nHive\n\n:   | A | B |\n    |---|---|\n    | 1 | 2 |\n\n"
        "Wax\n\n:   !!! note\n\n        Words.\n\nBee\n\n:   - One.\n- Two.\n\nU+FFFD (\ufffd) stands for what is lost.",
        extensions=", def_list, pymdownx.details",
    ),
    Case(
        "drawings that Git keeps elsewhere",
        "# Home\n\n![A hive](hive.svg)",
        files={
            "docs/hive.svg": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
        },
    ),
    Case(
        "this package among the pages",
        said=("./macros:1: file-outside",),  # a link, for the test
        files={"docs/index.md": "", "index.md": "# Home\n\nWords."},
        config="docs_dir: .\n" + _config().replace("modules: [macros]", "module_name: macros"),
    ),
    Case(
        "stars, code and addresses in tables",
        "# Home\n\n| A `b | B |\n|---|---|\n| 1** | `<hive>` |\n| c | `<bee>` |\n\n** a note\n\n"
        "<table><tr><td><code>bees:\n- one\n- two</code></td></tr></table>",
        said=("docs/part.md:3: image-dead", "docs/part.md:3: link-built"),
        files={
            "docs/part.md": '# Part\n\n[A](./bees-1.5) <img src="../away.png" alt="A">\n',
            "docs/bees-1.5.md": "# Bees\n",
        },
    ),
    Case(
        "output of programs",
        "# Home\n\nIt says:\n\n    Done 844 in 13 per second - Rank 26 ETA (seconds): 7\n\nOr:\n\n"
        "    Number of bees: 75",
    ),
    Case(
        "lists two spaces deep, and a block of an extension that nobody knows",
        '# Home\n\n- bees\n  - drones\n\n+++ 3.1 "New"\n    A first text.\n\n'
        "    To keep the hive dry, a lid has been added to it and should be closed.",
        extensions=", mdx_truly_sane_lists",
    ),
    Case(
        "a site's own folder, other folders of its host, and tags without quotes",
        "# Home\n\n[Part](/hives/part/) <img src=hive.svg?a=true/>\n\n"
        "See https://example.org/wasps/a.html or https://example.org/hives-2/.\n\n"
        "!!! notice\n    Words.",
        said=("docs/index.md:5: link-bare", "docs/index.md:5: link-bare"),
        files={"docs/part.md": "# Part\n", "docs/hive.svg": "<svg/>"},
        config="site_url: https://example.org/hives/\n" + _config(),
    ),
    Case(
        "a part that two pages take in, and a menu with a section of a built page",
        '# Home\n\n--8<-- "docs/parts/one.md"',
        files={"docs/parts/one.md": "See [far](far.md#far).\n", "docs/far.md": "# Far\n"},
        extensions=", pymdownx.snippets",
        said=("mkdocs.yml:13: nav-missing",),  # MkDocs warns of it, too
        more="use_directory_urls: false\nnav: [index.md, Far: far.html#far]",
    ),
    Case(
        "headings that a loop of the project prints",
        "# Home\n\n[Two](#two)\n\n{% for one in ['two'] %}\n## {{ one }}\n{% endfor %}",
        files={"main.py": "def define_env(env):\n    pass\n"},
    ),
    Case(
        "sections that nobody meant",
        "# Home\n\n[a](#jobs_root) [b](#jobs_root) [c](#add-a-db-cluster)\n\n"
        "## NEST_ROOT\n\n## Add a bee cluster\n\n## Sugar\n\n[d](#Sugar) [e](#Sugar)",
        said=tuple(f"docs/index.md:{line}: link-anchor" for line in (3, 3, 3, 11, 11)),
    ),
    Case(
        "an empty cell at the end, a folder's stroke behind a page, and an address to fill in",
        "# Home\n\n| A | B |\n|---|---|\n| 1 | 2 |   |\n| 1 | 2 | 3 |\n\n[P](./part.md/#sugar)\n\n"
        "Copy https://hives.org/tiles.xml?api=[YourKeyHere] into it.",
        said=("docs/index.md:6: table-cells",),
        files={"docs/part.md": "# Part\n\n## Sugar\n"},
    ),
    Case(
        "an equation between words",
        "# Home\n\nWe solve\n\\begin{align}\n  a\n  + b\n\\end{align}\nfor b.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_check_says_what_is_true_and_nothing_else(case: Case, tmp_path: Path) -> None:
    case.write(tmp_path)
    if case.name == "delimiters of its own":
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/index.md").write_text(case.page + "\n")
    found = all_diagnostics(load_project(tmp_path))
    places = [f"{one.path}:{one.line}: {one.rule}" for one in found if one.rule != "bib-uncited"]
    assert sorted(places) == sorted(case.said), [str(one) for one in found]


@pytest.mark.parametrize("case", [case for case in CASES if case.built], ids=lambda case: case.name)
def test_what_the_engine_builds_is_built(case: Case, tmp_path: Path) -> None:
    built = build(case.write(tmp_path))
    assert built.code == 0, built.said


def test_a_folder_that_is_linked_is_read(tmp_path: Path) -> None:
    Case("links", "# Home\n\n[a](sub/inner.md)").write(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/inner.md").write_text("# Inner\n\n[gone](gone.md)\n")
    (tmp_path / "docs/sub").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "docs/again").symlink_to(tmp_path / "docs")
    found = [one for one in all_diagnostics(load_project(tmp_path)) if one.rule == "link-dead"]
    assert [(one.path, one.line) for one in found] == [("docs/sub/inner.md", 3)]


def test_a_link_into_the_repository_is_no_link_out_of_it(tmp_path: Path) -> None:
    Case("site").write(tmp_path / "site")
    (tmp_path / ".git").mkdir()
    (tmp_path / "GUIDE.md").write_text("# Guide\n")
    (tmp_path / "site/docs/guide.md").symlink_to(tmp_path / "GUIDE.md")
    (tmp_path / "site/docs/config.md").symlink_to(tmp_path / ".git")
    found = all_diagnostics(load_project(tmp_path / "site"))
    assert [one.path for one in found if one.rule == "file-outside"] == ["docs/config.md"]


def test_a_fix_keeps_the_words_of_a_title_and_the_scheme_of_an_address(tmp_path: Path) -> None:
    Case("fix", "# A\n\n!!! Prepare Hives\n    Wax.\n\n[B](http://http://bees.org/)").write(
        tmp_path
    )
    run(tmp_path, "-m", "macros", "check", "--fix")
    page = (tmp_path / "docs/index.md").read_text()
    assert '!!! note "Prepare Hives"' in page and "](http://bees.org/)" in page


def test_settings_in_mkdocs_yaml_are_read(tmp_path: Path) -> None:
    Case("yaml").write(tmp_path)
    (tmp_path / "mkdocs.yml").rename(tmp_path / "mkdocs.yaml")
    assert all_diagnostics(load_project(tmp_path)) == []


def test_a_check_that_read_nothing_says_so_and_fails(tmp_path: Path) -> None:
    Case("empty", more="docs_dir: elsewhere").write(tmp_path)
    said = run(tmp_path, "-m", "macros", "check")
    assert said.returncode == 2 and "no page was read" in said.stderr


def test_several_files_of_sources_are_read(tmp_path: Path) -> None:
    Case("two", more="extra:\n  citations:\n    file: [references.bib, more]").write(tmp_path)
    (tmp_path / "more").mkdir()
    other = BIB.replace("doe2020", "roe2021").replace("bees.1", "bees.2").replace("{2020}", "2021}")
    (tmp_path / "more/b.bib").write_text(f"% ours\n{other}")
    found = [one for one in all_diagnostics(load_project(tmp_path)) if one.severity == "error"]
    assert [(one.path, one.rule) for one in found] == [("more/b.bib", "bib-quote")] or all(
        one.path == "more/b.bib" for one in found
    )
    (tmp_path / "more/b.bib").write_text(other.replace("year = 2021}", "year = {2021}"))
    (tmp_path / "docs/b.md").write_text('# B\n\nSo.{{ cite("roe2021") }}\n\n{{ bibliography() }}\n')
    assert all_diagnostics(load_project(tmp_path)) == []


def test_what_a_hook_fails_with_is_shown_as_mkdocs_shows_it(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\nBees.\n")
    (tmp_path / "hook.py").write_text("def on_pre_build(config):\n    open('no-such-file')\n")
    (tmp_path / "mkdocs.yml").write_text(_config() + "hooks: [hook.py]\n")
    said = build(tmp_path).said
    assert "hook.py" in said and "make room" not in said
