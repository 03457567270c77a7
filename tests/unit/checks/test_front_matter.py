"""Front matter that can't be read: the line, and words for somebody who never heard of YAML."""

import datetime as dt

import pytest

from macros.content.pages import parse_page


@pytest.mark.parametrize(
    ("field", "line", "words"),
    [
        ("summary: a: b", 3, "second colon"),
        ("\tsummary: a", 3, "tab"),
        ("summary", 3, "no colon"),
        ("aliases: [a, b", 3, "never closed"),
        ('summary: "a', 3, "quotation mark is never closed"),
        ("summary: @a", 3, "a character that can't stand there"),
        ("  summary: a", 3, "begins with a space"),
    ],
)
def test_yaml_is_told_in_plain_words_on_its_line(field: str, line: int, words: str) -> None:
    page = parse_page(f"---\ntitle: T\n{field}\n---\n\n# T\n", "p.md")
    assert [(diagnostic.rule, diagnostic.line) for diagnostic in page.diagnostics] == [
        ("meta-syntax", line)
    ]
    assert words in page.diagnostics[0].message


def test_a_date_that_does_not_exist_spoils_no_other_field() -> None:
    page = parse_page("---\ntitle: T\nwritten: 2026-02-30\nreview_due: 2027-01-01\n---\n", "p.md")
    assert page.meta == {
        "title": "T",
        "written": "2026-02-30",
        "review_due": dt.date(2027, 1, 1),
    }
    assert not page.diagnostics
