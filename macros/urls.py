"""The address that an engine gives a Markdown file, and the relative way between two of them."""

import posixpath
from typing import Literal
from urllib.parse import SplitResult, quote, unquote, urlsplit

from .site_facts import PAGE_ENDINGS

# How an engine makes addresses: "a/b/" (True), "a/b.html" (False), or links are written between
# source files, and it rewrites them ("sources").
Addresses = bool | Literal["sources"]


def address_parts(address: str) -> SplitResult:
    """The parts of an address; one that can't be taken apart ("http://[") is a path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def doi_address(doi: str) -> str:
    """The address of a DOI at its resolver, percent-encoded (DOI Handbook 3.8)."""
    return "https://doi.org/" + quote(doi, safe="/:;().,-_~!*@$+=", errors="replace")


def page_url(source: str, directory_urls: bool = True) -> str:
    """A page's address below the root: "a/b.md" is "a/b/" or "a/b.html" (`use_directory_urls`)."""
    stem, ending = posixpath.splitext(source)
    stem = stem if ending in PAGE_ENDINGS else source
    folder, name = posixpath.split(stem)
    if name.lower() in ("index", "readme"):
        stem = posixpath.join(folder, "index")
        if directory_urls:
            return f"{folder}/" if folder else ""
        return f"{stem}.html"
    return f"{stem}/" if directory_urls else f"{stem}.html"


def resolved(here: str, address: str) -> str:
    """The path that a relative address on a page or file means, both below one root."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here


def fragment(anchor: str) -> str:
    """An anchor at the end of an address, percent-encoded (RFC 3986, 3.5); "" without one."""
    return f"#{quote(anchor, safe='-._~:@!$()*+,;=', errors='replace')}" if anchor else ""


def relative(here: str, there: str, anchor: str = "", directory_urls: Addresses = True) -> str:
    """The link from one Markdown file's page to another's, percent-encoded (RFC 3986)."""
    tail = fragment(anchor)
    if here == there and tail:
        return tail
    if directory_urls == "sources":
        return _between(here, there) + tail
    return _between(page_url(here, directory_urls), page_url(there, directory_urls)) + tail


def relative_file(here: str, file: str, directory_urls: Addresses = True) -> str:
    """The link from a Markdown file's page to a file below the site's root."""
    if directory_urls == "sources":
        return _between(here, file)
    return _between(page_url(here, directory_urls), file)


def _between(start: str, target: str) -> str:
    folder = start if start.endswith("/") or not start else posixpath.dirname(start)
    path = posixpath.relpath(target or ".", folder or ".")
    if target.endswith("/") or not target:
        path = "./" if path == "." else f"{path}/"
    return quote(path, safe="/-._~:@!$&'()*+,;=")
