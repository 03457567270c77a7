"""`check` is quiet where much could be said, and says how much."""

from macros.checks.summary import summarised
from macros.model import Diagnostic
from tests.support.tiny import BIB, make, run


def some(count, rule="bib-uncited", severity="warning"):
    return [
        Diagnostic("references.bib", line, 1, rule, "x", severity=severity)
        for line in range(1, count + 1)
    ]


def test_few_are_listed_and_many_counted():
    assert summarised(some(20)) == some(20)
    [one] = summarised(some(7126))
    assert "7126 sources of this file are not cited anywhere" in one.message
    assert "--all" in one.fix
    assert summarised(some(99, "bib-needed", "error")) == some(99, "bib-needed", "error")


def test_all_lists_them(tmp_path):
    more = "".join(
        f"@misc{{more{number}, title={{T {number}}}, volume={{n/a}}}}\n" for number in range(30)
    )
    make(tmp_path, {"index.md": "# A\n"}, BIB + more)
    brief = run(tmp_path, "-m", "macros", "check", "references.bib").stdout
    assert brief.count("bib-uncited") == 1
    assert "30 notes (bib-placeholder 30)" in brief
    whole = run(tmp_path, "-m", "macros", "check", "--all", "references.bib").stdout
    assert whole.count("bib-uncited") == 34
    assert whole.count("bib-placeholder") == 30
