"""Citation styles: each is one module that makes a `Style`. A new one joins the list below."""

from . import ama, elsevier, vancouver
from .style import Style

__all__ = ["STYLES", "Style"]

STYLES: dict[str, Style] = {
    style.name: style for style in (ama.STYLE, vancouver.STYLE, elsevier.STYLE)
}
