"""`python -m macros COMMAND`. Exit codes: 0 clean, 1 problems, 2 could not run."""

import argparse
import sys
from importlib import import_module
from io import TextIOWrapper

from .commands import OPTIONS, about
from .engine.inspect import load_project
from .source_text import os_words
from .version import VERSION

_TYPES = {"int": int, "float": float}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; never a traceback for something that a person can correct."""
    for stream in (sys.stdout, sys.stderr):  # a locale may know no "…"
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        prog=f"python -m {__package__}", description="The handbook's own tools."
    )
    where = "the project's folder (default: this one)"
    parser.add_argument("-C", dest="root", default=".", metavar="FOLDER", help=where)
    parser.add_argument("--version", action="version", version=f"handbook generator {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, declared in OPTIONS.items():
        text = about(name)
        summary = text.strip().split("\n")[0].rstrip(".")
        command = commands.add_parser(name, help=summary, description=text)
        for option, given in declared.items():
            kind = {"type": _TYPES[given["type"]]} if "type" in given else {}
            command.add_argument(option, **given | kind)
    options = parser.parse_args(arguments)
    try:
        module = import_module(f".commands.{options.command}", __package__)
        needed = getattr(module, "needs_project", True)
        return int(module.run(load_project(options.root) if needed else None, options))
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 2
    except OSError as error:
        print(os_words(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 2
