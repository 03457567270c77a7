"""Names and titles of records."""

from tests.scorecard.plant import clean, fault, swap

BIB = "references.bib"


def author(new: str):
    """The case series' author, changed."""
    return swap(BIB, "  author = {Müller, Jörg}", f"▸  author = {{{new}}}")


def named(new: str):
    """The same without the sign of a fault."""
    return swap(BIB, "  author = {Müller, Jörg}", f"  author = {{{new}}}")


def title(new: str):
    """The book's title, changed."""
    return swap(BIB, "  title = {Access for nurses}", f"▸  title = {{{new}}}")


def titled(new: str):
    """The same without the sign of a fault."""
    return swap(BIB, "  title = {Access for nurses}", f"  title = {{{new}}}")


def article(new: str):
    """The cohort's title, changed."""
    return swap(
        BIB,
        "  title = {Three months between flushes: a cohort of 300 ports}",
        f"▸  title = {{{new}}}",
    )


def quiet(edit):
    """An edit without the sign of a fault."""
    return lambda root: edit(root) and []


PLANTS = (
    fault(
        "bib-author-list",
        "pasted from PubMed",
        author("Muller J, Weiss A, Stark KL et al."),
        mends=True,
    ),
    fault(
        "bib-author-list",
        "semicolons",
        author("Müller, Jörg; Weiss, Anna; Stark, Karl L."),
        mends=True,
    ),
    fault("bib-author-list", "an ampersand", author("Müller, J. \\& Weiss, A."), mends=True),
    fault(
        "bib-author-list",
        "et al behind a proper list",
        author("Müller, Jörg and Weiss, Anna, et al."),
        mends=True,
    ),
    fault("bib-author-list", "no and at all", author("Müller, Jörg, Weiss, Anna, Stark, Karl")),
    fault("bib-author-list", "one and missing", author("Müller, Jörg Weiss, Anna and Stark, Karl")),
    fault(
        "bib-author-list", "a comma at the end", author("Müller, Jörg and Weiss, Anna,"), mends=True
    ),
    fault(
        "bib-author-list",
        "an and at the end",
        author("Müller, Jörg and Weiss, Anna and"),
        mends=True,
    ),
    fault(
        "bib-author-list",
        "pasted with a last and",
        author("Muller J, Weiss A, and Stark K"),
        mends=True,
    ),
    fault("bib-author-list", "two pasted, et al", author("Muller J, Weiss A et al"), mends=True),
    fault("bib-author-list", "et al behind one name", author("Müller, Jörg et al."), mends=True),
    fault(
        "bib-author-list",
        "initials first, commas between",
        author("J. Müller, A. Weiss and K. L. Stark"),
    ),
    fault(
        "bib-author-list",
        "given names first, commas between",
        author("Jana Muller, Anna Weiss and Karl Stark"),
    ),
    clean(
        "bib-author-list",
        "junior, particles, others, a body with commas",
        named(
            "Smith, Jr, John and van der Berg, J. and {Ports, Lines and More} and O'Neill, Brian and Lee, K. and others"
        ),
    ),
    fault("bib-author-turned", "two", author("Muller J and Weiss AB"), mends=True),
    fault("bib-author-turned", "one", author("Muller JK"), mends=True),
    fault("bib-author-turned", "with full stops", author("Muller J. and Weiss A.B."), mends=True),
    clean(
        "bib-author-turned",
        "given name first, and a bare first name",
        named("Jörg Müller and J. K. Weiss and Voltaire"),
    ),
    fault(
        "bib-author-body",
        "with and",
        author("Centers for Disease Control and Prevention"),
        mends=False,
    ),
    fault("bib-author-body", "a society", author("World Port Organization"), mends=True),
    fault(
        "bib-author-body",
        "beside people",
        author("Müller, Jörg and Infusion Nurses Society"),
        mends=True,
    ),
    fault(
        "bib-author-body",
        "a long one",
        author("National Institute for Health and Care Excellence"),
        mends=False,
    ),
    clean(
        "bib-author-body",
        "in braces, beside people, and people with telling names",
        named(
            "{World Port Organization} and Müller, Jörg and {Infusion Nurses Society} and College, Ann and Young, School"
        ),
    ),
    fault("bib-author-suffix", "junior", author("John Doe Jr. and Anna Weiss")),
    fault("bib-author-suffix", "the second", author("Anna Weiss and Rolf Stone II")),
    clean(
        "bib-author-suffix",
        "in the places that BibTeX has for it, and elsewhere with a comma",
        named("Smith, Jr., John and Ito, 3rd, Sam and Ito II, Sam and Coe, F. W., Jr."),
    ),
    fault("bib-author-caps", "family names", author("MÜLLER, Jörg and WEISS, Anna")),
    fault("bib-author-caps", "all", author("MULLER, JORG")),
    clean(
        "bib-author-caps",
        "initials, short names, a body",
        named("Ng, K. and LI, X. and McDonald, J. and {NICE}"),
    ),
    fault("bib-author-extra", "a degree", author("Müller, Jörg, MD")),
    fault("bib-author-extra", "a mail address", author("Müller, Jörg (joerg@clinic.example)")),
    fault("bib-author-extra", "a note's number", author("Müller, Jörg1 and Weiss, Anna2")),
    fault("bib-author-extra", "nobody", author("Anonymous")),
    clean("bib-author-extra", "names like degrees", named("Do, Anh and Rn, Bea and Ma, Md")),
    fault("bib-title-caps", "a sentence", title("ACCESS FOR NURSES ON THE WARD")),
    fault("bib-title-caps", "in braces", title("{ACCESS TO IMPLANTED PORTS}")),
    clean("bib-title-caps", "abbreviations", titled("PICC or PORT for nurses: CAVA")),
    fault("bib-title-case", "all words", article("Care of Implanted Ports in Adult Patients")),
    fault(
        "bib-title-case",
        "with a name",
        article("Seldinger Technique for Implanted Ports: A Cohort Study"),
    ),
    clean(
        "bib-title-case",
        "a sentence with names, a protected title, a book's, another language",
        quiet(article("The CAVA trial of Hickman, Broviac and Groshong catheters")),
        swap(BIB, "  title = {Access for nurses}", "  title = {Access for Nurses on Many Wards}"),
    ),
    fault("bib-title-stop", "a stop", title("Access for nurses."), mends=True),
    fault("bib-title-stop", "inside braces", title("Access for {nurses.}"), mends=True),
    clean(
        "bib-title-stop",
        "a question, an abbreviation, dots",
        titled("Access for nurses of Example Inc."),
        swap(BIB, "  title = {If you have a fever}", "  title = {If you have a fever?}"),
        swap(BIB, "  title = {More about lines}", "  title = {More about lines...}"),
    ),
    fault("bib-html", "an entity", title("Access \\&amp; nurses"), mends=True),
    fault("bib-html", "a style", title("Access <i>for</i> nurses and H<sub>2</sub>O"), mends=True),
    fault(
        "bib-html",
        "in a journal's name",
        swap(BIB, "  journal = {Example Haematology}", "▸  journal = {Blood &#38; Vessels}"),
        mends=True,
    ),
    clean(
        "bib-html",
        "less than, and signs in LaTeX",
        titled("Access for nurses with P < .05 and n > 3 \\& more, AT\\&T;"),
    ),
    fault("bib-latex", "one of somebody's own", title("\\mycommand{Access} for nurses")),
    fault("bib-latex", "without an argument", title("Access \\vcite for nurses")),
    clean(
        "bib-latex",
        "accents, Greek, chemistry",
        titled("Acc\\`es, $\\beta$, \\ce{H2O} \\SI{5}{\\milli\\litre}"),
    ),
    fault("bib-garbled", "a name", author("MÃ¼ller, JÃ¶rg"), mends=True),
    fault("bib-garbled", "a title", title("Nurse\u00e2\u20ac\u2122s access"), mends=True),
    fault("bib-garbled", "a sign that was lost", title("Acc\ufffds for nurses")),
    clean(
        "bib-garbled",
        "accents, Greek, quotes",
        titled("Accès “for” β-nurses – Ângela’s Ãœ".replace("Ãœ", "Ão")),
    ),
)
