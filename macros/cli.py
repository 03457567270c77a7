"""`python -m macros COMMAND`. Exit codes: 0 clean, 1 problems, 2 could not run."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from io import TextIOWrapper

from .engine.inspect import load_project
from .source_text import os_words
from .version import VERSION

# In the order in which `--help` lists them.
COMMANDS = (
    "check",
    "bundle",
    "books",
    "site",
    "verify",
    "review",
    "format",
    "add",
    "new",
    "translate",
    "status",
    "export",
    "init",
    "upgrade",
    "suggest",
    "changes",
    "withdraw",
    "release",
    "migrate",
    "schema",
)


def _needed(arguments: list[str]) -> tuple[str, ...]:
    """The commands whose modules must be read: the one that is called, or all for `--help`."""
    words = iter(arguments)
    for word in words:
        if word == "-C":
            next(words, None)
        elif word in COMMANDS:
            return (word,)
    return COMMANDS


def main(arguments: list[str] | None = None) -> int:
    """Run a command; never a traceback for something that a person can mend."""
    for stream in (sys.stdout, sys.stderr):  # a locale may know no "…"
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        prog=f"python -m {__package__}", description="The handbook's own tools."
    )
    parser.add_argument(
        "-C",
        dest="root",
        default=".",
        metavar="FOLDER",
        help="the project's folder (default: this one)",
    )
    parser.add_argument("--version", action="version", version=f"handbook generator {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _needed(sys.argv[1:] if arguments is None else arguments):
        room = import_module(f".commands.{name}", __package__)
        summary = (room.__doc__ or "").strip().split("\n")[0].strip("`")
        room.arguments(
            commands.add_parser(name, help=summary.rstrip("."), description=room.__doc__)
        )
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
