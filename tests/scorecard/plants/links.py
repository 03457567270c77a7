"""Links, images, anchors, addresses; the menu; what is fetched from elsewhere."""

from tests.scorecard.plant import add, before_references, clean, fault, remove, swap, write

FLUSH, FEVER, INDEX, CONFIG = (
    "docs/clinicians/flushing.md",
    "docs/patients/fever.md",
    "docs/index.md",
    "mkdocs.yml",
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A port</title><desc>A round port.</desc></svg>\n'
LINK = "[flushing](clinicians/flushing.md)"


def link(new: str):
    """The front page's link to flushing, changed. The menu still reaches the page."""
    return swap(INDEX, LINK, new)


def text(new: str):
    """A paragraph on the fever page."""
    return before_references(FEVER, new)


def page(name: str, title: str, body: str = "Text.", more: str = ""):
    """One more page."""
    return write(
        f"docs/{name}",
        f"---\ntitle: {title}\nsummary: One more page of the small handbook, called {title}, with a sentence that is long enough.\naudience: everyone\nstatus: draft\nwritten: 2026-01-10\nreview_due: 2027-01-10\nreviewed_by: []\naliases: []\n{more}---\n\n# {title}\n\n{body}\n",
    )


PICTURE = (
    write("docs/assets/port-pocket.png", PNG),
    text("![The pocket of a port](../assets/port-pocket.png)"),
)

# Every page of the small site that was ever published, with its sections.
ON_RECORD = (
    "- index.md\n- clinicians/flushing.md\n- clinicians/flushing.md#what-the-trial-found\n"
    "- clinicians/flushing.md#references\n- patients/fever.md\n- patients/fever.md#references\n"
)
REFERENCES = "- clinicians/flushing.md#references"
MATERIAL = swap(CONFIG, "theme: mkdocs", "theme: {name: material, font: false}")
SHIM = swap(CONFIG, "extra:\n", "extra:\n  polyfills: [assets/shim.js]\n")
TRIAL, RESULTS = "## What the trial found", "## Results of the trial"

PLANTS = (
    fault("link-dead", "a letter missing", link("▸[flushing](clinicians/flushng.md)"), mends=True),
    fault("link-dead", "another folder", link("▸[flushing](patients/flushing.md)"), mends=True),
    fault(
        "link-dead", "nothing like it", text("▸See [more](zebra.md) of it."), besides=["link-text"]
    ),
    fault(
        "link-dead",
        "with title and anchor",
        link('▸[flushing](clinicians/fluhsing.md#what-the-trial-found "Flushing")'),
        mends=True,
    ),
    fault(
        "link-dead",
        "where a label is given",
        text("See [flushing][f].\n\n▸[f]: ../clinicians/flushng.md"),
        mends=True,
    ),
    fault(
        "link-dead",
        "raw HTML",
        text('▸See <a href="../clinicians/flusing.md">flushing</a>.'),
        mends=True,
    ),
    fault(
        "link-dead",
        "in a box",
        text('!!! note "More"\n\n▸    See [flushing](../clinicians/flushin.md).'),
        mends=True,
    ),
    fault(
        "link-dead",
        "in a table",
        text("| More | Where |\n|---|---|\n▸| Flushing | [the page](../clinicians/flushings.md) |"),
        mends=True,
    ),
    clean(
        "link-dead",
        "examples in code and comments",
        text("`[a](b.md)` <!-- [a](b.md) -->\n\n```\n[a](b.md)\n```\n\n    [a](b.md)"),
    ),
    clean(
        "link-dead",
        "brackets that are no links",
        text("As it says [sic], and in [2]; [ ] is open (see b.md)."),
    ),
    fault(
        "image-dead",
        "a letter missing",
        *PICTURE,
        text("▸![A pocket](../assets/port-poket.png)"),
        mends=True,
    ),
    fault("image-dead", "nothing like it", text("▸![A pocket](../assets/zebra.png)")),
    clean(
        "image-dead",
        "an image inside a link",
        write("docs/assets/port-pocket.png", PNG),
        text("[![The pocket of a port](../assets/port-pocket.png)](../clinicians/flushing.md)"),
    ),
    fault("link-anchor", "on this page", text("▸See [the sources](#refrences)."), mends=True),
    fault(
        "link-anchor",
        "on another page",
        link("▸[flushing](clinicians/flushing.md#what-the-trail-found)"),
        mends=True,
    ),
    fault(
        "link-anchor",
        "letter case",
        link("▸[flushing](clinicians/flushing.md#What-the-trial-found)"),
        mends=True,
    ),
    fault("link-anchor", "nothing like it", text("▸See [the zebra](#zebra).")),
    clean(
        "link-anchor",
        "given ids, references, percent signs",
        text(
            'See [a](#night), [b](#ref-clinic2024fever), [c](#cite-clinic2024fever-1) and [d](../clinicians/flushing.md#what%2Dthe-trial-found).\n\n<span id="night">Night</span>'
        ),
    ),
    fault("link-case", "a page", link("▸[flushing](clinicians/Flushing.md)"), mends=True),
    fault("link-case", "a folder", link("▸[flushing](Clinicians/flushing.md)"), mends=True),
    fault(
        "link-case",
        "an image",
        write("docs/assets/port-pocket.png", PNG),
        text("▸![The pocket of a port](../assets/port-pocket.PNG)"),
        mends=True,
    ),
    clean("link-case", "right", text("See [flushing](../clinicians/flushing.md).")),
    fault("link-root", "a page", text("▸[Home](/index.md)"), mends=True),
    fault(
        "link-root",
        "an address below the site's folder",
        text("▸[Flushing](/handbook/clinicians/flushing/)"),
        mends=True,
    ),
    fault(
        "link-root",
        "an image in raw HTML",
        write("docs/assets/logo.svg", SVG),
        text('▸<img src="/assets/logo.svg" alt="A round port">'),
        mends=True,
    ),
    fault("link-root", "nothing there", text("▸[Home](/zebra/)")),
    clean("link-root", "up and down", text("[Home](../patients/../index.md)")),
    fault(
        "link-built", "a folder's address", link("▸[flushing](clinicians/flushing/)"), mends=True
    ),
    fault(
        "link-built", "a finished page", link("▸[flushing](clinicians/flushing.html)"), mends=True
    ),
    fault("link-built", "without an ending", link("▸[flushing](clinicians/flushing)"), mends=True),
    fault(
        "link-built",
        "counted from the finished page",
        text("▸See [flushing](../../clinicians/flushing/#what-the-trial-found)."),
        mends=True,
    ),
    clean("link-built", "a file", text("See [flushing](./../clinicians/flushing.md).")),
    fault(
        "link-own-site",
        "a page",
        text("▸See [flushing](https://example.org/handbook/clinicians/flushing/)."),
        mends=True,
    ),
    fault(
        "link-own-site",
        "the front page, plain http",
        text("▸See [the start](http://example.org/handbook)."),
        mends=True,
    ),
    fault(
        "link-own-site",
        "an anchor",
        text("▸See <https://example.org/handbook/clinicians/flushing/#what-the-trial-found>."),
        mends=True,
    ),
    clean(
        "link-own-site",
        "another site of the same host",
        text("See [another](https://example.org/other/)."),
    ),
    fault(
        "link-outside", "a file of the project", text("▸See [the sources](../../references.bib).")
    ),
    fault(
        "link-outside",
        "one step too many",
        text("▸See [flushing](../../../clinicians/flushing.md)."),
        mends=True,
    ),
    clean("link-outside", "to the edge", text("See [start](../index.md).")),
    fault("link-local-file", "a drive", text(r"▸See [the leaflet](C:\Users\me\leaflet.pdf).")),
    fault("link-local-file", "file:", text("▸See [the leaflet](file:///home/me/leaflet.pdf).")),
    fault(
        "link-local-file",
        "a server on one's own computer",
        text("▸See [the preview](http://localhost:8000/patients/fever/)."),
    ),
    clean("link-local-file", "a drive in code", text(r"Write `C:\Users\me\leaflet.pdf` nowhere.")),
    fault("link-backslash", "a page", link(r"▸[flushing](clinicians\flushing.md)"), mends=True),
    fault(
        "link-backslash",
        "up and down",
        text(r"▸See [flushing](..\clinicians\flushing.md#what-the-trial-found)."),
        mends=True,
    ),
    clean("link-backslash", "an escaped sign", text(r"See \[this\](nowhere.md) as text.")),
    fault(
        "link-space",
        "a file",
        write("docs/assets/port card.txt", "Card\n"),
        text("▸Print [the card](../assets/port card.txt)."),
        besides=["asset-name"],
        mends=True,
    ),
    fault(
        "link-space",
        "a page",
        page("patients/at home.md", "At home", more="orphan: true\n"),
        text("▸See [home](at home.md)."),
        mends=True,
    ),
    clean(
        "link-space",
        "percent sign and pointed brackets",
        page("patients/at home.md", "At home", more="orphan: true\n"),
        text("See [home](at%20home.md) and [home](<at home.md>)."),
    ),
    fault(
        "link-own-site",
        "beside the page's own link",
        text(
            "See [flushing](../clinicians/flushing.md) or "
            "▸[flushing](https://example.org/handbook/clinicians/flushing/) now."
        ),
        mends=True,
    ),
    fault(
        "link-mailto", "mailto missing", text("▸Write to [the team](team@example.org)."), mends=True
    ),
    fault(
        "link-mailto",
        "strokes",
        text("▸Write to [the team](mailto://team@example.org)."),
        mends=True,
    ),
    fault("link-mailto", "no at sign", text("▸Write to [the team](mailto:team.example.org).")),
    clean(
        "link-mailto",
        "with a subject",
        text(
            "Write to [the team](mailto:team@example.org?subject=Port) or <team@example.org>, or [phone](tel:+441234567)."
        ),
    ),
    fault("link-scheme", "no https", text("▸See [the clinic](www.clinic.example)."), mends=True),
    fault(
        "link-scheme",
        "a letter missing",
        text("▸See [the clinic](htps://clinic.example/a)."),
        mends=True,
    ),
    fault(
        "link-scheme", "one stroke", text("▸See [the clinic](https:/clinic.example/a)."), mends=True
    ),
    fault("link-scheme", "a script", text("▸See [the clinic](javascript:alert(1)).")),
    clean("link-scheme", "right", text("See [the clinic](https://clinic.example/a(b)?c=d#e).")),
    fault("link-empty", "a link", text("▸See [flushing]().")),
    fault("link-empty", "an image", text("▸![A port]()")),
    clean("link-empty", "to the top", text("Back to [the top](#).")),
    fault("link-undefined", "no address", text("▸See [flushing][flush].")),
    fault(
        "link-undefined",
        "a slip",
        text("▸See [flushing][flsh].\n\n[flush]: ../clinicians/flushing.md"),
        mends=True,
    ),
    fault("link-undefined", "empty second brackets", text("▸See [flushing][].")),
    clean(
        "link-undefined",
        "other brackets",
        text(
            "As it says [sic][2], and [flushing][], too.\n\n[Flushing]: ../clinicians/flushing.md"
        ),
    ),
    fault("link-unused", "left over", text("▸[flush]: ../clinicians/flushing.md")),
    fault(
        "link-unused",
        "one of two",
        text("See [a].\n\n[a]: ../index.md\n▸[b]: ../clinicians/flushing.md"),
    ),
    clean(
        "link-unused",
        "used three ways",
        text(
            "See [a], [the b][B] and [c][].\n\n[a]: ../index.md\n[b]: ../clinicians/flushing.md\n[c]: <../clinicians/flushing.md> 'title'"
        ),
    ),
    fault(
        "link-syntax",
        "a space between",
        text("▸See [flushing] (../clinicians/flushing.md)."),
        mends=True,
    ),
    fault(
        "link-syntax", "exchanged", text("▸See (flushing)[../clinicians/flushing.md]."), mends=True
    ),
    fault(
        "link-syntax", "never closed", text("▸See [flushing](../clinicians/flushing.md"), mends=True
    ),
    fault(
        "link-syntax",
        "square bracket missing",
        text("▸See [flushing(../clinicians/flushing.md) too."),
        mends=True,
    ),
    fault("link-syntax", "a wiki's", text("▸See [[flushing]].")),
    clean("link-syntax", "brackets in prose", text("It was [as they say] (in Bern) or [a b] (c).")),
    fault("link-http", "plain", text("▸See [the clinic](http://clinic.example/a).")),
    fault(
        "link-http",
        "where a label is given",
        text("See [the clinic][c].\n\n▸[c]: http://clinic.example/a"),
    ),
    clean("link-http", "https", text("See [the clinic](https://clinic.example/http://a).")),
    fault(
        "link-html",
        "a page's file",
        text('▸See <a href="../clinicians/flushing.md">flushing</a>.'),
        mends=True,
    ),
    fault(
        "link-html",
        "right online only",
        text('▸See <a href="../../clinicians/flushing/">flushing</a>.'),
        mends=True,
    ),
    fault(
        "link-html",
        "an image's file",
        write("docs/assets/port-pocket.png", PNG),
        text('▸<img src="../assets/port-pocket.png" alt="The pocket of a port">'),
        mends=True,
    ),
    clean(
        "link-html",
        "an anchor and another site",
        text(
            '<a href="#references">Sources</a> and <a href="https://clinic.example/">the clinic</a>'
        ),
    ),
    fault("footnote-undefined", "no note", text("▸Rest.[^1]")),
    fault(
        "footnote-undefined",
        "a slip",
        text("▸Rest.[^nigt]\n\n[^night]: At night too."),
        besides=["footnote-off"],
        mends=True,
    ),
    clean("footnote-undefined", "in code", text("Not `[^1]` but a citation.")),
    fault("footnote-unused", "no mark", text("Rest.\n\n▸[^1]: At night too.")),
    fault("footnote-unused", "a name", text("▸[^night]: At night too.")),
    clean("footnote-unused", "in a fence", text("```\n[^1]: At night too.\n```")),
    fault("footnote-off", "both there, not switched on", text("▸Rest.[^1]\n\n[^1]: At night too.")),
    fault("footnote-off", "a name", text("▸Rest.[^night]\n\n[^night]: At night too.")),
    clean(
        "footnote-off",
        "switched on",
        swap(CONFIG, "[admonition,", "[footnotes, admonition,"),
        text("Rest.[^1]\n\n[^1]: At night too."),
    ),
    fault(
        "page-orphan",
        "a new page",
        page("patients/travel.md", "Travel"),
        at="docs/patients/travel.md:1",
    ),
    fault(
        "page-orphan",
        "linked from itself only",
        page("patients/travel.md", "Travel", "See [travel](travel.md)."),
        at="docs/patients/travel.md:1",
    ),
    clean(
        "page-orphan", "said to be one", page("patients/travel.md", "Travel", more="orphan: true\n")
    ),
    clean(
        "page-orphan",
        "set aside in mkdocs.yml",
        page("patients/travel.md", "Travel"),
        swap(CONFIG, "nav:", "not_in_nav: |\n  /patients/travel.md\nnav:"),
    ),
    fault(
        "page-unlisted",
        "linked only",
        page("patients/travel.md", "Travel"),
        text("See [travel](travel.md)."),
        at="docs/patients/travel.md:1",
    ),
    fault(
        "page-unlisted",
        "linked by a label",
        page("patients/travel.md", "Travel"),
        text("See [travel][t].\n\n[t]: travel.md"),
        at="docs/patients/travel.md:1",
    ),
    clean(
        "page-unlisted",
        "in the menu",
        page("patients/travel.md", "Travel"),
        add(CONFIG, "  - Going away: patients/travel.md\n"),
    ),
    fault(
        "nav-missing",
        "a slip",
        swap(CONFIG, "  - patients/fever.md", "▸  - patients/fevr.md"),
        mends=True,
    ),
    fault(
        "nav-missing",
        "gone",
        remove(FEVER),
        swap(INDEX, "[fever](patients/fever.md) or ", ""),
        swap(CONFIG, "  - patients/fever.md", "▸  - patients/fever.md"),
        besides=["bib-uncited"],
    ),
    fault(
        "nav-missing",
        "letter case, with a name",
        swap(CONFIG, "  - patients/fever.md", "▸  - Fever: patients/Fever.md"),
        mends=True,
    ),
    clean("nav-missing", "another site", add(CONFIG, "  - The clinic: https://clinic.example/\n")),
    fault(
        "nav-twice",
        "the same page",
        swap(CONFIG, "  - patients/fever.md", "  - patients/fever.md\n▸  - patients/fever.md"),
    ),
    fault(
        "nav-twice",
        "under another name",
        swap(
            CONFIG, "  - patients/fever.md", "  - patients/fever.md\n▸  - Fever: patients/fever.md"
        ),
    ),
    clean(
        "nav-twice",
        "in a group",
        swap(CONFIG, "  - patients/fever.md", "  - Patients:\n      - patients/fever.md"),
    ),
    fault(
        "setting-offline",
        "no script",
        MATERIAL,
        swap(CONFIG, "  - search\n", "  - search\n▸  - offline\n"),
    ),
    fault(
        "setting-offline",
        "a script that is not there",
        MATERIAL,
        SHIM,
        swap(CONFIG, "  - search\n", "  - search\n▸  - offline: {enabled: false}\n"),
    ),
    clean(
        "setting-offline",
        "the script is there",
        MATERIAL,
        SHIM,
        swap(CONFIG, "  - search\n", "  - search\n  - offline\n"),
        write("docs/assets/shim.js", "0;\n"),
    ),
    fault(
        "page-moved",
        "the old page is still there",
        swap(FEVER, "status: draft", "status: draft\n▸moved_from: [clinicians/flushing.md]"),
    ),
    fault(
        "page-moved",
        "an address for a file",
        swap(FEVER, "status: draft", "status: draft\n▸moved_from: [/patients/temperature/]"),
    ),
    fault(
        "page-moved",
        "claimed twice",
        swap(FLUSH, "status: draft", "status: draft\nmoved_from: [old.md]"),
        swap(FEVER, "status: draft", "status: draft\n▸moved_from: [old.md]"),
    ),
    clean(
        "page-moved",
        "right",
        swap(
            FEVER, "status: draft", "status: draft\nmoved_from: [patients/temperature.md, hot.md]"
        ),
    ),
    fault(
        "section-moved",
        "a heading with other words",
        write("docs/data/addresses.yml", ON_RECORD),
        swap(FLUSH, TRIAL, f"▸{RESULTS}"),
        mends=True,
    ),
    fault(
        "section-moved",
        "a section that is not there",
        swap(FEVER, "status: draft", "status: draft\n▸moved_sections: {hot: fevr}"),
    ),
    clean(
        "section-moved",
        "a former name",
        write("docs/data/addresses.yml", ON_RECORD),
        write(
            "docs/data/addresses.yml",
            f"{ON_RECORD}- clinicians/flushing.md#results-of-the-trial\n",
        ),
        swap(FLUSH, TRIAL, RESULTS),
        swap(
            FLUSH,
            "status: draft",
            "status: draft\nmoved_sections: {what-the-trial-found: results-of-the-trial}",
        ),
    ),
    fault(
        "section-unrecorded",
        "a page without its sections",
        write(
            "docs/data/addresses.yml",
            ON_RECORD[: -len("- patients/fever.md#references\n")].replace("- pat", "▸- pat"),
        ),
        mends=True,
    ),
    fault(
        "section-unrecorded",
        "one more section",
        write("docs/data/addresses.yml", ON_RECORD.replace(REFERENCES, f"▸{REFERENCES}")),
        swap(FLUSH, TRIAL, f"## Before\n\nText.\n\n{TRIAL}"),
        mends=True,
    ),
    clean(
        "section-unrecorded",
        "all of them",
        write("docs/data/addresses.yml", ON_RECORD),
    ),
    fault(
        "data-page",
        "a slip",
        write(
            "docs/data/glossary.yml",
            "- id: fever\n  term: fever\n  definition: A body that is too hot.\n▸  page: patients/fevr.md\n",
        ),
        mends=True,
    ),
    fault(
        "data-page",
        "gone",
        write(
            "docs/data/glossary.yml",
            "- id: fever\n  term: fever\n  definition: A body that is too hot.\n▸  page: zebra.md\n",
        ),
    ),
    clean(
        "data-page",
        "right, or none",
        write(
            "docs/data/glossary.yml",
            "- id: fever\n  term: fever\n  definition: A body that is too hot.\n  page: patients/fever.md\n- id: port\n  term: port\n  definition: A small chamber.\n",
        ),
    ),
    fault("third-party", "an image", text("▸![A port](https://pictures.example/port.png)")),
    fault(
        "third-party",
        "a raw image without https",
        text('▸<img src="//pictures.example/port.png" alt="A port">'),
    ),
    fault(
        "third-party",
        "a frame",
        text('▸<iframe title="Film" src="https://films.example/1"></iframe>'),
    ),
    fault(
        "third-party",
        "a style sheet's letters",
        write("docs/assets/own.css", '▸@import url("https://letters.example/a.css");\n'),
        swap(CONFIG, "nav:", "extra_css: [assets/own.css]\nnav:"),
    ),
    fault(
        "third-party",
        "a style sheet's picture",
        write("docs/assets/own.css", "p {\n▸  background: url(//pictures.example/a.png);\n}\n"),
        swap(CONFIG, "nav:", "extra_css: [assets/own.css]\nnav:"),
    ),
    fault(
        "third-party",
        "a script that fetches",
        write("docs/assets/own.js", '▸fetch("https://count.example/hit");\n'),
        swap(CONFIG, "nav:", "extra_javascript: [assets/own.js]\nnav:"),
    ),
    fault(
        "third-party",
        "mkdocs.yml",
        swap(CONFIG, "nav:", "extra_javascript:\n▸  - https://cdn.example/a.js\nnav:"),
    ),
    fault(
        "third-party",
        "a template",
        swap(CONFIG, "theme: mkdocs", "theme:\n  name: mkdocs\n  custom_dir: theme"),
        write(
            "theme/main.html",
            '{% extends "base.html" %}\n▸<script src="https://cdn.example/a.js"></script>\n',
        ),
    ),
    fault(
        "third-party",
        "the theme's letters",
        swap(CONFIG, "theme: mkdocs", "▸theme:\n  name: material"),
    ),
    clean(
        "third-party",
        "links, addresses in remarks and namespaces",
        text("[The clinic](https://clinic.example/)"),
        write(
            "docs/assets/own.js",
            '// see https://docs.example/fetch("https://a.example")\nconst name = "http://www.w3.org/2000/svg";\n',
        ),
        write(
            "docs/assets/own.css",
            "/* @import url(https://a.example/b.css) */\np { background: url(data:image/png;base64,AA==) }\n",
        ),
        swap(
            CONFIG, "nav:", "extra_css: [assets/own.css]\nextra_javascript: [assets/own.js]\nnav:"
        ),
    ),
)
