"""What word processors, spreadsheets, chat programs and Git leave behind."""

from tests.scorecard.plant import add, before_references, clean, fault, swap, write

FEVER, FLUSH, INDEX, BIB, FACTS, CONFIG = (
    "docs/patients/fever.md",
    "docs/clinicians/flushing.md",
    "docs/index.md",
    "references.bib",
    "docs/data/facts.yml",
    "mkdocs.yml",
)
LEE = '{{ cite("lee2019lock") }}'


def text(words: str):
    """A paragraph on the fever page."""
    return before_references(FEVER, words.replace("§", LEE))


def field(old: str, new: str):
    """A change of the fever page's front matter."""
    return swap(FEVER, old, new)


def doi(new: str):
    """The cohort's DOI, changed."""
    return swap(BIB, "  doi = {10.1000/jea.2018.0301}", f"▸  doi = {{{new}}}")


def pages(new: str):
    """The cohort's pages, changed."""
    return swap(BIB, "  pages = {201--209}", f"▸  pages = {{{new}}}")


def moved(old: str, new: str):
    """A page under another name."""

    def edit(root):
        (root / old).rename(root / new)
        return []

    return edit


FLUSHING = "clinicians/flushing.md"
FIRST_PAGES = (
    f"- index.md\n- {FLUSHING}\n- {FLUSHING}#what-the-trial-found\n- {FLUSHING}#references\n"
)
RECORDED = write(
    "docs/data/addresses.yml",
    f"{FIRST_PAGES}- patients/fever.md\n- patients/fever.md#references\n",
)

