"""From mkdocs-bibtex: its citations, lists and settings, said again."""

import pytest

from macros.checks.fixes import apply_edits
from macros.content.migrate import BibtexSettings, config_edits, page_edits, settings_of
from macros.content.pages import parse_page
from macros.content.yaml_source import load_yaml
from macros.source_text import SourceText, write_text
from tests.support.tiny import build, make, run

KEYS = {"doe2020", "roe2021"}
QUIET = BibtexSettings(by_default=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Bees return [@doe2020].", 'Bees return.{{ cite("doe2020") }}'),
        ("Bees [@doe2020; @roe2021] return.", 'Bees{{ cite("doe2020", "roe2021") }} return.'),
        ("So ^[@doe2020] it is.", 'So{{ cite("doe2020") }} it is.'),
        ("So [-@doe2020].", 'So.{{ cite("doe2020") }}'),
        ("So [@doe2020, p. 4].", 'So.{{ cite("doe2020", locator="p. 4") }}'),
        (
            "So [@doe2020, p. 4; @roe2021].",
            'So.{{ cite("doe2020 p. 4", "roe2021") }}',
        ),
        ("So [see @doe2020].", 'So (see){{ cite("doe2020") }}.'),
        (
            "So [see @doe2020, p. 4; also @roe2021].",
            'So (see{{ cite("doe2020", locator="p. 4") }}; also{{ cite("roe2021") }}).',
        ),
        ("So [@doe2020, see pp. 100].", 'So (see){{ cite("doe2020", locator="pp. 100") }}.'),
        ("So [@doe2020, and more].", 'So (and more){{ cite("doe2020") }}.'),
        ("So [@doe2020, @roe2021, p. 4].", 'So.{{ cite("doe2020", "roe2021 p. 4") }}'),
        ("So [@doe2020] [@roe2021].", 'So.{{ cite("doe2020", "roe2021") }}'),
        ("So [@doe2020][@roe2021].", 'So.{{ cite("doe2020", "roe2021") }}'),
        ("in [@doe2020; @roe2021]: a,", 'in{{ cite("doe2020", "roe2021") }}: a,'),
        ("It is. [@doe2020] uses it.", 'It is. {{ cite("doe2020") }} uses it.'),
        ("It is. [@doe2020]", 'It is.{{ cite("doe2020") }}'),
        ("Then, [@doe2020] says so.", 'Then, {{ cite("doe2020") }} says so.'),
        ("See [bees [@doe2020]](x.md).", 'See [bees](x.md).{{ cite("doe2020") }}'),
        ("So [@nobody]; [bees [@nobody]](x.md).", None),
        ("## Bees [@doe2020]\n\nThey fly. So.", '## Bees\n\nThey fly.{{ cite("doe2020") }} So.'),
        ("## Bees [@doe2020]\n\n- a", '## Bees{{ cite("doe2020") }}\n\n- a'),
        ("So [@doe2020; @nobody].", 'So.{{ cite("doe2020") }} [@nobody]'),
        ("Is it so [@doe2020]? Yes.", 'Is it so?{{ cite("doe2020") }} Yes.'),
        ("It is (Doe, 2020 [@doe2020]).", 'It is (Doe, 2020).{{ cite("doe2020") }}'),
        ("We use [@doe2020]'s way.", """We use {{ cite("doe2020") }}'s way."""),
        (
            "\\bibliography\n\nMore [@doe2020].",
            '\n\nMore.{{ cite("doe2020") }}\n\n{{ bibliography() }}',
        ),
        ("> Said [@doe2020].", '> Said.{{ cite("doe2020") }}'),
        ("- [@doe2020] says", '- {{ cite("doe2020") }} says'),
        ("As @doe2020 says.", 'As {{ cite("doe2020") }} says.'),
        ("\\bibliography", "{{ bibliography() }}"),
        ("\\full_bibliography", "{{ references() }}"),
        ("`[@doe2020]` and a@doe2020.org, [@doe2020](x.md)", None),
        ("Ask @somebody.", None),
        ("```\n[@doe2020]\n```", None),
    ],
)
def test_a_page_says_the_same(before, after):
    page = parse_page(before + "\n", "docs/index.md")
    edited, _ = apply_edits(page.source, page_edits(page, QUIET, KEYS))
    assert edited == (after or before) + "\n"


def test_a_list_that_came_by_default_is_written_down():
    page = parse_page("So [@doe2020].\n\n", "docs/index.md")
    edited, _ = apply_edits(page.source, page_edits(page, BibtexSettings(), KEYS))
    assert edited == 'So.{{ cite("doe2020") }}\n\n{{ bibliography() }}\n'


def test_the_settings_name_the_same_sources():
    text = SourceText(
        "mkdocs.yml",
        "site_name: A\nplugins:\n  - search\n  - bibtex:\n      bib_dir: refs\n  - tags\nextra:\n  a: 1\n",
    )
    settings = settings_of({"bib_dir": "refs"})
    edited, _ = apply_edits(text.text, config_edits(load_yaml(text), settings))
    value = load_yaml(SourceText("mkdocs.yml", edited)).value
    assert [next(iter(one)) if isinstance(one, dict) else one for one in value["plugins"]] == [
        "search",
        "macros",
        "tags",
    ]
    assert value["extra"] == {"citations": {"file": "refs"}, "a": 1}


def test_a_project_is_brought_over_and_built(tmp_path):
    config = "site_name: A\nplugins:\n  - search\n  - bibtex:\n      bib_file: references.bib\n"
    pages = {"index.md": "# A\n\nBees return [@moss2021cava; @smith2020port].\n\n\\bibliography\n"}
    make(tmp_path, pages, config=config)
    shown = run(tmp_path, "-m", "macros", "migrate", "--dry-run")
    assert shown.returncode == 0 and "+Bees return.{{ cite(" in shown.stdout, shown.stderr
    assert (tmp_path / "docs/index.md").read_text() == pages["index.md"]
    assert run(tmp_path, "-m", "macros", "migrate").returncode == 0
    settings = (tmp_path / "mkdocs.yml").read_text()
    (tmp_path / "mkdocs.yml").write_text(
        settings.replace("module_name: macros", "modules: [macros]")
    )
    assert run(tmp_path, "-m", "macros", "check").returncode == 0
    built = build(tmp_path)
    assert built.code == 0 and 'id="ref-smith2020port"' in built.html(), built.said


def test_a_file_keeps_its_line_ends_its_mark_and_its_link(tmp_path):
    page, link = tmp_path / "page.md", tmp_path / "link.md"
    page.write_bytes(b"\xef\xbb\xbfa\r\nb\r\n")
    link.symlink_to(page)
    write_text(link, "a\nc\n")
    assert page.read_bytes() == b"\xef\xbb\xbfa\r\nc\r\n" and link.is_symlink()
    write_text(tmp_path / "new" / "page.md", "a\n")
    assert (tmp_path / "new" / "page.md").read_bytes() == b"a\n"
    assert not list(tmp_path.rglob("*.new"))
