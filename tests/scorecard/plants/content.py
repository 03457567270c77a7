"""What a page must hold, and what Markdown would swallow or flatten."""

from tests.scorecard.plant import add, before_references, clean, fault, swap

FLUSH, FEVER, INDEX = "docs/clinicians/flushing.md", "docs/patients/fever.md", "docs/index.md"
NOW, TEAM, TODAY, NEXT = (
    '!!! call-now "Call 999, 112 or 911 now"\n\n    - Chest pain.',
    '!!! call-team-now "Phone your team now, day or night"\n\n    - Shivering.',
    '!!! call-today "Phone your team today"\n\n    - Fever.',
    '!!! ask-next "Ask at your next visit"\n\n    - Sport.',
)


def text(new: str):
    """A paragraph on the fever page."""
    return before_references(FEVER, new)


def boxes(*parts: str):
    """Boxes on the fever page."""
    return text("\n\n".join(parts))


PLANTS = (
    fault("placeholder", "TODO", text("▸TODO: ask the pharmacist.")),
    fault("placeholder", "citation needed", text("▸Rest helps [citation needed].")),
    fault("placeholder", "lorem ipsum", text("▸Lorem ipsum dolor sit amet.")),
    fault(
        "placeholder",
        "a template's comment",
        text("▸<!-- template: write what the reader should do -->"),
    ),
    fault("placeholder", "pointed brackets", text("▸Call <insert number> at night.")),
    fault("placeholder", "square brackets", text("▸Call [insert number] at night.")),
    fault("placeholder", "an amount", text('▸Drink XX mL.{{ cite("clinic2024fever") }}')),
    fault("placeholder", "question marks", text("▸Call the ward ??? at night.")),
    fault(
        "placeholder",
        "in the summary",
        swap(FEVER, "summary: What people", "▸summary: TBD what people"),
    ),
    clean(
        "placeholder",
        "in code, in lower case, a folded box, a link",
        text(
            'Things to do: `TODO` and a [your card](../index.md).\n\n??? note "More"\n\n    Rest.\n\n<!-- checked with the ward -->'
        ),
    ),
    fault("section-empty", "nothing before the next", text("▸## At night\n\n## By day\n\nCall.")),
    fault("section-empty", "nothing to the end", add(FEVER, "\n▸## At night\n")),
    clean("section-empty", "a part of its own", text("## At night\n\n### At home\n\nCall.")),
    fault(
        "box-missing",
        "red flags",
        swap(
            FLUSH,
            '!!! red-flag "Red flags"\n\n    - Pain or swelling during a flush: stop.{{ cite("onco2022guideline") }}\n',
            "",
        ),
        at=f"{FLUSH}:11",
    ),
    fault(
        "box-missing",
        "local policy renamed to a note",
        swap(FLUSH, '!!! local "What', '!!! note "What'),
        at=f"{FLUSH}:11",
    ),
    fault("box-missing", "no call now", boxes("▸" + TEAM, TODAY, NEXT)),
    fault("box-missing", "no call today", boxes("▸" + NOW, TEAM, NEXT)),
    fault("box-missing", "no team now", boxes("▸" + NOW, TODAY, NEXT)),
    clean("box-missing", "all of them", boxes(NOW, TEAM, TODAY, NEXT)),
    clean("box-missing", "the next visit alone", boxes(NEXT)),
    fault("box-unknown", "plural", swap(FLUSH, "!!! red-flag ", "▸!!! red-flags "), mends=True),
    fault(
        "box-unknown",
        "a letter missing",
        boxes("▸" + NOW.replace("call-now", "call-nw"), TEAM, TODAY, NEXT),
        mends=True,
    ),
    clean(
        "box-unknown",
        "a kind of its own, and a capital",
        text('!!! zebra "More"\n\n    Rest.\n\n!!! Note\n\n    Rest.'),
    ),
    clean("box-unknown", "folded, with a class", text('??? note inline "More"\n\n    Rest.')),
    fault(
        "box-title",
        "other words",
        boxes("▸" + NOW.replace("Call 999, 112 or 911 now", "Emergency"), TEAM, TODAY, NEXT),
        mends=True,
    ),
    fault(
        "box-title", "none", boxes(NOW, TEAM, "▸!!! call-today\n\n    - Fever.", NEXT), mends=True
    ),
    clean("box-title", "another box's own words", swap(FLUSH, '"Red flags"', '"Stop first"')),
    fault("box-order", "today before now", boxes(TODAY, "▸" + NOW, TEAM, NEXT)),
    fault("box-order", "the next visit first", boxes(NEXT, "▸" + NOW, TEAM, TODAY)),
    clean(
        "box-order",
        "a new section",
        boxes(NOW, TEAM, TODAY, NEXT, "## At night", NOW.replace("Chest pain", "Choking")),
    ),
    fault("box-indent", "not at all", text('!!! note "More"\n\n▸Rest.')),
    fault("box-indent", "two spaces", text('!!! note "More"\n\n▸  Rest.')),
    fault("box-indent", "nothing below", text("▸!!! note"), besides=["section-empty"]),
    clean("box-indent", "a title that says it all", text('!!! note "Rest is all that helps"')),
    clean(
        "box-indent",
        "in a list, with a tab",
        text('- One\n\n    !!! note "More"\n\n        Rest.\n\n!!! note "Then"\n\tRest.'),
    ),
    clean(
        "box-indent",
        "a whole sentence for a title, and code below",
        text('!!! note "This takes a minute."\n\nRest.\n\n!!! note "Type"\n\n```\nrest\n```'),
    ),
    fault("box-indent", "a sentence right above", text('!!! note "Rest now."\n▸Rest.')),
    fault("list-blank-line", "points", text("Look for:\n▸- redness\n- swelling")),
    fault("list-blank-line", "numbers", text("Do this:\n▸1. stop\n2. call")),
    clean(
        "list-blank-line",
        "right, and a hyphen in a sentence",
        text("Look for:\n\n- redness\n- swelling\n  that stays\n- heat\n\nNot so\n-- or so."),
    ),
    fault("list-indent", "two spaces", text("- port\n▸  - needle\n- tube"), mends=True),
    fault(
        "list-indent", "three, below a number", text("1. port\n▸   - needle\n2. tube"), mends=True
    ),
    clean(
        "list-indent",
        "four, and text below a point",
        text("- port\n    - needle\n\n      as above\n- tube\n  and more"),
    ),
    fault("table-blank-line", "after a sentence", text("See:\n▸| A | B |\n|---|---|\n| c | d |")),
    fault("table-blank-line", "after a point", text("- See:\n▸| A | B |\n|---|---|\n| c | d |")),
    clean(
        "table-blank-line",
        "right",
        text("See:\n\n| A | B |\n|---|---|\n| c | d |\n\n    | A | B |"),
    ),
    fault("table-cells", "one too many", text("| A | B |\n|---|---|\n▸| c | d | e |")),
    fault("table-cells", "a part missing below the header", text("| A | B |\n▸|---|\n| c | d |")),
    clean(
        "table-cells",
        "an escaped stroke, a stroke in code, fewer cells",
        text("| A | B |\n|:--|--:|\n| c \\| d | e |\n| `f|g` | h |\n| i |"),
    ),
    fault(
        "fence-open",
        "three",
        swap(FEVER, "## References", "▸```\n\nexample\n\n## References"),
        besides=["cite-in-code", "bibliography-missing"],
    ),
    fault("fence-open", "other signs", add(INDEX, "\n▸~~~ text\n\nexample\n```\n")),
    clean("fence-open", "a longer fence around a fence", text("````\n```\nexample\n```\n````")),
    fault("comment-open", "never closed", add(INDEX, "\n▸<!-- a remark\n")),
    fault("comment-open", "closed with one hyphen", add(INDEX, "\n▸<!-- a remark ->\n")),
    fault(
        "comment-open",
        "above all that cites",
        swap(FEVER, "Call your team at", "▸<!-- a remark\n\nCall your team at"),
    ),
    fault("comment-open", "dashes", add(INDEX, "\n▸<!— a remark —>\n"), mends=True),
    fault("comment-open", "another program's", add(INDEX, "\n▸{# a remark #}\n"), mends=True),
    clean("comment-open", "over two lines", text("<!-- a\nremark -->")),
    fault("references-missing", "no heading", swap(FLUSH, "## References\n\n{{ bib", "▸{{ bib")),
    fault(
        "references-missing",
        "another heading",
        swap(FLUSH, "## References\n\n{{ bib", "## Wherefrom\n\n▸{{ bib"),
    ),
    clean("references-missing", "a patients' page without", swap(FEVER, "## References\n\n", "")),
)
