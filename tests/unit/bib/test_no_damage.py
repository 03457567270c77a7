"""`--fix` and `format` over generated files in the shape of real ones: what is read stays, letter for letter.

A fix may change only the field that it names; `format` changes nothing; neither leaves an error that was not there.
"""

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.bib.formatter import formatted
from macros.bib.library import read_bibliography, references_of
from macros.bib.parser import scan
from macros.checks import all_diagnostics
from macros.checks.fixes import fix_files
from macros.engine.inspect import load_project
from tests.support.tiny import make

SETTINGS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
AUTHORS = (
    "Roe, Ann", "Poe, B. C.", "Wu, X.", "Ito II, Sam", "Coe, F. W., Jr.", "Doe, Jr., Jan", "Smith JA", "Jones B",
    "Rolf Stone II", "John Doe Jr.", "PORT Study Group", "{World Port Organization}", "Organization, World Health",
    "Centers for Disease Control", "Prevention", "Ada B. Service", "Karla Royal", "Berg, Jan van der", "POE, FJC",
    "family=Berg, given=Jan, prefix=van der", "Ten Hoeve, Jan Piet", "Alam, MD Kamrul", "others", 'M{\\"u}ller, J.',
    "Gr\\o nvold, A.", "World Health Organization,", "{\\O}re, Ann", "Smith, John, MD",
)  # fmt: skip
VALUES = {
    "title": ("Ports in adults", "{H}andbook of {I}nfusion", "Care of ports.", "Saline \\&amp; heparin", "CARE OF IMPLANTED PORTS NOW",
              "{\\textless}i{\\textgreater}S. aureus{\\textless}/i{\\textgreater} and $\\beta$", "Ports <sub>2</sub> of {CAVA}",
              "RETRACTED: Ports in adults", "Lehrbuch der Softwaretechnik"),
    "journal": ("J Ex", "{BMJ}", "arXiv preprint arXiv:2001.12346", "Infection {\\&}amp$\\mathsemicolon$ Ex"),
    "doi": ("10.1000/a", "https://doi.org/10.1000%2Fb", "10.1000/ c.", "10.1002/(SICI)1097-0142(19960101)77:1<1::AID-EX1>3.0.CO;2-#",
            "doi: 10.1000/d", "10.1000/e?utm_source=x", "not available"),
    "year": ("2020", "2020a", "20", "c2019", "2012/2013", "in press"),
    "month": ("Mar", "{3}", "Marsh", "May 3--5"),
    "volume": ("3", "n/a", "Vol. 45", "45(3)", "0"),
    "number": ("1", "Supplement\\_2", "15_suppl", "No. 3", "2 pt. (1988)", "n/a"),
    "issue": ("138", "7"),
    "pages": ("1--9", "517-24", "pp. 441--447", "n/a--n/a", "11(3):201-209", "e12", "209--201", "S193--9"),
    "pmid": ("123456", "PMID: 123456", "PMC6946320"),
    "pubmed": ("27346990",), "mid": ("NIHMS738466",), "elocation-id": ("l2104",), "art_number": ("62",),
    "url": ("https://x.example/a", "www.x.example/a", "http://x.example/{~}roe", "https://x.example/a.", "htps://x.example/b"),
    "urldate": ("2024-01-02", "05.01.2024", "2025-22-11"),
    "date": ("2019-05", "2012/2013", "2019-05-03", "2019-22"),
    "journaltitle": ("Journal of Examples",), "langid": ("english",), "address": ("Leeds",), "abstract": ("Read.",),
    "jurnal": ("J Misspelt",), "yaer": ("2018",), "keywords": ("a, further-reading", "ports"), "note": ("Accessed 5 March 2024",),
    "type": ("mathesis", "Poster"), "publisher": ("Press", "arXiv"), "edition": ("2", "5. udgave"),
}  # fmt: skip
# Which fields of a reference the fix of a rule may change.
MAY = {
    "bib-author": "authors authors_more editors",
    "bib-title": "title language",
    "bib-html": "title journal language",
    "bib-garbled": "title authors",
    "bib-doi": "doi",
    "bib-url": "url doi",
    "bib-pmid": "pmid",
    "bib-pages": "pages volume issue",
    "bib-year": "date",
    "bib-month": "date",
    "bib-date": "date accessed",
    "bib-further-cited": "further_reading",
    "bib-field": "authors title journal date pages volume issue doi pmid url kind online_first container publisher number",
    "bib-type": "kind",
}
NAMES = st.lists(st.sampled_from(AUTHORS), min_size=1, max_size=5).map(" and ".join)


