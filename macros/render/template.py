"""The blocks of HTML of render/templates/."""

from ..template import blocks

_block = blocks(__file__)


def block(name: str, /, **values: object) -> str:
    """One block, as one line of HTML."""
    return _block(f"{name}.html", **values)
