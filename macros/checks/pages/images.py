"""What an image file is, how large, and what it carries besides its picture, from its first bytes alone.

Sources: PNG (W3C, 3rd ed, 5 and 11), JPEG (ITU-T T.81, B), GIF89a, WebP (RFC 9649), Exif 2.32 (4.6, tag 0x8825 for GPS).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["Image", "read_image"]


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its kind, its size in pixels, the names of its metadata, and whether they hold a place."""

    kind: str
    width: int
    height: int
    metadata: str = ""
    place: bool = False


def read_image(data: bytes) -> Image | None:
    """The image in some bytes; None for what is no PNG, JPEG, GIF or WebP, or is cut off in its head."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return Image("GIF", *struct.unpack("<HH", data[6:10]))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypheix", b"ftypmif1"):
            return Image("HEIC" if b"hei" in data[4:12] else "AVIF", 0, 0)
        if data[:2] == b"BM" and len(data) > 26:
            return Image("BMP", *(abs(size) for size in struct.unpack("<ii", data[18:26])))
        if data[:4] in (b"II*\0", b"MM\0*"):
            return Image("TIFF", 0, 0)
    except (struct.error, IndexError):
        return None
    return None


def _png(data: bytes) -> Image | None:
    width, height = struct.unpack(">II", data[16:24])
    told, place, position = [], False, 8
    while position + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[position : position + 8])
        body = data[position + 8 : position + 8 + size]
        if kind == b"eXIf":
            told.append("Exif")
            place |= _gps(body)
        elif kind in (b"tEXt", b"iTXt", b"zTXt"):
            word = body.partition(b"\0")[0].decode("latin-1")
            if word.lower() not in ("software", "title", "description", "comment", "source"):
                told.append(word.split(":")[0])
        position += 12 + size
    return Image("PNG", width, height, ", ".join(dict.fromkeys(told)), place)


def _jpeg(data: bytes) -> Image | None:
    width = height = 0
    told, place, position = [], False, 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in (0xD9, 0xDA):
            break
        size = struct.unpack(">H", data[position + 2 : position + 4])[0]
        body = data[position + 4 : position + 2 + size]
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            told.append("Exif")
            place |= _gps(body[6:])
        elif marker == 0xE1 and body.startswith(b"http://ns.adobe.com/xap/"):
            told.append("XMP")
            place |= b"GPSLatitude" in body
        elif marker == 0xED:
            told.append("IPTC")
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[1:5])
        position += 2 + size
    return Image("JPEG", width, height, ", ".join(dict.fromkeys(told)), place) if width else None


def _webp(data: bytes) -> Image | None:
    width = height = 0
    told, place, position = [], False, 12
    while position + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[position : position + 8])
        body = data[position + 8 : position + 8 + size]
        if kind == b"VP8X":
            width, height = (
                1 + int.from_bytes(body[4:7], "little"),
                1 + int.from_bytes(body[7:10], "little"),
            )
        elif kind == b"VP8 " and not width:
            width, height = (size & 0x3FFF for size in struct.unpack("<HH", body[6:10]))
        elif kind == b"VP8L" and not width:
            bits = int.from_bytes(body[1:5], "little")
            width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif kind == b"EXIF":
            told.append("Exif")
            place |= _gps(body.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            told.append("XMP")
            place |= b"GPSLatitude" in body
        position += 8 + size + size % 2
    return Image("WebP", width, height, ", ".join(told), place)


def _gps(tiff: bytes) -> bool:
    """Whether the first directory of an Exif block points to a GPS directory that holds something."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not order:
        return False
    start = struct.unpack(f"{order}I", tiff[4:8])[0]
    count = struct.unpack(f"{order}H", tiff[start : start + 2])[0]
    for number in range(count):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        if len(entry) == 12 and struct.unpack(f"{order}H", entry[:2])[0] == 0x8825:
            return True
    return False
