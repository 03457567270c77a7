"""What the hard walls of a handbook refuse: template words, programs, links out of the project."""

from pathlib import Path

from tests.scorecard.plant import before_references, clean, fault, swap, write

FEVER = "docs/patients/fever.md"


def linked(name: str, target: str):
    """A link of the file system."""

    def edit(root: Path) -> list[str]:
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
        return []

    return edit


def text(new: str):
    return before_references(FEVER, new)


def only(rule: str):
    """Diagnostics of one rule: links and programs are strange to other rules, too."""

    def look(root: Path) -> list:
        from macros.checks import all_diagnostics
        from macros.engine.inspect import load_project

        return [one for one in all_diagnostics(load_project(root)) if one.rule == rule]

    return look


PLANTS = [
    fault(
        "template-word",
        "a condition",
        text("▸{% if false %}Rest.{% endif %}"),
        at=f"{FEVER}:16",
        look=only("template-word"),
    ),
    fault("template-word", "a sum", text("It is ▸{{ 1 + 1 }}."), look=only("template-word")),
    clean(
        "template-word", "a call", text('It is {{ fact("card", ".") }}'), look=only("template-word")
    ),
    fault(
        "file-outside",
        "a file of the machine",
        linked("assets/notes.txt", "/etc/hostname"),
        at="docs/assets/notes.txt:1",
        look=only("file-outside"),
    ),
    fault(
        "file-outside",
        "a link to itself",
        linked("assets/loop.txt", "loop.txt"),
        at="docs/assets/loop.txt:1",
        look=only("file-outside"),
    ),
    clean(
        "file-outside",
        "a link inside",
        linked("assets/twin.md", "../index.md"),
        look=only("file-outside"),
    ),
    fault(
        "file-program",
        "a script",
        write("docs/assets/more.js", "▸go()"),
        look=only("file-program"),
    ),
    fault(
        "file-program",
        "a page of HTML",
        write("docs/assets/more.html", "▸<p>x</p>"),
        look=only("file-program"),
    ),
    clean(
        "file-program",
        "a picture's words",
        write("docs/assets/more.txt", "x"),
        look=only("file-program"),
    ),
    fault(
        "version-differs",
        "another number",
        write("CITATION.cff", "cff-version: 1.2.0\n▸version: 1.0.0\ndate-released: 2026-01-02\n"),
        write("CHANGELOG.md", "# Changelog\n\n## [1.1.0] - 2026-01-02\n"),
        look=only("version-differs"),
    ),
    fault(
        "version-differs",
        "another day",
        write("CITATION.cff", "cff-version: 1.2.0\n▸version: 1.1.0\ndate-released: 2026-01-03\n"),
        write("CHANGELOG.md", "# Changelog\n\n## [1.1.0] - 2026-01-02\n"),
        look=only("version-differs"),
    ),
    clean(
        "version-differs",
        "the same",
        write("CITATION.cff", "cff-version: 1.2.0\nversion: 1.1.0\ndate-released: 2026-01-02\n"),
        write("CHANGELOG.md", "# Changelog\n\n## [1.1.0] - 2026-01-02\n"),
        look=only("version-differs"),
    ),
    fault(
        "search-pattern",
        "repeats what repeats",
        write("docs/data/search.yml", "patterns:\n- alarm: pain\n  ▸pattern: '(a+)+$'\n"),
    ),
    fault(
        "search-pattern",
        "no pattern",
        write("docs/data/search.yml", "patterns:\n- alarm: pain\n  ▸pattern: '(a'\n"),
    ),
    fault(
        "search-pattern",
        "of another language",
        write("docs/data/search.yml", "patterns:\n- alarm: pain\n  ▸pattern: '(?P<x>a)'\n"),
    ),
    clean(
        "search-pattern",
        "repeats apart",
        write(
            "docs/data/search.yml", "patterns:\n- {alarm: pain, pattern: '^[a-z]+ (?:so )?ill$'}\n"
        ),
    ),
    fault(
        "search-place",
        "words for a renamed section",
        write("docs/data/search.yml", "asked:\n  ▸patients/fever.md#fever: [hot]\n"),
    ),
    fault(
        "search-place",
        "names of a page that is gone",
        write("docs/data/search.yml", "headings:\n  ▸patients/fevers.md: [hot]\n"),
    ),
    clean(
        "search-place",
        "words for a page and a section",
        write(
            "docs/data/search.yml",
            "headings:\n  patients/fever.md: [hot]\n"
            "asked:\n  patients/fever.md#fever-with-a-port: [hot]\n",
        ),
    ),
    fault(
        "data-active",
        "an image that runs, in the profile",
        swap(
            "docs/data/handbook.yml",
            "question: Something wrong?",
            "▸question: <img src=x onerror=x()>",
        ),
    ),
    fault(
        "data-active",
        "an address that runs, in a fact",
        write("docs/data/extra.yml", '- id: a\n  text: see ▸"[it](javascript&colon;x())"\n'),
    ),
    clean(
        "data-active",
        "a sign, an address in brackets, a link",
        write(
            "docs/data/extra.yml", "- text: a < 5, <https://example.org> and [it](../index.md)\n"
        ),
    ),
]
