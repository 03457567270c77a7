"""What the built index is told: on tiny projects, without a browser."""

from macros.engine.inspect import load_project
from macros.search import teach_search, worker
from macros.search.enriching import enriched
from macros.search.settings import read_settings
from macros.search.tables import legible, tables
from tests.support.tiny import CONFIG, build, make

GLOSSARY = """\
- id: flush
  term: flush
  definition: Pushing fluid through.
  aliases: [rinse]
  misspellings: [flusch]
  page: care.md
  section: How often
"""
SEARCH = """\
help: index.md
alarm: [[fever, temperature]]
alike: [[hurt, pain]]
weights: {care.md: 0.5, folder/: 0.7}
headings:
  care.md#why: [reason]
asked:
  care.md#how-often: [how often do I rinse it, rinsed each Monday, my Mum's tap]
  care.md: [mind it]
"""
PAGES = {
    "index.md": "---\ntitle: Home\naudience: everyone\nsummary: All of it.\naliases: [start]\n---\n\n# Home\n\nFever? Call.\n",
    "care.md": "---\ntitle: Care\naudience: patient\n---\n\n# Care\n\n## How often\n\nEvery week.\n\n## Why\n\nTo keep it open.\n\n## Empty\n",
    "faq.md": "# FAQ\n\n### Why keep it open?\n\nSo. More: [Care](care.md)\n",
}


def _index(project):
    docs = [
        ("", "Home", "<p>Fever?</p>"),
        ("care/", "Care", ""),
        ("care/#how-often", "How often", "<p>Every week.</p>"),
        ("care/#why", "Why", "<p>To keep it open.</p>"),
        ("care/#empty", "Empty", ""),
        ("faq/", "FAQ", ""),
    ]
    index = {
        "config": {"lang": ["en"]},
        "docs": [
            {"location": location, "title": title, "text": text} for location, title, text in docs
        ],
    }
    taught = enriched(index, project, read_settings(project))
    return taught, {doc["location"]: doc for doc in taught["docs"]}


def test_words_reach_pages_and_headings(tmp_path):
    project = load_project(
        make(tmp_path, PAGES, data={"glossary.yml": GLOSSARY, "search.yml": SEARCH})
    )
    index, docs = _index(project)
    assert docs["care/#how-often"]["also"] == ["flush", "rinse"]
    assert docs["care/#why"]["also"][0] == "reason"
    assert (
        "Why keep it open?" in docs["care/#why"]["also"]
    )  # a question of a list of questions leads where its answer points
    assert docs[""]["aliases"] == ["start"] and docs[""]["summary"] == "All of it."
    assert docs["care/"]["audience"] == "patient" and docs["care/"]["weight"] == 0.5
    assert "care/#empty" not in docs
    words = index["config"]["words"]
    assert words["terms"] == {"flush": ["flush", "rinse", "flusch"]} and words["spellings"] == {
        "flusch": "flush"
    }
    assert words["alarm"] == [["fever", "temperature"]] and words["help"] == ""


def test_what_is_asked_is_kept_in_whole_phrases(tmp_path):
    data = {"glossary.yml": GLOSSARY, "search.yml": SEARCH}
    _, docs = _index(load_project(make(tmp_path, PAGES, data=data)))
    assert docs["care/#how-often"]["asked"] == [
        "how often do I rinse it",
        "rinsed each Monday",
        "my Mum's tap",
    ]
    assert docs["care/"]["asked"] == ["mind it"]
    assert "asked" not in docs["care/#why"]


def test_the_text_stays_the_pages_own(tmp_path):
    project = load_project(
        make(tmp_path, PAGES, data={"glossary.yml": GLOSSARY, "search.yml": SEARCH})
    )
    _, docs = _index(project)
    assert docs["care/#how-often"]["text"] == "<p>Every week.</p>"
    assert "tags" not in docs["care/#how-often"]


def test_a_project_without_words_has_a_search_all_the_same(tmp_path):
    _, docs = _index(load_project(make(tmp_path, PAGES)))
    assert docs["care/#how-often"]["text"] and "also" not in docs["care/#how-often"]


