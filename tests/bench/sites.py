"""The synthetic sites that are measured: the same words and citations, in the form of each tool."""

import random
import re
from pathlib import Path

WORDS = "port vein needle flush lock chamber catheter blood clot team nurse saline heparin days weeks study people adults risk rate".split()
CONFIG = """\
site_name: Bench
theme: material
plugins:
  - search
{plugins}
markdown_extensions: [attr_list, md_in_html, tables, toc, footnotes]
extra:
  citations: {{file: references.bib, style: ama}}
hooks: [{hooks}]
"""
# Keeps what a plugin has made of each page's Markdown.
KEEP = """\
from pathlib import Path


def on_page_markdown(markdown, page, **_):
    Path(__file__).with_name("kept").joinpath(page.file.src_uri).write_text(markdown, encoding="utf-8")
"""
MACROS = '  - macros: {modules: [%s], on_error_fail: true, on_undefined: strict, j2_comment_start_string: "[[~~#", j2_comment_end_string: "#~~]]"}\n'


def bibliography(sources: int, seed: int = 1) -> str:
    """A .bib file of invented articles."""
    chance = random.Random(seed)
    entries = []
    for number in range(sources):
        names = " and ".join(
            f"{chance.choice('ABCDEFGH')}uthor{number}{letter}, {chance.choice('ABCDEFGH')}nna"
            for letter in "abcd"[: 1 + number % 4]
        )
        title = " ".join(chance.choice(WORDS) for _ in range(10)).capitalize()
        entries.append(
            f"@article{{key{number},\n  author = {{{names}}},\n  title = {{{title}}},\n  journal = {{Journal of Ports}},\n  year = {{{1990 + number % 36}}},\n"
            f"  volume = {{{number % 90}}},\n  number = {{{number % 12}}},\n  pages = {{{number}--{number + 9}}},\n  doi = {{10.1000/{number}}},\n  pmid = {{{10_000_000 + number}}},\n  evidence = {{cohort}}\n}}\n"
        )
    return "\n".join(entries)


def pages(
    count: int,
    sources: int,
    citations: int,
    cite,
    end: str,
    heading=lambda level, text: f"{'#' * level} {text}",
    seed: int = 2,
) -> dict[str, str]:
    """Pages of the same words for each tool; `cite` writes one citation, `end` what prints the list."""
    chance = random.Random(seed)
    each = citations // count
    found = {}
    for number in range(count):
        parts = [heading(1, f"Page {number}")]
        for place in range(each):
            if place % 5 == 0:
                parts.append(heading(2, f"Section {place // 5}"))
            words = " ".join(chance.choice(WORDS) for _ in range(40)).capitalize()
            parts.append(f"{words}.{cite(f'key{chance.randrange(sources)}')}")
        found[f"p{number}"] = "\n\n".join(parts) + f"\n\n{end}\n"
    return found


LINKED = (
    'Bees return to the hive before dark, and a [page](p{}.md#part-{}) says so.{{{{ cite("moss2021cava") }}}} '
    "See [gone](gone{}.md), [it](../x/p{}.md) and [no](p{}.md#nothing-{}).\n\n"
)


def linked(pages: int, paragraphs: int) -> dict[str, str]:
    """Pages of sections that link to one another, half of them in vain: what `check` has most to do with."""
    texts = {}
    for number in range(pages):
        body = "".join(
            f"## Part {part}\n\n" + LINKED.format(*([(number + part) % pages, part] * 3))
            for part in range(paragraphs)
        )
        texts[f"p{number}.md"] = f"# Page {number}\n\n{body}{{{{ bibliography() }}}}\n"
    return texts


def write_mkdocs(
    folder: Path, plugins: str, texts: dict[str, str], bib: str, hooks: str = ""
) -> Path:
    """A MkDocs project with the theme Material."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        CONFIG.format(plugins=plugins, hooks=hooks), encoding="utf-8"
    )
    (folder / "references.bib").write_text(bib, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Bench\n", encoding="utf-8")
    for name, text in texts.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


SHORT = (
    "<sup>1</sup>",
    "<ol><li>Author A. A title of some words. Journal. 2020;1(2):3-4.</li></ol>",
)


def write_constants(folder: Path, built: Path | None = None) -> None:
    """A macros module whose `cite` and `bibliography` print constants: as long as ours on average, or short ones."""
    if built is None:
        _write_constants(folder, *SHORT)
        return
    marks, lists = [], []
    for path in sorted(built.glob("p*/index.html")):
        html = path.read_text(encoding="utf-8")
        marks += re.findall(r'<sup class="cite".*?</sup>', html)
        lists += re.findall(r'<section class="bibliography".*?</section>', html, re.S)
    mark, listed = (
        min(texts, key=lambda text, mean=sum(map(len, texts)) / len(texts): abs(len(text) - mean))
        for texts in (marks, lists)
    )
    _write_constants(folder, mark, listed)


def _write_constants(folder: Path, mark: str, listed: str) -> None:
    (folder / "constants.py").write_text(
        f"MARK = {mark!r}\nLIST = {listed!r}\n"
        "def define_env(env):\n    env.macro(lambda *keys: MARK, 'cite')\n    env.macro(lambda: LIST, 'bibliography')\n",
        encoding="utf-8",
    )


def write_sphinx(folder: Path, texts: dict[str, str], bib: str) -> Path:
    """A Sphinx project with sphinxcontrib-bibtex, a list for each page."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(
        "project = 'Bench'\nextensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['references.bib']\nhtml_theme = 'basic'\nsuppress_warnings = ['bibtex.duplicate_citation', 'bibtex.duplicate_label', 'toc']\n",
        encoding="utf-8",
    )
    (folder / "references.bib").write_text(bib, encoding="utf-8")
    names = "\n".join(f"   {name}" for name in texts)
    (folder / "index.rst").write_text(
        f"Bench\n=====\n\n.. toctree::\n\n{names}\n", encoding="utf-8"
    )
    for name, text in texts.items():
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")
    return folder
