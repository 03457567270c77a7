"""What an image file is, how large, and whom it gives away, from its first bytes alone.

Sources: PNG (W3C, 3rd ed, 5 and 11), JPEG (ITU-T T.81, B), GIF89a, WebP (RFC 9649), Exif 2.32
(4.6), IPTC IIM 4.2 (2:80 by-line, 2:116 copyright).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

# Tags of Exif's first directory that name a person or a camera.
PERSONAL = {0x010F: "camera", 0x0110: "camera", 0x013B: "author", 0x8298: "copyright"}
POSITION = 0x8825
XMP_PERSONAL = {b"dc:creator": "author", b"SerialNumber": "camera", b"OwnerName": "owner"}
XMP_POSITION = b"GPSLatitude"
IPTC_PERSONAL = {b"\x1c\x02\x50": "author", b"\x1c\x02\x74": "copyright"}
PNG_PERSONAL = ("author", "copyright", "raw profile type exif", "raw profile type iptc")
PLACE = "place"


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its kind, its size in pixels, and what its metadata says of people and places."""

    kind: str
    width: int
    height: int
    metadata: tuple[str, ...] = ()

    @property
    def place(self) -> bool:
        """Whether it says where it was taken."""
        return PLACE in self.metadata


def read_image(data: bytes) -> Image | None:
    """The image in some bytes; None for what is none that is known, or is cut off in its head."""
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
        pass
    return None


def _png(data: bytes) -> Image:
    width, height = struct.unpack(">II", data[16:24])
    personal: list[str] = []
    position = 8
    while position + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[position : position + 8])
        body = data[position + 8 : position + 8 + size]
        if kind == b"eXIf":
            personal += _exif(body)
        elif kind in (b"tEXt", b"iTXt", b"zTXt"):
            word = body.partition(b"\0")[0].decode("latin-1").lower()
            personal += [word] if word in PNG_PERSONAL else _xmp(body)
        position += 12 + size
    return Image("PNG", width, height, tuple(dict.fromkeys(personal)))


def _jpeg(data: bytes) -> Image | None:
    width = height = 0
    personal: list[str] = []
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in (0xD9, 0xDA):
            break
        size = struct.unpack(">H", data[position + 2 : position + 4])[0]
        body = data[position + 4 : position + 2 + size]
        if marker == 0xE1:
            personal += _exif(body[6:]) if body.startswith(b"Exif\0\0") else _xmp(body)
        elif marker == 0xED:
            personal += [word for mark, word in IPTC_PERSONAL.items() if mark in body]
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[1:5])
        position += 2 + size
    return Image("JPEG", width, height, tuple(dict.fromkeys(personal))) if width else None


def _webp(data: bytes) -> Image:
    width = height = 0
    personal: list[str] = []
    position = 12
    while position + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[position : position + 8])
        body = data[position + 8 : position + 8 + size]
        if kind == b"VP8X":
            width, height = (1 + int.from_bytes(body[at : at + 3], "little") for at in (4, 7))
        elif kind == b"VP8 " and not width:
            width, height = (side & 0x3FFF for side in struct.unpack("<HH", body[6:10]))
        elif kind == b"VP8L" and not width:
            bits = int.from_bytes(body[1:5], "little")
            width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif kind == b"EXIF":
            personal += _exif(body.removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            personal += _xmp(body)
        position += 8 + size + size % 2
    return Image("WebP", width, height, tuple(dict.fromkeys(personal)))


def _xmp(body: bytes) -> list[str]:
    personal = [word for mark, word in XMP_PERSONAL.items() if mark in body]
    return [*personal, PLACE] if XMP_POSITION in body else personal


def _exif(tiff: bytes) -> Iterator[str]:
    """What the first directory of an Exif block says of people and places."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not order or len(tiff) < 10:
        return
    start = struct.unpack(f"{order}I", tiff[4:8])[0]
    if start + 2 > len(tiff):
        return
    count = struct.unpack(f"{order}H", tiff[start : start + 2])[0]
    for number in range(count):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        if len(entry) < 12:
            return
        tag = struct.unpack(f"{order}H", entry[:2])[0]
        if word := PLACE if tag == POSITION else PERSONAL.get(tag):
            yield word
