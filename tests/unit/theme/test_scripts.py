"""Modules joined into classic scripts: what is joined runs as it would, and what can't be joined is said in words."""

import re
import shutil

import pytest

from macros.search import worker
from macros.theme.scripts import (
    ENTRIES,
    FOLDER,
    ScriptError,
    join,
    write_scripts,
)
from macros.theme.styles import SHARED, write_styles


def modules(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.mjs").write_text(text, encoding="utf-8")
    return folder / "main.mjs"


def test_modules_are_joined_in_the_order_in_which_they_need_each_other(tmp_path):
    entry = modules(
        tmp_path,
        main='// @ts-check\nimport { two } from "./two.mjs";\nimport {\n  one,\n} from "./one.mjs";\nimport "./done.mjs";\nsay(one + two);\n',
        two='import { one } from "./one.mjs";\n/** Twice. */\nexport const two = one * 2;\nexport class Left {}\n',
        one="const hidden = 1; // kept\nexport const one = hidden;\n",
        done="say(0);\n",
    )
    assert join(entry) == (
        '(() => {\n"use strict";\n'
        "const module0 = (() => {\nconst hidden = 1; // kept\nconst one = hidden;\nreturn { one };\n})();\n"
        "const module1 = (() => {\nconst { one } = module0;\nconst two = one * 2;\nclass Left {}\nreturn { Left, two };\n})();\n"
        "const module2 = (() => {\nsay(0);\n})();\n"
        "const module3 = (() => {\nconst { two } = module1;\nconst { one } = module0;\nsay(one + two);\n})();\n"
        "})();\n"
    )


@pytest.mark.parametrize(
    "text, said",
    [
        ('import one from "./one.mjs";\n', 'main.mjs:1: "import one from'),
        ('import * as all from "./one.mjs";\n', "main.mjs:1:"),
        ('import { one as uno } from "./one.mjs";\n', "one.mjs exports no one as uno"),
        ('\n\nimport { none } from "./one.mjs";\n', "main.mjs:3: one.mjs exports no none"),
        ('import { one } from "./gone.mjs";\n', "main.mjs:1: there is no gone.mjs"),
        ('import { one } from "lodash";\n', "main.mjs:1:"),
        ('import {\n  one,\n} from "./one.mjs";\nexport default one;\n', "main.mjs:4:"),
        ("export let one = 1;\n", "main.mjs:1:"),
        ("const a = 1;\nexport { a };\n", "main.mjs:2:"),
        ('export * from "./one.mjs";\n', "main.mjs:1:"),
        (
            'import { back } from "./circle.mjs";\nexport const a = 1;\n',
            "circle.mjs:2: main.mjs imports this module in turn",
        ),
    ],
)
def test_what_is_not_joined_is_said_with_its_line(tmp_path, text, said):
    entry = modules(
        tmp_path,
        main=text,
        one="export const one = 1;\n",
        circle='// Round.\nimport { a } from "./main.mjs";\nexport const back = a;\n',
    )
    with pytest.raises(ScriptError, match=re.escape(said)):
        join(entry)


def test_words_in_strings_and_calls_are_left(tmp_path):
    text = 'const a = "export const x";\nconst late = () => import("./one.mjs");\nconst url = "//host";\nuse(a, late, url); // import this\n'
    assert text.strip() in join(modules(tmp_path, main=text))


@pytest.mark.parametrize("name", [*ENTRIES, "worker"])
def test_each_script_of_ours_is_joined_without_its_comments(name):
    text = worker() if name == "worker" else join(FOLDER / f"{name}.mjs")
    assert not re.search(r"^\s*(?:(?:import|export)\b(?!\()|//|/\*\*)", text, re.MULTILINE)
    assert text.startswith('(() => {\n"use strict";\n')


def test_the_scripts_take_the_place_of_the_copied_modules(tmp_path):
    folder = tmp_path / "assets" / "js"
    shutil.copytree(FOLDER, folder)
    (folder / "own.mjs").write_text("export const theirs = 1;\n", encoding="utf-8")
    write_scripts(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*(f"{name}.js" for name in ENTRIES), "own.mjs"]
    )
    write_scripts(tmp_path / "nowhere")


def test_one_style_sheet_takes_the_place_of_those_of_every_page(tmp_path):
    folder = tmp_path / "assets" / "css"
    shutil.copytree(FOLDER.parent / "css", folder)
    own = {path.name for path in folder.iterdir()} - {f"{name}.css" for name in SHARED}
    write_styles(tmp_path)
    assert {path.name for path in folder.iterdir()} == own | {"site.css"}
    joined = (folder / "site.css").read_text(encoding="utf-8")
    assert joined.count("/*") == joined.count("/*!") and 0 < joined.index(
        "--hb-line:"
    ) < joined.index(".search-ill")
    write_styles(tmp_path)  # once
    assert (folder / "site.css").read_text(encoding="utf-8") == joined