@st.composite
def records(draw):
    """One entry of a .bib file, as some exporter might have written it."""
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=2, max_size=9, unique=True))
    fields = [("author", draw(NAMES))] if draw(st.booleans()) else []
    fields += [(name, draw(st.sampled_from(VALUES[name]))) for name in names]
    kind = draw(
        st.sampled_from(
            ("article", "book", "misc", "online", "inproceedings", "thesis", "techreport")
        )
    )
    comment = draw(st.sampled_from(("", "% a remark\n", "@comment{x}\n")))
    part = draw(st.sampled_from((", ", ",\n  ")))
    return kind, part.join(f"{name} = {{{value}}}" for name, value in fields), comment


FILES = st.lists(records(), min_size=1, max_size=4).map(
    lambda items: "\n".join(
        f"{comment}@{kind}{{key{number}, {body}\n}}"
        for number, (kind, body, comment) in enumerate(items)
    )
)


def read(text):
    entries, _, _ = scan(text)
    return references_of(entries, {entry.key.lower(): entry for entry in entries})


def diagnostics(root):
    return [one for one in all_diagnostics(load_project(root)) if one.path == "references.bib"]


@SETTINGS
@given(FILES)
def test_a_fix_changes_what_it_names_and_leaves_no_new_error(text):
    with tempfile.TemporaryDirectory() as folder:
        keys = ", ".join(f'"{key}"' for key in re.findall(r"@\w+\{(key\d)", text))
        root = make(
            Path(folder),
            {"index.md": f"# A\n\nText.{{{{ cite({keys}) }}}}\n\n{{{{ bibliography() }}}}\n"},
            text,
        )
        before, errors, named = read(text), None, set()
        for _ in range(9):
            found = diagnostics(root)
            now = {(one.rule, one.argument("key")) for one in found if one.severity == "error"}
            errors = now if errors is None else errors
            fixable = [one for one in found if one.edit]
            named |= {(one.argument("key"), one.rule) for one in fixable}
            if not fix_files(
                found,
                lambda path: (root / path).read_bytes(),
                lambda path, data: (root / path).write_bytes(data),
            ):
                break
        assert now <= errors, now - errors
        after = read((root / "references.bib").read_text(encoding="utf-8"))
    assert before.keys() == after.keys()
    for key, reference in before.items():
        allowed = " ".join(
            words
            for rule, words in MAY.items()
            for known, name in named
            if known == key and name.startswith(rule)
        )
        for name, value in vars(reference).items():
            if name not in (*allowed.split(), "line", "entry_type", "online_first"):
                assert getattr(after[key], name) == value, (key, name, named)


@SETTINGS
@given(FILES)
def test_format_changes_nothing_that_is_read(text):
    before = {key: vars(one) | {"line": 0, "entry_type": ""} for key, one in read(text).items()}
    result = formatted(text)
    after = {
        key: vars(one) | {"line": 0, "entry_type": ""} for key, one in read(result.text).items()
    }
    assert after == before
    assert result.text.count("% a remark") == text.count("% a remark")
    assert result.text.count("@comment{x}") == text.count("@comment{x}")
    assert formatted(result.text).text == result.text
    for entry, again in zip(
        sorted(scan(text)[0], key=lambda one: one.key), scan(result.text)[0], strict=True
    ):
        assert len(again.fields) >= len([item for item in entry.fields if item.value])


@SETTINGS
@given(FILES)
def test_format_makes_no_new_error(text):
    rules = []
    for version in (text, formatted(text).text):
        with tempfile.TemporaryDirectory() as folder:
            root = make(Path(folder), {"index.md": "# A\n"}, version)
            rules.append(
                sorted(
                    (one.rule, one.argument("key"))
                    for one in diagnostics(root)
                    if one.severity == "error"
                )
            )
            assert read_bibliography(root / "references.bib").references
    assert rules[1] == [one for one in rules[0] if one in rules[1]]
    assert len(rules[1]) <= len(rules[0])
