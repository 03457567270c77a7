"""Blocks of HTML and XML as files of templates/, whose values MarkupSafe escapes.

What is HTML already is handed over as Markup.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2


def blocks(module: str) -> Callable[..., str]:
    """The blocks of the folder templates/ beside a module, whose `__file__` is given.

    Out: a function of a file's name there and its values, which makes one line of text.
    """
    folder = Path(module).with_name("templates")

    def source(name: str) -> str:
        """A template on one line: a line end in it is for who writes it, and shows nowhere."""
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        return "".join(line.strip() for line in lines)

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(source), autoescape=True, undefined=jinja2.StrictUndefined
    )
    template = cache(environment.get_template)

    def block(name: str, /, **values: object) -> str:
        return template(name).render(values)

    return block
