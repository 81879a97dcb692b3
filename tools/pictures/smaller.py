"""Pictures of screens in a fifth of their bytes: PNG with a palette of 256 colours.

Most are those that are used most; the others are far from these: a small sign has a colour of its own.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

_HEAD = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256
_MOST_USED = 160
_RGB, _PALETTE = 2, 3


def smaller(png: bytes) -> bytes:
    """A picture with 8 bits for each of red, green and blue, as Chromium takes it; others stay as they are."""
    chunks = list(_chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    if (depth, kind) != (8, _RGB):
        return png
    rows = list(_rows(zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT")), width, height))
    pixels = [[row[x : x + 3] for x in range(0, len(row), 3)] for row in rows]
    used = Counter(pixel for row in pixels for pixel in row)
    palette = [pixel for pixel, _ in used.most_common(_MOST_USED)]
    far = {pixel: _far(pixel, _nearest(pixel, palette), palette) for pixel in used}
    while len(palette) < min(_COLOURS, len(used)):
        palette.append(max(far, key=lambda pixel: (far[pixel], pixel)))
        far = {pixel: min(distance, _far(pixel, len(palette) - 1, palette)) for pixel, distance in far.items()}
    index = {pixel: _nearest(pixel, palette) for pixel in used}
    lines = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, _PALETTE, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return _HEAD + b"".join(_chunk(name, data) for name, data in parts)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_HEAD)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rows(data: bytes, width: int, height: int) -> Iterator[bytes]:
    """The rows without the filters of PNG: each byte is told by those to the left, above, and above to the left."""
    size, above = width * 3, bytes(width * 3)
    for y in range(height):
        how, row = data[y * (size + 1)], bytearray(data[y * (size + 1) + 1 : (y + 1) * (size + 1)])
        for x in range(size):
            left, up, corner = (row[x - 3], above[x], above[x - 3]) if x > 2 else (0, above[x], 0)
            row[x] = (row[x] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[how]) & 255
        above = bytes(row)
        yield above


def _paeth(left: int, up: int, corner: int) -> int:
    far = [(abs(up - corner), left), (abs(left - corner), up), (abs(left + up - 2 * corner), corner)]
    return min(far, key=lambda one: one[0])[1]


def _far(pixel: bytes, place: int, palette: list[bytes]) -> int:
    return sum((a - b) ** 2 for a, b in zip(pixel, palette[place], strict=True))


def _nearest(pixel: bytes, palette: list[bytes]) -> int:
    far = [sum((a - b) ** 2 for a, b in zip(pixel, colour, strict=True)) for colour in palette]
    return far.index(min(far))
