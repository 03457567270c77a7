"""Citations and marks: what the checks say, in words. That every rule finds its faults is judged by tests/scorecard."""

import json

import pytest

from macros.checks import all_diagnostics, rules
from macros.checks.fixes import apply_edits
from macros.engine.inspect import load_project
from tests.support.tiny import CONFIG, make, run

HEAD, TAIL = (
    "# A\n\n",
    '\n\nLast.{{ cite("brown2019") }}\n\n## References\n\n{{ bibliography() }}\n',
)
ALL = '{{ cite("moss2021cava", "smith2020port", "clinic2024", "brown2019") }}'


EVERY = CONFIG + "    checks:\n      - {accessibility: on, medical: on, house-style: on}\n"


def told(folder, body, **more):
    """What is said of citations on a page with this body."""
    project = load_project(
        make(
            folder,
            {"index.md": HEAD + body + TAIL, "all.md": f"# B\n\nAll.{ALL}{TAIL}"},
            **{"config": EVERY, **more},
        )
    )
    return [
        diagnostic
        for diagnostic in all_diagnostics(project)
        if diagnostic.rule.startswith(("cite-", "macro-", "bibliography-", "bib-", "item-"))
    ]


@pytest.mark.parametrize(
    "body",
    [
        "He said [sic], as in [2]; mail nurse@example.org. `[@smith2020port]` stay.",
        "```\n[@smith2020port] doi:10.1000/x\n```\n\n<!-- PMID 12345678 -->",
        '{% raw %}{{ cite("nobody") }}{% endraw %}',
        "- [ ] to do\n- [x] done\n\n10^9^ cells, m<sup>2</sup>, 10<sup>9</sup>/L.",
        'In 30 patients{{ cite("smith2020port") }} (8 mL){{ cite("smith2020port") }} it held.{{ cite("brown2019") }}',
        'See{{ cite("smith2020port", locator="p 3") }}{{ cite("brown2019") }} both; or{{ cite("brown2019") }}: this.',
        "A mention @example, an e-mail <a@b.org>, a price of $5 and `@smith2020port`.",
    ],
)
def test_silent(tmp_path, body):
    assert told(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "rule", "mended_body"),
    [
        (
            'Held{{ cite("smith2020port") }}.',
            "cite-before-stop",
            'Held.{{ cite("smith2020port") }}',
        ),
        ('Held. {{ cite("smith2020port") }}', "cite-space", 'Held.{{ cite("smith2020port") }}'),
        (
            'Held.{{ cite("smith2020port") }}{{ cite("brown2019") }}',
            "cite-neighbours",
            'Held.{{ cite("smith2020port", "brown2019") }}',
        ),
        (
            'Held.{{ cite("smith2020port, brown2019") }}',
            "cite-keys",
            'Held.{{ cite("smith2020port", "brown2019") }}',
        ),
        (
            "Held.[@smith2020port; @brown2019]",
            "cite-foreign",
            'Held.{{ cite("smith2020port", "brown2019") }}',
        ),
        (
            "Held.[@smith2020port, p. 3]",
            "cite-foreign",
            'Held.{{ cite("smith2020port", locator="p. 3") }}',
        ),
        ("Held.\\cite{smith2020port}", "cite-foreign", 'Held.{{ cite("smith2020port") }}'),
        (
            'See [all{{ cite("smith2020port") }}](all.md).',
            "cite-in-link",
            'See [all](all.md){{ cite("smith2020port") }}.',
        ),
        ('Held.{{ cite("Smith2020Port") }}', "cite-unknown", 'Held.{{ cite("smith2020port") }}'),
        ('Held.{{ cite("brown2019", "brown2019") }}', "cite-twice", 'Held.{{ cite("brown2019") }}'),
    ],
)
def test_mended(tmp_path, body, rule, mended_body):
    [found] = told(tmp_path, body)
    assert (found.rule, found.line) == (rule, 3)
    after, _ = apply_edits(HEAD + body + TAIL, [found.edit])
    if rule != "cite-in-link":  # there a second mend follows: the mark then stands before the stop
        assert told(tmp_path, mended_body) == []
    assert after == HEAD + mended_body + TAIL


