"""Marks that a journal would set elsewhere, and citing by other means."""

from tests.scorecard.plant import before_references, clean, fault, swap, write

FLUSH, FEVER, INDEX = "docs/clinicians/flushing.md", "docs/patients/fever.md", "docs/index.md"
LEE, CLINIC = '{{ cite("lee2019lock") }}', '{{ cite("clinic2024fever") }}'


def text(row: str):
    """A row before the references of the page on flushing."""
    return before_references(FLUSH, row)


PLANTS = (
    fault(
        "cite-after-number",
        "a volume",
        text(f"▸Flush with 20 mL{LEE} of saline."),
        besides=["amount-unsourced"],
    ),
    fault("cite-after-number", "a bare number", text(f"▸Every patient of the 300{LEE} was asked.")),
    fault(
        "cite-after-number",
        "a temperature in bold",
        text(f"▸Call from 100.4 °F, **38.0 °C**{LEE} on."),
    ),
    fault("cite-after-number", "with a space", text(f"▸Flush with 20 mL {LEE} of saline.")),
    fault(
        "cite-after-number",
        "a unit alone, in a table",
        swap(
            FLUSH,
            f"| Saline | No more blockages.{LEE} |",
            f"▸| Saline | The same number of mL{LEE} |",
        ),
    ),
    fault("cite-after-number", "a shared fact", text('▸Use {{ fact("syringe") }} or more.')),
    clean(
        "cite-after-number",
        "after the stop, a word, a bracket, a name with a digit",
        text(
            f"Flush with 20 mL.{LEE} In 30 patients{LEE} and (8 mL){LEE} for COVID-19{LEE} as before."
        ),
    ),
    clean(
        "cite-after-number",
        "before a stop that the other rule tells of is no second fault, and a fact with its stop",
        text('Use {{ fact("syringe", ".") }}'),
    ),
    fault(
        "cite-before-stop",
        "a full stop",
        swap(
            FLUSH,
            'blockages.{{ cite("diaz2018interval") }}',
            '▸blockages{{ cite("diaz2018interval") }}.',
        ),
        mends=True,
    ),
    fault("cite-before-stop", "a comma", text(f"▸Ports last{LEE}, as a rule."), mends=True),
    fault(
        "cite-before-stop",
        "after a number",
        text(f"▸They gave 20 mL{LEE}."),
        mends=True,
        besides=["amount-unsourced"],
    ),
    fault("cite-before-stop", "a stop on either side", text(f"▸Ports last.{LEE}."), mends=True),
    fault("cite-before-stop", "a question mark", text(f"▸Do ports last{LEE}?"), mends=True),
    fault(
        "cite-before-stop",
        "a shared fact",
        swap(FEVER, '{{ fact("card", ".") }}', '▸{{ fact("card") }}.'),
        mends=True,
    ),
    clean(
        "cite-before-stop",
        "a semicolon, a bracket, a dash",
        text(f"Ports last{LEE}; they hold (as shown{LEE}) well{LEE} – so far."),
    ),
    fault("cite-after-colon", "a semicolon", text(f"▸Ports last;{LEE} they hold."), mends=True),
    fault("cite-after-colon", "a colon", text(f"▸The guideline says:{LEE} flush."), mends=True),
    clean("cite-after-colon", "a list of sources", text(f"Sources: {LEE}")),
    fault("cite-space", "a blank", text(f"▸Ports last. {LEE} They hold."), mends=True),
    fault("cite-space", "a hard space", text(f"▸Ports last.\u00a0{LEE} They hold."), mends=True),
    fault("cite-space", "a line break", text(f"Ports last.\n▸{LEE} They hold."), mends=True),
    clean(
        "cite-space",
        "a cell and a list item of its own",
        text(f"- {LEE}\n\n| A | B |\n|---|---|\n| Kept | {LEE} |"),
    ),
    fault(
        "cite-neighbours",
        "two",
        text(f'▸Ports last.{LEE}{{{{ cite("brown2017access") }}}}'),
        mends=True,
    ),
    fault(
        "cite-neighbours",
        "three, with blanks and a comma",
        text(
            f'▸Ports last.{LEE}, {{{{ cite("brown2017access") }}}} {{{{ cite("diaz2018interval") }}}}'
        ),
        mends=True,
    ),
    fault("cite-neighbours", "the same twice", text(f"▸Ports last.{LEE}{LEE}"), mends=True),
    clean(
        "cite-neighbours",
        "a locator belongs to one",
        text(f'Ports last.{{{{ cite("brown2017access", locator="p 3") }}}}{LEE}'),
    ),
    fault(
        "cite-in-link",
        "inside the words",
        text(f"▸See [fever{LEE}](../patients/fever.md) too."),
        mends=True,
    ),
    fault(
        "cite-in-link",
        "raw HTML",
        text(f'▸See <a href="https://clinic.example/fever">fever{LEE}</a> too.'),
        mends=True,
    ),
    clean("cite-in-link", "behind it", text(f"See [fever](../patients/fever.md).{LEE}")),
    fault(
        "cite-in-alt",
        "an image",
        swap(
            INDEX,
            "\nStart",
            "\n▸![A port drawn from the side{{ cite('clinic2024fever') }}](assets/port.svg)\n\nStart",
        ),
        write(
            "docs/assets/port.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Port</title></svg>',
        ),
        mends=True,
        besides=["bibliography-missing"],
    ),
    fault(
        "cite-in-alt",
        "an HTML attribute",
        text(f"▸A <abbr title='central line{LEE}'>CVC</abbr> is one."),
    ),
    fault(
        "cite-in-alt",
        "what a short form stands for",
        text(f"A CVC is one.\n\n▸*[CVC]: central line{LEE}"),
        mends=True,
    ),
    fault(
        "cite-in-alt",
        "the title of a link's address",
        text(f"See [fever][f].\n\n▸[f]: ../patients/fever.md 'Fever{LEE}'"),
        mends=True,
    ),
    clean(
        "cite-in-alt",
        "in the sentence below",
        text(f"A <abbr title='central line'>CVC</abbr> is one.{LEE}"),
    ),
    fault(
        "cite-in-table-head",
        "a head",
        swap(FLUSH, "| Lock | What was found |", f"▸| Lock | What was found{LEE} |"),
    ),
    fault(
        "cite-in-table-head",
        "without outer bars",
        text(f"▸Gauge{LEE} | Use\n--- | ---\nAny | Blood"),
    ),
    clean(
        "cite-in-table-head",
        "the sentence above",
        text(f"As the trial shows\n\n| Lock | Use |\n|---|---|\n| A | B.{LEE} |"),
    ),
    fault(
        "cite-in-meta",
        "in the summary",
        swap(FEVER, "and whom to call.", f"and whom to call.{CLINIC}"),
        at=f"{FEVER}:3",
    ),
    fault(
        "cite-in-meta",
        "among the aliases",
        swap(FLUSH, "aliases: [port flush]", f"▸aliases: ['port flush {LEE}']"),
    ),
    clean(
        "cite-in-meta",
        "the word alone",
        swap(FLUSH, "aliases: [port flush]", "aliases: [port flush, cite]"),
    ),
    fault(
        "cite-foreign",
        "pandoc",
        text("▸Ports last. [@lee2019lock]"),
        mends=None,
        besides=["cite-space"],
    ),
    fault(
        "cite-foreign",
        "pandoc, two keys and a page",
        text("▸Ports last.[see @lee2019lock, p. 4; @brown2017access]"),
        mends=True,
    ),
    fault(
        "cite-foreign",
        "LaTeX",
        text("▸Ports last.\\citep[p. 4]{lee2019lock,brown2017access}"),
        mends=True,
    ),
    fault("cite-foreign", "MyST", text("▸Ports last.{cite:p}`lee2019lock`"), mends=True),
    fault(
        "cite-foreign",
        "a footnote with a key",
        text("▸Ports last.[^lee2019lock]"),
        mends=True,
        besides=["footnote-undefined"],
    ),
    fault("cite-foreign", "a bare key", text("▸Ports last, as @lee2019lock says."), mends=True),
    fault("cite-foreign", "an unknown key", text("▸Ports last.[@nobody2020port]")),
    fault(
        "cite-foreign",
        "another tool's list",
        swap(FEVER, "{{ bibliography() }}", "▸\\bibliography"),
        mends=True,
        besides=["bibliography-missing"],
    ),
    fault(
        "cite-by-hand",
        "within a sentence",
        swap(FLUSH, "A textbook explains", "▸A textbook [2] of nurses explains"),
    ),
    clean(
        "cite-by-hand",
        "a sign that is spoken of",
        swap(FLUSH, "A textbook explains", "The bytes in [2] and [3] say that a textbook explains"),
    ),
    clean(
        "cite-by-hand",
        "a place that is pointed at",
        swap(FLUSH, "A textbook explains", "In step [2] of it a textbook explains"),
    ),
    fault(
        "macro-syntax",
        "two calls in one pair of braces",
        swap(
            FLUSH,
            '{{ cite("onco2022guideline", "lee2019lock") }}',
            '▸{{ cite("onco2022guideline") cite("lee2019lock") }}',
        ),
        mends=True,
    ),
    fault(
        "macro-syntax",
        "one pair of braces",
        text('▸Ports last.{ cite("lee2019lock") }'),
        mends=True,
    ),
    fault(
        "macro-syntax",
        "a brace missing above another call",
        text(
            '▸Ports last.{{ cite("lee2019lock") }\n\n'
            'They hold.{{ cite("onco2022guideline", "lee2019lock") }}'
        ),
    ),
    fault("cite-foreign", "no braces", text('▸Ports last.cite("lee2019lock")'), mends=True),
    fault(
        "cite-foreign", "a key in square brackets", text("▸Ports last.[lee2019lock]"), mends=True
    ),
    fault(
        "cite-foreign",
        "a key in round brackets",
        text("▸Ports last (lee2019lock)."),
        mends=None,
        besides=["cite-space"],
    ),
    clean(
        "cite-foreign",
        "[sic], [2], a box, a mail address, code, a mention",
        text(
            "He wrote flushs [sic] in [2] and asked nurse@clinic.example, `[@nobody2020]`.\n\n- [ ] asked\n- [x] done\n\n```\n[@nobody2020] \\cite{nobody2020}\n```\n\n<!-- [@nobody2020] -->\n\nMade with @media rules."
        ),
    ),
    fault("cite-by-hand", "HTML", text("▸Ports last.<sup>3</sup>")),
    fault("html-plain", "bold", text("▸<b>Rest</b> and wait.")),
    fault("html-plain", "a heading", text("▸<h2>Rest</h2>")),
    clean(
        "html-plain", "what Markdown has no signs for", text("Rest<br>and wait: H<sub>2</sub>O.")
    ),
    fault(
        "code-braces",
        "the hexagon of a diagram",
        text('```mermaid\nflowchart LR\n▸  A{{"A step"}} --> B\n```'),
        besides=["template-word"],
    ),
    fault(
        "code-braces",
        "a text of another template language",
        text('▸Write `{{ "words" }}` there.'),
        besides=["template-word"],
    ),
    clean("code-braces", "single braces", text('```\na{"A step"}\n```')),
    fault("cite-by-hand", "in square brackets", text("▸Ports last.[1]")),
    fault("cite-by-hand", "several, behind a space", text("▸Ports last for years [2,3].")),
    clean(
        "cite-by-hand",
        "numbers in brackets that are no references",
        text("As it says [sic], and in [2]; a list[0] is open [ ], see [3]."),
    ),
    fault("cite-by-hand", "a raised sign", text("▸Ports last.²,³ They hold.")),
    clean(
        "cite-by-hand", "units and powers", text("Cells per m², cm<sup>2</sup> and 10<sup>9</sup>.")
    ),
    fault("cite-bare-link", "an unknown DOI", text("▸See doi:10.1000/xyz-77 for more.")),
    fault(
        "cite-bare-link",
        "a known DOI as a link",
        text("▸See [the cohort](https://doi.org/10.1000/jea.2018.0301) for more."),
    ),
    fault(
        "cite-bare-link", "PubMed", text("▸See https://pubmed.ncbi.nlm.nih.gov/28000001/ for more.")
    ),
    fault("cite-bare-link", "a PubMed number", text("▸It was shown (PMID: 28000001).")),
    fault(
        "cite-bare-link",
        "PubMed Central",
        text("▸See [there](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5000001/)."),
    ),
    fault(
        "cite-bare-link", "a bare DOI with brackets", text("▸See 10.1016/S0140-6736(16)00001-2.")
    ),
    clean(
        "cite-bare-link",
        "code, comments, versions, sums",
        text(
            "Write `doi:10.1000/x1` or <!-- PMID 28000001 --> so.\n\n```\nhttps://doi.org/10.1000/x2\n```\n\nVersion 10.1000 came before."
        ),
    ),
)
