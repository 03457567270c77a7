"""Images read from their first bytes, whole or cut off."""

import struct

import pytest

from macros.checks.pages.images import Image, read_image
from tests.scorecard.plants.assets import exif, jpeg, png


@pytest.mark.parametrize(
    ("data", "image"),
    [
        (png(640, 480), Image("PNG", 640, 480)),
        (jpeg(640, 480), Image("JPEG", 640, 480)),
        (jpeg(9, 9, exif(0x8825)), Image("JPEG", 9, 9, ("place",))),
        (jpeg(9, 9, exif(0x0112)), Image("JPEG", 9, 9)),
        (b"GIF89a" + struct.pack("<HH", 640, 480), Image("GIF", 640, 480)),
        (
            b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0"
            + (639).to_bytes(3, "little")
            + (479).to_bytes(3, "little"),
            Image("WebP", 640, 480),
        ),
        (b"", None),
        (b"<!DOCTYPE html>", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"GIF89a", None),
    ],
)
def test_an_image_is_known_by_its_bytes(data: bytes, image: Image | None) -> None:
    assert read_image(data) == image


def test_a_file_cut_off_anywhere_raises_nothing() -> None:
    for whole in (png(9, 9), jpeg(9, 9, exif(0x8825))):
        for length in range(len(whole)):
            read_image(whole[:length])
