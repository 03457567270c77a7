"""What people's hands do: phones and word processors, half-renamed things, one cause that was told in several places."""

from tests.scorecard.plant import before_references, clean, fault, swap, write

FEVER, FLUSH, BIB, FACTS = (
    "docs/patients/fever.md",
    "docs/clinicians/flushing.md",
    "references.bib",
    "docs/data/facts.yml",
)
LEE = '{{ cite("lee2019lock") }}'
NAMED = '"on the card that came with the port"'
SHOWN = "number near you, "
WORD = (
    "- id: fever\n  term: fever\n  kind: lay\n  definition: A raised temperature.\n"
    "  page: patients/fever.md\n"
)
SEARCH = "docs/data/search.yml"
BOXES = "".join(
    f'!!! {kind} "{title}"\n\n    - Call.{{{{ cite("clinic2024fever") }}}}\n\n'
    for kind, title in (
        ("call-now", "Call 999, 112 or 911 now"),
        ("call-team-now", "Phone your team now, day or night"),
        ("call-today", "Phone your team today"),
    )
)
DAYS = (
    '- id: card\n  text: "on the card that came with the port"\n  cite: [clinic2024fever]\n'
    '- id: syringe\n  text: "a syringe of 10 mL"\n  cite: [lee2019lock]\n'
    '- id: needle-days\n  text: "up to 7 days"\n  cite: [lee2019lock, diaz2018interval]\n'
)
SHOWS = 'Ask how long: {{ fact("needle-days", ".") }}'
LAST = '!!! ask-next "Ask at your next visit"\n\n'


def text(words: str):
    """A paragraph on the fever page."""
    return before_references(FEVER, words)


