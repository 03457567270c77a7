"""The form of the generator's code: short files and functions, and no word of this handbook's subject."""

import ast
import re
import tomllib

from tests.conftest import ROOT

MACROS = ROOT / "macros"
MODULES = sorted(MACROS.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 55
# What may be longer, each with its reason.
LONG: dict[str, str] = {}
SUBJECT = re.compile(
    r"(?<!\w)(?:ports?|catheters?|huber|chemo(?:therapy)?|fever|patients?/)(?!\w)", re.IGNORECASE
)


def functions(tree: ast.Module):
    """Each function with the number of its lines, its docstring not counted: that of a check is a page of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) else 0
            yield node.name, node.end_lineno - node.lineno + 1 - said


def test_files_and_functions_are_short():
    long = set()
    for module in MODULES:
        text, name = module.read_text(encoding="utf-8"), module.relative_to(MACROS).as_posix()
        if text.count("\n") > LONGEST_FILE:
            long.add(name)
        long |= {
            f"{name}:{one}" for one, lines in functions(ast.parse(text)) if lines > LONGEST_FUNCTION
        }
    assert long == set(LONG), (
        "split it by its ideas, or give the reason in LONG; a reason that is not needed goes"
    )


def test_the_generator_knows_no_subject():
    found = []
    for path in sorted(MACROS.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        try:
            rows = path.read_text(encoding="utf-8").split("\n")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}"
            for number, row in enumerate(rows, 1)
            if SUBJECT.search(row)
        ]
    assert found == [], "what knows ports or medicine is data: docs/data"


def test_every_module_is_linted():
    """A name such as "site" leaves out every folder of that name: once, a folder of checks was never looked at."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    left_out = {*ruff.get("exclude", ()), *ruff.get("extend-exclude", ())}
    folders = {part for module in MODULES for part in module.relative_to(ROOT).parts}
    assert not left_out & folders
