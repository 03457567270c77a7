"""Files that can't be read as they stand: sources, pages, data, settings."""

from tests.scorecard.plant import add, clean, fault, folder, recode, remove, swap, write

BIB, FLUSH, FEVER, FACTS, CONFIG = (
    "references.bib",
    "docs/clinicians/flushing.md",
    "docs/patients/fever.md",
    "docs/data/facts.yml",
    "mkdocs.yml",
)

PLUGIN = """  - macros:
      modules: [macros]
      on_error_fail: true
      on_undefined: strict
      j2_comment_start_string: "[[~~#"
      j2_comment_end_string: "#~~]]"
"""

PLANTS = (
    fault(
        "setting-plugin",
        "taken out",
        swap("mkdocs.yml", f"plugins:\n  - search\n{PLUGIN}", "▸plugins:\n  - search\n"),
    ),
    fault(
        "setting-plugin",
        "no plug-ins at all",
        swap("mkdocs.yml", f"plugins:\n  - search\n{PLUGIN}", "▸plugins: []\n"),
    ),
    clean(
        "setting-plugin",
        "among others",
        swap("mkdocs.yml", "  - search\n", "  - search\n  - offline\n"),
    ),
    fault("bib-absent", "deleted", remove(BIB), at="references.bib:1"),
    fault(
        "bib-absent",
        "renamed in the settings",
        swap(CONFIG, "file: references.bib", "file: sources.bib"),
        at="sources.bib:1",
    ),
    clean(
        "bib-absent",
        "another name, given in the settings",
        swap(CONFIG, "file: references.bib", "file: sources.bib"),
        recode(BIB, lambda data: data),
        lambda root: (root / BIB).rename(root / "sources.bib") and [],
    ),
    fault("bib-unreadable", "a folder of that name", folder(BIB), at="references.bib:1"),
    fault(
        "bib-unreadable",
        "the settings name a folder",
        swap(CONFIG, "file: references.bib", "file: docs"),
        at="docs:1",
    ),
    clean(
        "bib-unreadable",
        "in a folder of its own",
        swap(CONFIG, "file: references.bib", "file: library/all.bib"),
        lambda root: (
            (root / "library").mkdir() or (root / BIB).rename(root / "library/all.bib") and []
        ),
    ),
    fault("bib-empty", "no text", write(BIB, ""), at="references.bib:1"),
    fault(
        "bib-empty",
        "blank lines and a byte-order mark",
        write(BIB, b"\xef\xbb\xbf\r\n \r\n"),
        at="references.bib:1",
    ),
    clean("bib-empty", "blank lines round the entries", add(BIB, "\n\n\n")),
    fault(
        "bib-encoding",
        "Latin-1",
        recode(BIB, lambda data: data.decode().replace("Díaz", "Diaz").encode("latin-1")),
        at="references.bib:58",
    ),
    fault(
        "bib-encoding",
        "saved as UTF-16",
        recode(BIB, lambda data: data.decode().encode("utf-16")),
        at="references.bib:1",
    ),
    clean(
        "bib-encoding",
        "byte-order mark and Windows line ends",
        recode(BIB, lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")),
    ),
    fault(
        "bib-syntax", "no equals sign", swap(BIB, "  year = {2018}", "▸  year {2018}"), mends=True
    ),
    fault(
        "bib-syntax",
        "a colon for the equals sign",
        swap(BIB, "  edition = {2}", "▸  edition: {2}"),
        mends=True,
    ),
    fault(
        "bib-syntax",
        "text without braces",
        swap(BIB, "  pages = {201--209}", "▸  pages = 201-209"),
        mends=True,
        besides=["bib-form"],
    ),
    fault(
        "bib-syntax",
        "title without braces",
        swap(BIB, "  title = {If you have a fever}", "▸  title = If you have a fever"),
        mends=True,
    ),
    fault(
        "bib-syntax",
        "a comment line inside an entry",
        swap(BIB, "  edition = {2},", "▸  % second edition\n  edition = {2},"),
    ),
    fault(
        "bib-syntax",
        "text after the closing brace",
        swap(BIB, "  publisher = {Example Press},", "▸  publisher = {Example} Press,"),
    ),
    fault("bib-syntax", "an entry without a key", add(BIB, "\n▸@misc{\n  title = {No key}\n}\n")),
    fault("bib-syntax", "a line that only starts like an entry", add(BIB, "\n▸@ {nothing\n")),
    clean(
        "bib-syntax",
        "two entries on one line",
        swap(BIB, "}\n\n@online{clinic", "} @online{clinic"),
    ),
    clean(
        "bib-syntax",
        "round brackets, digits without braces, parts joined",
        swap(
            BIB,
            "@techreport{onco2022guideline,",
            "@string{ex = {Example}}\n\n@techreport(onco2022guideline,",
        ),
        swap(
            BIB,
            "  title = {Care of implanted ports}",
            '  title = ex # " care of implanted " # {ports}',
        ),
        swap(BIB, "  year = {2022}", "  year = 2022"),
        swap(
            BIB,
            "  textseen = {full}\n}\n\n@online{smith",
            "  textseen = {full},\n)\n\n@online{smith",
        ),
    ),
    fault(
        "bib-brace",
        "opening brace inside a title not closed",
        swap(
            BIB, "  title = {{HIT} after heparin locks},", "▸  title = {{HIT after heparin locks},"
        ),
        mends=True,
    ),
    fault(
        "bib-brace",
        "closing brace of a field lost",
        swap(BIB, "  journal = {Example Haematology},", "▸  journal = {Example Haematology,"),
        mends=True,
    ),
    fault(
        "bib-brace",
        "opening brace of a field lost",
        swap(BIB, "  journal = {Example Haematology},", "▸  journal = Example Haematology},"),
        mends=True,
    ),
    fault(
        "bib-brace",
        "one closing brace too many",
        swap(BIB, "  edition = {2},", "▸  edition = {2}},"),
        mends=True,
    ),
    fault(
        "bib-brace",
        "an entry that is never closed",
        swap(BIB, "@book{brown", "▸@book{brown"),
        swap(BIB, "  authority = {journal}\n}\n", "  authority = {journal}\n"),
    ),
    fault(
        "bib-brace",
        "the last field of the file",
        swap(BIB, "  keywords = {further-reading}", "▸  keywords = {further-reading"),
    ),
    clean(
        "bib-brace",
        "braces that protect, nested",
        swap(BIB, "{{HIT} after heparin locks}", "{{{HIT}} after {h{e}parin} locks}"),
    ),
    fault(
        "bib-quote",
        "closing quote lost",
        swap(BIB, "  title = {Access for nurses},", '▸  title = "Access for nurses,'),
        mends=True,
    ),
    fault(
        "bib-quote",
        "quotes inside quotes",
        swap(BIB, "  title = {Access for nurses},", '▸  title = "Access for "new" nurses",'),
    ),
    clean(
        "bib-quote",
        "quotes in braces",
        swap(BIB, "  title = {Access for nurses},", '  title = "Access for {"}new{"} nurses",'),
    ),
    fault(
        "bib-comma",
        "after a title",
        swap(BIB, "  title = {If you have a fever},", "▸  title = {If you have a fever}"),
        mends=True,
    ),
    fault(
        "bib-comma",
        "after the key",
        swap(BIB, "@book{brown2017access,", "▸@book{brown2017access"),
        mends=True,
    ),
    fault(
        "bib-comma",
        "two in one entry",
        swap(BIB, "  edition = {2},\n", "▸  edition = {2}\n"),
        swap(BIB, "  year = {2017},\n", "▸  year = {2017}\n"),
        mends=True,
    ),
    fault(
        "bib-comma",
        "a semicolon in its place",
        swap(BIB, "  edition = {2},", "▸  edition = {2};"),
        mends=True,
    ),
    clean(
        "bib-comma",
        "a comma after the last field",
        swap(BIB, "  authority = {journal}\n}", "  authority = {journal},\n}"),
    ),
    fault(
        "bib-string",
        "undefined abbreviation",
        swap(BIB, "  journal = {Example Haematology}", "▸  journal = exhaem"),
    ),
    fault("bib-string", "undefined month", swap(BIB, "  month = {3}", "▸  month = maerz")),
    clean(
        "bib-string",
        "defined above, and a month",
        swap(BIB, "@article{muller", '@STRING{exhaem = "Example Haematology"}\n@article{muller'),
        swap(BIB, "  journal = {Example Haematology}", "  journal = exhaem"),
        swap(BIB, "  month = {3}", "  month = mar"),
    ),
    fault(
        "bib-no-at",
        "the sign is gone",
        swap(BIB, "@article{lee2019lock,", "▸article{lee2019lock,"),
        mends=True,
    ),
    fault(
        "bib-no-at",
        "two in a row",
        swap(BIB, "@article{lee2019lock,", "▸article{lee2019lock,"),
        swap(BIB, "@article{muller2016heparin,", "▸article{muller2016heparin,"),
        mends=True,
    ),
    clean(
        "bib-no-at",
        "a comment that names a type",
        swap(
            BIB,
            "@article{lee",
            "% article{old2010, was here\n@comment{article{old2010, and here}}\n@article{lee",
        ),
    ),
    fault(
        "bib-text-outside",
        "a remark between entries",
        swap(BIB, "@article{lee", "▸see also the trial of 2021\n\n@article{lee"),
    ),
    fault(
        "bib-text-outside",
        "at the top",
        recode(BIB, lambda data: b"Our sources\n\n" + data),
        at="references.bib:1",
    ),
    clean(
        "bib-text-outside",
        "comments and a preamble",
        swap(
            BIB,
            "@article{lee",
            '% a remark\n@Comment{jabref-meta: databaseType:bibtex;}\n@preamble{"\\newcommand{\\x}{x}"}\n@comment no braces\n@article{lee',
        ),
    ),
    fault(
        "bib-field-twice",
        "year twice",
        swap(BIB, "  year = {2017},\n", "  year = {2017},\n▸  year = {2016},\n"),
    ),
    fault(
        "bib-field-twice",
        "in other letters",
        swap(BIB, "  evidence = {cohort},\n", "  evidence = {cohort},\n▸  Title = {Another},\n"),
    ),
    clean(
        "bib-field-twice",
        "title and subtitle",
        swap(
            BIB,
            "  title = {Access for nurses},\n",
            "  title = {Access for nurses},\n  subtitle = {A primer},\n  shorttitle = {Access},\n",
        ),
    ),
    fault(
        "bib-duplicate-key",
        "another work",
        add(
            BIB,
            "\n▸@book{brown2017access,\n  author = {Brown, Ed},\n  title = {Something else},\n  publisher = {P},\n  year = {2017}\n}\n",
        ),
    ),
    fault(
        "bib-duplicate-key",
        "the same work, other letter case",
        add(
            BIB,
            "\n▸@book{Brown2017Access,\n  author = {Brown, Dee},\n  title = {Access for nurses},\n  publisher = {P},\n  year = {2017}\n}\n",
        ),
    ),
    clean(
        "bib-duplicate-key",
        "a letter behind",
        add(
            BIB,
            "\n@book{brown2017accessb,\n  author = {Brown, Ed},\n  title = {Something else altogether},\n  publisher = {P},\n  year = {2017},\n  keywords = {further-reading}\n}\n",
        ),
    ),
    fault(
        "page-unreadable",
        "a link to nowhere, in a folder",
        lambda root: (root / "docs/clinicians/odd.md").symlink_to("nowhere.md") or [],
        at="docs/clinicians/odd.md:1",
    ),
    fault(
        "page-unreadable",
        "a link to nowhere",
        lambda root: (root / "docs/gone.md").symlink_to("nowhere.md") or [],
        at="docs/gone.md:1",
    ),
    clean("page-unreadable", "a folder named like a page", folder("docs/clinicians/odd.md")),
    fault(
        "page-encoding",
        "Latin-1",
        recode(FEVER, lambda data: data.replace(b"shivery", "fébrile".encode("latin-1"))),
        at="docs/patients/fever.md:14",
    ),
    fault(
        "page-encoding",
        "a word processor's quote",
        recode(FLUSH, lambda data: data.replace(b"local policy", b"\x93local policy\x94")),
        at="docs/clinicians/flushing.md:14",
    ),
    clean(
        "page-encoding",
        "accents in UTF-8, Windows line ends, byte-order mark",
        recode(
            FEVER,
            lambda data: (
                b"\xef\xbb\xbf"
                + data.replace(b"shivery", "fébrile".encode()).replace(b"\n", b"\r\n")
            ),
        ),
    ),
    fault(
        "meta-syntax",
        "a colon in a title",
        swap(FEVER, "title: Fever with a port", "▸title: Fever: with a port"),
    ),
    fault(
        "meta-syntax",
        "never closed",
        swap(FEVER, "aliases: [shivering]\n---\n", "aliases: [shivering]\n"),
        at="docs/patients/fever.md:1",
    ),
    fault(
        "meta-syntax",
        "a bracket left open",
        swap(
            FEVER, "reviewed_by: []\naliases: [shivering]", "reviewed_by: []\naliases: [shivering"
        ),
        at="docs/patients/fever.md:9",
    ),
    clean(
        "meta-syntax",
        "a colon in quotes",
        swap(FEVER, "aliases: [shivering]", 'aliases: ["shivering: why"]'),
    ),
    fault(
        "meta-twice",
        "status twice",
        swap(FEVER, "status: draft\n", "status: draft\n▸status: draft\n"),
    ),
    fault(
        "meta-twice",
        "audience twice",
        swap(FLUSH, "status: draft\n", "status: draft\n▸audience: clinician\n"),
    ),
    clean(
        "meta-twice",
        "a word that is a field's name among the aliases",
        swap(FLUSH, "aliases: [port flush]", "aliases: [port flush, title]"),
    ),
    fault(
        "macro-syntax",
        "closing bracket missing",
        swap(
            FEVER, 'shivery.{{ cite("clinic2024fever") }}', '▸shivery.{{ cite("clinic2024fever" }}'
        ),
    ),
    fault(
        "macro-syntax",
        "curled quotes",
        swap(
            FEVER, 'shivery.{{ cite("clinic2024fever") }}', "▸shivery.{{ cite(“clinic2024fever”) }}"
        ),
    ),
    fault(
        "macro-syntax",
        "one brace at the end",
        swap(
            FEVER, 'shivery.{{ cite("clinic2024fever") }}', '▸shivery.{{ cite("clinic2024fever") }'
        ),
    ),
    fault(
        "macro-syntax",
        "a quote missing",
        swap(FLUSH, '{{ cite("diaz2018interval") }}', '▸{{ cite("diaz2018interval) }}'),
    ),
    fault(
        "macro-syntax",
        "no comma between keys",
        swap(
            FLUSH,
            '{{ cite("onco2022guideline", "lee2019lock") }}',
            '▸{{ cite("onco2022guideline" "lee2019lock) }}',
        ),
    ),
    clean(
        "macro-syntax",
        "single quotes, no blanks, a call over two lines",
        swap(FLUSH, '{{ cite("diaz2018interval") }}', "{{cite('diaz2018interval')}}"),
        swap(
            FLUSH,
            '{{ cite("onco2022guideline", "lee2019lock") }}',
            '{{ cite("onco2022guideline",\n"lee2019lock") }}',
        ),
    ),
    fault(
        "macro-argument",
        "a key without quotes",
        swap(FLUSH, '{{ cite("diaz2018interval") }}', "▸{{ cite(diaz2018interval) }}"),
    ),
    fault(
        "macro-argument",
        "a locator without quotes",
        swap(
            FLUSH, '{{ cite("diaz2018interval") }}', '▸{{ cite("diaz2018interval", locator=12) }}'
        ),
    ),
    clean(
        "macro-argument",
        "a locator in quotes",
        swap(
            FLUSH,
            '{{ cite("diaz2018interval") }}',
            '{{ cite("diaz2018interval", locator="Table 2") }}',
        ),
    ),
    fault(
        "data-syntax",
        "a wrong indent",
        swap(FACTS, '  text: "on the card', '▸   text: "on the card'),
    ),
    fault(
        "data-syntax",
        "a list became a mapping",
        write(FACTS, "▸card:\n  text: on the card\n  cite: [clinic2024fever]\n"),
    ),
    clean("data-syntax", "comments and blank lines", add(FACTS, "\n# a remark: with a colon\n\n")),
    fault(
        "data-missing",
        "no text",
        swap(FACTS, '- id: syringe\n  text: "a syringe of 10 mL"\n', "▸- id: syringe\n"),
    ),
    fault(
        "data-missing",
        "no source",
        swap(FACTS, "- id: syringe\n", "▸- id: syringe\n"),
        swap(FACTS, "  cite:\n    - lee2019lock\n", ""),
    ),
    clean("data-missing", "a field more", add(FACTS, "  note: from the trial\n")),
    fault(
        "data-syntax",
        "a list in the place of the words",
        swap(FACTS, 'text: "a syringe of 10 mL"', "▸text: [a syringe, 10 mL]"),
    ),
    fault(
        "data-field",
        "an s too many",
        swap(FACTS, '  text: "a syringe of 10 mL"\n', '▸  texts: "a syringe of 10 mL"\n'),
        mends=True,
    ),
    fault(
        "data-field",
        "other words for a term",
        write(
            "docs/data/glossary.yml",
            "- id: bung\n  term: bung\n  definition: A stopper.\n▸  alias: [stopper]\n",
        ),
        mends=True,
    ),
    clean(
        "data-field",
        "a note of the author's own",
        add(FACTS, "  remark: as the clinic told us\n"),
    ),
    fault(
        "data-twice",
        "the same id",
        add(FACTS, "▸- id: card\n  text: on a card\n  cite: [clinic2024fever]\n"),
    ),
    fault(
        "data-twice",
        "the same id, one item between",
        add(
            FACTS,
            "- id: other\n  text: on a card\n  cite: [clinic2024fever]\n▸- id: syringe\n  text: a syringe\n  cite: [lee2019lock]\n",
        ),
    ),
    clean(
        "data-twice",
        "the same text under two ids",
        add(
            FACTS,
            "- id: card-again\n  text: on the card that came with the port\n  cite: [clinic2024fever]\n",
        ),
    ),
    fault(
        "setting-style",
        "a style that is not there",
        swap(CONFIG, "    file: references.bib", "    file: references.bib\n▸    style: apa"),
    ),
    fault(
        "setting-style",
        "misspelt",
        swap(CONFIG, "    file: references.bib", "▸    style: vancover\n    file: references.bib"),
    ),
    clean(
        "setting-style",
        "Vancouver",
        swap(CONFIG, "    file: references.bib", "    file: references.bib\n    style: vancouver"),
    ),
    fault(
        "setting-unknown",
        "misspelt",
        swap(CONFIG, "    file: references.bib", "    file: references.bib\n▸    stile: ama"),
    ),
    fault(
        "setting-unknown",
        "another tool's setting",
        swap(
            CONFIG, "    file: references.bib", "▸    csl_file: ama.csl\n    file: references.bib"
        ),
    ),
    clean(
        "setting-unknown",
        "a folder for the cache",
        swap(
            CONFIG, "    file: references.bib", "    file: references.bib\n    cache: .cache/mine"
        ),
    ),
)
