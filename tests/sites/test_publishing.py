"""What search engines, feed readers, plain readers and previews of links are given."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.support.tiny import Built, build, make, run

HEAD = """\
---
title: {title}
summary: How to "start" & go on.
audience: reader
status: draft
written: 2026-01-02
review_due: 2030-01-02
reviewed_by: []
---

# {title}

"""
TEXT = """\
A finding of 5 mL.{{ cite("smith2020port") }}

1. First
2. Second, with **weight**

    More of the second.

| Size | Use |
|---|---|
| 5 mL | small |

![A lever](lever.svg)

```text
as it
   stands
```

{{ bibliography() }}
"""
PROFILE = """\
audiences:
  reader: Readers
review: {draft: Nobody has reviewed this}
publish: {index: reviewed, feed: true, plain: true, cards: true, color: "#224455"}
"""
ERRATA = """\
- id: pump-1
  page: index.md
  since: "2026-01-02"
  until: "2026-02-03"
  because: "The amount was ten times too high."
  said: "Give 50 mL <now>."
"""
ATOM = "{http://www.w3.org/2005/Atom}"


def project(folder: Path) -> Path:
    pages = {
        "index.md": HEAD.format(title="Starting") + TEXT,
        "guide/next.md": HEAD.format(title="Going on, and on, until “then”") + TEXT,
        "lever.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        "guide/lever.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    }
    make(folder, pages, data={"handbook.yml": PROFILE, "errata.yml": ERRATA}, theme="material")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace(
        "theme: material", "theme: {name: material, font: false}"
    )
    config.write_text(text + '    theme: "true"\n', "utf-8")
    return folder


def reviewed(folder: Path) -> None:
    done = run(
        folder, "-m", "macros", "review", "docs/index.md", "--name", "Jo Hill", "--role", "nurse"
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    folder = project(tmp_path_factory.mktemp("publishing"))
    reviewed(folder)
    page = folder / "docs/index.md"
    page.write_text(page.read_text("utf-8").replace("5 mL.", "10 mL."), "utf-8")
    reviewed(folder)
    found = build(folder)
    assert found.code == 0, found.said
    return found


def test_only_reviewed_pages_are_listed_where_the_profile_says_so(built):
    head, other = built.html(), built.html("guide/next/index.html")
    assert 'name="robots"' not in head
    assert '<meta name="robots" content="noindex">' in other
    places = [
        node.text for node in ET.parse(built.site / "sitemap.xml").iter() if "loc" in node.tag
    ]
    assert places == ["https://example.org/tiny/"]
    assert "Sitemap: https://example.org/tiny/sitemap.xml" in built.html("robots.txt")


def test_the_feed_names_what_was_taken_back_and_what_a_review_changed(built):
    root = ET.parse(built.site / "changes.xml").getroot()
    said = {
        entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}summary")
        for entry in root.iter(f"{ATOM}entry")
    }
    assert "The amount was ten times too high." in said["Withdrawn: Starting"]
    assert "Give 50 mL <now>." in said["Withdrawn: Starting"]
    changed = [entry.findtext(f"{ATOM}summary") for entry in root.iter(f"{ATOM}entry")]
    assert any("“5” is now “10”" in text for text in changed), changed
    assert any("Reviewed for the first time" in text for text in changed)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3
    assert 'type="application/atom+xml"' in built.html()


def test_each_page_is_there_as_plain_text(built):
    text = built.html("index.txt")
    assert text.startswith(
        "# Starting\n\nSource: https://example.org/tiny/\n\nA finding of 10 mL.[1]"
    )
    assert "1. First\n2. Second, with weight\n" in text.replace("\n\n2.", "\n2.")
    assert "| Size | Use |\n| 5 mL | small |" in text
    assert "[Picture: A lever]" in text and "as it\n   stands" in text
    assert "1. Smith AB, Jones C. Ports in practice. Journal of Ports. 2020;5(1):1-9." in text
    assert "Nobody has reviewed this" in built.html("guide/next/index.txt")
    assert "¶" not in text and "Cite" not in text
    index = built.html("llms.txt")
    assert '- [Starting](https://example.org/tiny/index.txt): How to "start" & go on.' in index


def test_a_shared_link_has_a_picture_of_its_own(built):
    tree = LexborHTMLParser(built.html("guide/next/index.html"))
    named = {
        node.attributes["property"]: node.attributes["content"]
        for node in tree.css("meta[property]")
    }
    assert named["og:image"] == "https://example.org/tiny/assets/cards/guide/next.png"
    assert named["og:description"] == 'How to "start" & go on.'
    assert named["og:title"] == "Going on, and on, until “then”"
    picture = Image.open(built.site / "assets/cards/guide/next.png")
    assert picture.size == (1200, 630)
    assert (built.site / "assets/cards/guide/next.png").stat().st_size < 30_000


def test_two_builds_are_the_same_bytes_and_an_offline_copy_has_none_of_it(built, tmp_path):
    folder = project(tmp_path)
    for name in ("docs/index.md", "docs/data"):
        source = built.site.parent / name
        if source.is_dir():
            for file in (path for path in source.rglob("*") if path.is_file()):
                target = folder / name / file.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
        else:
            (folder / name).write_bytes(source.read_bytes())
    assert build(folder, fresh=True).code == 0
    for name in ("changes.xml", "llms.txt", "index.txt", "assets/cards/index.png", "robots.txt"):
        assert (folder / "site" / name).read_bytes() == (built.site / name).read_bytes(), name


def test_a_color_that_is_none_stops_the_build_in_words(tmp_path):
    folder = project(tmp_path)
    profile = folder / "docs/data/handbook.yml"
    profile.write_text(PROFILE.replace("#224455", "bluish"), "utf-8")
    found = build(folder)
    assert found.code == 1 and "publish: unknown color" in found.said
    assert "Traceback" not in found.said
    profile.write_text(PROFILE.replace("index: reviewed", "index: most"), "utf-8")
    checked = run(folder, "-m", "macros", "check")
    assert 'docs/data/handbook.yml:4:18: data-syntax: "index" can\'t hold "most"' in checked.stdout


def test_a_project_that_says_nothing_gets_no_files_for_others(tmp_path):
    folder = make(tmp_path, {"index.md": "# Hello\n\nText.\n"})
    found = build(folder)
    assert found.code == 0, found.said
    names = {path.name for path in found.site.rglob("*")}
    assert not {"llms.txt", "index.txt", "changes.xml", "cards"} & names


def test_a_robots_file_of_the_project_s_own_stays(tmp_path):
    own = "User-agent: *\nDisallow: /private/\n"
    found = build(make(tmp_path, {"index.md": "# Hello\n\nText.\n", "robots.txt": own}))
    assert found.code == 0, found.said
    assert found.html("robots.txt") == own
