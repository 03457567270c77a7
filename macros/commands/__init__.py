"""The commands of `python -m macros`: each calls the core, prints, and returns an exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..tables import table

# Each command's options by their names, as `argparse` takes them.
OPTIONS: dict[str, dict[str, dict[str, Any]]] = table(str(Path(__file__).with_name("options")))


def about(name: str) -> str:
    """What a command is for: the text at the top of its module, which need not be imported."""
    return Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8").split('"""')[1]