def test_broken_settings_count_as_none(tmp_path):
    for number, text in enumerate(("alarm: [", "- a\n- b\n", "alarm: fever\nweights: [1]\n")):
        settings = read_settings(
            load_project(make(tmp_path / str(number), PAGES, data={"search.yml": text}))
        )
        assert settings.alarm == () and settings.weight("care.md") == 1


def test_the_longest_folder_gives_the_weight(tmp_path):
    settings = read_settings(
        load_project(
            make(
                tmp_path,
                PAGES,
                data={"search.yml": "weights: {a/: 0.7, a/b/: 0.4, a/b/c.md: 0.9}\n"},
            )
        )
    )
    assert [settings.weight(source) for source in ("a/x.md", "a/b/x.md", "a/b/c.md", "x.md")] == [
        0.7,
        0.4,
        0.9,
        1,
    ]


def test_a_row_of_a_table_reads_as_a_sentence():
    source = '| What | **Says** |\n|---|---|\n| Gauge | Needles run from 19 to 24.{{ cite("a") }} |\n| [Length](x.md) | Judge by feel. |\n'
    found = tables(source)
    assert found == [("What Says", [("Gauge", "Needles run from"), ("Length", "Judge by feel.")])]
    assert (
        legible(
            "What Says Gauge Needles run from 19 to 24. Length Judge by feel. <p>More.</p>", found
        )
        == "\n\nGauge: Needles run from 19 to 24.\nLength: Judge by feel. <p>More.</p>"
    )


def test_a_site_without_materials_search_is_left_alone(tmp_path):
    project = load_project(make(tmp_path, PAGES))
    (tmp_path / "site").mkdir()
    teach_search(project, tmp_path / "site")
    assert list((tmp_path / "site").iterdir()) == []


def test_a_build_with_material_gets_our_worker_twice_the_same(tmp_path):
    folder = make(tmp_path, {"index.md": "# Home\n\nText.\n"}, config=CONFIG, theme="material")
    made = build(folder)
    assert made.code == 0, made.said
    workers = list((made.site / "assets" / "javascripts" / "workers").glob("search.*.js"))
    assert [path.read_text(encoding="utf-8") for path in workers] == [worker()]
    first = (made.site / "search" / "search_index.json").read_bytes()
    assert b'"words"' in first
    assert build(folder).code == 0
    assert (made.site / "search" / "search_index.json").read_bytes() == first


def test_signs_of_the_first_level_are_words_of_alarm(tmp_path):
    signs = (
        "- {id: a, who: all, level: leave, words: Leave., also: [grunting]}\n"
        "- {id: b, who: all, level: now, words: Call., also: [ooze]}\n"
        "- nothing\n"
    )
    boxes = "boxes:\n  now: {title: Call, level: 2}\n  leave: {title: Leave, level: 1}\n"
    data = {"search.yml": SEARCH, "signs.yml": signs, "handbook.yml": boxes}
    folder = make(tmp_path, PAGES, data=data)
    settings = read_settings(load_project(folder))
    assert settings.alarm == (("fever", "temperature"), ("grunting",))


def test_words_for_whom_it_is_asked_and_patterns_reach_the_browser(tmp_path):
    more = (
        "subject: kettle\nlabels: {patient: for patients}\n"
        "leads: [{words: [child], pages: [care.md]}]\n"
        "together: [{alarm: fever, words: [[hot], [head]]}, {alarm: fever}]\n"
        "patterns: [{alarm: fever, pattern: '3[89]'}, {alarm: fever, pattern: '['}]\n"
    )
    project = load_project(make(tmp_path, PAGES, data={"search.yml": SEARCH + more}))
    words = _index(project)[0]["config"]["words"]
    assert words["subject"] == "kettle" and words["labels"] == {"patient": "for patients"}
    assert words["leads"] == [{"words": ["child"], "pages": ["care/"]}]
    assert [item["alarm"] for item in words["together"]] == ["fever"]
    assert [item["pattern"] for item in words["patterns"]] == ["3[89]"]
