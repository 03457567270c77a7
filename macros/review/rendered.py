"""What a built page shows: the words that a reader sees, in their order, and what each mark cites.

The source alone can't say what a browser will show of it. Left out are what no reader sees
(`hidden`, deleted, scripts, templates, styled away), the numbers of citations, back-links and
badges, and the printed references, whose identity the review of the source holds.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .substance import PUNCTUATION, tokens

# Never shown, or not the page's own text.
LEFT_OUT = (
    "script, style, template, noscript, head, del, s, strike, [hidden], dialog, object, "
    "section.bibliography, ol.references, .ref-back, .headerlink, .differ-kind"
)
OF_THEME = (
    "nav, [aria-hidden=true], .page-facts, .md-source-file, .page-reviewed, .page-unreviewed, "
    ".page-overdue"
)
STYLED_AWAY = re.compile(
    (
        r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|"
        r"opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*0(?![.\d])|"
        r"(?:left|top|text-indent)\s*:\s*-\d{3,}|clip(?:-path)?\s*:|(?:max-)?(?:height|"
        r"width)\s*:\s*0(?![.\d])"
    ),
    re.IGNORECASE,
)


def rendered_words(html: str) -> list[str]:
    """The words and signs that the article of a whole page shows, and ⟦cite KEY⟧ for each mark."""
    tree = LexborHTMLParser(html)
    return _words(tree.css_first("article") or tree.body, f"{LEFT_OUT}, {OF_THEME}")


def content_words(html: str) -> list[str]:
    """The same of what Markdown and the macros made of a page, before the theme is put round it."""
    return _words(LexborHTMLParser(html).body, LEFT_OUT)


def _words(body: LexborNode | None, left_out: str) -> list[str]:
    if body is None:
        return []
    for node in body.css("[style]"):
        if STYLED_AWAY.search(node.attributes.get("style") or ""):
            node.decompose()
    for node in body.css(left_out):
        node.decompose()
    for mark in body.css("sup.cite"):
        keys = (mark.attributes.get("data-cite") or "").split()
        keys = keys or [_key(link) for link in mark.css("a[href]")]
        mark.replace_with(" ".join(["", *(f"⟦cite {key}⟧" for key in keys if key), ""]))
    for image in body.css("img"):
        image.replace_with(f" {image.attributes.get('alt') or ''} ")
    for listed in body.css("ol[start] > li:first-child"):
        start = listed.parent.attributes.get("start") if listed.parent else ""
        listed.insert_before(f" ⟦from {start}⟧ ")
    return [word for word in tokens(_escaped(body.text(separator=" "))) if word not in PUNCTUATION]


def _key(link: LexborNode) -> str:
    return (link.attributes.get("href") or "").rpartition("#ref-")[2]


def _escaped(text: str) -> str:
    """Shown text is no mark-up: what looks like a tag or a template in it is words."""
    return re.sub(r"([<{])", r" \1 ", text)
