"""Text inside HTML attributes and addresses, safe from HTML, Markdown and template engines."""

import base64
import hashlib
import re
from collections.abc import Callable
from urllib.parse import quote

# Gives a text of the generator's own in the language of the pages, with its values filled in.
Say = Callable[..., str]


def filled(text: str, **values: object) -> str:
    """A text in which `{name}` is the value of that name."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


# Markdown reads on in what a macro returns: whatever it could take for its own becomes a
# character reference.
_UNSAFE = re.compile(r"[^A-Za-z0-9 ,.:;/#?=+~@!$()-]")


# An anchor as addresses, HTML and Markdown leave it.
_PLAIN = re.compile(r"[A-Za-z0-9.:~-]+")


def attribute(value: str) -> str:
    """A value for an HTML attribute that neither HTML nor Markdown can misread."""
    return _UNSAFE.sub(lambda match: f"&#{ord(match.group())};", value)


def fragment(anchor: str) -> str:
    """An anchor as the fragment of an address (RFC 3986)."""
    if _PLAIN.fullmatch(anchor):
        return f"#{anchor}"
    return attribute("#" + quote(anchor, safe="-._~:@!$()*+,;=", errors="replace"))


def digest(script: str) -> str:
    """The source expression of an inline script (CSP Level 3, 6.7.3.3)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
