"""Where exported files are, and what they are called on every file system."""

import hashlib
import re

FOLDER = "assets/references/"
# A name that every file system holds: no capitals, since two names must differ by more than case;
# Windows' devices and our own excepted.
_PLAIN = re.compile(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|all)(?:\.|\Z))"
    r"[a-z0-9](?:[a-z0-9_.-]{0,78}[a-z0-9_-])?\Z"
)


def file_name(name: str) -> str:
    """A key or a page's name as a file name for any file system ("Naming Files", Microsoft).

    Lower-case names of letters, figures, full stops, hyphens and underscores stay. All others
    become such a name, a tilde and the beginning of their SHA-256: two names never share a file,
    even where the file system ignores case, since no plain name holds a tilde.

    >>> file_name("moss2021cava"), file_name("Moss2021"), file_name("con")
    ('moss2021cava', 'moss2021~1ba30ddc3d', 'con~1143da2bc5')
    """
    if _PLAIN.match(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:60]}~{digest}"


def page_name(source: str) -> str:
    """A page's path below docs as the path of its files, without their endings."""
    return "/".join(map(file_name, source.removesuffix(".md").split("/")))
