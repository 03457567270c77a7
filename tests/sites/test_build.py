"""The build as an author meets it: what works is right, what is wrong stops it with words, and the gate can't be disarmed."""

import re

import pytest

from tests.support.tiny import BIB, build, make

PAGE = """\
---
title: Flushing
---
# Flushing

Ports did better.{{ cite("moss2021cava") }} So did others.{{ cite("clinic2024", "smith2020port", "brown2019") }}
Again.{{ cite("moss2021cava", locator="p406") }}

| a | b |
|---|---|
| x | y.{{ cite("smith2020port") }} |

## References

{{ bibliography() }}
"""


def test_numbers_marks_list_and_ways_back(tmp_path):
    built = build(make(tmp_path, {"index.md": PAGE}))
    assert built.code == 0, built.said
    html = built.html()
    marks = re.findall(r'<sup class="cite".*?</sup>', html)
    assert [re.sub(r"<[^>]+>", "", mark) for mark in marks] == ["1", "2-4", "1(p406)", "3"]
    order = re.findall(r'<li id="(ref-[^"]+)"', html)
    assert order == ["ref-moss2021cava", "ref-clinic2024", "ref-smith2020port", "ref-brown2019"]
    first = re.search(r'<li id="ref-moss2021cava">(.*?)</li>', html)[1]
    assert 'href="#cite-moss2021cava-1"' in first and 'href="#cite-moss2021cava-2"' in first
    for target in re.findall(r'href="#((?:cite|ref)-[^"]+)"', html):
        assert html.count(f'id="{target}"') == 1, target
    assert "doi.org/10.1016/S0140-6736(21)00766-2" in html
    assert "pubmed.ncbi.nlm.nih.gov/12345678/" in html and "PMC1234567" in html


def test_the_table_survives_its_mark(tmp_path):
    html = build(make(tmp_path, {"index.md": PAGE})).html()
    row = re.search(r"<tr>\s*<td>x</td>.*?</tr>", html, re.S)[0]
    assert row.count("<td>") == 2 and "cite-smith2020port-2" in row


def test_all_problems_of_all_pages_are_told_at_once(tmp_path):
    pages = {
        "index.md": '---\ntitle: A\n---\n# A\n\nText.{{ cite("moss2012cava") }}\n\n{{ bibliography() }}\n',
        "b.md": '# B\n\nText.{{ cite("smith2020port") }}\n',
        "c.md": '# C {{ cite("smith2020port") }}\n\n`{{ cite("clinic2024") }}`\n\n{{ bibliography() }}\n',
        "d.md": "# D\n\nText.{{ cite(\u201csmith2020port\u201d) }}\n",
        "e.md": '# E\n\nText.{{ cite("smith2020port" }}\n',
    }
    built = build(make(tmp_path, pages))
    assert built.code != 0
    assert "Traceback" not in built.said
    assert (
        'docs/index.md:6:15: cite-unknown: no source has the key "moss2012cava"; did you mean "moss2021cava"'
        in built.said
    )
    assert "references.bib:1" in built.said
    for told in (
        "docs/b.md:3:6: bibliography-missing",
        "docs/c.md:1:5: cite-in-heading",
        "docs/c.md:3:2: cite-in-code",
        "docs/d.md:3:6: macro-syntax",
        "docs/e.md:3:6: macro-syntax",
    ):
        assert told in built.said, told
    assert not (tmp_path / "site").exists()


def test_a_failed_build_leaves_the_last_good_site(tmp_path):
    make(tmp_path, {"index.md": PAGE})
    assert build(tmp_path).code == 0
    before = (tmp_path / "site" / "index.html").read_bytes()
    (tmp_path / "docs" / "index.md").write_text(PAGE.replace("moss2021cava", "nosuchkey"))
    assert build(tmp_path).code != 0
    assert (tmp_path / "site" / "index.html").read_bytes() == before


@pytest.mark.parametrize("switches", [(), ("-q",), ("-v",), ("--strict", "-q")])
def test_warnings_fail_the_build_whatever_the_verbosity(tmp_path, switches):
    built = build(make(tmp_path, {"index.md": "# A\n\n[dead](nowhere.md)\n"}), *switches)
    assert built.code != 0, built.said
    assert "Traceback" not in built.said


def test_a_macro_error_fails_the_build_and_names_the_page(tmp_path):
    built = build(make(tmp_path, {"index.md": "# A\n\n{{ nosuchmacro('x') }}\n"}))
    assert built.code != 0
    assert "index.md:3:1" in built.said and "Traceback" not in built.said


BROKEN = {
    "absent": (None, r"references\.bib:1:\d+: bib-absent"),
    "empty": (b"", r"references\.bib:1:\d+: bib-empty"),
    "latin-1": (
        BIB.encode().replace(b"Jones, Carl", b"J\xf6nes, Carl"),
        r"references\.bib:15:\d+: bib-encoding",
    ),
    "missing brace": (
        BIB.replace("{Ports in practice}", "{Ports in practice").encode(),
        r"references\.bib:16:\d+: bib-brace",
    ),
    "missing comma": (
        BIB.replace("{Ports in practice},", "{Ports in practice}").encode(),
        r"references\.bib:16:\d+: bib-comma",
    ),
    "duplicate key": (
        (BIB + BIB.split("\n\n")[1]).encode(),
        r"references\.bib:43:\d+: bib-duplicate-key",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_bibliography_is_one_clear_message(tmp_path, name):
    data, told = BROKEN[name]
    built = build(make(tmp_path, {"index.md": PAGE}, bib=data))
    assert built.code != 0
    assert re.search(told, built.said), built.said
    assert "Traceback" not in built.said
    assert len(re.findall(r"^ *(?:ERROR.*)?\S+:\d+:\d+: ", built.said, re.M)) == 1, built.said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "bib",
    [b"\xef\xbb\xbf" + BIB.encode(), BIB.replace("\n", "\r\n").encode()],
    ids=["byte-order mark", "Windows line ends"],
)
def test_what_windows_writes_is_read(tmp_path, bib):
    built = build(
        make(tmp_path, {"index.md": b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()}, bib=bib)
    )
    assert built.code == 0, built.said
    assert 'id="ref-moss2021cava"' in built.html()


def test_broken_front_matter_is_told_with_its_line(tmp_path):
    built = build(
        make(tmp_path, {"index.md": "---\nsummary: x\ntitle: Ports: a guide: b\n---\n# A\n"})
    )
    assert built.code != 0
    assert (
        "docs/index.md:3:" in built.said
        and "meta-syntax" in built.said
        and "Traceback" not in built.said
    )


def test_two_builds_are_the_same_bytes(tmp_path):
    make(tmp_path, {"index.md": PAGE})
    environment = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert build(tmp_path, environment=environment, fresh=True).code == 0
    first = {
        path.relative_to(tmp_path): path.read_bytes()
        for path in sorted((tmp_path / "site").rglob("*"))
        if path.is_file()
    }
    assert build(tmp_path, environment=environment, fresh=True).code == 0
    second = {
        path.relative_to(tmp_path): path.read_bytes()
        for path in sorted((tmp_path / "site").rglob("*"))
        if path.is_file()
    }
    assert first == second
