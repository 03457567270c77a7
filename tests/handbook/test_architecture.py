"""The picture of the generator is what its imports say."""

from tests.architecture import FILE, folders, layers, picture


def test_the_picture_is_drawn_from_todays_imports():
    assert FILE.read_text(encoding="utf-8") == picture(folders()), "python -m tests.architecture"


def test_the_doors_stand_above_the_core():
    rows = layers(folders())
    where = {name: number for number, row in enumerate(rows) for name in row}
    core = {name for name in where if name not in ("engine", "commands", "cli")}
    assert all(where["engine"] < where[name] for name in core)
