"""`python -m …` without the time that imports take: each run is a child of one process that has imported the engine and the generator before.

A child has its own folder, environment, output and memory, as a process of its own has. What differs: the seed of hashes is the
same in all of them, and nothing tells which module was imported first. A test for which that matters asks for a fresh interpreter.
"""

import atexit
import contextlib
import functools
import importlib
import io
import json
import os
import pkgutil
import random
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("mkdocs", "macros")
MODULES = """
    mkdocs.__main__ mkdocs.commands.build mkdocs.contrib.search material.plugins.search.plugin
    material.plugins.offline.plugin material.extensions.emoji mkdocs_macros.plugin markdown.extensions.admonition
    markdown.extensions.attr_list markdown.extensions.def_list markdown.extensions.footnotes markdown.extensions.md_in_html
    markdown.extensions.tables markdown.extensions.toc pymdownx.details pymdownx.superfences pymdownx.tabbed
    pymdownx.emoji macros.cli
""".split()
LONGEST = 300


def _imported() -> None:
    """Import what a build or a command needs."""
    for name in MODULES:
        importlib.import_module(name)
    import macros

    for found in pkgutil.walk_packages(macros.__path__, "macros."):
        if "starter.files" not in found.name and not found.name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # books need packages that may not be here
                importlib.import_module(found.name)


def _became(asked: dict) -> int:
    """In a child: run the program, and give its exit code."""
    signal.alarm(LONGEST)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    out = os.open(asked["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    err = os.open(asked["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number, one in enumerate((os.open(os.devnull, os.O_RDONLY), out, err)):
        os.dup2(one, number)
    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), "utf-8")
    sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), "utf-8")
    sys.stderr = io.TextIOWrapper(
        open(2, "wb", closefd=False), "utf-8", "backslashreplace", line_buffering=True
    )
    sys.path[0] = asked["folder"]
    program, *arguments = asked["arguments"]
    sys.argv = [program, *arguments]
    random.seed()
    code = 0
    try:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def serve() -> None:
    """Read what to run, a line of JSON each; answer with its exit code."""
    _imported()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(_became(json.loads(line)))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


@functools.cache
def _server() -> tuple[subprocess.Popen, threading.Lock]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.warm"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process, threading.Lock()


def possible(arguments: tuple[str, ...], environment: dict[str, str]) -> bool:
    """Whether a run needs nothing that is decided when an interpreter starts."""
    return (
        hasattr(os, "fork")
        and arguments[0] == "-m"
        and arguments[1] in PROGRAMS
        and "COVERAGE_PROCESS_CONFIG" not in os.environ
        and not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in environment)
    )


def run(folder: Path, arguments: list[str], environment: dict) -> subprocess.CompletedProcess:
    """Run `python -m …` in a folder; as `subprocess.run` gives it."""
    process, lock = _server()
    with lock, tempfile.TemporaryDirectory(prefix="warm-") as name:
        out, err = Path(name, "out"), Path(name, "err")
        asked = {"folder": str(Path(folder).resolve()), "environment": environment}
        asked |= {"arguments": arguments, "out": str(out), "err": str(err)}
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        code = int(process.stdout.readline())
        assert code != -signal.SIGALRM, f"{arguments} took more than {LONGEST} seconds"
        return subprocess.CompletedProcess(
            arguments, code, out.read_text("utf-8"), err.read_text("utf-8")
        )


if __name__ == "__main__":
    serve()
