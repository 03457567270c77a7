"""Blocks of HTML from files of templates/; MarkupSafe escapes all values but Markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

__all__ = ["block"]

_FOLDER = Path(__file__).with_name("templates")


def _source(name: str) -> str:
    """A template on one line: a line end in it is for who writes it, and shows nowhere."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return "".join(line.strip() for line in lines)


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FunctionLoader(_source), autoescape=True, undefined=jinja2.StrictUndefined
)
_template = cache(_ENVIRONMENT.get_template)


def block(template: str, /, **values: Any) -> str:
    """One block, as one line of HTML."""
    return _template(f"{template}.html").render(values)