def test_an_unknown_key_is_told_on_its_own_line_of_a_long_call(tmp_path):
    [found] = told(tmp_path, 'Held.{{ cite("smith2020port",\n  "brwon2019") }}')
    assert (found.line, found.column) == (4, 4)
    assert "Brown, 2019" in found.fix


def test_a_doubtful_key_is_never_mended_without_asking(tmp_path):
    [found] = told(tmp_path, 'Held.{{ cite("smith2021port") }}')
    assert found.rule == "cite-unknown"
    assert "smith2020port" in found.fix
    assert found.edit is None


def test_a_known_doi_in_the_text_names_its_key(tmp_path):
    [found] = told(tmp_path, "See https://doi.org/10.1016/S0140-6736(21)00766-2.")
    assert found.rule == "cite-bare-link"
    assert 'cite("moss2021cava")' in found.fix


def test_a_number_in_front_of_a_mark(tmp_path):
    [found] = told(tmp_path, 'Flush with 10 mL{{ cite("smith2020port") }} of saline.')
    assert found.rule == "cite-after-number"
    assert "exponent" in found.message


def test_a_mark_that_begins_a_sentence_is_not_given_to_the_one_before(tmp_path):
    [found] = told(tmp_path, 'It held. {{ cite("smith2020port") }} says so.')
    assert (found.rule, found.edit) == ("cite-space", None)


def test_a_broken_call_is_one_fault(tmp_path):
    [found] = told(tmp_path, "Held.{{ cite(“smith2020port”) }}")
    assert found.rule == "macro-syntax"
    assert "word processor" in found.fix


def test_data_files_are_told_on_the_line_of_the_key(tmp_path):
    facts = "- id: a\n  text: one\n  cite:\n    - smith2020port\n    - brwon2019\n"
    found = told(tmp_path, "Held.", data={"facts.yml": facts})
    assert [
        (diagnostic.path, diagnostic.line)
        for diagnostic in found
        if diagnostic.rule == "cite-unknown"
    ] == [("docs/data/facts.yml", 5)]


def test_an_unreadable_data_file_is_one_fault(tmp_path):
    found = told(
        tmp_path,
        'Held {{ fact("a", ".") }}',
        data={"facts.yml": "- id: a\n   text: one\n  cite: [x]\n"},
    )
    assert "item-unknown" not in [diagnostic.rule for diagnostic in found]


def test_every_rule_is_explained(tmp_path):
    make(tmp_path, {"index.md": HEAD})
    for name, rule in rules().items():
        assert rule.why and rule.bad and rule.good, name
        assert rule.severity in ("error", "warning", "note"), name
    said = run(tmp_path, "-m", "macros", "check", "--explain", "cite-unknown")
    assert said.returncode == 0
    assert "A reader" in said.stdout
    assert run(tmp_path, "-m", "macros", "check", "--explain", "nonsense").returncode == 2
    slip = run(tmp_path, "-m", "macros", "check", "--explain", "cite-unknwon")
    assert "did you mean cite-unknown?" in slip.stderr


def test_formats_and_exit_codes(tmp_path):
    make(tmp_path, {"index.md": HEAD + 'A, 50%: b.{{ cite("nobody") }}' + TAIL})
    as_text = run(tmp_path, "-m", "macros", "check", "docs")
    assert as_text.returncode == 1
    assert "docs/index.md:3:20: cite-unknown: " in as_text.stdout
    as_json = json.loads(run(tmp_path, "-m", "macros", "check", "--format", "json").stdout)
    assert {"path", "line", "column", "rule", "severity", "message", "fix"} == set(as_json[0])
    as_github = run(tmp_path, "-m", "macros", "check", "--format", "github").stdout
    assert "::error file=docs/index.md,line=3,col=20,title=cite-unknown::" in as_github
    assert run(tmp_path, "-m", "macros", "check", "references.bib").returncode == 0
