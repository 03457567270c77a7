"""A page that moved: its old address leads to it, online and offline, and never over a page that exists."""

from macros.engine.inspect import load_project
from macros.render.redirects import moved_pages
from tests.support.tiny import CONFIG, build, make

NEW = "---\ntitle: New\nmoved_from: [old.md, care/older.md]\n---\n# New\n\nText.\n"


def test_old_addresses_lead_to_the_new_page(tmp_path):
    built = build(make(tmp_path, {"index.md": "# A\n\n[New](care/new.md)\n", "care/new.md": NEW}))
    assert built.code == 0, built.said
    assert 'content="0; url=../care/new/"' in built.html("old/index.html")
    assert 'href="../new/"' in built.html("care/older/index.html")


def test_the_offline_form_names_files(tmp_path):
    built = build(
        make(
            tmp_path,
            {"index.md": "# A\n\n[New](care/new.md)\n", "care/new.md": NEW},
            config=CONFIG + "use_directory_urls: false\n",
        )
    )
    assert built.code == 0, built.said
    assert "url=care/new.html" in built.html("old.html")


def test_settings_of_another_shape_are_told_in_words(tmp_path):
    built = build(
        make(
            tmp_path,
            {"index.md": "# A\n"},
            config=CONFIG.split("extra:")[0] + "extra:\n  citations: references.bib\n",
        )
    )
    assert built.code != 0
    assert "setting-syntax" in built.said and "Traceback" not in built.said
    assert not (tmp_path / "site").exists()


def test_a_day_that_does_not_exist_stops_the_build(tmp_path):
    built = build(make(tmp_path, {"index.md": "---\ntitle: A\nwritten: 2026-02-30\n---\n# A\n"}))
    assert built.code != 0
    assert "docs/index.md:3:1: meta-date" in built.said
    assert not (tmp_path / "site").exists()


def test_an_open_template_comment_stops_the_build(tmp_path):
    built = build(make(tmp_path, {"index.md": "# A\n\n[[~~# note\n"}))
    assert built.code != 0
    assert "docs/index.md:3:1: macro-syntax" in built.said and "Traceback" not in built.said
    assert not (tmp_path / "site").exists()


def test_an_unreadable_data_file_of_any_room_stops_the_build(tmp_path):
    built = build(
        make(
            tmp_path,
            {"index.md": "# A\n"},
            data={"handbook.yml": "walls: false\n", "search.yml": "a: [b\n"},
        )
    )
    assert built.code != 0
    assert "docs/data/search.yml" in built.said and "data-syntax" in built.said


def test_a_name_that_parts_folders_elsewhere_is_no_old_page(tmp_path):
    page = "---\ntitle: New\nmoved_from: ['..\\..\\up.md']\n---\n# New\n"
    project = load_project(make(tmp_path, {"index.md": page}))
    assert moved_pages(project) == {}
