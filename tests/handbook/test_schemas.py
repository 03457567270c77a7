"""The JSON Schemas for editors: as the tables make them, true of the handbook, deaf to no slip."""

import datetime as dt
import json

import pytest
import yaml

from macros.cli import main
from macros.commands.schema import schemas
from macros.engine.inspect import load_project
from tests.conftest import ROOT
from tests.support.json_schema import invalid

DATA = sorted((ROOT / "docs/data").glob("*.yml"))
MADE = {name: json.loads(text) for name, text in schemas(load_project(ROOT)).items()}


def as_json(value):
    """As an editor sees YAML: a date is text."""
    if isinstance(value, dict):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def read(name: str):
    return as_json(yaml.safe_load((ROOT / "docs/data" / name).read_text(encoding="utf-8")))


def test_the_published_schemas_are_those_that_the_tables_make(tmp_path):
    assert main(["-C", str(ROOT), "schema", "--to", str(tmp_path)]) == 0
    folder = ROOT / "docs/contribute/schemas"
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        path.name: path.read_text() for path in tmp_path.iterdir()
    }, "run: python -m macros schema"


@pytest.mark.parametrize("file", DATA, ids=lambda path: path.stem)
def test_each_data_file_names_its_schema_and_keeps_to_it(file):
    first, _, _ = file.read_text(encoding="utf-8").partition("\n")
    assert first == f"# yaml-language-server: $schema=../contribute/schemas/{file.stem}.json"
    assert list(invalid(read(file.name), MADE[f"{file.stem}.json"])) == []


def test_each_page_keeps_to_the_schema_of_front_matter():
    for path in (ROOT / "docs").rglob("*.md"):
        if "_templates" not in path.parts:
            front = as_json(yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]))
            assert list(invalid(front, MADE["front-matter.json"])) == [], path


FACT = {"id": "a", "text": "seven", "cite": ["smith2020"]}


@pytest.mark.parametrize(
    ("file", "value", "said"),
    [
        ("facts", [FACT | {"cites": []}], "/0: cites is unknown"),
        ("facts", [FACT | {"cite": "smith2020"}], "/0/cite: no ['array']"),
        ("facts", [FACT | {"cite": []}], "/0/cite: too few"),
        ("facts", [{"id": "a", "text": "seven"}], "/0: lacks cite"),
        ("facts", {"a": FACT}, ": no ['array', 'null']"),
        ("charts", [{"id": "a", "title": "b", "rows": [{"label": "c", "value": "5"}]}], "/0/rows/0/value: no ['number']"),
        ("disputes", [read("disputes.yml")[0] | {"topic": "flushng"}], "is none of"),
        ("signs", [read("signs.yml")[0] | {"level": "999"}], "is none of"),
        ("handbook", {"boxes": {"now": {"levl": 1}}}, "/boxes/now: none of several"),
        ("handbook", {"rules": ["cores"]}, "/rules/0: 'cores' is none of"),
        ("search", {"weights": {"a/": "low"}}, "/weights/a/: no ['number']"),
        ("card", {"groups": {"You": {"fields": {"name": {"asks": "x"}}}}}, "none of several"),
        ("addresses", ["a.html"], "/0: not"),
        ("reviewers", [{"name": "A. B."}], "/0: lacks role"),
        ("front-matter", {"sumary": "x"}, ": sumary is unknown"),
        ("front-matter", {"status": "drat"}, "/status: 'drat' is none of"),
        ("front-matter", {"aliases": "a, b"}, "/aliases: no ['array']"),
    ],
)  # fmt: skip
def test_a_slip_is_found(file, value, said):
    assert any(said in one for one in invalid(value, MADE[f"{file}.json"]))
