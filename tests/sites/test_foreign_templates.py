"""Projects whose pages were templates before: what mkdocs-macros made of them is still made."""

from pathlib import Path

import pytest

from tests.support.tiny import build, make

CONFIG = """\
site_name: Hives
theme: mkdocs
plugins:
  - search
  - macros:
{options}
{extra}
"""
SIGNS = [("{@", "@}", "{@@", "@@}"), ("-{{", "}}-", "-{{%", "%}}-"), ("{{", "}}", "[%", "%]")]


@pytest.mark.parametrize("signs", SIGNS, ids=lambda signs: signs[2])
def test_signs_of_a_projects_own_may_begin_or_hold_one_another(signs, tmp_path: Path) -> None:
    """With them the project's macros, sets and loops run, on pages that call none of ours."""
    names = "variable_start variable_end block_start block_end".split()
    options = [f'      j2_{name}_string: "{sign}"' for name, sign in zip(names, signs, strict=True)]
    options += ["      modules: [macros]", "      module_name: own"]
    variable, after, block, end = signs
    page = (
        f"# Home\n\n{block} set word = shout(of='bees') {end}\n\n"
        f"{block} for one in [1, 2] {end}\nNo {variable} one {after}: {variable} word {after}\n"
        f"{block} endfor {end}\n"
    )
    pages = {
        "index.md": page,
        "go.md": f"# Go\n\n`{{{{.Name}}}}` {variable}shout(of='hi'){after}\n",
    }
    if variable == "{{":
        del pages["go.md"]
    root = make(tmp_path, pages, None, CONFIG.format(options="\n".join(options), extra=""))
    (root / "own.py").write_text(
        "def define_env(env):\n    @env.macro\n    def shout(of):\n        return of.upper()\n"
    )
    built = build(root)
    assert built.code == 0, built.said
    assert "No 2: BEES" in built.html()
    if "go.md" in pages:
        assert "<code>{{.Name}}</code> HI" in built.html("go/index.html")


def test_includes_and_values_of_a_project_are_filled_in(tmp_path: Path) -> None:
    """Settings of mkdocs-macros itself say that the pages are templates; unknown names are kept."""
    pages = {
        "index.md": "# Home\n\nRelease {{ release }} of {{ unknown_name }}.\n",
        "more.md": "# More\n\n```\n{% include 'hive.yaml' %}\n```\n",
        "odd.md": "# Odd\n\n{{ release }} and {{ .creds }}, {{ shout('x') }}\n",
    }
    options = (
        "      module_name: macros\n      include_dir: snippets\n      include_yaml: [values.yml]"
    )
    root = make(tmp_path, pages, None, CONFIG.format(options=options, extra=""))
    (root / "macros").symlink_to(Path(__file__).parents[2] / "macros")
    (root / "snippets").mkdir()
    (root / "snippets" / "hive.yaml").write_text("kind: Hive\n")
    (root / "values.yml").write_text("release: 4.2\n")
    built = build(root)
    assert built.code == 0, built.said
    assert "Release 4.2 of {{ unknown_name }}." in built.html()
    assert "kind: Hive" in built.html("more/index.html")


def test_a_blog_still_shows_where_its_posts_begin(tmp_path: Path) -> None:
    """Material draws the lists of a blog after its posts were written, from their text."""
    posts = {
        f"blog/posts/{name}.md": f"---\ndate: 2024-0{month}-01\n---\n# The {name}\n\nIt begins so."
        "\n\n<!-- more -->\n\nAnd goes on.\n"
        for month, name in enumerate(("drone", "queen"), 1)
    }
    config = CONFIG.format(options="      modules: [macros]\n  - blog", extra="")
    root = make(tmp_path, {"index.md": "# Home\n", "blog/index.md": "# Blog\n", **posts}, None)
    (root / "mkdocs.yml").write_text(config.replace("theme: mkdocs", "theme: {name: material}"))
    built = build(root)
    assert built.code == 0, built.said
    for page in ("blog/index.html", "blog/archive/2024/index.html"):
        assert built.html(page).count("It begins so.") == 2, page


def test_a_guest_fills_in_the_settings_and_leaves_other_braces(tmp_path: Path) -> None:
    """A project that named only the plug-in: its `extra` is printed, other programs' signs kept."""
    pages = {
        "index.md": "# Home\n\nRelease {{ release }}.\n",
        "more.md": "# More\n\nWrite {{args.name}} there, as with {{ release }}.\n",
    }
    options = "      module_name: macros\n      on_undefined: strict\n      on_error_fail: true"
    extra = "extra:\n  release: 4.2\n"
    root = make(tmp_path, pages, None, CONFIG.format(options=options, extra=extra))
    (root / "macros").symlink_to(Path(__file__).parents[2] / "macros")
    built = build(root)
    assert built.code == 0, built.said
    assert "Release 4.2." in built.html()
    assert "{{args.name}} there" in built.html("more/index.html")
