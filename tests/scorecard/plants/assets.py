"""The files beside the pages."""

import struct
import zlib

from macros.checks import all_diagnostics
from macros.engine.inspect import load_project
from tests.scorecard.plant import add, before_references, clean, fault, write

FEVER, FIGURES, DRAWING = (
    "docs/patients/fever.md",
    "docs/data/figures.yml",
    "docs/assets/figures/tip.svg",
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img">\n<title>The tip</title>\n<desc>The tip of the tube lies above the heart.</desc>\n<g><path d="M0 0h9"/></g>\n</svg>\n'
LISTED = write(FIGURES, "- id: tip\n  caption: Where the tip lies.\n")


def png(width: int = 9, height: int = 9, more: bytes = b"") -> bytes:
    """A PNG of a size, with chunks of metadata."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + more
        + chunk(b"IDAT", zlib.compress(b"\0" * (width + 1) * height))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int = 9, height: int = 9, more: bytes = b"", tail: int = 0) -> bytes:
    """The head of a JPEG of a size, with segments of metadata, followed by so many bytes."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8"
        b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
        + more
        + b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0"
        + b"\x11" * tail
        + b"\xff\xd9"
    )


def exif(tag: int) -> bytes:
    """An Exif segment with one entry."""
    body = b"Exif\0\0" + b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, tag, 4, 1, 26) + b"\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def shown(name: str, data: bytes | str):
    """A file that the fever page shows."""
    return write(f"docs/assets/{name}", data), before_references(
        FEVER, f"![The tip of the tube lies above the heart](../assets/{name})"
    )


def svg_rules(root):
    """What the rules of drawings say; behind hard walls a drawing may hold less than in other sites."""
    found = all_diagnostics(load_project(root))
    return [one for one in found if one.rule.startswith("svg-")]


def kinds(root):
    """What the rules of images say: behind hard walls files of other kinds are not published."""
    found = all_diagnostics(load_project(root))
    return [one for one in found if one.rule in ("asset-kind", "asset-large", "asset-metadata")]


def drawing(old: str = "", new: str = ""):
    """The drawing of the data, changed."""
    return LISTED, write(DRAWING, SVG.replace(old, new) if old else SVG)


