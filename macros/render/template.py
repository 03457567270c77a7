"""The blocks of HTML of render/templates/."""

from __future__ import annotations

from ..template import blocks

__all__ = ["block"]

_block = blocks(__file__)


def block(name: str, /, **values: object) -> str:
    """One block, as one line of HTML."""
    return _block(f"{name}.html", **values)
