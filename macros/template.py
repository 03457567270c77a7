"""Blocks of HTML from files of a folder; MarkupSafe escapes all values but Markup."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2


def blocks(module: str) -> Callable[..., str]:
    """What renders the files of templates/ beside a module, by name, each on one line."""
    folder = Path(module).with_name("templates")

    def source(name: str) -> str:
        # A line end in a template is for who writes it, and shows nowhere.
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        return "".join(line.strip() for line in lines)

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(source), autoescape=True, undefined=jinja2.StrictUndefined
    )
    template = cache(environment.get_template)

    def block(name: str, /, **values: object) -> str:
        return template(f"{name}.html").render(values)

    return block