PLANTS = (
    fault(
        "asset-unused", "an image", write("docs/assets/old.png", png()), at="docs/assets/old.png:1"
    ),
    fault("asset-unused", "a drawing that is not listed", write(DRAWING, SVG), at=f"{DRAWING}:1"),
    clean(
        "asset-unused",
        "named by the data, and a licence",
        *drawing(),
        write("docs/assets/LICENSE.txt", "MIT\n"),
        write("docs/CNAME", "port.example\n"),
    ),
    clean(
        "asset-unused",
        "the icons of a web app",
        add("docs/data/handbook.yml", "keep: true\n"),
        write("docs/assets/favicon.svg", SVG),
        write("docs/assets/icon-192.png", png()),
    ),
    fault(
        "asset-large",
        "bytes",
        *shown("tip.jpg", jpeg(900, 900, tail=600_000)),
        at="docs/assets/tip.jpg:1",
    ),
    fault("asset-large", "pixels", *shown("tip.png", png(5000, 2)), at="docs/assets/tip.png:1"),
    clean("asset-large", "just within", *shown("tip.jpg", jpeg(2400, 1600, tail=490_000))),
    fault("asset-kind", "a JPEG named PNG", *shown("tip.png", jpeg()), at="docs/assets/tip.png:1"),
    fault(
        "asset-kind",
        "a web page named JPEG",
        *shown("tip.jpg", b"<!DOCTYPE html><title>Not found</title>"),
        at="docs/assets/tip.jpg:1",
    ),
    fault("asset-kind", "a PNG named GIF", *shown("tip.gif", png()), at="docs/assets/tip.gif:1"),
    clean(
        "asset-kind",
        "what they say",
        *shown("tip.gif", b"GIF89a\x09\0\x09\0\x80\0\0"),
        *shown("tip2.webp", b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f\x08\x00\x02\x00" + b"\0" * 12),
    ),
    fault(
        "asset-kind",
        "what no browser shows",
        *shown("tip.eps", b"%!PS"),
        at="docs/assets/tip.eps:1",
        look=kinds,
    ),
    clean(
        "asset-kind",
        "a drawing's own file that lies there, an image that no page shows",
        write("docs/assets/tip.ai", b"%PDF"),
        write("docs/assets/old.png", jpeg(5000, 5000, more=exif(0x8825))),
        look=kinds,
    ),
    fault("asset-kind", "empty", *shown("tip.png", b""), at="docs/assets/tip.png:1"),
    fault("asset-kind", "an empty drawing", *shown("tip.svg", ""), at="docs/assets/tip.svg:1"),
    clean("asset-kind", "one pixel", *shown("tip.png", png(1, 1))),
    fault(
        "asset-metadata",
        "a place",
        *shown("tip.jpg", jpeg(more=exif(0x8825))),
        at="docs/assets/tip.jpg:1",
    ),
    fault(
        "asset-metadata",
        "a camera",
        *shown("tip.jpg", jpeg(more=exif(0x010F))),
        at="docs/assets/tip.jpg:1",
    ),
    fault(
        "asset-metadata",
        "an author in a PNG",
        *shown("tip.png", png(more=struct.pack(">I", 14) + b"tEXtAuthor\0Ada Byr" + b"\0\0\0\0")),
        at="docs/assets/tip.png:1",
    ),
    clean("asset-metadata", "none", *shown("tip.jpg", jpeg())),
    fault("asset-name", "capitals", *shown("Tip.png", png()), at="docs/assets/Tip.png:1"),
    fault(
        "asset-name",
        "a space",
        *shown("the%20tip.png", png()),
        write("docs/assets/the tip.png", png()),
        at="docs/assets/the tip.png:1",
        besides=["asset-unused"],
    ),
    clean("asset-name", "small, with a hyphen", *shown("the-tip.png", png())),
    fault(
        "figure-missing",
        "no file",
        write(FIGURES, "▸- id: tip\n  caption: Where the tip lies.\n"),
    ),
    fault(
        "figure-missing",
        "another name",
        write(FIGURES, "▸- id: tips\n  caption: Where the tip lies.\n"),
        write(DRAWING, SVG),
        besides=["asset-unused"],
    ),
    clean("figure-missing", "there", *drawing()),
    fault("svg-broken", "an element never closed", *drawing("</g>\n", "\n▸")),
    fault("svg-broken", "an ampersand", *drawing("<title>The", "▸<title>R&D: the")),
    clean(
        "svg-broken",
        "an XML line and a remark first",
        *drawing("<svg xmlns", '<?xml version="1.0"?>\n<!-- by hand: <script> -->\n<svg xmlns'),
    ),
    fault("svg-script", "a script", *drawing("<g>", "▸<script>go()</script><g>")),
    fault("svg-script", "an event", *drawing("<g>", '▸<g onload="go()">')),
    fault("svg-script", "a link", *drawing("<g>", '▸<a href="javascript:go()"></a><g>')),
    clean("svg-script", "words", *drawing("The tip of", "On load = the tip of")),
    fault(
        "svg-external",
        "an image",
        *drawing("<g>", '▸<image href="https://pictures.example/a.png"/><g>'),
    ),
    fault(
        "svg-external",
        "letters",
        *drawing("<g>", "▸<style>@import url(https://letters.example/a.css);</style><g>"),
    ),
    clean(
        "svg-external",
        "namespaces, a link for readers, its own parts",
        *drawing(
            "<g>",
            '<a href="https://clinic.example/"><path d="M0 0"/></a><path fill="url(#a)" d="M0 0"/><g>',
        ),
        look=svg_rules,
    ),
    fault("svg-title", "no title", *drawing("<title>The tip</title>\n", ""), at=f"{DRAWING}:1"),
    fault(
        "svg-title",
        "an empty description",
        *drawing("The tip of the tube lies above the heart.", " "),
        at=f"{DRAWING}:1",
    ),
    fault(
        "svg-title",
        "the caption over again",
        *drawing("The tip of the tube lies above the heart.", "Where the tip lies"),
        at=f"{DRAWING}:1",
    ),
    clean(
        "svg-script",
        "a foreign object, as many drawing programs write it",
        *drawing(
            "<g>", "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject><g>"
        ),
        look=svg_rules,
    ),
    clean(
        "asset-unused",
        "named by a hook, and what no page shows",
        write("docs/assets/old.png", png()),
        write("docs/assets/rows.csv", "a,b\n"),
        write("hooks/cards.py", "CARD = 'assets/old.png'\n"),
    ),
    clean("asset-metadata", "which side is up", *shown("tip.jpg", jpeg(more=exif(0x0112)))),
    clean(
        "svg-title",
        "an image with words of its own",
        *shown(
            "tip.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>',
        ),
    ),
)