PLANTS = (
    fault(
        "text-garbled", "a dash and an apostrophe", text("▸Rest â€“ and donâ€™t wait."), mends=True
    ),
    fault(
        "text-garbled", "a letter that is lost for good", text("▸The team in Z\ufffdrich knows.")
    ),
    clean(
        "text-garbled",
        "accents",
        text("The team in Zürich, Ångström’s ward, “Épernay” – all know."),
    ),
    fault(
        "text-invisible", "a space of no width", text("▸An in\u200bfection starts so."), mends=True
    ),
    fault("text-invisible", "a soft hyphen", text("▸An in\u00adfection starts so."), mends=True),
    clean(
        "text-invisible",
        "a hard space, and pictures joined in one",
        text("Call your team at Dr\u00a0Lee’s. 👩\u200d⚕️"),
    ),
    fault("text-conflict", "a page", text("▸<<<<<<< HEAD\nRest.\n=======\nSleep.\n>>>>>>> main")),
    fault(
        "text-conflict",
        "the middle marks alone were mended",
        text("▸<<<<<<< HEAD\nRest.\n>>>>>>> main"),
    ),
    clean(
        "text-conflict",
        "an example",
        text("``` text\n<<<<<<< HEAD\nRest.\n=======\nSleep.\n>>>>>>> main\n```"),
    ),
    fault("text-code", "a paragraph", text("Call.\n\n▸    Keep their number near you, always.")),
    fault(
        "text-code",
        "a list without its lead's list",
        text("Call.\n\n▸    - Keep their number near you"),
    ),
    clean("text-code", "an example", text("Write:\n\n    [words](address)")),
    fault("list-sign", "bullets", text("▸• redness\n• swelling"), mends=True),
    fault(
        "list-sign", "right below the lead", text("Look for:\n▸•\tredness\n•\tswelling"), mends=True
    ),
    fault("list-sign", "numbers with a bracket", text("▸1) rest\n2) call"), mends=True),
    fault("list-sign", "no space", text("▸-redness\n-swelling"), mends=True),
    clean(
        "list-sign",
        "dashes in a sentence",
        text("Rest – then call – and wait.\n\n*Rest now*\n*and call.*"),
    ),
    fault(
        "table-syntax",
        "no line of hyphens",
        text("▸| Lock | Result |\n| Saline | Good |"),
        mends=True,
    ),
    fault(
        "table-syntax", "dashes", text("| Lock | Result |\n▸|—|—|\n| Saline | Good |"), mends=True
    ),
    fault("table-syntax", "from a spreadsheet", text("▸Lock\tResult\nSaline\tGood")),
    clean(
        "table-syntax",
        "with its line, and strokes in words",
        text("| Lock | Result |\n| :-- | --: |\n| Saline | Good |\n\nEither | or, neither | nor."),
    ),
    fault("box-syntax", "two signs", text("▸!! warning\n\n    rest"), mends=True),
    fault("box-syntax", "another wiki's", text("▸:::warning\nRest.\n:::")),
    fault("box-syntax", "curled quotes", text("▸!!! note “More”\n\n    Rest."), mends=True),
    fault("box-syntax", "a title that is open", text('▸!!! note "More\n\n    Rest.'), mends=True),
    fault("box-syntax", "words behind the title", text('▸!!! note "More" Rest.')),
    fault("box-syntax", "a colon", text('▸!!! note: "More"\n\n    Rest.'), mends=True),
    fault("list-sign", "numbers in brackets", text("▸(1) Rest.\n(2) Call."), mends=True),
    fault("list-sign", "another sign", text("▸→ Rest.\n→ Call."), mends=True),
    fault("box-syntax", "no kind", text('▸!!! "More"\n\n    Rest.')),
    fault("box-syntax", "no quotes", text("▸!!! note More to know\n\n    Rest."), mends=True),
    clean("box-syntax", "classes of its own", text('!!! note inline end "More"\n\n    Rest.')),
    clean("box-syntax", "quotes in the title", text('!!! note "Why "so"?"\n\n    Rest.')),
    clean("table-syntax", "in HTML", text("<span>a\tb</span>\n<span>c\td</span>")),
    clean("box-syntax", "as it is here", text('!!! note "More"\n\n    Rest now!! Please.')),
    fault("text-lookalike", "Cyrillic", text("▸Keep the p\u043ert clean."), mends=True),
    fault("text-lookalike", "Greek", text("▸Keep the p\u03bfrt clean."), mends=True),
    fault("text-lookalike", "of a printed page", text("▸They \ufb02ush it."), mends=True),
    clean("text-lookalike", "signs of their own", text("A β-lactam, TNFα, a µ-opioid, Ωm.")),
    clean("text-lookalike", "another language", text("In Russian it is порт; a USBка is none.")),
    fault("emphasis-open", "never closed", text("▸**Rest now.")),
    fault("emphasis-open", "spaces inside", text("▸Then ** rest ** now.")),
    clean(
        "emphasis-open",
        "closed, in a list, over two lines",
        text("**Rest** and **call\nnow**.\n\n- **Rest**\n- 2 \\*\\* 3"),
    ),
    fault("html-pasted", "a paragraph", text('▸<p class="MsoNormal">Rest.</p>')),
    fault("html-pasted", "an empty element", text("▸<o:p></o:p>Rest."), besides=["html-unknown"]),
    clean("html-pasted", "plain HTML", text("<kbd>Ctrl</kbd>")),
    fault("link-bare", "a page of the web", text("▸See https://clinic.example/fever for more.")),
    fault("link-bare", "a page of ours", text("▸See ../clinicians/flushing.md for more.")),
    fault("link-bare", "without its beginning", text("▸See www.clinic.example for more.")),
    clean(
        "link-bare",
        "in pointed brackets, code and links",
        text(
            "See <https://clinic.example/a>, `https://clinic.example/b` and [the clinic](https://clinic.example/c)."
        ),
    ),
    fault(
        "link-wrapped",
        "a mail program's",
        text(
            "▸See [the clinic](https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fclinic.example%2Fa&data=05)."
        ),
        mends=True,
    ),
    fault(
        "link-wrapped",
        "a search engine's",
        text("▸See [the clinic](https://www.google.com/url?q=https://clinic.example/a)."),
        mends=True,
    ),
    fault(
        "link-wrapped",
        "a counter",
        text("▸See [the clinic](https://clinic.example/a?utm_source=x&id=3)."),
        mends=True,
    ),
    fault(
        "link-wrapped",
        "a library's door",
        text("▸See [the paper](https://www-nejm-org.ezproxy.library.example/a)."),
    ),
    clean(
        "link-wrapped",
        "a plain query",
        text("See [the clinic](https://clinic.example/a?id=3&url=b)."),
    ),
    fault(
        "page-name",
        "a text file",
        write("docs/patients/new.md.txt", "# New\n"),
        at="docs/patients/new.md.txt:1",
    ),
    fault(
        "page-name",
        "large letters",
        write("docs/patients/new.MD", "# New\n"),
        at="docs/patients/new.MD:1",
    ),
    clean(
        "page-name",
        "a document to take away",
        write("docs/assets/form.docx", b"PK\x03\x04"),
        text("Fill in the [form to print](../assets/form.docx)."),
    ),
    clean("page-name", "an example in a page", text("Save it as `new.md.txt`.")),
    fault(
        "page-moved",
        "renamed everywhere",
        RECORDED,
        moved(FEVER, "docs/patients/temperature.md"),
        swap(CONFIG, "patients/fever.md", "patients/temperature.md"),
        swap(INDEX, "patients/fever.md", "patients/temperature.md"),
        at="docs/patients/temperature.md:1",
        mends=True,
    ),
    fault(
        "page-moved",
        "two are gone",
        write(
            "docs/data/addresses.yml",
            "- index.md\n- clinicians/flushing.md\n- patients/fever.md\n▸- patients/old.md\n▸- patients/older.md\n",
        ),
        besides=["section-unrecorded"],
    ),
    fault(
        "data-syntax",
        "a quote never closed",
        swap(
            FACTS,
            '  text: "on the card that came with the port"',
            '▸  text: "on the card that came with the port',
        ),
        besides=["item-unknown"],
    ),
    fault(
        "page-unrecorded",
        "one",
        write(
            "docs/data/addresses.yml",
            f"{FIRST_PAGES[:-1]}\n".replace(f"- {FLUSHING}#ref", f"▸- {FLUSHING}#ref"),
        ),
        mends=True,
    ),
    fault(
        "page-unrecorded",
        "all but one",
        write("docs/data/addresses.yml", "▸- index.md\n"),
        mends=True,
    ),
    clean("page-unrecorded", "all there", RECORDED),
    fault("setting-gate", "strict", swap(CONFIG, "strict: true", "▸strict: false")),
    fault(
        "setting-gate",
        "macros",
        swap(CONFIG, "      on_error_fail: true", "▸      on_error_fail: false"),
    ),
    clean("setting-gate", "said otherwise", swap(CONFIG, "strict: true", "strict: yes")),
    fault(
        "bib-conflict",
        "round an entry",
        swap(
            BIB,
            "@article{lee2019lock",
            "▸<<<<<<< HEAD\n=======\n>>>>>>> main\n\n@article{lee2019lock",
        ),
    ),
    fault(
        "bib-conflict",
        "at the end",
        add(BIB, "\n▸<<<<<<< HEAD\n% one\n=======\n% two\n>>>>>>> main\n"),
    ),
    clean("bib-conflict", "in a comment", add(BIB, "\n% <<<<<<< is Git's mark\n")),
    fault(
        "allow-reason",
        "none",
        text("▸<!-- check: allow capitals -->\nDO NOT FLUSH THE PORT WITH FORCE, AND CALL"),
        besides=["capitals"],
    ),
    fault(
        "allow-reason",
        "too short",
        swap(
            BIB,
            "@article{lee2019lock",
            "▸% check: allow bib-pages because so\n@article{lee2019lock",
        ),
    ),
    fault(
        "allow-reason",
        "a rule that is none",
        text("▸<!-- check: allow capitels because the sign on the ward is so -->\nRest."),
    ),
    fault(
        "allow-reason",
        "what can't be shown",
        text("▸<!-- check: allow page-encoding because the program saves it so -->\nRest."),
    ),
    clean(
        "allow-reason",
        "with its reason",
        text(
            "<!-- check: allow capitals because the sign on the ward is written so -->\nDO NOT FLUSH THE PORT WITH FORCE, AND CALL"
        ),
    ),
    clean(
        "allow-reason",
        "in a table",
        text(
            "<!-- check: allow amount-unsourced because these are prices of the stand, not advice -->\n\n| Stand | Days |\n|---|---|\n| small | 5 days |\n| large | 7 days |"
        ),
    ),
    clean(
        "allow-reason",
        "above an entry",
        swap(
            BIB,
            "@article{diaz2018interval",
            "% check: allow bib-pages-order because the journal itself prints them so\n@article{diaz2018interval",
        ),
        swap(BIB, "201--209", "209--201"),
    ),
    clean(
        "allow-reason",
        "in front matter",
        swap(
            FEVER,
            "summary: What people with a port are told to do about a fever in a small handbook, and whom to call.",
            "# check: allow summary-length because the title says all of it\nsummary: Fever.",
        ),
    ),
    fault(
        "allow-unused",
        "mended since",
        text(
            "▸<!-- check: allow capitals because the sign on the ward is written so -->\nDo not flush the port with force."
        ),
    ),
    fault(
        "allow-unused",
        "one line too far",
        text(
            "▸<!-- check: allow capitals because the sign on the ward is written so -->\nRest.\n\nDO NOT FLUSH THE PORT WITH FORCE, AND CALL"
        ),
        besides=["capitals"],
    ),
    clean(
        "allow-unused", "an example in code", text("``` text\n<!-- check: allow capitals -->\n```")
    ),
    fault("macro-syntax", "curled quotes", text("▸Rest.{{ cite(“lee2019lock”) }}"), mends=True),
    fault("macro-syntax", "square brackets", text('▸Rest.{{ cite["lee2019lock"] }}'), mends=True),
    fault("macro-syntax", "parted braces", text('▸Rest.{ { cite("lee2019lock") } }'), mends=True),
    fault(
        "macro-syntax", "one brace at the end", text('▸Rest.{{ cite("lee2019lock") }'), mends=True
    ),
    fault(
        "macro-syntax",
        "no brackets",
        swap(FEVER, "{{ bibliography() }}", "▸{{ bibliography }}"),
        mends=True,
    ),
    clean("macro-syntax", "a comma at the end", text('Rest.{{ cite("lee2019lock",) }}')),
    fault("macro-argument", "no quotes", text("▸Rest.{{ cite(lee2019lock) }}"), mends=True),
    fault("cite-by-hand", "author and year", text("▸Either lock will do (Lee et al., 2019).")),
    clean("cite-by-hand", "a place and a year", text("It was first used there (Texas, 1982).§")),
    fault("cite-in-code", "indented", text('▸    {{ cite("lee2019lock") }}')),
    fault(
        "link-syntax",
        "curly brackets",
        text("▸See [flushing]{../clinicians/flushing.md}."),
        mends=True,
    ),
    fault(
        "link-syntax",
        "round and round",
        text("▸See (flushing)(../clinicians/flushing.md)."),
        mends=True,
    ),
    fault(
        "link-syntax",
        "a line end",
        text("▸See [flushing]\n(../clinicians/flushing.md)."),
        mends=True,
    ),
    fault(
        "link-scheme",
        "three strokes",
        text("▸See [the clinic](https:///clinic.example/a)."),
        mends=True,
    ),
    fault(
        "link-scheme",
        "twice",
        text("▸See [the clinic](https://https://clinic.example/a)."),
        mends=True,
    ),
    fault("link-mailto", "no number", text("▸Call [the nurse](tel:call me).")),
    fault(
        "link-own-site",
        "with www",
        text("▸See [flushing](https://www.example.org/handbook/clinicians/flushing/)."),
        mends=True,
    ),
    fault("footnote-off", "an inline note", text("▸Rest.^[At night too.]")),
    fault("temp-sign", "one sign for two", text("▸Call at 38℃.§"), mends=True),
    fault("temp-sign", "no scale", text("▸Call with a fever of 38.5 and more.§")),
    clean(
        "temp-sign", "an angle and an age", text("Hold it at 45 degrees.§ Call at the age of 38.")
    ),
    fault("dose-trailing-zero", "a hyphen between", text("▸Give a 5.0-mg dose.§"), mends=True),
    fault("dose-latin", "at bedtime", text("▸Rinse q.h.s. at home.§"), mends=True),
    fault("amount-unsourced", "in words", text("▸One in five has pain.")),
    clean("amount-unsourced", "one of several things", text("Choose one in the list.")),
    fault(
        "placeholder",
        "a word processor's lost reference",
        text("▸See Error! Reference source not found."),
    ),
    fault(
        "placeholder",
        "a chat program's mark",
        text("▸Ports last.:contentReference[oaicite:3]{index=3}"),
    ),
    fault(
        "meta-type",
        "curled quotes",
        field("aliases: [shivering]", "▸aliases: [“shivering”, “chills”]"),
        mends=True,
    ),
    fault("meta-date", "dashes", field("written: 2026-01-10", "▸written: 2026–01–10"), mends=True),
    fault(
        "meta-unknown",
        "draft",
        field("status: draft", "▸draft: true"),
        besides=["meta-value", "meta-type"],
    ),
    fault(
        "data-syntax",
        "sources without brackets",
        swap(FACTS, "  cite: [clinic2024fever]", "▸  cite: clinic2024fever"),
        besides=["item-unknown"],
    ),
    fault("bib-doi", "two of them", doi("10.1000/jea.2018.0301, 10.1000/jea.2018.0302")),
    fault("bib-doi", "a page's tail", doi("10.1000/jea.2018.0301?utm_source=mail"), mends=True),
    fault(
        "bib-pmid",
        "nine digits",
        swap(BIB, "pmid = {28000001}", "pmid = {280000012}"),
        at="references.bib:35",
    ),
    fault("bib-pages", "with volume and issue", pages("11(3):201-209"), mends=True),
    fault("bib-pages", "with the word", pages("pp. 201-209"), mends=True),
    clean(
        "bib-pages",
        "a part and an article number",
        swap(BIB, "pages = {201--209}", "pages = {S201--S209}"),
    ),
    fault(
        "bib-url",
        "in pointed brackets",
        swap(
            BIB,
            "  url = {https://clinic.example/fever}",
            "▸  url = {<https://clinic.example/fever>}",
        ),
        mends=True,
    ),
    fault(
        "bib-url-end",
        "a comma",
        swap(
            BIB,
            "  url = {https://clinic.example/fever}",
            "▸  url = {https://clinic.example/fever,}",
        ),
        mends=True,
    ),
    clean(
        "bib-url-end",
        "an abbreviation",
        swap(
            BIB,
            "  url = {https://clinic.example/fever}",
            "  url = {https://clinic.example/Fever_Inc.}",
        ),
    ),
    fault(
        "bib-url-end",
        "a final stop",
        swap(
            BIB,
            "  url = {https://clinic.example/fever}",
            "▸  url = {https://clinic.example/fever.}",
        ),
        mends=True,
    ),
    fault(
        "bib-author-twice",
        "one after the other",
        swap(BIB, "  author = {Müller, Jörg}", "▸  author = {Müller, Jörg and Müller, Jörg}"),
    ),
    fault(
        "bib-author-twice",
        "with another between",
        swap(BIB, "  author = {Müller, Jörg}", "▸  author = {Wu, X. and Ito, S. and Wu, X.}"),
    ),
    clean(
        "bib-author-twice",
        "brothers, and others twice",
        swap(
            BIB,
            "  author = {Müller, Jörg}",
            "  author = {Müller, Jörg and Müller, Jürgen and others}",
        ),
    ),
    fault(
        "bib-field",
        "authors",
        swap(BIB, "  author = {Müller, Jörg}", "▸  authors = {Müller, Jörg}"),
        mends=True,
    ),
    fault(
        "bib-vocabulary",
        "what it is called elsewhere",
        swap(BIB, "  evidence = {randomised-trial}", "▸  evidence = {RCT}"),
        mends=True,
    ),
    fault(
        "bib-needed",
        "a title to come",
        swap(BIB, "  title = {Access for nurses}", "▸  title = {TITLE HERE}"),
        besides=["bib-title-caps"],
    ),
)
