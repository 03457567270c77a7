"""Citations that don't resolve, or stand where they can't."""

from tests.scorecard.plant import add, before_references, clean, fault, recode, swap

FLUSH, FEVER, INDEX, FACTS = (
    "docs/clinicians/flushing.md",
    "docs/patients/fever.md",
    "docs/index.md",
    "docs/data/facts.yml",
)
DIAZ = '{{ cite("diaz2018interval") }}'

PLANTS = (
    fault(
        "cite-unknown",
        "turned digits",
        swap(FLUSH, DIAZ, '▸{{ cite("diaz2081interval") }}'),
        mends=True,
    ),
    fault(
        "cite-unknown",
        "letter case",
        swap(FLUSH, DIAZ, '▸{{ cite("Diaz2018Interval") }}'),
        mends=True,
    ),
    fault(
        "cite-unknown",
        "an accent",
        swap(FLUSH, DIAZ, '▸{{ cite("díaz2018interval") }}'),
        mends=True,
    ),
    fault(
        "cite-unknown",
        "a DOI for a key",
        swap(FLUSH, DIAZ, '▸{{ cite("https://doi.org/10.1000/jea.2018.0301") }}'),
        mends=True,
    ),
    fault("cite-unknown", "author and year only", swap(FLUSH, DIAZ, '▸{{ cite("Diaz2018") }}')),
    fault(
        "cite-unknown", "nothing like it", before_references(FEVER, '▸Rest.{{ cite("zzz1900") }}')
    ),
    fault(
        "cite-unknown",
        "the second of two, over two lines",
        swap(
            FLUSH,
            '{{ cite("onco2022guideline", "lee2019lock") }}',
            '{{ cite("onco2022guideline",\n▸"lee2019locks") }}',
        ),
        mends=True,
    ),
    fault("cite-unknown", "in a data file", swap(FACTS, "    - lee2019lock", "▸    - lee2019look")),
    clean(
        "cite-unknown",
        "single quotes and blanks round the key",
        swap(FLUSH, DIAZ, "{{ cite( ' diaz2018interval ' ) }}"),
    ),
    fault(
        "cite-keys",
        "comma inside the quotes",
        swap(FLUSH, '"onco2022guideline", "lee2019lock"', '"onco2022guideline, lee2019lock"'),
        at=f"{FLUSH}:14",
        mends=True,
    ),
    fault(
        "cite-keys",
        "semicolon and at signs",
        swap(FLUSH, '"muller2016heparin", "lee2019lock"', '"@muller2016heparin; @lee2019lock"'),
        at=f"{FLUSH}:23",
        mends=True,
    ),
    fault(
        "cite-keys",
        "no comma between two",
        swap(FLUSH, '"onco2022guideline", "lee2019lock"', '"onco2022guideline" "lee2019lock"'),
        at=f"{FLUSH}:14",
        mends=True,
        besides=["template-word"],
    ),
    clean(
        "cite-keys",
        "two texts",
        swap(FLUSH, '"onco2022guideline", "lee2019lock"', '"onco2022guideline","lee2019lock"'),
    ),
    fault("cite-empty", "no key", swap(FLUSH, DIAZ, "▸{{ cite() }}"), besides=["bib-uncited"]),
    fault("cite-empty", "an empty key", swap(FLUSH, DIAZ, '▸{{ cite("diaz2018interval", "") }}')),
    clean(
        "cite-empty",
        "three keys",
        swap(FLUSH, DIAZ, '{{ cite("diaz2018interval", "lee2019lock", "brown2017access") }}'),
    ),
    fault(
        "cite-twice",
        "side by side",
        swap(FLUSH, DIAZ, '▸{{ cite("diaz2018interval", "diaz2018interval") }}'),
        mends=True,
    ),
    fault(
        "cite-twice",
        "with another between",
        swap(FLUSH, DIAZ, '▸{{ cite("lee2019lock", "diaz2018interval", "lee2019lock") }}'),
        mends=True,
    ),
    clean(
        "cite-twice",
        "twice in one paragraph",
        before_references(
            FEVER, 'Rest.{{ cite("clinic2024fever") }} Drink.{{ cite("clinic2024fever") }}'
        ),
    ),
    fault(
        "cite-locator",
        "for two sources",
        swap(
            FLUSH,
            '{{ cite("onco2022guideline", "lee2019lock") }}',
            '▸{{ cite("onco2022guideline", "lee2019lock", locator="p 3") }}',
        ),
    ),
    fault(
        "cite-locator",
        "for three",
        swap(
            FLUSH,
            DIAZ,
            '▸{{ cite("diaz2018interval", "lee2019lock", "brown2017access", locator="Table 1") }}',
        ),
    ),
    fault(
        "cite-locator",
        "a word that nobody knows",
        swap(FLUSH, DIAZ, '{{ cite("diaz2018interval ▸tabel 1") }}'),
        mends=True,
    ),
    clean(
        "cite-locator",
        "behind its key",
        swap(FLUSH, DIAZ, '{{ cite("diaz2018interval p3", "lee2019lock table 1, fig 2") }}'),
    ),
    clean(
        "cite-locator",
        "one source each",
        swap(
            FLUSH,
            DIAZ,
            '{{ cite("diaz2018interval", locator="Table 1") }}{{ cite("lee2019lock") }}',
        ),
    ),
    fault(
        "cite-in-heading",
        "at its end",
        swap(FLUSH, "## What the trial found", '▸## What the trial found{{ cite("lee2019lock") }}'),
    ),
    fault(
        "cite-in-heading",
        "a fact",
        swap(
            FEVER, "\n## References", '\n▸## The card {{ fact("card") }}\n\nText.\n\n## References'
        ),
    ),
    clean(
        "cite-in-heading",
        "below it",
        swap(
            FLUSH,
            "## What the trial found\n\nIn one trial",
            '## What the trial found\n\nMuch.{{ cite("lee2019lock") }} In one trial',
        ),
    ),
    fault(
        "cite-in-code",
        "inline",
        before_references(FEVER, '▸Write `{{ cite("clinic2024fever") }}` for it.'),
    ),
    fault(
        "cite-in-code",
        "a fence",
        before_references(FEVER, '```\n▸{{ cite("clinic2024fever") }}\n```'),
    ),
    fault(
        "cite-in-code",
        "a comment",
        before_references(FEVER, '▸<!-- {{ cite("clinic2024fever") }} -->'),
    ),
    clean(
        "cite-in-code",
        "a call that is shown and not carried out",
        before_references(FEVER, '`{{ example("cite", "nobody2020") }}`'),
    ),
    fault(
        "cite-option",
        "misspelt",
        swap(FLUSH, 'locator="p 12"', 'lokator="p 12"'),
        at=f"{FLUSH}:18",
        mends=True,
    ),
    fault(
        "cite-option",
        "another name",
        swap(FLUSH, 'locator="p 12"', 'page="12"'),
        at=f"{FLUSH}:18",
        mends=True,
    ),
    fault(
        "cite-option",
        "a place without its name",
        swap(FLUSH, 'locator="p 12"', '"p 12"'),
        at=f"{FLUSH}:18",
        mends=True,
    ),
    clean(
        "cite-option",
        "the end of a fact",
        swap(FEVER, '{{ fact("card", ".") }}', '{{ fact("card", end=".") }}'),
    ),
    fault(
        "bibliography-missing",
        "taken out",
        swap(FEVER, "\n## References\n\n{{ bibliography() }}\n", ""),
        at=f"{FEVER}:14",
    ),
    fault(
        "bibliography-missing",
        "a new page's citation",
        add(INDEX, '\n▸Ports last.{{ cite("clinic2024fever") }}\n'),
    ),
    clean("bibliography-missing", "a page that cites nothing", add(INDEX, "\nPorts last.\n")),
    fault("bibliography-twice", "at the end", add(FEVER, "\n▸{{ bibliography() }}\n")),
    fault(
        "bibliography-twice",
        "three of them",
        add(FLUSH, "\n▸{{ bibliography() }}\n\n▸{{ bibliography() }}\n"),
    ),
    clean(
        "bibliography-twice",
        "on two pages, Windows line ends",
        recode(FEVER, lambda data: data.replace(b"\n", b"\r\n")),
    ),
    fault(
        "bibliography-early", "a late remark", add(FEVER, '\n▸Rest.{{ cite("clinic2024fever") }}\n')
    ),
    fault("bibliography-early", "a late fact", add(FEVER, '\n▸Keep it {{ fact("card", ".") }}\n')),
    clean(
        "bibliography-early",
        "a late remark without a source",
        add(FEVER, "\nSee also the front page.\n"),
    ),
    fault(
        "bibliography-empty",
        "nothing is cited",
        add(INDEX, "\n## References\n\n▸{{ bibliography() }}\n"),
    ),
    fault(
        "bibliography-empty",
        "the citations were taken out",
        swap(
            FEVER,
            '{{ cite("clinic2024fever") }} Keep their number near you, {{ fact("card", ".") }}',
            "",
        ),
        swap(FEVER, "{{ bib", "▸{{ bib"),
    ),
    clean("bibliography-empty", "a fact alone", swap(FEVER, '{{ cite("clinic2024fever") }}', "")),
    fault(
        "macro-unknown", "misspelt", swap(FLUSH, DIAZ, '▸{{ cit("diaz2018interval") }}'), mends=True
    ),
    fault(
        "macro-unknown",
        "capital letter",
        swap(FEVER, "{{ bibliography() }}", "▸{{ Bibliography() }}"),
        besides=["bibliography-missing"],
        mends=True,
    ),
    fault(
        "macro-unknown",
        "a percent sign for the second brace",
        before_references(FEVER, '▸Rest.{% cite "clinic2024fever" %}'),
        besides=["template-word"],
    ),
    clean(
        "macro-unknown",
        "another template language, shown",
        before_references(FEVER, '{{ example("user", "1") }}'),
    ),
    fault(
        "item-unknown", "a fact misspelt", swap(FEVER, 'fact("card"', '▸fact("crad"'), mends=True
    ),
    fault(
        "item-unknown", "no such question", before_references(FEVER, '▸{{ differ("lock-or-not") }}')
    ),
    fault(
        "item-unknown",
        "no such word",
        before_references(FEVER, '▸A {{ term("septum") }} is needled.'),
    ),
    clean(
        "item-unknown",
        "a fact without its stop",
        swap(FEVER, '{{ fact("card", ".") }}', '{{ fact("card") }} or at home.'),
    ),
)