PLANTS = (
    fault(
        "link-undefined",
        "a picture as a word processor exports it",
        text("▸![A port in the chest][image1]"),
    ),
    clean(
        "link-undefined",
        "pictures and links by name",
        text("See [the flush][fl].\n\n[fl]: ../clinicians/flushing.md"),
    ),
    fault(
        "list-sign",
        "a hard space behind the hyphen",
        text("Do this:\n\n▸-\u00a0Sit down.\n- Breathe."),
        mends=True,
    ),
    fault(
        "list-sign",
        "one point with a hard space",
        text("▸-\u00a0Sit down and breathe."),
        mends=True,
    ),
    fault(
        "box-indent",
        "two spaces before the first point",
        text(BOXES + LAST + "▸  - Ask how long it lasts."),
    ),
    fault(
        "box-indent",
        "a box of urgency with its list outside",
        text(BOXES + LAST + "▸- Ask how long it lasts."),
    ),
    clean("box-indent", "four spaces", text(BOXES + LAST + "    - Ask how long it lasts.")),
    fault(
        "box-syntax",
        "two marks above an indented list",
        text('▸!! note "Ask"\n\n    - How long does it last?'),
        mends=True,
    ),
    fault(
        "placeholder", "a reviewer's comment", text("Rest first. ▸[Comment by Jane: is this true?]")
    ),
    clean("placeholder", "an editor's word", text("The leaflet says that [the port] is safe.")),
    clean(
        "cite-by-hand",
        "an editor's figure for what is counted",
        swap(
            FEVER,
            "Call your team",
            'The card lists [2] points.{{ cite("clinic2024fever") }} Call your team',
        ),
    ),
    clean(
        "meta-date", "days in quotes", swap(FEVER, "written: 2026-01-10", 'written: "2026-01-10"')
    ),
    fault(
        "meta-order",
        "days in quotes, in the wrong order",
        swap(FEVER, "written: 2026-01-10", 'written: "2026-01-10"'),
        swap(FEVER, "review_due: 2027-01-10", '▸review_due: "2029-01-10"'),
    ),
    fault(
        "review-unrecorded",
        "a reviewer on a draft: one message",
        swap(FEVER, "reviewed_by: []", '▸reviewed_by: ["Ada Byron"]'),
    ),
    fault(
        "data-field",
        "the text's own name: the pages that show it are right",
        swap(FACTS, "- id: card\n  text:", "- id: card\n▸  txt:"),
        mends=True,
    ),
    fault(
        "data-syntax",
        "curled quotes round a text",
        swap(FACTS, NAMED, "“on the card that came with the port”"),
        at=f"{FACTS}:2",
    ),
    clean(
        "data-syntax",
        "a quotation inside a text",
        swap(FACTS, NAMED, '"on the card, which says “port”"'),
    ),
    fault(
        "data-twice",
        "an id taken from another: the page that shows it is right",
        swap(FACTS, "- id: syringe", "▸- id: card"),
        text('Use {{ fact("syringe", ",") }} and wait.'),
    ),
    fault(
        "data-page",
        "a section with another name",
        write("docs/data/glossary.yml", WORD + "▸  section: Fever with the port\n"),
        mends=True,
    ),
    clean(
        "data-page",
        "a section that is there",
        write("docs/data/glossary.yml", WORD + "  section: Fever with a port\n"),
    ),
    fault(
        "search-place",
        "a section whose new name the page says",
        swap(FEVER, "reviewed_by: []", "reviewed_by: []\nmoved_sections:\n  hot: references"),
        write(SEARCH, "asked:\n  ▸patients/fever.md#hot: [hot]\n"),
        mends=True,
    ),
    fault(
        "search-place",
        "a page whose new name is said",
        swap(FEVER, "reviewed_by: []", "reviewed_by: []\nmoved_from: [patients/hot.md]"),
        write(SEARCH, "headings:\n  ▸patients/hot.md: [hot]\n"),
        mends=True,
    ),
    fault(
        "bib-key",
        "a space: the pages that cite it are right",
        swap(BIB, "@article{lee2019lock,", "▸@article{lee 2019 lock,"),
        besides=("bib-uncited",),
    ),
    fault(
        "svg-broken",
        "a bare ampersand",
        write(
            "docs/assets/figures/a.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" role="img">\n▸<title>Port & pump</title><desc>A port beside a pump.</desc></svg>\n',
        ),
        besides=("asset-unused",),
    ),
    fault(
        "bib-author-body",
        "a health board with an and",
        swap(BIB, "{{Centre for Ports and Lines}}", "{NHS Example Isles and Fells}"),
        at=f"{BIB}:13",
        besides=("bib-form",),
    ),
    fault(
        "bib-url",
        "two addresses, the first without its scheme",
        swap(
            BIB,
            "  url = {https://charity.example/lines}",
            "▸  url = {www.charity.example https://charity.example/lines}",
        ),
    ),
    fault(
        "bib-isbn",
        "thirteen digits that begin as no ISBN does",
        swap(BIB, "isbn = {978-0-306-40615-7}", "isbn = {2007090091480}"),
        at=f"{BIB}:7",
    ),
    fault(
        "bib-field-unknown",
        "a field of a database, which is no slip",
        swap(
            BIB,
            "  pmcid = {PMC5000001},",
            "  pmcid = {PMC5000001},\n▸  citation = {https://api.example/1},",
        ),
        besides=("bib-form",),
    ),
    clean(
        "bib-field-unknown",
        "Mendeley's number of a preprint",
        swap(BIB, "  pmcid = {PMC5000001},", "  pmcid = {PMC5000001},\n  arxivid = {2010.16061},"),
        besides=("bib-form",),
    ),
    clean(
        "bib-text-outside",
        "the head of Mendeley's file",
        swap(
            BIB,
            "@book{brown2017access",
            "Automatically generated by Mendeley Desktop 1.19.8\nAny changes to this file will be lost if it is regenerated by Mendeley.\n\nBibTeX export options can be customized via Options -> BibTeX in Mendeley Desktop\n\n@book{brown2017access",
        ),
        besides=("bib-form",),
    ),
    fault(
        "table-short",
        "a middle cell left out",
        text(
            "| Lock | Found | For |\n|---|---|---|\n| Saline | Nothing | All |\n▸| Heparin | Adults |"
        ),
    ),
    fault(
        "table-short",
        "the last cell left out",
        text("| Lock | Found | For |\n|---|---|---|\n▸| Heparin | Adults |"),
    ),
    clean(
        "table-short",
        "an empty cell, and a row that heads others",
        text("| Lock | Found | For |\n|---|---|---|\n| Adults |\n| Heparin | | All |"),
    ),
    fault(
        "temp-sign",
        "the sign of Spanish ordinals",
        text(f"Call at ▸38 ºC (100.4 °F).{LEE}"),
        mends=True,
    ),
    fault(
        "range-hyphen", "a hyphen between spaces", text(f"Draw ▸5 - 10 mL first.{LEE}"), mends=True
    ),
    fault(
        "amount-fact",
        "a shared number with one of its sources",
        write(FACTS, DAYS),
        text(f"▸A needle may stay in for up to 7 days.{LEE} " + SHOWS),
    ),
    clean(
        "amount-fact",
        "what one source says in its own words",
        write(FACTS, DAYS),
        text(f"A needle stayed in for 7 days in one study.{LEE} " + SHOWS),
    ),
    fault(
        "amount-disagrees",
        "a shared number typed with another one, below another source",
        write(FACTS, DAYS),
        text(
            '▸A needle may stay in for up to 10 days.{{ cite("lee2019lock", "diaz2018interval", "clinic2024fever") }} '
            + SHOWS
        ),
    ),
    fault(
        "macro-syntax",
        "a blank between the closing braces",
        swap(
            FEVER,
            'shivery.{{ cite("clinic2024fever") }}',
            '▸shivery.{{ cite("clinic2024fever") } }',
        ),
        text('Rest.{{ cite("lee2019lock") }} Wait.'),
        mends=True,
    ),
    fault("placeholder", "a comment of Google Docs", text("Ask your team.\n\n▸[a]Is this true?")),
    clean(
        "placeholder", "letters of a list in brackets", text("Options [a] to [c] are on the card.")
    ),
    fault(
        "bib-brace",
        "a round bracket closes a field",
        swap(BIB, "  volume = {11},", "▸  volume = {11),"),
        mends=True,
    ),
    fault(
        "fence-open",
        "code that takes in the list of references",
        text("▸```\nAsk."),
        besides=("bib-uncited",),
    ),
    fault(
        "amount-fact",
        "a part of a shared fact",
        write(
            FACTS,
            DAYS.replace(
                "up to 7 days", "up to 7 days in adults; for a child, up to 5 days in all"
            ),
        ),
        text(f"▸A needle may stay in for up to 7 days in adults.{LEE} " + SHOWS),
    ),
    fault(
        "amount-disagrees",
        "a shared number with another one, from its very sources",
        write(FACTS, DAYS),
        text(
            '▸Needles may stay in for up to 10 days.{{ cite("lee2019lock", "diaz2018interval") }} '
            + SHOWS
        ),
    ),
    fault(
        "bib-author-body",
        "a body and the house that it belongs to",
        swap(BIB, "{{Centre for Ports and Lines}}", "{PortKids, The Hospital for Lines}"),
        at=f"{BIB}:13",
        mends=True,
        besides=("bib-form",),
    ),
    clean(
        "amount-unsourced",
        "a time of day, and always",
        text("Somebody is there at 10:30, or 24 hours a day, 7 days a week."),
    ),
    fault(
        "dose-latin",
        "at the end of a sentence, whose stop stays",
        swap(FLUSH, "Which lock is used.", f"▸Flush it QD.{LEE}"),
        mends=True,
    ),
    fault(
        "bib-author-caps",
        "a short name beside a long one",
        swap(BIB, "{Müller, Jörg}", "{MÜLLER, JO ANDREAS}"),
        at=f"{BIB}:58",
    ),
    fault(
        "figure-missing",
        "a misspelt id: the drawing and the page that shows it are right",
        write("docs/data/figures.yml", "▸- id: portparts\n  caption: A port.\n"),
        write(
            "docs/assets/figures/port-parts.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>A port</title><desc>A port, cut open.</desc></svg>\n',
        ),
        text('{{ figure("port-parts") }}'),
    ),
    fault(
        "amount-disagrees",
        "a sentence copied with another number of what is no unit",
        swap(
            FLUSH,
            "Which lock is used.",
            f"In one study of 98 removals in 72 people, a piece of it stayed behind.{LEE}",
        ),
        text(f"▸In one study of 89 removals in 72 people, a piece of it stayed behind.{LEE}"),
    ),
    fault(
        "cite-by-hand",
        "a raised number behind a word",
        text("Ports are ▸safe<sup>1</sup>.\n\nThey are small <sup>2,3</sup>."),
        at=f"{FEVER}:18",
    ),
    clean(
        "cite-by-hand",
        "raised numbers of units and of math",
        text(f"An area of 4 cm<sup>2</sup>, or 2<sup>3</sup> of them.{LEE}"),
    ),
    fault("temp-sign", "or more, without a scale", text(f"Call with ▸a fever of 38 or more.{LEE}")),
    clean(
        "temp-pair",
        "both scales with a stroke between them",
        text(f"Call at 38 °C/100.4 °F or more.{LEE}"),
    ),
    fault(
        "temp-mismatch",
        "both scales with a stroke, and not the same",
        text(f"Call at 38 °C/▸101.4 °F or more.{LEE}"),
    ),
)
